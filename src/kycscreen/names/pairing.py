"""Which words of two names meet: one to one, the weightiest likeness first.

Besides word with word, neighbouring words meet one that reads like all of them
together, and an acronym the words whose initials it is.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import attrs

from kycscreen.names import sounds
from kycscreen.names.outlines import Outline, outline_of, strangers
from kycscreen.names.reading import Name, initials
from kycscreen.names.relation import relate
from kycscreen.names.tokens import ORGANISATION, PLAIN, Token, is_lettered

JOINED, JOINED_LOOSELY = 97, 90
"""How alike a word is to neighbours that sound, or roughly sound, like it as one."""
ACRONYM, LONG_ACRONYM = 66, 80
"""How alike initials are to what they abbreviate: three letters, and four or more."""
MOST_JOINED = 3
_LONGEST_OF_THREE = 13
_LETTERS_APART = 3
SHORTEST = 4
"""Sounds of which joined words must have so many to be one word."""
_LOOSELY = 6
_ALONE = frozenset({"number", "suffix", "repeated", "acronym"})


@attrs.frozen
class Pair:
    """Words of ours that met words of theirs, by their places."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    likeness: int
    weight: int
    how: str


def pair(ours: Name, theirs: Name) -> tuple[Pair, ...]:
    """Pair greedily: the weightiest likeness first, ties by place."""
    possible = [*_single(ours, theirs), *_joined(ours, theirs)]
    possible.extend(map(_turned_round, _joined(theirs, ours)))
    if ours.space == ORGANISATION:
        possible.extend(_abbreviated(ours, theirs))
        possible.extend(map(_turned_round, _abbreviated(theirs, ours)))
    possible.sort(key=lambda p: (-p.likeness * p.weight, p.ours, p.theirs))
    taken_ours: set[int] = set()
    taken_theirs: set[int] = set()
    chosen = []
    for found in possible:
        if taken_ours.isdisjoint(found.ours) and taken_theirs.isdisjoint(found.theirs):
            taken_ours.update(found.ours)
            taken_theirs.update(found.theirs)
            chosen.append(found)
    return tuple(sorted(chosen, key=lambda found: found.ours))


def _turned_round(found: Pair) -> Pair:
    return attrs.evolve(found, ours=found.theirs, theirs=found.ours)


def _single(ours: Name, theirs: Name) -> Iterator[Pair]:
    for i, a in enumerate(ours.tokens):
        for j, b in enumerate(theirs.tokens):
            likeness, how = relate(a, b)
            if likeness:
                yield Pair((i,), (j,), likeness, min(a.weight, b.weight), how)


def runs(found: tuple[Token, ...]) -> Iterator[tuple[int, tuple[Token, ...]]]:
    """Yield the neighbours that may be one word: two, or a short three.

    Three are joined where one is a particle (Abd al-Rahman) or all are short.
    """
    for first in range(len(found) - 1):
        for count in range(2, MOST_JOINED + 1):
            parts = found[first : first + count]
            if len(parts) < count or any(part.kind in _ALONE for part in parts):
                break
            if count > 2 and not _short(parts):
                break
            yield first, parts


def _short(parts: tuple[Token, ...]) -> bool:
    letters = sum(len(part.readings[0]) for part in parts)
    return letters <= _LONGEST_OF_THREE or any(p.kind == "particle" for p in parts)


def _joined(two: Name, one: Name) -> Iterator[Pair]:
    """Pair neighbouring words with one that sounds like all of them together."""
    for first, parts in runs(two.tokens):
        letters = sum(len(part.readings[0]) for part in parts)
        for j, other in enumerate(one.tokens):
            if abs(letters - len(other.readings[0])) > _LETTERS_APART:
                continue
            if likeness := _as_one(parts, other):
                places = tuple(range(first, first + len(parts)))
                weight = min(sum(part.weight for part in parts), other.weight)
                yield Pair(places, (j,), likeness, weight, "joined")


def _as_one(parts: tuple[Token, ...], other: Token) -> int:
    if other.kind not in PLAIN or strangers(_outline(parts), other.outline):
        return 0
    heard, roughly = as_one(parts)
    if any(sound in heard for sound in other.sounds):
        return JOINED
    return JOINED_LOOSELY if any(key in roughly for key in other.loose) else 0


@lru_cache(maxsize=20_000)
def as_one(parts: tuple[Token, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how neighbours sound as one word, and how they roughly sound."""
    spelt = _together(parts)
    # As it usually sounds: a word that may sound so has that among its keys.
    heard = tuple(
        sound
        for sound in dict.fromkeys(map(sounds.sound, spelt))
        if len(sound) >= SHORTEST
    )
    if not all(is_lettered(part.script, part.text) for part in parts):
        return heard, ()
    roughly = (key for word in spelt for key in sounds.loose_of(word)[:1])
    return heard, tuple(key for key in dict.fromkeys(roughly) if len(key) >= _LOOSELY)


@lru_cache(maxsize=20_000)
def _outline(parts: tuple[Token, ...]) -> Outline:
    return outline_of(_together(parts))


def _together(parts: tuple[Token, ...]) -> list[str]:
    """Spell neighbours as one word, in all their readings."""
    return ["".join(spelt) for spelt in product(*(part.readings for part in parts))]


def _abbreviated(short: Name, long: Name) -> Iterator[Pair]:
    """Pair a name that is just an acronym, and maybe a form, with what it is of."""
    telling = [i for i, t in enumerate(short.tokens) if t.kind != "legal_form"]
    if len(telling) != 1:
        return
    (place,) = telling
    acronym = short.tokens[place]
    if acronym.kind != "word" or acronym.readings[0] not in initials(long.tokens):
        return
    places = tuple(j for j, t in enumerate(long.tokens) if t.kind != "legal_form")
    weight = min(acronym.weight, sum(long.tokens[j].weight for j in places))
    likeness = ACRONYM if len(acronym.readings[0]) == 3 else LONG_ACRONYM  # noqa: PLR2004
    yield Pair((place,), places, likeness, weight, "acronym")
