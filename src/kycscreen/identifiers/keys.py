"""What is left of a number when what writers are free to vary is left out."""

import re
import unicodedata

from kycscreen.identifiers import nordic, registers, worldwide
from kycscreen.identifiers.number import Identifier
from kycscreen.identifiers.rules import Fit, pattern

# Lists copy passports by eye: these Cyrillic letters are drawn as Latin ones.
_LOOKALIKES = str.maketrans("АВЕІКМНОРСТХ‐‑‒–—−", "ABEIKMHOPCTX------")


def tight(value: str) -> str:
    """Fold width, case, dashes and look-alikes; leave out blanks, dots and control."""
    if value.isascii():
        return "".join(value.upper().replace(".", "").split())
    folded = unicodedata.normalize("NFKC", value).upper().translate(_LOOKALIKES)
    plain = "".join(folded.replace(".", "").split())
    if plain.isprintable():  # as nearly all are
        return plain
    return "".join(filter(str.isprintable, plain))


def normal(identifier: Identifier) -> str:
    """Return the number without what writers are free to vary.

    A wallet keeps its case, and a hetu its separator: the same digits with
    another one are another person. A country before the number is left out where
    the rest is a number of that country.
    """
    if identifier.type == "crypto":
        return _wallet(identifier.value.strip())
    written = tight(identifier.value)
    rule = registers.RULES.get((identifier.type, identifier.country))
    if rule is not None and pattern(rule.form).fullmatch(written):
        return rule.bare(written)
    if len(written) >= 11 and identifier.country in ("", "fi") and is_hetu(written):
        return nordic.hetu_bare(written)
    number = written
    if not (written.isascii() and written.isalnum()):
        number = re.sub("[^A-Z0-9]", "", written)
    if identifier.type in _SHORTENED:
        return _SHORTENED[identifier.type](number)
    if identifier.type in _PREFIXED and number[:2] in _PREFIXES:
        return _unprefixed(identifier, written, number)
    return number


def key(identifier: Identifier) -> str:
    """Return what to look the number up by; empty where it identifies nobody.

    Whatever ``compare`` says is the same or compatible has one key. A masked number
    has none.
    """
    if "•" in identifier.value or identifier.value.endswith("-****"):
        return ""
    number = normal(identifier)
    if number.isascii() and number.isalnum():  # as most are
        if number.isalpha():  # no digit identifies nobody, but the one code of letters
            is_bic = identifier.type == "bic" and worldwide.is_bic(number)
            return number if is_bic else ""
        return "" if len(number) < 4 else number
    characters = sum(character.isalnum() for character in number)
    if characters < 4 or not any(character.isdigit() for character in number):
        return ""
    return number


def is_hetu(written: str) -> bool:
    """Ask whether this is a hetu, which says by its form whose it is."""
    fit: Fit = ("national_id", "fi")
    number = registers.bare(fit, written)
    return number is not None and registers.RULES[fit].holds(number)


def _wallet(address: str) -> str:
    """Keep the case of an address, but where it is only a checksum or a habit."""
    return address.lower() if re.match("0[xX]|[bB][cC]1", address) else address


def _imo(number: str) -> str:
    return number.removeprefix("IMO")


def _bic(number: str) -> str:
    """Leave out what says that a code is of no branch."""
    return number[:8] if len(number) == 11 and number.endswith("XXX") else number


_SHORTENED = {"bic": _bic, "imo": _imo}
# A passport of some countries begins with such letters; they are of its number.
_PREFIXED = {
    "company_reg": ("company_reg", "vat"),
    "national_id": ("national_id",),
    "other": ("national_id", "company_reg", "vat"),
    "tax": ("company_reg", "vat"),
    "vat": ("company_reg", "vat"),
}
_PREFIXES = frozenset({*registers.PREFIXES, *worldwide.VAT_PREFIXES})
_SHORTEST = 6


def _unprefixed(identifier: Identifier, written: str, number: str) -> str:
    """Leave the country out before what is surely a number of its registers."""
    prefix, country = number[:2], identifier.country
    for fit in registers.PREFIXES.get(prefix, ()):
        alone = registers.RULES[fit].alone
        if (
            fit[0] in _PREFIXED[identifier.type]
            and country in ("", fit[1])
            and alone
            and pattern(alone).fullmatch(written)
        ):
            bare = registers.RULES[fit].bare(written)
            if registers.RULES[fit].holds(bare):
                return bare
    told = worldwide.VAT_PREFIXES.get(prefix, "")
    rest = number[2:]
    if identifier.type == "vat" and country in ("", told) and len(rest) >= _SHORTEST:
        return rest
    if identifier.type in ("tax", "other") and country in ("", told):
        # Ten at the least: a passport has two letters and seven digits.
        could = len(number) >= 10 and any(character.isdigit() for character in rest)
        if could and worldwide.vat_problem(number, told) == "":
            return rest
    return number
