"""One designation of the UK, made into a listed entity."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from kycscreen import dates
from kycscreen.entities import ListedEntity, Programme, Xref
from kycscreen.facts import Kind
from kycscreen.sources import entries, references
from kycscreen.sources.entries import Note
from kycscreen.sources.texts import absent
from kycscreen.sources.uk import fields, links, lives, names, papers, registrations
from kycscreen.sources.uk.records import Record

_KINDS = {
    "individual": Kind.PERSON,
    "entity": Kind.ORGANISATION,
    "ship": Kind.VESSEL,
}
_DESIGNATED_BY = frozenset({"uk", "un", "both"})
_REMARKS = (
    *("DesignationSource", "TypeOfEntity", "TypeOfShip", "TonnageOfShip"),
    *("LengthOfShip", "YearBuilt", "CurrentBelievedFlagOfShip", "PreviousFlag"),
)
_LISTED = ("ListedOn", "DateDesignated")


def mapped(list_id: str, record_id: str, record: Record, note: Note) -> ListedEntity:
    """Map one record; whatever cannot be placed is noted and the record kept."""
    strange = [*record.strange]

    def issue(field: str, text: str) -> None:
        note(record.path(field), text)

    odd = entries.keeping(issue, strange)
    kind = _kind(record, odd)
    called = names.read(record, kind, odd)
    if not called:
        issue("Name6", "no name")
    for source in record.texts("DesignationSource"):
        if source.casefold() not in _DESIGNATED_BY:
            issue("DesignationSource", source)
    documents = (
        papers.documents_of(record),
        registrations.read(record),
        papers.ships(record),
    )
    nationalities, nations_told = lives.nationalities(record, issue)
    genders, measures = lives.genders(record, odd), _measures(record, odd)
    xrefs = tuple(dict.fromkeys(_xrefs(list_id, record, odd)))
    listed_on, listed_by = _listed(record, issue)
    updated_on = max(_days(record, "LastUpdated", issue), default=None)
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=kind,
        names=called,
        birth_dates=lives.births(record, issue),
        birth_places=lives.places(record, issue),
        nationalities=nationalities,
        genders=genders,
        identifiers=[one for found in documents for one in found.identifiers],
        addresses=lives.addresses(record, issue),
        contacts=lives.contacts(record),
        titles=lives.titles(record),
        positions=lives.positions(record),
        programmes=[Programme(regime) for regime in record.texts("RegimeName")],
        measures=measures,
        listed_on=listed_on,
        listed_on_source=listed_by,
        updated_on=updated_on,
        reasons=record.texts("UKStatementofReasons"),
        remarks=(
            *record.texts("OtherInformation"),
            *nations_told,
            *(remark for found in documents for remark in found.remarks),
            *(f"{name}: {text}" for name in _REMARKS for text in record.texts(name)),
            *_other_days(record, {(listed_by, listed_on), ("LastUpdated", updated_on)}),
            *strange,
        ),
        links=links.read(record),
        xrefs=xrefs,
        raw_sha256=record.sha256,
    )


def _kind(record: Record, note: Note) -> Kind:
    """Return what is designated; unknown where it is not said, or said twice."""
    said = record.texts("IndividualEntityShip")
    found = {_KINDS.get(text.casefold(), Kind.UNKNOWN) for text in said}
    if len(found) == 1 and Kind.UNKNOWN not in found:
        return found.pop()
    note("IndividualEntityShip", "; ".join(said))
    return Kind.UNKNOWN


def _listed(record: Record, note: Note) -> tuple[date | None, str]:
    """Return the day of the listing, the first of several, and the field it is in."""
    for field in _LISTED:
        if days := _days(record, field, note):
            return min(days), field
    return None, ""


def _other_days(
    record: Record, placed: Collection[tuple[str, date | None]]
) -> Iterator[str]:
    """Yield the days that are neither the listing's nor the last update's."""
    for name in (*_LISTED, "LastUpdated"):
        for text in record.texts(name):
            day = dates.parse(text).lo
            if day is None or (name, day) not in placed:
                yield f"{name}: {text}"


def _days(record: Record, field: str, note: Note) -> list[date]:
    read = (entries.day(text, field, note) for text in record.texts(field))
    return [day for day in read if day is not None]


def _measures(record: Record, note: Note) -> Iterable[str]:
    """Return the measures told in words, then those that only an indicator tells."""
    found = {
        fields.folded(measure): measure.strip()
        for text in record.texts("SanctionsImposed")
        for measure in text.split("|")
        if not absent(measure)
    }
    for row in record.all(fields.INDICATORS):
        for name, said in row.items():
            if said.casefold() in ("false", "0"):
                continue
            if said.casefold() not in ("true", "1") or name not in _INDICATORS:
                note(f"{fields.INDICATORS}/{name}", said)
            found.setdefault(fields.folded(name), _INDICATORS.get(name, name))
    return found.values()


_INDICATORS = {
    "AssetFreeze": "Asset freeze",
    "ArmsEmbargo": "Arms embargo",
    "TargetedArmsEmbargo": "Targeted arms embargo",
    "TravelBan": "Travel ban",
    "DirectorDisqualificationSanction": "Director disqualification sanction",
    "TrustServicesSanctions": "Trust services sanctions",
    "ProhibitionOfPortEntry": "Prohibition of port entry",
    "Deflag": "Deflag",
    "CharteringOfShips": "Chartering of ships",
    "CrewServicingOfShipsAndAircraft": "Crew servicing of ships and aircraft",
    "TechnicalAssistanceRelatedToAircraft": "Technical assistance related to aircraft",
    "PreventionOfBusinessArrangements": "Prevention of business arrangements",
    "PreventionOfCharteringOfShips": "Prevention of chartering of ships",
    "PreventionOfCharteringOfShipsAndAircraft": (
        "Prevention of chartering of ships and aircraft"
    ),
    "ClosureOfRepresentativeOffices": "Closure of representative offices",
}


def _xrefs(list_id: str, record: Record, note: Note) -> Iterator[Xref]:
    for text in record.texts("UNReferenceNumber"):
        found = references.found(text)
        if not found and re.search(r"\d", text):
            found = [("un_ref", text)]
        if not found:  # "Pending" would tie together all of whom it is said
            note("UNReferenceNumber", text)
        yield from (Xref(scheme, reference) for scheme, reference in found)
    yield from (Xref("ofsi_group", text) for text in record.texts("OFSIGroupID"))
    if list_id != "gb_uksl":
        yield from (Xref("gb_uksl", text) for text in record.texts("UniqueID"))
