"""How somebody stands who holds or held a function: on a day, by the law's months.

The months after an office are those of the law, not of a list that keeps people for
longer. A year or month in which an office ended counts to its last day.

>>> months_after(date(2025, 1, 31), 1), months_after(date(2024, 2, 29), 12)
(datetime.date(2025, 2, 28), datetime.date(2025, 2, 28))
"""

import calendar
from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from kycscreen import dates
from kycscreen.policy.law import AfterOffice


class Standing(Enum):
    """Where somebody stands in time who holds or held a public function."""

    CURRENT = "current"
    """In office."""
    COOLING_OFF = "cooling_off"
    """Out of office, and the law's least time is not over."""
    FORMER = "former"
    """Out of office, and that time is over: what is left is a risk to judge."""
    UNKNOWN = "unknown"
    """Nothing tells whether the office is held still, or when it ended."""


class Doubt(Enum):
    """Why a standing is unknown; none where it is known."""

    NONE = ""
    UNSTATED = "unstated"
    """Nobody says whether the office is held still."""
    UNDATED = "undated"
    """It is over, and nobody says since when."""
    AHEAD = "ahead"
    """It has not begun."""
    NOTHING = "nothing"
    """Nobody says which office it is."""


@attrs.frozen(kw_only=True)
class Spell:
    """For how long an office is held, as far as is known.

    ``last`` is the last day on which it can have ended, ``exact`` where it is that one.
    ``over``: it has ended,
    whether or not it is known when. ``held``: whoever keeps the list says that it is
    held still.
    """

    first: date | None = None
    last: date | None = None
    exact: bool = False
    over: bool = False
    held: bool = False


@attrs.frozen(kw_only=True)
class Stands:
    """A standing, until when at least it lasts, and the rule that says so."""

    standing: Standing
    until: date | None = None
    rule: str = ""
    doubt: Doubt = Doubt.NONE


def spell(start: str, end: str, status: str, died: str | None) -> Spell:
    """Read what a list says of an office, and of its holder's death.

    Whoever died holds nothing any more; ``died`` is empty where it is not known when.
    """
    ends = [span for text in (end, died or "") if (span := _span(text)) is not None]
    span = min(ends, key=lambda span: span.hi, default=None)
    first = _span(start)
    return Spell(
        first=None if first is None else first.lo,
        last=None if span is None else span.hi,
        exact=span is not None and span.lo == span.hi,
        # An end that nobody can read is an end.
        over=status == "ended" or died is not None or (end != "" and not _span(end)),
        held=status == "current",
    )


def stands(spell: Spell, *, on: date, rules: Iterable[AfterOffice]) -> Stands:
    """Return how the holder stands on a day, by the rules that fit the office."""
    if spell.first is not None and spell.first > on:
        return Stands(standing=Standing.UNKNOWN, doubt=Doubt.AHEAD)
    if spell.last is None:
        if spell.held and not spell.over:
            return Stands(standing=Standing.CURRENT)
        doubt = Doubt.UNDATED if spell.over else Doubt.UNSTATED
        return Stands(standing=Standing.UNKNOWN, doubt=doubt)
    if spell.last > on and not spell.over:
        return Stands(standing=Standing.CURRENT)
    return _after(spell.last, on, tuple(rules))


def _after(left: date, on: date, rules: tuple[AfterOffice, ...]) -> Stands:
    """Follow the rules from a day on until none of them counts any more.

    A rule that ends before its months do is followed by the one that is in force
    then; so the last day is the one on which the answer truly changes.
    """
    day, decided = on, ""
    while True:
        counting = [
            (_ends(rule, left), rule.id)
            for rule in rules
            if rule.origin.holds_on(day) and day < months_after(left, rule.months)
        ]
        if not counting:
            break
        day, rule_id = max(counting)
        decided = decided or rule_id
    if decided:
        return Stands(standing=Standing.COOLING_OFF, until=day, rule=decided)
    over = [(rule.months, rule.id) for rule in rules if rule.origin.holds_on(on)]
    return Stands(standing=Standing.FORMER, rule=max(over)[1] if over else "")


def _ends(rule: AfterOffice, left: date) -> date:
    """Return the first day on which a rule does not count any more."""
    over = months_after(left, rule.months)
    until = rule.origin.until
    return over if until is None else min(over, until)


def months_after(day: date, months: int) -> date:
    """Return the day some months later, or the last one of that month if sooner."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@attrs.frozen
class _Span:
    """The days of a year, a month, or one day."""

    lo: date
    hi: date


def _span(text: str) -> _Span | None:
    try:
        found = dates.parse_iso(text)
    except ValueError:  # as "i fjor": nothing is known
        return None
    if found.lo is None or found.hi is None:
        return None
    return _Span(found.lo, found.hi)
