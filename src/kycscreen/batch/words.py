"""The words of a book, each read once, with the listed words that each may meet.

A word is looked up by the keys of all edges at once, and how alike it is to a listed
word is not found out but bounded: by the edges whose keys lead there and, for slips,
by how many there are. What is left over at the end is compared by the one relation.
"""

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kycscreen.batch.company import INITIALS, JOINED, PHRASE
from kycscreen.batch.listed import Bits, Ints, Listed, greatest, united
from kycscreen.batch.neighbours import Neighbours
from kycscreen.index.lookups import find_all, hashed, spread
from kycscreen.index.spaces import Space
from kycscreen.index.vocabulary import ACRONYM
from kycscreen.names import Token, joining, phrases, slips
from kycscreen.names.edges import EDGES, SLIP, spellings
from kycscreen.names.kinship import SYLLABLES
from kycscreen.names.pairs import EQUIVALENT
from kycscreen.names.tokens import ORGANISATION, SYLLABARIES

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

    ``tokens`` are what they are. ``near_at`` says where each word's ``near_…`` columns
    begin: the listed words that it may meet, in order, how alike they are at most, and
    the weight that meets. Those for which both are the same are of one kind
    (``kind_…``), and most words have few. ``joined_at`` the same for listed names
    several words of which it may meet as one.
    """

    def __init__(self, listed: Listed, space: Space) -> None:
        """Begin with no words."""
        self.listed = listed
        self.neighbours = Neighbours(listed, space)
        self.clear()

    def clear(self) -> None:
        """Forget every word."""
        self.neighbours.clear()
        none = np.zeros(0, np.int64)
        no_marks = tuple(np.zeros(0, np.uint64) for _ in self.listed.word_marks)
        self._numbers: dict[tuple[object, ...], int] = {}
        self.tokens: list[Token] = []
        self.weight = none
        self.is_initial = np.zeros(0, np.bool_)
        self.near_at = np.zeros(1, np.int64)
        self.near_key = none
        self.near_word = none
        self.near_likeness = none
        self.near_weight = none
        self.near_kind = none
        self.kind_at = np.zeros(1, np.int64)
        self.kind_likeness = none
        self.kind_weight = none
        self.joined_at = np.zeros(1, np.int64)
        self.joined_name = none
        self.joined_likeness = none
        self.joined_theirs = none
        self.strong = self.loose = Reach(no_marks, none, none, none)
        self.seen = np.zeros(_LEAST_SEEN, np.bool_)

    def __len__(self) -> int:
        return len(self.weight)

    def numbers(self, names: Sequence[tuple[Token, ...]]) -> tuple[Ints, Ints]:
        """Return the words of some names by their numbers, and where each begins."""
        known = self._numbers
        new: list[Token] = []
        found: list[int] = []
        for tokens in names:
            for token in tokens:
                key = token.text, token.kind, token.cut, token.syllables
                number = known.get(key)
                if number is None:
                    number = known[key] = len(known)
                    new.append(token)
                found.append(number)
        if new:
            self._learn(new)
        lengths = np.fromiter(map(len, names), np.int64, len(names))
        return np.array(found, np.int64), np.concatenate([[0], lengths.cumsum()])

    def _learn(self, new: list[Token]) -> None:
        """Look new words up, and put them behind the others."""
        first, listed = len(self), self.listed
        self.tokens.extend(new)
        weight = np.array([token.weight for token in new])
        keys, likeness = _strongest(*_met(new, listed), *_slipped(new, listed))
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

        self.strong = _both(self.strong, reach(strong))
        self.loose = _both(self.loose, reach(~strong))
        self.weight = _behind(self.weight, weight)
        initials = [token.kind == "initial" for token in new]
        self.is_initial = np.concatenate([self.is_initial, initials])
        self.near_at = _behind(self.near_at, at[1:] + self.near_at[-1])
        self.near_key = _behind(self.near_key, keys + (first << 32))
        self.near_word = _behind(self.near_word, word)
        self.near_likeness = _behind(self.near_likeness, likeness)
        self.near_weight = _behind(self.near_weight, weights)
        kinds, kind = np.unique(
            owner << 32 | likeness << 16 | weights, return_inverse=True
        )
        self.near_kind = _behind(self.near_kind, kind + len(self.kind_weight))
        kind_at = np.searchsorted(kinds >> 32, np.arange(1, len(new) + 1))
        self.kind_at = _behind(self.kind_at, kind_at + self.kind_at[-1])
        self.kind_likeness = _behind(self.kind_likeness, kinds >> 16 & 0xFFFF)
        self.kind_weight = _behind(self.kind_weight, kinds & 0xFFFF)
        self._see(keys + (first << 32))
        owner, name, likeness, theirs = _joined(new, listed)
        at = np.searchsorted(owner, np.arange(1, len(new) + 1))
        self.joined_at = _behind(self.joined_at, at + self.joined_at[-1])
        self.joined_name = _behind(self.joined_name, name)
        self.joined_likeness = _behind(self.joined_likeness, likeness)
        self.joined_theirs = _behind(self.joined_theirs, theirs)

    def _see(self, keys: Ints) -> None:
        """Note that pairs of words are near, so that most others are soon told."""
        size = len(self.seen)
        while size < _SPARSE * len(self.near_key):
            size *= 2
        if size > len(self.seen):
            self.seen, keys = np.zeros(size, np.bool_), self.near_key
        self.seen[slot(keys, size)] = True


def slot(keys: Ints, size: int) -> Ints:
    """Return where in a table of ``size``, a power of two, keys are seen."""
    spread_out = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return (spread_out >> np.uint64(65 - size.bit_length())).astype(np.int64)


_LEAST_SEEN, _SPARSE = 1 << 16, 16
"""The places of the table of what is near, at least, and for each pair."""


def _both(one: Reach, more: Reach) -> Reach:
    return Reach(
        tuple(map(_and_marks, one.marks, more.marks)),
        _behind(one.likeness, more.likeness),
        _behind(one.weight, more.weight),
        _behind(one.theirs, more.theirs),
    )


def _and_marks(one: Bits, more: Bits) -> Bits:
    return np.concatenate([one, more])


_LOW = 0xFFFFFFFF


def _behind(column: Ints, more: object) -> Ints:
    return np.concatenate([column, np.asarray(more, np.int64)])


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


def _met(new: list[Token], listed: Listed) -> tuple[Ints, Ints]:
    """Pair words with those listed under a key of any edge but that of slips."""
    keys: list[str] = []
    owners: list[int] = []
    mosts: list[int] = []
    for owner, token in enumerate(new):
        # Such words are related as a whole, whichever edge leads from one to another.
        whole = token.kind == "number" or token.script in SYLLABARIES
        probes: dict[str, int] = {}
        for edge in EDGES:  # the strongest first
            if edge is not SLIP:
                for probe in edge.probes(token):
                    probes.setdefault(probe, 100 if whole else edge.most)
        keys.extend(probes)
        owners.extend([owner] * len(probes))
        mosts.extend(probes.values())
    at, words = find_all(listed.tokens, hashed(keys))
    return _pairs(owners, at, words), np.array(mosts, np.int64)[at]


def _pairs(owners: list[int], at: Ints, found: NDArray[np.uint32]) -> Ints:
    return np.array(owners, np.int64)[at] << 32 | found


def _slipped(new: list[Token], listed: Listed) -> tuple[Ints, Ints]:
    """Pair words with those that slips may part from them."""
    keys: list[str] = []
    owners: list[int] = []
    spelt: list[str] = []
    spelt_at = [0]
    for owner, token in enumerate(new):
        before = len(keys)
        keys.extend(SLIP.probes(token))
        owners.extend([owner] * (len(keys) - before))
        spelt.extend(spellings(token))
        spelt_at.append(len(spelt))
    at, words = find_all(listed.tokens, hashed(keys))
    pairs = np.unique(_pairs(owners, at, words))
    ours, theirs = pairs >> 32, pairs & _LOW
    # Every spelling of the one with every spelling of the other.
    begin = np.array(spelt_at)
    many = begin[ours + 1] - begin[ours]
    their_begin = listed.spelling_at[theirs]
    their_many = listed.spelling_at[theirs + 1] - their_begin
    pair = np.repeat(np.arange(len(pairs)), many * their_many)
    number = spread(np.zeros(len(pairs), np.int64), many * their_many)
    one = begin[ours][pair] + number // their_many[pair]
    other = their_begin[pair] + number % their_many[pair]
    likeness = _left(spelt, one, listed, other)
    like = likeness > 0
    return pairs[pair[like]], likeness[like]


def _left(spelt: list[str], one: Ints, listed: Listed, other: Ints) -> Ints:
    """Return how alike pairs of spellings are, with slips between them; 0 with many."""
    if not len(one):
        return one
    counted = process.cpdist(
        [spelt[number] for number in one.tolist()],
        [listed.spellings[number] for number in other.tolist()],
        scorer=OSA.distance,
        score_cutoff=_MOST_SLIPS,
        dtype=np.uint8,
    ).astype(np.int64)
    shorter = np.minimum(
        np.array([len(spelling) for spelling in spelt])[one],
        listed.spelling_length[other],
    )
    likeness = _LEFT[np.minimum(counted, _MOST_SLIPS + 1), np.minimum(shorter, _LONG)]
    first = np.array([ord(spelling[0]) for spelling in spelt])[one]
    likeness -= np.where(
        first != listed.spelling_first[other], slips.OTHER_FIRST_LETTER, 0
    )
    return np.asarray(likeness)


_MOST_SLIPS, _LONG = 2, 15
_LEFT = np.array(
    [
        *([slips.left(n, count) for n in range(_LONG + 1)] for count in (0, 1, 2)),
        [0] * (_LONG + 1),
    ]
)
"""What slips leave, by how many they are, and the letters of the shorter spelling."""


def _joined(new: list[Token], listed: Listed) -> tuple[Ints, Ints, Ints, Ints]:
    """Pair words with the names in which they may meet several words as one.

    Words, names, how alike they are at most, and with how many words.
    """
    keys: list[str] = []
    rows: list[tuple[int, int, int]] = []
    for owner, token in enumerate(new):
        for heard in joining.probes(token):
            keys.append(heard)
            rows.append((owner, joining.JOINED, JOINED))
        for group in token.groups:
            if token.space == ORGANISATION or group[0] == SYLLABLES:
                keys.append(group)
                rows.append((owner, EQUIVALENT, PHRASE))
        if token.space == ORGANISATION and phrases.is_acronym(token):
            acronym = token.readings[0]
            keys.append(ACRONYM + acronym)
            rows.append((owner, phrases.likeness(acronym), INITIALS))
    owners, likeness, theirs = np.array(rows, np.int64).reshape(-1, 3).T
    at, names = find_all(listed.joins, hashed(keys))
    return owners[at], names.astype(np.int64), likeness[at], theirs[at]
