"""The lines of a text file, read with bounded memory; and books as JSON lines."""

import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kycscreen.book.rows import COLUMNS, Refused, Row, row, whose
from kycscreen.errors import BookError

Lines = Iterator[str | None]

_MAX_LINE = 1 << 20


def lines(file: str, stream: BinaryIO, seen: Callable[[bytes], object]) -> Lines:
    """Decode a file line by line; ``None`` stands for a line that is too long.

    ``seen`` is shown every byte. What is not UTF-8 is a ``BookError``.
    """
    offset = 0
    while raw := stream.readline(_MAX_LINE + 1):
        seen(raw)
        begin, offset = offset, offset + len(raw)
        if len(raw) > _MAX_LINE:
            while not raw.endswith(b"\n") and (raw := stream.readline(_MAX_LINE)):
                seen(raw)
                offset += len(raw)
            yield None
            continue
        mark = 3 if begin == 0 and raw.startswith(b"\xef\xbb\xbf") else 0
        try:
            yield raw[mark:].decode("utf-8")
        except UnicodeDecodeError as wrong:
            raise BookError(
                file,
                f"is not UTF-8 at byte {begin + mark + wrong.start};"
                " export it as UTF-8",
            ) from None


def rows(lines: Lines) -> Iterator[Row | Refused]:
    """Read one party a line; the keys are the columns of a CSV book."""
    for line, text in enumerate(lines, start=1):
        if text is None:
            yield Refused(line, "", "is longer than 1 MB")
        elif text.strip():
            yield _row(line, text)


def _row(line: int, text: str) -> Row | Refused:
    try:
        cells = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no, parse_float=_no
        )
    except _NoRowError as wrong:
        return Refused(line, "", str(wrong))
    except (ValueError, RecursionError):
        return Refused(line, "", "is not JSON, or is nested too deeply")
    if not isinstance(cells, dict):
        return Refused(line, "", "is not a JSON object")
    if set(cells) - set(COLUMNS):
        problem = f"has a key we do not know; known are {', '.join(COLUMNS)}"
        return Refused(line, "", problem, whose(cells.get("client_id")))
    return row(line, cells)


class _NoRowError(ValueError):
    """A line is JSON of a kind that would be read in two ways."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    cells = dict(pairs)
    if len(cells) < len(pairs):
        raise _NoRowError("has a key twice")
    return cells


def _no(_text: str) -> object:
    raise _NoRowError("holds a number that is not whole; quote it as text")
