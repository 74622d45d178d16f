"""One ``sanctionEntity`` of the EU's file, made into a listed entity.

Vessels are published as enterprises with an IMO number, but so are their owners:
companies have IMO numbers too, with another check digit (Chong Chon Gang Shipping,
Korea Yujong Shipping). Therefore an IMO number makes a vessel only where it holds as
a ship's and not as a company's; in doubt it is an organisation, which is compared
with more.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import ListedEntity, Position, Xref
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier, normal, worldwide
from kycscreen.sources import entries, merging, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.eu import acts, births, names, papers
from kycscreen.sources.eu.element import Row, read

if TYPE_CHECKING:
    from lxml import etree

_KINDS = {"person": Kind.PERSON, "enterprise": Kind.ORGANISATION}
_KNOWN = frozenset(
    {
        *("designationDate", "designationDetails", "delistingDate"),
        *("unitedNationId", "euReferenceNumber", "logicalId"),
    }
)
_SUBJECT = frozenset({"code", "classificationCode"})


@attrs.frozen
class _Parts:
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


def _opened(element: "etree._Element", note: Note) -> _Parts:
    own = read(element, _KNOWN, note, "sanctionEntity", _CHILDREN)
    children: dict[str, list[etree._Element]] = {}
    for child in own.children:
        children.setdefault(opener.local(child), []).append(child)
    return _Parts(own.row, own.remarks, children)


def mapped(element: "etree._Element", note: Note) -> ListedEntity:
    """Map one entity; whatever cannot be placed is noted and the entity kept."""
    parts = _opened(element, note)
    record_id = _record_id(parts.row, element, note)
    aliases = [names.alias(child, note) for child in parts.all("nameAlias")]
    documents = papers.documents(parts.all("identification"), note)
    has_ship = any(_is_ships(number) for number in documents.identifiers)
    kind = _kind(parts, has_ship, note)
    born = births.births(parts.all("birthdate"), note)
    where = papers.addresses(parts.all("address"), note)
    citizen = births.citizenships(parts.all("citizenship"), note)
    laws = [acts.read_act(child, note) for child in parts.all("regulation")]
    listed_on, source = acts.listed_on(
        parts.row, parts.remarks, [act.basis for act in laws], note
    )
    # The EU says itself which of its names are weak: we add none of our own.
    called = merging.taken_apart(names.all_names(aliases), kind, inferred=False)
    if not called:
        note("sanctionEntity/nameAlias", "no name")
    details = parts.row.get("designationDetails", "")
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
        programmes=tuple(dict.fromkeys(act.programme for act in laws if act.programme)),
        legal_bases=tuple(act.basis for act in laws),
        listed_on=listed_on,
        listed_on_source=source,
        delisted_on=entries.day(
            parts.row.get("delistingDate", ""), "sanctionEntity/@delistingDate", note
        ),
        remarks=(
            *parts.remarks,
            *((f"designationDetails: {details}",) if details else ()),
            *(remark for a in aliases for remark in a.remarks),
            *born.remarks,
            *citizen.remarks,
            *documents.remarks,
            *where.remarks,
        ),
        xrefs=tuple(_xrefs(parts.row)),
        raw_sha256=entries.digest(element),
    )


def _record_id(row: Row, element: "etree._Element", note: Note) -> str:
    ids = {
        f"sanctionEntity/@{name}": row.get(name, "")
        for name in ("euReferenceNumber", "logicalId")
    }
    return entries.record_id("eu_fsf", element, ids, note)


def _xrefs(row: Row) -> Iterable[Xref]:
    for scheme, name in (("un_ref", "unitedNationId"), ("eu_logical_id", "logicalId")):
        if row.get(name):
            yield Xref(scheme, row[name])


def _is_ships(number: Identifier) -> bool:
    """Tell whether a number is a ship's, and surely no shipping company's."""
    digits = normal(number)
    return (
        number.type == "imo"
        and worldwide.ship_holds(digits)
        and not worldwide.shipping_company_holds(digits)
    )


def _kind(parts: _Parts, has_ship: bool, note: Note) -> Kind:
    """Return what an entity is: vessels are published as enterprises."""
    codes = []
    for child in parts.all("subjectType"):
        row = read(child, _SUBJECT, note, "subjectType").row
        codes.append(row.get("code", ""))
    kind = _KINDS.get(codes[0]) if len(codes) == 1 else None
    if kind is None:
        note("subjectType/@code", " ".join(codes))
        return Kind.UNKNOWN
    return Kind.VESSEL if has_ship and kind is Kind.ORGANISATION else kind
