"""One element of the EU's file as text; its country as a code.

Every value is an attribute, every remark a child. ``00`` marks an unknown country.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from kycscreen.countries import successors
from kycscreen.sources import opener
from kycscreen.sources.entries import Note

if TYPE_CHECKING:
    from lxml import etree

Row = Mapping[str, str]

_SAID = frozenset({"remark", "regulationSummary", "additionalInformation"})
_NOTHING: frozenset[str] = frozenset()


@attrs.frozen
class Element:
    """One element as text: its attributes, its remarks, and its other children."""

    row: Row
    remarks: tuple[str, ...]
    children: tuple["etree._Element", ...]


def read(
    element: "etree._Element",
    known: frozenset[str],
    note: Note,
    path: str,
    inside: frozenset[str] = _NOTHING,
) -> Element:
    """Read an element's attributes and remarks; report those that are not known."""
    row: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name not in known:
            note(f"{path}/@{str(name).rpartition('}')[2]}", opener.line(str(value)))
        elif value:
            row[str(name)] = opener.line(str(value))
    remarks: list[str] = []
    children = []
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name == "remark":
            remarks.append(opener.paragraph(child))
        elif name == "additionalInformation":
            more = f"{child.get('key', '')}: {child.get('value', '')}"
            remarks.append(f"additionalInformation: {opener.line(more)}")
        elif name in inside:
            children.append(child)
        elif name not in _SAID:  # a regulationSummary is provenance only
            note(f"{path}/{name}", opener.text(child))
    told = tuple(remark for remark in remarks if not opener.absent(remark))
    return Element(row, told, tuple(children))


COUNTRY = ("countryIso2Code", "countryDescription")


def codes(row: Row, note: Note, path: str) -> tuple[str, ...]:
    """Return the code of an element's country; several for a dissolved state."""
    code = row.get("countryIso2Code", "")
    if opener.absent(code):
        return ()
    found = successors(code) or successors(row.get("countryDescription", ""))
    if not found:
        note(f"{path}/@countryIso2Code", code)
    return found


def one(found: tuple[str, ...]) -> str:
    """Return the code where there is one country, none for a dissolved state."""
    return found[0] if len(found) == 1 else ""


def described(row: Row) -> str:
    """Return what the publisher calls the country."""
    named = row.get("countryDescription", "")
    return "" if opener.absent(named) else named
