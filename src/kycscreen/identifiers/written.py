"""A number as people of its register usually write it."""

import re

from kycscreen.identifiers import registers, worldwide
from kycscreen.identifiers.keys import normal, tight
from kycscreen.identifiers.number import Identifier
from kycscreen.identifiers.rules import pattern


def canonical(identifier: Identifier) -> str:
    """Return the number as it is usually written; as given, where no rule is known.

    A personnummer keeps its century if it was given one. Personal numbers are not
    hidden: see ``mask``.

    >>> canonical(Identifier("company_reg", "fi 12345671", "fi"))
    '1234567-1'
    """
    written = tight(identifier.value)
    rule = registers.RULES.get((identifier.type, identifier.country))
    if rule is not None and pattern(rule.form).fullmatch(written):
        return rule.usual(written)
    write = _USUAL.get(identifier.type)
    made = write(identifier) if write is not None else ""
    return made or " ".join(identifier.value.split())


def _imo(identifier: Identifier) -> str:
    number = normal(identifier)
    return f"IMO {number}" if re.fullmatch("[0-9]{7}", number) else ""


def _lei(identifier: Identifier) -> str:
    number = normal(identifier)
    return number if re.fullmatch("[A-Z0-9]{20}", number) else ""


def _bic(identifier: Identifier) -> str:
    number = normal(identifier)
    return number if worldwide.is_bic(number) else ""


def _iban(identifier: Identifier) -> str:
    number = normal(identifier)
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", number):
        return ""
    return " ".join(re.findall(".{1,4}", number))


def _vat(identifier: Identifier) -> str:
    number = re.sub("[^A-Z0-9]", "", tight(identifier.value))
    prefix = worldwide.vat_prefix(identifier.country)
    if not prefix or worldwide.vat_problem(number, identifier.country):
        return ""
    return prefix + number.removeprefix(prefix)


_USUAL = {"bic": _bic, "iban": _iban, "imo": _imo, "lei": _lei, "vat": _vat}
