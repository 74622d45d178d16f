"""Clients of a book gathered to be found by a listed name: their words, and whose.

The columns of an index (``index.columns``), seen from the other side: what is held are
words and numbers of parties, and what is looked up are those of listed entities. A
client is known by the digest of its rows (``book.digest``), and by nothing else.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import IO

import numpy as np

from kycscreen import identifiers
from kycscreen.batch import facts
from kycscreen.batch.listed import Ints
from kycscreen.batch.reading import Read
from kycscreen.index import columns
from kycscreen.index.columns import File, Rows
from kycscreen.index.lookups import column
from kycscreen.index.writing import Pairs, Writer
from kycscreen.names import space_of
from kycscreen.names.tokens import COMPARED
from kycscreen.parties import Client, Party
from kycscreen.rescreen.near import Spelt
from kycscreen.rescreen.vocabulary import Vocabulary
from kycscreen.unswept import unswept

DIGEST = 32
"""Bytes of a client's digest."""
_AT_ONCE = 20_000
"""Parties whose names are read together."""


_Waiting = tuple[bytes, Sequence[Party], list[list[int]]]
"""A client's digest, its parties, and the keys of their numbers."""
_Read = tuple[facts.Sketches, list[tuple[Ints, Ints]], dict[str, tuple[Ints, Read]]]
"""What parties state, when they are born, and their names by space and party."""


class Gathered:
    """What is gathered of clients until it is written.

    ``unread`` are the digests of clients whose names could not be read.
    """

    def __init__(self) -> None:
        self.unread: set[bytes] = set()
        self._digests = bytearray()
        self._client = array("I")
        self._stated: list[facts.Sketches] = []
        self._identifiers, self._days = Pairs(), Pairs()
        self._spaces = {space: Vocabulary(space) for space in COMPARED}
        self._waiting: list[_Waiting] = []
        self._parties = 0

    def __len__(self) -> int:
        """Count the clients."""
        self._read()
        return len(self._digests) // DIGEST

    def add(self, client: Client, digest: bytes) -> None:
        """Gather the parties of a client; their names are read with those of others."""
        numbers = [
            [*map(columns.key, set(filter(None, map(identifiers.key, of.identifiers))))]
            for of in client.parties
        ]
        self._waiting.append((digest, client.parties, numbers))
        self._parties += len(numbers)
        if self._parties >= _AT_ONCE:
            self._read()

    def _read(self) -> None:
        waiting, self._waiting, self._parties = self._waiting, [], 0
        if waiting:
            with unswept():
                self._try(waiting)

    def _try(self, some: Sequence[_Waiting]) -> None:
        """Read clients together, and find those with whom that does not work."""
        try:
            read = self._read_of([one for _, parties, _ in some for one in parties])
        except Exception:  # what is wrong with it, its screening says
            if len(some) == 1:
                self.unread.add(some[0][0])
                return
            half = len(some) // 2
            self._try(some[:half])
            self._try(some[half:])
            return
        stated, births, names = read
        first = len(self._client)
        for digest, _, numbers in some:
            number = len(self._digests) // DIGEST
            self._digests += digest
            for of_party in numbers:
                self._identifiers.add(of_party, len(self._client))
                self._client.append(number)
        self._stated.append(stated)
        for born, keys in births:
            for party, key in zip((born + first).tolist(), keys.tolist(), strict=True):
                self._days.add((key,), party)
        for space, (owner, of_space) in names.items():
            self._spaces[space].add(of_space, owner + first)

    def _read_of(self, parties: Sequence[Party]) -> _Read:
        stated, births = facts.of_parties(parties)
        names = {}
        for space, words in self._spaces.items():
            owners = [
                (number, name)
                for number, party in enumerate(parties)
                if space_of(party.kind) == space
                for name in party.names
            ]
            of_text = np.array([number for number, _ in owners], np.int64)
            read = words.read([name for _, name in owners])
            names[space] = of_text[read.text], read
        return stated, [births.keys(), facts.other_keys(parties)], names

    def write(self, file: IO[bytes], engine: str) -> None:
        """Write all of it; ``engine`` says by what code it was read."""
        clients = len(self)
        writer = Writer(file)
        writer.pieces("digests", [bytes(self._digests)])
        writer.column("client", self._client)
        for name, code in STATED.items():
            parts = [getattr(part, name) for part in self._stated]
            writer.pieces(
                name,
                [part.astype(f"u{columns.SIZE[code]}").tobytes() for part in parts],
                code,
            )
        writer.rows("identifiers", self._identifiers)
        writer.rows("days_born", self._days)
        for words in self._spaces.values():
            words.write(writer)
        writer.finish({"engine": engine, "clients": clients})


STATED = {
    "states": "B",
    "first_year": "H",
    "last_year": "H",
    "days": "Q",
    "countries": "Q",
}
"""What parties state, by the columns of their sketches."""


class Part:
    """Clients that were gathered, opened to be looked up."""

    def __init__(self, data: object, name: str) -> None:
        """Check all of a file: ``IndexFileError`` where anything is damaged."""
        file = File(data, name)
        file.check_all()
        self.engine = str(file.header["engine"])
        self.identifiers = Rows(file, "identifiers")
        self.days = Rows(file, "days_born")
        self.words = {space: Words(file, space) for space in COMPARED}
        self._digests = bytes(file.column("digests").view)
        self._client = column(file.column("client"))
        self._stated = {name: column(file.column(name)) for name in STATED}

    def __len__(self) -> int:
        """Count the clients."""
        return len(self._digests) // DIGEST

    def all_digests(self) -> Iterator[bytes]:
        """Yield the digest of every client."""
        whole = self._digests
        return (whole[at : at + DIGEST] for at in range(0, len(whole), DIGEST))

    def digests(self, parties: Ints) -> set[bytes]:
        """Return the digests of the clients of some parties."""
        begins = (DIGEST * np.unique(self._client[parties])).tolist()
        return {self._digests[at : at + DIGEST] for at in begins}

    def stated(self, parties: Ints) -> facts.Sketches:
        """Return what some parties state."""
        states, first, last, days, countries = (
            of[parties] for of in self._stated.values()
        )
        return facts.Sketches(
            states.astype(np.int64),
            first.astype(np.int64),
            last.astype(np.int64),
            days,
            countries,
        )


class Words:
    """The words of a part in one space, and the names that they make.

    Where a word stands among those of all names is told by ``postings``; what begins
    there, and may be one word, by ``joins``. ``name_of`` says which name that is.
    """

    def __init__(self, file: File, space: str) -> None:
        self.tokens = Rows(file, f"{space}.tokens")
        self.joins = Rows(file, f"{space}.joins")
        self.spelt = Spelt(
            file.column(f"{space}.spelt_at"), file.column(f"{space}.spelt")
        )
        self.weight = column(file.column(f"{space}.weight")).astype(np.int64)
        self.name_at = column(file.column(f"{space}.name_at")).astype(np.int64)
        self.name_words = column(file.column(f"{space}.name_words"))
        self.name_party = column(file.column(f"{space}.name_party"))
        self.name_weight = column(file.column(f"{space}.name_weight"))
        self.posting_at = column(file.column(f"{space}.posting_at")).astype(np.int64)
        self.postings = column(file.column(f"{space}.postings"))
        many = len(self.name_at) - 1
        self.name_of = np.repeat(np.arange(many), np.diff(self.name_at))
