"""What readers ask of an XML element: its local name, its text, what is unknown."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kycscreen.sources import texts
from kycscreen.sources.texts import line

if TYPE_CHECKING:
    from lxml import etree

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def local(element: "etree._Element") -> str:
    """Return an element's name without its namespace."""
    return _local(str(element.tag))


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(element: "etree._Element", name: str) -> "list[etree._Element]":
    """List the children of that local name."""
    return [child for child in element if local(child) == name]


def child(element: "etree._Element", name: str) -> "etree._Element | None":
    """Return the first child of that local name."""
    return next((child for child in element if local(child) == name), None)


def text(element: "etree._Element | None") -> str:
    """Return all text of an element on one line, in NFC; empty where there is none.

    Zero-width and bidirectional characters stay: they are evidence.
    """
    return "" if element is None else line(_whole(element))


def paragraph(element: "etree._Element | None") -> str:
    """Return all text of an element, one line for each of its lines that has any."""
    return "" if element is None else texts.paragraph(_whole(element))


def _whole(element: "etree._Element") -> str:
    if len(element):
        return "".join(str(part) for part in element.itertext())
    return element.text or ""


def unknown(
    element: "etree._Element", known: frozenset[str], path: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield path and text of every child and attribute (``@name``) not known."""
    for other in element:
        if local(other) not in known:
            yield f"{path}/{local(other)}", text(other)
    yield from (
        (where, value)
        for where, value in attributes(element, path)
        if where.rpartition("/")[2] not in known
    )


def attributes(element: "etree._Element", path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of every attribute, but those of XML Schema itself."""
    for key, value in element.attrib.items():
        if not str(key).startswith(_XSI):
            yield f"{path}/@{str(key).rpartition('}')[2]}", line(str(value))


def told(element: "etree._Element") -> str:
    """Say what an element holds: its text, or its attributes where it has none."""
    said = attributes(element)
    return text(element) or "; ".join(f"{k[2:]}: {value}" for k, value in said)
