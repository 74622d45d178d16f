"""Words that meet in company: neighbours that are one word, phrases, initials.

How alike they may be, how much weight meets and how many words of theirs take part is
bounded, not found out.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from kycscreen.batch.listed import Ints
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
    neighbours = words.neighbours
    neighbours.learn(words.tokens)
    name = np.repeat(np.arange(len(at) - 1), np.diff(at))
    parts: list[tuple[Ints, ...]] = [
        (
            name[met.position],
            met.name,
            (1 << met.count) - 1 << met.position - at[name[met.position]],
            met.likeness,
            met.weight,
            met.theirs,
        )
        for met in neighbours.met(words.tokens, found, at)
    ]
    if space.space == ORGANISATION:
        rows = [
            row
            for number in words.neighbours.meaning(words.tokens, found, at).tolist()
            for row in _meant(
                space,
                number,
                tuple(
                    words.tokens[word] for word in found[at[number] : at[number + 1]]
                ),
            )
        ]
        parts.append(tuple(np.array(rows, np.int64).reshape(-1, 6).T))
    return Company(*map(np.concatenate, zip(*parts, strict=True)))


Row = tuple[int, int, int, int, int, int]
"""A pair, as the columns of ``Company`` have it."""


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
