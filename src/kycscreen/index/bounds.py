"""What a score can at best be, told from less than whole names: the proof of the index.

The bounds know single words: the weight that meets, at most, and the weight that is
certainly left over. Joined words and acronyms, which they do not know, are compared
without them (``index.spaces``). What only lowers a score may be ignored.
"""

from collections.abc import Sequence

from kycscreen.names import Name
from kycscreen.names.alignment import COSTS, best_possible
from kycscreen.names.pairing import MOST_TOGETHER

_HEAVIEST = 64_000  # more than the words of any name can weigh


def prefix(name: Name, least: int) -> list[int]:
    """Return the words of which a name must share one to reach ``least``.

    The shortest run, the weightiest first and initials last, that cannot all be
    left over: with it left, and all else met wholly, the score stays below.
    """
    tokens = name.tokens
    order = sorted(
        range(len(tokens)),
        key=lambda i: (tokens[i].kind == "initial", -tokens[i].weight, i),
    )
    left = 0
    whole = name.weight
    for count, i in enumerate(order, 1):
        left += tokens[i].weight
        rest = 100 * (whole - left)
        if best_possible(rest, 100 * left, 0, COSTS[name.space]) < least:
            return order[:count]
    return order


def spare(name: Name, theirs: int) -> int:
    """Return the weight that is left of ours when each of their words meets one."""
    if len(name.tokens) <= theirs:
        return 0
    weights = sorted(token.weight for token in name.tokens)
    return sum(weights[: len(weights) - theirs])


def fits(name: Name, theirs: int, least: int) -> bool:
    """Tell whether a name of so many words, some of which join, can reach ``least``."""
    left = spare(name, MOST_TOGETHER * theirs)
    met = 100 * (name.weight - left)
    return best_possible(met, 100 * left, 0, COSTS[name.space]) >= least


def heaviest(
    name: Name, tops: Sequence[tuple[int, int]], shared: int, least: int
) -> int:
    """Return the weight a name may at most have to reach ``least`` by these words.

    ``tops`` are, for each word of ours, the most that can meet it and the heaviest
    word near it; ``shared`` the set of those that a name shares. Each meets one of
    theirs at most, so what a name weighs beyond those is left over.
    """
    met = ours_left = theirs = 0
    for i, (word, (most, weight)) in enumerate(zip(name.tokens, tops, strict=True)):
        if shared >> i & 1:
            met += most
            theirs += weight
        else:
            ours_left += word.weight
    lo, hi = -1, _HEAVIEST
    while lo < hi:
        middle = (lo + hi + 1) // 2
        score = best_possible(met, 100 * ours_left, 100 * middle, COSTS[name.space])
        if score >= least:
            lo = middle
        else:
            hi = middle - 1
    return theirs + lo if lo >= 0 else -1
