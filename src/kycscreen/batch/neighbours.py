"""Neighbouring words of a book that are one elsewhere: found without hearing most.

Of a million neighbours next to none sound like a listed word together: who has the
frame of none of a similar length (``heard``) is not heard. And neighbours that a
misplaced blank parts in another place are spelt alike as one, to the letter.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

import attrs
import numpy as np

from kycscreen.batch import frames
from kycscreen.batch.columns import hashes
from kycscreen.batch.heard import Heard, Keys, are_among, heard
from kycscreen.batch.listed import Bits, Flags, Ints, Listed
from kycscreen.batch.meant import Meanings, Row
from kycscreen.batch.parts import (
    SEVERAL,
    SYLLABIC,
    Parts,
    Runs,
    Ways,
    parts,
    parts_of,
    runs,
    told,
    ways,
    ways_of,
)
from kycscreen.batch.vocabulary import New
from kycscreen.index.lookups import distinct, find_all, hashed, spread
from kycscreen.index.spaces import Space
from kycscreen.names import Token, joining, phrases
from kycscreen.names.slips import LONGEST
from kycscreen.names.tokens import ORGANISATION


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


@attrs.frozen(eq=False)
class Theirs:
    """What is to be known of listed words, which are added one after the other.

    ``initials`` are those that may be initials, by their letters.
    """

    space: str
    keys: Keys = attrs.field(factory=Keys)
    spelt: list[str] = attrs.field(factory=list)
    bits: list[int] = attrs.field(factory=list)
    initials: dict[str, list[int]] = attrs.field(factory=dict)

    def add(self, word: Token) -> None:
        """Add the word whose number is the next."""
        if self.space == ORGANISATION and phrases.is_acronym(word):
            self.initials.setdefault(word.readings[0], []).append(len(self.spelt))
        self.keys.add(word)
        self.spelt.append(word.readings[0])
        self.bits.append(told(word))


class Neighbours:
    """What is listed that neighbours may be, and the words of a book."""

    def __init__(self, listed: Listed, theirs: Theirs, space: Space) -> None:
        """Frame what is listed."""
        self._listed, self._space = listed, space
        self._heard = heard(theirs.keys)
        self._meanings = Meanings(space, theirs.initials)
        self._theirs = parts_of(theirs.spelt, theirs.bits, listed.word_weight)
        found = runs(self._theirs, listed.name_words, listed.name_at)
        written = found.written(self._theirs)
        order = np.argsort(written, kind="stable")
        self._parted, self._written = found.of(order).narrow(), hashes(written[order])
        self.clear()

    def clear(self) -> None:
        """Forget every word of the book."""
        self._words, self._ways = parts(()), ways(())
        self._judged: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        self._meanings.clear()

    def learn(self, new: New, tokens: Sequence[Token]) -> None:
        """Read words of a book that are new, the last of its ``tokens``."""
        spelt = [usual for usual, *_ in new.readings]
        more = parts_of(spelt, new.told, new.weight)
        self._words = self._words.and_then(more)
        self._ways = self._ways.and_then(ways_of(new.readings))
        if self._space.space == ORGANISATION:
            self._meanings.learn(tokens, self._words)

    def meant(self, tokens: Sequence[Token], found: Ints, at: Ints) -> Iterator[Row]:
        """Yield what phrases and initials of names may meet (``Meanings.met``)."""
        return self._meanings.met(tokens, self._words, found, at)

    def met(self, tokens: Sequence[Token], found: Ints, at: Ints) -> tuple[Met, Met]:
        """Return what neighbours are one word, and what are parted elsewhere.

        ``found`` are the numbers of the words of all names, ``at`` where each name's
        begin.
        """
        asked = runs(self._words, found, at)
        return self._as_one(tokens, asked), self._parted_elsewhere(asked)

    def _as_one(self, tokens: Sequence[Token], asked: Runs) -> Met:
        """Find the listed words that neighbours sound like as one."""
        possible = may_be(self._words, self._ways, asked, self._heard)
        asked = asked.of(np.flatnonzero(possible))
        each = self._judge(tokens, asked)
        owner = np.repeat(np.arange(len(each)), list(map(len, each)))
        pairs = np.array(list(chain.from_iterable(each)), np.int64).reshape(-1, 2)
        word, alike = pairs.T
        first = self._listed.posting_at[word]
        many = self._listed.posting_at[word + 1] - first
        asked = asked.of(owner)
        weight = np.minimum(asked.weight(self._words), self._theirs.weight[word])
        return Met(
            np.repeat(asked.position, many),
            np.repeat(asked.count, many),
            self._listed.postings[spread(first, many)],
            np.repeat(alike, many),
            np.repeat(weight, many),
            np.ones(int(many.sum()), np.int64),
        )

    def _judge(
        self, tokens: Sequence[Token], asked: Runs
    ) -> list[list[tuple[int, int]]]:
        """Return the listed words that each run sounds like, and how alike they are."""
        judged = self._judged
        columns = (asked.first, asked.second, asked.third)
        each = list(zip(*(column.tolist() for column in columns), strict=True))
        number = {run: n for n, run in enumerate(each) if run not in judged}
        parts = [tuple([tokens[word] for word in run if word >= 0]) for run in number]
        keys = [[key for of in joining.as_one(run) for key in of] for run in parts]
        owner = np.repeat(np.arange(len(keys)), list(map(len, keys)))
        at, words = find_all(self._listed.tokens, hashed(list(chain(*keys))))
        pairs = distinct(owner[at] << 32 | words)
        owner, word = pairs >> 32, pairs & 0xFFFFFFFF
        new = asked.of(np.array(list(number.values()), np.int64))
        apart = new.length(self._words)[owner] - self._theirs.length[word]
        near = np.abs(apart) <= joining.LETTERS_APART
        found: list[list[tuple[int, int]]] = [[] for _ in parts]
        for n, other in zip(owner[near].tolist(), word[near].tolist(), strict=True):
            if alike := joining.alike(parts[n], self._space.token(other)):
                found[n].append((other, alike))
        judged.update(zip(number, found, strict=True))
        return [judged[run] for run in each]

    def _parted_elsewhere(self, asked: Runs) -> Met:
        """Find the neighbours of listed names that are spelt the same as one.

        Where all are known words, they are two names (``joining.parted``).
        """
        which, number = self._written.find(asked.written(self._words))
        first = self._written.at[number]
        many = self._written.at[number + 1] - first
        mine = asked.of(np.repeat(which, many))
        theirs = self._parted.of(spread(first, many))
        unknown = np.maximum(mine.heaviest(self._words), theirs.heaviest(self._theirs))
        kept = np.flatnonzero(unknown >= joining.UNKNOWN)
        mine, theirs = mine.of(kept), theirs.of(kept)
        name = np.searchsorted(self._listed.name_at, theirs.position, "right") - 1
        return Met(
            mine.position,
            mine.count,
            name,
            np.full(len(kept), joining.JOINED),
            np.minimum(mine.weight(self._words), theirs.weight(self._theirs)),
            theirs.count,
        )


def may_be(words: Parts, ways: Ways, asked: Runs, listed: Heard) -> Flags:
    """Tell which neighbours may sound like a listed word as one.

    What they spell is framed in each of its readings. Where that does not tell how it
    is heard, it is: very long words, and those of so few sounds that they are heard
    roughly in other ways than they usually sound. So are syllables of East Asia.
    """
    found = asked.all_told(words) & SYLLABIC > 0
    of_two, (one, other) = _spelt_by(words, ways, asked, 2)
    of_three, (first, middle, last) = _spelt_by(words, ways, asked, 3)
    front = frames.as_one(ways.leading, first, middle)
    both = [
        frames.together(ways.leading, one, ways.closing, other),
        frames.together(front, np.arange(len(front)), ways.closing, last),
    ]
    run = np.concatenate([of_two, of_three])
    frame, count = map(np.concatenate, zip(*both, strict=True))
    long = (
        np.concatenate(
            [
                ways.length[one] + ways.length[other],
                ways.length[first] + ways.length[middle] + ways.length[last],
            ]
        )
        > LONGEST
    )
    meet = ways.borders.meet(one, other)
    in_three = ways.borders.meet_in_three(first, middle, last)
    apart = np.concatenate([meet, in_three])
    possible = (count < _FEW) | long
    possible[_are_heard(words, asked, run, frame, listed)] = True
    found[run[possible & ~apart]] = True
    # Where they meet they are spelt out.
    spelt = ways.spelt
    two = spelt[one[meet]] + spelt[other[meet]]
    three = spelt[first[in_three]] + spelt[middle[in_three]] + spelt[last[in_three]]
    framed = frames.of_spellings([*two, *three], as_wholes=True)
    run = run[apart]
    possible = (framed.count < _FEW) | ~framed.is_sure | long[apart]
    possible[_are_heard(words, asked, run, framed.whole, listed)] = True
    found[run[possible]] = True
    return found


def _are_heard(
    words: Parts, asked: Runs, run: Ints, frame: Bits, listed: Heard
) -> Ints:
    """Return which frames, each of a run, have a listed word of a similar length."""
    which, lengths = listed.find(frame)
    length = asked.of(run[which]).length(words)
    return which[are_among(length, lengths)]


_FEW = 3
"""Classes of sounds of which a frame tells how it is heard roughly."""


def _spelt_by(
    words: Parts, ways: Ways, asked: Runs, count: int
) -> tuple[Ints, list[Ints]]:
    """Return all ways to spell runs of so many words.

    Which run each is, and the reading of each word.
    """
    run = np.flatnonzero((asked.third < 0) == (count == 2))
    of = [column[run] for column in (asked.first, asked.second, asked.third)[:count]]
    told = np.bitwise_or.reduce([words.told[word] for word in of])
    usual = [ways.begin[word] for word in of]
    # Most have one; of the others what is usual is told already.
    several = np.flatnonzero(told & SEVERAL)
    many = [ways.many[word[several]] for word in of]
    number = np.prod(many, axis=0, dtype=np.int64) - 1
    way = spread(np.ones(len(several), np.int64), number)
    each = np.repeat(several, number)
    found = []
    for readings, first in zip(many, usual, strict=True):
        way, chosen = np.divmod(way, np.repeat(readings, number))
        found.append(np.concatenate([first, first[each] + chosen]))
    return np.concatenate([run, run[each]]), found
