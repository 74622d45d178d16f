"""Reading SECO's file as a whole: its sections, its targets, and whom they point to."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import ListedEntity, NameKind
from kycscreen.sources import Issue, Parsed
from kycscreen.sources.entries import Note
from kycscreen.sources.gathering import Form, dated
from kycscreen.sources.seco import names
from kycscreen.sources.seco.entity import mapped
from kycscreen.sources.seco.sections import Sections, keep_place, keep_programme

if TYPE_CHECKING:
    from lxml import etree

_FORM = Form(
    root="swiss-sanctions-list",
    namespaces=("",),
    records=frozenset({"sanctions-program", "place", "target"}),
    id_path="target/@ssid",
    says=frozenset({"@list-type", "@date"}),
    whole=(("@list-type", "whole-list"),),
    odd=frozenset({names.CUT, "name", "name/name-part"}),  # no names
)


def read(data: bytes) -> Parsed:
    """Read SECO's file; ``FormatError`` where it is not that list or not whole."""
    parsed = dated("ch_seco", data, _FORM, partial(_mapped, Sections()), on="@date")
    by_id = {entity.record_id: entity for entity in parsed.entities}
    astray: list[Issue] = []
    linked = (_linked(entity, by_id, astray) for entity in parsed.entities)
    told = tuple(_ended(entity, parsed.published) for entity in linked)
    return attrs.evolve(parsed, entities=told, issues=(*parsed.issues, *astray))


def _ended(entity: ListedEntity, published: date | None) -> ListedEntity:
    """Take from whoever is delisted what holds no longer; not before its day.

    Whoever is delisted is of interest for what once was, and not sanctioned.
    """
    ended = entity.delisted_on
    if ended is None:
        return entity
    if published is not None and ended > published:
        remark = f"modification: de-listed from {ended}"
        return attrs.evolve(entity, delisted_on=None, remarks=(*entity.remarks, remark))
    told = (f"sanctions-set: {measure}" for measure in entity.measures)
    return attrs.evolve(
        entity, topics=frozenset(), measures=(), remarks=(*entity.remarks, *told)
    )


def _mapped(
    sections: Sections, name: str, element: "etree._Element", note: Note
) -> tuple[ListedEntity | None, int]:
    if name == "sanctions-program":
        return None, keep_programme(sections, element, note)
    if name == "place":
        return None, keep_place(sections, element, note)
    return mapped(sections, element, note)


def _linked(
    entity: ListedEntity, by_id: dict[str, ListedEntity], astray: list[Issue]
) -> ListedEntity:
    """Name whom an entity's links point to; report who is not in the file."""
    if not entity.links:
        return entity
    links = []
    for link in entity.links:
        target = by_id.get(link.target_id)
        if target is None:
            path = "relation/@target-id"
            astray.append(Issue(entity.record_id, path, link.target_id))
            links.append(link)
        else:
            links.append(attrs.evolve(link, target_name=_called(target)))
    return attrs.evolve(entity, links=tuple(links))


def _called(entity: ListedEntity) -> str:
    """Return an entity's primary name, or its number where it has none."""
    primary = (n.full for n in entity.names if n.kind is NameKind.PRIMARY)
    return next(primary, entity.record_id)
