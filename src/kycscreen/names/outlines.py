"""The letters of a word that stay whatever is made of it: a first look at two words.

However a word is heard, worn or jumbled, its m remains, and nearly every n, l, r, and b
or p. Words that differ in these share no key, and nobody need find out what their keys
are.

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

    ``groups`` are those by which it may meet words that look like no other.
    """

    stay: frozenset[str]
    occur: frozenset[str]
    groups: frozenset[str]


def strangers(a: Outline, b: Outline) -> bool:
    """Tell whether two words share no spelling, sound, skeleton or group."""
    alike = a.stay <= b.occur and b.stay <= a.occur
    return not alike and a.groups.isdisjoint(b.groups)


def outline_of(spelt: Sequence[str], groups: Sequence[str] = ()) -> Outline:
    """Return the outline of a word by all ways to spell it."""
    lost = compiled(_LOST)
    stay = _STAYING.intersection(*[lost.sub("", w).replace("p", "b") for w in spelt])
    written = "".join(spelt)
    occur = _STAYING.intersection(written.replace("p", "b"))
    for letters, other in _BECOME:
        if letters in written:
            occur |= {other}
    # A lone = marks a name of its own, which meets nobody by that.
    return Outline(stay, occur, frozenset(groups) - _OWN if groups else _NONE)


_STAYING = frozenset("blmnr")
_OWN, _NONE = frozenset("="), frozenset[str]()
# What is heard as other letters (rz as zh, ph as f), or scanned so (rn as m, cl as d),
# or is one of many ways to write a beginning or an end (Abdul-, Mp-, -eldin, -vini).
_LOST = "^abd.*|^mp|^nt|rn|rz|cl|ld|ph|(?<=[ehijxy])n[adehijnotuxy]*$"
# Capitals are letters of scripts without vowels, and may be heard as b or as v.
_BECOME = (("rn", "m"), ("abd", "l"), ("B", "b"), ("F", "b"))
