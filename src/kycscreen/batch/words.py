"""The words of a book, each read once, with the listed words that each may meet.

A word is looked up by the keys of all edges at once, and how alike it is to a listed
word is not found out but bounded: by the edges whose keys lead there and, for slips,
by how many there are. What is left over at the end is compared by the one relation.
"""

from typing import TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.company import INITIALS, JOINED, PHRASE
from kycscreen.batch.listed import Bits, Flags, Ints, Listed, greatest, united
from kycscreen.batch.neighbours import Neighbours
from kycscreen.batch.probes import met
from kycscreen.batch.slipping import slipped
from kycscreen.index.lookups import find_all, hashed
from kycscreen.index.spaces import Space
from kycscreen.index.vocabulary import ACRONYM
from kycscreen.names import Token, joining, phrases
from kycscreen.names.kinship import SYLLABLES
from kycscreen.names.pairs import EQUIVALENT
from kycscreen.names.tokens import ORGANISATION

Column = TypeVar("Column", Ints, Bits, Flags)
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
    (``kind_…``), and most words have few. ``near_names`` is how many listed names have
    any of them, ``related`` tells of those that were compared how alike they are, and
    the weight that pays for what is not. ``joined_at`` is as ``near_at`` for listed
    names several words of which a word may meet as one.
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
        self.near_names = none
        self.related: dict[int, tuple[int, int]] = {}
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

    def number(self, token: Token) -> int:
        """Return the number of a word; what it may meet is known when it is learnt."""
        key = token.text, token.kind, token.cut, token.syllables
        number = self._numbers.setdefault(key, len(self.tokens))
        if number == len(self.tokens):
            self.tokens.append(token)
        return number

    def learn(self) -> None:
        """Look up all words that were given a number since this was last done."""
        if len(self.tokens) > len(self):
            self._learn(self.tokens[len(self) :])

    def _learn(self, new: list[Token]) -> None:
        """Put new words behind those that are looked up."""
        first, listed = len(self), self.listed
        weight = np.array([token.weight for token in new])
        keys, likeness = _strongest(*met(new, listed), *slipped(new, listed))
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
        self.is_initial = _behind(self.is_initial, initials)
        self.near_at = _behind(self.near_at, at[1:] + self.near_at[-1])
        self.near_key = _behind(self.near_key, keys + (first << 32))
        self.near_word = _behind(self.near_word, word)
        self.near_likeness = _behind(self.near_likeness, likeness)
        self.near_weight = _behind(self.near_weight, weights)
        names = np.append(0, np.diff(listed.posting_at)[word].cumsum())[at]
        self.near_names = _behind(self.near_names, np.diff(names))
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
        tuple(map(_behind, one.marks, more.marks)),
        _behind(one.likeness, more.likeness),
        _behind(one.weight, more.weight),
        _behind(one.theirs, more.theirs),
    )


_LOW = 0xFFFFFFFF


def _behind(column: Column, more: object) -> Column:
    """Put more behind a column, in room that doubles: what is there moves seldom.

    Only the last of the columns that lie in one room may be lengthened.
    """
    many = np.asarray(more, column.dtype)
    before, size = len(column), len(column) + len(many)
    room = column.base
    if not isinstance(room, np.ndarray) or len(room) < size:
        room = np.empty(max(2 * size, _LEAST_ROOM), column.dtype)
        room[:before] = column
    room[before:size] = many
    lengthened: Column = room[:size]
    return lengthened


_LEAST_ROOM = 1 << 10


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
