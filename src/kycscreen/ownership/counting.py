"""How much of a company belongs to some owners: at least, and at most.

At least: what they hold themselves, along every simple path. At most: the whole, less
what certainly belongs to persons who are none of them. So what nobody declares, what a
range leaves open and what goes round in a circle may be theirs, and is never lost.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from kycscreen.ownership.chains import ONE, spread
from kycscreen.ownership.graph import Graph, Step
from kycscreen.shares import WHOLE, Share


@attrs.frozen
class Source:
    """Owners whose chains are counted: each begins at the owner next to the company.

    Where it is one owner, ``joint`` are the steps of others, by position, that count
    as its own by arrangement.
    """

    owners: frozenset[int]
    joint: frozenset[int] = frozenset()

    def owner(self, position: int, step: Step) -> int:
        """Return to whom a step counts."""
        return min(self.owners) if position in self.joint else step.owner


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


def part(graph: Graph, source: Source) -> Part:
    """Return what the owners of a source hold of the company together."""
    least = _least(graph, source)
    sure = reached(graph, lambda step: step.sure, source=source)
    others = sum(sure[person] for person in graph.closed - source.owners)
    return Part(least, max(least, ONE - others))


NOBODY = Source(frozenset())


def reached(
    graph: Graph,
    weight: Callable[[Step], int],
    *,
    source: Source = NOBODY,
    at_most: bool = False,
) -> list[int]:
    """Return what each node holds of the company, by one bound of each step.

    Nothing is counted beyond an owner of the source.
    """
    arcs: list[dict[int, int]] = [{} for _ in graph.ids]
    for position, step in enumerate(graph.steps):
        owner = source.owner(position, step)
        if (
            step.of not in source.owners
            and owner not in (graph.company, step.of)
            and not step.restates
        ):
            _add(arcs[step.of], owner, weight(step))
    return spread(_arcs(arcs), {graph.company: ONE}, at_most=at_most)


def _least(graph: Graph, source: Source) -> int:
    """Follow the owners' holdings down to the company; no company is owned twice."""
    if graph.company in source.owners:
        return ONE
    arcs: list[dict[int, int]] = [{} for _ in graph.ids]
    stated = 0
    doubtful = _told_twice(graph, source)
    for position, step in enumerate(graph.steps):
        owner = source.owner(position, step)
        if step.restates or position in doubtful:
            if step.of == graph.company and owner in source.owners:
                stated = max(stated, step.least)
        elif step.of not in source.owners and owner not in (graph.company, step.of):
            _add(arcs[owner], step.of, step.least)
    got = spread(_arcs(arcs), dict.fromkeys(sorted(source.owners), ONE))
    return max(got[graph.company], ONE * stated // WHOLE)


def _told_twice(graph: Graph, source: Source) -> set[int]:
    """Return steps into one company that may say the same: the smaller of the two.

    What an owner holds by way of others may be held by way of a company that is an
    owner here itself.
    """
    direct: dict[int, list[int]] = {}
    indirect: dict[int, list[int]] = {}
    for position, step in enumerate(graph.steps):
        owner = source.owner(position, step)
        if owner in source.owners and not step.restates:
            if not step.holding.direct:
                indirect.setdefault(step.of, []).append(position)
            elif owner not in graph.closed:
                direct.setdefault(step.of, []).append(position)
    found: set[int] = set()
    for of in direct.keys() & indirect.keys():
        found.update(min(direct[of], indirect[of], key=lambda them: _sum(graph, them)))
    return found


def _sum(graph: Graph, positions: Iterable[int]) -> int:
    return sum(graph.steps[position].least for position in positions)


def _add(arcs: dict[int, int], to: int, weight: int) -> None:
    arcs[to] = min(WHOLE, arcs.get(to, 0) + weight)


def _arcs(arcs: Sequence[Mapping[int, int]]) -> list[list[tuple[int, int]]]:
    return [[arc for arc in one.items() if arc[1]] for one in arcs]
