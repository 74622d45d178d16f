"""Indirect holdings that say again what a chain of holdings says already."""

from collections.abc import Iterable, Sequence


def chained(ends: Sequence[tuple[int, int, bool]], nodes: int) -> frozenset[int]:
    """Return which steps, by position, restate a chain.

    A step is its owner, what it owns and whether it is direct. Of two owners in a
    circle, the one with the smaller number keeps its own.
    """
    into: dict[int, list[int]] = {}
    for number, (_, of, direct) in enumerate(ends):
        if not direct:
            into.setdefault(of, []).append(number)
    return frozenset(
        number
        for of, numbers in sorted(into.items())
        for number in _beside_a_chain(numbers, of, ends, nodes)
    )


def _beside_a_chain(
    numbers: Iterable[int], of: int, ends: Sequence[tuple[int, int, bool]], nodes: int
) -> set[int]:
    upward: list[list[int]] = [[] for _ in range(nodes)]
    for owner, owned, direct in ends:
        if direct or owned != of:
            upward[owned].append(owner)
    covered = _above(of, upward)
    indirect = {ends[number][0] for number in numbers}
    bare = sorted(indirect - covered)
    above = {owner: _above(owner, upward) for owner in bare if upward[owner]}
    for owner, higher in above.items():
        for other in higher.intersection(bare):
            mutual = owner in above.get(other, ())
            if other != owner and not (mutual and other < owner):
                covered.add(other)
    return {number for number in numbers if ends[number][0] in covered}


def _above(start: int, upward: Sequence[Sequence[int]]) -> set[int]:
    """Return everyone who has a chain down to a node."""
    found: set[int] = set()
    waiting = [start]
    while waiting:
        for owner in upward[waiting.pop()]:
            if owner not in found:
                found.add(owner)
                waiting.append(owner)
    return found
