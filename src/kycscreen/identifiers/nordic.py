"""Nordic numbers of people and companies: their forms and what checks them.

Each rule is a line or two of its register. They stand here because the library
that knows them takes longer to import than a client to screen; it is the judge
in the tests.
"""

import re
from datetime import date
from functools import cache
from operator import mul

Fit = tuple[str, str]
"""A type of identifier and a country."""

HETU = "[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-Y]"
FORMS = {
    ("national_id", "dk"): "[0-9]{6}-?[0-9]{4}",
    ("national_id", "fi"): HETU,
    ("national_id", "no"): "[0-9]{6}-?[0-9]{5}",
    ("national_id", "se"): "(?:[12][0-9])?[0-9]{6}[-+]?[0-9]{4}",
    ("company_reg", "dk"): "(?:DK)?[0-9]{8}",
    ("company_reg", "fi"): "(?:FI)?[0-9]{6,7}-?[0-9]",
    ("company_reg", "no"): "(?:NO)?[0-9]{9}(?:MVA)?",
    ("company_reg", "se"): "(?:16)?[0-9]{6}-?[0-9]{4}|SE[0-9]{10}01",
}
"""How each is written, blanks left out."""

UNMISTAKABLE = {
    ("national_id", "fi"): HETU,
    ("national_id", "se"): "(?:19|20)[0-9]{6}[-+]?[0-9]{4}",
    ("company_reg", "fi"): "FI[0-9]{8}",
    ("company_reg", "no"): "NO[0-9]{9}MVA",
    ("company_reg", "se"): "SE[0-9]{10}01",
}
"""What needs no word on its country, if it is checked too."""

_PERSONAL = {
    ("national_id", "fi"): HETU,
    ("national_id", "no"): FORMS["national_id", "no"],
    ("national_id", "se"): FORMS["national_id", "se"],
    ("national_id", "dk"): "[0-9]{6}-[0-9]{4}",  # only a date: ask for its hyphen
}


def bare(fit: Fit, written: str) -> str:
    """Leave out of a number of its form what writers are free to leave out."""
    if fit == ("national_id", "fi"):
        return written  # another separator is another person
    digits = written.replace("-", "")
    if not (digits.isascii() and digits.isdigit()):
        digits = re.sub("[^0-9]", "", digits)
    if fit == ("company_reg", "fi"):
        return digits.zfill(8)  # the oldest companies have six digits and one
    if fit == ("company_reg", "se") and written.startswith("SE"):
        return digits[:10]
    if fit[1] == "se":
        return digits[-10:]  # the century is left out as often as not
    return digits


def holds(fit: Fit, number: str) -> bool:
    """Ask whether a bare number has a date, and check digits that are right."""
    if fit == ("national_id", "fi"):
        return _hetu_holds(number)
    if fit == ("national_id", "se"):
        # A company's number is soon told: it has no month.
        return _is_date(number[4:6], number[2:4], (0, 60)) and _luhn_holds(number)
    if fit == ("national_id", "no"):
        return (
            _is_date(number[:2], number[2:4], (0, 40), months=(0, 40))
            and _weighs(number[:10], 3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
            and _weighs(number, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
        )
    if fit == ("national_id", "dk"):  # no check digit since 2007
        return _is_date(number[:2], number[2:4], (0, 60))
    if fit == ("company_reg", "fi"):
        return _weighs(number, 7, 9, 10, 5, 8, 4, 2, 1)
    if fit == ("company_reg", "se"):
        return _luhn_holds(number)
    if fit == ("company_reg", "no"):
        return _weighs(number, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    if fit == ("company_reg", "dk"):
        return number[0] != "0" and _weighs(number, 2, 7, 6, 5, 4, 3, 2, 1)
    raise KeyError(fit)


def is_temporary(fit: Fit, number: str) -> bool:
    """Is this a number that its holder has only until a lasting one is given?"""
    if fit == ("national_id", "se"):  # samordningsnummer
        return number[4:5] > "3"
    if fit in (("national_id", "no"), ("national_id", "dk")):  # D-number; replacement
        return number[:1] > "3"
    return False


def birth_digits(written: str) -> str:
    """Return the part of a personal number that says a birth date, or nothing."""
    for fit, form in _PERSONAL.items():
        if pattern(form).fullmatch(written) and holds(fit, bare(fit, written)):
            with_century = pattern("[0-9]{12}|[0-9]{8}[-+]").match(written)
            return written[: 8 if with_century else 6]
    return ""


@cache
def pattern(form: str) -> re.Pattern[str]:
    """Compile a form: quicker to reach than by way of re, as books hold millions."""
    return re.compile(form)


def _hetu_holds(number: str) -> bool:
    century = {"+": 1800}.get(number[6], 1900 if number[6] in "-UVWXY" else 2000)
    try:
        date(century + int(number[4:6]), int(number[2:4]), int(number[:2]))
    except ValueError:  # no such day
        return False
    serial = number[7:10]
    wanted = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(number[:6] + serial) % 31]
    return serial >= "002" and number[10] == wanted


def _luhn_holds(number: str) -> bool:
    digits = number.encode().translate(_VALUES)
    return (sum(digits[::2].translate(_DOUBLED)) + sum(digits[1::2])) % 10 == 0


_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(bytes(range(10)), bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def _weighs(number: str, *weights: int) -> bool:
    total: int = sum(map(mul, number.encode().translate(_VALUES), weights))
    return total % 11 == 0


def _is_date(
    day: str, month: str, days: tuple[int, ...], *, months: tuple[int, ...] = (0,)
) -> bool:
    """Ask for a day and a month, each with one of the numbers a register adds."""
    on, within = int(day), int(month)
    return any([1 <= within - added <= 12 for added in months]) and any(
        [1 <= on - added <= 31 for added in days]
    )
