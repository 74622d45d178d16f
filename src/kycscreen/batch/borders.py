"""Where two words meet, and make another sound there than each has by itself.

A word is told by its last letters which first letters of another it may not meet, and
by its first letters which last ones: if neither holds, the frames of both stand one
behind the other in the frame of what they spell together (``frames``). More letters
than need be are told, as what meets so is only framed anew.

>>> meets("lars", "hansen"), meets("erik", "hansen")
(False, True)
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from kycscreen.names import sounds


def meets(one: str, other: str) -> bool:
    """Ask whether two readings may make another sound where they meet."""
    last, first = bit(one[-1]), bit(other[0])
    return bool(not_before(one) & first or not_behind(other) & last)


def bit(letter: str) -> int:
    """Return the bit of a letter; other signs share one."""
    return 1 << ord(letter) - ord("a") if "a" <= letter <= "z" else _OTHER


def bits(letters: str) -> int:
    """Return the bits of some letters."""
    return sum(map(bit, set(letters)))


_OTHER = 1 << 26
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
ANY = bits(_LETTERS) | _OTHER
"""Whatever stands there."""


def not_before(reading: str) -> int:
    """Return before which letters a reading may be heard in another way."""
    if reading.startswith(sounds.SERVANT) or reading in _ALONE:
        return ANY
    if reading[-2:] not in _LAST_LETTERS and reading[-1] != "c":
        return 0
    return next((bits(of) for end, of in _TAILS if reading.endswith(end)), 0)


def not_behind(reading: str) -> int:
    """Return behind which letters a reading may be heard in another way.

    An ending that is spelt as a whole may begin in the word before.
    """
    found = _by_head(reading[:_HEAD])
    if len(reading) < _LONGEST_PART:
        found |= _before_endings().get(reading, 0)
    if len(reading) < _LONG_ENDING and ends_as_a_whole(reading):
        return ANY
    return found


@lru_cache(maxsize=20_000)
def _by_head(head: str) -> int:
    return next((bits(of) for begin, of in _HEADS if head.startswith(begin)), 0)


def ends_as_a_whole(reading: str) -> bool:
    """Ask whether an ending of a reading is spelt as a whole."""
    may = reading[-2:] in _TWO_LAST or reading[-3:] in _THREE_LAST
    return may and reading.endswith(sounds.ENDINGS)


def leading(readings: Sequence[str]) -> list[str]:
    """Return readings as they stand before another word: what ends one does not."""
    return [reading + "." for reading in readings]


def changes(reading: str) -> bool:
    """Ask whether a reading is heard otherwise behind another word than before one."""
    begins = reading[0] in "mno" and reading.startswith(("mp", "nt", "ou"))
    return begins or ends_as_a_whole(reading) or "djef" in reading


def closing(readings: Sequence[str]) -> list[str]:
    """Return readings as they stand behind another word: what begins one does not."""
    return [sounds.as_a_whole("." + reading) for reading in readings]


# Abdul-, Mp-, Nt- and Ou- are themselves only where a word begins.
_ALONE = frozenset({"a", "ab", "o", "ou", "m", "n"})
_LONG_ENDING = 12
"""Letters of which the longest ending has fewer, with what stands before it."""

_TAILS = (
    ("dsch", _LETTERS), ("zsch", _LETTERS), ("csch", _LETTERS),
    ("tsch", "bcdfgklmnpqrtvwxz"), ("sch", "c"), ("ch", "bdfgklmnpqrtvwxz"),
    ("c", "ceihsyz"), ("cht", "cs"),
    ("djef", "f"), ("dje", "fvw"), ("dj", "e"), ("stj", "eo"), ("stje", "vw"),
    ("stjo", "vw"), ("kjo", "e"), ("kj", "aeo"), ("aw", "ou"), ("awo", "ou"),
    ("sj", "t"), ("sjt", "cjsz"), ("sh", "c"), ("ds", "chj"), ("sk", "j"),
)  # fmt: skip
"""How a word ends, and the letters that change it; the first that fits counts."""
_LAST_LETTERS = frozenset(end[-2:] for end, _ in _TAILS)
_HEADS = (
    ("hch", "ckpsxz"), ("h", "ckpxz"), ("jo", "dzt"), ("je", "dzt"), ("ja", "dz"),
    ("ji", "dz"), ("ju", "dz"), ("jy", "dz"), ("j", "dzs"),
    ("sj", "dtz"), ("sc", "dtz"), ("sh", "dtz"), ("s", "tz"),
    ("zh", "dsrt"), ("zj", "dsrt"), ("zs", "srt"), ("zc", "srt"), ("z", "rt"),
    ("rz", "bdgkpt"), ("ts", "s"), ("tj", "s"), ("ch", "st"), ("kj", "sg"), ("k", "g"),
    ("wu", "a"), ("wo", "a"),
)  # fmt: skip
"""How a word begins, and the letters before it that change it."""
_HEAD = max(len(begin) for begin, _ in _HEADS)
_TWO_LAST = frozenset(end for end in sounds.ENDINGS if len(end) == 2)
_THREE_LAST = frozenset(end[-3:] for end in sounds.ENDINGS if len(end) > 2)
_LONGEST_PART = max(map(len, sounds.ENDINGS))


@cache
def _before_endings() -> dict[str, int]:
    """Return the last part of endings, and the letters that may stand before it."""
    found: dict[str, int] = {}
    for end in sounds.ENDINGS:
        for at in range(1, len(end)):
            found[end[at:]] = found.get(end[at:], 0) | bits(end[at - 1])
    return found
