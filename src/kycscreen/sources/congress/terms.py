"""Terms and leadership roles as positions: an unbroken run of terms is one."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import attrs

from kycscreen import dates
from kycscreen.dates import Precision
from kycscreen.entities import Position
from kycscreen.sources.entries import Note
from kycscreen.sources.strictjson import mandatory, objects, text

# From one term's end to the next one's start: the swearing in, or a recount.
_SAME_SEAT = timedelta(days=62)
_HOUSE, _SENATE = "House of Representatives", "Senate"
_OFFICES = {
    "rep": ("Representative", "mp", _HOUSE),
    "sen": ("Senator", "mp", _SENATE),
    "prez": ("President of the United States", "head_of_state", ""),
    "viceprez": ("Vice President of the United States", "minister", ""),
}
_CHAMBERS = {"house": _HOUSE, "senate": _SENATE}
_TERM = {
    *("type", "start", "end", "state", "district", "party", "caucus", "how"),
    *("end-type", "party_affiliations", "address", "phone", "fax", "url"),
}
_TERM_IGNORED = {"class", "state_rank", "office", "contact_form", "rss_url"}
_PARTY = {"start", "end", "party", "caucus"}
_ROLE = {"title", "chamber", "start", "end"}

Plain = dict[str, Any]


@attrs.frozen
class _Stay:
    """One term or role: in which office, from when to when, and what is said of it."""

    office: tuple[str, str, str]
    where: str
    start: date
    end: date | None
    note: str


def as_of(people: Iterable[Plain]) -> date:
    """Return the day of which a file knows at least: the last on which a term began."""
    return max(
        (
            _day(term, "start", "a term")
            for person in people
            for term in terms(person, "a person")
        ),
        default=date.min,
    )


def terms(person: Plain, place: str) -> list[Plain]:
    """Return a person's terms; ``ValueError`` where there are none."""
    found = objects(person, "terms", place)
    if not found:
        raise ValueError(f"{place} has no terms; the file is damaged")
    return found


def last_day(person: Plain, place: str) -> date:
    """Return the day on which the last of a person's terms ends."""
    return max(_day(term, "end", place) for term in terms(person, place))


def positions(
    person: Plain, place: str, known: date, note: Note
) -> tuple[Position, ...]:
    """Return every office and leadership role, in the order in which they began."""
    stays = [_term(term, place, note) for term in terms(person, place)]
    if "leadership_roles" in person:
        roles = objects(person, "leadership_roles", place)
        stays += (_role(role, place, note) for role in roles)
    return tuple(_position(run, known) for run in _runs(stays))


def _term(term: Plain, place: str, note: Note) -> _Stay:
    for key in sorted(term.keys() - _TERM - _TERM_IGNORED):
        note(f"terms.{key}", str(term[key]))
    kind = mandatory(term, "type", place)
    if kind not in _OFFICES:
        note("terms.type", kind)
    return _Stay(
        _OFFICES.get(kind, (kind, "other", "")),
        text(term, "state"),
        _day(term, "start", place),
        _day(term, "end", place),
        "; ".join(_told(term, place, note)),
    )


def _told(term: Plain, place: str, note: Note) -> Iterator[str]:
    """Say for whom and where a term is served, and how it began or ended."""
    state, district = text(term, "state"), text(term, "district")
    if state:
        yield f"{state}-{district}" if district else state
    if "party_affiliations" in term:
        for one in objects(term, "party_affiliations", place):
            for key in sorted(one.keys() - _PARTY):
                note(f"terms.party_affiliations.{key}", str(one[key]))
            yield f"{text(one, 'party')} {text(one, 'start')}–{text(one, 'end')}"
    elif party := text(term, "party"):
        caucus = text(term, "caucus")
        yield f"{party}, caucus {caucus}" if caucus else party
    for key, word in (("how", "by"), ("end-type", "ended by")):
        if text(term, key) not in ("", "election"):
            yield f"{word} {text(term, key)}"


def _role(role: Plain, place: str, note: Note) -> _Stay:
    for key in sorted(role.keys() - _ROLE):
        note(f"leadership_roles.{key}", str(role[key]))
    chamber = mandatory(role, "chamber", place)
    if chamber not in _CHAMBERS:
        note("leadership_roles.chamber", chamber)
    title = " ".join(mandatory(role, "title", place).split())
    return _Stay(
        (title, "party_leadership", _CHAMBERS.get(chamber, chamber)),
        "",
        _day(role, "start", place),
        _day(role, "end", place) if text(role, "end") else None,
        "",
    )


def _day(term: Plain, key: str, place: str) -> date:
    span = dates.parse_iso(mandatory(term, key, place))
    if span.precision is not Precision.DAY or span.lo is None:
        raise ValueError(f"{place} has a {key} that is no day; the file is damaged")
    return span.lo


def _runs(stays: list[_Stay]) -> list[list[_Stay]]:
    """Group the terms that follow one another without a break in one office."""
    runs: dict[object, list[list[_Stay]]] = {}
    for stay in sorted(stays, key=lambda stay: (stay.start, stay.end or date.max)):
        of = runs.setdefault((stay.office, stay.where), [])
        if of and _follows(of[-1][-1], stay):
            of[-1].append(stay)
        else:
            of.append([stay])
    found = [run for of in runs.values() for run in of]
    return sorted(found, key=lambda run: (run[0].start, run[0].office))


def _follows(last: _Stay, stay: _Stay) -> bool:
    return last.end is None or stay.start <= last.end + _SAME_SEAT


def _position(run: list[_Stay], known: date) -> Position:
    title, category, body = run[0].office
    end = run[-1].end
    return Position(
        title,
        category=category,
        country="us",
        body=body,
        start=run[0].start.isoformat(),
        end="" if end is None else end.isoformat(),
        status="current" if end is None or end > known else "ended",
        source_text="; ".join(dict.fromkeys(stay.note for stay in run if stay.note)),
    )
