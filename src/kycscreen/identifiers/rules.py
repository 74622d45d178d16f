"""What the rule of a register is made of: a form, a check, and what both are worth.

The rules stand in a module per region. They are ours because the library that
knows them takes longer to import than a client to screen; it is the judge in the
tests.
"""

import re
from collections.abc import Callable
from functools import cache
from operator import mul

import attrs

Fit = tuple[str, str]
"""A type of identifier and a country."""


@cache
def pattern(form: str) -> re.Pattern[str]:
    """Compile a form: quicker to reach than by way of re, as books hold millions."""
    return re.compile(form)


def digits(written: str) -> str:
    """Return the digits of a number alone."""
    plain = written.replace("-", "")
    if plain.isascii() and plain.isdigit():
        return plain
    return pattern("[^0-9]").sub("", plain)


def _the_only_one(number: str) -> str:
    return ""


def _always(number: str) -> bool:
    return True


@attrs.frozen
class Rule:
    """How a register's numbers are written, checked and shown.

    ``form`` is how one is written, blanks and dots left out; ``bare`` leaves out
    what writers are free to leave out; ``holds`` asks of a bare number whether its
    date and check digits are right; ``alone`` is the form, if any, that needs no word
    on its country, if it is checked too; ``usual`` writes a number of the form as its
    register does. ``dated`` asks for its date alone, where it has one; ``checked``
    whether it has check digits at all. ``series`` says to which of a register's series
    a bare number belongs: one of another series contradicts nothing.
    """

    form: str
    bare: Callable[[str], str]
    holds: Callable[[str], bool]
    alone: str = ""
    usual: Callable[[str], str] = digits
    dated: Callable[[str], bool] = _always
    checked: Callable[[str], bool] = _always
    series: Callable[[str], str] = _the_only_one


def weighed(number: str, *weights: int) -> int:
    """Add up the digits, each times its weight."""
    total: int = sum(map(mul, number.encode().translate(_VALUES), weights))
    return total


def weighs(number: str, *weights: int) -> bool:
    """Ask whether the digits, each times its weight, are a multiple of eleven."""
    return weighed(number, *weights) % 11 == 0


def luhn_holds(number: str) -> bool:
    """Ask whether the check digit of an even number of digits is right."""
    values = number.encode().translate(_VALUES)
    return (sum(values[::2].translate(_DOUBLED)) + sum(values[1::2])) % 10 == 0


_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(bytes(range(10)), bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def is_day(day: int, month: int) -> bool:
    """Ask whether a month of some year has such a day."""
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month]


_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_date(year: int, month: int, day: int) -> bool:
    """Ask whether the calendar has such a day."""
    if day == 29 and month == 2 and (year % 4 or (year % 100 == 0 and year % 400)):
        return False
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month]
