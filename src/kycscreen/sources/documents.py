"""Numbers and notes of documents, out of publishers' free text.

>>> number("Libyan passport No. 513519").value
'513519'
>>> is_void("expires on 25 June 2014, officially cancelled as of 2013")
True
>>> expiry("expired on 26 Mar. 2011")
'2011-03-26'
"""

import re

import attrs

from kycscreen import countries
from kycscreen.identifiers import Identifier
from kycscreen.sources.entries import iso

_MOST = 20  # numbers in one text, each of which has that text as its note
_SHORT = {"UK": "gb", "US": "us", "USA": "us", "UAE": "ae", "DRC": "cd"}
_VOID = (
    r"(?i)\b(?:cancell?ed|revoked|withdrawn|mis-?use|false|fraudulent(?:ly)?|fake"
    r"|counterfeit|forged|lost|stolen|expired|no longer valid)\b"
)
_DATE = r"(\d{1,2}[. ]{1,2}[^\W\d_]+[. ]{1,2}\d{4}|[^\W\d_]+ \d{1,2},? \d{4}" + (
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}|[^\W\d_]+[. ]{1,2}\d{4}|\d{4})"
)


_TYPES = (
    ("birth_cert", r"birth certificate"),
    ("driver_licence", r"driver|driving licen"),
    ("social_security", r"social security"),
    ("tax", r"fiscal|\bnif\b|\btax|\binn\b|\btin\b"),
    ("voter", r"\bvoter"),
    ("residence", r"residential card|residence"),
    ("other", r"ration|student|military|serviceman|\bfardc\b|travel document"),
    ("other", r"certificate of|other id|laissez|alien registration"),
    ("passport", r"passport|passeport|pasaporte"),
    ("national_id", r"identification|identity|national number|tazkira|civil"),
)


def type_of(told: str) -> str:
    """Return what words say that a document is; nothing where they do not.

    >>> type_of("Italian fiscal code"), type_of("Afghan (tazkira)"), type_of("Kabul")
    ('tax', 'national_id', '')
    """
    words = told.casefold()
    found = (type_ for type_, pattern in _TYPES if re.search(pattern, words))
    return next(found, "")


@attrs.frozen
class Documents:
    """The numbers of someone's documents, and what is said without a number."""

    identifiers: tuple[Identifier, ...]
    remarks: tuple[str, ...]


@attrs.frozen
class Number:
    """A document's number, and the words that stood around it."""

    value: str
    told: str = ""
    country: str = ""


def number(text: str) -> Number:
    """Part a number from the words around it; with no digits it stays as it is."""
    if not re.search(r"\d", text):
        return Number(text)
    bare = re.sub(r"\([^()]*\)", " ", text)
    bare = re.sub(r"(?i)^no\.?\s*(?=\d)", "", bare.strip())
    words = bare.split()
    if not any(re.search(r"\d", word) for word in words):  # it stands in brackets
        words = text.split()
    start, end = 0, len(words)
    while start < end and _is_label(words[start]):
        start += 1
    while start < end and _is_label(words[end - 1]):
        end -= 1
    value = " ".join(
        w for w in words[start:end] if not re.fullmatch("(?i)n[or]\\.?:?", w)
    )
    value = value.strip(" ,;:.")
    if value == text:
        return Number(value)
    return Number(value, text, country_in(text))


def several(number: str) -> list[str]:
    """Part several numbers in one text.

    >>> several("AB123456; AB123457"), several("34409/129")
    (['AB123456', 'AB123457'], ['34409/129'])
    """
    parts = re.split(r"\s*(?:\band\b|[/,;&])\s*", number)
    whole = all(re.fullmatch(r"(?=.*\d)[A-Z0-9]{6,}", part) for part in parts)
    return parts if whole and len(parts) <= _MOST else [number]


def country_in(text: str) -> str:
    """Find the country that words in front of a number name, or a bracket behind it.

    >>> country_in("Libyan passport No. 513519"), country_in("Expires 2005 (Iraq)")
    ('ly', 'iq')
    """
    groups = re.findall(r"\(([^()]*)\)", text)
    number = re.search(r"\d|(?<=[\s:,])n[or]\.", text)
    before = text if number is None else text[: number.start()]
    words = before.rstrip(" \t\r\n:,").split()
    starts = [" ".join(words[:count]) for count in range(min(4, len(words)), 0, -1)]
    ends = text.rpartition(",")[2:]
    for named in (*starts, *groups, *ends):
        code = _country(named.strip(" .,:;"))
        if code:
            return code
    return ""


def _country(named: str) -> str:
    """Return the code of a country named, never that of "No." or a series "SE"."""
    if len(named) < 3 or re.fullmatch("[A-Z]{3}", named):
        named = _SHORT.get(named, "")
    try:
        return countries.parse(named)
    except ValueError:
        return ""


def _is_label(word: str) -> bool:
    """Tell whether a word speaks of a number instead of being part of it."""
    bare = word.strip(".,:;()“”\"'‘’")
    return (
        not re.search(r"\d", word)
        and bool(re.fullmatch(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", bare) or not bare)
        and (len(bare) >= 3 or bare.casefold() in ("", "id", "no", "nr", "of", "to"))
        and not re.fullmatch(r"[A-Z]{1,3}-[A-Z]", bare)
    )


def is_void(told: str) -> bool:
    """Tell whether a note says that a document does not hold, or no longer."""
    return re.search(_VOID, told) is not None


def expiry(told: str) -> str:
    """Return the day on which a note says that a document ends, as ISO text."""
    return _after("expir(?:es|ed|y|ing|ation)|exp|valid until", told)


def issue(told: str) -> str:
    """Return the day on which a note says that a document was made, as ISO text."""
    return _after("issued?", told)


def _after(words: str, told: str) -> str:
    """Find the first date right behind one of some words."""
    between = r"\b[.]?(?: date)?(?: end)?(?: of)?(?: on| in)?\s*:?\s*"
    found = re.search(rf"(?i)\b(?:{words}){between}{_DATE}", told)
    return iso(found[1]) if found is not None else ""
