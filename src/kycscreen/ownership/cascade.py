"""Owned from a threshold on, and so on down: who counts with all that it holds.

Nothing multiplies here: half of a half is half, as the owner in between counts itself.
"""

import attrs

from kycscreen.ownership.counting import Source
from kycscreen.ownership.graph import Graph, Step
from kycscreen.shares import WHOLE, Share


@attrs.frozen
class Cascade:
    """Which nodes count and which may, and what they hold of the company."""

    counted: frozenset[int]
    possible: frozenset[int]
    share: Share


_Held = dict[int, list[int]]


def cascade(graph: Graph, source: Source, at: int) -> Cascade:
    """Let everyone count who is owned from ``at`` on by those who count."""
    counted, least = _counted(graph, source, at)
    possible, most = _possible(graph, source, at)
    return Cascade(counted, possible, Share(least, max(least, most)))


def _counted(graph: Graph, source: Source, at: int) -> tuple[frozenset[int], int]:
    held: _Held = {}
    counted = set(source.owners)
    waiting = sorted(counted)
    stated = 0

    def count(step: Step) -> None:
        nonlocal stated
        if step.restates:
            if step.of == graph.company:
                stated = max(stated, step.least)
            return
        _add(held, graph, step, step.least)
        if step.of not in counted and _sum(held, step.of) >= at:
            counted.add(step.of)
            waiting.append(step.of)

    for step in source.steps(graph):
        count(step)
    while waiting:
        for step in graph.held_by[waiting.pop()]:
            if not source.has(step):
                count(step)
    if graph.company in source.owners:
        return frozenset(counted), WHOLE
    return frozenset(counted), max(stated, _sum(held, graph.company))


def _possible(graph: Graph, source: Source, at: int) -> tuple[frozenset[int], int]:
    """Let everyone count but those of whom others certainly own too much."""
    others: _Held = {}
    for step in (*graph.steps, *graph.own):
        if not step.restates and not source.has(step):
            _add(others, graph, step, step.sure)
    possible = set(source.owners)

    def most(of: int) -> int:
        if of in others and others[of][2]:
            return _most_beside(graph, source, possible, of, at)
        return WHOLE - _sum(others, of)

    for node in range(len(graph.ids)):
        if node not in graph.closed and most(node) >= at:
            possible.add(node)
    waiting = sorted(possible)
    while waiting:
        for step in graph.held_by[waiting.pop()]:
            if not step.restates and not source.has(step):
                _add(others, graph, step, -step.sure)
                if step.of not in possible and most(step.of) >= at:
                    possible.add(step.of)
                    waiting.append(step.of)
    return frozenset(possible), most(graph.company)


def _most_beside(
    graph: Graph, source: Source, possible: set[int], of: int, at: int
) -> int:
    """Return what may count of a company of which others hold a part indirectly.

    Theirs may lie within companies that count, but fills of none more than what is
    left from the threshold on. So a company that is too large for that cannot count.
    """
    steps = [
        step
        for step in (*graph.owners_of[of], *graph.own)
        if step.of == of and not step.restates and not source.has(step)
    ]
    free = [step for step in steps if step.owner not in possible]
    indirect = sum(step.sure for step in free if not step.direct)
    limit = (WHOLE - min(WHOLE, indirect)) * WHOLE // at
    others = sum(
        step.sure
        for step in steps
        if step.direct
        and (step.owner not in possible or _is_full(graph, source, step, limit))
    )
    return min(WHOLE - min(WHOLE, others), limit)


def _is_full(graph: Graph, source: Source, step: Step, limit: int) -> bool:
    is_company = step.owner not in graph.closed and step.owner not in source.owners
    return is_company and step.sure > limit


def _add(held: _Held, graph: Graph, step: Step, part: int) -> None:
    kind = 2 if not step.direct else 0 if step.owner in graph.closed else 1
    held.setdefault(step.of, [0, 0, 0])[kind] += part


def _sum(held: _Held, of: int) -> int:
    """Return what is held of a company, and nothing of it twice.

    What one holds by way of others may be held by way of a company that counts too.
    """
    persons, companies, indirect = held.get(of, (0, 0, 0))
    return min(WHOLE, persons + max(companies, indirect))
