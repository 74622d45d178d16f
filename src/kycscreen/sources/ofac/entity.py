"""One ``sdnEntry`` of OFAC's legacy XML, made into a listed entity."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import attrs

from kycscreen import countries, dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import (
    Link,
    LinkType,
    ListedEntity,
    Place,
    Programme,
)
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.sources import entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac import names, remarks, values
from kycscreen.sources.ofac.values import Row
from kycscreen.sources.texts import absent

if TYPE_CHECKING:
    from lxml import etree

Problems = list[tuple[str, str]]

_KINDS = {
    "Individual": Kind.PERSON,
    "Entity": Kind.ORGANISATION,
    "Vessel": Kind.VESSEL,
    "Aircraft": Kind.AIRCRAFT,
}
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


def mapped(
    list_id: str, _: str, element: "etree._Element", note: Note
) -> tuple[ListedEntity, int]:
    """Map one entry, and count its values; what cannot be placed is noted."""
    problems: Problems = []
    entry = _texts(element, problems)
    strange = tuple(f"{path}: {value}" for path, value in problems if value)
    for path, value in problems:
        note(path, value)
    record_id = entries.record_id(
        list_id, element, {"sdnEntry/uid": entry.leaves.get("uid", "")}, note
    )
    made = _made(list_id, record_id, entry, note)
    return (
        attrs.evolve(made, remarks=made.remarks + strange) if strange else made
    ), _count(entry)


@attrs.frozen
class _Entry:
    """One ``sdnEntry`` as text: its leaves, and its lists of rows."""

    leaves: Row
    rows: Mapping[str, Sequence[Row]]
    vessel: Row
    digest: str

    def of(self, name: str) -> Sequence[Row]:
        """Return the rows of a list that most entries do not have."""
        return self.rows.get(name, ())


def _texts(element: "etree._Element", problems: Problems) -> _Entry:
    """Take an entry's texts out of the tree, and note what does not belong there."""
    leaves: dict[str, str] = {}
    rows: dict[str, Sequence[Row]] = {}
    vessel: Row = {}
    problems += _attributes(element, "sdnEntry")
    for child in element:
        name = _local(str(child.tag))
        if child.keys():
            problems += _attributes(child, f"sdnEntry/{name}")
        if name in _ROWS:
            rows[name] = (*rows.get(name, ()), *_rows(child, name, problems))
        elif name in leaves or (name == "vesselInfo" and vessel) or name not in _KNOWN:
            problems.append((f"sdnEntry/{name}", opener.text(child)))
        elif name == "vesselInfo":
            vessel = _row(child, _VESSEL, name, problems)
        else:
            leaves[name] = opener.text(child)
    return _Entry(leaves, rows, vessel, entries.digest(element))


_KNOWN = _LEAVES | {"vesselInfo"}


@cache
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attributes(element: "etree._Element", path: str) -> Iterable[tuple[str, str]]:
    """Name the attributes of an element, of which the format has none."""
    return opener.attributes(element, path) if element.keys() else ()


def _rows(element: "etree._Element", name: str, problems: Problems) -> Sequence[Row]:
    """Read the rows of one list; a row without any part is its own text."""
    row_name, known = _ROWS[name]
    path = f"{name}/{row_name}"
    rows: list[Row] = []
    for child in element:
        if _local(str(child.tag)) != row_name:
            problems.append((f"{name}/{opener.local(child)}", opener.text(child)))
        elif known:
            rows.append(_row(child, known, path, problems))
        else:
            rows.append({row_name: opener.text(child)})
    return rows


def _row(
    element: "etree._Element", known: frozenset[str], path: str, problems: Problems
) -> Row:
    """Read the parts of a row; an empty part is an absent one."""
    parts: dict[str, str] = {}
    problems += _attributes(element, path)
    for part in element:
        name = _local(str(part.tag))
        if name == "uid":
            continue
        if part.keys():
            problems += _attributes(part, f"{path}/{name}")
        value = opener.text(part)
        if name not in known or name in parts:
            problems.append((f"{path}/{name}", value))
        elif value:
            parts[name] = value
    return parts


def _count(entry: _Entry) -> int:
    """Count the values that an entry gives us to understand."""
    lists = sum(len(row) for rows in entry.rows.values() for row in rows)
    return len(entry.leaves) + lists + len(entry.vessel)


def _made(list_id: str, record_id: str, entry: _Entry, note: Note) -> ListedEntity:
    """Put every fact of an entry in its place."""
    leaves = entry.leaves
    type_ = leaves.get("sdnType", "")
    kind = _KINDS.get(type_, Kind.UNKNOWN)
    strange: tuple[str, ...] = ()
    if type_ not in _KINDS:
        note("sdnEntry/sdnType", type_)
        strange = (f"sdnEntry/sdnType: {type_}",)
    said = remarks.read(leaves.get("remarks", ""))
    routed = values.route(entry.of("idList"), kind, note)
    ship = _ship(entry.vessel)
    nationalities, more = values.nations(
        entry.of("nationalityList"), "nationalityList/nationality/country", note
    )
    citizenships, yet_more = values.nations(
        entry.of("citizenshipList"), "citizenshipList/citizenship/country", note
    )
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=kind,
        names=names.read(leaves, entry.of("akaList"), note),
        birth_dates=tuple(_birth_dates(entry.of("dateOfBirthList"), note)),
        birth_places=tuple(
            Place(row["placeOfBirth"], countries.find(row["placeOfBirth"]))
            for row in entry.of("placeOfBirthList")
            if "placeOfBirth" in row
        ),
        nationalities=nationalities,
        citizenships=citizenships,
        genders=routed.genders,
        identifiers=routed.identifiers + ship.identifiers,
        addresses=tuple(values.addresses(entry.of("addressList"), note)),
        contacts=routed.contacts + said.contacts,
        titles=(leaves["title"],) if leaves.get("title") else (),
        programmes=tuple(
            Programme(row["program"])
            for row in entry.of("programList")
            if row["program"]
        ),
        listed_on=routed.listed_on,
        listed_on_source=routed.listed_on_source,
        remarks=strange + said.rest + routed.remarks + ship.remarks + more + yet_more,
        links=said.links + routed.links + ship.links,
        raw_sha256=entry.digest,
    )


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
        () if absent(sign) else (Identifier("call_sign", sign),),
        () if absent(owner) else (Link(LinkType.OWNED_BY, target_name=owner),),
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
