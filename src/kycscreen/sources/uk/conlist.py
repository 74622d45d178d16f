"""Reading OFSI's consolidated list, which was closed in January 2026."""

import re

from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, archives
from kycscreen.sources.uk import fields, records, tables, told
from kycscreen.sources.uk.records import Record

_LIST = "gb_ofsi"
_NEEDED = frozenset(
    {
        *("Name6", "Name1", "Name2", "Name3", "Name4", "Name5", "NameType", "DOB"),
        *("TownOfBirth", "CountryOfBirth", "Nationality", "AddressCountry"),
        *("PassportAdditionalInformation", "OtherInformation", "RegimeName"),
        *("IndividualEntityShip", "ListedOn", "LastUpdated", "OFSIGroupID"),
    }
)


def read(data: bytes) -> Parsed:
    """Read the file; ``FormatError`` where it is not that list or not whole."""
    plain = archives.single(_LIST, data)
    if plain.strip() and not plain.endswith(b"\n"):
        # The id is the last cell of a row: cut short it would be another's.
        raise FormatError(_LIST, "its last line does not end; fetch it again")
    return tables.read(_FORM, plain, encoding=_encoding(plain))


def _encoding(data: bytes) -> str:
    """Tell UTF-8 from Windows-1252, and refuse what is some of both or neither."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        at = wrong.start
    else:
        return "utf-8-sig"
    escaped = data.decode("utf-8", errors="surrogateescape")
    broken = len(re.findall("[\udc80-\udcff]", escaped))
    if len(re.findall("[^\x00-\x7f\udc80-\udcff]", escaped)) >= broken:
        raise FormatError(_LIST, f"is not UTF-8 at byte {at}; fetch it again")
    try:
        data.decode("cp1252")
    except UnicodeDecodeError as wrong:
        raise FormatError(
            _LIST,
            f"is neither UTF-8, by its byte {at}, nor Windows-1252, by its byte"
            f" {wrong.start}; fetch it again",
        ) from None
    return "cp1252"


def _told(record: Record) -> Record:
    """Add what is told in one text with much else, which stays as it is."""
    facts = (
        fact for text in record.texts("OtherInformation") for fact in told.facts(text)
    )
    return records.enriched(record, facts)


_FORM = tables.Form(
    list_id=_LIST,
    dated="Last Updated",
    columns=fields.CONLIST,
    needed=_NEEDED,
    id="OFSIGroupID",
    whole=False,
    told=_told,
)
