"""What is gathered of a book, beside its state: parts that are whole, or not there.

Nothing here is believed: a client is covered only by a part that holds the digest of
its rows as they are tonight, read by the code that runs tonight. Whoever is not covered
is gathered anew; so what is damaged, old, lost or another book's costs time and loses
nobody. Every file has the hash of its head and a sum of each block.
"""

import mmap
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from kycscreen.book import Group, client_of, digest
from kycscreen.errors import IndexFileError
from kycscreen.rescreen import changes
from kycscreen.rescreen.gathered import Gathered, Part
from kycscreen.rescreen.reached import Asked

FOLDER = ".index"
"""What the name of the folder ends with; in front stands the state's."""
_SUFFIX, _UNDONE = ".kyc", ".part"
MOST = 8
"""Files that are kept apart; of more the small ones become one."""
_LARGER = 4
"""A file is no small one that has so many times as many clients as all smaller ones."""


class Shelf:
    """The parts of a book that were gathered; the folder is one writer's."""

    def __init__(self, state: Path) -> None:
        """Open the parts that are whole, and were read as is done today."""
        self._folder = state.with_name(f"{state.name}{FOLDER}")
        self._parts = dict(_kept(self._folder))
        self._covered = {
            one: path
            for path, part in self._parts.items()
            for one in part.all_digests()
        }
        self._met: Counter[Path] = Counter()
        self._gathered = Gathered()
        self.unread: set[bytes] = set()

    def concern(self, asked: Asked) -> set[bytes]:
        """Return the digests of the clients that an entity may concern."""
        return set().union(*(asked.concern(part) for part in self._parts.values()))

    def covers(self, group: Group, digest: bytes) -> bool:
        """Tell whether a client is held; one that is not is gathered."""
        path = self._covered.get(digest)
        if path is not None:
            self._met[path] += 1
            return True
        try:
            self._gathered.add(client_of(group)[0], digest)
        except Exception:  # what is wrong with it, its screening says
            self.unread.add(digest)
        return False

    def keep(self) -> Part | None:
        """Write what was gathered, if anything was, and remove what is of no use.

        A folder that cannot be written costs time, and no client.
        """
        gathered, part = self._gathered, None
        self._gathered = Gathered()
        is_some = len(gathered) > 0  # asked, all of it is read
        self.unread |= gathered.unread
        if is_some:
            path = self._folder / f"{os.urandom(8).hex()}{_SUFFIX}"
            try:
                part = self._parts[path] = _written(path, gathered)
                self._met[path] = len(part)
            except OSError:
                data = BytesIO()
                gathered.write(data, changes.engine())
                part = Part(data.getvalue(), path.name)
        useful = {
            path for path, of in self._parts.items() if 2 * self._met[path] >= len(of)
        }
        with suppress(OSError):
            for path in _files(self._folder):
                if path not in useful:
                    path.unlink()
        return part


def cover(state: Path, groups: Iterable[Group]) -> None:
    """Gather whoever of a book is not held yet, as after a night that screened all."""
    shelf = Shelf(state)
    for group in groups:
        shelf.covers(group, digest(group))
    shelf.keep()


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _kept(folder: Path) -> Iterator[tuple[Path, Part]]:
    """Yield the parts of a folder, but where they are many not those that are small."""
    opened = (
        (path, _opened(path)) for path in _files(folder) if path.suffix == _SUFFIX
    )
    parts = [(path, part) for path, part in opened if part is not None]
    parts.sort(key=lambda one: len(one[1]))
    small = 0
    is_small = len(parts) > MOST
    for path, part in parts:
        is_small = is_small and (not small or len(part) <= _LARGER * small)
        small += len(part)
        if not is_small:
            yield path, part


def _opened(path: Path) -> Part | None:
    """Open a part; ``None`` where it is damaged, or another program's."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        part = Part(data, path.name)
    except (OSError, ValueError, KeyError, IndexFileError):
        return None
    return part if part.engine == changes.engine() else None


def _written(path: Path, gathered: Gathered) -> Part:
    """Put a part in its place whole; nobody else may read it."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    undone = path.with_suffix(_UNDONE)
    try:
        handle = os.open(undone, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "r+b") as file:
            gathered.write(file, changes.engine())
            file.flush()
            os.fsync(handle)
            data = mmap.mmap(handle, 0, access=mmap.ACCESS_READ)
        undone.replace(path)
    except BaseException:
        with suppress(OSError):
            undone.unlink(missing_ok=True)
        raise
    return Part(data, path.name)
