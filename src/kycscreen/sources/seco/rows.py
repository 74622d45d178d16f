"""One element of SECO's file as text: its attributes and its leaves, by name."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from kycscreen.sources import opener
from kycscreen.sources.entries import Note

if TYPE_CHECKING:
    from lxml import etree

_NOTHING: frozenset[str] = frozenset()
_NUMBER = "@ssid"  # SECO's own, of every part of a record


@attrs.frozen
class Row:
    """One element: texts by ``@attribute``, ``leaf`` or ``leaf/@attribute``.

    What is empty is left out; children with parts of their own are elements.
    """

    texts: Mapping[str, str]
    children: tuple["etree._Element", ...]

    def get(self, name: str) -> str:
        """Return a text; empty where it is not given."""
        return self.texts.get(name, "")

    def all(self, name: str) -> "list[etree._Element]":
        """Return the children of a name."""
        return [child for child in self.children if opener.local(child) == name]


def read(
    element: "etree._Element",
    known: frozenset[str],
    note: Note,
    inside: frozenset[str] = _NOTHING,
) -> Row:
    """Read an element; report what is not known, and what stands there twice."""
    path = opener.local(element)
    texts: dict[str, str] = {}
    children = []

    def take(name: str, value: str) -> None:
        if name not in known or name in texts:
            note(f"{path}/{name}", value)
        elif value:
            texts[name] = value

    for where, value in opener.attributes(element):
        if where != f"/{_NUMBER}" or _NUMBER in known:
            take(where[1:], value)
    for child in element:
        name = opener.local(child)
        if name in inside:
            children.append(child)
            continue
        take(name, opener.text(child))
        for where, value in opener.attributes(child, name) if child.keys() else ():
            if not where.endswith(_NUMBER):
                take(where, value)
        for deeper in child:
            note(f"{path}/{name}/{opener.local(deeper)}", opener.text(deeper))
    return Row(texts, tuple(children))
