"""A number as it was given: what it is, who issued it, and whom it is of."""

import attrs

from kycscreen.facts import Kind

TYPES = frozenset(
    {
        "aircraft_msn", "aircraft_tail", "bic", "birth_cert", "call_sign",
        "company_reg", "crypto", "driver_licence", "duns", "eu_ref", "iban", "imo",
        "isin", "lei", "mmsi", "national_id", "other", "passport", "residence",
        "social_security", "tax", "un_ref", "vat", "voter", "wikidata",
    }
)  # fmt: skip
"""What an identifier can be. A personal number (hetu, personnummer,
fødselsnummer, CPR) is a ``national_id``; the number of a company in its register
(Y-tunnus, organisationsnummer, CVR) a ``company_reg``."""

WORLDWIDE = frozenset(
    {
        "bic", "crypto", "duns", "eu_ref", "iban", "imo", "isin", "lei", "mmsi",
        "un_ref", "wikidata",
    }
)  # fmt: skip
"""Where a country says where the holder is, not who issued the number."""

FAILS = "check digit fails"
"""The note of a number whose check digits are not right."""

# Looked up once: a member takes as long to reach as a number to recognise.
PERSON, ORGANISATION = Kind.PERSON, Kind.ORGANISATION
VESSEL, UNKNOWN = Kind.VESSEL, Kind.UNKNOWN


@attrs.frozen
class Identifier:
    """A number, its kind, and who issued it.

    ``type`` is one of the words of ``TYPES``; ``country`` an ISO 3166-1 alpha-2
    code or empty; ``raw_type`` the publisher's own word. ``valid`` is false
    where the publisher says so (expired, lost, fraudulent): still compared. Its
    ``repr`` does not show the number.
    """

    type: str
    value: str = attrs.field(repr=False)
    country: str = ""
    issued: str = attrs.field(default="", repr=False)
    expires: str = attrs.field(default="", repr=False)
    issuer: str = attrs.field(default="", repr=False)
    valid: bool = attrs.field(default=True, repr=False)
    note: str = attrs.field(default="", repr=False)
    raw_type: str = attrs.field(default="", repr=False)
