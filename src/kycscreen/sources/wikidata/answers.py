"""The answer of a SPARQL endpoint: rows, each one fact, and whether it is whole."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from kycscreen.errors import FormatError
from kycscreen.sources import archives, strictjson
from kycscreen.sources.strictjson import objects
from kycscreen.sources.texts import absent, line
from kycscreen.sources.wikidata.query import VARIABLES

_TYPES = ("uri", "literal", "typed-literal", "bnode")
_ENTITY = "https?://www[.]wikidata[.]org/entity/(Q[1-9][0-9]*)"


@attrs.frozen
class Term:
    """One value of a row: its text, and the language that it is in."""

    text: str
    lang: str = ""


@attrs.frozen
class Row:
    """One fact about one person, by the names of the query's variables."""

    person: str
    fact: str
    terms: Mapping[str, Term]

    def text(self, name: str) -> str:
        """Return what a variable says; empty where it says nothing, or "unknown"."""
        term = self.terms.get(name)
        return "" if term is None else term.text

    def item(self, name: str = "value") -> str:
        """Return the id of the item that a variable names; empty where it is none."""
        return _item(self.text(name))


def rows(list_id: str, data: bytes) -> Iterator[Row]:
    """Yield every row of one answer, or of each answer in a zip archive."""
    if archives.is_zip(data):
        for name, answer in archives.opened(list_id, data).items():
            yield from _rows(list_id, f"{name} ", strictjson.read(list_id, answer))
    else:
        yield from _rows(list_id, "", strictjson.read(list_id, data))


def _rows(list_id: str, name: str, plain: Any) -> Iterator[Row]:
    try:
        found = list(_of_answer(plain))
    except ValueError as wrong:
        raise FormatError(list_id, f"{name}{wrong}") from None
    told = [row.text("value") for row in found if row.fact == "people"]
    people = {row.person for row in found if row.person}
    if len(told) != 1:
        raise FormatError(
            list_id, f"{name}does not say once how many people it holds; ask again"
        )
    if told[0] != str(len(people)):
        raise FormatError(
            list_id,
            f"{name}says that it holds {told[0][:20]} people, and holds {len(people)};"
            " it is cut off, or Wikidata changed meanwhile: ask again",
        )
    yield from (row for row in found if row.fact != "people")


def _of_answer(plain: Any) -> Iterator[Row]:
    head = plain.get("head") if isinstance(plain, dict) else None
    asked = head.get("vars") if isinstance(head, dict) else None
    if not isinstance(asked, list):
        raise ValueError("is no answer of a SPARQL endpoint: it has no head.vars")  # noqa: TRY004  # the file is wrong
    if sorted(map(str, asked)) != sorted(VARIABLES):
        raise ValueError(
            "is the answer to another query; ask the one that the documentation shows"
        )
    for number, binding in enumerate(objects(plain.get("results"), "bindings", "it")):
        terms = {
            name: term
            for name, given in binding.items()
            if (term := _term(given, f"row {number}")) is not None
        }
        yield _row(terms, f"row {number}")


def _term(given: Any, place: str) -> Term | None:
    """Read one value; none where Wikidata knows that there is one, and not which."""
    if not isinstance(given, dict) or given.get("type") not in _TYPES:
        raise ValueError(f"has a value in {place} of no type that we know")
    value, lang = given.get("value"), given.get("xml:lang", "")
    if not isinstance(value, str) or not isinstance(lang, str):
        raise ValueError(f"has a value in {place} that is no text")  # noqa: TRY004  # the file is wrong
    if given["type"] == "bnode" or "/.well-known/genid/" in value or absent(value):
        return None
    return Term(line(value), lang)


def _row(terms: dict[str, Term], place: str) -> Row:
    fact = terms.pop("fact", None)
    if fact is None:
        raise ValueError(f"has no fact in {place}")
    person = terms.pop("person", None)
    if fact.text == "people":
        return Row("", fact.text, terms)
    if person is None or not _item(person.text):
        raise ValueError(f"names no person in {place}")
    return Row(_item(person.text), fact.text, terms)


def _item(text: str) -> str:
    found = re.fullmatch(_ENTITY, text)
    return "" if found is None else found[1]
