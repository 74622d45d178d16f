"""Why a pair is no hit: where it was lost, and what alone would make it one.

>>> from kycscreen.facts import Kind
>>> from kycscreen.parties import Role
>>> listed = ListedEntity(list_id="t", record_id="1", kind=Kind.PERSON,
...     names=("Jean Exemple",), birth_dates=("1962-03-14",))
>>> jean = Party.person("Jean Exampelles", role=Role.CLIENT, birth_date="1962-03-14")
>>> why = miss(jean, listed)
>>> why.is_hit, [loss.text for loss in why.losses]
(False, ['‘Exampelles’ and ‘Exemple’: too unlike to meet'])
>>> why.remedies[0].text
'If ‘Exampelles’ read ‘Exemple’'
"""

from collections.abc import Iterator

import attrs

from kycscreen import codec, match
from kycscreen.entities import ListedEntity
from kycscreen.explain.account import signed
from kycscreen.explain.losses import Loss, gains, losses
from kycscreen.explain.remedies import Remedy, remedies
from kycscreen.explain.words import say
from kycscreen.match import Hit
from kycscreen.parties import Party
from kycscreen.policy import Policy

__all__ = [
    "Loss",
    "Miss",
    "Remedy",
    "as_json",
    "headline",
    "ledger",
    "miss",
    "ways",
]


@attrs.frozen(kw_only=True)
class Miss:
    """A pair that is no hit, weighed: what it lost and what alone would win it.

    What an identical name is worth (the policy's ``name_points``) and the points of
    ``losses`` and ``gains`` sum to the score. A pair that is a hit has neither
    losses nor remedies; ``weighed`` holds all of it either way.
    """

    weighed: Hit
    policy: Policy
    is_hit: bool
    losses: tuple[Loss, ...]
    gains: tuple[Loss, ...]
    remedies: tuple[Remedy, ...]

    @property
    def score(self) -> int:
        """What the pair scores."""
        return self.weighed.score

    @property
    def short(self) -> int:
        """The points that it lacks for a hit; 0 where only a threshold bars it."""
        return max(0, self.policy.alert_at - self.score)


def miss(party: Party, entity: ListedEntity, *, policy: Policy | None = None) -> Miss:
    """Say why a party and a listed entity are no hit, by the default policy or yours.

    A pair that is one says so: ``is_hit``.
    """
    by = Policy() if policy is None else policy
    weighed = match.weigh(party, entity, by)
    if match.match(party, entity, by) is not None:
        return Miss(
            weighed=weighed, policy=by, is_hit=True, losses=(), gains=(), remedies=()
        )
    return Miss(
        weighed=weighed,
        policy=by,
        is_hit=False,
        losses=losses(weighed, party, by),
        gains=gains(weighed),
        remedies=remedies(weighed, party, entity, by),
    )


def headline(miss: Miss) -> str:
    """Say in a line whether the pair is a hit, and by how much it is not."""
    key = "is_hit" if miss.is_hit else "title" if miss.short else "barred"
    alert = miss.policy.alert_at
    return say(f"miss.{key}", n=miss.score, alert=alert, short=miss.short)


def ledger(miss: Miss) -> Iterator[tuple[str, str]]:
    """Yield, line by line, what adds up to the score, and from where on it alerts."""
    yield say("miss.full"), signed(miss.policy.name_points)
    for one in (*miss.losses, *miss.gains):
        yield one.text, signed(one.points)
    yield say("the_score"), str(miss.score)
    yield say("miss.alert"), str(miss.policy.alert_at)


def ways(miss: Miss) -> Iterator[str]:
    """Yield what alone would make the pair a hit, with the score then."""
    if all(one.code.startswith("policy.") for one in miss.remedies):
        yield say("miss.if.none")
    for one in miss.remedies:
        # A lower alert leaves the score as it is.
        moved = one.score != miss.score
        told = say("miss.if.told", change=one.text, n=one.score)
        yield told if moved else one.text


def as_json(miss: Miss) -> str:
    """Return a miss as one line of canonical JSON."""
    told = {
        "is_hit": miss.is_hit,
        "score": miss.score,
        "alert_at": miss.policy.alert_at,
        "short": miss.short,
        "policy": miss.policy.hash,
        "losses": codec.to_plain(miss.losses),
        "gains": codec.to_plain(miss.gains),
        "remedies": codec.to_plain(miss.remedies),
        "weighed": codec.to_plain(miss.weighed),
    }
    return codec.canonical(told)
