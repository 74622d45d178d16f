"""The letters of a word that stay whatever is made of it: a first look at two words.

However a word is heard, worn or jumbled, its m and n remain, and nearly every l, r, b
or p, and d or t. Words that differ in these share no key, and nobody need find out
what their keys are.

>>> moritz, *others = (outline_of([word]) for word in ("moritz", "mauritius", "nora"))
>>> [strangers(moritz, other) for other in others]
[False, True]
"""

from collections.abc import Iterable, Sequence

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


def outline_of(spelt: Sequence[str], groups: Iterable[str] = ()) -> Outline:
    """Return the outline of a word by all ways to spell it."""
    lost = compiled(_LOST)
    stay = _STAYING.intersection(*[lost.sub("", w).translate(_ALIKE) for w in spelt])
    written = "".join(spelt)
    occur = _STAYING.intersection(written.translate(_ALIKE))
    for letters, others in _BECOME:
        if letters in written:
            occur |= others
    return Outline(stay, occur, frozenset(groups))


_STAYING = frozenset("bdlmnr")
_ALIKE = str.maketrans("pt", "bd")
# What is heard as other letters (rz as zh, ts as z), or scanned so (rn as m), or is
# one of many ways to write a beginning or an end (Abdul-, -eldin); capitals are
# letters of scripts that write no vowels, and may be heard as others or not at all.
_LOST = "^abd.*|rn|rz|cl|ld|ph|cht|[dt](?=[cChjsz])"
_BECOME = tuple(
    (letters, frozenset(others))
    for letters, others in (
        ("rn", "m"),
        ("cl", "d"),
        ("abd", "l"),
        ("B", "b"),
        ("D", "d"),
        ("F", "b"),
        ("T", "d"),
    )  # fmt: skip
)
