"""Run folders: written under another name and renamed, so whole or not there."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.book import Book
from kycscreen.errors import BookError
from kycscreen.runs import claims, journal, manifest
from kycscreen.runs.answering import Answer
from kycscreen.runs.journal import JOURNAL, REFUSED, SCREENINGS, Journal
from kycscreen.runs.manifest import MANIFEST, Run, RunError
from kycscreen.runs.outcomes import exit_code, reason
from kycscreen.screen import Provenance, Screening

REPORT = "report.html"

_ROOM = "no run was kept: make room, or name another folder with --output"
_ROOM_KEPT = "make room, and go on with --resume"
_TAKEN = "exists already; no run was kept: name another with --output"
_TAKEN_KEPT = "exists already; move it away, and go on with --resume"


@contextmanager
def folder(path: Path, *, numbered: bool = False) -> Iterator[Path]:
    """Give a folder to write in, which becomes ``path`` when all went well.

    The name is claimed at once: whoever comes second is refused, or with
    ``numbered`` gets the next free ``path-2``, ``path-3`` and so on. ``final`` says
    which it is.
    """
    with ExitStack() as claim:
        partial = _claimed(path, claim, numbered=numbered)
        with finished(partial):
            yield partial


@contextmanager
def finished(partial: Path) -> Iterator[None]:
    """Give a partial folder its name at the end; keep it if it can be gone on with."""
    final = claims.final(partial)
    try:
        yield
        for file in partial.iterdir():
            _sync(file)
        partial.replace(final)
    except BaseException as wrong:
        # A book that changed while it was read is no book of any screening.
        kept = not isinstance(wrong, BookError) and journal.left_by(partial)
        if not kept:
            claims.remove(partial)
        if isinstance(wrong, OSError) and wrong.errno in _NOT_FREE:
            raise RunError(final, _TAKEN_KEPT if kept else _TAKEN) from None
        if isinstance(wrong, OSError):
            told = _ROOM_KEPT if kept else _ROOM
            raise _unwritable(final, wrong, told) from None
        raise
    with suppress(OSError):
        (final / JOURNAL).unlink()


_NOT_FREE = (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR)
"""What systems say of a name that something else has got meanwhile."""


def _claimed(path: Path, claim: ExitStack, *, numbered: bool) -> Path:
    if not path.name:
        raise RunError(path, "is no name of a new folder; name another")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            name = path.name if number == 1 else f"{path.name}-{number}"
            try:
                return claim.enter_context(
                    claims.claimed(path.with_name(name), journal.left_by)
                )
            except claims.TakenError as taken:
                if not numbered:
                    raise RunError(path, str(taken)) from None
        raise AssertionError("numbers do not end")
    except OSError as wrong:
        raise _unwritable(path, wrong, "name another with --output") from None


def _unwritable(path: Path, wrong: OSError, told: str) -> RunError:
    return RunError(
        path, f"cannot be written: {wrong.strerror or type(wrong).__name__}; {told}"
    )


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write(
    journal: Journal,
    answers: Iterable[Answer],
    *,
    book: Book,
    now: Callable[[], str],
    tell: Callable[[Answer], object] = lambda _: None,
    clients_in: int | None = None,
) -> Run:
    """Write a run's files but for the report; ``tell`` is shown each answer.

    ``clients_in`` is how many clients there are, where those of the book are some.
    """
    began = now() if journal.asked is None else journal.asked.began
    limit = None if journal.asked is None else journal.asked.limit
    rests_on: Provenance | None = None
    for answer in answers:
        rests_on = answer.provenance
        journal.add(answer)
        tell(answer)
    journal.end()
    if rests_on is None:
        if journal.asked is None:
            raise RunError(claims.final(journal.place), "no client was screened")
        rests_on = Screening.from_json(journal.asked.rests_on).provenance
    done = journal.finished
    nobodys = len(book.unclaimed)
    run = Run(
        engine=rests_on.engine,
        policy=rests_on.policy,
        alert_at=rests_on.alert_at,
        on=rests_on.on.isoformat(),
        lists=rests_on.lists,
        book=book.sha256,
        limit=limit,
        rows=book.rows,
        rows_accepted=done.rows - done.rows_refused,
        rows_refused=done.rows_refused + nobodys,
        refused=tuple(journal.refused),
        clients_in=len(book.groups) if clients_in is None else clients_in,
        clients=done.clients,
        parties=done.parties,
        pairs=done.pairs,
        screenings=journal.digest.hexdigest(),
        outcomes=done.outcomes,
        exit_code=exit_code(done.outcomes, book),
        began=began,
        ended=now(),
    )
    _reconcile(claims.final(journal.place), run, len(book.groups))
    manifest.write(journal.place, run)
    return run


def _reconcile(place: Path, run: Run, clients: int) -> None:
    """Refuse counts that do not add up: something would have been lost on the way."""
    counted = run.rows_accepted + run.rows_refused
    whole = counted == run.rows or (run.is_part and counted < run.rows)
    asked = clients if run.limit is None else min(run.limit, clients)
    if not whole or run.clients != asked or run.outcomes.clients != asked:
        raise RunError(
            place,
            f"has {counted} of {run.rows} rows and {run.clients} of {asked} clients;"
            " nothing may be concluded. This is a fault of kycscreen: please report it",
        )


def nobody(book: Book, place: Path) -> str:
    """Say of a book without clients why that is, and where a run tells all of it."""
    first = book.unclaimed[0]
    return (
        f"{book.name or 'the book'}: no row says whose it is; line {first.line}:"
        f" {reason(first)}; all of them: {place / REFUSED}"
    )


def ended(place: Path, run: Run, exit_code: int) -> Run:
    """Record with what the command ends, where its clients alone do not tell it."""
    run = attrs.evolve(run, exit_code=exit_code)
    manifest.write(place, run)
    return run


def read(path: Path) -> tuple[Run, Iterator[Screening]]:
    """Read a run back: its manifest, and its screenings one by one."""
    run = manifest.read(path)
    return run, _screenings(path, run.screenings)


def _screenings(path: Path, sha256: str) -> Iterator[Screening]:
    digest = hashlib.sha256()
    try:
        with (path / SCREENINGS).open("rb") as file:
            for number, line in enumerate(file, start=1):
                digest.update(line)
                yield _screening(path, number, line)
    except OSError as wrong:
        raise RunError(path, f"{SCREENINGS}: {wrong.strerror}") from None
    if digest.hexdigest() != sha256:
        raise RunError(path, f"{SCREENINGS} is not what {MANIFEST} says; {_ANEW}")


def _screening(path: Path, number: int, line: bytes) -> Screening:
    try:
        return Screening.from_json(line)
    except codec.NewerError:
        raise RunError(path, f"{SCREENINGS} {codec.NEWER}") from None
    except ValueError:
        raise RunError(
            path, f"{SCREENINGS} is damaged at line {number}; {_ANEW}"
        ) from None


_ANEW = "put a copy of the run back, or screen the book once more"
