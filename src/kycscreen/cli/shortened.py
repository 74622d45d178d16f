"""What a report of bounded length holds of a run of any length.

Of hits, the best; of clients with a gap of their own and of all others, the first
of the book. What is left out is counted, and the page's title says so.
"""

import attrs

from kycscreen.screen import Screening

HITS = 2_000
WITH_GAPS = 2_000
OTHERS = 1_000


class Kept:
    """The screenings that a report shows, taken as they come, and no more of them."""

    def __init__(self) -> None:
        """Begin with none."""
        self.clients = 0
        self.hits = 0
        self._screenings: list[Screening] = []
        self._hits = self._with_gaps = self._others = 0

    def take(self, screening: Screening) -> None:
        """Keep a screening if there is room for one of its kind."""
        self.clients += 1
        if screening.hits:
            self.hits += len(screening.hits)
            self._hits += len(screening.hits)
            self._screenings.append(screening)
            if self._hits > 2 * HITS:
                self._trim()
        elif any(not gap.code.startswith(("list.", "book.")) for gap in screening.gaps):
            self._with_gaps += 1
            if self._with_gaps <= WITH_GAPS:
                self._screenings.append(screening)
        else:
            self._others += 1
            if self._others <= OTHERS:
                self._screenings.append(screening)

    def chosen(self) -> tuple[Screening, ...]:
        """Return what the report shows, in the order of the book."""
        if self._hits > HITS:
            self._trim()
        return tuple(self._screenings)

    def left_out(self) -> str:
        """Say what the report holds of the whole; nothing if that is all of it."""
        chosen = self.chosen()
        parts = (
            (self._hits, self.hits, "hits"),
            (len(chosen), self.clients, "clients"),
        )
        return " and ".join(
            f"{shown:,} of {of:,} {what}" for shown, of, what in parts if shown < of
        )

    def _trim(self) -> None:
        """Keep the best hits only, and of the others what they are of."""
        ranked = sorted(
            (hit.rank[:3], number, place)
            for number, screening in enumerate(self._screenings)
            for place, hit in enumerate(screening.hits)
        )
        best = {(number, place) for _, number, place in ranked[:HITS]}
        self._screenings = [
            kept
            for number, screening in enumerate(self._screenings)
            if (kept := _of(screening, number, best)) is not None
        ]
        self._hits = HITS


def _of(
    screening: Screening, number: int, best: set[tuple[int, int]]
) -> Screening | None:
    if not screening.hits:
        return screening
    hits = tuple(
        hit for place, hit in enumerate(screening.hits) if (number, place) in best
    )
    return attrs.evolve(screening, hits=hits) if hits else None
