"""The columns of names, words and lists as compiled loops read them."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch import handed, loops
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
        _NOBODY if together is None else handed.Together(*attrs.astuple(together)),
    )
    return found


def _rows(names: Names, on_day: Ints) -> handed.Rows:
    return handed.Rows(
        names.number,
        np.ascontiguousarray(names.word),
        np.ascontiguousarray(names.weight),
        np.ascontiguousarray(names.spared),
        names.least,
        on_day,
    )


def _near(words: Words) -> handed.Near:
    return handed.Near(
        words.near_at,
        words.near_word,
        words.near_likeness,
        words.near_weight,
        words.kind_at,
        words.kind_likeness,
        words.kind_weight,
        words.strong.theirs,
        words.loose.theirs,
        words.near_names,
    )


def _theirs(listed: Listed) -> handed.Theirs:
    """Return the columns of a list in half the space; once."""
    if listed not in _THEIRS:
        columns = (
            *_told(listed),
            listed.name_at,
            listed.name_words,
            listed.word_weight,
            listed.name_entity,
            listed.name_weak,
            listed.first_name,
        )
        _THEIRS[listed] = handed.Theirs(
            *(each.astype(np.int32, copy=False) for each in columns)
        )
    return _THEIRS[listed]


def _told(listed: Listed) -> tuple[Ints, Ints]:
    """Return what is told of names by each of their words, and where each word's is."""
    word = np.repeat(np.arange(len(listed.word_weight)), np.diff(listed.posting_at))
    others = listed.name_weight[listed.postings] - listed.word_weight[word]
    name = listed.postings[np.lexsort((others, word))]
    first = listed.name_at[name]
    many = listed.name_at[name + 1] - first
    words = listed.name_words[spread(first, many)]
    posting = np.repeat(np.arange(len(name)), many)
    is_other = words != word[posting]
    words, posting = words[is_other], posting[is_other]
    count = np.bincount(posting, minlength=len(name))
    weight = np.bincount(posting, listed.word_weight[words], len(name))
    at = np.append(0, (loops.TOLD + count).cumsum())
    told = np.empty(at[-1], np.int64)
    for place, column in enumerate((weight, name, count)):
        told[at[:-1] + place] = column
    told[spread(at[:-1] + loops.TOLD, count)] = words
    return at[listed.posting_at], told


def _stated(beside: Beside) -> handed.Stated:
    wanted, policy = beside.wanted, beside.wanted.policy
    if wanted not in _ENTITIES:
        _ENTITIES[wanted] = wanted.theirs.numbers()
    return handed.Stated(
        beside.ours.numbers(),
        _ENTITIES[wanted],
        wanted.is_whole,
        wanted.leasts,
        handed.Points(
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


_THEIRS: WeakKeyDictionary[Listed, handed.Theirs] = WeakKeyDictionary()
_ENTITIES: WeakKeyDictionary[Wanted, NDArray[np.int64]] = WeakKeyDictionary()
_NOTHING = np.zeros(0, np.int64)
_NOBODY = handed.Together(_NOTHING, _NOTHING, _NOTHING, _NOTHING, np.zeros(0, np.bool_))
