"""Words that meet in company: neighbours that are one word, phrases, initials.

What is one word on either side is asked of the index as for a single party, but only
for names of which it may be so.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from kycscreen.batch.listed import Ints
from kycscreen.index.spaces import Space
from kycscreen.names import Name, Token, joining, phrases
from kycscreen.names.tokens import ORGANISATION

Company = tuple[int, int, list[int]]
"""A name of the chunk, a bit for each of its words that meet, and listed names."""


def together(space: Space, names: Sequence[Name]) -> tuple[Ints, Ints, Ints]:
    """Pair names with the listed ones that several of their words may meet as one.

    The names' numbers, bits of the words by their places, and the listed names.
    """
    company = [
        (number, bits, listed)
        for number, name in enumerate(names)
        for bits, listed in _met(space, name.tokens)
        if listed
    ]
    many = [len(listed) for _, _, listed in company]
    return (
        np.repeat(np.array([number for number, _, _ in company], np.int64), many),
        np.repeat(np.array([bits for _, bits, _ in company], np.int64), many),
        np.array([name for _, _, listed in company for name in listed], np.int64),
    )


def _met(space: Space, tokens: tuple[Token, ...]) -> Iterator[tuple[int, list[int]]]:
    for first, parts, _ in joining.runs(tokens):
        yield _bits(first, len(parts)), list(space.as_one(parts))
    if space.space == ORGANISATION:
        for first, words, groups in phrases.phrases(tokens):
            yield _bits(first, len(words)), list(space.meaning(groups))
        for acronym, places in phrases.openings(tokens):
            yield sum(1 << place for place in places), list(space.opened(acronym))


def _bits(first: int, count: int) -> int:
    return (1 << count) - 1 << first
