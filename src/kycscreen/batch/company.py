"""Words that meet in company: neighbours that are one word, phrases, initials.

How alike they may be, how much weight meets and how many words of theirs take part is
bounded, not found out.
"""

from typing import TYPE_CHECKING

import attrs
import numpy as np

from kycscreen.batch.listed import Ints
from kycscreen.index.spaces import Space
from kycscreen.names import joining
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
        rows = list(neighbours.meant(words.tokens, found, at))
        parts.append(tuple(np.array(rows, np.int64).reshape(-1, 6).T))
    return Company(*map(np.concatenate, zip(*parts, strict=True)))
