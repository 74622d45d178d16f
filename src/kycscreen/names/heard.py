"""Many words heard at once: the same keys as of each alone, on columns of letters.

Words become the lines of one text, to which each rule is applied once. Importing this
loads numpy, so nothing that reads one name does.

>>> from kycscreen.names import sounds
>>> sounds_of_all(["loukachenko"]) == [sounds.sounds_of("loukachenko")]
True
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate

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

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.uint8]
"""Words as lines, each with its end: letters in ASCII, and marks of ``rules``."""

_MARKS, _END = 0x80, 0x0A
"""The first code that is a mark; the end of a line, which no word has inside."""


@attrs.frozen(eq=False)
class Lines:
    """Keys as stretches of letters, and of which reading each is.

    Each begins at ``begin`` in ``codes`` and has ``length`` letters.
    """

    codes: Codes
    begin: Ints
    length: Ints
    of: Ints

    def chosen(self, which: Ints | Flags) -> "Lines":
        """Return some of them."""
        return Lines(self.codes, self.begin[which], self.length[which], self.of[which])

    def texts(self) -> list[str]:
        """Return each as text."""
        text = self.codes.tobytes().decode("ascii", "replace")
        ends = self.begin + self.length
        return [
            text[a:b] for a, b in zip(self.begin.tolist(), ends.tolist(), strict=True)
        ]


@attrs.frozen(eq=False)
class Heard:
    """How readings are heard: what ``names.sounds`` and ``consonants`` say of each.

    ``roughly`` is what a careless ear hears of each of the ``sounds``. A key may come
    twice, and more often than is kept of one reading.
    """

    sounds: Lines
    roughly: Lines
    loose: Lines


def heard_of(readings: Sequence[str]) -> Heard:
    """Hear readings in ASCII that are no longer than ``LONGEST``."""
    spoken = _sounds(readings)
    return Heard(spoken, *_loose(readings, spoken))


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
    heard, roughly = sounds_of_all(readings), loose_of_all(readings)
    bones = skeletons_of_all(readings)
    last = [*accumulate([len(word.readings) for word in spelt])]
    first = [0, *last[:-1]]
    for word, a, b in zip(spelt, first, last, strict=True):
        with_heard(
            word,
            distinct(heard[a:b]),
            word.loose if has_places(word) else distinct(roughly[a:b]),
            distinct(bones[a : min(b, a + most_bones(word))]),
            groups_of(word),
        )


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
    roughly = loose_of_all(spelt) if spelt else []
    for n, (sound, *_), loose in zip(owner, spoken, roughly, strict=True):
        if len(sound) >= joining.SHORTEST:
            found[n].add(joining.key_of(sound))
        if loose and len(loose[0]) >= joining.LOOSELY and lettered[n]:
            found[n].add(loose[0])
    return found


def sounds_of_all(readings: Sequence[str]) -> list[tuple[str, ...]]:
    """Spell readings in ASCII as they sound, each as ``sounds.sounds_of`` does."""
    return _with_longest(
        readings, _of_each(_sounds(readings), len(readings)), sounds.sounds_of
    )


def loose_of_all(readings: Sequence[str]) -> list[tuple[str, ...]]:
    """Hear readings carelessly, as ``sounds.loose_of`` does each."""
    _, loose = _loose(readings, _sounds(readings))
    found = _of_each(loose, len(readings), most=sounds.MOST)
    return _with_longest(readings, found, sounds.loose_of)


def _with_longest(
    readings: Sequence[str],
    found: list[tuple[str, ...]],
    alone: Callable[[str], tuple[str, ...]],
) -> list[tuple[str, ...]]:
    """Hear alone what is too long to be heard by the rules."""
    for at, reading in enumerate(readings):
        if len(reading) > LONGEST:
            found[at] = alone(reading)
    return found


def skeletons_of_all(readings: Sequence[str]) -> list[tuple[str, ...]]:
    """Keep the consonants of readings, each as ``consonants.skeletons_of`` does."""
    return _of_each(skeletons(readings), len(readings), most=consonants.MOST)


def _of_each(
    lines: Lines, readings: int, most: int | None = None
) -> list[tuple[str, ...]]:
    """Return the keys of each reading, each key once."""
    found: list[list[str]] = [[] for _ in range(readings)]
    for of, text in zip(lines.of.tolist(), lines.texts(), strict=True):
        found[of].append(text)
    return [tuple(dict.fromkeys(each))[:most] for each in found]


def _sounds(readings: Sequence[str]) -> Lines:
    """Spell readings as they sound: in the usual way, and then in others."""
    noted = sounds.NOTED_ENDS
    spelt = [
        sounds.with_usual_ends(reading)
        if reading[-2:] in noted or reading[:3] == "abd" or "yy" in reading
        else reading
        for reading in readings
    ]
    table = sounds.letters()
    usual, several, others = _spoken(table, _codes(rules.marked(table, _text(spelt))))
    # Of a syllable each letter counts: it is heard in its usual way alone.
    kept = np.array([not sounds.is_syllable(readings[at]) for at in several.tolist()])
    found = [_lines(_settled(usual), np.arange(len(readings)))]
    if kept.any():
        found += [_lines(_settled(way), several).chosen(kept) for way in others]
    return _written(_joined(found))


def skeletons(readings: Sequence[str]) -> Lines:
    """Keep the consonants of readings, in each way they may be heard."""
    table = consonants.letters(bare=False)
    marked = _single(_codes(rules.marked(table, _text(readings))))
    usual, several, others = _spoken(table, marked)
    found = [_lines(_bones(usual), np.arange(len(readings)))]
    found += [_lines(_bones(way), several) for way in others]
    return _joined([ends for bones in found for ends in _ends(bones)])


def _ends(bones: Lines) -> tuple[Lines, Lines]:
    """Take a last h for one, and for the end of a woman's name."""
    last = bones.codes[np.maximum(bones.begin + bones.length - 1, 0)]
    without = bones.chosen((bones.length > 1) & (last == ord("h")))
    return attrs.evolve(without, length=without.length - 1), bones


def _loose(readings: Sequence[str], heard: Lines) -> tuple[Lines, Lines]:
    """Hear readings carelessly, which sound so: each sound, and all of them."""
    articled = attrs.evolve(heard, codes=heard.codes.copy())
    first = heard.begin[heard.length > sounds.ARTICLED]
    is_article = (heard.codes[first + 1] == ord("l")) & _IS_ARTICLE[heard.codes[first]]
    articled.codes[first[is_article]] = ord("a")
    roughly = _careless(articled)
    is_long = np.array([len(reading) >= 4 for reading in readings], np.bool_)
    is_open = [not reading.endswith(sounds.NORTHERN) for reading in readings]
    opened, number = _with_open_e(heard, is_long & np.array(is_open, np.bool_))
    loosely = _joined([roughly, _careless(opened)])
    # Sound by sound: as it is, and then with an open e.
    order = np.argsort(np.append(np.arange(len(heard.of)), number), kind="stable")
    loosely = loosely.chosen(order)
    return roughly, loosely.chosen(is_long[loosely.of] & (loosely.length > 0))


def _with_open_e(heard: Lines, is_open: Flags) -> tuple[Lines, Ints]:
    """Write a for each e inside, where there is any (``sounds.with_open_e``)."""
    number = np.flatnonzero(is_open[heard.of] & (heard.length > 4))
    lines = _written(heard.chosen(number))
    inside = lines.codes == ord("e")
    inside[lines.begin] = inside[lines.begin + lines.length - 1] = False
    lines.codes[inside] = ord("a")
    so_far = np.append(0, inside.cumsum())
    has = np.flatnonzero(so_far[lines.begin + lines.length] > so_far[lines.begin])
    return _written(lines.chosen(has)), number[has]


def _careless(heard: Lines) -> Lines:
    """Reduce written lines to what a careless ear tells apart of their sounds."""
    codes = _LOOSELY[heard.codes]
    kept = codes != ord("h")
    kept[heard.begin] = True  # only in front it is heard
    return _ended(_lines(_single(codes[kept]), heard.of))


def _ended(heard: Lines) -> Lines:
    """Take off what a careless ear does not hear of an end (``sounds.ended``)."""
    codes, begin, length = heard.codes, heard.begin, heard.length.copy()
    long = np.flatnonzero(length >= 6)
    is_long = np.repeat(length >= 6, length + 1)
    codes[is_long & (codes == ord("S"))] = ord("s")
    end = begin[long] + length[long]
    length[long] -= _baltic(*(codes[end - place] for place in range(1, 6)))
    ends = np.flatnonzero(length > 4)
    last = codes[begin[ends] + length[ends] - 1]
    length[ends[_IS_UNHEARD[last]]] -= 1
    full = np.flatnonzero(length)
    last = begin[full] + length[full] - 1
    codes[last[codes[last] == ord("t")]] = ord("d")
    length[length < 3] = 0
    return Lines(codes, begin, length, heard.of)


def _baltic(
    last: Codes, second: Codes, third: Codes, fourth: Codes, fifth: Codes
) -> Ints:
    """Return how many letters a Baltic ending has: the pattern of ``sounds``."""

    def behind(letter: Codes, before: Codes) -> Flags:
        found: Flags = (letter == ord("n")) & (before == ord("i"))
        found |= (letter == ord("v")) & _IS_UNHEARD[before]
        return found

    def behind_any(letter: Codes, before: Codes) -> Flags:
        found: Flags = (letter == ord("k")) & (before == ord("s"))
        found |= behind(letter, before)
        return found

    closes = _IS_CLOSE[second] & (third == ord("i")) & (last == ord("i"))
    two = _IS_CLOSE[last] & (second == ord("i"))
    two |= (last == ord("s")) & _IS_UNHEARD[second]
    one = (last == ord("s")) & behind(second, third)
    return np.where(
        closes & behind_any(fourth, fifth),
        3,
        np.where(two & behind_any(third, fourth), 2, one),
    )


def _joined(several: Sequence[Lines]) -> Lines:
    """Put lines behind others."""
    before = np.cumsum([0, *(len(lines.codes) for lines in several)])
    return Lines(
        np.concatenate([lines.codes for lines in several]),
        np.concatenate(
            [lines.begin + at for lines, at in zip(several, before, strict=False)]
        ),
        np.concatenate([lines.length for lines in several]),
        np.concatenate([lines.of for lines in several]),
    )


def _written(lines: Lines) -> Lines:
    """Write lines one behind the other, each with its end."""
    ends = (lines.length + 1).cumsum()
    place = np.arange(ends[-1] if len(ends) else 0)
    begin = ends - lines.length - 1
    codes = lines.codes[place + np.repeat(lines.begin - begin, lines.length + 1)]
    codes[ends - 1] = _END
    return Lines(codes, begin, lines.length, lines.of)


def _lines(codes: Codes, of: Ints) -> Lines:
    """Part a text of lines."""
    ends = np.flatnonzero(codes == _END)
    begin = np.append(0, ends + 1)[: len(ends)]
    return Lines(codes, begin, ends - begin, of)


def _spoken(table: rules.Rules, marked: Codes) -> tuple[Codes, Ints, list[Codes]]:
    """Return lines as they are usually said; which have marks, and their other ways."""
    ends = np.flatnonzero(marked == _END)
    lengths = np.diff(ends, prepend=-1)
    several = np.maximum.reduceat(marked, ends + 1 - lengths) >= _MARKS
    of_these = marked[np.repeat(several, lengths)]
    usual, *others = _ways(table)
    return (
        _said(usual, marked),
        np.flatnonzero(several),
        [_said(way, of_these) for way in others],
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


def _said(way: _Way, marked: Codes) -> Codes:
    many = way.many[marked]
    ends = many.cumsum()
    place = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - many, many)
    written: Codes = way.letters[np.repeat(marked, many), place]
    return written


def _settled(heard: Codes) -> Codes:
    text = _single(heard).tobytes().decode("ascii")
    return _codes(sounds.behind_hushes(text)).copy()


def _bones(heard: Codes) -> Codes:
    front = np.ones(len(heard), np.bool_)
    front[1:] = heard[:-1] == _END
    kept = front | ~_IS_SILENT[heard]
    heard = np.where(front & _IS_VOWEL[heard], ord("A"), heard)
    return heard[kept]


def _is_one_of(letters: str) -> Flags:
    return np.isin(np.arange(256), [*letters.encode()])


_IS_VOWEL = _is_one_of(consonants.VOWELS)
_IS_SILENT = _is_one_of(consonants.SILENT)
_IS_ARTICLE, _IS_UNHEARD, _IS_CLOSE = map(_is_one_of, ("eiu", "aiu", "ndt"))
_LOOSELY = np.array(
    [*bytes(range(128)).decode().translate(sounds.LOOSE).encode(), *range(128, 256)],
    np.uint8,
)


def _single(codes: Codes) -> Codes:
    """Write doubled letters once."""
    kept = np.ones(len(codes), np.bool_)
    kept[1:] = (codes[1:] != codes[:-1]) | (codes[1:] == _END)
    return codes[kept]


def _text(words: Sequence[str]) -> str:
    return "\n".join(words) + "\n" if words else ""


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-16-le"), np.uint8)[::2]
