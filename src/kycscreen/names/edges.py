"""The edges: every kind of likeness between two words, each with its keys.

An edge says by a label how two words met and how alike that makes them, 0..100.
It also names keys: ``probes`` of the one asked about, ``keys`` of the one that is
held. The law that the index rests on: **an edge relates two words only if a probe
of the one is a key of the other** (``tests/test_relation.py`` holds every edge to
it). A new kind of likeness is a new edge here, not a new path elsewhere.

Most keys are spellings without a mark of their own: what two edges share is held
once, and that a key leads to words of another edge costs only a second look.
"""

from collections.abc import Callable, Collection
from itertools import product

import attrs
from rapidfuzz.distance import OSA

from kycscreen.names import consonants, damage, kinship, slips
from kycscreen.names.spelling import bare
from kycscreen.names.tokens import PLAIN, SYLLABARIES, Token, is_spelt


@attrs.frozen
class Edge:
    """One kind of likeness; ``most`` is the most that it makes two words alike.

    An edge is ``direct`` if ``probes`` are not ``keys``, or are too many to compare:
    then it is asked of any two words, and not only of those that may share a key.
    """

    label: str
    most: int
    likeness: Callable[[Token, Token], int]
    keys: Callable[[Token], Collection[str]]
    probes: Callable[[Token], Collection[str]]
    direct: bool = False


def _spelling(a: Token, b: Token) -> int:
    return 100 if _shared(a.readings, b.readings) else 0


def readings(token: Token) -> Collection[str]:
    """Return the readings of a word: a spelling is a key by itself."""
    return token.readings


def _sound(a: Token, b: Token) -> int:
    return 97 - kinship.opposite(a, b) if _shared(a.sounds, b.sounds) else 0


def sounds(token: Token) -> Collection[str]:
    """Return how a word sounds."""
    return token.sounds


def _loose(a: Token, b: Token) -> int:
    if not _shared(a.loose, b.loose):
        return 0
    # Names of their own are often spellings of one; but Carl is not Carla, and no
    # careless ear makes other syllables of those that are written.
    ends = (a.readings[0][-1] in "aeiou", b.readings[0][-1] in "aeiou")
    apart = kinship.apart(a, b)
    lost = apart if ends[0] != ends[1] or apart in _HEARD else 0
    return max(0, 90 - lost)


_HEARD = frozenset({kinship.OPPOSITE, kinship.OTHER_SYLLABLES})


def loosely(token: Token) -> Collection[str]:
    """Return how a careless ear hears a word."""
    return token.loose


def _slip(a: Token, b: Token) -> int:
    if not (is_spelt(a) and is_spelt(b)):
        return 0
    if a.script == b.script != "Latn":
        best = slips.slipped(a.text, b.text)  # the letters that were written
    elif len(a.readings) == len(b.readings) == 1:
        best = slips.slipped(a.readings[0], b.readings[0])
    else:
        pairs = product(a.readings[:SPELLINGS], b.readings[:SPELLINGS])
        best = max([slips.slipped(x, y) for x, y in pairs])
    if best < _GUESSED and a.script != b.script:
        return 0  # what is read from other letters is a guess already
    if not best or not (different := kinship.apart(a, b)):
        return best
    # Jan is not Jon: between names so short a letter is no slip.
    short = min(len(a.readings[0]), len(b.readings[0])) <= _SHORT
    return 0 if short else max(0, best - different)


_SHORT = 3
_GUESSED = 80
SPELLINGS = 2
"""Readings in which a slip is looked for, the first ones: others are rare."""


def spellings(token: Token) -> tuple[str, ...]:
    """Return the spellings of a word in which letters may slip."""
    if not is_spelt(token):
        return ()
    usual = token.readings[:SPELLINGS]
    return usual if token.script == "Latn" else (*usual, token.text)


def _slip_keys(token: Token) -> Collection[str]:
    return frozenset().union(*map(slips.keys, spellings(token)))


def _slip_probes(token: Token) -> Collection[str]:
    return frozenset().union(*map(slips.probes, spellings(token)))


def _initial(a: Token, b: Token) -> int:
    if a.kind == "initial" and b.kind in PLAIN:
        return 90 if any(r[0] == a.readings[0][0] for r in b.readings) else 0
    if b.kind == "initial" and a.kind in PLAIN:
        return 90 if any(r[0] == b.readings[0][0] for r in a.readings) else 0
    return 0


def _initial_keys(token: Token) -> Collection[str]:
    if token.kind == "initial":
        return ("." + token.readings[0][0],)
    return ["^" + r[0] for r in token.readings] if token.kind in PLAIN else ()


def initial_probes(token: Token) -> Collection[str]:
    """Return under what to find an initial's words, and a word's initials."""
    if token.kind == "initial":
        return ("^" + token.readings[0][0],)
    return ["." + r[0] for r in token.readings] if token.kind in PLAIN else ()


def _unvocalised(a: Token, b: Token) -> int:
    """One does not write its vowels; few consonants say less."""
    if not (a.script in _UNVOCALISED or b.script in _UNVOCALISED) and (
        damage.thin(a.readings[0]) == damage.thin(b.readings[0])
    ):
        return 0  # as most words: nobody need find out what their skeletons are
    common = [bones for bones in a.skeletons if bones in b.skeletons]
    letters = max(map(len, common), default=0)
    if letters < 2 or not _one_unvocalised(a, b, letters):
        return 0
    if a.script in consonants.BARE or b.script in consonants.BARE:
        written, other = (a, b) if a.script in consonants.BARE else (b, a)
        letters_alone = bare(written.text)
        if not any(consonants.voices(letters_alone, r) for r in other.readings):
            return 0
        return (90 if letters > 2 else 86) - kinship.opposite(a, b)
    if a.script in _UNVOCALISED or b.script in _UNVOCALISED:
        return 90 if letters > 2 else 84
    if a.script == b.script and kinship.apart(a, b):
        return 0  # two names of their own, of which none has lost its vowels
    # Two consonants are many words', and a vowel in front is mostly kept.
    telling = letters > 2 and not any(bones[0] == "A" for bones in common)
    if not telling and a.readings[0][0] != b.readings[0][0]:
        return 0
    return 90 if letters > 2 else 84


def _one_unvocalised(a: Token, b: Token, letters: int) -> bool:
    """Ask whether the script of one leaves vowels out, or else whether one's word."""
    one, other = a.script in _UNVOCALISED, b.script in _UNVOCALISED
    if one or other:
        latin = a if other else b
        return one != other and (letters > 2 or not damage.thin(latin.readings[0]))
    return True


_UNVOCALISED = consonants.BARE | {"Thai", "Khmr", "Laoo", "Mymr"}


def _consonants(a: Token, b: Token) -> int:
    """Both write their vowels, and differ in nothing else; but Hasan is not Husayn."""
    if a.readings[0][0] != b.readings[0][0]:
        return 0
    if a.script in _UNVOCALISED or b.script in _UNVOCALISED:
        return 0
    if not a.skeletons or not b.skeletons or a.skeletons[0] != b.skeletons[0]:
        return 0
    letters = len(a.skeletons[0])
    if letters < 3 or kinship.apart(a, b):
        return 0
    return 86 if letters > 3 else 80


def skeletons(token: Token) -> Collection[str]:
    """Return the consonants of a word, of two and more."""
    return ["*" + bones for bones in token.skeletons if len(bones) >= 2]


def syllables(a: str, b: str) -> int:
    """Return how alike two words of syllables are: one may be another.

    >>> syllables("김정은", "김종은"), syllables("정은", "종인")
    (50, 0)
    """
    shorter, longer = sorted((len(a), len(b)))
    if shorter < 2 or OSA.distance(a, b, score_cutoff=1) > 1:
        return 0
    return 50 if longer <= 3 else SYLLABLE


SYLLABLE = 72
"""How alike words of syllables are at most where one is another."""


def syllable_keys(token: Token) -> Collection[str]:
    """Return a word of syllables, and what is left of it without one."""
    if token.script not in SYLLABARIES:
        return ()
    text = token.text
    return (text, *[text[:i] + text[i + 1 :] for i in range(len(text))])


def _never(a: Token, b: Token) -> int:
    """Return 0: ``relate`` compares syllables first; here they only have keys."""
    return 0


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) == len(b) == 1:
        return a[0] == b[0]
    return True in [one in b for one in a]  # no generator: it is asked all the time


SLIP = Edge("typo", 92, _slip, _slip_keys, _slip_probes, direct=True)
"""The one edge whose keys lead to many words, few of which it relates."""
TRUNCATED = Edge(
    "truncated", 88, damage.truncated, damage.beginnings, damage.beginning, direct=True
)
"""The one edge that is not symmetric: only ours may be cut off."""
EDGES: tuple[Edge, ...] = (
    Edge("spelling", 100, _spelling, readings, readings),
    Edge("sound", 97, _sound, sounds, sounds),
    Edge("equivalent", 95, kinship.equivalent, kinship.groups, kinship.groups),
    Edge("romanised", 92, kinship.romanised, kinship.groups, kinship.groups),
    Edge("scan", 93, damage.scan, damage.scan_keys, damage.scan_keys),
    Edge("vowels", 92, damage.vowels, damage.vowel_keys, damage.vowel_keys),
    SLIP,
    Edge("letters", 92, damage.letters, damage.letter_keys, damage.letter_keys),
    Edge("sound", 90, _loose, loosely, loosely),
    Edge("initial", 90, _initial, _initial_keys, initial_probes, direct=True),
    Edge("consonants", 90, _unvocalised, skeletons, skeletons),
    TRUNCATED,
    Edge("consonants", 86, _consonants, skeletons, skeletons),
    Edge("nickname", 85, kinship.nickname, kinship.groups, kinship.groups),
    Edge("typo", SYLLABLE, _never, syllable_keys, syllable_keys),
    Edge("root", 50, kinship.root, kinship.groups, kinship.groups),
)
"""Every edge, the strongest first."""
