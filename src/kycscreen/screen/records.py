"""What has to be on record of each role, and is not."""

from collections.abc import Callable, Iterator
from functools import lru_cache

import attrs

from kycscreen.facts import Kind
from kycscreen.parties import Client, Party, Role
from kycscreen.policy.law import Record
from kycscreen.screen.findings import Lack, Missing


@attrs.frozen
class Stated:
    """Which facts of a party are stated: many parties state the same ones.

    ``facts`` are yes and no in the order of ``_FACTS``, ``numbers`` types and
    countries of identifiers.
    """

    roles: frozenset[Role]
    is_person: bool
    facts: tuple[bool, ...]
    nationalities: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]


_FACTS = (
    "name", "birth_date", "pep", "document", "countries",
    "registered_on", "register", "industry", "structure",
)  # fmt: skip


def reader(rules: tuple[Record, ...]) -> Callable[[Client], tuple[Missing, ...]]:
    """Return what says of a client's parties what rules ask for and nobody states."""

    @lru_cache(maxsize=4_096)
    def lacking(*stated: object) -> tuple[Lack, ...]:
        of = Stated(*stated)  # type: ignore[arg-type]  # as ``missing`` gives them
        words = {role.value for role in of.roles}
        kind = (Kind.PERSON if of.is_person else Kind.ORGANISATION).value
        return tuple(
            Lack(record=rule.id, facts=facts, optional=rule.optional)
            for rule in rules
            if rule.kind == kind and not words.isdisjoint(rule.roles)
            if (facts := tuple(_unstated(rule, of)))
        )

    def missing(client: Client) -> tuple[Missing, ...]:
        found = []
        for party in client.parties:
            numbers = party.identifiers
            lacks = lacking(
                party.roles,
                party.kind is _PERSON,
                _facts(party, client),
                party.nationalities,
                tuple([(n.type, n.country) for n in numbers]) if numbers else (),
            )
            if lacks:
                found.append(Missing(subject=party.id, lacks=lacks))
        return tuple(found)

    return missing


def _facts(party: Party, client: Client) -> tuple[bool, ...]:
    own = (
        party.name != "",
        party.birth_date is not None,
        party.pep is not None,
        any([proof.document != "" for proof in party.proofs])
        if party.proofs
        else False,
        party.countries != (),
    )
    if _CLIENT not in party.roles:
        return own
    return (
        *own,
        client.registered_on is not None,
        client.register != "",
        client.industry != "",
        client.structure != "",
    )


# A member takes longer to reach than to look for.
_CLIENT, _PERSON = Role.CLIENT, Kind.PERSON


def _unstated(rule: Record, of: Stated) -> Iterator[str]:
    stated = {fact for fact, said in zip(_FACTS, of.facts, strict=False) if said}
    stated |= {type_ for type_, _ in of.numbers}
    if of.nationalities:
        stated.add("nationalities")
    for fact in rule.asked:
        if fact == "identity_code":
            # A foreigner need not have the country's own number: a nationality will do.
            country = rule.id.split(".")[0]
            is_foreign = bool(of.nationalities) and country not in of.nationalities
            if not is_foreign and ("national_id", country) not in of.numbers:
                yield fact
        elif fact not in stated:
            yield fact
