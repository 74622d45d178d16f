"""The active lists of a folder, indexed: read once, then only opened.

The index file lies in ``<folder>/index/``, named by what it was made from: the
snapshots' checksums and the code and tables that read them. Whoever changes
either gets another file. Without leave to write there, the index is built in
memory, each time.
"""

import hashlib
import mmap
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from os import PathLike
from pathlib import Path
from typing import overload

import attrs

from kycscreen import codec
from kycscreen.entities import ListedEntity
from kycscreen.errors import IndexFileError, ListError
from kycscreen.index import Index, building
from kycscreen.lists import snapshots
from kycscreen.lists.snapshots import Snapshot
from kycscreen.lists.watchlist import Watchlist

INDEX = "index"
PART = ".part"
_KEPT = 3
_ABANDONED = 3600  # seconds; no build takes as long


@attrs.frozen
class Fault:
    """A list that is held and cannot be used, and why."""

    list_id: str
    problem: str


@attrs.frozen(eq=False)
class Lists:
    """Watchlists with their index, and the lists that could not be used."""

    watchlists: tuple[Watchlist, ...]
    index: Index
    faults: tuple[Fault, ...] = ()

    def __iter__(self) -> Iterator[Watchlist]:
        return iter(self.watchlists)

    def __len__(self) -> int:
        return len(self.watchlists)


def indexed(watchlists: Iterable[Watchlist]) -> Lists:
    """Index watchlists that are in memory."""
    found = tuple(watchlists)
    return Lists(found, Index(building.build(found)))


def load_lists(
    folder: str | PathLike[str],
    *,
    as_of: date | None = None,
    meanwhile: Lists | None = None,
) -> Lists:
    """Open the active lists of a folder, building their index if it is not there.

    A list that cannot be used becomes a fault, not an error: the others still
    find what is on them, and nothing is clear. With ``as_of``, the lists as they
    stood in this folder at the end of that day; screen with the same ``on``.

    Building takes seconds, opening a few milliseconds. A service that must not wait
    gives the lists that it has as ``meanwhile``, and gets them back until whoever
    put others in use has built their index.
    """
    held = snapshots.active(folder) if as_of is None else _held(folder, as_of)
    usable = [snapshot for snapshot in held if not snapshot.problem]
    faults = [Fault(s.list_id, s.problem) for s in held if s.problem]
    index = _opened(Path(folder), usable)
    if index is None and meanwhile is not None:
        return meanwhile
    if index is None:
        usable, index, late = _built(Path(folder), usable)
        faults += late
    return Lists(
        tuple(_stored(index, number, s) for number, s in enumerate(usable)),
        index,
        tuple(sorted(faults, key=lambda fault: fault.list_id)),
    )


def _held(folder: str | PathLike[str], as_of: date) -> tuple[Snapshot, ...]:
    from kycscreen.lists import events  # whoever screens today need not load it

    return events.active(folder, as_of)


def _path(folder: Path, usable: Sequence[Snapshot]) -> Path:
    made_from = codec.canonical(_made_from(usable))
    digest = hashlib.sha256(made_from.encode()).hexdigest()
    return folder / INDEX / f"{digest[:16]}.kyc"


def _made_from(usable: Sequence[Snapshot]) -> list[object]:
    """Return what an index file must have been made from to be of these snapshots."""
    return [building.engine(), [[s.list_id, s.sha256] for s in usable]]


def _opened(folder: Path, usable: Sequence[Snapshot]) -> Index | None:
    """Map the index file of these snapshots; ``None`` where there is none whole."""
    try:
        index = _mapped(_path(folder, usable))
    except (OSError, ValueError, IndexFileError):
        return None  # not there, empty or damaged: built anew from what is stored
    # Its name is a hash, cut short: what it was made from stands in the file.
    made_from = [[part["list_id"], part["sha256"]] for part in index.header["lists"]]
    is_right = [index.header["engine"], made_from] == _made_from(usable)
    return index if is_right else None


def _mapped(path: Path) -> Index:
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Index(data, path.name)


def _built(
    folder: Path, usable: Sequence[Snapshot]
) -> tuple[list[Snapshot], Index, list[Fault]]:
    """Read what is stored and index it; what cannot be read is a fault."""
    read: list[Snapshot] = []
    faults: list[Fault] = []
    try:
        path = _written(folder, usable, read, faults)
        return read, _mapped(path), faults
    except OSError:
        # A folder that cannot be written costs time, not correctness.
        read, faults = [], []
        data = building.build(_watchlists(usable, read, faults))
        return read, Index(data, _path(folder, read).name), faults


def _watchlists(
    usable: Sequence[Snapshot], read: list[Snapshot], faults: list[Fault]
) -> Iterator[Watchlist]:
    """Read snapshots one after another, and say which could be and which not."""
    for snapshot in usable:
        try:
            watchlist = snapshots.read_snapshot(snapshot)
        except ListError as wrong:
            faults.append(Fault(snapshot.list_id, wrong.problem))
            continue
        read.append(snapshot)
        yield watchlist


def _written(
    folder: Path,
    usable: Sequence[Snapshot],
    read: list[Snapshot],
    faults: list[Fault],
) -> Path:
    """Put an index file in its place whole, and clear away what it replaces."""
    part = folder / INDEX / f"{os.urandom(8).hex()}{PART}"
    part.parent.mkdir(exist_ok=True)
    try:
        with part.open("xb") as file:
            building.write(_watchlists(usable, read, faults), file)
            file.flush()
            os.fsync(file.fileno())
        path = _path(folder, read)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    with suppress(OSError):
        _forget(path)
    return path


def _forget(newest: Path) -> None:
    """Remove all but the newest few index files, and what a dead builder left."""
    files = [f for f in newest.parent.glob("*.kyc") if f != newest]
    files.sort(key=lambda file: file.stat().st_mtime_ns, reverse=True)
    ours = newest.stat().st_mtime
    left = [
        part
        for part in newest.parent.glob(f"*{PART}")
        if ours - part.stat().st_mtime > _ABANDONED
    ]
    for file in (*files[_KEPT - 1 :], *left):
        file.unlink(missing_ok=True)


def _stored(index: Index, number: int, snapshot: Snapshot) -> Watchlist:
    """Describe one list of the index as its manifest has it today."""
    part = index.header["lists"][number]
    return Watchlist(
        snapshot.list_id,
        _Entities(index, part["first"], part["entities"]),
        published=snapshot.published,
        checked=snapshot.checked,
        sha256=snapshot.sha256,
        extract=snapshot.extract,
    )


class _Entities(Sequence[ListedEntity]):
    """The entities of one list, read from the index file as they are asked for."""

    def __init__(self, index: Index, first: int, length: int) -> None:
        self._index = index
        self._range = range(first, first + length)

    def __len__(self) -> int:
        return len(self._range)

    @overload
    def __getitem__(self, at: int) -> ListedEntity: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[ListedEntity, ...]: ...
    def __getitem__(self, at: int | slice) -> ListedEntity | tuple[ListedEntity, ...]:
        if isinstance(at, slice):
            return tuple(self._index.entity(i) for i in self._range[at])
        return self._index.entity(self._range[at])
