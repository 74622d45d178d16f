"""Words that meet in company: neighbours that are one word, phrases, initials.

How alike they may be, how much weight meets and how many words of theirs take part is
bounded, not found out.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import attrs
import numpy as np

from kycscreen.batch.listed import Ints, Listed
from kycscreen.index.columns import Rows
from kycscreen.index.lookups import find_all, hashed
from kycscreen.index.spaces import Space
from kycscreen.names import Token, joining, phrases
from kycscreen.names.pairs import EQUIVALENT
from kycscreen.names.tokens import ORGANISATION

if TYPE_CHECKING:  # which looks up words by what is told here
    from kycscreen.batch.words import Words

JOINED, PHRASE, INITIALS = joining.MOST_JOINED, 5, 64
"""Words of theirs that one of ours may at most be: joined, as a phrase, by initials."""


@attrs.frozen(eq=False)
class Company:
    """Names with listed names in which some of their words meet in company.

    ``places`` has a bit for each of these words, ``likeness`` and ``weight`` say how
    alike and heavy they meet at most, ``theirs`` how many listed words with them.
    """

    number: Ints
    name: Ints
    places: Ints
    likeness: Ints
    weight: Ints
    theirs: Ints


def together(space: Space, words: "Words", found: Ints, at: Ints) -> Company:
    """Pair names with the listed ones that several of their words may meet as one.

    ``found`` are the numbers of the words of all names, ``at`` where each name's begin.
    """
    tokens = [words.tokens[number] for number in found.tolist()]
    names = [tuple(tokens[a:b]) for a, b in pairwise(at.tolist())]
    rows = list(_joined(space, words.listed, names))
    if space.space == ORGANISATION:
        for number, name in enumerate(names):
            rows.extend(_meant(space, number, name))
    return Company(*np.array(rows, np.int64).reshape(-1, 6).T)


Row = tuple[int, int, int, int, int, int]
"""A pair, as the columns of ``Company`` have it."""


def _joined(
    space: Space, listed: Listed, names: Sequence[tuple[Token, ...]]
) -> Iterator[Row]:
    """Yield what neighbours may meet as one word; each run of words is asked once."""
    runs: dict[tuple[Token, ...], list[tuple[int, int]]] = {}
    for number, name in enumerate(names):
        for first, parts, _ in joining.neighbours(name):
            runs.setdefault(parts, []).append((number, first))
    asked = list(runs)
    heard = [joining.heard_as_one(parts) for parts in asked]
    for owner, word in _found(
        listed.tokens, (dict.fromkeys(chain(*each)) for each in heard)
    ):
        token = space.token(word)
        keys = {*token.sounds, *token.loose, *token.groups}
        if not keys.isdisjoint(chain(*heard[owner])):
            parts = asked[owner]
            weight = min(_weight(parts), token.weight)
            for number, first in runs[parts]:
                places = _bits(first, len(parts))
                for listed_name in space.named(word):
                    yield number, listed_name, places, joining.JOINED, weight, 1
    for owner, listed_name in _found(
        listed.joins, (map(joining.key_of, each) for each, *_ in heard)
    ):
        parts = asked[owner]
        for number, first in runs[parts]:
            places = _bits(first, len(parts))
            yield number, listed_name, places, joining.JOINED, _weight(parts), JOINED


def _found(rows: Rows, keys: Iterable[Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Yield what is found under the keys of each, and whose keys they were."""
    each = [tuple(of) for of in keys]
    owners = np.repeat(np.arange(len(each)), [len(of) for of in each])
    at, found = find_all(rows, hashed(tuple(chain(*each))))
    yield from zip(owners[at].tolist(), found.tolist(), strict=True)


def _meant(space: Space, number: int, name: tuple[Token, ...]) -> Iterator[Row]:
    """Yield what phrases and initials of a name may meet."""
    for first, words, groups in phrases.phrases(name):
        parts = name[first : first + len(words)]
        places, weight = _bits(first, len(words)), _weight(parts)
        listed, alike = space.meaning(groups)
        for n in listed:
            yield number, n, places, EQUIVALENT, weight, PHRASE
        yield from _words(space, number, places, EQUIVALENT, weight, alike)
    for acronym, of in phrases.openings(name):
        places = sum(1 << place for place in of)
        weight = _weight([name[place] for place in of])
        alike = space.opened({acronym})
        likeness = phrases.likeness(acronym)
        yield from _words(space, number, places, likeness, weight, alike)


def _words(
    space: Space, number: int, places: int, likeness: int, weight: int, words: list[int]
) -> Iterator[Row]:
    for word in words:
        met = min(weight, space.token(word).weight)
        for listed_name in space.named(word):
            yield number, listed_name, places, likeness, met, 1


def _weight(words: Sequence[Token]) -> int:
    return sum([word.weight for word in words])


def _bits(first: int, count: int) -> int:
    return (1 << count) - 1 << first
