"""Reading the UK Sanctions List, in XML or in CSV: both give the same entities."""

from typing import TYPE_CHECKING

from kycscreen.entities import ListedEntity
from kycscreen.sources import Parsed, archives, entries
from kycscreen.sources.entries import Note
from kycscreen.sources.gathering import Form, dated
from kycscreen.sources.uk import entity, fields, records, tables

if TYPE_CHECKING:
    from lxml import etree

_LIST = "gb_uksl"
_NEEDED = frozenset(  # beside names: what tells a listed person from another
    {
        *("UniqueID", "IndividualEntityShip", "DOB", "Nationality", "CountryOfBirth"),
        *("AddressCountry", "PassportNumber", "NationalIdentifierNumber", "IMONumber"),
        *("BusinessRegistrationNumber", "RegimeName", "DateDesignated"),
    }
)
_XML = Form(
    root="Designations",
    namespaces=("",),
    records=frozenset({"Designation"}),
    header="DateGenerated",
    id_path="UniqueID",
    says=frozenset({"DateGenerated"}),
)
_CSV = tables.Form(
    list_id=_LIST,
    dated="Report Date",
    columns=fields.UKSL,
    needed=fields.NAMES | _NEEDED,
    id="UniqueID",
)


def read(data: bytes) -> Parsed:
    """Read either rendition; ``FormatError`` where it is not that list or not whole."""
    plain = archives.single(_LIST, data)
    if plain.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MARKUP):
        return dated(_LIST, plain, _XML, _mapped, on="DateGenerated")
    return tables.read(_CSV, plain)


_MARKUP = (b"<", b"\xff\xfe", b"\xfe\xff")  # the latter begin a file in UTF-16


def _mapped(_: str, element: "etree._Element", note: Note) -> tuple[ListedEntity, int]:
    record = records.of_element(element, note)
    said = {"UniqueID": next(iter(record.texts("UniqueID")), "")}
    record_id = entries.record_id(_LIST, element, said, note)
    return entity.mapped(_LIST, record_id, record, note), record.count()
