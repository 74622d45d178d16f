"""What the readers of several publishers do with an entry once it is mapped."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from kycscreen import countries, dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity, ListedName, NameKind, Strength
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue
from kycscreen.sources.combined import split

if TYPE_CHECKING:
    from lxml import etree

Note = Callable[[str, str], None]
"""Reports a value that could not be placed: its path, and the value."""


def noting(problems: list[tuple[str, str]]) -> Note:
    """Return what reports a value into a list."""

    def note(path: str, value: str) -> None:
        problems.append((path, value))

    return note


_FEW = 10  # in a small file one new value may be more than one in a hundred


def check_rate(list_id: str, unknown: int, values: int) -> None:
    """Refuse a file of which too little is understood to vouch for the rest."""
    if unknown > _FEW and unknown * 100 > values:
        raise FormatError(
            list_id,
            f"{unknown} of {values} values are unknown, more than 1 in 100;"
            " the publisher may have changed the format: a newer kycscreen is needed",
        )


def digest(element: "etree._Element") -> str:
    """Return the SHA-256 of a record as it stands in the file."""
    from lxml import etree

    return _sha256(etree.tostring(element, with_tail=False))


def _sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def taken_apart(names: Iterable[ListedName], kind: Kind) -> tuple[ListedName, ...]:
    """Split combined names; one name published twice is one, the stronger."""
    return distinct(one for name in names for one in split(name, kind))


def distinct(names: Iterable[ListedName]) -> tuple[ListedName, ...]:
    """Keep one of the names that differ in case at most, with what each knows."""
    kept: dict[tuple[str, str], ListedName] = {}
    for name in names:
        key = (name.full.casefold(), name.script)
        before = kept.get(key)
        kept[key] = name if before is None else _both(before, name)
    return tuple(kept.values())


def _both(first: ListedName, second: ListedName) -> ListedName:
    """Unite two publications of one name; a reading of ours tells no kind."""
    strong = Strength.STRONG in (first.strength, second.strength)
    kind = second.kind if first.kind is NameKind.VARIATION else first.kind
    primary = NameKind.PRIMARY in (first.kind, second.kind)
    return attrs.evolve(
        first,
        kind=NameKind.PRIMARY if primary else kind,
        strength=Strength.STRONG if strong else Strength.WEAK,
        lang=_joined("+", first.lang, second.lang),
        parts=first.parts or second.parts,
        note=_joined("; ", first.note, second.note),
    )


def _joined(by: str, first: str, second: str) -> str:
    """Join two values, what both have once."""
    pieces = [*first.split(by), *second.split(by)]
    return by.join(dict.fromkeys(piece for piece in pieces if piece))


def merged(
    entities: Iterable[ListedEntity], path: str, issues: list[Issue]
) -> tuple[ListedEntity, ...]:
    """Make the copies of one record one, which has what each of them says."""
    found: dict[str, ListedEntity] = {}
    for entity in entities:
        first = found.get(entity.record_id)
        if first is None:
            found[entity.record_id] = entity
        else:
            issues.append(Issue(entity.record_id, path, "published more than once"))
            found[entity.record_id] = _united(first, entity, issues)
    return tuple(found.values())


def _united(
    first: ListedEntity, second: ListedEntity, issues: list[Issue]
) -> ListedEntity:
    changes: dict[str, Any] = {}
    for field in attrs.fields(ListedEntity):
        ours, theirs = getattr(first, field.name), getattr(second, field.name)
        if field.name == "names":
            changes["names"] = distinct((*ours, *_demoted(ours, theirs)))
        elif field.name == "birth_dates":
            changes["birth_dates"] = _spans(ours, theirs)
        elif isinstance(ours, tuple):
            changes[field.name] = tuple(dict.fromkeys((*ours, *theirs)))
        elif field.name == "raw_sha256":
            changes[field.name] = _sha256((ours + theirs).encode())
        elif field.name == "kind" and ours != theirs:
            issues.append(Issue(first.record_id, field.name, theirs.value))
    return attrs.evolve(first, **(changes | _on_dates(first, second)))


def _demoted(
    ours: Iterable[ListedName], theirs: Iterable[ListedName]
) -> Iterable[ListedName]:
    """Leave one copy's name the primary one."""
    has_primary = any(name.kind is NameKind.PRIMARY for name in ours)
    for name in theirs:
        primary = has_primary and name.kind is NameKind.PRIMARY
        yield attrs.evolve(name, kind=NameKind.AKA) if primary else name


def _spans(
    ours: Iterable[DateSpan], theirs: Iterable[DateSpan]
) -> tuple[DateSpan, ...]:
    """Keep equal spans of two copies once, whatever is noted beside them."""
    kept = {_extent(span): span for span in (*ours, *theirs)}
    return tuple((kept | {_extent(span): span for span in ours}).values())


def _extent(span: DateSpan) -> tuple[object, ...]:
    return span.lo, span.hi, span.circa, span.raw if span.lo is None else ""


def _on_dates(first: ListedEntity, second: ListedEntity) -> dict[str, Any]:
    """Unite the days: the first listing, the last update, off only if off twice."""
    listings = sorted(
        (_surely(entity.listed_on_source), entity.listed_on, entity.listed_on_source)
        for entity in (first, second)
        if entity.listed_on is not None
    )
    updates = [e.updated_on for e in (first, second) if e.updated_on is not None]
    ends = [e.delisted_on for e in (first, second) if e.delisted_on is not None]
    return {
        "listed_on": listings[0][1] if listings else None,
        "listed_on_source": listings[0][2] if listings else "",
        "updated_on": max(updates, default=None),
        "delisted_on": max(ends) if len(ends) == 2 else None,
    }


def _surely(source: str) -> int:
    """Rank where a listing date comes from: a field of its own is the surest."""
    doubtful = ("designationDetails", "remark", "regulation")
    return doubtful.index(source) + 1 if source in doubtful else 0


def enumerated(text: str) -> tuple[str, ...]:
    """Take apart what counts its items: ``(a) … (b) …``, ``1. … 2. …``."""
    marks = _run(text, r"(?:^|(?<=[\s,;.(]))\(?([a-h])\)\s*", "abcdefgh")
    if len(marks) < 2:
        marks = _run(text, r"(?:^|(?<=[\s,;]))([1-9])\.\s+", "123456789")
    if len(marks) < 2:
        return (text,) if text else ()
    ends = [start for start, _ in marks[1:]] + [len(text)]
    before = text[: marks[0][0]]
    items = [text[end:stop] for (_, end), stop in zip(marks, ends, strict=True)]
    bare = (item.strip(" ,;") for item in (before, *items))
    return tuple(item for item in bare if item)


def _run(text: str, mark: str, order: str) -> list[tuple[int, int]]:
    """Find the marks that follow each other in order, from the first on."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(mark, text):
        if len(found) < len(order) and match[1] == order[len(found)]:
            found.append(match.span())
    return found


def lands(named: str) -> tuple[str, ...]:
    """Return the codes of the country that a text names, or of its successors."""
    code = countries.find(named)
    return (code,) if code else tuple(countries.successors(named))


def day(text: str, path: str, note: Note) -> date | None:
    """Read a day that a publisher gives in a field of its own."""
    if not text:
        return None
    span = dates.parse(text)
    if span.precision is not Precision.DAY:
        note(path, text)
        return None
    return span.lo


def iso(text: str) -> str:
    """Return a date as ISO text as far as it is known, else as published."""
    span = dates.parse(text.strip(" .,"))
    lengths = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    length = lengths.get(span.precision)
    if span.lo is None or length is None or span.circa:
        return text
    return span.lo.isoformat()[:length]
