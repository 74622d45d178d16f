"""The guarded way into a publisher's CSV: what is read, and what is refused (A18)."""

from collections.abc import Collection

import pytest

from kycscreen.errors import FormatError
from kycscreen.sources import strictcsv

HEADER = b"Id,Name,Born\n"


def read(data: bytes, needed: Collection[str] = ("Id",)) -> list[dict[str, str]]:
    found = strictcsv.table("gb_uksl", strictcsv.rows("gb_uksl", data), needed)
    return [row for _, row in found.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(FormatError) as raised:
        read(data)
    return str(raised.value)


def test_cells_are_found_by_the_names_of_their_columns() -> None:
    straight = read(HEADER + b"7,Jean Exemple,1962\n")
    assert straight == [{"Id": "7", "Name": "Jean Exemple", "Born": "1962"}]
    assert read(b"Born,Id,Name\n1962,7,Jean Exemple\n") == straight


def test_a_row_says_on_which_line_it_begins() -> None:
    data = HEADER + b'1,"a\nb",\n\n2,c,\n'
    assert [line for line, _ in strictcsv.rows("gb_uksl", data)] == [1, 2, 5]


def test_a_table_says_which_columns_it_has() -> None:
    rows = strictcsv.rows("gb_uksl", b" Name \t 1 ,Id\n")
    assert strictcsv.table("gb_uksl", rows, ["Id"]).columns == ("Name 1", "Id")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"\x1f\x8bxx", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"<html>no</html>", "XML or a web page"),
        (b'{"error": 429}', "JSON"),
        (b"Identity,Name\n7,x\n", "the header at line 1 has no column Id"),
        (b"Id,Id\n7,7\n", "names 'Id' twice"),
        (HEADER + b"7,x\n", "line 2 has 2 cells where the header has 3"),
        (HEADER + b"7,x,,\n", "line 2 has 4 cells"),
        (HEADER + b'7,x,\n8,"y,\n', "line 3 is damaged or cut off"),
        (HEADER + b'7,"x"y,\n', "line 2 is damaged"),
        (HEADER + b"7,x\x00,\n", "line 2 holds the control character 0x00"),
        (HEADER + b"7,x,\n\x1a\n8,y,\n", "line 3 holds the control character 0x1a"),
        (HEADER + b"7," + b"x" * 200_000 + b",\n", "line 2 is damaged"),
        (HEADER + "7,Åsa,\n".encode("cp1252"), "not UTF-8 at byte 15"),
        ((HEADER + b"7,x,\n").decode().encode("utf-16"), "not UTF-8 at byte 0"),
    ],
)
def test_A18_a_table_that_is_damaged_is_refused_by_its_place(
    data: bytes, says: str
) -> None:
    assert says in refusal(data)


def test_A17_a_mark_of_the_encoding_and_quoted_lines_are_read() -> None:
    data = b"\xef\xbb\xbf" + HEADER + b'7,"Jean\r\nExemple",\r\n'
    assert read(data) == [{"Id": "7", "Name": "Jean\r\nExemple", "Born": ""}]


def test_A17_another_encoding_is_read_where_it_is_declared() -> None:
    rows = strictcsv.rows(
        "gb_ofsi", "Åsa;1\n".encode("cp1252"), separator=";", encoding="cp1252"
    )
    assert list(rows) == [(1, ["Åsa", "1"])]
