"""What many names need, by what facts could add: ``match.Room``, on columns.

Countries are folded to 64 bits, so that two may look like one: that only adds.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.listed import Bits, Ints
from kycscreen.dates import DateSpan, Precision
from kycscreen.index import Index
from kycscreen.index.building import COUNTRIES, day_key, month_key
from kycscreen.index.lookups import spaced, spread
from kycscreen.match import Room
from kycscreen.parties import Party
from kycscreen.policy import Policy
from kycscreen.sketches import (
    BIRTH,
    CIRCA,
    GENDERS,
    NUMBER,
    PLACE,
    WEAK,
    Sketch,
    sketch,
    states_of,
)

_WORD = 64
_ANY_GENDER = sum(GENDERS.values())


@attrs.frozen(eq=False)
class Sketches:
    """The sketches of many subjects, a column for each of their parts."""

    states: Ints
    first_year: Ints
    last_year: Ints
    days: Bits
    countries: Bits

    def of(self, chosen: Ints) -> "Sketches":
        """Return those that are chosen, in that order."""
        return Sketches(
            self.states[chosen],
            self.first_year[chosen],
            self.last_year[chosen],
            self.days[chosen],
            self.countries[chosen],
        )

    def numbers(self) -> Ints:
        """Return a row of numbers for each, in the order of the columns."""
        columns = (
            self.states,
            self.first_year,
            self.last_year,
            self.days.astype(np.uint64).view(np.int64),
            self.countries.astype(np.uint64).view(np.int64),
        )
        return np.stack(columns, axis=1)


def of_index(index: Index) -> Sketches:
    """Return the sketches of every listed entity."""
    column = index.file.column
    years = np.asarray(column("years").view).astype(np.int64)
    bits = np.asarray(column("countries").view).reshape(-1, COUNTRIES // 8)
    return Sketches(
        np.asarray(column("states").view).astype(np.int64),
        years >> 16,
        years & 0xFFFF,
        np.asarray(column("birthdays").view),
        np.bitwise_or.reduce(bits, axis=1),
    )


@attrs.frozen(eq=False)
class Births:
    """When subjects are born: the days between which, and the month.

    Zeros where a birth is not known to the day or to one month.
    """

    first: Ints
    last: Ints
    month: Ints

    def of(self, chosen: Ints) -> "Births":
        """Return those that are chosen, in that order."""
        return Births(self.first[chosen], self.last[chosen], self.month[chosen])

    def keys(self) -> tuple[Ints, Ints]:
        """Return whose each key is, in order, of births that may be the same.

        Keys are those of a birth's month and of each of its days.
        """
        known = np.flatnonzero(self.month)
        first = self.first[known]
        many = self.last[known] - first + 1
        born = np.concatenate([self.month[known], spread(first, many)])
        whose = np.concatenate([known, np.repeat(known, many)])
        order = np.argsort(whose, kind="stable")
        return whose[order], spaced(born[order])


def of_parties(parties: Sequence[Party]) -> tuple[Sketches, Births]:
    """Sketch parties in columns; what many state is sketched once."""
    births = [
        _several(party) if party.other_births
        else _UNBORN if (born := party.birth_date) is None
        else _born(born.lo, born.hi, born.circa)
        for party in parties
    ]  # fmt: skip
    stated = [
        _stated(p.nationalities, p.countries, p.genders, states_of(p)) for p in parties
    ]
    many = len(parties)
    first, last, month, born_states, first_year, last_year = np.fromiter(
        chain.from_iterable([numbers for numbers, _ in births]), np.int64, 6 * many
    ).reshape(-1, 6).T  # fmt: skip
    return Sketches(
        np.fromiter([states for states, _ in stated], np.int64, many) | born_states,
        first_year,
        last_year,
        np.fromiter([days for _, days in births], np.uint64, many),
        np.fromiter([countries for _, countries in stated], np.uint64, many),
    ), Births(first, last, month)


def of_sketches(sketches: Sequence[Sketch]) -> Sketches:
    """Set sketches in columns."""
    return Sketches(
        np.array([sketch.states for sketch in sketches], np.int64),
        np.array([sketch.first_year for sketch in sketches], np.int64),
        np.array([sketch.last_year for sketch in sketches], np.int64),
        np.array([sketch.days for sketch in sketches], np.uint64),
        np.array([_folded(sketch.countries) for sketch in sketches], np.uint64),
    )


_UNBORN = (0, 0, 0, 0, 0, 0), 0


def _several(party: Party) -> tuple[tuple[int, int, int, int, int, int], int]:
    """Return what is held of one with several births: no day, as it would need two."""
    born = sketch(party.births, (), (), 0)
    return (0, 0, 0, born.states, born.first_year, born.last_year), born.days


def other_keys(parties: Sequence[Party]) -> tuple[Ints, Ints]:
    """Return whose each key is, of births that ``of_parties`` has no room for."""
    found = [
        (number, key)
        for number, party in enumerate(parties)
        if party.other_births
        for birth in party.births
        for key in _keys(birth)
    ]
    owners, keys = np.array(found, np.int64).reshape(-1, 2).T
    return owners, spaced(keys)


def _keys(birth: DateSpan) -> Iterator[int]:
    if birth.lo is None or birth.hi is None or day_key(birth) is None:
        return
    yield month_key(birth.lo)
    yield from range(birth.lo.toordinal(), birth.hi.toordinal() + 1)


@lru_cache(maxsize=65_536)
def _born(
    lo: date | None, hi: date | None, circa: bool
) -> tuple[tuple[int, int, int, int, int, int], int]:
    """Return the columns of ``Births`` and what a sketch holds of one."""
    span = DateSpan(lo, hi, Precision.RANGE, circa=circa)
    born = sketch((span,), (), (), 0)
    told = born.states, born.first_year, born.last_year
    if lo is None or hi is None or day_key(span) is None:
        return (0, 0, 0, *told), born.days
    return (lo.toordinal(), hi.toordinal(), month_key(lo), *told), born.days


@lru_cache(maxsize=16_384)
def _stated(
    nationalities: tuple[str, ...],
    countries: tuple[str, ...],
    genders: tuple[str, ...],
    states: int,
) -> tuple[int, int]:
    """Return the states and the folded countries of a sketch without a birth."""
    stated = sketch((), (*nationalities, *countries), genders, states)
    return stated.states, _folded(stated.countries)


def _folded(bits: int) -> int:
    folded = 0
    while bits:
        folded |= bits & (1 << _WORD) - 1
        bits >>= _WORD
    return folded


class Wanted:
    """The score that names need, of a policy, beside entities that state something.

    ``whole`` are ranges of entities whose weak aliases count as names.
    """

    def __init__(
        self, theirs: Sketches, policy: Policy, whole: Sequence[tuple[int, int]]
    ) -> None:
        """Take what every listed entity states."""
        self.policy = policy
        self.theirs = theirs
        self.is_whole = np.zeros(len(theirs.states), np.bool_)
        for first, last in whole:
            self.is_whole[first:last] = True
        everything = Room.of_anybody(policy, on_day=True)
        self.leasts: Ints = np.array(everything.leasts).T

    @property
    def is_nearer_on_day(self) -> bool:
        """Whether a birth that is met to the day or month adds more than another."""
        return self.births(on_day=True) > self.births(on_day=False)

    def usual(self, ours: Sketches) -> Ints:
        """Return what names need beside entities that no fact brings nearer.

        But for a gender, which agrees with half of the lists.
        """
        genders = (ours.states & _ANY_GENDER) > 0
        added = np.where(genders, self.policy.gender_same, 0)
        return self._lowest(added + self.policy.weak_points)

    def least(self, ours: Sketches, *, on_day: bool = False) -> Ints:
        """Return what names need at least, beside anybody, or who is of that day."""
        policy = self.policy
        added = np.full(len(ours.states), policy.weak_points)
        for state, points in (*self._stated(), (BIRTH, self.births(on_day=on_day))):
            added += np.where(ours.states & state, points, 0)
        return self._lowest(added + np.where(ours.countries, policy.country_same, 0))

    def agree(self, ours: Sketches, entities: Ints) -> NDArray[np.bool_]:
        """Tell of pairs whether facts could add more than is usual."""
        theirs = self.theirs.of(entities)
        both = ours.states & theirs.states
        found = (both & (PLACE | NUMBER)) > 0
        found |= (ours.countries & theirs.countries) > 0
        born = self._meet(ours, theirs) | ((ours.days & theirs.days) > 0)
        return found | (((both & BIRTH) > 0) & born)

    def needed(
        self,
        ours: Sketches,
        entities: Ints,
        weak: NDArray[np.bool_],
        *,
        on_day: bool = False,
    ) -> Ints:
        """Return what names need beside listed ones, weak aliases or not."""
        policy = self.policy
        theirs = self.theirs.of(entities)
        both = ours.states & theirs.states
        added = np.where(theirs.states & WEAK, policy.weak_points, 0)
        for state, points in self._stated():
            added += np.where(both & state, points, 0)
        shared = (ours.countries & theirs.countries) > 0
        added += np.where(shared, policy.country_same, 0)
        births = np.full(len(added), self.births(on_day=on_day))
        if not on_day:
            slip = (ours.days & theirs.days) > 0
            slips = np.where(slip, policy.birth_date_slip, 0)
            births = np.where(self._meet(ours, theirs), births, slips)
        added += np.where(both & BIRTH, births, 0)
        alias = weak & ~self.is_whole[entities]
        return np.asarray(self.leasts[alias.astype(np.int64), added])

    def _lowest(self, added: Ints) -> Ints:
        return np.asarray(self.leasts[:, added].min(0))

    def _stated(self) -> tuple[tuple[int, int], ...]:
        """Return what facts add that agree for all that a sketch can tell."""
        policy = self.policy
        return (
            (_ANY_GENDER, policy.gender_same),
            (PLACE, policy.birth_place_same),
            (NUMBER, policy.identifier_slip),
        )

    def births(self, *, on_day: bool) -> int:
        """Return what births add that agree, or that are the same day or month."""
        policy = self.policy
        most = max(policy.birth_date_slip, policy.birth_date_year)
        if on_day:
            return max(most, policy.birth_date_same, policy.birth_date_month)
        return most

    def _meet(self, ours: Sketches, theirs: Sketches) -> NDArray[np.bool_]:
        """Tell whether years of birth meet, as far as each is only about right."""
        circa = ((ours.states & CIRCA) > 0).astype(np.int64)
        reach = (circa + ((theirs.states & CIRCA) > 0)) * self.policy.circa_years
        return (theirs.first_year <= ours.last_year + reach) & (
            ours.first_year <= theirs.last_year + reach
        )
