"""Natural persons who are beneficial owners by the holdings, or may be."""

from collections.abc import Sequence

import attrs

from kycscreen.ownership import paths
from kycscreen.ownership.chains import ONE
from kycscreen.ownership.control import controlled
from kycscreen.ownership.counting import Bound, Part, Source, part, reached
from kycscreen.ownership.graph import Graph
from kycscreen.ownership.verdicts import Owner
from kycscreen.shares import WHOLE


def owners(graph: Graph, persons: frozenset[int], at: int) -> tuple[Owner, ...]:
    """Return who owns at least ``at`` of the company or controls as much.

    Of what nobody declares a person has nothing. Who controls a company counts with
    the whole of what that holds.
    """
    stated = list(reached(graph, Bound.LEAST))
    most = list(reached(graph, Bound.MOST))
    for step in graph.steps:
        if step.restates and step.of == graph.company:
            least = ONE * step.least // WHOLE
            stated[step.owner] = max(stated[step.owner], least)
            most[step.owner] = max(most[step.owner], least)
    found = []
    for person in sorted(persons):
        source = Source(frozenset({person}))
        share = Part(stated[person], max(stated[person], most[person])).share
        if graph.overstated and share.least >= at:
            share = attrs.evolve(share, least=part(graph, source).share.least)
        owner = Owner(party_id=graph.ids[person], share=share)
        if share.least < at:
            if _controls(graph, source, stated, at, possibly=False):
                owner = attrs.evolve(owner, control=True)
            elif share.most >= at:
                owner = attrs.evolve(owner, possible=True)
            elif _controls(graph, source, most, at, possibly=True):
                owner = attrs.evolve(owner, possible=True, control=True)
            else:
                continue
        found.append(attrs.evolve(owner, paths=paths.largest(graph, source)))
    return tuple(
        sorted(
            found,
            key=lambda o: (o.possible, -o.share.least, -o.share.most, o.party_id),
        )
    )


def _controls(
    graph: Graph, source: Source, mass: Sequence[int], at: int, *, possibly: bool
) -> bool:
    """Ask whether a person controls the company, or companies that hold enough."""
    reach = controlled(graph, source, possibly=possibly)
    if not reach or graph.company in reach:
        return bool(reach)
    holding = Source(source.owners | reach)
    near = sum(
        mass[step.of] * (step.most if possibly else step.least) // WHOLE
        for node in holding.owners
        for step in graph.held_by[node]
        if step.of not in holding.owners and not step.restates
    )
    if near < ONE * at // WHOLE - 1:
        return False
    if not possibly:
        return part(graph, holding).share.least >= at
    got = reached(graph, Bound.MOST, source=holding)
    return -(-sum(got[node] for node in holding.owners) * WHOLE // ONE) >= at
