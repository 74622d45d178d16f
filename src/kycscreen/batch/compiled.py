"""The columns of names, words and lists as compiled loops read them."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch import loops
from kycscreen.batch.bounds import Together
from kycscreen.batch.listed import Flags, Ints, Listed
from kycscreen.batch.names import Names
from kycscreen.batch.sieve import Agree, prefix
from kycscreen.batch.words import Narrow, Words
from kycscreen.index.lookups import spread
from kycscreen.names.alignment import COSTS

Small = NDArray[np.int32]


@attrs.frozen(eq=False)
class _Small:
    """Columns of a list in half the space, and what is told of names by each posting.

    So that what is read one after another also stands so.
    """

    posting_at: Small
    postings: Small
    posting_others: Small
    posting_words_at: Small
    posting_words: Small
    name_at: Small
    name_words: Small
    word_weight: Small

    @classmethod
    def of(cls, listed: Listed) -> "_Small":
        """Copy them, once."""
        if listed not in _SMALL:
            many = np.diff(listed.name_at)[listed.postings]
            word = np.repeat(
                np.arange(len(listed.word_weight)), np.diff(listed.posting_at)
            )
            words = listed.name_words[spread(listed.name_at[listed.postings], many)]
            is_other = words != np.repeat(word, many)
            at = np.concatenate([[0], many.cumsum()])
            weights = np.concatenate(
                [[0], listed.word_weight[words[is_other]].cumsum()]
            )
            others_at = np.concatenate([[0], is_other.cumsum()])[at]
            columns = (
                listed.posting_at,
                listed.postings,
                np.diff(weights[others_at]),
                others_at,
                words[is_other],
                listed.name_at,
                listed.name_words,
                listed.word_weight,
            )
            _SMALL[listed] = cls(*(each.astype(np.int32) for each in columns))
        return _SMALL[listed]


_SMALL: WeakKeyDictionary[Listed, _Small] = WeakKeyDictionary()


def candidates(words: Words, names: Names, agree: Agree) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of a row and a listed name, as ``sieve.candidates`` does."""
    listed = words.listed
    costs, small = COSTS[listed.space], _Small.of(listed)
    row, name, is_usual = loops.sift(
        _ints(names.word),
        _ints(names.weight),
        _ints(names.spared),
        _ints(prefix(names, costs)),
        _ints(names.usual),
        _ints(names.least),
        _near(words),
        small.posting_at,
        small.postings,
        small.posting_others,
        small.posting_words_at,
        small.posting_words,
        small.name_at,
        small.name_words,
        small.word_weight,
        attrs.astuple(costs),
    )
    unusual = np.flatnonzero(~is_usual)
    is_usual[unusual] = agree(names.number[row[unusual]], name[unusual])
    yield row[is_usual], name[is_usual]


def reach(
    words: Words,
    names: Names,
    row: Ints,
    name: Ints,
    needed: Ints,
    together: Together | None = None,
) -> Flags:
    """Tell which pairs may reach the score they need, as ``bounds.reach`` does."""
    small = _Small.of(words.listed)
    found: Flags = loops.reach(
        _ints(names.word),
        _ints(names.weight),
        _ints(names.spared),
        _ints(row),
        _ints(name),
        _ints(needed),
        _near(words),
        small.name_at,
        small.name_words,
        small.word_weight,
        attrs.astuple(COSTS[words.listed.space]),
        _NOBODY if together is None else attrs.astuple(together),
    )
    return found


def _near(words: Words) -> tuple[Ints, Narrow, Narrow, Narrow]:
    return (
        _ints(words.near_at),
        words.near_word,
        words.near_likeness,
        words.near_weight,
    )


def _ints(column: Ints) -> Ints:
    """Return a column as it is compiled for, which it mostly is."""
    return np.ascontiguousarray(column, np.int64)


_NOTHING = np.zeros(0, np.int64)
_NOBODY = (_NOTHING, _NOTHING, _NOTHING, _NOTHING, np.zeros(0, np.bool_))
