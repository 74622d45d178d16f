"""The words of a book, each read once, with the listed words that each may meet.

A word is looked up by the keys of all edges at once, and how alike it is to a listed
word is not found out but bounded: by the edges whose keys lead there and, for slips,
by how many there are. What is left over at the end is compared by the one relation.
"""

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.columns import behind, slot
from kycscreen.batch.company import INITIALS, JOINED, PHRASE
from kycscreen.batch.listed import Bits, Ints, Listed, greatest, listed, united
from kycscreen.batch.neighbours import Neighbours, Theirs
from kycscreen.batch.probes import met
from kycscreen.batch.slipping import slipped
from kycscreen.batch.vocabulary import New, Tokens
from kycscreen.index import Index
from kycscreen.index.lookups import find_all, hashed
from kycscreen.index.vocabulary import ACRONYM
from kycscreen.names import joining, phrases
from kycscreen.names.kinship import SYLLABLES
from kycscreen.names.pairs import EQUIVALENT
from kycscreen.names.tokens import ORGANISATION

STRONG = 93
"""How alike words are that a pass for most weight needs; below, a slip is likely."""


@attrs.frozen(eq=False)
class Reach:
    """What words can at most meet, by some of the listed words that are near them.

    ``marks`` are those of the listed words, ``likeness`` the most, ``weight`` the most
    that meets, ``theirs`` the weight of the heaviest.
    """

    marks: tuple[Bits, ...]
    likeness: Ints
    weight: Ints
    theirs: Ints


class Words:
    """The words of a book in one space, known by the order in which they came.

    ``tokens`` are what they are, and give them their numbers. ``near_at`` says where
    each word's ``near_…`` columns begin: the listed words that it may meet, in order,
    how alike they are at most, and the weight that meets. Those for which both are the
    same are of one kind (``kind_…``), and most words have few. ``near_names`` is how
    many listed names have any of them, ``related`` tells of those that were compared
    how alike they are, and the weight that pays for what is not. ``joined_at`` is as
    ``near_at`` for listed names several words of which a word may meet as one. Columns
    of which there is most are as narrow as their numbers, and widened to reckon.
    """

    def __init__(self, index: Index, space: str) -> None:
        """Begin with no words; those listed are read from an index that is checked."""
        theirs = Theirs(space)
        self.listed = listed(index, space, theirs.add)
        self.neighbours = Neighbours(self.listed, theirs, index.spaces[space])
        self.clear()

    def clear(self) -> None:
        """Forget every word."""
        self.neighbours.clear()
        none = np.zeros(0, np.int64)
        no_marks = tuple(np.zeros(0, np.uint64) for _ in self.listed.word_marks)
        self.tokens = Tokens(self.listed.space)
        self.weight = none
        self.is_initial = np.zeros(0, np.bool_)
        self.near_at = np.zeros(1, np.int64)
        self.near_key = none
        self.near_word = np.zeros(0, np.int32)
        self.near_likeness = np.zeros(0, np.uint8)
        self.near_weight = np.zeros(0, np.uint16)
        self.near_kind = np.zeros(0, np.int32)
        self.near_names = none
        self.related: dict[int, tuple[int, int]] = {}
        self.kind_at = np.zeros(1, np.int64)
        self.kind_likeness = np.zeros(0, np.uint8)
        self.kind_weight = np.zeros(0, np.uint16)
        self.joined_at = np.zeros(1, np.int64)
        self.joined_name = none
        self.joined_likeness = none
        self.joined_theirs = none
        self.strong = self.loose = Reach(no_marks, none, none, none)
        self.seen = np.zeros(_LEAST_SEEN, np.bool_)

    def __len__(self) -> int:
        return len(self.weight)

    @property
    def size(self) -> int:
        """How many words it is worth to keep what is known: those near take most."""
        return max(len(self), len(self.near_word) // _NEAR)

    def learn(self) -> None:
        """Look up all words that were given a number since this was last done."""
        if len(self.tokens) > len(self):
            self._learn(self.tokens.since(len(self)))

    def _learn(self, new: New) -> None:
        """Put new words behind those that are looked up."""
        first, listed = len(self), self.listed
        weight = new.weight
        slips = slipped(new.spellings, listed)
        keys, likeness = _strongest(*_met(new, listed), *slips)
        owner, word = keys >> 32, keys & _LOW
        weights = np.minimum(weight[owner], listed.word_weight[word])
        at = np.searchsorted(owner, np.arange(len(new) + 1))
        strong = likeness >= STRONG

        def reach(chosen: NDArray[np.bool_]) -> Reach:
            near = word[chosen]
            begin = np.concatenate([[0], chosen.cumsum()])[at]
            return Reach(
                tuple(united(marks[near], begin) for marks in listed.word_marks),
                greatest(likeness[chosen], begin),
                greatest(weights[chosen], begin),
                greatest(listed.word_weight[near], begin),
            )

        self.neighbours.learn(new, self.tokens)
        self.strong = _both(self.strong, reach(strong))
        self.loose = _both(self.loose, reach(~strong))
        self.weight = behind(self.weight, weight)
        self.is_initial = behind(self.is_initial, new.is_initial)
        self.near_at = behind(self.near_at, at[1:] + self.near_at[-1])
        self.near_key = behind(self.near_key, keys + (first << 32))
        self.near_word = behind(self.near_word, word)
        self.near_likeness = behind(self.near_likeness, likeness)
        self.near_weight = behind(self.near_weight, weights)
        names = np.append(0, np.diff(listed.posting_at)[word].cumsum())[at]
        self.near_names = behind(self.near_names, np.diff(names))
        kinds, kind = np.unique(
            owner << 32 | likeness << 16 | weights, return_inverse=True
        )
        self.near_kind = behind(self.near_kind, kind + len(self.kind_weight))
        kind_at = np.searchsorted(kinds >> 32, np.arange(1, len(new) + 1))
        self.kind_at = behind(self.kind_at, kind_at + self.kind_at[-1])
        self.kind_likeness = behind(self.kind_likeness, kinds >> 16 & 0xFFFF)
        self.kind_weight = behind(self.kind_weight, kinds & 0xFFFF)
        self._see(keys + (first << 32))
        owner, name, likeness, theirs = _joined(new, weight, listed)
        at = np.searchsorted(owner, np.arange(1, len(new) + 1))
        self.joined_at = behind(self.joined_at, at + self.joined_at[-1])
        self.joined_name = behind(self.joined_name, name)
        self.joined_likeness = behind(self.joined_likeness, likeness)
        self.joined_theirs = behind(self.joined_theirs, theirs)

    def _see(self, keys: Ints) -> None:
        """Note that pairs of words are near, so that most others are soon told."""
        size = len(self.seen)
        while size < _SPARSE * len(self.near_key):
            size *= 2
        if size > len(self.seen):
            self.seen, keys = np.zeros(size, np.bool_), self.near_key
        self.seen[slot(keys, size)] = True


_NEAR = 16
"""Listed words that are near a word, of a list that is not very long."""
_LEAST_SEEN, _SPARSE = 1 << 16, 4
"""The places of the table of what is near, at least, and for each pair."""


def _both(one: Reach, more: Reach) -> Reach:
    return Reach(
        tuple(map(behind, one.marks, more.marks)),
        behind(one.likeness, more.likeness),
        behind(one.weight, more.weight),
        behind(one.theirs, more.theirs),
    )


_LOW = 0xFFFFFFFF


def _strongest(
    one: Ints, likeness: Ints, other: Ints, slipped: Ints
) -> tuple[Ints, Ints]:
    """Return each pair of words once, sorted, with the most that either says."""
    keys = np.concatenate([one, other])
    likenesses = np.concatenate([likeness, slipped])
    order = np.lexsort((-likenesses, keys))
    keys = keys[order]
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    return keys[first], likenesses[order][first]


def _met(new: New, listed: Listed) -> tuple[Ints, Ints]:
    """Pair words with those listed under a key of any edge but that of slips.

    A pair is the number of a word above that of a listed one; how alike these are is
    bounded by the edge whose key led there. Pairs may come repeatedly.
    """
    of, keys, most = new.ordinary.keys(listed)
    at, other = find_all(listed.tokens, keys)
    pairs, likeness = met(new.others, listed)
    return (
        np.concatenate(
            [
                new.are_ordinary[of[at]] << 32 | other,
                new.are_others[pairs >> 32] << 32 | pairs & _LOW,
            ]
        ),
        np.concatenate([most[at], likeness]),
    )


def _joined(new: New, weight: Ints, listed: Listed) -> tuple[Ints, Ints, Ints, Ints]:
    """Pair words with the names in which they may meet several words as one.

    Words, names, how alike they are at most, and with how many words; by words.
    """
    of, keys, likeness, theirs = new.ordinary.joins(weight[new.are_ordinary])
    texts: list[str] = []
    rows: list[tuple[int, int, int]] = []
    for owner, token in zip(new.are_others.tolist(), new.others, strict=True):
        for heard in joining.probes(token):
            texts.append(heard)
            rows.append((owner, joining.JOINED, JOINED))
        for group in token.groups:
            if token.space == ORGANISATION or group[0] == SYLLABLES:
                texts.append(group)
                rows.append((owner, EQUIVALENT, PHRASE))
        if token.space == ORGANISATION and phrases.is_acronym(token):
            acronym = token.readings[0]
            texts.append(ACRONYM + acronym)
            rows.append((owner, phrases.likeness(acronym), INITIALS))
    of_others, alike, many = np.array(rows, np.int64).reshape(-1, 3).T
    owner = np.append(new.are_ordinary[of], of_others)
    at, names = find_all(listed.joins, np.append(keys, hashed(texts)))
    at_order = np.argsort(owner[at], kind="stable")
    at, names = at[at_order], names[at_order]
    likeness, theirs = np.append(likeness, alike), np.append(theirs, many)
    return owner[at], names.astype(np.int64), likeness[at], theirs[at]
