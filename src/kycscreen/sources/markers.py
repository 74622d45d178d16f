"""Words that stand with a name and are no part of it: markers, remarks, labels.

>>> is_remark("combat name", person=True), is_remark("Jean Exemple", person=True)
(True, False)
>>> is_remark("the Exemple Front", person=False)
False
"""

import re

from kycscreen import countries

MARKERS = (
    # "born" gives a maiden name only before a name: not before a place or a date
    r"(?P<maiden>\bn[ée]e\b|\bNÉE\b|\bmaiden name:?"
    r"|\bborn(?= [^\W\d_a-z])(?! (?:in|on|at|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec)))"
    r"|(?P<fka>\b(?:[Ff]ormerly|[Pp]reviously)(?: known| listed)(?: as)?"
    r"|\bf\.\s?k\.\s?a\b\.?|\bF\.K\.A\b\.?|\bfka\b|\bFKA\b)"
    r"|(?P<nka>\b[Nn]ow known as|\bn\.\s?k\.\s?a\b\.?|\bN\.K\.A\b\.?)"
    r"|(?P<aka>\b[Aa]lso known as|\ba\.\s?k\.\s?a\b\.?|\bA\.K\.A\b\.?|\ba/k/a\b"
    r"|\baka\b|\bAKA\b|\balias\b|\bالكنية\b)"
)
RELATIVE = r"(?i)\b(?:(?:grand)?son|daughter|wife|brother|sister|widow) of\b.*$"
TOLD = (
    r"(?i)(?:\bborn\b|\b(?:[^\W\d_]+ )?passport\b|\bDOB\b|\bPOB\b|\bD?POB\b"
    r"|\b(?:date|place) of birth\b|\bnationality\b|\bnational id\b).*$"
)
ORIGINAL = r"(?i)^(?:in )?original script\s*:?\s*|\s*[(（]original script[)）]\s*$"
NOT_A_NAME = (
    r"(?i)\b(?:branch|branches|located|combat name|birth name|nom de guerre|initials"
    r"|call sign|original script|sub-unit|organi[sz]ation name|public organisation"
    r"|passport|identit(?:y|ies)|listed as|deceased|translation|transliteration"
    r"|phonetic|spelling|spelt|headquarters|[A-Z]{2}[ei]\.\d{3})\b"
)
_LANGUAGES = frozenset(
    {
        "amharic", "arabic", "bengali", "burmese", "chinese", "cyrillic", "dari",
        "english", "farsi", "french", "georgian", "hebrew", "korean", "kurdish",
        "latin", "pashto", "persian", "russian", "somali", "spanish", "swahili",
        "tigrinya", "turkish", "ukrainian", "urdu", "uzbek",
    }
)  # fmt: skip
_IN_CAPITALS = r"the [^\W\d_a-z]\S* [^\W\d_a-z]"


def is_remark(text: str, *, person: bool) -> bool:
    """Tell whether a bracket says something about a name instead of giving one.

    What begins in lower case does, but for an organisation's name in capitals
    behind its article.
    """
    bare = text.strip(" .:").casefold()
    if not bare or bare in _LANGUAGES or re.search(NOT_A_NAME, text):
        return True
    plain = text
    if text[0].islower():
        if person or not re.match(_IN_CAPITALS, text):
            return True
        plain = text.removeprefix("the ")
    return countries.is_country(plain) or sum(c.isdigit() for c in text) > 4
