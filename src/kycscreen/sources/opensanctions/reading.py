"""Reading a file of a dataset, whichever form it has."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from kycscreen.entities import ListedEntity, Topic
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, archives, entries, strictjson
from kycscreen.sources.entries import Note
from kycscreen.sources.opensanctions import (
    entity,
    graph,
    nodes,
    senzing,
    simple,
    topics,
)
from kycscreen.sources.opensanctions.nodes import Node
from kycscreen.sources.opensanctions.schemata import (
    BESIDE,
    KINDS,
    OF_BESIDE,
    OTHERS,
    UNREAD,
)
from kycscreen.sources.strictjson import objects

Form = Callable[[dict[str, Any], str, Note], Iterator[Node]]
"""Takes a record, at a place, to its entities; the subject comes last."""

_NO_DRIFT = frozenset({"name", "alias", "previousName", "weakAlias"})


def read(list_id: str, usual: Topic, data: bytes) -> Parsed:
    """Read a dataset's file: FollowTheMoney lines, nested, simple CSV or Senzing."""
    data = archives.single(list_id, data)
    issues: list[Issue] = []
    try:
        found = list(_nodes(list_id, data, issues))
        return _parsed(list_id, usual, found, issues)
    except ValueError as wrong:
        raise FormatError(list_id, str(wrong)) from None


def _nodes(list_id: str, data: bytes, issues: list[Issue]) -> Iterator[Node]:
    """Take each record to what FollowTheMoney would say."""
    form: Form | None = None
    for place, plain in _records(list_id, data):
        form = form or _form(plain, place)
        problems: list[tuple[str, str]] = []
        made = list(form(plain, place, entries.noting(problems)))
        issues += (Issue(made[-1].id, path, value) for path, value in problems)
        yield from made


def _records(list_id: str, data: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records, each with its place: lines, an array's members, or rows."""
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if head == b"[":
        array = {"records": strictjson.read(list_id, data)}
        for number, plain in enumerate(objects(array, "records", "the file"), 1):
            yield f"record {number}", plain
    elif head in (b"{", b"<"):
        for number, plain in strictjson.lines(list_id, data):
            yield f"line {number}", plain
    else:
        yield from simple.rows(list_id, data)


def _form(plain: dict[str, Any], place: str) -> Form:
    """Tell by its first record how a file is written."""
    if "properties" in plain:
        return nodes.unfolded
    if "RECORD_ID" in plain or "DATA_SOURCE" in plain:
        return senzing.nodes
    if "program_ids" in plain:
        return simple.nodes
    if "resources" in plain or "versions" in plain:
        raise ValueError("is an index of files; add a file that it names")
    raise ValueError(f"{place} is no entity of FollowTheMoney and no Senzing record")


def _parsed(
    list_id: str, usual: Topic, found: list[Node], issues: list[Issue]
) -> Parsed:
    _check_dataset(list_id, found)
    loose: list[Issue] = []  # what records point to is no matter of the format
    joined = graph.joined(found, loose, nested=any(not n.whole for n in found))
    on, version = _dated(found)
    values = sum(len(node.properties) for node in found)
    del found
    file = entity.File(list_id, joined, on, usual)
    listed = tuple(_entities(file, issues))
    if not listed:
        raise ValueError("holds no entities that are listed; fetch it again")
    drift = [issue for issue in issues if issue.path not in _NO_DRIFT]
    entries.check_rate(list_id, drift, values)
    return Parsed(
        entities=listed, issues=(*loose, *issues), published=on, version=version
    )


def _entities(file: entity.File, issues: list[Issue]) -> Iterator[ListedEntity]:
    for node in file.graph.nodes.values():
        if not _is_subject(node):
            if node.schema in BESIDE:
                strange = node.properties.keys() - OF_BESIDE - UNREAD
                issues += (
                    Issue(node.id, f"{node.schema}/{name}", node.first(name))
                    for name in sorted(strange)
                )
            continue
        if entity.is_listed(node, file.graph):
            problems: list[tuple[str, str]] = []
            yield entity.entity(node, file, entries.noting(problems))
            issues += (Issue(node.id, path, value) for path, value in problems)
        elif node.schema not in KINDS:
            issues.append(Issue(node.id, "schema", node.schema))


def _is_subject(node: Node) -> bool:
    """Tell a subject from what stands beside one, whatever is marked as listed."""
    if node.schema in BESIDE:
        return bool(node.target)
    if node.schema in OTHERS:
        return bool(node.target) or topics.is_of_interest(node)
    return True


def _check_dataset(list_id: str, found: Iterable[Node]) -> None:
    """Refuse a file of which every entity is of one other dataset."""
    stated = {dataset for node in found for dataset in node.datasets}
    name = list_id.removeprefix("os_")
    if len(stated) == 1 and name not in stated:
        (other,) = stated
        if re.fullmatch("[a-z0-9_]+", other):  # and not its title
            raise ValueError(f"is the dataset {other}, and should be {name}")


def _dated(found: Iterable[Node]) -> tuple[date | None, str]:
    """Return the latest day on which an entity was seen, else was changed."""
    whole = [node for node in found if node.whole]
    latest = max((node.seen for node in whole), default="")
    latest = latest or max((node.changed for node in whole), default="")
    return nodes.day(latest), latest
