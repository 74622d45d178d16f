"""A list that has been read: entities, ready to be indexed."""

import hashlib
import stat
from collections.abc import Iterable, Sequence
from datetime import date
from os import PathLike
from pathlib import Path

import attrs

from kycscreen import sources
from kycscreen.entities import ListedEntity
from kycscreen.errors import FormatError, ListError
from kycscreen.sources import Issue, Parsed, Source, archives

_MAX_BYTES = 512 * 2**20


@attrs.frozen
class Watchlist:
    """The entities of one list, and which edition of it they are.

    ``checked`` is the day on which the publisher last confirmed the file. An
    ``extract`` holds some of the list only, so nothing is clear by it.
    """

    list_id: str
    entities: Sequence[ListedEntity] = attrs.field(repr=False)
    published: date | None = attrs.field(default=None, kw_only=True)
    checked: date | None = attrs.field(default=None, kw_only=True)
    sha256: str = attrs.field(default="", kw_only=True)
    issues: tuple[Issue, ...] = attrs.field(default=(), kw_only=True, repr=False)
    extract: bool = attrs.field(default=False, kw_only=True)

    @classmethod
    def of(
        cls,
        list_id: str,
        entities: Iterable[ListedEntity],
        *,
        published: date | None = None,
        checked: date | None = None,
    ) -> "Watchlist":
        """Make a list in code; entities keep the list id that they carry."""
        return cls(list_id, tuple(entities), published=published, checked=checked)

    @classmethod
    def read(cls, list_id: str, path: str | PathLike[str]) -> "Watchlist":
        """Read a publisher's file; a ``ListError`` where it is not that list, whole.

        No bounds are applied: whoever names the file vouches for it, and its own
        date is the day of its last confirmation.
        """
        source = source_of(list_id)
        data = read_bytes(list_id, Path(path))
        parsed = parsed_as(source, data)
        return cls(
            list_id,
            parsed.entities,
            published=parsed.published,
            checked=parsed.published,
            sha256=hashlib.sha256(data).hexdigest(),
            issues=parsed.issues,
        )


def source_of(list_id: str) -> Source:
    """Return the source of a list; ``ListError`` naming the ones we know."""
    try:
        return sources.find(list_id)
    except KeyError:
        known = ", ".join(sources.ids())
        raise ListError(
            list_id, f"is no list that can be read; known are {known}"
        ) from None


def read_bytes(list_id: str, path: Path) -> bytes:
    """Return a list file's bytes; ``ListError`` where there is no such file."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ListError(
                list_id,
                f"{path.name} cannot be read: it is no ordinary file; name one",
            )
        if found.st_size > _MAX_BYTES:
            raise ListError(list_id, f"{path.name} is larger than any list")
        return path.read_bytes()
    except OSError as wrong:
        raise ListError(
            list_id, f"{path.name} cannot be read: {wrong.strerror}; check the path"
        ) from None


def bundled(list_id: str, files: Sequence[Path]) -> bytes:
    """Return a list's bytes: those of its one file, or its several in one bundle."""
    if len(files) == 1:
        return read_bytes(list_id, files[0])
    named = {file.name: read_bytes(list_id, file) for file in files}
    if not named or len(named) < len(files):
        raise ListError(list_id, "needs its files, each under a name of its own")
    return archives.bundle(named)


def parsed_as(source: Source, data: bytes) -> Parsed:
    """Read the bytes as that list; no list is empty."""
    parsed = source.parse(data)
    if not parsed.entities:
        raise FormatError(source.id, "holds no entity; fetch it again")
    return parsed
