"""Who is a PEP in law, on a day, and on what grounds; and what a party says itself.

A list keeps people for years; the law asks for more care while somebody is in office
and for some months after. Nothing here is a score, and nothing refuses a customer.

>>> from kycscreen.entities import Kind, Position, Topic
>>> from kycscreen.policy import Policy
>>> post = Position("Minister of Examples", country="fi", end="2026-03-01")
>>> entity = ListedEntity(list_id="own", record_id="1", kind=Kind.PERSON,
...     names=["Jean Exemple"], topics={Topic.PEP}, positions=[post])
>>> found = exposure(entity, law=Policy().law, on=date(2026, 11, 29))
>>> found.code, found.until, found.function, found.rule
('pep.cooling_off', datetime.date(2027, 3, 1), 'minister', 'at_least')
"""

from datetime import date

import attrs

from kycscreen.entities import ListedEntity
from kycscreen.pep.declarations import CODES as DECLARED
from kycscreen.pep.declarations import Declared as Declared
from kycscreen.pep.declarations import declared as declared
from kycscreen.pep.exposures import Exposure as Exposure
from kycscreen.pep.exposures import Rank, Ranked
from kycscreen.pep.holders import own
from kycscreen.pep.relatives import Related, beside
from kycscreen.pep.standing import Standing as Standing
from kycscreen.policy.law import Law

CODES = (*(f"pep.{standing.value}" for standing in Standing), *DECLARED)
"""The codes of what is found here."""


def exposure(
    entity: ListedEntity, *, law: Law, on: date, related: Related | None = None
) -> Exposure | None:
    """Return what makes a listed entity a PEP or a relative of one; none if nothing.

    Of several functions the strongest: one that the law counts before one that it
    does not; in office, then whose least time ends last, then unknown, then former.
    ``related`` finds the holder beside whom the list puts the entity; without it a
    relative's standing is unknown. Whoever died holds nothing from that day on.
    """
    found = sorted(
        (*own(entity, law, on), *beside(entity, law, on, related)), key=_rank
    )
    if not found:
        return None
    best, *others = (one.exposure for one in found)
    return attrs.evolve(best, others=dict.fromkeys(one.called for one in others))


def _rank(found: Ranked) -> Rank:
    return found.rank
