"""Reading OFAC's legacy XML as a whole: its header, its entries, its own count."""

import re
from datetime import date
from typing import Any

import attrs

from kycscreen.codec import to_plain
from kycscreen.entities import ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, opener
from kycscreen.sources.ofac import entries, names, remarks
from kycscreen.sources.ofac.values import Row

_NAMESPACES = (
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
    "http://tempuri.org/sdnList.xsd",
)
_HEADER = frozenset({"Publish_Date", "Record_Count"})


def read(list_id: str, data: bytes) -> Parsed:
    """Read a legacy file; ``FormatError`` where it is not that list or not whole."""
    entities: list[ListedEntity] = []
    issues: list[Issue] = []
    header: Row = {}
    total = 0
    for name, element in opener.records(
        list_id,
        data,
        root="sdnList",
        namespaces=_NAMESPACES,
        names=frozenset({"sdnEntry", "publshInformation"}),
    ):
        problems: entries.Problems = []
        record_id = ""
        match name:
            case "sdnEntry":
                entity, count = entries.entity(list_id, element, problems)
                entities.append(entity)
                record_id, total = entity.record_id, total + count
            case "publshInformation":
                header = entries.row(element, _HEADER, name, problems)
            case opener.ROOT:
                problems += opener.attributes(element, "sdnList")
            case _:
                problems.append((opener.local(element), opener.text(element)))
        issues += (Issue(record_id, path, value) for path, value in problems)
    published = _check_header(list_id, header, len(entities), issues)
    _check_rate(list_id, len(issues), total)
    return Parsed(
        entities=remarks.resolve(_merge_repeated(entities, issues)),
        issues=tuple(issues),
        published=published,
    )


def _check_header(
    list_id: str, header: Row, found: int, issues: list[Issue]
) -> date | None:
    """Compare the file's own count, and return the day it was published."""
    if not found:
        raise FormatError(list_id, "holds no entries; fetch it again")
    count = header.get("Record_Count", "")
    if not count:  # an extract has none; the gate knows what is an extract
        issues.append(Issue("", "publshInformation/Record_Count", ""))
    elif count != str(found):
        raise FormatError(
            list_id,
            f"its header counts {count[:20]} entries, {found} were read;"
            " fetch the file again",
        )
    text = header.get("Publish_Date", "")
    if not text:
        issues.append(Issue("", "publshInformation/Publish_Date", ""))
        return None
    form = re.fullmatch("([0-9]{2})/([0-9]{2})/([0-9]{4})", text)
    try:
        if form is not None:
            return date(int(form[3]), int(form[1]), int(form[2]))
    except ValueError:
        pass
    raise FormatError(list_id, f"Publish_Date {text[:20]} is no day (MM/DD/YYYY)")


def _check_rate(list_id: str, unknown: int, values: int) -> None:
    """Refuse a file of which we understand too little to vouch for the rest."""
    if unknown > 10 and unknown * 100 > values:
        raise FormatError(
            list_id,
            f"{unknown} of {values} values are unknown, more than 1 in 100;"
            " the publisher may have changed the format: a newer kycscreen is needed",
        )


def _merge_repeated(
    entities: list[ListedEntity], issues: list[Issue]
) -> tuple[ListedEntity, ...]:
    """Make entries that share an id one, which has what either says."""
    merged: dict[str, ListedEntity] = {}
    for entity in entities:
        first = merged.get(entity.record_id)
        if first is None:
            merged[entity.record_id] = entity
            continue
        issues.append(Issue(entity.record_id, "sdnEntry/uid", "stands twice"))
        merged[entity.record_id] = _union(first, entity, issues)
    return tuple(merged.values())


def _union(
    first: ListedEntity, second: ListedEntity, issues: list[Issue]
) -> ListedEntity:
    changes: dict[str, Any] = {}
    for field in attrs.fields(ListedEntity):
        ours, theirs = getattr(first, field.name), getattr(second, field.name)
        if field.name == "names":
            changes["names"] = names.distinct((*ours, *theirs))
        elif isinstance(ours, tuple):
            changes[field.name] = tuple(dict.fromkeys((*ours, *theirs)))
        elif ours != theirs and field.name != "raw_sha256":
            said = str(to_plain(theirs))
            issues.append(Issue(first.record_id, field.name, said))
    return attrs.evolve(first, **changes)
