"""OFAC's id rows, nationalities and addresses, each put where it belongs.

An ``id`` row of the legacy file is a passport or a wallet, but as often a note
on measures, a website or a gender: ``tables/ofac_id_types.csv`` routes each of
OFAC's words. A word that is not in it makes an identifier of type ``other`` and
an issue. "LE Number" is a person's Libreta Electoral or a company's LEI, and a person's
"Registration ID" a personal number: the entry's kind decides. An IMO number may stand
under any word.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import attrs

from kycscreen import countries, dates, identifiers
from kycscreen.entities import Address, Link, LinkType
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.sources.entries import Note, iso, land
from kycscreen.sources.texts import absent

Row = Mapping[str, str]

_WITHOUT_NOTE = ("gender", "email", "phone", "web", "operator")
_GENDERS = {"Male": "M", "Female": "F"}
PARTS = {  # what the parts of an address are called where they are words
    "address1": "address1",
    "address2": "address2",
    "address3": "address3",
    "city": "city",
    "state/province": "stateOrProvince",
    "region": "region",
    "postal code": "postalCode",
    "country": "country",
}
ADDRESS = tuple(PARTS.values())
"""The parts of an address, in OFAC's order."""


@attrs.frozen
class Routed:
    """What the id rows of one entry say, by kind of fact."""

    identifiers: tuple[Identifier, ...]
    genders: tuple[str, ...]
    contacts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    links: tuple[Link, ...]
    listed_on: date | None
    listed_on_source: str


def route(rows: Sequence[Row], kind: Kind, note: Note) -> Routed:
    """Put every id row where it belongs, in the publisher's order.

    ``kind`` is their holder's: one word may be a person's or a company's number.
    """
    numbers: list[Identifier] = []
    genders: list[str] = []
    contacts: list[tuple[str, str]] = []
    remarks: list[str] = []
    links: list[Link] = []
    listings: list[tuple[date, str]] = []
    for row in rows:
        word, value = row.get("idType", ""), row.get("idNumber", "")
        way = way_of(word)
        if "note" in row and way in _WITHOUT_NOTE:
            remarks.append(_remark(word, row))
        match way:
            case "":
                note("idList/id/idType", word)
                numbers.append(_identifier("other", row, kind, note))
            case "measure_note":
                told = f" ({row['note']})" if "note" in row else ""
                remarks.append(f"measure_note: {word} {value}{told}")
            case "remark":
                remarks.append(_remark(word, row))
            case _ if absent(value):
                note(f"idList/id/{word}", value)
            case "gender" if value in _GENDERS:
                if _GENDERS[value] not in genders:
                    genders.append(_GENDERS[value])
            case "gender":
                note("idList/id/Gender", value)
                remarks.append(f"Gender: {value}")
            case "email" | "phone" | "web":
                contacts.append((way, value))
            case "operator":
                links.append(Link(LinkType.OWNED_BY, target_name=value, note=word))
            case "listing_date":
                remarks.append(_remark(word, row))
                on = dates.parse(value).lo
                if on is None:
                    note(f"idList/id/{word}", value)
                else:
                    listings.append((on, word.rstrip(": ")))
            case _:
                numbers.append(_identifier(way, row, kind, note))
    listed_on, source = min(listings, default=(None, ""))
    return Routed(
        tuple(numbers),
        tuple(genders),
        tuple(contacts),
        tuple(remarks),
        tuple(links),
        listed_on,
        source,
    )


def _remark(word: str, row: Row) -> str:
    """Keep a row whole as text: OFAC's word, the value, and what else it says."""
    more = [row[name] for name in _ROW_REST if name in row]
    return f"{word.rstrip(':- ')}: {', '.join((row.get('idNumber', ''), *more))}"


_ROW_REST = ("idCountry", "issueDate", "expirationDate", "issuer", "note")


@cache
def way_of(word: str) -> str:
    """Return where a word of OFAC's goes; empty where we do not know it."""
    whole, starts = _table()
    if word in whole:
        return whole[word]
    return next((way for start, way in starts if word.startswith(start)), "")


def word_of(text: str) -> str:
    """Return the word of OFAC's that a text begins with; empty where it is none.

    Where we know only how words begin, they end with a colon, a dash, or a bracket;
    of a wallet, with its currency.
    """
    found = _words().match(text)
    return "" if found is None else found[0].rstrip()


@cache
def _words() -> re.Pattern[str]:
    whole, starts = _table()
    words = [re.escape(word) for word in whole]
    for start, way in starts:
        rest = r"\S+" if way == "crypto" else r"[^();:]{0,120}?[:-]"
        if start.endswith("("):
            rest = r"[^();]{0,120}\):?"
        words.append(re.escape(start) + rest)
    longest = sorted(words, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest)})(?= |$)")


@cache
def _table() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Read the table: words, and the beginnings of words."""
    path = Path(__file__).parents[2] / "tables" / "ofac_id_types.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = list(csv.reader(line for line in lines if not line.startswith("# ")))
    whole = {word: way for word, way in rows if not word.endswith("*")}
    starts = ((word[:-1], way) for word, way in rows if word.endswith("*"))
    return whole, tuple(starts)


def _identifier(way: str, row: Row, kind: Kind, note: Note) -> Identifier:
    """Make an identifier of a row; what fails its own check digits is marked."""
    raw_type, value = row.get("idType", ""), row.get("idNumber", "")
    remarks = [row["note"]] if "note" in row else []
    way = _type(way, value, kind)
    if way == "crypto":
        remarks.insert(0, raw_type.removeprefix("Digital Currency Address - "))
    elif way == "imo":
        value = re.sub("^IMO[ :]*", "", value)
    named = row.get("idCountry", "")
    country = land(named, "idList/id/idCountry", note)
    issuers = [row["issuer"]] if "issuer" in row else []
    if named and not country:
        issuers.append(named)
    made = Identifier(
        way,
        value,
        country,
        issued=iso(row.get("issueDate", "")),
        expires=iso(row.get("expirationDate", "")),
        issuer=", ".join(issuers),
        valid=row.get("valid") != "false",
        note="; ".join(remarks),
        raw_type=raw_type,
    )
    if way in ("imo", "iban", "isin") and identifiers.check(made) is False:
        return attrs.evolve(made, note="; ".join((*remarks, "check digit fails")))
    return made


def _type(way: str, value: str, kind: Kind) -> str:
    """Return an identifier's type, where a word of OFAC's leaves it open."""
    if re.fullmatch("IMO[ :]*[0-9]{7}", value):  # an owner's or a manager's
        return "imo"
    if way not in ("lei_or_register", "register"):
        return way
    is_lei = way == "lei_or_register" and len(value) == 20
    if is_lei and identifiers.check(Identifier("lei", value)):
        return "lei"
    return "national_id" if kind is Kind.PERSON else "company_reg"


def nations(
    names: Sequence[str], path: str, note: Note
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the countries named, and remarks for the others."""
    codes: list[str] = []
    remarks: list[str] = []
    for named in names:
        try:
            code = "" if absent(named) else countries.parse(named)
        except ValueError:
            note(path, named)
            remarks.append(f"{path}: {named}")
        else:
            if code and code not in codes:
                codes.append(code)
    return tuple(codes), tuple(remarks)


def addresses(rows: Sequence[Row], note: Note) -> Iterator[Address]:
    """Join each address in OFAC's order; ``note`` keeps whom it is in care of."""
    for row in rows:
        full = ", ".join(row[name] for name in ADDRESS if name in row)
        if absent(full):
            continue  # only that the country is undetermined
        care_of = re.match("c/o +(.+)", row.get("address1", ""), re.IGNORECASE)
        told = () if care_of is None else (f"c/o {care_of[1]}",)
        yield Address(
            full,
            city=row.get("city", ""),
            country=land(row.get("country", ""), "addressList/address/country", note),
            note="; ".join((*told, row["note"]) if "note" in row else told),
        )
