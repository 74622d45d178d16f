"""What came of a piece of a book, as it is written, counted and sent from a worker."""

import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import attrs

from kycscreen.book import Book, Group, Refused
from kycscreen.runs.outcomes import Tally, standing, tally
from kycscreen.runs.pieces import ScreenAll, cut, each, refusals
from kycscreen.screen import Gap, Provenance, Screening

Told = Callable[[Screening], object]
Rank = tuple[int, int, int]
Mark = int | tuple[Rank, ...]
"""Of a client: the ranks of its hits, none where it has only findings; without either,
how many gaps it has of its own."""


@attrs.frozen(kw_only=True)
class Answer:
    """The screenings of clients that follow one another in a book, and their counts.

    ``lines`` holds a screening a line; ``marks`` say of each what a bounded report has
    to know, and ``told`` what was asked to be told of it. ``rows`` are all of theirs.
    """

    provenance: Provenance
    lines: bytes = attrs.field(repr=False)
    marks: tuple[Mark, ...]
    outcomes: Tally
    rows: int
    parties: int
    pairs: int
    refused: tuple[Refused, ...] = attrs.field(repr=False)
    told: tuple[object, ...] = attrs.field(default=(), repr=False)

    def each(self) -> Iterator[tuple[bytes, Mark]]:
        """Return each client's line and mark."""
        return zip(self.lines.splitlines(keepends=True), self.marks, strict=True)


def answers(
    screen_all: ScreenAll,
    book: Book,
    *,
    tell: Told | None = None,
    limit: int | None = None,
    after: int = 0,
) -> Generator[Answer, None, None]:
    """Screen a book piece by piece, in this process.

    ``limit`` leaves it at so many clients, ``after`` begins behind so many.
    """
    of_all = refusals("", book.unclaimed)
    for piece in asked(book, limit=limit, after=after):
        yield answer(screen_all, piece, of_all, tell)


def asked(
    book: Book, *, limit: int | None = None, after: int = 0
) -> Iterator[tuple[Group, ...]]:
    """Cut what is asked of a book in pieces."""
    return cut(islice(book.groups, after, limit), book.rows)


def answer(
    screen_all: ScreenAll,
    piece: Sequence[Group],
    of_all: tuple[Gap, ...] = (),
    tell: Told | None = None,
) -> Answer:
    """Screen a piece of a book."""
    with _unsearched():
        return _answer(screen_all, piece, of_all, tell)


@contextmanager
def _unsearched() -> Iterator[None]:
    """Put off the search for cycles: our values have none, and many live at once."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _answer(
    screen_all: ScreenAll,
    piece: Sequence[Group],
    of_all: tuple[Gap, ...],
    tell: Told | None,
) -> Answer:
    lines: list[str] = []
    marks: list[Mark] = []
    told: list[object] = []
    standings: list[str] = []
    refused: list[Refused] = []
    parties = pairs = 0
    provenance: Provenance | None = None
    for screening, rows in each(screen_all, piece, of_all):
        lines.append(screening.to_json())
        marks.append(mark(screening))
        standings.append(standing(screening))
        refused.extend(rows)
        parties += len(screening.parties)
        pairs += len(screening.hits)
        provenance = screening.provenance
        if tell is not None:
            told.append(tell(screening))
    assert provenance is not None, "a piece holds a client"
    lines.append("")
    return Answer(
        provenance=provenance,
        lines="\n".join(lines).encode(),
        marks=tuple(marks),
        outcomes=tally(standings),
        rows=sum(len(group.rows) for group in piece),
        parties=parties,
        pairs=pairs,
        refused=tuple(refused),
        told=tuple(told),
    )


def mark(screening: Screening) -> Mark:
    """Return what a bounded report has to know of a client."""
    if screening.hits or screening.findings:
        return tuple(hit.rank[:3] for hit in screening.hits)
    return sum(not gap.code.startswith(("list.", "book.")) for gap in screening.gaps)
