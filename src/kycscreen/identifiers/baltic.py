"""Estonian, Latvian, Lithuanian and Polish numbers of people: forms and checks.

Each rule is a line or two of its register.
"""

from kycscreen.identifiers.rules import Fit, Rule, digits, is_date, weighed

Ymd = tuple[int, int, int]


# -- Estonia and Lithuania: one rule for both ----------------------------------


def isikukood_date(number: str) -> Ymd:
    """Return the year, by the first digit's century, the month and the day."""
    century = 1800 + (int(number[0]) - 1) // 2 * 100
    return century + int(number[1:3]), int(number[3:5]), int(number[5:7])


def isikukood_gender(number: str) -> str:
    """Return the gender that the first digit says."""
    return "M" if number[0] in "1357" else "F"


def _isikukood_dated(number: str) -> bool:
    return is_date(*isikukood_date(number))


def _isikukood_holds(number: str) -> bool:
    return _isikukood_dated(number) and check_holds(number)


def _asmens_kodas_dated(number: str) -> bool:
    # Nine first: for who has no date; it says neither date nor gender.
    return number[0] == "9" or _isikukood_dated(number)


def _asmens_kodas_holds(number: str) -> bool:
    return _asmens_kodas_dated(number) and check_holds(number)


def asmens_kodas_date(number: str) -> Ymd | None:
    """Return year, month and day, if the number says any."""
    return None if number[0] == "9" else isikukood_date(number)


def asmens_kodas_gender(number: str) -> str:
    """Return the gender that the first digit says, if any."""
    return "" if number[0] == "9" else isikukood_gender(number)


def _asmens_kodas_series(number: str) -> str:
    return "undated" if number[0] == "9" else ""


def check_holds(number: str) -> bool:
    """Ask whether the last digit is right, of a person or an Estonian company."""
    body = number[:-1]
    check = weighed(body, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11
    if check == 10:
        check = weighed(body, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11
    return check % 10 == int(number[-1])


# -- Latvia --------------------------------------------------------------------


def personas_kods_date(number: str) -> Ymd | None:
    """Return year, month and day; those given since 2017 say none."""
    if number >= "32":
        return None
    year = 1800 + 100 * int(number[6]) + int(number[4:6])
    return year, int(number[2:4]), int(number[:2])


def _personas_kods_dated(number: str) -> bool:
    born = personas_kods_date(number)
    return born is None or (number[6] < "3" and is_date(*born))


def _personas_kods_holds(number: str) -> bool:
    if not _personas_kods_dated(number):
        return False
    check = 1 + weighed(number[:10], 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)
    return check % 11 % 10 == int(number[10])


def _personas_kods_series(number: str) -> str:
    # Whoever had the one may ask for the other.
    return "undated" if number >= "32" else ""


def _personas_kods_usual(written: str) -> str:
    number = digits(written)
    return f"{number[:6]}-{number[6:]}"


# -- Poland --------------------------------------------------------------------


def pesel_date(number: str) -> Ymd:
    """Return the year, by what is added to the month, the month and the day."""
    over, month = divmod(int(number[2:4]), 20)
    century = (1900, 2000, 2100, 2200, 1800)[over]
    return century + int(number[:2]), month, int(number[4:6])


def _pesel_dated(number: str) -> bool:
    return is_date(*pesel_date(number))


def _pesel_holds(number: str) -> bool:
    return (
        _pesel_dated(number)
        and weighed(number, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0
    )


RULES: dict[Fit, Rule] = {
    ("national_id", "ee"): Rule(
        "(?:EE-?)?[1-8][0-9]{2}[01][0-9][0-3][0-9]{5}",
        digits,
        _isikukood_holds,
        "EE-?[1-8][0-9]{2}[01][0-9][0-3][0-9]{5}",
        digits,
        _isikukood_dated,
    ),
    ("national_id", "lt"): Rule(
        "(?:LT-?)?[1-69][0-9]{10}",
        digits,
        _asmens_kodas_holds,
        "LT-?[1-69][0-9]{10}",
        digits,
        _asmens_kodas_dated,
        series=_asmens_kodas_series,
    ),
    ("national_id", "lv"): Rule(
        "(?:LV-?)?[0-3][0-9]{5}-?[0-9]{5}",
        digits,
        _personas_kods_holds,
        "LV-?[0-3][0-9]{5}-?[0-9]{5}",
        _personas_kods_usual,
        _personas_kods_dated,
        series=_personas_kods_series,
    ),
    ("national_id", "pl"): Rule(
        "(?:PL-?)?[0-9]{11}",
        digits,
        _pesel_holds,
        "PL-?[0-9]{11}",
        digits,
        _pesel_dated,
    ),
}
"""The rule of each register."""
