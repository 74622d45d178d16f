"""The part of a file that is there while it is downloaded."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kycscreen.lists.fetching.editions import UNKNOWN


class Part:
    """What is there of a file, on disk, and whether it can be gone on with."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.forget()

    @classmethod
    @contextmanager
    def of(cls, folder: Path) -> Iterator["Part"]:
        """Write in a file of its own, which goes away whatever happens."""
        path = folder / f"{os.urandom(8).hex()}.part"
        try:
            with path.open("x+b") as file:
                yield cls(file)
        finally:
            path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Begin anew."""
        self.length = 0
        self.edition = UNKNOWN
        self.resumable = False
        self._file.seek(0)
        self._file.truncate()

    def add(self, piece: bytes) -> None:
        """Add what came next."""
        self._file.write(piece)
        self.length += len(piece)

    def read(self) -> bytes:
        """Return the whole."""
        self._file.seek(0)
        return self._file.read()
