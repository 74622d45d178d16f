"""A person's decisions on stored files: to use one that was refused, or an earlier one.

Both are kept: in the manifest of the file, and in the history of the list.
"""

from datetime import date
from os import PathLike
from pathlib import Path

import attrs

from kycscreen.errors import ListError
from kycscreen.lists import events, manifest, snapshots, store
from kycscreen.lists.events import Happening
from kycscreen.lists.judging import Word, spoken
from kycscreen.lists.manifest import Manifest, Withdrawal
from kycscreen.lists.snapshots import ACTIVE, MANIFEST, Snapshot
from kycscreen.lists.watchlist import source_of


def accept(
    folder: str | PathLike[str],
    list_id: str,
    *,
    why: str,
    by: str,
    today: date,
    sha256: str = "",
) -> Snapshot:
    """Make a refused file the active one on a person's word.

    That is the file which waits, as ``pair`` compares it: refused last, and nothing
    used since; any other has to be named by ``sha256``, or its beginning. Damage,
    bounds and a date to come nobody can accept: they are judged again.
    """
    word = _word(list_id, why, by, today)
    with store.writing(Path(folder), list_id, "accepted") as list_folder:
        refused = [one for one in _stored(list_folder) if _is_refused(one)]
        if not sha256:  # what was refused before the edition in use is hardly meant
            sha256 = events.waiting(events.read(list_folder))
            refused = [one for one in refused if one.sha256 == sha256]
        chosen = _chosen(list_id, refused, sha256, "refused")
        known = _known(chosen)
        data = snapshots.checked_bytes(chosen)
        made = attrs.evolve(known, refused="")
        return store.judge(source_of(list_id), list_folder, data, made, word)


def rollback(
    folder: str | PathLike[str],
    list_id: str,
    *,
    why: str,
    by: str,
    today: date,
    sha256: str = "",
) -> Snapshot:
    """Go back to an earlier file on a person's word.

    That is the one in use before, unless ``sha256`` (or its beginning) names another.
    What was in use is withdrawn: it is not used again, however often its publisher
    serves it, until somebody accepts it.
    """
    word = _word(list_id, why, by, today)
    with store.writing(Path(folder), list_id, "rolled back") as list_folder:
        active = snapshots.current(list_folder)
        if active is None:
            raise ListError(list_id, "has no edition in use; add the publisher's file")
        earlier = [one for one in _stored(list_folder) if _is_earlier(one, active)]
        chosen = _chosen(list_id, _by_use(list_folder, earlier), sha256, "earlier")
        snapshots.parsed(chosen)  # whole, and still read by this version
        known = _known(chosen)
        if active.manifest is not None and not active.extract:
            _withdraw(active, active.manifest, word)
        manifest.put(list_folder / ACTIVE, f"{chosen.sha256}\n".encode())
        events.add(list_folder, events.of(known, Happening.ROLLED_BACK, word))
        store.settle(list_folder)
        return snapshots.described(list_folder, chosen.sha256, is_active=True)


def pair(
    folder: str | PathLike[str], list_id: str, *editions: str
) -> tuple[Snapshot, Snapshot]:
    """Return two files to compare, the older first, by the beginnings of their names.

    Of none: the one in use, and the one that was refused after it; without such, the
    one in use before, and the one in use. Of one: that one, and the one in use.
    """
    list_folder = Path(folder) / source_of(list_id).id
    active = snapshots.current(list_folder) if list_folder.is_dir() else None
    if active is None or active.extract:
        raise ListError(list_id, "has no edition in use; add the publisher's file")
    held = _stored(list_folder)
    if editions:
        old, *new = (_chosen(list_id, held, one, "stored") for one in editions)
        return old, new[0] if new else active
    waits = waiting(list_folder)
    if waits is not None:
        return active, waits
    earlier = [one for one in held if _is_earlier(one, active)]
    return _chosen(list_id, _by_use(list_folder, earlier), "", "earlier"), active


def waiting(list_folder: Path) -> Snapshot | None:
    """Return the file of a list that was refused last and waits for a decision."""
    sha256 = events.waiting(events.read(list_folder))
    if not sha256 or not (list_folder / sha256).is_dir():
        return None
    return snapshots.described(list_folder, sha256, is_active=False)


def _is_earlier(one: Snapshot, active: Snapshot) -> bool:
    """Tell whether a file could be gone back to."""
    return (
        one.manifest is not None
        and not _is_refused(one)
        and not one.extract
        and one.sha256 != active.sha256
    )


def _word(list_id: str, why: str, by: str, today: date) -> Word:
    word = Word(on=today, by=spoken(list_id, by), accept=spoken(list_id, why))
    if not word.accept or not word.by:
        raise ListError(list_id, "needs a reason, and the name of whoever gives it")
    return word


def _stored(list_folder: Path) -> list[Snapshot]:
    """Return what is stored, the newest first."""
    found = [
        snapshots.described(list_folder, sha256, is_active=False)
        for sha256 in snapshots.stored(list_folder)
    ]
    return sorted(found, key=snapshots.added, reverse=True)


def _by_use(list_folder: Path, earlier: list[Snapshot]) -> list[Snapshot]:
    """Order files by when they were last in use, the latest first."""
    told = [event.sha256 for event in events.read(list_folder)]
    last = {sha256: at for at, sha256 in enumerate(told)}
    return sorted(earlier, key=lambda held: last.get(held.sha256, -1), reverse=True)


def _is_refused(snapshot: Snapshot) -> bool:
    return snapshot.manifest is not None and bool(snapshot.manifest.refused)


def _chosen(list_id: str, among: list[Snapshot], sha256: str, which: str) -> Snapshot:
    named = [held for held in among if held.sha256.startswith(sha256)]
    if sha256 and len(named) > 1:
        raise ListError(list_id, f"has {len(named)} {which} files {sha256}…; say more")
    if not named:
        one = f" {sha256[:12]}…" if sha256 else ""
        raise ListError(list_id, f"has no {which} file{one}; see kycscreen lists log")
    return named[0]


def _known(snapshot: Snapshot) -> Manifest:
    if snapshot.manifest is None or snapshot.problem:
        raise ListError(snapshot.list_id, snapshot.problem)
    return snapshot.manifest


def _withdraw(active: Snapshot, known: Manifest, word: Word) -> None:
    """Mark what is in use; once the pointer has moved, it is used no more."""
    withdrawn = Withdrawal(by=word.by, on=word.on, reason=word.accept)
    marked = attrs.evolve(known, withdrawn=withdrawn)
    manifest.write(active.path / MANIFEST, marked)
