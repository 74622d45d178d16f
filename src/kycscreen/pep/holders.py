"""The public functions that a listed entity holds or held, each judged."""

import re
from collections.abc import Iterator
from datetime import date

from kycscreen.entities import ListedEntity, Position, Topic
from kycscreen.pep import grounds
from kycscreen.pep.exposures import Office, Ranked, judged, ranked
from kycscreen.pep.standing import Doubt
from kycscreen.policy.law import Law


def own(entity: ListedEntity, law: Law, on: date) -> Iterator[Ranked]:
    """Yield what makes an entity a PEP itself, each with its rank."""
    for office in offices_of(entity, law, on):
        yield ranked(
            office,
            counts=office.counts,
            grounds=grounds.of_office(office, entity.list_id, law, on),
        )


def offices_of(entity: ListedEntity, law: Law, on: date) -> tuple[Office, ...]:
    """Judge the public functions of a holder.

    On lists of PEPs each position is one; elsewhere those that the list puts in a
    category. One that is still to come matters only where there is no other.
    """
    is_pep = Topic.PEP in entity.topics
    posts = [post for post in entity.positions if is_pep or post.category]
    if is_pep and not posts:
        posts = [Position("")]
    death = died(entity)
    offices = [judged(post, death, law, on) for post in posts]
    begun = [one for one in offices if one.stands.doubt is not Doubt.AHEAD]
    return tuple(begun or offices)


def died(entity: ListedEntity) -> str | None:
    """Return when somebody died, as readers remark it; empty if that is not known."""
    for remark in entity.remarks:
        if found := re.fullmatch("died(?:,.*| (.*))", remark):
            return found[1] or ""
    return None
