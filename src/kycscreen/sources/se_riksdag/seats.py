"""Seats and ministries that Riksdagen's file tells of a person, as positions."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kycscreen.dates import Precision, parse_iso
from kycscreen.entities import Position
from kycscreen.sources.entries import Note
from kycscreen.sources.strictjson import spoken, strangers
from kycscreen.sources.texts import absent, line

_IN_CHAMBER = {"Riksdagsledamot", "Ersättare", "Statsrådsersättare"}
_NOT_READ = {"uppdrag", "partiuppdrag", "riksdagsorgan", "talmansuppdrag"}
_READ = {
    *("organ_kod", "roll_kod", "uppgift", "typ", "status", "from", "tom"),
    # Further ids, and the order in which the site shows them.
    *("ordningsnummer", "intressent_id", "hangar_id", "sortering"),
    *("organ_sortering", "uppdrag_rank_sortering", "roll_sortering"),
}
_NOT_YET = "2099"  # years from here on only say that nobody knows the end

Plain = dict[str, Any]


def position(
    one: Plain, about: str, on: date | None, note: Note, odd: Note
) -> Position | None:
    """Return what a person does as a position; ``None`` where it is not read."""
    role, organ = spoken(one, "roll_kod"), spoken(one, "organ_kod")
    title, typ = role or organ, spoken(one, "typ")
    if typ.casefold() in _NOT_READ:
        return None
    if typ.casefold() == "kammaruppdrag":
        if role not in _IN_CHAMBER:
            odd(f"uppdrag.roll_kod {role}", role)
        category, body = "mp", "Riksdagen"
    elif typ.casefold() == "europaparlamentet":
        category, body, about = "mp", "Europaparlamentet", ""
    elif typ.casefold() == "departement":
        title = re.sub("minist(?:e|er)?$", "minister", title)
        is_first = title.casefold() == "statsminister"
        category, body, about = "head_of_state" if is_first else "minister", organ, ""
    else:
        odd(f"uppdrag.typ {typ}", typ)
        category, body, about = "other", organ, typ
    end = _day(one, "tom", note)
    texts = (about, role, *_further(one, odd))
    return Position(
        title=title,
        category=category,
        country="se",
        body=body,
        start=_day(one, "from", note),
        end="" if end >= _NOT_YET else end,
        status=_status(one, end, on),
        source_text="; ".join(dict.fromkeys(t for t in texts if t and t != title)),
    )


def told(one: Plain) -> Iterator[str]:
    """Yield what ``uppgift`` says, which may be one text, or several, or none."""
    found = one.get("uppgift")
    for each in found if isinstance(found, list) else [found]:
        if each is not None and not isinstance(each, str):
            raise ValueError(f"uppgift is a {type(each).__name__}, and should be text")
        if each is not None and not absent(each):
            yield line(each)


def _further(one: Plain, odd: Note) -> Iterator[str]:
    """Yield what else is said: of the task, of leave, under keys of their own."""
    yield from told(one)
    yield spoken(one, "status")
    for path, value in strangers(one, _READ, "uppdrag"):
        odd(path, value)
        yield f"{path}: {value}"


def _day(one: Plain, key: str, note: Note) -> str:
    """Return a day as ISO text; empty, and an issue, where it is none."""
    value = spoken(one, key)
    try:
        # Not as other dates are read: no list is believed to know the year 2999.
        known = not value or parse_iso(value[:10]).precision is Precision.DAY
    except ValueError:
        known = False
    if not known:
        note(f"uppdrag.{key}", value)
    return value[:10] if known else ""


def _status(one: Plain, end: str, on: date | None) -> str:
    """Tell whether a position is held on the file's own day."""
    if not spoken(one, "tom") or end >= _NOT_YET:
        return "current"
    if not end or on is None:
        return "unknown"
    return "current" if end >= on.isoformat() else "ended"
