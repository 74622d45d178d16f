"""What sifts and bounds pairs of names: on columns, or in compiled loops.

Both propose the same. Loops need numba (``kycscreen[fast]``), which takes a second to
load, and some more to compile them once: a large book is worth that, a small one not.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Protocol

import attrs

from kycscreen.batch import bounds, sieve
from kycscreen.batch.bounds import Together
from kycscreen.batch.listed import Flags, Ints
from kycscreen.batch.names import Names
from kycscreen.batch.sieve import Agree
from kycscreen.batch.words import Words

LARGE = 50_000
"""Parties after which a book is known to be worth the time that loops take to begin."""


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
    """The two that pairs go through: ``sieve.candidates`` and ``bounds.reach``."""

    candidates: Callable[[Words, Names, Agree], Iterator[tuple[Ints, Ints]]]
    reach: Reach


COLUMNS = Kernels(sieve.candidates, bounds.reach)


def chosen(parties: int) -> Kernels:
    """Return what is quickest for a book of which so many parties are known."""
    if parties < LARGE or find_spec("numba") is None:
        return COLUMNS
    return loops()


@cache
def loops() -> Kernels:
    """Return the loops; only where numba is installed."""
    from kycscreen.batch import compiled

    return Kernels(compiled.candidates, compiled.reach)
