"""The columns of a book, and what stands in their cells.

A problem names the column and never the value.
"""

from collections.abc import Sequence

from kycscreen import spreadsheets
from kycscreen.book import statements
from kycscreen.book.statements import Texts
from kycscreen.errors import BookError, PartyError
from kycscreen.parties import declared

Cell = str | tuple[str | bool, ...] | None | bool
"""A cell as its file has it; ``False`` stands for what is neither text nor nothing."""
Cells = Sequence[Cell]
"""The cells of a row; those that are left out at the end are blank."""

MANDATORY = ("client_id", "kind", "role", "name")
_ONE = (
    "client_id", "party_id", "kind", "name", "given", "family", "patronymic",
    "birth_date", "birth_place", "gender",
)  # fmt: skip
_MANY = (
    "role", "other_names", "countries", "nationalities", "identifiers", "positions",
)  # fmt: skip
USUAL = (*_ONE, *_MANY)
"""The columns of who a party is."""
COLUMNS = (*USUAL, *statements.MANY, *statements.ONE)
MANY = (*_MANY, *statements.MANY)
DAYS = ("birth_date", *statements.DAYS)

_SEVERAL = frozenset(MANY)
_MAX_TEXT = 10_000
_MAX_VALUES = 500


def check_columns(file: str, columns: Sequence[str]) -> None:
    """Refuse a file with a column that we do not know, and without one that we need."""
    missing = set(MANDATORY) - set(columns)
    if "family" in columns:
        missing.discard("name")
    lacks = f"has no column {', '.join(sorted(missing))}" if missing else ""
    for place, column in enumerate(columns, start=1):
        if not column:
            raise BookError(
                file, f"column {place} of the header is empty; name or remove it"
            )
        if column not in COLUMNS:
            raise BookError(
                file,
                f"{lacks and f'{lacks}, and '}column {place} has a name we do not"
                f" know; rename or remove it, known are {', '.join(COLUMNS)}",
            )
        if column in columns[: place - 1]:
            raise BookError(file, f"column {place} is a second {column}")
    if lacks:
        raise BookError(file, lacks)


def plain(cell: object) -> Cell:
    """Keep a text or a list of texts; of all else, that it is neither."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, list):
        return tuple(v if isinstance(v, str) else False for v in cell)
    return False


def filled(columns: Sequence[str], cells: Cells) -> Texts:
    """Return what the cells say that say something; ``PartyError`` names a bad one."""
    take = parts_of if _are_plain(cells) else texts_of
    return {
        column: texts
        for column, cell in zip(columns, cells, strict=False)
        if cell != "" and cell is not None and (texts := take(column, cell))
    }


def _are_plain(cells: Cells) -> bool:
    """Tell in one look that no cell of a row needs a closer one."""
    try:
        row = "".join(filter(None, cells))  # type: ignore[arg-type]  # what is no text
    except TypeError:
        return False
    return is_plain(row)


def is_plain(row: str) -> bool:
    """Tell of the text of a whole row that every cell of it can be taken as it is."""
    return (
        len(row) <= _MAX_TEXT
        and "#" not in row
        and "\0" not in row
        and not declared.is_broken(row)
    )


def texts_of(column: str, cell: object) -> tuple[str, ...]:
    """Take a cell apart that may hold anything; ``PartyError`` where it is no value."""
    if cell is None:
        return ()
    if isinstance(cell, str):
        _check(column, cell)
    elif isinstance(cell, tuple) and column in _SEVERAL:
        if len(cell) > _MAX_VALUES:
            raise PartyError(column, f"holds more than {_MAX_VALUES} values")
        for value in cell:
            _check(column, value)
        return tuple(value for value in cell if value.strip())
    return parts_of(column, cell)


def parts_of(column: str, cell: object) -> tuple[str, ...]:
    """Take a cell apart; one text may hold several values between ``|``."""
    if not isinstance(cell, str):
        if cell == () and column in _SEVERAL:
            return ()
        raise PartyError(
            column,
            "is neither text nor a list of texts"
            if column in _SEVERAL
            else "is not text",
        )
    if column not in _SEVERAL:
        return () if cell.isspace() else (cell,)
    if "|" in cell:
        return tuple(part.strip() for part in cell.split("|") if part.strip())
    return () if cell.isspace() else (cell.strip(),)


def _check(column: str, text: object) -> None:
    if not isinstance(text, str):
        raise PartyError(column, "holds something that is not text")
    if len(text) > _MAX_TEXT:
        raise PartyError(column, f"is longer than {_MAX_TEXT} characters")
    if "\0" in text:
        raise PartyError(column, "holds a NUL character")
    if declared.is_broken(text):
        raise PartyError(column, "holds half of a surrogate pair")
    if spreadsheets.is_error(text):
        raise PartyError(column, "is a spreadsheet's error and not a value")
