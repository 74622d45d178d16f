"""The UK's lists in CSV: a line with the day, a header, rows for each designation.

Columns are found by their names, whatever their case and order. A column that we do
not know is reported and kept; one that names or tells persons apart must be there.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

import attrs

from kycscreen import dates
from kycscreen.entities import ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, strictcsv
from kycscreen.sources.entries import check_rate, noting
from kycscreen.sources.uk import entity, fields, records
from kycscreen.sources.uk.records import Record, Row

_LISTS = {
    "report date": "the UK sanctions list: its id is gb_uksl",
    "last updated": "OFSI's closed list: its id is gb_ofsi",
}


def _as_it_is(record: Record) -> Record:
    return record


@attrs.frozen(kw_only=True)
class Form:
    """How a list is laid out: what its first line begins with, its columns, its id.

    ``needed`` are the fields without which it is not that list; of the others, an
    absent one is reported if ``whole`` says that all should be there.
    """

    list_id: str
    dated: str
    columns: Mapping[str, str]
    needed: frozenset[str]
    id: str
    whole: bool = True
    told: Callable[[Record], Record] = _as_it_is


def read(form: Form, data: bytes, *, encoding: str = "utf-8-sig") -> Parsed:
    """Read a file; ``FormatError`` where it is not that list or not whole."""
    numbered = strictcsv.rows(form.list_id, data, encoding=encoding)
    version, numbered = _day(form, numbered)
    table = strictcsv.table(form.list_id, numbered, ())
    known = _known(form, table.columns)
    undated = _undated(form, version)
    issues = [*undated, *_columns(form, table.columns, known)]
    found: list[ListedEntity] = []
    values = 0
    blocks = records.blocks(table.columns, known)
    called = {field: column for column, field in known.items()}
    for record_id, cells in _grouped(form, table, known).items():
        problems: list[tuple[str, str]] = []
        record = form.told(records.of_rows(cells, blocks, called))
        found.append(entity.mapped(form.list_id, record_id, record, noting(problems)))
        values += record.count()
        issues += (Issue(record_id, path, value) for path, value in problems)
    if not found:
        raise FormatError(form.list_id, "holds no entries; fetch it again")
    check_rate(form.list_id, issues, values)
    return Parsed(
        entities=tuple(found),
        issues=tuple(issues),
        published=None if undated else dates.parse(version).lo,
        version=version,
    )


def _day(form: Form, numbered: strictcsv.Rows) -> tuple[str, strictcsv.Rows]:
    """Take the first line, if it says when the file was made."""
    line, cells = next(numbered, (0, [""]))
    said = " ".join(cell.strip() for cell in cells if cell.strip())
    for begins, what in _LISTS.items():
        if said.casefold().startswith(begins) and not any(cells[2:]):
            if begins != form.dated.casefold():
                raise FormatError(form.list_id, f"is {what}")
            return said[len(begins) :].strip(" :"), numbered
    return "", chain([(line, cells)] if line else [], numbered)


def _undated(form: Form, version: str) -> list[Issue]:
    """Report a file that does not say on which day it was made."""
    exact = dates.parse(version).precision is dates.Precision.DAY
    return [] if exact else [Issue("", form.dated, version)]


def _known(form: Form, columns: tuple[str, ...]) -> dict[str, str]:
    """Return the field of each column that we know; each that we need is there."""
    by_fold = fields.by_fold(form.columns)
    known: dict[str, str] = {}
    for column in columns:
        field = by_fold.get(fields.folded(column))
        if field is not None and field not in known.values():
            known[column] = field
    missing = sorted(
        column
        for column, field in form.columns.items()
        if field in form.needed and field not in known.values()
    )
    if missing:
        raise FormatError(
            form.list_id,
            f"its header has no column {', no '.join(missing)}; it is another list, or"
            " the publisher has changed the format: a newer kycscreen is needed",
        )
    return known


def _columns(
    form: Form, columns: tuple[str, ...], known: Mapping[str, str]
) -> Iterator[Issue]:
    """Report the columns that we do not know, and those that should be there."""
    for column in columns:
        if column not in known:
            yield Issue("", column, "a column that we do not know")
    for column, field in form.columns.items() if form.whole else ():
        if field not in known.values():
            yield Issue("", column, "a column that is not there")


def _grouped(
    form: Form, table: strictcsv.Table, known: Mapping[str, str]
) -> dict[str, list[Row]]:
    """Put together the rows of each designation, wherever they stand; equal ones once.

    Most rows of a designation are equal.
    """
    column = next(column for column, field in known.items() if field == form.id)
    groups: dict[str, dict[tuple[str, ...], Row]] = {}
    for line, cells in table.rows:
        record_id = cells[column].strip()
        if not record_id:
            raise FormatError(
                form.list_id, f"line {line} has no {column}; fetch it again"
            )
        groups.setdefault(record_id, {}).setdefault(tuple(cells.values()), cells)
    return {record_id: [*rows.values()] for record_id, rows in groups.items()}
