"""One record of the UN's file, made into a listed entity."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kycscreen.entities import (
    ListedEntity,
    ListedName,
    NameKind,
    Position,
    Programme,
    Strength,
    Xref,
)
from kycscreen.sources import entries, merging, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import decoded
from kycscreen.sources.un import births, comments, names, papers
from kycscreen.sources.un.records import NAMES, Record
from kycscreen.sources.un.rows import Row

if TYPE_CHECKING:
    from lxml import etree

_PROGRAMMES = {
    "Al-Qaida": "ISIL (Da'esh) and Al-Qaida",
    "CAR": "Central African Republic",
    "DPRK": "Democratic People's Republic of Korea",
    "DRC": "Democratic Republic of the Congo",
    "GB": "Guinea-Bissau",  # not the United Kingdom
    "Haiti": "Haiti",
    "Iran": "Iran",
    "Iraq": "Iraq",
    "Libya": "Libya",
    "Mali": "Mali",
    "Somalia": "Somalia",
    "SouthSudan": "South Sudan",
    "Sudan": "Sudan",
    "Taliban": "Taliban",
    "Yemen": "Yemen",
}


def mapped(record: Record, element: "etree._Element", note: Note) -> ListedEntity:
    """Map one record; whatever cannot be placed is noted and the record kept."""
    leaves = record.leaves
    told = leaves.get("COMMENTS1", "")
    alias = names.aliases(record.all("ALIAS"), note)
    called = merging.taken_apart((*_names(leaves, note), *alias.names), record.kind)
    if not called:
        note("FIRST_NAME", "no name")
    nations = births.nationalities(record.texts("NATIONALITY"), note)
    documents = papers.documents(record.all("DOCUMENT"), note)
    found = papers.addresses(record.all("ADDRESS"), note)
    born = births.births(record.all("DATE_OF_BIRTH"), note)
    listed_on = entries.day(leaves.get("LISTED_ON", ""), "LISTED_ON", note)
    updates = [
        entries.day(text, "LAST_DAY_UPDATED/VALUE", note)
        for text in record.texts("LAST_DAY_UPDATED")
    ]
    for text in record.texts("LIST_TYPE"):
        if text != "UN List":
            note("LIST_TYPE/VALUE", text)
    return ListedEntity(
        list_id="un_sc",
        record_id=_record_id(leaves, element, note),
        kind=record.kind,
        names=called,
        birth_dates=(*born, *alias.birth_dates),
        birth_places=(
            *births.places(record.all("PLACE_OF_BIRTH"), note),
            *alias.birth_places,
        ),
        nationalities=nations.codes,
        genders=births.genders(leaves.get("GENDER", ""), told, note),
        identifiers=documents.identifiers,
        addresses=found.addresses,
        contacts=found.contacts,
        titles=tuple(_items(record.texts("TITLE"))),
        positions=tuple(Position(t) for t in _items(record.texts("DESIGNATION"))),
        programmes=tuple(_programmes(leaves, note)),
        listed_on=listed_on,
        listed_on_source="LISTED_ON" if listed_on is not None else "",
        updated_on=max((day for day in updates if day is not None), default=None),
        delisted_on=entries.day(leaves.get("DELISTED_ON", ""), "DELISTED_ON", note),
        remarks=(
            *((told,) if told else ()),
            *alias.remarks,
            *nations.remarks,
            *documents.remarks,
            *(
                f"{name}: {leaves[name]}"
                for name in ("SUBMITTED_ON", "SUBMITTED_BY")
                if leaves.get(name)
            ),
        ),
        links=comments.links(told),
        xrefs=tuple(_xrefs(leaves, told)),
        raw_sha256=entries.digest(element),
    )


def _record_id(leaves: Row, element: "etree._Element", note: Note) -> str:
    ids = {name: leaves.get(name, "") for name in ("DATAID", "REFERENCE_NUMBER")}
    return entries.record_id("un_sc", element, ids, note)


def _names(leaves: Row, note: Note) -> Iterable[ListedName]:
    """Join the parts of the name; which of them is the family name is not told."""
    # "na" fills a place where there is no further name; "NA" is a particle.
    parts = [leaves[name] for name in NAMES if leaves.get(name, "na") not in ("na", "")]
    full = decoded(" ".join(parts))
    original = decoded(leaves.get("NAME_ORIGINAL_SCRIPT", ""))
    for text, kind, path in (
        (full, NameKind.PRIMARY, "FIRST_NAME"),
        (original, NameKind.ORIGINAL_SCRIPT, "NAME_ORIGINAL_SCRIPT"),
    ):
        if len(text) < 2 or opener.absent(text):
            if text or path == "FIRST_NAME":
                note(path, text)
        else:
            if opener.hidden(text):
                note(path, text)
            yield ListedName(
                text, kind=kind, strength=Strength.STRONG, script=script(text)
            )


def _items(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(item for text in texts for item in entries.enumerated(text))


def _programmes(leaves: Row, note: Note) -> Iterable[Programme]:
    code = leaves.get("UN_LIST_TYPE", "")
    if code not in _PROGRAMMES:
        note("UN_LIST_TYPE", code)
    if code:
        yield Programme(code, _PROGRAMMES.get(code, ""))


def _xrefs(leaves: Row, told: str) -> Iterable[Xref]:
    if leaves.get("REFERENCE_NUMBER"):
        yield Xref("un_ref", leaves["REFERENCE_NUMBER"])
    for old in comments.old_references(told):
        yield Xref("un_old_ref", old)
