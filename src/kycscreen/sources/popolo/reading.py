"""Reading a parliament's file: its persons, each with the seats held."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from kycscreen import dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity, ListedName, NameKind, Topic, Xref
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, entries, merging, strictjson
from kycscreen.sources.popolo import Body
from kycscreen.sources.popolo.seats import Seats, positions
from kycscreen.sources.scripts import script
from kycscreen.sources.strictjson import mandatory, objects, text
from kycscreen.sources.texts import hidden, line

_GENDERS = {"male": "M", "female": "F", "other": "X"}
_PARTS = {
    "given_name": "given",
    "patronymic_name": "patronymic",
    "family_name": "family",
}
_CONTACTS = {
    "phone": "phone",
    "cell": "phone",
    "fax": "fax",
    "email": "email",
    "twitter": "twitter",
    "facebook": "facebook",
}
_READ = {
    *("id", "name", "sort_name", "other_names", "birth_date", "death_date"),
    *("gender", "identifiers", "links", "contact_details", "email", "sources"),
    *("honorific_prefix", "honorific_suffix"),
    *_PARTS,
}
_IGNORED = {"image", "images"}  # pictures are not compared
_NO_DRIFT = {"persons.id", "persons.name", "memberships.person_id"}

Plain = dict[str, Any]
Report = Callable[[str, str], None]


def read(list_id: str, body: Body, data: bytes) -> Parsed:
    """Read one parliament's file: a person each, with the seats held."""
    plain = strictjson.read(list_id, data)
    issues: list[Issue] = []
    try:
        entities = _entities(list_id, body, plain, issues)
    except ValueError as wrong:
        raise FormatError(list_id, str(wrong)) from None
    if not entities:
        raise FormatError(list_id, "holds no persons; fetch it again")
    drift = [issue for issue in issues if issue.path not in _NO_DRIFT]
    values = sum(len(o) for key in ("persons", "memberships") for o in plain[key])
    entries.check_rate(list_id, drift, values)
    return Parsed(entities=entities, issues=tuple(issues), published=None)


def _entities(
    list_id: str, body: Body, plain: Any, issues: list[Issue]
) -> tuple[ListedEntity, ...]:
    persons = objects(plain, "persons", "the file")
    seats = _seats(plain, body)
    found: list[ListedEntity] = []
    known = set()
    for number, person in enumerate(persons):
        record_id = mandatory(person, "id", f"persons[{number}]")
        known.add(record_id)
        report = partial(_report, issues, record_id)
        entity = _entity(list_id, record_id, person, seats, report)
        if entity is not None:
            found.append(entity)
    for record_id in seats.memberships:
        if record_id not in known:
            _report(issues, record_id, "memberships.person_id", "is in no record")
    return merging.merged(found, "persons.id", issues)


def _report(issues: list[Issue], record_id: str, path: str, value: str) -> None:
    issues.append(Issue(record_id, path, value))


def _seats(plain: Any, body: Body) -> Seats:
    """Find organisations, periods and areas by id, memberships by person."""
    organisations = _by_id(plain, "organizations")
    names = sorted(
        text(o, "name")
        for o in organisations.values()
        if o.get("classification") == "legislature"
    )
    if names != [body.name]:  # the only mark by which a parliament's file is told
        found = " and ".join(names) or "not named"
        raise ValueError(f"is another list: its legislature is {found}")
    memberships: dict[str, list[Plain]] = {}
    for number, membership in enumerate(objects(plain, "memberships", "the file")):
        place = f"memberships[{number}]"
        mandatory(membership, "organization_id", place)
        of = mandatory(membership, "person_id", place)
        memberships.setdefault(of, []).append(membership)
    return Seats(
        country=body.country,
        organisations=organisations,
        periods=_by_id(plain, "events"),
        areas=_by_id(plain, "areas") if "areas" in plain else {},
        memberships=memberships,
    )


def _by_id(plain: Any, key: str) -> dict[str, Plain]:
    return {
        mandatory(o, "id", f"{key}[{number}]"): o
        for number, o in enumerate(objects(plain, key, "the file"))
    }


def _entity(
    list_id: str, record_id: str, person: Plain, seats: Seats, report: Report
) -> ListedEntity | None:
    """Read one person; ``None`` and an issue where there is no name to find."""
    for key in sorted(person.keys() - _READ - _IGNORED):
        report(f"persons.{key}", line(str(person[key])))
    names = _names(person)
    if not names:
        report("persons.name", "names nobody; left out")
        return None
    if any(hidden(name.full) for name in names):
        report("persons.name", "holds zero-width characters; kept")
    if record_id not in seats.memberships:
        report("persons.id", "has no membership; kept")
    died = text(person, "death_date")
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=Kind.PERSON,
        names=names,
        birth_dates=_births(person, report),
        genders=_genders(person, report),
        contacts=dict.fromkeys(_contacts(person, report)),
        titles=_texts(person, "honorific_prefix", "honorific_suffix"),
        positions=positions(seats, record_id, report),
        topics={Topic.PEP},
        remarks=(f"died {died}",) if died else (),
        xrefs=_xrefs(person),
    )


def _list(person: Plain, key: str) -> list[Plain]:
    return objects(person, key, f"person {person['id']}") if key in person else []


def _texts(person: Plain, *keys: str) -> tuple[str, ...]:
    return tuple(value for key in keys if (value := text(person, key)))


def _names(person: Plain) -> tuple[ListedName, ...]:
    """List every name once, the strongest kind first."""
    primary = text(person, "name")
    parts = {
        part: _unbracketed(value)[0]
        for key, part in _PARTS.items()
        if (value := text(person, key))
    }
    joined = " ".join(parts.values())
    whole = _words(joined) == _words(primary) or {"given", "family"} - parts.keys()
    written = [(primary, NameKind.PRIMARY, "")]
    if not whole or not primary:
        written.append((joined, NameKind.AKA, ""))
    written.append((text(person, "sort_name"), NameKind.VARIATION, ""))
    for other in _list(person, "other_names"):
        written.append((text(other, "name"), NameKind.AKA, text(other, "lang")))
    found: dict[str, ListedName] = {}
    for value, kind, lang in written:
        full, note = _unbracketed(value)
        if full and full.casefold() not in found:
            found[full.casefold()] = ListedName(
                full,
                kind=kind if found else NameKind.PRIMARY,
                script=script(full),
                lang=lang,
                parts=[p for p in parts.items() if _words(p[1]) <= _words(full)],
                note=note,
            )
    return tuple(found.values())


def _unbracketed(value: str) -> tuple[str, str]:
    """Split "Jean Exemple (politician)" into the name and what tells him apart."""
    found = re.fullmatch(r"([^()]*[^() ]) ?\(([^()]*)\)", value)
    return (found[1], found[2]) if found else (value, "")


def _words(name: str) -> set[str]:
    return set(name.casefold().replace(",", " ").split())


def _births(person: Plain, report: Report) -> tuple[DateSpan, ...]:
    """Read the birth date; 1 January is how a bare year was written down."""
    value = text(person, "birth_date")
    if not value:
        return ()
    span = dates.parse(value)
    if span.precision is Precision.UNPARSED:
        report("persons.birth_date", value)
    if value.endswith("-01-01") and span.lo is not None:
        span = dates.year(span.lo.year, note="possibly padded", raw=value)
    return (span,)


def _genders(person: Plain, report: Report) -> tuple[str, ...]:
    value = text(person, "gender")
    if value and value not in _GENDERS:
        report("persons.gender", value)
    return (_GENDERS[value],) if value in _GENDERS else ()


def _contacts(person: Plain, report: Report) -> Iterator[tuple[str, str]]:
    """Yield e-mail, telephones and web pages; an odd kind is kept and reported."""
    if email := text(person, "email"):
        yield "email", email
    for contact in _list(person, "contact_details"):
        kind = text(contact, "type")
        if kind not in _CONTACTS:
            report("persons.contact_details.type", kind)
        yield _CONTACTS.get(kind, "other"), text(contact, "value")
    for key, kind in (("links", "web"), ("sources", "source")):
        for link in _list(person, key):
            yield kind, text(link, "url")


def _xrefs(person: Plain) -> Iterator[Xref]:
    for identifier in _list(person, "identifiers"):
        if number := text(identifier, "identifier"):
            yield Xref(text(identifier, "scheme"), number)
