"""What each regime says, side by side."""

from collections.abc import Mapping
from datetime import date

import attrs

from kycscreen.ownership import assessing, paths, single
from kycscreen.ownership.cascade import cascade
from kycscreen.ownership.counting import Source, part
from kycscreen.ownership.graph import HALF, Graph
from kycscreen.ownership.verdicts import Status, Verdict, Way
from kycscreen.policy.law import Combine, Law, Regime, in_force
from kycscreen.shares import Share


@attrs.frozen
class _Count:
    """What a regime counts: a share, whose, and through whom it may lead."""

    share: Share
    source: Source
    through: frozenset[int] | None = None


def verdicts(
    graph: Graph, listed: Mapping[str, frozenset[str]], law: Law, on: date
) -> tuple[Verdict, ...]:
    """Return a verdict of each regime; none where nobody is listed."""
    named = {list_id for regime in law.ownership for list_id in regime.lists}
    node = {id: number for number, id in enumerate(graph.ids)}
    owners = {
        regime.id: frozenset(
            node[id]
            for id, lists in listed.items()
            if any(one in regime.lists or one not in named for one in lists)
        )
        for regime in law.ownership
    }
    if not any(owners.values()):
        return ()
    rules = in_force(law.beneficial_owner, on)
    owner_at = min([rule.at for rule in rules], default=0)
    counted: dict[object, _Count] = {}
    found = []
    for regime in law.ownership:
        at = regime.at if regime.combine is Combine.CASCADE else None
        key = (owners[regime.id], regime.combine, regime.together, at)
        if key not in counted:
            counted[key] = _count(graph, regime, owners[regime.id])
        verdict = _verdict(graph, regime, owners[regime.id], counted[key], owner_at)
        found.append(attrs.evolve(verdict, in_force=regime.origin.holds_on(on)))
    return tuple(found)


def _count(graph: Graph, regime: Regime, owners: frozenset[int]) -> _Count:
    whole = Source(owners)
    if not owners:
        return _Count(Share(0, 0), whole)
    if regime.combine is Combine.CHAINS and regime.together:
        return _Count(part(graph, whole).share, whole)
    if regime.combine is Combine.CHAINS:
        largest, source = single.largest(graph, owners)
        return _Count(largest.share, source)
    sources = [whole] if regime.together else single.apart(graph, owners)
    results = [(cascade(graph, source, regime.at), source) for source in sources]
    best, source = max(results, key=lambda result: result[0].share.least)
    least, most = best.share.least, max(one.share.most for one, _ in results)
    through = best.counted if least >= regime.at else best.possible
    return _Count(Share(least, most), source, through)


def _verdict(
    graph: Graph,
    regime: Regime,
    owners: frozenset[int],
    count: _Count,
    owner_at: int,
) -> Verdict:
    share = count.share
    by_shares = share.least >= regime.at
    controlling: frozenset[int] = frozenset()
    if regime.control:
        controlling = assessing.controlling(graph, owners, regime.together)
    ways = [way for way, holds in (
        (Way.SHARES, by_shares),
        (Way.CONTROL, bool(controlling)),
    ) if holds]  # fmt: skip
    status = Status.CAUGHT
    if not ways:
        to_assess = regime.control and (
            assessing.is_open(graph, regime, owners)
            or bool(assessing.unexplained(graph, owners, owner_at))
        )
        ways = [way for way, holds in (
            (Way.REMAINDER, bool(owners) and share.most >= regime.at),
            (Way.ASSESS_CONTROL, to_assess),
        ) if holds]  # fmt: skip
        status = Status.POSSIBLE if ways else Status.NOT_REACHED
    source, through = count.source, count.through
    if status is Status.POSSIBLE:
        source = Source(owners)
    elif status is Status.CAUGHT and not by_shares:
        source, through = Source(controlling), None
    by = paths.leading(graph, source, through=through) | controlling
    by |= {step.owner for step in source.steps(graph)}
    if Way.REMAINDER in ways:
        by |= owners  # what nobody declares may be any owner's
    elif Way.ASSESS_CONTROL in ways:
        by |= assessing.unexplained(graph, owners, owner_at)
    return Verdict(
        regime=regime.id,
        status=status,
        at=regime.at,
        share=share,
        ways=tuple(ways),
        by=tuple(graph.ids[node] for node in sorted(by)),
        paths=paths.largest(graph, source, through=through),
        exact=share.least == share.most == HALF,
    )
