"""Books as CSV: UTF-8, a header line, one row a party.

The separator (comma, semicolon or tab) is read off the header, or off the line
``sep=;`` that Excel may write before it. Columns stand in
any order and are found by name; one that we do not know refuses the file, since
a birth date left unread could be a false clear.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, count
from operator import itemgetter

from kycscreen import spreadsheets
from kycscreen.book.columns import COLUMNS, check_columns
from kycscreen.book.lines import MAX_LINE, Block, Blocks
from kycscreen.book.rows import Batch, Raw, Refused, whose
from kycscreen.errors import BookError

_AT_ONCE = 1 << 13  # characters, of which the rows are held together


def raw(file: str, blocks: Blocks) -> tuple[tuple[str, ...], Iterator[Batch]]:
    """Return the columns of a CSV file and its rows, some at a time.

    ``BookError`` where its structure is broken.
    """
    columns, separator, above, rest = _header(file, blocks)
    return columns, _Table(file, columns, separator, above, rest).batches()


class _Table:
    """The rows of a table, and where in the file its reader is."""

    def __init__(
        self,
        file: str,
        columns: tuple[str, ...],
        separator: str,
        above: int,
        blocks: Blocks,
    ) -> None:
        self._file, self._columns, self._separator = file, columns, separator
        self._place, self._wide = columns.index("client_id"), len(columns)
        self._blocks = blocks
        self._next = above + 1
        self._is_at_end = True

    def batches(self) -> Iterator[Batch]:
        """Yield the rows that begin in each piece of the file."""
        try:
            for block in self._blocks:
                yield from self._of(self._text(block))
        except csv.Error:
            # What follows a broken quote cannot be told apart into rows.
            raise BookError(
                self._file,
                f"line {self._next}: a quoted cell is not closed, is followed by text,"
                " or is too long; double the quotes that belong to a value",
            ) from None

    def _of(self, text: str) -> Iterator[Batch]:
        if '"' in text:
            yield self._quoted(text)
            return
        begin = 0
        while begin < len(text):  # not cut in lines at once: most wait for long
            end = text.find("\n", begin + _AT_ONCE) + 1 or len(text)
            yield self._simple(text[begin:end].removesuffix("\n").split("\n"))
            begin = end

    def _simple(self, lines: list[str]) -> Batch:
        """Read lines of which each is a row, for nothing is quoted."""
        rows: list[list[str]] = []
        try:  # where this breaks off, the rows before have been added
            rows.extend(csv.reader(lines, delimiter=self._separator, strict=True))
        finally:
            first, self._next = self._next, self._next + len(rows)
        if set(map(len, rows)) == {self._wide}:
            ids = _whose(map(itemgetter(self._place), rows))
            if all(ids):
                return list(zip(ids, zip(count(first), rows), strict=False))
        told = map(self._told, count(first), rows)
        return [raw for raw in told if raw is not None]

    def _quoted(self, text: str) -> Batch:
        """Read rows until one ends where a piece does."""
        rows: Batch = []
        reader = csv.reader(self._asked(text), delimiter=self._separator, strict=True)
        first = self._next
        for cells in reader:
            line, self._next = self._next, first + reader.line_num
            if (told := self._told(line, cells)) is not None:
                rows.append(told)
            if self._is_at_end:
                break
        return rows

    def _asked(self, text: str) -> Iterator[str]:
        """Yield line after line, of further pieces too while a row is not at its end.

        And while no row is too long to be held.
        """
        begun, held = self._next, 0
        while True:
            *lines, last = StringIO(text, newline="\n")
            self._is_at_end = False
            yield from lines
            self._is_at_end = True
            yield last
            # A row that began before the piece is not longer than what came since.
            held = held + len(text) if begun == self._next else 0
            begun = self._next
            if (block := next(self._blocks, "")) == "":
                return
            text = self._text(block, held)

    def _text(self, block: Block, held: int = 0) -> str:
        if block is None or held > MAX_LINE:
            raise BookError(
                self._file, f"line {self._next}: the row is longer than 1 MB"
            )
        return block

    def _told(self, line: int, cells: list[str]) -> Raw | None:
        """Return a row; nothing for one that is blank."""
        is_whole = len(cells) == self._wide
        client_id = whose(cells[self._place]) if is_whole else ""
        if not client_id and not any(map(str.strip, cells)):
            return None
        if is_whole:
            return client_id, (line, cells)
        refused = _misshapen(line, self._columns, cells)
        return refused.client_id, refused


def _whose(cells: Iterable[str]) -> list[str]:
    """Say whose rows are: the parties of a client stand together, mostly."""
    ids = []
    last = client_id = ""
    for cell in cells:
        if cell != last:
            last, client_id = cell, whose(cell)
        ids.append(client_id)
    return ids


def _header(file: str, blocks: Blocks) -> tuple[tuple[str, ...], str, int, Blocks]:
    """Return the columns, the separator, how many lines they took, and what follows.

    Of the separators, the one under which most of the columns are known.
    """
    (first, blocks), above = _line(file, 1, blocks), 1
    separators = spreadsheets.separators(first)
    if len(separators) == 1:
        (first, blocks), above = _line(file, 1, blocks), 2
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
    return columns, separator, above, blocks


def _line(file: str, number: int, blocks: Blocks) -> tuple[str, Blocks]:
    """Take the next line off a text."""
    block = next(blocks, "")
    if block is None:
        raise BookError(file, f"line {number}: the row is longer than 1 MB")
    line, end, rest = block.partition("\n")
    return line + end, chain((rest,), blocks) if rest else blocks


def _misshapen(line: int, columns: tuple[str, ...], cells: list[str]) -> Refused:
    # Beyond the fault every cell may stand under another column's name, and a
    # short row may be the tail of a value that holds an unquoted line break.
    is_told = columns[0] == "client_id" and len(cells) > len(columns)
    client_id = whose(cells[0]) if is_told else ""
    problem = f"has {len(cells)} cells and the header {len(columns)}"
    return Refused(line, "", problem, client_id)
