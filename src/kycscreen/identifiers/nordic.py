"""Nordic numbers of people: their forms, what checks them, and what they say.

Each rule is a line or two of its register.
"""

from kycscreen.identifiers.rules import (
    Fit,
    Rule,
    digits,
    is_date,
    is_day,
    luhn_holds,
    pattern,
    weighs,
)

Ymd = tuple[int, int, int]
"""Year, month and day."""

_HETU = "[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-Y]"
# Numbers for the time being have a letter where others have a digit.
_INTERIM = "[TRSUWXJKLMN][0-9]{3}|TF[0-9]{2}"
_SERIAL = f"(?:[0-9]{{4}}|{_INTERIM})"
_PERSONNUMMER = f"(?:SE-?)?(?:1[689]|20)?[0-9]{{6}}[-+]?{_SERIAL}"
LOCAL = frozenset({"temporary", "h_number", "synthetic", "unverified"})
"""Series that no one register gives: of their numbers a person may have several."""


# -- Finland -------------------------------------------------------------------


def hetu_bare(written: str) -> str:
    """Leave the country out; another separator is another person."""
    return written[2:].lstrip("-") if written[0] == "F" else written


def hetu_date(number: str) -> Ymd:
    """Return the year, by the separator's century, the month and the day."""
    separator = number[6]
    century = 1900 if separator in "-UVWXY" else 2000
    if separator == "+":
        century = 1800
    return century + int(number[4:6]), int(number[2:4]), int(number[:2])


def _hetu_dated(number: str) -> bool:
    return is_date(*hetu_date(number))


def _hetu_holds(number: str) -> bool:
    serial = number[7:10]
    wanted = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(number[:6] + serial) % 31]
    return number[10] == wanted and serial >= "002" and _hetu_dated(number)


def _hetu_series(number: str) -> str:
    return "temporary" if number[7:8] == "9" else ""


# -- Sweden --------------------------------------------------------------------


def personnummer_parts(written: str) -> tuple[str, str, str]:
    """Return the century, if any is stated, the separator and the ten characters.

    "16" is what tax offices put before a number of either kind: no century.
    """
    plain = written.removeprefix("SE").lstrip("-")
    number = plain.replace("-", "").replace("+", "")
    century = number[:-10]
    sign = "+" if "+" in plain else "-"
    return "" if century == "16" else century, sign, number[-10:]


def _personnummer_bare(written: str) -> str:
    plain = written.replace("-", "")
    if plain.isdigit():
        return plain[-10:]  # the century is left out as often as not
    return personnummer_parts(written)[2]


def personnummer_day(number: str) -> tuple[int, int]:
    """Return the day, less what marks a coordination number, and the month.

    Where the holder's birth is not known as exactly, either may be zero.
    """
    return int(number[4:6]) % 60, int(number[2:4])


def _personnummer_dated(number: str) -> bool:
    # A company's number is soon told: it has no month.
    day, month = personnummer_day(number)
    if number[4] > "5" or not number.isdigit():
        return is_day(day or 1, month or 1)
    return is_day(day, month)


def _personnummer_holds(number: str) -> bool:
    if not number.isdigit():
        if not _personnummer_checked(number):
            return _personnummer_dated(number)
        number = f"{number[:6]}1{number[7:]}"  # its letter counts as one
        return luhn_holds(number) and _personnummer_dated(f"{number[:6]}T")
    return luhn_holds(number) and _personnummer_dated(number)


def _personnummer_checked(number: str) -> bool:
    return number[7] != "F"  # after TF there is no check digit


def _personnummer_series(number: str) -> str:
    if not number.isdigit():
        return "temporary"
    return "coordination" if number[4] > "5" else ""


def _personnummer_usual(written: str) -> str:
    century, sign, number = personnummer_parts(written)
    # With its century a number needs no other word on how old its holder is.
    sign = "-" if century else sign
    return f"{century}{number[:6]}{sign}{number[6:]}"


# -- Norway --------------------------------------------------------------------


def fodselsnummer_day(number: str) -> tuple[int, int]:
    """Return the day and the month, less what marks a number as another kind's."""
    day, month = int(number[:2]), int(number[2:4])
    if month > 12:
        month -= 80 if month > 80 else 65 if month > 65 else 40
    return day - 40 if day > 40 else day, month


def _fodselsnummer_dated(number: str) -> bool:
    return is_day(*fodselsnummer_day(number)) or number[0] in "89"


def _fodselsnummer_holds(number: str) -> bool:
    return (
        _fodselsnummer_dated(number)
        and weighs(number[:10], 3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
        and _second_holds(number)
    )


def _second_holds(number: str) -> bool:
    return weighs(number, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def is_unverified(fit: Fit, number: str) -> bool:
    """May this be a Norwegian number of after 2031, when one check digit was dropped?

    Nobody can tell such a number from another that has only the other digit right.
    """
    return (
        fit == ("national_id", "no")
        and is_day(*fodselsnummer_day(number))
        and _second_holds(number)
        and not _fodselsnummer_holds(number)
    )


def _fodselsnummer_series(number: str) -> str:
    month = int(number[2:4])
    if number[0] > "7":
        return "h_number"  # as several hospitals share: it has no date
    if not _fodselsnummer_holds(number):
        return "unverified"
    if month > 65:
        return "synthetic"
    if month > 40:
        return "h_number"
    return "d_number" if number[0] > "3" else ""


def _fodselsnummer_usual(written: str) -> str:
    number = digits(written)
    return f"{number[:6]} {number[6:]}"


# -- Denmark -------------------------------------------------------------------


def cpr_date(number: str) -> Ymd:
    """Return the year, by the seventh digit's century, the month and the day.

    To the day of a replacement number 60 is added.
    """
    year, seventh = int(number[4:6]), number[6]
    if seventh in "5678" and year >= 58:
        year += 1800
    elif seventh in "0123" or (seventh in "49" and year >= 37):
        year += 1900
    else:
        year += 2000
    day = int(number[:2])
    return year, int(number[2:4]), day - 60 if day > 60 else day


def _cpr_holds(number: str) -> bool:
    return is_date(*cpr_date(number))  # no check digit since 2007


def _has_no_check(number: str) -> bool:
    return False


def _cpr_series(number: str) -> str:
    return "temporary" if number[0] > "5" else ""


def hyphenated(written: str) -> str:
    """Write a hyphen behind the date."""
    number = digits(written)
    return f"{number[:6]}-{number[6:]}"


# -- Iceland -------------------------------------------------------------------


def kennitala_date(number: str) -> Ymd:
    """Return the year, by the last digit's century, the month and the day.

    To the day of a company's number 40 is added.
    """
    year = {"8": 1800, "9": 1900}.get(number[9], 2000) + int(number[4:6])
    day = int(number[:2])
    return year, int(number[2:4]), day - 40 if day > 40 else day


def kennitala_dated(number: str) -> bool:
    """Ask whether a person or a company was born on a day of the calendar."""
    return is_date(*kennitala_date(number))


def kennitala_holds(number: str) -> bool:
    """Ask whether the date and the check digit are right."""
    return kennitala_dated(number) and weighs(number, 3, 2, 7, 6, 5, 4, 3, 2, 1)


RULES: dict[Fit, Rule] = {
    ("national_id", "dk"): Rule(
        "(?:DK-?)?[0-9]{6}-?[0-9]{4}",
        digits,
        _cpr_holds,
        "DK-?[0-9]{6}-[0-9]{4}",  # only a date: ask for its hyphen
        hyphenated,
        _cpr_holds,
        _has_no_check,
        series=_cpr_series,
    ),
    ("national_id", "fi"): Rule(
        f"(?:FI-?)?{_HETU}",
        hetu_bare,
        _hetu_holds,
        f"(?:FI-?)?{_HETU}",
        hetu_bare,
        _hetu_dated,
        series=_hetu_series,
    ),
    ("national_id", "is"): Rule(
        "(?:IS-?)?[0-3][0-9][01][0-9]{3}-?[0-9]{3}[089]",
        digits,
        kennitala_holds,
        "IS-?[0-3][0-9][01][0-9]{3}-?[0-9]{3}[089]",
        hyphenated,
        kennitala_dated,
    ),
    ("national_id", "no"): Rule(
        "(?:NO-?)?[0-9]{6}-?[0-9]{5}",
        digits,
        _fodselsnummer_holds,
        "NO-?[0-9]{6}-?[0-9]{5}",
        _fodselsnummer_usual,
        _fodselsnummer_dated,
        series=_fodselsnummer_series,
    ),
    ("national_id", "se"): Rule(
        _PERSONNUMMER,
        _personnummer_bare,
        _personnummer_holds,
        f"(?:(?:SE-?)?(?:19|20)|SE-?)[0-9]{{6}}[-+]?{_SERIAL}",
        _personnummer_usual,
        _personnummer_dated,
        _personnummer_checked,
        _personnummer_series,
    ),
}
"""The rule of each register."""

_DATED = ("fi", "no", "se", "dk")


def birth_digits(written: str) -> str:
    """Return the part of a personal number that says a birth date, or nothing."""
    for country in _DATED:
        fit = ("national_id", country)
        rule = RULES[fit]
        form = "(?:DK-?)?[0-9]{6}-[0-9]{4}" if country == "dk" else rule.form
        if pattern(form).fullmatch(written) is None:
            continue
        number = rule.bare(written)
        if not rule.holds(number) or (country == "no" and number[0] in "89"):
            continue
        century = personnummer_parts(written)[0] if country == "se" else ""
        return century + number[:6]
    return ""
