"""The scripts that OFAC says names are in, held against their letters."""

_CODES = {
    "arabic": "Arab",
    "armenian": "Armn",
    "bengali": "Beng",
    "burmese": "Mymr",
    "chinese": "Hani",
    "chinese simplified": "Hani",
    "chinese traditional": "Hani",
    "cyrillic": "Cyrl",
    "devanagari": "Deva",
    "georgian": "Geor",
    "greek": "Grek",
    "han": "Hani",
    "hangul": "Hang",
    "hebrew": "Hebr",
    "japanese": "Hani Hira Kana",
    "khmer": "Khmr",
    "korean": "Hang Hani",
    "latin": "Latn",
    "persian": "Arab",
    "simplified chinese": "Hani",
    "thai": "Thai",
    "traditional chinese": "Hani",
}


def disagrees(stated: str, written: str) -> bool:
    """Tell whether a name is not in the script that OFAC says it is in.

    A word that we do not know may be any script, and digits are of none.
    """
    known = _CODES.get(stated.casefold(), "").split()
    letters = set(written.split("+")) - {"Zyyy"}
    return bool(known and letters) and letters.isdisjoint(known)
