"""A policy as TOML: the whole of it, to be read by people and again by the program.

>>> written(Policy()).splitlines()[0].startswith("# hash ")
True
"""

import json
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

import attrs

from kycscreen import shares
from kycscreen.policy import Policy
from kycscreen.policy.law import Origin
from kycscreen.policy.packs import SHARES

_MARKS = (
    "# mark: P, read in an official text; S, known from secondary sources; U, general"
    " knowledge, to be verified."
)


def written(policy: Policy) -> str:
    """Return a policy as TOML that ``Policy.read`` makes the same policy of."""
    return "\n".join(_lines(policy)) + "\n"


def _lines(policy: Policy) -> Iterator[str]:
    yield f"# hash {policy.hash}"
    yield _MARKS
    yield ""
    yield f"name = {_value(policy.law.name)}"
    # Nothing below: the file is whole, and what it leaves out is left out.
    yield 'extends = ""'
    yield from ("", "[matching]")
    for field in attrs.fields(Policy):
        if field.name != "law":
            value = getattr(policy, field.name)
            yield _pair(field.name, dict(value) if field.name == "max_age" else value)
    for section in attrs.fields(type(policy.law)):
        if section.name != "name":
            for rule in getattr(policy.law, section.name):
                yield from ("", f"[[{section.name}]]", *_rule(rule))


def _rule(rule: Any) -> Iterator[str]:
    for field in attrs.fields(type(rule)):
        value = getattr(rule, field.name)
        if field.name == "origin":
            yield from _origin(value)
        elif field.name in SHARES:
            yield _pair(SHARES[field.name], _threshold(value))
        elif value != field.default:
            yield _pair(field.name, value)


def _origin(origin: Origin) -> Iterator[str]:
    for field in attrs.fields(Origin):
        value = getattr(origin, field.name)
        if value is not None:
            yield _pair(field.name, value)


def _pair(key: str, value: Any) -> str:
    return f"{key} = {_value(value)}"


def _value(value: Any) -> str:
    """Write one value; a text as JSON does, which is how TOML does but for DEL."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, frozenset):
        value = sorted(value)
    if isinstance(value, list | tuple):
        return _several([_value(one) for one in value])
    if isinstance(value, dict):
        pairs = (f"{_value(key)} = {_value(of)}" for key, of in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _several(written: list[str]) -> str:
    line = f"[{', '.join(written)}]"
    if len(line) < 100:
        return line
    return "\n".join(("[", *(f"    {one}," for one in written), "]"))


def _threshold(least: int) -> str:
    """Write the least share as what it was read from: above 25 % is ``>25``."""
    at, above = shares.percent(least), shares.percent(least - 1) if least else ""
    return f">{above}" if above and len(above) < len(at) else f">={at}"
