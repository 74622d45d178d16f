"""One writer at a time: a lock that a killed process cannot leave behind.

The operating system holds the lock for as long as the process lives, so there is
nothing to expire and nothing to take over; the file says whose it is.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kycscreen.errors import StoreError


@contextmanager
def held(
    list_id: str, folder: Path, *, name: str = "lock", doing: str = "changed"
) -> Iterator[None]:
    """Hold a list's folder for writing; ``StoreError`` while another process does."""
    with ExitStack() as held:
        try:
            held.enter_context(alone(folder / name, doing=doing))
        except ValueError as wrong:
            raise StoreError(list_id, str(wrong)) from None
        yield


@contextmanager
def alone(path: Path, *, doing: str = "changed") -> Iterator[None]:
    """Hold a lock; ``ValueError`` says which process has it."""
    handle = _opened(path)
    try:
        if not _locked(handle):
            raise ValueError(
                f"is being {doing} by process {_owner(path)}; wait until it has ended"
            )
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    """Open the lock itself: what a link points to is not ours to write in."""
    if not path.is_symlink():
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return handle
        os.close(handle)
    raise ValueError(f"{path} is no ordinary file; remove it")


_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)  # Windows has none


def _owner(path: Path) -> str:
    return path.read_text("ascii", "replace").strip()[:20] or "another"


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        """Lock a byte far behind the text, which stays readable."""
        os.lseek(handle, 2**20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
