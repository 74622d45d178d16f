"""Words as parts of what they may be together, in columns.

Each word is framed once (``frames``), and the frames of neighbours follow from those
of their words by numbers alone, but for some whose letters make another sound where
they meet (``borders``).
"""

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch import borders, frames
from kycscreen.batch.borders import Borders
from kycscreen.batch.columns import all_behind
from kycscreen.batch.frames import Counts, Frames
from kycscreen.batch.listed import Bits, Ints
from kycscreen.names import Token, joining

ALONE, PARTICLE, LEGAL_FORM, SYLLABIC, SEVERAL = 1, 2, 4, 8, 16
"""What is told of a word, a bit each: its kind, that it may spell syllables of East
Asia, and that it has several readings."""
_KINDS = {
    **dict.fromkeys(joining.ALONE, ALONE),
    "particle": PARTICLE,
    "legal_form": LEGAL_FORM,
}


@attrs.frozen(eq=False)
class Parts:
    """Words by their usual reading.

    ``written`` is the hash of it, of ``length`` letters, and ``power`` what moves
    another hash in front of it; ``initial`` is its first letter. What else is told of
    a word are bits (``ALONE`` …).
    """

    told: NDArray[np.uint8]
    weight: Ints
    length: Counts
    initial: NDArray[np.uint32]
    written: Bits
    power: Bits

    def __len__(self) -> int:
        return len(self.weight)

    def and_then(self, more: "Parts") -> "Parts":
        """Return these words and then others."""
        return all_behind(self, more)


def parts(words: Sequence[Token]) -> Parts:
    """Read words by their usual reading."""
    spelt = [word.readings[0] for word in words]
    length = np.fromiter(map(len, spelt), np.int32, len(spelt))
    letters = np.frombuffer("".join(spelt).encode("utf-32-le"), "<u4")
    written, power = _hashed(letters, length)
    told = [
        _KINDS.get(word.kind, 0)
        | (SEVERAL if len(word.readings) > 1 else 0)
        | (SYLLABIC if joining.spelt_by(word) else 0)
        for word in words
    ]
    return Parts(
        np.array(told, np.uint8),
        np.array([word.weight for word in words], np.int64),
        length,
        letters[length.cumsum() - length],
        written,
        power,
    )


def _hashed(letters: NDArray[np.uint32], length: Counts) -> tuple[Bits, Bits]:
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


@attrs.frozen(eq=False)
class Ways:
    """All readings of words: their frames before and behind another, their borders.

    Of each word, ``begin`` says which is the first of its readings and ``many`` how
    many it has.
    """

    begin: Ints
    many: Ints
    spelt: NDArray[np.object_]
    length: Counts
    leading: Frames
    closing: Frames
    borders: Borders

    def and_then(self, more: "Ways") -> "Ways":
        """Return these readings and then others."""
        begin = more.begin + len(self.spelt)
        return all_behind(self, attrs.evolve(more, begin=begin))


def ways(words: Sequence[Token]) -> Ways:
    """Read words in all their readings."""
    spelt = [reading for word in words for reading in word.readings]
    many = np.fromiter((len(word.readings) for word in words), np.int64, len(words))
    leading = frames.numbered(frames.framed(borders.leading(spelt), as_wholes=False))
    changed = borders.changing(spelt)
    closed = borders.closing([spelt[number] for number in changed.tolist()])
    behind = frames.numbered(frames.framed(closed, as_wholes=False))
    closing = leading.with_others(changed, behind)
    return Ways(
        many.cumsum() - many,
        many,
        np.array(spelt, np.object_),
        np.fromiter(map(len, spelt), np.int32, len(spelt)),
        leading,
        closing,
        borders.borders(spelt).unsure(~leading.is_sure, ~closing.is_sure),
    )


@attrs.frozen(eq=False)
class Runs:
    """Neighbours that may be one word: two, or three; the last is -1 for two.

    ``position`` is where they begin among the words of all names.
    """

    position: Ints
    first: Ints
    second: Ints
    third: Ints

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
        )

    def written(self, words: Parts) -> Bits:
        """Return the hash of each, spelt as one."""
        found = words.written[self.first] * words.power[self.second]
        found += words.written[self.second]
        three = np.flatnonzero(self.third >= 0)
        third = self.third[three]
        found[three] = found[three] * words.power[third] + words.written[third]
        return found

    def length(self, words: Parts) -> Ints:
        """Return how many letters each has."""
        return self._summed(words.length)

    def weight(self, words: Parts) -> Ints:
        """Return what all words of each weigh."""
        return self._summed(words.weight)

    def heaviest(self, words: Parts) -> Ints:
        """Return what the heaviest word of each weighs."""
        two = np.maximum(words.weight[self.first], words.weight[self.second])
        return np.maximum(two, np.where(self.third < 0, 0, words.weight[self.third]))

    def all_told(self, words: Parts) -> NDArray[np.uint8]:
        """Return what is told of all words of each."""
        two = words.told[self.first] & words.told[self.second]
        return np.where(self.third < 0, two, two & words.told[self.third])

    def _summed(self, column: NDArray[Any]) -> Ints:
        third = np.where(self.third < 0, 0, column[self.third])
        return np.asarray(column[self.first] + column[self.second] + third, np.int64)


def runs(words: Parts, found: Ints, at: Ints) -> Runs:
    """Return the neighbours among the words of some names (``joining.neighbours``).

    ``found`` are the numbers of the words, ``at`` where each name's begin.
    """
    told = words.told[found]
    joins = told & ALONE == 0
    follows = np.ones(len(found), np.bool_)
    follows[at[1:][np.diff(at) > 0] - 1] = False
    two = np.flatnonzero(follows[:-1] & joins[:-1] & joins[1:])
    three = two[follows[two + 1]]
    three = three[joins[three + 2]]
    together = (three, three + 1, three + 2)
    particle = np.bitwise_or.reduce([told[place] for place in together]) & PARTICLE
    letters = np.sum([words.length[found[place]] for place in together], axis=0)
    three = three[(particle > 0) | (letters <= joining.LONGEST_OF_THREE)]
    position = np.concatenate([two, three])
    third = np.full(len(position), -1)
    third[len(two) :] = found[three + 2]
    return Runs(position, found[position], found[position + 1], third)
