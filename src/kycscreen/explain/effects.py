"""What it would mean in law to be a listed entity: a freeze, or more care.

Who designates decides whom it binds: a firm in the EU freezes what the EU lists,
and what the UN lists as the EU carries it over; what another state freezes, that
state's law freezes.
"""

from collections.abc import Iterator

import attrs

from kycscreen.entities import ListedEntity, Topic
from kycscreen.explain import values
from kycscreen.explain.words import knows, say

FREEZING = frozenset({"eu_fsf", "un_sc", "us_ofac_sdn", "gb_ofsi"})
"""Lists on which everyone's assets are frozen, whatever a record repeats of it."""

LAWS = frozenset({"eu", "un", "us", "gb", "ch"})
"""Whose law a list is of, by the first word of its id; of others nothing is said."""


@attrs.frozen
class Effect:
    """What it would mean to be the listed entity: its mark, meaning and duty.

    ``law`` is whose it is, one of ``LAWS``, or empty.
    """

    code: str
    means: str
    detail: str = ""
    law: str = ""

    @property
    def title(self) -> str:
        """The mark's words."""
        return _by_law(f"effect.{self.code}", self.law)

    @property
    def symbol(self) -> str:
        """The mark's sign: full for a freeze, hollow for all that freezes nothing."""
        return {"freeze": "■", "sanction": "□"}.get(self.code, "○")

    @property
    def duty(self) -> str:
        """What a true match asks for."""
        return _by_law(f"effect.{self.code}.do", self.law)


def effects_of(entity: ListedEntity) -> tuple[Effect, ...]:
    """Return what being the listed entity means in law, the gravest first."""
    return tuple(_effects(entity))


def _effects(entity: ListedEntity) -> Iterator[Effect]:
    if Topic.SANCTION in entity.topics:
        yield _sanction(entity)
    for topic in _ALERTS:
        if topic in entity.topics:
            yield Effect(topic.value, say(f"effect.{topic.value}.means"))
    posts = values.posts(entity, years=True)
    if Topic.PEP in entity.topics:
        yield Effect("pep", say("effect.pep.means"), posts)
    elif Topic.RCA in entity.topics:
        yield Effect("rca", say("effect.rca.means"), posts)


# What is no sanction and no public function, the gravest first.
_ALERTS = (Topic.LINKED, Topic.CRIME, Topic.DEBARRED, Topic.INTEREST)


def _sanction(entity: ListedEntity) -> Effect:
    law = _law(entity)
    measures = ", ".join(entity.measures)
    if entity.list_id in FREEZING or _freezes(entity):
        return Effect("freeze", _by_law("effect.freeze.means", law), measures, law)
    if measures:
        means = say("effect.sanction.means", measures=measures)
        return Effect("sanction", means, measures, law)
    return Effect("sanction", say("effect.sanction.unstated"), law=law)


def _law(entity: ListedEntity) -> str:
    first = entity.list_id.partition("_")[0]
    return first if first in LAWS else ""


def _by_law(key: str, law: str) -> str:
    """Return the words for a law, or those for all where it has none of its own."""
    special = f"{key}.{law}"
    return say(special if knows(special) else key)


def _freezes(entity: ListedEntity) -> bool:
    stems = ("freez", "frozen", "block")
    return any(stem in m.casefold() for m in entity.measures for stem in stems)
