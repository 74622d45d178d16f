"""One record of the UN's file as text: its leaves, its values and its rows."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from kycscreen.facts import Kind
from kycscreen.sources import opener
from kycscreen.sources.entries import Note
from kycscreen.sources.un.rows import Row

if TYPE_CHECKING:
    from lxml import etree

KINDS = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.ORGANISATION}
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_LEAVES = frozenset(
    {
        *("DATAID", "REFERENCE_NUMBER", "UN_LIST_TYPE", "LISTED_ON", "DELISTED_ON"),
        *("NAME_ORIGINAL_SCRIPT", "COMMENTS1", "GENDER", "SUBMITTED_ON"),
        *("SUBMITTED_BY", *NAMES),
    }
)
_IGNORED = frozenset({"VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD"})
_VALUES = frozenset(
    {"TITLE", "DESIGNATION", "NATIONALITY", "LIST_TYPE", "LAST_DAY_UPDATED"}
)
_ROWS = {  # what a row is called without its prefix, and what it may hold
    "ALIAS": frozenset({"QUALITY", "ALIAS_NAME", "NOTE", "DATE_OF_BIRTH"})
    | {"CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"},
    "DATE_OF_BIRTH": frozenset({"TYPE_OF_DATE", "NOTE", "DATE", "YEAR"})
    | {"FROM_YEAR", "TO_YEAR"},
    "PLACE_OF_BIRTH": frozenset({"STREET", "CITY", "STATE_PROVINCE", "COUNTRY"})
    | {"NOTE"},
    "DOCUMENT": frozenset({"TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER"})
    | {"ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE", "DATE_OF_ISSUE"}
    | {"NOTE"},
    "ADDRESS": frozenset({"STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"})
    | {"COUNTRY", "NOTE"},
}


@attrs.frozen
class Record:
    """One record as text: its leaves, its lists of values, its lists of rows."""

    kind: Kind
    leaves: Row
    values: Mapping[str, list[str]]
    rows: Mapping[str, list[Row]]

    def texts(self, name: str) -> list[str]:
        """Return the texts of a list of values."""
        return self.values.get(name, [])

    def all(self, name: str) -> list[Row]:
        """Return the rows of a name, none where all are empty."""
        return self.rows.get(name, [])


def read(element: "etree._Element", kind: str, note: Note) -> Record:
    """Take a record's texts out of the tree; an empty element says nothing."""
    leaves: dict[str, str] = {}
    values: dict[str, list[str]] = {}
    rows: dict[str, list[Row]] = {}
    for child in element:
        name = str(child.tag)
        row = name.removeprefix(f"{kind}_")
        if name in _LEAVES and name not in leaves:
            reads = opener.paragraph if name == "COMMENTS1" else opener.text
            leaves[name] = reads(child)
        elif name in _VALUES:
            values.setdefault(name, []).extend(_texts(child, note))
        elif row != name and row in _ROWS:
            found = _row(child, row, note)
            if found:
                rows.setdefault(row, []).append(found)
        elif name not in _IGNORED:
            note(f"{kind}/{name}", opener.text(child))
    return Record(KINDS[kind], leaves, values, rows)


def _texts(element: "etree._Element", note: Note) -> Iterable[str]:
    for child in element:
        if child.tag == "VALUE":
            text = opener.text(child)
            if text:
                yield text
        else:
            note(f"{element.tag}/{child.tag}", opener.text(child))


def _row(element: "etree._Element", name: str, note: Note) -> Row:
    row: dict[str, str] = {}
    for child in element:
        tag = str(child.tag)
        text = opener.text(child)
        if tag in _ROWS[name] and tag not in row:
            if text:
                row[tag] = text
        else:
            note(f"{element.tag}/{tag}", text)
    return row


def count(element: "etree._Element", note: Note) -> int:
    """Count the values of a record; its elements have no attributes."""
    parts = list(element.iter())
    for part in parts:
        if part.attrib:
            inside = frozenset(str(child.tag) for child in part)
            for path, told in opener.unknown(part, inside, str(part.tag)):
                note(path, told)
    return len(parts)
