"""What the readers of several publishers do with the values of an entry.

Whatever cannot be placed is given to a ``Note`` with its path, and becomes an issue.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kycscreen import countries, dates
from kycscreen.dates import Precision
from kycscreen.errors import FormatError
from kycscreen.sources import Issue
from kycscreen.sources.texts import absent

if TYPE_CHECKING:
    from lxml import etree

Note = Callable[[str, str], None]
"""Reports a value that could not be placed: its path, and the value."""


def noting(problems: list[tuple[str, str]]) -> Note:
    """Return what reports a value into a list."""

    def note(path: str, value: str) -> None:
        problems.append((path, value))

    return note


def keeping(note: Note, kept: list[str]) -> Note:
    """Return what reports a value, and keeps it, if it is any, as a remark."""

    def keep(path: str, value: str) -> None:
        note(path, value)
        if value:
            kept.append(f"{path}: {value}")

    return keep


def reporting(issues: list[Issue], record_id: str) -> Note:
    """Return what reports a record's values as issues."""

    def note(path: str, value: str) -> None:
        issues.append(Issue(record_id, path, value))

    return note


def noting_once(strangers: dict[str, Issue], record_id: str) -> Note:
    """Return what reports the first value of each path, where one stands for all."""

    def note(path: str, value: str) -> None:
        strangers.setdefault(path, Issue(record_id, path, value))

    return note


def told(problems: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return as remarks what was noted: its path, and what it says."""
    return tuple(f"{path}: {value}" for path, value in problems if value)


_FEW = 10  # in a small file one new value may be more than one in a hundred


def check_rate(list_id: str, unknown: Sequence[Issue], values: int) -> None:
    """Refuse a file of which too little is understood to vouch for the rest."""
    if len(unknown) > _FEW and len(unknown) * 100 > values:
        raise FormatError(
            list_id,
            f"{len(unknown)} of {values} values are unknown, more than 1 in 100, the"
            f" first is {unknown[0].path}; the publisher may have changed the format:"
            " a newer kycscreen is needed",
            unknown[0].record_id,
        )


def record_id(
    list_id: str, element: "etree._Element", ids: Mapping[str, str], note: Note
) -> str:
    """Return the first id of an entry, by its path; note where it has only another."""
    found = next((value for value in ids.values() if value), "")
    if not found:
        raise FormatError(
            list_id,
            f"the entry at line {element.sourceline} has no {' and no '.join(ids)};"
            " fetch it again",
        )
    first = next(iter(ids))
    if not ids[first]:
        note(first, "")
    return found


def digest(element: "etree._Element") -> str:
    """Return the SHA-256 of a record as it stands in the file."""
    from lxml import etree

    return hashlib.sha256(etree.tostring(element, with_tail=False)).hexdigest()


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


def land(named: str, path: str, note: Note) -> str:
    """Return the code of a country; none, unreported, for one of the past."""
    if absent(named):
        return ""
    codes = countries.successors(named)
    if not codes:
        note(path, named)
    return codes[0] if len(codes) == 1 else ""


def day(text: str, path: str, note: Note) -> date | None:
    """Read a day that a publisher gives in a field of its own."""
    if not text:
        return None
    span = dates.parse(text)
    if span.precision is not Precision.DAY:
        note(path, text)
        return None
    return span.lo


@lru_cache(maxsize=4096)
def iso(text: str) -> str:
    """Return a date as ISO text as far as it is known, else as published."""
    span = dates.parse(text.strip(" .,"))
    lengths = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    length = lengths.get(span.precision)
    if span.lo is None or length is None or span.circa:
        return text
    return span.lo.isoformat()[:length]
