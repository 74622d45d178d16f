"""Ordinary words of a book: their keys by all edges, on columns of letters.

Most words are in Latin letters, and no table says that they are more or less than a
word (``names.tokens.ordinary``). What they may meet follows from their letters alone,
and is hashed as it is found: of nine keys in ten no text is made.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from operator import ne

import attrs
import numpy as np

from kycscreen.batch.company import INITIALS, JOINED, PHRASE
from kycscreen.batch.listed import Flags, Ints, Listed, drawn
from kycscreen.index.lookups import hashed, hashed_lines
from kycscreen.index.vocabulary import ACRONYM
from kycscreen.names import damage, edges, joining, kinship, phrases
from kycscreen.names.heard import Heard, Lines, heard_of, skeletons
from kycscreen.names.pairs import EQUIVALENT
from kycscreen.names.tokens import BONES, ORGANISATION, Token, known_as

Keys = tuple[Ints, Ints]
"""Whose keys are, and what they are hashed to."""


@attrs.frozen(eq=False)
class Ordinary:
    """Some ordinary words of one space, in their order.

    ``readings`` are those of all, ``of`` says of which word each is, and ``first``
    which is the first of each word. ``groups`` are what words are forms of, as few are.
    """

    space: str
    is_cut: Flags
    readings: Sequence[str]
    of: Ints
    first: Ints
    groups: Mapping[int, tuple[str, ...]]
    heard: Heard

    def keys(self, listed: Listed) -> tuple[Ints, Ints, Ints]:
        """Return the keys of all edges but slips: whose, which, and the most they say.

        A key that leads to no word but those to which others lead is left out.
        """
        found: list[tuple[Ints, Ints, Ints]] = []
        asked = {edges.SLIP.probes}
        for edge in edges.EDGES:  # the strongest first
            if edge.probes not in asked:
                asked.add(edge.probes)
                of, keys = _KEYS[edge.probes](self, listed)
                found.append((of, keys, np.full(len(of), edge.most)))
        of, keys, most = map(np.concatenate, zip(*found, strict=True))
        return of, keys, most

    def joins(self, weight: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Return the keys of several listed words that may be one of these as one.

        Whose they are, which, how alike that makes them, and how many words they are.
        """
        of, keys = self._as_one()
        found = [(of, keys, *_all(len(of), joining.JOINED, JOINED))]
        if self.space == ORGANISATION:
            of, keys = _grouped(self)
            found.append((of, keys, *_all(len(of), EQUIVALENT, PHRASE)))
            letters = {
                at: self.readings[first]
                for at, first in enumerate(self.first.tolist())
                if at not in self.groups
            }
            short = [
                at for at, word in letters.items()
                if phrases.may_be_short(word, weight[at])
            ]  # fmt: skip
            keys = hashed([ACRONYM + letters[at] for at in short])
            alike = [phrases.likeness(letters[at]) for at in short]
            _, theirs = _all(len(short), 0, INITIALS)
            of = np.array(short, np.int64)
            found.append((of, keys, np.array(alike, np.int64), theirs))
        of, keys, likeness, theirs = map(np.concatenate, zip(*found, strict=True))
        return of, keys, likeness, theirs

    def _as_one(self) -> Keys:
        """Hash what neighbours sound like, or roughly so, that are a word as one.

        Its sounds are asked for as ``joining.key_of`` holds them.
        """
        sounds, roughly, loose = attrs.astuple(self.heard, recurse=False)
        long = sounds.length >= joining.LOOSELY
        long &= roughly.length >= joining.LOOSELY
        parts = [
            sounds.chosen(~long & (sounds.length >= joining.SHORTEST)),
            roughly.chosen(long),
            loose.chosen(loose.length >= joining.LOOSELY),
        ]
        of, keys = map(np.concatenate, zip(*map(self.hashed, parts), strict=True))
        return of, keys

    def hashed(self, lines: Lines, mark: str = "") -> Keys:
        """Hash keys of readings, a mark in front of each."""
        keys = hashed_lines(lines.codes, lines.begin, lines.length, mark)
        return self.of[lines.of], keys

    def made(self, made: Callable[[str], Collection[str]], of: Flags) -> Keys:
        """Hash the keys that are made of some of the readings."""
        which = np.flatnonzero(of)
        each = [made(self.readings[at]) for at in which.tolist()]
        many = np.fromiter(map(len, each), np.int64, len(each))
        return self.of[np.repeat(which, many)], hashed([*chain.from_iterable(each)])


def ordinary(
    words: Sequence[str], readings: Sequence[tuple[str, ...]], is_cut: Flags, space: str
) -> Ordinary:
    """Read ordinary words; ``is_cut`` where one ends a name that a form may cut off."""
    known = map(known_as, words, readings, [space] * len(words))
    many = np.fromiter(map(len, readings), np.int64, len(readings))
    every = [*chain.from_iterable(readings)]
    return Ordinary(
        space,
        is_cut,
        every,
        np.repeat(np.arange(len(words)), many),
        many.cumsum() - many,
        {at: groups for at, groups in enumerate(known) if groups},
        heard_of(every),
    )


def _all(many: int, likeness: int, theirs: int) -> Keys:
    return np.full(many, likeness), np.full(many, theirs)


def _spelt(words: Ordinary, listed: Listed) -> Keys:
    return words.of, hashed(words.readings)


def _heard(words: Ordinary, listed: Listed) -> Keys:
    sounds = words.heard.sounds
    return words.hashed(sounds.chosen(sounds.length > 0))


def _heard_loosely(words: Ordinary, listed: Listed) -> Keys:
    return words.hashed(words.heard.loose)


def _grouped(words: Ordinary, listed: Listed | None = None) -> Keys:
    found = [
        (at, group)
        for at, groups in words.groups.items()
        for group in groups
        if group != kinship.OWN
    ]
    of = np.fromiter((at for at, _ in found), np.int64, len(found))
    return of, hashed([group for _, group in found])


def _scanned(words: Ordinary, listed: Listed) -> Keys:
    # What no scanner would read in another way is asked for as a reading.
    otherwise = _changed(words.readings, damage.scanned)
    changed = np.fromiter(map(ne, otherwise, words.readings), np.bool_, len(otherwise))
    return words.made(lambda reading: (damage.scanned(reading),), changed)


def _thinned(words: Ordinary, listed: Listed) -> Keys:
    # What is left of our word is a listed one, whose other letters are no vowels; the
    # reverse, that ours is left of a listed one, is asked for as a reading.
    left = _changed(words.readings, damage.unvoiced)
    is_left = np.fromiter(map(listed.thin.__contains__, left), np.bool_, len(left))
    return words.made(damage.thinned, is_left)


def _changed(readings: Sequence[str], change: Callable[[str], str]) -> list[str]:
    """Change many readings as one text."""
    return change("".join([reading + "\n" for reading in readings])).split("\n")[:-1]


def _jumbled(words: Ordinary, listed: Listed) -> Keys:
    known = np.isin(drawn(words.readings), listed.drawn)
    return words.made(damage.jumbled, known)


def _initials(words: Ordinary, listed: Listed) -> Keys:
    return words.of, hashed(["." + reading[0] for reading in words.readings])


def _skeletons(words: Ordinary, listed: Listed) -> Keys:
    which = np.flatnonzero(np.arange(len(words.of)) - words.first[words.of] < BONES)
    found = skeletons([words.readings[at] for at in which.tolist()])
    found = attrs.evolve(found, of=which[found.of])
    return words.hashed(found.chosen(found.length >= 2), "*")


def _cut(words: Ordinary, listed: Listed) -> Keys:
    return words.made(damage.begun, words.is_cut[words.of])


def _none(words: Ordinary, listed: Listed) -> Keys:
    nothing = np.zeros(0, np.int64)
    return nothing, nothing


_KEYS: Mapping[
    Callable[[Token], Collection[str]], Callable[[Ordinary, Listed], Keys]
] = {
    edges.readings: _spelt,
    edges.sounds: _heard,
    kinship.groups: _grouped,
    damage.scan_keys: _scanned,
    damage.vowel_keys: _thinned,
    damage.letter_keys: _jumbled,
    edges.loosely: _heard_loosely,
    edges.initial_probes: _initials,
    edges.skeletons: _skeletons,
    damage.beginning: _cut,
    edges.syllable_keys: _none,
}
"""The keys of ordinary words for what every edge asks of a token."""
