"""Many keys of ``Rows`` looked up at once, for a book: the same answers, on numpy.

Importing numpy costs more than a screening, so nothing that screens one party
imports this module. The blocks that are read are checked by the caller, all of
them before a batch begins (``File.check_all``).
"""

from collections.abc import Sequence
from functools import cache
from typing import Any
from zlib import crc32

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.index.columns import SPREAD, Column, Halves, Rows

Numbers = NDArray[np.uint32]
"""Keys, or values."""
Places = NDArray[np.intp]
"""Where in an array something stands."""


@attrs.frozen(eq=False)
class Held:
    """Which keys are held by their first bits, and where: most keys lead nowhere.

    A bit of ``marks`` is set for each beginning that a key has. How many are set before
    each number of ``marks`` is in ``before``, and ``begin`` has the first row of each.
    """

    bits: int
    marks: NDArray[np.uint64]
    before: NDArray[np.uint32]
    begin: NDArray[np.uint32]


def find_all(rows: Rows, keys: NDArray[Any]) -> tuple[Places, Numbers]:
    """Return all values of many keys, as ``Rows.find`` does of one.

    The first array says which key each value of the second belongs to; both are in
    the order of the keys, and under a key in the order in which it is held.
    """
    if rows.at_once is None:
        rows.at_once = _held(rows)
    held: Held = rows.at_once
    beginning = keys >> 32 - held.bits
    # A byte of the marks is sooner asked than a number, and few of a word's probes are.
    marked = held.marks.view(np.uint8).take(beginning >> 3)
    inside = np.flatnonzero(marked >> (beginning & 7).astype(np.uint8) & 1)
    number = _number(held, beginning[inside])
    first, last = held.begin.take(number), held.begin.take(number + 1)
    lengths = (last - first).astype(np.intp)
    at, owner = spread(first.astype(np.intp), lengths), np.repeat(inside, lengths)
    high = column(rows.high).take(at)
    # The bits that are told of a key and do not begin it.
    if rest := rows.told - (held.bits + rows.shift - 32):
        asked = keys.take(owner) >> rows.shift - rows.told
        same = (high >> rows.over ^ asked) & (1 << rest) - 1 == 0
        at, owner, high = at[same], owner[same], high[same]
    values = column(rows.low).take(at).astype(np.uint32)
    if rows.over:
        values |= (high.astype(np.uint32) & (1 << rows.over) - 1) << 16
    return owner, values


def _held(rows: Rows) -> Held:
    """Mark the keys of some rows, by as many bits as leave most marks unset."""
    high, buckets = column(rows.high), column(rows.buckets)
    least = 32 - rows.shift
    bits = max(least, 6, len(high).bit_length() + _SPARSE)
    bits = min(bits, least + rows.told)
    told = bits - least
    beginning = np.repeat(
        np.arange(len(buckets) - 1, dtype=np.uint32) << told, np.diff(buckets)
    )
    beginning |= (high >> rows.over + rows.told - told).astype(np.uint32)
    begin = np.flatnonzero(changes(beginning))
    held = beginning[begin]
    marks = np.zeros(1 << bits - 6, np.uint64)
    counts = np.zeros(len(marks) + 1, np.uint32)
    if len(held):
        place = held >> 6
        first = np.flatnonzero(changes(place))
        bit = np.uint64(1) << (held & 63).astype(np.uint64)
        marks[place[first]] = np.bitwise_or.reduceat(bit, first)
        counts[place[first] + 1] = np.diff(first, append=len(held))
    before = counts.cumsum(dtype=np.uint32)[:-1]
    return Held(bits, marks, before, np.append(begin, len(high)).astype(np.uint32))


_SPARSE = 4
"""One mark in so many bits is set at most: more bits would not be at hand so soon."""


def _number(held: Held, beginning: NDArray[Any]) -> Places:
    """Return how many marks are set before those of some beginnings."""
    place = (beginning >> 6).astype(np.intp)
    lower = (np.uint64(1) << (beginning & 63).astype(np.uint64)) - np.uint64(1)
    before = held.before.take(place).astype(np.intp)
    return before + ones(held.marks.take(place) & lower)


def hashed(texts: Sequence[str]) -> NDArray[np.int64]:
    """Hash many keys, as ``columns.key`` does one."""
    return np.fromiter(map(crc32, map(str.encode, texts)), np.int64, len(texts))


def hashed_lines(
    codes: NDArray[np.uint8], begin: Places, length: Places, mark: str = ""
) -> NDArray[np.int64]:
    """Hash stretches of ASCII letters, a mark in front of each, as ``hashed`` does.

    A CRC of letters is what each of them adds by itself, by how many others stand
    behind it (``behind``), and what zeros would be.
    """
    total = length + len(mark)
    ends = length.cumsum()
    place = np.arange(ends[-1] if len(ends) else 0)
    left = np.repeat(ends, length) - place - 1
    letters = codes[np.repeat(begin - (ends - length), length) + place]
    adds, zeros = behind(int(total.max(initial=0)).bit_length())
    found = zeros[total]
    full = np.flatnonzero(length)
    if len(full):
        first = (ends - length)[full]
        found[full] ^= np.bitwise_xor.reduceat(adds[left, letters], first)
    for at, letter in enumerate(mark.encode()):
        found ^= adds[total - at - 1, letter]
    return found.astype(np.int64)


@cache
def behind(bits: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return what each letter of ASCII adds to a CRC with fewer than 2**bits behind.

    By how many are behind it, and then by which letter it is; and the CRCs of zeros.
    """
    zeros = [crc32(bytes(n)) for n in range((1 << bits) + 1)]
    adds = [
        [crc32(bytes([letter]) + bytes(n)) ^ zeros[n + 1] for letter in range(ASCII)]
        for n in range(1 << bits)
    ]
    return np.array(adds, np.uint32), np.array(zeros, np.uint32)


ASCII = 128


def ones(marks: NDArray[np.uint64]) -> Places:
    """Return how many bits of each number are set: summed by twos, fours and eights."""
    marks = marks - (marks >> _ONE & _OF_TWO)
    marks = (marks & _OF_FOUR) + (marks >> _TWO & _OF_FOUR)
    marks = marks + (marks >> _FOUR) & _OF_EIGHT
    return np.asarray(marks * _OF_ALL >> np.uint64(56), np.intp)


_ONE, _TWO, _FOUR = np.array([1, 2, 4], np.uint64)
_OF_TWO, _OF_FOUR, _OF_EIGHT, _OF_ALL = np.array(
    [int(byte * 8, 16) for byte in ("55", "33", "0f", "01")], np.uint64
)


def spaced(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Make keys of many numbers, as ``columns.spread`` does of one."""
    return numbers * SPREAD & 0xFFFFFFFF


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each number once, in order: sorting is sooner done than ``np.unique``."""
    numbers = np.sort(numbers)
    return numbers[changes(numbers)]


def changes(numbers: NDArray[Any]) -> NDArray[np.bool_]:
    """Return where each number is another than that before it."""
    found = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found


def spans(at: Column, of: Halves, numbers: NDArray[Any]) -> tuple[Places, Numbers]:
    """Return what lies between where each number's begins and ends: words' postings.

    As with keys, the first array says to which number each value belongs.
    """
    begin = column(at)
    first = begin[numbers].astype(np.intp)
    lengths = begin[np.asarray(numbers, np.intp) + 1].astype(np.intp) - first
    places = spread(first, lengths)
    values = column(of.low)[places].astype(np.uint32)
    if of.high is not None:
        values |= column(of.high)[places].astype(np.uint32) << 16
    return np.repeat(np.arange(len(first)), lengths), values


def whole(of: Halves) -> Numbers:
    """Return numbers that are held by their halves as one array."""
    values = column(of.low).astype(np.uint32)
    if of.high is not None:
        values |= column(of.high).astype(np.uint32) << 16
    return values


def spread(first: Places, lengths: Places) -> Places:
    """Return the places of ranges, one range after another."""
    ends = lengths.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(first - (ends - lengths), lengths)


def column(of: Column) -> NDArray[Any]:
    """Return a column of numbers in place."""
    return np.frombuffer(of.view, f"<u{of.view.itemsize}")
