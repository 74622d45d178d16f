"""Numbers and websites in SECO's prose, each behind a label that says what it is.

>>> [(n.type, n.value) for n in numbers("INN/KPP: 7700000016/770001001.", Kind.PERSON)]
[('tax', '7700000016'), ('other', '770001001')]
"""

import re
from collections.abc import Iterator

from kycscreen import countries
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier, check, worldwide

_SAYS = r"[\s).:#№=]*(?:(?:codes?|numbers?|nos?|nr)\b[\s).:#№=]*)?"
_INN = "[0-9]{12}|[0-9]{10}"
_BIC = "[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?"
_RUSSIAN = (  # a type, the register's own word, the label, and the number's form
    ("tax", "INN", rf"\b(?:INN|ИНН)(?:\s*/\s*(?:KPP|КПП))?\b{_SAYS}", _INN),
    (
        *("company_reg", "OGRN"),
        *(rf"\b(?:OGRN(?:IP)?|ОГРН(?:ИП)?)\b{_SAYS}", "[0-9]{15}|[0-9]{13}"),
    ),
    # Of a tax office: several companies may have it.
    (
        *("other", "KPP"),
        *(
            rf"\b(?:KPP|КПП)\b{_SAYS}(?:(?:{_INN})\s*/\s*)?",
            "[0-9]{4}[0-9A-Z]{2}[0-9]{3}",
        ),
    ),
)
# A word of eight letters looks like a BIC: the label must say that a code follows.
_SWIFT = r"(?i)\b(?:SWIFT(?:\s*/\s*BIC)?|BIC)(?:\s+codes?\b[\s:]*|\s*:\s*)"
_IMO = rf"(?i)\bIMO(?:\s+ship)?(?:\s+identification)?\b{_SAYS}"
_SITE = r"(?i)\b(?:web\s?sites?|web)(?:\s+address(?:es)?)?\s*:\s*"


def numbers(text: str, kind: Kind) -> Iterator[Identifier]:
    """Find the numbers in a text about an entity of a kind."""
    for type_, word, label, form in _RUSSIAN:
        for value in _labelled(text, label, form):
            yield Identifier(type_, value, "ru", raw_type=word)
    for value in _labelled(text, _SWIFT, _BIC):
        if countries.number(value[4:6].lower()) != countries.UNKNOWN:
            yield Identifier("bic", value, raw_type="SWIFT/BIC")
    if kind is Kind.VESSEL:
        for value in _labelled(text, _IMO, "[0-9]{7}"):
            made = Identifier("imo", value, raw_type="IMO")
            if worldwide.ship_holds(value):
                yield made
            elif not check(made):  # mistyped; what holds is its owner's
                yield Identifier("imo", value, raw_type="IMO", note="check digit fails")


def websites(text: str) -> Iterator[str]:
    """Find the websites in a text."""
    for value in _labelled(text, _SITE, r"[^\s,;()]+\.[^\s,;()]+"):
        yield value.rstrip(".")


def _labelled(text: str, label: str, form: str) -> Iterator[str]:
    """Yield what has the form behind a label, also several in a series."""
    series = re.compile(rf"\s*(?:[,;/&]|and\b|or\b)?\s*({form})(?!\w)")
    for found in re.finditer(label, text):
        at = found.end()
        while (value := series.match(text, at)) is not None:
            yield value[1]
            at = value.end()
