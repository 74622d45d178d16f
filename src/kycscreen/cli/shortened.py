"""What a report of bounded length holds of a run of any length.

Of hits, the best; of clients with findings alone, with a gap of their own and of all
others, the first of the book. What is left out is counted, and the page's title says
so.
"""

import attrs

from kycscreen.runs import Mark
from kycscreen.screen import Screening

HITS = 2_000
WITH_FINDINGS = 2_000
WITH_GAPS = 2_000
OTHERS = 1_000


@attrs.frozen
class _Line:
    """A screening as it is written, and the places and ranks of the hits to show."""

    text: bytes
    hits: tuple[tuple[int, tuple[int, ...]], ...] | None


class Kept:
    """The screenings that a report shows, taken as they come, and no more of them."""

    def __init__(self) -> None:
        """Begin with none."""
        self.clients = 0
        self.hits = 0
        self._lines: list[_Line] = []
        self._hits = self._with_findings = self._with_gaps = self._others = 0

    def take(self, line: bytes, mark: Mark) -> None:
        """Keep a screening if there is room for one of its kind."""
        self.clients += 1
        if mark == ():
            self._with_findings += 1
            if self._with_findings <= WITH_FINDINGS:
                self._lines.append(_Line(line, None))
        elif not isinstance(mark, int):
            self.hits += len(mark)
            self._hits += len(mark)
            self._lines.append(_Line(line, tuple(enumerate(mark))))
            if self._hits > 2 * HITS:
                self._trim()
        elif mark:
            self._with_gaps += 1
            if self._with_gaps <= WITH_GAPS:
                self._lines.append(_Line(line, None))
        else:
            self._others += 1
            if self._others <= OTHERS:
                self._lines.append(_Line(line, None))

    def chosen(self) -> tuple[Screening, ...]:
        """Return what the report shows, in the order of the book."""
        self._choose()
        return tuple(map(_read, self._lines))

    def left_out(self) -> str:
        """Say what the report holds of the whole; nothing if that is all of it."""
        self._choose()
        parts = (
            (self._hits, self.hits, "hits"),
            (len(self._lines), self.clients, "clients"),
        )
        return " and ".join(
            f"{shown:,} of {of:,} {what}" for shown, of, what in parts if shown < of
        )

    def _choose(self) -> None:
        if self._hits > HITS:
            self._trim()

    def _trim(self) -> None:
        """Keep the best hits only, and of the others what they are of."""
        ranked = sorted(
            (rank, number, place)
            for number, line in enumerate(self._lines)
            for place, rank in line.hits or ()
        )
        best = {(number, place) for _, number, place in ranked[:HITS]}
        self._lines = [
            kept
            for number, line in enumerate(self._lines)
            if (kept := _of(line, number, best)) is not None
        ]
        self._hits = HITS


def _of(line: _Line, number: int, best: set[tuple[int, int]]) -> _Line | None:
    if line.hits is None:
        return line
    hits = tuple(hit for hit in line.hits if (number, hit[0]) in best)
    return _Line(line.text, hits) if hits else None


def _read(line: _Line) -> Screening:
    screening = Screening.from_json(line.text)
    if line.hits is None or len(line.hits) == len(screening.hits):
        return screening
    hits = tuple(screening.hits[place] for place, _ in line.hits)
    return attrs.evolve(screening, hits=hits)
