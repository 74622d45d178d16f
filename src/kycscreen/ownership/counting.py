"""How much of a company belongs to some owners: at least, and at most.

At least: what they hold themselves, along every simple path. At most: the whole, less
what certainly belongs to persons who are none of them. So what nobody declares, what a
range leaves open and what goes round in a circle may be theirs, and is never lost.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from operator import attrgetter

import attrs

from kycscreen.ownership.chains import ONE, Arcs, spread
from kycscreen.ownership.graph import Graph, Step
from kycscreen.shares import WHOLE, Share


@attrs.frozen
class Source:
    """Owners whose chains are counted: each begins at the owner next to the company.

    Where it is one owner, ``joint`` are the arrangements by which steps of others, its
    ``partners``, count as its own: a company, and the word for those who hold it.
    """

    owners: frozenset[int]
    joint: frozenset[tuple[int, str]] = frozenset()
    partners: frozenset[int] = frozenset()

    def has(self, step: Step) -> bool:
        """Ask whether a step of a partner counts as the owner's own."""
        return step.owner in self.partners and (step.of, step.joint) in self.joint

    def owner(self, step: Step) -> int:
        """Return to whom a step counts."""
        return min(self.owners) if self.joint and self.has(step) else step.owner

    def steps(self, graph: Graph) -> list[Step]:
        """Return the steps of partners that count as the owner's own."""
        companies = sorted({of for of, _ in self.joint})
        return [s for of in companies for s in graph.owners_of[of] if self.has(s)]


NOBODY = Source(frozenset())


@attrs.frozen
class Part:
    """A part of the company, between two bounds, in parts of ``ONE``."""

    least: int
    most: int

    @property
    def share(self) -> Share:
        """The part as a share, rounded outwards."""
        return Share(
            min(WHOLE, self.least * WHOLE // ONE),
            min(WHOLE, -(-self.most * WHOLE // ONE)),
        )


class Bound(Enum):
    """Which bound of each step is multiplied."""

    LEAST = "least"
    SURE = "sure"
    MOST = "most"


def part(graph: Graph, source: Source) -> Part:
    """Return what the owners of a source hold of the company together."""
    known = graph.known.get(source)
    if isinstance(known, Part):
        return known
    least = _least(graph, source)
    sure = reached(graph, Bound.SURE, source=source)
    others = sum(sure[person] for person in graph.closed - source.owners)
    found = graph.known[source] = Part(least, max(least, ONE - others))
    return found


def reached(graph: Graph, bound: Bound, *, source: Source = NOBODY) -> Sequence[int]:
    """Return what each node holds of the company, by one bound of each step.

    Nothing is counted beyond an owner of the source.
    """
    arcs = list(_upward(graph, bound))
    for of in _below(graph, source) if bound is Bound.SURE else ():
        arcs[of] = _merged(
            (step.owner, step.sure) for step in graph.owners_of[of] if step.direct
        )
    for of in source.owners:
        arcs[of] = []
    for of in sorted({of for of, _ in source.joint} - source.owners):
        steps = [(source.owner(step), step) for step in graph.owners_of[of]]
        arcs[of] = _merged(
            (owner, getattr(step, bound.value))
            for owner, step in steps
            if owner != of and not step.restates
        )
    order = None if source.joint or _unknots(graph, source) else graph.order[::-1]
    return spread(arcs, {graph.company: ONE}, order, at_most=bound is Bound.MOST)


def _below(graph: Graph, source: Source) -> set[int]:
    """Return whatever companies of the source lead to.

    What others hold there indirectly may be held by way of them: it is not sure to be
    beside what they hold.
    """
    if graph.plain:
        return set()
    found: set[int] = set()
    waiting = sorted(source.owners - graph.closed)
    while waiting:
        for step in graph.held_by[waiting.pop()]:
            if step.of not in found:
                found.add(step.of)
                waiting.append(step.of)
    return found


def _upward(graph: Graph, bound: Bound) -> Arcs:
    known = graph.known.get(bound)
    if isinstance(known, list):
        return known
    part = attrgetter("owner", bound.value)
    arcs = [
        _merged([part(step) for step in steps if not step.restates])
        for steps in graph.owners_of
    ]
    graph.known[bound] = arcs
    return arcs


def _unknots(graph: Graph, source: Source) -> bool:
    """Ask whether an owner is part of a knot, which it cuts."""
    knots = graph.known.get("knots")
    if not isinstance(knots, frozenset):
        knots = frozenset(n for knot in graph.order if len(knot) > 1 for n in knot)
        graph.known["knots"] = knots
    return not knots.isdisjoint(source.owners)


def _least(graph: Graph, source: Source) -> int:
    """Follow the owners' holdings down to the company; no company is owned twice."""
    if graph.company in source.owners:
        return ONE
    doubtful = _told_twice(graph, source)
    joint = source.steps(graph)
    owner = min(source.owners)
    arcs = list(_downward(graph))
    touched = {step.owner for of in source.owners for step in graph.owners_of[of]}
    touched |= {step.owner for step in (*joint, *doubtful)} | source.owners
    for node in sorted(touched):
        own = [step for step in graph.held_by[node] if not source.has(step)]
        arcs[node] = _merged(
            (step.of, step.least)
            for step in (*own, *(joint if node == owner else ()))
            if step.of not in source.owners
            and not step.restates
            and step not in doubtful
        )
    seeds = dict.fromkeys(sorted(source.owners), ONE)
    order = None if joint or _unknots(graph, source) else graph.order
    got = spread(arcs, seeds, order)
    stated = (
        step.least
        for step in graph.owners_of[graph.company]
        if step.restates or step in doubtful
        if source.owner(step) in source.owners
    )
    return max(got[graph.company], ONE * max(stated, default=0) // WHOLE)


def _downward(graph: Graph) -> Arcs:
    known = graph.known.get("downward")
    if isinstance(known, list):
        return known
    arcs = [
        _merged([(step.of, step.least) for step in steps if not step.restates])
        for steps in graph.held_by
    ]
    graph.known["downward"] = arcs
    return arcs


def _told_twice(graph: Graph, source: Source) -> frozenset[Step]:
    """Return steps into one company that may say the same: the smaller of the two.

    What an owner holds by way of others may be held by way of a company that is an
    owner here itself.
    """
    if graph.plain:
        return frozenset()
    direct: dict[int, list[Step]] = {}
    indirect: dict[int, list[Step]] = {}
    for step in graph.steps:
        owner = source.owner(step)
        if owner in source.owners and not step.restates:
            if not step.direct:
                indirect.setdefault(step.of, []).append(step)
            elif owner not in graph.closed:
                direct.setdefault(step.of, []).append(step)
    return frozenset(
        step
        for of in direct.keys() & indirect.keys()
        for step in min(
            direct[of], indirect[of], key=lambda steps: sum(s.least for s in steps)
        )
    )


def _merged(arcs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Add up what one holds of one company in several ways."""
    found: dict[int, int] = {}
    for to, part in arcs:
        if part:
            found[to] = min(WHOLE, found.get(to, 0) + part)
    return list(found.items())
