"""What the names of a chunk need beside listed ones, by what both sides state."""

import attrs
import numpy as np

from kycscreen.batch.facts import Births, Sketches, Wanted
from kycscreen.batch.listed import Flags, Ints, Listed
from kycscreen.index.columns import Rows
from kycscreen.index.lookups import find_all, spread


@attrs.frozen(eq=False)
class Beside:
    """The names of a chunk, whose owners state something, beside those of a list.

    ``born_at`` says for each name where those entities begin in ``born`` that are born
    on its owner's day, or in it; none where that adds nothing to another birth.
    """

    wanted: Wanted
    ours: Sketches
    listed: Listed
    born_at: Ints
    born: Ints

    @classmethod
    def of(
        cls, wanted: Wanted, ours: Sketches, births: Births, listed: Listed, days: Rows
    ) -> "Beside":
        """Look up who is born on the same days."""
        numbers, entities = np.zeros((2, 0), np.int64)
        if wanted.is_nearer_on_day:
            whose, keys = births.keys()
            at, found = find_all(days, keys)
            numbers, entities = whose[at], found.astype(np.int64)
        every = np.arange(len(births.month) + 1)
        return cls(wanted, ours, listed, np.searchsorted(numbers, every), entities)

    def agree(self, number: Ints, name: Ints) -> Flags:
        """Tell of names and listed names whether facts may bring them nearer."""
        return self.wanted.agree(self.ours.of(number), self.listed.name_entity[name])

    def needed(self, number: Ints, name: Ints, *, on_day: bool = False) -> Ints:
        """Return what names need beside listed names."""
        return self.wanted.needed(
            self.ours.of(number),
            self.listed.name_entity[name],
            self.listed.name_weak[name],
            on_day=on_day,
        )

    def on_day(self, number: Ints) -> tuple[Ints, Ints]:
        """Pair names, by their place among some, with those of who is born then."""
        born = self.born_at[number + 1] - self.born_at[number]
        entity = self.born[spread(self.born_at[number], born)]
        first = self.listed.first_name[entity]
        many = self.listed.first_name[entity + 1] - first
        row = np.repeat(np.repeat(np.arange(len(number)), born), many)
        return row, spread(first, many)

    def least_on_day(self, number: Ints) -> Ints:
        """Return what names need at least beside whom they share the day with."""
        return self.wanted.least(self.ours.of(number), on_day=True)
