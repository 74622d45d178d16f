"""What became of a target: listed, amended, delisted, and when."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kycscreen.sources import entries
from kycscreen.sources.entries import Note
from kycscreen.sources.seco.rows import read

if TYPE_CHECKING:
    from lxml import etree

_DAYS = ("@effective-date", "@enactment-date", "@publication-date")
_KNOWN = frozenset({"@modification-type", *_DAYS})
_COPIES = frozenset({"added", "removed"})  # the target as it was: never looked into
_TYPES = frozenset({"listed", "amended", "de-listed"})


@attrs.frozen
class History:
    """The first listing, the last amendment, and the delisting if that came last."""

    listed_on: date | None
    listed_on_source: str
    updated_on: date | None
    delisted_on: date | None


@attrs.frozen
class _Change:
    """One modification: what it was, when, and in which field that stood."""

    type: str
    on: date
    source: str


def history(elements: "Iterable[etree._Element]", note: Note) -> History:
    """Read the modifications; of several on the last day the first one decides."""
    changes = [change for e in elements if (change := _change(e, note)) is not None]
    listings = [change for change in changes if change.type == "listed"]
    listed = min(listings, key=_on, default=None)
    last = max(changes, key=_on, default=None)
    return History(
        None if listed is None else listed.on,
        "" if listed is None else listed.source,
        max((c.on for c in changes if c.type == "amended"), default=None),
        last.on if last is not None and last.type == "de-listed" else None,
    )


def _on(change: _Change) -> date:
    return change.on


def _change(element: "etree._Element", note: Note) -> _Change | None:
    """Read one modification; ``None`` where nobody knows when it was."""
    row = read(element, _KNOWN, note, _COPIES)
    type_ = row.get("@modification-type")
    if type_ not in _TYPES:
        note("modification/@modification-type", type_)
    days = [(entries.day(row.get(n), f"modification/{n}", note), n) for n in _DAYS]
    for on, name in days:
        if on is not None:
            return _Change(type_, on, f"modification/{name}")
    note("modification", f"{type_} on no day")
    return None
