"""What personal numbers say of a party beside what is declared.

A number adds what nobody declared. Where it says something else, both stand.
"""

from datetime import date

import attrs

from kycscreen import dates, identifiers
from kycscreen.dates import DateSpan
from kycscreen.facts import Agreement, Kind
from kycscreen.identifiers import Identifier


@attrs.frozen
class Told:
    """A birth date and genders, of which some are by personal numbers."""

    birth_date: DateSpan | None
    genders: tuple[str, ...]
    by_number: tuple[str, ...] = ()
    other_births: tuple[DateSpan, ...] = ()


def told_by(
    numbers: tuple[Identifier, ...],
    kind: Kind,
    birth_date: DateSpan | None,
    genders: tuple[str, ...],
) -> Told:
    """Add to what is declared what personal numbers say; contradict nothing."""
    if kind is not Kind.PERSON or not any(n.type == "national_id" for n in numbers):
        return Told(birth_date, genders)
    births: dict[DateSpan, None] = {}
    sexes: dict[str, None] = {}
    for number in numbers:
        if number.type == "national_id":
            derived = [identifiers.derive(number, on=day) for day in _BETWEEN]
            sexes |= {one.gender: None for one in derived if one.gender}
            births |= dict.fromkeys(_likely(derived, birth_date))
    others = tuple(born for born in births if not _says(birth_date, born))
    by = []
    if birth_date is None and others:
        birth_date, *further = others
        others = tuple(further)
        by.append("birth_date")
    if not genders and sexes:
        genders = tuple(sexes)
        by.append("genders")
    return Told(birth_date, genders, tuple(by), others)


# A number that leaves its century out is read for every day between these: whose
# century that leaves open is screened with both.
_BETWEEN = (date(2019, 12, 31), date(2045, 12, 31))


def _likely(
    derived: list[identifiers.Derived], declared: DateSpan | None
) -> list[DateSpan]:
    """Return the births that a number may say: of two centuries the one declared."""
    births = [one.birth_date for one in derived if one.birth_date is not None]
    if declared is None:
        return births
    agree = [born for born in births if _agree(declared, born)]
    return agree or births


def _agree(declared: DateSpan, born: DateSpan) -> bool:
    return dates.compare(declared, born) is not Agreement.DIFFERENT


def _says(declared: DateSpan | None, born: DateSpan) -> bool:
    """Ask whether what is declared says all that a number does."""
    return declared is not None and (declared.lo, declared.hi) == (born.lo, born.hi)
