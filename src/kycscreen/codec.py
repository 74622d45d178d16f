"""Our values as plain data and as canonical JSON, and back.

A field that holds its default is left out, so that a record grows without
changing what was written before; keys are sorted and there are no floats, so
that equal values are equal bytes on every machine.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

import attrs

T = TypeVar("T")
Decoder = Callable[[Any], Any]
Writer = Callable[[Any], str]

SHARED = {"shared": True}
"""Metadata of a field in which many values hold the same object: it is written once.

What it holds must never change."""
_REMEMBERED = 1 << 15  # objects of a shared field: birth dates have some 30,000 days


NEWER = "was written by a newer kycscreen, or is damaged; install the newest kycscreen"
"""What is to be done about data that says what this version does not know."""


class NewerError(ValueError):
    """Data that says what this version does not know: not to be written over."""


def to_plain(value: Any) -> Any:
    """Return a value of ours as dicts, lists, text, whole numbers and booleans."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(to_plain(member) for member in value)
    if isinstance(value, tuple):
        return [to_plain(member) for member in value]
    if isinstance(value, Mapping):
        return {key: to_plain(member) for key, member in value.items()}
    cls: Any = type(value)
    return {
        field: to_plain(member)
        for field, default in _fields(cls)
        if (member := getattr(value, field)) != default
    }


def changed(value: T, /, **facts: object) -> T:
    """Return a value with other facts, which are as whole as its own: nothing is asked.

    A fraction of what making it anew costs, for what a book has millions of.
    """
    cls: Any = type(value)
    names, told = _facts(cls)
    made: T = object.__new__(cls)
    keep = object.__setattr__.__get__(made)  # as attrs makes what is frozen
    deque(map(keep, names, told(value)), maxlen=0)
    for name, fact in facts.items():
        keep(name, fact)
    return made


@cache
def _facts(cls: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in attrs.fields(cls))
    return names, attrgetter(*names)


def from_plain(cls: type[T], plain: Any) -> T:
    """Rebuild a value of ``cls``; ``ValueError`` where the data is no such value.

    A field or a choice that this version does not know is a ``NewerError``.
    """
    wanted: Any = cls
    try:
        made: T = _decoder(wanted)(plain)
    except KeyError:
        raise NewerError(f"is not a {cls.__name__}: it {NEWER}") from None
    except (AttributeError, TypeError, ValueError) as wrong:
        # The text of the cause may quote a birth date: it stays behind.
        raise ValueError(f"is not a {cls.__name__}: {type(wrong).__name__}") from None
    return made


def to_json(value: Any, *, schema: str = "") -> str:
    """Return the canonical JSON of a value of ours, its schema among the keys.

    The same text as by way of plain data, in a fraction of the time.
    """
    cls: Any = type(value)
    return _attrs_writer(cls, schema)(value) if schema else _text(value)


def from_json(cls: type[T], text: str | bytes) -> T:
    """Rebuild a value of ``cls`` from its JSON; ``ValueError`` where it is none."""
    return from_plain(cls, read(text))


def of_schema(plain: Any, schema: str) -> Any:
    """Return what an object of a schema says besides; ``ValueError`` where it is none.

    The schema of another version is a ``NewerError``.
    """
    said = plain.pop("schema", None) if isinstance(plain, dict) else None
    if said == schema:
        return plain
    name, _, _ = schema.rpartition("/")
    if isinstance(said, str) and said.startswith(f"{name}/"):
        raise NewerError(f"is not {schema}: it {NEWER}")
    raise ValueError(f"is not {schema}")


def read(text: str | bytes) -> Any:
    """Return the plain data of a JSON text; ``ValueError`` where it is no such text.

    Python's reader would take the last of two equal keys and half a character.
    """
    try:
        whole = text if isinstance(text, str) else text.decode()
        if not whole.isascii():
            whole.encode()
        plain = json.loads(whole, object_pairs_hook=_object)
        if "\\u" in whole:  # escapes may spell half a character
            json.dumps(plain, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except UnicodeError:
        # Their own errors carry the text, which may be a party's.
        raise ValueError("is not UTF-8, or holds half a character") from None
    return plain


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("says one key twice in an object")
    return made


def is_deeper(plain: Any, most: int) -> bool:
    """Ask whether objects and lists lie in one another more than ``most`` times."""
    level = [plain] if isinstance(plain, dict | list) else []
    for _ in range(most + 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def canonical(plain: Any) -> str:
    """Write plain data in the one way that we hash, compare and store."""
    return _CANONICAL.encode(plain)


def _no(value: Any) -> Any:
    raise TypeError(f"{type(value).__name__} has no canonical form")


_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_no
)  # made once: for a small value that takes as long as writing it


@cache
def _fields(cls: type) -> tuple[tuple[str, Any], ...]:
    """Name every field that is written, beside the default that is left out."""
    return tuple(
        (field.name, field.default) for field in attrs.fields(cls) if field.init
    )


@cache
def _writer(cls: Any) -> Writer:
    """Compile the way to canonical JSON for the values of one class."""
    if cls is NoneType:
        return lambda _: "null"
    if cls is bool:
        return lambda value: "true" if value else "false"
    if issubclass(cls, str):
        return encode_basestring
    if issubclass(cls, int):
        return int.__repr__
    if issubclass(cls, Enum):
        return {member: canonical(member.value) for member in cls}.__getitem__
    if issubclass(cls, date):
        return lambda value: f'"{value.isoformat()}"'
    if issubclass(cls, tuple | list):
        return lambda value: f"[{','.join(map(_text, value))}]"
    if issubclass(cls, frozenset):
        return lambda value: f"[{','.join(map(_text, to_plain(value)))}]"
    if issubclass(cls, Mapping):
        return lambda value: canonical(to_plain(value))
    return _attrs_writer(cls)


@cache
def _attrs_writer(cls: Any, schema: str = "") -> Writer:
    """Compile the way to canonical JSON for a class of ours.

    The lines of a function are written out field by field, as attrs writes those that
    compare: a million parties have thirteen fields each, of which few are told.
    """
    known: dict[str, Any] = {"quoted": encode_basestring, "writers": _WRITERS}
    lines = ["def write(value):", " told = []", " tell = told.append"]
    fields = {field.name: field for field in attrs.fields(cls) if field.init}
    for name in sorted({*fields, "schema"} if schema else fields):
        if name not in fields:
            constant = f'"schema":{canonical(schema)}'
            lines.append(f" tell({constant!r})")
            continue
        lines.append(f" member = value.{name}")
        indent, default = " ", fields[name].default
        if default is not attrs.NOTHING:
            known[f"default_{name}"] = default
            lines.append(f" if {_differs(name, default)}:")
            indent = "  "
        key = canonical(name) + ":"
        if fields[name].metadata == SHARED:
            known[f"once_{name}"] = _Once(key)
            tell = f"tell(once_{name}[id(member)][0])"
            lines += [
                f"{indent}try: {tell}",
                f"{indent}except KeyError: tell(once_{name}.write(member))",
            ]
        elif fields[name].type is str:
            write = "quoted(member) if type(member) is str else "
            lines.append(
                f"{indent}tell({key!r} + ({write}writers[type(member)](member)))"
            )
        else:
            lines.append(f"{indent}tell({key!r} + writers[type(member)](member))")
    lines.append(" return '{' + ','.join(told) + '}'")
    exec("\n".join(lines), known)
    made: Writer = known["write"]
    return made


def _differs(name: str, default: Any) -> str:
    """Ask in the cheapest way whether a member is not its default."""
    if default is None:
        return "member is not None"
    return f"member is not default_{name} and member != default_{name}"


class _Writers(dict[Any, Writer]):
    """The way to canonical JSON by the class of a value: the quickest to look up."""

    def __missing__(self, cls: Any) -> Writer:
        found = self[cls] = _writer(cls)
        return found


_WRITERS = _Writers()


def _text(value: Any) -> str:
    return _WRITERS[type(value)](value)


class _Once(dict[int, tuple[str, Any]]):
    """What objects are as text behind their key, by id: none of them ends meanwhile."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def write(self, value: Any) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        text = self._key + _text(value)
        self[id(value)] = text, value
        return text


@cache
def _decoder(wanted: Any) -> Decoder:
    """Compile the way back from plain data for one declared type."""
    origin = get_origin(wanted)
    if origin is UnionType:
        inner = _decoder(next(a for a in get_args(wanted) if a is not NoneType))
        return lambda plain: None if plain is None else inner(plain)
    if origin in (tuple, frozenset):
        return _collection_decoder(origin, get_args(wanted))
    if origin is not None:  # a mapping of text to something
        value = _decoder(get_args(wanted)[1])
        return lambda plain: {
            key: value(member) for key, member in _is_a(dict, plain).items()
        }
    if wanted is date:
        return date.fromisoformat
    if attrs.has(wanted):
        return _attrs_decoder(wanted)
    if issubclass(wanted, Enum):
        members = {member.value: member for member in wanted}
        return lambda plain: members[plain]
    return lambda plain: _is_a(wanted, plain)


def _collection_decoder(
    origin: Callable[[Iterable[Any]], Any], of: tuple[Any, ...]
) -> Decoder:
    if origin is tuple and of[-1] is not ...:
        decoders = [_decoder(member) for member in of]
        return lambda plain: tuple(
            decode(member)
            for decode, member in zip(decoders, _is_a(list, plain), strict=True)
        )
    decode = _decoder(of[0])
    return lambda plain: origin(decode(member) for member in _is_a(list, plain))


def _is_a(wanted: type, plain: Any) -> Any:
    """Let through what is of the wanted type: text is no list, true is no number."""
    if type(plain) is not wanted:
        raise TypeError
    return plain


def _attrs_decoder(cls: type) -> Decoder:
    decoders: dict[str, Decoder] = {}

    def decode(plain: Any) -> Any:
        if not decoders:  # filled late: a class may hold its own kind
            for field in attrs.fields(cls):
                decoders[field.name] = _decoder(field.type)
        given = _is_a(dict, plain).items()
        return cls(**{name: decoders[name](value) for name, value in given})

    return decode
