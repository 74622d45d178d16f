"""What a subject states besides its names, in brief: enough to tell what may agree.

A sketch is a few whole numbers. Two that cannot agree in a fact show it without the
facts themselves; two that can may still differ, so a sketch rules out and never in.

>>> from kycscreen.parties import Role
>>> jean = of_party(Party.person("Jean Exemple", role=Role.CLIENT, birth_date="1962"))
>>> jean.first_year, jean.last_year, bool(jean.states & BIRTH)
(1962, 1962, True)
"""

from collections.abc import Iterable
from functools import lru_cache

import attrs

from kycscreen import countries
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, Strength
from kycscreen.parties import Party

BIRTH, CIRCA, PLACE, NUMBER, WEAK = 1, 2, 4, 8, 16
"""What is stated: a birth that can be read, one that is only about right, a place of
birth, a number, a weak alias."""
GENDERS = {"M": 32, "F": 64, "X": 128}
"""And which gender."""


@attrs.frozen
class Sketch:
    """What is stated (``states``), when births are, and which countries.

    The years are those of the first and the last birth. ``days`` has a bit of 64 for
    each exact birthday without its year, ``countries`` a bit for each country.
    """

    states: int
    first_year: int
    last_year: int
    days: int
    countries: int


NOTHING = Sketch(0, 0, 0, 0, 0)
"""Of who states nothing besides a name."""


def of_entity(entity: ListedEntity) -> Sketch:
    """Sketch a listed entity."""
    weak = any(name.strength is Strength.WEAK for name in entity.names)
    return sketch(
        entity.birth_dates,
        entity.countries,
        entity.genders,
        (PLACE if any(place.text for place in entity.birth_places) else 0)
        | (NUMBER if entity.identifiers else 0)
        | (WEAK if weak else 0),
    )


def of_party(party: Party) -> Sketch:
    """Sketch a party."""
    return sketch(
        party.births,
        (*party.nationalities, *party.countries),
        party.genders,
        states_of(party),
    )


def states_of(party: Party) -> int:
    """Tell whether a party states a place of birth, and a number."""
    place = party.birth_place
    stated = NUMBER if party.identifiers else 0
    return stated | PLACE if place is not None and place.text else stated


def sketch(
    births: tuple[DateSpan, ...],
    codes: Iterable[str],
    genders: Iterable[str],
    states: int,
) -> Sketch:
    """Sketch whoever was born then, has these countries and genders, and ``states``."""
    first = last = days = 0
    for born in births:
        lo, hi = born.lo, born.hi
        if lo is None or hi is None:
            continue
        if not states & BIRTH or lo.year < first:
            first = lo.year
        last = max(last, hi.year)
        states |= BIRTH | CIRCA if born.circa else BIRTH
        if lo == hi:
            days |= 1 << (31 * lo.month + lo.day) % 64
    for gender in genders:
        states |= GENDERS.get(gender, 0)
    return Sketch(states, first, last, days, _bits(tuple(codes)))


@lru_cache(maxsize=4_096)
def _bits(codes: tuple[str, ...]) -> int:
    """Return a bit for each country."""
    bits = 0
    for code in codes:
        bits |= 1 << countries.number(code)
    return bits
