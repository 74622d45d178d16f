"""The EU's consolidated financial sanctions list, ``xmlFullSanctionsList_1_1``.

https://webgate.ec.europa.eu/fsd/fsf. ``strong`` is always true and says nothing:
the quality of an alias stands in its remark. An entity listed under two programmes
stands twice, with different aliases. A name's parts are given for one in five.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kycscreen import dates
from kycscreen.entities import (
    LegalBasis,
    ListedEntity,
    Position,
    Programme,
    Topic,
    Xref,
)
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, Source, entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.eu import births, names, papers
from kycscreen.sources.eu.element import Row, read

if TYPE_CHECKING:
    from lxml import etree

_NAMESPACES = ("http://eu.europa.ec/fpi/fsd/export",)
_KINDS = {"person": Kind.PERSON, "enterprise": Kind.ORGANISATION}
_ROOT = frozenset({"@generationDate", "@globalFileId", "sanctionEntity"})
_KNOWN = frozenset(
    {
        *("designationDate", "designationDetails", "delistingDate"),
        *("unitedNationId", "euReferenceNumber", "logicalId"),
    }
)
_SUBJECT = frozenset({"code", "classificationCode"})
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


def parse(data: bytes) -> Parsed:
    """Read the EU's file; ``FormatError`` where it is not that list or not whole."""
    entities: list[ListedEntity] = []
    issues: list[Issue] = []
    values, version = 0, ""
    for name, element in opener.records(
        "eu_fsf",
        data,
        root="export",
        namespaces=_NAMESPACES,
        names=frozenset({"sanctionEntity"}),
    ):
        match name:
            case "sanctionEntity":
                values += sum(len(part.attrib) for part in element.iter())
                problems: list[tuple[str, str]] = []
                entity = _entity(element, entries.noting(problems))
                entities.append(entity)
                issues += (
                    Issue(entity.record_id, path, told) for path, told in problems
                )
            case opener.ROOT:
                version = element.get("generationDate", "")
                strangers = opener.unknown(element, _ROOT, "export")
                issues += (Issue("", path, told) for path, told in strangers)
            case _:
                issues.append(Issue("", opener.local(element), opener.text(element)))
    if not entities:
        raise FormatError("eu_fsf", "holds no entities; fetch it again")
    unknown = sum(issue.path not in _ODD for issue in issues)
    entries.check_rate("eu_fsf", unknown, values)
    path = "sanctionEntity/@euReferenceNumber"
    return Parsed(
        entities=entries.merged(entities, path, issues),
        issues=tuple(issues),
        published=_published(version, issues),
        version=version,
    )


# Reported, and yet no sign that the format has changed: names that are none.
_ODD = frozenset({"nameAlias/@wholeName", "sanctionEntity/nameAlias"})


def _published(version: str, issues: list[Issue]) -> date | None:
    span = dates.parse(version[:10])
    if span.precision is not dates.Precision.DAY:
        issues.append(Issue("", "export/@generationDate", version))
        return None
    return span.lo


@attrs.frozen
class _Entity:
    """One ``sanctionEntity``, its children by name."""

    row: Row
    remarks: tuple[str, ...]
    children: Mapping[str, list["etree._Element"]]

    def all(self, name: str) -> Iterable["etree._Element"]:
        """Return the children of a name, none where there are none."""
        return self.children.get(name, ())


_CHILDREN = frozenset(
    {
        *("regulation", "subjectType", "nameAlias", "citizenship", "birthdate"),
        *("address", "identification"),
    }
)


def _opened(element: "etree._Element", note: Note) -> _Entity:
    own = read(element, _KNOWN, note, "sanctionEntity", _CHILDREN)
    children: dict[str, list[etree._Element]] = {}
    for child in own.children:
        children.setdefault(opener.local(child), []).append(child)
    return _Entity(own.row, own.remarks, children)


def _entity(element: "etree._Element", note: Note) -> ListedEntity:
    """Map one entity; whatever cannot be placed is noted and the entity kept."""
    entity = _opened(element, note)
    record_id = _record_id(entity.row, element, note)
    aliases = [names.alias(child, note) for child in entity.all("nameAlias")]
    documents = papers.documents(entity.all("identification"), note)
    kind = _kind(entity, any(d.type == "imo" for d in documents.identifiers), note)
    born = births.births(entity.all("birthdate"), note)
    where = papers.addresses(entity.all("address"), note)
    citizen = births.citizenships(entity.all("citizenship"), note)
    acts = [_act(child, note) for child in entity.all("regulation")]
    listed_on, source = _listed_on(entity, [act.basis for act in acts], note)
    called = entries.taken_apart(names.all_names(aliases), kind)
    if not called:
        note("sanctionEntity/nameAlias", "no name")
    details = entity.row.get("designationDetails", "")
    return ListedEntity(
        list_id="eu_fsf",
        record_id=record_id,
        kind=kind,
        names=called,
        birth_dates=born.dates,
        birth_places=born.places,
        citizenships=citizen.codes,
        genders=tuple(dict.fromkeys(g for a in aliases for g in a.genders)),
        identifiers=documents.identifiers,
        addresses=where.addresses,
        contacts=where.contacts,
        titles=tuple(dict.fromkeys(t for a in aliases for t in a.titles)),
        positions=tuple(
            Position(title)
            for title in dict.fromkeys(p for a in aliases for p in a.positions)
        ),
        programmes=tuple(dict.fromkeys(act.programme for act in acts if act.programme)),
        legal_bases=tuple(act.basis for act in acts),
        listed_on=listed_on,
        listed_on_source=source,
        delisted_on=entries.day(
            entity.row.get("delistingDate", ""), "sanctionEntity/@delistingDate", note
        ),
        remarks=(
            *entity.remarks,
            *((f"designationDetails: {details}",) if details else ()),
            *(remark for a in aliases for remark in a.remarks),
            *born.remarks,
            *citizen.remarks,
            *documents.remarks,
            *where.remarks,
        ),
        xrefs=tuple(_xrefs(entity.row)),
        raw_sha256=entries.digest(element),
    )


def _record_id(row: Row, element: "etree._Element", note: Note) -> str:
    if row.get("euReferenceNumber"):
        return row["euReferenceNumber"]
    if row.get("logicalId"):
        note("sanctionEntity/@euReferenceNumber", "")
        return row["logicalId"]
    raise FormatError(
        "eu_fsf", f"the entity at line {element.sourceline} has no id; fetch it again"
    )


def _xrefs(row: Row) -> Iterable[Xref]:
    for scheme, name in (("un_ref", "unitedNationId"), ("eu_logical_id", "logicalId")):
        if row.get(name):
            yield Xref(scheme, row[name])


def _kind(entity: _Entity, has_imo: bool, note: Note) -> Kind:
    """Return what an entity is: vessels are published as enterprises with an IMO."""
    codes = []
    for child in entity.all("subjectType"):
        row = read(child, _SUBJECT, note, "subjectType").row
        codes.append(row.get("code", ""))
    kind = _KINDS.get(codes[0]) if len(codes) == 1 else None
    if kind is None:
        note("subjectType/@code", " ".join(codes))
        return Kind.UNKNOWN
    return Kind.VESSEL if has_imo and kind is Kind.ORGANISATION else kind


@attrs.frozen
class _Act:
    """One ``regulation``: what it is, and the programme it belongs to."""

    basis: LegalBasis
    programme: Programme | None


def _act(element: "etree._Element", note: Note) -> _Act:
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
    return _Act(basis, known)


def _listed_on(
    entity: _Entity, acts: Iterable[LegalBasis], note: Note
) -> tuple[date | None, str]:
    """Find the day of listing: stated, else told, else when the act came in force."""
    stated = entries.day(
        entity.row.get("designationDate", ""), "sanctionEntity/@designationDate", note
    )
    if stated is not None:
        return stated, "designationDate"
    for source, texts in (
        ("designationDetails", (entity.row.get("designationDetails", ""),)),
        ("remark", entity.remarks),
    ):
        told = [on for text in texts if (on := _told_on(text)) is not None]
        if told:
            return min(told), source
    path = "regulation/@entryIntoForceDate"
    in_force = [entries.day(act.in_force, path, note) for act in acts]
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


SOURCES = {
    "eu_fsf": Source(
        id="eu_fsf",
        title="Consolidated list of financial sanctions",
        publisher="European Commission",
        url="https://webgate.ec.europa.eu/fsd/fsf/public/files/"
        "xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
        licence="Reuse allowed with attribution (Commission Decision 2011/833/EU)",
        cadence=7,
        max_age=7,
        topics=frozenset({Topic.SANCTION}),
        at_least=1_700,
        at_most=12_000,
        birth_dates_at_least=50,
        parse=parse,
    )
}
