"""One pass over a book's file, of any form: its columns, and some rows at a time."""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from kycscreen.book.columns import COLUMNS
from kycscreen.book.rows import Batch
from kycscreen.errors import BookError

Seen = Callable[[bytes], object]
Pass = tuple[tuple[str, ...], Iterator[Batch]]

_TEXTS = (".csv", ".jsonl", ".ndjson")
FORMS = (*_TEXTS, *(f"{suffix}.gz" for suffix in _TEXTS), ".parquet")
"""What the names of books end in that hold a row for each party."""


@contextmanager
def opened(path: Path, seen: Seen) -> Iterator[Pass]:
    """Open a book for one pass; ``seen`` is shown every byte of its file."""
    from kycscreen.book import gzips, lines, parquets, tables

    name = path.name.casefold()
    form = next((form for form in reversed(FORMS) if name.endswith(form)), "")
    if not form:
        known = ", ".join((*FORMS, ".json"))
        raise BookError(path.name or str(path), f"is none of {known}")
    with stream(path) as file:
        if form == ".parquet":
            yield parquets.raw(path.name, file, seen)
            return
        chunks = pieces(file, seen)
        if form.endswith(".gz"):
            chunks = gzips.unpacked(path.name, chunks)
        blocks = lines.blocks(path.name, chunks)
        if form.startswith(".csv"):
            yield tables.raw(path.name, blocks)
        else:
            yield COLUMNS, lines.raw(blocks)


@contextmanager
def stream(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that can be read more than once; ``BookError`` where it cannot."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # to open a pipe may take for ever
            raise BookError(
                path.name,
                "is no ordinary file, and a book is read more than once; make it one",
            )
        with path.open("rb", buffering=0) as file:
            yield file
    except OSError as wrong:
        raise BookError(path.name, f"cannot be read: {wrong.strerror}") from None


def pieces(stream: IO[bytes], seen: Seen) -> Iterator[bytes]:
    """Yield a file's bytes piece by piece, each of which is shown to ``seen``."""
    from kycscreen.book.lines import CHUNK

    for chunk in iter(partial(stream.read, CHUNK), b""):
        seen(chunk)
        yield chunk
