"""Births, nationalities, addresses and documents of one identity."""

import re
from typing import TYPE_CHECKING

import attrs

from kycscreen import countries, dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import Address, Place
from kycscreen.identifiers import Identifier
from kycscreen.sources import documents as texts
from kycscreen.sources import entries
from kycscreen.sources.entries import Note
from kycscreen.sources.seco.rows import Row, read
from kycscreen.sources.seco.sections import Sections
from kycscreen.sources.texts import absent

if TYPE_CHECKING:
    from lxml import etree

_QUALITIES = frozenset({"good", "low", ""})
_LOW = "low quality"


def _is_low(row: Row, path: str, note: Note) -> bool:
    quality = row.get("@quality")
    if quality not in _QUALITIES:
        note(f"{path}/@quality", quality)
    return quality == "low"


_DATE = ("@day", "@month", "@year")
_BIRTH = frozenset({*_DATE, "@calendar", "@quality"})


def birth(element: "etree._Element", main: bool, note: Note) -> DateSpan:
    """Read a day, a month or a year; in another calendar it stays as it is."""
    row = read(element, _BIRTH, note)
    day, month, year = (row.get(name) for name in _DATE)
    calendar = row.get("@calendar").casefold()
    low = _is_low(row, "day-month-year", note)
    raw = " ".join(f"{name[1:]}={row.get(name)}" for name in _DATE if row.get(name))
    ours = calendar in ("gregorian", "")
    written = f"{day or 0}.{month or 0}.{year}" if ours else raw
    span = dates.parse(written, circa=low, note=_LOW if low else "", main=main)
    if span.precision is Precision.UNPARSED:
        note("day-month-year", f"{raw} {'' if ours else calendar}".strip())
    return attrs.evolve(span, raw=raw, calendar="" if ours else calendar)


def birth_place(
    element: "etree._Element", sections: Sections, note: Note
) -> tuple[Place | None, str]:
    """Read where someone was born, by the place's number, and what is said of it."""
    row = read(element, frozenset({"@place-id", "@quality"}), note)
    where = sections.where(row.get("@place-id"), "place-of-birth/@place-id", note)
    low = _is_low(row, "place-of-birth", note)
    if where is None or not where.parts:
        return None, ""
    text = ", ".join(where.parts)
    return Place(text, where.code), f"place-of-birth, {_LOW}: {text}" if low else ""


def nationality(element: "etree._Element", note: Note) -> tuple[str, ...]:
    """Read the code of a nationality; several for a state that is dissolved."""
    row = read(element, frozenset({"country", "country/@iso-code"}), note)
    code, named = row.get("country/@iso-code"), row.get("country")
    found = countries.successors(code) or countries.successors(named)
    if not found and not absent(code or named):
        note("nationality/country", code or named)
    return found


_LINES = ("address-details", "p-o-box", "zip-code")
_ADDRESS = frozenset({*_LINES, "c-o", "remark", "@place-id", "@quality", "@main"})


def address(
    element: "etree._Element", sections: Sections, note: Note
) -> Address | None:
    """Read an address: its lines, and the place that it points to."""
    row = read(element, _ADDRESS, note)
    where = sections.where(row.get("@place-id"), "address/@place-id", note)
    lines = [row.get(name) for name in _LINES if row.get(name)]
    full = ", ".join((*lines, *(where.parts if where is not None else ())))
    care_of = row.get("c-o")
    told = (
        f"c/o {care_of}" if care_of else "",
        row.get("remark"),
        _LOW if _is_low(row, "address", note) else "",
    )
    remark = "; ".join(text for text in told if text)
    if not full and not care_of and not row.get("remark"):
        return None
    return Address(
        full or remark,
        "" if where is None else where.location,
        "" if where is None else where.code,
        remark if full else "",
    )


_TYPES = {
    "passport": "passport",
    "diplomatic-passport": "passport",
    "service-passport": "passport",
    "id-card": "national_id",
    "driving-licence": "driver_licence",
    "driving-license": "driver_licence",
    "residence-permit": "residence",
    "ssn": "social_security",
    "other": "other",
}
_DOCUMENT = frozenset(
    {
        *("@document-type", "number", "issuer", "issuer/@code", "place-of-issue"),
        *("date-of-issue", "expiry-date", "remark"),
    }
)


def document(
    element: "etree._Element", note: Note
) -> tuple[tuple[Identifier, ...], str]:
    """Read a document, or several in one; what has no number is only a remark."""
    row = read(element, _DOCUMENT, note)
    type_ = row.get("@document-type")
    if type_ not in _TYPES:
        note("identification-document/@document-type", type_)
    told = row.get("remark")
    if absent(row.get("number")) or not re.search(r"\w", row.get("number")):
        rest = (text for name, text in row.texts.items() if name != "@document-type")
        return (), f"{type_ or 'document'}: {'; '.join(rest)}"
    number = texts.number(row.get("number"))
    issuer = row.get("issuer")
    country = countries.find(row.get("issuer/@code")) or countries.find(issuer)
    where = (issuer if not country else "", row.get("place-of-issue"))
    notes = (
        number.told,
        "diplomatic" if type_ == "diplomatic-passport" else "",
        told,
    )
    first, *others = texts.several(number.value)
    made = Identifier(
        _TYPES.get(type_, "other"),
        first,
        country or number.country,
        issued=entries.iso(row.get("date-of-issue")) or texts.issue(told),
        expires=entries.iso(row.get("expiry-date")) or texts.expiry(told),
        issuer=", ".join(text for text in where if text),
        valid=not texts.is_void(told),
        note="; ".join(text for text in notes if text),
        raw_type=type_,
    )
    return (made, *(attrs.evolve(made, value=other) for other in others)), ""
