"""The one guarded way into a file of BODS statements: a JSON array, or JSON lines.

Python's reader takes the last of two equal keys, ``NaN`` and half a surrogate pair,
and breaks on deep nesting; each of them is refused here. Numbers stay as they are
written: a share is never a float.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from kycscreen import codec
from kycscreen.book import gzips, passes
from kycscreen.book.rows import Refused
from kycscreen.errors import BookError

MAX_BYTES = 512 * 2**20
"""Of a file, unpacked: all of it is held in memory."""
MAX_LINE = 8 * 2**20
"""Characters of one statement in a file of JSON lines."""
MAX_DEPTH = 64
_SUFFIXES = (".json", ".jsonl", ".ndjson")
_HEAD = 1 << 20
_ID = re.compile(rb'"statementI[dD]"\s*:')

Found = tuple[int, dict[str, Any]] | Refused
"""A statement and its place in the file, from 1, or why it is none."""


class _NoStatementError(ValueError):
    """What Python's reader would let pass."""


def holds_statements(path: Path) -> bool:
    """Tell by its beginning whether a file holds statements, and not parties."""
    name = path.name.casefold().removesuffix(".gz")
    if not name.endswith(_SUFFIXES):
        return False
    if name.endswith(".json"):
        return True
    head = b""
    for chunk in _chunks(path, hashlib.sha256()):
        head = (head + chunk).removeprefix(b"\xef\xbb\xbf").lstrip()[:_HEAD]
        if len(head) == _HEAD or (head.startswith(b"{") and b"\n" in head):
            break
    if head.startswith(b"{"):
        head = head.partition(b"\n")[0]
    return head[:1] in (b"[", b"{") and _ID.search(head) is not None


def read(path: Path) -> tuple[list[Found], str]:
    """Return every statement of a file in its order, and the file's SHA-256."""
    digest = hashlib.sha256()
    whole = bytearray()
    for chunk in _chunks(path, digest):
        whole += chunk
        if len(whole) > MAX_BYTES:
            raise BookError(
                path.name,
                f"holds more than {MAX_BYTES >> 20} MB; split it by declaration",
            )
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BookError(
            path.name, f"is not UTF-8 at byte {wrong.start}; export it as UTF-8"
        ) from None
    if not text.strip():
        raise BookError(path.name, "is empty")
    is_array = text.lstrip().startswith("[")
    found = list(_of_array(path.name, text) if is_array else _of_lines(text))
    if all(isinstance(one, Refused) for one in found):
        raise BookError(path.name, "holds no statements of BODS, or is damaged")
    return found, digest.hexdigest()


def _chunks(path: Path, digest: Any) -> Iterator[bytes]:
    with passes.stream(path) as file:
        chunks = passes.pieces(file, digest.update)
        is_packed = path.name.casefold().endswith(".gz")
        yield from gzips.unpacked(path.name, chunks) if is_packed else chunks


def _of_array(file: str, text: str) -> Iterator[Found]:
    try:
        plain = _read(text)
    except _NoStatementError as wrong:
        raise BookError(file, str(wrong)) from None
    for place, one in enumerate(plain, start=1):
        yield _found(place, one)


def _of_lines(text: str) -> Iterator[Found]:
    begin = number = 0
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        number += 1
        if end - begin > MAX_LINE:
            yield Refused(number, "", "is longer than any statement")
        elif one := text[begin:end].strip():
            try:
                yield _found(number, _read(one))
            except _NoStatementError as wrong:
                yield Refused(number, "", str(wrong))
        begin = end


def _found(place: int, plain: Any) -> Found:
    if not isinstance(plain, dict):
        return Refused(place, "", "is not a JSON object")
    return place, plain


def _read(text: str) -> Any:
    try:
        plain = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_float=Decimal,
        )
    except _NoStatementError:
        raise
    except RecursionError:
        raise _NoStatementError("is nested too deeply") from None
    except json.JSONDecodeError as wrong:
        raise _NoStatementError(
            f"is not JSON: damaged or cut off at line {wrong.lineno}, column"
            f" {wrong.colno}"
        ) from None
    except (ValueError, ArithmeticError):
        raise _NoStatementError("holds a number that is too long to read") from None
    if codec.is_deeper(plain, MAX_DEPTH):
        raise _NoStatementError("is nested too deeply")
    if "\\u" in text:
        _check_text(plain)
    return plain


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _NoStatementError("says one key twice in an object")
    return made


def _no_constant(_text: str) -> NoReturn:
    raise _NoStatementError("holds a number that is none in JSON")


def _check_text(plain: Any) -> None:
    """Refuse half a surrogate pair, which could be read and never written."""
    try:
        json.dumps(plain, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise _NoStatementError("holds half of a surrogate pair") from None
