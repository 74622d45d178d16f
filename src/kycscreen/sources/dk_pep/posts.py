"""Posts on the Danish list: which category a heading, or a title, puts them in.

>>> category("§ 2, nr. 8, litra f: Ambassadør, chargé d'affaires", "Ambassadør")
'ambassador'
"""

import re

from kycscreen.entities import Position

# The letters of hvidvaskloven § 2, no. 8, and the words by which each is told.
_LETTERS = {
    "a": "minister",
    "b": "mp",
    "c": "party_leadership",
    "d": "supreme_judge",
    "e": "central_bank",
    "f": "ambassador",
    "g": "soe_board",
    "h": "intl_org",
}
_WORDS = {
    "head_of_state": r"\b(?:statschef|statsminister|regeringschef|lagmand|konge"
    r"|dronning|landsstyreformand)\b",
    "minister": r"minister\b|ministre\b|landsstyremedlem",
    "mp": r"parlament|folketing|lagting|inatsisartut|landsting",
    "party_leadership": r"\bparti|partiets?\b|landsformand",
    "supreme_judge": r"dommer\b|dommere\b|højesteret",
    "central_bank": r"nationalbank|centralbank|revisionsret|rigsrevis|revisor",
    "armed_forces": r"officer|væbnede|general(?!\w)|generalløjtnant|generalmajor"
    r"|admiral|oberst\b|kommandør|forsvarschef",
    "ambassador": r"ambassad|chargé",
    "intl_org": r"international",
    "soe_board": r"statsejet\b|statsejede\b|statslig\w* (?:aktie)?selskab",
}
_POST = r"(?i)medlem|formand|minister|suppleant|ordfører|borgmester"
_LAW_S_WORD = "Parlamentsmedlem"


# What one letter of the law holds together, a title tells apart.
_COARSE = {"head_of_state": "minister", "armed_forces": "ambassador"}


def category(heading: str, title: str = "") -> str:
    """Return a post's category; empty where neither names one we know of."""
    of_law, of_title = _of_law(heading), _by_words(title)
    is_finer = _COARSE.get(of_title) == of_law
    return of_title if is_finer or not of_law else of_law


def _of_law(heading: str) -> str:
    """Return the category of a heading's letter, or that its words tell."""
    letter = re.search(
        r"(?i)\b(?:litra|nr[. ]+8,?)\s+([a-h])\b|^([a-h])\s*[).:]", heading
    )
    if letter is not None:
        return _LETTERS[(letter[1] or letter[2]).lower()]
    found = _by_words(heading)
    return _COARSE.get(found, found)


def _by_words(text: str) -> str:
    for found, words in _WORDS.items():
        if re.search(words, text, re.IGNORECASE):
            return found
    return ""


def current(heading: str, title: str) -> Position:
    """Return the post of somebody who holds it under a heading."""
    kind = category(heading, title) or "other"
    is_party = kind == "mp" and re.search(_POST, title) is None
    return Position(
        title=_LAW_S_WORD if is_party else title,
        category=kind,
        country="dk",
        status="current",
        source_text="; ".join(filter(None, (title if is_party else "", heading))),
    )


def former(title: str, end: str) -> Position:
    """Return the post of somebody who was taken off the list on a day."""
    return Position(
        title=title,
        category=_by_words(title) or "other",
        country="dk",
        end=end,
        status="ended",
    )
