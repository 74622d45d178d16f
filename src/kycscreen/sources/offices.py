"""Public offices by their English titles: which category of a PEP each is.

Heads of state and of government are one category; their deputies are ministers.

>>> category("Minister of Foreign Affairs"), category("Governor, Bank of Finland")
('minister', 'central_bank')
>>> category("President of the Supreme Court"), category("Bishop of Nowhere")
('supreme_judge', 'other')
"""

import re
from functools import cache

_HOUSES = (
    r"(?:parliament|senate|congress|(?:national |general |legislative )?assembly"
    r"|house of \w+|chamber of \w+|riksdag|storting|stortinget|eduskunta|folketing"
    r"|alþingi|althing|løgting|inatsisartut|lagting)\b"
)
# The first that fits: what an office is of tells more than what it is called.
_CATEGORIES = (
    ("ambassador", r"ambassador|consul|charg[eé] d|\benvoy|permanent rep|high comm"),
    ("mp", r"\bm\.?e\.?p\b|member of (?:the )?european parliament"),
    ("intl_org", r"united nations|european (?:comm|council|union|central)|nordic co"),
    ("central_bank", r"(?:central|reserve|national|state) bank|monetary auth|riksbank"),
    ("central_bank", r"governor.*\bbank\b|\bbank of \w+|norges bank|nationalbank"),
    (
        "supreme_judge",
        r"(?:supreme|constitutional|administrative)\b.{,20} court|chief justice",
    ),
    ("supreme_judge", r"auditor.general|court of (?:audit|justice)|justice of the"),
    ("armed_forces", r"armed forces|general staff|chief of (?:defen[cs]e|the army)"),
    ("armed_forces", r"commander|chief of (?:the )?(?:air|army|naval|navy|joint)"),
    (
        "mp",
        rf"(?:member|speaker|president|chair\w*|deputy)(?:,| of| to| in) .*{_HOUSES}",
    ),
    ("mp", r"\bsenator\b|\bspeaker\b|\bmp\b|member of parliament|\bdeputy$"),
    ("head_of_state", r"governor.general"),  # for a monarch
    ("mayor_regional", r"mayor|municipal|city council|county|\bregion|provinc"),
    ("mayor_regional", r"governor"),
    ("party_leadership", r"party|\bwhip\b"),
    (
        "minister",
        r"(?:vice|deputy|assistant).{1,3}(?:president|prime min|premier|chancellor"
        r"|head of (?:state|government))",
    ),
    (
        "minister",
        r"(?:office|secretary|adviser|minister|chief of staff).*\b(?:to|of) the"
        r" (?:president|prime minister|king|queen|crown)",
    ),
    ("head_of_state", r"(?:head|chief) of (?:state|government)|prime minister|premier"),
    ("head_of_state", r"(?:chair\w*|member),?(?: of the)? presidency|taoiseach"),
    ("head_of_state", r"^chief executive$"),  # of Hong Kong
    (
        "head_of_state",
        r"\b(?:president|king|queen|monarch|emperor|emir|amir|sultan|pope|grand duke"
        r"|supreme leader|chancellor|regent)\b(?!.*(?:court|council|committee"
        r"|exchequer|university|justice))",
    ),
    ("minister", r"minist|secretary|attorney.general|cabinet|solicitor.general"),
    ("minister", r"exchequer|tánaiste|(?:federal|state) councill?or"),
)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compile the forms when an office is first asked of: few screenings ask."""
    return tuple((found, re.compile(pattern)) for found, pattern in _CATEGORIES)


def category(title: str) -> str:
    """Return the category of an office; ``other`` where its title tells none."""
    words = title.casefold()[:300]
    return next((found for found, form in _patterns() if form.search(words)), "other")
