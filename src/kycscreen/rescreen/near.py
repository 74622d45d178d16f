"""Words of a book that listed words may meet, alone or in company.

Looked up as the words of a book are in an index (``batch.words``, ``batch.company``),
with the sides exchanged: an edge that leads from a word to another leads back as well.
What is looked up is known before, whatever it is looked up in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch import slipping, spellings
from kycscreen.batch.company import INITIALS, JOINED, PHRASE
from kycscreen.batch.listed import Ints
from kycscreen.index.columns import Column, Rows
from kycscreen.index.lookups import column, distinct, find_all, hashed
from kycscreen.index.vocabulary import ACRONYM
from kycscreen.names import Name, Token, edges, joining, phrases, relation
from kycscreen.names.heard import hear
from kycscreen.names.kinship import SYLLABLES
from kycscreen.names.pairs import EQUIVALENT
from kycscreen.names.tokens import ORGANISATION

_LOW = 0xFFFFFFFF


class Spelt:
    """The spellings of a book's words in which letters may slip."""

    def __init__(self, at: Column, text: Column) -> None:
        self._at, self._text = column(at), text.view

    def of(self, words: Ints) -> spellings.Spelt:
        """Return those of some words."""
        ends = zip(self._at[words].tolist(), self._at[words + 1].tolist(), strict=True)
        texts = (bytes(self._text[first:last]).decode() for first, last in ends)
        return spellings.spelt(tuple(text.split(" ")) for text in texts)


@attrs.frozen(eq=False)
class Probes:
    """The words of listed names, and the keys of those that they may meet.

    ``owner`` says whose each key is, and ``likeness`` how alike the two are at most;
    the keys of slips are not among them. ``spelt`` is in what letters may slip.
    """

    keys: Ints
    owner: Ints
    likeness: Ints
    spelt: spellings.Spelt


def probes(tokens: Sequence[Token]) -> Probes:
    """Return what listed words are looked up by."""
    hear(tokens)
    each = [relation.probes_of_theirs(token) for token in tokens]
    return Probes(
        hashed([*chain.from_iterable(each)]),
        np.repeat(np.arange(len(tokens)), [len(of) for of in each]),
        np.array([*chain.from_iterable(of.values() for of in each)], np.int64),
        spellings.spelt(map(edges.spellings, tokens)),
    )


def near(asked: Probes, held: Rows, spelt: Spelt) -> tuple[Ints, Ints]:
    """Pair listed words with those of a book that they may meet, and how alike.

    Each pair is one number, the listed word in front; they are sorted.
    """
    keys, likeness = map(
        np.concatenate,
        zip(_met(asked, held), _slipped(asked.spelt, held, spelt), strict=True),
    )
    order = np.lexsort((-likeness, keys))
    keys = keys[order]
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    return keys[first], likeness[order][first]


def _met(asked: Probes, held: Rows) -> tuple[Ints, Ints]:
    """Pair words under a key of any edge but that of slips."""
    at, words = find_all(held, asked.keys)
    return asked.owner[at] << 32 | words, asked.likeness[at]


def _slipped(theirs: spellings.Spelt, held: Rows, spelt: Spelt) -> tuple[Ints, Ints]:
    """Pair words that slips may part, by how many they are."""
    led = [one << 32 | word for one, word in slipping.found(theirs, held)]
    one, word = (pairs := distinct(np.concatenate(led))) >> 32, pairs & _LOW
    words, which = np.unique(word, return_inverse=True)
    ours = spelt.of(words)
    pairs = slipping.may_be_near(theirs, one, ours, which)
    pairs, likeness = slipping.near(theirs, ours, pairs)
    return theirs.word[pairs >> 32] << 32 | words[ours.word[pairs & _LOW]], likeness


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


@attrs.frozen(eq=False)
class Meanings:
    """Keys of what several words may be as one, and what ``Meant`` says of each."""

    keys: Ints
    name: Ints
    places: NDArray[np.uint64]
    likeness: Ints
    ours: Ints

    def meant(self, held: Rows) -> Meant:
        """Find them among what is held of a book."""
        at, found = find_all(held, self.keys)
        return Meant(
            self.name[at],
            found.astype(np.int64),
            self.places[at],
            self.likeness[at],
            self.ours[at],
        )


_Asked = tuple[Iterable[str], int, int, int]
"""Keys, the places of the listed words, how alike, and how many words of ours."""


def as_words(names: Sequence[Name]) -> Meanings:
    """Return the keys of words of a book that may be several listed ones."""
    return _meanings(names, _as_words)


def as_names(names: Sequence[Name]) -> Meanings:
    """Return the keys of names several words of which may be listed ones as one."""
    return _meanings(names, _as_names)


def _meanings(
    names: Sequence[Name], ask: Callable[[Name], Iterator[_Asked]]
) -> Meanings:
    keys: list[str] = []
    asked: list[tuple[int, int, int, int]] = []
    many: list[int] = []
    for number, name in enumerate(names):
        for under, places, likeness, ours in ask(name):
            before = len(keys)
            keys.extend(under)
            many.append(len(keys) - before)
            asked.append((number, places, likeness, ours))
    # The places of 64 words are more than a signed number holds.
    columns = np.array(asked, np.uint64).reshape(-1, 4)
    name_, places_, likeness_, ours_ = np.repeat(columns, many, axis=0).T
    return Meanings(
        hashed(keys),
        name_.astype(np.int64),
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
