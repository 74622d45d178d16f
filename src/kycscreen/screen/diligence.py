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
        found: list[Finding] = []
        owned = self._owned(client, hits)
        if owned is not None:
            found += _of_owners(client, owned, hits)
        found += self._of_peps(client, hits)
        found += self._of_services(client)
        warnings = [
            warning
            for party in client.parties
            if party.identifiers
            for warning in _of_numbers(party)
        ]
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
        told = [*map(_of_hit, hits)]
        told += [(finding.code, finding.subject) for finding in findings]
        told += [(gap.code, gap.subject) for gap in gaps]
        told += [("record.missing", m.subject) for m in missing if not m.optional]
        return self._asks(tuple(dict.fromkeys(told)))

    def _steps(self, told: tuple[tuple[str, str], ...]) -> tuple[NextStep, ...]:
        asked: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
        for rule in in_force(self._law.step, self._on):
            for code, subject in told:
                if code == rule.id or code.startswith(f"{rule.id}."):
                    for action in rule.asks:
                        codes, subjects = asked.setdefault(action, ({}, {}))
                        codes[code] = subjects[subject] = None
        return tuple(
            NextStep(action=action, because=tuple(codes), subjects=tuple(subjects))
            for action, (codes, subjects) in asked.items()
        )

    def _owned(self, client: Client, hits: Sequence[Hit]) -> Ownership | None:
        if not client.holdings:
            return None
        listed: dict[str, set[str]] = {}
        for hit in hits:
            if Topic.SANCTION in hit.entity.topics and hit.entity.delisted_on is None:
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

    def _of_services(self, client: Client) -> Iterator[Finding]:
        if not any(
            party.kind is Kind.ORGANISATION
            and not self._banned.isdisjoint(party.countries)
            for party in client.parties
        ):
            return
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


def _of_hit(hit: Hit) -> tuple[str, str]:
    kind = "sanction" if Topic.SANCTION in hit.entity.topics else "other"
    return f"hit.{kind}", hit.party.id


def _of_owners(
    client: Client, owned: Ownership, hits: Sequence[Hit]
) -> Iterator[Finding]:
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
