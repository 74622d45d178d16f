"""Words by their spelling, as columns: what they are beside one another.

Each word is framed once (``frames``), and the frames of neighbours follow from those
of their words by numbers alone, but for some whose letters make another sound where
they meet (``borders``).
"""

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch import borders, frames
from kycscreen.batch.frames import Frames
from kycscreen.batch.listed import Bits, Flags, Ints
from kycscreen.names import Token, joining


@attrs.frozen(eq=False)
class Readings:
    """Readings of words: their frames before and behind another, and their borders.

    ``first`` and ``last`` are letters as bits: a reading makes another sound where it
    meets another, if at all, with the letters ``not_before`` and ``not_behind``.
    """

    length: Ints
    leading: Frames
    closing: Frames
    first: Ints
    last: Ints
    not_before: Ints
    not_behind: Ints

    def and_then(self, more: "Readings") -> "Readings":
        """Return these and then others."""
        return Readings(
            np.concatenate([self.length, more.length]),
            self.leading.and_then(more.leading),
            self.closing.and_then(more.closing),
            np.concatenate([self.first, more.first]),
            np.concatenate([self.last, more.last]),
            np.concatenate([self.not_before, more.not_before]),
            np.concatenate([self.not_behind, more.not_behind]),
        )

    def meet(self, one: Ints, other: Ints) -> Flags:
        """Ask which pairs, by number, may make another sound where they meet."""
        by_one = self.not_before[one] & self.first[other]
        by_other = self.not_behind[other] & self.last[one]
        sure = self.leading.is_sure[one] & self.closing.is_sure[other]
        return np.asarray(((by_one | by_other) != 0) | ~sure)


@attrs.frozen(eq=False)
class Spelt:
    """Words by their spelling.

    ``written`` is the hash of a word's usual reading of ``length`` letters, and
    ``power`` what moves another hash in front of it. Where a word's readings begin
    among those of all is told by ``reading_at``.
    """

    is_alone: Flags
    is_particle: Flags
    is_syllabic: Flags
    weight: Ints
    length: Ints
    written: Bits
    power: Bits
    reading_at: Ints
    spellings: tuple[str, ...]
    readings: Readings

    def __len__(self) -> int:
        return len(self.weight)

    def and_then(self, more: "Spelt") -> "Spelt":
        """Return these words and then others."""
        begin = more.reading_at[1:] + self.reading_at[-1]
        return Spelt(
            np.concatenate([self.is_alone, more.is_alone]),
            np.concatenate([self.is_particle, more.is_particle]),
            np.concatenate([self.is_syllabic, more.is_syllabic]),
            np.concatenate([self.weight, more.weight]),
            np.concatenate([self.length, more.length]),
            np.concatenate([self.written, more.written]),
            np.concatenate([self.power, more.power]),
            np.concatenate([self.reading_at, begin]),
            self.spellings + more.spellings,
            self.readings.and_then(more.readings),
        )


def spelt(words: Sequence[Token]) -> Spelt:
    """Read the spelling of words."""
    spellings = tuple([reading for word in words for reading in word.readings])
    many = np.array([len(word.readings) for word in words], np.int64)
    reading_at = np.concatenate([[0], many.cumsum()])
    length = np.array(list(map(len, spellings)), np.int64)
    letters = np.frombuffer("".join(spellings).encode("utf-32-le"), "<u4")
    written, power = _hashed(letters, length)
    usual = reading_at[:-1]
    return Spelt(
        np.array([word.kind in joining.ALONE for word in words], np.bool_),
        np.array([word.kind == "particle" for word in words], np.bool_),
        np.array([bool(joining.spelt_by(word)) for word in words], np.bool_),
        np.array([word.weight for word in words], np.int64),
        length[usual],
        written[usual],
        power[usual],
        reading_at,
        spellings,
        _readings(spellings, letters, length),
    )


def _hashed(letters: NDArray[np.uint32], length: Ints) -> tuple[Bits, Bits]:
    """Return the hash of each spelling, and the power that moves one before it."""
    powers = np.multiply.accumulate(
        np.append(np.uint64(1), np.full(int(length.max(initial=0)), _BASE))
    )
    at = length.cumsum() - length
    behind = np.repeat(at + length, length) - np.arange(len(letters)) - 1
    each = letters.astype(np.uint64) * powers[behind]
    found = np.add.reduceat(each, at) if len(at) else each
    return found, powers[length]


_BASE = np.uint64(0xC2B2AE3D27D4EB4F)


def _readings(
    spellings: Sequence[str], letters: NDArray[np.uint32], length: Ints
) -> Readings:
    leading = borders.leading(spellings)
    before = frames.numbered(frames.framed(leading, as_wholes=False))
    changed = [n for n, each in enumerate(spellings) if borders.changes(each)]
    closing = borders.closing([spellings[n] for n in changed])
    behind = frames.numbered(frames.framed(closing, as_wholes=False))
    stop = length.cumsum()
    return Readings(
        length,
        before,
        before.with_others(np.array(changed, np.int64), behind),
        _bits(letters[stop - length]),
        _bits(letters[stop - 1]),
        np.array(list(map(borders.not_before, spellings)), np.int64),
        np.array(list(map(borders.not_behind, spellings)), np.int64),
    )


def _bits(letters: NDArray[np.uint32]) -> Ints:
    """Return letters as bits, as ``borders`` does."""
    return _BIT[np.minimum(letters, len(_BIT) - 1)]


_BIT = np.array([borders.bit(chr(code)) for code in range(129)], np.int64)


@attrs.frozen(eq=False)
class Runs:
    """Neighbours that may be one word: two, or three; the last is -1 for two.

    ``position`` is where they begin among the words of all names; ``written`` is the
    hash of them spelt as one and ``length`` that of this.
    """

    position: Ints
    first: Ints
    second: Ints
    third: Ints
    written: Bits
    length: Ints

    def __len__(self) -> int:
        return len(self.first)

    @property
    def count(self) -> Ints:
        """How many words each has."""
        return np.where(self.third < 0, 2, 3)

    def of(self, chosen: Ints) -> "Runs":
        """Return some of them."""
        return Runs(
            self.position[chosen],
            self.first[chosen],
            self.second[chosen],
            self.third[chosen],
            self.written[chosen],
            self.length[chosen],
        )

    def distinct(self) -> tuple[Ints, Ints]:
        """Return the first of those of the same words, and for each which that is."""
        _, pair = np.unique(self.first << 32 | self.second, return_inverse=True)
        _, first, each = np.unique(
            pair << 32 | self.third + 1, return_index=True, return_inverse=True
        )
        return first, each


def neighbours(
    is_alone: Flags, is_particle: Flags, length: Ints, found: Ints, at: Ints
) -> tuple[Ints, Ints]:
    """Return where two neighbours begin that may be one word, and where three do.

    Told are the words: which are joined to none, which are particles, and how long is
    their usual reading.
    """
    left = np.repeat(at[1:], np.diff(at)) - np.arange(len(found))
    joins = ~is_alone[found]
    two = np.flatnonzero((left[:-1] > 1) & joins[:-1] & joins[1:])
    three = two[left[two] > 2]
    three = three[joins[three + 2]]
    a, b, c = found[three], found[three + 1], found[three + 2]
    particle = is_particle[a] | is_particle[b] | is_particle[c]
    is_short = length[a] + length[b] + length[c] <= joining.LONGEST_OF_THREE
    return two, three[particle | is_short]


def runs(words: Spelt, found: Ints, at: Ints) -> Runs:
    """Return the neighbours among the words of some names (``joining.neighbours``).

    ``found`` are the numbers of the words, ``at`` where each name's begin.
    """
    two, three = neighbours(words.is_alone, words.is_particle, words.length, found, at)
    position = np.concatenate([two, three])
    first, second = found[position], found[position + 1]
    third = np.full(len(position), -1)
    third[len(two) :] = found[three + 2]
    written = words.written[first] * words.power[second] + words.written[second]
    length = words.length[first] + words.length[second]
    of_three = slice(len(two), None)
    c = third[of_three]
    written[of_three] = written[of_three] * words.power[c] + words.written[c]
    length[of_three] += words.length[c]
    return Runs(position, first, second, third, written, length)
