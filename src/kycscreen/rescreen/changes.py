"""What changed since the last run: entities of lists, and what concerns everybody."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from kycscreen import codec
from kycscreen.entities import NEAR, ListedEntity
from kycscreen.index import Index, building
from kycscreen.lists.watchlist import Watchlist

Record = tuple[str, str]
"""A listed entity by its list and record id."""

_NOTES = (
    "contacts", "legal_bases", "links", "listed_on", "listed_on_source", "raw_sha256",
    "reasons", "remarks", "updated_on", "xrefs",
)  # fmt: skip
"""What a publisher adds and no comparison reads, but for what findings rest on."""
_NEAR = frozenset(link.value for link in NEAR)
_UNDECIDED = ("cli", "explain", "__main__")
"""Code that decides nothing of a screening."""


class Mark(NamedTuple):
    """The hash of an entity's facts, and of all that is written of it."""

    facts: bytes
    is_delisted: bool
    written: bytes


Marks = dict[Record, Mark]
"""The marks of the entities of a list."""


@attrs.frozen(kw_only=True)
class Edition:
    """Which edition of a list a run used; ``marks`` is the hash of its marks."""

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


def marks(
    index: Index, positions: range, known: Marks
) -> tuple[Marks, list[tuple[Record, int]]]:
    """Return the hashes of a list's entities, and where those stand that are new.

    ``known`` are hashes made before: what is written as it was is not read again. Of
    doubles there is one hash of all.
    """
    before = {mark.written: (record, mark) for record, mark in known.items()}
    found: dict[Record, list[Mark]] = {}
    new: list[tuple[Record, int]] = []
    for position in positions:
        text = index.written(position)
        written = _digest(text)
        if written in before:
            record, mark = before[written]
        else:
            record, mark = _read(text, written)
            new.append((record, position))
        found.setdefault(record, []).append(mark)
    return {record: _joined(of) for record, of in found.items()}, new


def _read(text: bytes, written: bytes) -> tuple[Record, Mark]:
    plain = codec.read(text)
    rests_on = _rests_on(plain)
    for note in _NOTES:
        plain.pop(note, None)
    plain |= rests_on
    facts = _digest(codec.canonical(plain).encode())
    record = (plain["list_id"], plain["record_id"])
    return record, Mark(facts, "delisted_on" in plain, written)


def _rests_on(plain: dict[str, Any]) -> dict[str, Any]:
    """Return of an entity's notes whom it stands beside, and that it died."""
    links = [link for link in plain.get("links", ()) if link["type"] in _NEAR]
    died = [told for told in plain.get("remarks", ()) if told.startswith("died")]
    return {name: told for name, told in (("links", links), ("remarks", died)) if told}


def _joined(of: list[Mark]) -> Mark:
    if len(of) == 1:
        return of[0]
    return Mark(
        _digest(b"".join(sorted(mark.facts for mark in of))),
        all(mark.is_delisted for mark in of),
        _digest(b"".join(sorted(mark.written for mark in of))),
    )


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def total(found: Marks) -> str:
    """Return one hash of all marks of a list."""
    digest = hashlib.sha256()
    for (list_id, record_id), mark in sorted(found.items()):
        told = f"{list_id}\0{record_id}\0{mark.is_delisted}\0".encode()
        digest.update(told + mark.facts + mark.written)
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


def compared(now: Edition, marks: Marks, before: Edition, old: Marks) -> ListChange:
    """Return what changed in a list between two of its editions."""
    listed = {r for r, mark in marks.items() if r not in old and not mark.is_delisted}
    amended = {r for r in marks.keys() & old.keys() if marks[r].facts != old[r].facts}
    delisted = old.keys() - marks.keys()
    delisted |= {r for r in amended if marks[r].is_delisted and not old[r].is_delisted}
    # Somebody who is new and no longer listed at once may be a hit all the same.
    amended |= marks.keys() - old.keys() - listed
    return ListChange(
        edition=now,
        before=before,
        listed=frozenset(listed),
        amended=frozenset(amended - delisted),
        delisted=frozenset(delisted),
    )


@cache
def engine() -> str:
    """Return the hash of all code and tables that decide a screening."""
    from importlib.metadata import version

    package = Path(__file__).parent.parent
    # What reads names is in the index's; what reads numbers is not.
    made_by = f"{building.engine()} {version('python-stdnum')}"
    read = hashlib.sha256(made_by.encode())
    for file in sorted(package.rglob("*.py")):
        inside = file.relative_to(package)
        if Path(inside.parts[0]).stem not in _UNDECIDED:
            read.update(inside.as_posix().encode() + b"\0" + file.read_bytes())
    return read.hexdigest()[:16]
