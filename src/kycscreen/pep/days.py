"""On which days a standing may change, though lists, law and declarations do not.

What could differ is enough here: a day too many costs one more look, and a day too
few would leave somebody in office for ever.

>>> from kycscreen.entities import Kind, Position, Topic
>>> from kycscreen.policy import Policy
>>> post = Position("Minister of Examples", country="fi", end="2026-03-01")
>>> entity = ListedEntity(list_id="own", record_id="1", kind=Kind.PERSON,
...     names=["Jean Exemple"], topics={Topic.PEP}, positions=[post])
>>> [day.isoformat() for day in sorted(of_entity(entity, Policy().law))]
['2026-03-01', '2027-03-01']
"""

from collections.abc import Iterator
from datetime import date

from kycscreen import dates
from kycscreen.entities import NEAR, ListedEntity
from kycscreen.parties import Pep
from kycscreen.pep import kinship
from kycscreen.pep.holders import died
from kycscreen.pep.relatives import Related
from kycscreen.pep.standing import Spell, months_after, spell
from kycscreen.policy.law import Law


def of_entity(
    entity: ListedEntity, law: Law, related: Related | None = None
) -> Iterator[date]:
    """Yield the days of its own functions, and of those whom it stands beside."""
    yield from _of_offices(entity, law)
    for link in entity.links:
        if link.type not in NEAR:
            continue
        over = _last(kinship.told(entity.list_id, link.note).until)
        if over is not None:
            yield over
        if related is not None and link.target_id:
            holder = related(link.target_list or entity.list_id, link.target_id)
            if holder is not None:
                yield from _of_offices(holder, law)


def of_declared(pep: Pep, law: Law) -> Iterator[date]:
    """Yield the days of what a party declared."""
    yield from _of_spell(Spell(first=pep.start, last=pep.end), law)


def _of_offices(entity: ListedEntity, law: Law) -> Iterator[date]:
    death = died(entity)
    for post in entity.positions:
        yield from _of_spell(spell(post.start, post.end, post.status, death), law)


def _of_spell(held: Spell, law: Law) -> Iterator[date]:
    if held.first is not None:
        yield held.first
    if held.last is not None:
        yield held.last
        for rule in law.after_office:
            yield months_after(held.last, rule.months)


def _last(text: str) -> date | None:
    try:
        return dates.parse_iso(text).hi
    except ValueError:
        return None
