"""A number as what can be stored where nothing is asked but whether two are equal."""

from kycscreen.identifiers.keys import key
from kycscreen.identifiers.number import WORLDWIDE, Identifier

_SHORTEST = 16


def sealed(identifier: Identifier, *, secret: bytes) -> str:
    """Return a number as HMAC-SHA-256 in hex: equal numbers of a country, equal seals.

    Good for equality and nothing else: no slip, date or country can be read from it.
    What ``compare`` calls the same has one seal; a personnummer without a
    century cannot tell two centuries, and so one seal has both. Empty where a number
    identifies nobody. Whoever knows the secret can try every personal number in
    minutes: keep it apart from the seals.
    """
    if len(secret) < _SHORTEST:
        raise ValueError(f"has a secret of fewer than {_SHORTEST} bytes")
    number = key(identifier)
    if not number:
        return ""
    country = "" if identifier.type in WORLDWIDE else identifier.country
    told = f"kycscreen.identifier/1\n{country}\n{number}"
    # Half of a surrogate pair, which no list should hold, is no reason to stop.
    data = told.encode("utf-8", "surrogatepass")
    import hashlib  # loaded by whoever stores numbers
    import hmac

    return hmac.new(secret, data, hashlib.sha256).hexdigest()
