"""Greek: the official spelling (ELOT 743), English newspapers' and scholars'.

>>> tuple(readings("μπακογιάννη"))[:2], tuple(readings("ευάγγελος"))[0]
(('bakogianni', 'bakoyanni'), 'evangelos')
"""

import unicodedata
from collections.abc import Iterator

_LETTERS = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps",
    "ω": "o",
}  # fmt: skip
_OFFICIAL = {
    **_LETTERS, "ου": "ou", "γγ": "ng", "γκ": "gk", "γξ": "nx", "γχ": "nch",
    "μπ": "mp", "^μπ": "b", "αυ": "av", "ευ": "ev", "ηυ": "iv",
}  # fmt: skip
_ENGLISH = {
    **_OFFICIAL, "υ": "i", "χ": "h", "γχ": "nh", "μπ": "b", "^ντ": "d", "γκ": "g",
    "γι": "y", "γε": "ye", "ει": "i", "οι": "i",
}  # fmt: skip
_NASAL = {**_ENGLISH, "μπ": "mb", "ντ": "nd", "γκ": "ng", "αι": "e", "γι": "gi"}
_SOFT = {**_OFFICIAL, "χ": "h", "γχ": "nh", "^γκ": "g", "^ντ": "d"}
_SCHOLARLY = {
    **_LETTERS, "ου": "ou", "γγ": "ng", "γκ": "nk", "γξ": "nx", "γχ": "nch",
    "αυ": "au", "ευ": "eu", "ηυ": "eu", "η": "e", "β": "b", "φ": "ph",
}  # fmt: skip
_VOICELESS = frozenset("θκξπσςτφχψ")
_ACUTE = "\N{COMBINING ACUTE ACCENT}"
_DIAERESIS = "\N{COMBINING DIAERESIS}"


def readings(word: str) -> Iterator[str]:
    """Yield the readings of a word: official, English, between them, scholarly."""
    parts = _parts(word)
    for table in (_OFFICIAL, _ENGLISH, _SOFT, _NASAL, _SCHOLARLY):
        yield _spelt(parts, table)


def _parts(word: str) -> list[str]:
    """Part a word into letters, each accent left out but where it parts a pair."""
    parts: list[str] = []
    for mark in unicodedata.normalize("NFD", word):
        if mark in (_ACUTE, _DIAERESIS):
            # ά before ι is no αι, and ϊ after α neither.
            parts.insert(len(parts) if mark == _ACUTE else len(parts) - 1, "")
        elif unicodedata.category(mark) != "Mn":
            parts.append(mark)
    return parts


def _spelt(parts: list[str], table: dict[str, str]) -> str:
    spelt = ""
    at = 0
    while at < len(parts):
        pair = "".join(parts[at : at + 2])
        front = not spelt
        if (
            len(pair) == 2
            and parts[at]
            and (pair in table or front and "^" + pair in table)
        ):
            found = table.get("^" + pair, "") if front else ""
            found = found or table[pair]
            at += 2
            following = next((p for p in parts[at:] if p), "")
            if found[-1] == "v" and (not following or following in _VOICELESS):
                found = found[:-1] + "f"
            spelt += found
            continue
        letter = parts[at]
        at += 1
        if letter:
            spelt += table.get(letter, letter if letter.isascii() else "")
    return spelt
