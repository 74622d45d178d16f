"""Reading the two files: members and executives, and relatives who sat before them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kycscreen.entities import (
    Address,
    Link,
    LinkType,
    ListedEntity,
    ListedName,
    NameKind,
    Topic,
    Xref,
)
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import (
    Issue,
    Parsed,
    archives,
    entries,
    merging,
    persons,
    strictyaml,
)
from kycscreen.sources.congress import EXECUTIVES, MEMBERS, terms
from kycscreen.sources.entries import Note
from kycscreen.sources.scripts import script
from kycscreen.sources.strictjson import digest, mandatory, objects, text
from kycscreen.sources.texts import hidden, line, slug

_ID = "us_congress"
_READ = {
    *("id", "name", "other_names", "bio", "family", "terms", "leadership_roles"),
}
_IDS = {
    *("bioguide", "bioguide_previous", "thomas", "lis", "govtrack", "opensecrets"),
    *("votesmart", "fec", "cspan", "wikipedia", "house_history", "ballotpedia"),
    *("maplight", "icpsr", "icpsr_prez", "wikidata", "google_entity_id", "pictorial"),
    "washington_post",
}
_PARTS = {
    "first": "given",
    "middle": "middle",
    "last": "family",
    "suffix": "suffix",
    "nickname": "nickname",
}
_CALLED = {*_PARTS, "official_full"}
_SPAN = {"start", "end"}
_BIO = {"birthday", "gender"}
_BIO_IGNORED = {"religion"}
_RELATIVE = {"name", "relation"}
_GENDERS = {"m": "M", "f": "F"}
_CONTACTS = {"phone": "phone", "fax": "fax", "url": "web"}
_NO_DRIFT = {EXECUTIVES, "id", "name", "terms.end"}
_FORMER = 10  # one in so many members whose terms have ended may be left in the file

Plain = dict[str, Any]


def read(data: bytes) -> Parsed:
    """Read the members of Congress, and the executives where they are at hand."""
    files = _files(data)
    people = {name: _people(name, files[name]) for name in files}
    issues: list[Issue] = []
    try:
        found = list(_entities(people, issues))
    except ValueError as wrong:
        raise FormatError(_ID, str(wrong)) from None
    if EXECUTIVES not in files:
        issues.append(Issue("", EXECUTIVES, "is not there; no president is read"))
    drift = [issue for issue in issues if issue.path not in _NO_DRIFT]
    values = sum(len(o) for those in people.values() for p in those for o in p.values())
    entries.check_rate(_ID, drift, values)
    whole = merging.merged(found, "id", issues)
    return Parsed(entities=whole, issues=tuple(issues), published=None)


def _files(data: bytes) -> dict[str, bytes]:
    """Return the two files, or the one of the members, by name."""
    if not archives.is_zip(data):
        return {MEMBERS: archives.single(_ID, data)}
    files = archives.opened(_ID, data)
    strangers = sorted(files.keys() - {MEMBERS, EXECUTIVES})
    if strangers or MEMBERS not in files:
        what = f"holds {strangers[0]}" if strangers else f"holds no {MEMBERS}"
        raise FormatError(
            _ID, f"the archive {what}; put {MEMBERS} and {EXECUTIVES} into it"
        )
    return files


def _people(name: str, data: bytes) -> list[Plain]:
    plain = strictyaml.read(_ID, data)
    if not isinstance(plain, list) or not all(isinstance(p, dict) for p in plain):
        raise FormatError(_ID, f"{name} holds no list of people; it is another file")
    if not plain:
        raise FormatError(_ID, f"{name} holds nobody; fetch it again")
    return plain


def _entities(
    people: dict[str, list[Plain]], issues: list[Issue]
) -> Iterator[ListedEntity]:
    known = terms.as_of(person for those in people.values() for person in those)
    _check_members(people[MEMBERS], known)
    for name in (MEMBERS, EXECUTIVES):
        for number, person in enumerate(people.get(name, ()), start=1):
            problems: list[tuple[str, str]] = []
            place = f"{name}: person {number}"
            record_id = _record_id(person, place)
            entity = _entity(
                record_id,
                person,
                f"{name}: {record_id}",
                known,
                entries.noting(problems),
            )
            yield entity
            yield from _relatives(entity, person, place, entries.noting(problems))
            issues += (Issue(record_id, path, value) for path, value in problems)


def _check_members(members: list[Plain], known: date) -> None:
    """Refuse the executives or the former members in the place of the members."""
    kinds = {
        term.get("type") for person in members for term in terms.terms(person, MEMBERS)
    }
    if not kinds & {"rep", "sen"}:
        raise ValueError(f"holds no member of Congress; {MEMBERS} does")
    former = sum(terms.last_day(person, MEMBERS) <= known for person in members)
    if former > 1 and former * _FORMER > len(members):
        raise ValueError(
            f"is another file: the terms of {former} of {len(members)} people have"
            f" ended; {MEMBERS} holds those who serve"
        )


def _record_id(person: Plain, place: str) -> str:
    """Return the id that Congress gives, or where it has none that of GovTrack."""
    ids = _object(person, "id", place)
    return text(ids, "bioguide") or mandatory(ids, "govtrack", place)


def _object(person: Plain, key: str, place: str) -> Plain:
    found = person.get(key)
    if isinstance(found, dict):
        return found
    raise ValueError(f"{place} has no {key}; the file is damaged")


def _entity(
    record_id: str, person: Plain, place: str, known: date, note: Note
) -> ListedEntity:
    for key in sorted(person.keys() - _READ):
        note(key, line(str(person[key])))
    bio = _object(person, "bio", place)
    for key in sorted(bio.keys() - _BIO - _BIO_IGNORED):
        note(f"bio.{key}", line(str(bio[key])))
    names = _names(person, place, note)
    if any(hidden(name.full) for name in names):
        note("name", "holds zero-width characters; kept")
    if place.startswith(MEMBERS) and terms.last_day(person, place) <= known:
        note("terms.end", "has ended, in the file of those who serve; kept")
    latest = max(terms.terms(person, place), key=lambda term: text(term, "start"))
    return ListedEntity(
        list_id=_ID,
        record_id=record_id,
        kind=Kind.PERSON,
        names=names,
        birth_dates=persons.born(text(bio, "birthday"), "bio.birthday", note),
        genders=persons.gendered(text(bio, "gender"), _GENDERS, "bio.gender", note),
        addresses=_addresses(latest),
        contacts=_contacts(latest),
        positions=terms.positions(person, place, known, note),
        topics={Topic.PEP},
        xrefs=_xrefs(record_id, _object(person, "id", place), note),
        raw_sha256=digest(person),
    )


def _names(person: Plain, place: str, note: Note) -> tuple[ListedName, ...]:
    """List the name someone goes by, the full one, with the nickname, and others."""
    called = _object(person, "name", place)
    mandatory(called, "last", f"{place}: name")
    for key in sorted(called.keys() - _CALLED):
        note(f"name.{key}", line(str(called[key])))
    found = list(_of(called, text(called, "official_full"), NameKind.AKA))
    if "other_names" in person:
        for other in objects(person, "other_names", place):
            for key in sorted(other.keys() - _CALLED - _SPAN):
                note(f"other_names.{key}", line(str(other[key])))
            kind = NameKind.FKA if text(other, "end") else NameKind.AKA
            usual: Plain = {k: called[k] for k in ("first", "last") if k in called}
            found += _of(usual | other, text(other, "official_full"), kind)
    return merging.distinct(
        ListedName(
            full,
            kind=NameKind.PRIMARY if number == 0 else kind,
            script=script(full),
            parts=parts,
        )
        for number, (full, parts, kind) in enumerate(found)
    )


Named = tuple[str, tuple[tuple[str, str], ...], NameKind]


def _of(called: Plain, official: str, kind: NameKind) -> Iterator[Named]:
    """Yield a name as it is used, in full, and with the nickname."""
    parts = {part: text(called, key) for key, part in _PARTS.items()}
    nickname, family = parts.pop("nickname"), parts["family"]
    told = tuple((part, words) for part, words in parts.items() if words)
    if official:
        yield official, (), kind
    yield " ".join(words for _, words in told), told, kind
    if nickname:
        short = (("given", nickname), ("family", family))
        yield f"{nickname} {family}", short, kind


def _addresses(term: Plain) -> tuple[Address, ...]:
    office = text(term, "address")
    return (Address(office, country="us", note="office"),) if office else ()


def _contacts(term: Plain) -> tuple[tuple[str, str], ...]:
    return tuple(
        (kind, value) for key, kind in _CONTACTS.items() if (value := text(term, key))
    )


def _xrefs(record_id: str, ids: Plain, note: Note) -> tuple[Xref, ...]:
    """Return every id that others give, but the one that the record is known by."""
    found = []
    for scheme, given in ids.items():
        if scheme not in _IDS:
            note(f"id.{scheme}", line(str(given)))
        for one in given if isinstance(given, list) else (given,):
            if one is not None and not isinstance(one, str):
                raise ValueError(f"{record_id} has an id that is no text")
            if one and one != record_id:
                found.append(Xref(scheme, line(one)))
    return tuple(dict.fromkeys(found))


def _relatives(
    member: ListedEntity, person: Plain, place: str, note: Note
) -> Iterator[ListedEntity]:
    """Yield those of a member's family whom the file names."""
    if "family" not in person:
        return
    for relative in objects(person, "family", place):
        for key in sorted(relative.keys() - _RELATIVE):
            note(f"family.{key}", line(str(relative[key])))
        name = line(mandatory(relative, "name", place))
        relation = text(relative, "relation")
        yield ListedEntity(
            list_id=_ID,
            record_id=slug(member.record_id, relation, name),
            kind=Kind.PERSON,
            names=(ListedName(name, script=script(name)),),
            topics={Topic.RCA},
            links=(
                Link(
                    LinkType.FAMILY,
                    target_id=member.record_id,
                    target_name=member.names[0].full,
                    note=f"the member is the {relation}" if relation else "",
                ),
            ),
        )
