"""Neighbouring words that are one: Abd al Rahman, Abdulrahman.

They meet a word that sounds like all of them together, or neighbours that a misplaced
blank parts in another place.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from kycscreen.names import sounds
from kycscreen.names.kinship import ROMANISED, SYLLABLES
from kycscreen.names.memory import KEPT
from kycscreen.names.outlines import Outline, outline_of, strangers
from kycscreen.names.pairs import EQUIVALENT, Pair, together
from kycscreen.names.reading import Name
from kycscreen.names.relation import relate
from kycscreen.names.tokens import PLAIN, Token, is_lettered

JOINED, JOINED_LOOSELY = 97, 90
"""How alike a word is to neighbours that sound, or roughly sound, like it as one."""
MOST_JOINED = 3
SHORTEST = 4
"""Sounds of which joined words must have so many to be one word."""
LOOSELY = 6
"""The same of what is heard roughly."""
LONGEST_OF_THREE = 13
"""Letters of three neighbours that are joined without a particle."""
LETTERS_APART = 3
"""How many letters more or less than one word neighbours may have."""
UNKNOWN = 1000
"""What a word weighs that is in no table."""
ALONE = frozenset({"number", "suffix", "repeated", "acronym"})
"""The kinds of words that are never joined."""

Run = tuple[int, tuple[Token, ...], str]
"""Where neighbours begin, which they are, and how they are usually spelt as one."""


@lru_cache(maxsize=KEPT)
def runs(found: tuple[Token, ...]) -> tuple[Run, ...]:
    """Return the neighbours that may be one word, as ``neighbours`` yields them."""
    return tuple(neighbours(found))


def neighbours(found: tuple[Token, ...]) -> Iterator[Run]:
    """Yield the neighbours that may be one word: two, or a short three.

    Three are joined where one is a particle (Abd al-Rahman) or all are short.
    """
    for first, token in enumerate(found):
        if token.kind in ALONE:
            continue
        written = token.readings[0]
        particle = token.kind == "particle"
        for last in range(first + 1, min(first + MOST_JOINED, len(found))):
            token = found[last]
            if token.kind in ALONE:
                break
            written += token.readings[0]
            particle = particle or token.kind == "particle"
            if last > first + 1 and len(written) > LONGEST_OF_THREE and not particle:
                break
            yield first, found[first : last + 1], written


def joined(two: Name, one: Name) -> Iterator[Pair]:
    """Pair neighbouring words with one that sounds like all of them together."""
    most = one.longest + LETTERS_APART
    for first, parts, written in runs(two.tokens):
        letters = len(written)
        if letters > most:
            continue
        outline = _outline(parts)
        for j, other in enumerate(one.tokens):
            if abs(letters - len(other.readings[0])) > LETTERS_APART:
                continue
            if other.kind not in PLAIN or strangers(outline, other.outline):
                continue  # as most are
            if likeness := _alike(parts, other):
                places, weight = together(two, first, len(parts))
                least = min(weight, other.weight)
                yield Pair(places, (j,), likeness, least, "joined")


def parted(ours: Name, theirs: Name) -> Iterator[Pair]:
    """Pair neighbours with neighbours that a misplaced blank parts in another place.

    One of the words is then nobody's: Aaron Ella and Aaro Nella are two people.
    """
    here, there = _by_letters(ours.tokens), _by_letters(theirs.tokens)
    for written in here if not here.keys().isdisjoint(there) else ():
        if written not in there:
            continue
        first, parts, _ = here[written]
        other, others, _ = there[written]
        if all(word.weight < UNKNOWN for word in (*parts, *others)):
            continue
        if any(relate(a, b)[0] >= EQUIVALENT for a in parts for b in others):
            continue  # they meet word by word
        if not set(as_one(parts)[0]).isdisjoint(as_one(others)[0]):
            mine, weight = together(ours, first, len(parts))
            yours, least = together(theirs, other, len(others))
            yield Pair(mine, yours, JOINED, min(weight, least), "joined")


@lru_cache(maxsize=KEPT)
def _by_letters(found: tuple[Token, ...]) -> dict[str, Run]:
    return {run[2]: run for run in runs(found)}


def alike(parts: tuple[Token, ...], other: Token) -> int:
    """Return how alike neighbours are to one word that sounds like all of them."""
    if other.kind not in PLAIN or strangers(_outline(parts), other.outline):
        return 0
    return _alike(parts, other)


def _alike(parts: tuple[Token, ...], other: Token) -> int:
    heard, roughly, syllables = as_one(parts)
    if any(sound in heard for sound in other.sounds):
        return JOINED
    if any(mark in syllables for mark in other.groups):
        return ROMANISED
    return JOINED_LOOSELY if any(key in roughly for key in other.loose) else 0


def heard_as_one(parts: tuple[Token, ...]) -> tuple[tuple[str, ...], ...]:
    """Return how neighbours sound as one word, and roughly, and what they spell."""
    spelt = written_as_one(parts)
    syllables = syllables_of(parts)
    lettered = all([is_lettered(part.script, part.text) for part in parts])
    # As it usually sounds: a word that may sound so has that among its keys.
    if len(spelt) == 1:
        sound = sounds.sound(spelt[0])
        loose = sounds.loose(spelt[0]) if lettered else ""
        return (
            (sound,) if len(sound) >= SHORTEST else (),
            (loose,) if len(loose) >= LOOSELY else (),
            syllables,
        )
    several = dict.fromkeys(map(sounds.sound, spelt))
    heard = tuple(sound for sound in several if len(sound) >= SHORTEST)
    if not lettered:
        return heard, (), syllables
    roughly = dict.fromkeys(map(sounds.loose, spelt))
    return heard, tuple(key for key in roughly if len(key) >= LOOSELY), syllables


as_one = lru_cache(maxsize=KEPT)(heard_as_one)


def keys(parts: tuple[Token, ...]) -> set[str]:
    """Return the keys under which neighbours are held, to be met as one word.

    What sounds the same sounds roughly the same, so that one key often does for both.
    """
    heard, roughly, syllables = as_one(parts)
    return {*map(key_of, heard), *roughly, *syllables}


def probes(word: Token) -> set[str]:
    """Return the keys of neighbours that sound like one word, or roughly so."""
    return {key_of(sound) for sound in word.sounds if len(sound) >= SHORTEST}.union(
        key for key in word.loose if len(key) >= LOOSELY
    )


def key_of(sound: str) -> str:
    """Return the key of neighbours that sound so: how it is heard roughly, if long."""
    if len(sound) < LOOSELY:
        return sound
    roughly = sounds.roughly(sound)
    return roughly if len(roughly) >= LOOSELY else sound


@lru_cache(maxsize=KEPT)
def _outline(parts: tuple[Token, ...]) -> Outline:
    return outline_of(written_as_one(parts), syllables_of(parts))


def written_as_one(parts: tuple[Token, ...]) -> tuple[str, ...]:
    """Spell neighbours as one word, in all their readings."""
    readings = [part.readings for part in parts]
    if all([len(each) == 1 for each in readings]):
        return ("".join([each[0] for each in readings]),)
    return tuple(map("".join, product(*readings)))


def syllables_of(parts: tuple[Token, ...]) -> tuple[str, ...]:
    """Return the marks of the East Asian syllables that neighbours spell together."""
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
