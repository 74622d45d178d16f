"""Many words heard at once: the same keys as of each alone, on columns of letters.

Words become the lines of one text, to which each rule is applied once. Importing this
loads numpy, so nothing that reads one name does.

>>> from kycscreen.names import sounds
>>> sounds_of_all(["loukachenko"]) == [sounds.sounds_of("loukachenko")]
True
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.names import consonants, joining, rules, sounds
from kycscreen.names.slips import LONGEST
from kycscreen.names.tokens import (
    PLAIN,
    Token,
    distinct,
    groups_of,
    has_places,
    is_lettered,
    is_spelt,
    most_bones,
    with_heard,
)

Codes = NDArray[np.uint8]
"""Words as lines, each with its end: letters in ASCII, and marks of ``rules``."""

_MARKS, _END = 0x80, 0x0A
"""The first code that is a mark; the end of a line, which no word has inside."""


def hear(words: Sequence[Token]) -> None:
    """Find out how words sound, and what they are forms of, before it is asked."""
    spelt = [
        word
        for word in words
        if word.kind in PLAIN
        and word.script not in consonants.BARE
        and is_spelt(word)
        and "".join(word.readings).isascii()
    ]
    readings = [reading for word in spelt for reading in word.readings]
    if not readings:
        return
    heard = sounds_of_all(readings)
    roughly = loose_of_all(readings, heard)
    bones = skeletons_of_all(readings)
    last = [*accumulate([len(word.readings) for word in spelt])]
    first = [0, *last[:-1]]
    boned = [
        min(b, a + most_bones(w)) for w, a, b in zip(spelt, first, last, strict=True)
    ]
    for word, spoken, loose, skeletons in zip(
        spelt,
        _of_each(heard, first, last),
        _of_each(roughly, first, last),
        _of_each(bones, first, boned),
        strict=True,
    ):
        careless = word.loose if has_places(word) else loose
        with_heard(word, spoken, careless, skeletons, groups_of(word))


def _of_each(
    found: list[tuple[str, ...]], first: Sequence[int], last: Sequence[int]
) -> list[tuple[str, ...]]:
    """Return the keys of words whose readings stand together."""
    return [
        found[a] if b == a + 1 and "" not in found[a] else distinct(found[a:b])
        for a, b in zip(first, last, strict=True)
    ]


def keys_as_one(runs: Sequence[tuple[Token, ...]]) -> list[set[str]]:
    """Return the keys of neighbours that may be one word, as ``joining.keys`` does."""
    each = [joining.written_as_one(parts) for parts in runs]
    is_plain = ["".join(written).isascii() for written in each]
    plain = [n for n, is_one in enumerate(is_plain) if is_one]
    spelt = [spelling for n in plain for spelling in each[n]]
    owner = [n for n in plain for _ in each[n]]
    spoken = sounds_of_all(spelt) if spelt else []
    found: list[set[str]] = [
        {*joining.syllables_of(parts)} if is_one else joining.keys(parts)
        for parts, is_one in zip(runs, is_plain, strict=True)
    ]
    lettered = [
        all([is_lettered(part.script, part.text) for part in parts]) for parts in runs
    ]
    roughly = loose_of_all(spelt, spoken)
    for n, (sound, *_), loose in zip(owner, spoken, roughly, strict=True):
        if len(sound) >= joining.SHORTEST:
            found[n].add(joining.key_of(sound))
        if loose and len(loose[0]) >= joining.LOOSELY and lettered[n]:
            found[n].add(loose[0])
    return found


def sounds_of_all(readings: Sequence[str]) -> list[tuple[str, ...]]:
    """Spell readings in ASCII as they sound, each as ``sounds.sounds_of`` does."""
    noted = sounds.NOTED_ENDS
    spelt = [
        sounds.with_usual_ends(reading)
        if reading[-2:] in noted or reading[:3] == "abd" or "yy" in reading
        else reading
        for reading in readings
    ]
    table = sounds.letters()
    usual, several, others = _spoken(table, _codes(rules.marked(table, _text(spelt))))
    found: list[tuple[str, ...]] = [*zip(_settled(usual), strict=True)]
    ways = zip(*map(_settled, others), strict=True)
    for at, other in zip(several, ways, strict=True):
        if not sounds.is_syllable(readings[at]):
            found[at] = tuple(dict.fromkeys(found[at] + other))
    for at, reading in enumerate(readings):
        if len(reading) > LONGEST:
            found[at] = (reading,)
    return found


def loose_of_all(
    readings: Sequence[str], heard: Sequence[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Hear readings, that sound so, as ``sounds.loose_of`` does each."""
    spelt: list[str] = []
    ends = [0]
    for reading, keys in zip(readings, heard, strict=True):
        if len(reading) >= 4:
            for key in keys:
                spelt.append(sounds.with_article(key) if key[1:2] == "l" else key)
                if "e" in key and not reading.endswith(sounds.NORTHERN):
                    spelt.append(sounds.with_open_e(key))
        ends.append(len(spelt))
    codes = _codes(_text(spelt).translate(sounds.LOOSE))
    spoken = codes != ord("h")
    spoken[1:] |= codes[:-1] == _END  # only in front it is heard
    spoken[:1] = True
    careless = [*map(sounds.ended, _lines(_single(codes[spoken])))]
    found = [(key,) if key else () for key in careless]
    return [
        found[first]
        if last == first + 1  # as most have
        else tuple(dict.fromkeys(filter(None, careless[first:last])))[: sounds.MOST]
        for first, last in pairwise(ends)
    ]


def skeletons_of_all(readings: Sequence[str]) -> list[tuple[str, ...]]:
    """Keep the consonants of readings, each as ``consonants.skeletons_of`` does."""
    table = consonants.letters(bare=False)
    marked = _single(_codes(rules.marked(table, _text(readings))))
    usual, several, others = _spoken(table, marked)
    found = [*map(consonants.ends_of, _bones(usual))]
    ways = zip(*map(_bones, others), strict=True)
    for at, other in zip(several, ways, strict=True):
        ends = [end for bones in other for end in consonants.ends_of(bones)]
        found[at] = tuple(dict.fromkeys((*found[at], *ends)))[: consonants.MOST]
    return found


def _spoken(table: rules.Rules, marked: Codes) -> tuple[Codes, list[int], list[Codes]]:
    """Return lines as they are usually said; which have marks, and their other ways."""
    ends = np.flatnonzero(marked == _END)
    lengths = np.diff(ends, prepend=-1)
    several = np.maximum.reduceat(marked, ends + 1 - lengths) >= _MARKS
    of_these = marked[np.repeat(several, lengths)]
    usual, *others = _ways(table)
    return (
        _written(usual, marked),
        np.flatnonzero(several).tolist(),
        [_written(way, of_these) for way in others],
    )


@attrs.frozen(eq=False)
class _Way:
    """What stands for each code: so many letters, and which."""

    many: NDArray[np.int64]
    letters: NDArray[np.uint8]


@cache
def _ways(table: rules.Rules) -> tuple[_Way, ...]:
    found = []
    for way in table.ways:
        many, letters = np.ones(256, np.int64), np.zeros((256, 4), np.uint8)
        letters[:, 0] = np.arange(256)
        for code, spelt in way.items():
            written = (spelt or "").encode()
            many[code & 0xFF] = len(written)
            letters[code & 0xFF, : len(written)] = list(written)
        found.append(_Way(many, letters))
    return tuple(found)


def _written(way: _Way, marked: Codes) -> Codes:
    many = way.many[marked]
    ends = many.cumsum()
    place = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - many, many)
    written: Codes = way.letters[np.repeat(marked, many), place]
    return written


def _settled(heard: Codes) -> list[str]:
    text = _single(heard).tobytes().decode("ascii")
    return sounds.behind_hushes(text).split("\n")[:-1]


def _bones(heard: Codes) -> list[str]:
    front = np.ones(len(heard), np.bool_)
    front[1:] = heard[:-1] == _END
    kept = front | ~_IS_SILENT[heard]
    heard = np.where(front & _IS_VOWEL[heard], ord("A"), heard)
    return _lines(heard[kept])


def _is_one_of(letters: str) -> NDArray[np.bool_]:
    return np.isin(np.arange(256), [*letters.encode()])


_IS_VOWEL = _is_one_of(consonants.VOWELS)
_IS_SILENT = _is_one_of(consonants.SILENT)


def _single(codes: Codes) -> Codes:
    """Write doubled letters once."""
    kept = np.ones(len(codes), np.bool_)
    kept[1:] = (codes[1:] != codes[:-1]) | (codes[1:] == _END)
    return codes[kept]


def _text(words: Sequence[str]) -> str:
    return "\n".join(words) + "\n" if words else ""


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-16-le"), np.uint8)[::2]


def _lines(codes: Codes) -> list[str]:
    return codes.tobytes().decode("ascii").split("\n")[:-1]
