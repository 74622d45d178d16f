"""The columns of names, words and lists as compiled loops read them."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch import loops
from kycscreen.batch.beside import Beside
from kycscreen.batch.bounds import Together
from kycscreen.batch.facts import Wanted
from kycscreen.batch.listed import Flags, Ints, Listed
from kycscreen.batch.names import Names
from kycscreen.batch.words import Words
from kycscreen.index.lookups import spread
from kycscreen.names.alignment import COSTS


def reaching(
    words: Words, names: Names, beside: Beside
) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield pairs of a row and a listed name that may reach the score they need."""
    listed = words.listed
    found = loops.sift(
        _rows(names, beside.least_on_day(names.number)),
        _near(words),
        _theirs(listed),
        _stated(beside),
        attrs.astuple(COSTS[listed.space]),
    )
    row, name, needed = found.T
    yield row, name, needed


def reach(
    words: Words,
    names: Names,
    row: Ints,
    name: Ints,
    needed: Ints,
    together: Together | None = None,
) -> Flags:
    """Tell which pairs may reach the score they need, as ``bounds.reach`` does."""
    found: Flags = loops.reach(
        _rows(names, names.least),
        _near(words),
        _theirs(words.listed),
        attrs.astuple(COSTS[words.listed.space]),
        np.stack([row, name, needed], axis=1),
        _NOBODY if together is None else loops.Together(*attrs.astuple(together)),
    )
    return found


def _rows(names: Names, on_day: Ints) -> loops.Rows:
    return loops.Rows(
        names.number,
        np.ascontiguousarray(names.word),
        np.ascontiguousarray(names.weight),
        np.ascontiguousarray(names.spared),
        names.least,
        on_day,
    )


def _near(words: Words) -> loops.Near:
    return loops.Near(
        words.near_at,
        words.near_word,
        words.near_likeness,
        words.near_weight,
        words.kind_at,
        words.kind_likeness,
        words.kind_weight,
        words.strong.theirs,
        words.loose.theirs,
    )


def _theirs(listed: Listed) -> loops.Theirs:
    """Return the columns of a list in half the space; once."""
    if listed not in _THEIRS:
        many = np.diff(listed.name_at)
        word = np.repeat(np.arange(len(listed.word_weight)), np.diff(listed.posting_at))
        weight = listed.name_weight[listed.postings] - listed.word_weight[word]
        postings = listed.postings[np.lexsort((weight, word))]
        words = listed.name_words[spread(listed.name_at[postings], many[postings])]
        at = np.append(0, many[postings].cumsum())
        is_other = words != np.repeat(word, many[postings])
        weights = np.append(0, (listed.word_weight[words] * is_other).cumsum())
        columns = (
            listed.posting_at,
            postings,
            np.diff(weights[at]),
            np.append(0, is_other.cumsum())[at],
            words[is_other],
            listed.name_at,
            listed.name_words,
            listed.word_weight,
            listed.name_entity,
            listed.name_weak,
            listed.first_name,
        )
        _THEIRS[listed] = loops.Theirs(*(each.astype(np.int32) for each in columns))
    return _THEIRS[listed]


def _stated(beside: Beside) -> loops.Stated:
    wanted, policy = beside.wanted, beside.wanted.policy
    if wanted not in _ENTITIES:
        _ENTITIES[wanted] = wanted.theirs.numbers()
    return loops.Stated(
        beside.ours.numbers(),
        _ENTITIES[wanted],
        wanted.is_whole,
        wanted.leasts,
        loops.Points(
            weak=policy.weak_points,
            gender=policy.gender_same,
            place=policy.birth_place_same,
            number=policy.identifier_slip,
            country=policy.country_same,
            born=wanted.births(on_day=False),
            on_day=wanted.births(on_day=True),
            slip=policy.birth_date_slip,
            circa_years=policy.circa_years,
        ),
        beside.born_at,
        beside.born,
    )


_THEIRS: WeakKeyDictionary[Listed, loops.Theirs] = WeakKeyDictionary()
_ENTITIES: WeakKeyDictionary[Wanted, NDArray[np.int64]] = WeakKeyDictionary()
_NOTHING = np.zeros(0, np.int64)
_NOBODY = loops.Together(
    _NOTHING, _NOTHING, _NOTHING, _NOTHING, np.zeros(0, np.bool_)
)
