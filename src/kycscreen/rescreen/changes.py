"""What changed since the last run: entities of lists, and what concerns everybody."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.entities import ListedEntity
from kycscreen.index import building
from kycscreen.lists.watchlist import Watchlist

Record = tuple[str, str]
"""A listed entity by its list and record id."""
Marks = dict[Record, tuple[bytes, bool]]
"""The hash of each entity's facts, and whether it says that it was delisted."""

_NOTES = (
    "contacts", "legal_bases", "links", "listed_on", "listed_on_source", "raw_sha256",
    "reasons", "remarks", "updated_on", "xrefs",
)  # fmt: skip
"""What a publisher adds and no comparison reads."""
_UNDECIDED = ("cli", "explain", "__main__")
"""Code that decides nothing of a screening."""


@attrs.frozen(kw_only=True)
class Edition:
    """Which edition of a list a run used; ``marks`` is the hash of its facts."""

    list_id: str
    sha256: str
    published: str
    entities: int
    marks: str

    @property
    def told(self) -> str:
        """Say which it is in a few letters."""
        known = (self.list_id, self.published, (self.sha256 or self.marks)[:12])
        return " ".join(filter(None, known))


@attrs.frozen(kw_only=True)
class ListChange:
    """What changed in one list; ``entities`` are those listed or amended, as now."""

    edition: Edition
    before: Edition | None
    listed: frozenset[Record] = frozenset()
    amended: frozenset[Record] = frozenset()
    delisted: frozenset[Record] = frozenset()
    entities: tuple[ListedEntity, ...] = attrs.field(default=(), repr=False)

    @property
    def records(self) -> frozenset[Record]:
        """Every entity that is not as it was."""
        return self.listed | self.amended | self.delisted


def marks(watchlist: Watchlist) -> Marks:
    """Return the hash of each entity's facts; of doubles, one hash of all."""
    found: dict[Record, tuple[list[bytes], bool]] = {}
    for entity in watchlist.entities:
        record = (entity.list_id, entity.record_id)
        told, delisted = found.setdefault(record, ([], True))
        told.append(_mark(entity))
        found[record] = told, delisted and entity.delisted_on is not None
    return {
        record: (told[0] if len(told) == 1 else _digest(b"".join(sorted(told))), gone)
        for record, (told, gone) in found.items()
    }


def _mark(entity: ListedEntity) -> bytes:
    plain = codec.to_plain(entity)
    for note in _NOTES:
        plain.pop(note, None)
    return _digest(codec.canonical(plain).encode())


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def total(found: Marks) -> str:
    """Return one hash of all of a list's facts."""
    digest = hashlib.sha256()
    for (list_id, record_id), (mark, delisted) in sorted(found.items()):
        digest.update(codec.canonical([list_id, record_id, delisted]).encode() + mark)
    return digest.hexdigest()


def edition(watchlist: Watchlist, marks: str) -> Edition:
    """Describe the edition of a list."""
    published = watchlist.published
    return Edition(
        list_id=watchlist.list_id,
        sha256=watchlist.sha256,
        published="" if published is None else published.isoformat(),
        entities=len(watchlist.entities),
        marks=marks,
    )


def compared(
    watchlist: Watchlist, now: Marks, before: Edition, old: Marks
) -> ListChange:
    """Return what changed in a list between two of its editions."""
    listed = {r for r, (_, gone) in now.items() if r not in old and not gone}
    amended = {r for r, mark in now.items() if r in old and old[r] != mark}
    delisted = {r for r in old if r not in now}
    delisted |= {r for r in amended if now[r][1] and not old[r][1]}
    # Somebody who is new and no longer listed at once may be a hit all the same.
    amended |= {r for r in now if r not in old and r not in listed}
    changed = listed | amended
    return ListChange(
        edition=edition(watchlist, total(now)),
        before=before,
        listed=frozenset(listed),
        amended=frozenset(amended - delisted),
        delisted=frozenset(delisted),
        entities=tuple(_of(watchlist, changed)) if changed else (),
    )


def _of(watchlist: Watchlist, records: set[Record]) -> Iterator[ListedEntity]:
    for entity in watchlist.entities:
        if (entity.list_id, entity.record_id) in records:
            yield entity


@cache
def engine() -> str:
    """Return the hash of all code and tables that decide a screening."""
    package = Path(__file__).parent.parent
    read = hashlib.sha256(building.engine().encode())
    for file in sorted(package.rglob("*.py")):
        inside = file.relative_to(package)
        if Path(inside.parts[0]).stem not in _UNDECIDED:
            read.update(inside.as_posix().encode() + b"\0" + file.read_bytes())
    return read.hexdigest()[:16]
