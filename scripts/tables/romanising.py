"""How Cyrillic words stand in Latin letters: the schemes that registers use."""

# The letters in which schemes differ: most English papers and older passports (BGN),
# passports of today (ICAO), science and the Balkans (ISO 9), and what is just typed.
_SCHEMES = {
    "bgn": {"й": "y", "ю": "yu", "я": "ya", "ё": "yo", "х": "kh", "ц": "ts",
            "щ": "shch", "є": "ye", "ї": "yi", "г": "g", "е": "e", "ъ": ""},
    "icao": {"й": "i", "ю": "iu", "я": "ia", "ё": "e", "х": "kh", "ц": "ts",
             "щ": "shch", "є": "ie", "ї": "i", "г": "g", "е": "e", "ъ": "ie"},
    "iso": {"й": "j", "ю": "ju", "я": "ja", "ё": "jo", "х": "h", "ц": "c",
            "щ": "shch", "є": "je", "ї": "ji", "г": "g", "е": "e", "ъ": ""},
    "plain": {"й": "y", "ю": "yu", "я": "ya", "ё": "e", "х": "h", "ц": "ts",
              "щ": "sch", "є": "ie", "ї": "i", "г": "g", "е": "e", "ъ": ""},
}  # fmt: skip
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "ґ": "g", "д": "d", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "ч": "ch", "ш": "sh", "ы": "y",
    "ь": "", "э": "e", " ": " ", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj",
    "џ": "dz",
}  # fmt: skip
_VOWELS = frozenset("аеёиоуыэюяіїє")


def romanised(
    text: str, *, schemes: tuple[str, ...] = ("bgn", "icao", "iso", "plain")
) -> list[str]:
    """Return the usual Latin spellings of Cyrillic words in small letters.

    >>> romanised("акционерное")
    ['aktsionernoe', 'aktsionernoye', 'akcionernoe']
    """
    ukrainian = any(letter in "іїєґ" for letter in text)
    found = []
    for scheme in schemes:
        own = _SCHEMES[scheme]
        table = _LETTERS | own
        if ukrainian:
            table |= {"и": "y", "г": "h"}
        plain = "".join(table.get(letter, letter) for letter in text)
        found.append(plain)
        if own["й"] == "y":
            found.append(_with_ye(text, table))
        if "щ" in text:
            found.append(plain.replace("shch", "sch"))
    ends = [spelling for word in found for spelling in _ends(word)]
    return [word for word in dict.fromkeys(ends) if word.replace(" ", "").isascii()]


def _with_ye(text: str, table: dict[str, str]) -> str:
    """Spell е as ye where a word begins and behind vowels, as English papers do."""
    spelled = ""
    before = " "
    for letter in text:
        glides = letter == "е" and (before == " " or before in _VOWELS)
        spelled += "ye" if glides else table.get(letter, letter)
        before = letter
    return spelled


def _ends(text: str) -> list[str]:
    """Return a spelling and the shorter one of the adjectives' ending -iy, -yy."""
    short = " ".join(
        word[:-2] + word[-2] if word.endswith(("iy", "yy")) and len(word) > 4 else word
        for word in text.split(" ")
    )
    return [text] if short == text else [text, short]
