"""One row of a book: one party of one client, or why it is refused.

A problem names the field and never its value. What is not sure is refused and
not guessed: a company read as a person would be compared with persons only, and
come out clear.
"""

from collections.abc import Mapping, Sequence

import attrs

from kycscreen.errors import BookError, PartyError
from kycscreen.parties import Party, Role

Cell = str | tuple[str | bool, ...] | None | bool
"""A cell as its file has it; ``False`` stands for what is neither text nor nothing."""
Cells = Sequence[Cell]

MANDATORY = ("client_id", "kind", "role", "name")
ONE = (
    "client_id", "party_id", "kind", "name", "given", "family", "patronymic",
    "birth_date", "birth_place", "gender",
)  # fmt: skip
MANY = ("role", "other_names", "countries", "nationalities", "identifiers", "positions")
COLUMNS = (*ONE, *MANY)

_OF_PERSONS = (
    "given", "family", "patronymic", "birth_date", "birth_place", "gender",
    "nationalities", "positions",
)  # fmt: skip
_COLUMN_OF = {"id": "party_id", "genders": "gender", "name_parts": "name"}
_NOTHING: Mapping[str, tuple[str, ...]] = dict.fromkeys(COLUMNS, ())
_MAX_TEXT = 10_000
_MAX_VALUES = 500


@attrs.frozen
class Row:
    """An accepted row; ``line`` is where it begins in its file."""

    line: int
    client_id: str
    party: Party


@attrs.frozen
class Refused:
    """A row that is not used, and why: never the value itself.

    ``client_id`` is empty where the row does not reliably say whose it is.
    """

    line: int
    field: str
    problem: str
    client_id: str = ""


Raw = tuple[int, str, Cells | Refused]
"""A row that is not judged yet: its line, whose it is if it says so, its cells."""


def check_columns(file: str, columns: Sequence[str]) -> None:
    """Refuse a file with a column that we do not know, and without one that we need."""
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


def plain(cell: object) -> Cell:
    """Keep a text or a list of texts; of all else, that it is neither."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, list):
        return tuple(v if isinstance(v, str) else False for v in cell)
    return False


def row(line: int, columns: Sequence[str], cells: Cells) -> Row | Refused:
    """Read the cells of one row by the names of their columns."""
    by_column = dict(zip(columns, cells, strict=True))
    try:
        filled = {
            column: _texts(column, cell)
            for column, cell in by_column.items()
            if cell != ""
        }
        texts = {**_NOTHING, **filled}
        return Row(line, _client_id(texts), _party(texts))
    except PartyError as wrong:
        field = _COLUMN_OF.get(wrong.field, wrong.field)
        return Refused(line, field, wrong.problem, whose(by_column.get("client_id")))


def whose(cell: object) -> str:
    """Say whose a refused row is; nothing where that cell is no better."""
    try:
        return "".join(_texts("client_id", cell)).strip()
    except PartyError:
        return ""


def values(column: str, cell: Cell) -> tuple[str | bool, ...]:
    """Return what a cell says, whether or not a row may say it."""
    try:
        return _texts(column, cell)
    except PartyError:
        return cell if isinstance(cell, tuple) else (cell or False,)


def _texts(column: str, cell: object) -> tuple[str, ...]:
    """Take a cell apart; one text may hold several values between ``|``."""
    if cell is None:
        return ()
    if isinstance(cell, str):
        _check(column, cell)
        if column in ONE:
            return (cell,) if cell.strip() else ()
        return tuple(part.strip() for part in cell.split("|") if part.strip())
    if isinstance(cell, Sequence) and column in MANY:
        if len(cell) > _MAX_VALUES:
            raise PartyError(column, f"holds more than {_MAX_VALUES} values")
        for value in cell:
            _check(column, value)
        return tuple(value for value in cell if value.strip())
    raise PartyError(
        column,
        "is not text" if column in ONE else "is neither text nor a list of texts",
    )


def _check(column: str, text: object) -> None:
    if not isinstance(text, str):
        raise PartyError(column, "holds something that is not text")
    if len(text) > _MAX_TEXT:
        raise PartyError(column, f"is longer than {_MAX_TEXT} characters")
    if "\0" in text:
        raise PartyError(column, "holds a NUL character")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise PartyError(column, "holds half of a surrogate pair")
    if _is_spreadsheet_error(text):
        raise PartyError(column, "is a spreadsheet's error and not a value")


def _is_spreadsheet_error(text: str) -> bool:
    return text.startswith("#") and text.strip() in {
        "#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!",
    }  # fmt: skip


def _client_id(texts: Mapping[str, tuple[str, ...]]) -> str:
    client_id = _one(texts, "client_id").strip()
    if not client_id:
        raise PartyError("client_id", "is empty")
    return client_id


def _party(texts: Mapping[str, tuple[str, ...]]) -> Party:
    kind = _one(texts, "kind").strip().casefold()
    name = _one(texts, "name")
    party_id = _one(texts, "party_id").strip() or None
    roles = _roles(texts["role"])
    countries = _countries(texts["countries"])
    identifiers = tuple(_number(number) for number in texts["identifiers"])
    if kind == "organisation":
        _refuse_of_persons(texts)
        return Party.organisation(
            name,
            role=roles,
            countries=countries,
            other_names=texts["other_names"],
            identifiers=identifiers,
            id=party_id,
        )
    if kind == "person":
        return Party.person(
            name,
            role=roles,
            birth_date=_birth_date(_one(texts, "birth_date").strip()),
            birth_place=_one(texts, "birth_place"),
            countries=countries,
            nationalities=_countries(texts["nationalities"]),
            genders=tuple(texts["gender"]),
            other_names=texts["other_names"],
            name_parts=_name_parts(texts),
            identifiers=identifiers,
            positions=texts["positions"],
            id=party_id,
        )
    raise PartyError(
        "kind", "is neither person nor organisation" if kind else "is empty"
    )


def _one(texts: Mapping[str, tuple[str, ...]], column: str) -> str:
    return texts[column][0] if texts[column] else ""


def _roles(words: tuple[str, ...]) -> frozenset[Role]:
    if not words:
        raise PartyError("role", "is empty")
    return frozenset(map(_role, words))


def _role(word: str) -> Role:
    try:
        return Role(word.casefold().replace(" ", "_").replace("-", "_"))
    except ValueError:
        known = ", ".join(role.value for role in Role)
        raise PartyError("role", f"is none of {known}") from None


def _countries(values: tuple[str, ...]) -> tuple[str, ...]:
    """Split ``fi se`` at the blank, but not ``Costa Rica``."""
    found: list[str] = []
    for value in values:
        words = value.split()
        found.extend(words if all(len(word) < 4 for word in words) else [value])
    return tuple(found)


def _number(text: str) -> str:
    mantissa, exponent, power = text.strip().upper().partition("E+")
    if exponent and power.isdigit() and mantissa.replace(".", "").isdigit():
        raise PartyError(
            "identifiers",
            "was rounded by a spreadsheet; format the column as text and export again",
        )
    return text


def _birth_date(text: str) -> str | None:
    whole, _, fraction = text.partition(".")
    if len(whole) == 5 and whole.isdigit() and not fraction.strip("0"):
        raise PartyError(
            "birth_date", "is a spreadsheet's serial number; write it as YYYY-MM-DD"
        )
    return text or None


def _name_parts(texts: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    parts = ("given", "patronymic", "family")
    return {part: _one(texts, part) for part in parts if texts[part]}


def _refuse_of_persons(texts: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse what only a person has: the kind of such a row may be wrong."""
    for column in _OF_PERSONS:
        if texts[column]:
            raise PartyError(column, "is given for an organisation")
