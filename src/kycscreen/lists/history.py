"""What became of a list, day by day: which file was in use, and who said so.

One line of JSON for each event, oldest first, in ``<list id>/history``. The pointer
moves first and is told afterwards: whoever was killed in between is told of when
the list is next written, and until then the pointer speaks for itself.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.errors import ListError
from kycscreen.lists import manifest, snapshots
from kycscreen.lists.judging import Word
from kycscreen.lists.manifest import Manifest
from kycscreen.lists.snapshots import Snapshot

HISTORY = "history"


class Happening(Enum):
    """What happens to a list."""

    USED = "used"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    ROLLED_BACK = "rolled_back"
    REMOVED = "removed"


@attrs.frozen(kw_only=True)
class Event:
    """One day's event: the file it is about, and whose word it rests on.

    ``checked`` is the day on which the publisher last served that file, as it was
    known then. A ``removed`` file is no longer stored.
    """

    on: date
    what: Happening
    sha256: str
    published: date | None = None
    checked: date | None = None
    by: str = ""
    reason: str = ""


_IN_USE = (Happening.USED, Happening.ACCEPTED, Happening.ROLLED_BACK)


def read(list_folder: Path) -> tuple[Event, ...]:
    """Return what was told, and that the file in use is, if that was not told yet."""
    told = _told(list_folder)
    now = snapshots.current(list_folder)
    if now is None or now.manifest is None or now.extract:
        return told
    used = [event.sha256 for event in told if event.what in _IN_USE]
    if used and used[-1] == now.sha256:
        return told
    return (*told, _found(now))


def _told(list_folder: Path) -> tuple[Event, ...]:
    path = list_folder / HISTORY
    try:
        lines = path.read_bytes().splitlines() if path.exists() else []
        return tuple(codec.from_json(Event, line) for line in lines)
    except (OSError, ValueError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else "it is damaged"
        raise ListError(
            list_folder.name,
            f"the history cannot be read: {why}; restore it, or remove {path.name} of"
            " the list to begin anew",
        ) from None


def _found(now: Snapshot) -> Event:
    """Tell of the file in use as its manifest does."""
    known = now.manifest
    assert known is not None, "whoever asks has looked"
    return event(known, Happening.USED, Word(on=known.added_on))


def event(of: Manifest, what: Happening, word: Word) -> Event:
    """Make an event of a file, on the day and on the word of whoever speaks."""
    return Event(
        on=word.on,
        what=what,
        sha256=of.sha256,
        published=of.published,
        checked=of.checked,
        by=word.by or of.checked_by,
        reason=word.accept,
    )


def add(list_folder: Path, *events: Event) -> None:
    """Tell of events; the caller holds the lock of the list."""
    told = (*_told(list_folder), *events)
    _write(list_folder, told)


def catch_up(list_folder: Path) -> None:
    """Tell what a killed process no longer could; the caller holds the lock."""
    known = read(list_folder)
    if len(known) > len(_told(list_folder)):
        _write(list_folder, known)


def _write(list_folder: Path, events: Iterable[Event]) -> None:
    text = "".join(f"{codec.to_json(event)}\n" for event in events)
    manifest.put(list_folder / HISTORY, text.encode())


def in_use(events: Iterable[Event], on: date) -> Event | None:
    """Return the last event of the file that was in use at the end of a day.

    Its ``checked`` is what was known of the publisher's last confirmation by then.
    """
    found: Event | None = None
    for event in events:
        if event.on > on:
            continue
        if event.what in _IN_USE:
            found = event
        elif (
            event.what is Happening.CONFIRMED
            and found is not None
            and event.sha256 == found.sha256
        ):
            found = attrs.evolve(found, checked=event.checked)
    return found
