"""Slips of the pen: how many a word may bear, and what slipped words share.

A slip is a letter too many, too few, another, or two changed about. What it
leaves of a word depends on its length: one letter in four is much, one in twelve
is little.

>>> slipped("exempel", "exemple"), slipped("mira", "mora"), slipped("li", "lo")
(90, 78, 0)
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

# What is left of a word by the length of its shorter spelling; of a measured recipe.
_ONE = {3: 62, 4: 78, 5: 84, 6: 87, 7: 90, 8: 91}
_ONE_LONGER = 92
_TWO = {6: 62, 7: 68, 8: 74, 9: 78, 10: 80}
_TWO_LONGER = 82
OTHER_FIRST_LETTER = 5
ONE_FROM, TWO_FROM = 3, 6
"""The letters that a word needs for one slip, and for two."""
LONGEST = 40
"""Beyond this a word is no word: its rests would be thousands."""


def slipped(a: str, b: str) -> int:
    """Return how alike two spellings are that slips may part, 0..100."""
    shorter, longer = (len(a), len(b)) if len(a) < len(b) else (len(b), len(a))
    if shorter < ONE_FROM or longer > LONGEST or longer > shorter + 2:
        return 0
    allowed = 2 if shorter >= TWO_FROM else 1
    slips = OSA.distance(a, b, score_cutoff=allowed)
    if slips > allowed:
        return 0
    return left(shorter, slips) - (OTHER_FIRST_LETTER if a[0] != b[0] else 0)


def left(shorter: int, slips: int) -> int:
    """Return what slips leave of a word by the length of its shorter spelling."""
    if shorter < (ONE_FROM if slips <= 1 else TWO_FROM):
        return 0
    if slips <= 1:
        return _ONE.get(shorter, _ONE_LONGER)
    return _TWO.get(shorter, _TWO_LONGER)


@lru_cache(maxsize=1_000)
def rests(word: str) -> frozenset[str]:
    """Return what is left of a word when one letter, or two, are taken out.

    Two words at most one (two) slips apart share such a rest: each slip can be
    undone by taking one letter out of either side.
    """
    if not ONE_FROM <= len(word) <= LONGEST:
        return frozenset()
    one = {word[:i] + word[i + 1 :] for i in range(len(word))}
    found = {word} | one
    if len(word) >= TWO_FROM:
        # Taking out a letter before the first one taken gives nothing new.
        for i in range(len(word)):
            shorter = word[:i] + word[i + 1 :]
            found.update(shorter[:j] + shorter[j + 1 :] for j in range(i, len(shorter)))
    return frozenset(found)
