"""Natural persons who are beneficial owners by the holdings, or may be."""

from collections.abc import Sequence

from kycscreen.ownership import paths
from kycscreen.ownership.chains import ONE
from kycscreen.ownership.control import controlled
from kycscreen.ownership.counting import Bound, Part, Source, part, reached
from kycscreen.ownership.graph import Graph
from kycscreen.ownership.verdicts import Owner
from kycscreen.shares import WHOLE, Share

EXACTLY = 16
"""How many persons are counted one by one; of more it is only known that they may."""


def owners(graph: Graph, persons: frozenset[int], at: int) -> tuple[Owner, ...]:
    """Return who owns at least ``at`` of the company or controls as much.

    Of what nobody declares a person has nothing. Who controls a company counts with
    the whole of what that holds.
    """
    stated = list(reached(graph, Bound.LEAST))
    most = list(reached(graph, Bound.MOST))
    for step in graph.owners_of[graph.company]:
        if step.restates:
            least = ONE * step.least // WHOLE
            stated[step.owner] = max(stated[step.owner], least)
            most[step.owner] = max(most[step.owner], least)
    budget = EXACTLY
    found = []
    for person in sorted(persons, key=lambda person: (-stated[person], person)):
        source = Source(frozenset({person}))
        share = Part(stated[person], max(stated[person], most[person])).share
        if graph.overstated and share.least >= at:
            budget -= 1
            least = part(graph, source).share.least if budget >= 0 else 0
            share = Share(least, share.most)
        control, possible = False, False
        if share.least < at:
            control, budget = _controls(graph, source, stated, at, budget)
            possible = not control and share.most >= at
        if share.least < at and not control and not possible:
            control, budget = _may_control(graph, source, most, at, budget)
            possible = control
        if share.least >= at or control or possible:
            found.append(
                Owner(
                    party_id=graph.ids[person],
                    share=share,
                    control=control,
                    possible=possible,
                    paths=paths.largest(graph, source),
                )
            )
    return tuple(
        sorted(
            found,
            key=lambda o: (o.possible, -o.share.least, -o.share.most, o.party_id),
        )
    )


def _controls(
    graph: Graph, source: Source, stated: Sequence[int], at: int, budget: int
) -> tuple[bool, int]:
    """Ask whether a person controls the company, or companies that hold enough."""
    reach = controlled(graph, source)
    if not reach or graph.company in reach:
        return bool(reach), budget
    holding = Source(source.owners | reach)
    if _near(graph, holding, stated, Bound.LEAST).share.most < at:
        return False, budget
    return budget > 0 and part(graph, holding).share.least >= at, budget - 1


def _may_control(
    graph: Graph, source: Source, most: Sequence[int], at: int, budget: int
) -> tuple[bool, int]:
    """Ask the same of what a range leaves open, and of influence."""
    reach = controlled(graph, source, possibly=True)
    if not reach or graph.company in reach:
        return bool(reach), budget
    holding = Source(source.owners | reach)
    if _near(graph, holding, most, Bound.MOST).share.most < at:
        return False, budget
    if budget <= 0:
        return True, budget
    got = reached(graph, Bound.MOST, source=holding)
    held = Part(0, min(ONE, sum(got[node] for node in holding.owners)))
    return held.share.most >= at, budget - 1


def _near(graph: Graph, source: Source, mass: Sequence[int], bound: Bound) -> Part:
    """Return what a source holds at most, by what each company has of the other."""
    held = sum(
        -(-mass[step.of] * getattr(step, bound.value) // WHOLE)
        for node in source.owners
        for step in graph.held_by[node]
        if step.of not in source.owners and not step.restates
    )
    return Part(0, min(ONE, held))
