"""When would we first have known? One record, through every edition that is kept."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from os import PathLike
from pathlib import Path

import attrs

from kycscreen.entities import ListedEntity
from kycscreen.errors import ListError
from kycscreen.lists import difference, events, snapshots
from kycscreen.lists.difference import EntityChange
from kycscreen.lists.events import Event
from kycscreen.lists.watchlist import source_of


@attrs.frozen(kw_only=True)
class Sighting:
    """What an edition said of a record that the one before it did not.

    ``in_use`` is the day from which that edition was in use here, ``listed_on`` the
    day on which its publisher says that the designation was made.
    """

    in_use: date
    published: date | None
    sha256: str
    change: EntityChange
    listed_on: date | None


def trace(
    folder: str | PathLike[str],
    list_id: str,
    record_id: str,
    *,
    on_edition: Callable[[int, int], None] | None = None,
) -> tuple[Sighting, ...]:
    """Follow a record through the editions in use, under whatever id it had.

    The first sighting says when it would have been found. ``on_edition`` is told how
    many editions of how many were read. Editions that were removed are passed over.
    """
    list_folder = Path(folder) / source_of(list_id).id
    if not list_folder.is_dir():
        raise ListError(list_id, "is not held; add the publisher's file")
    used = [event for event in events.read(list_folder) if event.is_in_use]
    editions = [e for e in used if (list_folder / e.sha256).is_dir()]
    seen: list[Sighting] = []
    before: tuple[ListedEntity, ...] = ()
    for number, event in enumerate(editions, 1):
        held = snapshots.described(list_folder, event.sha256, is_active=False)
        now = snapshots.parsed(held).entities
        seen += _seen(event, before, now)
        before = now
        if on_edition is not None:
            on_edition(number, len(editions))
    ids = _same(record_id, (one.change for one in seen))
    return tuple(one for one in seen if one.change.record_id in ids)


def _seen(
    event: Event, before: tuple[ListedEntity, ...], now: tuple[ListedEntity, ...]
) -> Iterator[Sighting]:
    listed_on = {entity.record_id: entity.listed_on for entity in now}
    for change in difference.changes(before, now):
        yield Sighting(
            in_use=event.on,
            published=event.published,
            sha256=event.sha256,
            change=change,
            listed_on=listed_on.get(change.record_id),
        )


def _same(record_id: str, changes: Iterable[EntityChange]) -> set[str]:
    """Return every id that the record had, before and after that one."""
    moves = [(c.before_id, c.record_id) for c in changes if c.before_id]
    ids = {record_id}
    for old, new in reversed(moves):
        ids |= {old} if new in ids else set()
    for old, new in moves:
        ids |= {new} if old in ids else set()
    return ids
