"""What Wikidata's values mean: times of some precision, genders, countries.

>>> span("1960-01-01T00:00:00Z", "9").precision, iso("2019-06-01T00:00:00Z", "10")
(<Precision.YEAR: 'year'>, '2019-06')
>>> span("1960-01-01T00:00:00Z", "8").hi
datetime.date(1969, 12, 31)
"""

import re
from datetime import date

from kycscreen import countries, dates
from kycscreen.dates import DateSpan, Precision

GENDERS = {
    "Q6581097": "M",
    "Q2449503": "M",  # trans man
    "Q6581072": "F",
    "Q1052281": "F",  # trans woman
    "Q48270": "X",  # non-binary
    "Q1097630": "X",  # intersex
}
_DECADE, _YEAR, _MONTH, _DAY = 8, 9, 10, 11


def span(text: str, precision: str, *, main: bool = False) -> DateSpan:
    """Read a time as exactly as its precision says; coarser than a decade is unread."""
    form = re.match(r"\+?([0-9]{4})-([0-9]{2})-([0-9]{2})T", text)
    unread = DateSpan(None, None, Precision.UNPARSED, raw=text, main=main)
    if form is None or not re.fullmatch("[0-9]{1,2}", precision):
        return unread
    y, m, d = map(int, form.groups())
    exact = int(precision)
    try:
        if exact >= _DAY:
            return dates.day(date(y, m, d), raw=text, main=main)
        if exact == _MONTH:
            return dates.month(y, m, raw=text, main=main)
        if exact == _YEAR:
            return dates.year(y, raw=text, main=main)
        if exact == _DECADE:
            lo = y - y % 10
            ends = date(lo, 1, 1), date(lo + 9, 12, 31)
            return dates.between(*ends, raw=text, main=main)
    except ValueError:  # no such day in the calendar
        return unread
    return unread


def iso(text: str, precision: str) -> str:
    """Return a time as ISO text as far as it is known; empty where it is not."""
    found = span(text, precision)
    lengths = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    if found.lo is None or found.precision not in lengths:
        return ""
    return found.lo.isoformat()[: lengths[found.precision]]


def is_coarse(precision: str) -> bool:
    """Is a time known to a decade at best, or to a century, as old ones are?"""
    return re.fullmatch("[0-9]", precision) is not None and int(precision) <= _DECADE


def country(code: str, label: str) -> str:
    """Return the code of a country by its code or its name; empty where it is none."""
    try:
        return countries.parse(code) if code else countries.find(label)
    except ValueError:
        return countries.find(label)
