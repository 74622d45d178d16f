"""Which numbers people must not see in full, and what they see instead."""

import re

from kycscreen import codec
from kycscreen.facts import Kind
from kycscreen.identifiers import nordic, registers
from kycscreen.identifiers.keys import tight
from kycscreen.identifiers.number import PERSON, UNKNOWN, Identifier
from kycscreen.identifiers.rules import Fit

PERSONAL = frozenset(
    {
        "birth_cert", "driver_licence", "national_id", "passport", "residence",
        "social_security", "voter",
    }
)  # fmt: skip
"""The types whose holder may be a person: hidden whoever the holder is."""

# Hidden unless the holder is known to be no person.
_PERHAPS_PERSONAL = frozenset({"iban", "other", "tax", "vat"})
# Where sole traders are registered by the number that they have as a person.
_SOLE_TRADERS = frozenset({"is", "lv", "se"})


def is_personal(identifier: Identifier, *, kind: Kind = Kind.UNKNOWN) -> bool:
    """Is this a number that people must not see in full?

    ``kind`` is its holder's: what is not recognised counts as personal unless
    the holder is known to be no person. Sole traders' company numbers in Sweden
    are personal numbers; the kennitala of an Icelandic company is none.
    """
    if identifier.type in PERSONAL:
        return True
    if identifier.type in _PERHAPS_PERSONAL:
        return kind in (PERSON, UNKNOWN)
    if identifier.type != "company_reg" or identifier.country not in _SOLE_TRADERS:
        return False
    fit: Fit = ("national_id", identifier.country)
    number = registers.bare(fit, tight(identifier.value))
    if number is None:
        return False
    # A Swedish company has what is no month; each other form is of people alone.
    # What is mistyped is somebody's number all the same.
    return fit[1] != "se" or number[2] < "2"


def mask(identifier: Identifier, *, kind: Kind = Kind.UNKNOWN) -> Identifier:
    """Hide a personal number; anything else stays as it is."""
    if not is_personal(identifier, kind=kind):
        return identifier
    return codec.changed(identifier, value=masked(identifier.value))


def masked(text: str) -> str:
    """Hide a number: a Nordic birth date or the last two characters remain.

    Of the personal numbers of other countries, which nobody tells by their form
    alone, no date remains.

    >>> masked("850709-9805"), masked("XX 1234567"), masked("12345")
    ('850709-****', '•• •••••67', '•••••')
    """
    if text.endswith("-****") and re.fullmatch("[0-9]{6,8}", text[:-5]):
        return text
    born = nordic.birth_digits(tight(text))
    if born:
        return f"{born}-****"
    letters = sum(character.isalnum() for character in text)
    if "•" in text and letters <= 2:
        return text
    hidden = letters - 2 if letters >= 6 else letters
    made = []
    for character in text:
        hide = character.isalnum() and hidden > 0
        made.append("•" if hide else character)
        hidden -= hide
    return "".join(made)
