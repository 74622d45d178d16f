"""The letters of a word that stay whatever is made of it: a first look at two words.

However a word is heard, worn or jumbled, its m remains, and nearly every n, l, r, b or
p, d or t. Words that differ in these share no key, and nobody need find out what their
keys are.

>>> moritz, *others = (outline_of([word]) for word in ("moritz", "mauritius", "nora"))
>>> [strangers(moritz, other) for other in others]
[False, True]
"""

from collections.abc import Sequence

import attrs

from kycscreen.names.rules import compiled


@attrs.frozen
class Outline:
    """Letters that are in whatever a word may be compared as, and that are in some.

    A bit each, in the order of ``LETTERS``. ``groups`` are those by which the word
    may meet words that look like no other.
    """

    stay: int
    occur: int
    groups: frozenset[str]


LETTERS = "blmnrt"
"""The letters of outlines; b stands for p, and t for d."""


def strangers(a: Outline, b: Outline) -> bool:
    """Tell whether two words share no spelling, sound, skeleton or group."""
    unlike = a.stay & ~b.occur or b.stay & ~a.occur
    return bool(unlike) and a.groups.isdisjoint(b.groups)


def outline_of(
    spelt: Sequence[str], groups: Sequence[str] = (), *, bare: str = ""
) -> Outline:
    """Return the outline of a word by all ways to spell it, and its ``bare`` letters.

    A bare d or t may be heard as s.
    """
    lost = compiled(_LOST)
    ways = (*spelt, bare) if bare else spelt
    stay = drawn("t") ^ _ALL if bare else _ALL
    left, kept = "", 0
    for way in ways:
        left = lost.sub("", way)
        kept = drawn(left)
        stay &= kept
    written = "".join(ways)
    occur = kept if left == written else drawn(written)
    for letters, other in _BECOME:
        if letters in written:
            occur |= drawn(other)
    # A lone = marks a name of its own, which meets nobody by that.
    return Outline(stay, occur, frozenset(groups) - _OWN if groups else _NONE)


def drawn(word: str) -> int:
    """Return which of the letters a word has."""
    return (
        ("b" in word or "p" in word)
        | ("l" in word) << 1
        | ("m" in word) << 2
        | ("n" in word) << 3
        | ("r" in word) << 4
        | ("t" in word or "d" in word) << 5
    )


_ALL = (1 << len(LETTERS)) - 1
_OWN, _NONE = frozenset("="), frozenset[str]()
# What is heard as other letters (rz as zh, ph as f), or scanned so (rn as m, cl as d),
# or is one of many ways to write a beginning or an end (Abdul-, Mp-, -eldin, -vini).
_LOST = (
    "^abd.*|^mp|^nt|rn|rz|cl|ld|ph|dh|[dt](?=[cjsz])"
    "|(?<=[ehijxy])[dnt][acdehijknotuxy]*$"
)
# Capitals are letters of scripts without vowels, and may be heard as b, v or t.
_BECOME = (
    ("rn", "m"), ("cl", "t"), ("abd", "l"), ("B", "b"), ("F", "b"), ("T", "t"),
)  # fmt: skip
