"""Who is controlled by some owners: a set that grows until nobody joins it."""

from kycscreen.ownership.counting import Source
from kycscreen.ownership.graph import HALF, Graph, Step

MAJORITY = HALF + 1


def controlled(
    graph: Graph, source: Source, *, possibly: bool = False, at: int = MAJORITY
) -> frozenset[int]:
    """Return what the owners control: more than half of the votes, or by other means.

    What they hold themselves and through what they control adds up. ``possibly``: what
    a range leaves open and influence count as well. ``at`` is the least part that
    controls: where exactly half makes one an owner, it may.
    """
    if not source.joint and _holds_little(graph, source, at):
        return frozenset()
    key = ("control", source, possibly, at)
    known = graph.known.get(key)
    if isinstance(known, frozenset):
        return known
    votes: dict[int, int] = {}
    found: set[int] = set()
    waiting: list[int] = []

    def count(step: Step) -> None:
        if step.of in found or step.of in source.owners:
            return
        part = step.most_votes if possibly else step.least_votes
        if step.direct:
            part = votes[step.of] = votes.get(step.of, 0) + part
        if part >= at or step.controls or (possibly and step.influences):
            found.add(step.of)
            waiting.append(step.of)

    for step in source.steps(graph):
        count(step)
    for owner in sorted(source.owners):
        for step in graph.held_by[owner]:
            count(step)
    while waiting:
        for step in graph.held_by[waiting.pop()]:
            if not source.has(step):
                count(step)
    result = graph.known[key] = frozenset(found)
    return result


def _holds_little(graph: Graph, source: Source, at: int) -> bool:
    """Ask whether all that the owners hold, added up, is too little to control."""
    votes = 0
    for owner in source.owners:
        for step in graph.held_by[owner]:
            votes += step.most_votes
            if votes >= at or step.controls or step.influences:
                return False
    return True
