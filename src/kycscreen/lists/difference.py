"""What changed between two editions of a list: listed, delisted, amended, renumbered.

>>> from kycscreen.facts import Kind
>>> one = ListedEntity(
...     list_id="own", record_id="1", kind=Kind.PERSON, names=["Jean Exemple"]
... )
>>> other = attrs.evolve(one, names=[*one.names, "J. Exemple"])
>>> changes([one], [other])[0].fields
(FieldChange(field='names', removed=(), added=('J. Exemple',)),)
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs

from kycscreen.entities import ListedEntity, ListedName


class Change(Enum):
    """What may become of an entity from one edition to the next."""

    LISTED = "listed"
    DELISTED = "delisted"
    AMENDED = "amended"
    RENUMBERED = "renumbered"


@attrs.frozen
class FieldChange:
    """The values of one field that went, and those that came, in words."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@attrs.frozen(kw_only=True)
class EntityChange:
    """What became of one entity; ``before_id`` where it had another id before."""

    what: Change
    record_id: str
    name: str
    before_id: str = ""
    fields: tuple[FieldChange, ...] = ()


_FIELDS = tuple(
    field.name
    for field in attrs.fields(ListedEntity)
    if field.name not in ("list_id", "record_id", "raw_sha256")
)
REFERENT = "referent"
"""The scheme of an ``Xref`` to an id that the publisher gave the subject before."""


def changes(
    before: Iterable[ListedEntity], after: Iterable[ListedEntity]
) -> tuple[EntityChange, ...]:
    """Compare two editions of one list, by record id; in that order, listed first.

    An entity whose values only stand in another order has not changed. One that
    its publisher gave another id, or merged into another, is ``renumbered``.
    """
    old = {entity.record_id: entity for entity in before}
    new = {entity.record_id: entity for entity in after}
    successors = renumbered(old, new)
    found = [*_changes(old, new, successors)]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.what], one.record_id)))


_ORDER = {what: number for number, what in enumerate(Change)}


def _changes(
    old: Mapping[str, ListedEntity],
    new: Mapping[str, ListedEntity],
    successors: Mapping[str, str],
) -> Iterator[EntityChange]:
    moved = set(successors.values())
    for record_id, entity in new.items():
        known = old.get(record_id)
        if known is not None:
            fields = _fields(known, entity)
            is_over = known.delisted_on is None and entity.delisted_on is not None
            what = Change.DELISTED if is_over else Change.AMENDED
            if fields:
                yield _change(what, entity, fields=fields)
        elif record_id not in moved and entity.delisted_on is None:
            yield _change(Change.LISTED, entity)
    for record_id, entity in old.items():
        if record_id in successors:
            heir = new[successors[record_id]]
            fields = _fields(entity, heir)
            yield _change(Change.RENUMBERED, heir, before_id=record_id, fields=fields)
        elif record_id not in new and entity.delisted_on is None:
            yield _change(Change.DELISTED, entity)


def _change(
    what: Change,
    entity: ListedEntity,
    *,
    before_id: str = "",
    fields: tuple[FieldChange, ...] = (),
) -> EntityChange:
    return EntityChange(
        what=what,
        record_id=entity.record_id,
        name=entity.names[0].full if entity.names else "",
        before_id=before_id,
        fields=fields,
    )


def renumbered(
    old: Mapping[str, ListedEntity], new: Mapping[str, ListedEntity]
) -> dict[str, str]:
    """Return, for each id that went, the id under which its publisher goes on.

    Only what the publisher says counts: the new record names the old id, or is the
    only new one with a reference (``xrefs``) that only one of those that went has.
    """
    gone = {record_id: e for record_id, e in old.items() if record_id not in new}
    came = {record_id: e for record_id, e in new.items() if record_id not in old}
    ours, theirs = _references(gone), _references(came)
    found = {
        ours[reference]: theirs[reference]
        for reference in sorted(ours.keys() & theirs.keys())
    }
    for record_id, entity in new.items():
        for reference in entity.xrefs:
            if reference.scheme == REFERENT and reference.id in gone:
                found[reference.id] = record_id
    return found


def _references(entities: Mapping[str, ListedEntity]) -> dict[tuple[str, str], str]:
    """Return whose each reference is, of those that are one entity's alone."""
    pairs = [
        ((xref.scheme, xref.id), record_id)
        for record_id, entity in entities.items()
        for xref in set(entity.xrefs)
        if xref.scheme != REFERENT
    ]
    times = Counter(reference for reference, _ in pairs)
    return {reference: of for reference, of in pairs if times[reference] == 1}


def _fields(old: ListedEntity, new: ListedEntity) -> tuple[FieldChange, ...]:
    if old == attrs.evolve(new, raw_sha256=old.raw_sha256):
        return ()
    return tuple(
        FieldChange(name, tuple(removed), tuple(added))
        for name in _FIELDS
        for removed, added in [_values(getattr(old, name), getattr(new, name))]
        if removed or added
    )


def _values(old: Any, new: Any) -> tuple[list[str], list[str]]:
    """Return what only the old one holds, and what only the new one does."""
    if old == new:
        return [], []
    before, now = _several(old), _several(new)
    went, came = Counter(before), Counter(now)
    return [*(went - came).elements()], [*(came - went).elements()]


def _several(value: Any) -> list[str]:
    if isinstance(value, frozenset):
        return sorted(_told(one) for one in value)
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    return [_told(value)] if value else []


def _told(value: Any) -> str:
    """Put one value into words: what it is, and in brackets what is said of it."""
    if isinstance(value, tuple):
        return ": ".join(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if isinstance(value, ListedName):
        value = attrs.evolve(value, parts=(), script="")
    said = {
        field.name: getattr(value, field.name)
        for field in attrs.fields(type(value))
        if getattr(value, field.name) not in (field.default, None, "", ())
    }
    whole = next((said.pop(name) for name in _WHOLE if name in said), "")
    rest = ", ".join(
        _said(name, one) for name, one in said.items() if name not in _SHOWN
    )
    return f"{_told(whole)} ({rest})" if rest else _told(whole)


def _said(name: str, value: Any) -> str:
    words = name.replace("_", " ")
    if isinstance(value, bool):
        return words if value else f"not {words}"
    return f"{words} {_told(value)}"


_WHOLE = ("full", "value", "raw", "title", "text", "code", "target_name", "id")
_SHOWN = ("lo", "hi", "precision")  # what a date's own text shows
