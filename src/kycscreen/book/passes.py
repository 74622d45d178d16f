"""One pass over a book's file, of any form: its columns, and some rows at a time."""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from kycscreen.book.rows import COLUMNS, Batch
from kycscreen.errors import BookError

Seen = Callable[[bytes], object]
Pass = tuple[tuple[str, ...], Iterator[Batch]]

_TEXTS = (".csv", ".jsonl", ".ndjson")
FORMS = (*_TEXTS, *(f"{suffix}.gz" for suffix in _TEXTS), ".parquet")


@contextmanager
def opened(path: Path, seen: Seen) -> Iterator[Pass]:
    """Open a book for one pass; ``seen`` is shown every byte of its file."""
    from kycscreen.book import gzips, lines, parquets, tables

    name = path.name.casefold()
    form = next((form for form in reversed(FORMS) if name.endswith(form)), "")
    if not form:
        raise BookError(path.name or str(path), f"is none of {', '.join(FORMS)}")
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # to open a pipe may take for ever
            raise BookError(
                path.name,
                "is no ordinary file, and a book is read more than once; make it one",
            )
        with path.open("rb", buffering=0) as stream:
            if form == ".parquet":
                yield parquets.raw(path.name, stream, seen)
                return
            chunks = _chunks(stream, seen)
            if form.endswith(".gz"):
                chunks = gzips.unpacked(path.name, chunks)
            blocks = lines.blocks(path.name, chunks)
            if form.startswith(".csv"):
                yield tables.raw(path.name, blocks)
            else:
                yield COLUMNS, lines.raw(blocks)
    except OSError as wrong:
        raise BookError(path.name, f"cannot be read: {wrong.strerror}") from None


def _chunks(stream: IO[bytes], seen: Seen) -> Iterator[bytes]:
    from kycscreen.book.lines import CHUNK

    for chunk in iter(partial(stream.read, CHUNK), b""):
        seen(chunk)
        yield chunk
