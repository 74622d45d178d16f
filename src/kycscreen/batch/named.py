"""Listed entities that have a name alike enough, for many names at once."""

from collections.abc import Iterator

import attrs
import numpy as np

from kycscreen.batch import bounds, company
from kycscreen.batch.beside import Beside
from kycscreen.batch.bounds import Together
from kycscreen.batch.company import Company
from kycscreen.batch.facts import Births, Sketches, Wanted
from kycscreen.batch.kernels import Kernels
from kycscreen.batch.listed import PART, Ints, Listed
from kycscreen.batch.names import Names, by_length
from kycscreen.batch.reading import Read
from kycscreen.batch.words import Words
from kycscreen.index import Index
from kycscreen.index.columns import Rows
from kycscreen.index.lookups import spread
from kycscreen.names import align

Pairs = tuple[Ints, Ints, Ints]
"""Names of the chunk, listed names, and the scores that these need."""


@attrs.frozen(eq=False)
class Chunk:
    """The names of some parties in one space, whose each is, and what that one states.

    Those of one owner stand together, in the order of the owners.
    """

    names: Read
    owner: Ints
    ours: Sketches
    born: Births


def named(
    chunk: Chunk, words: Words, wanted: Wanted, index: Index, kernels: Kernels
) -> tuple[Ints, Ints]:
    """Pair owners with the entities that have a name which reaches what it needs."""
    if not len(chunk.names):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    found, at = chunk.names.words, chunk.names.at
    together = company.together(index.spaces[words.listed.space], words, found, at)
    search = _Search(chunk, words, together, wanted, index, kernels)
    rows = by_length(
        words, found, at, wanted.usual(chunk.ours), wanted.least(chunk.ours)
    )
    pairs = [part for names in rows for part in search.reaching(names)]
    return search.aligned(pairs)


class _Search:
    """The names of one chunk, looked up in one index."""

    def __init__(
        self,
        chunk: Chunk,
        words: Words,
        together: Company,
        wanted: Wanted,
        index: Index,
        kernels: Kernels,
    ) -> None:
        self._chunk, self._words = chunk, words
        self._listed = words.listed
        self._space = index.spaces[words.listed.space]
        self._kernels = kernels
        self._related = bounds.Related(self._space)
        self._company = together
        self._row = np.full(len(chunk.names), -1)
        self._beside = Beside.of(
            wanted, chunk.ours, chunk.born, self._listed, Rows(index.file, "days")
        )

    def reaching(self, names: Names) -> Iterator[Pairs]:
        """Yield the pairs that may reach the score they need, of some names."""
        self._row[:] = -1
        self._row[names.number] = np.arange(len(names))
        for pairs in self._kernels.reaching(self._words, names, self._beside):
            yield self._close(names, *pairs)
        row, name, together = self._together(names)
        # What meets in company is little: it is not asked whether on that day.
        needed = self._beside.needed(names.number[row], name, on_day=True)
        possible = np.flatnonzero(needed <= 100)
        pairs = row[possible], name[possible], needed[possible]
        met = together.of(possible)
        kept = np.flatnonzero(self._kernels.reach(self._words, names, *pairs, met))
        row, name, needed = (each[kept] for each in pairs)
        yield self._close(names, row, name, needed, met.of(kept))

    def aligned(self, pairs: list[Pairs]) -> tuple[Ints, Ints]:
        """Keep the pairs that do reach it, by the one function that scores names."""
        chunk, listed = self._chunk, self._listed
        found: dict[tuple[int, int], None] = {}
        for numbers, names, needed in pairs:
            entities = listed.name_entity[names].tolist()
            owners = chunk.owner[numbers].tolist()
            for number, name, least, *pair in zip(
                numbers.tolist(), names.tolist(), needed.tolist(), owners, entities,
                strict=True,
            ):  # fmt: skip
                owner, entity = pair
                if (owner, entity) in found:
                    continue
                met = align(chunk.names.name(number), self._space.name(name))
                if met.score >= least:
                    found[owner, entity] = None
        both = np.array(list(found), np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def _rows(self, number: Ints) -> tuple[Ints, Ints]:
        """Return which row each name of the chunk is, and which of them are one."""
        row = self._row[number]
        those = np.flatnonzero(row >= 0)
        return row[those], those

    def _close(
        self,
        names: Names,
        row: Ints,
        name: Ints,
        needed: Ints,
        together: Together | None = None,
    ) -> Pairs:
        """Keep the pairs that may reach it by how alike their words really are."""
        kept = self._related.reach(self._words, names, row, name, needed, together)
        return names.number[row[kept]], name[kept], needed[kept]

    def _together(self, names: Names) -> tuple[Ints, Ints, Together]:
        """Pair rows with the listed names in which words of them meet in company.

        Each pair once, with all that meets so.
        """
        words, company = self._words, self._company
        row, those = self._rows(company.number)
        places = np.zeros(len(row), np.int64)
        for place in range(names.count):
            places |= (company.places[those] >> names.place[row, place] & 1) << place
        parts = [
            (
                row,
                company.name[those],
                places,
                company.likeness[those],
                company.weight[those],
                company.theirs[those],
            )
        ]
        for place in range(names.count):
            word = names.word[:, place]
            many = words.joined_at[word + 1] - words.joined_at[word]
            row = np.repeat(np.arange(len(names)), many)
            joined = spread(words.joined_at[word], many)
            parts.append(
                (
                    row,
                    words.joined_name[joined],
                    np.full(len(row), 1 << place),
                    words.joined_likeness[joined],
                    names.weight[row, place],
                    words.joined_theirs[joined],
                )
            )
        row, name, *met = map(np.concatenate, zip(*parts, strict=True))
        return _united(row, name, *met, listed=self._listed)


def _united(
    row: Ints,
    name: Ints,
    places: Ints,
    likeness: Ints,
    weight: Ints,
    theirs: Ints,
    *,
    listed: Listed,
) -> tuple[Ints, Ints, Together]:
    """Unite what meets in company in the same pair."""
    part = listed.name_heaviest[np.minimum(theirs, PART) - 1, name]
    taken = np.where(theirs > PART, listed.name_weight[name], part)
    order = np.argsort(row << 32 | name, kind="stable")
    pairs = (row << 32 | name)[order]
    at = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)])
    if not len(at):
        return row, name, Together(places, likeness, weight, taken, taken > 0)
    return (
        pairs[at] >> 32,
        pairs[at] & 0xFFFFFFFF,
        Together(
            np.bitwise_or.reduceat(places[order], at),
            np.maximum.reduceat(likeness[order], at),
            np.add.reduceat(weight[order], at),
            np.add.reduceat(taken[order], at),
            np.diff(at, append=len(pairs)) == 1,
        ),
    )
