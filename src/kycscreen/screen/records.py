"""What has to be on record of each role, and is not."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from kycscreen.facts import Kind
from kycscreen.parties import Client, Party, Role
from kycscreen.policy.law import Record
from kycscreen.screen.findings import Missing

Lacks = tuple[tuple[str, tuple[str, ...], bool], ...]
"""Of some rules their ids, what they ask for in vain, and whether it is optional."""


def reader(rules: tuple[Record, ...]) -> Callable[[Client], tuple[Missing, ...]]:
    """Return what says of a client's parties what rules ask for and nobody states."""

    @lru_cache(maxsize=4_096)
    def lacks(roles: frozenset[Role], kind: Kind, stated: frozenset[str]) -> Lacks:
        words = {role.value for role in roles}
        return tuple(
            (rule.id, facts, rule.optional)
            for rule in rules
            if rule.kind == kind.value and not words.isdisjoint(rule.roles)
            if (facts := tuple(_unstated(rule, stated)))
        )

    def missing(client: Client) -> tuple[Missing, ...]:
        found = []
        for party in client.parties:
            stated = frozenset(_stated(party))
            if Role.CLIENT in party.roles:
                stated |= _of_client(client)
            for record, facts, optional in lacks(party.roles, party.kind, stated):
                found.append(
                    Missing(
                        subject=party.id, record=record, facts=facts, optional=optional
                    )
                )
        return tuple(found)

    return missing


def _unstated(rule: Record, stated: frozenset[str]) -> Iterator[str]:
    country = rule.id.split(".")[0]
    for fact in rule.asked:
        if fact == "identity_code":
            # A foreigner need not have the country's own number: a nationality will do.
            is_foreign = "nationalities" in stated and f"of {country}" not in stated
            if not is_foreign and f"national_id {country}" not in stated:
                yield fact
        elif fact not in stated:
            yield fact


def _of_client(client: Client) -> frozenset[str]:
    facts = ("registered_on", "register", "industry", "structure")
    return frozenset(fact for fact in facts if getattr(client, fact))


def _of_party(party: Party) -> frozenset[str]:
    return frozenset(_stated(party))


def _stated(party: Party) -> Iterable[str]:
    if party.name.strip():
        yield "name"
    if party.birth_date is not None:
        yield "birth_date"
    if party.nationalities:
        yield "nationalities"
        yield from [f"of {country}" for country in party.nationalities]
    if party.pep is not None:
        yield "pep"
    if party.proofs and any(proof.document for proof in party.proofs):
        yield "document"
    for number in party.identifiers:
        yield number.type
        yield f"{number.type} {number.country}"
