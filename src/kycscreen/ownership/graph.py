"""Who holds what on a day, as a graph of numbers: what every regime reads.

A node is a party; a step leads from an owner to what it owns. Statements that come to
more than the whole, and indirect ones, are settled here, once.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from kycscreen.facts import Kind
from kycscreen.ownership import restated
from kycscreen.parties import Client, Control, Holding, Role, Share, Undisclosed
from kycscreen.shares import WHOLE

HALF = WHOLE // 2


@attrs.frozen(kw_only=True)
class Step:
    """One holding as it counts, in millionths of a percent.

    ``sure`` is what stays certain of ``least`` where the owners of one company claim
    more than the whole of it. ``most`` and the most of ``votes`` leave the others
    theirs. A ``restates`` step says again what a declared chain says: it adds nothing.
    """

    owner: int
    of: int
    least: int
    sure: int
    most: int
    votes: Share
    controls: bool
    influences: bool
    restates: bool
    holding: Holding


@attrs.frozen(kw_only=True)
class Graph:
    """The holdings of a client on a day.

    Nodes are numbers in the order of ``ids``. ``closed`` are the persons, whom nobody
    owns. ``overstated`` where owners of one company state more than the whole of it;
    ``unknown`` is what holdings leave open of each company that has any.
    """

    ids: tuple[str, ...]
    company: int
    steps: tuple[Step, ...]
    closed: frozenset[int]
    overstated: bool
    unknown: tuple[tuple[str, int], ...]
    holdings_of: tuple[tuple[Step, ...], ...] = attrs.field(init=False, repr=False)

    @holdings_of.default
    def _holdings_of(self) -> tuple[tuple[Step, ...], ...]:
        held: list[list[Step]] = [[] for _ in self.ids]
        for step in self.steps:
            held[step.owner].append(step)
        return tuple(map(tuple, held))


def of(client: Client, on: date) -> Graph:
    """Return the holdings that are held on a day."""
    companies = client.companies
    company = companies[0].id if companies else ""
    ids = tuple(sorted({company, *(party.id for party in client.parties)}))
    node = {id: number for number, id in enumerate(ids)}
    into: dict[int, list[Holding]] = {}
    for holding in _held(client.holdings, company, on):
        into.setdefault(node[holding.of], []).append(holding)
    unnamed = _unnamed(client.undisclosed, company)
    declared = {node[id] for id in unnamed} | set(into)
    steps: list[Step] = []
    unknown: list[tuple[str, int]] = []
    overstated = False
    for number in sorted(declared):
        hidden = unnamed.get(ids[number], 0)
        direct = [one for one in into.get(number, ()) if one.direct]
        indirect = [one for one in into.get(number, ()) if not one.direct]
        steps += _steps(direct, node, hidden)
        steps += _steps(indirect, node, 0)
        known = max(_least(direct), _least(indirect))
        overstated |= known > WHOLE
        unknown.append((ids[number], max(WHOLE - known, hidden, 0)))
    persons = {node[p.id] for p in client.parties if p.kind is Kind.PERSON}
    return Graph(
        ids=ids,
        company=node[company],
        steps=_restating(steps, len(ids)),
        closed=frozenset(persons - declared),
        overstated=overstated,
        unknown=tuple(unknown),
    )


_OWNERS = frozenset(
    {
        Role.BENEFICIAL_OWNER,
        Role.SHAREHOLDER,
        Role.INTERMEDIATE_OWNER,
    }
)


def owners(client: Client, graph: Graph) -> frozenset[str]:
    """Return who owns, by a holding or by role, and the client company itself."""
    by_role = {party.id for party in client.parties if party.roles & _OWNERS}
    by_holding = {graph.ids[step.owner] for step in graph.steps}
    return frozenset(by_role | by_holding | {graph.ids[graph.company]})


def _held(holdings: Iterable[Holding], company: str, on: date) -> list[Holding]:
    """Return what is held, each once: several sources may state one holding."""
    found: dict[Holding, Holding] = {}
    for one in holdings:
        held = attrs.evolve(one, of=company) if not one.of and company else one
        if held.holds_on(on) and held.owner != held.of:
            bare = attrs.evolve(held, source="", details="", verified_on=None)
            known = found.setdefault(bare, held)
            found[bare] = min(known, held, key=_place)
    return sorted(found.values(), key=_place)


def _place(holding: Holding) -> tuple[object, ...]:
    """Order holdings by what they say and never by where they were declared."""
    return (
        holding.of,
        holding.owner,
        not holding.direct,
        *_bounds(holding.shares),
        *_bounds(holding.votes),
        [one.value for one in holding.control],
        holding.joint,
        str(holding.start),
        str(holding.end),
        holding.source,
        holding.details,
        str(holding.verified_on),
    )


def _bounds(share: Share | None) -> tuple[int, int]:
    return (-1, -1) if share is None else (share.least, share.most)


def _unnamed(undisclosed: Iterable[Undisclosed], company: str) -> dict[str, int]:
    """Return what owners whom nobody names have at least, by company."""
    found: dict[str, int] = {}
    for one in undisclosed:
        id = one.of or company
        found[id] = found.get(id, 0) + (one.shares.least if one.shares else 0)
    return {id: min(least, WHOLE) for id, least in found.items()}


def _least(holdings: Iterable[Holding]) -> int:
    return sum(one.shares.least for one in holdings if one.shares is not None)


def _steps(
    holdings: Sequence[Holding], node: dict[str, int], hidden: int
) -> list[Step]:
    """Settle what the owners of one company state, beside what others hide."""
    total = _least(holdings) + hidden
    excess = max(0, total - WHOLE)
    stating = {one.owner for one in holdings if one.votes is not None}
    votes = [_votes(one, one.owner in stating) for one in holdings]
    voting = sum(share.least for share in votes)
    steps = []
    for one, vote in zip(holdings, votes, strict=True):
        share = one.shares or _unstated(one)
        steps.append(
            Step(
                owner=node[one.owner],
                of=node[one.of],
                least=share.least,
                sure=max(0, share.least - excess),
                most=_left(share, total),
                votes=Share(vote.least, _left(vote, voting)),
                controls=any(c is not Control.INFLUENCE for c in one.control),
                influences=Control.INFLUENCE in one.control,
                restates=False,
                holding=one,
            )
        )
    return steps


def _left(share: Share, total: int) -> int:
    """Return the most of a share where the others have at least theirs."""
    return min(share.most, max(share.least, WHOLE - (total - share.least)))


_NOTHING, _ANYTHING = Share(0, 0), Share(0, WHOLE)


def _unstated(holding: Holding) -> Share:
    """Return what shares may be that are not stated: none, where control is."""
    return _NOTHING if holding.control and holding.votes is None else _ANYTHING


def _votes(holding: Holding, states: bool) -> Share:
    """Return votes as stated; where its owner states none, votes go by shares."""
    if holding.votes is not None:
        return holding.votes
    share = holding.shares or _unstated(holding)
    return Share(0, share.most) if states else share


def _restating(steps: Sequence[Step], nodes: int) -> tuple[Step, ...]:
    """Mark the indirect steps whose owner has another chain to the same company."""
    ends = [(step.owner, step.of, step.holding.direct) for step in steps]
    again = restated.chained(ends, nodes)
    return tuple(
        attrs.evolve(step, restates=True) if number in again else step
        for number, step in enumerate(steps)
    )
