"""What a client's owners, offices and seat ask for, besides the hits themselves.

Nothing here scores. What rests on hits says on which: if these are no true matches, it
falls.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

import attrs

from kycscreen import dates, identifiers, ownership, pep, services
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, Topic
from kycscreen.facts import Agreement, Kind
from kycscreen.match import Hit
from kycscreen.ownership import Ownership, Status, words
from kycscreen.parties import Client, Party, Role, Unnamed
from kycscreen.pep import Exposure
from kycscreen.policy.law import Law, in_force
from kycscreen.screen import records
from kycscreen.screen.findings import Finding, Missing, NextStep
from kycscreen.screen.screening import Gap
from kycscreen.shares import PERCENT, percent

Related = Callable[[str, str], ListedEntity | None]
"""Finds a listed entity by its list and record id."""


@attrs.frozen(kw_only=True)
class Diligence:
    """What was found of one client."""

    ownership: Ownership | None = None
    findings: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[Gap, ...] = ()


class Diligent:
    """The law of a policy on a day, ready to be asked about many clients."""

    def __init__(self, law: Law, on: date, related: Related) -> None:
        self._law, self._on, self._related = law, on, related
        self._missing = records.reader(in_force(law.record, on))
        banned = in_force(law.service, on)
        self._banned = frozenset(code for rule in banned for code in rule.countries)
        self._asks = lru_cache(maxsize=1_024)(self._steps)

    def of(self, client: Client, hits: Sequence[Hit]) -> Diligence:
        """Return what is found of a client with these hits."""
        # Most clients have nothing to be found: each question is asked at one glance.
        owned = self._owned(client, hits) if client.holdings else None
        found = [] if not hits and owned is None else [*_of_owners(client, owned, hits)]
        declares = False
        warnings: list[Gap] = []
        for party in client.parties:
            if party.identifiers:
                warnings += _of_numbers(party)
            declares = declares or party.pep is not None
        if hits or declares:
            found += self._of_peps(client, hits)
        if self._is_banned(client):
            found += self._of_services(client)
        if owned is not None:
            warnings += _open(owned)
        return Diligence(
            ownership=owned,
            findings=tuple(found),
            missing=self._missing(client),
            gaps=tuple(_undisclosed(client)) if client.undisclosed else (),
            warnings=tuple(warnings),
        )

    def next_steps(
        self,
        hits: Iterable[Hit],
        findings: Iterable[Finding],
        gaps: Iterable[Gap],
        missing: Iterable[Missing],
    ) -> tuple[NextStep, ...]:
        """Return what a person has to do next, the most pressing first."""
        codes = {*map(_of_hit, hits)}
        codes.update([finding.code for finding in findings])
        codes.update([gap.code for gap in gaps])
        if not all([one.optional for one in missing]):
            codes.add("record.missing")
        return self._asks(frozenset(codes)) if codes else ()

    def _steps(self, told: frozenset[str]) -> tuple[NextStep, ...]:
        asked: dict[str, dict[str, None]] = {}
        for rule in in_force(self._law.step, self._on):
            for code in sorted(told):
                if code == rule.id or code.startswith(f"{rule.id}."):
                    for action in rule.asks:
                        asked.setdefault(action, {})[code] = None
        return tuple(
            NextStep(action=action, because=tuple(codes))
            for action, codes in asked.items()
        )

    def _owned(self, client: Client, hits: Sequence[Hit]) -> Ownership:
        listed: dict[str, set[str]] = {}
        for hit in filter(_is_sanctioned, hits):
            listed.setdefault(hit.party.id, set()).add(hit.entity.list_id)
        return ownership.assess(
            client,
            {party_id: frozenset(lists) for party_id, lists in listed.items()},
            law=self._law,
            on=self._on,
        )

    def _of_peps(self, client: Client, hits: Sequence[Hit]) -> Iterator[Finding]:
        exposed: dict[str, list[tuple[Hit, Exposure]]] = {}
        for hit in hits:
            exposure = pep.exposure(
                hit.entity, law=self._law, on=self._on, related=self._related
            )
            if exposure is not None and exposure.counts:
                exposed.setdefault(hit.party.id, []).append((hit, exposure))
        for party in client.parties:
            of_party = exposed.get(party.id, ())
            for hit, exposure in of_party:
                yield Finding(
                    code=f"pep.{exposure.status.value}",
                    subject=party.id,
                    grounds=exposure.grounds,
                    rule=exposure.rule,
                    hits=(hit.id,),
                    until=exposure.until,
                )
            if party.pep is not None:
                yield from self._declared(party, of_party)

    def _declared(
        self, party: Party, of_party: Sequence[tuple[Hit, Exposure]]
    ) -> Iterator[Finding]:
        said = pep.declared(
            party, [exposure for _, exposure in of_party], law=self._law, on=self._on
        )
        if said is not None and said.code != "pep.agrees":
            yield Finding(
                code=said.code,
                subject=party.id,
                grounds=said.grounds,
                hits=tuple(hit.id for hit, _ in of_party),
            )

    def _is_banned(self, client: Client) -> bool:
        """Ask whether an organisation may be established where a rule forbids it."""
        for party in client.parties:
            if party.kind is _ORGANISATION and not self._banned.isdisjoint(
                party.countries
            ):
                return True
        return False

    def _of_services(self, client: Client) -> Iterator[Finding]:
        owners = ownership.controllers(client, on=self._on)
        for one in services.prohibited(
            client, owners=owners, law=self._law, on=self._on
        ):
            yield Finding(
                code="service.prohibited",
                subject=one.party_id,
                grounds=one.grounds,
                rule=one.rule,
            )


_ORGANISATION = Kind.ORGANISATION  # a member takes longer to reach than to compare
_OWNERS = frozenset({Role.BENEFICIAL_OWNER, Role.SHAREHOLDER, Role.INTERMEDIATE_OWNER})


def _of_hit(hit: Hit) -> str:
    return "hit.sanction" if Topic.SANCTION in hit.entity.topics else "hit.other"


def _is_sanctioned(hit: Hit) -> bool:
    return Topic.SANCTION in hit.entity.topics and hit.entity.delisted_on is None


def _of_owners(
    client: Client, owned: Ownership | None, hits: Sequence[Hit]
) -> Iterator[Finding]:
    if owned is None:
        yield from _of_unknown_shares(client, hits)
        return
    for verdict in owned.verdicts:
        if verdict.status is not Status.NOT_REACHED:
            yield Finding(
                code=f"ownership.{verdict.status.value}",
                subject=owned.company,
                grounds=words.caught(verdict),
                rule=verdict.regime,
                hits=tuple(hit.id for hit in hits if hit.party.id in verdict.by),
            )
    roles = {party.id: party.roles for party in client.parties}
    for owner in owned.owners:
        is_declared = Role.BENEFICIAL_OWNER in roles.get(owner.party_id, ())
        if not owner.possible and not is_declared:
            yield Finding(
                code="owner.undeclared",
                subject=owner.party_id,
                grounds=words.owner(owner),
            )


def _of_unknown_shares(client: Client, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A listed owner of whom nobody says how much may own enough for any regime."""
    owning = [hit for hit in hits if _is_sanctioned(hit) and hit.party.roles & _OWNERS]
    if owning:
        company = next(iter(client.companies), None)
        yield Finding(
            code="ownership.possible",
            subject=client.id if company is None else company.id,
            grounds="A listed owner's share is not declared: it may be enough for any"
            " regime.",
            hits=tuple(hit.id for hit in owning),
        )


def _of_numbers(party: Party) -> Iterator[Gap]:
    """Say where a number is odd, or contradicts what is declared."""
    told = party.birth_date
    if told is not None and any(_differ(told, born) for born in party.other_births):
        yield Gap(
            "identity.birth_date",
            party.id,
            "the personal number and the declared birth date differ; screened with"
            " both",
        )
    for number in party.identifiers:
        if problem := identifiers.problem(number):
            yield Gap(f"identity.{problem}", party.id, f"a {number.type} is odd")
        if number.type != "national_id" or not party.genders:
            continue
        if "genders" in party.by_number or party.genders == ("X",):
            continue
        gender = identifiers.derive(number).gender
        if gender and gender not in party.genders:
            yield Gap(
                "identity.gender",
                party.id,
                "the personal number and the declared gender differ",
            )


def _differ(one: DateSpan, other: DateSpan) -> bool:
    return dates.compare(one, other) is Agreement.DIFFERENT


_MUCH = 25 * PERCENT
"""What is left open of a company and deserves a word: a beneficial owner's share."""


def _open(owned: Ownership) -> Iterator[Gap]:
    for party_id, left in owned.unknown:
        if left >= _MUCH:
            yield Gap(
                "owner.remainder",
                party_id,
                f"the holdings declared leave {percent(left)} % open",
            )


def _undisclosed(client: Client) -> Iterator[Gap]:
    """An owner whom nobody names may be anybody; where there is none, who stands in?"""
    stands_in = any(
        Role.SENIOR_MANAGING_OFFICIAL in party.roles for party in client.parties
    )
    company = next(iter(client.companies), None)
    for one in client.undisclosed:
        if one.reason is Unnamed.NONE and stands_in:
            continue
        subject = one.of or (client.id if company is None else company.id)
        yield Gap(
            "owner.undisclosed", subject, f"an owner is not named: {one.reason.value}"
        )
