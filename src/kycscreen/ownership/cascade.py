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
    for node in range(len(graph.ids)):
        if node not in graph.closed and WHOLE - _sum(others, node) >= at:
            possible.add(node)
    waiting = sorted(possible)
    while waiting:
        for step in graph.held_by[waiting.pop()]:
            if not step.restates and not source.has(step):
                _add(others, graph, step, -step.sure)
                if step.of not in possible and WHOLE - _sum(others, step.of) >= at:
                    possible.add(step.of)
                    waiting.append(step.of)
    return frozenset(possible), WHOLE - _sum(others, graph.company)


def _add(held: _Held, graph: Graph, step: Step, part: int) -> None:
    kind = 2 if not step.direct else 0 if step.owner in graph.closed else 1
    held.setdefault(step.of, [0, 0, 0])[kind] += part


def _sum(held: _Held, of: int) -> int:
    """Return what is held of a company, and nothing of it twice.

    What one holds by way of others may be held by way of a company that counts too.
    """
    persons, companies, indirect = held.get(of, (0, 0, 0))
    return min(WHOLE, persons + max(companies, indirect))
