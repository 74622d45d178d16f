"""A book screened client by client: no error and no refused row is ever clear."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import attrs

from kycscreen.book import Book, Refused, client_of
from kycscreen.errors import KycScreenError, PartyError
from kycscreen.parties import Client
from kycscreen.screen import Gap, Outcome, Screening
from kycscreen.screen.standing import standing as standing  # what a tally counts

ScreenAll = Callable[[Iterable[Client]], Iterable[Screening]]
Screened = tuple[Screening, tuple[Refused, ...]]
"""A client that was screened, and those of its rows that were not used."""

_AT_ONCE = 256
_SHOWN = 10


@attrs.frozen(kw_only=True)
class Tally:
    """How many clients came out how; an ``error`` is counted as nothing else."""

    clear: int
    hits: int
    inconclusive: int
    error: int

    @property
    def clients(self) -> int:
        """Count all of them."""
        return self.clear + self.hits + self.inconclusive + self.error


def tally(standings: Iterable[str]) -> Tally:
    """Count how clients came out."""
    counts = dict.fromkeys(("clear", "hits", "inconclusive", "error"), 0)
    for one in standings:
        counts[one] += 1
    return Tally(**counts)


def exit_code(outcomes: Tally, book: Book) -> int:
    """Say what the command answers: 0 only where every client of a book is clear.

    A refused row makes it 1: one that says whose it is makes that client an error.
    """
    if outcomes.error or book.unclaimed:
        return 1
    if outcomes.hits:
        return 3
    if outcomes.inconclusive or not outcomes.clear:
        return 4
    return 0


def screen(screen_all: ScreenAll, book: Book) -> Iterator[Screening]:
    """Screen every client of a book, in its order, and add what was refused.

    An error of one client is recorded and the others go on; an error of ours
    that is no client's, such as a damaged list, ends the run.
    """
    return (screening for screening, _ in screened(screen_all, book))


def screened(screen_all: ScreenAll, book: Book) -> Iterator[Screened]:
    """Screen every client of a book; with each come the refused rows of its own."""
    of_all = _refusals("", book.unclaimed)
    groups = iter(book.groups)
    while some := [client_of(group) for group in islice(groups, _AT_ONCE)]:
        screenings = _each(screen_all, [client for client, _ in some])
        for screening, (client, refused) in zip(screenings, some, strict=True):
            gaps = (*_refusals(client.id, refused), *of_all)
            yield _doubted(screening, gaps), refused


def _refusals(client_id: str, rows: Sequence[Refused]) -> tuple[Gap, ...]:
    details = tuple(f"line {r.line}: {reason(r)}" for r in rows[:_SHOWN])
    if len(rows) > _SHOWN:
        details = (*details, f"and {len(rows) - _SHOWN} rows more")
    code = "client.refused" if client_id else "book.refused"
    return tuple(Gap(code, client_id, detail) for detail in details)


def reason(row: Refused) -> str:
    """Say why a row was refused: its field, if it is that of one, and the problem."""
    return f"{row.field} {row.problem}".strip()


def _doubted(screening: Screening, gaps: tuple[Gap, ...]) -> Screening:
    if not gaps:
        return screening
    clear = screening.outcome is Outcome.CLEAR
    return attrs.evolve(
        screening,
        outcome=Outcome.INCONCLUSIVE if clear else screening.outcome,
        gaps=(*screening.gaps, *gaps),
    )


def _each(screen_all: ScreenAll, clients: Sequence[Client]) -> Iterable[Screening]:
    done = _together(screen_all, clients)
    return done if done is not None else (_alone(screen_all, c) for c in clients)


def _together(
    screen_all: ScreenAll, clients: Sequence[Client]
) -> tuple[Screening, ...] | None:
    """Screen some clients the fast way; nothing where that does not work for all."""
    try:
        done = tuple(screen_all(clients))
    except PartyError:
        return None
    except KycScreenError:
        raise
    except Exception:  # whatever it is, the clients are tried one by one
        return None
    same = [screening.client_id for screening in done] == [c.id for c in clients]
    return done if same else None


def _alone(screen_all: ScreenAll, client: Client) -> Screening:
    try:
        (screening,) = screen_all([client])
    except PartyError as wrong:
        return _failed(screen_all, client, f"{wrong.field} {wrong.problem}")
    except KycScreenError:
        raise
    except Exception as wrong:  # its text may hold values: only its name is kept
        return _failed(screen_all, client, type(wrong).__name__)
    return screening


def _failed(screen_all: ScreenAll, client: Client, problem: str) -> Screening:
    """Make the screening of a client that could not be screened."""
    (empty,) = screen_all([Client(client.id, parties=())])
    gap = Gap("client.error", client.id, problem)
    return attrs.evolve(empty, outcome=Outcome.INCONCLUSIVE, gaps=(gap,))
