"""The letters of a word that stay whatever is made of it: a first look at two words.

However a word is heard, worn or jumbled, its m and n remain, and nearly every l and r.
Words that differ in these share no key, and nobody need find out what their keys are.

>>> from kycscreen.names.tokens import token
>>> words = ("moritz", "mauritius", "tamara", "nora")
>>> moritz, *others = (outline(token(word, "person")) for word in words)
>>> [strangers(moritz, other) for other in others]
[False, False, True]
"""

from collections.abc import Sequence
from functools import lru_cache

import attrs

from kycscreen.names import kinship
from kycscreen.names.spelling import bare
from kycscreen.names.tokens import Token

_NOTHING: frozenset[str] = frozenset()


@attrs.frozen
class Outline:
    """Letters that are in whatever a word may be compared as, and that are in some.

    ``groups`` are those by which it may meet words that look like no other.
    """

    stay: frozenset[str]
    occur: frozenset[str]
    groups: frozenset[str] = _NOTHING


def strangers(a: Outline, b: Outline) -> bool:
    """Tell whether two words share no spelling, sound, skeleton or group."""
    return not (a.stay <= b.occur and b.stay <= a.occur) and a.groups.isdisjoint(
        b.groups
    )


@lru_cache(maxsize=20_000)
def outline(token: Token) -> Outline:
    """Return the outline of a word in all its readings."""
    spelt = token.readings
    if not token.text.isascii():
        spelt = (*spelt, *filter(None, [bare(token.text)]))
    drawn = outline_of(spelt)
    return Outline(drawn.stay, drawn.occur, frozenset(kinship.groups(token)))


def outline_of(spelt: Sequence[str]) -> Outline:
    """Return the outline of the ways to spell one word."""
    stay = _STAYING.intersection(*map(_sure, spelt))
    occur = _STAYING.intersection("".join(spelt))
    return Outline(stay, occur | _SCANNED if any("rn" in r for r in spelt) else occur)


def _sure(word: str) -> str:
    """Leave out letters that may be lost: rn is scanned as m, rz heard as zh."""
    for lost in _LOST:
        if lost in word:
            word = word.replace(lost, "")
    return word.replace("l", "") if word.startswith("abd") else word


_STAYING = frozenset("lmnr")
_LOST = ("rn", "rz", "cl", "ld")
_SCANNED = frozenset("m")
