"""The acts that list an entity: legal bases, programmes, and the day of listing."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kycscreen import dates
from kycscreen.entities import LegalBasis, Programme
from kycscreen.sources import entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.eu.element import Row, read

if TYPE_CHECKING:
    from lxml import etree

_REGULATION = frozenset(
    {
        *("regulationType", "organisationType", "publicationDate", "numberTitle"),
        *("entryIntoForceDate", "programme", "logicalId"),
    }
)
_PROGRAMMES = {
    "AFG": "Afghanistan",
    "BDI": "Burundi",
    "BIH": "Bosnia and Herzegovina",
    "BLR": "Belarus",
    "CAF": "Central African Republic",
    "CHEM": "Chemical weapons",
    "COD": "Democratic Republic of the Congo",
    "CYB": "Cyber-attacks",
    "EGY": "Egypt",
    "EUAQ": "ISIL (Da'esh) and Al-Qaida, listed by the EU",
    "GIN": "Guinea",
    "GNB": "Guinea-Bissau",
    "GTM": "Guatemala",
    "HAM": "Hamas and Palestinian Islamic Jihad",
    "HR": "Human rights",
    "HTI": "Haiti",
    "IRN": "Iran",
    "IRQ": "Iraq",
    "LBN": "Lebanon",
    "LBY": "Libya",
    "MDA": "Moldova",
    "MLI": "Mali",
    "MMR": "Myanmar/Burma",
    "NER": "Niger",
    "NIC": "Nicaragua",
    "PRK": "Democratic People's Republic of Korea",
    "RUS": "Russia",
    "RUSDA": "Russia, destabilising activities",
    "SDN": "Sudan",
    "SDNZ": "Sudan, listed by the EU",
    "SOM": "Somalia",
    "SSD": "South Sudan",
    "SYR": "Syria",
    "TAQA": "ISIL (Da'esh) and Al-Qaida",
    "TERR": "Terrorism",
    "TUN": "Tunisia",
    "TUR": "Türkiye",
    "UKR": "Ukraine",
    "UNLI": "UN listing not yet transposed",
    "VEN": "Venezuela",
    "YEM": "Yemen",
    "ZWE": "Zimbabwe",
}


@attrs.frozen
class Act:
    """One ``regulation``: what it is, and the programme it belongs to."""

    basis: LegalBasis
    programme: Programme | None


def read_act(element: "etree._Element", note: Note) -> Act:
    """Read one regulation; a programme we do not know keeps its code."""
    act = read(element, _REGULATION, note, "regulation", frozenset({"publicationUrl"}))
    row, code = act.row, act.row.get("programme", "")
    if code not in _PROGRAMMES:
        note("regulation/@programme", code)
    urls = [opener.text(child) for child in act.children]
    basis = LegalBasis(
        row.get("numberTitle", ""),
        row.get("regulationType", ""),
        row.get("publicationDate", ""),
        row.get("entryIntoForceDate", ""),
        urls[0] if urls else "",
    )
    known = Programme(code, _PROGRAMMES.get(code, "")) if code else None
    return Act(basis, known)


def listed_on(
    row: Row, remarks: Iterable[str], bases: Iterable[LegalBasis], note: Note
) -> tuple[date | None, str]:
    """Find the day of listing: stated, else told, else when the act came in force."""
    stated = entries.day(
        row.get("designationDate", ""), "sanctionEntity/@designationDate", note
    )
    if stated is not None:
        return stated, "designationDate"
    for source, texts in (
        ("designationDetails", (row.get("designationDetails", ""),)),
        ("remark", tuple(remarks)),
    ):
        told = [on for text in texts if (on := _told_on(text)) is not None]
        if told:
            return min(told), source
    path = "regulation/@entryIntoForceDate"
    in_force = [entries.day(act.in_force, path, note) for act in bases]
    days = [on for on in in_force if on is not None]
    return min(days, default=None), "regulation" if days else ""


def _told_on(text: str) -> date | None:
    """Find "Date of listing: 21.1.2019" in a text, or a text that is only a day."""
    found = re.search(
        r"(?i)(?:\bdate\s+of\s+(?:UN\s+)?(?:designation|listing)"
        r"(?:\s+referred\s+to\s+in\s+[^:]{0,40})?\s*:?|\bUN listed on|\blisted on)\s*"
        r"(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d|\d{1,2} [a-z]+ \d{4})\b",
        text,
    )
    told = text.strip(" .") if found is None else found[1]
    if re.match(r"\d{1,2}-", told):
        told = told.replace("-", "/")
    span = dates.parse(told)
    return span.lo if span.precision is dates.Precision.DAY else None
