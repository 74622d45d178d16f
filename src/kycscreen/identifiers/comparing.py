"""How two numbers relate: the same, compatible, a slip apart, different."""

import attrs

from kycscreen.facts import Agreement
from kycscreen.identifiers import nordic, registers, slips
from kycscreen.identifiers.checking import check
from kycscreen.identifiers.keys import key, tight
from kycscreen.identifiers.masks import PERSONAL
from kycscreen.identifiers.number import WORLDWIDE, Identifier
from kycscreen.identifiers.rules import Fit

_ONE_EACH = frozenset(
    {"company_reg", "imo", "lei", "national_id", "social_security", "tax", "vat"}
)
# Many countries have one number for all three.
_OF_A_COMPANY = frozenset({"company_reg", "tax", "vat"})


def compare(a: Identifier, b: Identifier) -> Agreement | None:
    """Say how two numbers relate; ``None`` where that says nothing.

    Equal numbers are the same where both sides state what they are and, but for
    what is worldwide, of which country; else, if long enough, compatible: so are a
    company's register, tax and VAT numbers of one country.
    Numbers one slip apart are so where slips are seen: by a check digit that
    fails, or in what is given to one person. Else different numbers contradict
    only if a subject has one of the kind: the same type, country, publisher's word,
    shape and series, neither withdrawn nor mistyped. People hold several passports,
    and a number for the time being before a lasting one.
    """
    if a.type != b.type and "other" not in (a.type, b.type):
        return _equal_numbers_of_a_company(a, b)
    everywhere = a.type in WORLDWIDE or b.type in WORLDWIDE
    if a.country != b.country and a.country and b.country and not everywhere:
        return None
    ours, theirs = key(a), key(b)
    if not ours or not theirs:
        return None
    if ours == theirs:
        return None if _another_century(a, b) else _agreement(a, b, ours)
    if slips.is_slip(ours, theirs) and _may_slip(a, b):
        return Agreement.SLIP
    return Agreement.DIFFERENT if _excludes(a, b, ours, theirs) else None


def _equal_numbers_of_a_company(a: Identifier, b: Identifier) -> Agreement | None:
    if a.type not in _OF_A_COMPANY or b.type not in _OF_A_COMPANY:
        return None
    if a.country != b.country or a.country == "":
        return None
    number = key(a)
    return Agreement.COMPATIBLE if len(number) >= _LONG and number == key(b) else None


_LONG = 6


def _agreement(a: Identifier, b: Identifier, number: str) -> Agreement | None:
    """Say what one number on both sides proves: what is not stated proves nothing."""
    one_country = a.type in WORLDWIDE or a.country == b.country != ""
    if a.type == b.type != "other" and one_country:
        return Agreement.SAME
    characters = sum(character.isalnum() for character in number)
    return Agreement.COMPATIBLE if characters >= _LONG else None


def _another_century(a: Identifier, b: Identifier) -> bool:
    """Ask whether two personnummer of one key were given a century, and differ."""
    if not a.type == b.type == "national_id" or not a.country == b.country == "se":
        return False
    ours, theirs = (nordic.personnummer_parts(tight(i.value))[0] for i in (a, b))
    return bool(ours and theirs and ours != theirs)


def _may_slip(a: Identifier, b: Identifier) -> bool:
    """Ask whether these numbers, so near, are rather one than two of a series."""
    type_ = b.type if a.type == "other" else a.type
    country = a.country or b.country
    checks = [check(attrs.evolve(i, type=type_, country=country)) for i in (a, b)]
    if None in checks:
        return type_ in PERSONAL or type_ in ("other", "tax", "vat")
    return not all(checks)


def _excludes(a: Identifier, b: Identifier, ours: str, theirs: str) -> bool:
    return (
        a.type == b.type
        and a.type in _ONE_EACH
        and (a.type in WORLDWIDE or (a.country == b.country != ""))
        and a.valid
        and b.valid
        and not (a.raw_type and b.raw_type and a.raw_type != b.raw_type)
        and _shape(ours) == _shape(theirs)
        and _of_one_series(a, b)
        and check(a) is not False
        and check(b) is not False
    )


def _shape(number: str) -> str:
    """Reduce a number to its pattern: another pattern is another register's."""
    return "".join("9" if character.isdigit() else "A" for character in number)


def _of_one_series(a: Identifier, b: Identifier) -> bool:
    """Ask whether one register gave both, which gives nobody two."""
    fit: Fit = (a.type, a.country)
    series = registers.series(fit, tight(a.value))
    return series not in nordic.LOCAL and series == registers.series(
        fit, tight(b.value)
    )
