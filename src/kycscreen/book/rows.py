"""One row of a book: one party of one client, or why it is refused.

A problem names the field and never its value. What is not sure is refused and
not guessed: a company read as a person would be compared with persons only, and
come out clear.
"""

from collections.abc import Sequence
from functools import lru_cache

import attrs

from kycscreen import spreadsheets
from kycscreen.book import statements
from kycscreen.book.columns import USUAL, Cells, filled, texts_of
from kycscreen.book.statements import Register, Texts
from kycscreen.errors import PartyError
from kycscreen.parties import Holding, Party, Role, Undisclosed

_OF_PERSONS = (
    "given", "family", "patronymic", "birth_date", "birth_place", "gender",
    "nationalities", "positions", *statements.OF_PERSONS,
)  # fmt: skip
_COLUMN_OF = {
    "id": "party_id", "genders": "gender", "name_parts": "name",
    "holdings": "owner_of", "proofs": "source",
}  # fmt: skip
_USUAL = frozenset(USUAL)
_BLANK = ("",)
_NAMED = frozenset({("person",), ("organisation",)})


@attrs.frozen
class Row:
    """An accepted row; ``line`` is where it begins in its file.

    It has no party where it states an owner whom nobody names. ``register`` is what
    the row of the client company says of it by the fields of a client.
    """

    line: int
    client_id: str
    party: Party | None = None
    holdings: tuple[Holding, ...] = ()
    undisclosed: tuple[Undisclosed, ...] = ()
    register: Register = ()

    @property
    def states_more(self) -> bool:
        """Ask whether it states more than a party."""
        return bool(self.holdings or self.undisclosed or self.register)


@attrs.frozen
class Refused:
    """A row that is not used, and why: never the value itself.

    ``client_id`` is empty where the row does not reliably say whose it is.
    """

    line: int
    field: str
    problem: str
    client_id: str = ""


Raw = tuple[str, tuple[int, Cells] | Refused]
"""A row that is not judged yet: whose it is if it says so, its line and its cells."""
Batch = list[Raw]
"""Rows that follow one another in a file."""


def row(line: int, columns: Sequence[str], cells: Cells) -> Row | Refused:
    """Read the cells of one row by the names of their columns."""
    try:
        texts = filled(columns, cells)
        return _row(line, texts)
    except PartyError as wrong:
        field = _COLUMN_OF.get(wrong.field, wrong.field)
        client_id = whose(cells[columns.index("client_id")])
        return Refused(line, field, wrong.problem, client_id)


def _row(line: int, texts: Texts) -> Row:
    client_id = _client_id(texts)
    if is_undisclosed(texts):
        unnamed = statements.undisclosed(texts, _roles(texts.get("role", ())))
        return Row(line, client_id, undisclosed=(unnamed,))
    party = _party(texts)
    if _USUAL.issuperset(texts):
        return Row(line, client_id, party)
    if "reason" in texts:
        raise PartyError("reason", "is given for one who is disclosed")
    return Row(
        line,
        client_id,
        party,
        holdings=statements.holdings(texts, party.id),
        register=statements.register(texts, party.roles),
    )


def is_undisclosed(texts: Texts) -> bool:
    """Ask whether a row states an owner whom nobody names."""
    kind = texts.get("kind", _BLANK)
    return kind not in _NAMED and kind[0].strip().casefold() == "undisclosed"


def whose(cell: object) -> str:
    """Say whose a refused row is; nothing where that cell is no better."""
    try:
        return "".join(texts_of("client_id", cell)).strip()
    except PartyError:
        return ""


def known_by(texts: Texts) -> str:
    """Return the id that a row states, or the words of the name that makes one."""
    party_id = _one(texts, "party_id").strip()
    if party_id:
        return party_id
    name = _one(texts, "name") or " ".join(_name_parts(texts).values())
    return " ".join(name.casefold().split())


def _client_id(texts: Texts) -> str:
    client_id = _one(texts, "client_id").strip()
    if not client_id:
        raise PartyError("client_id", "is empty")
    return client_id


def _party(texts: Texts) -> Party:
    kind = _one(texts, "kind").strip().casefold()
    name = _one(texts, "name")
    party_id = _one(texts, "party_id").strip() or None
    roles = _roles(texts.get("role", ()))
    countries = _countries(texts.get("countries", ()))
    identifiers = tuple(plain_number(number) for number in texts.get("identifiers", ()))
    further = {} if _USUAL.issuperset(texts) else statements.of_party(texts)
    if kind == "organisation":
        _refuse_of_persons(texts)
        return Party.organisation(
            name,
            role=roles,
            countries=countries,
            other_names=texts.get("other_names", ()),
            identifiers=identifiers,
            id=party_id,
            **further,
        )
    if kind == "person":
        return Party.person(
            name,
            role=roles,
            birth_date=iso_date(_one(texts, "birth_date").strip()),
            birth_place=_one(texts, "birth_place"),
            countries=countries,
            nationalities=_countries(texts.get("nationalities", ())),
            genders=texts.get("gender", ()),
            other_names=texts.get("other_names", ()),
            name_parts=_name_parts(texts) or None,
            identifiers=identifiers,
            positions=texts.get("positions", ()),
            id=party_id,
            **further,
        )
    raise PartyError(
        "kind", "is none of person, organisation, undisclosed" if kind else "is empty"
    )


def _one(texts: Texts, column: str) -> str:
    return texts.get(column, _BLANK)[0]


@lru_cache(maxsize=256)
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


@lru_cache(maxsize=1024)
def _countries(values: tuple[str, ...]) -> tuple[str, ...]:
    """Split ``fi se`` at the blank, but not ``Costa Rica``."""
    found: list[str] = []
    for value in values:
        words = value.split()
        found.extend(words if all(len(word) < 4 for word in words) else [value])
    return tuple(found)


def plain_number(text: str) -> str:
    """Return a number as it is written; refuse what a spreadsheet made of it."""
    if spreadsheets.is_rounded(text):
        raise PartyError(
            "identifiers",
            "was rounded by a spreadsheet; format the column as text and export again",
        )
    return text


def iso_date(text: str) -> str | None:
    """Return a birth date as it is written; refuse what a spreadsheet made of it."""
    if spreadsheets.is_serial(text):
        raise PartyError(
            "birth_date", "is a spreadsheet's serial number; write it as YYYY-MM-DD"
        )
    return text or None


def _name_parts(texts: Texts) -> dict[str, str]:
    parts = ("given", "patronymic", "family")
    return {part: texts[part][0] for part in parts if part in texts}


def _refuse_of_persons(texts: Texts) -> None:
    """Refuse what only a person has: the kind of such a row may be wrong."""
    for column in _OF_PERSONS:
        if column in texts:
            raise PartyError(column, "is given for an organisation")
