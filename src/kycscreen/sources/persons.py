"""Persons on lists of PEPs: their names, births and genders, record after record.

>>> named("Jean", "Exemple", print).full
'Jean Exemple'
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity, ListedName, NameKind
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed
from kycscreen.sources.entries import Note, check_rate, noting_once, reporting
from kycscreen.sources.merging import merged
from kycscreen.sources.scripts import script
from kycscreen.sources.strictjson import digest, spoken
from kycscreen.sources.texts import absent, hidden

Plain = dict[str, Any]
Mapped = Callable[[str, Plain, Note, Note], ListedEntity | None]
"""Maps a record, by its id; reports values that could not be placed, and keys that
nobody knows. ``None`` where it names nobody."""


def gathered(
    list_id: str,
    records: Iterable[tuple[str, Plain]],
    mapped: Mapped,
    *,
    id_path: str,
    published: date | None = None,
    version: str = "",
    issues: Iterable[Issue] = (),
) -> Parsed:
    """Take every JSON record, by its id, to an entity.

    A key that nobody knows is an issue once, where it first stands: it tells that the
    publisher has added something, and what is mandatory is still there.
    """
    told = list(issues)
    strange: dict[str, Issue] = {}
    entities, values = [], 0
    for record_id, plain in records:
        note, odd = reporting(told, record_id), noting_once(strange, record_id)
        entity = mapped(record_id, plain, note, odd)
        values += _weight(plain)
        if entity is not None:
            entities.append(attrs.evolve(entity, raw_sha256=digest(plain)))
    if not entities:
        raise FormatError(list_id, "holds no persons; fetch it again")
    check_rate(list_id, told, values)
    whole = merged(entities, id_path, told)
    return Parsed(
        entities=whole,
        issues=(*told, *strange.values()),
        published=published,
        version=version,
    )


def by_id(records: Iterable[Plain], key: str) -> Iterator[tuple[str, Plain]]:
    """Yield each record by its id; ``ValueError`` where one has none."""
    for number, plain in enumerate(records, start=1):
        record_id = spoken(plain, key)
        if not record_id:
            raise ValueError(f"record {number} has no {key}; fetch it again")
        yield record_id, plain


def _weight(plain: Any) -> int:
    """Count the values in a record, wherever they stand."""
    if not isinstance(plain, dict | list):
        return 1
    inner = plain.values() if isinstance(plain, dict) else plain
    return sum(_weight(one) for one in inner)


def named(
    given: str,
    family: str,
    report: Note,
    *,
    kind: NameKind = NameKind.PRIMARY,
    note: str = "",
) -> ListedName | None:
    """Make a name of its parts; ``None``, and an issue, where there are none."""
    parts = {
        part: text
        for part, text in (("given", given), ("family", family))
        if not absent(text)
    }
    if not parts:
        report("name", "names nobody; left out")
        return None
    full = " ".join(parts.values())
    if hidden(full):
        report("name", "holds zero-width characters; kept")
    return ListedName(full, kind=kind, script=script(full), parts=parts, note=note)


def born(value: str, path: str, report: Note) -> tuple[DateSpan, ...]:
    """Read a birth date; one that cannot be read is kept as it stands, and an issue."""
    if absent(value):
        return ()
    span = dates.parse(value)
    if span.precision is Precision.UNPARSED:
        report(path, value)
    return (span,)


def gendered(
    value: str, genders: Mapping[str, str], path: str, report: Note
) -> tuple[str, ...]:
    """Read a gender by the publisher's own words."""
    if absent(value):
        return ()
    if value.casefold() not in genders:
        report(path, value)
        return ()
    return (genders[value.casefold()],)
