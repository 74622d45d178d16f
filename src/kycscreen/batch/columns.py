"""Columns of numbers that grow with a book, and what tells whether they hold one."""

from typing import Any, TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.index.lookups import changes

Bits = NDArray[np.uint64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Number = TypeVar("Number", bound=np.generic)
Columns = TypeVar("Columns", bound=attrs.AttrsInstance)


def behind(column: NDArray[Number], more: object) -> NDArray[Number]:
    """Put more behind a column, in room that doubles: what is there moves seldom.

    Only the last of the columns that lie in one room may be lengthened.
    """
    many = np.asarray(more, column.dtype)
    before, size = len(column), len(column) + len(many)
    # A column of nothing may be a part of what is no room.
    room = column.base if before else None
    if not isinstance(room, np.ndarray) or len(room) < size:
        room = np.empty(max(2 * size, _LEAST_ROOM), column.dtype)
        room[:before] = column
    room[before:size] = many
    lengthened: NDArray[Number] = room[:size]
    return lengthened


_LEAST_ROOM = 1 << 10


def all_behind(columns: Columns, more: Columns) -> Columns:
    """Put the columns of one value behind those of another of its kind."""
    pairs = zip(_each(columns), _each(more), strict=True)
    return type(columns)(
        *[
            behind(one, other)
            if isinstance(one, np.ndarray)
            else all_behind(one, other)
            for one, other in pairs
        ]
    )


def _each(columns: attrs.AttrsInstance) -> tuple[Any, ...]:
    return attrs.astuple(columns, recurse=False)


def slot(keys: NDArray[Any], size: int) -> Ints:
    """Return where in a table of ``size``, a power of two, keys are seen."""
    spread_out = keys.astype(np.uint64, copy=False) * np.uint64(0x9E3779B97F4A7C15)
    return (spread_out >> np.uint64(65 - size.bit_length())).astype(np.int64)


@attrs.frozen(eq=False)
class Hashes:
    """Hashes in order, each once; by what is ``seen`` most others are soon told.

    ``at`` says where the rows of each begin in columns of the same order.
    """

    held: Bits
    at: Ints
    seen: Flags

    def find(self, asked: Bits) -> tuple[Ints, Ints]:
        """Return which of some hashes are held, and the number of each of these."""
        possible = np.flatnonzero(self.seen.take(slot(asked, len(self.seen))))
        asked = asked[possible]
        number = np.searchsorted(self.held, asked)
        # Behind all others stands none that is asked for.
        found = np.flatnonzero(self.held.take(number, mode="clip") == asked)
        return possible[found], number[found]


def hashes(rows: Bits) -> Hashes:
    """Hold the hashes of rows that are in their order."""
    begin = np.flatnonzero(changes(rows))
    held = rows[begin]
    seen = np.zeros(1 << (_SPARSE * len(held)).bit_length(), np.bool_)
    seen[slot(held, len(seen))] = True
    return Hashes(held, np.append(begin, len(rows)), seen)


_SPARSE = 8
"""Places of the table of what is seen, at least, for each hash."""
