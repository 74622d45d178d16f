"""Connections: families, owners, directors, agents, and what is only linked."""

from collections.abc import Iterator

from kycscreen.entities import Link, LinkType
from kycscreen.sources.opensanctions.graph import Graph
from kycscreen.sources.opensanctions.nodes import Node
from kycscreen.sources.opensanctions.schemata import BONDS, REFERENCES

_NOTED = (
    *("relationship", "role", "percentage", "sharesCount", "sharesValue"),
    *("sharesCurrency", "sharesType", "ownershipType", "controlType", "legalBasis"),
    *("secretary", "amount", "amountEur", "amountUsd", "currency", "status"),
    *("startDate", "endDate", "date", "summary", "description"),
)


def read(node: Node, graph: Graph) -> tuple[Link, ...]:
    """Return every connection of a subject, seen from its side."""
    found = (*_bonds(node, graph), *_references(node, graph))
    return tuple(dict.fromkeys(found))


def relatives(node: Node, graph: Graph) -> Iterator[Node]:
    """Yield whom a subject is family or close associate of, as far as we know them."""
    for name, bond in graph.said.get(node.id, ()):
        if bond.schema in ("Family", "Associate"):
            ends = BONDS[bond.schema]
            other = ends.target if name == ends.source else ends.source
            found = (graph.find(to) for to in bond.values(other))
            yield from (one for one in found if one is not None)


def _bonds(node: Node, graph: Graph) -> Iterator[Link]:
    for name, bond in graph.said.get(node.id, ()):
        if bond.schema not in BONDS:
            continue
        ends = BONDS[bond.schema]
        outward = name == ends.source
        note = _note(bond)
        if not outward and ends.inward is not LinkType.OWNED_BY:
            # The words tell what the other one is to whom stands first.
            note = f"as {ends.target}: {note}" if note else f"as {ends.target}"
        type_ = ends.outward if outward else ends.inward
        for to in bond.values(ends.target if outward else ends.source):
            yield _link(type_, to, graph, note)


def _note(bond: Node) -> str:
    return "; ".join(
        f"{value} %"
        if name == "percentage" and not value.endswith("%")
        else value
        if name in ("relationship", "role", "percentage", "summary", "description")
        else f"{name} {value}"
        for name in _NOTED
        for value in bond.values(name)
    )


def _references(node: Node, graph: Graph) -> Iterator[Link]:
    for name, type_ in REFERENCES.items():
        for to in node.values(name):
            yield _link(type_, to, graph, name)


def _link(type_: LinkType, to: str, graph: Graph, note: str) -> Link:
    found = graph.find(to)
    if found is None:
        return Link(type_, target_id=to, note=note)
    name = found.caption or found.first("name")
    return Link(type_, target_id=found.id, target_name=name, note=note)
