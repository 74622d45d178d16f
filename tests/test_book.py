"""Client files: every row is accepted or refused, and nothing of it is told."""

import ast
import csv
import hashlib
import io
import json
import pickle
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kycscreen import book
from kycscreen.book import columns as known
from kycscreen.book import reading, rows, tables
from kycscreen.errors import BookError
from kycscreen.facts import Kind
from kycscreen.parties import Party, Role

CASES = Path(__file__).parent / "cases" / "books.csv"
HEADER = "client_id,party_id,kind,role,name,birth_date,identifiers\n"
MARKER = "Zzyzxmarker"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_C10_a_client_file_is_read_or_refused_as_the_table_says(
    case: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / f"book{case['suffix']}"
    content: bytes = ast.literal_eval(f"b'{case['content']}'")
    path.write_bytes(content)
    if case["error"]:
        with pytest.raises(BookError) as refused:
            book.read(path)
        assert case["error"] in str(refused.value), case["why"]
        return
    read = book.read(path)
    found = ";".join(f"{row.line} {row.field}" for row in read.refused)
    assert found == case["refused"], case["why"]
    assert read.rows == int(case["rows"]), case["why"]
    assert " ".join(client.id for client in read.clients) == case["clients"]
    assert read.sha256 == hashlib.sha256(content).hexdigest()


def write(folder: Path, text: str, name: str = "book.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_every_column_reaches_its_field(tmp_path: Path) -> None:
    cells = {
        "client_id": "C-1",
        "party_id": "7",
        "kind": "person",
        "role": "shareholder|board_member",
        "name": " Jean  Exemple",
        "given": "Jean",
        "family": "Exemple",
        "patronymic": "Pierre",
        "other_names": "J. Exemple | Jean Exempel",
        "birth_date": "1962-03-14",
        "birth_place": "Lyon",
        "countries": "fi se",
        "nationalities": "fr",
        "gender": "m",
        "identifiers": "X1234567|Y7654321",
        "positions": "minister",
    }
    text = ",".join(cells) + "\n" + ",".join(cells.values()) + "\n"
    (client,) = book.read(write(tmp_path, text)).clients
    (party,) = client.parties
    assert (client.id, party.id, party.kind) == ("C-1", "7", Kind.PERSON)
    assert party.roles == {Role.SHAREHOLDER, Role.BOARD_MEMBER}
    assert party.name == " Jean  Exemple", "a name is kept as it was declared"
    assert dict(party.name_parts) == {
        "given": "Jean",
        "patronymic": "Pierre",
        "family": "Exemple",
    }
    assert party.other_names == (
        "J. Exemple", "Jean Exempel", "Jean Pierre Exemple",
    ), "the parts say more than the name"  # fmt: skip
    assert party.birth_date is not None
    assert str(party.birth_date.lo) == "1962-03-14"
    assert party.birth_place is not None
    assert party.birth_place.text == "Lyon"
    assert (party.countries, party.nationalities) == (("fi", "se"), ("fr",))
    assert party.genders == ("M",)
    assert len(party.identifiers) == 2
    assert party.positions == ("minister",)
    as_json = json.dumps({**cells, "role": cells["role"].split("|")}) + "\n"
    read = book.read(write(tmp_path, as_json, "book.jsonl"))
    assert list(read.clients) == [client]


def test_rows_of_one_party_are_joined(tmp_path: Path) -> None:
    text = HEADER + "C-1,7,person,shareholder,Jean Exemple,1962,\n"
    text += "C-1,7,person,client,Jean Exempel,1962-03-14,\n"
    (client,) = book.read(write(tmp_path, text)).clients
    (party,) = client.parties
    assert party.roles == {Role.SHAREHOLDER, Role.CLIENT}
    assert party.names == ("Jean Exemple", "Jean Exempel")


def test_a_row_that_contradicts_an_earlier_one_leaves_it_as_it_was(
    tmp_path: Path,
) -> None:
    text = (
        HEADER
        + "C-1,7,person,client,Jean Exemple,1962,\nC-1,7,person,client,Eva,1985,\n"
    )
    read = book.read(write(tmp_path, text))
    assert [party.name for party in next(iter(read.clients)).parties] == [
        "Jean Exemple"
    ]
    assert [(row.line, row.client_id) for row in read.refused] == [(3, "C-1")]


def test_the_reason_for_a_serial_date_says_so(tmp_path: Path) -> None:
    text = HEADER + "C-1,,person,client,Jean Exemple,23085,\n"
    (refused,) = book.read(write(tmp_path, text)).refused
    assert "serial number" in refused.problem


def test_a_very_large_cell_is_refused_and_a_very_large_row_ends_the_reading(
    tmp_path: Path,
) -> None:
    text = (
        HEADER
        + f"C-1,,person,client,{'x' * 20_000},,\nC-1,,person,client,Jean Exemple,,\n"
    )
    read = book.read(write(tmp_path, text))
    assert [(row.line, row.field) for row in read.refused] == [(2, "name")]
    for huge in ("x" * 10_000_000, '"' + "x\n" * 5_000_000 + '"'):
        text = (
            HEADER + f"C-1,,person,client,{huge},,\nC-1,,person,client,Jean Exemple,,\n"
        )
        with pytest.raises(BookError, match="line 2: "):
            book.read(write(tmp_path, text))


def test_a_very_large_or_deep_json_line_is_refused_by_its_number(
    tmp_path: Path,
) -> None:
    good = json.dumps(
        {"client_id": "C-1", "kind": "person", "role": "client", "name": "Jean Exemple"}
    )
    huge = json.dumps(
        {
            "client_id": "C-1",
            "kind": "person",
            "role": "client",
            "name": "x" * 3_000_000,
        }
    )
    many = json.dumps(
        {
            "client_id": "C-2",
            "kind": "person",
            "role": "client",
            "other_names": ["x"] * 501,
        }
    )
    text = "\n".join([good, huge, "[" * 100_000, many, good])
    read = book.read(write(tmp_path, text, "book.jsonl"))
    found = [(row.line, row.field, row.client_id) for row in read.refused]
    assert found == [(2, "", ""), (3, "", ""), (4, "other_names", "C-2")]
    assert read.rows == 5


def test_the_sha256_covers_lines_that_are_not_read(tmp_path: Path) -> None:
    path = write(tmp_path, "x" * 3_000_000 + "\n", "book.jsonl")
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert book.read(path).sha256 == expected


def test_a_file_that_is_not_there_is_a_book_error(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="cannot be read"):
        book.read(tmp_path / "book.csv")


SECRETS = [
    f"{MARKER},person",
    f"C-1,,{MARKER},client,X,,",
    f"C-1,,person,{MARKER},X,,",
    f"C-1,,person,client,{MARKER}\0,,",
    f"C-1,,person,client,{MARKER},{MARKER},",
    f"C-1,,person,client,{MARKER},,{MARKER}E+9",
    f"C-1,,person,client,{MARKER},,,,",
    f"C-1,,person,client,Exemple, {MARKER}",
    f"C-1,,organisation,client,{MARKER},1962-03-14,",
]


@pytest.mark.parametrize("row", SECRETS)
def test_D06_a_refusal_tells_no_value(row: str, tmp_path: Path) -> None:
    read = book.read(write(tmp_path, HEADER + row + "\nC-1,,person,client,X,,\n"))
    assert MARKER not in repr(read.refused)


@pytest.mark.parametrize(
    "text",
    [
        f"C-1,client,person,{MARKER}\n",
        f"client_id,role,kind,name,{MARKER}\n",
        f'client_id,role,kind,name\nC-1,client,person,{MARKER}\nC-1,client,person,"{MARKER}\n',
        f"client_id,role,kind,name\nC-1,client,person,{MARKER}\rX\n",
    ],
)
def test_D06_a_book_error_tells_no_value(text: str, tmp_path: Path) -> None:
    with pytest.raises(BookError) as refused:
        book.read(write(tmp_path, text))
    assert MARKER not in str(refused.value)


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\r"), max_size=8
) | st.sampled_from(["person", "organisation", "client", "1962", "C-1", "fi", ""])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=8), min_size=1, max_size=8))
def test_rows_in_are_rows_accepted_and_rows_refused(
    rows: list[list[str]], tmp_path: Path
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path = write(tmp_path, HEADER + text.getvalue())
    filled = sum(1 for row in rows if any(cell.strip() for cell in row))
    if not filled:
        with pytest.raises(BookError, match="holds no clients"):
            book.read(path)
        return
    read = book.read(path)
    known = {client.id for client in read.clients}
    assert read.rows == filled
    assert len(read.refused) <= read.rows
    assert {row.client_id for row in read.refused} <= known | {""}
    grouped = sum(len(group.rows) for group in read.groups)
    assert grouped + len(read.unclaimed) == read.rows
    parties = sum(len(client.parties) for client in read.clients)
    assert parties + len(read.refused) <= read.rows


TEXTS = st.sampled_from(
    [
        "", " ", "Jean Exemple", "EXEMPLE Jean", "Åsa Öberg", "#N/A", "a|b", " b | c ",
        "x\0", "Oy \ud800", "p" * 10_001, "fi", "fi se", "Costa Rica", "nowhere",
        "x #1", "1962-03-14", "1962", " 1962-03 ", "22719", "1962-02-30", "M", "female",
        "person", "organisation", "Person ", "robot", "client",
        "Board Member|shareholder", "1234567-1", "131052-308T", "556056-6258", "1.2E+9",
        "--", "Espoo, Finland",
    ]
) | st.none()  # fmt: skip
LIKELY = {
    "client_id": "C-1",
    "kind": "person",
    "role": "client",
    "name": "Jean Exemple",
}
CELLS = st.one_of(TEXTS, st.sampled_from([False, (), ("fi", "se"), ("x", False)]))


@given(data=st.data())
def test_a_row_is_read_quickly_as_it_is_read_plainly(data: st.DataObject) -> None:
    columns = tuple(data.draw(st.permutations(known.COLUMNS)))
    columns = columns[: data.draw(st.integers(1, len(columns)))]
    columns = tuple(dict.fromkeys((*columns, *LIKELY)))
    odd = data.draw(st.dictionaries(st.sampled_from(columns), CELLS, max_size=5))
    likely: dict[str, Any] = {**LIKELY, **odd}
    cells = [likely.get(column, "") for column in columns]
    plainly = rows.row(1, columns, cells)
    quickly = reading.reader(columns)(cells)
    if quickly is not None:
        assert isinstance(plainly, rows.Row)
        assert plainly.party is not None
        assert attrs.astuple(quickly) == attrs.astuple(plainly.party)
        assert repr(quickly) == repr(plainly.party)
    if not odd:
        assert quickly is not None


def test_a_made_party_is_written_as_one_that_is_read_quickly(tmp_path: Path) -> None:
    text = f"{HEADER}C-1,7,person,client,Jean Exemple,1962-03-14,131052-308T\n"
    (client,) = book.read(write(tmp_path, text)).clients
    made = Party.person(
        "Jean Exemple", role=Role.CLIENT, birth_date="1962-03-14", id="7",
        identifiers=["131052-308T"],
    )  # fmt: skip
    assert client.parties == (made,)
    assert hash(client.parties[0]) == hash(made)
    assert pickle.loads(pickle.dumps(client)) == client


WRITTEN = st.sampled_from(["a", "b c", "", "ab"]) | st.text('ab,"\n\r ;', max_size=5)


@given(
    table=st.lists(st.tuples(WRITTEN, WRITTEN, WRITTEN, WRITTEN), max_size=8),
    cuts=st.lists(st.booleans(), min_size=60, max_size=60),
)
def test_a_table_is_read_in_pieces_as_it_is_whole(
    table: list[tuple[str, ...]], cuts: list[bool]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    lines = io.StringIO(text.getvalue(), newline="\n").readlines()
    reader, expected, first = csv.reader(lines, strict=True), [], 2
    for cells in reader:
        if any(map(str.strip, cells)):
            expected.append((first, cells))
        first = reader.line_num + 2
    blocks = ["client_id,kind,role,name\n"]
    for line, is_cut in zip(lines, cuts, strict=False):
        blocks = [*blocks, line] if is_cut else [*blocks[:-1], blocks[-1] + line]
    _, batches = tables.raw("book.csv", iter(blocks))
    assert [of for batch in batches for _, of in batch] == expected
