"""Numbers that name one subject: passports, registrations, IMO, LEI, wallets."""

import attrs


@attrs.frozen
class Identifier:
    """A number, its kind, and who issued it.

    ``type`` is one of the words of ``TYPES``; ``country`` an ISO 3166-1 alpha-2
    code or empty; ``raw_type`` the publisher's own word. ``valid`` is false
    where the publisher says so (expired, lost, fraudulent): still compared.
    """

    type: str
    value: str
    country: str = ""
    issued: str = ""
    expires: str = ""
    issuer: str = ""
    valid: bool = True
    note: str = ""
    raw_type: str = ""
