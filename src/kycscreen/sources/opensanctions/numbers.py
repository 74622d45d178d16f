"""The numbers of an entity: its own, and those of the papers it holds."""

import re
from collections.abc import Iterable, Iterator

import attrs

from kycscreen import identifiers
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.sources.entries import Note
from kycscreen.sources.opensanctions.lands import land
from kycscreen.sources.opensanctions.nodes import Node

_PAPERS = ("Identification", "Passport")
_TOLD = (
    *("surname", "givenName", "birthDate", "birthPlace", "gender", "date"),
    *("summary", "description"),
)
# Type, and country where only one state gives such numbers out.
_TYPES = {
    "passportNumber": ("passport", ""),
    "socialSecurityNumber": ("social_security", ""),
    "idNumber": ("", ""),
    "registrationNumber": ("", ""),
    "taxNumber": ("tax", ""),
    "vatCode": ("vat", ""),
    "innCode": ("tax", "ru"),
    "ogrnCode": ("company_reg", "ru"),
    "okpoCode": ("other", "ru"),
    "kppCode": ("other", "ru"),
    "bikCode": ("other", "ru"),
    "fnsCode": ("other", "ru"),
    "fssCode": ("other", "ru"),
    "pfrNumber": ("other", "ru"),
    "uscCode": ("company_reg", "cn"),
    "voenCode": ("tax", "az"),
    "jibCode": ("tax", "ba"),
    "mbsCode": ("other", "ba"),
    "irsCode": ("tax", "us"),
    "uniqueEntityId": ("other", "us"),
    "npiCode": ("other", "us"),
    "cikCode": ("other", "us"),
    "cageCode": ("other", ""),
    "leiCode": ("lei", ""),
    "dunsCode": ("duns", ""),
    "swiftBic": ("bic", ""),
    "bic": ("bic", ""),
    "iban": ("iban", ""),
    "accountNumber": ("other", ""),
    "imoNumber": ("imo", ""),
    "mmsi": ("mmsi", ""),
    "callSign": ("call_sign", ""),
    "crsNumber": ("other", ""),
    "serialNumber": ("aircraft_msn", ""),
    "publicKey": ("crypto", ""),
    "cryptoAddress": ("crypto", ""),
    "accountId": ("other", ""),
    "isin": ("isin", ""),
    "isinCode": ("isin", ""),
    "figiCode": ("other", ""),
    "ticker": ("other", ""),
    "ricCode": ("other", ""),
    "permId": ("other", ""),
    "giiNumber": ("other", ""),
    "bvdId": ("other", ""),
    "sayariId": ("other", ""),
    "brightQueryId": ("other", ""),
    "brightQueryOrgId": ("other", ""),
    "icijId": ("other", ""),
    "ipoCode": ("other", ""),
    "licenseNumber": ("other", ""),
    "osmId": ("other", ""),
    "identifiers": ("", ""),  # the simple CSV's, of no type
}
READ = _TYPES.keys()
# What a paper is called, the first words that occur in it.
_CALLED = (
    ("passport", "passport"),
    ("driv", "driver_licence"),
    ("birth", "birth_cert"),
    ("social sec", "social_security"),
    ("vat", "vat"),
    ("tax|fiscal", "tax"),
    ("residen", "residence"),
    ("vot(?:er|ing)|electoral", "voter"),
    ("lei$|legal entity identifier", "lei"),
    ("duns|d-u-n-s", "duns"),
    ("imo", "imo"),
    ("registr|company|commercial", "company_reg"),
    ("national|identi|id card|cedula|personal", "national_id"),
)


def read(
    node: Node, papers: Iterable[Node], kind: Kind, note: Note
) -> tuple[Identifier, ...]:
    """Return every number; one that a paper tells more of only as the paper's."""
    held = [made for paper in papers for made in _paper(paper, kind, note)]
    known = {(made.type, made.value) for made in held}
    own = (made for made in _own(node, kind) if (made.type, made.value) not in known)
    return tuple(dict.fromkeys((*own, *held)))


def _own(node: Node, kind: Kind) -> Iterator[Identifier]:
    for prop in [prop for prop in _TYPES if prop in node.properties]:
        type_, country = _TYPES[prop]
        for value in node.values(prop):
            made = Identifier(
                type_ or _of_kind(prop, kind),
                value,
                country,
                note=node.first("currencySymbol") if type_ == "crypto" else "",
                raw_type=prop,
            )
            yield _checked(made)


def _of_kind(prop: str, kind: Kind) -> str:
    """Return what a number is that means another thing for each kind of holder."""
    if prop == "identifiers":
        return "crypto" if kind is Kind.CRYPTO_ADDRESS else "other"
    if prop == "idNumber":
        return "national_id" if kind is Kind.PERSON else "other"
    if kind is Kind.AIRCRAFT:
        return "aircraft_tail"
    return "company_reg" if kind in (Kind.ORGANISATION, Kind.UNKNOWN) else "other"


def _paper(paper: Node, kind: Kind, note: Note) -> Iterator[Identifier]:
    raw_type = paper.first("type") or paper.schema.casefold()
    numbers = {
        **dict.fromkeys(paper.values("number"), _called(raw_type, kind)),
        **dict.fromkeys(paper.values("passportNumber"), "passport"),
        **dict.fromkeys(paper.values("personalNumber"), "national_id"),
    }
    if not numbers:
        note(f"{paper.schema}/number", "")
    path = f"{paper.schema}/country"
    lands = [land(code, path, note) for code in paper.values("country")]
    told = "; ".join(
        value if name in ("summary", "description") else f"{name} {value}"
        for name in _TOLD
        for value in paper.values(name)
    )
    for value, type_ in numbers.items():
        made = Identifier(
            type_,
            value,
            lands[0] if len(lands) == 1 else "",
            issued=paper.first("startDate"),
            expires=paper.first("endDate"),
            issuer=paper.first("authority"),
            note=told,
            raw_type=raw_type,
        )
        yield _checked(made)


def _called(raw_type: str, kind: Kind) -> str:
    told = raw_type.casefold()
    found = next((type_ for words, type_ in _CALLED if re.search(words, told)), "other")
    if found == "company_reg":
        return _of_kind("registrationNumber", kind)
    return _of_kind("idNumber", kind) if found == "national_id" else found


def _checked(made: Identifier) -> Identifier:
    """Mark what fails its own check digits; it is compared all the same."""
    if made.type in ("imo", "iban", "isin", "lei") and not identifiers.check(made):
        told = "; ".join(text for text in (made.note, "check digit fails") if text)
        return attrs.evolve(made, note=told)
    return made
