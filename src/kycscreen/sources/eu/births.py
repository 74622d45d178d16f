"""Births and citizenships in the EU's file.

A ``birthdate`` is often no date but the only place of birth, and its remark may
give a date that its attributes do not.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kycscreen import dates
from kycscreen.countries import successors
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import Place
from kycscreen.sources import opener
from kycscreen.sources.entries import Note
from kycscreen.sources.eu.element import (
    COUNTRY,
    Element,
    Row,
    codes,
    described,
    one,
    read,
)

if TYPE_CHECKING:
    from lxml import etree


@attrs.frozen
class Births:
    """When and where someone was born."""

    dates: tuple[DateSpan, ...]
    places: tuple[Place, ...]
    remarks: tuple[str, ...]


_BIRTHDATE = frozenset(
    {
        *("circa", "calendarType", "city", "zipCode", "birthdate", "dayOfMonth"),
        *("monthOfYear", "year", "yearRangeFrom", "yearRangeTo", "region", "place"),
        *("regulationLanguage", "logicalId"),
        *COUNTRY,
    }
)


def births(elements: Iterable["etree._Element"], note: Note) -> Births:
    """Read ``birthdate`` elements: dates, places, and dates told in remarks."""
    spans: list[DateSpan] = []
    told: list[DateSpan] = []
    places: list[Place] = []
    remarks: list[str] = []
    for element in elements:
        said = read(element, _BIRTHDATE, note, "birthdate")
        span = _span(said, note)
        if span is not None:
            spans.append(span)
        told += (more for remark in said.remarks for more in _told(remark))
        place = _place(said.row, note)
        if place.text:
            places.append(place)
        for remark in said.remarks:
            where = re.match(r"(?:POB|Place of birth): ?(.+)", remark, re.DOTALL)
            if where is not None:
                places.append(Place(opener.line(where[1]), one(successors(where[1]))))
            elif span is None:
                remarks.append(f"birthdate/remark: {remark}")
    for span in told:
        if all((span.lo, span.hi) != (known.lo, known.hi) for known in spans):
            spans.append(span)
    return Births(tuple(spans), tuple(dict.fromkeys(places)), tuple(remarks))


def _span(said: Element, note: Note) -> DateSpan | None:
    """Read one date in any of the ways its attributes combine."""
    row = said.row
    calendar = row.get("calendarType", _OURS.upper()).lower()
    if calendar not in _CALENDARS:
        note("birthdate/@calendarType", calendar)
    if row.get("circa", "false") not in ("true", "false"):
        note("birthdate/@circa", row["circa"])
    known = {name: row[name] for name in _DATE if name in row}
    if not known:
        return None
    remark = "; ".join(said.remarks)
    circa = row.get("circa") == "true" or remark.casefold().startswith("approximately")
    raw = " ".join(f"{name}={value}" for name, value in known.items())
    if calendar == _OURS and "birthdate" in known:
        raw = known["birthdate"]
    try:
        return _dated(known, calendar, circa, remark, raw)
    except ValueError:
        note("birthdate", raw)
        return DateSpan(
            None,
            None,
            Precision.UNPARSED,
            circa=circa,
            calendar="" if calendar == _OURS else calendar,
            note=remark,
            raw=raw,
        )


_OURS = "gregorian"
_CALENDARS = (_OURS, "islamic", "buddhist", "coptic", "ethiopic")
_DATE = (
    *("birthdate", "year", "monthOfYear", "dayOfMonth"),
    *("yearRangeFrom", "yearRangeTo"),
)


def _dated(row: Row, calendar: str, circa: bool, remark: str, raw: str) -> DateSpan:
    """Make the span; ``ValueError`` where the numbers are no date of ours."""
    if "birthdate" in row:  # converted by the publisher, whatever the calendar
        on = dates.parse_iso(row["birthdate"][:10]).lo
        if on is None or on.year < _EARLIEST:
            raise ValueError("is no day")
        span = dates.day(on, circa=circa, note=remark, raw=raw)
        return span if calendar == _OURS else attrs.evolve(span, calendar=calendar)
    if calendar != _OURS:
        raise ValueError("is in another calendar")
    if not all(re.fullmatch("[0-9]{1,4}", value) for value in row.values()):
        raise ValueError("is no number of a date")
    numbers = {name: int(value) for name, value in row.items()}
    year = numbers.get("year")
    first = numbers.get("yearRangeFrom", numbers.get("yearRangeTo"))
    last = numbers.get("yearRangeTo", first)
    if min(y for y in (year, first, last) if y is not None) < _EARLIEST:
        raise ValueError("is no year of ours")
    if year is not None and "monthOfYear" in numbers:
        month = numbers["monthOfYear"]
        if "dayOfMonth" not in numbers:
            return dates.month(year, month, circa=circa, note=remark, raw=raw)
        on = date(year, month, numbers["dayOfMonth"])
        return dates.day(on, circa=circa, note=remark, raw=raw)
    if year is not None:
        return dates.year(year, circa=circa, note=remark, raw=raw)
    if first is None or last is None:
        raise ValueError("is a month of no year")
    alone = len({"yearRangeFrom", "yearRangeTo"} & set(numbers)) == 1
    lo, hi = date(first, 1, 1), date(last, 12, 31)
    return dates.between(lo, hi, circa=circa or alone, note=remark, raw=raw)


_EARLIEST = 1800


def _told(remark: str) -> list[DateSpan]:
    """Find the dates that a remark gives beside the attributes, if it is clear."""
    stated = re.match(r"(?:DOB|Date of birth): ?([^\n]+?)(?: POB\b.*)?$", remark, re.M)
    if stated is not None:
        spans = [dates.parse(text.strip(" .")) for text in stated[1].split(" or ")]
    elif re.match("(?i)between|approximately", remark):
        spans = [dates.parse(remark.strip(" ."))]
    else:
        return []
    if any(span.lo is None for span in spans):
        return []
    return [attrs.evolve(span, note="in a remark") for span in spans]


def _place(row: Row, note: Note) -> Place:
    named = (row.get(name, "") for name in ("city", "place", "region", "zipCode"))
    where = [text for text in (*named, described(row)) if not opener.absent(text)]
    return Place(", ".join(where), one(codes(row, note, "birthdate")))


@attrs.frozen
class Citizenships:
    """The countries of someone's citizenships, and remarks about them."""

    codes: tuple[str, ...]
    remarks: tuple[str, ...]


_CITIZENSHIP = frozenset(
    {*COUNTRY, "acquisitionDate", "disenfranchisementDate", "region"}
    | {"regulationLanguage", "logicalId"}
)


def citizenships(elements: Iterable["etree._Element"], note: Note) -> Citizenships:
    """Read citizenships; one that was revoked is kept, with the remark on it."""
    all_codes: list[str] = []
    remarks: list[str] = []
    for element in elements:
        said = read(element, _CITIZENSHIP, note, "citizenship")
        found = codes(said.row, note, "citizenship")
        all_codes += found
        named = described(said.row)
        told = [
            *(f"{name}: {said.row[name]}" for name in _LATER if name in said.row),
            *said.remarks,
        ]
        if len(found) != 1 and named:
            told.insert(0, "no country of today")
        if told:
            remarks.append(f"citizenship {named or 'unknown'}: {'; '.join(told)}")
    return Citizenships(tuple(dict.fromkeys(all_codes)), tuple(remarks))


_LATER = ("acquisitionDate", "disenfranchisementDate", "region")
