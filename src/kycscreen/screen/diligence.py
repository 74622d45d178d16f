"""What a client's owners, offices and seat ask for, besides the hits themselves.

Nothing here scores. What rests on hits says on which: if these are no true matches, it
falls.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from kycscreen import ownership
from kycscreen.entities import Topic
from kycscreen.facts import Kind
from kycscreen.match import Hit
from kycscreen.ownership import Ownership, Status, words
from kycscreen.parties import Client, Party, Role, Unnamed
from kycscreen.parties.party import OWNERS
from kycscreen.policy.law import Law, in_force
from kycscreen.screen import numbers, records
from kycscreen.screen.due import Related
from kycscreen.screen.findings import Finding, Missing, NextStep
from kycscreen.screen.screening import Gap
from kycscreen.shares import PERCENT, percent

if TYPE_CHECKING:  # loaded where somebody is exposed: few are
    from kycscreen.pep import Exposure


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
        owned = self._owned(client, hits) if client.holdings else ()
        found = [*self._of_owners(client, owned, hits)] if hits or owned else []
        declares = False
        warnings: list[Gap] = []
        for party in client.parties:
            if party.identifiers:
                warnings += numbers.oddities(party)
            declares = declares or party.pep is not None
        if declares or any([hit.entity.may_be_exposed for hit in hits]):
            found += self._of_peps(client, hits)
        if self._is_banned(client):
            found += self._of_services(client)
        if owned:
            warnings += _open(owned[0], client)
        return Diligence(
            ownership=owned[0] if owned else None,
            findings=tuple(found),
            missing=self._missing(client),
            gaps=tuple(_undisclosed(client)) if client.undisclosed else (),
            warnings=tuple(warnings),
        )

    def next_steps(
        self,
        hits: Iterable[Hit],
        findings: Iterable[Finding],
        told: Iterable[Gap],
        missing: Iterable[Missing],
    ) -> tuple[NextStep, ...]:
        """Return what a person has to do next, the most pressing first.

        ``told`` are gaps and warnings.
        """
        codes = {*map(self._of_hit, hits)}
        codes.update([finding.code for finding in findings])
        codes.update([gap.code for gap in told])
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

    def _owned(self, client: Client, hits: Sequence[Hit]) -> tuple[Ownership, ...]:
        """Return who owns each client company: nearly always there is one."""
        listed: dict[str, set[str]] = {}
        for hit in filter(self._is_sanctioned, hits):
            listed.setdefault(hit.party.id, set()).add(hit.entity.list_id)
        lists = {party_id: frozenset(lists) for party_id, lists in listed.items()}
        return tuple(
            ownership.assess(client, lists, law=self._law, on=self._on, of=of)
            for of in [party.id for party in client.companies] or [""]
        )

    def _is_sanctioned(self, hit: Hit) -> bool:
        """Ask whether a list names somebody as sanctioned on the day."""
        ended = hit.entity.delisted_on
        return Topic.SANCTION in hit.entity.topics and (
            ended is None or ended > self._on
        )

    def _of_hit(self, hit: Hit) -> str:
        return "hit.sanction" if self._is_sanctioned(hit) else "hit.other"

    def _of_owners(
        self, client: Client, owned: Sequence[Ownership], hits: Sequence[Hit]
    ) -> Iterator[Finding]:
        listed = [hit for hit in hits if self._is_sanctioned(hit)]
        if not owned:
            yield from _of_unknown_shares(client, listed)
        lists = {regime.id: regime.lists for regime in self._law.ownership}
        named = {list_id for of_regime in lists.values() for list_id in of_regime}
        told: set[str] = set()
        for one in owned:
            for verdict in one.verdicts:
                if verdict.status is not Status.NOT_REACHED:
                    by = frozenset(verdict.by)
                    elsewhere = named.difference(lists[verdict.regime])
                    yield Finding(
                        code=f"ownership.{verdict.status.value}",
                        subject=one.company or client.id,
                        grounds=words.caught(verdict, one.company),
                        rule=verdict.regime,
                        hits=tuple(
                            hit.id
                            for hit in listed
                            if hit.party.id in by
                            and hit.entity.list_id not in elsewhere
                        ),
                    )
            yield from _undeclared(client, one, told)

    def _of_peps(self, client: Client, hits: Sequence[Hit]) -> Iterator[Finding]:
        from kycscreen import pep

        exposed: dict[str, list[tuple[Hit, Exposure]]] = {}
        for hit in hits:
            exposure = pep.exposure(
                hit.entity, law=self._law, on=self._on, related=self._related
            )
            if exposure is not None:
                exposed.setdefault(hit.party.id, []).append((hit, exposure))
        for party in client.parties:
            of_party = exposed.get(party.id, ())
            for hit, exposure in of_party:
                if not exposure.counts:
                    continue
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
        self, party: Party, of_party: Sequence[tuple[Hit, "Exposure"]]
    ) -> Iterator[Finding]:
        from kycscreen import pep

        said = pep.declared(
            party, [exposure for _, exposure in of_party], law=self._law, on=self._on
        )
        if said is not None and said.code != "pep.agrees":
            yield Finding(
                code=said.code,
                subject=party.id,
                grounds=said.grounds,
                # What a party says itself stands without any hit.
                hits=tuple(hit.id for hit, exposure in of_party if exposure.counts)
                if said.code == "pep.undeclared"
                else (),
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
        from kycscreen import services

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


def _undeclared(client: Client, owned: Ownership, told: set[str]) -> Iterator[Finding]:
    """Say, once of each, who owns enough and is not declared a beneficial owner."""
    roles = {party.id: party.roles for party in client.parties}
    for owner in owned.owners:
        is_declared = Role.BENEFICIAL_OWNER in roles.get(owner.party_id, ())
        if not owner.possible and not is_declared and owner.party_id not in told:
            told.add(owner.party_id)
            yield Finding(
                code="owner.undeclared",
                subject=owner.party_id,
                grounds=words.owner(owner),
            )


def _of_unknown_shares(client: Client, listed: Sequence[Hit]) -> Iterator[Finding]:
    """A listed owner of whom nobody says how much may own enough for any regime."""
    owning = [hit for hit in listed if hit.party.roles & OWNERS]
    if owning:
        company = next(iter(client.companies), None)
        yield Finding(
            code="ownership.possible",
            subject=client.id if company is None else company.id,
            grounds="A listed owner's share is not declared: it may be enough for any"
            " regime.",
            hits=tuple(hit.id for hit in owning),
        )


_MUCH = 25 * PERCENT
"""What is left open of a company and deserves a word: a beneficial owner's share."""


def _open(owned: Ownership, client: Client) -> Iterator[Gap]:
    for party_id, left in owned.unknown:
        if left >= _MUCH:
            yield Gap(
                "owner.remainder",
                party_id or client.id,
                f"the holdings declared leave {percent(left)} % open",
            )
    for party_id in owned.overstated:
        yield Gap(
            "owner.overstated",
            party_id or client.id,
            "the holdings declared come to more than the whole",
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
        yield Gap("owner.undisclosed", subject, _UNNAMED[one.reason])


_UNNAMED = {
    Unnamed.ANONYMOUS: "an owner stays anonymous",
    Unnamed.UNKNOWN: "an owner is not known",
    Unnamed.NOT_PROVIDED: "an owner is not named: the client did not say who it is",
    Unnamed.NOT_CONFIRMED: "an owner is not named: nobody could confirm who it is",
    Unnamed.EXEMPT: "an owner is not named: exempt from disclosure",
    Unnamed.NONE: "nobody is declared to own enough, and no senior managing official",
}
