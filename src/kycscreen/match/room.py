"""The room that facts leave: what they could add to a name, before any is compared.

The index leaves out whom no fact can lift to a hit, so nothing here may be too small.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Self

import attrs

from kycscreen import policy as policies
from kycscreen.policy import Policy
from kycscreen.sketches import BIRTH, CIRCA, GENDERS, NUMBER, PLACE, WEAK, Sketch

_ANY_GENDER = sum(GENDERS.values())


@attrs.frozen
class Room:
    """What the facts of one party could add, beside any entity.

    ``on_day`` is for those entities whose birth meets the party's to the day or
    month: the index knows which. Who declares an equal number is looked up as well.
    """

    ours: Sketch
    policy: Policy
    on_day: bool = False

    @classmethod
    def of_anybody(cls, policy: Policy, *, on_day: bool = False) -> Self:
        """Return the room of a party that states whatever a list may: all there is."""
        return cls(_STATES_ALL, policy, on_day)

    def beside(self, theirs: Sketch) -> int:
        """Return the most points that facts could add beside one entity.

        A fact adds only where both sides state it, and its sketches do not differ.
        """
        ours, policy = self.ours, self.policy
        both = ours.states & theirs.states
        most = policy.weak_points if theirs.states & WEAK else 0
        if ours.countries & theirs.countries:
            most += policy.country_same
        if both & PLACE:
            most += policy.birth_place_same
        if both & _ANY_GENDER:
            most += policy.gender_same
        if both & NUMBER:
            most += policy.identifier_slip
        if both & BIRTH:
            most += self._births(theirs)
        return most

    def _births(self, theirs: Sketch) -> int:
        ours, policy = self.ours, self.policy
        slip = policy.birth_date_slip
        year = max(slip, policy.birth_date_year)
        if self.on_day:
            return max(year, policy.birth_date_same, policy.birth_date_month)
        circa = bool(ours.states & CIRCA) + bool(theirs.states & CIRCA)
        reach = circa * policy.circa_years
        if (
            theirs.first_year <= ours.last_year + reach
            and ours.first_year <= theirs.last_year + reach
        ):
            return year
        return slip if ours.days & theirs.days else 0

    @cached_property
    def most(self) -> int:
        """The most points that facts could add beside anybody."""
        return self.beside(_STATES_ALL)

    @cached_property
    def leasts(self) -> Sequence[tuple[int, int]]:
        """The least score that makes a hit, of a name and of a weak alias.

        By the points that facts could add; 101 where none can.
        """
        return _leasts(self.policy, self.most)


# -1 has every bit, however many countries there are.
_STATES_ALL = Sketch(BIRTH | PLACE | NUMBER | WEAK | _ANY_GENDER, 0, 9999, -1, -1)


@lru_cache(maxsize=64)
def _leasts(policy: Policy, most: int) -> tuple[tuple[int, int], ...]:
    return tuple(least_name(policy, points) for points in range(most + 1))


def least_name(policy: Policy, most: int) -> tuple[int, int]:
    """Return the least score that ``most`` points of facts could make a hit.

    First of a name, then of a weak alias; 101 where none can.
    """

    def least(points: Callable[[int, Policy], int]) -> int:
        scores = range(policy.name_floor, 101)
        reach = (s for s in scores if points(s, policy) + most >= policy.alert_at)
        return next(reach, 101)

    return least(policies.name_points), least(policies.weak_name_points)
