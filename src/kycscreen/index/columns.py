"""The ``*.kyc`` file: columns of whole numbers and bytes, and a header.

Little-endian, every column aligned to 64 bytes, so that the file is used where
it lies, memory-mapped. The header says what the file was made from and where the
columns are, and has its SHA-256 in front; every 64 KiB of columns carries a CRC
that is checked when the block is first touched. A flipped bit is an error, never
fewer hits. Nothing in the file is code. ``writing`` writes it.

    magic (8) · size of columns (8) · length of header (8) · sha256 of header (32)
    · zeros (8) · columns … · one CRC per block (4 each) · header (JSON)
"""

import hashlib
import json
import mmap
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

from kycscreen.errors import IndexFileError

MAGIC = b"KYCIDX\x00\x02"
BLOCK = 65_536
ALIGN = 64
PREFIX = len(MAGIC) + 8 + 8 + 32
SIZE = {"B": 1, "H": 2, "I": 4, "Q": 8}


class Column:
    """A column of a file in place: numbers or bytes, checked as they are touched."""

    __slots__ = ("_file", "_fresh", "first", "size", "view")

    def __init__(self, file: "File", offset: int, length: int, code: str) -> None:
        self._file = file
        self._fresh = file.fresh  # asked in place: it is asked all the time
        self.first = offset
        self.size = SIZE[code]
        whole = file.body[offset : offset + length]
        # Literal formats, for the type checker's sake.
        self.view: memoryview[int] = (
            whole.cast("Q")
            if code == "Q"
            else whole.cast("I")
            if code == "I"
            else whole.cast("H")
            if code == "H"
            else whole
        )

    def __len__(self) -> int:
        return len(self.view)

    def __getitem__(self, at: int) -> int:
        if self._fresh[(self.first + at * self.size) >> 16]:
            self._file.check(self.first + at * self.size)
        return self.view[at]

    def range(self, at: int) -> tuple[int, int]:
        """Return a value and the next one: where something begins and ends."""
        first = self.first + at * self.size
        if self._fresh[first >> 16] or self._fresh[(first + self.size) >> 16]:
            self.touch(at, at + 2)
        return self.view[at], self.view[at + 1]

    def span(self, start: int, stop: int) -> "memoryview[int]":
        """Return the values of a range, checked."""
        if start < stop:
            self.touch(start, stop)
        return self.view[start:stop]

    def touch(self, start: int, stop: int) -> None:
        """Check the blocks of a range that is not empty."""
        block = (self.first + start * self.size) >> 16
        last = (self.first + stop * self.size - 1) >> 16
        fresh = self._fresh
        if block == last and not fresh[block]:
            return  # as nearly always
        while block <= last:
            if fresh[block]:
                self._file.check(block << 16)
            block += 1


class File:
    """An opened index file: its header and its columns."""

    __slots__ = ("_columns", "_crcs", "body", "fresh", "header", "name")

    def __init__(self, data: Any, name: str) -> None:
        """Read the header; ``IndexFileError`` where the file is not whole."""
        whole = memoryview(data)
        self.name = name
        if sys.byteorder != "little":
            raise IndexFileError(name, "index files need a little-endian machine")
        if len(whole) < ALIGN or bytes(whole[: len(MAGIC)]) != MAGIC:
            raise IndexFileError(name, "is no index of this version")
        size, length = (
            int.from_bytes(whole[at : at + 8], "little")
            for at in (len(MAGIC), len(MAGIC) + 8)
        )
        blocks = -(-size // BLOCK)
        stop = ALIGN + size
        if len(whole) != stop + 4 * blocks + length:
            raise IndexFileError(name, "is shorter or longer than it says")
        text = bytes(whole[len(whole) - length :])
        if hashlib.sha256(text).digest() != bytes(whole[PREFIX - 32 : PREFIX]):
            raise IndexFileError(name, "its header is damaged")
        self.header: dict[str, Any] = json.loads(text)
        self.body = whole[ALIGN:stop]
        self._crcs = whole[stop : stop + 4 * blocks].cast("I")
        self.fresh = bytearray(b"\x01" * blocks)
        self._columns: dict[str, Column] = {}

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        found = self._columns.get(name)
        if found is None:
            offset, length, code = self.header["columns"][name]
            found = self._columns[name] = Column(self, offset, length, code)
        return found

    def check(self, at: int) -> None:
        """Check the block around a byte of the body, once."""
        block = at // BLOCK
        if self.fresh[block]:
            if (
                crc32(self.body[block * BLOCK : (block + 1) * BLOCK])
                != (self._crcs[block])
            ):
                raise IndexFileError(self.name, f"block {block} is damaged")
            self.fresh[block] = 0

    def check_all(self) -> None:
        """Check every block, as a batch does before it begins."""
        for block in range(len(self.fresh)):
            self.check(block * BLOCK)

    def let_go(self) -> None:
        """Let go of the pages of a file that were read: few are needed once more."""
        data = self.body.obj
        if isinstance(data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            data.madvise(mmap.MADV_DONTNEED)


class Halves:
    """Numbers in two columns: their low halves, and what is above, if anything is."""

    __slots__ = ("high", "low")

    def __init__(self, file: File, name: str) -> None:
        self.low = file.column(f"{name}.low")
        above = f"{name}.high"
        self.high = file.column(above) if above in file.header["columns"] else None

    def __len__(self) -> int:
        return len(self.low)

    def span(self, start: int, stop: int) -> Sequence[int]:
        """Return the numbers of a range, checked."""
        low = self.low.span(start, stop)
        if self.high is None:
            return low
        high = self.high.span(start, stop)
        return [above << 16 | below for above, below in zip(high, low, strict=True)]


class Rows:
    """Keys with a value each, looked up by key: a join of equals.

    Keys are hashes, spread evenly: by their first bits they lie in buckets of a
    handful, and within one in the order of as many further bits as are told
    (``high``, above what of a value is beyond 16 bits). The rest of a key is not
    held: what is found under another costs a second look, as with any hash.
    """

    __slots__ = (
        "_at_hand", "at_once", "buckets", "high", "low", "over", "shift", "told",
    )  # fmt: skip

    def __init__(self, file: File, name: str) -> None:
        self.high = file.column(f"{name}.high")
        self.low = file.column(f"{name}.low")
        self.buckets = file.column(f"{name}.buckets")
        self.shift, self.told, self.over = file.header["rows"][name]
        self.at_once: Any = None
        """What ``lookups`` knows of the keys, once it was asked for many."""
        self._at_hand = (
            self.buckets.view, self.buckets.first,
            self.high.view, self.high.first, self.high.size, file.fresh,
            self.shift, self.shift - self.told, (1 << self.told) - 1,
            self.over, 1 << self.over,
        )  # fmt: skip

    def held(self, texts: Iterable[str]) -> set[int]:
        """Return the values of keys that are text, and of any that hash alike."""
        found = self._find([crc32(text.encode()) for text in texts])
        return set().union(*found) if found else set()

    def find(self, key: int) -> Sequence[int]:
        """Return the values of a key."""
        found = self._find((key,))
        return found[0] if found else ()

    def _find(self, keys: Iterable[int]) -> list[Sequence[int]]:
        """Return the values of each key that has any."""
        # One loop without calls, and whether a block is checked is asked in place:
        # most keys lead nowhere, as what a word is not far from few words are.
        (
            buckets, buckets_from, high, high_from, width, fresh, shift, below, apart,
            over, next_one,
        ) = self._at_hand  # fmt: skip
        found: list[Sequence[int]] = []
        for key in keys:
            bucket = key >> shift
            at = buckets_from + bucket * 4
            if fresh[at >> 16] or fresh[at + 4 >> 16]:
                self.buckets.touch(bucket, bucket + 2)
            lo, hi = buckets[bucket], buckets[bucket + 1]
            if lo == hi:
                continue
            block = high_from + lo * width >> 16
            if fresh[block] or block != high_from + hi * width - 1 >> 16:
                self.high.touch(lo, hi)
            first = (key >> below & apart) << over
            start = bisect_left(high, first, lo, hi)
            if start == hi or high[start] - first >= next_one:
                continue
            stop = bisect_left(high, first + next_one, start, hi)
            low = self.low.span(start, stop)
            if over:
                above = high[start:stop]
                pairs = zip(above, low, strict=True)
                found.append([(a - first) << 16 | b for a, b in pairs])
            else:
                found.append(low)
        return found


def key(text: str) -> int:
    """Hash a key; two that collide only cost a second look."""
    return crc32(text.encode())


def spread(number: int) -> int:
    """Make a key of a number: no two collide, and near ones lie apart."""
    return number * SPREAD & 0xFFFFFFFF


SPREAD = 0x9E3779B1
