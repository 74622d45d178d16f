"""Names of run folders, claimed: of two runs that want one name, one gets it.

A run writes in ``.NAME.PID.partial`` and holds a lock on it, which the operating
system lets go of when the process ends, however it ends: what nobody holds was
left by a dead one. Where folders cannot be locked, a name that is claimed stays
so, and nothing is removed.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ENDING = ".partial"


class TakenError(Exception):
    """A name that another run has, or is about to have."""


@contextmanager
def claimed(path: Path) -> Iterator[Path]:
    """Give the folder in which the run ``path`` is written; ``TakenError`` if taken.

    What dead runs left beside it is removed first.
    """
    handles: list[int] = []
    try:
        # One at a time looks and claims; the lock on the partial outlives this one.
        with _alone_in(path.parent):
            _tidy(path.parent)
            if path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise TakenError("exists already")
            if any(final(partial) == path for partial in _partials(path.parent)):
                raise TakenError("is being written by another run")
            partial = path.with_name(f".{path.name}.{os.getpid()}{_ENDING}")
            partial.mkdir(mode=0o700)
            handles.extend(_locked(partial))
        yield partial
    finally:
        for handle in handles:
            os.close(handle)


def final(partial: Path) -> Path:
    """Return the folder that a partial one becomes."""
    return partial.with_name(partial.name[1:].rsplit(".", 2)[0])


def remove(partial: Path) -> None:
    """Remove a partial folder, or as much of it as can be."""
    with suppress(OSError):
        for path in partial.iterdir():
            path.unlink()
        partial.rmdir()


def _partials(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob(f".*{_ENDING}")):
        of = path.name[1:].rsplit(".", 2)
        if path.is_dir() and len(of) == 3 and of[1].isdigit():
            yield path


def _tidy(folder: Path) -> None:
    """Remove what runs left that were killed: nobody holds it any longer."""
    for partial in _partials(folder):
        for handle in _locked(partial):
            remove(partial)
            os.close(handle)


if sys.platform == "win32":

    @contextmanager
    def _alone_in(_folder: Path) -> Iterator[None]:
        yield

    def _locked(_folder: Path) -> tuple[int, ...]:
        return ()

else:
    import fcntl

    @contextmanager
    def _alone_in(folder: Path) -> Iterator[None]:
        """Wait for a folder and hold it; where that cannot be, go on without."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _locked(folder: Path) -> tuple[int, ...]:
        """Lock a folder and return the handle that holds it; none if it is held."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return ()
        return (handle,)
