"""What a row states besides who a party is: holdings, rights, offices, proofs.

And of the client company's own row, what a register says of it.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from kycscreen import spreadsheets
from kycscreen.errors import PartyError
from kycscreen.parties import (
    Control,
    Holding,
    Pep,
    Proof,
    Representation,
    Right,
    Role,
    Undisclosed,
    Unnamed,
    declared,
)

E = TypeVar("E", bound=Enum)
Texts = Mapping[str, tuple[str, ...]]
"""What the cells of a row say that are not blank, by column."""
Register = tuple[tuple[str, str | date], ...]
"""What a register says of the client company, by the fields of a client."""

_OF_HOLDINGS = (
    "owner_of", "shares", "votes", "joint", "held_directly", "held_from", "held_to",
    "held_source", "held_verified",
)  # fmt: skip
_OF_PEPS = ("pep_relation", "pep_country", "pep_declared")
_OF_PROOFS = ("source", "document", "verified")
_OF_REGISTERS = ("registered_on", "register", "industry", "structure")
ONE = (*_OF_HOLDINGS, "pep", *_OF_PEPS, *_OF_PROOFS, *_OF_REGISTERS, "reason")
MANY = ("addresses", "represents", "pep_function", "control")
DAYS = ("held_from", "held_to", "held_verified", "pep_declared", "verified",
        "registered_on")  # fmt: skip
"""Columns of days, which a Parquet file may hold as dates."""
OF_PERSONS = ("pep", "pep_function", *_OF_PEPS)
_OF_UNDISCLOSED = frozenset(
    {
        "client_id", "party_id", "kind", "role", "owner_of", "shares", "reason",
        "source",
    }
)  # fmt: skip
_OWNERS = frozenset({Role.SHAREHOLDER, Role.BENEFICIAL_OWNER})
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def of_party(texts: Texts) -> dict[str, Any]:
    """Return the further facts of a party that a row states, by their fields."""
    found: dict[str, Any] = {}
    if "addresses" in texts:
        found["addresses"] = texts["addresses"]
    if "represents" in texts:
        found["represents"] = tuple(map(_representation, texts["represents"]))
    if any(column in texts for column in OF_PERSONS):
        found["pep"] = _pep(texts)
    if any(column in texts for column in _OF_PROOFS):
        found["proofs"] = (_proof(texts),)
    return found


def holdings(texts: Texts, owner: str) -> tuple[Holding, ...]:
    """Return what a row says its party holds: one holding, if it says anything."""
    if "control" not in texts and not any(one in texts for one in _OF_HOLDINGS):
        return ()
    is_direct = _yes_or_no(texts, "held_directly")
    holding = Holding(
        owner=owner,
        of=_one(texts, "owner_of").strip(),
        shares=_one(texts, "shares"),
        votes=_one(texts, "votes"),
        control=tuple(_member("control", Control, w) for w in texts.get("control", ())),
        direct=True if is_direct is None else is_direct,
        joint=_one(texts, "joint").strip(),
        start=_day(texts, "held_from"),
        end=_day(texts, "held_to"),
        source=_one(texts, "held_source"),
        verified_on=_day(texts, "held_verified"),
    )
    return (holding,)


def undisclosed(texts: Texts, roles: Collection[Role]) -> Undisclosed:
    """Read a row of an owner whom nobody names."""
    for column in sorted(texts):
        if column not in _OF_UNDISCLOSED:
            raise PartyError(column, "is given for an owner who is not disclosed")
    if not _OWNERS.issuperset(roles):
        raise PartyError(
            "role", "is not that of an owner, who alone may be undisclosed"
        )
    reason = _one(texts, "reason").strip()
    return Undisclosed(
        of=_one(texts, "owner_of").strip(),
        reason=_member("reason", Unnamed, reason) if reason else Unnamed.UNKNOWN,
        shares=_one(texts, "shares"),
        source=_one(texts, "source"),
    )


def register(texts: Texts, roles: Collection[Role]) -> Register:
    """Return what a register says of the client company, on the row that it has."""
    found: list[tuple[str, str | date]] = []
    for column in _OF_REGISTERS:
        if column not in texts:
            continue
        if Role.CLIENT not in roles:
            raise PartyError(column, "is given for one that is not the client itself")
        day = _day(texts, column) if column in DAYS else None
        found.append((column, _one(texts, column).strip() if day is None else day))
    return tuple(found)


def _representation(text: str) -> Representation:
    word, _, note = text.partition(":")
    return Representation(
        right=_member("represents", Right, word.strip()), note=note.strip()
    )


def _pep(texts: Texts) -> Pep:
    answer = _one(texts, "pep").strip().casefold()
    if not answer:
        raise PartyError("pep", "is empty, and something is said of an office")
    if answer not in _ANSWERS:
        raise PartyError("pep", "is none of yes, no, unknown")
    if answer == "no" and ("pep_function" in texts or "pep_relation" in texts):
        raise PartyError("pep", "says no, and an office is stated")
    (country,) = declared.countries("pep_country", texts.get("pep_country", ())) or (
        "",
    )
    return Pep(
        declared=_ANSWERS[answer],
        functions=texts.get("pep_function", ()),
        relation=_one(texts, "pep_relation").strip(),
        country=country,
        declared_on=_day(texts, "pep_declared"),
    )


_ANSWERS = {"yes": True, "no": False, "unknown": None}


def _proof(texts: Texts) -> Proof:
    return Proof(
        source=_one(texts, "source"),
        document=_one(texts, "document"),
        verified_on=_day(texts, "verified"),
    )


def _yes_or_no(texts: Texts, column: str) -> bool | None:
    answer = _one(texts, column).strip().casefold()
    if answer not in ("", "yes", "no"):
        raise PartyError(column, "is neither yes nor no")
    return answer == "yes" if answer else None


def _member(column: str, cls: type[E], word: str) -> E:
    try:
        return cls(word.casefold().replace(" ", "_").replace("-", "_"))
    except ValueError:
        known = ", ".join(member.value for member in cls)
        raise PartyError(column, f"is none of {known}") from None


def _day(texts: Texts, column: str) -> date | None:
    text = _one(texts, column).strip()
    if not text:
        return None
    if spreadsheets.is_serial(text):
        raise PartyError(
            column, "is a spreadsheet's serial number; write it as YYYY-MM-DD"
        )
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise PartyError(column, "is no day: write YYYY-MM-DD")


def _one(texts: Texts, column: str) -> str:
    return texts[column][0] if column in texts else ""
