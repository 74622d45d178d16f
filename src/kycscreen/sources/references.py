"""The UN's references in other publishers' lists.

>>> found("KPI.067."), found("TI.A.31.01. Believed")
([('un_ref', 'KPi.067')], [('un_old_ref', 'TI.A.31.01')])
"""

import re

_NEW = r"\b([A-Za-z]{2})([ieIE])\.(\d{3})(?!\d)"
_OLD = r"\b(?:Q\.?[IE]|T[IE]|[EI])(?:\.(?:[A-Z]{1,3}(?![a-z])|\d{1,3}|\(\d+\)))+"


def found(text: str) -> list[tuple[str, str]]:
    """Find the references in a text, each with its scheme: those until 2014 are old."""
    new = [
        ("un_ref", f"{regime.upper()}{kind.lower()}.{number}")
        for regime, kind, number in re.findall(_NEW, text)
    ]
    return [*new, *(("un_old_ref", old) for old in re.findall(_OLD, text))]
