"""The largest single owner, and those who hold jointly with it by arrangement."""

from collections.abc import Callable, Sequence

from kycscreen.ownership.chains import ONE
from kycscreen.ownership.counting import Bound, Part, Source, part, reached
from kycscreen.ownership.graph import Graph, Step
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
    found = rough(graph, [*sources, *anybody])

    def exact(source: Source) -> Part:
        is_told = graph.plain and not graph.overstated and source.owners <= graph.closed
        return found[source] if is_told and not source.joint else part(graph, source)

    least, best, _ = _first(sources, found, exact, lambda one: one.least)
    most, _, rest = _first([*sources, *anybody], found, exact, lambda one: one.most)
    return Part(least, max(least, most, rest)), best


def rough(graph: Graph, sources: Sequence[Source]) -> dict[Source, Part]:
    """Return what each holds, or more, by one pass for all."""
    stated = reached(graph, Bound.LEAST)
    sure = reached(graph, Bound.SURE)
    others = sum(sure[person] for person in graph.closed)
    sums: dict[tuple[tuple[int, str], frozenset[int]], tuple[int, int]] = {}
    found = {}
    for source in sources:
        least = sum(stated[owner] for owner in source.owners)
        more = sum(sure[owner] for owner in source.owners)
        for of, word in source.joint:
            key = ((of, word), source.partners)
            if key not in sums:
                steps = [s for s in graph.owners_of[of] if source.has(s)]
                steps = [s for s in steps if s.joint == word]
                sums[key] = (sum(s.least for s in steps), sum(s.sure for s in steps))
            least += stated[of] * sums[key][0] // WHOLE
            more += -(-sure[of] * sums[key][1] // WHOLE)
        settled = graph.plain or source.owners <= graph.closed
        most = ONE - others + more if settled else ONE
        found[source] = Part(min(ONE, least), min(ONE, most))
    return found


def _first(
    sources: Sequence[Source],
    rough: dict[Source, Part],
    exact: Callable[[Source], Part],
    bound: Callable[[Part], int],
) -> tuple[int, Source, int]:
    """Return the largest exact value, whose it is, and what the uncounted may have.

    A rough value is never below the exact one, so that few have to be counted.
    """
    ranked = sorted(sources, key=lambda source: -bound(rough[source]))
    best = ranked[0]
    value = bound(exact(best))
    for number, source in enumerate(ranked[1:], start=1):
        if bound(rough[source]) <= value:
            break
        if number == EXACTLY:
            return value, best, bound(rough[source])
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
    """Return owners with what their partners hold jointly with them.

    An arrangement is one word, for holdings of one company; partners may be anybody
    where they are ``None``. Of owners who hold nothing besides, and so count the same,
    the first stands for all.
    """
    pacts: dict[tuple[int, str], list[Step]] = {}
    for step in graph.steps:
        is_partner = partners is None or step.owner in partners
        if step.joint and is_partner and not step.restates:
            pacts.setdefault((step.of, step.joint), []).append(step)
    joint: dict[int, set[tuple[int, str]]] = {}
    members: dict[tuple[int, str], frozenset[int]] = {}
    for pact, steps in pacts.items():
        members[pact] = frozenset(step.owner for step in steps)
        for owner in members[pact] & owners if len(members[pact]) > 1 else ():
            joint.setdefault(owner, set()).add(pact)
    found: dict[object, Source] = {}
    everyone: dict[frozenset[tuple[int, str]], frozenset[int]] = {}
    for owner, pacts_of in sorted(joint.items()):
        its = frozenset(pacts_of)
        if its not in everyone:
            everyone[its] = frozenset[int]().union(*(members[one] for one in its))
        held = {(step.of, step.joint) for step in graph.held_by[owner]}
        alike = not graph.owners_of[owner] and held == its
        key = its if alike else owner
        if key not in found:
            partners = everyone[its] - {owner}
            found[key] = Source(frozenset({owner}), its, partners)
    return list(found.values())
