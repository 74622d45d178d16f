"""What a comparison leaves behind: reasons, and the hit they add up to."""

import hashlib
from enum import Enum

import attrs

from kycscreen import codec
from kycscreen.entities import ListedEntity, ListedName
from kycscreen.names import Word
from kycscreen.parties import Party


class Identity(Enum):
    """What the facts besides the name say: is it the same subject?

    ``CONFIRMED``: a number is the same; ``SUPPORTED``: a birth date or place (an
    organisation's country) agrees, or a number of unstated kind or country;
    ``DOUBTFUL``: facts disagree, or disagree in part; ``UNKNOWN``: nothing that
    tells people apart is stated on both sides.
    """

    CONFIRMED = "confirmed"
    SUPPORTED = "supported"
    UNKNOWN = "unknown"
    DOUBTFUL = "doubtful"
    CONTRADICTED = "contradicted"


NUMBER_AGREES = frozenset({"identifier.same", "identifier.compatible"})
"""The codes of an identifier in common, proved or not."""


_IDENTITIES = {identity: place for place, identity in enumerate(Identity)}


@attrs.frozen
class Reason:
    """One piece of evidence: what was compared, and what it was worth.

    Its ``repr`` tells that, and nothing of the party.
    """

    code: str
    points: int
    party_value: str = attrs.field(default="", repr=False)
    listed_value: str = attrs.field(default="", repr=False)
    detail: str = attrs.field(default="", repr=False)


@attrs.frozen(kw_only=True)
class Hit:
    """A party and a listed entity whose likeness a person has to judge.

    ``words`` say how each word of ``party_name`` and ``matched_name`` met; their
    points sum to those of the name's reason, as the reasons sum to ``score``.
    ``pack`` is the policy's half that judged it: ``sanctions`` or ``pep``.
    ``fingerprint`` is the hash of the material facts of both sides.
    Personal numbers in ``party`` are masked; the ``repr`` names the entity alone.
    """

    client_id: str
    party: Party
    entity: ListedEntity
    party_name: str = attrs.field(repr=False)
    matched_name: ListedName | None
    name_score: int
    words: tuple[Word, ...] = attrs.field(repr=False)
    reasons: tuple[Reason, ...]
    identity: Identity
    pack: str
    fingerprint: str

    @property
    def score(self) -> int:
        """The sum of the reasons' points."""
        return sum(reason.points for reason in self.reasons)

    @property
    def rank(self) -> tuple[int, int, int, str, str, str, str]:
        """Where the hit stands among others: the one total order, least first.

        Score, identity, name score, list id, record id, client id, party id.
        """
        return (
            -self.score,
            _IDENTITIES[self.identity],
            -self.name_score,
            self.entity.list_id,
            self.entity.record_id,
            self.client_id,
            self.party.id,
        )

    @property
    def id(self) -> str:
        """A name for this pair that stays the same over time, lists and policies."""
        pair = [self.client_id, self.party.id, self.entity.list_id]
        text = codec.canonical([*pair, self.entity.record_id])
        return hashlib.sha256(text.encode()).hexdigest()[:16]
