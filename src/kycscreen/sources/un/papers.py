"""Documents and addresses in the UN's list.

The number of a document may stand in its type, its country before its number, and
its expiry in its note. Half the elements are empty.
"""

import re
from collections.abc import Iterable

import attrs

from kycscreen import countries
from kycscreen.entities import Address
from kycscreen.identifiers import Identifier
from kycscreen.sources import documents as texts
from kycscreen.sources import entries
from kycscreen.sources.entries import Note
from kycscreen.sources.un.rows import Row, absent, country


def documents(rows: Iterable[Row], note: Note) -> texts.Documents:
    """Read documents; what has no number becomes a remark."""
    identifiers: list[Identifier] = []
    remarks: list[str] = []
    for row in rows:
        kinds = [row.get(n, "") for n in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2")]
        raw_type = " / ".join(dict.fromkeys(kind for kind in kinds if kind))
        text = row.get("NUMBER", "") or kinds[1]
        if re.search(r"\d", text):
            identifiers.append(_document(row, text, raw_type, note))
        else:
            told = (text for name, text in row.items() if not name.startswith("TYPE"))
            remarks.append(": ".join((raw_type or "document", "; ".join(told))))
    return texts.Documents(tuple(identifiers), tuple(remarks))


def _document(row: Row, text: str, raw_type: str, note: Note) -> Identifier:
    told = row.get("NOTE", "")
    number = texts.number(text)
    named = row.get("ISSUING_COUNTRY", ""), row.get("COUNTRY_OF_ISSUE", "")
    codes = [country(name, note, "DOCUMENT/ISSUING_COUNTRY") for name in named]
    # where it was issued may be a consulate: the issuing country comes first
    told_in = countries.successors(told.partition(",")[0]) if told else ()
    first = (codes[0], number.country, codes[1], *told_in)
    issued_by = next((code for code in first if code), "")
    remarks = (number.told, told)
    fiscal = re.fullmatch(r"(?i)italian fiscal code\W*|nif\b.*", told)
    return Identifier(
        _type(raw_type, text, note) if fiscal is None else "tax",
        number.value,
        issued_by,
        issued=entries.iso(row.get("DATE_OF_ISSUE", "")) or texts.issue(told),
        expires=texts.expiry("; ".join(remarks)),
        issuer=row.get("CITY_OF_ISSUE", ""),
        valid=not any(texts.is_void(remark) for remark in remarks),
        note="; ".join(remark for remark in remarks if remark),
        raw_type=raw_type,
    )


def _type(raw_type: str, text: str, note: Note) -> str:
    """Find a document's type in its number's words, its second and its first type."""
    for words in (text, *reversed(raw_type.split(" / "))):
        if type_ := texts.type_of(words):
            return type_
    note("DOCUMENT/TYPE_OF_DOCUMENT", raw_type)
    return "other"


@attrs.frozen
class Addresses:
    """Where someone is found, and the telephones named there."""

    addresses: tuple[Address, ...]
    contacts: tuple[tuple[str, str], ...]


def addresses(rows: Iterable[Row], note: Note) -> Addresses:
    """Read addresses; a ``ZIP_CODE`` without digits is a province."""
    found: list[Address] = []
    contacts: list[tuple[str, str]] = []
    for row in rows:
        told = row.get("NOTE", "")
        phones = re.match(r"(?i)tel\.?:? ?(\+?[\d ()/+-]{6,})$", told)
        if phones is not None:
            contacts += (("phone", text) for text in _phones(phones[1]))
        full = ", ".join(row[n] for n in _WHERE if not absent(row.get(n, "")))
        code = country(row.get("COUNTRY", ""), note, "ADDRESS/COUNTRY")
        if full:
            found.append(Address(full, row.get("CITY", ""), code, told))
        elif told:
            found.append(Address(told))
    kept = tuple(dict.fromkeys(contacts))
    return Addresses(tuple(dict.fromkeys(found)), kept)


def _phones(text: str) -> list[str]:
    """Part two telephones; "533 578/9" is an abbreviation and stays one."""
    pieces = [piece.strip() for piece in text.split("/")]
    long = all(sum(c.isdigit() for c in piece) > 5 for piece in pieces)
    return pieces if long else [text.strip()]


_WHERE = ("STREET", "ZIP_CODE", "CITY", "STATE_PROVINCE", "COUNTRY")
