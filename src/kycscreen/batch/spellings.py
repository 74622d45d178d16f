"""The spellings of many words in which letters may slip, as columns of numbers."""

from array import array
from collections.abc import Iterable

import attrs
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

KINDS, SHORT = 32, 16
"""Kinds of letters that are told apart, and letters of what is no longer than usual."""


@attrs.frozen(eq=False)
class Spelt:
    """Spellings, known by their numbers, of words, known by theirs.

    ``at`` says where each word's begin, and ``begin`` where each one's letters do among
    those of all. ``kinds`` are bits for the kinds of letters that it has: one of 32,
    and one above for those that it has twice. A *plain* one is short, and has only
    letters each of which is of a kind of its own.
    """

    at: Ints
    texts: tuple[str, ...]
    letters: NDArray[np.uint32]
    begin: Ints
    length: Ints
    kinds: NDArray[np.uint64]
    is_plain: NDArray[np.bool_]

    @property
    def word(self) -> Ints:
        """Return whose each spelling is."""
        return np.repeat(np.arange(len(self.at) - 1), np.diff(self.at))


def spelt(words: Iterable[tuple[str, ...]]) -> Spelt:
    """Read the spellings of words."""
    at, texts = array("q", [0]), list[str]()
    for spellings in words:
        texts.extend(spellings)
        at.append(len(texts))
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4")
    length = np.fromiter(map(len, texts), np.int64, len(texts))
    begin = np.concatenate([[0], length.cumsum()])
    other = np.flatnonzero((letters < ord("a")) | (letters > ord("z")))
    is_plain = length <= SHORT
    is_plain[np.searchsorted(begin, other, "right") - 1] = False
    return Spelt(
        np.array(at),
        tuple(texts),
        letters,
        begin,
        length,
        _kinds(letters, begin),
        is_plain,
    )


def _kinds(letters: NDArray[np.uint32], begin: Ints) -> NDArray[np.uint64]:
    """Return which kinds of letters spellings have, and which of them twice."""
    length = np.diff(begin)
    longest_first = np.argsort(-length, kind="stable")
    ends = np.searchsorted(
        -length[longest_first], -np.arange(1, length.max(initial=0) + 1), "right"
    )
    once, twice = np.zeros((2, len(length)), np.uint64)
    for place, end in enumerate(ends.tolist()):
        letter = letters[begin[longest_first[:end]] + place] & KINDS - 1
        bit = np.uint64(1) << letter.astype(np.uint64)
        twice[:end] |= once[:end] & bit
        once[:end] |= bit
    found = np.empty_like(once)
    found[longest_first] = once | twice << np.uint64(KINDS)
    return found
