"""Reading the UN's file as a whole: its records, and whom their comments name."""

from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import ListedEntity
from kycscreen.sources import Parsed
from kycscreen.sources.entries import Note
from kycscreen.sources.gathering import Form, dated
from kycscreen.sources.un import comments, records
from kycscreen.sources.un.entity import mapped

if TYPE_CHECKING:
    from lxml import etree

_FORM = Form(
    root="CONSOLIDATED_LIST",
    namespaces=("",),
    records=frozenset(records.KINDS),
    around=frozenset({"INDIVIDUALS", "ENTITIES"}),
    id_path="DATAID",
    says=frozenset({"@dateGenerated"}),
)


def read(data: bytes) -> Parsed:
    """Read the UN's file; ``FormatError`` where it is not that list or not whole."""
    parsed = dated("un_sc", data, _FORM, _mapped, on="@dateGenerated")
    return attrs.evolve(parsed, entities=comments.resolved(parsed.entities))


def _mapped(
    name: str, element: "etree._Element", note: Note
) -> tuple[ListedEntity, int]:
    values = records.count(element, note)
    return mapped(records.read(element, name, note), element, note), values
