"""Dates that a rendition gives by the bounds of their beginning and their end.

Written as OFAC's other renditions write them, and so read as they are. A year is all
its days: whoever looks at the first bound alone makes a 1 January of it.

>>> written((date(1951, 1, 1), None, None, date(1951, 12, 31)), circa=True)
'circa 1951'
>>> written((date(1951, 1, 1), None, None, None))
''
"""

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from kycscreen.sources.elements import child, local, text
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac.references import References

if TYPE_CHECKING:
    from lxml import etree

Bounds = tuple[date | None, date | None, date | None, date | None]
"""The first and last day of its beginning, the first and last day of its end."""

_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def written(bounds: Bounds, *, circa: bool = False) -> str:
    """Write a period; empty where it has no beginning, or no end that is stated."""
    from_first, from_last, to_first, to_last = bounds
    lo = from_first or from_last
    hi = to_last or to_first or from_last
    if lo is None or hi is None:
        return ""
    return ("circa " if circa else "") + _span(lo, hi)


def _span(lo: date, hi: date) -> str:
    month = f"{_MONTHS[lo.month - 1]} {lo.year:04}"
    if lo == hi:
        return day(lo)
    if (lo.month, lo.day, hi.month, hi.day) == (1, 1, 12, 31):
        return f"{lo.year:04}" if lo.year == hi.year else f"{lo.year:04} to {hi.year}"
    if lo.day == 1 and hi == lo.replace(day=monthrange(lo.year, lo.month)[1]):
        return month
    return f"{day(lo)} to {day(hi)}"


def day(on: date) -> str:
    """Write a day as OFAC does."""
    return f"{on.day:02} {_MONTHS[on.month - 1]} {on.year:04}"


def read(element: "etree._Element", references: References, note: Note) -> str:
    """Write the ``DatePeriod`` of a feature or a document."""
    path = "DatePeriod/@CalendarTypeID"
    number = element.get("CalendarTypeID", "")
    calendar = references.text("CalendarType", number, path, note)
    ends = [child(element, name) for name in ("Start", "End")]
    bounds: list[date | None] = []
    for end in ends:
        for name in ("From", "To"):
            point = None if end is None else child(end, name)
            bounds.append(None if point is None else on(point, note))
    if calendar != "Gregorian":
        note(path, calendar)
        points = [*element.iter("{*}From"), *element.iter("{*}To")]
        said = dict.fromkeys("-".join(text(part) for part in one) for one in points)
        return f"{', '.join(said)} ({calendar})"  # neither read nor reckoned
    rough = any(end is not None and end.get("Approximate") == "true" for end in ends)
    first, second, third, last = bounds
    found = written((first, second, third, last), circa=rough)
    if not found and len(element):
        note("DatePeriod", text(element))
        return f"from {day(first)}" if first else ""
    return found


def on(element: "etree._Element", note: Note) -> date | None:
    """Read a day given by year, month and day; one that is none is noted."""
    said = {local(part): text(part) for part in element}
    numbers = [said.get(name, "") for name in ("Year", "Month", "Day")]
    if all(number.isascii() and number.isdigit() for number in numbers):
        try:
            return date(*(int(number[:9]) for number in numbers))
        except ValueError:
            pass
    note(local(element), "-".join(numbers))
    return None
