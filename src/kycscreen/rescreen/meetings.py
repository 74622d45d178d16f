"""Names of a book that may reach the score that they need beside listed ones.

A pair is left out only where that is proved: each listed word is given its best
meeting, as if no other wanted it, and what nothing meets is left over
(``batch.bounds``, from the other side).
"""

from functools import cache

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.listed import Flags, Ints
from kycscreen.batch.names import gain, loss, worth
from kycscreen.index.lookups import spread
from kycscreen.names.alignment import COSTS
from kycscreen.rescreen.gathered import Words
from kycscreen.rescreen.near import in_company, near
from kycscreen.rescreen.sought import Sought

_NEVER = -(1 << 60)
_MANY = 5_000
"""Names with a word near one that are looked at, however few are asked about."""
_LOW = 0xFFFFFFFF


@attrs.frozen(eq=False)
class Company:
    """What meets in company, of each pair: which listed words, how alike at most.

    ``taken`` is what the words of ours weigh at most that take part.
    """

    places: NDArray[np.uint64]
    likeness: Ints
    taken: Ints

    def of(self, chosen: Ints | slice) -> "Company":
        """Return those of some pairs."""
        return Company(self.places[chosen], self.likeness[chosen], self.taken[chosen])


class Search:
    """Listed names of a space in the words of a part of a book."""

    def __init__(self, names: Sought, words: Words) -> None:
        """Look up whatever the listed words may meet."""
        self.names, self.words = names, words
        self._key, self._likeness = near(names.tokens, words.tokens, words.spelt)
        weights = np.minimum(
            names.weight[self._key >> 32], words.weight[self._key & _LOW]
        )
        self._weight = weights
        self._around = cache(self._find_around)

    def alike(self) -> tuple[Ints, Ints]:
        """Pair listed names with names that may have enough of their words.

        Of each listed name: whoever has a word near one of its prefix, and weighs what
        of both may meet, each word wholly. What is left over is so for certain.
        """
        weight = self.words.name_weight
        theirs, ours = np.zeros((2, len(weight)), np.int64)
        found = [
            (number << 32 | near)
            for number in range(len(self.names.at) - 1)
            if len(near := self._enough(number, theirs, ours))
        ]
        pairs = np.concatenate([np.zeros(0, np.int64), *found])
        return pairs >> 32, pairs & _LOW

    def _enough(self, number: int, theirs: Ints, ours: Ints) -> Ints:
        """Return the names that may have enough of the words of a listed one.

        ``theirs`` and ``ours`` are for all names what may meet of either side: nothing
        when this begins, and when it ends.
        """
        names = self.names
        begin, end = names.at[number], names.at[number + 1]
        words = names.word[begin:end].tolist()
        near = [self._around(word) for word in words]
        some = [
            of
            for of, is_one in zip(near, names.prefix[begin:end], strict=True)
            if is_one
        ]
        candidates = np.concatenate([of for of, _ in some])
        if not len(candidates):
            return candidates
        sure_theirs = sure_ours = 0
        many = max(_MANY, 4 * len(candidates))
        for word, (of, weights) in zip(words, near, strict=True):
            if len(of) > many:  # it is sooner taken to meet than looked at
                sure_theirs += int(names.weight[word])
                sure_ours += int(weights[-1])
            else:
                # Of several that are near one word, the last and heaviest counts.
                theirs[of] += names.weight[word]
                ours[of] += weights
        met = theirs[candidates] + sure_theirs
        met_ours = ours[candidates] + sure_ours
        for of, _ in near:
            theirs[of] = ours[of] = 0
        least = names.least[number : number + 1]
        left = int(names.weight[names.word[begin:end]].sum()) - met
        over = np.maximum(self.words.name_weight[candidates] - met_ours, 0)
        costs = COSTS[names.space]
        cost = (
            costs.ours * over
            + costs.theirs * left
            + costs.both * np.minimum(over, left)
        )
        most = np.minimum(met, met_ours)
        return np.unique(candidates[gain(least) * most >= loss(least) * cost])

    def _find_around(self, word: int) -> tuple[Ints, Ints]:
        """Return the names with a word near a listed one, and what that one weighs.

        The heaviest come last.
        """
        words = self.words
        first, last = np.searchsorted(self._key, (word << 32, word + 1 << 32))
        near = self._key[first:last] & _LOW
        near = near[np.argsort(words.weight[near], kind="stable")]
        first = words.posting_at[near].astype(np.int64)
        many = words.posting_at[near + 1].astype(np.int64) - first
        of = words.postings[spread(first, many)].astype(np.int64)
        return of, np.repeat(words.weight[near], many)

    def together(self) -> tuple[Ints, Ints, Company]:
        """Pair listed names with those in which words of them meet in company."""
        words, names = self.words, self.names
        of_words, of_names = in_company(names.names, words.tokens, words.joins)
        first = words.posting_at[of_words.found].astype(np.int64)
        many = words.posting_at[of_words.found + 1].astype(np.int64) - first
        ours = words.postings[spread(first, many)].astype(np.int64)
        pairs = np.concatenate(
            [
                np.repeat(of_words.name, many) << 32 | ours,
                of_names.name << 32 | of_names.found,
            ]
        )
        # As a word of ours, or as so many of the heaviest.
        taken = np.concatenate(
            [
                np.repeat(words.weight[of_words.found], many),
                self._heaviest(of_names.found, of_names.ours),
            ]
        )
        places = np.concatenate([np.repeat(of_words.places, many), of_names.places])
        likeness = np.concatenate(
            [np.repeat(of_words.likeness, many), of_names.likeness]
        )
        order = np.argsort(pairs, kind="stable")
        pairs = pairs[order]
        at = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)])
        if len(at):
            places = np.bitwise_or.reduceat(places[order], at)
            taken = np.add.reduceat(taken[order], at)
            likeness = np.maximum.reduceat(likeness[order], at)
        return pairs[at] >> 32, pairs[at] & _LOW, Company(places, likeness, taken)

    def _heaviest(self, ours: Ints, count: Ints) -> Ints:
        """Return what so many words of each name weigh at most."""
        words = self.words
        first = words.name_at[ours].astype(np.int64)
        many = words.name_at[ours + 1].astype(np.int64) - first
        found = np.zeros(len(ours), np.int64)
        for number, (begin, length, most) in enumerate(
            zip(first.tolist(), many.tolist(), count.tolist(), strict=True)
        ):
            weight = words.weight[words.name_words[begin : begin + length]]
            found[number] = np.sort(weight)[-most:].sum()
        return found

    def of_parties(self, entity: Ints, party: Ints) -> tuple[Ints, Ints]:
        """Pair the listed names of entities with the names of parties."""
        names, whose = self.names, self.words.name_party
        first = np.searchsorted(names.entity, entity)
        many = np.searchsorted(names.entity, entity, "right") - first
        name, party = spread(first, many), np.repeat(party, many)
        first = np.searchsorted(whose, party)
        many = np.searchsorted(whose, party, "right") - first
        return np.repeat(name, many), spread(first, many)

    def reach(
        self, name: Ints, ours: Ints, needed: Ints, company: "Company | None"
    ) -> Flags:
        """Tell which pairs may reach the score they need."""
        names, words = self.names, self.words
        costs = COSTS[names.space]
        if not len(name):
            return np.zeros(0, np.bool_)
        many = names.at[name + 1] - names.at[name]
        at = np.concatenate([[0], many.cumsum()[:-1]])
        pair = np.repeat(np.arange(len(name)), many)
        place = spread(np.zeros(len(name), np.int64), many)
        theirs = names.word[names.at[name][pair] + place]
        weight, least = names.weight[theirs], needed[pair]
        first = words.name_at[ours].astype(np.int64)
        lengths = words.name_at[ours + 1].astype(np.int64) - first
        best = np.full(len(pair), _NEVER)
        heavy = np.zeros(len(pair), np.int64)
        whole = np.zeros(len(name), np.int64)
        for count in range(int(lengths.max())):
            has = np.flatnonzero(lengths > count)
            word = words.name_words[first[has] + count].astype(np.int64)
            whole[has] += words.weight[word]
            of = np.full(len(name), -1)
            of[has] = word
            some = np.flatnonzero(of[pair] >= 0)
            met, found = self._near(theirs[some], of[pair[some]])
            some = some[met]
            value = self._weight[found] * worth(self._likeness[found], least[some])
            best[some] = np.maximum(best[some], value)
            heavy[some] = np.maximum(heavy[some], words.weight[of[pair[some]]])
        meets = best > _NEVER
        best = np.maximum(best, -100 * costs.theirs * weight * loss(least))
        together = np.zeros(len(name), np.int64)
        taken = np.add.reduceat(heavy, at)
        if company is not None:
            places = company.places[pair] >> place.astype(np.uint64)
            takes_part = (places & np.uint64(1)) > 0
            # It meets so, or another word, or none: not less than nothing.
            best = np.where(takes_part, np.maximum(best, 0), best)
            meets |= takes_part
            weighs = np.add.reduceat(np.where(takes_part, weight, 0), at)
            weighs = np.minimum(weighs, company.taken)
            together = np.maximum(weighs * worth(company.likeness, needed), 0)
            taken += company.taken
        over = np.maximum(whole - taken, 0)
        total = np.add.reduceat(best, at) + together
        theirs_over = np.add.reduceat(np.where(meets, 0, weight), at)
        cost = costs.ours * over + costs.both * np.minimum(over, theirs_over)
        return np.asarray(total >= 100 * loss(needed) * cost)

    def _near(self, theirs: Ints, ours: Ints) -> tuple[Ints, Ints]:
        """Return which pairs of words are near, and where these stand."""
        keys = theirs << 32 | ours
        found = np.searchsorted(self._key, keys)
        found[found == len(self._key)] = 0
        met = np.flatnonzero(self._key[found] == keys) if len(self._key) else found[:0]
        return met, found[met]
