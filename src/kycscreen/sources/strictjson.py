"""The one guarded way into a publisher's JSON file.

Python's reader takes the last of two equal keys, ``NaN``, infinite numbers and
half a surrogate pair, and breaks on deep nesting; each of them is refused here.

>>> read("popolo_fi_eduskunta", b'{"persons": []}')
{'persons': []}
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NoReturn

from kycscreen import codec
from kycscreen.errors import FormatError
from kycscreen.sources import archives, guard
from kycscreen.sources.guard import MAX_DEPTH
from kycscreen.sources.texts import absent, line

MAX_LINE = 8 * 2**20
"""Characters of one record in a file of JSON lines."""


class _Refused(ValueError):
    """What Python's reader would let pass."""


def read(list_id: str, data: bytes) -> Any:
    """Return what the JSON holds; ``FormatError`` naming the place where it cannot."""
    return _read(list_id, _decoded(list_id, data))


def lines(list_id: str, data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the object on each line that is not blank, and the line's number."""
    text = _decoded(list_id, data)
    begin, number = 0, 0
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        number += 1
        if end - begin > MAX_LINE:
            raise FormatError(list_id, f"line {number} is longer than any record")
        if one := text[begin:end].strip():
            plain = _read(list_id, one, number)
            if not isinstance(plain, dict):
                raise FormatError(list_id, f"line {number} holds no object")
            yield number, plain
        begin = end


def _read(list_id: str, text: str, line: int = 0) -> Any:
    """Read a text, which stands on that line where every line is read alone."""
    at = f"line {line} " if line else ""
    try:
        plain = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
        )
    except json.JSONDecodeError as wrong:
        raise FormatError(
            list_id,
            f"is damaged or cut off at line {line or wrong.lineno}, column"
            f" {wrong.colno} ({wrong.msg}); fetch it again",
        ) from None
    except _Refused as wrong:
        raise FormatError(list_id, at + str(wrong)) from None
    except RecursionError:
        raise _deep(list_id, at) from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise FormatError(list_id, f"{at}holds a number too long to read") from None
    if not isinstance(plain, dict | list):
        raise FormatError(list_id, f"{at}holds a single value, and should hold records")
    _check_depth(list_id, plain, at)
    if re.search(r"\\u[dD][89a-fA-F]", text):
        _check_text(list_id, plain, at)
    return plain


def _decoded(list_id: str, data: bytes) -> str:
    """Return the text of the bytes: UTF-8, with or without its mark."""
    data = archives.single(list_id, data)
    guard.check(list_id, data)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise FormatError(list_id, "is XML or a web page, and should be JSON")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise FormatError(list_id, f"is not UTF-8 at byte {wrong.start}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        times = Counter(key for key, _ in pairs)
        twice = next(key for key, count in times.items() if count > 1)
        raise _Refused(f"says {twice[:60]!r} twice in one object")
    return made


def _constant(text: str) -> NoReturn:
    raise _Refused(f"holds {text}, which is no JSON")


def _float(text: str) -> float:
    number = float(text)
    if abs(number) == float("inf"):
        raise _Refused("holds a number too large to read")
    return number


def _check_depth(list_id: str, plain: Any, at: str) -> None:
    """Refuse what is nested deeper than any list is."""
    if codec.is_deeper(plain, MAX_DEPTH):
        raise _deep(list_id, at)


def _check_text(list_id: str, plain: Any, at: str) -> None:
    """Refuse half a surrogate pair, which could be read and never written."""
    try:
        json.dumps(plain, ensure_ascii=False).encode()
    except UnicodeEncodeError as wrong:
        near = str(wrong.object)[max(0, wrong.start - 40) : wrong.start]
        where = "" if at else f" after {near!r}"  # a line is told without its text
        raise FormatError(list_id, f"{at}holds half a character{where}") from None


def _deep(list_id: str, at: str) -> FormatError:
    return FormatError(list_id, f"{at}is nested deeper than {MAX_DEPTH} levels")


def digest(plain: Any) -> str:
    """Return the SHA-256 of a record, in whatever order its keys were written."""
    return hashlib.sha256(codec.canonical(plain).encode()).hexdigest()


def objects(plain: Any, key: str, place: str) -> list[dict[str, Any]]:
    """Return a list of objects; ``ValueError`` where it is missing or no such list."""
    found = plain.get(key) if isinstance(plain, dict) else None
    if not isinstance(found, list) or not all(isinstance(o, dict) for o in found):
        raise ValueError(f"{place} has no list of {key}")
    return found


def mandatory(o: dict[str, Any], key: str, place: str) -> str:
    """Return a text that must be there; ``ValueError`` where it is not."""
    value = o.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{place} has no {key}; the file is damaged")
    return value


def text(o: dict[str, Any], key: str) -> str:
    """Return a text on one line; empty where there is none, or only "unknown"."""
    value = o.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is a {type(value).__name__}, and should be text")
    return "" if value is None or absent(value) else line(value)


def several(o: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return what XML once repeated: many are a list, one an object, none nothing."""
    found = o.get(key)
    if found is None or found == "":
        return []
    one = [found] if isinstance(found, dict) else found
    if not isinstance(one, list) or not all(isinstance(each, dict) for each in one):
        raise ValueError(f"{key} is a {type(found).__name__}, and should be objects")
    return one


def spoken(o: dict[str, Any], key: str) -> str:
    """Return a text, or a whole number in digits, as ``text`` does."""
    value = o.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text(o, key)


def strangers(
    o: dict[str, Any], known: Collection[str], path: str
) -> Iterator[tuple[str, str]]:
    """Yield what stands under keys that nobody reads: the path, and the value."""
    for key in sorted(o.keys() - set(known)):
        value = o[key]
        plain = value if isinstance(value, str) else json.dumps(value)
        if value not in (None, "", [], {}):
            yield f"{path}.{key}", line(plain)
