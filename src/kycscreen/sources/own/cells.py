"""The cells of a row: what each says, or what is wrong with it, never quoted.

>>> found = Cells({"aliases": "Jean X; J. Exemple", "name": "Jean Exemple"})
>>> found.several("aliases"), found.one("name"), found.one("gender")
(('Jean X', 'J. Exemple'), 'Jean Exemple', '')
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import attrs

from kycscreen import codec, countries, dates, spreadsheets
from kycscreen.dates import DateSpan, Precision
from kycscreen.sources.own.columns import COLUMNS
from kycscreen.sources.texts import absent, line

T = TypeVar("T")

MAX_TEXT = 10_000
MAX_VALUES = 500
_PROSE = frozenset({"reasons", "remarks"})
_WORDS = frozenset({"id", "kind"})
"""Where a word that else says that there is nothing to say may be the value."""


class Cells:
    """One row while it is read: it collects what is wrong with it, by column."""

    def __init__(self, cells: Mapping[str, object]) -> None:
        self.problems: list[tuple[str, str]] = []
        self._texts = {column: self._parts(column, cells[column]) for column in cells}

    def one(self, column: str) -> str:
        """Return the text of a column that holds one; empty where it has none."""
        return next(iter(self.several(column)), "")

    def several(self, column: str) -> tuple[str, ...]:
        """Return every value of a column."""
        return self._texts.get(column, ())

    def digest(self) -> str:
        """Return the SHA-256 of what the row says, whichever form it came in."""
        told = {column: list(texts) for column, texts in self._texts.items() if texts}
        return hashlib.sha256(codec.canonical(told).encode()).hexdigest()

    def each(self, column: str, read: Callable[[str], T]) -> tuple[T, ...]:
        """Read every value of a column, each once; note those that cannot be read."""
        return tuple(dict.fromkeys(self._each(column, read)))

    def only(self, column: str, read: Callable[[str], T]) -> T | None:
        """Read the value of a column that holds one."""
        return next(iter(self.each(column, read)), None)

    def _each(self, column: str, read: Callable[[str], T]) -> Iterator[T]:
        for text in self.several(column):
            try:
                yield read(text)
            except ValueError as wrong:
                self.wrong(column, str(wrong))

    def wrong(self, column: str, problem: str) -> None:
        """Note what is wrong with a column."""
        self.problems.append((column, problem))

    def _parts(self, column: str, cell: object) -> tuple[str, ...]:
        try:
            return _parts(column, cell)
        except ValueError as wrong:
            self.wrong(column, str(wrong))
            return ()


def _parts(column: str, cell: object) -> tuple[str, ...]:
    """Take a cell apart; only what may hold several values is split at ``;``."""
    several = COLUMNS[column].several
    if cell is None:
        values: list[str] = []
    elif isinstance(cell, str):
        values = _split(cell) if several else [cell]
    elif isinstance(cell, list) and (several or column in _PROSE):
        if not all(isinstance(value, str) for value in cell):
            raise ValueError("holds something that is not text; quote it")
        values = cell
    else:
        also = " nor a list of texts" if several else ""
        raise ValueError(f"is no text{also}; quote it")
    if len(values) > MAX_VALUES:
        raise ValueError(f"holds more than {MAX_VALUES} values")
    if any(len(value) > MAX_TEXT for value in values):
        raise ValueError(f"is longer than {MAX_TEXT} characters")
    if any(spreadsheets.is_error(value) for value in values):
        raise ValueError("is a spreadsheet's error and not a value")
    told = [line(value) for value in values]
    if column in _WORDS:
        return tuple(value for value in told if value)
    return tuple(value for value in told if not absent(value))


def _split(cell: str) -> list[str]:
    if "|" in cell:
        raise ValueError("holds |; put ; between several values")
    if re.search(r"\S[^\S\n\r]*[\n\r]\s*\S", cell) and ";" not in cell:
        raise ValueError("has several lines; put ; between several values")
    return cell.split(";")


def span(text: str) -> DateSpan:
    """Read a date of birth as far as it is known."""
    _check_date(text)
    found = dates.parse(spreadsheets.dotted(text))
    if found.precision is Precision.UNPARSED:
        raise ValueError("is no date; write YYYY-MM-DD, YYYY-MM, YYYY or YYYY to YYYY")
    return attrs.evolve(found, raw=text)


def day(text: str) -> date:
    """Read a whole day."""
    _check_date(text)
    found = dates.parse(spreadsheets.dotted(text))
    if found.precision is not Precision.DAY or found.circa or found.lo is None:
        raise ValueError("is no day; write YYYY-MM-DD")
    return found.lo


def _check_date(text: str) -> None:
    """Refuse a date that a spreadsheet counts, or that could be read in two ways."""
    if spreadsheets.is_serial(text):
        raise ValueError("is a spreadsheet's serial number; write it as YYYY-MM-DD")
    for first, second in re.findall(r"\b(\d{1,2})[./-](\d{1,2})[./-]\d{4}\b", text):
        if first != second and 1 <= int(first) <= 12 and 1 <= int(second) <= 12:
            raise ValueError("could be read in two ways; write it as YYYY-MM-DD")


def country(text: str) -> str:
    """Read a country by its code or name."""
    try:
        return countries.parse(text)
    except ValueError:
        raise ValueError(
            "holds what is no country we know; use ISO 3166-1 codes"
        ) from None
