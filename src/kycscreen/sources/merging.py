"""Copies of one record, and of one name in a record, made one.

Publishers list an entity twice, and write one name twice; whatever either copy
says is kept.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

import attrs

from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, ListedName, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources import Issue
from kycscreen.sources.combined import split


def taken_apart(
    names: Iterable[ListedName], kind: Kind, *, inferred: bool = True
) -> tuple[ListedName, ...]:
    """Split combined names; one name published twice is one, the stronger."""
    return distinct(
        one for name in names for one in split(name, kind, inferred=inferred)
    )


def distinct(names: Iterable[ListedName]) -> tuple[ListedName, ...]:
    """Keep one of the names that differ in case at most, with what each knows."""
    kept: dict[tuple[str, str], ListedName] = {}
    for name in names:
        key = (name.full.casefold(), name.script)
        before = kept.get(key)
        kept[key] = name if before is None else _both(before, name)
    return tuple(kept.values())


def _both(first: ListedName, second: ListedName) -> ListedName:
    """Unite two publications of one name: as the stronger spells it.

    A reading of ours tells no kind.
    """
    if first.strength is Strength.WEAK and second.strength is Strength.STRONG:
        first, second = second, first
    kind = second.kind if first.kind is NameKind.VARIATION else first.kind
    primary = NameKind.PRIMARY in (first.kind, second.kind)
    return attrs.evolve(
        first,
        kind=NameKind.PRIMARY if primary else kind,
        lang=_joined("+", first.lang, second.lang),
        parts=first.parts or second.parts,
        note=_joined("; ", first.note, second.note),
    )


def _joined(by: str, first: str, second: str) -> str:
    """Join two values, what both have once."""
    pieces = [*first.split(by), *second.split(by)]
    return by.join(dict.fromkeys(piece for piece in pieces if piece))


def merged(
    entities: Iterable[ListedEntity], path: str, issues: list[Issue]
) -> tuple[ListedEntity, ...]:
    """Make the copies of one record one, which has what each of them says."""
    found: dict[str, list[ListedEntity]] = {}
    for entity in entities:
        copies = found.setdefault(entity.record_id, [])
        if copies:
            issues.append(Issue(entity.record_id, path, "published more than once"))
        copies.append(entity)
    return tuple(_whole(copies, issues) for copies in found.values())


def _whole(copies: list[ListedEntity], issues: list[Issue]) -> ListedEntity:
    """Unite two and two: one after the other, thousands would take hours."""
    while len(copies) > 1:
        pairs = zip(copies[::2], copies[1::2], strict=False)
        united = [_united(first, second, issues) for first, second in pairs]
        copies = united + copies[2 * len(united) :]
    return copies[0]


def _united(
    first: ListedEntity, second: ListedEntity, issues: list[Issue]
) -> ListedEntity:
    changes: dict[str, Any] = {}
    for field in attrs.fields(ListedEntity):
        ours, theirs = getattr(first, field.name), getattr(second, field.name)
        if field.name == "names":
            changes["names"] = distinct((*ours, *_demoted(ours, theirs)))
        elif field.name == "birth_dates":
            changes["birth_dates"] = _spans(ours, theirs)
        elif isinstance(ours, tuple):
            changes[field.name] = tuple(dict.fromkeys((*ours, *theirs)))
        elif isinstance(ours, frozenset):
            changes[field.name] = ours | theirs
        elif field.name == "raw_sha256" and ours != theirs:
            both = hashlib.sha256((ours + theirs).encode())
            changes[field.name] = both.hexdigest()
        elif field.name == "kind" and ours != theirs:
            issues.append(Issue(first.record_id, field.name, theirs.value))
    return attrs.evolve(first, **(changes | _on_dates(first, second)))


def _demoted(
    ours: Iterable[ListedName], theirs: Iterable[ListedName]
) -> Iterable[ListedName]:
    """Leave one copy's name the primary one."""
    has_primary = any(name.kind is NameKind.PRIMARY for name in ours)
    for name in theirs:
        primary = has_primary and name.kind is NameKind.PRIMARY
        yield attrs.evolve(name, kind=NameKind.AKA) if primary else name


def _spans(
    ours: Iterable[DateSpan], theirs: Iterable[DateSpan]
) -> tuple[DateSpan, ...]:
    """Keep equal spans of two copies once, whatever is noted beside them."""
    kept = {_extent(span): span for span in (*ours, *theirs)}
    return tuple((kept | {_extent(span): span for span in ours}).values())


def _extent(span: DateSpan) -> tuple[object, ...]:
    return span.lo, span.hi, span.circa, span.raw if span.lo is None else ""


def _on_dates(first: ListedEntity, second: ListedEntity) -> dict[str, Any]:
    """Unite the days: the first listing, the last update, off only if off twice."""
    listings = sorted(
        (_surely(entity.listed_on_source), entity.listed_on, entity.listed_on_source)
        for entity in (first, second)
        if entity.listed_on is not None
    )
    updates = [e.updated_on for e in (first, second) if e.updated_on is not None]
    ends = [e.delisted_on for e in (first, second) if e.delisted_on is not None]
    return {
        "listed_on": listings[0][1] if listings else None,
        "listed_on_source": listings[0][2] if listings else "",
        "updated_on": max(updates, default=None),
        "delisted_on": max(ends) if len(ends) == 2 else None,
    }


def _surely(source: str) -> int:
    """Rank where a listing date comes from: a field of its own is the surest."""
    doubtful = ("designationDetails", "remark", "regulation")
    return doubtful.index(source) + 1 if source in doubtful else 0
