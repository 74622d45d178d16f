"""The ``*.kyc`` file: a header and columns of whole numbers and bytes.

Little-endian, every column aligned to 64 bytes, so that the file is used where
it lies, memory-mapped. The header says what the file was made from and where the
columns are, and carries its own SHA-256; every 64 KiB of the rest carries a CRC
that is checked when the block is first touched. A flipped bit is an error, never
fewer hits. Nothing in the file is code.

    magic (8) · length of header (4) · sha256 of header (32) · header (JSON)
    columns … · one CRC per block (4 each)
"""

import hashlib
import json
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from kycscreen import codec
from kycscreen.errors import IndexFileError

MAGIC = b"KYCIDX\x00\x01"
BLOCK = 65_536
_ALIGN = 64
_PREFIX = len(MAGIC) + 4 + 32
_SIZE = {"B": 1, "I": 4, "Q": 8}


class Column:
    """A column of a file in place: numbers or bytes, checked as they are touched."""

    __slots__ = ("_file", "_first", "_fresh", "_size", "view")

    def __init__(self, file: "File", offset: int, length: int, code: str) -> None:
        self._file = file
        self._fresh = file.fresh  # asked in place: it is asked all the time
        self._first = offset
        self._size = _SIZE[code]
        whole = file.body[offset : offset + length]
        # Three literal formats, for the type checker's sake.
        self.view: memoryview[int] = (
            whole.cast("Q")
            if code == "Q"
            else whole.cast("I")
            if code == "I"
            else whole
        )

    def __len__(self) -> int:
        return len(self.view)

    def __getitem__(self, at: int) -> int:
        if self._fresh[(self._first + at * self._size) >> 16]:
            self._file.check(self._first + at * self._size)
        return self.view[at]

    def range(self, at: int) -> tuple[int, int]:
        """Return a value and the next one: where something begins and ends."""
        first = self._first + at * self._size
        if self._fresh[first >> 16] or self._fresh[(first + self._size) >> 16]:
            self.touch(at, at + 2)
        return self.view[at], self.view[at + 1]

    def span(self, start: int, stop: int) -> "memoryview[int]":
        """Return the values of a range, checked."""
        if start < stop:
            self.touch(start, stop)
        return self.view[start:stop]

    def touch(self, start: int, stop: int) -> None:
        """Check the blocks of a range that is not empty."""
        block = (self._first + start * self._size) >> 16
        last = (self._first + stop * self._size - 1) >> 16
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
        if len(whole) < _PREFIX or bytes(whole[: len(MAGIC)]) != MAGIC:
            raise IndexFileError(name, "is no index of this version")
        length = int.from_bytes(whole[len(MAGIC) : len(MAGIC) + 4], "little")
        text = bytes(whole[_PREFIX : _PREFIX + length])
        if hashlib.sha256(text).digest() != bytes(whole[len(MAGIC) + 4 : _PREFIX]):
            raise IndexFileError(name, "its header is damaged")
        self.header: dict[str, Any] = json.loads(text)
        start = _aligned(_PREFIX + length)
        stop = start + self.header["size"]
        blocks = -(-self.header["size"] // BLOCK)
        if len(whole) != stop + 4 * blocks:
            raise IndexFileError(name, "is shorter or longer than its header says")
        self.body = whole[start:stop]
        self._crcs = whole[stop:].cast("I")
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
                zlib.crc32(self.body[block * BLOCK : (block + 1) * BLOCK])
                != (self._crcs[block])
            ):
                raise IndexFileError(self.name, f"block {block} is damaged")
            self.fresh[block] = 0

    def check_all(self) -> None:
        """Check every block, as a batch does before it begins."""
        for block in range(len(self.fresh)):
            self.check(block * BLOCK)


def write(header: Mapping[str, Any], columns: Mapping[str, Any]) -> bytes:
    """Lay out columns (``array`` or bytes) behind a header; the whole file."""
    body = bytearray()
    places: dict[str, tuple[int, int, str]] = {}
    for name, values in columns.items():
        body.extend(bytes(_aligned(len(body)) - len(body)))
        code = getattr(values, "typecode", "B")
        raw = values if code == "B" else values.tobytes()
        places[name] = (len(body), len(raw), code)
        body.extend(raw)
    text = codec.canonical({**header, "columns": places, "size": len(body)}).encode()
    start = _PREFIX + len(text)
    crcs = b"".join(
        zlib.crc32(body[at : at + BLOCK]).to_bytes(4, "little")
        for at in range(0, len(body), BLOCK)
    )
    return b"".join(
        (
            MAGIC, len(text).to_bytes(4, "little"), hashlib.sha256(text).digest(),
            text, bytes(_aligned(start) - start), body, crcs,
        )
    )  # fmt: skip


def _aligned(at: int) -> int:
    return -(-at // _ALIGN) * _ALIGN


class Rows:
    """Sorted keys with a value each, looked up by key: a join of equals.

    Keys are hashes, spread evenly: a column says where those with the same first
    bits begin, and what is between is a handful.
    """

    __slots__ = ("_buckets", "_shift", "keys", "values")

    def __init__(self, file: File, name: str) -> None:
        self.keys = file.column(f"{name}.keys")
        self.values = file.column(f"{name}.values")
        self._buckets = file.column(f"{name}.buckets")
        self._shift = 32 - (len(self._buckets) - 1).bit_length() + 1

    def find(self, key: int) -> Sequence[int]:
        """Return the values of a key."""
        bucket = key >> self._shift
        lo, hi = self._buckets.range(bucket)
        if lo == hi:
            return ()
        self.keys.touch(lo, hi)
        keys = self.keys.view
        start = bisect_left(keys, key, lo, hi)
        if start == hi or keys[start] != key:
            return ()  # as of most keys: what a word is not far from, few words are
        return self.values.span(start, bisect_right(keys, key, start, hi))


def rows(name: str, pairs: list[int]) -> dict[str, Any]:
    """Make the columns of ``Rows`` of ``key << 32 | value`` numbers."""
    pairs.sort()
    keys = array("I", (pair >> 32 for pair in pairs))
    bits = min(_MOST_BITS, max(1, (len(keys) // _A_HANDFUL).bit_length()))
    shift = 32 - bits
    firsts = ((bucket << shift) for bucket in range((1 << bits) + 1))
    return {
        f"{name}.keys": keys,
        f"{name}.values": array("I", (pair & 0xFFFFFFFF for pair in pairs)),
        f"{name}.buckets": array("I", (bisect_left(keys, first) for first in firsts)),
    }


_A_HANDFUL = 8
_MOST_BITS = 20


def key(text: str) -> int:
    """Hash a key; two that collide only cost a second look."""
    return zlib.crc32(text.encode())
