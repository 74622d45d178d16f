"""How the clients of a run came out, and what the command answers to it."""

from collections.abc import Iterable

import attrs

from kycscreen.book import Book, Refused
from kycscreen.screen.standing import standing as standing  # what a tally counts


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


NOBODY = Tally(clear=0, hits=0, inconclusive=0, error=0)


def added(one: Tally, other: Tally) -> Tally:
    """Add up how the clients of two parts came out."""
    return Tally(
        clear=one.clear + other.clear,
        hits=one.hits + other.hits,
        inconclusive=one.inconclusive + other.inconclusive,
        error=one.error + other.error,
    )


def tally(standings: Iterable[str]) -> Tally:
    """Count how clients came out."""
    counts = dict.fromkeys(("clear", "hits", "inconclusive", "error"), 0)
    for one in standings:
        counts[one] += 1
    return Tally(**counts)


def exit_code(outcomes: Tally, book: Book) -> int:
    """Say what the command answers: 0 only where every client of a book is clear.

    A refused row makes it 1: one that says whose it is makes that client an error.
    Clients that were not screened at all are inconclusive.
    """
    if outcomes.error or book.unclaimed:
        return 1
    if outcomes.hits:
        return 3
    if outcomes.inconclusive or not 0 < outcomes.clear >= len(book.groups):
        return 4
    return 0


def reason(row: Refused) -> str:
    """Say why a row was refused: its field, if it is that of one, and the problem."""
    return f"{row.field} {row.problem}".strip()
