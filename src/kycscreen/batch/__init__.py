"""Many parties at once: whom of those listed each is worth comparing with.

The same file and the same proof as for one party (``index``), on columns of numbers:
every word of the book is looked up once, and pairs of names are left out where it is
proved that they cannot reach the score they need. What remains is compared by the one
function that scores names. Importing this loads numpy.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from kycscreen import identifiers, sketches
from kycscreen.batch.facts import Wanted, of_parties
from kycscreen.batch.listed import Ints, listed
from kycscreen.batch.named import Chunk, named
from kycscreen.batch.words import Words
from kycscreen.index import Index, columns
from kycscreen.index.columns import Rows
from kycscreen.index.lookups import find_all
from kycscreen.names import read_all, space_of
from kycscreen.parties import Party
from kycscreen.policy import Policy

LONGEST = 60
"""Words of a name that have a bit each in a number; longer ones are looked up alone."""
MOST_WORDS = 400_000
"""Words that are kept from chunk to chunk; with more, all are looked up anew."""


class Batch:
    """An index and a policy, ready for many parties at once."""

    def __init__(
        self, index: Index, policy: Policy, weak: Sequence[tuple[int, int]] = ()
    ) -> None:
        """Read the columns of an index that has been checked.

        ``weak`` are ranges of entities whose weak aliases count as names.
        """
        self._index = index
        self._wanted = Wanted(index, policy, weak)
        self._words = {
            name: Words(listed(index, name), space)
            for name, space in index.spaces.items()
        }
        self._identifiers = Rows(index.file, "identifiers")

    def propose(self, parties: Sequence[Party]) -> list[list[int] | None]:
        """Return for each party the positions of all entities that could be hits.

        ``None`` for one with a name of so many words that it is looked up alone.
        """
        with _unswept():
            return self._propose(parties)

    def _propose(self, parties: Sequence[Party]) -> list[list[int] | None]:
        pairs = [self._numbered(parties)]
        alone: set[int] = set()
        for space, words in self._words.items():
            if len(words) > MOST_WORDS:
                words.clear()
            chunk, long = _chunk(parties, space)
            alone |= long
            pairs.append(named(chunk, words, self._wanted, self._index))
        found: list[set[int]] = [set() for _ in parties]
        for owners, positions in pairs:
            each = zip(owners.tolist(), positions.tolist(), strict=True)
            for owner, position in each:
                found[owner].add(position)
        return [
            None if owner in alone else sorted(positions)
            for owner, positions in enumerate(found)
        ]

    def _numbered(self, parties: Sequence[Party]) -> tuple[Ints, Ints]:
        """Pair parties with the entities that have one of their numbers."""
        keys: list[int] = []
        owners: list[int] = []
        for owner, party in enumerate(parties):
            for number in party.identifiers:
                if key := identifiers.key(number):
                    keys.append(columns.key(key))
                    owners.append(owner)
        at, positions = find_all(self._identifiers, np.array(keys, np.uint32))
        return np.array(owners, np.int64)[at], positions.astype(np.int64)


@contextmanager
def _unswept() -> Iterator[None]:
    """Put off the search for cycles: a chunk makes many values, and none of these.

    It would be begun again and again, and look through the whole book each time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _chunk(parties: Sequence[Party], space: str) -> tuple[Chunk, set[int]]:
    """Read the names that are read in a space, and say whose are too long for it."""
    chosen = [n for n, party in enumerate(parties) if space_of(party.kind) == space]
    names = [
        (number, name)
        for number in chosen
        for written in parties[number].names
        for name in read_all(written, space)
        if name.tokens
    ]
    long = {number for number, name in names if len(name.tokens) > LONGEST}
    names = [(number, name) for number, name in names if number not in long]
    owners = [number for number, _ in names]
    ours = of_parties([sketches.of_party(parties[number]) for number in chosen])
    chunk = Chunk(
        tuple(name for _, name in names),
        np.array(owners, np.int64),
        ours.of(np.searchsorted(np.array(chosen, np.int64), owners)),
        tuple(parties[number].birth_date for number in owners),
    )
    return chunk, long
