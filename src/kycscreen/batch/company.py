"""Words that meet in company: neighbours that are one word, phrases, initials.

What is one word on either side is asked of the index as for a single party. How alike
it may be, how much weight meets and how many words of theirs take part is bounded.
"""

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from kycscreen.batch.listed import Ints
from kycscreen.index.spaces import Meant, Space
from kycscreen.names import Name, joining, phrases
from kycscreen.names.pairs import EQUIVALENT
from kycscreen.names.tokens import ORGANISATION

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


def together(space: Space, names: Sequence[Name]) -> Company:
    """Pair names with the listed ones that several of their words may meet as one."""
    rows: list[tuple[int, int, int, int, int, int]] = []
    for number, name in enumerate(names):
        for places, likeness, many, meant in _met(space, name):
            weights = [t.weight for i, t in enumerate(name.tokens) if places >> i & 1]
            weight = sum(weights)
            listed, words = meant
            rows.extend((number, n, places, likeness, weight, many) for n in listed)
            for word in words:
                met = min(weight, space.token(word).weight)
                rows.extend(
                    (number, n, places, likeness, met, 1) for n in space.named(word)
                )
    return Company(*np.array(rows, np.int64).reshape(-1, 6).T)


def _met(space: Space, name: Name) -> Iterator[tuple[int, int, int, Meant]]:
    """Yield places of words, how alike they meet, with how many, and what."""
    for first, parts, _ in joining.runs(name.tokens):
        places = _bits(first, len(parts))
        yield places, joining.JOINED, JOINED, space.as_one(parts)
    if space.space == ORGANISATION:
        for first, words, groups in phrases.phrases(name.tokens):
            places = _bits(first, len(words))
            yield places, EQUIVALENT, PHRASE, space.meaning(groups)
        for acronym, of in phrases.openings(name.tokens):
            alike = phrases.likeness(acronym)
            places = sum(1 << place for place in of)
            yield places, alike, 1, (set(), space.opened({acronym}))


def _bits(first: int, count: int) -> int:
    return (1 << count) - 1 << first
