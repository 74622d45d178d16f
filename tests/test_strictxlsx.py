import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest

from kycscreen.errors import FormatError
from kycscreen.sources import archives, strictxlsx
from tests.workbooks import FIRST, LINKS, SHARED, changed, made

BOOK = "xl/workbook.xml"
GOOD = made({"One": (("a", None, "b"), (None,), (1, 2.5, date(1962, 3, 14)))})


def rows(data: bytes, sheet: str = "One") -> list[tuple[int, tuple[str, ...]]]:
    return list(strictxlsx.sheets("dk_pep", data)[sheet])


def refusal(data: bytes) -> str:
    with pytest.raises(FormatError) as raised:
        strictxlsx.sheets("dk_pep", data)
    return str(raised.value)


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new, 1)

    return change


def in_sheet(old: bytes, new: bytes) -> bytes:
    return changed(GOOD, FIRST, replaced(old, new))


def test_rows_keep_their_numbers_and_cells_their_columns() -> None:
    assert rows(GOOD) == [(1, ("a", "", "b")), (3, ("1", "2.5", "1962-03-14"))]


def test_a_workbook_of_openpyxl_is_read_as_it_reads_it_itself() -> None:
    book = openpyxl.Workbook()
    values = ("x", 7, True, datetime(2020, 2, 29), "14.03.1962", None, "y")
    book.active.append(values)
    saved = io.BytesIO()
    book.save(saved)
    read = ("x", "7", "1", "2020-02-29", "14.03.1962", "", "y")
    assert rows(saved.getvalue(), "Sheet") == [(1, read)]


def test_text_is_one_line_and_excels_escapes_are_decoded() -> None:
    data = made({"One": (("Søren\xa0 \nExemple ", "a_x0041_b", "_xD800_"),)})
    assert rows(data) == [(1, ("Søren Exemple", "aAb", "_xD800_"))]


def test_runs_of_a_text_are_joined_without_their_pronunciation() -> None:
    runs = b"<si><r><t>Jean </t></r><r><t>Exemple</t></r><rPh><t>x</t></rPh></si>"
    data = changed(GOOD, SHARED, replaced(b"<si><t>a</t></si>", runs))
    assert rows(data)[0] == (1, ("Jean Exemple", "", "b"))


def test_a_text_may_stand_in_its_cell() -> None:
    inline = b't="inlineStr"><is><t>here</t></is>'
    assert rows(in_sheet(b't="s"><v>0</v>', inline))[0][1][0] == "here"


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (b"1", "1900-01-01"),
        (b"59", "1900-02-28"),
        (b"61", "1900-03-01"),
        (b"22719.5", "1962-03-14"),
        (b"1e9", "1e9"),
        (b"nan", "nan"),
    ],
)
def test_a_day_is_read_as_excel_counts_it(serial: bytes, day: str) -> None:
    data = in_sheet(b"<v>22719</v>", b"<v>" + serial + b"</v>")
    assert rows(data)[1][1][2] == day


def test_a_workbook_of_the_mac_counts_its_days_from_1904() -> None:
    data = changed(
        GOOD, BOOK, replaced(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    )
    assert rows(data)[1][1][2] == "1966-03-15"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (b"dd/mm/yyyy;@", "1962-03-14"),
        (b"[$-406]d. mmmm yyyy", "1962-03-14"),
        (b"0 &quot;days&quot;", "22719"),
        (b"hh:mm", "22719"),
        (b"[Red]0", "22719"),
    ],
)
def test_a_number_is_a_day_where_its_format_shows_one(code: bytes, shown: str) -> None:
    styles = replaced(b'formatCode="yyyy-mm-dd"', b'formatCode="' + code + b'"')
    assert rows(changed(GOOD, "xl/styles.xml", styles))[1][1][2] == shown


def test_excels_own_formats_need_no_code() -> None:
    styles = replaced(b'<xf numFmtId="164"', b'<xf numFmtId="14"')
    assert rows(changed(GOOD, "xl/styles.xml", styles)) == rows(GOOD)


def test_a_chart_is_no_sheet() -> None:
    kind = replaced(b"/worksheet", b"/chartsheet")
    assert strictxlsx.sheets("dk_pep", changed(GOOD, LINKS, kind)) == {}


def test_a_million_blank_rows_behind_the_last_value_are_not_read() -> None:
    blank = b"".join(b'<row r="%d"/>' % r for r in range(4, 1_048_475))
    assert rows(in_sheet(b"</sheetData>", blank + b"</sheetData>")) == rows(GOOD)


def test_the_dimension_that_a_sheet_claims_is_not_believed() -> None:
    data = in_sheet(b'ref="A1:C3"', b'ref="A1:A1"')
    assert rows(data) == rows(GOOD)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html>", "is a web page or XML"),
        (b"\xd0\xcf\x11\xe0", "an old Excel file"),
        (b"Navn;Titel", "is something else"),
        (archives.bundle({"a.csv": b"1"}), "no workbook"),
        (GOOD[: len(GOOD) // 2], "damaged zip archive"),
    ],
)
def test_A03_what_is_no_workbook_is_refused_by_what_it_is(
    data: bytes, says: str
) -> None:
    assert says in refusal(data)


@pytest.mark.parametrize("path", [FIRST, SHARED, BOOK, LINKS, "xl/styles.xml"])
def test_A14_A15_a_doctype_in_any_part_is_refused(path: str) -> None:
    def declared(part: bytes) -> bytes:
        entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        return entity + part[part.find(b"<?xml") + 1 and part.find(b"?>") + 2 :]

    assert "DOCTYPE" in refusal(changed(GOOD, path, declared))


@pytest.mark.parametrize("encoding", ["utf-16", "cp037"])
def test_A14_a_doctype_in_another_encoding_is_refused(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x []><worksheet/>'
    refusal(archives.bundle(archives.opened("x", GOOD) | {FIRST: xml.encode(encoding)}))


def test_A15_what_is_nested_deep_is_refused() -> None:
    deep = b"<a>" * 1_000 + b"<v>1</v>" + b"</a>" * 1_000
    assert "damaged" in refusal(in_sheet(b"<c ", deep + b"<c "))


def test_A16_a_bomb_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 20 * 2**20)
    assert "200 times its size" in refusal(packed.getvalue())


def test_A16_a_part_beyond_all_use_is_refused() -> None:
    value = b"<row><c><v>1</v></c></row></sheetData>"
    blank = b" " * strictxlsx.MAX_PART
    assert "more than 8 MB" in refusal(in_sheet(b"</sheetData>", blank + value))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'<row r="3">', b'<row r="1">', "row 1 behind row 2"),
        (b'<row r="3">', b'<row r="100001">', "row 100001 behind"),
        (b'<row r="3">', b'<row r="x">', "a row numbered 'x'"),
        (b'r="C1"', b'r="C3"', "a cell 'C3' in row 1"),
        (b'r="C1"', b'r="A1"', "the wrong place at A1"),
        (b'r="C1"', b'r="XFD1"', "the wrong place at XFD1"),
        (b't="s"><v>0', b't="s"><v>99', "no shared text 99"),
        (b't="s"><v>0', b't="q"><v>0', "the kind 'q'"),
        (b"<worksheet", b"<x:worksheet", "damaged"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(
    old: bytes, new: bytes, says: str
) -> None:
    assert says in refusal(in_sheet(old, new))


def test_rows_and_cells_without_numbers_follow_each_other() -> None:
    data = in_sheet(b'<row r="1">', b"<row>")
    data = changed(data, FIRST, replaced(b'<c r="A1"', b"<c"))
    assert rows(data) == rows(GOOD)


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (BOOK, b'r:id="rId1"', b"", "leads nowhere"),
        (BOOK, b"</sheets>", b'<sheet name="One"/></sheets>', "'One' twice"),
        (LINKS, b"sheet1.xml", b"sheet9.xml", "without its xl/worksheets/sheet9.xml"),
    ],
)
def test_a_workbook_whose_parts_do_not_meet_is_refused(
    path: str, old: bytes, new: bytes, says: str
) -> None:
    assert says in refusal(changed(GOOD, path, replaced(old, new)))


def test_a_workbook_holds_no_more_texts_than_any_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strictxlsx, "MAX_TEXTS", 1)
    assert "more than 1 texts" in refusal(GOOD)
