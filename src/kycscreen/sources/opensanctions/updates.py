"""What the publisher says of a file, and the changes it offers from day to day.

Nothing here reaches the network: whoever fetches hands the files over. Whatever does
not fit is a ``FormatError``, and the whole file has to be fetched again.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from kycscreen import codec
from kycscreen.errors import FormatError
from kycscreen.sources import archives, strictcsv, strictjson
from kycscreen.sources.strictjson import mandatory, objects

# Which of the index's counts a file's records come to.
_COUNTED = {
    "entities.ftm.json": "entity_count",
    "targets.nested.json": "target_count",
    "targets.simple.csv": "target_count",
}
_VERSION = re.compile("[0-9]{14}(?:-[a-z0-9]+)?")
_RELOAD = "fetch the whole file"


@attrs.frozen(kw_only=True)
class Index:
    """Which version a dataset has, and where the changes between versions are."""

    version: str
    entities: int
    delta_url: str
    data: bytes = attrs.field(repr=False)


def index(list_id: str, data: bytes) -> Index:
    """Read the index of a dataset."""
    plain = strictjson.read(list_id, data)
    try:
        _check_name(list_id, plain)
        return Index(
            version=_version(plain),
            entities=_number(plain, "entity_count", "the index"),
            delta_url=strictjson.text(plain, "delta_url"),
            data=data,
        )
    except ValueError as wrong:
        raise FormatError(list_id, f"{wrong}; {_RELOAD}") from None


def checked(list_id: str, index: bytes, resource: str, data: bytes) -> str:
    """Return the version of a file that is as long, whole and full as its index says.

    The checksum is a SHA-1: it tells damage on the way, and no forgery.
    """
    plain = strictjson.read(list_id, index)
    try:
        told, version = _resource(list_id, plain, resource), _version(plain)
        _check_size(len(data), _number(told, "size", resource))
        _check_sum(data, mandatory(told, "checksum", resource))
        if resource in _COUNTED:
            expected = _number(plain, _COUNTED[resource], "the index")
            _check_count(_records(list_id, resource, data), expected)
    except ValueError as wrong:
        raise FormatError(list_id, f"{resource}: {wrong}; fetch it again") from None
    return version


def pending(
    list_id: str, index: bytes, since: str, *, until: str = ""
) -> tuple[tuple[str, str], ...]:
    """Return the deltas to apply to a version, ascending: their versions and URLs."""
    plain = strictjson.read(list_id, index)
    versions = plain.get("versions") if isinstance(plain, dict) else None
    if not isinstance(versions, dict) or not all(
        isinstance(url, str) and _VERSION.fullmatch(version)
        for version, url in versions.items()
    ):
        raise FormatError(list_id, f"has no index of deltas; {_RELOAD}")
    is_known = bool(versions) and (since in versions or since > max(versions))
    if not since or not is_known:  # a delta changes the version right before it
        raise FormatError(
            list_id,
            f"has no deltas that follow {since or 'the file held'}; {_RELOAD}",
        )
    if until and until != since and until not in versions:
        raise FormatError(list_id, f"has no delta to {until}; {_RELOAD}")
    return tuple(
        (version, versions[version])
        for version in sorted(versions)
        if since < version and (not until or version <= until)
    )


def applied(
    list_id: str,
    base: bytes,
    deltas: Sequence[tuple[str, bytes]],
    *,
    since: str,
    needed: Sequence[str] | None = None,
    checksums: Mapping[str, str] | None = None,
    count: int | None = None,
) -> bytes:
    """Return the lines of a version, ``since``, with deltas applied to them.

    Lines that are not changed stay byte for byte and in their place; new ones follow
    in the order in which they came. ``needed`` are the versions that must be there,
    ``checksums`` the SHA-1 of deltas by version, ``count`` how many lines there must
    be in the end.
    """
    _check_order(list_id, [version for version, _ in deltas], since, needed)
    lines = _lines(list_id, base)
    for version, data in deltas:
        try:
            if checksums is not None and version in checksums:
                _check_sum(data, checksums[version])
            for number, plain in strictjson.lines(list_id, data):
                _apply(lines, plain, f"line {number}")
        except ValueError as wrong:
            raise FormatError(
                list_id, f"the delta {version}: {wrong}; {_RELOAD}"
            ) from None
    try:
        if count is not None:
            _check_count(len(lines), count)
    except ValueError as wrong:
        raise FormatError(list_id, f"with its deltas, it {wrong}; {_RELOAD}") from None
    return b"".join(b"%s\n" % one for one in lines.values())


def _resource(list_id: str, plain: Any, name: str) -> dict[str, Any]:
    _check_name(list_id, plain)
    for told in objects(plain, "resources", "the index"):
        if told.get("name") == name:
            return told
    raise ValueError(f"the index names no {name}")


def _check_name(list_id: str, plain: Any) -> None:
    dataset = mandatory(plain, "name", "the index") if isinstance(plain, dict) else ""
    if dataset != list_id.removeprefix("os_"):
        raise ValueError(f"the index is of {dataset or 'no dataset'}")


def _version(plain: dict[str, Any]) -> str:
    version = mandatory(plain, "version", "the index")
    if not _VERSION.fullmatch(version):
        raise ValueError(f"the index has the version {version[:40]!r}, which is none")
    return version


def _number(told: dict[str, Any], key: str, place: str) -> int:
    value = told.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{place} has no {key}")  # noqa: TRY004  # as all damage
    return value


def _check_size(found: int, expected: int) -> None:
    if found != expected:
        raise ValueError(f"has {found} bytes, and its index says {expected}")


def _check_sum(data: bytes, expected: str) -> None:
    found = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    if found != expected.casefold():
        raise ValueError(
            f"has the checksum {found[:12]}…, and its index says {expected[:12]}…"
        )


def _check_count(found: int, expected: int) -> None:
    if found != expected:
        raise ValueError(f"holds {found} records, and its index says {expected}")


def _records(list_id: str, resource: str, data: bytes) -> int:
    if resource.endswith(".csv"):
        return sum(1 for _ in strictcsv.rows(list_id, data)) - 1
    return sum(1 for one in data.split(b"\n") if one.strip())


def _check_order(
    list_id: str, versions: Sequence[str], since: str, needed: Sequence[str] | None
) -> None:
    """Refuse deltas that are not those between two versions, each after the last."""
    for version in (since, *versions):
        if not _VERSION.fullmatch(version):
            raise FormatError(list_id, f"{version[:40]!r} is no version; {_RELOAD}")
    for before, after in zip((since, *versions), versions, strict=False):
        if after <= before:
            raise FormatError(
                list_id, f"the delta {after} does not follow {before}; {_RELOAD}"
            )
    missing = [] if needed is None else sorted(set(needed) ^ set(versions))
    if missing:
        raise FormatError(
            list_id, f"the deltas have a gap or too many: {missing[0]}; {_RELOAD}"
        )


def _lines(list_id: str, base: bytes) -> dict[str, bytes]:
    """Return the lines of a file as they stand, by the ids of their entities."""
    if not base.strip():
        raise FormatError(list_id, f"has no lines to apply deltas to; {_RELOAD}")
    base = archives.single(list_id, base)
    bare = (one.strip() for one in base.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    filled = (one for one in bare if one.decode(errors="replace").strip())
    found: dict[str, bytes] = {}
    # The reader goes first: it refuses what is not UTF-8.
    for (number, plain), one in zip(
        strictjson.lines(list_id, base), filled, strict=True
    ):
        node_id = plain.get("id")
        if not isinstance(node_id, str) or node_id in found:
            raise FormatError(list_id, f"line {number} has no id of its own; {_RELOAD}")
        found[node_id] = one
    return found


def _apply(lines: dict[str, bytes], plain: dict[str, Any], place: str) -> None:
    """Add, change or delete one entity, by what a line of a delta says."""
    op = mandatory(plain, "op", place)
    (told,) = objects({"entity": [plain.get("entity")]}, "entity", place)
    node_id = mandatory(told, "id", f"{place}: the entity")
    if op not in ("ADD", "MOD", "DEL"):
        raise ValueError(f"{place}: {op[:20]!r} is no operation")
    if (node_id in lines) == (op == "ADD"):
        there = "is there already" if op == "ADD" else "is not there"
        raise ValueError(f"{place}: {op} of {node_id[:60]}, which {there}")
    if op == "DEL":
        del lines[node_id]
        return
    mandatory(told, "schema", f"{place}: the entity")
    lines[node_id] = codec.canonical(told).encode()
