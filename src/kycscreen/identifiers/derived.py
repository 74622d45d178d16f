"""What a personal number itself says of its holder: birth date, gender, series.

>>> from kycscreen.identifiers import Identifier, derive
>>> said = derive(Identifier("national_id", "131052-308T", "fi"))
>>> said.birth_date.lo.isoformat(), said.gender
('1952-10-13', 'F')
"""

from collections.abc import Callable
from datetime import date

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan
from kycscreen.identifiers import baltic, nordic, registers
from kycscreen.identifiers.keys import tight
from kycscreen.identifiers.number import Identifier
from kycscreen.identifiers.rules import Fit

Ymd = tuple[int, int, int]


@attrs.frozen
class Derived:
    """What is said by a number alone: evidence, and not what anybody declared.

    ``gender`` is ``M``, ``F`` or empty. ``status`` is empty for a lasting number;
    else ``coordination`` (samordningsnummer), ``d_number``, ``h_number``,
    ``temporary`` (for the time being, or of one institution), ``synthetic`` (made
    for tests, it is nobody's) or ``unverified`` (its check cannot be done).
    """

    birth_date: DateSpan | None = None
    gender: str = ""
    status: str = ""


def derive(identifier: Identifier, *, on: date | None = None) -> Derived:
    """Return what the rule of a personal number's own register says of its holder.

    Nothing where no rule is known, or its check fails. ``on`` is the day on which
    the number was stated: a personnummer of ten digits has no century of its own,
    and without that day no birth date; nobody is born after it.
    """
    fit = (identifier.type, identifier.country)
    if fit[0] != "national_id":
        return _NOTHING
    written = tight(identifier.value)
    number = registers.bare(fit, written)
    if number is None:
        return _NOTHING
    verdict = registers.verdict(fit, number)
    if verdict is None:
        return Derived(status="unverified")
    if not verdict:
        return _NOTHING
    rule = registers.RULES[fit]
    status = rule.series(number)
    if fit[1] == "se":
        born = _of_personnummer(written, on)
    else:
        born = _span(_BORN[fit](number))
    if born is not None and born.lo is not None and on is not None and born.lo > on:
        born = None
    gender = _GENDER[fit](number) if fit in _GENDER else ""
    return Derived(born, gender, "" if status in _LASTING else status)


_NOTHING = Derived()
_LASTING = ("undated",)


def _span(ymd: Ymd | None) -> DateSpan | None:
    """Return a day, a month, or a year, where the rest is zero."""
    if ymd is None:
        return None
    year, month, day = ymd
    try:
        if month == 0:
            return dates.year(year)
        return dates.day(date(year, month, day)) if day else dates.month(year, month)
    except ValueError:  # no such day in that year
        return None


def _of_personnummer(written: str, on: date | None) -> DateSpan | None:
    century, sign, number = nordic.personnummer_parts(written)
    day, month = nordic.personnummer_day(number)
    if century:
        return _span((int(century + number[:2]), month, day))
    if on is None:
        return None
    # The last year so ending; "+" is written from the year of the hundredth birthday.
    year = on.year - (on.year - int(number[:2])) % 100
    if sign == "+":
        return _span((year - 100, month, day))
    is_to_come = year == on.year and (month, day) > (on.month, on.day)
    return _span((year - 100 if is_to_come else year, month, day))


def _of_fodselsnummer(number: str) -> Ymd | None:
    """Return the birth date; numbers of hospitals may have none."""
    if number[0] in "89":
        return None
    day, month = nordic.fodselsnummer_day(number)
    year, serial = int(number[4:6]), int(number[6:9])
    if serial < 500:
        return 1900 + year, month, day
    if serial < 750 and year >= 54:
        return 1800 + year, month, day
    if year < 40:
        return 2000 + year, month, day
    return (1900 + year, month, day) if serial >= 900 else None


_BORN: dict[Fit, Callable[[str], Ymd | None]] = {
    ("national_id", "dk"): nordic.cpr_date,
    ("national_id", "ee"): baltic.isikukood_date,
    ("national_id", "fi"): nordic.hetu_date,
    ("national_id", "is"): nordic.kennitala_date,
    ("national_id", "lt"): baltic.asmens_kodas_date,
    ("national_id", "lv"): baltic.personas_kods_date,
    ("national_id", "no"): _of_fodselsnummer,
    ("national_id", "pl"): baltic.pesel_date,
}


def _by_parity(place: int) -> Callable[[str], str]:
    """Return what reads a gender from a digit: men's are odd."""
    return lambda number: "M" if int(number[place]) % 2 else "F"


def _of_personnummer_gender(number: str) -> str:
    return _by_parity(8)(number) if number.isdigit() else ""


def _of_fodselsnummer_gender(number: str) -> str:
    return "" if number[0] in "89" else _by_parity(8)(number)


_GENDER: dict[Fit, Callable[[str], str]] = {
    ("national_id", "dk"): _by_parity(9),
    ("national_id", "ee"): baltic.isikukood_gender,
    ("national_id", "fi"): _by_parity(9),
    ("national_id", "lt"): baltic.asmens_kodas_gender,
    ("national_id", "no"): _of_fodselsnummer_gender,
    ("national_id", "pl"): _by_parity(9),
    ("national_id", "se"): _of_personnummer_gender,
}
