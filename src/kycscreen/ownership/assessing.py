"""Control by listed owners: what certainly catches, and what somebody has to assess."""

from kycscreen.ownership import single
from kycscreen.ownership.control import MAJORITY, controlled
from kycscreen.ownership.counting import Part, Source, part
from kycscreen.ownership.graph import Graph
from kycscreen.policy.law import Regime

EXACTLY = 8
"""How many owners are counted one by one; if there are more, somebody assesses them."""


def controlling(graph: Graph, owners: frozenset[int], together: bool) -> frozenset[int]:
    """Return who of the owners certainly controls the company, each by itself.

    Where owners do not count together, those do who hold jointly by arrangement.
    """
    key = ("controlling", owners, together)
    known = graph.known.get(key)
    if isinstance(known, frozenset):
        return known
    sources = [Source(frozenset({owner})) for owner in sorted(owners)]
    if not together:
        sources += single.arrangements(graph, owners, owners)
    found = graph.known[key] = frozenset(
        owner
        for source in sources
        if graph.company in controlled(graph, source)
        for owner in source.owners
    )
    return found


def is_open(graph: Graph, regime: Regime, owners: frozenset[int]) -> bool:
    """Ask whether control could catch, though nothing certain does.

    It could where control itself is only possible, and where companies that the owners
    control or may control have, with all that they hold, more than the owners' share.
    A company in between of which they own what the regime asks for may be theirs too.
    """
    pairs = []
    at = min(regime.at, MAJORITY)
    for narrow, wide in _pairs(graph, regime, owners):
        reach = controlled(graph, wide, possibly=True, at=at)
        if graph.company in controlled(graph, wide, possibly=True):
            return True
        if reach or wide.joint:
            wider = Source(wide.owners | reach, wide.joint, wide.partners - reach)
            pairs.append((narrow, wider))
    if len(pairs) > EXACTLY:
        rough = single.rough(graph, [wide for _, wide in pairs])
        pairs = [two for two in pairs if _reaches(rough[two[1]], regime)]
    return len(pairs) > EXACTLY or any(
        _reaches(part(graph, wide), regime)
        and part(graph, wide).most > part(graph, narrow).most
        for narrow, wide in pairs
    )


def unexplained(graph: Graph, owners: frozenset[int], owner_at: int) -> frozenset[int]:
    """Return who is declared a beneficial owner, and cannot own enough to be one.

    Then it is one by control, of which the holdings do not tell.
    """
    key = ("unexplained", owners, owner_at)
    known = graph.known.get(key)
    if isinstance(known, frozenset):
        return known
    sources = [Source(frozenset({owner})) for owner in sorted(owners & graph.declared)]
    # Of persons, one pass for all tells as much as to count them one by one.
    most = single.rough(graph, sources) if sources else {}
    companies = [one for one in sources if not one.owners <= graph.closed]
    if len(companies) <= EXACTLY:
        most |= {one: part(graph, one) for one in companies}
    else:
        most |= dict.fromkeys(companies, Part(0, 0))
    found = graph.known[key] = frozenset[int]().union(
        *(one.owners for one in sources if most[one].share.most < owner_at)
    )
    return found


def _reaches(part: Part, regime: Regime) -> bool:
    return part.share.most >= regime.at


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
