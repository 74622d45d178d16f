"""Choosing records of an XML file, cutting parts out, and writing what is left."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from kycscreen.sources.opener import local

LONG = 60  # a longer function or title is a description
_OF_EACH = 3  # of the well-known of one name


def chosen(
    records: list[etree._Element],
    known: str,
    *,
    every: int,
    shape: Callable[[etree._Element], set[str]],
) -> list[etree._Element]:
    """Choose the well-known records, every k-th, and the first of each shape."""
    seen: set[str] = set()
    left = dict.fromkeys(known.split("|"), _OF_EACH)
    kept = []
    for number, record in enumerate(records):
        new = shape(record) - seen
        names = list(_names(record))
        famous = [
            word
            for word, more in left.items()
            if more and any(re.search(word, name) for name in names)
        ]
        if number % every == 0 or new or famous:
            seen |= new
            left |= {word: left[word] - 1 for word in famous}
            kept.append(record)
    return kept


def _names(record: etree._Element) -> Iterator[str]:
    """Yield the names of a record, whole, as its publisher would print them."""
    for element in record.iter("{*}nameAlias"):
        yield element.get("wholeName", "")
    parts = {local(child): (child.text or "").strip() for child in record}
    name = parts.get("lastName") or " ".join(
        parts[key]
        for key in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        if parts.get(key)
    )
    yield f"{name}, {parts['firstName']}" if "firstName" in parts else name


def shape_of(
    words: set[str], patterns: set[str]
) -> Callable[[etree._Element], set[str]]:
    """Make what tells one shape from another: paths, code words, forms of dates."""

    def shape(record: etree._Element) -> set[str]:
        found = set()
        for element in record.iter():
            name = local(element)
            texts = {name: (element.text or "").strip(), **_attributes(element)}
            for key, value in texts.items():
                if value:
                    found.add(f"{name}/{key}")
                if key in words and value:
                    found.add(f"{key}={value}")
                if key in patterns and value:
                    found.add(f"{key}={_form(value)}")
        return found

    return shape


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in element.attrib.items()}


def _form(value: str) -> str:
    """Reduce a date to its form: "10 Dec 1948" and "07 Jul 1966" have one."""
    return re.sub("[0-9]", "9", re.sub("[A-Z][a-z]+", "Mmm", value))


def drop(element: etree._Element, name: str) -> None:
    """Take every element of that local name away."""
    for found in list(element.iter(f"{{*}}{name}")):
        remove(found)


def remove(element: etree._Element) -> None:
    """Take an element away."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def blank(element: etree._Element, *keys: str) -> None:
    """Empty the attributes of those names."""
    for key in keys:
        if element.get(key):
            element.set(key, "")


def written(root: etree._Element) -> bytes:
    """Write a file with one record a line and nothing between its parts."""
    for element in root.iter():
        if not (element.text or "").strip():
            element.text = None
        element.tail = None
    for element in (root, *root):
        element.text = element.text if (element.text or "").strip() else "\n"
        for child in element:
            child.tail = "\n"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
