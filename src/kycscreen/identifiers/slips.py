"""Numbers one slip apart: a character mistyped, left out, doubled, or two swapped."""

from rapidfuzz.distance import OSA

_LONG = 7
"""Shorter numbers lie too close together for a slip to say anything."""
_LONGEST = 128
"""Longer ones are no numbers, and take long to compare."""


def is_slip(a: str, b: str) -> bool:
    """Ask whether one number may be the other with a slip in it.

    Another last character is none: so do the papers of a family differ, and the
    registrations of a fleet.

    >>> is_slip("AB1234567", "AB1243567"), is_slip("AB1234567", "AB1234568")
    (True, False)
    """
    if min(len(a), len(b)) < _LONG or abs(len(a) - len(b)) > 1:
        return False
    if len(a) > _LONGEST:
        return False
    in_series = len(a) == len(b) and a[:-1] == b[:-1]
    return not in_series and OSA.distance(a, b, score_cutoff=1) == 1
