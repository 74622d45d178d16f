"""Words of a book that listed words may meet, alone or in company.

Looked up as the words of a book are in an index (``batch.words``, ``batch.company``),
with the sides exchanged: an edge that leads from a word to another leads back as well.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import attrs
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kycscreen.batch.company import INITIALS, JOINED, PHRASE
from kycscreen.batch.listed import Ints
from kycscreen.index.columns import Column, Rows
from kycscreen.index.lookups import column, find_all, hashed
from kycscreen.index.vocabulary import ACRONYM
from kycscreen.names import Name, Token, joining, phrases, relation, slips
from kycscreen.names.edges import SLIP, spellings
from kycscreen.names.kinship import SYLLABLES
from kycscreen.names.pairs import EQUIVALENT
from kycscreen.names.tokens import ORGANISATION

_LOW = 0xFFFFFFFF


class Spelt:
    """The spellings of a book's words in which letters may slip."""

    def __init__(self, at: Column, text: Column) -> None:
        self._at, self._text = column(at), text.view

    def __getitem__(self, number: int) -> list[str]:
        first, last = self._at[number : number + 2].tolist()
        return bytes(self._text[first:last]).decode().split(" ")


def near(tokens: Sequence[Token], held: Rows, spelt: Spelt) -> tuple[Ints, Ints]:
    """Pair listed words with those of a book that they may meet, and how alike.

    Each pair is one number, the listed word in front; they are sorted.
    """
    keys, likeness = map(
        np.concatenate,
        zip(_met(tokens, held), _slipped(tokens, held, spelt), strict=True),
    )
    order = np.lexsort((-likeness, keys))
    keys = keys[order]
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    return keys[first], likeness[order][first]


def _met(tokens: Sequence[Token], held: Rows) -> tuple[Ints, Ints]:
    """Pair words under a key of any edge but that of slips."""
    probes = [relation.probes_of_theirs(token) for token in tokens]
    owner = np.repeat(np.arange(len(tokens)), [len(of) for of in probes])
    most = np.array([*chain.from_iterable(of.values() for of in probes)], np.int64)
    at, words = find_all(held, hashed([*chain.from_iterable(probes)]))
    return owner[at] << 32 | words, most[at]


def _slipped(tokens: Sequence[Token], held: Rows, spelt: Spelt) -> tuple[Ints, Ints]:
    """Pair words that slips may part, by how many they are."""
    probes = [tuple(SLIP.probes(token)) for token in tokens]
    owner = np.repeat(np.arange(len(tokens)), [len(of) for of in probes])
    at, words = find_all(held, hashed([*chain.from_iterable(probes)]))
    pairs = np.unique(owner[at] << 32 | words)
    ours = {number: spelt[number] for number in np.unique(pairs & _LOW).tolist()}
    theirs = [spellings(token) for token in tokens]
    at_: list[int] = []
    one: list[str] = []
    other: list[str] = []
    for place, pair in enumerate(pairs.tolist()):
        for a in ours[pair & _LOW]:
            for b in theirs[pair >> 32]:
                at_.append(place)
                one.append(a)
                other.append(b)
    likeness = _left(one, other)
    like = np.flatnonzero(likeness)
    return pairs[np.array(at_, np.int64)[like]], likeness[like]


def _left(one: list[str], other: list[str]) -> Ints:
    """Return how alike pairs of spellings are, with slips between them."""
    if not one:
        return np.zeros(0, np.int64)
    counted = process.cpdist(
        one, other, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, dtype=np.uint8
    )
    lengths = [np.fromiter(map(len, of), np.int64, len(of)) for of in (one, other)]
    shorter = np.minimum(np.minimum(*lengths), _LONG)
    return np.asarray(_LEFT[np.minimum(counted, _MOST_SLIPS + 1), shorter])


_MOST_SLIPS, _LONG = 2, 15
_LEFT = np.array(
    [
        *([slips.left(n, count) for n in range(_LONG + 1)] for count in (0, 1, 2)),
        [0] * (_LONG + 1),
    ]
)
"""What slips leave, by how many they are, and the letters of the shorter spelling."""


@attrs.frozen(eq=False)
class Meant:
    """Listed names with what several words may be as one: words, or names, of a book.

    ``places`` has a bit for each listed word that takes part, ``likeness`` says how
    alike they are at most, and ``ours`` with how many words of a book's name.
    """

    name: Ints
    found: Ints
    places: NDArray[np.uint64]
    likeness: Ints
    ours: Ints


_Asked = tuple[Iterable[str], int, int, int]
"""Keys, the places of the listed words, how alike, and how many words of ours."""


def in_company(names: Sequence[Name], words: Rows, joins: Rows) -> tuple[Meant, Meant]:
    """Find what several words may be as one.

    Words of a book that are several listed ones, and names of it several words of
    which are a listed one, or several.
    """
    return _found(words, names, _as_words), _found(joins, names, _as_names)


def _found(
    rows: Rows, names: Sequence[Name], ask: Callable[[Name], Iterator[_Asked]]
) -> Meant:
    keys: list[str] = []
    asked: list[tuple[int, int, int, int]] = []
    many: list[int] = []
    for number, name in enumerate(names):
        for under, places, likeness, ours in ask(name):
            before = len(keys)
            keys.extend(under)
            many.append(len(keys) - before)
            asked.append((number, places, likeness, ours))
    at, found = find_all(rows, hashed(keys))
    who = np.repeat(np.arange(len(asked)), many)[at] if asked else at
    # The places of 64 words are more than a signed number holds.
    columns = np.array(asked, np.uint64).reshape(-1, 4)[who].T
    name_, places_, likeness_, ours_ = columns
    return Meant(
        name_.astype(np.int64),
        found.astype(np.int64),
        places_,
        likeness_.astype(np.int64),
        ours_.astype(np.int64),
    )


def _as_words(name: Name) -> Iterator[_Asked]:
    """Yield what several listed words may be as one."""
    for first, parts, _ in joining.runs(name.tokens):
        keys = set(chain(*joining.as_one(parts)))
        yield keys, _bits(first, len(parts)), joining.JOINED, 1
    if name.space == ORGANISATION:
        for first, words, groups in phrases.phrases(name.tokens):
            yield groups, _bits(first, len(words)), EQUIVALENT, 1
        for acronym, places in phrases.openings(name.tokens):
            of = sum(1 << place for place in places)
            yield (acronym,), of, phrases.likeness(acronym), 1


def _as_names(name: Name) -> Iterator[_Asked]:
    """Yield what listed words, one or several, may be as several."""
    for first, parts, _ in joining.runs(name.tokens):
        heard, *_ = joining.as_one(parts)
        keys = map(joining.key_of, heard)
        yield keys, _bits(first, len(parts)), joining.JOINED, JOINED
    if name.space == ORGANISATION:
        for first, words, groups in phrases.phrases(name.tokens):
            yield groups, _bits(first, len(words)), EQUIVALENT, PHRASE
    for place, token in enumerate(name.tokens):
        bit = 1 << place
        yield joining.probes(token), bit, joining.JOINED, JOINED
        meant = token.groups
        if token.space != ORGANISATION:
            meant = tuple(group for group in meant if group[0] == SYLLABLES)
        elif phrases.is_acronym(token):
            acronym = token.readings[0]
            yield (ACRONYM + acronym,), bit, phrases.likeness(acronym), INITIALS
        yield meant, bit, EQUIVALENT, PHRASE


def _bits(first: int, count: int) -> int:
    return (1 << count) - 1 << first
