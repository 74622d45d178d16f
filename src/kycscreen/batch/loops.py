"""Pairs of names sifted and bounded one by one, by loops that numba compiles.

In whole numbers, by the rules of ``sieve`` and ``bounds``, which work on columns. The
words of a row are laid out: each listed word that they may meet leads to where it does.
Then a listed name tells by one look at each of its words what of it may be met.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from kycscreen.names.alignment import UNLIKENESS

Array = NDArray[Any]
Loop = TypeVar("Loop", bound=Callable[..., Any])

_NEVER = -(1 << 60)
_ROOM = 1 << 10
_OUR_PLACE, _LIKENESS, _WEIGHT, _NEXT = range(4)


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
def _most_near(word: Array, near_at: Array) -> int:
    """Return how many meetings a row lays out at most."""
    most = 0
    for row in range(word.shape[0]):
        count = 0
        for place in range(word.shape[1]):
            count += near_at[word[row, place] + 1] - near_at[word[row, place]]
        most = max(most, count)
    return most


@_compiled
def _lay_out(
    ours: Array,
    near_at: Array,
    near_word: Array,
    near_likeness: Array,
    near_weight: Array,
    head: Array,
    laid: Array,
) -> None:
    """Let each listed word lead to the words of a row that it may meet."""
    count = 0
    for place in range(len(ours)):
        for near in range(near_at[ours[place]], near_at[ours[place] + 1]):
            theirs = near_word[near]
            laid[count, _OUR_PLACE] = place
            laid[count, _LIKENESS] = near_likeness[near]
            laid[count, _WEIGHT] = near_weight[near]
            laid[count, _NEXT] = head[theirs]
            head[theirs] = count
            count += 1


@_compiled
def _clear(ours: Array, near_at: Array, near_word: Array, head: Array) -> None:
    for place in range(len(ours)):
        for near in range(near_at[ours[place]], near_at[ours[place] + 1]):
            head[near_word[near]] = -1


@_compiled
def _worth(likeness: int, weight: int, gain: int, loss: int) -> int:
    return weight * (gain * likeness - loss * UNLIKENESS * (100 - likeness))


@_compiled
def _reaches(
    name_words: Array,
    begin: int,
    end: int,
    word_weight: Array,
    weight: Array,
    spared: Array,
    head: Array,
    laid: Array,
    least: int,
    costs: tuple[int, int, int],
    best: Array,
    heaviest: Array,
    together: tuple[int, int, int, int, bool],
) -> bool:
    """Tell whether a listed name may reach a score: ``bounds.reach`` of one pair.

    ``together`` is what meets in company, its places, likeness, weight, what is taken
    and whether it is one meeting; its places are 0 where nothing does.
    """
    cost_ours, cost_theirs, cost_both = costs
    places, likeness, company, taken, is_one = together
    gain, loss = 20100 - 200 * least, 2 * least - 1
    for place in range(len(weight)):
        best[place] = _NEVER
        heaviest[place] = 0
    unmet = 0
    whole = 0
    for at in range(begin, end):
        word = name_words[at]
        of_word = word_weight[word]
        whole += of_word
        entry = head[word]
        if entry < 0:
            unmet += of_word
        while entry >= 0:
            place = laid[entry, _OUR_PLACE]
            worth = _worth(laid[entry, _LIKENESS], laid[entry, _WEIGHT], gain, loss)
            best[place] = max(best[place], worth)
            heaviest[place] = max(heaviest[place], of_word)
            entry = laid[entry, _NEXT]
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
    theirs_over = max(unmet, whole)
    if places:
        both = alone + company * each
        if is_one:
            both = max(alone, company * each)
        total += min(either, both)
        theirs_over = max(theirs_over - taken, 0)
    else:
        over = max(over, spared[max(0, len(weight) - (end - begin))])
    cost = cost_theirs * theirs_over + cost_both * min(over, theirs_over)
    return total >= 100 * loss * cost


@_compiled
def _most_beside(
    met: int,
    weight: Array,
    head: Array,
    laid: Array,
    least: int,
    costs: tuple[int, int, int],
    best: Array,
) -> int:
    """Return what the other words of a listed name may weigh, if none of them meets."""
    cost_ours, cost_theirs, cost_both = costs
    gain, loss = 20100 - 200 * least, 2 * least - 1
    for place in range(len(weight)):
        best[place] = _NEVER
    entry = head[met]
    while entry >= 0:
        place = laid[entry, _OUR_PLACE]
        worth = _worth(laid[entry, _LIKENESS], laid[entry, _WEIGHT], gain, loss)
        best[place] = max(best[place], worth)
        entry = laid[entry, _NEXT]
    total = 0
    over = 0
    for place in range(len(weight)):
        left = -100 * cost_ours * weight[place] * loss
        total += max(best[place], left)
        if best[place] == _NEVER:
            over += weight[place]
    if total < 0:
        return -1
    budget = total // (100 * loss)
    both = budget // (cost_theirs + cost_both)
    return both if both <= over else (budget - cost_both * over) // cost_theirs


@_compiled
def _may_reach(
    met: int,
    others: int,
    weight: Array,
    ways: Array,
    least: int,
    costs: tuple[int, int, int],
) -> bool:
    """Tell whether it is enough if all words that meet did so as well as they can."""
    total = 0
    over = 0
    for place in range(len(weight)):
        if met >> place & 1:
            total += ways[place, 1]
        else:
            total += ways[place, 0]
            over += weight[place]
    cost = costs[1] * others + costs[2] * min(over, others)
    return total >= 100 * (2 * least - 1) * cost


@_compiled
def sift(
    word: Array,
    weight: Array,
    spared: Array,
    prefix: Array,
    usual: Array,
    least: Array,
    near: tuple[Array, Array, Array, Array],
    posting_at: Array,
    postings: Array,
    posting_others: Array,
    posting_words_at: Array,
    posting_words: Array,
    name_at: Array,
    name_words: Array,
    word_weight: Array,
    costs: tuple[int, int, int],
) -> tuple[Array, Array, Array]:
    """Return the pairs of a row and a listed name that may reach the least score.

    And whether each may reach the usual score, too.
    """
    near_at, near_word, near_likeness, near_weight = near
    head = np.full(len(word_weight), -1, np.int32)
    is_near = np.zeros((len(word_weight) >> 5) + 1, np.uint32)
    laid = np.empty((_most_near(word, near_at), 4), np.int64)
    seen = np.full(len(name_at), -1, np.int32)
    ways = np.empty((word.shape[1], 2), np.int64)
    best = np.empty(word.shape[1], np.int64)
    heaviest = np.empty(word.shape[1], np.int64)
    nothing = (0, 0, 0, 0, False)
    rows = np.empty(_ROOM, np.int64)
    names = np.empty(_ROOM, np.int64)
    usually = np.empty(_ROOM, np.bool_)
    found = 0
    for row in range(len(word)):
        if least[row] > 100:
            continue
        ours, weighs, spares = word[row], weight[row], spared[row]
        _lay_out(ours, near_at, near_word, near_likeness, near_weight, head, laid)
        gain, loss = 20100 - 200 * least[row], 2 * least[row] - 1
        for place, number in enumerate(ours):
            left = -100 * costs[0] * weighs[place] * loss
            ways[place, 0] = ways[place, 1] = left
            for at in range(near_at[number], near_at[number + 1]):
                worth = _worth(near_likeness[at], near_weight[at], gain, loss)
                ways[place, 1] = max(ways[place, 1], worth)
                theirs = near_word[at]
                is_near[theirs >> 5] |= np.uint32(1) << np.uint32(theirs & 31)
        for place in range(prefix[row]):
            for at in range(near_at[ours[place]], near_at[ours[place] + 1]):
                met = near_word[at]
                most = _most_beside(met, weighs, head, laid, least[row], costs, best)
                here = 0
                entry = head[met]
                while entry >= 0:
                    here |= 1 << laid[entry, _OUR_PLACE]
                    entry = laid[entry, _NEXT]
                for posting in range(posting_at[met], posting_at[met + 1]):
                    others = posting_others[posting]
                    reached = 0
                    for other in range(
                        posting_words_at[posting], posting_words_at[posting + 1]
                    ):
                        theirs = posting_words[other]
                        if is_near[theirs >> 5] >> (theirs & 31) & 1:
                            others -= word_weight[theirs]
                            entry = head[theirs]
                            while entry >= 0:
                                reached |= 1 << laid[entry, _OUR_PLACE]
                                entry = laid[entry, _NEXT]
                    if not reached:
                        if others > most:
                            continue
                    elif not _may_reach(
                        reached | here, others, weighs, ways, least[row], costs
                    ):
                        continue
                    name = postings[posting]
                    if seen[name] == row:
                        continue
                    seen[name] = row
                    if not _reaches(
                        name_words,
                        name_at[name],
                        name_at[name + 1],
                        word_weight,
                        weighs,
                        spares,
                        head,
                        laid,
                        least[row],
                        costs,
                        best,
                        heaviest,
                        nothing,
                    ):
                        continue
                    if found == len(rows):
                        rows = np.concatenate((rows, rows))
                        names = np.concatenate((names, names))
                        usually = np.concatenate((usually, usually))
                    rows[found] = row
                    names[found] = name
                    usually[found] = usual[row] <= 100 and _reaches(
                        name_words,
                        name_at[name],
                        name_at[name + 1],
                        word_weight,
                        weighs,
                        spares,
                        head,
                        laid,
                        usual[row],
                        costs,
                        best,
                        heaviest,
                        nothing,
                    )
                    found += 1
        _clear(ours, near_at, near_word, head)
        for number in ours:
            for at in range(near_at[number], near_at[number + 1]):
                is_near[near_word[at] >> 5] = 0
    return rows[:found], names[:found], usually[:found]


@_compiled
def reach(
    word: Array,
    weight: Array,
    spared: Array,
    row: Array,
    name: Array,
    needed: Array,
    near: tuple[Array, Array, Array, Array],
    name_at: Array,
    name_words: Array,
    word_weight: Array,
    costs: tuple[int, int, int],
    together: tuple[Array, Array, Array, Array, Array],
) -> Array:
    """Tell which pairs of a row and a listed name may reach the score they need.

    Those of one row stand together. ``together`` is empty, or as in ``bounds``.
    """
    near_at, near_word, near_likeness, near_weight = near
    places, likeness, company, taken, is_one = together
    head = np.full(len(word_weight), -1, np.int32)
    laid = np.empty((_most_near(word, near_at), 4), np.int64)
    best = np.empty(word.shape[1], np.int64)
    heaviest = np.empty(word.shape[1], np.int64)
    found = np.zeros(len(row), np.bool_)
    last = -1
    met = (0, 0, 0, 0, False)
    for pair in range(len(row)):
        if row[pair] != last:
            if last >= 0:
                _clear(word[last], near_at, near_word, head)
            last = row[pair]
            _lay_out(
                word[last], near_at, near_word, near_likeness, near_weight, head, laid
            )
        if len(places):
            met = (
                places[pair],
                likeness[pair],
                company[pair],
                taken[pair],
                is_one[pair],
            )
        found[pair] = _reaches(
            name_words,
            name_at[name[pair]],
            name_at[name[pair] + 1],
            word_weight,
            weight[last],
            spared[last],
            head,
            laid,
            needed[pair],
            costs,
            best,
            heaviest,
            met,
        )
    return found
