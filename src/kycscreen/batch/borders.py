"""Where two words meet, and make another sound there than each has by itself.

A word is told by its last letters which first letters of another it may not meet, and
by its first letters which last ones: if neither holds, the frames of both stand one
behind the other in the frame of what they spell together (``frames``). More letters
than need be are told, as what meets so is only framed anew.

>>> borders(["lars", "hansen", "erik"]).meet(np.array([0, 2]), np.array([1, 1]))
array([False,  True])
"""

from collections.abc import Iterable, Sequence
from functools import cache

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.frames import Counts
from kycscreen.batch.listed import Flags, Ints
from kycscreen.names import sounds

Letters = NDArray[np.int32]
"""Letters as bits; or the first ones of a word, or the last, five bits for each."""


@attrs.frozen(eq=False)
class Borders:
    """The first and the last letters of readings, as bits, and what these may meet.

    A reading makes another sound where it meets another, if at all, with the letters
    ``not_before`` and ``not_behind`` which it may not stand. It ends with the letters
    ``end``, of which it has no more than its ``length``. Who ``changes`` is heard
    otherwise behind another word than before one.
    """

    first: Letters
    last: Letters
    not_before: Letters
    not_behind: Letters
    end: Letters
    length: Counts
    changes: Flags

    def meet(self, one: Ints, other: Ints) -> Flags:
        """Ask which pairs, by number, may make another sound where they meet."""
        by_one = self.not_before[one] & self.first[other]
        by_other = self.not_behind[other] & self.last[one]
        return np.asarray((by_one | by_other) != 0)

    def meet_in_three(self, one: Ints, middle: Ints, last: Ints) -> Flags:
        """Ask the same of three: a short one in the middle may join its neighbours."""
        both = self.end[middle] | self.end[one] << _BITS * np.minimum(
            self.length[middle], _PACKED
        )
        by_two = _first_that_fits(both, _TAILS) & self.first[last]
        meet = self.meet(one, middle) | self.meet(middle, last)
        return np.asarray(meet | self.changes[middle] | (by_two != 0))

    def unsure(self, leading: Flags, closing: Flags) -> "Borders":
        """Return these, but some may meet whatever they lead, or close."""
        return attrs.evolve(
            self,
            not_before=np.where(leading, ANY, self.not_before).astype(np.int32),
            not_behind=np.where(closing, ANY, self.not_behind).astype(np.int32),
        )


def borders(readings: Sequence[str]) -> Borders:
    """Return the borders of readings."""
    begin, end, length = _packed(readings)
    not_before = _first_that_fits(end, _TAILS)
    not_before[_begin(begin, [sounds.SERVANT]) | np.isin(begin, _ALONE)] = ANY
    not_behind = _first_that_fits(begin, _HEADS)
    for number in np.flatnonzero(length < _LONGEST_PART).tolist():
        not_behind[number] |= _before_endings().get(readings[number], 0)
    is_whole = _begin(end, _WHOLE_ENDINGS)
    not_behind[is_whole & (length < _LONG_ENDING)] = ANY
    inside = np.array(["djef" in reading for reading in readings], np.bool_)
    return Borders(
        np.int32(1) << (begin & _LETTER),
        np.int32(1) << (end & _LETTER),
        not_before,
        not_behind,
        end,
        length,
        is_whole | inside | _begin(begin, _IN_FRONT),
    )


def leading(readings: Sequence[str]) -> list[str]:
    """Return readings as they stand before another word: what ends one does not."""
    return [reading + "." for reading in readings]


def closing(readings: Sequence[str]) -> list[str]:
    """Return readings as they stand behind another word: what begins one does not."""
    return [sounds.as_a_whole("." + reading) for reading in readings]


def _packed(readings: Sequence[str]) -> tuple[Letters, Letters, Counts]:
    """Return the first letters of readings, the last ones backwards, and how many."""
    codes = np.frombuffer("".join(readings).encode("utf-32-le"), "<u4")
    letters = _CODE[np.minimum(codes, len(_CODE) - 1)]
    length = np.fromiter(map(len, readings), np.int32, len(readings))
    stop = length.cumsum()
    begin, end = np.zeros((2, len(readings)), np.int32)
    for place in range(_PACKED):
        inside = np.flatnonzero(length > place)
        begin[inside] |= letters[(stop - length)[inside] + place] << _BITS * place
        end[inside] |= letters[stop[inside] - 1 - place] << _BITS * place
    return begin, end, length


def _begin(packed: Letters, with_any: Iterable[str]) -> Flags:
    """Tell what begins with any of some letters."""
    found = np.zeros(len(packed), np.bool_)
    for letters in with_any:
        found |= packed & (1 << _BITS * len(letters)) - 1 == _code(letters)
    return found


def _first_that_fits(packed: Letters, table: Sequence[tuple[str, str]]) -> Letters:
    """Return the letters that stand beside the first that something begins with."""
    found = np.zeros(len(packed), np.int32)
    for letters, of in reversed(table):
        found[_begin(packed, [letters])] = _bits(of)
    return found


def _code(letters: str) -> int:
    """Return the number of some letters."""
    return sum(ord(each) - _BEFORE_A << _BITS * at for at, each in enumerate(letters))


def _bits(letters: str) -> int:
    """Return the bits of some letters."""
    return sum(1 << _code(letter) for letter in set(letters))


_BITS, _LETTER, _BEFORE_A = 5, 31, ord("a") - 1
_OTHER = 27
"""The letters of a number are a to z from 1 on; what is none of these is another."""
_PACKED = 6
_CODE = np.full(ord("z") + 2, _OTHER, np.int32)
_CODE[ord("a") : ord("z") + 1] = np.arange(1, 27)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
ANY = _bits(_LETTERS) | 1 << _OTHER
"""Whatever stands there."""


def _backwards(ends: Iterable[str]) -> tuple[str, ...]:
    return tuple(end[::-1] for end in ends)


_TAILS = tuple((end[::-1], of) for end, of in (
    ("dsch", _LETTERS), ("zsch", _LETTERS), ("csch", _LETTERS),
    ("tsch", "bcdfgklmnpqrtvwxz"), ("sch", "c"), ("ch", "bdfgklmnpqrtvwxz"),
    ("c", "ceihsyz"), ("cht", "cs"),
    ("djef", "f"), ("dje", "fvw"), ("dj", "e"), ("stj", "eo"), ("stje", "vw"),
    ("stjo", "vw"), ("kjo", "e"), ("kj", "aeo"), ("aw", "ou"), ("awo", "ou"),
    ("sj", "t"), ("sjt", "cjsz"), ("sh", "c"), ("ds", "chj"), ("sk", "j"),
))  # fmt: skip
"""How a word ends, and the letters that change it; the first that fits counts."""
_HEADS = (
    ("hch", "ckpsxz"), ("h", "ckpxz"), ("jo", "dzt"), ("je", "dzt"), ("ja", "dz"),
    ("ji", "dz"), ("ju", "dz"), ("jy", "dz"), ("j", "dzs"),
    ("sj", "dtz"), ("sc", "dtz"), ("sh", "dtz"), ("s", "tz"),
    ("zh", "dsrt"), ("zj", "dsrt"), ("zs", "srt"), ("zc", "srt"), ("z", "rt"),
    ("rz", "bdgkpt"), ("ts", "s"), ("tj", "s"), ("ch", "st"), ("kj", "sg"), ("k", "g"),
    ("wu", "a"), ("wo", "a"),
)  # fmt: skip
"""How a word begins, and the letters before it that change it."""
_IN_FRONT = ("mp", "nt", "ou")
# Abdul-, Mp-, Nt- and Ou- are themselves only where a word begins.
_ALONE = [_code(word) for word in ("a", "ab", "o", "ou", "m", "n")]
_WHOLE_ENDINGS = _backwards(
    end
    for end in sounds.ENDINGS
    if not any(end != other and end.endswith(other) for other in sounds.ENDINGS)
)
"""How endings that are spelt as a whole end, backwards."""
_LONG_ENDING = 12
"""Letters of which the longest ending has fewer, with what stands before it."""
_LONGEST_PART = max(map(len, sounds.ENDINGS))


@cache
def _before_endings() -> dict[str, int]:
    """Return the last part of endings, and the letters that may stand before it."""
    found: dict[str, int] = {}
    for end in sounds.ENDINGS:
        for at in range(1, len(end)):
            found[end[at:]] = found.get(end[at:], 0) | _bits(end[at - 1])
    return found
