"""Neighbouring words of a book that are one elsewhere: found without hearing most.

Of a million neighbours next to none sound like a listed word together: who has the
frame of none of a similar length (``heard``) is not heard. And neighbours that a
misplaced blank parts in another place are spelt alike as one, to the letter.
"""

from collections.abc import Sequence
from itertools import chain

import attrs
import numpy as np

from kycscreen.batch import frames
from kycscreen.batch.heard import Heard, heard
from kycscreen.batch.listed import Flags, Ints, Listed
from kycscreen.batch.meant import Meanings
from kycscreen.batch.spelt import Runs, Spelt, runs, spelt
from kycscreen.index.lookups import find_all, hashed, spread
from kycscreen.index.spaces import Space
from kycscreen.names import Token, joining
from kycscreen.names.slips import LONGEST


@attrs.frozen(eq=False)
class Met:
    """Neighbours that may be one elsewhere, each with a listed name.

    ``position`` is where they begin among the words of all names, ``count`` how many
    they are; ``likeness`` and ``weight`` say how alike and heavy they meet at most,
    ``theirs`` how many listed words.
    """

    position: Ints
    count: Ints
    name: Ints
    likeness: Ints
    weight: Ints
    theirs: Ints


class Neighbours:
    """What is listed that neighbours may be, and the words of a book."""

    def __init__(self, listed: Listed, space: Space) -> None:
        """Frame what is listed."""
        self._listed, self._space = listed, space
        tokens = [space.token(number) for number in range(len(listed.word_weight))]
        self._heard = heard(tokens)
        self._meanings = Meanings(tokens)
        self._theirs = spelt(tokens)
        found = runs(self._theirs, listed.name_words, listed.name_at)
        self._parted = found.of(np.argsort(found.written, kind="stable"))
        self.clear()

    def clear(self) -> None:
        """Forget every word of the book."""
        self._words = spelt(())
        self._meanings.clear()

    def learn(self, tokens: Sequence[Token]) -> None:
        """Read those of the words of a book that are new."""
        self._words = self._words.and_then(spelt(tokens[len(self._words) :]))

    def meaning(self, tokens: Sequence[Token], found: Ints, at: Ints) -> Ints:
        """Return the names of organisations that may hold phrases or initials."""
        self._meanings.learn(tokens)
        return self._meanings.asked(found, at)

    def met(self, tokens: Sequence[Token], found: Ints, at: Ints) -> tuple[Met, Met]:
        """Return what neighbours are one word, and what are parted elsewhere.

        ``found`` are the numbers of the words of all names, ``at`` where each name's
        begin.
        """
        every = runs(self._words, found, at)
        first, each = every.distinct()
        asked = every.of(first)
        order = np.argsort(each, kind="stable")
        begin = np.searchsorted(each[order], np.arange(len(asked) + 1))
        found_in = every.position[order]
        as_one = self._as_one(tokens, asked)
        parted = self._parted_elsewhere(asked)
        return (
            _everywhere(as_one, begin, found_in),
            _everywhere(parted, begin, found_in),
        )

    def _as_one(self, tokens: Sequence[Token], asked: Runs) -> Met:
        """Find the listed words that neighbours sound like as one."""
        possible = np.flatnonzero(may_be(self._words, asked, self._heard))
        parts = [
            tuple(tokens[number] for number in run if number >= 0)
            for run in zip(
                asked.first[possible].tolist(),
                asked.second[possible].tolist(),
                asked.third[possible].tolist(),
                strict=True,
            )
        ]
        each = [tuple(chain(*joining.heard_as_one(of))) for of in parts]
        owner = np.repeat(np.arange(len(each)), list(map(len, each)))
        at, words = find_all(self._listed.tokens, hashed(tuple(chain(*each))))
        pairs = np.unique(owner[at] << 32 | words)
        length = asked.length[possible[pairs >> 32]]
        apart = np.abs(length - self._theirs.length[pairs & _LOW])
        pairs = pairs[apart <= joining.LETTERS_APART]
        alike = np.array(
            [
                joining.alike(parts[owner], self._space.token(word))
                for owner, word in zip(
                    (pairs >> 32).tolist(), (pairs & _LOW).tolist(), strict=True
                )
            ],
            np.int64,
        )
        pairs, alike = pairs[alike > 0], alike[alike > 0]
        run, word = possible[pairs >> 32], pairs & _LOW
        weight = np.minimum(_weight(self._words, asked)[run], self._theirs.weight[word])
        first = self._listed.posting_at[word]
        many = self._listed.posting_at[word + 1] - first
        return Met(
            np.repeat(run, many),
            np.repeat(asked.count[run], many),
            self._listed.postings[spread(first, many)],
            np.repeat(alike, many),
            np.repeat(weight, many),
            np.ones(int(many.sum()), np.int64),
        )

    def _parted_elsewhere(self, asked: Runs) -> Met:
        """Find the neighbours of listed names that are spelt the same as one.

        Where all are known words, they are two names (``joining.parted``).
        """
        theirs = self._parted
        first = np.searchsorted(theirs.written, asked.written)
        many = np.searchsorted(theirs.written, asked.written, "right") - first
        run, other = np.repeat(np.arange(len(asked)), many), spread(first, many)
        unknown = np.maximum(
            _heaviest(self._words, asked)[run], _heaviest(self._theirs, theirs)[other]
        )
        kept = np.flatnonzero(unknown >= joining.UNKNOWN)
        run, other = run[kept], other[kept]
        name = (
            np.searchsorted(self._listed.name_at, theirs.position[other], "right") - 1
        )
        mine, yours = _weight(self._words, asked)[run], _weight(self._theirs, theirs)
        return Met(
            run,
            asked.count[run],
            name,
            np.full(len(run), joining.JOINED),
            np.minimum(mine, yours[other]),
            theirs.count[other],
        )


_LOW = 0xFFFFFFFF


def _everywhere(met: Met, begin: Ints, position: Ints) -> Met:
    """Repeat what runs meet for each place where they stand."""
    run = met.position
    many = begin[run + 1] - begin[run]
    return Met(
        position[spread(begin[run], many)],
        np.repeat(met.count, many),
        np.repeat(met.name, many),
        np.repeat(met.likeness, many),
        np.repeat(met.weight, many),
        np.repeat(met.theirs, many),
    )


def _weight(words: Spelt, of: Runs) -> Ints:
    third = np.where(of.third < 0, 0, words.weight[of.third])
    return np.asarray(words.weight[of.first] + words.weight[of.second] + third)


def _heaviest(words: Spelt, of: Runs) -> Ints:
    third = np.where(of.third < 0, 0, words.weight[of.third])
    two = np.maximum(words.weight[of.first], words.weight[of.second])
    return np.maximum(two, third)


def may_be(words: Spelt, asked: Runs, listed: Heard) -> Flags:
    """Tell which neighbours may sound like a listed word as one.

    What they spell is framed in each of its readings. Where that does not tell how it
    is heard, it is: very long words, and those of so few sounds that they are heard
    roughly in other ways than they usually sound.
    """
    found = _syllabic(words, asked)
    two = np.flatnonzero(asked.third < 0)
    run, readings = _spelt_by(words, two, (asked.first[two], asked.second[two]))
    one, other = readings
    length = words.readings.length[one] + words.readings.length[other]
    frame, count = frames.together(
        words.readings.leading.of(one), words.readings.closing.of(other)
    )
    apart = words.readings.meet(one, other)
    possible = listed.has(frame, asked.length[run])
    possible |= (count < _FEW) | (length > LONGEST)
    found[run[possible & ~apart]] = True
    three = np.flatnonzero(asked.third >= 0)
    of_three = asked.first[three], asked.second[three], asked.third[three]
    whole, readings = _spelt_by(words, three, of_three)
    spellings = words.spellings
    spelt_out = [
        spellings[a] + spellings[b]
        for a, b in zip(one[apart].tolist(), other[apart].tolist(), strict=True)
    ]
    spelt_out += [
        spellings[a] + spellings[b] + spellings[c]
        for a, b, c in zip(*(each.tolist() for each in readings), strict=True)
    ]
    run = np.concatenate([run[apart], whole])
    framed = frames.numbered(frames.framed(spelt_out, as_wholes=True))
    length = np.array(list(map(len, spelt_out)), np.int64)
    possible = listed.has(framed.whole, asked.length[run])
    possible |= (framed.count < _FEW) | ~framed.is_sure | (length > LONGEST)
    found[run[possible]] = True
    return found


_FEW = 3
"""Classes of sounds of which a frame tells how it is heard roughly."""


def _syllabic(words: Spelt, asked: Runs) -> Flags:
    """Tell which neighbours may all spell East Asian syllables."""
    third = (asked.third < 0) | words.is_syllabic[asked.third]
    two = words.is_syllabic[asked.first] & words.is_syllabic[asked.second]
    return np.asarray(two & third)


def _spelt_by(
    words: Spelt, run: Ints, of: tuple[Ints, ...]
) -> tuple[Ints, tuple[Ints, ...]]:
    """Return all ways to spell runs: which run it is, and the reading of each word."""
    many = [words.reading_at[word + 1] - words.reading_at[word] for word in of]
    ways = np.prod(many, axis=0) if len(run) else np.zeros(0, np.int64)
    way = spread(np.zeros(len(run), np.int64), ways)
    found = []
    for word, readings in zip(of, many, strict=True):
        way, chosen = np.divmod(way, np.repeat(readings, ways))
        found.append(np.repeat(words.reading_at[word], ways) + chosen)
    return np.repeat(run, ways), tuple(found)
