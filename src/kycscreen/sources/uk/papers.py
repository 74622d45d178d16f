"""Passports, personal numbers and IMO numbers in the UK's lists.

What is told beside a number says who issued it, when, and often what it is. The
older list has both in one text.
"""

import re
from collections.abc import Iterable

import attrs

from kycscreen.identifiers import Identifier, check, normal
from kycscreen.sources import documents
from kycscreen.sources.texts import absent
from kycscreen.sources.uk.numbered import counted
from kycscreen.sources.uk.records import Record, Row

_TOLD = {
    "Passport": ("PassportNumber", "PassportAdditionalInformation"),
    "NationalIdentifier": (
        "NationalIdentifierNumber",
        "NationalIdentifierAdditionalInformation",
    ),
}
_AFTERWARDS = (
    r"(?is)[\s.,;(]{0,9}\b(?:issued?|expir\w*|exp|valid|date of|place of|dated"
    r"|under name|cancell?ed)\b.*"
)
_PASSPORT = r"(?i)\bpassport\s+(?:nos?|nr|numbers?)\b[.:\s]{0,9}(.{0,99}\d.*)"
_FAILS = "check digit fails"
_BESIDE = r"(?i)\b(?!(?:imo|no|nr|numbers?)(?![^\W\d_]))[^\W\d_]{2,}"


def documents_of(record: Record) -> documents.Documents:
    """Read passports and personal numbers; what has no number becomes a remark."""
    found: list[Identifier] = []
    remarks: list[str] = []
    for block, (field, _) in _TOLD.items():
        for row in record.all(block):
            for text, told in _paired(row, block):
                made = _document(block, text, told)
                found += made
                if not made and (told or not absent(text)):
                    both = dict.fromkeys(t for t in (text, told) if t)
                    remarks.append(f"{field}: {'; '.join(both)}")
    return documents.Documents(distinct(found), tuple(dict.fromkeys(remarks)))


def _paired(row: Row, block: str) -> list[tuple[str, str]]:
    """Put beside each number what is told of it; where all is told, it is in there."""
    field, about = _TOLD[block]
    numbers, told = counted(row.get(field, "")), counted(row.get(about, ""))
    if not numbers:
        ahead = told.pop(0, "") if len(told) > 1 else ""
        return [(text, f"{ahead} {text}".strip()) for text in told.values()]
    if told.keys() <= numbers.keys():
        return [(text, told.get(number, "")) for number, text in numbers.items()]
    return [(text, row[about]) for text in numbers.values()]


def _document(block: str, text: str, told: str) -> list[Identifier]:
    """Make an identifier of a text, or of each number that it holds."""
    head = _head(text)
    # "5/EXA(N)000004": such a bracket is part of the number.
    whole = re.fullmatch(r"\S*\)\S+", head) is not None
    number = head if whole else documents.number(head).value
    if not re.search(r"\d", number):
        return []
    notes = tuple(dict.fromkeys(t for t in (text, told) if t not in ("", number)))
    words = " ".join(notes)
    type_ = documents.type_of(words)
    if block != "Passport" and type_ in ("", "passport"):
        type_ = "national_id"
    if block == "Passport" and type_ != "national_id":
        type_ = "passport"
    return [
        Identifier(
            type_,
            one,
            documents.country_in(text) or documents.country_in(told),
            issued=documents.issue(words),
            expires=documents.expiry(words),
            valid=not documents.is_void(words),
            note="; ".join(notes),
            raw_type=block,
        )
        for one in documents.several(number)
    ]


def _head(text: str) -> str:
    """Cut off what is told behind a number, and what only a spreadsheet needs."""
    head = re.sub(_AFTERWARDS, "", text.lstrip("'’"), count=1)
    head = re.sub(r"\([^()]*$", "", head)
    found = re.search(_PASSPORT, head)
    head = found[1] if found else head
    head = re.sub(r"(?i)\bno[.:]+(?=\S)", "no. ", head)
    return re.sub(r"(?<=[^\W\d])\s+[-–—:]+\s+(?=\S*\d)", " ", head)


def ships(record: Record) -> documents.Documents:
    """Read the numbers of ships; one whose check digit fails is kept, and noted."""
    found: list[Identifier] = []
    remarks: list[str] = []
    for text in record.texts("IMONumber"):
        numbers = re.findall(r"(?<!\d)\d{7}(?!\d)", text)
        made = [Identifier("imo", number, raw_type="IMONumber") for number in numbers]
        found += [
            attrs.evolve(one, note=_FAILS) if check(one) is False else one
            for one in made
        ]
        if not made or re.search(_BESIDE, text):
            remarks.append(f"IMONumber: {text}")
    found += [Identifier("other", t, raw_type="HIN") for t in record.texts("HIN")]
    return documents.Documents(distinct(found), tuple(remarks))


def distinct(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Keep a number that stands there twice once, with what is told of each."""
    kept: dict[tuple[str, str, str], Identifier] = {}
    for one in identifiers:
        key = (one.type, one.raw_type, normal(one) or one.value)
        before = kept.get(key)
        kept[key] = one if before is None else _both(before, one)
    return tuple(kept.values())


def _both(first: Identifier, second: Identifier) -> Identifier:
    notes = dict.fromkeys(note for note in (first.note, second.note) if note)
    return attrs.evolve(
        first,
        country=first.country or second.country,
        issued=first.issued or second.issued,
        expires=first.expires or second.expires,
        valid=first.valid and second.valid,
        note="; ".join(notes),
    )
