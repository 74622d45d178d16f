"""The file of an own list taken apart into rows, whichever of its forms it has."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

import attrs

from kycscreen import dates, spreadsheets
from kycscreen.errors import FormatError
from kycscreen.sources import archives, guard, strictcsv, strictjson
from kycscreen.sources.own import columns
from kycscreen.sources.own.columns import COLUMNS

Cells = Mapping[str, object]
"""What a row says, by column: text or, in JSON, whatever else stands there."""


@attrs.frozen
class Row:
    """One row, at its line; ``problem`` says why it cannot be taken apart."""

    line: int
    cells: Cells = attrs.field(factory=dict)
    problem: str = ""


@attrs.frozen
class Table:
    """What a file says of itself, and its rows."""

    said: Mapping[str, str]
    rows: Iterator[Row]


SAYS = ("published", "entities")
"""What may stand above the rows."""


def table(list_id: str, data: bytes) -> Table:
    """Take a file apart; ``FormatError`` where it cannot be trusted as a whole."""
    _check(list_id, data)
    data = archives.single(list_id, data)
    guard.check(list_id, data)
    head = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{"):
        return _of_json(list_id, data)
    if head.startswith(b"["):
        raise FormatError(list_id, "is one list of JSON; write each row as a line")
    return _of_csv(list_id, strictcsv.decoded(list_id, data))


def _check(list_id: str, data: bytes) -> None:
    """Refuse what a spreadsheet saves in its own ways, by their names in it."""
    is_new = archives.is_zip(data) and b"[Content_Types].xml" in data
    if is_new or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FormatError(list_id, f"is a workbook; {_SAVE}")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FormatError(list_id, f"is UTF-16 and not UTF-8; {_SAVE}")
    if data.startswith((b"\x1f\x8b", b"PK")):
        return
    try:
        data.decode()
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise FormatError(
            list_id, f"line {line} holds a letter that is not UTF-8; {_SAVE}"
        ) from None


_SAVE = 'save it as "CSV UTF-8" and add that'


def _of_json(list_id: str, data: bytes) -> Table:
    """Take JSON lines apart; the first may say something of the list."""
    numbered = strictjson.lines(list_id, data)
    line, first = next(numbered)
    if "id" not in first and first.keys() & set(SAYS):
        told = [_told(list_id, line, key, value) for key, value in first.items()]
        return Table(dict(told), _objects(list_id, numbered))
    return Table({}, _objects(list_id, chain([(line, first)], numbered)))


def _objects(
    list_id: str, numbered: Iterator[tuple[int, dict[str, object]]]
) -> Iterator[Row]:
    for line, cells in numbered:
        for key in cells:
            if key not in COLUMNS:
                raise _unknown(list_id, f"line {line} has a key", key)
        yield Row(line, cells)


def _unknown(list_id: str, what: str, name: str) -> FormatError:
    near = columns.nearest(columns.normal(name))
    meant = f"did you mean {near}? " if near else ""
    return FormatError(
        list_id, f"{what} {name[:40]!r} that we do not know; {meant}{_KNOWN}"
    )


_KNOWN = f"Known are {', '.join(COLUMNS)}"


def _told(list_id: str, line: int, key: str, value: object) -> tuple[str, str]:
    """Take what the file says of itself, if it says it properly."""
    if key not in SAYS:
        raise FormatError(
            list_id,
            f"line {line} says something of the list that we do not read; known are"
            " published: 2026-02-27 and entities: 6",
        )
    text = str(value)
    if key == "entities" and not re.fullmatch("[0-9]{1,9}", text):
        raise FormatError(list_id, f"line {line}: entities is no whole number")
    if key == "published" and not _is_day(text):
        raise FormatError(list_id, f"line {line}: published is no day as 2026-02-27")
    return key, text


def _is_day(text: str) -> bool:
    try:
        return dates.parse_iso(text).precision is dates.Precision.DAY
    except ValueError:
        return False


def _of_csv(list_id: str, text: str) -> Table:
    """Take CSV apart: Excel's ``sep=``, what is said of the list, a header, rows."""
    line, end = _line(text, 0)
    separators, above, begin = spreadsheets.separators(line), 1, 0
    if len(separators) == 1:
        above, begin = 2, end
    said: dict[str, str] = {}
    while begin < len(text):
        line, end = _line(text, begin)
        # A spreadsheet quotes the cell, and fills the line up to the last column.
        told = line.strip(f' \r\n"{spreadsheets.SEPARATORS}')
        if told and not told.startswith("#"):
            break
        if told:
            key, _, value = told.removeprefix("#").partition(":")
            key, value = _told(list_id, above, key.strip().casefold(), value.strip())
            if key in said:
                raise FormatError(list_id, f"line {above} says {key} again; remove one")
            said[key] = value
        above, begin = above + 1, end
    separator = max(separators, key=lambda one: _known(line, one))
    rows = strictcsv.parted(list_id, text[begin:], separator=separator, first=above)
    return Table(said, _rows(list_id, rows))


def _line(text: str, begin: int) -> tuple[str, int]:
    """Return the line of a text that begins there, and where it ends."""
    end = text.find("\n", begin) + 1 or len(text)
    return text[begin:end], end


def _known(line: str, separator: str) -> int:
    """Count the columns we know in a header, if that were the separator."""
    heads = (head.strip(' \r\n"') for head in line.split(separator))
    return sum(columns.normal(head) in COLUMNS for head in heads)


def _rows(list_id: str, rows: strictcsv.Rows) -> Iterator[Row]:
    line, heads = next(rows, (1, []))
    names = [columns.normal(head) for head in heads]
    if not set(names) & set(COLUMNS):
        raise FormatError(list_id, f"line {line} is no header line. {_KNOWN}")
    _check_header(list_id, line, names)
    for at, cells in rows:
        if len(cells) == len(names):
            yield Row(at, dict(zip(names, cells, strict=True)))
        else:
            yield Row(
                at,
                problem=f"has {len(cells)} cells where the header has {len(names)}; put"
                " quotes around a cell that holds a separator",
            )


def _check_header(list_id: str, line: int, names: list[str]) -> None:
    for place, name in enumerate(names, start=1):
        what = f"column {place} of the header at line {line}"
        if not name:
            raise FormatError(list_id, f"{what} is empty; name or remove it")
        if name not in COLUMNS:
            raise _unknown(list_id, f"{what} has a name", name)
        if name in names[: place - 1]:
            raise FormatError(list_id, f"{what} is a second {name}; remove one")
    for name in ("id", "kind"):
        if name not in names:
            raise FormatError(list_id, f"the header at line {line} has no {name}")
    if "name" not in names and "family" not in names:
        raise FormatError(list_id, f"the header at line {line} has no name, no family")
