"""Policies as files: the packs that come along, and what a firm changes in its own.

A file names the policy that it ``extends`` and says only what differs: a number under
``[matching]``, or a rule by its ``id``, whose fields it replaces one by one
(``off = true`` leaves the rule out). `docs/how-to/tune-the-policy.md` has an example.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

import attrs

from kycscreen import shares
from kycscreen.errors import PolicyError
from kycscreen.policy import sense
from kycscreen.policy.law import Law, Origin

PACKS = ("default", "eu_2027", "fi", "se")
"""The policies that come along."""
_FOLDER = Path(__file__).parent.parent / "tables" / "policies"

T = TypeVar("T", bound=attrs.AttrsInstance)
Sections = dict[str, Any]


def read(policy: str | Path) -> tuple[Sections, Law]:
    """Read a pack by its name or a file by its path: numbers for matching, and the law.

    ``PolicyError`` names the file and what in it is wrong.
    """
    whole = _sections(policy, ())
    numbers = whole.pop("matching", {})
    return numbers, _law(whole)


@cache
def default_law() -> Law:
    """Return the law of the pack that is used where none is named."""
    return read("default")[1]


def _sections(policy: str | Path, above: tuple[Path, ...]) -> Sections:
    """Read a file, laid over the one that it extends."""
    name = str(policy)
    if name not in PACKS:
        policy = Path(policy)
    place = Path(policy).resolve()  # a file may be named in several ways
    if place in above:
        raise PolicyError(name, "extends itself")
    own = _parsed(policy)
    base = own.pop("extends", "default" if name != "default" else "")
    if not isinstance(base, str):
        raise PolicyError(name, "extends is not the name of a policy or file")
    own.setdefault("name", Path(name).stem)
    if not base:
        return _laid_over({}, own, name)
    beside = policy.parent / base if isinstance(policy, Path) else Path(base)
    found: str | Path = base if base in PACKS else beside
    return _laid_over(_sections(found, (*above, place)), own, name)


def _parsed(policy: str | Path) -> Sections:
    if policy in PACKS:
        text = (_FOLDER / f"{policy}.toml").read_text(encoding="utf-8")
        return tomllib.loads(text)
    path = Path(policy)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PolicyError(
            str(policy),
            f"is no file, and none of the policies that come along: {', '.join(PACKS)}",
        ) from None
    except OSError as wrong:
        raise PolicyError(str(policy), f"cannot be read: {wrong.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise PolicyError(str(policy), f"is no TOML: {wrong}") from None


_RULES = {
    field.name: get_args(field.type)[0]
    for field in attrs.fields(Law)
    if field.name != "name"
}


def _laid_over(base: Sections, own: Sections, file: str) -> Sections:
    made = dict(base)
    for section, given in own.items():
        if section == "name":
            if not isinstance(given, str):
                raise PolicyError(f"{file}, name", "is no text")
            made["name"] = given
        elif section == "matching":
            if not isinstance(given, dict):
                raise PolicyError(file, "matching is no table: write [matching]")
            made["matching"] = base.get("matching", {}) | given
        elif section in _RULES:
            made[section] = _merged(base.get(section, ()), given, file, section)
        else:
            known = ", ".join(("name", "extends", "matching", *_RULES))
            raise PolicyError(file, f"has a part we do not know; known are {known}")
    return made


def _merged(base: Any, given: Any, file: str, section: str) -> tuple[Sections, ...]:
    """Lay rules over those of a base, by their ids; the order stays."""
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise PolicyError(file, f"{section} is no list of rules: write [[{section}]]")
    by_id = {rule["id"]: rule for rule in base}
    seen: set[str] = set()
    for own in given:
        named = own.get("id")
        if not isinstance(named, str) or not named:
            raise PolicyError(file, f"{section} has a rule without an id")
        if named in seen:
            raise PolicyError(f"{file}, {section} {named}", "is there twice")
        if not isinstance(own.get("off", False), bool):
            raise PolicyError(
                f"{file}, {section} {named}: off", "is neither true nor false"
            )
        if own.get("off", False) and named not in by_id:
            raise PolicyError(
                f"{file}, {section} {named}", "is no rule below: nothing is left out"
            )
        seen.add(named)
        by_id[named] = by_id.get(named, {}) | own | {_FILE: file}
    return tuple(rule for rule in by_id.values() if not rule.get("off", False))


_FILE = "file"
"""Where a rule was last changed: for errors."""


def _law(sections: Sections) -> Law:
    rules = {
        section: tuple(_rule(cls, given, section) for given in sections[section])
        for section, cls in _RULES.items()
        if section in sections
    }
    return Law(name=sections["name"], **rules)


_ORIGIN = tuple(field.name for field in attrs.fields(Origin))
SHARES = {"at": "threshold"}
"""Shares are written in percent with their sign, ``>=50`` or ``>25``."""


def _rule(cls: type[T], given: Mapping[str, Any], section: str) -> T:
    where = f"{given.get(_FILE, 'default')}, {section} {given['id']}"
    known = {SHARES.get(f.name, f.name): f for f in attrs.fields(cls)}
    unknown = set(given) - set(known) - {*_ORIGIN, _FILE, "off"}
    if unknown:
        raise PolicyError(
            where, f"says what we do not know: {', '.join(sorted(unknown))}"
        )
    made: dict[str, Any] = {}
    for key, field in known.items():
        if field.name == "origin":
            made["origin"] = _made(Origin, given, _ORIGIN, where)
        elif key in given:
            made[field.name] = _value(field, given[key], f"{where}: {key}")
        elif field.default is attrs.NOTHING:
            raise PolicyError(where, f"has no {key}")
    rule = cls(**made)
    for key, problem in sense.nonsense(rule):
        raise PolicyError(f"{where}: {key}", problem)
    return rule


def _made(cls: type[T], given: Mapping[str, Any], keys: Any, where: str) -> T:
    fields = {field.name: field for field in attrs.fields(cls)}
    if "source" not in given:
        raise PolicyError(where, "has no source: say which act or guidance asks it")
    return cls(
        **{
            key: _value(fields[key], given[key], f"{where}: {key}")
            for key in keys
            if key in given
        }
    )


def _value(field: "attrs.Attribute[Any]", given: Any, where: str) -> Any:
    """Return a value as its field wants it."""
    if field.name in SHARES:
        return _threshold(given, where)
    wanted: Any = field.type
    if get_origin(wanted) is UnionType:
        wanted = next(one for one in get_args(wanted) if one is not NoneType)
    if get_origin(wanted) is tuple:
        if not isinstance(given, list) or not all(isinstance(t, str) for t in given):
            raise PolicyError(where, "is no list of texts")
        return tuple(given)
    if issubclass(wanted, Enum):
        return _member(wanted, given, where)
    if type(given) is not wanted or isinstance(given, datetime):
        raise PolicyError(where, f"is {_WANTED[wanted]}")
    return given


_WANTED = {
    str: "no text",
    int: "no whole number",
    bool: "neither true nor false",
    date: "no date, as in 2027-07-10",
}


def _member(wanted: type[Enum], given: Any, where: str) -> Enum:
    try:
        return wanted(given)
    except ValueError:
        known = ", ".join(str(member.value) for member in wanted)
        raise PolicyError(where, f"is none of {known}") from None


def _threshold(given: Any, where: str) -> int:
    """Read ``>=50`` or ``>25``: the least share that reaches it."""
    if isinstance(given, str) and given.strip()[:1] in (">", "≥"):
        try:
            return shares.parse(given).least
        except ValueError:
            pass
    raise PolicyError(where, 'is no threshold: write ">=50" or ">25", in percent')
