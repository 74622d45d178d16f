"""How many slips part many pairs of spellings: all counted at once.

The letters of one spelling are bits of a number. A step for each letter of the other
says where down that column of the table of distances they grow, and where they fall
(Hyyrö 2003, with letters that change places); it is the same for every pair.
"""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kycscreen.batch.spellings import KINDS, SHORT, Ints, Spelt
from kycscreen.index.lookups import ones

MOST = 2
"""Slips that are told apart; if there are more, it is said to be one more."""

Places = NDArray[np.uint16]
"""A bit for each letter of a short spelling."""


def counted(ours: Spelt, one: Ints, theirs: Spelt, other: Ints) -> Ints:
    """Return how many slips part each of some spellings from another."""
    found = np.empty(len(one), np.int64)
    # Where both are plain their letters are of as many kinds as there are letters.
    steps = theirs.length[other] * (ours.is_plain[one] & theirs.is_plain[other])
    places = _places(ours)
    for length in range(1, SHORT + 1):
        chosen = np.flatnonzero(steps == length)
        for first in range(0, len(chosen), _AT_ONCE):
            some = chosen[first : first + _AT_ONCE]
            at = theirs.begin[other[some]] + np.arange(length)[:, None]
            rows = one[some] * KINDS + (theirs.letters.take(at) & KINDS - 1)
            found[some] = _distances(places, rows, ours.length[one[some]])
    rest = np.flatnonzero(steps == 0)
    found[rest] = process.cpdist(
        [ours.texts[number] for number in one[rest].tolist()],
        [theirs.texts[number] for number in other[rest].tolist()],
        scorer=OSA.distance,
        dtype=np.int64,
    )
    return np.minimum(found, MOST + 1)


_AT_ONCE = 4_096


def _places(spelt: Spelt) -> Places:
    """Return where each kind of letters stands in each plain spelling."""
    found = np.zeros(len(spelt.length) * KINDS, np.uint16)
    for place in range(SHORT):
        chosen = np.flatnonzero(spelt.is_plain & (spelt.length > place))
        letter = spelt.letters[spelt.begin[chosen] + place] & KINDS - 1
        found[chosen * KINDS + letter] |= np.uint16(1 << place)
    return found


def _distances(places: Places, letters: Ints, length: Ints) -> Ints:
    """Return the distances of spellings of some lengths from others of one length.

    A row of ``letters`` says which of ``places`` are those of each other's next letter.
    """
    grown = np.full(len(length), 0xFFFF, np.uint16)
    fallen, free, before = np.zeros((3, len(length)), np.uint16)
    for row in letters:
        here = places.take(row)
        turned = ((~free & here) << 1) & before
        free = (((here & grown) + grown) ^ grown) | here | fallen | turned
        across = ((fallen | ~(free | grown)) << 1) | 1
        grown, fallen = ((free & grown) << 1) | ~(free | across), across & free
        before = here
    whole = ((1 << length) - 1).astype(np.uint16)
    return len(letters) + _ones(grown & whole) - _ones(fallen & whole)


def _ones(places: Places) -> Ints:
    return ones(places.astype(np.uint64)).astype(np.int64)
