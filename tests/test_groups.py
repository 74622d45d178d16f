"""A book client by client: the same groups from any form of file, in bounded memory."""

import csv
import gzip
import hashlib
import io
import json
import os
import pickle
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kycscreen import book
from kycscreen.book import files
from kycscreen.errors import BookError
from kycscreen.parties import Client, Party

COLUMNS = (
    "client_id", "kind", "role", "name", "birth_date", "countries", "identifiers",
)  # fmt: skip
LINE_ENDS = "\r\n"
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters=LINE_ENDS), max_size=6
) | st.sampled_from(
    ["", " ", "#N/A", "fi", "fi|se", "1962-03-14", "Jean", "x\x85\u2028"]
)
ROW = st.tuples(
    st.sampled_from(["C-1", "C-2", "C-3", " C-1 ", "", "#REF!"]),
    st.sampled_from(["person", "organisation", "robot"]),
    st.sampled_from(["client", "client|shareholder", ""]),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
)
TABLES = st.lists(ROW, min_size=1, max_size=12)
Table = Sequence[Sequence[str]]


def as_csv(table: Table, columns: Sequence[str] = COLUMNS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([columns, *table])
    return text.getvalue().encode()


def as_jsonl(table: Table) -> bytes:
    rows = (dict(zip(COLUMNS, row, strict=True)) for row in table)
    return "".join(f"{json.dumps(_with_lists(row))}\n" for row in rows).encode()


def _with_lists(row: Mapping[str, str]) -> dict[str, object]:
    """Write several countries as a list, and leave out what is empty."""
    cells: dict[str, object] = {column: cell for column, cell in row.items() if cell}
    if "|" in row["countries"] and "\0" not in row["countries"]:  # it is refused
        cells["countries"] = [part.strip() for part in row["countries"].split("|")]
    return cells


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


Told = tuple[
    int, int, list[Client], list[tuple[int, str, str, str]], list[bytes], list[str]
]


def told(path: Path) -> Told:
    """Say all that a book says but its form; lines as places in the file."""
    read = book.read(path)
    header = path.name.startswith("book.csv")
    return (
        read.rows,
        len(read.clients),
        list(read.clients),
        [
            (row.line - header, row.field, row.problem, row.client_id)
            for row in read.refused
        ],
        [book.digest(group) for group in read.groups],
        [group.client_id for group in read.groups],
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES)
def test_C10_a_table_reads_the_same_from_every_form_of_file(
    table: Table, tmp_path: Path
) -> None:
    expected = told(written(tmp_path, "book.csv", as_csv(table)))
    assert told(written(tmp_path, "book.csv.gz", as_csv(table))) == expected
    for name in ("book.jsonl", "book.jsonl.gz", "book.ndjson", "book.ndjson.gz"):
        assert told(written(tmp_path, name, as_jsonl(table))) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES)
def test_C10_every_row_is_in_a_group_or_unclaimed(table: Table, tmp_path: Path) -> None:
    read = book.read(written(tmp_path, "book.csv", as_csv(table)))
    lines = [of[0] for group in read.groups for of in group.rows]  # type: ignore[index]  # none is refused for its shape
    assert sorted([*lines, *(row.line for row in read.unclaimed)]) == list(
        range(2, len(table) + 2)
    )
    assert read.rows == len(table)
    own = {row.line for group in read.groups for row in book.client_of(group)[1]}
    assert own | {row.line for row in read.unclaimed} == {r.line for r in read.refused}


def together(table: Table) -> list[Sequence[str]]:
    """Sort rows by client, in the order in which clients first appear."""
    first = list(dict.fromkeys(row[0].strip() for row in table))
    return sorted(table, key=lambda row: first.index(row[0].strip()))


def by_client(path: Path) -> list[tuple[Client, list[tuple[str, str]], bytes]]:
    return [
        (client, [(row.field, row.problem) for row in refused], book.digest(group))
        for group in book.read(path).groups
        for client, refused in [book.client_of(group)]
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES)
def test_rows_of_a_client_that_stand_apart_read_as_those_that_stand_together(
    table: Table, tmp_path: Path
) -> None:
    apart = written(tmp_path, "apart.csv", as_csv(table))
    sorted_ = written(tmp_path, "sorted.csv", as_csv(together(table)))
    assert by_client(apart) == by_client(sorted_)


def test_two_clients_of_one_hash_stay_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("C-1", "A"), ("C-2", "B"), ("C-2", "C"), ("C-3", "D"), ("C-1", "E")]
    table = [(id, "person", "client", name, "", "", "") for id, name in rows]
    path = written(tmp_path, "book.csv", as_csv(table))
    expected = told(path)
    monkeypatch.setattr(files, "hash", lambda _: 7, raising=False)
    assert told(path) == expected
    assert expected[-1] == ["C-1", "C-2", "C-3"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES, columns=st.permutations(range(len(COLUMNS))))
def test_a_digest_is_of_what_is_said_and_not_of_where_it_stands(
    table: Table, columns: list[int], tmp_path: Path
) -> None:
    read = book.read(written(tmp_path, "book.csv", as_csv(table)))
    turned = [["", *(row[place] for place in columns)] for row in table[::-1]]
    names = ["birth_place", *(COLUMNS[place] for place in columns)]
    other = book.read(written(tmp_path, "other.csv", as_csv(turned[::-1], names)))
    one, two = (list(map(book.digest, of.groups)) for of in (read, other))
    assert one == two


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES, data=st.data())
def test_rows_of_one_digest_make_the_same_parties_in_whatever_order(
    table: Table, data: st.DataObject, tmp_path: Path
) -> None:
    one = written(tmp_path, "one.csv", as_csv(table))
    other = written(tmp_path, "other.csv", as_csv(data.draw(st.permutations(table))))
    stood = {client.id: (client, digest) for client, _, digest in by_client(one)}
    for client, refused, digest in by_client(other):
        was, known = stood[client.id]
        if digest == known:
            assert sorted(was.parties, key=_id) == sorted(client.parties, key=_id)
        rows = sum(row[0].strip() == client.id for row in table)
        if rows == len(client.parties) and not refused:
            assert digest == known, "each row is a party of its own"


def _id(party: Party) -> str:
    return party.id


@pytest.mark.parametrize("name", ["Jean  EXEMPLE", ""])
def test_the_order_of_rows_that_are_one_partys_changes_its_digest(
    name: str, tmp_path: Path
) -> None:
    columns = ("client_id", "kind", "role", "name", "given", "family", "birth_place")
    table = [
        ("C-1", "person", "client", "Jean Exemple", "", "", "Oslo"),
        ("C-1", "person", "client", name, "Jean", "Exemple", "Lyon"),
    ]
    one, other = (
        next(iter(by_client(written(tmp_path, "book.csv", as_csv(of, columns)))))
        for of in (table, table[::-1])
    )
    assert one[0].parties != other[0].parties, "the first birth place counts"
    assert one[2] != other[2]


def test_a_digest_changes_with_every_cell(tmp_path: Path) -> None:
    row = ("C-1", "person", "client", "Jean Exemple", "1962", "fi|se", "X1234567")
    digests = set()
    for place in range(len(row)):
        changed = [*row[:place], f"{row[place]}9", *row[place + 1 :]]
        for table in ([row], [changed], [row, changed], [changed, row]):
            path = written(tmp_path, "book.csv", as_csv(table))
            digests |= set(map(book.digest, book.read(path).groups))
    # The row changed, alone, behind and before; of another name it may stand anywhere.
    of_cells = 3 * (len(row) - 1) - 1
    assert len(digests) == 1 + of_cells + 1, "and another client's"


def test_a_group_is_read_in_another_process_as_here(tmp_path: Path) -> None:
    table = [
        ("C-1", "person", "client", "Jean Exemple", "1962", "", ""),
        ("C-1", "robot", "client", "Jean Exemple", "1962", "", ""),
        ("C-1", "person", "client", "Jean", "Exemple", "", "", ""),
    ]
    (group,) = book.read(written(tmp_path, "book.csv", as_csv(table))).groups
    sent = pickle.loads(pickle.dumps(group))
    assert sent == group
    assert book.client_of(sent) == book.client_of(group)
    assert [row.line for row in book.client_of(sent)[1]] == [3, 4]


def test_a_file_that_changes_while_it_is_read_ends_the_reading(tmp_path: Path) -> None:
    row = ("C-1", "person", "client", "Jean Exemple", "", "", "")
    path = written(tmp_path, "book.csv", as_csv([row]))
    read = book.read(path)
    assert len(list(read.groups)) == len(list(read.groups)) == 1
    written(tmp_path, "book.csv", as_csv([("C-2", *row[1:])]))
    with pytest.raises(BookError, match="was changed.*begin again"):
        list(read.groups)
    written(tmp_path, "book.csv", as_csv([row]).replace(b"role,name", b"name,role"))
    with pytest.raises(BookError, match="was changed"):
        list(read.groups)


def test_a_client_that_is_made_elsewhere_is_a_book_as_well(tmp_path: Path) -> None:
    row = ("C-1", "person", "client|shareholder", "Jean Exemple", "1962", "fi", "")
    path = written(tmp_path, "book.csv", as_csv([row, ("C-2", *row[1:])]))
    clients = list(book.read(path).clients)
    refused = book.Refused(7, "kind", "is empty", "C-9"), book.Refused(8, "", "is odd")
    made = book.Book.of(clients, refused=refused)
    assert [client.id for client in made.clients] == ["C-1", "C-2", "C-9"]
    assert list(made.clients)[:2] == clients
    assert (made.unclaimed, made.refused) == (refused[1:], refused)


@pytest.mark.skipif(os.name != "posix", reason="pipes are those of POSIX")
def test_a_book_that_can_be_read_only_once_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "book.csv")
    (tmp_path / "folder.csv").mkdir()
    for name in ("book.csv", "folder.csv"):
        with pytest.raises(BookError, match="no ordinary file.*make it one"):
            book.read(tmp_path / name)


# what is packed


PLAIN = as_csv([("C-1", "person", "client", "Jean Exemple", "", "", "")] * 50)
PACKED = gzip.compress(PLAIN)
DAMAGED = {
    "empty": (b"", "is empty"),
    "not packed": (PLAIN, "not packed by gzip"),
    "cut off": (PACKED[:-9], "breaks off"),
    "without its checksum": (PACKED[:-4], "breaks off"),
    "only begun": (PACKED[:6], "breaks off"),
    "of another checksum": (PACKED[:-8] + b"1234" + PACKED[-4:], "is damaged"),
    "of another length": (PACKED[:-4] + b"1234", "is damaged"),
    "followed by text": (PACKED + b"client", "is damaged"),
    "followed by half a member": (PACKED + PACKED[:20], "breaks off"),
    "packed twice": (gzip.compress(PACKED), "is packed by gzip"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_A16_a_packed_book_that_is_damaged_is_refused(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.csv.gz"
    path.write_bytes(DAMAGED[name][0])
    with pytest.raises(BookError, match=DAMAGED[name][1]):
        book.read(path)


def test_A16_a_packed_book_of_several_members_is_read_whole(tmp_path: Path) -> None:
    half = len(PLAIN) // 2
    content = gzip.compress(PLAIN[:half]) + gzip.compress(PLAIN[half:]) + b"\0" * 99
    path = tmp_path / "book.csv.gz"
    path.write_bytes(content)
    read = book.read(path)
    assert (read.rows, len(read.clients)) == (50, 1)
    assert read.sha256 == hashlib.sha256(content).hexdigest()


def test_a_packed_book_under_the_name_of_a_plain_one_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes(PACKED)
    with pytest.raises(BookError, match=r"name it book\.csv\.gz"):
        book.read(path)


@pytest.mark.parametrize("filling", [b" ", b" " * 999 + b"\n"])
@pytest.mark.parametrize("name", ["book.csv.gz", "book.jsonl.gz"])
def test_A16_a_bomb_is_refused_in_little_memory(
    filling: bytes, name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    with gzip.open(path, "wb") as file:
        file.write(b"client_id,kind,role,name,birth_date,countries,identifiers\n")
        for _ in range(16):
            file.write(filling * (2**20 // len(filling)))
    tracemalloc.start()
    try:
        with pytest.raises(BookError, match="more than 100 times|longer than 1 MB"):
            book.read(path)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


# how much is held


def lines(clients: int) -> Iterator[bytes]:
    yield b"client_id,kind,role,name\n"
    for client in range(clients):
        for party in range(3):
            yield b"C-%d,person,client,Jean Exemple %d\n" % (client, party)


def peak(path: Path) -> int:
    tracemalloc.start()
    try:
        read = book.read(path)
        assert sum(1 for _ in read.groups) == len(read.groups)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["book.csv", "book.csv.gz", "book.jsonl"])
def test_a_large_book_is_read_in_little_memory(name: str, tmp_path: Path) -> None:
    peaks = []
    for clients in (6_000, 18_000):
        content = b"".join(lines(clients))
        if "jsonl" in name:
            rows = csv.DictReader(io.StringIO(content.decode()))
            content = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
        path = tmp_path / name
        path.write_bytes(gzip.compress(content) if ".gz" in name else content)
        peaks.append(peak(path))
    # Of each client eight bytes stay, in columns that grow by leaps.
    assert peaks[1] - peaks[0] < 12_000 * 8 * 3
    assert peaks[1] < 5_000_000


def test_what_stands_apart_is_all_that_is_held(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    one, *rest = chain(lines(10_000))
    path.write_bytes(b"".join([one, *rest, rest[0]]))
    read = book.read(path)
    assert [len(group.rows) for group in read.groups][:3] == [4, 3, 3]
    assert peak(path) < 6_000_000
