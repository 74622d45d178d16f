"""What OFAC's CSV says in a remark: births, documents, weak aliases, and all else.

>>> said = read("DOB 1962; a.k.a. 'A; B'; Passport X 1 (Iran); all offices.")
>>> said.births, said.aliases, said.rest
((('1962', True),), (('a.k.a.', 'A; B'),), ('all offices',))
>>> said.ids
({'idType': 'Passport', 'idNumber': 'X 1', 'idCountry': 'Iran'},)
"""

import re
from collections.abc import Iterator

import attrs

from kycscreen import countries
from kycscreen.sources.ofac import values
from kycscreen.sources.ofac.values import Row

_ALIAS = re.compile(r"([afn]\.k\.a\.) '(.*)'")
_DATED = re.compile(
    "(?P<number>.*?)(?: issued (?P<issueDate>[0-9A-Za-z ]{0,30}?[0-9]{4}))?"
    "(?: expires (?P<expirationDate>[0-9A-Za-z ]{0,30}?[0-9]{4}))?"
)
_SENTENCE = re.compile(r"\b(?:issued|expires|and|were|under)\b")  # and no number
_NAMES = ("operator", "email", "web")
_PROSE = ("measure_note", "remark", "listing_date")


@attrs.frozen
class Remark:
    """What one remark says, by kind of fact; of a birth, whether it is the main one."""

    births: tuple[tuple[str, bool], ...]
    birth_places: tuple[str, ...]
    nationalities: tuple[str, ...]
    citizenships: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...]
    ids: tuple[Row, ...]
    rest: tuple[str, ...]


def read(text: str) -> Remark:
    """Take a remark apart, whose last full stop is the publisher's own."""
    births: list[tuple[str, bool]] = []
    places: list[str] = []
    nationalities: list[str] = []
    citizenships: list[str] = []
    aliases: list[tuple[str, str]] = []
    ids: list[Row] = []
    rest: list[str] = []
    for token in parted(text.removesuffix(".")):
        said = token.removeprefix("alt. ")
        word, _, value = said.partition(" ")
        alias = _ALIAS.fullmatch(said)
        row = None if alias is not None else _id(said)
        if alias is not None:
            aliases.append((alias[1], alias[2]))
        elif word == "DOB" and value:
            births.append((value, said == token))
        elif word == "POB" and value:
            places.append(value)
        elif word == "nationality" and value:
            nationalities.append(value)
        elif word == "citizen" and value:
            citizenships.append(value)
        elif row is not None:
            ids.append(row)
        else:
            rest.append(token)
    return Remark(
        tuple(births),
        tuple(places),
        tuple(nationalities),
        tuple(citizenships),
        tuple(aliases),
        tuple(ids),
        tuple(rest),
    )


def parted(text: str) -> Iterator[str]:
    """Split at ``; ``, but not within the quotes of an alias or within parentheses."""
    closing = _closings(text)
    start = at = 0
    while at < len(text):
        if text.startswith("; ", at):
            yield text[start:at].strip()
            start = at = at + 2
        elif text[at] == "(":
            at = closing.get(at, at) + 1
        elif text.startswith(".k.a. '", at):
            end = re.compile("'(?=; |$)").search(text, at + 7)
            at = at + 7 if end is None else end.end()
        else:
            at += 1
    if last := text[start:].strip():
        yield last


def _closings(text: str) -> dict[int, int]:
    """Find which parenthesis closes which; one that nothing closes is left out."""
    found, opened = {}, []
    for mark in re.finditer("[()]", text):
        if mark[0] == "(":
            opened.append(mark.start())
        elif opened:
            found[opened.pop()] = mark.start()
    return found


def _id(said: str) -> Row | None:
    """Read a token that begins with one of OFAC's words for an id row."""
    word = values.word_of(said)
    if not word:
        return None
    value = said[len(word) :].strip()
    if values.way_of(word) in _PROSE:
        return {"idType": word, "idNumber": value}
    dated = _DATED.fullmatch(value)
    assert dated is not None  # its first part takes whatever there is
    number, country = _countried(dated["number"])
    if _SENTENCE.search(number) and values.way_of(word) not in _NAMES:
        return None
    row = {"idType": word, "idNumber": number, "idCountry": country}
    row |= {name: dated[name] or "" for name in ("issueDate", "expirationDate")}
    return {name: text for name, text in row.items() if text or name == "idNumber"}


def _countried(number: str) -> tuple[str, str]:
    """Part a number from the country in parentheses behind it."""
    if not number.endswith(")"):
        return number, ""
    opening = next(
        (o for o, c in _closings(number).items() if c == len(number) - 1), -1
    )
    named = number[opening + 1 : -1]
    if opening < 0 or not countries.successors(named):
        return number, ""
    return number[:opening].strip(), named
