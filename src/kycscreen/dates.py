"""Dates as lists publish them: a day, a month, a year, a range, or only roughly.

>>> parse("1962-03")
DateSpan(lo=datetime.date(1962, 3, 1), hi=datetime.date(1962, 3, 31), precision=<Precision.MONTH: 'month'>, circa=False, raw='1962-03')
"""

from datetime import date
from enum import Enum

import attrs


class Precision(Enum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNPARSED = "unparsed"


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
