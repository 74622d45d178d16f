"""Sanctions: what they are under, what they impose, and from when to when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from kycscreen.entities import LegalBasis, Programme
from kycscreen.sources.opensanctions.nodes import Node, day

_REMARKED = (
    *("authority", "authorityId", "unscId", "program", "country", "status"),
    *("startDate", "endDate", "listingDate", "duration", "summary", "description"),
    *("date", "recordId", "publisher", "sourceUrl"),
)


def facts(node: Node, sanctions: Sequence[Node]) -> dict[str, Any]:
    """Return the fields of an entity that its sanctions, and risks beside, fill."""
    listed_on, source = _listed(sanctions)
    return {
        "programmes": tuple(dict.fromkeys(_programmes(node, sanctions))),
        "legal_bases": tuple(dict.fromkeys(_bases(sanctions))),
        "measures": _all(sanctions, "provisions"),
        "reasons": _all(sanctions, "reason"),
        "listed_on": listed_on,
        "listed_on_source": source,
    }


def ended(sanctions: Sequence[Node], on: date | None) -> date | None:
    """Return the day on which the last sanction ended; none while one stands.

    What ends after the day ``on`` which the file was made has not ended.
    """
    last = date.min
    for sanction in sanctions:
        ends = [end for v in sanction.values("endDate") if (end := day(v)) is not None]
        if on is None or not ends or max(ends) > on:
            return None
        last = max(last, *ends)
    return last if sanctions else None


def remarks(sanctions: Iterable[Node]) -> Iterator[str]:
    """Yield what each sanction says, in one line of its own."""
    for sanction in sanctions:
        told = [
            f"{name} {value}" for name in _REMARKED for value in sanction.values(name)
        ]
        if told:
            yield f"{sanction.schema}: {'; '.join(told)}"


def _programmes(node: Node, sanctions: Sequence[Node]) -> Iterator[Programme]:
    """Yield the programmes by code; those of the entity itself have no label."""
    known: set[str] = set()
    for sanction in sanctions:
        labels = sanction.values("program")
        codes = sanction.values("programId")
        known.update(codes)
        if len(codes) == 1 and len(labels) <= 1:
            yield Programme(codes[0], next(iter(labels), ""))
        else:
            yield from map(Programme, codes)
            yield from (Programme("", label) for label in labels)
    yield from (Programme(c) for c in node.values("programId") if c not in known)
    told = {label for sanction in sanctions for label in sanction.values("program")}
    yield from (Programme("", p) for p in node.values("program") if p not in told)


def _bases(sanctions: Iterable[Node]) -> Iterator[LegalBasis]:
    for sanction in sanctions:
        for url in sanction.values("programUrl"):
            title = sanction.first("program") or sanction.first("authority")
            yield LegalBasis(title, type="programme", url=url)


def _all(nodes: Iterable[Node], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for node in nodes for value in node.values(name)))


def _listed(sanctions: Iterable[Node]) -> tuple[date | None, str]:
    """Return the earliest day of listing, else of effect, and where it stands."""
    for name in ("listingDate", "startDate"):
        found = [
            (on, f"{sanction.schema}/{name}")
            for sanction in sanctions
            for value in sanction.values(name)
            if (on := day(value)) is not None
        ]
        if found:
            return min(found)
    return None, ""
