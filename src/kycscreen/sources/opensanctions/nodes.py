"""A FollowTheMoney entity as it stands in a file: schema, properties, references.

Every form of the data is taken to these; ``graph`` joins them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from kycscreen import dates
from kycscreen.sources.entries import Note
from kycscreen.sources.opensanctions.schemata import BESIDE, REVERSED
from kycscreen.sources.strictjson import digest, mandatory, text
from kycscreen.sources.texts import absent, line

Properties = Mapping[str, tuple[str, ...]]


@attrs.frozen(kw_only=True)
class Node:
    """One entity of the format: a subject, or something about one.

    ``target`` is ``None`` where the file knows no such mark; ``whole`` tells what
    stands for itself from a copy embedded in another one.
    """

    id: str
    schema: str
    properties: Properties
    caption: str = ""
    datasets: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    target: bool | None = None
    changed: str = ""
    seen: str = ""
    whole: bool = True
    raw_sha256: str = ""

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of a property; none that only says "unknown"."""
        found = self.properties.get(name)
        if found is None:  # as most are
            return ()
        return tuple([value for value in found if not absent(value)])

    def first(self, name: str) -> str:
        """Return the first value of a property; empty where there is none."""
        return next(iter(self.values(name)), "")


_KEYS = frozenset(
    (
        *("id", "schema", "properties", "caption", "datasets", "referents", "target"),
        *("first_seen", "last_seen", "last_change", "origin"),
    )
)


def unfolded(plain: dict[str, Any], place: str, note: Note) -> Iterator[Node]:
    """Yield a subject, and whatever is embedded in it; ``ValueError`` if damaged."""
    yield from _unfolded(plain, place, note, whole=True)


def _unfolded(
    plain: dict[str, Any],
    place: str,
    note: Note,
    *,
    whole: bool,
    pointing: tuple[str, str] | None = None,
) -> Iterator[Node]:
    """Yield an object and those in it; ``pointing`` is whom it was embedded in."""
    node_id = stated(plain, "id", place)
    place = f"{place} ({node_id[:60]})"
    for key in sorted(plain.keys() - _KEYS):
        note(key, line(str(plain[key])))
    properties: dict[str, tuple[str, ...]] = {}
    if pointing is not None:
        properties[pointing[0]] = (pointing[1],)
    for name, value in _object(plain, "properties", place).items():
        texts: list[str] = []
        for member in _members(value, name, place):
            if isinstance(member, str):
                texts.append(line(member))
                continue
            back = REVERSED.get(name)
            yield from _unfolded(
                member,
                place,
                note,
                whole=False,
                pointing=(back, node_id) if back is not None else None,
            )
            if back is None:
                texts.append(stated(member, "id", place))
        if texts:
            known = properties.get(name, ())
            properties[name] = tuple(dict.fromkeys((*known, *texts)))
    schema, target = stated(plain, "schema", place), _target(plain, place)
    yield Node(
        id=node_id,
        schema=schema,
        properties=properties,
        caption=text(plain, "caption"),
        datasets=_texts(plain, "datasets", place),
        referents=_texts(plain, "referents", place),
        target=target,
        changed=moment(text(plain, "last_change"), "last_change", note),
        seen=moment(text(plain, "last_seen"), "last_seen", note),
        whole=whole,
        raw_sha256="" if schema in BESIDE and not target else digest(plain),
    )


def stated(plain: dict[str, Any], key: str, place: str) -> str:
    """Return a text on one line that must be there; ``ValueError`` where it is not."""
    found = line(mandatory(plain, key, place))
    if not found:
        raise ValueError(f"{place} has no {key} that can be read")
    return found


def _object(plain: dict[str, Any], key: str, place: str) -> dict[str, Any]:
    found = plain.get(key)
    if not isinstance(found, dict):
        raise ValueError(f"{place} has no {key}")  # noqa: TRY004  # as all damage
    return found


def _members(value: Any, name: str, place: str) -> list[Any]:
    if not isinstance(value, list) or not all(isinstance(m, str | dict) for m in value):
        raise ValueError(f"{place}: {name} is no list of texts; the file is damaged")
    return value


def _texts(plain: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    found = plain.get(key, [])
    if not isinstance(found, list) or not all(isinstance(m, str) for m in found):
        raise ValueError(f"{place}: {key} is no list of texts; the file is damaged")
    return tuple(dict.fromkeys(line(member) for member in found if member.strip()))


def _target(plain: dict[str, Any], place: str) -> bool | None:
    found = plain.get("target")
    if found is not None and not isinstance(found, bool):
        raise ValueError(f"{place}: target is neither true nor false")
    return found


def moment(text: str, path: str, note: Note) -> str:
    """Return an ISO day, with its time or without; report what is none."""
    if text and day(text) is None:
        note(path, text)
        return ""
    return text


def day(text: str) -> date | None:
    """Return the day that an ISO text names; none where it is less exact."""
    try:
        span = dates.parse_iso(text[:10])
    except ValueError:
        return None
    return span.lo if span.precision is dates.Precision.DAY else None
