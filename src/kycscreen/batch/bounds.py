"""Pairs of a name and a listed name, bounded by the words of both.

Each of our words is given its best meeting, as if no other wanted it; their words that
none of ours may meet are left over for certain (``index.bounds``).
"""

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.listed import Flags, Ints
from kycscreen.batch.names import Names, loss, worth
from kycscreen.batch.words import Words, slot
from kycscreen.index.lookups import spread
from kycscreen.names.alignment import COSTS


@attrs.frozen(eq=False)
class Together:
    """What meets in company, for each pair: as much as it can at most be.

    ``places`` has a bit for each of our words by its place in the row; ``taken`` is
    the weight of theirs that takes part.
    """

    places: Ints
    likeness: Ints
    weight: Ints
    taken: Ints

    def of(self, chosen: Ints | slice) -> "Together":
        """Return those of some pairs."""
        return Together(
            self.places[chosen],
            self.likeness[chosen],
            self.weight[chosen],
            self.taken[chosen],
        )


BLOCK = 1 << 13
"""Pairs that are looked at together."""
_NEVER = -(1 << 60)


def reach(
    words: Words,
    names: Names,
    row: Ints,
    name: Ints,
    needed: Ints,
    together: Together | None = None,
) -> Flags:
    """Tell which pairs of a row and a listed name may reach the score they need."""
    found = np.zeros(len(row), np.bool_)
    for begin in range(0, len(row), BLOCK):
        part = slice(begin, begin + BLOCK)
        found[part] = _reach(
            words,
            names,
            row[part],
            name[part],
            needed[part],
            None if together is None else together.of(part),
        )
    return found


def _reach(
    words: Words,
    names: Names,
    row: Ints,
    name: Ints,
    needed: Ints,
    together: Together | None,
) -> Flags:
    listed, count = words.listed, names.count
    costs = COSTS[listed.space]
    many = listed.name_at[name + 1] - listed.name_at[name]
    at = np.concatenate([[0], many.cumsum()[:-1]])
    pair = np.repeat(np.arange(len(row)), many)
    theirs = listed.name_words[spread(listed.name_at[name], many)]
    weight = names.weight[row]
    left = -100 * costs.ours * weight * loss(needed)[:, None]
    total = np.zeros(len(row), np.int64)
    over = np.zeros(len(row), np.int64)
    met_theirs = np.zeros(len(pair), np.bool_)
    ours = names.word[row]
    for place in range(count):
        near, is_near = _near(words, ours[pair, place], theirs)
        met_theirs[is_near] = True
        value = np.full(len(pair), _NEVER)
        likeness, least = words.near_likeness[near], needed[pair[is_near]]
        value[is_near] = words.near_weight[near] * worth(likeness, least)
        best = np.maximum.reduceat(value, at)
        meets = best > _NEVER
        best = np.maximum(best, left[:, place])
        if together is not None:
            in_company = (together.places >> place & 1) > 0
            # It meets so, or another word, or none: not less than nothing.
            best = np.where(in_company, np.maximum(best, 0), best)
            meets |= in_company
        total += np.where(meets, best, left[:, place])
        over += np.where(meets, 0, weight[:, place])
    unmet = np.where(met_theirs, 0, listed.word_weight[theirs])
    theirs_over = np.add.reduceat(unmet, at)
    if together is None:
        over = np.maximum(over, _spared(names)[row, np.maximum(0, count - many)])
    else:
        total += np.maximum(together.weight * worth(together.likeness, needed), 0)
        theirs_over = np.maximum(theirs_over - together.taken, 0)
    cost = costs.theirs * theirs_over + costs.both * np.minimum(over, theirs_over)
    return np.asarray(total >= 100 * loss(needed) * cost)


def _near(words: Words, ours: Ints, theirs: Ints) -> tuple[Ints, Flags]:
    """Return where among what is near pairs of words stand, and which pairs do."""
    keys = ours << 32 | theirs
    possible = np.flatnonzero(words.seen[slot(keys, len(words.seen))])
    near = np.searchsorted(words.near_key, keys[possible])
    near[near == len(words.near_key)] = 0
    sure = words.near_key[near] == keys[possible]
    is_near = np.zeros(len(keys), np.bool_)
    is_near[possible[sure]] = True
    return near[sure], is_near


def _spared(names: Names) -> NDArray[np.int64]:
    """Return what the lightest so many words of each row weigh."""
    lightest = np.sort(names.weight, axis=1).cumsum(1)
    return np.concatenate([np.zeros((len(names), 1), np.int64), lightest], axis=1)
