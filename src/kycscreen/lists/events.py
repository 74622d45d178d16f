"""What became of a list, day by day: which file was in use, and who said so.

One line of JSON for each event, oldest first, in ``<list id>/history``. The pointer
moves first and is told afterwards: whoever was killed in between is told of when
the list is next written, and until then pointer and manifests speak for themselves.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from os import PathLike
from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.errors import ListError
from kycscreen.lists import manifest, snapshots
from kycscreen.lists.judging import Word
from kycscreen.lists.manifest import Acceptance, Manifest, Withdrawal
from kycscreen.lists.snapshots import Snapshot
from kycscreen.lists.watchlist import source_of

HISTORY = "history"


class Happening(Enum):
    """What happens to a list."""

    USED = "used"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    ROLLED_BACK = "rolled_back"
    REFUSED = "refused"
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

    @property
    def is_in_use(self) -> bool:
        """Whether from this event on the file was the one in use."""
        return self.what in _IN_USE


_IN_USE = (Happening.USED, Happening.ACCEPTED, Happening.ROLLED_BACK)


def history(folder: str | PathLike[str], list_id: str) -> tuple[Event, ...]:
    """Return what became of a list, oldest first; ``ListError`` if it is not held."""
    list_folder = Path(folder) / source_of(list_id).id
    if not list_folder.is_dir():
        raise ListError(list_id, "is not held; add the publisher's file")
    return read(list_folder)


def read(list_folder: Path) -> tuple[Event, ...]:
    """Return what was told, and that the file in use is, if that was not told yet."""
    told = _told(list_folder)
    now = snapshots.current(list_folder)
    if now is None or now.manifest is None or now.extract:
        return told
    used = [event.sha256 for event in told if event.is_in_use]
    if used and used[-1] == now.sha256:
        return told
    return (*told, _found(list_folder, now, told))


def _told(list_folder: Path) -> tuple[Event, ...]:
    path = list_folder / HISTORY
    try:
        lines = path.read_bytes().splitlines() if path.exists() else []
        return tuple(codec.from_json(Event, line) for line in lines)
    except codec.NewerError:
        raise ListError(list_folder.name, f"the history {codec.NEWER}") from None
    except (OSError, ValueError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else "it is damaged"
        raise ListError(
            list_folder.name,
            f"the history cannot be read: {why}; restore it, or remove {path.name} of"
            " the list to begin anew",
        ) from None


def _found(list_folder: Path, now: Snapshot, told: tuple[Event, ...]) -> Event:
    """Tell of the file in use as the manifests do; never earlier than what was told."""
    known = now.manifest
    assert known is not None, "whoever asks has looked"
    word, what = Word(on=known.added_on), Happening.USED
    if known.accepted is not None:
        word, what = _word(known.accepted), Happening.ACCEPTED
    for before in [event for event in told if event.is_in_use][-1:]:
        last = snapshots.described(list_folder, before.sha256, is_active=False)
        if last.manifest is not None and last.manifest.withdrawn is not None:
            word, what = _word(last.manifest.withdrawn), Happening.ROLLED_BACK
    on = max([word.on, *(event.on for event in told[-1:])])
    return of(known, what, attrs.evolve(word, on=on))


def _word(given: Acceptance | Withdrawal) -> Word:
    return Word(on=given.on, by=given.by, accept=given.reason)


def of(file: Manifest, what: Happening, word: Word) -> Event:
    """Make an event of a file, on the day and on the word of whoever speaks."""
    return Event(
        on=word.on,
        what=what,
        sha256=file.sha256,
        published=file.published,
        checked=file.checked,
        by=word.by or file.checked_by,
        reason=word.accept,
    )


def add(list_folder: Path, *events: Event) -> None:
    """Tell of events; the caller holds the lock of the list."""
    told = (*_told(list_folder), *events)
    _write(list_folder, told)


def refuse(list_folder: Path, refused: Manifest, word: Word) -> None:
    """Tell that a file was refused, once, however often its publisher serves it."""
    told = _told(list_folder)
    event = of(refused, Happening.REFUSED, attrs.evolve(word, accept=refused.refused))
    if not told or (told[-1].what, told[-1].sha256) != (event.what, event.sha256):
        add(list_folder, event)


def waiting(told: Iterable[Event]) -> str:
    """Return the file that was refused last, if nothing was used or confirmed since."""
    refused = ""
    for event in told:
        if event.what is not Happening.REMOVED:
            refused = event.sha256 if event.what is Happening.REFUSED else ""
    return refused


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
    for event in (event for event in events if event.on <= on):
        if event.is_in_use:
            found = event
        elif event.what is Happening.CONFIRMED and found is not None:
            found = attrs.evolve(found, checked=event.checked)
    return found


def active(folder: str | PathLike[str], on: date) -> tuple[Snapshot, ...]:
    """Return what was in use of each list at the end of a day, as it was known then.

    A list that was not held yet is not there; an extract never stood for a list.
    """
    found = (_active(one, on) for one in snapshots.list_folders(Path(folder)))
    return tuple(snapshot for snapshot in found if snapshot is not None)


def _active(list_folder: Path, on: date) -> Snapshot | None:
    try:
        event = in_use(read(list_folder), on)
    except ListError as wrong:
        return snapshots.unusable(list_folder, wrong.problem)
    return None if event is None else _as_it_was(list_folder, event)


def _as_it_was(list_folder: Path, event: Event) -> Snapshot:
    found = snapshots.described(list_folder, event.sha256, is_active=False)
    if found.manifest is None:
        gone = (e.on for e in read(list_folder) if _is_removal(e, event.sha256))
        removed = next(gone, None)
        why = f"its file was removed on {removed}" if removed else found.problem
        return attrs.evolve(found, problem=why)
    known = attrs.evolve(
        found.manifest, published=event.published, checked=event.checked
    )
    return attrs.evolve(found, manifest=known)


def _is_removal(event: Event, sha256: str) -> bool:
    return event.what is Happening.REMOVED and event.sha256 == sha256
