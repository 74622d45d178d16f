"""The hits of a run as a table: every hit a row, and no cell a formula."""

import csv
import gzip
import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kycscreen import runs
from kycscreen.book import Book
from kycscreen.entities import ListedEntity
from kycscreen.facts import Kind
from kycscreen.lists import Watchlist
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.runs.hits import COLUMNS
from kycscreen.screen import Screener
from tests.test_runs import now

ON = date(2026, 6, 1)
LISTED = [
    ListedEntity(list_id="own", record_id=id, kind=Kind.PERSON, names=(name,))
    for id, name in (("1", "Jean Exemple"), ("2", "EXEMPLE, Jean"))
]
SCREENER = Screener(
    [Watchlist.of("own", LISTED, published=ON, checked=ON)],
    policy=Policy(required=()),
    on=ON,
)


def party(name: str, **more: Any) -> Party:
    roles = (Role.REPRESENTATIVE, Role.BENEFICIAL_OWNER)
    return Party.person(name, role=roles, **more)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Keep a run of three clients, of whom two have hits."""
    book = Book.of(
        [
            Client("=1+1", parties=[party("Jean Exemple", id="P-1")]),
            Client("C-2", parties=[party('"hits":[]', id="P-2")]),
            Client("C-3", parties=[party("Exemple Jean", id="P-3")]),
        ]
    )
    with (
        runs.folder(tmp_path / "run") as partial,
        runs.begun(partial, None, book) as journal,
    ):
        answers = runs.answers(SCREENER.screen_all, book)
        runs.write(journal, answers, book=book, now=now)
    return tmp_path / "run"


def written(run: Path, name: str) -> bytes:
    path = run.parent / name
    runs.write_hits(path, run)
    return path.read_bytes()


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def test_every_hit_is_a_row_in_the_order_of_the_book(run: Path) -> None:
    _, screenings = runs.read(run)
    hits = [hit for screening in screenings for hit in screening.hits]
    found = rows(written(run, "hits.csv"))
    assert tuple(found[0]) == COLUMNS
    assert [row["hit_id"] for row in found] == [hit.id for hit in hits]
    assert len(hits) == 4
    first, hit = found[0], hits[0]
    assert first["party_roles"] == "beneficial_owner|representative"
    assert first["matched_name"] == "Jean Exemple"
    assert (first["score"], first["name_score"]) == (str(hit.score), "100")
    assert first["fingerprint"] == hit.fingerprint
    codes = [reason.split(" ")[0] for reason in first["reasons"].split("|")]
    points = [int(reason.split(" ")[1]) for reason in first["reasons"].split("|")]
    assert codes == [reason.code for reason in hit.reasons]
    assert sum(points) == hit.score


def test_D03_no_cell_is_a_formula_and_machines_read_the_value_itself(run: Path) -> None:
    assert rows(written(run, "hits.csv"))[0]["client_id"] == "'=1+1"
    told = json.loads(written(run, "hits.jsonl").splitlines()[0])
    assert told["client_id"] == "=1+1"


def test_json_lines_say_the_same_as_the_table(run: Path) -> None:
    lines = [json.loads(line) for line in written(run, "hits.jsonl").splitlines()]
    for line, row in zip(lines, rows(written(run, "hits.csv")), strict=True):
        assert sorted(line) == sorted(COLUMNS)
        assert "|".join(line["reasons"]) == row["reasons"]
        assert str(line["score"]) == row["score"]


@pytest.mark.parametrize("name", ["hits.csv", "hits.jsonl"])
def test_a_packed_file_holds_the_same_and_is_the_same_every_time(
    name: str, run: Path
) -> None:
    packed = written(run, f"{name}.gz")
    assert gzip.decompress(packed) == written(run, name)
    assert written(run, f"other-{name}.gz") == packed


def test_parquet_holds_the_same(run: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    written(run, "hits.parquet")
    told = [json.loads(line) for line in written(run, "hits.jsonl").splitlines()]
    assert parquet.read_table(run.parent / "hits.parquet").to_pylist() == told


def test_without_pyarrow_a_parquet_is_refused_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(runs.RunError, match=r"pip install 'kycscreen\[parquet\]'"):
        runs.form_of(Path("hits.parquet"))


def test_a_form_that_is_none_is_refused() -> None:
    with pytest.raises(runs.RunError, match=r"hits\.xlsx: is none of \.csv, "):
        runs.form_of(Path("hits.xlsx"))


def test_a_run_without_hits_leaves_the_names_of_the_columns(tmp_path: Path) -> None:
    (tmp_path / "screenings.jsonl").write_bytes(b"")
    assert written(tmp_path, "hits.csv").decode().strip().split(",") == list(COLUMNS)
    assert written(tmp_path, "hits.jsonl") == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no /dev/full")
def test_a_file_that_cannot_be_written_is_told(run: Path, tmp_path: Path) -> None:
    (tmp_path / "full.csv").symlink_to("/dev/full")
    with pytest.raises(runs.RunError, match=r"full\.csv: cannot be written: No space"):
        runs.write_hits(tmp_path / "full.csv", run)
