"""What the UN's comments tell: relatives, other entities, former references.

Who is named with a reference is found once the whole file has been read.
"""

import re
from collections.abc import Iterable, Mapping

import attrs

from kycscreen.entities import Link, LinkType, ListedEntity
from kycscreen.sources import opener

_REFERENCE = r"[A-Z]{2}[ie]\.\d{3}"


def old_references(comments: str) -> list[str]:
    """Find the references that an entity had before 2014."""
    return re.findall(
        r"(?i)\bold reference #\s*([A-Z][\w.]*(?:\(\d+\))?[\w.]*\w)", comments
    )


_RELATIVE = (
    r"(?:half[- ])?(?:father|mother|brother|sister|son|daughter|wife|husband|spouse"
    r"|uncle|aunt|nephew|niece|cousin|widow)(?:[- ]in[- ]law)?\b|linked by marriage"
)
_KIN_NAMED = (
    r"(?i)\b(?:father|mother|wife|husband|spouse|brother|sister|son|daughter)[’']?s?"
    r"[’']? names?(?: is:?| was:?| ?:) "
    r"([^\W\d_][^.;:,()\d]{0,120}?)(?= ?\(| and |, | (?:mother|father|wife)\b|[.;]|$)"
)


def links(comments: str) -> tuple[Link, ...]:
    """Find relatives, and entities named with their reference, in the comments."""
    text = opener.line(comments)
    found: list[Link] = []
    for clause in re.split(r"(?<=[^.\s]{3})[.;]\s", text):
        start = 0
        for match in re.finditer(rf"\((?:see )?({_REFERENCE})[.)\s]", clause):
            before = clause[start : match.start()].strip(" ,")
            kin = re.search(rf"(?i)\b(?:{_RELATIVE})", before)
            is_kin = kin is not None and match[1][2] == "i"  # an individual's
            type_ = LinkType.FAMILY if is_kin else LinkType.LINKED_TO
            found.append(
                Link(type_, target_id=match[1], target_list="un_sc", note=before[-160:])
            )
            start = match.end()
    referred = [link.note for link in found if link.type is LinkType.FAMILY]
    for match in re.finditer(_KIN_NAMED, text):
        name = match[1].strip(" ,")
        if not any(told.endswith(name) for told in referred):
            note = match[0][: match.start(1) - match.start()].strip(" :")
            found.append(Link(LinkType.FAMILY, target_name=name, note=note))
    return tuple(dict.fromkeys(found))


def resolved(entities: Iterable[ListedEntity]) -> tuple[ListedEntity, ...]:
    """Replace references by record ids; an entity off the list keeps its reference."""
    whole = tuple(entities)
    by_reference: dict[str, ListedEntity] = {}
    for entity in whole:
        for xref in entity.xrefs:
            if xref.scheme == "un_ref":
                by_reference.setdefault(xref.id, entity)
    return tuple(
        attrs.evolve(entity, links=tuple(_resolved(entity.links, by_reference)))
        if entity.links
        else entity
        for entity in whole
    )


def _resolved(
    links: Iterable[Link], by_reference: Mapping[str, ListedEntity]
) -> Iterable[Link]:
    for link in links:
        target = by_reference.get(link.target_id)
        if target is not None:
            name = target.names[0].full if target.names else link.target_id
            yield attrs.evolve(link, target_id=target.record_id, target_name=name)
        elif link.target_id:
            yield attrs.evolve(link, target_id="", target_name=link.target_id)
        else:
            yield link
