"""Words of two names that meet, which may be several on either side."""

import attrs

from kycscreen.names.reading import Name

EQUIVALENT = 95
"""How alike words are that mean the same, or name the same."""


@attrs.frozen
class Pair:
    """Words of ours that met words of theirs, by their places."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    likeness: int
    weight: int
    how: str


def turned_round(found: Pair) -> Pair:
    """Return a pair as the other side sees it."""
    return Pair(found.theirs, found.ours, found.likeness, found.weight, found.how)


def together(name: Name, first: int, count: int) -> tuple[tuple[int, ...], int]:
    """Return the places of neighbours, and what they weigh."""
    places = tuple(range(first, first + count))
    return places, sum([name.tokens[i].weight for i in places])
