"""How alike two words are, and why: edges, each with its keys.

An edge says by a label how two words met and how alike that makes them, 0..100.
It also names keys: ``probes`` of the one asked about, ``keys`` of the one that is
held. The law that the index rests on: **an edge relates two words only if a probe
of the one is a key of the other** (``tests/test_relation.py`` holds every edge to
it). A new kind of likeness is a new edge here, not a new path elsewhere.

>>> from kycscreen.names.tokens import token
>>> relate(token("михаил", "person"), token("mikael", "person"))
(95, 'equivalent')
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

import attrs
from rapidfuzz.distance import OSA

from kycscreen.names.tokens import Token

# What a slip or two leaves of a word, by the length of its shorter spelling: one
# letter in four is much, one in twelve is little. Of a measured recipe.
_ONE_SLIP = {4: 78, 5: 84, 6: 87, 7: 90, 8: 91}
_ONE_SLIP_LONGER = 92
_TWO_SLIPS = {9: 78, 10: 80}
_TWO_SLIPS_LONGER = 82
_OTHER_FIRST_LETTER = 5
SHORTEST_ONE_SLIP = 4
SHORTEST_TWO_SLIPS = 9
LONGEST_SLIP = 40
"""Beyond this a word is no word: its rests would be thousands."""
SHORTEST_SKELETON = 3

JOINED = 97
"""How alike a word is to two neighbouring words that sound the same as one."""


@attrs.frozen
class Edge:
    """One kind of likeness; see the law above."""

    label: str
    probes: Callable[[Token], Iterator[str]]
    keys: Callable[[Token], Iterator[str]]
    likeness: Callable[[Token, Token], int]


@lru_cache(maxsize=50_000)
def relate(a: Token, b: Token) -> tuple[int, str]:
    """Return how alike two words are, 0..100, and the label of the best edge.

    Symmetric; 100 with itself; 0 and no label where no edge joins them.
    """
    if a.text == b.text:
        return 100, "same"
    if a.kind == "number" or b.kind == "number":
        same = a.kind == b.kind and a.readings == b.readings
        return (100, "spelling") if same else (0, "")
    best, label = 0, ""
    for edge in EDGES:
        likeness = edge.likeness(a, b)
        if likeness > best:
            best, label = likeness, edge.label
            if best == 100:
                break
    if label == "spelling" and a.script != b.script:
        label = "transliterated"
    return best, label


def probes(token: Token) -> set[str]:
    """Return every key under which a word like this one may be held."""
    return {probe for edge in EDGES for probe in edge.probes(token)}


def keys(token: Token) -> set[str]:
    """Return every key under which this word is held."""
    return {key for edge in EDGES for key in edge.keys(token)}


def _spelling_keys(token: Token) -> Iterator[str]:
    for reading in token.readings:
        yield "=" + reading


def _spelling(a: Token, b: Token) -> int:
    return 100 if _shared(a.readings, b.readings) else 0


def _sound_keys(token: Token) -> Iterator[str]:
    for sound in token.sounds:
        yield "s" + sound


def _sound(a: Token, b: Token) -> int:
    return 97 if _shared(a.sounds, b.sounds) else 0


def _name_keys(token: Token) -> Iterator[str]:
    for group in token.groups:
        yield "g" + group


def _equivalent(a: Token, b: Token) -> int:
    if a.groups and b.groups:
        return 95 if any(g[0] == "=" and g in b.groups for g in a.groups) else 0
    return 0


def _nickname(a: Token, b: Token) -> int:
    if a.groups and b.groups:
        return 85 if any(g[0] == "~" and g in b.groups for g in a.groups) else 0
    return 0


def _loose_keys(token: Token) -> Iterator[str]:
    for loose in token.loose:
        yield "l" + loose


def _loose(a: Token, b: Token) -> int:
    return 90 if _shared(a.loose, b.loose) else 0


def _skeleton_keys(token: Token) -> Iterator[str]:
    # Only words of which one does not write its vowels meet here; two written
    # ones share a skeleton too easily (Hasan, Hussain).
    if len(token.skeleton) >= SHORTEST_SKELETON:
        mark = "c" if token.script in _UNVOCALISED else "v"
        yield mark + token.skeleton


def _skeleton_probes(token: Token) -> Iterator[str]:
    if len(token.skeleton) >= SHORTEST_SKELETON:
        mark = "v" if token.script in _UNVOCALISED else "c"
        yield mark + token.skeleton


def _unvocalised(a: Token, b: Token) -> int:
    if a.skeleton != b.skeleton or len(a.skeleton) < SHORTEST_SKELETON:
        return 0
    return 90 if (a.script in _UNVOCALISED) ^ (b.script in _UNVOCALISED) else 0


_UNVOCALISED = frozenset({"Arab", "Hebr"})


def _initial_keys(token: Token) -> Iterator[str]:
    if token.kind == "initial":
        yield "i" + token.readings[0][0]
    elif token.kind in _WORDS:
        for letter in {reading[0] for reading in token.readings}:
            yield "f" + letter


def _initial_probes(token: Token) -> Iterator[str]:
    if token.kind == "initial":
        yield "f" + token.readings[0][0]
    elif token.kind in _WORDS:
        for letter in {reading[0] for reading in token.readings}:
            yield "i" + letter


def _initial(a: Token, b: Token) -> int:
    if a.kind == "initial" and b.kind in _WORDS:
        return 90 if any(r[0] == a.readings[0][0] for r in b.readings) else 0
    if b.kind == "initial" and a.kind in _WORDS:
        return 90 if any(r[0] == b.readings[0][0] for r in a.readings) else 0
    return 0


_WORDS = frozenset({"word", "patronymic"})


def _slip_keys(token: Token) -> Iterator[str]:
    """Yield what is left of each reading when one letter, or two, are taken out.

    Two words at most one (two) slips apart share such a rest: each slip can be
    undone by taking one letter out of either side.
    """
    if token.kind in _WORDS:
        for reading in token.readings:
            if SHORTEST_ONE_SLIP <= len(reading) <= LONGEST_SLIP:
                yield from {"d" + rest for rest in _rests(reading)}


@lru_cache(maxsize=1_000)
def _rests(reading: str) -> frozenset[str]:
    one = {reading[:i] + reading[i + 1 :] for i in range(len(reading))}
    rests = {reading} | one
    if len(reading) >= SHORTEST_TWO_SLIPS:
        # Taking out a letter before the first one taken gives nothing new.
        for i in range(len(reading)):
            shorter = reading[:i] + reading[i + 1 :]
            rests.update(shorter[:j] + shorter[j + 1 :] for j in range(i, len(shorter)))
    return frozenset(rests)


def _slip(a: Token, b: Token) -> int:
    if a.kind not in _WORDS or b.kind not in _WORDS:
        return 0
    return max(_slipped(x, y) for x in a.readings for y in b.readings)


def _slipped(a: str, b: str) -> int:
    shorter = min(len(a), len(b))
    if shorter < SHORTEST_ONE_SLIP or max(len(a), len(b)) > LONGEST_SLIP:
        return 0
    budget = 2 if shorter >= SHORTEST_TWO_SLIPS else 1
    slips = OSA.distance(a, b, score_cutoff=budget)
    if slips > budget:
        return 0
    if slips <= 1:
        likeness = _ONE_SLIP.get(shorter, _ONE_SLIP_LONGER)
    else:
        likeness = _TWO_SLIPS.get(shorter, _TWO_SLIPS_LONGER)
    return likeness - (_OTHER_FIRST_LETTER if a[0] != b[0] else 0)


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) == len(b) == 1:
        return a[0] == b[0]
    return any(one in b for one in a)


EDGES: tuple[Edge, ...] = (
    Edge("spelling", _spelling_keys, _spelling_keys, _spelling),
    Edge("sound", _sound_keys, _sound_keys, _sound),
    Edge("equivalent", _name_keys, _name_keys, _equivalent),
    Edge("typo", _slip_keys, _slip_keys, _slip),
    Edge("sound", _loose_keys, _loose_keys, _loose),
    Edge("initial", _initial_probes, _initial_keys, _initial),
    Edge("consonants", _skeleton_probes, _skeleton_keys, _unvocalised),
    Edge("nickname", _name_keys, _name_keys, _nickname),
)
"""Every edge, the strongest first."""
