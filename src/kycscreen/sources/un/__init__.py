"""The UN Security Council's consolidated list, ``consolidated.xml``.

https://scsanctions.un.org. The four parts of a name are in the order of their
culture, neither given nor family. Half the elements that could hold an alias, a
birth or a document are empty. ``GB`` is the regime on Guinea-Bissau. Relatives stand
in the comments, under the references that only the file as a whole resolves.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kycscreen import dates
from kycscreen.entities import (
    ListedEntity,
    ListedName,
    NameKind,
    Position,
    Programme,
    Strength,
    Topic,
    Xref,
)
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, Source, entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import decoded
from kycscreen.sources.un import births, comments, names, papers
from kycscreen.sources.un.rows import Row

if TYPE_CHECKING:
    from lxml import etree

_KINDS = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.ORGANISATION}
_AROUND = frozenset({"INDIVIDUALS", "ENTITIES"})
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_LEAVES = frozenset(
    {
        *("DATAID", "REFERENCE_NUMBER", "UN_LIST_TYPE", "LISTED_ON", "DELISTED_ON"),
        *("NAME_ORIGINAL_SCRIPT", "COMMENTS1", "GENDER", "SUBMITTED_ON"),
        *("SUBMITTED_BY", *_NAMES),
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


def parse(data: bytes) -> Parsed:
    """Read the UN's file; ``FormatError`` where it is not that list or not whole."""
    entities: list[ListedEntity] = []
    issues: list[Issue] = []
    values, version = 0, ""
    for name, element in opener.records(
        "un_sc",
        data,
        root="CONSOLIDATED_LIST",
        namespaces=("",),
        names=frozenset(_KINDS),
        around=_AROUND,
    ):
        if name in _KINDS:
            problems: list[tuple[str, str]] = []
            note = entries.noting(problems)
            values += _count(element, note)
            entity = _entity(_read(element, name, note), element, note)
            entities.append(entity)
            issues += (Issue(entity.record_id, path, told) for path, told in problems)
        elif name == opener.ROOT:
            version = element.get("dateGenerated", "")
            strangers = opener.unknown(element, _ROOT, "CONSOLIDATED_LIST")
            issues += (Issue("", path, told) for path, told in strangers)
        else:
            issues.append(Issue("", opener.local(element), opener.text(element)))
    if not entities:
        raise FormatError("un_sc", "holds no entries; fetch it again")
    entries.check_rate("un_sc", len(issues), values)
    whole = entries.merged(entities, "DATAID", issues)
    return Parsed(
        entities=comments.resolved(whole),
        issues=tuple(issues),
        published=_published(version, issues),
        version=version,
    )


_ROOT = _AROUND | {"@dateGenerated"}


def _published(version: str, issues: list[Issue]) -> date | None:
    span = dates.parse(version[:10])
    if span.precision is not dates.Precision.DAY:
        issues.append(Issue("", "CONSOLIDATED_LIST/@dateGenerated", version))
        return None
    return span.lo


def _count(element: "etree._Element", note: Note) -> int:
    """Count the values of a record; its elements have no attributes."""
    parts = list(element.iter())
    for part in parts:
        if part.attrib:
            inside = frozenset(str(child.tag) for child in part)
            for path, told in opener.unknown(part, inside, str(part.tag)):
                note(path, told)
    return len(parts)


@attrs.frozen
class _Record:
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


def _read(element: "etree._Element", kind: str, note: Note) -> _Record:
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
    return _Record(_KINDS[kind], leaves, values, rows)


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


def _entity(record: _Record, element: "etree._Element", note: Note) -> ListedEntity:
    """Map one record; whatever cannot be placed is noted and the record kept."""
    leaves = record.leaves
    told = leaves.get("COMMENTS1", "")
    alias = names.aliases(record.all("ALIAS"), note)
    called = entries.taken_apart((*_names(leaves, note), *alias.names), record.kind)
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
    if leaves.get("DATAID"):
        return leaves["DATAID"]
    if leaves.get("REFERENCE_NUMBER"):
        note("DATAID", "")
        return leaves["REFERENCE_NUMBER"]
    raise FormatError(
        "un_sc", f"the record at line {element.sourceline} has no DATAID; fetch again"
    )


def _names(leaves: Row, note: Note) -> Iterable[ListedName]:
    """Join the parts of the name; which of them is the family name is not told."""
    # "na" fills a place where there is no further name; "NA" is a particle.
    parts = [leaves[name] for name in _NAMES if leaves.get(name, "na") != "na"]
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


SOURCES = {
    "un_sc": Source(
        id="un_sc",
        title="Consolidated list",
        publisher="United Nations Security Council",
        url="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        licence="UN terms of use: https://www.un.org/en/about-us/terms-of-use",
        cadence=14,
        max_age=14,
        topics=frozenset({Topic.SANCTION}),
        at_least=750,
        at_most=2_000,
        birth_dates_at_least=70,
        parse=parse,
    )
}
