"""The listed words that share a key with words of a book, but for slips.

A damaged word is mostly looked up under a key that leads nowhere. What words the listed
ones could be damaged to is known before, and so is which keys need not be made.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    mosts: list[int] = []
    asked = {SLIP.probes}
    for edge in EDGES:  # the strongest first
        if edge.probes in asked:
            continue
        asked.add(edge.probes)
        gate = _GATES.get(edge.probes)
        some = words if gate is None else words.of(gate(words.readings, listed))
        for asking in (some, rest):
            number, found = asking.flat([tuple(edge.probes(t)) for t in asking.tokens])
            owners.append(number)
            keys += found
            mosts += [edge.most] * len(found)
    owner = np.concatenate(owners)
    at, other = find_all(listed.tokens, hashed(keys))
    owner = owner[at]
    most = np.where(whole[owner], 100, np.array(mosts, np.int64)[at])
    return owner << 32 | other, most


@attrs.frozen(eq=False)
class _Words:
    """Some words by their numbers, and all their readings."""

    number: Ints
    tokens: Sequence[Token]
    readings: list[str]

    def flat(self, each: Sequence[Sequence[str]]) -> Probes:
        """Return what there is of each word, and of which word it is."""
        many = np.fromiter(map(len, each), np.int64, len(each))
        return np.repeat(self.number, many), [*chain.from_iterable(each)]

    def of(self, passed: Flags) -> "_Words":
        """Keep the words of which some reading has passed."""
        many = [len(token.readings) for token in self.tokens]
        kept = np.unique(np.repeat(np.arange(len(many)), many)[passed])
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


def _scanned(readings: list[str], listed: Listed) -> Flags:
    # What no scanner would read in another way is asked for as a reading.
    text = "\n".join(readings)
    otherwise = damage.scanned(text).split("\n")
    return np.fromiter(map(ne, otherwise, readings), np.bool_, len(readings))


def _thinned(readings: list[str], listed: Listed) -> Flags:
    # What is left of our word is a listed one, whose other letters are no vowels; the
    # reverse, that ours is left of a listed one, is asked for as a reading.
    left = damage.unvoiced("\n".join(readings)).split("\n")
    return np.fromiter(map(listed.thin.__contains__, left), np.bool_, len(readings))


def _jumbled(readings: list[str], listed: Listed) -> Flags:
    return np.isin(drawn(readings), listed.drawn)


_Gate = Callable[[list[str], Listed], Flags]
_GATES: Mapping[Callable[[Token], Iterable[str]], _Gate] = {
    damage.scan_keys: _scanned,
    damage.vowel_keys: _thinned,
    damage.letter_keys: _jumbled,
}
"""What tells of readings that keys of theirs may lead to words that no others do."""
