"""Whether the check digits of a number hold, and what is wrong with one."""

import re

from kycscreen.identifiers import registers, worldwide
from kycscreen.identifiers.keys import normal, tight
from kycscreen.identifiers.number import Identifier
from kycscreen.identifiers.rules import pattern

_CHECKS = {
    "iban": (worldwide.iban_holds, "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"),
    "imo": (worldwide.imo_holds, "[0-9]{7}"),
    "isin": (worldwide.isin_holds, "[A-Z]{2}[A-Z0-9]{9}[0-9]"),
    "lei": (worldwide.lei_holds, "[A-Z0-9]{18}[0-9]{2}"),
}


def check(identifier: Identifier) -> bool | None:
    """Say whether the check digits hold; ``None`` where we know of none.

    A failure removes nothing: publishers mistype.
    """
    fit = (identifier.type, identifier.country)
    if fit in registers.RULES:
        number = registers.bare(fit, tight(identifier.value))
        if number is None or not registers.RULES[fit].checked(number):
            return None
        return registers.verdict(fit, number)
    if identifier.type == "vat":
        wrong = _problem_of_vat(identifier)
        return None if wrong is None else wrong == ""
    verdict = _CHECKS.get(identifier.type)
    return None if verdict is None else verdict[0](normal(identifier))


def problem(identifier: Identifier) -> str:
    """Return what is wrong with a number: ``form``, ``check_digit`` or nothing.

    ``form``: a rule of its type and country is known, and it is not written, or
    dated, by it; ``check_digit``: it is, and the check digits are not right. What
    was masked has no problem that anybody could see.
    """
    if "•" in identifier.value or identifier.value.endswith("-****"):
        return ""
    fit = (identifier.type, identifier.country)
    if fit in registers.RULES:
        return _problem_of_a_register(identifier)
    if identifier.type == "vat":
        return _problem_of_vat(identifier) or ""
    if identifier.type == "bic":
        return "" if worldwide.is_bic(normal(identifier)) else "form"
    if identifier.type not in _CHECKS:
        return ""
    holds, form = _CHECKS[identifier.type]
    number = normal(identifier)
    if pattern(form).fullmatch(number) is None:
        return "form"
    return "" if holds(number) else "check_digit"


def _problem_of_a_register(identifier: Identifier) -> str:
    fit = (identifier.type, identifier.country)
    number = registers.bare(fit, tight(identifier.value))
    if number is None or not registers.RULES[fit].dated(number):
        return "form"
    return "check_digit" if registers.verdict(fit, number) is False else ""


def _problem_of_vat(identifier: Identifier) -> str | None:
    number = re.sub("[^A-Z0-9]", "", tight(identifier.value))
    return worldwide.vat_problem(number, identifier.country)
