"""Pairs of names sifted and bounded one by one, by loops that numba compiles.

In whole numbers, by the rules of ``sieve`` and ``bounds``, which work on columns. What
the words of a row may meet is marked; then one look at each word of a listed name
tells what of it may be met.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar, cast

import numpy as np

from kycscreen.batch.handed import Array, Costs, Near, Rows, Stated, Theirs, Together
from kycscreen.names.alignment import UNLIKENESS
from kycscreen.sketches import BIRTH, CIRCA, GENDERS, NUMBER, PLACE, WEAK

Loop = TypeVar("Loop", bound=Callable[..., Any])

_NEVER = -(1 << 60)
_ROOM = 1 << 10
_MARKS = 8
"""Marks of a listed word: which of the words of a row may meet it. A row of more words
shares them: its ninth word has the mark of the first."""
_MANY = 8
"""Pairs of a row that are worth to mark what its words may meet."""
_OTHERS, _NAME, _COUNT, TOLD = range(4)
_LEFT, _MOST, _OPEN = range(3)
_STATES, _FIRST_YEAR, _LAST_YEAR, _DAYS, _COUNTRIES = range(5)
_ANY_GENDER = sum(GENDERS.values())


_Company = tuple[int, int, int, int, bool]
_NOTHING = (0, 0, 0, 0, False)


def _compiled(loop: Loop) -> Loop:
    """Compile when first called, and keep that where there is a place to keep it.

    Without numba, which nobody calls them without, they are slow and do the same.
    """
    if find_spec("numba") is None:
        return loop
    numba = import_module("numba")
    try:
        return cast(Loop, numba.njit(loop, cache=True))
    except RuntimeError:  # an installation that cannot be written to
        return cast(Loop, numba.njit(loop))


@_compiled
def _worth(likeness: int, weight: int, gain: int, loss: int) -> int:
    return weight * (gain * likeness - loss * UNLIKENESS * (100 - likeness))


@_compiled
def _find(words: Array, begin: int, end: int, word: int) -> int:
    """Return where a word stands in a range of words in order, or -1."""
    while begin < end:
        middle = (begin + end) >> 1
        if words[middle] < word:
            begin = middle + 1
        elif words[middle] > word:
            end = middle
        else:
            return middle
    return -1


@_compiled
def _weigh(
    ours: Array, weight: Array, least: int, near: Near, cost_ours: int, ways: Array
) -> int:
    """Tell what each word is worth left over and at most, and what all are at most."""
    gain, loss = 20100 - 200 * least, 2 * least - 1
    total = 0
    for place in range(len(ours)):
        left = most = -100 * cost_ours * weight[place] * loss
        word = ours[place]
        for kind in range(near.kind_at[word], near.kind_at[word + 1]):
            likeness, met = near.kind_likeness[kind], near.kind_weight[kind]
            most = max(most, _worth(likeness, met, gain, loss))
        ways[place, _LEFT] = left
        ways[place, _MOST] = most
        ways[place, _OPEN] = 1
        total += most
    return total


@_compiled
def _mark(ours: Array, near: Near, marks: Array) -> None:
    """Let each listed word tell which words of a row may meet it."""
    for place in range(len(ours)):
        for at in range(near.at[ours[place]], near.at[ours[place] + 1]):
            marks[near.word[at]] |= 1 << place % _MARKS


@_compiled
def _clear(ours: Array, near: Near, marks: Array) -> None:
    for place in range(len(ours)):
        for at in range(near.at[ours[place]], near.at[ours[place] + 1]):
            marks[near.word[at]] = 0


@_compiled
def _required(ours: Array, near: Near, ways: Array, total: int, required: Array) -> int:
    """Choose words one of which has to meet, for few names; return how many.

    What none of them meets stays below zero. All would do: those that the most names
    have are left out, as long as they can be. The places of the others are put in
    ``required``, those first that the fewest names have.
    """
    for place in range(len(ours)):
        here = place
        while here and near.names[ours[required[here - 1]]] > near.names[ours[place]]:
            required[here] = required[here - 1]
            here -= 1
        required[here] = place
        total -= ways[place, _MOST] - ways[place, _LEFT]
    chosen = len(ours)
    for last in range(len(ours) - 1, -1, -1):
        place = required[last]
        spared = total + ways[place, _MOST] - ways[place, _LEFT]
        if spared < 0:
            total = spared
            chosen -= 1
            for here in range(last, chosen):
                required[here] = required[here + 1]
    return chosen


@_compiled
def _add_up(weight: Array, ways: Array, sums: Array) -> None:
    """Tell for all marks what words are worth if those meet, and what is left over."""
    count = len(ways)
    sums[0, 0] = ways[:, _LEFT].sum()
    sums[0, 1] = weight.sum()
    for mark in range(min(count, _MARKS)):
        worth = 0
        met = 0
        for place in range(mark, count, _MARKS):
            if ways[place, _OPEN]:
                worth += ways[place, _MOST] - ways[place, _LEFT]
                met += weight[place]
        for marks in range(1 << mark):
            sums[marks | 1 << mark, 0] = sums[marks, 0] + worth
            sums[marks | 1 << mark, 1] = sums[marks, 1] - met


@_compiled
def _needed(
    stated: Stated, number: int, entity: int, is_weak: bool, on_day: bool
) -> int:
    """Return what a name needs beside a listed one: ``facts.Wanted.needed`` of it."""
    ours, theirs = stated.ours[number], stated.theirs[entity]
    points = stated.points
    both = ours[_STATES] & theirs[_STATES]
    added = 0
    if theirs[_STATES] & WEAK:
        added += points.weak
    if both & _ANY_GENDER:
        added += points.gender
    if both & PLACE:
        added += points.place
    if both & NUMBER:
        added += points.number
    if ours[_COUNTRIES] & theirs[_COUNTRIES]:
        added += points.country
    if both & BIRTH:
        circa = ((ours[_STATES] & CIRCA) > 0) + ((theirs[_STATES] & CIRCA) > 0)
        reach = circa * points.circa_years
        if on_day:
            added += points.on_day
        elif (
            theirs[_FIRST_YEAR] <= ours[_LAST_YEAR] + reach
            and ours[_FIRST_YEAR] <= theirs[_LAST_YEAR] + reach
        ):
            added += points.born
        elif ours[_DAYS] & theirs[_DAYS]:
            added += points.slip
    is_alias = is_weak and not stated.is_whole[entity]
    return int(stated.leasts[1 if is_alias else 0, added])


@_compiled
def _is_met(theirs: Theirs, name: int, marks: Array) -> bool:
    """Tell whether any word of a row may meet one of a listed name."""
    for at in range(theirs.name_at[name], theirs.name_at[name + 1]):
        if marks[theirs.name_words[at]]:
            return True
    return False


@_compiled
def _reaches(
    theirs: Theirs,
    name: int,
    ours: Array,
    weight: Array,
    spared: Array,
    near: Near,
    marks: Array,
    least: int,
    costs: Costs,
    best: Array,
    heaviest: Array,
    together: _Company,
) -> bool:
    """Tell whether a listed name may reach a score: ``bounds.reach`` of one pair.

    ``marks`` are of the row, or there are none. ``together`` is what meets in company,
    its places, likeness, weight, what is taken and whether it is one meeting; its
    places are 0 where nothing does.
    """
    cost_ours, cost_theirs, cost_both = costs
    places, likeness, company, taken, is_one = together
    gain, loss = 20100 - 200 * least, 2 * least - 1
    begin, end = theirs.name_at[name], theirs.name_at[name + 1]
    best[:] = _NEVER
    heaviest[:] = 0
    unmet = 0
    whole = 0
    may_meet = 0
    gained = 0
    for at in range(begin, end):
        word = theirs.name_words[at]
        of_word = theirs.word_weight[word]
        whole += of_word
        is_met = False
        gains = 0
        marked = marks[word] if len(marks) else -1
        for place in range(len(ours)):
            if not marked >> place % _MARKS & 1:
                continue
            if is_one and places >> place & 1:
                continue
            number = ours[place]
            met = _find(near.word, near.at[number], near.at[number + 1], word)
            if met >= 0 and near.likeness[met] > 0:
                worth = _worth(near.likeness[met], near.weight[met], gain, loss)
                best[place] = max(best[place], worth)
                heaviest[place] = max(heaviest[place], of_word)
                gains = max(gains, worth + 100 * cost_ours * weight[place] * loss)
                is_met = True
        gained += gains
        if is_met:
            may_meet += 1
        else:
            unmet += of_word
    each = max(0, _worth(likeness, 1, gain, loss))
    total = 0
    over = 0
    either = 0
    alone = 0
    for place in range(len(weight)):
        whole -= heaviest[place]
        left = -100 * cost_ours * weight[place] * loss
        if places >> place & 1:
            here = max(best[place], 0)
            alone += here
            either += max(here, weight[place] * each)
        elif best[place] > _NEVER:
            total += max(best[place], left)
        else:
            total += left
            over += weight[place]
    # Nor does one of theirs meet more than one of ours.
    theirs_over = max(unmet, whole)
    if places:
        total += min(either, alone + company * each)
        theirs_over = max(theirs_over - taken, 0)
    else:
        total = min(total, gained - 100 * cost_ours * weight.sum() * loss)
        over = max(over, spared[max(0, len(weight) - may_meet)])
    cost = cost_theirs * theirs_over + cost_both * min(over, theirs_over)
    return bool(total >= 100 * loss * cost)


@_compiled
def _with(pairs: Array, found: int, row: int, name: int, needed: int) -> Array:
    """Put a pair behind so many, in room that doubles."""
    if found == len(pairs):
        pairs = np.concatenate((pairs, pairs))
    pairs[found, 0] = row
    pairs[found, 1] = name
    pairs[found, 2] = needed
    return pairs


@_compiled
def sift(rows: Rows, near: Near, theirs: Theirs, stated: Stated, costs: Costs) -> Array:
    """Return pairs of a row and a listed name that may reach the score they need."""
    many_words = rows.word.shape[1]
    marks = np.zeros(len(theirs.word_weight), np.uint8)
    ways = np.empty((many_words, 3), np.int64)
    sums = np.empty((1 << min(many_words, _MARKS), 2), np.int64)
    required = np.empty(many_words, np.int64)
    best = np.empty(many_words, np.int64)
    heaviest = np.empty(many_words, np.int64)
    pairs = np.empty((_ROOM, 3), np.int64)
    found = 0
    for row in range(len(rows.word)):
        number, ours, weight = rows.number[row], rows.word[row], rows.weight[row]
        spared, least, on_day = rows.spared[row], rows.least[row], rows.on_day[row]
        born, last_born = stated.born_at[number], stated.born_at[number + 1]
        if born < last_born and (
            on_day > 100 or _weigh(ours, weight, on_day, near, costs[0], ways) < 0
        ):
            born = last_born
        total = -1
        if least <= 100:
            total = _weigh(ours, weight, least, near, costs[0], ways)
        if total < 0 and born == last_born:
            continue
        _mark(ours, near, marks)
        for at in range(born, last_born):
            entity = stated.born[at]
            for name in range(theirs.first_name[entity], theirs.first_name[entity + 1]):
                if on_day > 0 and not _is_met(theirs, name, marks):
                    continue
                needed = _needed(stated, number, entity, theirs.name_weak[name], True)
                if needed <= 100 and _reaches(
                    theirs, name, ours, weight, spared, near, marks, needed, costs,
                    best, heaviest, _NOTHING,
                ):  # fmt: skip
                    pairs = _with(pairs, found, row, name, needed)
                    found += 1
        gain, loss = 20100 - 200 * least, 2 * least - 1
        chosen = 0
        if total >= 0:
            chosen = _required(ours, near, ways, total, required)
        for turn in range(chosen):
            place = required[turn]
            _add_up(weight, ways, sums)
            heavy = 0
            for other in range(many_words):
                if other != place and ways[other, _OPEN]:
                    word = ours[other]
                    heavy += max(near.strong[word], near.loose[word])
            for at in range(near.at[ours[place]], near.at[ours[place] + 1]):
                worth = _worth(near.likeness[at], near.weight[at], gain, loss)
                less = ways[place, _MOST] - max(ways[place, _LEFT], worth)
                if total < less:
                    continue
                most = heavy + (total - less) // (100 * loss * costs[1])
                met = near.word[at]
                told, end = theirs.told_at[met], theirs.told_at[met + 1]
                while told < end:
                    others = theirs.told[told + _OTHERS]
                    if others > most:
                        break
                    name = theirs.told[told + _NAME]
                    last = told + TOLD + theirs.told[told + _COUNT]
                    reached = marks[met]
                    for other in range(told + TOLD, last):
                        marked = marks[theirs.told[other]]
                        if marked:
                            reached |= marked
                            others -= theirs.word_weight[theirs.told[other]]
                    told = last
                    over = min(sums[reached, 1], others)
                    cost = costs[1] * others + costs[2] * over
                    if sums[reached, 0] - less < 100 * loss * cost:
                        continue
                    entity = theirs.name_entity[name]
                    needed = _needed(
                        stated, number, entity, theirs.name_weak[name], False
                    )
                    if needed <= 100 and _reaches(
                        theirs, name, ours, weight, spared, near, marks, needed, costs,
                        best, heaviest, _NOTHING,
                    ):  # fmt: skip
                        pairs = _with(pairs, found, row, name, needed)
                        found += 1
            # Of who may meet it that is known now: of others it is left over.
            total -= ways[place, _MOST] - ways[place, _LEFT]
            ways[place, _OPEN] = 0
        _clear(ours, near, marks)
    return pairs[:found]


@_compiled
def reach(
    rows: Rows,
    near: Near,
    theirs: Theirs,
    costs: Costs,
    pairs: Array,
    together: Together,
) -> Array:
    """Tell which pairs of a row and a listed name may reach the score they need.

    Those of one row stand together. ``together`` is empty, or as in ``bounds``.
    """
    marks = np.zeros(len(theirs.word_weight), np.uint8)
    no_marks = np.empty(0, np.uint8)
    best = np.empty(rows.word.shape[1], np.int64)
    heaviest = np.empty(rows.word.shape[1], np.int64)
    found = np.zeros(len(pairs), np.bool_)
    met = (0, 0, 0, 0, False)
    begin = 0
    while begin < len(pairs):
        row = pairs[begin, 0]
        end = begin
        while end < len(pairs) and pairs[end, 0] == row:
            end += 1
        ours = rows.word[row]
        is_marked = end - begin >= _MANY
        if is_marked:
            _mark(ours, near, marks)
        for pair in range(begin, end):
            if len(together.places):
                met = (
                    together.places[pair],
                    together.likeness[pair],
                    together.weight[pair],
                    together.taken[pair],
                    together.is_one[pair],
                )
            found[pair] = _reaches(
                theirs, pairs[pair, 1], ours, rows.weight[row], rows.spared[row], near,
                marks if is_marked else no_marks, pairs[pair, 2], costs, best, heaviest,
                met,
            )  # fmt: skip
        if is_marked:
            _clear(ours, near, marks)
        begin = end
    return found
