"""Identifiers of BODS: a number, and of which register or kind its scheme says it is.

Registers are named as https://org-id.guide does (``FI-PRO``, ``GB-COH``, ``XI-LEI``);
persons' numbers by a country's three letters and a kind (``FIN-PASSPORT``).
"""

import re

import attrs

from kycscreen import countries, identifiers
from kycscreen.book.bods import cells
from kycscreen.book.bods.cells import Plain
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier

_WORLDWIDE = {"XI-LEI": "lei", "XI-BIC": "bic", "XI-DUNS": "duns"}
_OF_PERSONS = {"PASSPORT": "passport", "TAXID": "tax", "IDCARD": "national_id"}
_SCHEME = re.compile("([A-Z]{2,3})-([A-Z0-9]+)")


def number(plain: Plain, kind: Kind) -> Identifier | None:
    """Read an identifier; nothing where it holds no number."""
    value = cells.text(plain, "id")
    scheme = cells.text(plain, "scheme").upper()
    name = cells.text(plain, "schemeName")
    if not value:
        return None
    type_, country = _said(scheme, kind)
    try:
        found = identifiers.parse(
            value, kind=kind, countries=(country,) if country else ()
        )
    except ValueError:
        raise PartyError("identifiers", "holds one with no letters or digits") from None
    if found.type != "other" or not type_:
        issuer = "" if found.type != "other" else name or scheme
        return attrs.evolve(found, raw_type=issuer)
    return Identifier(type_, found.value, country, raw_type=name or scheme)


def _said(scheme: str, kind: Kind) -> tuple[str, str]:
    """Return the type and the country that a scheme tells; empty where it does not."""
    if scheme in _WORLDWIDE:
        return _WORLDWIDE[scheme], ""
    match = _SCHEME.fullmatch(scheme)
    if match is None:
        return "", ""
    try:
        country = countries.parse(match[1])
    except ValueError:
        return "", ""
    if match[2] in _OF_PERSONS:
        return _OF_PERSONS[match[2]], country
    return ("company_reg" if kind is Kind.ORGANISATION else ""), country
