"""Reading OFAC's ENHANCED XML: every entity with all that is said of it inside."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import attrs

from kycscreen import dates
from kycscreen.entities import Link, ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, entries
from kycscreen.sources.elements import child, children, local, text
from kycscreen.sources.entries import Note
from kycscreen.sources.gathering import Form, gathered
from kycscreen.sources.merging import distinct
from kycscreen.sources.ofac import (
    features,
    membership,
    periods,
    relations,
    remarks,
    translations,
)
from kycscreen.sources.ofac.entity import Said, kind_of, made, renamed
from kycscreen.sources.ofac.features import Feature
from kycscreen.sources.ofac.shapes import shape, strange
from kycscreen.sources.ofac.values import Row

if TYPE_CHECKING:
    from lxml import etree

_FORM = Form(
    root="sanctionsData",
    namespaces=(
        "https://sanctionslistservice.ofac.treas.gov"
        "/api/PublicationPreview/exports/ENHANCED_XML",
    ),
    records=frozenset({"entity"}),
    id_path="entity/@id",
    header="publicationInfo",
    says=frozenset({"dataAsOf", "filters"}),
    around=frozenset({"entities", "referenceValues", "featureTypes"}),
    unread=frozenset({"referenceValue", "featureType"}),
    odd=frozenset({relations.SENSELESS}),
)
_SHAPE = shape("""
entity @id generalInfo sanctionsLists sanctionsPrograms sanctionsTypes legalAuthorities
 names addresses features identityDocuments relationships
generalInfo identityId entityType title* remarks*
entityType @refId
title @refId
sanctionsLists sanctionsList*
sanctionsList @id @refId @datePublished
sanctionsPrograms sanctionsProgram*
sanctionsProgram @id @refId
sanctionsTypes sanctionsType*
sanctionsType @id @refId
legalAuthorities legalAuthority*
legalAuthority @id @refId
names name*
name @id isPrimary aliasType isLowQuality translations
aliasType @refId
translations translation*
translation @id isPrimary script formattedFirstName formattedLastName formattedFullName
 nameParts addressParts
script @refId
nameParts namePart*
namePart @id type value
addresses address*
address @id country translations
country @refId
addressParts addressPart*
addressPart @id type value
features feature*
feature @id type versionId value valueRefId isPrimary valueDate
type @refId @featureTypeId
valueDate @id fromDateBegin fromDateEnd toDateBegin toDateEnd isApproximate isDateRange
identityDocuments identityDocument*
identityDocument @id type name documentNumber isValid issueDate expirationDate
 issuingCountry issuingLocation
issuingCountry @refId
relationships relationship*
relationship @id type relatedEntity
relatedEntity @entityId
""")
_PATHS = {
    "dateOfBirthList/dateOfBirthItem/dateOfBirth": "feature/Birthdate",
    "nationalityList/nationality/country": "feature/Nationality Country",
    "citizenshipList/citizenship/country": "feature/Citizenship Country",
    "addressList/address/country": "address/country",
    "idList/id": "entity",
}
_BOUNDS = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")


def read(list_id: str, data: bytes) -> Parsed:
    """Read an ENHANCED file; ``FormatError`` where it is not all of that list."""
    lists: dict[str, tuple[str, ...]] = {}
    found = gathered(list_id, data, _FORM, partial(_mapped, lists, list_id))
    exported = found.said.get("filters", "")
    if exported not in ("", membership.own(list_id)):
        raise FormatError(
            list_id,
            f"is an export of {exported[:120]}, and should be one of all of the"
            f" {membership.own(list_id)} and nothing else",
        )
    version = found.said.get("dataAsOf", "")
    published = dates.parse(version[:10])
    issues = list(found.issues)
    if published.precision is not dates.Precision.DAY:
        issues.append(Issue("", "publicationInfo/dataAsOf", version))
    issues += membership.check(list_id, lists, "entity/sanctionsLists")
    return Parsed(
        entities=remarks.resolve(found.entities),
        issues=tuple(issues),
        published=published.lo,
        version=f"ENHANCED {version}".strip(),
    )


def _mapped(
    lists: dict[str, tuple[str, ...]],
    list_id: str,
    _: str,
    element: "etree._Element",
    note: Note,
) -> tuple[ListedEntity, int]:
    """Map one entity, and count its values; on which lists it is goes to ``lists``."""
    odd = strange(element, _SHAPE)
    for path, value in odd:
        note(path, value)
    ids = {"entity/@id": element.get("id", "")}
    record_id = entries.record_id(list_id, element, ids, note)
    parts = {local(part): part for part in element}
    listings = _within(parts, "sanctionsLists")
    on = tuple(text(listing) for listing in listings)
    lists[record_id] = (*lists.get(record_id, ()), *on)
    said = _said(parts, note)
    listed_on = min(
        filter(None, (_listed_on(one, note) for one in listings)), default=None
    )
    entity = made(
        list_id,
        record_id,
        attrs.evolve(
            said,
            links=tuple(_links(parts, said, note)),
            listed_on=listed_on,
            listed_on_source="sanctionsList/@datePublished" if listed_on else "",
            notes=(*said.notes, *membership.remarks(list_id, on)),
            strange=entries.told(odd),
            digest=entries.digest(element),
        ),
        renamed(note, _PATHS),
    )
    values = sum(1 for part in element.iter() if not len(part))
    return entity, values


def _within(parts: "Mapping[str, etree._Element]", name: str) -> "list[etree._Element]":
    """List what stands in one of the groups that an entity need not have."""
    return list(parts[name]) if name in parts else []


def _listed_on(listing: "etree._Element", note: Note) -> date | None:
    return entries.day(
        listing.get("datePublished", "")[:10], "sanctionsList/@datePublished", note
    )


def _said(parts: "Mapping[str, etree._Element]", note: Note) -> Said:
    """Say in the words of all renditions what an entity says."""
    general = parts.get("generalInfo")
    word = "" if general is None else text(child(general, "entityType"))
    kind, unknown = kind_of(word, "generalInfo/entityType", note)
    sorted_ = features.sort(
        _feature(feature, note) for feature in _within(parts, "features")
    )
    texts = {
        name: [] if general is None else [text(one) for one in children(general, name)]
        for name in ("title", "remarks")
    }
    documents = [_document(one, note) for one in _within(parts, "identityDocuments")]
    addresses = [
        row
        for one in _within(parts, "addresses")
        for row in translations.addresses(one, note)
    ]
    return Said(
        kind=kind,
        unknown=unknown,
        digest="",
        names=distinct(
            name
            for one in _within(parts, "names")
            for name in translations.listed(one, kind, note)
        ),
        programmes=[text(one) for one in _within(parts, "sanctionsPrograms")],
        measures=[text(one) for one in _within(parts, "sanctionsTypes")],
        legal_bases=[text(one) for one in _within(parts, "legalAuthorities")],
        remark="; ".join(filter(None, texts["remarks"])),
        **{
            **sorted_,
            "titles": [*filter(None, texts["title"]), *sorted_["titles"]],
            "addresses": [*addresses, *sorted_["addresses"]],
            "ids": [*documents, *sorted_["ids"]],
        },
    )


def _feature(element: "etree._Element", note: Note) -> Feature:
    """Read a feature; its date as it is written, or by all four bounds."""
    word, said = text(child(element, "type")), text(child(element, "value"))
    main = translations.is_true(element, "isPrimary", note)
    period = child(element, "valueDate")
    if period is None:
        return Feature(word, said, main=main)
    circa = translations.is_true(period, "isApproximate", note)
    translations.is_true(period, "isDateRange", note)
    bounds = [_bound(period, name, note) for name in _BOUNDS]
    first, second, third, last = bounds
    written = periods.written((first, second, third, last), circa=circa)
    read = dates.parse(said, circa=circa)
    if written and said and (read.lo, read.hi) != _extent(written):
        note("feature/valueDate", written)
    if circa and said and not read.raw.casefold().startswith(("circa", "c.")):
        said = f"circa {said}"
    if not said and not written:
        note("feature/valueDate", text(period))
    return Feature(word, said or written, main=main)


def _extent(written: str) -> tuple[date | None, date | None]:
    span = dates.parse(written)
    return span.lo, span.hi


def _bound(period: "etree._Element", name: str, note: Note) -> date | None:
    return entries.day(text(child(period, name))[:10], f"valueDate/{name}", note)


def _document(element: "etree._Element", note: Note) -> Row:
    """Read a document as an id row of the legacy file."""
    said = {local(part): text(part) for part in element}
    row = {name: said.get(part, "") for name, part in _DOCUMENT.items()}
    valid = said.get("isValid", "")
    if valid not in ("", "true", "false"):
        note("identityDocument/isValid", valid)
    if row["issuer"] == row["idCountry"]:
        row["issuer"] = ""
    row["valid"] = "false" if valid == "false" else ""
    return {name: text for name, text in row.items() if text or name == "idNumber"}


_DOCUMENT = {
    "idType": "type",
    "idNumber": "documentNumber",
    "idCountry": "issuingCountry",
    "issueDate": "issueDate",
    "expirationDate": "expirationDate",
    "issuer": "issuingLocation",
}


def _links(
    parts: "Mapping[str, etree._Element]", said: Said, note: Note
) -> Iterator[Link]:
    """Make a link of every relationship, to whom it names or numbers."""
    for element in _within(parts, "relationships"):
        other = child(element, "relatedEntity")
        target = "" if other is None else other.get("entityId", "")
        name = text(other)
        if not target and not name:
            note("relationship/relatedEntity", "")
        word = text(child(element, "type"))
        link = relations.link(word, target, name, (), "relationship/type", note)
        relations.check(said.kind, link, note)
        yield link
