"""The text of a file in pieces of bounded length; and books as JSON lines."""

import json
from collections.abc import Iterable, Iterator
from io import StringIO

from kycscreen.book.columns import COLUMNS, USUAL, plain
from kycscreen.book.rows import Batch, Raw, Refused, whose
from kycscreen.errors import BookError

CHUNK = 1 << 16
"""Bytes that are read at once: no more than a line may have."""
MAX_LINE = 1 << 20
AT_ONCE = 512
"""Rows that are told together, so few that holding them is nothing."""

Block = str | None
Blocks = Iterator[Block]


def blocks(file: str, chunks: Iterable[bytes]) -> Blocks:
    """Decode a file, cut at line ends; ``None`` stands for a line that is too long.

    What is not UTF-8 is a ``BookError``.
    """
    begin, rest, is_skipping = 0, b"", False
    for chunk in chunks:
        first = chunk.find(b"\n") + 1
        if is_skipping or len(rest) + (first or len(chunk)) > MAX_LINE:
            passed = first or len(chunk)
            begin, rest, is_skipping = begin + len(rest) + passed, b"", not first
            if is_skipping:
                continue
            yield None
            chunk = chunk[passed:]
        cut = chunk.rfind(b"\n") + 1
        if not cut:
            rest += chunk
            continue
        whole = rest + chunk[:cut]
        yield _decoded(file, whole, begin)
        begin, rest = begin + len(whole), chunk[cut:]
    if is_skipping:
        yield None
    elif rest:
        yield _decoded(file, rest, begin)


def _decoded(file: str, raw: bytes, begin: int) -> str:
    if begin == 0 and raw.startswith(b"\x1f\x8b"):
        raise BookError(file, f"is packed by gzip; name it {file}.gz")
    mark = 3 if begin == 0 and raw.startswith(b"\xef\xbb\xbf") else 0
    try:
        return raw[mark:].decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise BookError(
            file,
            f"is not UTF-8 at byte {begin + mark + wrong.start}; export it as UTF-8",
        ) from None


def raw(blocks: Blocks) -> Iterator[Batch]:
    """Read one party a line; the keys are the columns of a CSV book."""
    line = 0
    for block in blocks:
        if block is None:
            line += 1
            yield [_refused(line, "is longer than 1 MB")]
            continue
        batch: Batch = []
        # Not splitlines: it would also cut at letters that may stand in a value.
        for text in StringIO(block, newline="\n"):
            line += 1
            if not text.isspace():
                batch.append(_raw(line, text))
            if len(batch) == AT_ONCE:
                yield batch
                batch = []
        yield batch


def _raw(line: int, text: str) -> Raw:
    try:
        cells = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no, parse_float=_no
        )
    except _NoRowError as wrong:
        return _refused(line, str(wrong))
    except (ValueError, RecursionError):
        return _refused(line, "is not JSON, or is nested too deeply")
    if not isinstance(cells, dict):
        return _refused(line, "is not a JSON object")
    client_id = whose(cells.get("client_id"))
    if not cells.keys() <= _KNOWN:
        problem = f"has a key we do not know; known are {', '.join(COLUMNS)}"
        return _refused(line, problem, client_id)
    # Most rows say no more than is usual: what is left out at the end is blank.
    columns = USUAL if cells.keys() <= _USUAL else COLUMNS
    return client_id, (line, tuple([plain(cells.get(column)) for column in columns]))


def _refused(line: int, problem: str, client_id: str = "") -> Raw:
    return client_id, Refused(line, "", problem, client_id)


_KNOWN = frozenset(COLUMNS)
_USUAL = frozenset(USUAL)


class _NoRowError(ValueError):
    """A line is JSON of a kind that would be read in two ways."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    cells = dict(pairs)
    if len(cells) < len(pairs):
        raise _NoRowError("has a key twice")
    return cells


def _no(_text: str) -> object:
    raise _NoRowError("holds a number that is not whole; quote it as text")
