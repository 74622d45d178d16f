"""Names of a book that may reach the score that they need beside listed ones.

A pair is left out only where that is proved: each listed word is given its best
meeting, as if no other wanted it, and what nothing meets is left over
(``batch.bounds``, from the other side).
"""

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.columns import slot
from kycscreen.batch.listed import Flags, Ints
from kycscreen.batch.names import gain, loss, worth
from kycscreen.index.lookups import changes, distinct, spread
from kycscreen.names.alignment import COSTS
from kycscreen.rescreen.gathered import Words
from kycscreen.rescreen.near import near
from kycscreen.rescreen.sought import Sought

_NEVER = -(1 << 60)
_MANY = 5_000
"""Names with a word near one that are looked at, however few are asked about."""
_LOW, _ONE = 0xFFFFFFFF, np.uint64(1)
_SPARSE = 16
"""Places for each pair of words that is near in the table that tells most others."""


@attrs.frozen(eq=False)
class Company:
    """What meets in company, of each pair: which listed words, how alike at most.

    ``mine`` are the places of our words of which these are.
    """

    places: NDArray[np.uint64]
    mine: NDArray[np.uint64]
    likeness: Ints

    def of(self, chosen: Ints | slice) -> "Company":
        """Return those of some pairs."""
        return Company(self.places[chosen], self.mine[chosen], self.likeness[chosen])


_LAST = 63
"""The bit of the last place that has one of its own, and of all behind it."""


def _bits(first: Ints, count: Ints) -> NDArray[np.uint64]:
    """Return the bits of so many places from each on."""
    begin = _ONE << np.minimum(first, _LAST).astype(np.uint64)
    last = np.minimum(first + count - 1, _LAST).astype(np.uint64)
    return np.asarray((_ONE << last) - begin | _ONE << last)


class Search:
    """Listed names of a space in the words of a part of a book."""

    def __init__(self, names: Sought, words: Words) -> None:
        """Look up whatever the listed words may meet."""
        self.names, self.words = names, words
        self._key, self._likeness = near(names.probes, words.tokens, words.spelt)
        self._weight = np.minimum(
            names.weight[self._key >> 32], words.weight[self._key & _LOW]
        )
        size = 1 << (_SPARSE * len(self._key)).bit_length()
        self._seen = np.zeros(max(2, size), np.bool_)
        self._seen[slot(self._key, len(self._seen))] = True

    def alike(self) -> tuple[Ints, Ints]:
        """Pair listed names with names that may have enough of their words.

        Of each listed name: whoever has a word near one of its prefix, and weighs what
        of both may meet, each word wholly. What is left over is so for certain.
        """
        around = _Around(self.names, self.words, self._key)
        met = np.zeros(len(self.words.name_weight), np.int64)
        found = [
            number << 32 | self._enough(number, around, met)
            for number in range(len(self.names.at) - 1)
        ]
        pairs = distinct(np.concatenate([np.zeros(0, np.int64), *found]))
        return pairs >> 32, pairs & _LOW

    def _enough(self, number: int, around: "_Around", met: Ints) -> Ints:
        """Return the names that may have enough of the words of a listed one.

        Some of them repeatedly. ``met`` is for all names what may meet of either side,
        theirs above 32 bits: nothing when this begins, and when it ends.
        """
        names = self.names
        chosen = slice(int(names.at[number]), int(names.at[number + 1]))
        words = names.word[chosen].tolist()
        near = [around.names(word) for word in words]
        some = [of for of, of_prefix in zip(near, names.prefix[chosen], strict=True)
                if of_prefix]  # fmt: skip
        candidates = some[0] if len(some) == 1 else np.concatenate(some)
        if not len(candidates):
            return candidates
        many = max(_MANY, 4 * len(candidates))
        sure = 0
        for word, of in zip(words, near, strict=True):
            if len(of) > many:  # it is sooner taken to meet than looked at
                sure += around.most(word)
            else:
                # Of several that are near one word, the last and heaviest counts.
                met[of] += around.weights(word)
        of_both = met[candidates] + sure
        for of in near:
            met[of] = 0
        theirs, ours = of_both >> 32, of_both & _LOW
        least, costs = names.least[number : number + 1], COSTS[names.space]
        left = int(names.weight[words].sum()) - theirs
        over = np.maximum(self.words.name_weight[candidates] - ours, 0)
        cost = costs.ours * over
        cost += costs.theirs * left
        cost += costs.both * np.minimum(over, left)
        most = np.minimum(theirs, ours)
        enough = gain(least) * most >= loss(least) * cost
        return np.asarray(candidates[enough])

    def together(self) -> tuple[Ints, Ints, Company]:
        """Pair listed names with those in which words of them meet in company."""
        words, names = self.words, self.names
        as_one = names.as_words.meant(words.tokens)
        first = words.posting_at[as_one.found]
        many = words.posting_at[as_one.found + 1] - first
        stands = words.postings[spread(first, many)].astype(np.int64)
        several = names.as_names.meant(words.joins)
        name = np.concatenate([np.repeat(as_one.name, many), several.name])
        begin = np.concatenate([stands, several.found])
        count = np.concatenate([np.ones(len(stands), np.int64), several.ours])
        places = np.concatenate([np.repeat(as_one.places, many), several.places])
        likeness = np.concatenate([np.repeat(as_one.likeness, many), several.likeness])
        ours = words.name_of[begin]
        mine = _bits(begin - words.name_at[ours], count)
        order = np.argsort(name << 32 | ours, kind="stable")
        pairs = (name << 32 | ours)[order]
        at = np.flatnonzero(changes(pairs))
        if len(at):
            places = np.bitwise_or.reduceat(places[order], at)
            mine = np.bitwise_or.reduceat(mine[order], at)
            likeness = np.maximum.reduceat(likeness[order], at)
        return pairs[at] >> 32, pairs[at] & _LOW, Company(places, mine, likeness)

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
        costs, lost = COSTS[names.space], loss(needed)
        if not len(name):
            return np.zeros(0, np.bool_)
        many = names.at[name + 1] - names.at[name]
        at = np.concatenate([[0], many.cumsum()[:-1]])
        pair = np.repeat(np.arange(len(name)), many)
        place = spread(np.zeros(len(name), np.int64), many)
        theirs = names.word[names.at[name][pair] + place]
        weight, least = names.weight[theirs], needed[pair]
        first = words.name_at[ours]
        lengths = words.name_at[ours + 1] - first
        best = np.full(len(pair), _NEVER)
        of_theirs, of_ours, ours_over, most_met, taken = np.zeros(
            (5, len(name)), np.int64
        )
        for count in range(int(lengths.max())):
            has = np.flatnonzero(lengths > count)
            of = np.full(len(name), -1)
            of[has] = words.name_words[first[has] + count]
            some = np.flatnonzero(of[pair] >= 0)
            met, found = self._near(theirs[some], of[pair[some]])
            some = some[met]
            value = np.full(len(pair), _NEVER)
            value[some] = self._weight[found] * worth(
                self._likeness[found], least[some]
            )
            best = np.maximum(best, value)
            most = np.maximum.reduceat(value, at)
            meets = most > _NEVER
            heaviest = np.where(value > _NEVER, weight, 0)
            most_met += np.maximum.reduceat(heaviest, at)
            over = np.where(of < 0, 0, words.weight[of])
            left = -100 * costs.ours * over * lost
            if company is not None:
                is_in = (company.mine >> np.uint64(min(count, _LAST)) & _ONE) > 0
                taken += np.where(is_in, over, 0)
                over, left = np.where(is_in, 0, over), np.where(is_in, 0, left)
            ours_over += np.where(meets, 0, over)
            of_ours += np.where(meets, np.maximum(most, left), 0)
        meets = best > _NEVER
        best = np.maximum(best, -100 * costs.theirs * weight * loss(least))
        if company is not None:
            places = company.places[pair] >> place.astype(np.uint64)
            takes_part = (places & _ONE) > 0
            # It meets so, or another word, or none: not less than nothing.
            best = np.where(takes_part, np.maximum(best, 0), best)
            meets |= takes_part
            weighs = np.add.reduceat(np.where(takes_part, weight, 0), at)
            most_met += weighs
            weighs = np.minimum(weighs, taken)
            together = np.maximum(weighs * worth(company.likeness, needed), 0)
            of_theirs, of_ours = of_theirs + together, of_ours + together
        theirs_over = np.add.reduceat(np.where(meets, 0, weight), at)
        # Nor does a word of ours meet more than one of theirs.
        whole = np.add.reduceat(weight, at) - most_met
        theirs_over = np.maximum(theirs_over, whole)
        both = costs.both * np.minimum(ours_over, theirs_over)
        of_theirs += np.add.reduceat(best, at)
        possible = of_theirs >= 100 * lost * (costs.ours * ours_over + both)
        cost = costs.ours * ours_over + costs.theirs * theirs_over + both
        return np.asarray(possible & (of_ours >= 100 * lost * cost))

    def _near(self, theirs: Ints, ours: Ints) -> tuple[Ints, Ints]:
        """Return which pairs of words are near, and where these stand."""
        keys = theirs << 32 | ours
        possible = np.flatnonzero(self._seen[slot(keys, len(self._seen))])
        found = np.searchsorted(self._key, keys[possible])
        found[found == len(self._key)] = 0
        met = self._key[found] == keys[possible]
        return possible[met], found[met]


class _Around:
    """The names of a book that have a word near each listed one.

    With each what that word weighs; the heaviest come last.
    """

    def __init__(self, names: Sought, words: Words, key: Ints) -> None:
        of, near = key >> 32, key & _LOW
        near = near[np.lexsort((words.weight[near], of))]
        first = words.posting_at[near]
        many = words.posting_at[near + 1] - first
        ends = np.append(0, many.cumsum())
        of_word = np.searchsorted(of, np.arange(len(names.weight) + 1))
        self._at: list[int] = ends[of_word].tolist()
        self._theirs: list[int] = names.weight.tolist()
        self._names = np.empty(ends[-1], np.uint32)
        self._weights = np.empty(ends[-1], np.uint16)
        for begin in range(0, len(near), _AT_ONCE):
            some = slice(begin, begin + _AT_ONCE)
            room = slice(ends[begin], ends[min(begin + _AT_ONCE, len(near))])
            stands = words.postings[spread(first[some], many[some])]
            self._names[room] = words.name_of[stands]
            self._weights[room] = np.repeat(words.weight[near[some]], many[some])

    def names(self, word: int) -> Ints:
        """Return the names with a word near a listed one."""
        found = self._names[self._at[word] : self._at[word + 1]]
        return np.asarray(found, np.int64)

    def weights(self, word: int) -> Ints:
        """Return what may meet in each: of the listed word above 32 bits, of theirs."""
        ours = self._weights[self._at[word] : self._at[word + 1]]
        return np.asarray(ours, np.int64) + (self._theirs[word] << 32)

    def most(self, word: int) -> int:
        """Return what may meet in any of them at most, as ``weights`` does."""
        return (self._theirs[word] << 32) + int(self._weights[self._at[word + 1] - 1])


_AT_ONCE = 1 << 12
"""Words of a book whose names are looked up together."""
