"""What it would mean in law to be a listed entity: a freeze, or more care."""

from collections.abc import Iterator

import attrs

from kycscreen.entities import ListedEntity, Topic
from kycscreen.explain import values
from kycscreen.explain.words import say

FREEZING = frozenset({"eu_fsf", "un_sc", "us_ofac_sdn", "gb_ofsi"})
"""Lists on which everyone's assets are frozen, whatever a record repeats of it."""


@attrs.frozen
class Effect:
    """What it would mean to be the listed entity: its mark, meaning and duty."""

    code: str
    means: str
    detail: str = ""

    @property
    def title(self) -> str:
        """The mark's words."""
        return say(f"effect.{self.code}")

    @property
    def symbol(self) -> str:
        """The mark's sign: full for a freeze, hollow for all that freezes nothing."""
        return {"freeze": "■", "sanction": "□"}.get(self.code, "○")

    @property
    def duty(self) -> str:
        """What a true match asks for."""
        return say(f"effect.{self.code}.do")


def effects_of(entity: ListedEntity) -> tuple[Effect, ...]:
    """Return what being the listed entity means in law, the gravest first."""
    return tuple(_effects(entity))


def _effects(entity: ListedEntity) -> Iterator[Effect]:
    if Topic.SANCTION in entity.topics:
        measures = ", ".join(entity.measures)
        if entity.list_id in FREEZING or _freezes(entity):
            yield Effect("freeze", say("effect.freeze.means"), measures)
        elif measures:
            means = say("effect.sanction.means", measures=measures)
            yield Effect("sanction", means, measures)
        else:
            yield Effect("sanction", say("effect.sanction.unstated"))
    posts = values.posts(entity)
    if Topic.PEP in entity.topics:
        yield Effect("pep", say("effect.pep.means"), posts)
    elif Topic.RCA in entity.topics:
        yield Effect("rca", say("effect.rca.means"), posts)


def _freezes(entity: ListedEntity) -> bool:
    stems = ("freez", "frozen", "block")
    return any(stem in m.casefold() for m in entity.measures for stem in stems)
