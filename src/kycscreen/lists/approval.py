"""A person's decisions on stored files: to use one that was refused, or an earlier one.

Both are kept: in the manifest of the file, and in the history of the list.
"""

from datetime import date
from os import PathLike
from pathlib import Path

import attrs

from kycscreen.errors import ListError
from kycscreen.lists import history, manifest, snapshots, store
from kycscreen.lists.history import Happening
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

    That is the file refused last, unless ``sha256`` (or its beginning) names another.
    Damage, bounds and a date to come nobody can accept: they are judged again.
    """
    word = _word(list_id, why, by, today)
    with store.writing(Path(folder), list_id, "accepted") as list_folder:
        refused = [
            held for held in _stored(list_folder) if held.manifest and _is_refused(held)
        ]
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
        earlier = [
            held
            for held in _stored(list_folder)
            if held.manifest
            and not _is_refused(held)
            and not held.extract
            and (active is None or held.sha256 != active.sha256)
        ]
        chosen = _chosen(list_id, _by_use(list_folder, earlier), sha256, "earlier")
        snapshots.parsed(chosen)  # whole, and still read by this version
        known = _known(chosen)
        manifest.put(list_folder / ACTIVE, f"{chosen.sha256}\n".encode())
        if active is not None and active.manifest is not None and not active.extract:
            _withdraw(active, active.manifest, word)
        event = history.event(known, Happening.ROLLED_BACK, word)
        history.add(list_folder, event)
        return snapshots.described(list_folder, chosen.sha256, is_active=True)


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
    told = [event.sha256 for event in history.read(list_folder)]
    last = {sha256: at for at, sha256 in enumerate(told)}
    return sorted(earlier, key=lambda held: last.get(held.sha256, -1), reverse=True)


def _is_refused(snapshot: Snapshot) -> bool:
    return snapshot.manifest is not None and bool(snapshot.manifest.refused)


def _chosen(list_id: str, among: list[Snapshot], sha256: str, which: str) -> Snapshot:
    named = [held for held in among if held.sha256.startswith(sha256)]
    if sha256 and len(named) > 1:
        raise ListError(list_id, f"has {len(named)} {which} files {sha256}…; say more")
    if not named:
        one = f" {sha256}…" if sha256 else ""
        raise ListError(list_id, f"has no {which} file{one}; see kycscreen lists log")
    return named[0]


def _known(snapshot: Snapshot) -> Manifest:
    if snapshot.manifest is None or snapshot.problem:
        raise ListError(snapshot.list_id, snapshot.problem)
    return snapshot.manifest


def _withdraw(active: Snapshot, known: Manifest, word: Word) -> None:
    """Mark what was in use, so that it is compared with nothing and used no more."""
    withdrawn = Withdrawal(by=word.by, on=word.on, reason=word.accept)
    told = f"withdrawn by {word.by}: {word.accept}"
    marked = attrs.evolve(known, refused=told, withdrawn=withdrawn)
    manifest.write(active.path / MANIFEST, marked)
