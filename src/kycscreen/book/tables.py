"""Books as CSV: UTF-8, a header line, one row a party.

The separator (comma, semicolon or tab) is read off the header, or off the line
``sep=;`` that Excel may write before it. Columns stand in
any order and are found by name; one that we do not know refuses the file, since
a birth date left unread could be a false clear.
"""

import csv
from collections.abc import Iterator

from kycscreen.book.lines import Lines
from kycscreen.book.rows import COLUMNS, MANDATORY, Refused, Row, row, whose
from kycscreen.errors import BookError

_MAX_ROW = 1 << 20


def rows(file: str, lines: Lines) -> Iterator[Row | Refused]:
    """Read every row of a CSV file; ``BookError`` where its structure is broken."""
    columns, separator, above = _header(file, lines)
    start, held = above + 1, 0

    def fed() -> Iterator[str]:
        nonlocal held
        for text in lines:
            held += _MAX_ROW if text is None else len(text)
            if text is None or held > _MAX_ROW:
                raise BookError(file, f"line {start}: the row is longer than 1 MB")
            yield text

    reader = csv.reader(fed(), delimiter=separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # What follows a broken quote cannot be told apart into rows.
            raise BookError(
                file,
                f"line {start}: a quoted cell is not closed, is followed by text, or"
                " is too long; double the quotes that belong to a value",
            ) from None
        if any(cell.strip() for cell in cells):
            yield _row(start, columns, cells)
        start, held = reader.line_num + above + 1, 0


def _header(file: str, lines: Lines) -> tuple[tuple[str, ...], str, int]:
    """Return the columns, the separator and how many lines they took.

    Of the separators, the one under which most of the columns are known.
    """
    first, above = next(lines, ""), 1
    separators = _separator(first)
    if len(separators) == 1:
        first, above = next(lines, ""), 2
    if not first:
        raise BookError(file, "is empty" if first == "" else "its header is too long")

    def split(separator: str) -> tuple[str, ...]:
        cells = first.strip("\r\n").split(separator)
        return tuple(cell.strip(' "').casefold() for cell in cells)

    def known(separator: str) -> int:
        return len(set(split(separator)) & set(COLUMNS))

    separator = max(separators, key=known)
    columns = split(separator)
    # A file without a header opens with a party: its cells are not quoted here.
    if not known(separator):
        raise BookError(
            file, f"has no header line; its columns are {', '.join(COLUMNS)}"
        )
    for place, column in enumerate(columns, start=1):
        if not column:
            raise BookError(
                file, f"column {place} of the header is empty; name or remove it"
            )
        if column not in COLUMNS:
            raise BookError(
                file,
                f"column {place} has a name we do not know; rename or remove it,"
                f" known are {', '.join(COLUMNS)}",
            )
        if column in columns[: place - 1]:
            raise BookError(file, f"column {place} is a second {column}")
    missing = set(MANDATORY) - set(columns)
    if "family" in columns:
        missing.discard("name")
    if missing:
        raise BookError(file, f"has no column {', '.join(sorted(missing))}")
    return columns, separator, above


def _separator(line: str | None) -> str:
    """Return the separator that a line ``sep=`` tells, or all there are."""
    told = "" if line is None else line.strip("\r\n ").strip('"').casefold()
    # A separator that is a tab ends the line, as a blank might.
    named = told.removeprefix("sep=")
    return named if told.startswith("sep=") and named in (",", ";", "\t") else ",;\t"


def _row(line: int, columns: tuple[str, ...], cells: list[str]) -> Row | Refused:
    if len(cells) == len(columns):
        return row(line, dict(zip(columns, cells, strict=True)))
    # Beyond the fault every cell may stand under another column's name, and a
    # short row may be the tail of a value that holds an unquoted line break.
    is_told = columns[0] == "client_id" and len(cells) > len(columns)
    client_id = whose(cells[0]) if is_told else ""
    return Refused(
        line, "", f"has {len(cells)} cells and the header {len(columns)}", client_id
    )
