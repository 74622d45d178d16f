"""What all facts share: whose they are, and how two values of one relate."""

from enum import Enum


class Kind(Enum):
    """What a listed entity or a party is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    CRYPTO_ADDRESS = "crypto_address"
    SECURITY = "security"
    UNKNOWN = "unknown"


class Agreement(Enum):
    """How two values of one fact relate.

    ``COMPATIBLE`` values could be of one subject but do not prove it: a year
    and a day in it, one identifier with and without its country. ``SLIP``: they
    differ as a slip of the hand makes them.
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    SLIP = "slip"
    DIFFERENT = "different"
