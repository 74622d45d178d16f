"""Numbers that look the same in every country, and what checks them."""

import re


def lei_holds(number: str) -> bool:
    """Ask whether the two check digits of a LEI are right."""
    if len(number) != 20 or not re.fullmatch("[A-Z0-9]{18}[0-9]{2}", number):
        return False
    return int("".join(str(int(character, 36)) for character in number)) % 97 == 1


def imo_holds(number: str) -> bool:
    """Ask whether the last digit of an IMO number is right, a ship's or a company's."""
    return ship_holds(number) or shipping_company_holds(number)


def ship_holds(number: str) -> bool:
    """Ask whether the last digit of a ship's IMO number is right."""
    if not re.fullmatch("[0-9]{7}", number):
        return False
    weighed = (int(number[place]) * (7 - place) for place in range(6))
    return sum(weighed) % 10 == int(number[6])


def shipping_company_holds(number: str) -> bool:
    """Ask whether the last digit of an owner's or manager's IMO number is right."""
    if not re.fullmatch("[0-9]{7}", number):
        return False
    weights = (8, 6, 4, 2, 9, 7)
    weighed = (int(number[place]) * weights[place] for place in range(6))
    return (11 - sum(weighed) % 11) % 10 == int(number[6])


def iban_holds(number: str) -> bool:
    """Ask whether the length and check digits of an IBAN are right."""
    form = "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"
    if len(number) < 15 or not re.fullmatch(form, number):
        return False
    from stdnum import iban  # half a screening's time to import

    return bool(iban.is_valid(number))


def isin_holds(number: str) -> bool:
    """Ask whether the last digit of an ISIN is right."""
    from stdnum import isin

    return bool(isin.is_valid(number))


def is_bic(number: str) -> bool:
    """Ask whether a BIC has its form: all that can be asked of one."""
    form = "[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?"
    return len(number) in (8, 11) and re.fullmatch(form, number) is not None


def is_wallet(value: str) -> bool:
    """Is this a wallet's address: nothing else so long has small letters?"""
    form = "(?=.*[0-9])(?=.*[a-z])[0-9A-Za-z]{25,110}"
    return len(value) >= 25 and re.fullmatch(form, value) is not None


VAT_PREFIXES = {
    "AT": "at", "BE": "be", "BG": "bg", "CY": "cy", "CZ": "cz", "DE": "de", "DK": "dk",
    "EE": "ee", "EL": "gr", "ES": "es", "FI": "fi", "FR": "fr", "HR": "hr", "HU": "hu",
    "IE": "ie", "IT": "it", "LT": "lt", "LU": "lu", "LV": "lv", "MT": "mt", "NL": "nl",
    "PL": "pl", "PT": "pt", "RO": "ro", "SE": "se", "SI": "si", "SK": "sk", "XI": "gb",
}  # fmt: skip
"""What a VAT number of the European Union begins with, and the country it says."""


_LONGEST_VAT = 20
"""Longer ones are no country's, and take long to refuse."""


def vat_prefix(country: str) -> str:
    """Return what the VAT numbers of a country begin with, if it has any."""
    return next((p for p, told in VAT_PREFIXES.items() if told == country), "")


def vat_problem(number: str, country: str) -> str | None:
    """Return what is wrong with a VAT number, if anything; ``None`` of other countries.

    The prefix may be left out: it is the country's.
    """
    prefix = vat_prefix(country)
    if not prefix:
        return None
    if len(number) > _LONGEST_VAT:
        return "form"
    from stdnum.eu import vat  # as its modules of 27 countries are
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        vat.validate(prefix + number.removeprefix(prefix))
    except InvalidChecksum:
        return "check_digit"
    except (ValidationError, ValueError, IndexError):  # as its readers of dates do
        return "form"
    return ""
