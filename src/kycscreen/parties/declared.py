"""The fields of a party as they are declared: each read, or refused by its name.

A refusal never quotes what it refuses.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import TypeVar

import attrs

from kycscreen import countries as country_facts
from kycscreen import dates, identifiers
from kycscreen.dates import DateSpan
from kycscreen.entities import NAME_PARTS, Place
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.names import fold

T = TypeVar("T")


def whole(field: str, value: object) -> None:
    """Refuse half of a surrogate pair: what can never be written can never be told."""
    if isinstance(value, str):
        if is_broken(value):
            raise PartyError(field, "holds half of a surrogate pair")
    elif isinstance(value, tuple):
        for member in value:
            whole(field, member)
    elif isinstance(value, DateSpan | Place | Identifier):
        cls: type = value.__class__
        for text in _texts_of(cls)(value):
            whole(field, text)


def are_whole(texts: Iterable[str], facts: Iterable[object]) -> bool:
    """Ask at one glance what ``whole`` asks; false where that takes a closer look."""
    told = list(texts)
    for fact in facts:
        cls: type = fact.__class__
        if cls in (DateSpan, Place, Identifier):
            told.extend(_texts_of(cls)(fact))
        elif fact is not None:
            return False
    try:
        return not is_broken("".join(told))
    except TypeError:
        return False


def is_broken(text: str) -> bool:
    """Ask whether a text holds half of a surrogate pair."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


@cache
def _texts_of(cls: type) -> Callable[[object], tuple[str, ...]]:
    """Return what reads every text of a value of a class."""
    return attrgetter(*(field.name for field in attrs.fields(cls) if field.type is str))


def text(field: str, given: object) -> str:
    """Return what is text and can be written as such."""
    if given.__class__ is str and given.isascii():
        return given
    if not isinstance(given, str):
        raise PartyError(field, "is not text")
    whole(field, given)
    return given


def several(field: str, given: Iterable[T]) -> tuple[T, ...]:
    """Return every member of what is a list of some kind."""
    try:
        return tuple(given)
    except TypeError:
        raise PartyError(
            field, "is not a list; leave it out if there is none"
        ) from None


def texts(field: str, given: Iterable[str]) -> tuple[str, ...]:
    """Return every text that is not blank."""
    if given == ():  # as most are, of the millions that a book has
        return ()
    return tuple(text for text in _all_texts(field, "texts", given) if text.strip())


def member(field: str, given: T | None, cls: type[T]) -> T | None:
    """Return what is of a class, or nothing."""
    if given is not None and not isinstance(given, cls):
        raise PartyError(field, f"is no {cls.__name__}")
    return given


def members(field: str, given: Iterable[T], cls: type[T]) -> tuple[T, ...]:
    """Return several of a class, each once and in their order."""
    if given == ():
        return ()
    found = several(field, given)
    if not all(isinstance(one, cls) for one in found):
        raise PartyError(field, f"holds something that is no {cls.__name__}")
    return tuple(dict.fromkeys(found))


def _all_texts(field: str, what: str, given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise PartyError(field, f"is one text; give a list of {what}")
    texts = several(field, given)
    for text in texts:
        if text.__class__ is not str or not text.isascii():
            break
    else:
        return texts
    if not all(isinstance(text, str) for text in texts):
        raise PartyError(field, "holds something that is not text")
    whole(field, texts)
    return texts


def name_parts(given: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    """Return the parts of a name that are not blank."""
    if given is None:
        return ()
    if not isinstance(given, Mapping):
        raise PartyError("name_parts", "is not a mapping of parts to texts")
    if not given.keys() <= _PARTS:
        raise PartyError(
            "name_parts", f"knows only {', '.join(NAME_PARTS)}; another was given"
        )
    _all_texts("name_parts", "texts", given.values())
    return tuple((part, text) for part, text in given.items() if text.strip())


_PARTS = frozenset(NAME_PARTS)


def in_full(name: str, parts: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the usual name, and every other one that the parts make.

    A maiden name and a nickname are no further words of the usual name: each
    stands in the place of another part of it.
    """
    if not parts:
        return (name,)
    usual = " ".join(text for part, text in parts if part not in _INSTEAD_OF)
    telling = " ".join(text for part, text in parts if part not in _BESIDES)
    whole_says_it = name.strip() and (
        telling == name or _words(telling) <= _words(name)
    )
    made = [name] if whole_says_it else [name, usual]
    for part, text in parts:
        if part in _INSTEAD_OF:
            stays = " ".join(t for p, t in parts if p == _INSTEAD_OF[part])
            stays = stays or (name if name.strip() else usual)
            both = (stays, text) if part == "maiden" else (text, stays)
            made.append(" ".join(filter(str.strip, both)))
    return tuple(dict.fromkeys(filter(str.strip, made))) or (name,)


_INSTEAD_OF = {"maiden": "given", "nickname": "family"}
"""What stands in the place of the rest of a name, and beside which part of it."""
_BESIDES = {*_INSTEAD_OF, "title", "suffix"}


def _words(name: str) -> set[str]:
    return set(fold(name).split())


def given_id(given: str) -> str:
    """Return an id that a caller gives."""
    if not isinstance(given, str) or not given.strip():
        raise PartyError("id", "is empty; leave it out and one is derived")
    return text("id", given)


def derived_id(kind: Kind, name: str, birth_date: DateSpan | None) -> str:
    """Return the id of a party that is given none."""
    born = birth_date.lo.isoformat() if birth_date and birth_date.lo else ""
    text = "\n".join((kind.value, " ".join(name.casefold().split()), born))
    return "p-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def birth_date(given: str | date | DateSpan | None) -> DateSpan | None:
    """Take a date or read an ISO one; nothing if there is none."""
    if given is None or given == "":
        return None
    if isinstance(given, date):  # a time, if it has one, says nothing of a birth
        return dates.day(date(given.year, given.month, given.day))
    if isinstance(given, DateSpan):
        return given
    try:
        return dates.parse_iso(given)
    except (ValueError, TypeError):
        raise PartyError(
            "birth_date", "is not an ISO date: write YYYY-MM-DD, YYYY-MM or YYYY"
        ) from None


def place(given: str | None) -> Place | None:
    """Read a place, and the country that it ends in; nothing if there is none."""
    if given is None:
        return None
    if not text("birth_place", given).strip():
        return None
    return Place(given, country_facts.find(given))


def countries(field: str, given: Iterable[str]) -> tuple[str, ...]:
    """Read countries by code or name, each once."""
    if given == ():
        return ()
    texts = _all_texts(field, "countries", given)
    try:
        return _codes(texts)
    except ValueError:
        raise PartyError(
            field, "holds what is no country we know; use ISO 3166-1 codes"
        ) from None


@lru_cache(maxsize=1024)
def _codes(countries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(country_facts.parse, countries)))


def genders(given: Iterable[str]) -> tuple[str, ...]:
    """Read genders by letter or word, each once."""
    if given == ():
        return ()
    texts = _all_texts(
        "genders", "genders", [given] if isinstance(given, str) else given
    )
    try:
        return tuple(dict.fromkeys(_GENDERS[gender.casefold()] for gender in texts))
    except KeyError:
        raise PartyError("genders", "holds something other than M, F or X") from None


_GENDERS = {"m": "M", "f": "F", "x": "X", "male": "M", "female": "F", "other": "X"}


def numbers(
    given: Iterable[str | Identifier], kind: Kind, countries: tuple[str, ...]
) -> tuple[Identifier, ...]:
    """Read numbers; those that are made already stay as they are."""
    if isinstance(given, str):
        raise PartyError("identifiers", "is one text; give a list of identifiers")
    if given == ():
        return ()
    made = []
    for number in several("identifiers", given):
        if isinstance(number, Identifier):
            made.append(number)
            continue
        try:
            made.append(identifiers.parse(number, kind=kind, countries=countries))
        except (ValueError, AttributeError):
            raise PartyError(
                "identifiers", "holds one with no letters or digits"
            ) from None
    return tuple(dict.fromkeys(made))
