"""One ``sdnEntry`` of OFAC's legacy XML, made into a listed entity."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity
from kycscreen.sources import entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac import names
from kycscreen.sources.ofac.entity import Said, kind_of, made
from kycscreen.sources.ofac.values import Row

if TYPE_CHECKING:
    from lxml import etree

Problems = list[tuple[str, str]]

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
    strange = entries.told(problems)
    for path, value in problems:
        note(path, value)
    record_id = entries.record_id(
        list_id, element, {"sdnEntry/uid": entry.leaves.get("uid", "")}, note
    )
    said = _said(entry, strange, note)
    return made(list_id, record_id, said, note), _count(entry)


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
        name = opener.local(child)
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


def _attributes(element: "etree._Element", path: str) -> Iterable[tuple[str, str]]:
    """Name the attributes of an element, of which the format has none."""
    return opener.attributes(element, path) if element.keys() else ()


def _rows(element: "etree._Element", name: str, problems: Problems) -> Sequence[Row]:
    """Read the rows of one list; a row without any part is its own text."""
    row_name, known = _ROWS[name]
    path = f"{name}/{row_name}"
    rows: list[Row] = []
    for child in element:
        if opener.local(child) != row_name:
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
        name = opener.local(part)
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


def _said(entry: _Entry, strange: Sequence[str], note: Note) -> Said:
    """Say in the words of all renditions what an entry says."""
    leaves = entry.leaves
    kind, unknown = kind_of(leaves.get("sdnType", ""), "sdnEntry/sdnType", note)
    return Said(
        kind=kind,
        unknown=unknown,
        names=names.read(leaves, entry.of("akaList"), note),
        birth_dates=tuple(_births(entry.of("dateOfBirthList"), note)),
        birth_places=tuple(
            row["placeOfBirth"]
            for row in entry.of("placeOfBirthList")
            if "placeOfBirth" in row
        ),
        nationalities=_countries(entry.of("nationalityList")),
        citizenships=_countries(entry.of("citizenshipList")),
        ids=entry.of("idList"),
        addresses=entry.of("addressList"),
        titles=(leaves["title"],) if leaves.get("title") else (),
        programmes=tuple(row["program"] for row in entry.of("programList")),
        remark=leaves.get("remarks", ""),
        vessel=entry.vessel,
        strange=strange,
        digest=entry.digest,
    )


def _births(rows: Sequence[Row], note: Note) -> Iterable[DateSpan]:
    for row in rows:
        main = row.get("mainEntry", "")
        if main not in ("true", "false"):
            note("dateOfBirthList/dateOfBirthItem/mainEntry", main)
        yield dates.parse(row.get("dateOfBirth", ""), main=main == "true")


def _countries(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(row.get("country", "") for row in rows)
