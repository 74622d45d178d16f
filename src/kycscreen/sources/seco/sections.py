"""What stands before the targets, by number: programmes with their sets, and places."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import Programme
from kycscreen.sources import entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.seco.rows import read

if TYPE_CHECKING:
    from lxml import etree

_NOTHING: frozenset[str] = frozenset()


@attrs.frozen
class Set:
    """A part of a programme under which targets are listed, and what it imposes."""

    programme: Programme
    measure: str
    origin: str


@attrs.frozen
class Where:
    """A place: its parts, from the smallest, and its country's code."""

    location: str
    area: str
    country: str
    code: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part that says something."""
        parts = (self.location, self.area, self.country)
        return tuple(part for part in parts if not opener.absent(part))


@attrs.frozen
class Sections:
    """What targets point to; it grows as the file is read."""

    sets: dict[str, Set] = attrs.field(factory=dict)
    places: dict[str, Where] = attrs.field(factory=dict)

    def where(self, number: str, path: str, note: Note) -> Where | None:
        """Return a place that a target points to; note one that is not there yet."""
        found = self.places.get(number)
        if number and found is None:
            note(path, number)
        return found


_PROGRAMME = frozenset({"@ssid", "@version-date", "@predecessor-version-date"})
_TEXTS = frozenset({"program-key", "program-name", "sanctions-set", "origin"})


def keep_programme(sections: Sections, element: "etree._Element", note: Note) -> int:
    """Keep a programme's sets; return how many values it has."""
    row = read(element, _PROGRAMME, note, _TEXTS)
    for child in row.children:
        read(child, frozenset({"@ssid", "@lang"}), note)
    programme = Programme(
        _english(row.all("program-key")), _english(row.all("program-name"))
    )
    if not programme.code:
        note("sanctions-program/program-key", "")
    origin = "; ".join(map(opener.text, row.all("origin")))
    written: dict[str, list[etree._Element]] = {}
    for child in row.all("sanctions-set"):
        written.setdefault(child.get("ssid", ""), []).append(child)
    for number, children in written.items():
        if number in sections.sets or not number:
            note("sanctions-set/@ssid", number)
        else:
            sections.sets[number] = Set(programme, _english(children), origin)
    return len(row.texts) + sum(1 + len(child.attrib) for child in row.children)


def _english(elements: "Iterable[etree._Element]") -> str:
    """Return the English text of several, else the first."""
    texts = [(child.get("lang", ""), opener.text(child)) for child in elements]
    ours = (text for language, text in texts if language == "eng")
    return next(ours, texts[0][1] if texts else "")


_PLACE = frozenset({"@ssid", "location", "area", "country", "country/@iso-code"})
_SPELLINGS = frozenset({"location-variant", "area-variant"})


def keep_place(sections: Sections, element: "etree._Element", note: Note) -> int:
    """Keep a place; return how many values it has."""
    row = read(element, _PLACE, note, _SPELLINGS)
    named, code = row.get("country"), row.get("country/@iso-code")
    where = Where(
        row.get("location"),
        row.get("area"),
        named,
        entries.land(code or named, "place/country", note),
    )
    number = row.get("@ssid")
    if not number or sections.places.setdefault(number, where) != where:
        note("place/@ssid", number)
    return len(row.texts) + len(row.children)
