"""The largest chains from some owners down to the company, for people to read."""

import heapq
from collections.abc import Iterator, Mapping, Sequence

from kycscreen.ownership.chains import ONE
from kycscreen.ownership.counting import Part, Source
from kycscreen.ownership.graph import Graph, Step
from kycscreen.ownership.verdicts import Path
from kycscreen.shares import WHOLE

SHOWN = 5
MORE_STEPS = 5_000
"""How many steps are tried in vain: in a knot of cycles many chains are not simple."""


def largest(
    graph: Graph, source: Source, *, through: frozenset[int] | None = None
) -> tuple[Path, ...]:
    """Return the chains of the owners that come to most, the largest first.

    ``through`` are the only companies that they may lead through.
    """
    key = ("paths", source, through)
    known = graph.known.get(key)
    if isinstance(known, tuple):
        return known
    downward = _downward(graph, source, through)
    best = _best(downward, source)
    upward: dict[int, list[tuple[Step, int]]] = {}
    for owner in sorted(best):
        for step in downward.get(owner, ()):
            upward.setdefault(step.of, []).append((step, owner))
    found = graph.known[key] = tuple(_found(graph, source, upward, best))
    return found


def leading(
    graph: Graph, source: Source, *, through: frozenset[int] | None = None
) -> frozenset[int]:
    """Return which of the owners have a chain to the company."""
    key = ("leading", source, through)
    known = graph.known.get(key)
    if isinstance(known, frozenset):
        return known
    upward: dict[int, list[int]] = {}
    for owner, steps in _downward(graph, source, through).items():
        for step in steps:
            upward.setdefault(step.of, []).append(owner)
    found = {graph.company}
    waiting = [graph.company]
    while waiting:
        for owner in upward.get(waiting.pop(), ()):
            if owner not in found:
                found.add(owner)
                waiting.append(owner)
    result = graph.known[key] = source.owners & found
    return result


Downward = Mapping[int, Sequence[Step]]


def _downward(graph: Graph, source: Source, through: frozenset[int] | None) -> Downward:
    """Return the steps that chains may take, by owner; none leads back to an owner."""
    key = ("downward", source, through)
    known = graph.known.get(key)
    if isinstance(known, dict):
        return known
    found: dict[int, list[Step]] = {}
    waiting = sorted(source.owners)
    joint = source.steps(graph)
    while waiting:
        owner = waiting.pop()
        if owner in found:
            continue
        own = [step for step in graph.held_by[owner] if not source.has(step)]
        found[owner] = [
            step
            for step in (*own, *joint)
            if step.of not in source.owners
            and (through is None or step.of in through or step.of == graph.company)
            and (not step.restates or step.controls)
        ]
        joint = []
        waiting += [step.of for step in found[owner]]
    graph.known[key] = found
    return found


def _weight(mass: int, step: Step) -> int:
    """Multiply for the order alone: what is not stated is little, and not nothing."""
    return max(1, mass * max(1, step.least) // WHOLE)


def _best(downward: Downward, source: Source) -> dict[int, int]:
    """Return how much the largest chain from an owner to each company comes to."""
    best: dict[int, int] = {}
    heap = [(-ONE, owner) for owner in sorted(source.owners)]
    while heap:
        mass, node = heapq.heappop(heap)
        if node not in best:
            best[node] = -mass
            for step in downward.get(node, ()):
                if step.of not in best:
                    heapq.heappush(heap, (-_weight(-mass, step), step.of))
    return best


_Link = tuple[Step, "_Link | None"]


def _found(
    graph: Graph,
    source: Source,
    upward: Mapping[int, Sequence[tuple[Step, int]]],
    best: dict[int, int],
) -> Iterator[Path]:
    """Go up from the company, always on the chain that can still come to most."""
    knot_of = {node: number for number, knot in enumerate(graph.order) for node in knot}
    heap: list[tuple[int, int, int, int, _Link | None]] = []
    heap.append((-ONE, 0, graph.company, ONE, None))
    made, shown = 0, 0
    budget = MORE_STEPS + SHOWN * len(graph.ids)
    while heap and budget > 0 and shown < SHOWN:
        _, _, node, mass, link = heapq.heappop(heap)
        budget -= 1
        if node in source.owners:
            if link is not None:
                shown += 1
                yield _path(link)
            continue
        for step, owner in upward.get(node, ()):
            if not _is_on(owner, link, knot_of):
                further = _weight(mass, step)
                rank = -(further * best[owner])
                made += 1
                # Of equals the newest: it is the nearest to an owner.
                heapq.heappush(heap, (rank, -made, owner, further, (step, link)))


def _is_on(owner: int, link: _Link | None, knot_of: dict[int, int]) -> bool:
    """Ask whether a chain has an owner already; only within a knot it can."""
    while link is not None and knot_of[owner] == knot_of[link[0].of]:
        if link[0].of == owner:
            return True
        link = link[1]
    return False


def _path(link: _Link | None) -> Path:
    holdings = []
    least = most = ONE
    while link is not None:
        step, link = link
        holdings.append(step.holding)
        least = least * step.least // WHOLE
        most = -(-most * step.most // WHOLE)
    return Path(holdings=tuple(holdings), share=Part(least, most).share)
