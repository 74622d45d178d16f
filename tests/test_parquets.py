"""Books as Parquet: the same as any other book, or refused with what to do."""

import csv
import io
import random
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kycscreen import book
from kycscreen.errors import BookError
from tests.test_groups import COLUMNS, TABLES, Table, as_csv, told, written

ROW = ("C-1", "person", "client", "Jean Exemple", "1962-03-14", "fi|se", "X1234567")


def write(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table(columns), path, **options)
    return path


def cells(table: Table) -> dict[str, list[str | None]]:
    return {
        column: [row[place] or None for row in table]
        for place, column in enumerate(COLUMNS)
    }


def one(folder: Path, **columns: Any) -> book.Book:
    """Read a book of one row, some of its columns made otherwise."""
    texts: dict[str, Any] = {**cells([ROW]), **columns}
    return book.read(write(folder / "one.parquet", texts))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES)
def test_C10_a_table_reads_the_same_from_parquet(table: Table, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    expected = told(written(tmp_path, "book.csv", as_csv(table)))
    columns: dict[str, Any] = cells(table)
    forms = [columns, {name: pa.array(of, pa.string()) for name, of in columns.items()}]
    forms.append({n: of.dictionary_encode() for n, of in forms[1].items()})
    forms.append({n: of.cast(pa.large_string()) for n, of in forms[1].items()})
    lists = [
        # What is refused is told as it stands.
        cell and ([cell] if "\0" in cell else [p.strip() for p in cell.split("|")])
        for cell in columns["countries"]
    ]
    forms.append({**forms[1], "countries": pa.array(lists, pa.list_(pa.string()))})
    for form in forms:
        path = write(tmp_path / "book.parquet", form)
        assert told(path) == expected


DAY = date(1962, 3, 14)
MIDNIGHT = datetime(1962, 3, 14)


@pytest.mark.parametrize("kind", ["date32", "date64"])
def test_a_date_is_a_birth_date(kind: str, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    read = one(tmp_path, birth_date=pa.array([DAY], getattr(pa, kind)()))
    (client,) = read.clients
    assert client.parties[0].birth_date is not None
    assert client.parties[0].birth_date.raw == "1962-03-14"


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC"])
def test_a_timestamp_at_midnight_is_a_birth_date_and_another_is_refused(
    unit: str, zone: str | None, tmp_path: Path
) -> None:
    pa = pytest.importorskip("pyarrow")
    kind = pa.timestamp(unit, zone)
    (client,) = one(tmp_path, birth_date=pa.array([MIDNIGHT], kind)).clients
    assert client.parties[0].birth_date is not None
    assert client.parties[0].birth_date.lo == DAY
    late = pa.array([MIDNIGHT + timedelta(hours=22)], kind)
    (refused,) = one(tmp_path, birth_date=late).refused
    assert (refused.line, refused.field, refused.client_id) == (1, "birth_date", "C-1")


def test_nothing_is_absent(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    read = one(
        tmp_path,
        birth_date=pa.array([None], pa.date32()),
        identifiers=pa.array([None], pa.null()),
        countries=pa.array([[]], pa.list_(pa.string())),
    )
    ((party,),) = (client.parties for client in read.clients)
    assert (party.birth_date, party.identifiers, party.countries) == (None, (), ())


def test_a_list_that_holds_nothing_for_a_text_is_refused(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    countries = pa.array([["fi", None]], pa.list_(pa.string()))
    (refused,) = one(tmp_path, countries=countries).refused
    assert (refused.field, refused.problem) == (
        "countries", "holds something that is not text",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("identifiers", [19620314]),
        ("birth_date", [1962]),
        ("birth_date", [1962.0]),
        ("name", [b"Jean"]),
        ("name", [DAY]),
        ("name", [["Jean"]]),
        ("countries", [[["fi"]]]),
        ("kind", [True]),
        ("countries", [{"code": "fi"}]),
    ],
)
def test_C10_a_column_that_holds_no_texts_refuses_the_file(
    column: str, values: list[object], tmp_path: Path
) -> None:
    with pytest.raises(BookError, match=f"column {column} is of type .*; write it as"):
        one(tmp_path, **{column: values})


def test_columns_are_those_of_any_book(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="column 8 has a name we do not know"):
        one(tmp_path, dob=["1962"])
    path = write(tmp_path / "a.parquet", {"client_id": ["C-1"], "kind": ["person"]})
    with pytest.raises(BookError, match="has no column name, role"):
        book.read(path)
    cells = dict.fromkeys(("client_id", "knd", "role", "name"), ["C-1"])
    path = write(tmp_path / "slip.parquet", cells)
    with pytest.raises(
        BookError, match="has no column kind, and column 2 has a name we do not know"
    ):
        book.read(path)
    assert one(tmp_path, **{" Gender ": ["M"]}).rows == 1


def test_blank_rows_are_not_counted_but_have_their_number(tmp_path: Path) -> None:
    rows: Sequence[Sequence[str]] = [("",) * 7, ROW, (" ",) * 7, ("C-2", "x", *ROW[2:])]
    read = book.read(write(tmp_path / "a.parquet", cells(rows)))
    assert read.rows == 2
    assert [(row.line, row.field) for row in read.refused] == [(4, "kind")]


def test_parquet_without_pyarrow_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "book.parquet").write_bytes(b"PAR1")
    with pytest.raises(BookError, match=r"pip install 'kycscreen\[parquet\]'"):
        book.read(tmp_path / "book.parquet")


def test_A16_a_damaged_parquet_file_is_refused_or_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", cells([ROW] * 3), write_page_checksum=True)
    good = path.read_bytes()
    dice = random.Random(1)
    refused = 0
    for _ in range(300):
        place = dice.randrange(len(good))
        changed = good[:place] + bytes([dice.randrange(256)]) + good[place + 1 :]
        path.write_bytes(changed if dice.random() < 0.8 else good[:place])
        try:
            assert book.read(path).rows == 3
        except BookError:
            refused += 1
    assert refused > 100


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1PAR1", b"client_id,kind\n"])
def test_A16_what_is_no_parquet_file_is_refused(content: bytes, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(BookError, match="damaged, encrypted or no Parquet"):
        book.read(tmp_path / "a.parquet")


def test_a_large_parquet_file_is_read_batch_by_batch(tmp_path: Path) -> None:
    table = [
        (f"C-{n // 3}", *ROW[1:3], f"Jean Exemple {n}", *ROW[4:]) for n in range(5_000)
    ]
    path = write(tmp_path / "a.parquet", cells(table), row_group_size=1_700)
    read = book.read(path)
    assert (read.rows, len(read.clients), read.refused) == (5_000, 1_667, ())
    csv_ = io.StringIO()
    csv.writer(csv_).writerows([COLUMNS, *table])
    other = book.read(written(tmp_path, "a.csv", csv_.getvalue().encode()))
    assert list(map(book.digest, read.groups)) == list(map(book.digest, other.groups))
