"""What the elements of a rendition may hold, and how what they may not is told.

One line an element, indented where it goes on: its name, its attributes (``@``), its
children (``*``: several).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kycscreen.sources.elements import attributes, local, told

if TYPE_CHECKING:
    from lxml import etree

Shape = Mapping[str, tuple[frozenset[str], Mapping[str, bool]]]
"""By an element's name: its attributes, its children and whether they may repeat."""


def shape(lines: str) -> Shape:
    """Read a table of elements; what has no line of its own is a text."""
    made: dict[str, tuple[frozenset[str], Mapping[str, bool]]] = {}
    for line in filter(None, lines.replace("\n ", " ").splitlines()):
        name, *held = line.split()
        known = frozenset(word[1:] for word in held if word.startswith("@"))
        children = [word for word in held if not word.startswith("@")]
        made[name] = known, {child.rstrip("*"): "*" in child for child in children}
    return made


_TEXT: tuple[frozenset[str], Mapping[str, bool]] = (frozenset(), {})


def strange(element: "etree._Element", known: Shape) -> list[tuple[str, str]]:
    """List what an element and all within it hold that has no place there."""
    found: list[tuple[str, str]] = []
    within = [(element, local(element))]
    for node, name in within:  # grows
        known_attributes, children = known.get(name, _TEXT)
        keys = node.keys()
        if keys and not known_attributes.issuperset(map(str, keys)):
            found += (
                (path, value)
                for path, value in attributes(node, name)
                if path.rpartition("@")[2] not in known_attributes
            )
        seen: list[str] = []  # what may not repeat: so few that a set would cost more
        for child in node:
            part = local(child)
            may_repeat = children.get(part)
            if may_repeat is None or (not may_repeat and part in seen):
                found.append((f"{name}/{part}", told(child)))
                continue
            if not may_repeat:
                seen.append(part)
            within.append((child, part))
    return found
