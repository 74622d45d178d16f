"""What sifts and bounds pairs of names: on columns, or in compiled loops.

Both propose the same. Loops need numba (``kycscreen[fast]``), which takes a second to
load, and some more to compile them once: a large book is worth that, a small one not.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Protocol

import attrs
import numpy as np

from kycscreen.batch import bounds, sieve
from kycscreen.batch.beside import Beside
from kycscreen.batch.bounds import Together
from kycscreen.batch.listed import Flags, Ints
from kycscreen.batch.names import Names
from kycscreen.batch.words import Words

LARGE = 1_500_000_000
"""Pairs of a party and a listed name: more are worth the time that loops take to begin.

Those of some 40,000 parties and three lists of today, or of 1,500 and a million names.
"""

Pairs = tuple[Ints, Ints, Ints]
"""Rows of names, listed names, and the scores that these need."""


class Reach(Protocol):
    """Tell which pairs of a row and a listed name may reach the score they need."""

    def __call__(
        self,
        words: Words,
        names: Names,
        row: Ints,
        name: Ints,
        needed: Ints,
        together: Together | None = None,
    ) -> Flags:
        """Tell which do."""


@attrs.frozen(eq=False)
class Kernels:
    """The two that pairs go through.

    ``reaching`` yields those that may reach what they need by single words, or because
    both are born on a day: some perhaps twice. ``reach`` is as ``bounds.reach``.
    """

    reaching: Callable[[Words, Names, Beside], Iterator[Pairs]]
    reach: Reach


def _reaching(words: Words, names: Names, beside: Beside) -> Iterator[Pairs]:
    """Sift and bound one block of pairs after the other."""
    for row, name in sieve.candidates(words, names, beside.agree):
        needed = beside.needed(names.number[row], name)
        yield _bounded(words, names, row, name, needed)
    row, name = beside.on_day(names.number)
    needed = beside.needed(names.number[row], name, on_day=True)
    yield _bounded(words, names, row, name, needed)


def _bounded(words: Words, names: Names, row: Ints, name: Ints, needed: Ints) -> Pairs:
    possible = np.flatnonzero(needed <= 100)
    row, name, needed = row[possible], name[possible], needed[possible]
    kept = bounds.reach(words, names, row, name, needed)
    return row[kept], name[kept], needed[kept]


COLUMNS = Kernels(_reaching, bounds.reach)


def chosen(parties: int, names: int) -> Kernels:
    """Return what is quickest for so many parties, known to come, and listed names."""
    if parties * names < LARGE or find_spec("numba") is None:
        return COLUMNS
    return loops()


@cache
def loops() -> Kernels:
    """Return the loops; only where numba is installed."""
    from kycscreen.batch import compiled

    return Kernels(compiled.reaching, compiled.reach)
