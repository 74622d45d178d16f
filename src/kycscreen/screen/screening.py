"""What a screening says: outcome, hits, gaps, and what it all rests on."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TypeVar

import attrs

from kycscreen import codec, subjects
from kycscreen.match import Hit
from kycscreen.ownership.verdicts import Ownership
from kycscreen.parties import Holding, Party
from kycscreen.screen.findings import Finding, Lack, Missing, NextStep

SCHEMA = "kycscreen.screening/1"


class Outcome(Enum):
    """What a screening concludes. ``CLEAR`` is proved: no hits, findings and gaps.

    ``HITS``: there are hits, or findings, that a person has to look at.
    """

    CLEAR = "clear"
    HITS = "hits"
    INCONCLUSIVE = "inconclusive"


@attrs.frozen
class Gap:
    """Why nothing can be concluded, and what closes it.

    ``code`` is dotted: ``list.none``, ``list.missing``, ``list.stale``,
    ``list.future``, ``list.empty``, ``list.damaged``, ``list.extract``,
    ``list.undated``, ``party.unnamed``, ``party.name_unread``, ``party.overlong``,
    ``owner.undisclosed``, ``client.empty``. ``subject`` is the id of a list, a party
    or a client, and empty where there is none. Warnings have the same shape.
    """

    code: str
    subject: str
    detail: str


@attrs.frozen(kw_only=True)
class ListUsed:
    """The edition of a list that a screening used. Ages are in days."""

    list_id: str
    sha256: str
    published: date | None
    checked: date | None
    age: int | None
    max_age: int | None
    entities: int
    extract: bool = False


@attrs.frozen(kw_only=True)
class Provenance:
    """What a screening rests on: the same again gives the same result."""

    engine: str
    on: date
    policy: str
    alert_at: int
    lists: tuple[ListUsed, ...]


@attrs.frozen(kw_only=True)
class PartyScreening:
    """What a screening says of one party: all that has the party as its subject."""

    party: Party
    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    warnings: tuple[Gap, ...]
    lacks: tuple[Lack, ...]


@attrs.frozen(kw_only=True)
class Screening:
    """The result for one client.

    ``parties`` are those that were screened, personal numbers masked. ``hits``
    stand in one total order: score, identity, name score, list id, record id.
    ``warnings`` close nothing and change no outcome. ``findings`` are what owners,
    public functions and the seat of the company ask for; ``ownership`` has the regimes
    side by side, for the ``holdings`` that were declared. ``missing`` is what is not on
    record, and ``next_steps`` what a person has to do. ``due`` is the first day after
    the screening's on which all this may be another, though lists, policy and client
    are as they are; but for the ages of lists, which are the same for everybody.
    """

    client_id: str
    outcome: Outcome
    hits: tuple[Hit, ...]
    gaps: tuple[Gap, ...]
    warnings: tuple[Gap, ...] = ()
    parties: tuple[Party, ...]
    provenance: Provenance = attrs.field(metadata=codec.SHARED)
    findings: tuple[Finding, ...] = ()
    ownership: Ownership | None = None
    holdings: tuple[Holding, ...] = attrs.field(default=(), repr=False)
    missing: tuple[Missing, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    due: date | None = None

    @cached_property
    def subjects(self) -> tuple[tuple[Hit, ...], ...]:
        """The hits by party and subject: records of one subject stand together.

        Every hit is in one of them, and is decided on its own; the best ones first.
        """
        by_party: dict[str, list[Hit]] = {}
        for hit in self.hits:
            by_party.setdefault(hit.party.id, []).append(hit)
        found = [
            tuple(hits[at] for at in together)
            for hits in by_party.values()
            for together in subjects.grouped([hit.entity for hit in hits])
        ]
        order = {id(hit): at for at, hit in enumerate(self.hits)}
        return tuple(sorted(found, key=lambda together: order[id(together[0])]))

    @cached_property
    def by_party(self) -> tuple[PartyScreening, ...]:
        """The same, party by party, in their order; gaps of lists are nobody's own."""
        lacks = {missing.subject: missing.lacks for missing in self.missing}
        return tuple(
            PartyScreening(
                party=party,
                hits=tuple(hit for hit in self.hits if hit.party.id == party.id),
                findings=_about(self.findings, party),
                gaps=_about(self.gaps, party),
                warnings=_about(self.warnings, party),
                lacks=lacks.get(party.id, ()),
            )
            for party in self.parties
        )

    def to_json(self) -> str:
        """Write the screening as one line of canonical JSON."""
        return codec.to_json(self, schema=SCHEMA)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Screening":
        """Read back what ``to_json`` wrote; ``ValueError`` on anything else."""
        try:
            plain = codec.read(text)
        except ValueError as wrong:
            raise ValueError(f"is not {SCHEMA}: {wrong}") from None
        read = codec.from_plain(cls, codec.of_schema(plain, SCHEMA))
        if read.outcome is not concluded(read.hits, read.gaps, read.findings):
            raise ValueError("has an outcome that its hits and gaps contradict")
        return read


T = TypeVar("T", Finding, Gap)


def _about(told: Iterable[T], party: Party) -> tuple[T, ...]:
    """Return what has a party as its subject: ids of lists are of another kind."""
    return tuple(
        one
        for one in told
        if one.subject == party.id and not one.code.startswith("list.")
    )


def concluded(
    hits: Sequence[Hit], gaps: Sequence[Gap], findings: Sequence[Finding] = ()
) -> Outcome:
    """Return what is found comes to: clear only where there is nothing."""
    if hits or findings:
        return Outcome.HITS
    return Outcome.INCONCLUSIVE if gaps else Outcome.CLEAR
