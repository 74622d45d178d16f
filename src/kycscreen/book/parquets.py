"""Books as Parquet: columns of texts, of lists of texts, and days as dates.

Rows are numbered from 1. A column of numbers refuses the file: what was an identifier
has lost its zeros.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import IO, Any

from kycscreen.book.columns import DAYS, MANY, Cell, check_columns, plain
from kycscreen.book.lines import CHUNK
from kycscreen.book.rows import Batch, whose
from kycscreen.errors import BookError

_AT_ONCE = 1024
_MAX_BYTES = 1 << 28  # of so many rows
_A_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400 * 10**6, "ns": 86_400 * 10**9}
_NO_ZONE = (None, "UTC")
_FIRST_DAY = date(1970, 1, 1).toordinal()
_LAST_DAY = date.max.toordinal()

Column = Callable[[Any], list[Cell]]


def raw(
    file: str, stream: IO[bytes], seen: Callable[[bytes], object]
) -> tuple[tuple[str, ...], Iterator[Batch]]:
    """Return the columns of a Parquet file and its rows."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise BookError(
            file,
            "cannot be read without pyarrow: pip install 'kycscreen[parquet]', or"
            " export it as .csv",
        ) from None
    sha256 = _sha256(stream, seen)
    wrong = (pyarrow.ArrowException, OSError, ValueError, MemoryError)
    try:
        opened = parquet.ParquetFile(
            stream, buffer_size=CHUNK, page_checksum_verification=True
        )
        schema = opened.schema_arrow
    except wrong:
        raise _damaged(file) from None
    columns = tuple(name.strip().casefold() for name in schema.names)
    check_columns(file, columns)
    readers = [
        _reader(file, column, kind, pyarrow.types)
        for column, kind in zip(columns, schema.types, strict=True)
    ]

    def batches() -> Iterator[list[list[Cell]]]:
        try:
            for batch in opened.iter_batches(_AT_ONCE, use_threads=False):
                if batch.nbytes > _MAX_BYTES:
                    raise BookError(file, "holds rows that are longer than 1 MB")
                yield [read(of) for read, of in zip(readers, batch, strict=True)]
        except wrong:
            raise _damaged(file) from None
        # The pages were read after the file was: they have to be of the same one.
        if _sha256(stream, lambda _: None) != sha256:
            raise BookError(file, "was changed while it was read; begin again")

    return columns, _rows(columns, batches())


def _sha256(stream: IO[bytes], seen: Callable[[bytes], object]) -> bytes:
    digest = hashlib.sha256()
    stream.seek(0)
    for chunk in iter(partial(stream.read, CHUNK), b""):
        seen(chunk)
        digest.update(chunk)
    stream.seek(0)
    return digest.digest()


def _damaged(file: str) -> BookError:
    return BookError(
        file, "is damaged, encrypted or no Parquet file; export it again, or as .csv"
    )


def _rows(
    columns: tuple[str, ...], batches: Iterator[list[list[Cell]]]
) -> Iterator[Batch]:
    place, line = columns.index("client_id"), 0
    last: Cell = ""
    client_id = ""
    for batch in batches:
        rows: Batch = []
        for cells in zip(*batch, strict=True):
            line += 1
            if cells[place] != last:
                last = cells[place]
                client_id = whose(last)
            if client_id or not all(map(_is_blank, cells)):
                rows.append((client_id, (line, cells)))
        yield rows


def _is_blank(cell: Cell) -> bool:
    return not cell.strip() if isinstance(cell, str) else cell is None or cell == ()


def _reader(file: str, column: str, kind: Any, types: Any) -> Column:
    """Choose how to read a column; ``BookError`` where nothing in it could be right."""
    if types.is_dictionary(kind):
        of_values = _reader(file, column, kind.value_type, types)
        return lambda values: of_values(values.dictionary_decode())
    if types.is_null(kind):
        return lambda values: [None] * len(values)
    if types.is_string_view(kind):
        return lambda values: _texts(values.cast("string"))
    if _is_text(kind, types):
        return _texts
    is_list = types.is_list(kind) or types.is_large_list(kind)
    if is_list and _is_text(kind.value_type, types) and column in MANY:
        return lambda values: list(map(plain, values.to_pylist()))
    if types.is_date(kind) and column in DAYS:
        return lambda values: [
            _iso(days) for days in values.cast("date32").cast("int32").to_pylist()
        ]
    if types.is_timestamp(kind) and kind.tz in _NO_ZONE and column in DAYS:
        a_day = _A_DAY[kind.unit]
        return lambda values: [
            None if time is None else _iso(*divmod(time, a_day))
            for time in values.cast("int64").to_pylist()
        ]
    raise BookError(
        file, f"column {column} is of type {kind}; write it as text, as it was entered"
    )


def _is_text(kind: Any, types: Any) -> bool:
    return bool(types.is_string(kind) or types.is_large_string(kind))


def _texts(values: Any) -> list[Cell]:
    return list(values.to_numpy(zero_copy_only=False))  # faster than to_pylist


def _iso(days: int | None, rest: int = 0) -> Cell:
    """Write a day; what has a time of day as well is no day of ours."""
    if days is None:
        return None
    ordinal = _FIRST_DAY + days
    is_day = rest == 0 and 1 <= ordinal <= _LAST_DAY
    return date.fromordinal(ordinal).isoformat() if is_day else False
