"""The words of a book's names as they are gathered, and what leads to each.

Names are read as a batch reads them (``batch.reading``), and what is found out of words
and of neighbours is found out of many at once.
"""

import sys
from array import array
from collections.abc import Sequence

import numpy as np

from kycscreen.batch.listed import Ints
from kycscreen.batch.parts import parts, runs
from kycscreen.batch.reading import Read, Reader
from kycscreen.batch.vocabulary import Tokens
from kycscreen.index import columns
from kycscreen.index.vocabulary import ACRONYM
from kycscreen.index.writing import Pairs, Writer
from kycscreen.names import phrases, relation
from kycscreen.names.edges import spellings
from kycscreen.names.heard import hear, keys_as_one
from kycscreen.names.tokens import ORGANISATION


class Vocabulary:
    """The words of one space, the names that they make, and whose these are."""

    def __init__(self, space: str) -> None:
        """Begin with none."""
        self.space = space
        self.tokens = Tokens(space)
        self._reader = Reader(self)
        self._tokens, self._joins = Pairs(), Pairs()
        self._weight = array("H")
        self._parts = parts(())
        self._spelt_at, self._spelt = array("I", [0]), bytearray()
        none = np.zeros(0, np.int64)
        self._words, self._lengths, self._party, self._name_weight = (
            [none] for _ in range(4)
        )
        self._many = 0

    def __len__(self) -> int:
        return len(self._weight)

    @property
    def size(self) -> int:
        """How many words are known."""
        return len(self)

    def learn(self) -> None:
        """Find the keys of the words that are new."""
        new = self.tokens[len(self) :]
        hear(new)
        self._parts = self._parts.and_then(parts(new))
        for token in new:
            keys = {*map(columns.key, relation.keys_of_ours(token))}
            self._tokens.add(keys, len(self._weight))
            self._weight.append(token.weight)
            self._spelt += " ".join(spellings(token)).encode()
            self._spelt_at.append(len(self._spelt))

    def clear(self) -> None:
        """Forget nothing: what was read is known by the numbers of words."""

    def read(self, texts: Sequence[str]) -> Read:
        """Read names, none of which is gathered yet."""
        try:
            return self._reader.read(texts, most=sys.maxsize)[0]
        except Exception:
            self._reader = Reader(self)  # it may know half of a piece
            raise

    def add(self, names: Read, party: Ints) -> None:
        """Gather the names of some parties, which come in their order."""
        weight = np.array(self._weight, np.int64)
        self._words.append(names.words)
        self._lengths.append(np.diff(names.at))
        self._party.append(party)
        self._name_weight.append(
            np.add.reduceat(weight[names.words], names.at[:-1])
            if len(names)
            else names.text
        )
        self._join(names)
        if self.space == ORGANISATION:
            self._mean(names)
        self._many += len(names.words)

    def _join(self, names: Read) -> None:
        """Hold where neighbours begin under what they sound like as one."""
        found, tokens = names.words, self.tokens
        neighbours = runs(self._parts, found, names.at)
        for count in (2, 3):
            places = neighbours.position[neighbours.count == count]
            each_run = found[places[:, None] + np.arange(count)]
            each, which = np.unique(each_run, axis=0, return_inverse=True)
            keys = [
                [*map(columns.key, of)]
                for of in keys_as_one(
                    [tuple([tokens[word] for word in run]) for run in each.tolist()]
                )
            ]
            begins = (places + self._many).tolist()
            for begin, number in zip(begins, which.ravel().tolist(), strict=True):
                self._joins.add(keys[number], begin)

    def _mean(self, names: Read) -> None:
        """Hold where words begin under what they mean together, or their initials."""
        ends = names.at.tolist()
        words = names.words.tolist()
        for begin, end in zip(ends, ends[1:], strict=False):
            tokens = tuple([self.tokens[word] for word in words[begin:end]])
            for first, _, groups in phrases.phrases(tokens):
                of_groups = map(columns.key, groups)
                self._joins.add(of_groups, self._many + begin + first)
            for acronym, places in phrases.openings(tokens):
                key = columns.key(ACRONYM + acronym)
                self._joins.add((key,), self._many + begin + min(places))

    def write(self, writer: Writer) -> None:
        """Write the columns of this space."""
        of = self.space
        words, lengths = np.concatenate(self._words), np.concatenate(self._lengths)
        order = np.argsort(words, kind="stable")
        begins = np.searchsorted(words[order], np.arange(len(self) + 1))
        writer.rows(f"{of}.tokens", self._tokens, code="B")
        writer.rows(f"{of}.joins", self._joins)
        writer.column(f"{of}.weight", self._weight)
        writer.column(f"{of}.spelt_at", self._spelt_at)
        writer.pieces(f"{of}.spelt", [bytes(self._spelt)])
        for name, numbers in (
            ("name_at", np.append(0, lengths.cumsum())),
            ("name_words", words),
            ("name_party", np.concatenate(self._party)),
            ("name_weight", np.concatenate(self._name_weight)),
            ("posting_at", begins),
            ("postings", order),
        ):
            writer.pieces(f"{of}.{name}", [numbers.astype("<u4").tobytes()], "I")
