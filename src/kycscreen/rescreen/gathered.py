"""Clients of a book gathered to be found by a listed name: their words, and whose.

The columns of an index (``index.columns``), seen from the other side: what is held are
words and numbers of parties, and what is looked up are those of listed entities. A
client is known by the digest of its rows (``book.digest``), and by nothing else.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import IO

import numpy as np

from kycscreen import identifiers, sketches
from kycscreen.batch import facts
from kycscreen.batch.listed import Ints
from kycscreen.index import columns
from kycscreen.index.building import day_key, month_key
from kycscreen.index.columns import File, Rows
from kycscreen.index.lookups import column
from kycscreen.index.vocabulary import joins
from kycscreen.index.writing import Pairs, Writer
from kycscreen.names import Name, Token, read_all, relation, space_of
from kycscreen.names.edges import spellings
from kycscreen.names.tokens import COMPARED
from kycscreen.parties import Client, Party
from kycscreen.rescreen.near import Spelt
from kycscreen.sketches import Sketch

DIGEST = 32
"""Bytes of a client's digest."""
_AT_ONCE = 5_000


class Gathered:
    """What is gathered of clients until it is written."""

    def __init__(self) -> None:
        self._digests = bytearray()
        self._client = array("I")
        self._sketches: list[Sketch] = []
        self._stated: list[facts.Sketches] = []
        self._identifiers, self._days = Pairs(), Pairs()
        self._spaces = {space: _Words(space) for space in COMPARED}

    def __len__(self) -> int:
        """Count the clients."""
        return len(self._digests) // DIGEST

    def add(self, client: Client, digest: bytes) -> None:
        """Gather the parties of a client, or where one cannot be read nothing of it."""
        read = [self._read(party) for party in client.parties]
        number = len(self)
        self._digests += digest
        for sketch, numbers, days, words, names in read:
            party = len(self._client)
            self._client.append(number)
            self._sketches.append(sketch)
            self._identifiers.add(numbers, party)
            self._days.add(days, party)
            for name in names:
                words.add(name, party)
        if len(self._sketches) >= _AT_ONCE:
            self._state()

    def _read(self, party: Party) -> "_Read":
        keys = set(filter(None, map(identifiers.key, party.identifiers)))
        words = self._spaces[space_of(party.kind)]
        return (
            sketches.of_party(party),
            [*map(columns.key, keys)],
            [*map(columns.spread, _days(party))],
            words,
            [
                words.read(name)
                for written in party.names
                for name in read_all(written, words.space)
                if name.tokens
            ],
        )

    def _state(self) -> None:
        self._stated.append(facts.of_sketches(self._sketches))
        self._sketches = []

    def write(self, file: IO[bytes], engine: str) -> None:
        """Write all of it; ``engine`` says by what code it was read."""
        self._state()
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
        writer.finish({"engine": engine, "clients": len(self)})


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
    """The words of a part in one space, and the names that they make."""

    def __init__(self, file: File, space: str) -> None:
        self.tokens = Rows(file, f"{space}.tokens")
        self.joins = Rows(file, f"{space}.joins")
        self.spelt = Spelt(
            file.column(f"{space}.spelt_at"), file.column(f"{space}.spelt")
        )
        self.weight = column(file.column(f"{space}.weight")).astype(np.int64)
        self.name_at = column(file.column(f"{space}.name_at"))
        self.name_words = column(file.column(f"{space}.name_words"))
        self.name_party = column(file.column(f"{space}.name_party"))
        self.name_weight = column(file.column(f"{space}.name_weight"))
        self.posting_at = column(file.column(f"{space}.posting_at"))
        self.postings = column(file.column(f"{space}.postings"))


def _days(party: Party) -> Iterable[int]:
    """Return the days and the month under which a birth is found that meets it."""
    born = party.birth_date
    if born is None or day_key(born) is None:
        return ()
    assert born.lo is not None  # or it had no key
    assert born.hi is not None
    return (month_key(born.lo), *range(born.lo.toordinal(), born.hi.toordinal() + 1))


class _Words:
    """The words of one space, the names that they make, and whose these are."""

    def __init__(self, space: str) -> None:
        self.space = space
        self._numbers: dict[tuple[object, ...], int] = {}
        self._tokens, self._joins = Pairs(), Pairs()
        self._weight = array("H")
        self._spelt_at, self._spelt = array("I", [0]), bytearray()
        self._name_at, self._name_words = array("I", [0]), array("I")
        self._name_party, self._name_weight = array("I"), array("H")

    def read(self, name: Name) -> "_Numbered":
        """Return the words of a name by number, its weight, and keys of neighbours."""
        words = [self._number(token) for token in name.tokens]
        return words, name.weight, [*map(columns.key, set(joins(name)))]

    def add(self, name: "_Numbered", party: int) -> None:
        """Add a name of a party."""
        words, weight, keys = name
        self._joins.add(keys, len(self._name_party))
        self._name_words.extend(words)
        self._name_at.append(len(self._name_words))
        self._name_party.append(party)
        self._name_weight.append(weight)

    def _number(self, token: Token) -> int:
        word = token.text, token.kind, token.cut, token.syllables
        number = self._numbers.get(word)
        if number is None:
            keys = {*map(columns.key, relation.keys_of_ours(token))}
            spelt = " ".join(spellings(token)).encode()
            number = self._numbers[word] = len(self._numbers)
            self._tokens.add(keys, number)
            self._weight.append(token.weight)
            self._spelt += spelt
            self._spelt_at.append(len(self._spelt))
        return number

    def write(self, writer: Writer) -> None:
        """Write the columns of this space."""
        of = self.space
        at, words = np.array(self._name_at, np.int64), np.array(self._name_words)
        name = np.repeat(np.arange(len(at) - 1, dtype=np.uint32), at[1:] - at[:-1])
        order = np.argsort(words, kind="stable")
        begins = np.searchsorted(words[order], np.arange(len(self._weight) + 1))
        writer.rows(f"{of}.tokens", self._tokens, code="B")
        writer.rows(f"{of}.joins", self._joins)
        writer.column(f"{of}.weight", self._weight)
        writer.column(f"{of}.spelt_at", self._spelt_at)
        writer.pieces(f"{of}.spelt", [bytes(self._spelt)])
        writer.column(f"{of}.name_at", self._name_at)
        writer.column(f"{of}.name_words", self._name_words)
        writer.column(f"{of}.name_party", self._name_party)
        writer.column(f"{of}.name_weight", self._name_weight)
        writer.pieces(f"{of}.posting_at", [begins.astype(np.uint32).tobytes()], "I")
        writer.pieces(f"{of}.postings", [name[order].tobytes()], "I")


_Numbered = tuple[list[int], int, list[int]]
_Read = tuple[Sketch, list[int], list[int], _Words, list[_Numbered]]
