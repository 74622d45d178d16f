"""The names of both sides: which two are most alike, and what that is worth."""

from collections.abc import Iterator

import attrs

from kycscreen import policy as policies
from kycscreen.entities import ListedEntity, ListedName, Strength
from kycscreen.match.reasons import NUMBER_AGREES, Reason
from kycscreen.names import Name, Word, align, read_in, shares, space_of
from kycscreen.names.tokens import COMPARED
from kycscreen.parties import Party
from kycscreen.policy import Policy


@attrs.frozen
class Best:
    """The best meeting of a party's names with some of an entity's."""

    score: int = 0
    party: str = ""
    listed: ListedName | None = None
    ours: Name | None = None
    theirs: Name | None = None

    def words(self, points: int) -> tuple[Word, ...]:
        """Say how each word met, with points that sum to ``points``."""
        if self.ours is None or self.theirs is None:
            return ()
        return shares(align(self.ours, self.theirs), self.ours, self.theirs, points)


def best_names(party: Party, entity: ListedEntity, policy: Policy) -> tuple[Best, Best]:
    """Return the best meeting with a name, and with a weak alias.

    The first of equals wins, so a result never depends on chance.
    """
    strong, weak = Best(party=party.name), Best(party=party.name)
    space = space_of(party.kind)
    if entity.kind not in COMPARED[space]:
        return strong, weak
    for ours in (read_in(name, space) for name in party.names):
        for listed in entity.names:
            theirs = read_in(listed.full, space)
            score = align(ours, theirs).score
            only_weak = (
                listed.strength is Strength.WEAK
                and entity.list_id not in policy.weak_alone
            )
            if only_weak and score > weak.score:
                weak = Best(score, ours.text, listed, ours, theirs)
            elif not only_weak and score > strong.score:
                strong = Best(score, ours.text, listed, ours, theirs)
    return strong, weak


def name_reason(best: Best, policy: Policy) -> Reason:
    """Weigh the best meeting; unlike names count their few points all the same."""
    code = "name.same" if best.score == 100 else "name.similar"
    if best.score < policy.name_floor:
        code = "name.different"
    listed = best.listed.full if best.listed is not None else ""
    points = policies.name_points(best.score, policy)
    return Reason(code, points, best.party, listed, str(best.score))


def weak_reason(
    strong: Best, weak: Best, codes: set[str], policy: Policy
) -> Iterator[Reason]:
    """A weak alias speaks only beside a name or an identifier that agrees."""
    if weak.listed is None or weak.score < policy.name_floor:
        return
    if strong.score < policy.name_floor and not codes & NUMBER_AGREES:
        return
    points = (weak.score * policy.weak_points + 50) // 100
    yield Reason(
        "name.weak_alias", points, weak.party, weak.listed.full, str(weak.score)
    )
