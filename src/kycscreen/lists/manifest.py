"""The manifest beside each stored file: what it is, and how it came to be there."""

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import attrs

from kycscreen import codec


@attrs.frozen(kw_only=True)
class Acceptance:
    """A person's word that an odd list is right, what was odd, and beside which."""

    by: str
    on: date
    reason: str
    problems: tuple[str, ...]
    instead_of: str


@attrs.frozen(kw_only=True)
class Withdrawal:
    """A person's word that a file once in use is wrong, and not to be used again."""

    by: str
    on: date
    reason: str


@attrs.frozen(kw_only=True)
class Manifest:
    """What is known of one stored file.

    ``added_on`` is the day it was stored, ``fetched_at`` the moment of its
    download (UTC), or of the file's that deltas made it of, empty for a file added by
    hand; ``etags`` and ``modified`` are what the publisher said of the file's edition,
    by URL, and what it is asked by whether there is another, ``version`` what it calls
    it, where it offers deltas. ``checked`` is the day on which its publisher last
    served it, ``checked_by`` who says so. ``fill`` says how many in a hundred persons
    have a birth date, a nationality or a citizenship, and entities a programme, a
    position, an identifier or an address with a country; ``names`` how many names a
    hundred entities have, ``weak_names`` how many names in a hundred are weak.
    ``refused`` says why the file is not to be used: it never was, or was
    ``withdrawn``; ``notes`` what was odd and borne.
    """

    sha256: str
    bytes: int
    added_on: date
    url: str = ""
    fetched_at: str = ""
    etags: Mapping[str, str] = attrs.field(factory=dict)
    modified: Mapping[str, str] = attrs.field(factory=dict)
    version: str = ""
    published: date | None = None
    checked: date | None = None
    checked_by: str = ""
    entities: int = 0
    issues: int = 0
    kinds: Mapping[str, int] = attrs.field(factory=dict)
    fill: Mapping[str, int] = attrs.field(factory=dict)
    extract: bool = False
    refused: str = ""
    accepted: Acceptance | None = None
    withdrawn: Withdrawal | None = None
    notes: tuple[str, ...] = ()


def read(path: Path) -> Manifest:
    """Read a manifest; ``ValueError`` where it is none, ``OSError`` where none is."""
    if path.exists() and not path.is_file():
        raise ValueError("is no ordinary file")
    return codec.from_json(Manifest, path.read_bytes())


def write(path: Path, manifest: Manifest) -> None:
    """Write a manifest, whole or not at all, for people to read as well."""
    plain = codec.to_plain(manifest)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=2)
    put(path, f"{text}\n".encode())


def put(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old or the new one, never a part."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with new.open("xb") as file:  # never through a link
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; where folders cannot be opened, it already is."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
