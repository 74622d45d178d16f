"""The one guarded way into a publisher's YAML file.

Nothing is ever constructed: what the parser sees is taken as mappings, lists and text.
So no tag runs code, no ``no`` becomes false, no date becomes a time. Anchors, aliases
(a page of them unpacks to gigabytes), tags and second documents are refused, as is a
key that is said twice.

>>> read("us_congress", b"- id: no\\n  born: 1958-10-13\\n  died:\\n")
[{'id': 'no', 'born': '1958-10-13', 'died': None}]
"""

from collections.abc import Iterator
from typing import Any

import yaml

from kycscreen.errors import FormatError
from kycscreen.sources import archives, guard
from kycscreen.sources.guard import MAX_DEPTH

MAX_BYTES = 8 * 2**20
"""YAML takes some thirty times as long to read as JSON: no list in it is large."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class _Refused(ValueError):
    """What a YAML reader would let pass."""


def read(list_id: str, data: bytes) -> Any:
    """Return what the YAML holds; ``FormatError`` naming the place where it cannot."""
    text = _decoded(list_id, data)
    try:
        return _built(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as wrong:
        raise FormatError(
            list_id, f"is damaged or cut off{_place(wrong)}; fetch it again"
        ) from None
    except _Refused as wrong:
        raise FormatError(list_id, str(wrong)) from None
    except ValueError:  # in Python's own reader, of an escape beyond Unicode
        raise FormatError(list_id, "holds a character that is none") from None


def _decoded(list_id: str, data: bytes) -> str:
    """Return the text of the bytes: UTF-8, with or without its mark."""
    data = archives.single(list_id, data)
    guard.check(list_id, data)
    if len(data) > MAX_BYTES:
        raise FormatError(list_id, f"is larger than {MAX_BYTES >> 20} MB")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise FormatError(list_id, "is XML or a web page, and should be YAML")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise FormatError(list_id, f"is not UTF-8 at byte {wrong.start}") from None


def _place(wrong: yaml.YAMLError) -> str:
    mark = getattr(wrong, "problem_mark", None)
    if mark is None:
        return ""
    return f" at line {mark.line + 1}, column {mark.column + 1}"


class _Open:
    """A mapping or list that is not closed yet, and the key that waits for a value."""

    def __init__(self, made: dict[str, Any] | list[Any]) -> None:
        self.made = made
        self._key: str | None = None

    def put(self, value: Any, line: int) -> None:
        """Take the next value: in a mapping, keys and values take turns."""
        if isinstance(self.made, list):
            self.made.append(value)
        elif self._key is not None:
            self.made[self._key] = value
            self._key = None
        elif not isinstance(value, str):
            raise _Refused(f"has a key at line {line} that is no text")
        elif value in self.made:
            raise _Refused(f"says {value[:60]!r} twice in one object, at line {line}")
        else:
            self._key = value


def _built(events: Iterator[Any]) -> Any:
    """Build plain values of what the parser sees, one event after the other."""
    whole = _Open([])
    stack = [whole]
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.NodeEvent):
            _check(event, line)
            made = _made(event, line)
            stack[-1].put(made, line)
            if isinstance(made, dict | list):
                stack.append(_Open(made))
                if len(stack) > MAX_DEPTH + 1:
                    raise _Refused(f"is nested deeper than {MAX_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and whole.made:
            raise _Refused(f"holds a second document at line {line}")
    root = whole.made[0] if isinstance(whole.made, list) and whole.made else None
    if not isinstance(root, dict | list):
        raise _Refused("holds a single value, and should hold records")
    return root


def _check(event: Any, line: int) -> None:
    """Refuse what makes one part of a file mean another, or a program run."""
    if event.anchor is not None:
        raise _Refused(f"holds an anchor or alias at line {line}, which no list does")
    if getattr(event, "tag", None) is not None:
        raise _Refused(f"holds a tag at line {line}, which no list does")


def _made(event: Any, line: int) -> Any:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    text: str = event.value
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _Refused(f"holds half a character at line {line}") from None
    is_plain = event.style in (None, "")
    return None if is_plain and text in _NOTHING else text
