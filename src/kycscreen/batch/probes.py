"""The listed words that share a key with words of a book, but for slips.

A damaged word is mostly looked up under a key that leads nowhere. What words the listed
ones could be damaged to is known before, and so is which keys need not be made.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import ne

import attrs
import numpy as np

from kycscreen.batch.listed import Flags, Ints, Listed, drawn
from kycscreen.index.lookups import find_all, hashed
from kycscreen.names import damage
from kycscreen.names.edges import EDGES, SLIP
from kycscreen.names.heard import hear
from kycscreen.names.tokens import SYLLABARIES, Token, is_spelt

Probes = tuple[Ints, list[str]]
"""Keys, and which word each is of, by its number."""


def met(new: Sequence[Token], listed: Listed) -> tuple[Ints, Ints]:
    """Pair words with those listed under a key of any edge but that of slips.

    A pair is the number of a word above that of a listed one; how alike these are is
    bounded by the edge whose key led there. Pairs may come repeatedly.
    """
    hear(new)
    words, rest = _parted(new)
    # Such words are related as a whole, whichever edge leads from one to another.
    whole = np.array([_is_whole(token) for token in new], np.bool_)
    keys: list[str] = []
    owners: list[Ints] = []
    mosts: list[Ints] = []
    asked = {SLIP.probes}
    for edge in EDGES:  # the strongest first
        if edge.probes in asked:
            continue
        asked.add(edge.probes)
        gate = _GATES.get(edge.probes)
        some = words if gate is None else words.of(gate(words, listed))
        for asking in (some, rest):
            number, found = asking.flat([edge.probes(t) for t in asking.tokens])
            owners.append(number)
            mosts.append(np.full(len(found), edge.most))
            keys += found
    owner = np.concatenate(owners)
    at, other = find_all(listed.tokens, hashed(keys))
    owner = owner[at]
    most = np.where(whole[owner], 100, np.concatenate(mosts)[at])
    return owner << 32 | other, most


@attrs.frozen(eq=False)
class _Words:
    """Some words by their numbers, and all their readings."""

    number: Ints
    tokens: Sequence[Token]
    readings: list[str]

    def flat(self, each: Sequence[Collection[str]]) -> Probes:
        """Return what there is of each word, and of which word it is."""
        many = np.fromiter(map(len, each), np.int64, len(each))
        return np.repeat(self.number, many), [*chain.from_iterable(each)]

    def of(self, passed: Flags) -> "_Words":
        """Keep the words of which some reading has passed."""
        many = [len(token.readings) for token in self.tokens]
        chosen = np.zeros(len(many), np.bool_)
        chosen[np.repeat(np.arange(len(many)), many)[passed]] = True
        kept = np.flatnonzero(chosen)
        return _words(self.number[kept], [self.tokens[at] for at in kept.tolist()])


def _words(number: Ints, tokens: Sequence[Token]) -> _Words:
    readings = [reading for token in tokens for reading in token.readings]
    return _Words(number, tokens, readings)


def _parted(new: Sequence[Token]) -> tuple[_Words, _Words]:
    """Part words of which much need not be asked from the few others."""
    plain = np.array([is_spelt(t) and not _is_whole(t) for t in new], np.bool_)
    one, other = (
        _words(number, [new[n] for n in number.tolist()])
        for number in (np.flatnonzero(plain), np.flatnonzero(~plain))
    )
    return one, other


def _is_whole(token: Token) -> bool:
    return token.kind == "number" or token.script in SYLLABARIES


def _scanned(words: _Words, listed: Listed) -> Flags:
    # What no scanner would read in another way is asked for as a reading.
    otherwise = damage.scanned("\n".join(words.readings)).split("\n")
    return _flags(map(ne, otherwise, words.readings), words)


def _thinned(words: _Words, listed: Listed) -> Flags:
    # What is left of our word is a listed one, whose other letters are no vowels; the
    # reverse, that ours is left of a listed one, is asked for as a reading.
    left = damage.unvoiced("\n".join(words.readings)).split("\n")
    return _flags(map(listed.thin.__contains__, left), words)


def _jumbled(words: _Words, listed: Listed) -> Flags:
    return np.isin(drawn(words.readings), listed.drawn)


def _cut(words: _Words, listed: Listed) -> Flags:
    each = (token.cut for token in words.tokens for _ in token.readings)
    return _flags(each, words)


def _flags(each: Iterable[bool], words: _Words) -> Flags:
    return np.fromiter(each, np.bool_, len(words.readings))


_Gate = Callable[[_Words, Listed], Flags]
_GATES: Mapping[Callable[[Token], Collection[str]], _Gate] = {
    damage.beginning: _cut,
    damage.scan_keys: _scanned,
    damage.vowel_keys: _thinned,
    damage.letter_keys: _jumbled,
}
"""What tells of readings that keys of theirs may lead to words that no others do."""
