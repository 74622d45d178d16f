"""Phrases of organisations' names, and initials that are a listed word.

Nine names in ten hold neither: that is told by columns, and only the others are read
word by word (``phrases``).
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np

from kycscreen.batch.columns import behind, hashes
from kycscreen.batch.company import PHRASE
from kycscreen.batch.listed import Bits, Flags, Ints
from kycscreen.batch.parts import FOREIGN, LEGAL_FORM, PARTICLE, Parts, hashed
from kycscreen.index.lookups import distinct, spread
from kycscreen.index.spaces import Space
from kycscreen.names import Token, phrases, tables
from kycscreen.names.pairs import EQUIVALENT

Row = tuple[int, int, int, int, int, int]
"""A name and a listed one, as the columns of ``Company`` have them."""


class Meanings:
    """What words of a book may mean together, and the listed words that mean it."""

    def __init__(self, space: Space, initials: dict[str, list[int]]) -> None:
        """Take the listed words that may be initials, by their letters."""
        self._space, self._opened = space, initials
        self._acronyms = hashes(np.sort(_spelt(sorted(self._opened))))
        first, second = _of_phrases()
        self._first = hashes(np.sort(hashed(sorted(first))))
        self._second = hashes(np.sort(hashed(sorted(second))))
        self._meaning = lru_cache(maxsize=4_000)(space.meaning)
        self.clear()

    def clear(self) -> None:
        """Forget every word of the book."""
        self._begins = self._goes_on = np.zeros(0, np.bool_)

    def learn(self, tokens: Sequence[Token], words: Parts) -> None:
        """Tell which of the words of a book that are new may stand in phrases."""
        written = words.written[len(self._begins) :].copy()
        foreign = np.flatnonzero(words.told[len(self._begins) :] & FOREIGN)
        texts = [tokens[word].text for word in (foreign + len(self._begins)).tolist()]
        written[foreign] = hashed(texts)
        begins, goes_on = np.zeros((2, len(written)), np.bool_)
        begins[self._first.find(written)[0]] = True
        goes_on[self._second.find(written)[0]] = True
        self._begins = behind(self._begins, begins)
        self._goes_on = behind(self._goes_on, goes_on)

    def met(
        self, tokens: Sequence[Token], words: Parts, found: Ints, at: Ints
    ) -> Iterator[Row]:
        """Yield what phrases and initials of names may meet.

        ``found`` are the numbers of the words of all names, ``at`` where each begins.
        """
        for name in self._phrased(found, at).tolist():
            yield from self._meant(
                name, _tokens(tokens, found[at[name] : at[name + 1]])
            )
        for name in self._opening(words, found, at).tolist():
            yield from self._begun(
                name, _tokens(tokens, found[at[name] : at[name + 1]])
            )

    def _meant(self, number: int, name: tuple[Token, ...]) -> Iterator[Row]:
        for first, words, groups in phrases.phrases(name):
            places = (1 << len(words)) - 1 << first
            weight = _weight(name[first : first + len(words)])
            listed, alike = self._meaning(groups)
            for n in listed:
                yield number, n, places, EQUIVALENT, weight, PHRASE
            yield from self._words(number, places, EQUIVALENT, weight, alike)

    def _begun(self, number: int, name: tuple[Token, ...]) -> Iterator[Row]:
        for acronym, of in phrases.openings(name):
            if alike := self._opened.get(acronym):
                places = sum(1 << place for place in of)
                weight = _weight([name[place] for place in of])
                likeness = phrases.likeness(acronym)
                yield from self._words(number, places, likeness, weight, alike)

    def _words(
        self, number: int, places: int, likeness: int, weight: int, words: list[int]
    ) -> Iterator[Row]:
        for word in words:
            met = min(weight, self._space.token(word).weight)
            for listed_name in self._space.named(word):
                yield number, listed_name, places, likeness, met, 1

    def _phrased(self, found: Ints, at: Ints) -> Ints:
        """Return the names two neighbours of which may begin a phrase."""
        first = np.flatnonzero(self._begins[found])
        name = np.searchsorted(at, first, "right") - 1
        follows = np.flatnonzero(first + 1 < at[name + 1])
        both = self._goes_on[found[first[follows] + 1]]
        return distinct(name[follows[both]])

    def _opening(self, words: Parts, found: Ints, at: Ints) -> Ints:
        """Return the names some first words of which spell an acronym.

        With and without the particles, which few have.
        """
        told = words.told[found]
        telling = told & LEGAL_FORM == 0
        particles = np.flatnonzero(told & PARTICLE)
        with_some = distinct(np.searchsorted(at, particles, "right") - 1)
        many = at[with_some + 1] - at[with_some]
        place = spread(at[with_some], many)
        without = self._beginning(
            words,
            found[place],
            np.append(0, many.cumsum()),
            telling[place] & (told[place] & PARTICLE == 0),
        )
        opening = self._beginning(words, found, at, telling)
        return distinct(np.concatenate([opening, with_some[without]]))

    def _beginning(self, words: Parts, found: Ints, at: Ints, chosen: Flags) -> Ints:
        """Return the names some first ones of whose chosen words spell an acronym."""
        begin = np.append(0, chosen.cumsum())[at]
        many = np.diff(begin)
        place = np.arange(begin[-1]) - np.repeat(begin[:-1], many)
        # Later letters have higher powers: so the hashes of all beginnings are sums.
        powers = _powers(int(place.max(initial=0)) + 1)
        letters = words.initial[found[chosen]] * powers[place]
        summed = np.append(np.uint64(0), letters.cumsum())
        last = np.flatnonzero(
            (place + 1 >= phrases.SHORTEST_ACRONYM)
            & (place + 1 <= phrases.LONGEST_ACRONYM)
        )
        name = np.searchsorted(begin, last, "right") - 1
        spelt, _ = self._acronyms.find(summed[last + 1] - summed[begin[name]])
        return name[spelt]


@cache
def _of_phrases() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that begin phrases, and those that follow; all have two."""
    held = tables.phrases()
    every = [words for of in held.values() for words, _ in of]
    return frozenset(held), frozenset(words[1] for words in every)


def _spelt(acronyms: Sequence[str]) -> Bits:
    """Return the hashes of initials."""
    found = [
        (np.array(list(map(ord, of)), np.uint64) * _powers(len(of))).sum()
        for of in acronyms
    ]
    return np.array(found, np.uint64)


def _powers(count: int) -> Bits:
    ones = np.full(count, _BASE)
    ones[:1] = 1
    return np.multiply.accumulate(ones)


_BASE = np.uint64(0xC2B2AE3D27D4EB4F)


def _tokens(tokens: Sequence[Token], words: Ints) -> tuple[Token, ...]:
    return tuple([tokens[word] for word in words.tolist()])


def _weight(words: Sequence[Token]) -> int:
    return sum([word.weight for word in words])
