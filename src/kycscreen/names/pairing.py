"""Which words of two names meet: one to one, the weightiest likeness first.

Besides word with word, neighbouring words meet one that reads like all of them
together, and an acronym the words whose initials it is.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import attrs

from kycscreen.names import sounds, tables
from kycscreen.names.kinship import ROMANISED, SYLLABLES
from kycscreen.names.outlines import Outline, outline_of, strangers
from kycscreen.names.reading import Name
from kycscreen.names.relation import relate
from kycscreen.names.tokens import ORGANISATION, PLAIN, Token, is_lettered

JOINED, JOINED_LOOSELY = 97, 90
"""How alike a word is to neighbours that sound, or roughly sound, like it as one."""
ACRONYMS = {3: 78, 4: 82}
LONG_ACRONYM = 91
"""How alike initials are to what they abbreviate, by their letters: five say who."""
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 7
_RARE = 800
_UNKNOWN = 1000
"""What a word weighs that is in no table."""
EQUIVALENT = 95
"""How alike a phrase is to the word, or another phrase, of the same meaning."""
MOST_JOINED = 3
MOST_TOGETHER = 5
"""Words that meet one at most: those of the longest phrase."""
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
    possible.extend(_parted(ours, theirs))
    if ours.space == ORGANISATION:
        possible.extend(_abbreviated(ours, theirs))
        possible.extend(map(_turned_round, _abbreviated(theirs, ours)))
        possible.extend(_phrased(ours, theirs))
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


def _turned_round(found: Pair) -> Pair:
    return attrs.evolve(found, ours=found.theirs, theirs=found.ours)


def _single(ours: Name, theirs: Name) -> Iterator[Pair]:
    for i, a in enumerate(ours.tokens):
        for j, b in enumerate(theirs.tokens):
            likeness, how = relate(a, b)
            if likeness:
                yield Pair((i,), (j,), likeness, min(a.weight, b.weight), how)


Run = tuple[int, tuple[Token, ...], str]
"""Where neighbours begin, which they are, and how they are usually spelt as one."""


@lru_cache(maxsize=20_000)
def runs(found: tuple[Token, ...]) -> tuple[Run, ...]:
    """Return the neighbours that may be one word: two, or a short three.

    Three are joined where one is a particle (Abd al-Rahman) or all are short.
    """
    return tuple(_runs(found))


def _runs(found: tuple[Token, ...]) -> Iterator[Run]:
    for first, token in enumerate(found):
        if token.kind in _ALONE:
            continue
        written = token.readings[0]
        particle = token.kind == "particle"
        for last in range(first + 1, min(first + MOST_JOINED, len(found))):
            token = found[last]
            if token.kind in _ALONE:
                break
            written += token.readings[0]
            particle = particle or token.kind == "particle"
            if last > first + 1 and len(written) > _LONGEST_OF_THREE and not particle:
                break
            yield first, found[first : last + 1], written


def _joined(two: Name, one: Name) -> Iterator[Pair]:
    """Pair neighbouring words with one that sounds like all of them together."""
    for first, parts, written in runs(two.tokens):
        letters = len(written)
        for j, other in enumerate(one.tokens):
            if abs(letters - len(other.readings[0])) > _LETTERS_APART:
                continue
            if likeness := _as_one(parts, other):
                places, weight = _places(first, parts)
                least = min(weight, other.weight)
                yield Pair(places, (j,), likeness, least, "joined")


def _parted(ours: Name, theirs: Name) -> Iterator[Pair]:
    """Pair neighbours with neighbours that a misplaced blank parts in another place.

    One of the words is then nobody's: Aaron Ella and Aaro Nella are two people.
    """
    there = {run[2]: run for run in runs(theirs.tokens)}
    for first, parts, written in {run[2]: run for run in runs(ours.tokens)}.values():
        if written not in there:
            continue
        other, others, _ = there[written]
        if all(word.weight < _UNKNOWN for word in (*parts, *others)):
            continue
        if any(relate(a, b)[0] >= EQUIVALENT for a in parts for b in others):
            continue  # they meet word by word
        if not set(as_one(parts)[0]).isdisjoint(as_one(others)[0]):
            mine, weight = _places(first, parts)
            yours, least = _places(other, others)
            yield Pair(mine, yours, JOINED, min(weight, least), "joined")


def _places(first: int, parts: tuple[Token, ...]) -> tuple[tuple[int, ...], int]:
    """Return the places of neighbours, and what they weigh."""
    places = tuple(range(first, first + len(parts)))
    return places, sum(part.weight for part in parts)


def _as_one(parts: tuple[Token, ...], other: Token) -> int:
    if other.kind not in PLAIN or strangers(_outline(parts), other.outline):
        return 0
    heard, roughly, syllables = as_one(parts)
    if any(sound in heard for sound in other.sounds):
        return JOINED
    if any(mark in syllables for mark in other.groups):
        return ROMANISED
    return JOINED_LOOSELY if any(key in roughly for key in other.loose) else 0


@lru_cache(maxsize=20_000)
def as_one(parts: tuple[Token, ...]) -> tuple[tuple[str, ...], ...]:
    """Return how neighbours sound as one word, and roughly, and what they spell."""
    spelt = _written(parts)
    # As it usually sounds: a word that may sound so has that among its keys.
    heard = tuple(
        sound
        for sound in dict.fromkeys(map(sounds.sound, spelt))
        if len(sound) >= SHORTEST
    )
    syllables = _syllables(parts)
    if not all(is_lettered(part.script, part.text) for part in parts):
        return heard, (), syllables
    loose = dict.fromkeys(map(sounds.loose, spelt))
    roughly = tuple(key for key in loose if len(key) >= _LOOSELY)
    return heard, roughly, syllables


@lru_cache(maxsize=20_000)
def _outline(parts: tuple[Token, ...]) -> Outline:
    return outline_of(_written(parts), _syllables(parts))


def _written(parts: tuple[Token, ...]) -> tuple[str, ...]:
    """Spell neighbours as one word, in all their readings."""
    return tuple(map("".join, product(*[part.readings for part in parts])))


def _syllables(parts: tuple[Token, ...]) -> tuple[str, ...]:
    spelt = [spelt_by(part) for part in parts]
    if not all(spelt):
        return ()
    return tuple(
        SYLLABLES + "".join(marks)
        for marks in product(*([mark[1:] for mark in each] for each in spelt))
    )


def spelt_by(word: Token) -> tuple[str, ...]:
    """Return the East Asian syllables that a word of a name may spell."""
    groups = word.groups
    if not groups or groups[-1][0] != SYLLABLES:
        return ()  # they stand behind all others
    return tuple(mark for mark in groups if mark[0] == SYLLABLES)


Phrase = tuple[int, tuple[str, ...], frozenset[str]]
"""Where a phrase begins, its words, and the groups of what they mean together."""


@lru_cache(maxsize=20_000)
def phrases(found: tuple[Token, ...]) -> tuple[Phrase, ...]:
    """Return the phrases among neighbours."""
    held = tables.phrases()
    words = tuple(t.readings[0] if t.script == "Latn" else t.text for t in found)
    return tuple(
        (place, phrase, groups)
        for place, word in enumerate(words)
        for phrase, groups in held.get(word, ())
        if words[place : place + len(phrase)] == phrase
    )


def _phrased(ours: Name, theirs: Name) -> Iterator[Pair]:
    """Pair phrases with words, and phrases, that mean the same: железная дорога."""
    here, there = phrases(ours.tokens), phrases(theirs.tokens)
    if here:
        yield from _meant(ours, here, theirs)
    if there:
        yield from map(_turned_round, _meant(theirs, there, ours))
    for first, words, groups in here:
        for other, others, meanings in there:
            # The same phrase is words that are the same.
            if words != others and not meanings.isdisjoint(groups):
                mine, weight = _together(ours, first, words)
                yours, least = _together(theirs, other, others)
                yield Pair(mine, yours, EQUIVALENT, min(weight, least), "equivalent")


def _meant(two: Name, found: tuple[Phrase, ...], one: Name) -> Iterator[Pair]:
    for first, words, groups in found:
        for j, other in enumerate(one.tokens):
            if groups.isdisjoint(other.groups):
                continue
            if not _meets_others(two.tokens[first : first + len(words)], one, j):
                places, weight = _together(two, first, words)
                least = min(weight, other.weight)
                yield Pair(places, (j,), EQUIVALENT, least, "equivalent")


def _meets_others(phrase: tuple[Token, ...], name: Name, place: int) -> bool:
    """Tell whether a name has words of a phrase beside the one that means it all."""
    others = name.tokens[:place] + name.tokens[place + 1 :]
    return any(
        word.text == other.text or not set(word.groups).isdisjoint(other.groups)
        for word in phrase
        for other in others
    )


def _together(
    name: Name, first: int, words: tuple[str, ...]
) -> tuple[tuple[int, ...], int]:
    """Return the places of a phrase, and what its words weigh."""
    places = tuple(range(first, first + len(words)))
    return places, sum(name.tokens[i].weight for i in places)


def _abbreviated(short: Name, long: Name) -> Iterator[Pair]:
    """Pair an acronym with the first words, or all, whose initials it is."""
    for i in acronyms(short.tokens):
        acronym = short.tokens[i]
        for letters, places in openings(long.tokens):
            if letters == acronym.readings[0]:
                weight = min(acronym.weight, sum(long.tokens[j].weight for j in places))
                likeness = ACRONYMS.get(len(letters), LONG_ACRONYM)
                yield Pair((i,), places, likeness, weight, "acronym")


@lru_cache(maxsize=20_000)
def acronyms(found: tuple[Token, ...]) -> tuple[int, ...]:
    """Return the places of the words that may be initials."""
    return tuple(i for i, token in enumerate(found) if is_acronym(token))


@lru_cache(maxsize=20_000)
def openings(found: tuple[Token, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the initials of three first words and more, and where these stand.

    With and without particles, which stand among what is abbreviated all the same.
    """
    telling = [(i, t) for i, t in enumerate(found) if t.kind != "legal_form"]
    opened: dict[str, tuple[int, ...]] = {}
    for some in (telling, [(i, t) for i, t in telling if t.kind != "particle"]):
        letters = "".join(t.readings[0][:1] for _, t in some)
        for count in range(SHORTEST_ACRONYM, min(len(some), LONGEST_ACRONYM) + 1):
            last = some[count - 1][0]
            if count == len(some):
                last = telling[-1][0]
            places = tuple(i for i, _ in telling if i <= last)
            opened.setdefault(letters[:count], places)
    return tuple(opened.items())


def is_acronym(token: Token) -> bool:
    """Tell whether a word may be initials: a rare one without a meaning of its own."""
    return (
        token.kind == "word"
        and not token.groups
        and token.weight >= _RARE
        and SHORTEST_ACRONYM <= len(token.readings[0]) <= LONGEST_ACRONYM
    )
