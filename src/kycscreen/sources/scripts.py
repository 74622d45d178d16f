"""The scripts a text is written in (ISO 15924), computed from its letters.

>>> script("Jean"), script("Жан"), script("Жан Exemple"), script("1-2")
('Latn', 'Cyrl', 'Cyrl+Latn', 'Zyyy')
"""

import unicodedata
from functools import cache

_WORDS = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Beng": "BENGALI",
    "Bopo": "BOPOMOFO",
    "Cher": "CHEROKEE",
    "Copt": "COPTIC",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Ethi": "ETHIOPIC",
    "Geor": "GEORGIAN",
    "Grek": "GREEK OHM",
    "Gujr": "GUJARATI",
    "Guru": "GURMUKHI",
    "Hang": "HANGUL",
    "Hani": "CJK IDEOGRAPHIC KANGXI",
    "Hebr": "HEBREW",
    "Hira": "HIRAGANA",
    "Kana": "KATAKANA",
    "Khmr": "KHMER",
    "Knda": "KANNADA",
    "Laoo": "LAO",
    "Latn": "LATIN KELVIN ANGSTROM FEMININE MASCULINE",
    "Mlym": "MALAYALAM",
    "Mong": "MONGOLIAN",
    "Mymr": "MYANMAR",
    "Nkoo": "NKO",
    "Orya": "ORIYA",
    "Sinh": "SINHALA",
    "Syrc": "SYRIAC",
    "Taml": "TAMIL",
    "Telu": "TELUGU",
    "Tfng": "TIFINAGH",
    "Thaa": "THAANA",
    "Thai": "THAI",
    "Tibt": "TIBETAN",
    "Yiii": "YI",
}


def script(text: str) -> str:
    """Return the ISO 15924 codes of the letters, sorted and joined by ``+``.

    ``Zyyy`` where there is no letter of any one script.
    """
    if text.isascii():
        return "Latn" if text.upper() != text.lower() else "Zyyy"
    found = {code for c in set(text) if (code := _of_letter(c))}
    return "+".join(sorted(found)) or "Zyyy"


@cache
def _of_letter(character: str) -> str:
    """Return the script of one character, empty where it belongs to none."""
    if unicodedata.category(character)[0] != "L":
        return ""
    words = unicodedata.name(character, "").split()
    if words[:1] in (["FULLWIDTH"], ["HALFWIDTH"]):
        words = words[1:]
    if not words or words[0] in ("MODIFIER", "MATHEMATICAL", "MICRO"):
        return ""  # Common: used with every script
    return _codes().get(words[0], "Zzzz")


@cache
def _codes() -> dict[str, str]:
    """Map the first word of a letter's Unicode name to its script."""
    return {word: code for code, words in _WORDS.items() for word in words.split()}
