"""Control by listed owners: what certainly catches, and what somebody has to assess."""

from kycscreen.ownership import single
from kycscreen.ownership.chains import ONE
from kycscreen.ownership.control import controlled
from kycscreen.ownership.counting import Source, part, reached
from kycscreen.ownership.graph import Graph
from kycscreen.policy.law import Regime
from kycscreen.shares import WHOLE

EXACTLY = 16
"""How many owners are counted one by one; if there are more, somebody assesses them."""


def controlling(graph: Graph, owners: frozenset[int], together: bool) -> frozenset[int]:
    """Return who of the owners certainly controls the company, each by itself.

    Where owners do not count together, those do who hold jointly by arrangement.
    """
    sources = [Source(frozenset({owner})) for owner in sorted(owners)]
    if not together:
        sources += single.arrangements(graph, owners, owners)
    return frozenset(
        owner
        for source in sources
        if graph.company in controlled(graph, source)
        for owner in source.owners
    )


def is_open(graph: Graph, regime: Regime, owners: frozenset[int]) -> bool:
    """Ask whether control could catch, though nothing certain does.

    It could where control itself is only possible, and where companies that the owners
    control or may control have, with all that they hold, more than the owners' share.
    """
    pairs = []
    for narrow, wide in _pairs(graph, regime, owners):
        reach = controlled(graph, wide, possibly=True)
        if graph.company in reach:
            return True
        if reach or wide.joint:
            pairs.append((narrow, Source(wide.owners | reach, wide.joint)))
    if not pairs:
        return False
    if len(pairs) > EXACTLY:
        pairs = _nearest(graph, regime, pairs)
    if len(pairs) > EXACTLY:
        return True
    return any(
        wide.share.most >= regime.at and wide.most > narrow.most
        for narrow, wide in (
            (part(graph, one), part(graph, other)) for one, other in pairs
        )
    )


def _pairs(
    graph: Graph, regime: Regime, owners: frozenset[int]
) -> list[tuple[Source, Source]]:
    """Return whose share counts, and beside whom an arrangement may make it more."""
    if regime.together:
        return [(Source(owners), Source(owners))] if owners else []
    alone = [Source(frozenset({owner})) for owner in sorted(owners)]
    joint = single.arrangements(graph, owners, None)
    return [
        *((one, one) for one in alone),
        *((Source(one.owners), one) for one in joint),
    ]


def _nearest(
    graph: Graph, regime: Regime, pairs: list[tuple[Source, Source]]
) -> list[tuple[Source, Source]]:
    """Leave out who cannot reach the threshold, by one pass for all."""
    if any(not step.holding.direct for step in graph.steps):
        return pairs
    sure = reached(graph, lambda step: step.sure)
    free = ONE - sum(sure[person] for person in graph.closed)
    least = ONE * regime.at // WHOLE
    return [
        (narrow, wide)
        for narrow, wide in pairs
        if free + _held(graph, wide, sure) >= least
    ]


def _held(graph: Graph, source: Source, sure: list[int]) -> int:
    joint = (graph.steps[position] for position in source.joint)
    return sum(sure[owner] for owner in source.owners) + sum(
        -(-sure[step.of] * step.sure // WHOLE) for step in joint
    )
