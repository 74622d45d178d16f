"""The entities of a file joined: what is said of each subject, and by whom.

References may point to lines that come later, and to ids that were merged away.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from kycscreen.sources import Issue
from kycscreen.sources.opensanctions.nodes import Node
from kycscreen.sources.opensanctions.schemata import ABOUT, BONDS


@attrs.frozen
class Graph:
    """Every entity by its id, the ids merged into it, and what points to it.

    ``said`` holds, by the id of a subject, each entity that is about it and the
    property in which that names it.
    """

    nodes: Mapping[str, Node]
    aliases: Mapping[str, str]
    said: Mapping[str, Sequence[tuple[str, Node]]]

    def find(self, node_id: str) -> Node | None:
        """Return the entity that has an id, or had it before a merger."""
        return self.nodes.get(self.aliases.get(node_id, node_id))

    def of(self, node: Node, *schemata: str) -> list[Node]:
        """Return what is said of a subject by entities of some schemata."""
        pairs = self.said.get(node.id, ())
        found = {other.id: other for _, other in pairs if other.schema in schemata}
        return list(found.values())


def joined(nodes: Iterable[Node], issues: list[Issue], *, nested: bool) -> Graph:
    """Join the entities of a file; report what points nowhere.

    What is ``nested`` one level deep points out of the file by design.
    """
    by_id: dict[str, Node] = {}
    for node in nodes:
        before = by_id.get(node.id)
        by_id[node.id] = node if before is None else _united(before, node, issues)
    aliases = {
        old: node.id
        for node in by_id.values()
        for old in node.referents
        if old not in by_id
    }
    said: dict[str, list[tuple[str, Node]]] = {}
    for node in by_id.values():
        for name in _ends(node.schema):
            if not node.values(name):
                issues.append(Issue(node.id, f"{node.schema}/{name}", "names nobody"))
            for to in node.values(name):
                found = aliases.get(to, to)
                said.setdefault(found, []).append((name, node))
                if found not in by_id and not nested:
                    path = f"{node.schema}/{name}"
                    issues.append(Issue(node.id, path, f"{to} is not in the file"))
    return Graph(by_id, aliases, said)


def _ends(schema: str) -> tuple[str, ...]:
    bond = BONDS.get(schema)
    if bond is not None:
        return bond.source, bond.target
    return (ABOUT[schema],) if schema in ABOUT else ()


def _united(first: Node, second: Node, issues: list[Issue]) -> Node:
    """Make one of two copies; what stands for itself speaks for an embedded one."""
    if first.whole and second.whole:
        issues.append(Issue(first.id, "id", "published more than once"))
    if second.whole and not first.whole:
        first, second = second, first
    if first.schema != second.schema:
        issues.append(Issue(first.id, "schema", second.schema))
    names = dict.fromkeys((*first.properties, *second.properties))
    return attrs.evolve(
        first,
        properties={
            name: tuple(
                dict.fromkeys(
                    (
                        *first.properties.get(name, ()),
                        *second.properties.get(name, ()),
                    )
                )
            )
            for name in names
        },
        datasets=tuple(dict.fromkeys((*first.datasets, *second.datasets))),
        referents=tuple(dict.fromkeys((*first.referents, *second.referents))),
        target=first.target or second.target,
        changed=max(first.changed, second.changed),
        seen=max(first.seen, second.seen),
    )
