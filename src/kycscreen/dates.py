"""Dates as lists publish them: a day, a month, a year, a range, or only roughly.

>>> parse("circa 1951").lo, parse("circa 1951").circa
(datetime.date(1951, 1, 1), True)
>>> compare(parse("1962"), parse("1962-03-14"))
<Agreement.COMPATIBLE: 'compatible'>
>>> parse("30-35 years old").precision
<Precision.UNPARSED: 'unparsed'>
"""

import re
from datetime import date, timedelta
from enum import Enum

import attrs

from kycscreen.facts import Agreement as Agreement  # a fact's own word


class Precision(Enum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNPARSED = "unparsed"


class Relation(Enum):
    """How two dates of birth relate, more finely than an ``Agreement``."""

    SAME_DAY = "same_day"
    SAME_MONTH = "same_month"
    SAME_YEAR = "same_year"
    SLIP = "slip"
    NEAR = "near"
    DIFFERENT = "different"


@attrs.frozen
class DateSpan:
    """The closed interval in which a day lies; ``UNPARSED`` has only ``raw``.

    ``circa`` says that the publisher is not sure; it widens nothing here, the
    matcher does. ``note`` is what the publisher adds; ``calendar`` is empty for
    the Gregorian one; ``main`` marks the one a publisher prefers.
    """

    lo: date | None
    hi: date | None
    precision: Precision
    circa: bool = False
    calendar: str = ""
    note: str = ""
    raw: str = ""
    main: bool = False


# Looked up once: a member costs more to reach than two dates to compare.
_DAY, _MONTH, _YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH_WORD = (
    "(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NUMBER = "[0-9]{1,2}|dd|mm|xx|x"  # letters and zeros hold the place of the unknown
_FORMS = (
    "(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?",
    f"(?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -])?{_MONTH_WORD},?[ -](?P<y>[0-9]{{4}})",
    f"{_MONTH_WORD} (?P<d>[0-9]{{1,2}}),? (?P<y>[0-9]{{4}})",
    f"(?:(?P<d>{_NUMBER})/)?(?P<m>{_NUMBER})/(?P<y>[0-9]{{4}})",
    f"(?P<d>{_NUMBER})[.](?P<m>{_NUMBER})[.](?P<y>[0-9]{{4}})",
)
# Hijri years lie below and Buddhist years above: neither is read as Gregorian.
_FIRST_YEAR, _LAST_YEAR = 1600, 2199

Read = tuple[date, date, Precision]


def parse(
    text: str, *, circa: bool = False, note: str = "", main: bool = False
) -> DateSpan:
    """Read a date as any list writes it; what cannot be read stays ``UNPARSED``.

    Nothing is guessed: two-digit years, decades, other calendars and days that
    do not exist are unparsed, and ``raw`` always holds the text. A day that is
    1 January is noted as possibly padded, as publishers do.
    """
    words = _tidied(text)
    plain = re.sub("^(?:circa|approximately|approx|about|around|ca|c)[. ] ?", "", words)
    read = _one(plain) or _two(plain)
    lo, hi, precision = read if read is not None else (None, None, Precision.UNPARSED)
    return DateSpan(
        lo,
        hi,
        precision,
        circa=circa or plain != words,
        note=_noted(note, lo, precision),
        raw=text,
        main=main,
    )


def parse_iso(text: str) -> DateSpan:
    """Read ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` and nothing else."""
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            on = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return DateSpan(on, on, _DAY, raw=text)
    form = re.fullmatch("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if form is None:
        raise ValueError("is not an ISO date")
    y, m, d = form.groups()
    try:
        if d is not None:
            on = date(int(y), int(m), int(d))
            return DateSpan(on, on, _DAY, raw=text)
        return year(int(y), raw=text) if m is None else month(int(y), int(m), raw=text)
    except ValueError:  # its text would quote the number
        raise ValueError("is no day of the calendar") from None


def between(
    lo: date,
    hi: date,
    *,
    circa: bool = False,
    note: str = "",
    raw: str = "",
    main: bool = False,
) -> DateSpan:
    """Make a span from its ends: a day, a whole year, or else a range."""
    if lo > hi:
        raise ValueError("ends before it begins")
    precision = _folded(lo, hi)
    note = _noted(note, lo, precision)
    return DateSpan(lo, hi, precision, circa=circa, note=note, raw=raw, main=main)


def day(
    on: date, *, circa: bool = False, note: str = "", raw: str = "", main: bool = False
) -> DateSpan:
    """Make the span of one day."""
    return between(on, on, circa=circa, note=note, raw=raw, main=main)


def month(
    y: int,
    m: int,
    *,
    circa: bool = False,
    note: str = "",
    raw: str = "",
    main: bool = False,
) -> DateSpan:
    """Make the span of one month; ``ValueError`` where there is none."""
    lo, hi, precision = _whole_month(y, m)
    return DateSpan(lo, hi, precision, circa=circa, note=note, raw=raw, main=main)


def year(
    y: int, *, circa: bool = False, note: str = "", raw: str = "", main: bool = False
) -> DateSpan:
    """Make the span of one year; ``ValueError`` where there is none."""
    lo, hi = date(y, 1, 1), date(y, 12, 31)
    return DateSpan(lo, hi, _YEAR, circa=circa, note=note, raw=raw, main=main)


def compare(a: DateSpan, b: DateSpan, *, circa_years: int = 2) -> Agreement | None:
    """Say how two dates relate; ``None`` where one of them could not be read."""
    if a.lo is None or a.hi is None or b.lo is None or b.hi is None:
        return None
    if _exact(a) and _exact(b):
        return Agreement.SAME if a.lo == b.lo else Agreement.DIFFERENT
    if _years_apart(a, b, circa_years) is None:
        return Agreement.COMPATIBLE
    return Agreement.DIFFERENT


def relate(
    a: DateSpan, b: DateSpan, *, circa_years: int, near_years: int
) -> Relation | None:
    """Say how two births relate; ``None`` where one of them could not be read.

    ``SAME_MONTH``: neither is circa, at least one knows only the month, and they
    fit. ``SAME_YEAR``: one knows only a year or a range, or is circa, and they
    fit. ``SLIP``: two exact days that differ as a slip of the hand makes them:
    in the day, in the month, in the year (by 1, 2, 3 or 10, in one digit, or by
    two digits swapped), or by day and month swapped; and two of one year, one
    of them its 1 January. ``NEAR``: they do not fit, and their years differ by at
    most ``near_years``; by 1, where both are exact and neither is a 1 January.
    """
    if a.lo is None or a.hi is None or b.lo is None or b.hi is None:
        return None
    if _exact(a) and _exact(b):
        return _relate_days(a.lo, b.lo, near_years)
    apart = _years_apart(a, b, circa_years)
    if apart is not None:
        return Relation.NEAR if apart <= near_years else Relation.DIFFERENT
    if not (a.circa or b.circa) and _in_a_month(a) and _in_a_month(b):
        return Relation.SAME_MONTH
    return Relation.SAME_YEAR


def _tidied(text: str) -> str:
    """Lower the case, drop the apostrophe of spreadsheets, cut off time and zone."""
    words = " ".join(text.casefold().split()).lstrip("'’").rstrip(" .,;")
    # "1960-01-01-05:00" is the first of January wherever it was written.
    return re.sub(
        "^([0-9]{4}-[0-9]{2}-[0-9]{2})"
        "(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?)?"
        "(?:z|[+-][0-9]{2}:?[0-9]{2})?$",
        r"\1",
        words,
    )


def _one(words: str) -> Read | None:
    """Read one date in any of the forms that occur."""
    for form in _FORMS:
        found = re.fullmatch(form, words)
        if found is not None:
            parts = found.groupdict()
            return _calendar(parts["y"], parts.get("m"), parts.get("d"))
    return None


def _two(words: str) -> Read | None:
    """Read a range: "1951 to 1953", "between Aug. and Sep. 1977"."""
    found = (
        re.fullmatch("(?:from )?(.{3,20}?) (?:to|-|–) (.{4,20})", words)
        or re.fullmatch("between (.{3,20}?) and (.{4,20})", words)
        or re.fullmatch("([0-9]{4}) ?[-–/] ?([0-9]{4})", words)
    )
    if found is None:
        return None
    first, last = found.groups()
    begin, end = _one(first) or _one(f"{first} {last[-4:]}"), _one(last)
    if begin is None or end is None or begin[0] > end[1]:
        return None
    return begin[0], end[1], _folded(begin[0], end[1])


def _calendar(y: str, m: str | None, d: str | None) -> Read | None:
    """Find the days that year, month and day name; zero or letters: not known."""
    number = int(y)
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    whole_year = date(number, 1, 1), date(number, 12, 31), _YEAR
    if m is None or not m.strip("0dmx"):
        return whole_year
    try:
        which = int(m) if m.isdigit() else _MONTHS.index(m[:3]) // 3 + 1
        if d is None or not d.strip("0dmx"):
            return _whole_month(number, which)
        on = date(number, which, int(d))
    except ValueError:  # no such day in the calendar
        return None
    return on, on, _DAY


def _whole_month(y: int, m: int) -> Read:
    lo = date(y, m, 1)
    hi = date(y, 12, 31) if m == 12 else date(y, m + 1, 1) - timedelta(days=1)
    return lo, hi, _MONTH


def _folded(lo: date, hi: date) -> Precision:
    if lo == hi:
        return _DAY
    if lo.year == hi.year and (lo.month, lo.day, hi.month, hi.day) == (1, 1, 12, 31):
        return _YEAR
    return Precision.RANGE


def _noted(note: str, lo: date | None, precision: Precision) -> str:
    if lo is None or precision is not _DAY or lo.month != 1 or lo.day != 1:
        return note
    return f"{note}; possibly padded" if note else "possibly padded"


def _exact(span: DateSpan) -> bool:
    return span.precision is _DAY and not span.circa


def _relate_days(a: date, b: date, near_years: int) -> Relation:
    if a == b:
        return Relation.SAME_DAY
    years = abs(a.year - b.year)
    same_month, same_day = a.month == b.month, a.day == b.day
    # Publishers write a year as its 1 January: such a day says no more than that.
    padded = (1, 1) in ((a.month, a.day), (b.month, b.day))
    if years == 0:
        swapped = a.month == b.day and a.day == b.month
        slip = same_month or same_day or swapped or padded
    else:
        slip = same_month and same_day and not padded and _year_slips(a.year, b.year)
    if slip:
        return Relation.SLIP
    # Whoever knows the day knows the year.
    reach = near_years if padded else min(1, near_years)
    return Relation.NEAR if years <= reach else Relation.DIFFERENT


def _year_slips(a: int, b: int) -> bool:
    """Ask whether one year may be the other, miscounted or mistyped."""
    if abs(a - b) in (1, 2, 3, 10):
        return True
    ours, theirs = f"{a:04}", f"{b:04}"
    apart = sum(x != y for x, y in zip(ours, theirs, strict=True))
    return apart == 1 or (apart == 2 and sorted(ours) == sorted(theirs))


def _years_apart(a: DateSpan, b: DateSpan, circa_years: int) -> int | None:
    """Count the years between two spans; ``None`` where they have a day in common."""
    a_lo, a_hi = _widened(a, circa_years)
    b_lo, b_hi = _widened(b, circa_years)
    if a_lo <= b_hi and b_lo <= a_hi:
        return None
    return b_lo[0] - a_hi[0] if a_hi < b_lo else a_lo[0] - b_hi[0]


Ymd = tuple[int, int, int]


def _widened(span: DateSpan, circa_years: int) -> tuple[Ymd, Ymd]:
    """Give the ends as year, month, day: a year moved needs no calendar."""
    lo, hi = span.lo, span.hi
    assert lo is not None  # the caller has looked
    assert hi is not None
    by = circa_years if span.circa else 0
    return (lo.year - by, lo.month, lo.day), (hi.year + by, hi.month, hi.day)


def _in_a_month(span: DateSpan) -> bool:
    lo, hi = span.lo, span.hi
    return (
        lo is not None and hi is not None and (lo.year, lo.month) == (hi.year, hi.month)
    )
