"""The largest single owner, and those who hold jointly with it by arrangement."""

from collections.abc import Callable, Iterable

from kycscreen.ownership.chains import ONE
from kycscreen.ownership.counting import Part, Source, part, reached
from kycscreen.ownership.graph import Graph
from kycscreen.shares import WHOLE

EXACTLY = 4
"""How many owners are counted one by one, where one pass for all does not tell."""


def largest(graph: Graph, owners: frozenset[int]) -> tuple[Part, Source]:
    """Return what the largest of the owners holds, and who that is.

    Each holds what it shares with the other owners by a joint arrangement as well. An
    arrangement with anybody else makes only the most larger.
    """
    sources = apart(graph, owners)
    anybody = arrangements(graph, owners, None)
    stated = reached(graph, lambda step: step.least)
    sure = reached(graph, lambda step: step.sure)
    others = sum(sure[person] for person in graph.closed)
    plain = not graph.overstated and all(s.holding.direct for s in graph.steps)
    known: dict[Source, Part] = {}

    def rough(source: Source) -> Part:
        owner = min(source.owners)
        least, more = stated[owner], ONE - others + sure[owner]
        for position in source.joint:
            step = graph.steps[position]
            least += stated[step.of] * step.least // WHOLE
            more += -(-sure[step.of] * step.sure // WHOLE)
        settled = plain or owner in graph.closed
        return Part(min(ONE, least), min(ONE, more) if settled else ONE)

    def exact(source: Source) -> Part:
        if source not in known:
            one_pass_tells = plain and source.owners <= graph.closed
            known[source] = (
                rough(source)
                if one_pass_tells and not source.joint
                else part(graph, source)
            )
        return known[source]

    least, best, _ = _first(sources, rough, exact, lambda p: p.least)
    most, _, rest = _first([*sources, *anybody], rough, exact, lambda p: p.most)
    return Part(least, max(least, most, rest)), best


def _first(
    sources: Iterable[Source],
    rough: Callable[[Source], Part],
    exact: Callable[[Source], Part],
    bound: Callable[[Part], int],
) -> tuple[int, Source, int]:
    """Return the largest exact value, whose it is, and what the uncounted may have.

    A rough value is never below the exact one, so that few have to be counted.
    """
    ranked = sorted(
        ((bound(rough(source)), source) for source in sources), key=lambda x: -x[0]
    )
    value, best = bound(exact(ranked[0][1])), ranked[0][1]
    for number, (at_most, source) in enumerate(ranked[1:], start=1):
        if at_most <= value:
            break
        if number == EXACTLY:
            return value, best, at_most
        if bound(exact(source)) > value:
            value, best = bound(exact(source)), source
    return value, best, 0


def apart(graph: Graph, owners: frozenset[int]) -> list[Source]:
    """Return each owner alone, and again with what others of them hold jointly."""
    alone = [Source(frozenset({owner})) for owner in sorted(owners)]
    return [*alone, *arrangements(graph, owners, owners)]


def arrangements(
    graph: Graph, owners: frozenset[int], partners: frozenset[int] | None
) -> list[Source]:
    """Return each owner with what its partners hold jointly with it.

    An arrangement is one word, for holdings of one company; partners may be anybody
    where they are ``None``.
    """
    groups: dict[tuple[int, str], list[int]] = {}
    for position, step in enumerate(graph.steps):
        word = step.holding.joint
        is_partner = partners is None or step.owner in partners
        if word and is_partner and not step.restates:
            groups.setdefault((step.of, word), []).append(position)
    joint: dict[int, set[int]] = {}
    for positions in groups.values():
        members = {graph.steps[position].owner for position in positions}
        for owner in members & owners if len(members) > 1 else ():
            joint.setdefault(owner, set()).update(
                position
                for position in positions
                if graph.steps[position].owner != owner
            )
    return [
        Source(frozenset({owner}), frozenset(joint[owner])) for owner in sorted(joint)
    ]
