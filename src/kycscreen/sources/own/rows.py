"""One row of an own list as an entity."""

import re
from enum import Enum
from functools import partial
from typing import TypeVar

import attrs

from kycscreen import countries, dates, identifiers, spreadsheets
from kycscreen.entities import (
    Address,
    LegalBasis,
    Link,
    LinkType,
    ListedEntity,
    ListedName,
    NameKind,
    Place,
    Position,
    Programme,
    Strength,
    Topic,
)
from kycscreen.facts import Kind
from kycscreen.identifiers import TYPES, Identifier
from kycscreen.sources import merging
from kycscreen.sources.own import cells, columns
from kycscreen.sources.own.cells import Cells
from kycscreen.sources.own.columns import COLUMNS
from kycscreen.sources.scripts import script

E = TypeVar("E", bound=Enum)
_GENDERS = {"m": "M", "f": "F", "x": "X", "male": "M", "female": "F", "other": "X"}
_PARTS = ("given", "patronymic", "family")
_ALIASES = (
    ("aliases", NameKind.AKA, Strength.STRONG),
    ("weak_aliases", NameKind.AKA, Strength.WEAK),
    ("former_names", NameKind.FKA, Strength.STRONG),
)


def entity(list_id: str, row: Cells) -> ListedEntity:
    """Make the entity of a row, which notes whatever is wrong with it."""
    kind = _kind(row)
    nationalities = row.each("nationalities", cells.country)
    stays = row.each("countries", cells.country)
    number = partial(_identifier, kind=kind, lands=(*nationalities, *stays))
    listed_on = row.only("listed_on", cells.day)
    return ListedEntity(
        list_id=list_id,
        record_id=_record_id(row),
        kind=kind,
        names=_names(row),
        birth_dates=row.each("birth_dates", cells.span),
        birth_places=row.each("birth_places", _place),
        nationalities=nationalities,
        citizenships=row.each("citizenships", cells.country),
        genders=row.each("gender", _gender),
        identifiers=row.each("identifiers", number),
        addresses=(
            *row.each("addresses", _address),
            *(Address(countries.name(code), country=code) for code in stays),
        ),
        positions=row.each("positions", _position),
        programmes=row.each("programmes", Programme),
        legal_bases=row.each("legal_bases", LegalBasis),
        measures=row.several("measures"),
        topics=row.each("topics", partial(_word, Topic)) or (Topic.SANCTION,),
        listed_on=listed_on,
        listed_on_source="listed_on" if listed_on else "",
        updated_on=row.only("updated_on", cells.day),
        delisted_on=row.only("delisted_on", cells.day),
        reasons=row.several("reasons"),
        remarks=row.several("remarks"),
        links=row.each("links", _link),
        raw_sha256=row.digest(),
    )


def _kind(row: Cells) -> Kind:
    """Read the kind, and hold the row to it: only a person is born."""
    if not row.several("kind"):
        row.wrong("kind", f"is empty; it is one of {_words(Kind)}")
    kind = row.only("kind", partial(_word, Kind)) or Kind.UNKNOWN
    if kind not in (Kind.PERSON, Kind.UNKNOWN):
        word = kind.value.replace("_", " ")
        for column in COLUMNS.values():
            if column.persons and row.several(column.name):
                row.wrong(column.name, f"is told of kind {word}; mend one of the two")
    return kind


def _record_id(row: Cells) -> str:
    record_id = row.one("id")
    if not record_id:
        row.wrong("id", "is empty; every row needs one of its own that stays")
    if record_id.startswith("#"):
        row.wrong("id", "begins with #; a row cannot be commented out, remove it")
    if spreadsheets.is_rounded(record_id):
        row.wrong("id", _ROUNDED)
    return record_id


_ROUNDED = "was rounded by a spreadsheet; format the column as text and write it again"


def _word(enum: type[E], text: str) -> E:
    try:
        return enum(columns.normal(text))
    except ValueError:
        raise ValueError(f"is none of {_words(enum)}") from None


def _words(enum: type[E]) -> str:
    return ", ".join(member.value for member in enum)


def _names(row: Cells) -> tuple[ListedName, ...]:
    """List every name once: the name first, in parts where the row gives them."""
    parts = [(part, row.one(part)) for part in _PARTS if row.one(part)]
    joined = " ".join(text for _, text in parts)
    full = row.one("name") or joined
    is_told_of = any(column in ("name", "family") for column, _ in row.problems)
    if not row.one("name") and not row.one("family") and not is_told_of:
        row.wrong("name", "is empty; give the name, or the family name at least")
    is_told = _told(joined) <= _told(full)
    found = [_name(full, NameKind.PRIMARY, parts=tuple(parts) if is_told else ())]
    if not is_told:
        found.append(_name(joined, NameKind.AKA, parts=tuple(parts)))
    for column, name_kind, strength in _ALIASES:
        for text in row.several(column):
            found.append(_name(text, name_kind, strength=strength))
    for column in ("name", *_PARTS, *(column for column, _, _ in _ALIASES)):
        for text in row.several(column):
            if not any(character.isalnum() for character in text):
                row.wrong(column, "has no letter or digit")
    return merging.distinct(found)


def _name(
    full: str,
    kind: NameKind,
    *,
    strength: Strength = Strength.STRONG,
    parts: tuple[tuple[str, str], ...] = (),
) -> ListedName:
    return ListedName(
        full, kind=kind, strength=strength, script=script(full), parts=parts
    )


def _told(name: str) -> set[str]:
    return set(name.casefold().replace(",", " ").split())


def _place(text: str) -> Place:
    return Place(text, countries.find(text))


def _address(text: str) -> Address:
    return Address(text, country=countries.find(text))


def _gender(text: str) -> str:
    try:
        return _GENDERS[text.casefold()]
    except KeyError:
        raise ValueError("is none of M, F, X") from None


def _identifier(text: str, *, kind: Kind, lands: tuple[str, ...]) -> Identifier:
    """Read ``type:country:number`` or ``type:number``, or recognise a bare number."""
    if spreadsheets.is_rounded(text):
        raise ValueError(_ROUNDED)
    head, colon, number = (part.strip() for part in text.partition(":"))
    if not colon:
        try:
            return identifiers.parse(text, kind=kind, countries=lands)
        except ValueError as wrong:
            raise ValueError(f"holds a number that {wrong}") from None
    type_, land = columns.normal(head), ""
    if type_ not in TYPES:
        raise ValueError(f"has a type that is none of {', '.join(sorted(TYPES))}")
    if ":" in number and type_ != "crypto":
        land, _, number = (part.strip() for part in number.partition(":"))
        land = cells.country(land)
    if not any(character.isalnum() for character in number):
        raise ValueError("holds a type without a number")
    if spreadsheets.is_rounded(number):
        raise ValueError(_ROUNDED)
    made = Identifier(type_, number, country=land)
    note = "check digit fails" if identifiers.check(made) is False else ""
    return attrs.evolve(made, note=note)


def _position(text: str) -> Position:
    """Read a function, behind which may stand in brackets since when and until when."""
    title, bracket, span = text.removesuffix(")").rpartition("(")
    start, to, end = span.partition(" to ")
    if not text.endswith(")") or not bracket or not title.strip():
        return Position(text)
    if not to:
        if re.search(r"\b[12][0-9]{3}\b", span):
            raise ValueError(f"has a year in brackets that we cannot read; {_SINCE}")
        return Position(text)
    is_current = end.casefold() == "now"
    for one in (start,) if is_current else (start, end):
        try:
            dates.parse_iso(one)
        except ValueError as wrong:
            raise ValueError(f"has a date that {wrong}; {_SINCE}") from None
    if is_current:
        return Position(title.strip(), start=start, status="current")
    if end < start[: len(end)]:
        raise ValueError(f"ends before it begins; {_SINCE}")
    return Position(title.strip(), start=start, end=end, status="ended")


_SINCE = "write (2019-06-06 to 2023), or to now"


def _link(text: str) -> Link:
    """Read ``type:target``; which row is meant is known when all have been read."""
    head, colon, target = (part.strip() for part in text.partition(":"))
    if not colon or not target:
        raise ValueError("is not type:id")
    return Link(_word(LinkType, head), target_name=target)
