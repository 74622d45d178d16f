"""Many keys of ``Rows`` looked up at once, for a book: the same answers, on numpy.

Importing numpy costs more than a screening, so nothing that screens one party
imports this module. The blocks that are read are checked by the caller, all of
them before a batch begins (``File.check_all``).
"""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kycscreen.index.columns import SPREAD, Column, Halves, Rows

Numbers = NDArray[np.uint32]
"""Keys, or values."""
Places = NDArray[np.intp]
"""Where in an array something stands."""


def find_all(rows: Rows, keys: NDArray[Any]) -> tuple[Places, Numbers]:
    """Return all values of many keys, as ``Rows.find`` does of one.

    The first array says which key each value of the second belongs to; both are in
    the order of the keys, and under a key in the order in which it is held.
    """
    high, buckets = column(rows.high), column(rows.buckets)
    keys = keys.astype(np.int64)  # what follows the last key is beyond 32 bits
    bucket = keys >> rows.shift
    first, last = (buckets[b].astype(np.intp) for b in (bucket, bucket + 1))
    apart = (1 << rows.told) - 1
    least = (keys >> rows.shift - rows.told & apart) << rows.over
    start = _bisected(high, least, first, last)
    inside = np.flatnonzero(start < last)
    meets = high[start[inside]] >> rows.over == least[inside] >> rows.over
    found = inside[meets]  # few of a word's probes are
    start, least = start[found], least[found]
    stop = _bisected(high, least + (1 << rows.over), start, last[found])
    at = spread(start, stop - start)
    values = column(rows.low)[at].astype(np.uint32)
    if rows.over:
        values |= (high[at].astype(np.uint32) & (1 << rows.over) - 1) << 16
    return np.repeat(found, stop - start), values


def hashed(texts: Sequence[str]) -> NDArray[np.int64]:
    """Hash many keys, as ``columns.key`` does one."""
    return np.fromiter(map(crc32, map(str.encode, texts)), np.int64, len(texts))


def spaced(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Make keys of many numbers, as ``columns.spread`` does of one."""
    return numbers * SPREAD & 0xFFFFFFFF


def _bisected(
    high: NDArray[Any], least: NDArray[Any], first: Places, last: Places
) -> Places:
    """Return where between first and last each number is not less than the least."""
    lo, hi = first.copy(), last.copy()
    rest = np.flatnonzero(lo < hi)
    while len(rest):
        middle = lo[rest] + hi[rest] >> 1
        less = high[middle] < least[rest]
        lo[rest] = np.where(less, middle + 1, lo[rest])
        hi[rest] = np.where(less, hi[rest], middle)
        rest = rest[lo[rest] < hi[rest]]
    return lo


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
