"""One ``sdnEntry`` of OFAC's legacy XML, made into a listed entity."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import (
    Link,
    LinkType,
    ListedEntity,
    ListedName,
    NameKind,
    Programme,
    Strength,
)
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.sources import opener
from kycscreen.sources.ofac import remarks, values
from kycscreen.sources.ofac.values import Note, Row
from kycscreen.sources.scripts import script

if TYPE_CHECKING:
    from lxml import etree

Problems = list[tuple[str, str]]

_KINDS = {
    "Individual": Kind.PERSON,
    "Entity": Kind.ORGANISATION,
    "Vessel": Kind.VESSEL,
    "Aircraft": Kind.AIRCRAFT,
}
_ALIAS_KINDS = {"a.k.a.": NameKind.AKA, "f.k.a.": NameKind.FKA, "n.k.a.": NameKind.NKA}
_STRENGTHS = {"strong": Strength.STRONG, "weak": Strength.WEAK}
_LEAVES = frozenset({"uid", "firstName", "lastName", "title", "sdnType", "remarks"})
_ROWS = {  # what a list of rows is called, what its rows are, and what they hold
    "programList": ("program", frozenset()),
    "akaList": ("aka", frozenset({"type", "category", "firstName", "lastName"})),
    "addressList": (
        "address",
        frozenset({"address1", "address2", "address3", "city"})
        | {"stateOrProvince", "postalCode", "country"},
    ),
    "idList": (
        "id",
        frozenset({"idType", "idNumber", "idCountry", "issueDate", "expirationDate"}),
    ),
    "dateOfBirthList": ("dateOfBirthItem", frozenset({"dateOfBirth", "mainEntry"})),
    "placeOfBirthList": ("placeOfBirthItem", frozenset({"placeOfBirth", "mainEntry"})),
    "nationalityList": ("nationality", frozenset({"country", "mainEntry"})),
    "citizenshipList": ("citizenship", frozenset({"country", "mainEntry"})),
}
_VESSEL = frozenset(
    {"callSign", "vesselType", "vesselFlag", "vesselOwner", "tonnage"}
    | {"grossRegisteredTonnage"}
)


def entity(
    list_id: str, element: "etree._Element", problems: Problems
) -> tuple[ListedEntity, int]:
    """Map one entry, and count its values; what cannot be placed is a problem."""
    entry = _texts(element, problems)
    if not entry.leaves.get("uid"):
        raise FormatError(
            list_id, f"the entry at line {element.sourceline} has no uid; fetch again"
        )
    return _mapped(list_id, entry, _digest(element), _noting(problems)), _count(entry)


@attrs.frozen
class _Entry:
    """One ``sdnEntry`` as text: its leaves, and its lists of rows."""

    leaves: Row
    rows: Mapping[str, Sequence[Row]]
    vessel: Row

    def of(self, name: str) -> Sequence[Row]:
        """Return the rows of a list that most entries do not have."""
        return self.rows.get(name, ())


def _texts(element: "etree._Element", problems: Problems) -> _Entry:
    """Take an entry's texts out of the tree, and note what does not belong there."""
    leaves: dict[str, str] = {}
    rows: dict[str, Sequence[Row]] = {}
    vessel: Row = {}
    for child in element:
        name = _local(str(child.tag))
        if name in leaves or name in rows or name not in _KNOWN:
            problems.append((f"sdnEntry/{name}", opener.text(child)))
        elif name in _LEAVES:
            leaves[name] = opener.text(child)
        elif name in _ROWS:
            rows[name] = _rows(child, name, problems)
        else:
            vessel = row(child, _VESSEL, name, problems)
    return _Entry(leaves, rows, vessel)


_KNOWN = _LEAVES | frozenset(_ROWS) | {"vesselInfo"}


@cache
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _rows(element: "etree._Element", name: str, problems: Problems) -> Sequence[Row]:
    """Read the rows of one list; a row without any part is its own text."""
    row_name, known = _ROWS[name]
    path = f"{name}/{row_name}"
    rows: list[Row] = []
    for child in element:
        if _local(str(child.tag)) != row_name:
            problems.append((f"{name}/{opener.local(child)}", opener.text(child)))
        elif known:
            rows.append(row(child, known, path, problems))
        else:
            rows.append({row_name: opener.text(child)})
    return rows


def row(
    element: "etree._Element", known: frozenset[str], path: str, problems: Problems
) -> Row:
    """Read the parts of a row; an empty part is an absent one."""
    parts: dict[str, str] = {}
    for part in element:
        name = _local(str(part.tag))
        if name == "uid":
            continue
        value = opener.text(part)
        if name not in known or name in parts:
            problems.append((f"{path}/{name}", value))
        elif value:
            parts[name] = value
    return parts


def _digest(element: "etree._Element") -> str:
    from lxml import etree

    return hashlib.sha256(etree.tostring(element, with_tail=False)).hexdigest()


def _noting(problems: Problems) -> Note:
    def note(path: str, value: str) -> None:
        problems.append((path, value))

    return note


def _count(entry: _Entry) -> int:
    """Count the values that an entry gives us to understand."""
    lists = sum(len(row) for rows in entry.rows.values() for row in rows)
    return len(entry.leaves) + lists + len(entry.vessel)


def _mapped(list_id: str, entry: _Entry, digest: str, note: Note) -> ListedEntity:
    """Put every fact of an entry in its place."""
    leaves = entry.leaves
    kind = _KINDS.get(leaves.get("sdnType", ""))
    if kind is None:
        note("sdnEntry/sdnType", leaves.get("sdnType", ""))
    said = remarks.read(leaves.get("remarks", ""))
    routed = values.route(entry.of("idList"), note)
    ship = _ship(entry.vessel)
    nationalities, more = values.nations(
        entry.of("nationalityList"), "nationalityList/nationality/country", note
    )
    citizenships, still_more = values.nations(
        entry.of("citizenshipList"), "citizenshipList/citizenship/country", note
    )
    return ListedEntity(
        list_id=list_id,
        record_id=leaves["uid"],
        kind=Kind.UNKNOWN if kind is None else kind,
        names=_names(leaves, entry.of("akaList"), note),
        birth_dates=tuple(_birth_dates(entry.of("dateOfBirthList"), note)),
        birth_places=tuple(
            values.place(row["placeOfBirth"])
            for row in entry.of("placeOfBirthList")
            if "placeOfBirth" in row
        ),
        nationalities=nationalities,
        citizenships=citizenships,
        genders=routed.genders,
        identifiers=routed.identifiers + ship.identifiers,
        addresses=tuple(
            values.address(row, note) for row in entry.of("addressList") if row
        ),
        contacts=routed.contacts + said.contacts,
        titles=(leaves["title"],) if leaves.get("title") else (),
        programmes=tuple(
            Programme(row["program"])
            for row in entry.of("programList")
            if row["program"]
        ),
        listed_on=routed.listed_on,
        listed_on_source=routed.listed_on_source,
        remarks=said.rest + routed.remarks + ship.remarks + more + still_more,
        links=said.links + routed.links + ship.links,
        raw_sha256=digest,
    )


def _names(leaves: Row, aliases: Sequence[Row], note: Note) -> tuple[ListedName, ...]:
    """Make the primary name and the aliases; one name twice is kept once."""
    primary = _name(leaves, NameKind.PRIMARY, Strength.STRONG, "sdnEntry", note)
    made = [] if primary is None else [primary]
    for row in aliases:
        kind = _ALIAS_KINDS.get(row.get("type", ""))
        strength = _STRENGTHS.get(row.get("category", ""))
        if kind is None:
            note("akaList/aka/type", row.get("type", ""))
        if strength is None:
            note("akaList/aka/category", row.get("category", ""))
        alias = _name(
            row,
            NameKind.AKA if kind is None else kind,
            Strength.STRONG if strength is None else strength,
            "akaList/aka",
            note,
        )
        if alias is not None:
            made.append(alias)
    return distinct(made)


def _name(
    row: Row, kind: NameKind, strength: Strength, path: str, note: Note
) -> ListedName | None:
    """Join a name in reading order; parts only where the publisher gives both."""
    family, given = _plain(row.get("lastName", "")), _plain(row.get("firstName", ""))
    full = f"{given} {family}".strip()
    if opener.absent(full):
        note(f"{path}/lastName", full)
        return None
    if len(full) == 1 or opener.hidden(full):
        note(f"{path}/lastName", full)
    parts = (("family", family), ("given", given)) if family and given else ()
    return ListedName(
        full, kind=kind, strength=strength, script=script(full), parts=parts
    )


def _plain(text: str) -> str:
    """Decode what was encoded twice; a company's bare ``&`` stays."""
    if "&" not in text or ";" not in text:
        return text
    return opener.line(
        re.sub("&#?[0-9A-Za-z]{1,31};", lambda reference: unescape(reference[0]), text)
    )


def distinct(names: Iterable[ListedName]) -> tuple[ListedName, ...]:
    """Keep the stronger of two names that differ in case at most."""
    kept: dict[tuple[str, str], ListedName] = {}
    for name in names:
        key = (name.full.casefold(), name.script)
        before = kept.get(key)
        if before is None or _is_stronger(name, before):
            kept[key] = name
    return tuple(kept.values())


def _is_stronger(name: ListedName, other: ListedName) -> bool:
    return name.strength is Strength.STRONG and other.strength is Strength.WEAK


def _birth_dates(rows: Sequence[Row], note: Note) -> Iterable[DateSpan]:
    for row in rows:
        text = row.get("dateOfBirth", "")
        main = row.get("mainEntry", "")
        if main not in ("true", "false"):
            note("dateOfBirthList/dateOfBirthItem/mainEntry", main)
        span = dates.parse(text, main=main == "true")
        if span.precision is Precision.UNPARSED:
            note("dateOfBirthList/dateOfBirthItem/dateOfBirth", text)
        yield span


@attrs.frozen
class _Ship:
    """What ``vesselInfo`` adds."""

    identifiers: tuple[Identifier, ...]
    links: tuple[Link, ...]
    remarks: tuple[str, ...]


def _ship(vessel: Row) -> _Ship:
    if not vessel:
        return _NO_SHIP
    owner, sign = vessel.get("vesselOwner", ""), vessel.get("callSign", "")
    return _Ship(
        () if opener.absent(sign) else (Identifier("call_sign", sign),),
        () if opener.absent(owner) else (Link(LinkType.OWNED_BY, target_name=owner),),
        tuple(
            f"{label}: {vessel[name]}"
            for name, label in _SHIP_REMARKS.items()
            if name in vessel
        ),
    )


_NO_SHIP = _Ship((), (), ())
_SHIP_REMARKS = {
    "vesselType": "Vessel Type",
    "vesselFlag": "Vessel Flag",
    "tonnage": "Tonnage",
    "grossRegisteredTonnage": "Gross Registered Tonnage",
}
