"""Whom a list puts beside a holder: relatives and close associates, each judged."""

from collections.abc import Callable, Iterator
from datetime import date

from kycscreen import dates
from kycscreen.entities import Link, LinkType, ListedEntity, Position, Topic
from kycscreen.pep import grounds, kinship
from kycscreen.pep.exposures import Office, Ranked, judged, ranked
from kycscreen.pep.holders import offices_of
from kycscreen.pep.kinship import Kin
from kycscreen.pep.relations import near_enough, relation_of
from kycscreen.policy.law import Law

Related = Callable[[str, str], ListedEntity | None]
"""Finds an entity by its list and record, where its list is at hand."""


def beside(
    entity: ListedEntity, law: Law, on: date, related: Related | None
) -> Iterator[Ranked]:
    """Yield what an entity is beside each holder, each with its rank."""
    is_rca = Topic.RCA in entity.topics
    is_told = Topic.PEP in entity.topics
    for link in entity.links:
        if link.type not in (LinkType.FAMILY, LinkType.ASSOCIATE):
            continue
        list_id = link.target_list or entity.list_id
        can_ask = related is not None and link.target_id != ""
        holder = related(list_id, link.target_id) if related and can_ask else None
        offices = () if holder is None else offices_of(holder, law, on)
        if not offices and (holder is not None or not is_rca):
            continue  # beside somebody who is no PEP, or of whom nobody says it
        is_told = True
        for office in offices or (None,):
            yield _relative(entity, link, office, law, on)
    if is_rca and not is_told:
        yield _relative(entity, Link(LinkType.FAMILY), None, law, on)


def _relative(
    entity: ListedEntity, link: Link, office: Office | None, law: Law, on: date
) -> Ranked:
    """Judge one relation: it stands as the holder does, and may be too far off."""
    kin = kinship.told(entity.list_id, link.note)
    associate = link.type is LinkType.ASSOCIATE
    relation = relation_of(kin.words, associate=associate, law=law)
    function = None if office is None else office.function
    over = _is_over(kin, on)
    near = near_enough(
        relation,
        kin.words,
        # Who the holder is may be unknown: then it may be one of the highest.
        highest=office is None or (function is not None and function.highest),
        on=on,
    )
    tie = grounds.Tie(link, kin, over=over, near=near)
    called = kin.words if relation is None else relation.id
    return ranked(
        office or judged(Position(""), None, law, on),
        counts=near and not over and (office is None or office.counts),
        relation=called or ("associate" if associate else "relative"),
        relative_of=link.target_id,
        grounds=grounds.of_relative(tie, office, entity.list_id, law, on),
    )


def _is_over(kin: Kin, on: date) -> bool:
    if kin.over:
        return True
    try:
        last = dates.parse_iso(kin.until).hi
    except ValueError:
        return kin.until != ""
    return last is not None and last <= on
