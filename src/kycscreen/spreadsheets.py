"""What a spreadsheet makes of a table that people keep in it.

>>> separators("sep=;"), separators("id,name")
(';', ',;\\t')
>>> is_rounded("1.96203E+11"), is_serial("23085.0"), is_error("#NAME?")
(True, True, True)
"""

_ERRORS = frozenset(
    {"#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!"}
)
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
    """Is this what a formula leaves that failed?"""
    return text.startswith("#") and text.strip() in _ERRORS


def is_rounded(text: str) -> bool:
    """Is this a long number of which the last digits are lost?"""
    mantissa, exponent, power = text.strip().upper().partition("E+")
    digits = mantissa.replace(".", "").replace(",", "")
    return bool(exponent) and power.isdigit() and digits.isdigit()


def is_serial(text: str) -> bool:
    """Is this a day, counted from 1900?"""
    whole, _, fraction = text.partition(".")
    return len(whole) == 5 and whole.isdigit() and not fraction.strip("0")
