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
from collections.abc import Iterator

import attrs

from kycscreen.facts import Agreement, Kind

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


_PERSONAL = frozenset(
    {
        "birth_cert", "driver_licence", "national_id", "passport", "residence",
        "social_security", "voter",
    }
)  # fmt: skip
_ONE_EACH = frozenset(
    {"company_reg", "imo", "lei", "national_id", "social_security", "tax", "vat"}
)
_WORLDWIDE = frozenset({"imo", "lei"})
_FAILS = "check digit fails"

_HETU = "[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-Y]"
_FORMS = {
    ("national_id", "fi"): _HETU,
    ("national_id", "se"): "(?:[12][0-9])?[0-9]{6}[-+]?[0-9]{4}",
    ("national_id", "no"): "[0-9]{6}-?[0-9]{5}",
    ("national_id", "dk"): "[0-9]{6}-?[0-9]{4}",
    ("company_reg", "fi"): "(?:FI)?[0-9]{6,7}-?[0-9]",
    ("company_reg", "se"): "(?:16)?[0-9]{6}-?[0-9]{4}|SE[0-9]{10}01",
    ("company_reg", "no"): "(?:NO)?[0-9]{9}(?:MVA)?",
    ("company_reg", "dk"): "(?:DK)?[0-9]{8}",
}
# What is plain without a word on the country, where the check digit holds too.
_UNMISTAKABLE = {
    ("national_id", "fi"): _HETU,
    ("national_id", "se"): "(?:19|20)[0-9]{6}[-+]?[0-9]{4}",
    ("company_reg", "fi"): "FI[0-9]{8}",
    ("company_reg", "se"): "SE[0-9]{10}01",
    ("company_reg", "no"): "(?:NO)?[0-9]{9}MVA",
}
_WALLETS = (
    "0x[0-9A-Fa-f]{40}|bc1[0-9a-z]{20,80}|T[1-9A-HJ-NP-Za-km-z]{33}"
    "|[13][1-9A-HJ-NP-Za-km-z]{25,34}"
)
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
    if not re.search("[A-Z0-9]", tight):
        raise ValueError("has no letters or digits")
    for known in _worldwide(value, tight, kind):
        return known
    fits = [
        fit
        for fit, form in _FORMS.items()
        if _is_of(kind, fit[0])
        and (
            (fit[1] in countries and re.fullmatch(form, tight))
            or (
                re.fullmatch(_UNMISTAKABLE.get(fit, "$"), tight)
                and _checked(fit, tight)
            )
        )
    ]
    checked = [fit for fit in fits if _checked(fit, tight)]
    if len(checked or fits) != 1:  # none, or it could be either country's
        return Identifier("other", value)
    ((type_, country),) = checked or fits
    return Identifier(type_, value, country, note="" if checked else _FAILS)


def normal(identifier: Identifier) -> str:
    """Return the number without what writers are free to vary.

    A wallet keeps its case, and a hetu its separator: the same digits with
    another one are another person.
    """
    if identifier.type == "crypto":
        return _wallet(identifier.value.strip())
    tight = _tight(identifier.value)
    fit = (identifier.type, identifier.country)
    if fit in _FORMS and re.fullmatch(_FORMS[fit], tight):
        return _national(fit, tight)
    if not identifier.country and re.fullmatch(_HETU, tight) and _hetu_holds(tight):
        return tight
    only = re.sub("[^A-Z0-9]", "", tight)
    if identifier.type == "imo":
        return only.removeprefix("IMO")
    return only


def key(identifier: Identifier) -> str:
    """Return what to look the number up by; empty where it identifies nobody.

    Whatever ``compare`` calls the same has one key.
    """
    number = normal(identifier)
    characters = sum(character.isalnum() for character in number)
    if characters < 4 or not any(character.isdigit() for character in number):
        return ""
    return number


def compare(a: Identifier, b: Identifier) -> Agreement | None:
    """Say how two numbers relate; ``None`` where that says nothing.

    Different numbers contradict only if a subject has one of the kind: the same
    type, country, publisher's word and shape, neither withdrawn nor mistyped.
    People hold several passports.
    """
    if a.country != b.country and a.country and b.country:
        return None
    if a.type != b.type and "other" not in (a.type, b.type):
        return None
    ours, theirs = key(a), key(b)
    if not ours or not theirs:
        return None
    if ours == theirs:
        return None if _another_century(a, b) else Agreement.SAME
    return Agreement.DIFFERENT if _excludes(a, b, ours, theirs) else None


def check(identifier: Identifier) -> bool | None:
    """Say whether the check digits hold; ``None`` where we know of none.

    A failure removes nothing: publishers mistype.
    """
    tight = _tight(identifier.value)
    fit = (identifier.type, identifier.country)
    if fit in _FORMS:
        # Denmark gave its check digit up in 2007.
        if fit == ("national_id", "dk") or not re.fullmatch(_FORMS[fit], tight):
            return None
        return _checked(fit, tight)
    number = normal(identifier)
    if identifier.type == "lei":
        from stdnum import lei

        return bool(lei.is_valid(number))
    if identifier.type == "imo":
        from stdnum import imo

        return bool(imo.is_valid(number))
    if identifier.type == "iban":
        from stdnum import iban

        return bool(iban.is_valid(number))
    if identifier.type == "isin":
        from stdnum import isin

        return bool(isin.is_valid(number))
    return None


def is_personal(identifier: Identifier, *, kind: Kind = Kind.UNKNOWN) -> bool:
    """Is this a number that people must not see in full?

    ``kind`` is its holder's: what is not recognised counts as personal unless
    the holder is known to be no person. Sole traders' company numbers in Sweden
    are personal numbers.
    """
    if identifier.type in _PERSONAL:
        return True
    if identifier.type == "other":
        return kind in (Kind.PERSON, Kind.UNKNOWN)
    if identifier.type == "tax":
        return kind is Kind.PERSON
    tight = _tight(identifier.value)
    fit = (identifier.type, identifier.country)
    return fit == ("company_reg", "se") and _checked(("national_id", "se"), tight)


def mask(identifier: Identifier, *, kind: Kind = Kind.UNKNOWN) -> Identifier:
    """Hide a personal number; anything else stays as it is."""
    if not is_personal(identifier, kind=kind):
        return identifier
    return attrs.evolve(identifier, value=masked(identifier.value))


def masked(text: str) -> str:
    """Hide a number: a birth date or the last two characters remain.

    >>> masked("850709-9805"), masked("AB 1234567"), masked("12345")
    ('850709-****', '•• •••••67', '•••••')
    """
    tight = _tight(text)
    if re.fullmatch(
        "(?:[0-9]{2})?[0-9]{6}[-+A-FU-Y]?[0-9]{3}[0-9A-Y]|[0-9]{11}", tight
    ):
        born = 8 if re.match("[0-9]{12}|[0-9]{8}[-+]", tight) else 6
        return tight[:born] + "-****"
    if re.fullmatch(r"[0-9]{6,8}-\*{4}", tight):
        return text
    shown = 2 if sum(character.isalnum() for character in text) >= 6 else 0
    if "•" in text and sum(character.isalnum() for character in text) <= 2:
        return text
    kept = []
    for character in reversed(text):
        if not character.isalnum():
            kept.append(character)
        elif shown:
            shown -= 1
            kept.append(character)
        else:
            kept.append("•")
    return "".join(reversed(kept))


def _tight(value: str) -> str:
    """Fold width, case, dashes and look-alikes; leave out blanks and control."""
    if value.isascii():
        return "".join(value.upper().split())
    folded = unicodedata.normalize("NFKC", value).upper().translate(_LOOKALIKES)
    return "".join(c for c in folded if not c.isspace() and c.isprintable())


def _worldwide(value: str, tight: str, kind: Kind) -> Iterator[Identifier]:
    """Recognise what looks the same in every country."""
    if re.fullmatch("(?:LEI:?)?[A-Z0-9]{18}[0-9]{2}", tight):
        made = Identifier("lei", tight[-20:])
        if check(made):
            yield made
    if re.fullmatch("IMO[:-]?[0-9]{7}", tight):
        made = Identifier("imo", value)
        yield made if check(made) else attrs.evolve(made, note=_FAILS)
    if kind is Kind.VESSEL and re.fullmatch("[0-9]{7}", tight):
        made = Identifier("imo", value)
        if check(made):
            yield made
    if re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", tight):
        made = Identifier("iban", value, tight[:2].lower())
        if check(made):
            yield made
    if re.fullmatch(_WALLETS, value):
        yield Identifier("crypto", value)


def _is_of(kind: Kind, type_: str) -> bool:
    if kind is Kind.PERSON:
        return type_ == "national_id"
    if kind is Kind.ORGANISATION:
        return type_ == "company_reg"
    return True


def _checked(fit: tuple[str, str], tight: str) -> bool:
    """Ask whether a number of a Nordic form has the right date and check digits."""
    number = _national(fit, tight)
    if fit == ("national_id", "fi"):
        return _hetu_holds(number)
    if fit == ("national_id", "se"):
        return _personnummer_holds(number)
    if fit == ("national_id", "no"):
        from stdnum.no import fodselsnummer

        return bool(fodselsnummer.is_valid(number))
    if fit == ("national_id", "dk"):
        return _is_date(number[:4], shift=60)
    if fit == ("company_reg", "fi"):
        from stdnum.fi import ytunnus

        return bool(ytunnus.is_valid(number))
    if fit == ("company_reg", "se"):
        from stdnum.se import orgnr

        return bool(orgnr.is_valid(number))
    if fit == ("company_reg", "no"):
        from stdnum.no import orgnr as no_orgnr

        return bool(no_orgnr.is_valid(number))
    if fit == ("company_reg", "dk"):
        from stdnum.dk import cvr

        return bool(cvr.is_valid(number))
    raise KeyError(fit)


def _national(fit: tuple[str, str], tight: str) -> str:
    """Take what a country lets writers leave out off a number of its form."""
    if fit == ("national_id", "fi"):
        return tight
    digits = re.sub("[^0-9]", "", tight)
    if fit == ("company_reg", "fi"):
        return digits.zfill(8)  # the oldest companies write six digits and one
    if fit == ("company_reg", "se") and tight.startswith("SE"):
        return digits[:10]
    if fit[1] == "se":
        return digits[-10:]  # the century is left out as often as not
    return digits


def _hetu_holds(tight: str) -> bool:
    from stdnum.fi import hetu

    return bool(hetu.is_valid(tight, allow_temporary=True))


def _personnummer_holds(ten: str) -> bool:
    """Ask for a date and its check digit; coordination numbers add 60 to the day."""
    from stdnum import luhn

    if not re.fullmatch("[0-9]{10}", ten) or not luhn.is_valid(ten):
        return False
    return _is_date(ten[4:6] + ten[2:4], shift=60)


def _is_date(day_and_month: str, *, shift: int) -> bool:
    day, month = int(day_and_month[:2]), int(day_and_month[2:])
    return 1 <= month <= 12 and (1 <= day <= 31 or 1 <= day - shift <= 31)


def _wallet(address: str) -> str:
    """Keep the case of an address, but where it is only a checksum or a habit."""
    return address.lower() if re.match("0[xX]|[bB][cC]1", address) else address


def _another_century(a: Identifier, b: Identifier) -> bool:
    """Ask whether two personnummer of one key were given a century, and differ."""
    if not a.type == b.type == "national_id" or not a.country == b.country == "se":
        return False
    ours, theirs = (re.sub("[^0-9]", "", _tight(i.value))[:-10] for i in (a, b))
    return bool(ours and theirs and ours != theirs)


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


def _shape(identifier: Identifier, number: str) -> str:
    """Reduce a number to its pattern: another pattern is another register's."""
    shape = "".join("9" if character.isdigit() else "A" for character in number)
    fit = (identifier.type, identifier.country)
    # Those who stay are given a new number in place of their temporary one.
    if fit == ("national_id", "se") and number[4:5] > "3":
        return f"{shape} coordination"
    if fit == ("national_id", "no") and number[:1] > "3":
        return f"{shape} temporary"
    if fit == ("national_id", "dk") and number[:1] > "3":
        return f"{shape} replacement"
    return shape
