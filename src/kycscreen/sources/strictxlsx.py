"""The one guarded way into a publisher's Excel workbook (XLSX).

A workbook is a zip archive of XML files: they come in through ``archives`` and
``opener``, with all that these refuse. A cell is text on one line, and a day in it
ISO text. The rows behind the last value, of which Excel may write a million, are
left out before the file is read.

No spreadsheet library reads it: those believe what a sheet says of its own length,
pass over a row whose number stood before, and expand entities.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from kycscreen.errors import FormatError
from kycscreen.sources import archives, guard, opener
from kycscreen.sources.texts import line

if TYPE_CHECKING:
    from lxml import etree

Row = tuple[int, tuple[str, ...]]
"""A row's number, and its cells up to the last that holds something."""

MAX_PART = 8 * 2**20
"""Bytes of a sheet up to its last value: ten thousand persons are about 3 MB."""
MAX_ROWS = 100_000
MAX_COLUMNS = 256
MAX_TEXTS = 500_000

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_LINKS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_BOOK = "xl/workbook.xml"
_DAYS = {14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}


@attrs.frozen(kw_only=True)
class _Book:
    """What the cells of a workbook are read by."""

    texts: tuple[str, ...]
    days: frozenset[int]
    first_day: date


def sheets(list_id: str, data: bytes) -> dict[str, tuple[Row, ...]]:
    """Return every sheet's rows that are not blank, by the sheet's name."""
    parts = _parts(list_id, data)
    named, first_day = _named(list_id, parts)
    links = tuple(_links(list_id, parts))
    paths = {link: path for link, kind, path in links if kind == "worksheet"}
    of_kind = {kind: path for _, kind, path in links}
    book = _Book(
        texts=_texts(list_id, parts.get(of_kind.get("sharedStrings", ""))),
        days=_days(list_id, parts.get(of_kind.get("styles", ""))),
        first_day=first_day,
    )
    return {
        name: tuple(_rows(list_id, _part(list_id, parts, paths[link]), book))
        for name, link in named.items()
        if link in paths
    }


def _parts(list_id: str, data: bytes) -> Mapping[str, bytes]:
    """Unpack a workbook; whatever is none is refused by what it is."""
    if not archives.is_zip(data):
        guard.check(list_id, data)
        head = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
        if head.startswith(b"<"):
            what = "a web page or XML"
        elif head.startswith(b"\xd0\xcf\x11\xe0"):
            what = "an old Excel file (.xls) or a locked one"
        else:
            what = "something else"
        raise FormatError(
            list_id, f"is {what}, and should be an Excel workbook (.xlsx)"
        )
    parts = archives.opened(list_id, data)
    if _BOOK not in parts:
        raise FormatError(list_id, f"is a zip archive without {_BOOK}: no workbook")
    return parts


def _part(list_id: str, parts: Mapping[str, bytes], path: str) -> bytes:
    if path not in parts:
        raise FormatError(list_id, f"is a workbook without its {path[:60]}")
    return parts[path]


def _records(
    list_id: str, xml: bytes, root: str, names: set[str], around: set[str] | None = None
) -> "Iterator[etree._Element]":
    """Yield the elements of those names, in a workbook's own namespace."""
    if len(xml) > MAX_PART:
        raise FormatError(
            list_id, f"has a part of more than {MAX_PART >> 20} MB; do not use it"
        )
    namespaces = _LINKS if root == "Relationships" else _MAIN
    for name, element in opener.records(
        list_id,
        xml,
        root=root,
        namespaces=namespaces,
        names=frozenset(names),
        around=frozenset(around or ()),
    ):
        if name in names:
            yield element


def _named(list_id: str, parts: Mapping[str, bytes]) -> tuple[dict[str, str], date]:
    """Return the links to the sheets by their names, and the day before day 1."""
    found: dict[str, str] = {}
    first_day = date(1899, 12, 30)  # Excel believes in 29 February 1900
    for element in _records(
        list_id, parts[_BOOK], "workbook", {"workbookPr", "sheets"}
    ):
        if element.get("date1904") in ("1", "true"):
            first_day = date(1904, 1, 1)
        for sheet in opener.children(element, "sheet"):
            name = line(sheet.get("name", ""))
            links = [v for k, v in sheet.attrib.items() if str(k).endswith("}id")]
            if name in found:
                raise FormatError(list_id, f"names the sheet {name[:60]!r} twice")
            if len(links) != 1:
                raise FormatError(list_id, f"leads nowhere for the sheet {name[:60]!r}")
            found[name] = str(links[0])
    return found, first_day


def _links(list_id: str, parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Yield each link from the workbook to a part: its id, kind and path."""
    xml = _part(list_id, parts, "xl/_rels/workbook.xml.rels")
    for link in _records(list_id, xml, "Relationships", {"Relationship"}):
        path = posixpath.normpath(posixpath.join("/xl", link.get("Target", "")))
        kind = link.get("Type", "").rpartition("/")[2]
        yield link.get("Id", ""), kind, path.lstrip("/")


def _texts(list_id: str, xml: bytes | None) -> tuple[str, ...]:
    """Return the texts that cells share, in the order of their numbers."""
    found: list[str] = []
    for shared in _records(list_id, xml, "sst", {"si"}) if xml else ():
        if len(found) == MAX_TEXTS:
            raise FormatError(list_id, f"holds more than {MAX_TEXTS} texts")
        found.append(_text(shared))
    return tuple(found)


def _text(element: "etree._Element") -> str:
    """Join a text's runs, without how they are pronounced."""
    runs = []
    for child in element:
        if opener.local(child) == "t":
            runs.append(child.text or "")
        elif opener.local(child) == "r":
            runs += [t.text or "" for t in opener.children(child, "t")]
    return line(re.sub("_x([0-9A-Fa-f]{4})_", _character, "".join(runs)))


def _character(escaped: re.Match[str]) -> str:
    """Decode a character as Excel escapes it; half a character stays as it is."""
    code = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def _days(list_id: str, xml: bytes | None) -> frozenset[int]:
    """Return the styles by which a number is shown as a day."""
    days, found = set(map(str, _DAYS)), set()
    names = {"numFmts", "cellXfs"}
    for element in _records(list_id, xml, "styleSheet", names) if xml else ():
        for number, child in enumerate(element):
            if opener.local(element) == "cellXfs":
                if child.get("numFmtId") in days:
                    found.add(number)
            elif _shows_day(child.get("formatCode", "")):
                days.add(child.get("numFmtId", ""))
    return frozenset(found)


def _shows_day(code: str) -> bool:
    """Tell whether a number's format has a day or a year in it, outside quotes."""
    return (
        re.search("(?i)[dy]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code)) is not None
    )


def _rows(list_id: str, xml: bytes, book: _Book) -> Iterator[Row]:
    before, whole = 0, _without_tail(xml)
    for row in _records(list_id, whole, "worksheet", {"row"}, {"sheetData"}):
        number = _number(list_id, row.get("r", str(before + 1)))
        if not before < number <= MAX_ROWS:
            raise FormatError(list_id, f"has row {number} behind row {before}")
        before = number
        cells = _cells(list_id, row, number, book)
        if cells:
            yield number, cells


def _without_tail(xml: bytes) -> bytes:
    """Leave out the rows behind the last value, in few steps."""
    end = xml.rfind(b"</", 0, max(0, xml.rfind(b"sheetData>")))
    last = max(xml.rfind(b"v>", 0, max(0, end)), xml.rfind(b"is>", 0, max(0, end)))
    begin = xml.find(b"row>", last, end) + len(b"row>")
    if last < 0 or not last < begin < end:
        return xml
    return xml[:begin] + xml[end:]


def _number(list_id: str, text: str) -> int:
    if not re.fullmatch("[0-9]{1,7}", text):
        raise FormatError(list_id, f"has a row numbered {text[:20]!r}")
    return int(text)


def _cells(
    list_id: str, row: "etree._Element", number: int, book: _Book
) -> tuple[str, ...]:
    """Return a row's cells, each in its column; blank ones at the end are none."""
    found: list[str] = []
    column = 0
    for cell in opener.children(row, "c"):
        at = cell.get("r")
        column = column + 1 if at is None else _column(list_id, at, number)
        value = _value(list_id, cell, book)
        if not value:
            continue
        if not len(found) < column <= MAX_COLUMNS:
            raise FormatError(
                list_id, f"has a value in the wrong place at {at or f'row {number}'}"
            )
        found += [""] * (column - len(found) - 1)
        found.append(value)
    return tuple(found)


def _column(list_id: str, at: str, number: int) -> int:
    """Return the number of the column that "AB12" stands in, 28."""
    place = re.fullmatch("([A-Z]{1,3})([0-9]{1,7})", at)
    if place is None or int(place[2]) != number:
        raise FormatError(list_id, f"has a cell {at[:20]!r} in row {number}")
    column = 0
    for letter in place[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def _value(list_id: str, cell: "etree._Element", book: _Book) -> str:
    """Return what a cell shows: its own text, one that is shared, a number, a day."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = opener.child(cell, "is")
        return "" if inline is None else _text(inline)
    own = opener.child(cell, "v")
    value = "" if own is None else line(own.text or "")
    if not value or kind in ("str", "b", "d", "e"):
        return value
    if kind == "s":
        if not re.fullmatch("[0-9]{1,9}", value) or int(value) >= len(book.texts):
            raise FormatError(
                list_id, f"has no shared text {value[:20]}; fetch it again"
            )
        return book.texts[int(value)]
    if kind != "n":
        raise FormatError(list_id, f"has a cell of the kind {kind[:20]!r}")
    style = cell.get("s", "0")
    is_day = style.isdecimal() and int(style) in book.days
    return _day(value, book.first_day) if is_day else value


def _day(value: str, first_day: date) -> str:
    """Return the ISO text of a day as Excel counts it; another number as it is."""
    try:
        days = int(float(value))
        if first_day.year < 1900 and days < 61:  # before its 29 February 1900
            days += 1
        return (first_day + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return value
