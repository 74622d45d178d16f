"""Seats held in a parliament: runs of memberships, term after term, as positions."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import attrs

from kycscreen import dates
from kycscreen.entities import Position
from kycscreen.sources.strictjson import text

# From one term's end to the next one's start: dissolution, election, first sitting.
_SAME_SEAT = timedelta(days=62)
_CATEGORIES = {"legislature": "mp", "executive": "minister"}
_READ = {
    *("id", "person_id", "organization_id", "role", "area_id", "on_behalf_of_id"),
    *("legislative_period_id", "start_date", "end_date", "sources"),
}

Plain = dict[str, Any]
Report = Callable[[str, str], None]


@attrs.frozen(kw_only=True)
class Seats:
    """One file's memberships by person, and what they point to by id."""

    country: str
    organisations: Mapping[str, Plain]
    periods: Mapping[str, Plain]
    areas: Mapping[str, Plain]
    memberships: Mapping[str, list[Plain]]


@attrs.frozen
class _Seat:
    """One stay in a body: from when to when, as text; for whom and where."""

    organisation: str
    role: str
    start: str
    end: str
    note: str


def positions(seats: Seats, record_id: str, report: Report) -> tuple[Position, ...]:
    """Return a person's positions: one for each unbroken run in one role.

    A source that nobody maintains knows no current member: without an end, the
    status is unknown, and so it is with one.
    """
    held = sorted(
        (_seat(seats, m, report) for m in seats.memberships.get(record_id, ())),
        key=lambda seat: (seat.organisation, seat.role, seat.start, seat.end),
    )
    runs: list[list[_Seat]] = []
    for seat in held:
        if runs and _goes_on(runs[-1], seat):
            runs[-1].append(seat)
        else:
            runs.append([seat])
    return tuple(_position(seats, run, report) for run in runs)


def _seat(seats: Seats, membership: Plain, report: Report) -> _Seat:
    for key in sorted(membership.keys() - _READ):
        report(f"memberships.{key}", str(membership[key]))
    period = _found(seats.periods, membership, "legislative_period_id", report)
    party = _found(seats.organisations, membership, "on_behalf_of_id", report)
    area = _found(seats.areas, membership, "area_id", report)
    notes = (text(party, "name"), text(area, "name"))
    return _Seat(
        organisation=text(membership, "organization_id"),
        role=text(membership, "role"),
        start=_date(membership, period, "start_date", report),
        end=_date(membership, period, "end_date", report),
        note=", ".join(note for note in notes if note),
    )


def _found(
    known: Mapping[str, Plain], membership: Plain, key: str, report: Report
) -> Plain:
    """Return what a membership points to; nothing, and an issue, where it is not."""
    to = text(membership, key)
    if to and to not in known:
        report(f"memberships.{key}", to)
    return known.get(to, {})


def _date(membership: Plain, period: Plain, key: str, report: Report) -> str:
    """Return the membership's own date, else that of its term."""
    value = text(membership, key) or text(period, key)
    try:
        if value:
            dates.parse_iso(value)
    except ValueError:
        report(f"memberships.{key}", value)
        return ""
    return value


def _goes_on(run: list[_Seat], seat: _Seat) -> bool:
    """Tell whether a seat follows on a run without a break."""
    last = run[-1]
    if (last.organisation, last.role) != (seat.organisation, seat.role):
        return False
    if not last.start or not seat.start:
        return False
    end = _latest(run)
    return end is None or _first(seat.start) <= end + _SAME_SEAT


def _first(start: str) -> date:
    lo = dates.parse_iso(start).lo
    return date.min if lo is None else lo


def _latest(run: list[_Seat]) -> date | None:
    """Return the last day of a run; ``None`` while it has no end."""
    ends = [dates.parse_iso(seat.end).hi if seat.end else None for seat in run]
    return None if None in ends else max(end for end in ends if end is not None)


def _position(seats: Seats, run: list[_Seat], report: Report) -> Position:
    organisation = seats.organisations.get(run[0].organisation, {})
    if not organisation:
        report("memberships.organization_id", run[0].organisation)
    body = text(organisation, "name")
    classification = text(organisation, "classification")
    if classification not in _CATEGORIES:
        report("organizations.classification", classification)
    last = max(run, key=lambda seat: (not seat.end, seat.end))
    return Position(
        title=" of ".join(part for part in (run[0].role or "member", body) if part),
        category=_CATEGORIES.get(classification, "other"),
        country=seats.country,
        body=body,
        start=run[0].start,
        end=last.end,
        status="unknown",
        source_text="; ".join(dict.fromkeys(s.note for s in run if s.note)),
    )
