"""Pairs of a name and a listed name, bounded by the words of both.

Each of our words is given its best meeting, as if no other wanted it; their words that
none of ours may meet are left over for certain (``index.bounds``).
"""

from typing import Protocol

import attrs
import numpy as np

from kycscreen.batch.columns import slot
from kycscreen.batch.listed import Flags, Ints
from kycscreen.batch.names import Names, gain, loss, worth
from kycscreen.batch.words import Words
from kycscreen.index.lookups import spread
from kycscreen.index.spaces import Space
from kycscreen.names import relation
from kycscreen.names.alignment import COSTS, UNLIKENESS


@attrs.frozen(eq=False)
class Together:
    """What meets in company, for each pair: as much as it can at most be.

    ``places`` has a bit for each of our words by its place in the row; ``taken`` is
    the weight of theirs that takes part, ``is_one`` whether all of it is one meeting.
    """

    places: Ints
    likeness: Ints
    weight: Ints
    taken: Ints
    is_one: Flags

    def of(self, chosen: Ints | slice) -> "Together":
        """Return those of some pairs."""
        return Together(
            self.places[chosen],
            self.likeness[chosen],
            self.weight[chosen],
            self.taken[chosen],
            self.is_one[chosen],
        )


class Alike(Protocol):
    """Tell how alike words are that stand somewhere in what is near."""

    def __call__(self, words: Words, near: Ints) -> tuple[Ints, Ints]:
        """Return likenesses, and the weights that pay for what is unlike."""


def at_most(words: Words, near: Ints) -> tuple[Ints, Ints]:
    """Tell how alike words are at most, without a look at them."""
    likeness, weight = words.near_likeness[near], words.near_weight[near]
    return likeness.astype(np.int64), weight.astype(np.int64)


@attrs.frozen(eq=False)
class Related:
    """Tell how alike words are, by the one relation: worth it for few of them."""

    space: Space

    def __call__(self, words: Words, near: Ints) -> tuple[Ints, Ints]:
        """Return likenesses, and the weights that pay for what is unlike."""
        places, which = np.unique(near, return_inverse=True)
        likeness, weight = at_most(words, places)
        for number in np.flatnonzero(likeness < _WHOLLY).tolist():
            place = int(places[number])
            if place not in words.related:
                words.related[place] = self._related(words, place)
                # Who asks how alike they are at most is told this from now on.
                words.near_likeness[place] = words.related[place][0]
            likeness[number], weight[number] = words.related[place]
        return likeness[which], weight[which]

    def _related(self, words: Words, place: int) -> tuple[int, int]:
        ours, theirs = divmod(int(words.near_key[place]), 1 << 32)
        one, other = words.tokens[ours], self.space.token(theirs)
        likeness, how = relation.relate(one, other)
        if how == "initial":
            # What an initial leaves open is a whole name, as in ``alignment``.
            return likeness, max(one.weight, other.weight)
        return likeness, min(one.weight, other.weight)

    def reach(
        self,
        words: Words,
        names: Names,
        row: Ints,
        name: Ints,
        needed: Ints,
        together: Together | None = None,
    ) -> Flags:
        """Tell which pairs may reach the score they need, so near to it."""
        return reach(words, names, row, name, needed, together, self)


_WHOLLY = 100
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
    alike: Alike = at_most,
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
            alike,
        )
    return found


def _reach(
    words: Words,
    names: Names,
    row: Ints,
    name: Ints,
    needed: Ints,
    together: Together | None,
    alike: Alike,
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
    unmet = listed.word_weight[theirs]
    of_word = unmet.copy()
    most_met = np.zeros(len(row), np.int64)
    gained = np.zeros(len(pair), np.int64)
    ours = names.word[row]
    company = _Shares.of(together, needed)
    for place in range(count):
        near, is_near = _near(words, ours[pair, place], theirs)
        value = np.full(len(pair), _NEVER)
        value[is_near] = _worth(words, near, needed[pair[is_near]], alike)
        may_meet = value > _NEVER
        unmet[may_meet] = 0
        gained = np.maximum(gained, value - left[pair, place])
        most_met += np.maximum.reduceat(np.where(may_meet, of_word, 0), at)
        best = np.maximum.reduceat(value, at)
        meets = best > _NEVER
        best = np.maximum(best, left[:, place])
        if company is not None:
            best, in_company = company.part(place, best, weight[:, place])
            meets |= in_company
        total += np.where(meets, best, left[:, place])
        over += np.where(meets, 0, weight[:, place])
    # Nor does a word of ours meet more than one of theirs, or one of theirs of ours.
    whole = listed.name_weight[name] - most_met
    theirs_over = np.maximum(np.add.reduceat(unmet, at), whole)
    if together is None or company is None:
        total = np.minimum(total, left.sum(1) + np.add.reduceat(gained, at))
        met = np.add.reduceat((unmet == 0).astype(np.int64), at)
        over = np.maximum(over, names.spared[row, np.maximum(0, count - met)])
    else:
        total += company.whole()
        theirs_over = np.maximum(theirs_over - together.taken, 0)
    cost = costs.theirs * theirs_over + costs.both * np.minimum(over, theirs_over)
    return np.asarray(total >= 100 * loss(needed) * cost)


def _worth(words: Words, near: Ints, least: Ints, alike: Alike) -> Ints:
    """Return what words are worth that meet, as much as they weigh."""
    likeness, unlike = alike(words, near)
    earned = words.near_weight[near] * likeness * gain(least)
    worth = earned - UNLIKENESS * unlike * (100 - likeness) * loss(least)
    return np.where(likeness > 0, worth, _NEVER)


@attrs.define(eq=False)
class _Shares:
    """What the words that may meet in company are worth, bounded in several ways.

    Each meets alone, and what meets in company is added; where that is one meeting, it
    is so or so. Or each has what it is worth at most in any of both ways, which holds
    since a pair weighs no more than all of our words in it, and no word is in two.
    """

    met: Together
    each: Ints
    either: Ints
    alone: Ints

    @classmethod
    def of(cls, together: Together | None, needed: Ints) -> "_Shares | None":
        """Begin with what meets in company."""
        if together is None:
            return None
        each = np.maximum(worth(together.likeness, needed), 0)
        none = np.zeros(len(needed), np.int64)
        return cls(together, each, none, none)

    def part(self, place: int, best: Ints, weight: Ints) -> tuple[Ints, Flags]:
        """Take a word that meets in company out of those that meet alone."""
        is_in = (self.met.places >> place & 1) > 0
        # It meets so, or another word, or none: not less than nothing.
        alone = np.where(is_in, np.maximum(best, 0), 0)
        self.alone = self.alone + alone
        self.either = self.either + np.maximum(alone, is_in * weight * self.each)
        return np.where(is_in, 0, best), is_in

    def whole(self) -> Ints:
        """Return what all that may meet in company are worth at most."""
        together = self.met.weight * self.each
        one = np.maximum(self.alone, together)
        several = np.minimum(self.either, self.alone + together)
        return np.where(self.met.is_one, np.minimum(one, several), several)


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
