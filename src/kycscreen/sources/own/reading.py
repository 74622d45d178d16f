"""Reading a list of one's own: every row an entity, or the file is refused."""

from collections.abc import Mapping
from datetime import date

import attrs

from kycscreen.entities import Link, ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed
from kycscreen.sources.own import rows, tables
from kycscreen.sources.own.cells import Cells
from kycscreen.sources.texts import hidden

SHOWN = 10
"""Problems that are told at once."""


def read(list_id: str, data: bytes) -> Parsed:
    """Read a list of one's own; ``FormatError`` naming every row to mend."""
    try:
        return _read(list_id, data)
    except FormatError as wrong:
        # Nobody publishes it: it is mended where it is kept.
        problem = wrong.problem.replace("fetch it again", _NEXT)
        raise FormatError(list_id, problem) from None


_NEXT = "mend it and add the file again"


def _read(list_id: str, data: bytes) -> Parsed:
    table = tables.table(list_id, data)
    found: dict[str, ListedEntity] = {}
    lines: dict[str, int] = {}
    problems: list[str] = []
    for row in table.rows:
        if row.problem:
            problems.append(f"line {row.line} {row.problem}")
            continue
        cells = Cells(row.cells)
        entity = rows.entity(list_id, cells)
        first = lines.setdefault(entity.record_id, row.line)
        if first != row.line and entity.record_id:
            cells.wrong("id", f"is that of line {first}; give each row its own")
        problems += (f"line {row.line}, {of} {what}" for of, what in cells.problems)
        found.setdefault(entity.record_id, entity)
    if problems:
        raise FormatError(list_id, _told(problems))
    _check_count(list_id, table.said, len(found))
    told = table.said.get("published")
    return Parsed(
        entities=tuple(_linked(entity, found) for entity in found.values()),
        issues=tuple(issue for entity in found.values() for issue in _issues(entity)),
        published=None if told is None else date.fromisoformat(told),
    )


def _told(problems: list[str]) -> str:
    shown = "; ".join(problems[:SHOWN])
    more = f"; and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
    return f"{shown}{more}. No row is left out: {_NEXT}"


def _check_count(list_id: str, said: Mapping[str, str], found: int) -> None:
    if not found:
        raise FormatError(list_id, f"holds no row below its header; {_NEXT}")
    if "entities" in said and int(said["entities"]) != found:
        raise FormatError(
            list_id,
            f"says that it holds {int(said['entities'])} entities, and holds {found};"
            f" {_NEXT}",
        )


def _linked(entity: ListedEntity, found: Mapping[str, ListedEntity]) -> ListedEntity:
    """Point each link at the row that it names."""
    links = tuple(_link(link, found) for link in entity.links)
    return attrs.evolve(entity, links=links) if links else entity


def _link(link: Link, found: Mapping[str, ListedEntity]) -> Link:
    target = found.get(link.target_name)
    if target is None:
        return link
    name = target.names[0].full
    return attrs.evolve(link, target_id=target.record_id, target_name=name)


def _issues(entity: ListedEntity) -> list[Issue]:
    """Name what is odd and kept."""
    issues = []
    if any(hidden(name.full) for name in entity.names):
        issues.append(("name", "holds zero-width characters; kept"))
    if any(number.note for number in entity.identifiers):
        issues.append(("identifiers", "has a number whose check digit fails; kept"))
    return [Issue(entity.record_id, path, value) for path, value in issues]
