"""Words as parts of what they may be together, in columns.

Each word is framed once (``frames``), and the frames of neighbours follow from those
of their words by numbers alone, but for some whose letters make another sound where
they meet (``borders``).
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch import borders, frames
from kycscreen.batch.borders import Borders
from kycscreen.batch.columns import all_behind
from kycscreen.batch.frames import Counts, Frames
from kycscreen.batch.listed import Bits, Ints, Narrow
from kycscreen.names import Token, joining

ALONE, PARTICLE, LEGAL_FORM, SYLLABIC, SEVERAL, FOREIGN = 1, 2, 4, 8, 16, 32
"""What is told of a word, a bit each: its kind, that it may spell syllables of East
Asia, that it has several readings, and that it is not in Latin letters."""
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
    return parts_of(
        [word.readings[0] for word in words],
        list(map(told, words)),
        [word.weight for word in words],
    )


def told(word: Token) -> int:
    """Return what is told of a word, as bits."""
    return (
        _KINDS.get(word.kind, 0)
        | (SEVERAL if len(word.readings) > 1 else 0)
        | (SYLLABIC if joining.spelt_by(word) else 0)
        | (FOREIGN if word.script != "Latn" else 0)
    )


def parts_of(spelt: Sequence[str], told: object, weight: object) -> Parts:
    """Set words in columns, of which the usual reading is ``spelt``."""
    letters, length = _letters(spelt)
    return Parts(
        np.asarray(told, np.uint8),
        np.asarray(weight, np.int64),
        length,
        letters[length.cumsum() - length],
        _hashed(letters, length),
        _powers(length)[length],
    )


def hashed(spelt: Sequence[str]) -> Bits:
    """Return the hash of each spelling."""
    return _hashed(*_letters(spelt))


def _letters(spelt: Sequence[str]) -> tuple[NDArray[np.uint32], Counts]:
    """Return the letters of all spellings, and how many each has."""
    length = np.fromiter(map(len, spelt), np.int32, len(spelt))
    return np.frombuffer("".join(spelt).encode("utf-32-le"), "<u4"), length


def _hashed(letters: NDArray[np.uint32], length: Counts) -> Bits:
    at = length.cumsum() - length
    behind = np.repeat(at + length, length) - np.arange(len(letters)) - 1
    each = letters * _powers(length)[behind]
    return np.add.reduceat(each, at) if len(at) else each


def _powers(length: Counts) -> Bits:
    """Return what moves a hash in front of so many letters, as many as there are."""
    ones = np.full(int(length.max(initial=0)), _BASE)
    return np.multiply.accumulate(np.append(np.uint64(1), ones))


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
    return ways_of([word.readings for word in words])


def ways_of(readings: Sequence[tuple[str, ...]]) -> Ways:
    """Read words of which all readings are told."""
    spelt = list(chain.from_iterable(readings))
    many = np.fromiter(map(len, readings), np.int64, len(readings))
    meet = borders.borders(spelt)
    leading = frames.of_spellings(borders.leading(spelt), as_wholes=False)
    changing = np.flatnonzero(meet.changes)
    closed = borders.closing([spelt[number] for number in changing.tolist()])
    behind = frames.of_spellings(closed, as_wholes=False)
    closing = leading.with_others(changing, behind)
    return Ways(
        many.cumsum() - many,
        many,
        np.array(spelt, np.object_),
        np.fromiter(map(len, spelt), np.int32, len(spelt)),
        leading,
        closing,
        meet.unsure(~leading.is_sure, ~closing.is_sure),
    )


@attrs.frozen(eq=False)
class Runs:
    """Neighbours that may be one word: two, or three; the last is -1 for two.

    ``position`` is where they begin among the words of all names.
    """

    position: Narrow
    first: Narrow
    second: Narrow
    third: Narrow

    def __len__(self) -> int:
        return len(self.first)

    def narrow(self) -> "Runs":
        """Return the same in half the space."""
        columns = (self.position, self.first, self.second, self.third)
        return Runs(*[column.astype(np.int32) for column in columns])

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


def runs(words: Parts, found: Narrow, at: Narrow) -> Runs:
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
