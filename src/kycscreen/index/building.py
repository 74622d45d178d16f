"""From watchlists to an index file: every name's words, and where they occur."""

import hashlib
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from kycscreen import codec, identifiers, sketches
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, Strength
from kycscreen.index import columns
from kycscreen.names import Name, Token, joining, phrases, relation
from kycscreen.names.reading import read_all
from kycscreen.names.tokens import COMPARED, ORGANISATION, heard, with_heard


class Listed(Protocol):
    """What building needs of a watchlist."""

    @property
    def list_id(self) -> str:
        """The list's id."""

    @property
    def sha256(self) -> str:
        """The checksum of the publisher's file; empty for a list made in code."""

    @property
    def published(self) -> date | None:
        """The publisher's own date."""

    @property
    def entities(self) -> Sequence[ListedEntity]:
        """Everyone on it."""


def build(watchlists: Iterable[Listed]) -> bytes:
    """Return the index file of some watchlists."""
    entities: list[ListedEntity] = []
    lists = []
    for watchlist in watchlists:
        first = len(entities)
        entities.extend(watchlist.entities)
        published = watchlist.published
        lists.append(
            {
                "list_id": watchlist.list_id,
                "sha256": watchlist.sha256,
                "published": published.isoformat() if published else None,
                "first": first,
                "entities": len(entities) - first,
            }
        )
    made: dict[str, Any] = {}
    for space in COMPARED:
        made.update(_space(space, entities))
    made.update(_facts(entities))
    header = {
        "engine": engine(),
        "lists": lists,
        "runs": _runs(entities),
        "entities": len(entities),
    }
    return columns.write(header, made)


def _runs(entities: list[ListedEntity]) -> list[tuple[str, int, int]]:
    """Name each run of entities of one list, by the list that they name themselves."""
    runs: list[tuple[str, int, int]] = []
    for position, entity in enumerate(entities):
        if runs and runs[-1][0] == entity.list_id:
            runs[-1] = (entity.list_id, runs[-1][1], position + 1)
        else:
            runs.append((entity.list_id, position, position + 1))
    return runs


_MADE_BY = frozenset(
    {
        "codec", "countries", "dates", "entities", "facts", "identifiers", "index",
        "names", "sketches", "sources", "tables",
    }
)  # fmt: skip
"""The modules and tables that decide what an index holds."""


@cache
def engine() -> str:
    """Return the hash of all code and tables that decide what an index holds."""
    package = Path(__file__).parent.parent
    read = hashlib.sha256(_versions().encode())
    for file in sorted(package.rglob("*.*")):
        inside = file.relative_to(package)
        if file.suffix in (".py", ".csv") and Path(inside.parts[0]).stem in _MADE_BY:
            read.update(inside.as_posix().encode() + b"\0" + file.read_bytes())
    return read.hexdigest()


def _versions() -> str:
    """Name what decides how letters are read and is not our code."""
    installed = [_installed(name) for name in ("unidecode", "rapidfuzz")]
    return f"{sys.version_info[:2]} {unicodedata.unidata_version} {installed}"


def _installed(package: str) -> list[str]:
    # The folder of an installed distribution is named by its version; asking
    # importlib.metadata costs more than a screening.
    found = find_spec(package)
    origin = "" if found is None or found.origin is None else found.origin
    folders = Path(origin).parent.parent.glob("*.dist-info")
    return sorted(f.name for f in folders if f.name.lower().startswith(f"{package}-"))


def _space(space: str, entities: list[ListedEntity]) -> dict[str, Any]:
    """Make the columns of one space: vocabulary, names, postings, joins."""
    kinds = COMPARED[space]
    ids: dict[tuple[str, str, tuple[str, ...]], int] = {}
    vocabulary: list[Token] = []
    name_at, name_tokens = array("I", [0]), array("I")
    name_entity, name_weight, name_weak = array("I"), array("I"), bytearray()
    first_name = array("I")
    joins: set[int] = set()
    for position, entity in enumerate(entities):
        first_name.append(len(name_entity))
        if entity.kind not in kinds:
            continue
        for listed in entity.names:
            for name in read_all(listed.full, space):
                if not name.tokens:
                    continue
                for token in name.tokens:
                    word = token.text, token.kind, token.groups
                    if word not in ids:
                        ids[word] = len(vocabulary)
                        vocabulary.append(token)
                    name_tokens.append(ids[word])
                joins.update(_joins(name, len(name_entity)))
                name_at.append(len(name_tokens))
                name_entity.append(position)
                name_weight.append(name.weight)
                name_weak.append(listed.strength is Strength.WEAK)
    first_name.append(len(name_entity))
    return {
        f"{space}.name_at": name_at,
        f"{space}.name_tokens": name_tokens,
        f"{space}.name_entity": name_entity,
        f"{space}.name_weight": name_weight,
        f"{space}.name_weak": bytes(name_weak),
        f"{space}.first_name": first_name,
        **columns.rows(f"{space}.joins", list(joins)),
        **_vocabulary(space, vocabulary),
        **_postings(space, name_at, name_tokens, len(vocabulary)),
    }


def _joins(name: Name, number: int) -> Iterable[int]:
    """Yield what a name's neighbours, or all their initials, read as or mean as one."""
    for _, parts, _ in joining.runs(name.tokens):
        for sounds in joining.as_one(parts):
            for sound in sounds:
                yield columns.key(sound) << 32 | number
    if name.space == ORGANISATION:
        for _, _, groups in phrases.phrases(name.tokens):
            for group in groups:
                yield columns.key(group) << 32 | number
        for acronym, _ in phrases.openings(name.tokens):
            yield columns.key(ACRONYM + acronym) << 32 | number


ACRONYM = "@"
"""What marks the key of initials among those of joined words."""


def _vocabulary(space: str, vocabulary: list[Token]) -> dict[str, Any]:
    pairs: list[int] = []
    at, text = array("I", [0]), bytearray()
    for number, token in enumerate(vocabulary):
        pairs.extend({columns.key(key) << 32 | number for key in relation.keys(token)})
        text.extend(pack(token).encode())
        at.append(len(text))
    return {
        f"{space}.token_at": at,
        f"{space}.token_rows": bytes(text),
        **columns.rows(f"{space}.tokens", pairs),
    }


def pack(token: Token) -> str:
    """Write a token as one row, so that reading it back costs next to nothing."""
    spelt = (token.text, token.kind, str(token.weight), token.script)
    found = (token.readings, *heard(token))
    return "\t".join((*spelt, *map(" ".join, found)))


def unpack(row: str, space: str) -> Token:
    """Read back what ``pack`` wrote: a listed word, which is never cut off."""
    text, kind, weight, script, readings, sounds, loose, bones, groups = row.split("\t")
    return with_heard(
        Token(text, space, kind, int(weight), tuple(readings.split()), script),
        tuple(sounds.split()), tuple(loose.split()), tuple(bones.split()),
        tuple(groups.split()),
    )  # fmt: skip


def _postings(
    space: str, name_at: "array[int]", name_tokens: "array[int]", vocabulary: int
) -> dict[str, Any]:
    """Turn names → words into words → names."""
    lists: list[list[int]] = [[] for _ in range(vocabulary)]
    for number in range(len(name_at) - 1):
        for token in set(name_tokens[name_at[number] : name_at[number + 1]]):
            lists[token].append(number)
    at, postings = array("I", [0]), array("I")
    for names in lists:
        postings.extend(names)
        at.append(len(postings))
    return {f"{space}.posting_at": at, f"{space}.postings": postings}


def _facts(entities: list[ListedEntity]) -> dict[str, Any]:
    """Make the columns that are not names: the records, identifiers and days."""
    at, text = array("Q", [0]), bytearray()
    states, years = bytearray(), array("I")
    birthdays, countries = array("Q"), array("Q")
    numbers: set[int] = set()
    days: set[int] = set()
    for position, entity in enumerate(entities):
        brief = sketches.of_entity(entity)
        states.append(brief.states)
        years.append(brief.first_year << 16 | brief.last_year)
        birthdays.append(brief.days)
        countries.frombytes(brief.countries.to_bytes(COUNTRIES, "little"))
        text.extend(codec.to_json(entity).encode())
        at.append(len(text))
        for number in filter(None, map(identifiers.key, entity.identifiers)):
            numbers.add(columns.key(number) << 32 | position)
        for span in entity.birth_dates:
            if (day := day_key(span)) is not None:
                days.add(day << 32 | position)
    return {
        "entity_at": at,
        "entities": bytes(text),
        "states": bytes(states),
        "years": years,
        "birthdays": birthdays,
        "countries": countries,
        **columns.rows("identifiers", list(numbers)),
        **columns.rows("days", list(days)),
    }


COUNTRIES = 32
"""Bytes of a bit for each country."""


def day_key(span: DateSpan) -> int | None:
    """Return the key of a birth known to the day, or to one month."""
    if span.lo is None or span.hi is None:
        return None
    if span.lo == span.hi:
        return span.lo.toordinal()
    in_a_month = (span.lo.year, span.lo.month) == (span.hi.year, span.hi.month)
    return month_key(span.lo) if in_a_month else None


def month_key(day: date) -> int:
    """Return the key of a month; above every day's."""
    return 4_000_000 + day.year * 12 + day.month
