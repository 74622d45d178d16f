"""The names of a chunk of a book, as rows of numbers, and what each needs."""

from collections.abc import Iterator
from functools import cached_property

import attrs
import numpy as np

from kycscreen.batch.listed import Ints
from kycscreen.batch.words import Words
from kycscreen.names.alignment import UNLIKENESS


@attrs.frozen(eq=False)
class Names:
    """Names of a chunk with equally many words: a row each of numbers of ``Words``.

    The weightiest word stands first, initials last; ``place`` is where each stood.
    ``number`` says which name of the chunk a row is. ``usual`` is the score that it
    needs beside an entity that no fact brings nearer, ``least`` where all do.
    """

    number: Ints
    word: Ints
    place: Ints
    weight: Ints
    usual: Ints
    least: Ints

    def __len__(self) -> int:
        return len(self.number)

    @property
    def count(self) -> int:
        """How many words each has."""
        return int(self.word.shape[1])

    @cached_property
    def spared(self) -> Ints:
        """What the lightest words weigh, for each count of words and each name."""
        lightest = np.sort(self.weight, axis=1).cumsum(1)
        return np.concatenate([np.zeros((len(self), 1), np.int64), lightest], axis=1)


def by_length(
    words: Words, found: Ints, at: Ints, usual: Ints, least: Ints
) -> Iterator[Names]:
    """Part the names of a chunk by how many words they have.

    ``found`` are the words of all, ``at`` where each name's begin.
    """
    lengths = np.diff(at)
    for count in np.unique(lengths):
        number = np.flatnonzero(lengths == count)
        word = found[at[number][:, None] + np.arange(count)]
        weight = words.weight[word]
        order = np.lexsort((-weight, words.is_initial[word]), axis=1)
        yield Names(
            number,
            np.take_along_axis(word, order, 1),
            order,
            np.take_along_axis(weight, order, 1),
            usual[number],
            least[number],
        )


# A name reaches the score L if what met outweighs what it cost. In the whole numbers
# of ``names.alignment``: gain·M ≥ loss·(1.5·D + what is left over costs).


def gain(least: Ints) -> Ints:
    """Return what weight is worth that meets, where so much is needed."""
    return 20100 - 200 * least


def loss(least: Ints) -> Ints:
    """Return what a hundredth of cost takes."""
    return 2 * least - 1


def worth(likeness: Ints, least: Ints) -> Ints:
    """Return what each weight is worth that meets so alike, its unlikeness paid."""
    unlike = UNLIKENESS * (100 - likeness)
    return gain(least) * likeness - loss(least) * unlike


def best(likeness: Ints, weight: Ints, least: Ints) -> Ints:
    """Return the most that a meeting is worth that is so alike and heavy at most."""
    each = worth(likeness, least)
    return np.where(each > 0, weight * each, each)  # else the lightest cost least
