"""Who a person is: births, nationalities, gender, positions, and where they are."""

import re
from collections.abc import Iterable, Iterator

from kycscreen import countries, dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import Address, Place, Position
from kycscreen.sources.entries import Note, land
from kycscreen.sources.texts import absent
from kycscreen.sources.uk.numbered import counted
from kycscreen.sources.uk.records import Record

_GENDERS = {"male": "M", "female": "F"}
_LINES = tuple(f"AddressLine{number}" for number in range(1, 7))
_CONTACTS = {"PhoneNumber": "phone", "EmailAddress": "email", "Website": "web"}


def births(record: Record, note: Note) -> tuple[DateSpan, ...]:
    """Read dates of birth, equal ones once; one that cannot be read is reported."""
    found: dict[tuple[object, ...], DateSpan] = {}
    for text in _values(record, "DOB"):
        span = dates.parse(text)
        if span.precision is Precision.UNPARSED:
            note("DOB", text)
        found.setdefault((span.lo, span.hi, span.circa, span.lo or text), span)
    return tuple(found.values())


def places(record: Record, note: Note) -> Iterable[Place]:
    """Read places of birth; a numbered town is in the country of its number."""
    found = []
    for row in record.all("Location"):
        towns = counted(row.get("TownOfBirth", ""))
        lands = counted(row.get("CountryOfBirth", ""))
        # A country without a number is that of every town, and no further place.
        apart = lands.keys() - {0} if towns else lands.keys()
        for number in sorted(towns.keys() | apart):
            town = towns.get(number, "")
            named = lands.get(number, lands.get(0, ""))
            text = ", ".join(t for t in (town, named) if not absent(t))
            code = land(named, "CountryOfBirth", note)
            found.append(Place(text, code))
    return dict.fromkeys(place for place in found if place.text)


def nationalities(
    record: Record, note: Note
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the countries, and as remarks what is not one country's name."""
    codes: list[str] = []
    remarks: list[str] = []
    for text in _values(record, "Nationality"):
        found = countries.successors(text)
        if not found:
            note("Nationality", text)
        if len(found) != 1 or re.search(r"\d|\. ", text):
            remarks.append(f"Nationality: {text}")
        codes += found
    return tuple(dict.fromkeys(codes)), tuple(remarks)


def genders(record: Record, note: Note) -> tuple[str, ...]:
    """Read what is said to be a person's gender, several where several are said."""
    found = []
    for text in _values(record, "Gender"):
        if text.casefold() in _GENDERS:
            found.append(_GENDERS[text.casefold()])
        else:
            note("Gender", text)
    return tuple(dict.fromkeys(found))


def titles(record: Record) -> Iterable[str]:
    """Read titles as they are, "Mullah/Haji" too."""
    return dict.fromkeys(_values(record, "Title"))


def positions(record: Record) -> Iterator[Position]:
    """Read posts; nothing says since when, or whether they are still held."""
    return (Position(text) for text in dict.fromkeys(_values(record, "Position")))


def addresses(record: Record, note: Note) -> Iterable[Address]:
    """Join the lines of each address; which of them is the city is not told."""
    found = []
    for row in record.all("Address"):
        country = row.get("AddressCountry", "")
        lines = [row.get(name, "") for name in (*_LINES, "AddressPostalCode")]
        full = ", ".join(text for text in (*lines, country) if text)
        code = land(country, "AddressCountry", note)
        found.append(Address(full, country=code))
    return dict.fromkeys(found)


def contacts(record: Record) -> Iterable[tuple[str, str]]:
    """Read telephones and addresses of the net; those have no blanks."""
    found = []
    for field, kind in _CONTACTS.items():
        for text in _values(record, field):
            parts = [text] if kind == "phone" else re.split(r"[,\s]+", text)
            found += [(kind, part) for part in parts if not absent(part)]
    return dict.fromkeys(found)


def _values(record: Record, field: str) -> Iterator[str]:
    """Yield the values of a field, one by one where a text holds several."""
    for text in record.texts(field):
        for item in counted(text).values():
            parts = (part.strip() for part in item.split(";"))
            yield from (part for part in parts if not absent(part))
