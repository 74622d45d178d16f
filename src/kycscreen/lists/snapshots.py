"""Snapshots: publishers' files as stored, byte for byte, and which is active.

A list's folder holds ``<sha256>/{file, manifest.json}`` for every file that was
ever added, and the pointer ``active``, one line: a sha256. What is bundled with
the software is pointed to by ``extract``, which counts only where nothing is
active.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from os import PathLike
from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.errors import ChecksumError, ListError
from kycscreen.lists import manifest
from kycscreen.lists.manifest import Manifest
from kycscreen.lists.watchlist import Watchlist, parsed_as, read_bytes, source_of
from kycscreen.sources import Parsed

FILE = "file"
MANIFEST = "manifest.json"
ACTIVE = "active"
EXTRACT = "extract"
NEWER = f"the manifest {codec.NEWER}"
"""The problem of a snapshot that an older version must not write over."""
_AGAIN = "; add the publisher's file again"


@attrs.frozen(kw_only=True)
class Snapshot:
    """A stored file of one list, as its manifest describes it.

    ``manifest`` is ``None`` only beside a ``problem``, which says why nothing can
    be screened with it.
    """

    list_id: str
    path: Path
    sha256: str
    manifest: Manifest | None
    is_active: bool
    problem: str = ""

    @property
    def published(self) -> date | None:
        """The publisher's own date."""
        return None if self.manifest is None else self.manifest.published

    @property
    def checked(self) -> date | None:
        """The day on which the publisher last confirmed the file."""
        return None if self.manifest is None else self.manifest.checked

    @property
    def entities(self) -> int:
        """How many entities it holds."""
        return 0 if self.manifest is None else self.manifest.entities

    @property
    def extract(self) -> bool:
        """Whether it holds some of the list only."""
        return self.manifest is not None and self.manifest.extract

    @property
    def publisher(self) -> str:
        """Who publishes the list."""
        return source_of(self.list_id).publisher

    @property
    def licence(self) -> str:
        """The terms of the data."""
        return source_of(self.list_id).licence

    def age(self, on: date) -> int | None:
        """Return the days since the last confirmation; ``None`` where undated."""
        return None if self.checked is None else (on - self.checked).days


def active(folder: str | PathLike[str]) -> tuple[Snapshot, ...]:
    """Return the active snapshot of every list held, by list id.

    Reads pointers and manifests only. A list that cannot be used is there too,
    with its ``problem``: it must not look as though it had never been held.
    """
    return tuple(
        found
        for list_folder in list_folders(Path(folder))
        if (found := current(list_folder)) is not None
    )


def held(folder: str | PathLike[str]) -> tuple[Snapshot, ...]:
    """Return every snapshot held: of each list the active one, then the newest."""
    found: list[Snapshot] = []
    for list_folder in list_folders(Path(folder)):
        now = current(list_folder)
        others = [
            described(list_folder, sha256, is_active=False)
            for sha256 in stored(list_folder)
            if now is None or sha256 != now.sha256
        ]
        others.sort(key=added, reverse=True)
        found += [now, *others] if now is not None else others
    return tuple(found)


def added(snapshot: Snapshot) -> tuple[date, str]:
    """Return what orders snapshots by the day on which they were added."""
    known = snapshot.manifest
    return date.min if known is None else known.added_on, snapshot.sha256


def verify(folder: str | PathLike[str]) -> tuple[ListError, ...]:
    """Read every stored file anew; return what is not as it was accepted.

    Of a refused file only the checksum is compared.
    """
    return tuple(
        wrong for snapshot in held(folder) if (wrong := _damage(snapshot)) is not None
    )


def _damage(snapshot: Snapshot) -> ListError | None:
    found = snapshot.manifest
    try:
        if found is None or found.refused:
            checked_bytes(snapshot)
            return None
        wrong = contradictions(found, parsed(snapshot))
    except ListError as damage:
        return damage
    if not wrong:
        return None
    return ListError(
        snapshot.list_id,
        f"{snapshot.sha256[:12]}… is not as its manifest says: {'; '.join(wrong)};"
        " add the publisher's file again",
    )


def contradictions(found: Manifest, read: Parsed) -> tuple[str, ...]:
    """Name what a manifest says otherwise than its file, once that is read."""
    kinds = Counter(entity.kind.value for entity in read.entities)
    problems = []
    if found.entities != len(read.entities):
        problems.append(f"{len(read.entities)} entities, not {found.entities}")
    problems += [
        f"{kinds[kind]} of kind {kind}, not {found.kinds.get(kind, 0)}"
        for kind in sorted({*kinds, *found.kinds})
        if kinds[kind] != found.kinds.get(kind, 0)
    ]
    # A file without a date may have been dated by hand.
    if read.published is not None and found.published != read.published:
        problems.append(f"published {read.published}, not {found.published}")
    return tuple(problems)


def read_snapshot(snapshot: Snapshot) -> Watchlist:
    """Read a stored file; ``ChecksumError`` where it is not the one accepted."""
    read = parsed(snapshot)
    return Watchlist(
        snapshot.list_id,
        read.entities,
        published=snapshot.published,
        checked=snapshot.checked,
        sha256=snapshot.sha256,
        issues=read.issues,
        extract=snapshot.extract,
    )


def parsed(snapshot: Snapshot) -> Parsed:
    """Read a stored file as its publisher wrote it, whatever its manifest says."""
    return parsed_as(source_of(snapshot.list_id), checked_bytes(snapshot))


def checked_bytes(snapshot: Snapshot) -> bytes:
    """Return a stored file's bytes, if they are those that were accepted."""
    if snapshot.problem:
        raise ListError(snapshot.list_id, snapshot.problem)
    path = snapshot.path / FILE
    data = read_bytes(snapshot.list_id, path)
    actual = hashlib.sha256(data).hexdigest()
    if actual != snapshot.sha256:
        raise ChecksumError(snapshot.list_id, path, snapshot.sha256, actual)
    return data


def list_folders(folder: Path) -> Iterator[Path]:
    """Yield every folder of a list, sorted; a folder not yet made holds none."""
    if not folder.exists():
        return
    try:
        inside = sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError as wrong:
        raise ListError(folder.name, f"cannot be read: {wrong.strerror}") from None
    yield from inside


def current(list_folder: Path) -> Snapshot | None:
    """Return what the pointer points to; ``None`` where nothing was ever stored."""
    for pointer in (ACTIVE, EXTRACT):
        path = list_folder / pointer
        try:
            ordinary = path.is_file() or not path.exists()
            sha256 = path.read_bytes().decode("ascii").strip() if ordinary else ""
        except FileNotFoundError:
            continue
        except PermissionError:
            may_not = "you may not read it; let its owner give you the right to"
            return unusable(list_folder, may_not)
        except (OSError, UnicodeDecodeError):
            sha256 = ""
        if not is_sha256(sha256):
            return unusable(list_folder, f"the pointer {pointer} is damaged; {_MEND}")
        found = described(list_folder, sha256, is_active=True)
        if pointer == EXTRACT and found.manifest is not None and not found.extract:
            return unusable(
                list_folder, f"the pointer {pointer} is to no extract; {_MEND}"
            )
        return found
    if any(stored(list_folder)):
        return unusable(list_folder, f"none of the stored files is active; {_MEND}")
    return None


_MEND = "add the publisher's file again, or remove the folder"


def unusable(list_folder: Path, problem: str) -> Snapshot:
    """Return what stands for a list that is held and cannot be used, and why."""
    return Snapshot(
        list_id=list_folder.name,
        path=list_folder,
        sha256="",
        manifest=None,
        is_active=True,
        problem=problem,
    )


def described(list_folder: Path, sha256: str, *, is_active: bool) -> Snapshot:
    """Describe one stored file; what is wrong with it becomes its problem."""
    path = list_folder / sha256
    found, problem = _read(path)
    if found is not None and is_active and found.refused:
        problem = problem or "the manifest says that the file was refused"
    return Snapshot(
        list_id=list_folder.name,
        path=path,
        sha256=sha256,
        manifest=found,
        is_active=is_active,
        problem=problem and problem + _AGAIN * (problem != NEWER),
    )


def _read(path: Path) -> tuple[Manifest | None, str]:
    """Read a snapshot's manifest, and say what is wrong with it or its file."""
    found = None
    try:
        if is_misplaced(path):
            return None, no_folder(path)
        found = manifest.read(path / MANIFEST)
        size = (path / FILE).stat().st_size
    except OSError as wrong:
        return found, f"a stored file cannot be read: {wrong.strerror}"
    except codec.NewerError:
        return None, NEWER
    except ValueError:
        return None, "the manifest is damaged"
    if not (path / FILE).is_file():
        return found, "the file is no ordinary file"
    if found.sha256 != path.name:
        return found, "the manifest is another file's"
    if found.bytes != size:
        return found, f"the file has {size} bytes, its manifest says {found.bytes}"
    return found, ""


def is_misplaced(path: Path) -> bool:
    """Tell whether something else, or a link, stands where a snapshot should."""
    return path.is_symlink() or (path.exists() and not path.is_dir())


def no_folder(path: Path) -> str:
    """Say that something stands where a folder should, and what to do."""
    name = f"{path.name[:12]}…" if is_sha256(path.name) else path.name
    return f"{name} is no folder; remove it"


def stored(list_folder: Path) -> list[str]:
    """List what is stored; a folder without manifest is what a crash left."""
    return [
        path.name
        for path in sorted(list_folder.iterdir())
        if is_sha256(path.name) and (path / MANIFEST).exists()
    ]


def is_sha256(text: str) -> bool:
    """Tell whether a text is a sha256, as folders and pointers spell it."""
    return len(text) == 64 and set(text) <= set("0123456789abcdef")
