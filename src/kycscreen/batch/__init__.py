"""Many parties at once: whom of those listed each is worth comparing with.

The same file and the same proof as for one party (``index``), on columns of numbers:
every word of the book is looked up once, and pairs of names are left out where it is
proved that they cannot reach the score they need. What remains is compared by the one
function that scores names. Importing this loads numpy.
"""

from collections.abc import Sequence

import numpy as np

from kycscreen import identifiers
from kycscreen.batch.facts import Wanted, of_index, of_parties
from kycscreen.batch.kernels import Kernels, chosen
from kycscreen.batch.listed import Ints
from kycscreen.batch.named import Chunk, named
from kycscreen.batch.reading import Reader
from kycscreen.batch.words import Words
from kycscreen.index import Index
from kycscreen.index.columns import Rows
from kycscreen.index.lookups import find_all, hashed
from kycscreen.names import space_of
from kycscreen.parties import Party
from kycscreen.policy import Policy

LONGEST = 60
"""Words of a name that have a bit each in a number; longer ones are looked up alone."""
MOST_WORDS = 75_000
"""Words of a space that all processes keep from chunk to chunk; with more, all are read
anew.

Most words of a book come once. Those that come often are soon known again, which costs
less than the memory of all others in each of several processes.
"""


class Batch:
    """An index and a policy, ready for many parties at once."""

    def __init__(
        self,
        index: Index,
        policy: Policy,
        weak: Sequence[tuple[int, int]] = (),
        *,
        kernels: Kernels | None = None,
        parties: int = 0,
        processes: int = 1,
    ) -> None:
        """Read the columns of an index that has been checked.

        ``weak`` are ranges of entities whose weak aliases count as names; ``kernels``
        what sifts pairs, or what is quickest for as many parties as come;
        ``parties`` of them are known to, and ``processes`` share them.
        """
        self._kernels = kernels
        self._parties, self._processes = parties, processes
        self._index = index
        self._wanted = Wanted(of_index(index), policy, weak)
        self._words = {space: Words(index, space) for space in index.spaces}
        self._readers = {name: Reader(of) for name, of in self._words.items()}
        self._identifiers = Rows(index.file, "identifiers")
        index.file.let_go()  # of what has been checked, and read into columns

    def propose(self, parties: Sequence[Party]) -> list[list[int] | None]:
        """Return for each party the positions of all entities that could be hits.

        ``None`` for one that is looked up alone: with a name of very many words, or
        with two births.
        """
        found, _ = self.look_up(parties)
        return [None if each is None else [*each] for each in found]

    def look_up(
        self, parties: Sequence[Party]
    ) -> tuple[list[Sequence[int] | None], list[bool]]:
        """Return what is proposed for each party, and of whom all names are clear.

        Of a clear name nothing is to be said (``names.reading.is_clear``).
        """
        self._parties += len(parties)
        names = sum(len(of.listed.name_entity) for of in self._words.values())
        kernels = self._kernels or chosen(self._parties, names)
        self._index.file.let_go()  # of what hits were read from meanwhile
        pairs = [self._numbered(parties)]
        # A second birth has no room in the columns: few have one.
        alone = [number for number, party in enumerate(parties) if party.other_births]
        are_clear = np.zeros(len(parties), np.bool_)
        for space, words in self._words.items():
            of_space = [n for n, p in enumerate(parties) if space_of(p.kind) == space]
            most = MOST_WORDS // self._processes
            reader = self._readers[space]
            chunk, long, unclear = _chunk(parties, of_space, reader, most)
            alone += long
            are_clear[of_space] = True
            are_clear[unclear] = False
            pairs.append(named(chunk, words, self._wanted, self._index, kernels))
            self._index.file.let_go()
        owners, positions = map(np.concatenate, zip(*pairs, strict=True))
        of_owner: dict[int, list[int]] = {}
        for pair in np.unique(owners << 32 | positions).tolist():
            of_owner.setdefault(pair >> 32, []).append(pair & 0xFFFFFFFF)
        found: list[Sequence[int] | None] = [()] * len(parties)
        for owner, several in of_owner.items():
            found[owner] = several
        for owner in alone:
            found[owner] = None
        return found, are_clear.tolist()

    def _numbered(self, parties: Sequence[Party]) -> tuple[Ints, Ints]:
        """Pair parties with the entities that have one of their numbers."""
        keys: list[str] = []
        owners: list[int] = []
        for owner, party in enumerate(parties):
            for number in party.identifiers:
                if key := identifiers.key(number):
                    keys.append(key)
                    owners.append(owner)
        at, positions = find_all(self._identifiers, hashed(keys))
        return np.array(owners, np.int64)[at], positions.astype(np.int64)


def _chunk(
    parties: Sequence[Party], chosen: list[int], reader: Reader, most: int
) -> tuple[Chunk, list[int], list[int]]:
    """Read the names of some parties, all of one space; so many words are kept.

    And say whose are too long for it, and whose are not clear.
    """
    texts: list[str] = []
    owners: list[int] = []
    ours = [parties[number] for number in chosen]
    for number, party in enumerate(ours):
        texts.append(party.name)
        owners.append(number)
        if party.other_names:
            texts += party.other_names
            owners += [number] * len(party.other_names)
    names, are_clear = reader.read(texts, most=most)
    of_text, numbers = np.array(owners, np.int64), np.array(chosen, np.int64)
    long = of_text[names.text[np.diff(names.at) > LONGEST]]
    if len(long):
        names = names.of(np.flatnonzero(~np.isin(of_text[names.text], long)))
    owner = of_text[names.text]
    facts, births = of_parties(ours)
    chunk = Chunk(names, numbers[owner], facts.of(owner), births.of(owner))
    return chunk, numbers[long].tolist(), numbers[of_text[~are_clear]].tolist()
