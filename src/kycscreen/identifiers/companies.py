"""Numbers of companies in their registers, around the Baltic and in the North.

Each rule is a line or two of its register.
"""

from kycscreen.identifiers.baltic import check_holds
from kycscreen.identifiers.nordic import (
    hyphenated,
    kennitala_dated,
    kennitala_holds,
)
from kycscreen.identifiers.rules import Fit, Rule, digits, luhn_holds, weighed, weighs

# -- Finland, Sweden, Norway, Denmark ------------------------------------------


def _y_tunnus_bare(written: str) -> str:
    return digits(written).zfill(8)  # the oldest companies have six digits and one


def _y_tunnus_holds(number: str) -> bool:
    return weighs(number, 7, 9, 10, 5, 8, 4, 2, 1)


def _y_tunnus_usual(written: str) -> str:
    number = _y_tunnus_bare(written)
    return f"{number[:7]}-{number[7:]}"


def _orgnr_bare(written: str) -> str:
    number = digits(written)
    return number[:10] if len(number) == 12 and written[0] == "S" else number[-10:]


def _orgnr_usual(written: str) -> str:
    number = _orgnr_bare(written)
    return f"{number[:6]}-{number[6:]}"


def _no_orgnr_holds(number: str) -> bool:
    return weighs(number, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def _cvr_holds(number: str) -> bool:
    return number[0] != "0" and weighs(number, 2, 7, 6, 5, 4, 3, 2, 1)


# -- Latvia and Poland ---------------------------------------------------------


def _latvian_company_holds(number: str) -> bool:
    return weighed(number, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3


def _nip_holds(number: str) -> bool:
    # Three zeros begin the numbers of another register.
    return not number.startswith("000") and weighs(
        number, 6, 5, 7, 2, 3, 4, 5, 6, 7, 10
    )


def _regon_holds(number: str) -> bool:
    if weighed(number[:8], 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 != int(number[8]):
        return False
    if len(number) == 9:
        return True
    check = weighed(number[:13], 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)
    return check % 11 % 10 == int(number[13])


RULES: dict[Fit, Rule] = {
    ("company_reg", "dk"): Rule(
        "(?:DK-?)?[0-9]{8}", digits, _cvr_holds, "DK-?[0-9]{8}", digits
    ),
    ("company_reg", "ee"): Rule(
        "(?:EE-?)?[1789][0-9]{7}",
        digits,
        check_holds,
        "EE-?[1789][0-9]{7}",
        digits,
    ),
    ("company_reg", "fi"): Rule(
        "(?:FI-?)?[0-9]{6,7}-?[0-9]",
        _y_tunnus_bare,
        _y_tunnus_holds,
        "FI-?[0-9]{7}-?[0-9]",
        _y_tunnus_usual,
    ),
    ("company_reg", "is"): Rule(
        "(?:IS-?)?[4-7][0-9][01][0-9]{3}-?[0-9]{3}[089]",
        digits,
        kennitala_holds,
        "IS-?[4-7][0-9][01][0-9]{3}-?[0-9]{3}[089]",
        hyphenated,
        kennitala_dated,
    ),
    ("company_reg", "lv"): Rule(
        "(?:LV-?)?[4-9][0-9]{10}",
        digits,
        _latvian_company_holds,
        "LV-?[4-9][0-9]{10}",
        digits,
    ),
    ("company_reg", "no"): Rule(
        "(?:NO-?)?[0-9]{9}(?:MVA)?",
        digits,
        _no_orgnr_holds,
        "NO-?[0-9]{9}(?:MVA)?",
        digits,
    ),
    ("company_reg", "pl"): Rule(
        "(?:PL-?)?(?:[0-9]{5})?[0-9]{9}",
        digits,
        _regon_holds,
    ),
    ("company_reg", "se"): Rule(
        "(?:16)?[0-9]{6}-?[0-9]{4}|SE-?[0-9]{6}-?[0-9]{4}(?:-?01)?",
        _orgnr_bare,
        luhn_holds,
        "SE-?[0-9]{6}-?[0-9]{4}(?:-?01)?",
        _orgnr_usual,
    ),
    ("vat", "pl"): Rule(
        "(?:PL-?)?(?:[0-9]-?){9}[0-9]",
        digits,
        _nip_holds,
        "PL-?[0-9]{3}-?[0-9]{3}-?[0-9]{2}-?[0-9]{2}",
        digits,
    ),
}
"""The rule of each register."""
