"""From watchlists to an index file: every name's words, and where they occur.

The entities are read once, one after another; what is kept of them is numbers.
"""

import hashlib
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol

from kycscreen import codec, identifiers, sketches
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, Topic
from kycscreen.index import columns
from kycscreen.index.vocabulary import Vocabulary
from kycscreen.index.writing import Pairs, Writer
from kycscreen.names.tokens import COMPARED


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
    def entities(self) -> Iterable[ListedEntity]:
        """Everyone on it; asked for once."""


def build(watchlists: Iterable[Listed]) -> bytes:
    """Return the index file of some watchlists."""
    file = BytesIO()
    write(watchlists, file)
    return file.getvalue()


def write(watchlists: Iterable[Listed], file: IO[bytes]) -> None:
    """Write the index file of some watchlists, each asked for after the one before."""
    writer = Writer(file)
    gathered = _Gathered()
    writer.pieces("entities", _records(watchlists, gathered))
    writer.column("entity_at", gathered.entity_at)
    writer.column("states", gathered.states)
    writer.column("years", gathered.years)
    writer.column("birthdays", gathered.birthdays)
    writer.column("countries", gathered.countries)
    writer.rows("identifiers", gathered.identifiers)
    writer.rows("days", gathered.days)
    writer.rows("exposed", gathered.exposed)
    for names in gathered.spaces:
        names.write(writer)
    header = {
        "engine": engine(),
        "lists": gathered.lists,
        "runs": gathered.runs,
        "entities": len(gathered.entity_at) - 1,
    }
    writer.finish(header)


class _Gathered:
    """What is gathered of all entities while their records are written."""

    def __init__(self) -> None:
        self.lists: list[dict[str, Any]] = []
        self.runs: list[tuple[str, int, int]] = []
        self.entity_at = array("Q", [0])
        self.identifiers, self.days, self.exposed = Pairs(), Pairs(), Pairs()
        self.states, self.years = array("B"), array("I")
        self.birthdays, self.countries = array("Q"), array("Q")
        self.spaces = [Vocabulary(space) for space in COMPARED]

    def add(self, entity: ListedEntity, position: int) -> None:
        """Gather what the columns need of an entity, but its record."""
        if self.runs and self.runs[-1][0] == entity.list_id:
            self.runs[-1] = (entity.list_id, self.runs[-1][1], position + 1)
        else:
            self.runs.append((entity.list_id, position, position + 1))
        brief = sketches.of_entity(entity)
        self.states.append(brief.states)
        self.years.append(brief.first_year << 16 | brief.last_year)
        self.birthdays.append(brief.days)
        self.countries.frombytes(brief.countries.to_bytes(COUNTRIES, "little"))
        numbers = set(filter(None, map(identifiers.key, entity.identifiers)))
        self.identifiers.add(map(columns.key, numbers), position)
        days = {key for span in entity.birth_dates if (key := day_key(span))}
        self.days.add(map(columns.spread, days), position)
        if Topic.PEP in entity.topics:  # who is one's relative is told by its id
            self.exposed.add((columns.key(entity.record_id),), position)
        for names in self.spaces:
            names.add(entity)


def _records(watchlists: Iterable[Listed], gathered: _Gathered) -> Iterator[bytes]:
    """Yield the records of all entities, and gather the rest."""
    position = 0
    for watchlist in watchlists:
        first = position
        for entity in watchlist.entities:
            record = codec.to_json(entity).encode()
            yield record
            gathered.entity_at.append(gathered.entity_at[-1] + len(record))
            gathered.add(entity, position)
            position += 1
        published = watchlist.published
        gathered.lists.append(
            {
                "list_id": watchlist.list_id,
                "sha256": watchlist.sha256,
                "published": published.isoformat() if published else None,
                "first": first,
                "entities": position - first,
            }
        )


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
