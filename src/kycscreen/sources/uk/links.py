"""Parents, subsidiaries and shipowners: links by name, as no list tells their ids."""

import re
from collections.abc import Iterable

from kycscreen.entities import Link, LinkType
from kycscreen.sources.texts import absent
from kycscreen.sources.uk.numbered import counted
from kycscreen.sources.uk.records import Record

_TYPES = {
    "ParentCompany": (LinkType.OWNED_BY, "parent company"),
    "Subsidiary": (LinkType.OWNS, "subsidiary"),
    "CurrentOwnerOperator": (LinkType.OWNED_BY, "current owner or operator"),
    "PreviousOwnerOperator": (LinkType.LINKED_TO, "previous owner or operator"),
}


def read(record: Record) -> Iterable[Link]:
    """Read every name; names with nothing between them stay together."""
    found = []
    for field, (type_, told) in _TYPES.items():
        for text in record.texts(field):
            pieces = (re.split(r"\s*[;|]\s*", item) for item in counted(text).values())
            for name in (name.strip(" ,") for piece in pieces for name in piece):
                if not absent(name):
                    found.append(Link(type_, target_name=name, note=told))
    return dict.fromkeys(found)
