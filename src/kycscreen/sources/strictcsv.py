"""The one guarded way into a publisher's CSV file.

Columns are found by their names, wherever they stand. A row that is broken, or
longer or shorter than its header, refuses the file: what follows it cannot be
trusted to be what it seems.

>>> found = table("gb_uksl", rows("gb_uksl", b"Name,Id\\nJean Exemple,7\\n"), {"Id"})
>>> list(found.rows)
[(2, {'Name': 'Jean Exemple', 'Id': '7'})]
"""

import csv
import re
from collections.abc import Collection, Iterator
from io import StringIO

import attrs

from kycscreen.errors import FormatError
from kycscreen.sources import archives, guard

Rows = Iterator[tuple[int, list[str]]]
"""The line at which each row begins, and its cells."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@attrs.frozen
class Table:
    """The rows under a header: each with its line, and its cells by column."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, dict[str, str]]]


def rows(
    list_id: str, data: bytes, *, separator: str = ",", encoding: str = "utf-8-sig"
) -> Rows:
    """Yield every row that is not blank; ``FormatError`` where the file is broken."""
    yield from parted(list_id, decoded(list_id, data, encoding), separator=separator)


def parted(list_id: str, text: str, *, separator: str, first: int = 1) -> Rows:
    """Yield the rows of a text of which the ``first`` line has that number."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = first + reader.line_num
    except csv.Error as wrong:
        is_open = "unexpected end of data" in str(wrong)
        why = "a quotation mark that nothing closes" if is_open else str(wrong)
        raise FormatError(
            list_id, f"line {line} is damaged or cut off ({why}); fetch it again"
        ) from None


def decoded(list_id: str, data: bytes, encoding: str = "utf-8-sig") -> str:
    """Return the text of the bytes, which hold no character that no table has."""
    data = archives.single(list_id, data)
    guard.check(list_id, data)
    head = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"<", b"{", b"[")):
        what = "XML or a web page" if head.startswith(b"<") else "JSON"
        raise FormatError(list_id, f"is {what}, and should be CSV")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise FormatError(
            list_id,
            f"is not {encoding.removesuffix('-sig').upper()} at byte {wrong.start}",
        ) from None
    if found := _CONTROLS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise FormatError(
            list_id,
            f"line {line} holds the control character {ord(found[0]):#04x}, which no"
            " list does; fetch it again",
        )
    return text


def table(list_id: str, numbered: Rows, needed: Collection[str]) -> Table:
    """Take the next row for the header, in which each needed column must stand."""
    line, header = next(numbered, (0, []))
    columns = tuple(" ".join(cell.split()) for cell in header)
    missing = sorted(set(needed) - set(columns))
    if missing:
        at = f"the header at line {line}" if line else "the file"
        raise FormatError(
            list_id,
            f"{at} has no column {' and no '.join(missing)}; it is no {list_id}",
        )
    if len(set(columns)) < len(columns):
        twice = next(name for name in columns if columns.count(name) > 1)
        raise FormatError(list_id, f"the header at line {line} names {twice!r} twice")
    return Table(columns, _under(list_id, columns, numbered))


def _under(
    list_id: str, columns: tuple[str, ...], numbered: Rows
) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in numbered:
        if len(cells) != len(columns):
            raise FormatError(
                list_id,
                f"line {line} has {len(cells)} cells where the header has"
                f" {len(columns)}; fetch it again",
            )
        yield line, dict(zip(columns, cells, strict=True))
