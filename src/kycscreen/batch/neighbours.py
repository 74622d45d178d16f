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
from kycscreen.batch.columns import hashes
from kycscreen.batch.heard import Heard, are_among, heard
from kycscreen.batch.listed import Flags, Ints, Listed
from kycscreen.batch.meant import Meanings
from kycscreen.batch.parts import (
    SEVERAL,
    SYLLABIC,
    Parts,
    Runs,
    Ways,
    parts,
    runs,
    ways,
)
from kycscreen.index.lookups import distinct, find_all, hashed, spread
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
        self._theirs = parts(tokens)
        found = runs(self._theirs, listed.name_words, listed.name_at)
        written = found.written(self._theirs)
        order = np.argsort(written, kind="stable")
        self._parted, self._written = found.of(order), hashes(written[order])
        self.clear()

    def clear(self) -> None:
        """Forget every word of the book."""
        self._words, self._ways = parts(()), ways(())
        self._judged: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        self._meanings.clear()

    def learn(self, tokens: Sequence[Token]) -> None:
        """Read those of the words of a book that are new."""
        new = tokens[len(self._words) :]
        self._words = self._words.and_then(parts(new))
        self._ways = self._ways.and_then(ways(new))

    def meaning(self, tokens: Sequence[Token], found: Ints, at: Ints) -> Ints:
        """Return the names of organisations that may hold phrases or initials."""
        self._meanings.learn(tokens)
        return self._meanings.asked(found, at)

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
        each = list(
            zip(
                asked.first.tolist(),
                asked.second.tolist(),
                asked.third.tolist(),
                strict=True,
            )
        )
        judged = self._judged
        length = dict(zip(each, asked.length(self._words).tolist(), strict=True))
        new = [run for run in length if run not in judged]
        parts = [tuple(tokens[word] for word in run if word >= 0) for run in new]
        keys = [tuple(chain(*joining.as_one(of))) for of in parts]
        owner = np.repeat(np.arange(len(new)), list(map(len, keys)))
        at, words = find_all(self._listed.tokens, hashed(tuple(chain(*keys))))
        judged.update((run, []) for run in new)
        for pair in distinct(owner[at] << 32 | words).tolist():
            run, word = new[pair >> 32], pair & 0xFFFFFFFF
            if (
                abs(length[run] - int(self._theirs.length[word]))
                > joining.LETTERS_APART
            ):
                continue
            if alike := joining.alike(parts[pair >> 32], self._space.token(word)):
                judged[run].append((word, alike))
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
    run, (one, other) = _spelt_by(words, ways, asked, 2)
    frame, count = frames.together(ways.leading, one, ways.closing, other)
    apart = ways.borders.meet(one, other)
    long = ways.length[one] + ways.length[other] > LONGEST
    which, lengths = listed.find(frame)
    length = asked.of(run[which]).length(words)
    which = which[are_among(length, lengths) & ~apart[which]]
    found[run[which]] = True
    found[run[((count < _FEW) | long) & ~apart]] = True
    of_three, readings = _spelt_by(words, ways, asked, 3)
    spelt = [ways.spelt[reading] for reading in readings]
    both = ways.spelt[one[apart]] + ways.spelt[other[apart]]
    spelt_out = np.concatenate([both, spelt[0] + spelt[1] + spelt[2]]).tolist()
    run = np.concatenate([run[apart], of_three])
    framed = frames.numbered(frames.framed(spelt_out, as_wholes=True))
    which, lengths = listed.find(framed.whole)
    found[run[which[are_among(asked.of(run[which]).length(words), lengths)]]] = True
    long = np.fromiter(map(len, spelt_out), np.int64, len(spelt_out)) > LONGEST
    found[run[(framed.count < _FEW) | ~framed.is_sure | long]] = True
    return found


_FEW = 3
"""Classes of sounds of which a frame tells how it is heard roughly."""


def _spelt_by(
    words: Parts, ways: Ways, asked: Runs, count: int
) -> tuple[Ints, list[Ints]]:
    """Return all ways to spell runs of so many words.

    Which run each is, and the reading of each word.
    """
    run = np.flatnonzero(asked.count == count)
    of = [column[run] for column in (asked.first, asked.second, asked.third)[:count]]
    told = np.bitwise_or.reduce([words.told[word] for word in of])
    usual = [ways.begin[word] for word in of]
    # Most have one; of the others also the usual one is among all.
    several = np.flatnonzero(told & SEVERAL)
    many = [ways.many[word[several]] for word in of]
    number = np.prod(many, axis=0, dtype=np.int64)
    way = spread(np.zeros(len(several), np.int64), number)
    each = np.repeat(several, number)
    found = []
    for readings, first in zip(many, usual, strict=True):
        way, chosen = np.divmod(way, np.repeat(readings, number))
        found.append(np.concatenate([first, first[each] + chosen]))
    return np.concatenate([run, run[each]]), found
