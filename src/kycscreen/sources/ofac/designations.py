"""The sanctions entries of ADVANCED: on which list a party is, since when, and why.

One party has several: of a list of its own, and of the "Consolidated List" that all
lists but the SDN list make together, which repeats the programme and is none.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kycscreen.sources.elements import child, local, text
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac import periods
from kycscreen.sources.ofac.references import References

if TYPE_CHECKING:
    from lxml import etree


@attrs.frozen(kw_only=True)
class Designation:
    """What one sanctions entry says, or all of one party."""

    lists: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    remarks: tuple[str, ...] = ()


def read(element: "etree._Element", references: References, note: Note) -> Designation:
    """Read one sanctions entry."""
    path = "SanctionsEntry/@ListID"
    found = references.text("List", element.get("ListID", ""), path, note)
    programmes: list[str] = []
    measures: list[str] = []
    bases: list[str] = []
    dates: list[date] = []
    remarks: list[str] = []
    for part in element:
        remark = text(child(part, "Comment"))
        match local(part):
            case "EntryEvent":
                dates += _created(part, remarks, references, note)
                path = "EntryEvent/@LegalBasisID"
                number = part.get("LegalBasisID", "")
                bases.append(references.said("LegalBasis", number, path, note))
                remarks.append(remark)
            case "SanctionsMeasure":
                path = "SanctionsMeasure/@SanctionsTypeID"
                number = part.get("SanctionsTypeID", "")
                word = references.text("SanctionsType", number, path, note)
                on = _period(part, references, note)
                if word.casefold() != "program":
                    measures.append(": ".join(filter(None, (word, remark, on))))
                else:
                    programmes.append(remark)
                    remarks.append(f"{remark}: {on}" if on else "")
                    if not remark:
                        note("SanctionsMeasure/Comment", "")
            case "Comment":
                remarks.append(text(part))
    return Designation(
        lists=_distinct([found]),
        programmes=_distinct(programmes),
        measures=_distinct(measures),
        legal_bases=_distinct(bases),
        dates=tuple(dates),
        remarks=_distinct(remarks),
    )


def _created(
    event: "etree._Element", remarks: list[str], references: References, note: Note
) -> Iterable[date]:
    """Return when an entry was made; what else may happen to it is a remark."""
    path = "EntryEvent/@EntryEventTypeID"
    number = event.get("EntryEventTypeID", "")
    word = references.text("EntryEventType", number, path, note)
    on = child(event, "Date")
    found = None if on is None else periods.on(on, note)
    if found is None:
        remarks.append(f"{word}: {'' if on is None else text(on)}")
        return ()
    if word.casefold() != "created":
        note(path, word)
        remarks.append(f"{word}: {periods.day(found)}")
        return ()
    return (found,)


def _period(measure: "etree._Element", references: References, note: Note) -> str:
    period = child(measure, "DatePeriod")
    return "" if period is None else periods.read(period, references, note)


def joined(designations: Iterable[Designation]) -> Designation:
    """Make the entries of one party one: what several say is said once."""
    several = tuple(designations)
    return Designation(
        lists=_distinct(word for one in several for word in one.lists),
        programmes=_distinct(code for one in several for code in one.programmes),
        measures=_distinct(word for one in several for word in one.measures),
        legal_bases=_distinct(title for one in several for title in one.legal_bases),
        dates=tuple(on for one in several for on in one.dates),
        remarks=_distinct(remark for one in several for remark in one.remarks),
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
