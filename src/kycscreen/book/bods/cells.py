"""What a statement says under a key: of the kind that belongs there, or refused.

A refusal names the key and never what stands there.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kycscreen import countries
from kycscreen.errors import PartyError

Plain = dict[str, Any]
_MAX_TEXT = 10_000


def text(of: Plain, key: str) -> str:
    """Return a text; empty where there is none."""
    value = of.get(key)
    if value is None:
        return ""
    return checked(key, value)


def checked(key: str, value: object) -> str:
    """Return what is text; ``PartyError`` where it is none, or no such text."""
    if not isinstance(value, str):
        raise PartyError(key, "is not text")
    if len(value) > _MAX_TEXT:
        raise PartyError(key, f"is longer than {_MAX_TEXT} characters")
    if "\0" in value:
        raise PartyError(key, "holds a NUL character")
    return value.strip()


def mandatory(of: Plain, key: str) -> str:
    """Return a text that must be there."""
    value = text(of, key)
    if not value:
        raise PartyError(key, "is empty")
    return value


def choice(key: str, value: str, known: Iterable[str]) -> str:
    """Return a word of those known, whichever way its version spells it."""
    by_form = {one.casefold(): one for one in known}
    found = by_form.get(value.replace("-", "").replace("_", "").casefold())
    if found is None:
        raise PartyError(key, "is no word that BODS has for it")
    return found


def inner(of: Plain, key: str) -> Plain:
    """Return an object; an empty one where there is none."""
    value = of.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise PartyError(key, "is not an object")
    return value


def several(of: Plain, key: str) -> list[Plain]:
    """Return a list of objects; an empty one where there is none."""
    value = of.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise PartyError(key, "is not a list of objects")
    return value


def texts(of: Plain, key: str) -> list[str]:
    """Return a list of texts; an empty one where there is none."""
    value = of.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise PartyError(key, "is not a list of texts")
    return [checked(key, one) for one in value]


def truth(of: Plain, key: str) -> bool | None:
    """Return true or false; ``None`` where neither is said."""
    value = of.get(key)
    if value is not None and not isinstance(value, bool):
        raise PartyError(key, "is neither true nor false")
    return value


def day(of: Plain, key: str, *, after: bool = False) -> date | None:
    """Read a date or a time as a day, of a month or year the first.

    ``after`` takes the first day that is after the month or year.
    """
    value = text(of, key)
    if not value:
        return None
    parts = value.partition("T")[0].split("-")
    try:
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]):
            raise ValueError  # noqa: TRY301  # one way to say that it is none
        year, month, number = (int(part) for part in (*parts, "1", "1")[:3])
        if after and len(parts) == 1:
            return date(year + 1, 1, 1)
        if after and len(parts) == 2:
            return date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, number)
    except ValueError:
        raise PartyError(key, "is no date: YYYY-MM-DD") from None


def country(of: Plain | str | None, key: str) -> tuple[str, ...]:
    """Read a country by its code, or else its name; a region is its country."""
    if of is None or of == "":
        return ()
    named = {"code": of} if isinstance(of, str) else of
    if not isinstance(named, dict):
        raise PartyError(key, "is no country")
    code, name = text(named, "code"), text(named, "name")
    for told in (code, code.partition("-")[0], name):
        if told:
            try:
                return (countries.parse(told),)
            except ValueError:
                continue
    if code or name:
        raise PartyError(key, "is no country that we know; use ISO 3166-1 codes")
    return ()
