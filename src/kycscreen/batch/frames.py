"""What stays of a spelling however it is heard: its frame, for many at once.

A frame is a letter for each class of sounds that follow one another: b for what is
heard as b or p, s for s, z and sh, a for vowels. It follows from the letters by few
rules, so that a million spellings are told apart while some thousands are heard.

>>> framed(["schmidt", "szymon"], as_wholes=True), of_sounds(["Smidt", "simon"])
(b'smadt\\nsamun\\n', b'smadt\\nsamun\\n')

**What sounds alike has one frame**: the frame of ``sounds.sound(s)`` as a key is the
frame of the spelling ``s``, or that has a ``?``. For each rule of ``sounds`` makes the
same classes of the same letters, or stands in ``_RULES``; of others only the first way
counts, as neighbours are heard as they usually sound. ``h`` is in no frame.
"""

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.listed import Bits, Flags, Ints
from kycscreen.index.lookups import changes, distinct
from kycscreen.names import rules, sounds

Classes = NDArray[np.uint8]
"""Classes of sounds by their numbers."""
Counts = NDArray[np.int32]

UNSURE = "?"
"""What a frame has where the end of a word decides how its middle is heard."""

# Of a letter the first rule that holds counts; a blank line stands before and behind
# each word. What is not here is a class by itself. Sounds written as j are vowels.
_RULES = rules.rules(
    (
        ("aw(?=u|o[ou])", UNSURE),
        ("cht(?:ch|sch)", "s"), ("cch", "k"), ("ch(?=[rl])", "k"), ("ch(?=m)", ""),
        ("ch(?=[bdfgknpqtvwxz])", "k"), ("ch", "s"), ("cs", "ks"), ("cz", "s"),
        ("c(?=[eiy])", "s"),
        ("dsch(?=[aeiou])", UNSURE), ("d(?:zh|sj|zj|sch|sh)", "j"),
        ("dje(?=[vw]|ff?\n)", "de"), ("dj", "j"), ("gk", "g"), ("kh", ""),
        ("mp(?<=\nmp)", "b"), ("nt(?<=\nnt)", "d"), ("ou(?<=\nou)(?=[aei])", "v"),
        ("ph", "f"), ("rz(?<=[bdgkpt]rz)", "j"),
        ("s(?:chtsch|chch|tsch|hch|zcz|jtj|jtsj|jtsch|tj(?=[eo][vw]))", "s"),
        ("skjoe", UNSURE), ("skj(?=[aeo])", "s"), ("sch", "s"), ("s[jz]", "s"),
        ("t(?:sch|ch|sj)", "s"), ("t[zs]", "s"), ("x(?!h)", "ks"), ("xh", "j"),
        ("zsch(?=[aeiou])", UNSURE), ("z[hsj]", "j"),
    )
)  # fmt: skip
_OF_LETTERS = {
    "a": "aeiyYjJ", "u": "ou", "b": "bp", "d": "d", "f": "fvw", "g": "g", "k": "kcq",
    "l": "l", "m": "m", "n": "n", "r": "r", "s": "szSC", "t": "t", UNSURE: UNSURE,
    "\n": "\n",
}  # fmt: skip
_BEFORE_F = "y"
"""Vowels before f: there o may be heard as e."""
_CLASSES = "".join(_OF_LETTERS)[:-1] + _BEFORE_F
_CLASS = bytes.maketrans(
    "".join(_OF_LETTERS.values()).encode(),
    "".join(of * len(letters) for of, letters in _OF_LETTERS.items()).encode(),
)
_NONE = bytes(set(range(256)) - set("".join(_OF_LETTERS.values()).encode()))


def framed(spelt: Sequence[str], *, as_wholes: bool) -> bytes:
    """Return the frames of spellings, a line each.

    Beginnings and endings that are spelt as a whole are so only in whole words.
    """
    return _classes(rules.marked(_RULES, _text(_wholes(spelt) if as_wholes else spelt)))


def of_sounds(keys: Sequence[str]) -> bytes:
    """Return the frames of keys of words, how they sound or roughly so, a line each."""
    return _classes(_text(keys))


def of_spellings(spelt: Sequence[str], *, as_wholes: bool) -> "Frames":
    """Frame spellings (``framed``), by rules only those that have letters of one."""
    if as_wholes:
        spelt = _wholes(spelt)
    ruled = _ruled(spelt)
    by_rules = framed([spelt[number] for number in ruled.tolist()], as_wholes=False)
    return numbered(of_sounds(spelt)).with_others(ruled, numbered(by_rules))


def _wholes(spelt: Sequence[str]) -> Sequence[str]:
    ends, begin = sounds.ENDINGS, sounds.SERVANT
    return [
        sounds.as_a_whole(each)
        if each.endswith(ends) or each.startswith(begin)
        else each
        for each in spelt
    ]


def _text(lines: Sequence[str]) -> str:
    return "\n" + "\n".join(lines) + "\n" if lines else "\n"


def _ruled(spelt: Sequence[str]) -> Ints:
    """Return which spellings have letters of which there may be a rule."""
    # Behind the last letter of all there are two more, as behind any other.
    text = _text(spelt) + "\n"
    written = np.frombuffer(text.encode("ascii", "replace"), np.uint8)
    letter = _LETTER[written]
    three = letter[:-2] << 10 | letter[1:-1] << 5 | letter[2:]
    inside = np.flatnonzero(_MAY_BE_RULED.ravel()[three]) + 1
    ends = np.flatnonzero(written == ord("\n"))
    return distinct(np.searchsorted(ends, inside) - 1)


_LETTER = np.zeros(256, np.uint16)
_LETTER[ord("a") : ord("z") + 1] = np.arange(1, 27)
_MAY_BE_RULED = np.zeros((32, 32, 32), np.bool_)
"""Three letters that follow one another, or fewer, of which there is a rule."""
for _letters in (
    "awo", "awu", "ce", "ch", "ci", "cs", "cy", "cz", "dj", "dsc", "dsh", "dsj", "dzh",
    "dzj", "gk", "kh", "\nmp", "\nnt", "\nou", "ph", "brz", "drz", "grz", "krz", "prz",
    "trz", "sch", "shc", "sj", "sjt", "skj", "stj", "sts", "sz", "tch", "ts", "tz", "x",
    "zh", "zj", "zs",
):  # fmt: skip
    _MAY_BE_RULED[tuple(_LETTER[list(_letters.encode())])] = True


def _classes(text: str) -> bytes:
    """Write the class of each letter, and what follows itself once."""
    return once(text.encode("ascii", "ignore").translate(_CLASS, _NONE)[1:])


def once(classes: bytes) -> bytes:
    """Write classes that follow themselves once, and vowels as one."""
    if not classes:
        return classes
    written = np.frombuffer(classes, np.uint8)
    begins = changes(_SOUND[written]) | (written == ord("\n"))
    # Of vowels the last letter counts, and behind them none but that before f does.
    found = np.maximum.reduceat(written, np.flatnonzero(begins))
    before_f = (found[1:] == ord("f")) & _IS_VOWEL[found[:-1]]
    found[:-1][before_f] = ord(_BEFORE_F)
    return found.tobytes()


_VOWELS = "au" + _BEFORE_F
_IS_VOWEL = np.isin(np.arange(256), list(_VOWELS.encode()))
_SOUND = np.where(_IS_VOWEL, ord("a"), np.arange(256)).astype(np.uint8)


@attrs.frozen(eq=False)
class Frames:
    """Frames as numbers: what two have together is found without writing it.

    ``begin`` is the hash of all classes but the last one, ``end`` of all but the first;
    ``first`` and ``last`` say which classes these are, ``count`` how many there are.
    """

    begin: Bits
    end: Bits
    first: Classes
    last: Classes
    count: Counts
    is_sure: Flags

    def __len__(self) -> int:
        return len(self.count)

    def of(self, chosen: Ints) -> "Frames":
        """Return some of them."""
        return Frames(*[column[chosen] for column in attrs.astuple(self)])

    def with_others(self, places: Ints, others: "Frames") -> "Frames":
        """Return these, but others in some places."""
        found = self.of(np.arange(len(self)))
        for column, other in zip(*map(attrs.astuple, (found, others)), strict=True):
            column[places] = other
        return found

    @property
    def whole(self) -> Bits:
        """The hash of each frame."""
        return self.begin * _BASE + self.last


def numbered(lines: bytes) -> Frames:
    """Read frames, a line each."""
    written = np.frombuffer(lines, np.uint8)
    stop = np.flatnonzero(written == ord("\n"))
    count = np.diff(stop, prepend=-1) - 1
    at = stop - count
    classes = _NUMBER[written]
    powers = _powers(int(count.max(initial=0)))
    # How many classes stand behind each; the end of a line is none of them.
    behind = np.repeat(stop, count + 1) - np.arange(len(written)) - 1
    whole = _sums(classes * powers[behind], at)
    first, last = classes[at], classes[stop - 1]
    last[count == 0] = 0
    return Frames(
        begin=(whole - last) * _INVERSE,
        end=whole - first * powers[count - 1],
        first=first,
        last=last,
        count=count.astype(np.int32),
        is_sure=(count > 0) & ~_any(written == ord(UNSURE), at),
    )


def together(one: Frames, a: Ints, other: Frames, b: Ints) -> tuple[Bits, Counts]:
    """Return the hashes of frames with others behind them, and how many classes.

    Both are chosen by their numbers.
    """
    both = one.last[a] * _SIZE + other.first[b]
    count = other.count[b]
    middle = one.begin[a] * _MET_POWER[both] + _MET[both]
    found = middle * _powers(int(count.max(initial=1)))[count - 1] + other.end[b]
    return found, one.count[a] + (count - 2) + _MET_COUNT[both]


def as_one(frames: Frames, a: Ints, b: Ints) -> Frames:
    """Return frames with others behind them as frames that others may stand behind."""
    whole, count = together(frames, a, frames, b)
    both = frames.last[a] * _SIZE + frames.first[b]
    last = np.where(frames.count[b] > 1, frames.last[b], _MET_LAST[both])
    return attrs.evolve(
        frames.of(a),
        begin=(whole - last) * _INVERSE,
        last=last,
        count=count,
    )


def number(of: str) -> int:
    """Return the number of a class."""
    return int(_NUMBER[ord(of)])


def exchanged(one: str, other: str, count: Counts) -> Bits:
    """Return what hashes of so many classes gain where the first one is another."""
    powers = _powers(int(count.max(initial=1)))
    return powers[count - 1] * (np.uint64(number(other)) - np.uint64(number(one)))


def _powers(most: int) -> Bits:
    return np.multiply.accumulate(np.append(np.uint64(1), np.full(most, _BASE)))


def _sums(values: Bits, at: Ints) -> Bits:
    return np.add.reduceat(values, at) if len(at) else values


def _any(flags: Flags, at: Ints) -> Flags:
    return np.logical_or.reduceat(flags, at) if len(at) else flags


_BASE = np.uint64(0x9E3779B97F4A7C15)
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
"""What divides by it, as hashes are numbers of 64 bits."""
_SIZE = np.uint8(16)
"""More than there are classes, so that two are a number of eight bits."""
_NUMBER = np.zeros(256, np.uint8)
_NUMBER[list(_CLASSES.encode())] = np.arange(1, len(_CLASSES) + 1)


def _met() -> tuple[Bits, Counts, Classes]:
    """Return what the last class of one frame and the first of another are together.

    The hash of that, how many classes it is, and the last one.
    """
    found, count = np.zeros(256, np.uint64), np.ones(256, np.int32)
    last = np.zeros(256, np.uint8)
    for one in _CLASSES:
        for other in _CLASSES:
            both = _NUMBER[list(once((one + other).encode()))]
            at = number(one) * int(_SIZE) + number(other)
            count[at], last[at] = len(both), both[-1]
            found[at] = (both * _powers(2)[: len(both)][::-1]).sum()
    return found, count, last


_MET, _MET_COUNT, _MET_LAST = _met()
_MET_POWER = _powers(2)[_MET_COUNT]
