"""The places of ADVANCED: a location once, and features that refer to it by number."""

from typing import TYPE_CHECKING

from kycscreen import countries
from kycscreen.sources.elements import child, children, local, text
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac.references import UNSAID, References
from kycscreen.sources.ofac.values import ADDRESS, PARTS, Row
from kycscreen.sources.texts import absent

if TYPE_CHECKING:
    from lxml import etree


def read(element: "etree._Element", references: References, note: Note) -> Row:
    """Read a location as an address of the legacy file."""
    row: dict[str, str] = {}
    others: list[str] = []
    for part in element:
        match local(part):
            case "LocationPart":
                _part(part, row, others, references, note)
            case "Comment":
                others.append(text(part))
    named = _countries(element, references, note)
    if named and "country" not in row:
        row["country"] = named[0]
        others += named[1:]
    if told := [other for other in others if other]:
        row["note"] = "; ".join(told)
    return row


def whole(row: Row) -> str:
    """Write a place as one text."""
    return ", ".join(row[name] for name in ADDRESS if name in row)


def _part(
    element: "etree._Element",
    row: dict[str, str],
    others: list[str],
    references: References,
    note: Note,
) -> None:
    path = "LocationPart/@LocPartTypeID"
    word = references.text("LocPartType", element.get("LocPartTypeID", ""), path, note)
    name = PARTS.get(word.casefold(), "")
    values = children(element, "LocationPartValue")
    for value in sorted(values, key=lambda one: one.get("Primary") != "true"):
        said = text(child(value, "Value"))
        if name and name not in row:
            row[name] = said
        elif not name and countries.is_country(said) and "country" not in row:
            row["country"] = said
        elif said:
            if not name and word.casefold() not in UNSAID:
                note(path, word)
            others.append(f"{word}: {said}")
        others.append(text(child(value, "Comment")))


def _countries(
    element: "etree._Element", references: References, note: Note
) -> list[str]:
    """List the countries; an area's, where no country is given beside it."""
    named = [
        land(
            country.get("CountryID", ""), "LocationCountry/@CountryID", references, note
        )
        for country in children(element, "LocationCountry")
    ]
    if named:
        return named
    path = "LocationAreaCode/@AreaCodeID"
    return [
        references.find("AreaCode", area.get("AreaCodeID", ""), path, note).more.get(
            "Description", ""
        )
        for area in children(element, "LocationAreaCode")
    ]


def land(number: str, path: str, references: References, note: Note) -> str:
    """Return a country by its number: its name, or its code where we know only that."""
    found = references.find("Country", number, path, note)
    code = found.more.get("ISO2", "")
    if code and not absent(found.text) and not countries.successors(found.text):
        return code
    return found.text
