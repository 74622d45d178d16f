"""The results of a run as they grow, and what of them is finished.

After each piece of the book its screenings and refused rows are on the disk before
the journal says so: what it says is true, however the run ends. Who goes on cuts off
what comes behind.
"""

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import IO, Any, Self

import attrs

from kycscreen import codec
from kycscreen.book import Book, Refused
from kycscreen.runs.answering import Answer, Mark
from kycscreen.runs.cells import inert
from kycscreen.runs.manifest import REFUSED_AT_MOST, RunError
from kycscreen.runs.outcomes import NOBODY, Tally, added

SCHEMA = "kycscreen.journal/1"
JOURNAL = "journal.jsonl"
SCREENINGS = "screenings.jsonl"
REFUSED = "refused.csv"


@attrs.frozen(kw_only=True)
class Asked:
    """What a run was asked, and stays asked when another goes on with it.

    ``rests_on`` is the screening of an unknown client: lists, policy, day and engine.
    """

    book: str
    limit: int | None = None
    rests_on: str
    began: str


@attrs.frozen(kw_only=True)
class Finished:
    """What has been screened and written, from the beginning of the book.

    ``unclaimed`` counts the refused rows of nobody that stand in ``refused.csv``;
    ``sha256`` is that of so much of the screenings.
    """

    clients: int = 0
    rows: int = 0
    parties: int = 0
    pairs: int = 0
    outcomes: Tally = NOBODY
    rows_refused: int = 0
    unclaimed: int = 0
    screenings_bytes: int = 0
    refused_bytes: int = 0
    sha256: str = ""


class Journal:
    """The files of a run, open to be added to; ``begun`` and ``reopened`` make one.

    ``refused`` are the first rows that were; all of them are written where there is a
    file. Without ``asked`` nothing is written down of what is finished: nobody is to
    go on with such a run.
    """

    def __init__(
        self,
        place: Path,
        asked: Asked | None,
        book: Book,
        finished: Finished = Finished(),
        refused: Iterable[Refused] = (),
    ) -> None:
        """Open the files of a folder at their ends."""
        self.asked = asked
        self.finished = finished
        self.refused = list(refused)
        self.digest = hashlib.sha256()
        self.place = place
        self._unclaimed = book.unclaimed
        names = [SCREENINGS, *([REFUSED] if book.sha256 else [])]
        names += [JOURNAL] if asked is not None else []
        with ExitStack() as files:
            self._to = {
                name: files.enter_context((place / name).open("ab")) for name in names
            }
            self._files = files.pop_all()

    def __enter__(self) -> Self:
        """Hold the files open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the files."""
        self._files.close()

    def add(self, answer: Answer) -> None:
        """Write what came of a piece, and then that it is finished."""
        self._to[SCREENINGS].write(answer.lines)
        self.digest.update(answer.lines)
        refused = self._in_order(answer.refused)
        first = self._refuse(refused)
        done = self.finished
        self.finished = Finished(
            clients=done.clients + len(answer.marks),
            rows=done.rows + answer.rows,
            parties=done.parties + answer.parties,
            pairs=done.pairs + answer.pairs,
            outcomes=added(done.outcomes, answer.outcomes),
            rows_refused=done.rows_refused + len(answer.refused),
            unclaimed=done.unclaimed + len(refused) - len(answer.refused),
            screenings_bytes=self._to[SCREENINGS].tell(),
            refused_bytes=self._to[REFUSED].tell() if REFUSED in self._to else 0,
            sha256=self.digest.hexdigest(),
        )
        if self.asked is not None:
            self._say({"marks": answer.marks, "first": codec.to_plain(tuple(first))})

    def end(self) -> None:
        """Write the refused rows of nobody that are left, and close the files."""
        self._refuse(self._unclaimed[self.finished.unclaimed :])
        self._files.close()

    def replay(self) -> Iterator[tuple[bytes, Mark]]:
        """Return the line and the mark of every client that is finished."""
        if not self.finished.clients:
            return
        with (self.place / SCREENINGS).open("rb") as lines:
            for _, one in islice(_said(self.place), 1, None):
                for mark in one["marks"]:
                    yield next(lines), _mark(mark)

    def head(self) -> None:
        """Write the first line of the files that have one."""
        if REFUSED in self._to:
            self._to[REFUSED].write(_cells([("line", "client_id", "field", "problem")]))
        if self.asked is not None:
            text = codec.to_json(self.asked, schema=SCHEMA)
            self._to[JOURNAL].write(f"{text}\n".encode())

    def _say(self, more: dict[str, object]) -> None:
        for name in (SCREENINGS, REFUSED):
            _sync(self._to[name])
        text = codec.canonical({**codec.to_plain(self.finished), **more})
        self._to[JOURNAL].write(f"{text}\n".encode())
        _sync(self._to[JOURNAL])

    def _in_order(self, refused: Sequence[Refused]) -> list[Refused]:
        """Put among rows of clients those of nobody that stand before them."""
        left = iter(self._unclaimed[self.finished.unclaimed :] if refused else ())
        nobodys = next(left, None)
        merged: list[Refused] = []
        for row in refused:
            while nobodys is not None and nobodys.line < row.line:
                merged.append(nobodys)
                nobodys = next(left, None)
            merged.append(row)
        return merged

    def _refuse(self, rows: Sequence[Refused]) -> Sequence[Refused]:
        """Write refused rows, and return those that the manifest repeats."""
        first = rows[: REFUSED_AT_MOST - len(self.refused)]
        self.refused.extend(first)
        if REFUSED in self._to:
            cells = ((r.line, inert(r.client_id), r.field, r.problem) for r in rows)
            self._to[REFUSED].write(_cells(cells))
        return first


def begun(place: Path, asked: Asked | None, book: Book) -> Journal:
    """Begin the files of a run in an empty folder."""
    journal = Journal(place, asked, book)
    journal.head()
    return journal


def reopened(place: Path, book: Book) -> Journal:
    """Open the files of an interrupted run as they were after its last whole piece."""
    try:
        return _restored(place, book)
    except (ValueError, KeyError, TypeError, FileNotFoundError):
        raise RunError(
            place, "is damaged; remove it and screen the book anew"
        ) from None


def _restored(place: Path, book: Book) -> Journal:
    refused: list[Refused] = []
    finished = Finished()
    end = 0
    for line_end, plain in islice(_said(place), 1, None):
        del plain["marks"]
        rows = plain.pop("first")
        refused.extend(codec.from_plain(Refused, row) for row in rows)
        finished = codec.from_plain(Finished, plain)
        end = line_end
    _cut(place / JOURNAL, end)
    _cut(place / SCREENINGS, finished.screenings_bytes)
    _cut(place / REFUSED, finished.refused_bytes)
    with (place / SCREENINGS).open("rb") as lines:
        digest = hashlib.file_digest(lines, "sha256")
    if digest.hexdigest() != finished.sha256:
        raise ValueError("is not what the journal says")
    journal = Journal(place, left_by(place), book, finished, refused)
    journal.digest = digest
    return journal


def left_by(place: Path) -> Asked | None:
    """Return what an interrupted run was asked; nothing where no piece is finished."""
    try:
        said = list(islice(_said(place), 2))
        if len(said) < 2 or said[0][1].pop("schema") != SCHEMA:
            return None
        return codec.from_plain(Asked, said[0][1])
    except (OSError, ValueError, KeyError):
        return None


def _said(place: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Return what each whole line of a journal says, and where the line ends."""
    end = 0
    with (place / JOURNAL).open("rb") as file:
        for line in file:
            end += len(line)
            try:
                plain = codec.read(line)
            except ValueError:
                return  # the machine stopped in the middle of it
            if not line.endswith(b"\n") or not isinstance(plain, dict):
                return
            yield end, plain


def _cut(path: Path, size: int) -> None:
    if path.stat().st_size < size:
        raise ValueError
    os.truncate(path, size)


def _mark(plain: Any) -> Mark:
    return plain if isinstance(plain, int) else tuple(map(tuple, plain))


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _cells(rows: Iterable[Sequence[object]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
