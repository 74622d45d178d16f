"""Reading the Danish workbook: two sheets, a person or a heading a row."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kycscreen import spreadsheets
from kycscreen.entities import ListedEntity, Position, Topic
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import (
    Issue,
    Parsed,
    entries,
    merging,
    persons,
    strictjson,
    strictxlsx,
)
from kycscreen.sources.dk_pep import posts
from kycscreen.sources.entries import Note
from kycscreen.sources.strictxlsx import Row
from kycscreen.sources.texts import absent

_CURRENT, _FORMER = "Nuværende PEP'ere", "Tidligere PEP'ere"
_STRAY, _FAMILY, _GIVEN = "A", "Efternavn", "Fornavn"  # A has no heading
_TITLE, _BORN = "Stillingsbetegnelse", "Fødselsdato"
_LISTED, _NEW = "Tilføjet på PEP-listen (dato)", "Ny på PEP-listen (x)"
_REMOVED = "Fjernet fra PEP-listen (dato)"
_COLUMNS = {
    _CURRENT: (_STRAY, _FAMILY, _GIVEN, _TITLE, _BORN, _LISTED, _NEW),
    _FORMER: (_FAMILY, _GIVEN, _TITLE, _BORN, _REMOVED),
}
# The sheet of those in office heads its two columns of names with one word.
_HEADERS = _COLUMNS | {_CURRENT: ("", "Navn", "", _TITLE, _BORN, _LISTED, _NEW)}
_DAYS = {_BORN, _LISTED, _REMOVED}
_HEADER_WITHIN = 5  # rows: above it stands the edition's day
_NO_DRIFT = {"record", "name", _STRAY}

Cells = Mapping[str, str]


def read(list_id: str, data: bytes) -> Parsed:
    """Read both sheets: a person each, with the posts held and those left."""
    sheets = {
        name.replace("’", "'"): rows  # noqa: RUF001  # as Excel may correct it
        for name, rows in strictxlsx.sheets(list_id, data).items()
    }
    issues: list[Issue] = []
    above, current = _parted(list_id, sheets, _CURRENT)
    _, former = _parted(list_id, sheets, _FORMER)
    entities = [
        *_in_office(list_id, current, issues),
        *_left(list_id, former, issues),
    ]
    if not any(entity.positions[0].status == "current" for entity in entities):
        raise FormatError(list_id, "holds nobody in office; fetch it again")
    for name, rows in sheets.items():
        if name not in _COLUMNS and rows:
            issues.append(Issue("", "sheet", name))
    published = _published(above, issues)
    values = sum(len(cells) for rows in sheets.values() for _, cells in rows)
    drift = [issue for issue in issues if issue.path not in _NO_DRIFT]
    entries.check_rate(list_id, drift, values)
    return Parsed(
        entities=merging.merged(entities, "record", issues),
        issues=tuple(issues),
        published=published,
    )


def _parted(
    list_id: str, sheets: Mapping[str, tuple[Row, ...]], name: str
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return what stands above a sheet's header, and what below it."""
    if name not in sheets:
        found = ", ".join(map(repr, sheets))[:200] or "none"
        raise FormatError(list_id, f"has no sheet {name!r}; its sheets are {found}")
    rows = sheets[name]
    for at, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
        # A cell that heads nothing may hold a dash.
        header = [cell.strip(" -–").casefold() for cell in cells]  # noqa: RUF001
        if header == [cell.casefold() for cell in _HEADERS[name]]:
            return rows[:at], rows[at + 1 :]
    widest = max((cells for _, cells in rows[:_HEADER_WITHIN]), key=_width, default=())
    found = " | ".join(widest)
    raise FormatError(
        list_id,
        f"the sheet {name!r} has no header {' | '.join(_HEADERS[name])!r}, but"
        f" {found[:200]!r}; the publisher may have changed the format: a newer"
        " kycscreen is needed",
    )


def _width(cells: tuple[str, ...]) -> int:
    return len(cells)


def _published(above: tuple[Row, ...], issues: list[Issue]) -> date | None:
    """Find the edition's day in what stands above the header."""
    text = " ".join(cell for _, cells in above for cell in cells)
    found = re.search(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}", text)
    return entries.day(
        found[0] if found else text or "none", "date", entries.reporting(issues, "")
    )


def _in_office(
    list_id: str, rows: tuple[Row, ...], issues: list[Issue]
) -> Iterator[ListedEntity]:
    heading = ""
    for record_id, cells, note in _persons(_CURRENT, rows, issues):
        if not record_id:
            heading = cells[_STRAY]
            if not posts.category(heading):
                note("heading", heading)
            continue
        if cells[_NEW].casefold() not in ("", "x"):
            note(_NEW, cells[_NEW])
        listed_on = entries.day(cells[_LISTED], _LISTED, note)
        yield _entity(
            list_id,
            record_id,
            cells,
            note,
            post=posts.current(heading, cells[_TITLE]),
            listed_on=listed_on,
        )


def _left(
    list_id: str, rows: tuple[Row, ...], issues: list[Issue]
) -> Iterator[ListedEntity]:
    for record_id, cells, note in _persons(_FORMER, rows, issues):
        removed = entries.day(cells[_REMOVED], _REMOVED, note)
        end = "" if removed is None else removed.isoformat()
        post = posts.former(cells[_TITLE], end)
        yield _entity(list_id, record_id, cells, note, post=post)


def _persons(
    sheet: str, rows: tuple[Row, ...], issues: list[Issue]
) -> Iterator[tuple[str, Cells, Note]]:
    """Yield each row's id, none for a heading, its cells, and what reports on it."""
    columns = _COLUMNS[sheet]
    for number, written in rows:
        padded = (*written, *[""] * (len(columns) - len(written)))
        cells = dict(zip(columns, padded, strict=False))
        cells |= {day: spreadsheets.dotted(cells[day]) for day in _DAYS & cells.keys()}
        record_id = _record_id(cells)
        note = entries.reporting(issues, record_id)
        stray = cells.get(_STRAY, "")
        for cell in filter(None, padded[len(columns) :]):
            note("further column", cell)
        if not any(cells[column] for column in columns if column != _STRAY):
            if stray.isdecimal():
                note(_STRAY, stray)
            else:
                yield "", cells, note
        elif not record_id:
            told = ", ".join(filter(None, written))
            note("name", f"row {number} of {sheet!r} names nobody; left out: {told}")
        else:
            if stray and not stray.isdecimal():
                note("A beside a name", stray)
            yield record_id, cells, note


def _record_id(cells: Cells) -> str:
    """Return family name, given names and birth date; empty where none is named."""
    named = [cells[part] for part in (_FAMILY, _GIVEN) if not absent(cells[part])]
    spelt = (*named, entries.iso(cells[_BORN]))
    words = re.findall(r"\w+", " ".join(spelt).casefold()) if named else []
    return "-".join(words)


def _entity(
    list_id: str,
    record_id: str,
    cells: Cells,
    note: Note,
    *,
    post: Position,
    listed_on: date | None = None,
) -> ListedEntity:
    name = persons.named(cells[_GIVEN], cells[_FAMILY], note)
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=Kind.PERSON,
        names=() if name is None else (name,),
        birth_dates=persons.born(cells[_BORN], _BORN, note),
        positions=(post,),
        topics={Topic.PEP},
        listed_on=listed_on,
        listed_on_source=_LISTED if listed_on else "",
        raw_sha256=strictjson.digest(dict(cells)),
    )
