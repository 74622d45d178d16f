"""Shares along chains: they multiply along each simple path, and paths add up.

Without cycles that is one pass. Inside a knot of cycles the simple paths are walked one
by one, the weightiest first, up to a bound that is counted and not timed; what is left
out then is missing from what is certain, and part of what is possible.

>>> half = WHOLE // 2
>>> got = spread([[(1, half)], [(2, half), (0, half)], []], {0: ONE})
>>> [mass * 100 // ONE for mass in got]
[100, 50, 25]
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kycscreen.shares import WHOLE

ONE = 10**60
"""The whole, while shares are multiplied: rounding is outwards, and only here."""
STEPS = 12_000
"""How many steps of paths are walked inside all knots, and ..."""
LEAST_STEPS = 64
"""... how many more inside each, however many there are."""

Arcs = Sequence[Sequence[tuple[int, int]]]
"""Of each node, where its part goes on to, and how much of it (millionths of 1 %)."""


def spread(
    arcs: Arcs,
    seeds: Mapping[int, int],
    order: Sequence[Sequence[int]] | None = None,
    *,
    at_most: bool = False,
) -> list[int]:
    """Return what reaches each node from the seeds, along simple paths.

    Rounded down, or up for ``at_most``, where what was left out is added. Nothing
    holds more than the whole. ``order`` are the knots, where the caller knows them.
    """
    got = [0] * len(arcs)
    for node, mass in seeds.items():
        got[node] = mass
    if order is None:
        order = components(arcs, sorted(seeds))[::-1]
    knots = sum(len(component) > 1 for component in order)
    budget = LEAST_STEPS + STEPS // max(1, knots)
    for component in order:
        inside: Sequence[int] | frozenset[int] = ()
        if len(component) > 1:
            inside = frozenset(component)
            _walk(component, arcs, got, budget, at_most=at_most)
        for node in component:
            mass = got[node]
            if mass > ONE:
                mass = got[node] = ONE
            if mass:
                for target, part in arcs[node]:
                    if target not in inside:
                        got[target] += (
                            -(-mass * part // WHOLE)
                            if at_most
                            else mass * part // WHOLE
                        )
    return got


def _times(mass: int, part: int, up: bool) -> int:
    return -(-mass * part // WHOLE) if up else mass * part // WHOLE


def _walk(
    component: Sequence[int],
    arcs: Arcs,
    got: list[int],
    budget: int,
    *,
    at_most: bool,
) -> None:
    """Spread what entered a knot over its nodes, path by path."""
    bit = {node: 1 << number for number, node in enumerate(component)}
    inner = {
        node: [(to, bit[to], part) for to, part in arcs[node] if part and to in bit]
        for node in component
    }
    heap: list[tuple[int, int, int, int]] = []
    for node in component:
        if got[node]:
            heap.append((-got[node], len(heap), node, bit[node]))
            got[node] = 0
    heapq.heapify(heap)
    made = len(heap)
    while heap and budget > 0:
        negative, _, node, seen = heapq.heappop(heap)
        got[node] -= negative
        budget -= 1 + len(inner[node])
        for to, its, part in inner[node]:
            if not seen & its:
                mass = _times(-negative, part, at_most)
                if mass:
                    heapq.heappush(heap, (-mass, made, to, seen | its))
                    made += 1
    if heap and at_most:
        rest = -sum(entry[0] for entry in heap)
        # A path goes on to a node with no more than it carries, as long as no node
        # hands on more than it has.
        fair = all(sum(a[2] for a in onward) <= WHOLE for onward in inner.values())
        for node in component:
            got[node] = min(ONE, got[node] + rest) if fair else ONE


def components(arcs: Arcs, roots: Iterable[int]) -> list[list[int]]:
    """Return the knots of what the roots lead to: what is further on comes first.

    Two nodes are in one knot where each leads to the other.
    """
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    open_: list[int] = []
    is_open: set[int] = set()
    found: list[list[int]] = []
    for root in roots:
        if root in number:
            continue
        walk: list[tuple[int, Iterator[tuple[int, int]]]] = [(root, iter(arcs[root]))]
        number[root] = low[root] = len(number)
        open_.append(root)
        is_open.add(root)
        while walk:
            node, onward = walk[-1]
            for to, _ in onward:
                if to not in number:
                    number[to] = low[to] = len(number)
                    open_.append(to)
                    is_open.add(to)
                    walk.append((to, iter(arcs[to])))
                    break
                if to in is_open and number[to] < low[node]:
                    low[node] = number[to]
            else:
                walk.pop()
                if walk and low[node] < low[walk[-1][0]]:
                    low[walk[-1][0]] = low[node]
                if low[node] == number[node]:
                    component: list[int] = []
                    while not component or component[-1] != node:
                        component.append(open_.pop())
                        is_open.discard(component[-1])
                    found.append(sorted(component))
    return found
