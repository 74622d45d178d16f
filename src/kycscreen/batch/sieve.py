"""Pairs of a name and a listed name that share a word, sifted by marks.

A name cannot do without some of its words: the shortest run of them, the weightiest
first, that may not all be left over (``index.bounds``). Whoever has a word near one of
these is a candidate. What else of the two may meet is told by marks, for most of the
candidates soon enough: a listed name may then weigh so much and no more, since what it
weighs beyond the words that meet is left over.
"""

from collections.abc import Callable, Iterator

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.listed import Bits, Flags, Ints, Listed
from kycscreen.batch.names import Names, best, gain, loss, worth
from kycscreen.batch.words import Reach, Words
from kycscreen.index.lookups import spread
from kycscreen.names.alignment import COSTS, Cost

Agree = Callable[[Ints, Ints], Flags]
"""Tell of names, by number, and listed names whether facts may bring them nearer."""

Limits = NDArray[np.float32]

BLOCK = 1 << 16
"""Pairs that are looked at together: so many columns stay in the processor's cache."""
_TESTED = 3
"""Words beside the one that meets whose marks are looked at; more are hoped for."""
_LEFT, _LOOSE, _STRONG = range(3)
"""How a word may meet: not at all, with one loosely or one strongly like it."""
_WAYS = 3
_ANY_WEIGHT = 1 << 22


def candidates(words: Words, names: Names, agree: Agree) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of a row and a listed name; a pair may come more than once."""
    listed = words.listed
    meetings = _meetings(words, names, COSTS[listed.space])
    lengths = np.diff(listed.posting_at)[meetings.theirs]
    ends = lengths.cumsum()
    begin = 0
    while begin < len(lengths):
        before = ends[begin - 1] if begin else 0
        stop = max(int(np.searchsorted(ends, before + BLOCK, "right")), begin + 1)
        many = lengths[begin:stop]
        first = listed.posting_at[meetings.theirs[begin:stop]]
        meeting = np.repeat(np.arange(begin, stop), many)
        name = listed.postings[spread(first, many)]
        yield _sifted(names, listed, meetings, meeting, name, agree)
        begin = stop


@attrs.frozen(eq=False)
class _Meetings:
    """Words of rows, each with a listed word that it may meet.

    ``kind`` says how: meetings of one word that are equally alike and heavy share their
    limits. ``strong`` and ``loose`` are for each mark and each word that is tested the
    marks of what that word may meet. ``limits`` are the most that the other words of a
    listed name may weigh, for each kind and each way in which the words tested meet:
    for the usual score, then for the least.
    """

    row: Ints
    theirs: Ints
    kind: Ints
    strong: tuple[tuple[Bits, ...], ...]
    loose: tuple[tuple[Bits, ...], ...]
    limits: tuple[Limits, Limits]


def _meetings(words: Words, names: Names, costs: Cost) -> _Meetings:
    many = prefix(names, costs)
    row = np.repeat(np.arange(len(names)), many)
    place = spread(np.zeros(len(many), np.int64), many)
    word = names.word[row, place]
    kinds = words.kind_at[word + 1] - words.kind_at[word]
    kind = spread(words.kind_at[word], kinds)
    limits = [
        _limits(
            words,
            names,
            np.repeat(row, kinds),
            np.repeat(place, kinds),
            kind,
            needed,
            costs,
        )
        for needed in (names.usual, names.least)
    ]
    near = words.near_at[word + 1] - words.near_at[word]
    found = spread(words.near_at[word], near)
    first = kinds.cumsum() - kinds - words.kind_at[word]
    of_kind = words.near_kind[found] + np.repeat(first, near)
    row, place = np.repeat(row, near), np.repeat(place, near)
    tested = [
        names.word[row, other + (other >= place)]
        for other in range(min(names.count - 1, _TESTED))
    ]
    return _Meetings(
        row,
        words.near_word[found].astype(np.int64),
        of_kind,
        _marks(words.strong, tested),
        _marks(words.loose, tested),
        (limits[0], limits[1]),
    )


def prefix(names: Names, costs: Cost) -> Ints:
    """Return of how many words, the first ones, each row needs one."""
    left = names.weight.cumsum(1)
    rest = left[:, -1:] - left
    least = names.least[:, None]
    spared = (rest > 0) & (gain(least) * rest >= loss(least) * costs.ours * left)
    return np.asarray(spared[:, :-1].sum(1) + 1)


def _marks(reach: Reach, tested: list[Ints]) -> tuple[tuple[Bits, ...], ...]:
    return tuple(tuple(marks[word] for word in tested) for marks in reach.marks)


def _limits(
    words: Words,
    names: Names,
    row: Ints,
    place: Ints,
    kind: Ints,
    needed: Ints,
    costs: Cost,
) -> Limits:
    """Return what other words of theirs may weigh, where one meets in each kind."""
    least = needed[row]
    states = _states(words, names, needed, costs)
    likeness = words.kind_likeness[kind].astype(np.int64)
    here = words.kind_weight[kind] * worth(likeness, least)
    total = np.maximum(here, states[_LEFT].worth[row, place])
    weight = np.zeros(len(row), np.int64)
    others = [other + (other >= place) for other in range(names.count - 1)]
    for other in others[_TESTED:]:
        total = total + states[_STRONG].worth[row, other]
        weight = weight + states[_STRONG].theirs[row, other]
    tested = others[:_TESTED]
    limits = np.empty((len(row), _WAYS ** len(tested)), np.float32)
    for way in range(limits.shape[1]):
        sum_, heavy, over, code = total, weight, np.zeros(len(row), np.int64), way
        for other in tested:
            code, state = divmod(code, _WAYS)
            sum_ = sum_ + states[state].worth[row, other]
            if state == _LEFT:
                over = over + names.weight[row, other]
            else:
                heavy = heavy + states[state].theirs[row, other]
        limits[:, way] = heavy + _spare(sum_, over, least, costs)
    limits[least > 100] = -1
    return limits


@attrs.frozen(eq=False)
class _State:
    """What each word of each row is worth at most where it meets in one way.

    ``theirs`` is what the heaviest listed word weighs that it may then meet.
    """

    worth: Ints
    theirs: Ints


def _states(
    words: Words, names: Names, needed: Ints, costs: Cost
) -> tuple[_State, _State, _State]:
    least = needed[:, None]
    left = _left(names, needed, costs)
    found = [_State(left, np.zeros_like(left))]
    for reach in (words.loose, words.strong):
        likeness = reach.likeness[names.word]
        alike = best(likeness, reach.weight[names.word], least)
        better = np.where(likeness > 0, np.maximum(alike, found[-1].worth), left)
        heavier = np.maximum(reach.theirs[names.word], found[-1].theirs)
        found.append(_State(np.maximum(better, found[-1].worth), heavier))
    return found[0], found[1], found[2]


def _left(names: Names, needed: Ints, costs: Cost) -> Ints:
    """Return what it takes, at least, that a word is left over."""
    return -100 * costs.ours * names.weight * loss(needed)[:, None]


def _spare(total: Ints, over: Ints, least: Ints, costs: Cost) -> NDArray[np.float64]:
    """Return the weight that may be left over of theirs, beside what is of ours."""
    budget = np.floor(total / (100.0 * loss(least)))
    both = np.floor(budget / (costs.theirs + costs.both))
    more = np.floor((budget - costs.both * over) / costs.theirs)
    spare = np.minimum(np.where(both <= over, both, more), _ANY_WEIGHT)
    return np.where(budget < 0, -_ANY_WEIGHT, spare)


def _sifted(
    names: Names,
    listed: Listed,
    meetings: _Meetings,
    meeting: Ints,
    name: Ints,
    agree: Agree,
) -> tuple[Ints, Ints]:
    """Keep the pairs whose listed name is not too heavy for what it may meet."""
    usual, least = (limits.ravel() for limits in meetings.limits)
    tested = len(meetings.strong[0])
    ways = _WAYS**tested
    weight = listed.name_weight[name] - listed.word_weight[meetings.theirs[meeting]]
    begin = meetings.kind[meeting] * ways
    keep = np.flatnonzero(weight <= least[begin + (ways - 1)])
    for strong, loose, of_names in zip(
        meetings.strong, meetings.loose, listed.name_marks, strict=True
    ):
        meeting, name, weight = meeting[keep], name[keep], weight[keep]
        begin, marks = begin[keep], of_names[name]
        code = begin.copy()
        for place in range(tested):
            is_loose = (loose[place][meeting] & marks) != 0
            is_strong = (strong[place][meeting] & marks) != 0
            state = np.where(is_strong, _STRONG, is_loose)
            code += _WAYS**place * state
        keep = np.flatnonzero(weight <= least[code])
    meeting, name = meeting[keep], name[keep]
    row = meetings.row[meeting]
    unusual = np.flatnonzero(weight[keep] > usual[code[keep]])
    wanted = np.ones(len(row), np.bool_)
    wanted[unusual] = agree(names.number[row[unusual]], name[unusual])
    return row[wanted], name[wanted]
