"""How the CIA writes titles and names: short, and with the family name in capitals.

>>> written_out("Dep. Prime Min. & Min. of Intl. Trade (Acting)")
'Deputy Prime Minister & Minister of International Trade'
>>> named("Lt. Gen. Jean Q. McEXEMPLE, Jr.").parts
(('given', 'Jean Q.'), ('family', 'McEXEMPLE'), ('suffix', 'Jr.'))
"""

import re

import attrs

_SHORT = {
    "admin": "Administration",
    "amb": "Ambassador",
    "assoc": "Associate",
    "asst": "Assistant",
    "atty": "Attorney",
    "cdr": "Commander",
    "chmn": "Chairman",
    "cmdr": "Commander",
    "dep": "Deputy",
    "dept": "Department",
    "dev": "Development",
    "dir": "Director",
    "fed": "Federal",
    "gen": "General",
    "gov": "Governor",
    "govt": "Government",
    "intl": "International",
    "mbr": "Member",
    "mgmt": "Management",
    "min": "Minister",
    "mins": "Ministers",
    "natl": "National",
    "parl": "Parliamentary",
    "pres": "President",
    "rep": "Representative",
    "sec": "Secretary",
    "sen": "Senator",
    "sr": "Senior",
}
"""Abbreviations in titles; any other stays as it is."""
_RANKS = re.compile(
    r"(?:(?:Adm|Brig|Capt|Cdr|Col|Dr|Eng|Gen|Lt|Maj|Mr|Mrs|Ms|Prof|Rev|Sgt|Vice Adm)\.?"
    r"(?: \(Ret\.?\))?,? )+"
)
_SUFFIXES = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}
)
_CAPITALS = re.compile(
    r"(?:[a-z]{1,4}[-'’])?(?:Mc|Mac|De|Di|Du|La|Le|Van)?([^\W\d_].*)"
)
_VACANT = re.compile(r"(?i)[( ]*vacant[) ]*")


@attrs.frozen
class Named:
    """A name as it is found: whole, in parts, and the ranks that stood before it."""

    full: str
    parts: tuple[tuple[str, str], ...]
    ranks: str


def is_vacant(name: str) -> bool:
    """Does nobody hold the office?"""
    return not name or _VACANT.fullmatch(name) is not None


def written_out(title: str) -> str:
    """Return a title in full, without what it says of how the office is held."""
    bare = re.sub(r"(?i)\s*\((?:acting|interim)[^()]*\)", "", title)
    return re.sub(r"\b([A-Za-z]+)\.", _long, bare)


def _long(found: re.Match[str]) -> str:
    return _SHORT.get(found[1].casefold(), found[0])


def named(text: str) -> Named:
    """Take a name apart: the words in capitals are the family name."""
    before = _RANKS.match(text)
    ranks = before[0].strip(" ,") if before and before.end() < len(text) else ""
    full = text[before.end() :] if before and ranks else text
    words = full.replace(",", " ").split()
    suffix = [word for word in words[1:] if word.strip(".").casefold() in _SUFFIXES]
    family = [word for word in words if _is_capitals(word) and word not in suffix]
    given = [word for word in words if word not in family and word not in suffix]
    parts = (("given", given), ("family", family), ("suffix", suffix))
    told = tuple((part, " ".join(of)) for part, of in parts if of) if family else ()
    return Named(full, told, ranks)


def _is_capitals(word: str) -> bool:
    """Is this a word in capitals, but for a small beginning, and no initial?"""
    found = _CAPITALS.fullmatch(word)
    if found is None:
        return False
    letters = "".join(letter for letter in found[1] if letter.isalpha())
    return len(letters) > 1 and letters.isupper()
