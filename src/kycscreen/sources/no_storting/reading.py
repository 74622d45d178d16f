"""Reading the Storting's JSON: who sits today, or who sat in a period."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from itertools import chain
from typing import Any

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, Position, Topic
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, entries, persons, strictjson
from kycscreen.sources.entries import Note
from kycscreen.sources.persons import Plain
from kycscreen.sources.strictjson import objects, spoken, strangers, text

_TODAY, _PERIOD = "dagensrepresentanter_liste", "representanter_liste"
_GENDERS = {"1": "F", "2": "M"}
_CALLED = ("fornavn", "etternavn")
_FOR = ("vara_for", "fast_vara_for")
_READ = {
    *("id", *_CALLED, "foedselsdato", "doedsdato", "kjoenn"),
    *("fylke", "parti", "vara_representant", *_FOR),
}
_IGNORED = {"respons_dato_tid", "versjon", "komiteer_liste"}
_ABOUT = {_TODAY, _PERIOD, "respons_dato_tid", "versjon", "stortingsperiode_id"}
_NO_DATE = date(1, 1, 2)  # the first day there is, in any zone


@attrs.frozen
class _Term:
    """When a file's members sit, and whether they do on its own day."""

    start: str
    end: str
    status: str


def read(list_id: str, data: bytes) -> Parsed:
    """Read every member; ``FormatError`` where it is another file or not whole."""
    plain = strictjson.read(list_id, data)
    try:
        return _read(list_id, plain)
    except ValueError as wrong:
        raise FormatError(list_id, str(wrong)) from None


def _read(list_id: str, plain: Any) -> Parsed:
    key = _TODAY if isinstance(plain, dict) and _TODAY in plain else _PERIOD
    members = objects(plain, key, "the file")
    issues: list[Issue] = []
    report = entries.reporting(issues, "")
    for path, value in strangers(plain, _ABOUT, "file"):
        report(path, value)
    version = spoken(plain, "respons_dato_tid")
    try:
        published = _day(version)
    except ValueError:
        published = None
    if published is None:
        report("respons_dato_tid", version)
    period = text(plain, "stortingsperiode_id")
    term = (
        _Term("", "", "current") if key == _TODAY else _term(period, published, report)
    )
    sitting = list(persons.by_id(members, "id"))
    absent = _absent(sitting, issues)
    return persons.gathered(
        list_id,
        chain(sitting, ((record_id, who) for record_id, (who, _) in absent.items())),
        partial(_entity, list_id, term, {key: by for key, (_, by) in absent.items()}),
        id_path="id",
        published=published,
        version=version,
        issues=issues,
    )


def _term(period: str, on: date | None, report: Note) -> _Term:
    """Return the years of a period, and whether it lasts: until 30 September."""
    years = re.fullmatch(r"([12]\d{3})-(?:(?:[12]\d)?)(\d{2})", period)
    if years is None:
        report("stortingsperiode_id", period)
        return _Term("", "", "unknown")
    start, end = years[1], years[1][:2] + years[2]
    if end < start:
        end = str(int(end) + 100)
    if on is None:
        return _Term(start, end, "unknown")
    return _Term(start, end, "ended" if on >= date(int(end), 10, 1) else "current")


def _absent(
    sitting: list[tuple[str, Plain]], issues: list[Issue]
) -> dict[str, tuple[Plain, str]]:
    """Return those for whom deputies sit and who are not listed themselves, by id.

    Ministers, and who is on leave: each with the name of the deputy.
    """
    listed = {record_id for record_id, _ in sitting}
    found: dict[str, tuple[Plain, str]] = {}
    for record_id, deputy in sitting:
        for key in _FOR:
            if not (whom := _name(deputy, key, *_CALLED)):
                continue
            absent_id = spoken(deputy[key], "id")
            if not absent_id:
                issues.append(Issue(record_id, key, f"{whom} has no id; left out"))
            elif absent_id not in listed:
                found[absent_id] = (deputy[key], _spelt(deputy, *_CALLED))
    return found


def _entity(
    list_id: str,
    term: _Term,
    deputies: Mapping[str, str],
    record_id: str,
    member: Plain,
    note: Note,
    odd: Note,
) -> ListedEntity | None:
    name = persons.named(text(member, "fornavn"), text(member, "etternavn"), note)
    if name is None:
        return None
    remarks = []
    for path, value in strangers(member, _READ | _IGNORED, "member"):
        odd(path, value)
        remarks.append(f"{path}: {value}")
    died = _died(spoken(member, "doedsdato"), note)
    if died:
        remarks.append(f"died {died}")
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=Kind.PERSON,
        names=(name,),
        birth_dates=_born(spoken(member, "foedselsdato"), note),
        genders=persons.gendered(spoken(member, "kjoenn"), _GENDERS, "kjoenn", note),
        positions=(_position(member, term, died, deputies.get(record_id, "")),),
        topics={Topic.PEP},
        remarks=remarks,
    )


def _position(member: Plain, term: _Term, died: str, deputy_is: str) -> Position:
    deputy = member.get("vara_representant")
    if deputy is not None and not isinstance(deputy, bool):
        raise ValueError("vara_representant is neither true nor false")
    is_known = died[:4].isdigit()
    about = [_name(member, "parti", "navn"), _name(member, "fylke", "navn")]
    for key in _FOR:
        if whom := _name(member, key, *_CALLED):
            about.append(f"deputy for {whom}")
    if deputy_is:
        about.append(f"represented by {deputy_is}")
    return Position(
        title="deputy member of the Storting" if deputy else "member of the Storting",
        category="mp",
        country="no",
        body="Stortinget",
        start=term.start,
        end=died if is_known else term.end,
        status="ended" if is_known else term.status,
        source_text=", ".join(dict.fromkeys(filter(None, about))),
    )


def _name(member: Plain, key: str, *keys: str) -> str:
    """Return what an object beside a member is called; empty where there is none."""
    found = member.get(key)
    if found is None:
        return ""
    if not isinstance(found, dict):
        raise ValueError(f"{key} is no object")  # noqa: TRY004  # as strictjson does
    return _spelt(found, *keys)


def _spelt(found: Plain, *keys: str) -> str:
    return " ".join(filter(None, (text(found, each) for each in keys)))


def _born(value: str, note: Note) -> tuple[DateSpan, ...]:
    try:
        on = _day(value)
    except ValueError:
        return persons.born(value, "foedselsdato", note)  # kept as it stands
    return () if on is None else (dates.day(on, raw=value),)


def _died(value: str, note: Note) -> str:
    """Return the day of a death as ISO text; one that cannot be read as it stands."""
    try:
        on = _day(value)
    except ValueError:
        note("doedsdato", value)
        return value
    return "" if on is None else on.isoformat()


def _day(value: str) -> date | None:
    """Return the day that milliseconds and a zone tell together."""
    if not value:
        return None
    written = re.fullmatch(r"/Date\((-?\d{1,15})(?:([+-])(\d\d)(\d\d))?\)/", value)
    if written is None:
        raise ValueError("is not written as a date")
    ms, sign, hours, minutes = written.groups()
    ahead = 60 * int(hours or 0) + int(minutes or 0)
    local = int(ms) // 1000 + 60 * (-ahead if sign == "-" else ahead)
    try:
        on = date(1970, 1, 1) + timedelta(days=local // 86_400)
    except OverflowError:
        raise ValueError("is no day of the calendar") from None
    return None if on <= _NO_DATE else on
