"""Services that may not be given to a client, by where it is established.

>>> from kycscreen.parties import Role
>>> from kycscreen.policy import Policy
>>> company = Party.organisation("Exemple OOO", role=Role.CLIENT, countries=["ru"])
>>> client = Client("C-1042", parties=[company])
>>> (found,) = prohibited(client, owners=(), law=Policy().law, on=date(2026, 11, 29))
>>> found.rule, found.country, found.certain
('eu_833_5n', 'ru', True)
"""

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from kycscreen import countries
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.parties import Client, Party
from kycscreen.policy.law import Law, Service, in_force


@attrs.frozen(kw_only=True)
class Prohibited:
    """A rule that forbids services to a client, and by whom it is met.

    ``certain``: the client itself is established in the country, and nowhere else.
    Otherwise a person has to look. What ``carve_outs`` allow, too, is for a person.
    """

    rule: str
    party_id: str
    country: str
    services: tuple[str, ...]
    carve_outs: tuple[str, ...]
    certain: bool
    grounds: str


def prohibited(
    client: Client, *, owners: Sequence[str], law: Law, on: date
) -> tuple[Prohibited, ...]:
    """Return what may not be given to a client on a day, the certain first.

    ``owners`` are the ids of parties that control the client, or may: only companies
    and other bodies count, as a person is not established anywhere.
    """
    by_id = {party.id: party for party in client.parties}
    if not set(owners) <= set(by_id):
        raise PartyError("owners", "names one that is no party of the client")
    companies = [party for party in client.companies if _is_body(party)]
    ids = {party.id for party in companies}
    controlling = [by_id[id] for id in owners if id not in ids and _is_body(by_id[id])]
    found = {
        (one.rule, one.party_id, one.country): one
        for rule in in_force(law.service, on)
        for party in (*companies, *controlling)
        for one in _met(rule, party, of_itself=party.id in ids)
    }
    return tuple(sorted(found.values(), key=_order))


def _is_body(party: Party) -> bool:
    return party.kind is Kind.ORGANISATION


def _met(rule: Service, party: Party, *, of_itself: bool) -> Iterator[Prohibited]:
    for country in party.countries:
        if country not in rule.countries:
            continue
        certain = of_itself and set(party.countries) == {country}
        yield Prohibited(
            rule=rule.id,
            party_id=party.id,
            country=country,
            services=rule.services,
            carve_outs=rule.carve_outs,
            certain=certain,
            grounds=_grounds(rule, country, of_itself=of_itself, certain=certain),
        )


def _grounds(rule: Service, country: str, *, of_itself: bool, certain: bool) -> str:
    who = "The client" if of_itself else "A company that controls the client, or may,"
    land = countries.name(country)
    where = f"is established in {land}"
    if not of_itself:
        rest = "check whether the rule reaches the client"
    elif certain:
        rest = "check the exceptions before any service"
    else:
        where = f"is declared in {land} and elsewhere"
        rest = "check where it is established"
    return (
        f"{who} {where}: {rule.origin.source} forbids {', '.join(rule.services)};"
        f" {rest}."
    )


def _order(found: Prohibited) -> tuple[bool, str, str, str]:
    return (not found.certain, found.rule, found.country, found.party_id)
