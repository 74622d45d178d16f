"""One designation as text, in the same shape whatever it was published in.

A ``Record`` holds rows by block. It is made of an element, or of the many rows that
a CSV file has for one designation: one for each combination of its names, addresses,
births … What those repeat is there once.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from kycscreen.sources import entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.texts import absent, decoded, line, paragraph
from kycscreen.sources.uk import fields

if TYPE_CHECKING:
    from lxml import etree

Row = Mapping[str, str]


@attrs.frozen
class Record:
    """One designation: its rows by block, and what each field is called in its file."""

    rows: Mapping[str, tuple[Row, ...]]
    called: Mapping[str, str]
    strange: tuple[str, ...]
    sha256: str

    def all(self, block: str) -> tuple[Row, ...]:
        """Return the rows of a block, none where all are empty."""
        return self.rows.get(block, ())

    def texts(self, field: str) -> list[str]:
        """Return the different values of a field, in the file's order."""
        rows = self.all(fields.block_of(field))
        return list(dict.fromkeys(row[field] for row in rows if field in row))

    def count(self) -> int:
        """Count the values that a record gives us to understand."""
        return sum(len(row) for rows in self.rows.values() for row in rows)

    def path(self, field: str) -> str:
        """Return what a field is called in the file."""
        return self.called.get(field, field)


class _Rows:
    """Rows by block as they are found: an equal one is there already."""

    def __init__(self) -> None:
        self._found: dict[str, dict[tuple[tuple[str, str], ...], Row]] = {}

    def add(self, block: str, row: Row) -> None:
        """Add a row, unless nothing stands in it."""
        if row:
            key = tuple(sorted(row.items()))
            self._found.setdefault(block, {}).setdefault(key, row)

    def by_block(self) -> dict[str, tuple[Row, ...]]:
        """Return all rows in the order in which they were found."""
        return {block: tuple(rows.values()) for block, rows in self._found.items()}


def of_element(element: "etree._Element", note: Note) -> Record:
    """Take a designation's texts out of the tree; what is unknown is reported."""
    rows, strange = _Rows(), list[str]()
    odd = entries.keeping(note, strange)
    for path, value in opener.attributes(element):
        odd(path.removeprefix("/"), value)
    _walk(element, "", rows, odd)
    return Record(
        rows.by_block(), fields.PATHS, tuple(strange), entries.digest(element)
    )


def _walk(element: "etree._Element", above: str, rows: _Rows, odd: Note) -> None:
    """Read what an element holds, by the names of the elements in it.

    A value that we know in a place that we do not is read there, and reported.
    """
    _loose(element, above or "Designation", odd)
    for child in element:
        name = opener.local(child)
        path = f"{above}/{name}".removeprefix("/")
        for where, value in opener.attributes(child, path):
            odd(where, value)
        if name in fields.ROWS:
            rows.add(name, _row(child, name, path, odd))
        elif name == fields.INDICATORS:
            for indicator in child:
                if text := opener.text(indicator):
                    rows.add(name, {opener.local(indicator): text})
        elif fields.BLOCK_OF.get(name) == name:
            text = _text(child, name)
            if path != fields.PATHS[name]:
                odd(path, text)
            rows.add(name, {name: text} if text else {})
        elif path in fields.CONTAINERS:
            _walk(child, path, rows, odd)
        else:
            odd(path, opener.text(child))
            _walk(child, path, rows, lambda _path, _text: None)


def _row(element: "etree._Element", block: str, path: str, odd: Note) -> Row:
    """Read the fields of a row; an empty one is an absent one."""
    row: dict[str, str] = {}
    _loose(element, path, odd)
    for child in element:
        name, text = opener.local(child), opener.text(child)
        for where, value in opener.attributes(child, f"{path}/{name}"):
            odd(where, value)
        if name not in fields.ROWS[block] or name in row:
            odd(f"{path}/{name}", text)
        elif said := _said(name, text):
            row[name] = said
    return row


def _loose(element: "etree._Element", path: str, odd: Note) -> None:
    """Report text between elements, where none belongs."""
    said = [element.text, *(child.tail for child in element)]
    if text := line(" ".join(part for part in said if part)):
        odd(path, text)


def _text(element: "etree._Element", field: str) -> str:
    reads = opener.paragraph if field in fields.PROSE else opener.text
    return _said(field, reads(element))


def _said(field: str, text: str) -> str:
    """Decode what the web needs and XML does not; what says nothing is empty.

    A name that says nothing stays: it is to be reported.
    """
    if field in fields.PROSE:
        text = "\n".join(decoded(decoded(part)) for part in text.split("\n"))
    else:
        text = decoded(text)
    return text if field in fields.NAMES or not absent(text) else ""


Blocks = Mapping[str, Sequence[tuple[str, str]]]
"""The columns of each block, each with its field; one that is not known has none."""


def blocks(columns: Iterable[str], known: Mapping[str, str]) -> Blocks:
    """Sort columns by the block of their field."""
    found: dict[str, list[tuple[str, str]]] = {}
    for column in columns:
        field = known.get(column, "")
        block = fields.block_of(field) if field else column
        found.setdefault(block, []).append((column, field))
    return found


def of_rows(cells: Sequence[Row], blocks: Blocks, called: Row) -> Record:
    """Unite the rows that a CSV file has for one designation, block by block."""
    rows, strange, digest = _Rows(), dict[str, None](), hashlib.sha256()
    seen = set()
    for one in cells:
        digest.update("\x1f".join(one.values()).encode())
        for block, columns in blocks.items():
            raw = (block, *[one[column] for column, _ in columns])
            if raw in seen:
                continue
            seen.add(raw)
            row = {}
            for column, field in columns:
                reads = paragraph if field in fields.PROSE else line
                text = reads(one[column])
                if field and (said := _said(field, text)):
                    row[field] = said
                elif text and not field:
                    strange[f"{column}: {text}"] = None
            rows.add(block, row)
    return Record(rows.by_block(), called, tuple(strange), digest.hexdigest())


def enriched(record: Record, told: Iterable[tuple[str, str]]) -> Record:
    """Add values of fields that a record tells somewhere else."""
    rows = _Rows()
    for block, known in record.rows.items():
        for row in known:
            rows.add(block, row)
    for field, text in told:
        if said := _said(field, text):
            rows.add(fields.block_of(field), {field: said})
    return attrs.evolve(record, rows=rows.by_block())
