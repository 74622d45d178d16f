"""Numbers that name one subject: passports, registrations, IMO, LEI, wallets.

>>> parse("IMO 9319466").type, key(parse("IMO 9319466"))
('imo', '9319466')
>>> ours = parse("1234567-1", countries=("fi",))
>>> compare(ours, Identifier("company_reg", "12345671", country="fi"))
<Agreement.SAME: 'same'>
>>> mask(Identifier("passport", "XX1234567")).value
'•••••••67'
"""

import re
import unicodedata
from functools import lru_cache

import attrs

from kycscreen import codec
from kycscreen.facts import Agreement, Kind
from kycscreen.identifiers import nordic, slips, worldwide

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


_PERSONAL = frozenset(
    {
        "birth_cert", "driver_licence", "national_id", "passport", "residence",
        "social_security", "voter",
    }
)  # fmt: skip
# Their holder may be a person: hidden unless the holder is known to be none.
_PERHAPS_PERSONAL = frozenset({"iban", "other", "tax", "vat"})
_ONE_EACH = frozenset(
    {"company_reg", "imo", "lei", "national_id", "social_security", "tax", "vat"}
)
# What a country beside them says is where their holder is, not who issued them.
_WORLDWIDE = frozenset(
    {
        "bic", "crypto", "duns", "eu_ref", "iban", "imo", "isin", "lei", "mmsi",
        "un_ref", "wikidata",
    }
)  # fmt: skip
_CHECKS = {
    "iban": worldwide.iban_holds,
    "imo": worldwide.imo_holds,
    "isin": worldwide.isin_holds,
    "lei": worldwide.lei_holds,
}
_FAILS = "check digit fails"
# Looked up once: a member takes as long to reach as a number to recognise.
_PERSON, _ORGANISATION, _VESSEL = Kind.PERSON, Kind.ORGANISATION, Kind.VESSEL
# Lists copy passports by eye: these Cyrillic letters are drawn as Latin ones.
_LOOKALIKES = str.maketrans("АВЕІКМНОРСТХ‐‑‒–—−", "ABEIKMHOPCTX------")


def parse(
    text: str, *, kind: Kind = Kind.UNKNOWN, countries: tuple[str, ...] = ()
) -> Identifier:
    """Recognise a number by its form, its check digits and the party's countries.

    What is not recognised is of type ``other``, which meets every type. A BIC is
    not recognised: any word of eight letters looks like one.
    """
    value = " ".join(text.split())
    tight = _tight(value)
    if not nordic.pattern("[A-Z0-9]").search(tight):
        raise ValueError("has no letters or digits")
    return _worldwide(value, tight, kind) or _nordic(value, tight, kind, countries)


def normal(identifier: Identifier) -> str:
    """Return the number without what writers are free to vary.

    A wallet keeps its case, and a hetu its separator: the same digits with
    another one are another person.
    """
    if identifier.type == "crypto":
        return _wallet(identifier.value.strip())
    tight = _tight(identifier.value)
    fit = (identifier.type, identifier.country)
    if fit in nordic.FORMS and nordic.pattern(nordic.FORMS[fit]).fullmatch(tight):
        return nordic.bare(fit, tight)
    if not identifier.country and _is_hetu(tight):
        return tight
    number = tight
    if not (tight.isascii() and tight.isalnum()):
        number = re.sub("[^A-Z0-9]", "", tight)
    return number.removeprefix("IMO") if identifier.type == "imo" else number


def key(identifier: Identifier) -> str:
    """Return what to look the number up by; empty where it identifies nobody.

    Whatever ``compare`` says is the same or compatible has one key. A masked number
    has none.
    """
    if "•" in identifier.value or identifier.value.endswith("-****"):
        return ""
    number = normal(identifier)
    if number.isascii() and number.isalnum():  # as most are
        return "" if len(number) < 4 or number.isalpha() else number
    characters = sum(character.isalnum() for character in number)
    if characters < 4 or not any(character.isdigit() for character in number):
        return ""
    return number


def compare(a: Identifier, b: Identifier) -> Agreement | None:
    """Say how two numbers relate; ``None`` where that says nothing.

    Equal numbers are the same where both sides state what they are and, but for
    what is worldwide, of which country; else, if long enough, compatible.
    Numbers one slip apart are so where slips are seen: by a check digit that
    fails, or in what is given to one person. Else different numbers contradict
    only if a subject has one of the kind: the same type, country, publisher's word
    and shape, neither withdrawn nor mistyped. People hold several passports.
    """
    if a.type != b.type and "other" not in (a.type, b.type):
        return None
    everywhere = a.type in _WORLDWIDE or b.type in _WORLDWIDE
    if a.country != b.country and a.country and b.country and not everywhere:
        return None
    ours, theirs = key(a), key(b)
    if not ours or not theirs:
        return None
    if ours == theirs:
        return None if _another_century(a, b) else _agreement(a, b, ours)
    if slips.is_slip(ours, theirs) and _may_slip(a, b):
        return Agreement.SLIP
    return Agreement.DIFFERENT if _excludes(a, b, ours, theirs) else None


def check(identifier: Identifier) -> bool | None:
    """Say whether the check digits hold; ``None`` where we know of none.

    A failure removes nothing: publishers mistype.
    """
    fit = (identifier.type, identifier.country)
    if fit in nordic.FORMS:
        tight = _tight(identifier.value)
        # Denmark gave its check digit up in 2007.
        if fit == ("national_id", "dk") or not re.fullmatch(nordic.FORMS[fit], tight):
            return None
        return nordic.holds(fit, nordic.bare(fit, tight))
    verdict = _CHECKS.get(identifier.type)
    return None if verdict is None else verdict(normal(identifier))


def is_personal(identifier: Identifier, *, kind: Kind = Kind.UNKNOWN) -> bool:
    """Is this a number that people must not see in full?

    ``kind`` is its holder's: what is not recognised counts as personal unless
    the holder is known to be no person. Sole traders' company numbers in Sweden
    are personal numbers.
    """
    if identifier.type in _PERSONAL:
        return True
    if identifier.type in _PERHAPS_PERSONAL:
        return kind in (Kind.PERSON, Kind.UNKNOWN)
    if (identifier.type, identifier.country) != ("company_reg", "se"):
        return False
    number = normal(identifier)
    if len(number) == 10 and number[2] > "1":
        return False  # nobody is born in such a month: a company has one
    return bool(nordic.birth_digits(number))


def mask(identifier: Identifier, *, kind: Kind = Kind.UNKNOWN) -> Identifier:
    """Hide a personal number; anything else stays as it is."""
    if not is_personal(identifier, kind=kind):
        return identifier
    return codec.changed(identifier, value=masked(identifier.value))


def masked(text: str) -> str:
    """Hide a number: a Nordic birth date or the last two characters remain.

    >>> masked("850709-9805"), masked("XX 1234567"), masked("12345")
    ('850709-****', '•• •••••67', '•••••')
    """
    if text.endswith("-****") and re.fullmatch("[0-9]{6,8}", text[:-5]):
        return text
    born = nordic.birth_digits(_tight(text))
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


def _tight(value: str) -> str:
    """Fold width, case, dashes and look-alikes; leave out blanks and control."""
    if value.isascii():
        return "".join(value.upper().split())
    folded = unicodedata.normalize("NFKC", value).upper().translate(_LOOKALIKES)
    return "".join(c for c in folded if not c.isspace() and c.isprintable())


def _worldwide(value: str, tight: str, kind: Kind) -> Identifier | None:
    """Recognise what looks the same in every country."""
    if len(tight) < 15 and kind is not _VESSEL and not tight.startswith("IMO"):
        return None  # all others are longer, as most numbers of a book are not
    if worldwide.lei_holds(tight.removeprefix("LEI").removeprefix(":")):
        return Identifier("lei", tight[-20:])
    if tight.startswith("IMO") and re.fullmatch("IMO[:-]?[0-9]{7}", tight):
        note = "" if worldwide.imo_holds(tight[-7:]) else _FAILS
        return Identifier("imo", value, note=note)
    if kind is _VESSEL and worldwide.ship_holds(tight):
        return Identifier("imo", value)
    if worldwide.iban_holds(tight):
        return Identifier("iban", value, tight[:2].lower())
    return Identifier("crypto", value) if worldwide.is_wallet(value) else None


def _nordic(
    value: str, tight: str, kind: Kind, countries: tuple[str, ...]
) -> Identifier:
    """Recognise what one of the party's countries gives; else it stays ``other``."""
    fits = []
    for fit, told_form, alone_form in _forms(_given_to(kind), countries):
        told = told_form is not None and told_form.fullmatch(tight)
        if told or (alone_form is not None and alone_form.fullmatch(tight)):
            holds = nordic.holds(fit, nordic.bare(fit, tight))
            # Bare digits that fail their check are another register's.
            if holds or (told and not tight.isdigit()):
                fits.append((fit, holds))
    sure = [found for found in fits if found[1]] or fits
    if len(sure) != 1:  # none, or either of two countries may have given it
        return Identifier("other", value)
    (((type_, country), holds),) = sure
    return Identifier(type_, value, country, note="" if holds else _FAILS)


@lru_cache(maxsize=1024)
def _forms(
    types: tuple[str, ...], countries: tuple[str, ...]
) -> tuple[tuple[nordic.Fit, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """Return what a party's numbers may be: by its countries, and without a word."""
    return tuple(
        (
            fit,
            nordic.pattern(form) if fit[1] in countries else None,
            nordic.pattern(nordic.UNMISTAKABLE[fit])
            if fit in nordic.UNMISTAKABLE
            else None,
        )
        for fit, form in nordic.FORMS.items()
        if fit[0] in types and (fit[1] in countries or fit in nordic.UNMISTAKABLE)
    )


def _given_to(kind: Kind) -> tuple[str, ...]:
    if kind is _PERSON:
        return ("national_id",)
    if kind is _ORGANISATION:
        return ("company_reg",)
    return ("national_id", "company_reg")


def _is_hetu(tight: str) -> bool:
    fit = ("national_id", "fi")
    hetu = nordic.pattern(nordic.HETU)
    return hetu.fullmatch(tight) is not None and nordic.holds(fit, tight)


def _wallet(address: str) -> str:
    """Keep the case of an address, but where it is only a checksum or a habit."""
    return address.lower() if re.match("0[xX]|[bB][cC]1", address) else address


def _agreement(a: Identifier, b: Identifier, number: str) -> Agreement | None:
    """Say what one number on both sides proves: what is not stated proves nothing."""
    one_country = a.type in _WORLDWIDE or a.country == b.country != ""
    if a.type == b.type != "other" and one_country:
        return Agreement.SAME
    characters = sum(character.isalnum() for character in number)
    return Agreement.COMPATIBLE if characters >= 6 else None


def _another_century(a: Identifier, b: Identifier) -> bool:
    """Ask whether two personnummer of one key were given a century, and differ."""
    if not a.type == b.type == "national_id" or not a.country == b.country == "se":
        return False
    ours, theirs = (re.sub("[^0-9]", "", _tight(i.value))[:-10] for i in (a, b))
    return bool(ours and theirs and ours != theirs)


def _may_slip(a: Identifier, b: Identifier) -> bool:
    """Ask whether these numbers, so near, are rather one than two of a series."""
    type_ = b.type if a.type == "other" else a.type
    country = a.country or b.country
    checks = [check(attrs.evolve(i, type=type_, country=country)) for i in (a, b)]
    if None in checks:
        return type_ in _PERSONAL or type_ in ("other", "tax", "vat")
    return not all(checks)


def _excludes(a: Identifier, b: Identifier, ours: str, theirs: str) -> bool:
    return (
        a.type == b.type
        and a.type in _ONE_EACH
        and (a.type in _WORLDWIDE or (a.country == b.country != ""))
        and a.valid
        and b.valid
        and not (a.raw_type and b.raw_type and a.raw_type != b.raw_type)
        and _shape(a, ours) == _shape(b, theirs)
        and check(a) is not False
        and check(b) is not False
    )


def _shape(identifier: Identifier, number: str) -> tuple[str, bool]:
    """Reduce a number to its pattern: another pattern is another register's."""
    pattern = "".join("9" if character.isdigit() else "A" for character in number)
    fit = (identifier.type, identifier.country)
    return pattern, nordic.is_temporary(fit, number)
