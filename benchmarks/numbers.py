"""Invented numbers of the right shape, with check digits that hold.

The people's are of series kept for tests and for temporary numbers, so that they
are nobody's lasting number. A company's may be some company's.
"""

import random
from datetime import date

_SERIES = {"fi": 4_500_000, "no": 10_000_000, "dk": 4_500_000, "se": 4_000_000}
_STEP = 1_611_953
"""Prime: companies one after another have numbers far apart, and never the same."""


def company(country: str, number: int) -> str:
    """Return the number in its register of the ``number``-th company, if it has one.

    Numbers whose check digit would be ten are left out: the next is taken, which
    is no other's.
    """
    if country == "ee":
        return str(10_000_000 + number * _STEP % 7_000_000)
    if country not in _SERIES:
        return ""
    place = number * _STEP % _SERIES[country]
    if country == "se":
        digits = str(556_000_000 + place)
        return f"{digits[:6]}-{digits[6:]}{_luhn(digits)}"
    if country == "fi":
        digits, check = _weighed(500_000 + 2 * place, 7, (7, 9, 10, 5, 8, 4, 2))
        return f"{digits}-{check}"
    if country == "no":
        digits, check = _weighed(80_000_000 + 2 * place, 8, (3, 2, 7, 6, 5, 4, 3, 2))
        return f"{digits}{check}"
    digits, check = _weighed(1_000_000 + 2 * place, 7, (2, 7, 6, 5, 4, 3, 2))
    return f"{digits}{check}"


def personal(dice: random.Random, country: str, born: date, gender: str) -> str:
    """Return a number as a person of a country has; empty where we know of none."""
    odd = int(gender == "M")
    day = f"{born:%d%m%y}"
    if country == "fi":
        serial = 900 + 2 * dice.randrange(50) + odd
        mark = "A" if born.year > 1999 else "-"
        check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(f"{day}{serial}") % 31]
        return f"{day}{mark}{serial}{check}"
    if country == "se":
        digits = f"{born:%y%m%d}{980 + 2 * dice.randrange(10) + odd}"
        return f"{born:%Y%m%d}-{digits[6:]}{_luhn(digits)}"
    if country == "no":
        return _norwegian(dice, born, odd)
    if country == "dk":
        serial = dice.randrange(1000) * 10 + 2 * dice.randrange(5) + odd
        return f"{born.day + 60}{born:%m%y}-{serial:04}"
    return ""


def _norwegian(dice: random.Random, born: date, odd: int) -> str:
    """Return a synthetic fødselsnummer, whose month is forty too high."""
    while True:
        serial = (500 if born.year > 1999 else 0) + 2 * dice.randrange(250) + odd
        digits = f"{born.day:02}{born.month + 40}{born:%y}{serial:03}"
        first = -_sum(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
        if first < 10:
            second = -_sum(f"{digits}{first}", (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
            if second < 10:
                return f"{digits}{first}{second}"


def _weighed(number: int, width: int, weights: tuple[int, ...]) -> tuple[str, int]:
    """Return a number, or the one after it, and the digit that makes it hold."""
    for digits in (f"{number:0{width}}", f"{number + 1:0{width}}"):
        check = -_sum(digits, weights) % 11
        if check < 10:
            return digits, check
    raise AssertionError("two numbers in turn never both lack a check digit")


def _sum(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * weight for d, weight in zip(digits, weights, strict=True))


def _luhn(digits: str) -> int:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return -sum(value // 10 + value % 10 for value in doubled) % 10
