"""Names of run folders, claimed: of two runs that want one name, one gets it.

A run writes in ``.NAME.PID.partial`` and holds a lock on it, which the operating
system lets go of when the process ends, however it ends: what nobody holds was
left by a dead one. That keeps its name if another can go on with it, and is removed
if not. Where folders cannot be locked, nothing is removed.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ENDING = ".partial"


_WRITTEN = "is being written by another run"

Keep = Callable[[Path], object]
"""Says of what a dead run left whether another can go on with it."""


class TakenError(Exception):
    """A name that another run has, or is about to have."""


@contextmanager
def claimed(path: Path, keep: Keep = lambda _: False) -> Iterator[Path]:
    """Give the folder in which the run ``path`` is written; ``TakenError`` if taken.

    What dead runs left beside it and nobody can go on with is removed first.
    """
    handles: list[int] = []
    try:
        # One at a time looks and claims; the lock on the partial outlives this one.
        with _alone_in(path.parent):
            _tidy(path.parent, keep)
            if path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise TakenError("exists already; name another with --output")
            for partial in partials(path.parent):
                if final(partial) == path:
                    raise TakenError(_taken(partial, keep))
            partial = path.with_name(f".{path.name}.{os.getpid()}{_ENDING}")
            partial.mkdir(mode=0o700)
            handles.extend(_locked(partial))
        yield partial
    finally:
        for handle in handles:
            os.close(handle)


@contextmanager
def retaken(partial: Path) -> Iterator[Path]:
    """Hold what a dead run left, to go on with it; ``TakenError`` if that one lives."""
    handles = _locked(partial)
    try:
        if not partial.is_dir():
            raise TakenError("was finished or removed meanwhile")
        if not handles and _CAN_LOCK:
            raise TakenError(_WRITTEN)
        yield partial
    finally:
        for handle in handles:
            os.close(handle)


def _taken(partial: Path, keep: Keep) -> str:
    if is_left(partial) and keep(partial):
        return (
            f"was interrupted: go on with --resume, or remove {partial} to begin anew"
        )
    return f"{_WRITTEN}; name another with --output"


def final(partial: Path) -> Path:
    """Return the folder that a partial one becomes."""
    return partial.with_name(partial.name[1:].rsplit(".", 2)[0])


def is_left(partial: Path) -> bool:
    """Whether nobody writes in a partial folder any more."""
    handles = _locked(partial)
    for handle in handles:
        os.close(handle)
    return bool(handles) or not _CAN_LOCK


def remove(partial: Path) -> None:
    """Remove a partial folder, or as much of it as can be."""
    with suppress(OSError):
        for path in partial.iterdir():
            path.unlink()
        partial.rmdir()


def partials(folder: Path) -> Iterator[Path]:
    """Return what runs that live or died are written in."""
    for path in sorted(folder.glob(f".*{_ENDING}")):
        of = path.name[1:].rsplit(".", 2)
        if path.is_dir() and len(of) == 3 and of[1].isdigit():
            yield path


def _tidy(folder: Path, keep: Keep) -> None:
    """Remove what killed runs left: nobody holds it, and nobody can go on with it."""
    for partial in partials(folder):
        for handle in _locked(partial):
            if not keep(partial):
                remove(partial)
            os.close(handle)


_CAN_LOCK = sys.platform != "win32"

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
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # its run has just ended
            return ()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return ()
        return (handle,)
