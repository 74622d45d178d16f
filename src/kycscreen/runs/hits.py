"""The hits of a run as one table: CSV, JSON lines or Parquet, a row for each hit."""

import csv
import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import IO, Any

from kycscreen import codec
from kycscreen.match import Hit
from kycscreen.runs.cells import inert
from kycscreen.runs.journal import SCREENINGS
from kycscreen.runs.manifest import RunError
from kycscreen.screen import Screening

COLUMNS = (
    "hit_id",
    "subject",
    "client_id",
    "party_id",
    "party_kind",
    "party_roles",
    "party_name",
    "compared_name",
    "list_id",
    "record_id",
    "entity_kind",
    "matched_name",
    "score",
    "name_score",
    "identity",
    "pack",
    "reasons",
    "fingerprint",
)
FORMS = (".csv", ".csv.gz", ".jsonl", ".jsonl.gz", ".parquet")

_NUMBERS = frozenset({"score", "name_score"})
_NO_HITS = b'"hits":[]'  # no text can hold it: a quotation mark in one is escaped
_AT_ONCE = 10_000

Row = dict[str, Any]


def form_of(path: Path) -> str:
    """Return the form that a file's name asks for; ``RunError`` where that is none."""
    name = path.name.casefold()
    for form in reversed(FORMS):
        if name.endswith(form):
            break
    else:
        raise RunError(path, f"is none of {', '.join(FORMS)}")
    if form == ".parquet":
        try:
            import pyarrow  # noqa: F401 - only whether it is there
        except ImportError:
            raise RunError(
                path,
                "cannot be written without pyarrow: pip install 'kycscreen[parquet]',"
                " or name a .csv or .jsonl",
            ) from None
    return form


def write_hits(path: Path, run: Path) -> None:
    """Write the hits of a run's folder to a file, in the order of the book."""
    form = form_of(path)
    try:
        _write(path, form, run / SCREENINGS)
    except OSError as wrong:
        raise RunError(
            path, f"cannot be written: {wrong.strerror}; name another file"
        ) from None


def _write(path: Path, form: str, screenings: Path) -> None:
    with screenings.open("rb") as lines:
        rows = _rows(line for line in lines if _NO_HITS not in line)
        if form == ".parquet":
            _parquet(path, rows)
            return
        with _opened(path, packed=form.endswith(".gz")) as file:
            texts = _csv(rows) if form.startswith(".csv") else _jsonl(rows)
            for text in texts:
                file.write(text.encode())


def _rows(lines: Iterable[bytes]) -> Iterator[Row]:
    for line in lines:
        screening = Screening.from_json(line)
        subjects = {
            hit.id: together[0].id
            for together in screening.subjects
            for hit in together
        }
        for hit in screening.hits:
            yield _row(hit, subjects[hit.id])


def _row(hit: Hit, subject: str) -> Row:
    listed = hit.matched_name
    return {
        "hit_id": hit.id,
        "subject": subject,
        "client_id": hit.client_id,
        "party_id": hit.party.id,
        "party_kind": hit.party.kind.value,
        "party_roles": sorted(role.value for role in hit.party.roles),
        "party_name": hit.party.name,
        "compared_name": hit.party_name,
        "list_id": hit.entity.list_id,
        "record_id": hit.entity.record_id,
        "entity_kind": hit.entity.kind.value,
        "matched_name": listed.full if listed is not None else "",
        "score": hit.score,
        "name_score": hit.name_score,
        "identity": hit.identity.value,
        "pack": hit.pack,
        "reasons": [f"{reason.code} {reason.points:+d}" for reason in hit.reasons],
        "fingerprint": hit.fingerprint,
    }


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    text = StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow(map(_cell, row.values()))
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()  # the first line, where there is no hit


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "|".join(value)
    return inert(value) if isinstance(value, str) else value


def _jsonl(rows: Iterable[Row]) -> Iterator[str]:
    return (f"{codec.canonical(row)}\n" for row in rows)


@contextmanager
def _opened(path: Path, *, packed: bool) -> Iterator[IO[bytes]]:
    with ExitStack() as files:
        file: Any = files.enter_context(path.open("wb"))
        if packed:  # without name and time, so that equal hits are equal bytes
            file = files.enter_context(gzip.GzipFile("", "wb", fileobj=file, mtime=0))
        yield file


def _parquet(path: Path, rows: Iterator[Row]) -> None:
    import pyarrow
    from pyarrow import parquet

    kinds: dict[str, Callable[[], Any]] = dict.fromkeys(COLUMNS, pyarrow.string)
    kinds |= dict.fromkeys(_NUMBERS, pyarrow.int64)
    texts = pyarrow.list_(pyarrow.string())
    kinds |= dict.fromkeys(("party_roles", "reasons"), lambda: texts)
    schema = pyarrow.schema([(column, kinds[column]()) for column in COLUMNS])
    with path.open("wb") as file, parquet.ParquetWriter(file, schema) as table:
        while some := list(islice(rows, _AT_ONCE)):
            table.write_table(pyarrow.Table.from_pylist(some, schema=schema))
