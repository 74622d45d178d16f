"""Names of organisations that may hold a phrase, or initials that are a listed word.

Nine names in ten hold neither: that is told by columns, and only the others are read
word by word (``phrases``).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.listed import Bits, Flags, Ints
from kycscreen.names import Token, phrases, tables


class Meanings:
    """The words of organisations by what they may mean together."""

    def __init__(self, listed: Sequence[Token]) -> None:
        """Note which listed words may be initials."""
        acronyms = sorted({t.readings[0] for t in listed if phrases.is_acronym(t)})
        self._acronyms = np.sort(
            np.array([_hash(each) for each in acronyms], np.uint64)
        )
        self.clear()

    def clear(self) -> None:
        """Forget every word of the book."""
        self._begins = self._goes_on = np.zeros(0, np.bool_)
        self._telling = self._particle = np.zeros(0, np.bool_)
        self._letter = np.zeros(0, np.uint64)

    def learn(self, tokens: Sequence[Token]) -> None:
        """Read those of the words of a book that are new."""
        new = tokens[len(self._letter) :]
        spelt = [t.readings[0] if t.script == "Latn" else t.text for t in new]
        first, second = _of_phrases()
        self._begins = _and_flags(self._begins, [word in first for word in spelt])
        self._goes_on = _and_flags(self._goes_on, [word in second for word in spelt])
        telling = [token.kind != "legal_form" for token in new]
        self._telling = _and_flags(self._telling, telling)
        particle = [token.kind == "particle" for token in new]
        self._particle = _and_flags(self._particle, particle)
        letters = np.array([ord(token.readings[0][0]) for token in new], np.uint64)
        self._letter = np.concatenate([self._letter, letters])

    def asked(self, found: Ints, at: Ints) -> Ints:
        """Return which names may hold a phrase, or initials that are a listed word.

        ``found`` are the numbers of the words of all names, ``at`` where each begins.
        """
        name = np.repeat(np.arange(len(at) - 1), np.diff(at))
        follows = name[:-1] == name[1:]
        phrase = follows & self._begins[found[:-1]] & self._goes_on[found[1:]]
        telling = self._telling[found]
        return np.unique(
            np.concatenate(
                [
                    name[:-1][phrase],
                    self._opening(found, name, telling),
                    self._opening(found, name, telling & ~self._particle[found]),
                ]
            )
        )

    def _opening(self, found: Ints, name: Ints, chosen: Flags) -> Ints:
        """Return the names some first chosen words of which spell an acronym."""
        words, name = found[chosen], name[chosen]
        begin = np.searchsorted(name, name)
        place = np.arange(len(name)) - begin
        # Later letters have higher powers: so the hashes of all beginnings are sums.
        powers = _powers(int(place.max(initial=0)) + 1)
        summed = np.append(np.uint64(0), (self._letter[words] * powers[place]).cumsum())
        spelt = summed[1:] - summed[begin]
        long = place + 1 >= phrases.SHORTEST_ACRONYM
        long &= place + 1 <= phrases.LONGEST_ACRONYM
        return name[long & np.isin(spelt, self._acronyms)]


@cache
def _of_phrases() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that begin phrases, and those that follow; all have two."""
    held = tables.phrases()
    every = [words for of in held.values() for words, _ in of]
    return frozenset(held), frozenset(words[1] for words in every)


def _hash(letters: str) -> int:
    codes = np.array(list(map(ord, letters)), np.uint64)
    return int((codes * _powers(len(letters))).sum())


def _powers(count: int) -> Bits:
    ones = np.full(count, _BASE)
    ones[:1] = 1
    return np.multiply.accumulate(ones)


_BASE = np.uint64(0xC2B2AE3D27D4EB4F)


def _and_flags(before: Flags, more: list[bool]) -> NDArray[np.bool_]:
    return np.concatenate([before, np.array(more, np.bool_)])
