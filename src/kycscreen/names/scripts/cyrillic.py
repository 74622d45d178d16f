"""Cyrillic: Russian, Ukrainian, Belarusian, South Slavic and Turkic words.

The letters of a word tell its language only sometimes, so a word has the readings
of every language it could be of, and of the newspapers that write about it.

>>> tuple(readings("олег"))[:2], next(readings("ђорђевић"))
(('oleg', 'oleh'), 'djordjevic')
"""

import re
from collections.abc import Iterator

from kycscreen.names.scripts.letters import through

# As English-language registers spell it.
_USUAL = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e",
    "є": "ye", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dzh",
    "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "қ": "k", "ғ": "gh", "ә": "a", "ө": "o",
    "ү": "u", "ұ": "u", "ң": "ng", "һ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ҳ": "h",
    "ӏ": "", "ѐ": "e", "ѝ": "i", "ӑ": "a", "ѣ": "e", "ѳ": "f", "ѵ": "i",
}  # fmt: skip
_SERBIAN = {
    **_USUAL, "ж": "z", "ч": "c", "ш": "s", "ц": "c", "х": "h", "џ": "dz", "ћ": "c",
}  # fmt: skip
_SERBIAN_PLAIN = {**_SERBIAN, "ђ": "d", "ѓ": "g", "ќ": "k"}
_SERBIAN_SPOKEN = {**_USUAL, "ћ": "ch", "х": "h"}
_BULGARIAN = {**_USUAL, "ъ": "a", "щ": "sht"}
_UKRAINIAN = {**_USUAL, "и": "y", "г": "h", "ё": "io"}
_UKRAINIAN_PASSPORT = {**_UKRAINIAN, "є": "ie", "ї": "i", "й": "i"}
_KAZAKH = {**_USUAL, "ң": "n", "ж": "j", "ғ": "g"}
_GERMAN = {
    **_USUAL, "в": "w", "ж": "sch", "з": "s", "й": "j", "х": "ch", "ц": "z",
    "ч": "tsch", "ш": "sch", "щ": "schtsch", "ю": "ju", "я": "ja", "є": "je",
    "ї": "ji", "ё": "jo",
}  # fmt: skip
_FRENCH = {
    **_USUAL, "ж": "j", "у": "ou", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou",
    "я": "ia", "й": "i", "ё": "io",
}  # fmt: skip
_POLISH = {
    **_USUAL, "в": "w", "ж": "z", "й": "j", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz",
    "щ": "szcz", "ю": "ju", "я": "ja", "є": "je", "ї": "ji", "ё": "jo", "ў": "u",
}  # fmt: skip
_VOWELS = "аеёиіоуыэюяєї"


def readings(word: str) -> Iterator[str]:
    """Yield the readings of a word, by the languages that its letters allow."""
    letters = frozenset(word)
    if letters & frozenset("ђјљњћџѓќѕ"):
        yield through(word, _SERBIAN)
        yield through(word, _SERBIAN_PLAIN)
        yield through(word, _SERBIAN_SPOKEN)
        return
    western = letters & frozenset("іїєґў")
    russian = letters & frozenset("ыэъё")
    # A hard sign stands before a vowel with a glide; where it does not, it is
    # itself a vowel, and the word Bulgarian.
    if re.search("ъ(?![еёюяєї])", word):
        yield through(word, _BULGARIAN)
    if western:
        yield through(word, _UKRAINIAN)
        yield through(word, _USUAL)
        yield through(word, _UKRAINIAN_PASSPORT)
    else:
        yield through(word, _USUAL)
    if not western and "г" in letters and not letters & frozenset("ыэъ"):
        yield through(word, _UKRAINIAN)
    if "ё" in letters:
        yield through(word, {**_USUAL, "ё": "o"})
        yield through(word, {**_USUAL, "ё": "yo"})
    if "е" in letters:
        yield through(_with_glides(word), _USUAL)
    if letters & frozenset("қғәөүұңһҷҳ"):
        yield through(word, _KAZAKH)
    yield through(_with_glides(word), _GERMAN)
    yield re.sub(r"in$", "ine", _hard_g(through(word, _FRENCH)))
    yield through(_with_glides(word), _POLISH)
    if not russian and "щ" in letters:
        yield through(word, _BULGARIAN)
    if not letters & frozenset("ыэъьёяющйіїєґў"):
        yield through(word, _SERBIAN)


def _with_glides(word: str) -> str:
    """Write е as it is spoken at the front, after a vowel and after a sign."""
    return re.sub(f"(?:^|(?<=[{_VOWELS}ьъ]))е", "є", word)


def _hard_g(reading: str) -> str:
    """Write g as French has to in front of e and i."""
    return re.sub("g(?=[eiy])", "gu", reading)
