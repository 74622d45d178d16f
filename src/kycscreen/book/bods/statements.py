"""Statements of BODS 0.2 to 0.4 in one form, whichever version each is of.

https://standard.openownership.org
"""

from enum import Enum
from typing import Any

import attrs

from kycscreen.book.bods import cells
from kycscreen.book.bods.cells import Plain
from kycscreen.errors import PartyError


class Of(Enum):
    """What a statement is about."""

    ENTITY = "entity"
    PERSON = "person"
    RELATIONSHIP = "relationship"


@attrs.frozen(kw_only=True)
class Statement:
    """One statement: of which record, made when, and what it says of it.

    ``record`` is the id of the record, in 0.2 and 0.3 that of the statement itself.
    ``about`` is the record that the declaration is about, empty where none is named.
    ``when`` sorts the statements of a record.
    """

    place: int
    id: str
    record: str
    of: Of
    about: str
    publisher: str
    when: tuple[str, str, int]
    is_closed: bool
    is_component: bool
    replaces: tuple[str, ...]
    details: Plain = attrs.field(repr=False)
    source: str = attrs.field(repr=False)
    stated_on: str
    is_newest: bool
    """Of 0.4 or later: its records have ids of their own."""


_KINDS = {
    "personstatement": Of.PERSON,
    "entitystatement": Of.ENTITY,
    "ownershiporcontrolstatement": Of.RELATIONSHIP,
    "person": Of.PERSON,
    "entity": Of.ENTITY,
    "relationship": Of.RELATIONSHIP,
}
_NEWEST, _OLDER = "0.4", ("0.1", "0.2", "0.3")


def statement(place: int, plain: Plain) -> Statement:
    """Read a statement; ``PartyError`` names the key that cannot be taken."""
    is_newest = _is_newest(plain)
    published = cells.inner(plain, "publicationDetails")
    stated_on = cells.day(plain, "statementDate")
    cells.day(published, "publicationDate")
    id = cells.mandatory(plain, "statementId" if is_newest else "statementID")
    details = cells.inner(plain, "recordDetails") if is_newest else plain
    status = cells.text(plain, "recordStatus") if is_newest else "new"
    status = cells.choice("recordStatus", status, ("new", "updated", "closed"))
    if is_newest and "recordDetails" not in plain and status != "closed":
        raise PartyError("recordDetails", "is empty")
    return Statement(
        place=place,
        id=id,
        record=cells.mandatory(plain, "recordId") if is_newest else id,
        of=_kind(plain, "recordType" if is_newest else "statementType"),
        about=cells.text(plain, "declarationSubject") if is_newest else "",
        publisher=cells.text(cells.inner(published, "publisher"), "name"),
        when=(
            cells.text(plain, "statementDate"),
            cells.text(published, "publicationDate"),
            place,
        ),
        is_closed=status == "closed",
        is_component=bool(cells.truth(details, "isComponent")),
        replaces=() if is_newest else tuple(cells.texts(plain, "replacesStatements")),
        details=details,
        source=_source(cells.inner(plain, "source")),
        stated_on="" if stated_on is None else stated_on.isoformat(),
        is_newest=is_newest,
    )


def about(plain: Plain) -> str:
    """Return what a statement that is refused says it is about, if it can be told."""
    value = plain.get("declarationSubject")
    return value.strip() if isinstance(value, str) else ""


def _is_newest(plain: Plain) -> bool:
    """Tell the version by what the statement says, or else by how it spells its id."""
    published = cells.inner(plain, "publicationDetails")
    version = cells.text(published, "bodsVersion").removeprefix("v")
    if version:
        number = ".".join(version.split(".")[:2])
        if number != _NEWEST and number not in _OLDER:
            raise PartyError("bodsVersion", "is none of 0.2, 0.3, 0.4")
        return number == _NEWEST
    return "statementId" in plain


def _kind(plain: Plain, key: str) -> Of:
    word = cells.mandatory(plain, key).casefold()
    if word not in _KINDS:
        raise PartyError(key, "is no kind of statement that BODS has")
    return _KINDS[word]


def _source(source: dict[str, Any]) -> str:
    told = cells.text(source, "description") or cells.text(source, "url")
    kinds = source.get("type")
    if told or kinds is None:
        return told
    return ", ".join(
        [cells.checked("source", one) for one in kinds]
        if isinstance(kinds, list)
        else [cells.checked("source", kinds)]
    )
