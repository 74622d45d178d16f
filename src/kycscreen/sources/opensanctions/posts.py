"""Public functions: occupancies and the positions they are of."""

import re
from collections.abc import Iterable, Iterator

from kycscreen.entities import Position
from kycscreen.sources.entries import Note
from kycscreen.sources.opensanctions.graph import Graph
from kycscreen.sources.opensanctions.lands import land
from kycscreen.sources.opensanctions.nodes import Node
from kycscreen.sources.opensanctions.topics import NO_RISKS

_LOCAL = frozenset({"gov.state", "gov.muni"})
_CATEGORIES = (  # the first topic that a position has, for all but its heads
    ("gov.igo", "intl_org"),
    ("gov.soe", "soe_board"),
    ("gov.financial", "central_bank"),
    ("role.diplo", "ambassador"),
    ("gov.security", "armed_forces"),
    ("mil", "armed_forces"),
    ("pol.party", "party_leadership"),
    ("gov.state", "mayor_regional"),
    ("gov.muni", "mayor_regional"),
    ("gov.judicial", "supreme_judge"),
    ("gov.legislative", "mp"),
    ("gov.executive", "minister"),
)
_STATUSES = frozenset({"current", "ended", "unknown"})


def read(node: Node, graph: Graph, note: Note) -> tuple[Position, ...]:
    """Return the posts someone holds or held, then what is only said in words."""
    held = [
        post
        for occupancy in graph.of(node, "Occupancy")
        for post in _held(occupancy, graph, note)
    ]
    said = (Position(text) for text in node.values("position"))
    return tuple(dict.fromkeys((*held, *said)))


def _held(occupancy: Node, graph: Graph, note: Note) -> Iterator[Position]:
    ids = occupancy.values("post")
    if not ids:
        note("Occupancy/post", "names no position")
    for post_id in ids:
        post = graph.find(post_id)
        if post is None:
            note("Occupancy/post", post_id)
        yield _position(occupancy, post, graph, note)


def _position(occupancy: Node, post: Node | None, graph: Graph, note: Note) -> Position:
    start = _day(occupancy, ("startDate", "periodStart"), note)
    end = _day(occupancy, ("endDate", "periodEnd"), note)
    told = _told(
        occupancy,
        (
            *("constituency", "politicalGroup", "electionDate", "declarationDate"),
            *("date", "summary", "description"),
        ),
    )
    status = occupancy.first("status") or "unknown"
    if status not in _STATUSES:
        note("Occupancy/status", status)
        told, status = [*told, f"status: {status}"], "unknown"
    title, country, body, category = "", "", "", "other"
    if post is not None:
        title = post.first("name") or post.caption
        lands = (land(code, "Position/country", note) for code in _countries(post))
        country = next(filter(None, lands), "")
        body = next(_bodies(post, graph), "")
        category = _category(post.values("topics"), note)
        told += _told(post, ("subnationalArea", "description", "summary"))
        told += [f"country: {code}" for code in _countries(post)[1:]]
    return Position(
        title,
        category=category,
        country=country,
        body=body,
        start=start,
        end=end,
        status=status,
        source_text="; ".join(told),
    )


def _countries(post: Node) -> tuple[str, ...]:
    return tuple(
        code for prop in ("country", "jurisdiction") for code in post.values(prop)
    )


def _bodies(post: Node, graph: Graph) -> Iterator[str]:
    for node_id in post.values("organization"):
        body = graph.find(node_id)
        if body is not None:
            yield body.first("name")


def _told(node: Node, names: Iterable[str]) -> list[str]:
    return [f"{name}: {value}" for name in names for value in node.values(name)]


def _day(occupancy: Node, names: Iterable[str], note: Note) -> str:
    """Return the first of some dates, as exactly as it is known."""
    for name in names:
        for value in occupancy.values(name):
            found = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=T|$)", value)
            if found is not None:
                return found[0]
            note(f"Occupancy/{name}", value)
    return ""


def _category(topics: Iterable[str], note: Note) -> str:
    there = set(topics)
    for unknown in sorted(there - NO_RISKS):
        note("Position/topics", unknown)
    if "gov.head" in there:
        return "mayor_regional" if there & _LOCAL else "head_of_state"
    return next((found for topic, found in _CATEGORIES if topic in there), "other")
