"""A book screened client by client: no error and no refused row is ever clear."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from kycscreen.book import Book, Group, Refused, client_of
from kycscreen.errors import KycScreenError, PartyError
from kycscreen.parties import Client
from kycscreen.runs.outcomes import reason
from kycscreen.screen import Gap, Outcome, Screening

ScreenAll = Callable[[Iterable[Client]], Iterable[Screening]]
Screened = tuple[Screening, tuple[Refused, ...]]
"""A client that was screened, and those of its rows that were not used."""

_AT_MOST = 10_000
"""Rows that are screened together."""
_AT_LEAST = 1_000
_PIECES = 16
"""Of a small book there are so many pieces, that several workers have work."""
_SHOWN = 10


def screen(screen_all: ScreenAll, book: Book) -> Iterator[Screening]:
    """Screen every client of a book, in its order, and add what was refused.

    An error of one client is recorded and the others go on; an error of ours
    that is no client's, such as a damaged list, ends the run.
    """
    return (screening for screening, _ in screened(screen_all, book))


def screened(screen_all: ScreenAll, book: Book) -> Iterator[Screened]:
    """Screen every client of a book; with each come the refused rows of its own."""
    of_all = refusals("", book.unclaimed)
    for groups in cut(book.groups, book.rows):
        yield from each(screen_all, groups, of_all)


def rests_on(screen_all: ScreenAll) -> str:
    """Return what the lists and the policy say of a client of whom nothing is known."""
    (empty,) = screen_all([Client("unknown", parties=())])
    return empty.to_json()


def cut(groups: Iterable[Group], rows: int) -> Iterator[tuple[Group, ...]]:
    """Cut a book of so many rows where clients end; the book alone says where."""
    room = min(_AT_MOST, max(_AT_LEAST, -(-rows // _PIECES)))
    piece: list[Group] = []
    held = 0
    for group in groups:
        piece.append(group)
        held += max(1, len(group.rows))
        if held >= room:
            yield tuple(piece)
            piece, held = [], 0
    if piece:
        yield tuple(piece)


def each(
    screen_all: ScreenAll, groups: Sequence[Group], of_all: tuple[Gap, ...]
) -> Iterator[Screened]:
    """Screen some clients of a book; ``of_all`` is what nobody of it is clear for."""
    some = [client_of(group) for group in groups]
    screenings = _safely(screen_all, [client for client, _ in some])
    for screening, (client, refused) in zip(screenings, some, strict=True):
        gaps = (*refusals(client.id, refused), *of_all)
        yield _doubted(screening, gaps), refused


def refusals(client_id: str, rows: Sequence[Refused]) -> tuple[Gap, ...]:
    """Return the gaps that refused rows make: of a client, or of nobody known."""
    details = tuple(f"line {r.line}: {reason(r)}" for r in rows[:_SHOWN])
    if len(rows) > _SHOWN:
        details = (*details, f"and {len(rows) - _SHOWN} rows more")
    code = "client.refused" if client_id else "book.refused"
    return tuple(Gap(code, client_id, detail) for detail in details)


def _doubted(screening: Screening, gaps: tuple[Gap, ...]) -> Screening:
    if not gaps:
        return screening
    clear = screening.outcome is Outcome.CLEAR
    return attrs.evolve(
        screening,
        outcome=Outcome.INCONCLUSIVE if clear else screening.outcome,
        gaps=(*screening.gaps, *gaps),
    )


def _safely(screen_all: ScreenAll, clients: Sequence[Client]) -> Iterator[Screening]:
    """Screen clients together, and find those with whom that does not work.

    Whoever comes after the last answer is tried alone, and the rest in halves: one
    bad client costs some screenings more, and not one for each of the others.
    """
    if len(clients) == 1:
        yield _alone(screen_all, clients[0])
        return
    done = 0
    for screening in _answered(screen_all, clients):
        yield screening
        done += 1
    rest = clients[done:]
    if done and rest:
        yield _alone(screen_all, rest[0])
        rest = rest[1:]
    half = (len(rest) + 1) // 2
    for part in (rest[:half], rest[half:]):
        if part:
            yield from _safely(screen_all, part)


def _answered(screen_all: ScreenAll, clients: Sequence[Client]) -> Iterator[Screening]:
    """Screen clients the fast way, up to the first of whom nothing can be told."""
    try:
        screenings = iter(screen_all(clients))
        for client in clients:
            screening = next(screenings, None)
            if screening is None or screening.client_id != client.id:
                return
            yield screening
    except PartyError:
        return
    except KycScreenError:
        raise
    except Exception:  # whatever it is, it is found out which client it is of
        return


def _alone(screen_all: ScreenAll, client: Client) -> Screening:
    try:
        (screening,) = screen_all([client])
    except PartyError as wrong:
        return _failed(screen_all, client, f"{wrong.field} {wrong.problem}")
    except KycScreenError:
        raise
    except Exception as wrong:  # its text may hold values: only its name is kept
        return _failed(screen_all, client, type(wrong).__name__)
    if screening.client_id != client.id:
        return _failed(screen_all, client, "the answer is another client's")
    return screening


def _failed(screen_all: ScreenAll, client: Client, problem: str) -> Screening:
    """Make the screening of a client that could not be screened."""
    (empty,) = screen_all([Client(client.id, parties=())])
    of_lists = (gap for gap in empty.gaps if gap.code != "client.empty")
    gap = Gap("client.error", client.id, problem)
    return attrs.evolve(empty, outcome=Outcome.INCONCLUSIVE, gaps=(*of_lists, gap))
