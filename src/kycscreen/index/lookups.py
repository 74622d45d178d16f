"""Many keys of ``Rows`` looked up at once, for a book: the same answers, on numpy.

Importing numpy costs more than a screening, so nothing that screens one party
imports this module. The blocks that are read are checked by the caller, all of
them before a batch begins (``File.check_all``).
"""

import numpy as np
from numpy.typing import NDArray

from kycscreen.index.columns import Column, Rows

Numbers = NDArray[np.uint32]
"""Keys, or values."""
Places = NDArray[np.intp]
"""Where in an array something stands."""


def find_all(rows: Rows, keys: Numbers) -> tuple[Places, Numbers]:
    """Return all values of many keys, as ``Rows.find`` does of one.

    The first array says which key each value of the second belongs to; both are in
    the order of the keys, and under a key in the order in which it is held.
    """
    held = numbers(rows.keys)
    first = held.searchsorted(keys)
    inside = np.flatnonzero(first < len(held))
    found = inside[held[first[inside]] == keys[inside]]  # few of a word's probes are
    first = first[found]
    lengths = held.searchsorted(keys[found], "right") - first
    return np.repeat(found, lengths), numbers(rows.values)[spread(first, lengths)]


def spread(first: Places, lengths: Places) -> Places:
    """Return the places of ranges, one range after another."""
    ends = lengths.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(first - (ends - lengths), lengths)


def numbers(column: Column) -> NDArray[np.uint32]:
    """Return a column of numbers in place."""
    return np.frombuffer(column.view, np.uint32)
