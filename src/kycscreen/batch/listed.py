"""The listed names of one space as columns of numbers, as a batch reads the index."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from zlib import crc32

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.spellings import Spelt, spelt
from kycscreen.index import Index
from kycscreen.index.columns import Halves, Rows
from kycscreen.index.lookups import whole
from kycscreen.names import Token, damage
from kycscreen.names.edges import spellings

Ints = NDArray[np.int64]
Bits = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Narrow = NDArray[Any]
"""Numbers in as many bytes as they need, which are widened to reckon."""
Column = TypeVar("Column", Bits, Ints)


@attrs.frozen(eq=False)
class Listed:
    """The vocabulary and the names of a space; both are known by their numbers.

    ``name_heaviest`` has a row for each count of words up to ``PART``: what so many
    neighbours in a name weigh at most. Columns ``…_at`` say where each one's part of
    another column begins. ``marks`` are bits: one of 64 for a word, and for a name
    those of its words, so that a name without the bit of any of some words has none of
    these. ``thin`` are what words that look as if they had lost their vowels have left,
    and ``drawn`` the letters of all words, as ``drawn`` draws them, in order.
    """

    space: str
    tokens: Rows
    joins: Rows
    word_weight: Ints
    word_marks: tuple[Bits, ...]
    spelt: Spelt
    thin: frozenset[str]
    drawn: Ints
    posting_at: Ints
    postings: Narrow
    name_at: Narrow
    name_words: Narrow
    name_weight: Narrow
    name_entity: Narrow
    name_heaviest: Narrow
    name_weak: Flags
    name_marks: tuple[Bits, ...]
    first_name: Narrow


def listed(
    index: Index, space: str, look: Callable[[Token], object] = lambda _word: None
) -> Listed:
    """Read the columns of a space; the whole file is checked before.

    Who else has to ``look`` at each of its words does so while it is at hand.
    """
    column = index.file.column

    def numbers(name: str) -> Narrow:
        return np.asarray(column(f"{space}.{name}").view).astype(np.int32)

    def halves(name: str) -> Narrow:
        return whole(Halves(index.file, f"{space}.{name}")).astype(np.int32)

    words, name_at = halves("name_tokens"), numbers("name_at")
    whose = numbers("name_whose")
    weights = array("q")
    readings: set[str] = set()
    each: list[tuple[str, ...]] = []
    for number in range(len(column(f"{space}.token_at")) - 1):
        token = index.spaces[space].token(number)
        weights.append(token.weight)
        readings.update(token.readings)
        each.append(spellings(token))
        look(token)
    word_weight = np.array(weights)
    word_marks = tuple(_marks(len(weights), spread) for spread in _SPREADS)
    return Listed(
        space=space,
        tokens=Rows(index.file, f"{space}.tokens"),
        joins=Rows(index.file, f"{space}.joins"),
        word_weight=word_weight,
        word_marks=word_marks,
        spelt=spelt(each),
        thin=frozenset(map(damage.unvoiced, filter(damage.thin, readings))),
        drawn=np.unique(drawn(sorted(readings))),
        posting_at=numbers("posting_at"),
        postings=halves("postings"),
        name_at=name_at,
        name_words=words,
        name_weight=numbers("name_weight"),
        name_entity=whose >> 1,
        name_heaviest=_heaviest(word_weight[words], name_at),
        name_weak=(whose & 1).astype(bool),
        name_marks=tuple(united(marks[words], name_at) for marks in word_marks),
        first_name=np.searchsorted(
            whose >> 1, np.arange(len(index) + 1, dtype=np.int32)
        ).astype(np.int32),
    )


def drawn(words: Sequence[str]) -> Ints:
    """Draw a number of the letters of each word, the same in whatever order."""
    letters = np.frombuffer("".join(word + "\n" for word in words).encode(), np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    return np.add.reduceat(_DRAWN[letters], np.append(0, ends + 1)[:-1])


_DRAWN = np.array([crc32(bytes([letter])) for letter in range(256)], np.int64)
PART = 5
"""Words of a name that one word is at most, but for the initials of all."""


def _heaviest(weight: Ints, at: Narrow) -> Narrow:
    """Return what the heaviest neighbours in each name weigh, one to ``PART``."""
    end = np.repeat(at[1:], np.diff(at))
    until = np.append(0, weight.cumsum())
    place = np.arange(len(weight))
    found = np.empty((PART, len(at) - 1), np.uint16)
    for count in range(1, PART + 1):
        of_some = until[np.minimum(place + count, end)] - until[place]
        found[count - 1] = greatest(of_some, at)
    return found


_SPREADS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)
"""Odd numbers: a number's first six bits when multiplied are as good as drawn."""


def _marks(count: int, spread: int) -> Bits:
    numbers = np.arange(count, dtype=np.uint64)
    return np.uint64(1) << (numbers * np.uint64(spread) >> np.uint64(58))


def united(marks: Bits, at: Narrow) -> Bits:
    """Unite the marks of each range; none of an empty one."""
    return _each(np.bitwise_or, marks, at)


def greatest(numbers: Ints, at: Narrow) -> Ints:
    """Return the greatest of each range; 0 of an empty one."""
    return _each(np.maximum, numbers, at)


def _each(put_together: np.ufunc, column: Column, at: Narrow) -> Column:
    found = np.zeros(len(at) - 1, column.dtype)
    full = np.flatnonzero(at[1:] > at[:-1])
    if len(full):
        found[full] = put_together.reduceat(column, at[full])
    return found
