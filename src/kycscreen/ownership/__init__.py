"""Who owns a client company, and is it caught through owners who are listed.

Every regime counts in its own way; they are shown side by side, each with the chains
that it counts and the share between what is known and what is possible.

>>> from kycscreen.parties import Client, Holding, Party, Role
>>> from kycscreen.policy import Policy
>>> client = Client("C-1", parties=[
...     Party.organisation("Exemple Oy", role=Role.CLIENT, id="c"),
...     Party.organisation("Exemple AB", role=Role.INTERMEDIATE_OWNER, id="a"),
...     Party.person("Jean Exemple", role=Role.BENEFICIAL_OWNER, id="j"),
...     Party.person("Åsa Exemple", role=Role.SHAREHOLDER, id="o"),
... ], holdings=[
...     Holding(owner="j", of="a", shares="50"),
...     Holding(owner="o", of="a", shares="50"),
...     Holding(owner="a", shares="50"),
...     Holding(owner="o", shares="50"),
... ])
>>> lists = {"j": frozenset({"eu_fsf", "us_ofac_sdn"})}
>>> found = assess(client, lists, law=Policy().law, on=date(2026, 11, 30))
>>> [(v.regime, v.status.value, v.share.text) for v in found.verdicts[:2]]
[('ofac', 'caught', '50 %'), ('eu', 'possible', '25 %')]
"""

from collections.abc import Mapping
from datetime import date

from kycscreen.facts import Kind
from kycscreen.ownership.verdicts import Owner, Ownership, Path, Status, Verdict, Way
from kycscreen.parties import Client
from kycscreen.policy.law import Law, in_force
from kycscreen.unswept import unswept

__all__ = [
    "Owner",
    "Ownership",
    "Path",
    "Status",
    "Verdict",
    "Way",
    "assess",
    "controllers",
]


def assess(
    client: Client,
    listed: Mapping[str, frozenset[str]],
    *,
    law: Law,
    on: date,
    of: str = "",
) -> Ownership:
    """Return who owns a client on a day, and what every regime says of it.

    ``listed`` are, of each party that has a sanctions hit, the ids of its lists. Of
    them count who owns, by a holding or by role, and the company itself. ``of`` is the
    id of the client company, where it is not the first one.
    """
    # Most clients declare no holdings: who screens one of them need not load all that.
    from kycscreen.ownership import graph as graphs
    from kycscreen.ownership.owners import owners
    from kycscreen.ownership.regimes import verdicts

    with unswept():  # of a large group a million values are made, in no cycle
        graph = graphs.of(client, on, of)
        owning = graphs.owners(client, graph)
        by_owner = {id: lists for id, lists in listed.items() if id in owning}
        rules = in_force(law.beneficial_owner, on)
        people = {party.id for party in client.parties if party.kind is Kind.PERSON}
        persons = frozenset(n for n, id in enumerate(graph.ids) if id in people)
        persons -= {graph.company}
        return Ownership(
            company=graph.ids[graph.company],
            on=on,
            verdicts=verdicts(graph, by_owner, law, on),
            owners=owners(graph, persons, min(rule.at for rule in rules))
            if rules
            else (),
            unknown=graph.unknown,
            overstated=graph.overstated,
        )


def controllers(client: Client, *, on: date) -> tuple[str, ...]:
    """Return who controls a client company on a day, or may: the ids of parties.

    An owner by role of whom no holding is declared may.
    """
    from kycscreen.ownership import graph as graphs
    from kycscreen.ownership.control import controlled
    from kycscreen.ownership.counting import Source

    found = set(graphs.without_holding(client, on))
    for company in client.companies or (None,):
        graph = graphs.of(client, on, "" if company is None else company.id)
        for node in {step.owner for step in graph.steps} - {graph.company}:
            source = Source(frozenset({node}))
            if graph.company in controlled(graph, source, possibly=True):
                found.add(graph.ids[node])
    return tuple(sorted(found))
