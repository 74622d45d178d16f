"""Writing a ``*.kyc`` file, column by column, in bounded memory.

A column is given whole or piece by piece, one at a time. What the file holds is
known only when it is done, so the header stands behind the columns, and the prefix
that leads to it is filled in last: a file cut short is no index.
"""

import hashlib
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import IO, Any

from kycscreen import codec
from kycscreen.index.columns import ALIGN, BLOCK, MAGIC, SIZE

_A_HANDFUL = {"B": 8, "H": 32, "I": 32}
"""How many pairs a bucket holds at most on average, by what tells its keys apart."""
_MOST_BITS = 18
_BELOW = 16
"""Bits of a number that stand in the lower of two columns."""
_LEAST_BITS, _LEAST_TOLD = 3, 5
_SORTED_APART = 8
"""First bits of a key by which pairs are sorted apart, so that few are at a time."""


class Pairs:
    """Keys with a value each, gathered to be written as ``Rows``."""

    def __init__(self) -> None:
        self._parts = [array("Q") for _ in range(1 << _SORTED_APART)]
        self.most = 0

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def add(self, keys: Iterable[int], value: int) -> None:
        """Hold a value under some keys."""
        self.most = max(self.most, value)
        parts = self._parts
        for key in keys:
            parts[key >> 32 - _SORTED_APART].append(key << 32 | value)

    def told(self, bits: int) -> Iterator[list[int]]:
        """Yield all pairs in order, of each key only its first bits, none twice."""
        lost = 64 - bits
        for part in self._parts:
            yield sorted({pair >> lost << 32 | pair & 0xFFFFFFFF for pair in part})


class Writer:
    """An index file that is being written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._size = 0
        self._crc = 0
        self._crcs = array("I")
        self._columns: dict[str, tuple[int, int, str]] = {}
        self._rows: dict[str, tuple[int, int, int]] = {}
        file.write(bytes(ALIGN))

    def column(self, name: str, values: "array[int]") -> None:
        """Write a column of numbers."""
        self.pieces(name, [values.tobytes()], values.typecode)

    def pieces(self, name: str, pieces: Iterable[bytes], code: str = "B") -> None:
        """Write a column of what is made piece by piece."""
        self._put(bytes(-self._size % ALIGN))
        first = self._size
        for piece in pieces:
            self._put(piece)
        self._columns[name] = first, self._size - first, code

    def halves(self, name: str, values: Sequence[int]) -> None:
        """Write numbers as ``Halves``."""
        self.column(f"{name}.low", array("H", (value & 0xFFFF for value in values)))
        above = max(values, default=0) >> _BELOW
        if above:
            high = array(_narrowest(above), (value >> _BELOW for value in values))
            self.column(f"{name}.high", high)

    def rows(self, name: str, pairs: Pairs, *, code: str = "H") -> None:
        """Write ``Rows``; ``code`` is of the column that tells keys apart.

        A wider one where large values would leave too little of the key.
        """
        over = max(0, pairs.most.bit_length() - _BELOW)
        while 8 * SIZE[code] - over < _LEAST_TOLD:
            code = {"B": "H", "H": "I"}[code]
        bits = (len(pairs) // _A_HANDFUL[code]).bit_length()
        bits = min(_MOST_BITS, max(_LEAST_BITS, bits))
        told = min(8 * SIZE[code] - over, 32 - bits)
        apart = (1 << told) - 1
        high, low, sizes = array(code), array("H"), [0] * (1 << bits)
        for part in pairs.told(bits + told):
            for pair in part:
                sizes[pair >> 32 + told] += 1
                high.append((pair >> 32 & apart) << over | pair >> _BELOW & 0xFFFF)
                low.append(pair & 0xFFFF)
        self.column(f"{name}.high", high)
        self.column(f"{name}.low", low)
        self.column(f"{name}.buckets", array("I", accumulate(sizes, initial=0)))
        self._rows[name] = 32 - bits, told, over

    def finish(self, header: Mapping[str, Any]) -> None:
        """Write what stands behind the columns, and last the prefix."""
        size = self._size
        if size % BLOCK:
            self._crcs.append(self._crc)
        places = {"columns": self._columns, "rows": self._rows}
        text = codec.canonical({**header, **places}).encode()
        self._file.write(self._crcs.tobytes())
        self._file.write(text)
        self._file.seek(0)
        lengths = size.to_bytes(8, "little") + len(text).to_bytes(8, "little")
        self._file.write(MAGIC + lengths + hashlib.sha256(text).digest())

    def _put(self, piece: bytes) -> None:
        self._file.write(piece)
        rest = memoryview(piece)
        while rest:
            room = BLOCK - self._size % BLOCK
            self._crc = zlib.crc32(rest[:room], self._crc)
            self._size += len(rest[:room])
            rest = rest[room:]
            if self._size % BLOCK == 0:
                self._crcs.append(self._crc)
                self._crc = 0


def _narrowest(most: int) -> str:
    return next(code for code, size in SIZE.items() if most < 1 << 8 * size)
