"""Who is controlled by some owners: a set that grows until nobody joins it."""

from collections.abc import Iterable

from kycscreen.ownership.counting import Source
from kycscreen.ownership.graph import HALF, Graph, Step


def controlled(
    graph: Graph, source: Source, *, possibly: bool = False
) -> frozenset[int]:
    """Return what the owners control: more than half of the votes, or by other means.

    What they hold themselves and through what they control adds up. ``possibly``: what
    a range leaves open and influence count as well.
    """
    votes: dict[int, int] = {}
    found: set[int] = set()
    waiting = sorted(source.owners)
    joint = [graph.steps[position] for position in sorted(source.joint)]
    while waiting:
        node = waiting.pop()
        steps: Iterable[Step] = graph.holdings_of[node]
        if joint:
            steps, joint = (*steps, *joint), []
        for step in steps if node != graph.company else ():
            if step.of in found or step.of in source.owners:
                continue
            part = step.votes.most if possibly else step.votes.least
            by_means = step.controls or (possibly and step.influences)
            if step.holding.direct:
                part = votes[step.of] = votes.get(step.of, 0) + part
            if by_means or part > HALF:
                found.add(step.of)
                waiting.append(step.of)
    return frozenset(found)
