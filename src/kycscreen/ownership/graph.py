"""Who holds what on a day, as a graph of numbers: what every regime reads.

A node is a party; a step leads from an owner to what it owns. Statements that come to
more than the whole, and indirect ones, are settled here, once.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import attrs

from kycscreen.facts import Kind
from kycscreen.ownership import chains, restated
from kycscreen.parties import Client, Control, Holding, Role, Share, Undisclosed
from kycscreen.parties.party import OWNERS
from kycscreen.shares import WHOLE

HALF = WHOLE // 2
_INFLUENCE = (Control.INFLUENCE,)


@attrs.frozen(kw_only=True, eq=False)
class Step:
    """One holding as it counts, in millionths of a percent.

    ``sure`` is what stays certain of ``least`` where the owners of one company claim
    more than the whole of it. ``most`` and ``most_votes`` leave the others theirs. A
    ``restates`` step says again what a declared chain says: it adds nothing.
    """

    owner: int
    of: int
    least: int
    sure: int
    most: int
    least_votes: int
    most_votes: int
    controls: bool
    influences: bool
    direct: bool
    joint: str
    restates: bool
    holding: Holding


@attrs.frozen(kw_only=True, eq=False)
class Graph:
    """The holdings of a client on a day, of all that leads to the company.

    Nodes are numbers in the order of ``ids``. ``closed`` are the persons, whom nobody
    owns. ``overstated`` are companies of which owners state more than the whole;
    ``unknown`` is what holdings leave open of each company that has any. ``order`` are
    the knots of cycles, owners before what they own; ``own`` what the company holds of
    those above it. ``declared`` are beneficial owners by role. ``known`` keeps what
    was counted.
    """

    ids: tuple[str, ...]
    company: int
    steps: tuple[Step, ...]
    closed: frozenset[int]
    overstated: tuple[str, ...]
    plain: bool
    unknown: tuple[tuple[str, int], ...]
    holders: frozenset[int]
    declared: frozenset[int]
    held_by: tuple[tuple[Step, ...], ...] = attrs.field(repr=False)
    owners_of: tuple[tuple[Step, ...], ...] = attrs.field(repr=False)
    order: tuple[tuple[int, ...], ...] = attrs.field(repr=False)
    own: tuple[Step, ...]
    known: dict[object, object] = attrs.field(factory=dict, repr=False)


def of(client: Client, on: date, of: str = "") -> Graph:
    """Return the holdings that are held on a day, as they lead to one company.

    Without ``of``, the first client company.
    """
    companies = client.companies
    first = companies[0].id if companies else ""
    company = of or first
    ids = tuple(sorted({first, *(party.id for party in client.parties)}))
    node = {id: number for number, id in enumerate(ids)}
    node.setdefault("", node[first])
    into = _held(client.holdings, node, on)
    hidden = _hidden(client.undisclosed, node)
    steps: list[Step] = []
    unknown: list[tuple[str, int]] = []
    overstated: list[str] = []
    for number in sorted(hidden.keys() | into.keys()):
        direct = [one for one in into.get(number, ()) if one.direct]
        indirect = [one for one in into.get(number, ()) if not one.direct]
        steps += _steps(direct, node, number, hidden.get(number, 0))
        steps += _steps(indirect, node, number, 0)
        known = max(_least(direct), _least(indirect))
        if known > WHOLE:
            overstated.append(ids[number])
        unknown.append((ids[number], max(WHOLE - known, hidden.get(number, 0), 0)))
    persons = {node[p.id] for p in client.parties if p.kind is Kind.PERSON}
    return _graph(
        _restating(steps, len(ids)),
        ids=ids,
        company=node[company],
        closed=frozenset(persons - hidden.keys() - into.keys()),
        overstated=tuple(overstated),
        unknown=tuple(unknown),
        holders=frozenset(step.owner for step in steps),
        declared=frozenset(
            node[p.id] for p in client.parties if Role.BENEFICIAL_OWNER in p.roles
        ),
    )


def _graph(steps: Sequence[Step], *, ids: tuple[str, ...], **facts: Any) -> Graph:
    """Keep what leads to the company; what that holds itself leads nowhere."""
    company = facts["company"]
    owners_of: list[list[Step]] = [[] for _ in ids]
    held_by: list[list[Step]] = [[] for _ in ids]
    for step in steps:
        if step.owner != company:
            owners_of[step.of].append(step)
    arcs = [[(step.owner, 0) for step in owners] for owners in owners_of]
    order = chains.components(arcs, [company])
    inside = {number for knot in order for number in knot}
    kept = [step for steps in owners_of for step in steps if step.of in inside]
    for step in kept:
        held_by[step.owner].append(step)
    return Graph(
        ids=ids,
        steps=tuple(kept),
        plain=all(step.direct for step in kept),
        held_by=tuple(map(tuple, held_by)),
        owners_of=tuple(map(tuple, owners_of)),
        order=tuple(map(tuple, order)),
        own=tuple(s for s in steps if s.owner == company and s.of in inside),
        **facts,
    )


def owners(client: Client, graph: Graph) -> frozenset[str]:
    """Return who owns, by a holding or by role, and the client company itself."""
    by_role = {party.id for party in client.parties if party.roles & OWNERS}
    by_holding = {graph.ids[number] for number in graph.holders}
    return frozenset(by_role | by_holding | {graph.ids[graph.company]})


def without_holding(client: Client, on: date) -> tuple[str, ...]:
    """Return who owns by role, and of whom no holding is declared on a day."""
    holders = {one.owner for one in client.holdings if one.holds_on(on)}
    return tuple(
        party.id
        for party in client.parties
        if party.roles & OWNERS
        and party.id not in holders
        and Role.CLIENT not in party.roles
    )


def _held(
    holdings: Iterable[Holding], node: dict[str, int], on: date
) -> dict[int, list[Holding]]:
    """Return what is held, by what it is held of; several sources may state the same.

    In an order of what they say, and never of where they were declared.
    """
    found: dict[tuple[object, ...], Holding] = {}
    for one in holdings:
        if one.holds_on(on) and node[one.owner] != node[one.of]:
            key = _said(one, node)
            known = found.get(key)
            if known is None or _told(one) < _told(known):
                found[key] = one
    into: dict[int, list[Holding]] = {}
    for key in sorted(found):
        into.setdefault(node[found[key].of], []).append(found[key])
    return into


def _said(holding: Holding, node: dict[str, int]) -> tuple[object, ...]:
    shares, votes = holding.shares, holding.votes
    return (
        node[holding.of],
        node[holding.owner],
        not holding.direct,
        (-1, -1) if shares is None else (shares.least, shares.most),
        (-1, -1) if votes is None else (votes.least, votes.most),
        tuple(one.value for one in holding.control),
        holding.joint,
        holding.start or date.min,
        holding.end or date.max,
    )


def _told(holding: Holding) -> tuple[object, ...]:
    checked = holding.verified_on or date.min
    return (holding.of, holding.source, holding.details, checked)


def _hidden(undisclosed: Iterable[Undisclosed], node: dict[str, int]) -> dict[int, int]:
    """Return what owners whom nobody names have at least, by company."""
    found: dict[int, int] = {}
    for one in undisclosed:
        least = one.shares.least if one.shares is not None else 0
        found[node[one.of]] = min(WHOLE, found.get(node[one.of], 0) + least)
    return found


def _least(holdings: Iterable[Holding]) -> int:
    return sum(one.shares.least for one in holdings if one.shares is not None)


def _steps(
    holdings: Sequence[Holding], node: dict[str, int], of: int, hidden: int
) -> list[Step]:
    """Settle what the owners of one company state, beside what others hide."""
    if not holdings:
        return []
    total = _least(holdings) + hidden
    excess = max(0, total - WHOLE)
    stating = {one.owner for one in holdings if one.votes is not None}
    votes = [_votes(one, one.owner in stating) for one in holdings]
    voting = sum(least for least, _ in votes)
    steps = []
    for one, (least_votes, most_votes) in zip(holdings, votes, strict=True):
        share = one.shares or _unstated(one)
        steps.append(
            Step(
                owner=node[one.owner],
                of=of,
                least=share.least,
                sure=max(0, share.least - excess),
                most=_left(share.least, share.most, total),
                least_votes=least_votes,
                most_votes=_left(least_votes, most_votes, voting),
                controls=bool(one.control) and one.control != _INFLUENCE,
                influences=Control.INFLUENCE in one.control,
                direct=one.direct,
                joint=one.joint,
                restates=False,
                holding=one,
            )
        )
    return steps


def _left(least: int, most: int, total: int) -> int:
    """Return the most of a share where the others have at least theirs."""
    return min(most, max(least, WHOLE - (total - least)))


_NOTHING, _ANYTHING = Share(0, 0), Share(0, WHOLE)


def _unstated(holding: Holding) -> Share:
    """Return what shares may be that are not stated: none, where control is."""
    return _NOTHING if holding.control and holding.votes is None else _ANYTHING


def _votes(holding: Holding, states: bool) -> tuple[int, int]:
    """Return votes as stated; where its owner states none, votes go by shares."""
    if holding.votes is not None:
        return holding.votes.least, holding.votes.most
    share = holding.shares or _unstated(holding)
    return 0 if states else share.least, share.most


def _restating(steps: Sequence[Step], nodes: int) -> Sequence[Step]:
    """Mark the indirect steps whose owner has another chain to the same company."""
    if all(step.direct for step in steps):
        return steps
    again = restated.chained([(s.owner, s.of, s.direct) for s in steps], nodes)
    return [
        attrs.evolve(step, restates=True) if number in again else step
        for number, step in enumerate(steps)
    ]
