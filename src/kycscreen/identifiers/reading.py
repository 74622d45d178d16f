"""A number recognised: by its label, its form, its check digits and countries."""

import re

from kycscreen.facts import Kind
from kycscreen.identifiers import labels, registers, worldwide
from kycscreen.identifiers.keys import tight
from kycscreen.identifiers.labels import Label
from kycscreen.identifiers.number import (
    FAILS,
    ORGANISATION,
    PERSON,
    UNKNOWN,
    VESSEL,
    Identifier,
)
from kycscreen.identifiers.rules import pattern


def parse(
    text: str, *, kind: Kind = Kind.UNKNOWN, countries: tuple[str, ...] = ()
) -> Identifier:
    """Recognise a number by its form, its check digits and the party's countries.

    A country before the number, as in ``SE 556036-0793``, counts as one of the
    party's if the check digits hold; a word before it, as in ``LEI 2138…``, says
    what it is, and is left out. What is not recognised is of type ``other``, which
    meets every type. A BIC is recognised by its word alone: any word of eight
    letters looks like one.
    """
    value = " ".join(text.split())
    written = tight(value)
    if not pattern("[A-Z0-9]").search(written):
        raise ValueError("has no letters or digits")
    digits_first = written[0].isdigit()
    made = _worldwide(value, written, kind)
    if made is None and not digits_first:
        label = labels.find(value)
        made = None if label is None else _labelled(label, countries)
    made = made or _national(value, written, _given_to(kind), countries)
    if made is None and not digits_first:
        made = _vat(value, written, kind)
    return made or Identifier("other", value)


def _worldwide(value: str, written: str, kind: Kind) -> Identifier | None:
    """Recognise what looks the same in every country."""
    if len(written) < 15 and kind is not VESSEL and not written.startswith("IMO"):
        return None  # all others are longer, as most numbers of a book are not
    if worldwide.lei_holds(written.removeprefix("LEI").removeprefix(":")):
        return Identifier("lei", written[-20:])
    if written.startswith("IMO") and re.fullmatch("IMO[:-]?[0-9]{7}", written):
        note = "" if worldwide.imo_holds(written[-7:]) else FAILS
        return Identifier("imo", value, note=note)
    if kind is VESSEL and worldwide.ship_holds(written):
        return Identifier("imo", value)
    if worldwide.iban_holds(written):
        return Identifier("iban", value, written[:2].lower())
    return Identifier("crypto", value) if worldwide.is_wallet(value) else None


def _national(
    value: str, written: str, types: tuple[str, ...], countries: tuple[str, ...]
) -> Identifier | None:
    """Recognise what one register gives; nothing where either of two may have."""
    fits = registers.fitting(written, types, countries)
    if not fits:
        return None
    if len(fits) > 1:
        fits = (
            [fit for fit in fits if fit[1]]
            or [fit for fit in fits if fit[1] is None]
            or fits
        )
        # One of thirty Danish numbers has the form and the check of a Finnish one.
        fits = [fit for fit in fits if fit[0][1] in countries] or fits
        # In Sweden, any personal number is a sole trader's company number too.
        if len({country for (_, country), _ in fits}) == 1:
            fits = [fit for fit in fits if fit[0][0] == "national_id"] or fits
        if len(fits) != 1:
            return None
    (((type_, country), holds),) = fits
    return Identifier(type_, value, country, note=FAILS if holds is False else "")


def _given_to(kind: Kind) -> tuple[str, ...]:
    if kind is PERSON:
        return _TO_PEOPLE
    return _TO_COMPANIES if kind is ORGANISATION else _TO_ANYBODY


_TO_PEOPLE, _TO_COMPANIES = ("national_id",), ("company_reg", "vat")
_TO_ANYBODY = _TO_PEOPLE + _TO_COMPANIES


def _vat(value: str, written: str, kind: Kind) -> Identifier | None:
    """Recognise a VAT number of the European Union by the country before it."""
    country = worldwide.VAT_PREFIXES.get(written[:2])
    # Ten at the least: a passport has two letters and seven digits.
    if country is None or kind not in (ORGANISATION, UNKNOWN) or len(written) < 10:
        return None
    number = re.sub("[ -]", "", written)
    if not pattern("[A-Z0-9]+").fullmatch(number):
        return None
    holds = worldwide.vat_problem(number, country) == ""
    return Identifier("vat", value, country) if holds else None


def _labelled(label: Label, countries: tuple[str, ...]) -> Identifier | None:
    """Read a number that a word stands before; nothing if the word may be another."""
    value, written = label.number, tight(label.number)
    if not any("0" <= c <= "9" for c in written) and label.type != "bic":
        return None
    if label.type == "vat":
        return _labelled_vat(label, written, countries)
    if label.countries:
        return _labelled_national(label, written, countries)
    if label.type == "passport":
        return Identifier("passport", value)
    if label.type == "bic":
        code = written.replace("-", "")
        country = code[4:6].lower()
        return Identifier("bic", value, country) if worldwide.is_bic(code) else None
    return _labelled_worldwide(label, written)


def _labelled_national(
    label: Label, written: str, countries: tuple[str, ...]
) -> Identifier | None:
    """Read a number of the party's country, or else of one that uses the word."""
    told = tuple(one for one in countries if one in label.countries)
    possible = told or label.countries
    for among in (possible[:1], possible):
        made = _national(label.number, written, (label.type,), among)
        if made is not None:
            return made
    country = possible[0] if len(possible) == 1 else ""
    return Identifier(label.type, label.number, country) if label.sure else None


def _labelled_vat(
    label: Label, written: str, countries: tuple[str, ...]
) -> Identifier | None:
    countries += label.countries
    found = _national(label.number, written, _TO_COMPANIES, countries)
    made = found or _vat(label.number, written, UNKNOWN)
    if made is not None:
        return made
    number = re.sub("[^A-Z0-9]", "", written)
    for country in countries:
        if worldwide.vat_problem(number, country) == "":
            return Identifier("vat", label.number, country)
    return Identifier("vat", label.number) if label.sure else None


def _labelled_worldwide(label: Label, written: str) -> Identifier | None:
    number = re.sub("[^A-Z0-9]", "", written)
    holds, form = _WORLDWIDE[label.type]
    if pattern(form).fullmatch(number) is None:
        return None
    country = number[:2].lower() if label.type == "iban" else ""
    note = "" if holds(number) else FAILS
    return Identifier(label.type, label.number, country, note=note)


_WORLDWIDE = {
    "iban": (worldwide.iban_holds, "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"),
    "imo": (worldwide.imo_holds, "[0-9]{7}"),
    "lei": (worldwide.lei_holds, "[A-Z0-9]{18}[0-9]{2}"),
}
