"""Run folders: written under another name and renamed, so whole or not there."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.book import Book, Refused
from kycscreen.errors import KycScreenError
from kycscreen.runs import claims
from kycscreen.runs.outcomes import Screened, Tally, exit_code, standing, tally
from kycscreen.screen import ListUsed, Screening

SCHEMA = "kycscreen.run/1"
MANIFEST = "run.json"
SCREENINGS = "screenings.jsonl"
REFUSED = "refused.csv"
REPORT = "report.html"


class RunError(KycScreenError):
    """A run folder cannot be written or read."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: {problem}")
        self.folder = folder
        self.problem = problem


@attrs.frozen(kw_only=True)
class Run:
    """The manifest of a run: what was asked, with what, and how it came out.

    ``book`` is the sha256 of the client file, empty where one name was asked;
    ``screenings`` that of the results. ``rows`` are those of the file, ``parties``
    those screened, ``pairs`` the hits of all clients. Times are UTC.
    """

    engine: str
    policy: str
    alert_at: int
    on: str
    lists: tuple[ListUsed, ...]
    book: str
    rows: int
    refused: tuple[Refused, ...]
    clients: int
    parties: int
    pairs: int
    screenings: str
    outcomes: Tally
    exit_code: int
    began: str
    ended: str


@contextmanager
def folder(path: Path, *, numbered: bool = False) -> Iterator[Path]:
    """Give a folder to write in, which becomes ``path`` when all went well.

    The name is claimed at once: whoever comes second is refused, or with
    ``numbered`` gets the next free ``path-2``, ``path-3`` and so on. ``final`` says
    which it is.
    """
    with ExitStack() as claim:
        partial = _claimed(path, claim, numbered=numbered)
        try:
            yield partial
            _finish(partial)
        except OSError as wrong:
            claims.remove(partial)
            raise _unwritable(claims.final(partial), wrong) from None
        except BaseException:
            claims.remove(partial)
            raise


def _claimed(path: Path, claim: ExitStack, *, numbered: bool) -> Path:
    if not path.name:
        raise RunError(path, "is no name of a new folder; name another")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            name = path.name if number == 1 else f"{path.name}-{number}"
            try:
                return claim.enter_context(claims.claimed(path.with_name(name)))
            except claims.TakenError as taken:
                if not numbered:
                    raise RunError(
                        path, f"{taken}; name another with --output"
                    ) from None
        raise AssertionError("numbers do not end")
    except OSError as wrong:
        raise _unwritable(path, wrong) from None


def _finish(partial: Path) -> None:
    for file in partial.iterdir():
        _sync(file)
    partial.replace(claims.final(partial))


def _unwritable(path: Path, wrong: OSError) -> RunError:
    return RunError(
        path,
        f"cannot be written: {wrong.strerror or type(wrong).__name__}; no run was"
        " kept: make room, or name another folder with --output",
    )


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write(
    place: Path,
    screened: Iterable[Screened],
    *,
    book: Book,
    now: Callable[[], str],
    tell: Callable[[Screening], object] = lambda _: None,
) -> Run:
    """Write a run's files but for the report; ``tell`` is shown each screening."""
    began = now()
    parties = pairs = 0
    last: Screening | None = None
    refused = list(book.unclaimed)
    digest = hashlib.sha256()

    def standings() -> Iterator[str]:
        nonlocal last, parties, pairs
        for last, rows in screened:
            line = f"{last.to_json()}\n".encode()
            digest.update(line)
            file.write(line)
            refused.extend(rows)
            parties += len(last.parties)
            pairs += len(last.hits)
            tell(last)
            yield standing(last)

    with (place / SCREENINGS).open("wb") as file:
        outcomes = tally(standings())
    if last is None:
        raise RunError(place, "no client was screened")
    run = Run(
        engine=last.provenance.engine,
        policy=last.provenance.policy,
        alert_at=last.provenance.alert_at,
        on=last.provenance.on.isoformat(),
        lists=last.provenance.lists,
        book=book.sha256,
        rows=book.rows,
        refused=tuple(sorted(refused, key=lambda row: row.line)),
        clients=outcomes.clients,
        parties=parties,
        pairs=pairs,
        screenings=digest.hexdigest(),
        outcomes=outcomes,
        exit_code=exit_code(outcomes, book),
        began=began,
        ended=now(),
    )
    if book.sha256:
        _write_refused(place / REFUSED, run.refused)
    _write_manifest(place, run)
    return run


def failed(place: Path, run: Run) -> Run:
    """Record that a result could not be shown: the exit code is 1, whatever it was."""
    run = attrs.evolve(run, exit_code=1)
    _write_manifest(place, run)
    return run


def _write_manifest(place: Path, run: Run) -> None:
    text = codec.canonical({"schema": SCHEMA, **codec.to_plain(run)})
    (place / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _write_refused(path: Path, refused: Iterable[Refused]) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(("line", "client_id", "field", "problem"))
        for row in refused:
            rows.writerow((row.line, _cell(row.client_id), row.field, row.problem))


def _cell(text: str) -> str:
    """Keep a spreadsheet from running a value: it is text, whatever it opens with."""
    return f"'{text}" if text.startswith(tuple("=+-@\t\r\n＝＋－＠")) else text


def read(path: Path) -> tuple[Run, Iterator[Screening]]:
    """Read a run back: its manifest, and its screenings one by one."""
    try:
        plain = codec.read((path / MANIFEST).read_bytes())
        if not isinstance(plain, dict) or plain.pop("schema", None) != SCHEMA:
            raise RunError(path, f"is not {SCHEMA}")
        run = codec.from_plain(Run, plain)
    except OSError as wrong:
        raise RunError(path, f"is no run: {MANIFEST}: {wrong.strerror}") from None
    except ValueError:
        raise RunError(path, f"{MANIFEST} is damaged") from None
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
        raise RunError(path, f"{SCREENINGS} is not what {MANIFEST} says")


def _screening(path: Path, number: int, line: bytes) -> Screening:
    try:
        return Screening.from_json(line)
    except ValueError:
        raise RunError(path, f"{SCREENINGS} is damaged at line {number}") from None
