"""Documents, addresses and contacts in the EU's file.

One number in twelve stands among words; a contact may hold several values.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import Address
from kycscreen.identifiers import Identifier, check
from kycscreen.sources import documents as texts
from kycscreen.sources import opener
from kycscreen.sources.entries import Note
from kycscreen.sources.eu.element import COUNTRY, Element, codes, described, one, read

if TYPE_CHECKING:
    from lxml import etree


_TYPES = {
    "passport": "passport",
    "id": "national_id",
    "other": "other",
    "regnumber": "company_reg",
    "swiftbic": "bic",
    "fiscalcode": "tax",
    "taxid": "tax",
    "euvat": "vat",
    "drivinglicence": "driver_licence",
    "ssn": "social_security",
    "travelcardid": "other",
    "imo": "imo",
    "nationcert": "other",
    "birthcert": "birth_cert",
    "electionid": "voter",
    "tradelic": "other",
    "residentperm": "residence",
    "NRN": "national_id",
    "unssn": "other",
}
_FLAGS = {
    "knownExpired": "expired",
    "knownFalse": "false",
    "reportedLost": "lost",
    "revokedByIssuer": "revoked",
}
_IDENTIFICATION = frozenset(
    {
        *("identificationTypeCode", "identificationTypeDescription", "number"),
        *("latinNumber", "nameOnDocument", "issueDate", "validFrom", "validTo"),
        *("issuedBy", "diplomatic", "region", "regulationLanguage", "logicalId"),
        *_FLAGS,
        *COUNTRY,
    }
)


def documents(elements: Iterable["etree._Element"], note: Note) -> texts.Documents:
    """Read ``identification`` elements; what has no number becomes a remark."""
    identifiers: list[Identifier] = []
    remarks: list[str] = []
    for element in elements:
        said = read(element, _IDENTIFICATION, note, "identification")
        code = said.row.get("identificationTypeCode", "")
        if code not in _TYPES:
            note("identification/@identificationTypeCode", code)
        for name in ("diplomatic", *_FLAGS):
            if said.row.get(name, "false") not in ("true", "false"):
                note(f"identification/@{name}", said.row[name])
        numbers = [said.row.get("number", ""), said.row.get("latinNumber", "")]
        given = [
            number for number in dict.fromkeys(numbers) if not opener.absent(number)
        ]
        identifiers += (_identifier(said, code, number, note) for number in given)
        if not given:
            remarks.append(f"identification {code}: {'; '.join(said.remarks)}")
    return texts.Documents(tuple(identifiers), tuple(remarks))


def _identifier(said: Element, code: str, text: str, note: Note) -> Identifier:
    row, remark = said.row, "; ".join(said.remarks)
    number = texts.number(text)
    flags = [word for name, word in _FLAGS.items() if row.get(name) == "true"]
    type_ = _TYPES.get(code, "other")
    if type_ == "company_reg" and remark.casefold().startswith("tax"):
        type_ = "tax"
    told = (
        number.told,
        "diplomatic" if row.get("diplomatic") == "true" else "",
        *flags,
        row.get("nameOnDocument", ""),
        row.get("region", ""),
        remark,
    )
    made = Identifier(
        type_,
        number.value,
        one(codes(row, note, "identification")) or number.country,
        issued=row.get("issueDate") or row.get("validFrom") or texts.issue(remark),
        expires=row.get("validTo") or texts.expiry(remark),
        issuer=row.get("issuedBy", ""),
        valid=not flags and not texts.is_void(remark),
        note="; ".join(t for t in told if t),
        raw_type=code,
    )
    if type_ in ("imo", "vat") and check(made) is False:
        failed = "; ".join(t for t in (made.note, "check digit fails") if t)
        return attrs.evolve(made, note=failed)
    return made


@attrs.frozen
class Addresses:
    """Where someone is found and how to reach them."""

    addresses: tuple[Address, ...]
    contacts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


_CONTACTS = {"PHONE": "phone", "FAX": "fax", "EMAIL": "email", "WEB": "web"}
_ADDRESS = frozenset(
    {
        *("city", "street", "poBox", "zipCode", "region", "place"),
        *("asAtListingTime", "regulationLanguage", "logicalId"),
        *COUNTRY,
    }
)


def addresses(elements: Iterable["etree._Element"], note: Note) -> Addresses:
    """Read addresses and the contacts inside them."""
    found: list[Address] = []
    contacts: list[tuple[str, str]] = []
    remarks: list[str] = []
    for element in elements:
        said = read(element, _ADDRESS, note, "address", frozenset({"contactInfo"}))
        for child in said.children:
            contacts += _contacts(child, note)
        row, told = said.row, [*said.remarks]
        if row.get("asAtListingTime") == "true":
            told.insert(0, "as at listing")
        full = ", ".join(row[n] for n in _WHERE if not opener.absent(row.get(n, "")))
        full = ", ".join(text for text in (full, described(row)) if text)
        remark = "; ".join(told)
        country = one(codes(row, note, "address"))
        if full:
            found.append(Address(full, row.get("city", ""), country, remark))
        elif remark:
            remarks.append(f"address/remark: {remark}")
    kept = tuple(dict.fromkeys(contacts))
    return Addresses(tuple(dict.fromkeys(found)), kept, tuple(remarks))


_WHERE = ("street", "poBox", "zipCode", "city", "place", "region")


def _contacts(element: "etree._Element", note: Note) -> list[tuple[str, str]]:
    """Split a contact that holds several; addresses of the net have no blanks."""
    row = read(element, frozenset({"key", "value"}), note, "contactInfo").row
    key, value = row.get("key", ""), row.get("value", "")
    if key not in _CONTACTS:
        note("contactInfo/@key", key)
    kind = _CONTACTS.get(key, key.lower())
    found = re.split(r"[;,]|\s(?:and|or)\s", f"{value} ")
    if kind in ("email", "web"):
        found = ["".join(text.split()).replace("\u00ad", "") for text in found]
    return [
        (kind, text.strip())
        for text in (re.sub("^and ", "", one.strip()) for one in found)
        if text.strip()
    ]
