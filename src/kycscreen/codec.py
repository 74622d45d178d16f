"""Our values as plain data and as canonical JSON, and back.

A field that holds its default is left out, so that a record grows without
changing what was written before; keys are sorted and there are no floats, so
that equal values are equal bytes on every machine.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

import attrs

T = TypeVar("T")
Decoder = Callable[[Any], Any]


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
    return {
        field: to_plain(member)
        for field, default in _fields(type(value))
        if (member := getattr(value, field)) != default
    }


def from_plain(cls: type[T], plain: Any) -> T:
    """Rebuild a value of ``cls``; ``ValueError`` where the data is no such value."""
    try:
        made: T = _decoder(cls)(plain)
    except (TypeError, KeyError, AttributeError) as wrong:
        raise ValueError(f"is not a {cls.__name__}: {type(wrong).__name__}") from None
    return made


def to_json(value: Any) -> str:
    """Return the canonical JSON of a value of ours."""
    return canonical(to_plain(value))


def from_json(cls: type[T], text: str | bytes) -> T:
    """Rebuild a value of ``cls`` from its JSON."""
    return from_plain(cls, json.loads(text))


def canonical(plain: Any) -> str:
    """Write plain data in the one way that we hash, compare and store."""
    return json.dumps(
        plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_no
    )


def _no(value: Any) -> Any:
    raise TypeError(f"{type(value).__name__} has no canonical form")


@cache
def _fields(cls: type) -> tuple[tuple[str, Any], ...]:
    """Name every field that is written, beside the default that is left out."""
    return tuple(
        (field.name, field.default)
        for field in attrs.fields(cls)
        if field.init
    )


@cache
def _decoder(wanted: Any) -> Decoder:
    """Compile the way back from plain data for one declared type."""
    origin = get_origin(wanted)
    if origin is UnionType:
        inner = _decoder(next(a for a in get_args(wanted) if a is not NoneType))
        return lambda plain: None if plain is None else inner(plain)
    if origin in (tuple, frozenset):
        of = get_args(wanted)
        if origin is tuple and of[-1] is not ...:
            decoders = [_decoder(member) for member in of]
            return lambda plain: tuple(
                decode(member) for decode, member in zip(decoders, plain, strict=True)
            )
        decode = _decoder(of[0])
        return lambda plain: origin(decode(member) for member in plain)
    if origin is not None:  # a mapping of text to something
        value = _decoder(get_args(wanted)[1])
        return lambda plain: {key: value(member) for key, member in plain.items()}
    if wanted is date:
        return date.fromisoformat
    if issubclass(wanted, Enum):
        return wanted
    if attrs.has(wanted):
        return _attrs_decoder(wanted)
    return lambda plain: plain


def _attrs_decoder(cls: type) -> Decoder:
    decoders: dict[str, Decoder] = {}

    def decode(plain: Any) -> Any:
        if not decoders:  # filled late: a class may hold its own kind
            for field in attrs.fields(cls):
                decoders[field.name] = _decoder(field.type)
        return cls(**{name: decoders[name](value) for name, value in plain.items()})

    return decode
