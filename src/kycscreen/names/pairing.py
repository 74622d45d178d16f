"""Which words of two names meet: one to one, the weightiest likeness first.

Besides word with word, neighbouring words meet one that reads like all of them
together (``joining``); and in organisations' names an acronym the words whose initials
it is, and a phrase what means the same (``phrases``).
"""

from kycscreen.names.joining import joined, parted
from kycscreen.names.pairs import Pair, turned_round
from kycscreen.names.phrases import abbreviated, phrased
from kycscreen.names.reading import Name
from kycscreen.names.relation import relate
from kycscreen.names.tokens import ORGANISATION

MOST_TOGETHER = 5
"""Words that meet one at most: those of the longest phrase."""


def pair(ours: Name, theirs: Name) -> tuple[Pair, ...]:
    """Pair greedily: the weightiest likeness first, ties by place."""
    possible = _single(ours, theirs)
    possible.extend(joined(ours, theirs))
    possible.extend(map(turned_round, joined(theirs, ours)))
    possible.extend(parted(ours, theirs))
    if ours.space == ORGANISATION:
        possible.extend(abbreviated(ours, theirs))
        possible.extend(map(turned_round, abbreviated(theirs, ours)))
        possible.extend(phrased(ours, theirs))
    if len(possible) < 2:
        return tuple(possible)
    possible.sort(key=_first)
    taken_ours: set[int] = set()
    taken_theirs: set[int] = set()
    chosen = []
    for found in possible:
        if taken_ours.isdisjoint(found.ours) and taken_theirs.isdisjoint(found.theirs):
            taken_ours.update(found.ours)
            taken_theirs.update(found.theirs)
            chosen.append(found)
    return tuple(sorted(chosen, key=lambda found: found.ours))


def _first(found: Pair) -> tuple[int, int, tuple[int, ...], tuple[int, ...]]:
    """Order pairs: the weightiest likeness first, then the most words, then places."""
    words = len(found.ours) + len(found.theirs)
    return -found.likeness * found.weight, -words, found.ours, found.theirs


def _single(ours: Name, theirs: Name) -> list[Pair]:
    """Return which single words meet: of all these words, few."""
    found = []
    for i, a in enumerate(ours.tokens):
        for j, b in enumerate(theirs.tokens):
            likeness, how = relate(a, b)
            if likeness:
                weight = min(a.weight, b.weight)
                found.append(Pair((i,), (j,), likeness, weight, how))
    return found
