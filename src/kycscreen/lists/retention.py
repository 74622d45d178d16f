"""How long earlier files are kept: long enough to answer for, and no longer."""

from datetime import date, timedelta
from os import PathLike
from pathlib import Path

from kycscreen.errors import ListError
from kycscreen.lists import events, snapshots, store
from kycscreen.lists.events import Event, Happening
from kycscreen.lists.snapshots import Snapshot

DAYS = 5 * 366
"""Five years: what the EU's rules ask of records on clients."""
KEPT = 3
"""Files of a list that were in use last, and are kept whatever their age."""


def prune(
    folder: str | PathLike[str],
    *,
    today: date,
    older_than: int = DAYS,
    dry_run: bool = False,
) -> tuple[Snapshot, ...]:
    """Remove files last used, or refused, more than some days ago; return them.

    What is active, bundled, or among the last three in use stays. The history of
    the list goes on telling when each was in use, and that it was removed.
    """
    if older_than < 1:
        raise ValueError("files are kept for a day at least")
    before = today - timedelta(days=older_than)
    removed: list[Snapshot] = []
    for list_folder in snapshots.list_folders(Path(folder)):
        if snapshots.current(list_folder) is None:
            continue
        old = _old(list_folder, before)
        if old and not dry_run:
            _remove(Path(folder), list_folder, before, today)
        removed += old
    return tuple(removed)


def _old(list_folder: Path, before: date) -> list[Snapshot]:
    told = events.read(list_folder)
    used = list(dict.fromkeys(e.sha256 for e in reversed(told) if e.is_in_use))
    young = (e for e in told if e.on >= before and e.what is not Happening.REMOVED)
    kept = {*used[:KEPT], *(e.sha256 for e in young)}
    now = snapshots.current(list_folder)
    kept |= {now.sha256} if now is not None else set()
    found = (
        snapshots.described(list_folder, sha256, is_active=False)
        for sha256 in snapshots.stored(list_folder)
        if sha256 not in kept
    )
    return [
        one for one in found if not one.extract and snapshots.added(one)[0] < before
    ]


def _remove(folder: Path, list_folder: Path, before: date, today: date) -> None:
    with store.writing(folder, list_folder.name, "pruned"):
        old = _old(list_folder, before)
        # Told first: a file that is gone without a word would look like damage.
        events.add(
            list_folder,
            *(
                Event(on=today, what=Happening.REMOVED, sha256=one.sha256)
                for one in old
            ),
        )
        for one in old:
            try:
                store.discard(one.path)
            except OSError as wrong:
                raise ListError(
                    list_folder.name, f"cannot be pruned: {wrong.strerror}"
                ) from None
