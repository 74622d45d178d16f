"""Books as CSV: UTF-8, a header line, one row a party.

The separator (comma, semicolon or tab) is read off the header, or off the line
``sep=;`` that Excel may write before it. Columns stand in
any order and are found by name; one that we do not know refuses the file, since
a birth date left unread could be a false clear.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import chain

from kycscreen.book.lines import MAX_LINE, Blocks
from kycscreen.book.rows import COLUMNS, Raw, Refused, check_columns, whose
from kycscreen.errors import BookError


def raw(file: str, blocks: Blocks) -> tuple[tuple[str, ...], Iterator[Raw]]:
    """Return the columns of a CSV file and its rows.

    ``BookError`` where its structure is broken.
    """
    feed = _Feed(file, blocks)
    lines = chain.from_iterable(map(StringIO, feed.texts()))
    columns, separator, above = _header(file, lines)
    return columns, _raw(file, columns, separator, above, feed, lines)


class _Feed:
    """The text that a reader of rows asks for, and where the reader is."""

    def __init__(self, file: str, blocks: Blocks) -> None:
        self._file, self._blocks = file, blocks
        self.start = 1

    def texts(self) -> Iterator[str]:
        """Yield piece after piece, while no row is too long to be held."""
        start = held = 0
        for text in self._blocks:
            # A row that began before the piece is not longer than what came since.
            held = held if start == self.start else 0
            if text is None or held > MAX_LINE:
                raise BookError(
                    self._file, f"line {self.start}: the row is longer than 1 MB"
                )
            held, start = held + len(text), self.start
            yield text


def _raw(
    file: str,
    columns: tuple[str, ...],
    separator: str,
    above: int,
    feed: _Feed,
    lines: Iterator[str],
) -> Iterator[Raw]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    wide, place = len(columns), columns.index("client_id")
    feed.start = start = above + 1
    last, client_id = "", ""
    try:
        for cells in reader:
            line, feed.start = start, (start := reader.line_num + above + 1)
            if len(cells) == wide:
                cell = cells[place]
                if cell != last:  # the parties of a client stand together, mostly
                    last, client_id = cell, whose(cell)
                if client_id or any(map(str.strip, cells)):
                    yield line, client_id, cells
            elif any(map(str.strip, cells)):
                yield _misshapen(line, columns, cells)
    except csv.Error:
        # What follows a broken quote cannot be told apart into rows.
        raise BookError(
            file,
            f"line {start}: a quoted cell is not closed, is followed by text, or"
            " is too long; double the quotes that belong to a value",
        ) from None


def _header(file: str, lines: Iterator[str]) -> tuple[tuple[str, ...], str, int]:
    """Return the columns, the separator and how many lines they took.

    Of the separators, the one under which most of the columns are known.
    """
    first, above = next(lines, ""), 1
    separators = _separator(first)
    if len(separators) == 1:
        first, above = next(lines, ""), 2
    if not first:
        raise BookError(file, "is empty")

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
    check_columns(file, columns)
    return columns, separator, above


def _separator(line: str) -> str:
    """Return the separator that a line ``sep=`` tells, or all there are."""
    told = line.strip("\r\n ").strip('"').casefold()
    # A separator that is a tab ends the line, as a blank might.
    named = told.removeprefix("sep=")
    return named if told.startswith("sep=") and named in (",", ";", "\t") else ",;\t"


def _misshapen(line: int, columns: tuple[str, ...], cells: list[str]) -> Raw:
    # Beyond the fault every cell may stand under another column's name, and a
    # short row may be the tail of a value that holds an unquoted line break.
    is_told = columns[0] == "client_id" and len(cells) > len(columns)
    client_id = whose(cells[0]) if is_told else ""
    problem = f"has {len(cells)} cells and the header {len(columns)}"
    return line, client_id, Refused(line, "", problem, client_id)
