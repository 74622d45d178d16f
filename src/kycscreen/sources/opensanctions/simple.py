"""The simple CSV of targets: a row each, many values in one cell.

Such a cell is itself a row of CSV, with semicolons between its values.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from kycscreen.sources import strictcsv
from kycscreen.sources.entries import Note
from kycscreen.sources.opensanctions.nodes import Node, moment, stated
from kycscreen.sources.strictjson import digest
from kycscreen.sources.texts import line

# The property that the values of a column are of.
_COLUMNS = {
    "name": "name",
    "aliases": "alias",
    "birth_date": "birthDate",
    "countries": "country",
    "addresses": "address",
    "identifiers": "identifiers",
    "phones": "phone",
    "emails": "email",
    "program_ids": "programId",
}
_NEEDED = ("id", "schema", *_COLUMNS, "sanctions", "dataset", "last_change")
_KNOWN = frozenset({*_NEEDED, "first_seen", "last_seen"})


def rows(list_id: str, data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each row with the line at which it begins."""
    table = strictcsv.table(list_id, strictcsv.rows(list_id, data), _NEEDED)
    for number, row in table.rows:
        yield f"line {number}", row


def nodes(row: dict[str, str], place: str, note: Note) -> Iterator[Node]:
    """Yield the sanctions of a row, then its subject; a new column is a property."""
    node_id = stated(row, "id", place)
    for count, sanction in enumerate(_values(row["sanctions"], place), 1):
        yield Node(
            id=f"{node_id} sanction {count}",
            schema="Sanction",
            properties={"entity": (node_id,), "program": (sanction,)},
        )
    columns = _COLUMNS | {column: column for column in row if column not in _KNOWN}
    cells = {name: row[column] for column, name in columns.items()}
    if line(row["name"]) in _values(row["identifiers"], place):
        del cells["name"]  # what has no name is shown by its number
    yield Node(
        id=node_id,
        schema=stated(row, "schema", place),
        properties={
            name: (line(cell),) if name == "name" else _values(cell, place)
            for name, cell in cells.items()
            if cell.strip()
        },
        caption=line(row["name"]),
        datasets=_values(row["dataset"], place),
        target=True,
        changed=moment(row["last_change"].strip(), "last_change", note),
        seen=moment(row.get("last_seen", "").strip(), "last_seen", note),
        raw_sha256=digest(row),
    )


def _values(cell: str, place: str) -> tuple[str, ...]:
    """Read the values of one cell; ``ValueError`` where its quotes do not close."""
    reader = csv.reader(StringIO(cell, newline=""), delimiter=";", strict=True)
    try:
        found = [line(value) for row in reader for value in row]
    except csv.Error as wrong:
        raise ValueError(f"{place} holds a damaged cell ({wrong})") from None
    return tuple(dict.fromkeys(value for value in found if value))
