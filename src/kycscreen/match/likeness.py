"""The names of both sides: which two are most alike, and what that is worth."""

import attrs

from kycscreen import policy as policies
from kycscreen.entities import ListedEntity, ListedName, Strength
from kycscreen.match.reasons import NUMBER_AGREES, Reason
from kycscreen.names import Alignment, Name, Word, closest, shares, space_of
from kycscreen.names.tokens import COMPARED
from kycscreen.parties import Party
from kycscreen.policy import Policy

_Met = tuple[Name, Name, Alignment]


@attrs.frozen
class Best:
    """The best meeting of a party's names with some of an entity's."""

    score: int = 0
    party: str = ""
    listed: ListedName | None = None
    met: _Met | None = None

    @property
    def matched(self) -> str:
        """The listed name, if there is one."""
        return "" if self.listed is None else self.listed.full

    def words(self, points: int) -> tuple[Word, ...]:
        """Say how each word met, with points that sum to ``points``."""
        if self.met is None:
            return ()
        ours, theirs, alignment = self.met
        return shares(alignment, ours, theirs, points)


def best_names(party: Party, entity: ListedEntity, policy: Policy) -> tuple[Best, Best]:
    """Return the best meeting with a name, and with a weak alias.

    The first of equals wins, so a result never depends on chance.
    """
    space = space_of(party.kind)
    found: list[tuple[str, ListedName, _Met] | None] = [None, None]
    scores = [0, 0]  # of names, and of weak aliases
    if entity.kind in COMPARED[space]:
        weak_alone = entity.list_id in policy.weak_alone
        for name in party.names:
            for listed in entity.names:
                which = listed.strength is _WEAK and not weak_alone
                score = scores[which]
                if score == _WHOLE:
                    continue
                met = closest(name, listed.full, space)
                if met[2].score > score:
                    scores[which], found[which] = met[2].score, (name, listed, met)
    strong, weak = found
    none = Best(party=party.name)
    return (
        none if strong is None else Best(scores[0], *strong),
        none if weak is None else Best(scores[1], *weak),
    )


_WEAK = Strength.WEAK  # a member costs more to reach than to compare
_WHOLE = 100
"""The score that none can exceed."""


def name_reasons(
    strong: Best, weak: Best, codes: set[str], policy: Policy
) -> tuple[Best, tuple[Reason, ...]]:
    """Return the meeting that counts, and what it is worth.

    A weak alias supports a name or an identifier that agrees. Without such a name
    it stands for it, and is worth less: alone it makes no hit.
    """
    points = policies.name_points(strong.score, policy)
    if weak.listed is None or weak.score < policy.name_floor:
        return strong, (_name(strong, points, policy),)
    alone = policies.weak_name_points(weak.score, policy)
    if alone > points:
        listed, score = weak.listed.full, str(weak.score)
        return weak, (Reason("name.weak", alone, weak.party, listed, score),)
    name = _name(strong, points, policy)
    if strong.score < policy.name_floor and not codes & NUMBER_AGREES:
        return strong, (name,)
    more = (weak.score * policy.weak_points + 50) // 100
    listed, score = weak.listed.full, str(weak.score)
    return strong, (name, Reason("name.weak_alias", more, weak.party, listed, score))


def _name(best: Best, points: int, policy: Policy) -> Reason:
    """Weigh the best meeting; unlike names count their few points all the same."""
    code = "name.same" if best.score == 100 else "name.similar"
    if best.score < policy.name_floor:
        code = "name.different"
    return Reason(code, points, best.party, best.matched, str(best.score))


def little(best: Best, policy: Policy) -> tuple[Reason, ...]:
    """Take points where the words that met tell little: few, or many people's."""
    if best.met is None or best.score < policy.name_floor:
        return ()
    met = best.met[2].met // 100
    if met >= ENOUGH:
        return ()
    lacking = min(ENOUGH - met, ENOUGH - LITTLE)
    # Rounded half towards none; Python rounds a negative quotient down.
    points = -((-2 * policy.name_little * lacking // (ENOUGH - LITTLE) + 1) // 2)
    return (Reason("name.little", points),) if points else ()


LITTLE, ENOUGH = 700, 1500
"""The weight of the words that met at which all these points are taken, and none: a
rare word weighs 1000, a common given name 300."""
