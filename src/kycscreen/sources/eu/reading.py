"""Reading the EU's file as a whole: how it is built, and what its values are."""

from typing import TYPE_CHECKING

from kycscreen.entities import ListedEntity
from kycscreen.sources import Parsed
from kycscreen.sources.entries import Note
from kycscreen.sources.eu.entity import mapped
from kycscreen.sources.gathering import Form, dated

if TYPE_CHECKING:
    from lxml import etree

_FORM = Form(
    root="export",
    namespaces=("http://eu.europa.ec/fpi/fsd/export",),
    records=frozenset({"sanctionEntity"}),
    id_path="sanctionEntity/@euReferenceNumber",
    says=frozenset({"@generationDate", "@globalFileId"}),
    odd=frozenset({"nameAlias/@wholeName", "sanctionEntity/nameAlias"}),  # no names
)


def read(data: bytes) -> Parsed:
    """Read the EU's file; ``FormatError`` where it is not that list or not whole."""
    return dated("eu_fsf", data, _FORM, _mapped, on="@generationDate")


def _mapped(_: str, element: "etree._Element", note: Note) -> tuple[ListedEntity, int]:
    """Map one entity, and count its values: all of them are attributes."""
    values = sum(len(part.attrib) for part in element.iter())
    return mapped(element, note), values
