"""What a spreadsheet makes of a table that people keep in it.

>>> separators("sep=;"), separators("id,name")
(';', ',;\\t')
>>> is_rounded("1.96203E+11"), is_serial("23085.0"), is_error("#NAME?")
(True, True, True)
>>> dotted("14-03-1962")
'14.03.1962'
"""

import re

# As Excel writes it in any language: "#NAME?", "#NAVN?", "#NIMI?", "#DIVISION/0!".
_ERROR = r"#[^\W\d_]+(?:/0)?[!?]"
_ERRORS_WITHOUT_A_MARK = frozenset({"#N/A", "#I/T", "#NV"})
SEPARATORS = ",;\t"
"""What may stand between the cells of a row; in the Nordic countries a semicolon."""


def separators(line: str) -> str:
    """Return the separator that Excel's line ``sep=`` tells, or all there are."""
    told = line.strip("\r\n ").strip('"').casefold()
    # A separator that is a tab ends the line, as a blank might.
    named = told.removeprefix("sep=")
    is_told = told.startswith("sep=") and len(named) == 1 and named in SEPARATORS
    return named if is_told else SEPARATORS


def is_error(text: str) -> bool:
    """Is this what a formula leaves that failed, or a column that is too narrow?"""
    bare = text.strip()
    if not bare.startswith("#") or bare != bare.upper():
        return False
    told = re.fullmatch(_ERROR, bare) is not None or bare in _ERRORS_WITHOUT_A_MARK
    return told or (len(bare) > 2 and not bare.strip("#"))


def is_rounded(text: str) -> bool:
    """Is this a long number of which the last digits are lost?"""
    mantissa, exponent, power = text.strip().upper().partition("E+")
    digits = mantissa.replace(".", "").replace(",", "")
    return bool(exponent) and power.isdigit() and digits.isdigit()


def dotted(text: str) -> str:
    """Write a day with points where a Danish spreadsheet has hyphens: 14-03-1962."""
    return re.sub(r"\b([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})\b", r"\1.\2.\3", text)


def is_serial(text: str) -> bool:
    """Is this a day, counted from 1900?"""
    whole, _, fraction = text.partition(".")
    return len(whole) == 5 and whole.isdigit() and not fraction.strip("0")
