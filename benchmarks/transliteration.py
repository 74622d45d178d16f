"""How people write a name of another script, each scheme by rules of its own.

Nothing here knows how kycscreen reads letters: that is what is measured. For
Cyrillic and Greek a scheme spells the original; where the vowels or the tones of
a script cannot be had by rule, it respells the usual Latin spelling as another
country would.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from unidecode import unidecode

_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo",
    "є": "ye", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "қ": "q", "ғ": "gh", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "ң": "ng", "һ": "h",
}  # fmt: skip
_CYRILLIC: Mapping[str, Mapping[str, str]] = {
    "BGN": {"е": "ye?", "ё": "yo"},
    "passport": {"ё": "e", "й": "i", "ю": "iu", "я": "ia", "ъ": "ie", "є": "ie",
                 "ї": "i"},
    "ISO 9": {"ж": "ž", "й": "j", "х": "h", "ц": "c", "ч": "č", "ш": "š", "щ": "ŝ",
              "ъ": "ʺ", "ь": "ʹ", "э": "è", "ю": "û", "я": "â", "ё": "ë", "є": "ê",
              "ї": "ï", "ў": "ŭ", "қ": "ķ", "ғ": "ġ", "ң": "ņ"},
    "German": {"в": "w", "ж": "sch", "з": "s", "й": "j", "х": "ch", "ц": "z",
               "ч": "tsch", "ш": "sch", "щ": "schtsch", "ю": "ju", "я": "ja",
               "е": "je?", "ё": "jo", "є": "je", "ї": "ji"},
    "Swedish": {"ж": "zj", "й": "j", "х": "ch", "ч": "tj", "ш": "sj", "щ": "sjtj",
                "ю": "ju", "я": "ja", "е": "je?", "ё": "jo", "є": "je", "ї": "ji"},
    "Finnish": {"ж": "ž", "й": "i", "х": "h", "ч": "tš", "ш": "š", "щ": "štš",
                "ю": "ju", "я": "ja", "е": "je?", "ё": "jo", "є": "je", "ї": "ji"},
    "French": {"ж": "j", "у": "ou", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou",
               "я": "ia", "й": "i", "ё": "io", "е": "ie?", "є": "ie", "ї": "ï"},
    "Polish": {"в": "w", "ж": "ż", "й": "j", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz",
               "щ": "szcz", "ю": "ju", "я": "ja", "е": "je?", "ё": "jo", "є": "je",
               "ї": "ji", "л": "ł"},
}  # fmt: skip
_LOCAL: Mapping[str, Mapping[str, str]] = {
    "sr": {"ђ": "đ", "ж": "ž", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "ć", "х": "h",
           "ц": "c", "ч": "č", "џ": "dž", "ш": "š", "ѓ": "gj", "ќ": "kj"},
    "bg": {"ъ": "a", "щ": "sht", "х": "h"},
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps",
    "ω": "o", "ου": "ou", "γγ": "ng", "γκ": "gk", "αυ": "av", "ευ": "ev",
}  # fmt: skip
_GREEKS: Mapping[str, Mapping[str, str]] = {
    "ELOT": {},
    "ISO 843": {"η": "ī", "ω": "ō"},
    "English": {"χ": "h", "υ": "i", "μπ": "b", "ντ": "nd", "γκ": "g", "φ": "ph"},
    "scholarly": {"β": "b", "η": "e", "αυ": "au", "ευ": "eu", "φ": "ph", "γκ": "nk"},
}
# The usual Latin spelling as another country writes it: what is replaced by what.
_RESPELT: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]] = {
    "Arab": {
        "French": (("sh", "ch"), ("oo|u", "ou"), (r"\bw", "ou"), (r"\bj", "dj"),
                   ("ee", "i")),
        "German": (("sh", "sch"), ("kh", "ch"), (r"\bj", "dsch"), ("y", "j"),
                   ("oo|ou", "u")),
        "Swedish": (("ou|oo", "u"), ("ee", "i"), ("dh", "d"), ("gh", "g"),
                    ("ai|ay", "aj")),
        "Gulf": (("i(?=[a-z])", "e"), ("u(?=[a-z])", "o"), ("ou", "o"), ("oo", "u")),
        "doubled": (("(?<=[aeiou])([mnlrdst])(?=[aeiou])", r"\1\1"),),
    },
    "Hebr": {
        "Israeli": (("ch", "h"), ("tz", "ts"), ("ph", "f"), ("ck", "k")),
        "Yiddish": (("h(?=[aeiou])", "ch"), ("ts", "tz"), ("v", "w")),
    },
    "Indc": {
        "plain": (("ee", "i"), ("oo", "u"), ("w", "v"), ("aa", "a"), ("x", "ksh")),
        "English": (("i(?=[a-z])", "ee"), ("u(?=[a-z])", "oo"), ("v", "w")),
    },
    "Geor": {
        "Russian": (("j", "dzh"), ("gh", "g"), ("q", "k")),
        "French": (("sh", "ch"), ("u", "ou"), ("j", "dj")),
        "ISO 9984": (("sh", "š"), ("ch", "č"), ("zh", "ž"), ("ts", "c"), ("gh", "ġ")),
        "national": (("k(?!h)", "k’"), ("t(?!s)", "t’")),
    },
    "Armn": {
        "French": (("sh", "ch"), ("u(?!$)", "ou"), ("yan$|ian$", "ian")),
        "Russian": (("ian$", "yan"), ("gh", "g"), (r"\bHov", "Ov")),
        "American": (("yan$", "ian"), ("kh", "k"), ("ts", "tz")),
    },
    "Thai": {"plain": (("ee", "i"), ("oo", "u"), ("dh", "th"), ("bh", "ph"))},
    "Kana": {"Kunrei": (("shi", "si"), ("sh", "sy"), ("chi", "ti"), ("ch", "ty"),
                        ("tsu", "tu"), ("fu", "hu"), ("ji", "zi"), ("j", "zy"))},
    "Hang": {"plain": (("oo", "u"), ("ee", "i"), ("-", ""))},
    "Hani": {"split": (("-", " "),)},
}  # fmt: skip


def transliterations(
    original: str, latin: str, script: str, language: str
) -> Iterator[tuple[str, str]]:
    """Yield each scheme's name, and how it writes a name."""
    if script == "Cyrl":
        for scheme, letters in _CYRILLIC.items():
            local = _LOCAL.get(_language(original, language))
            table = {**_RUSSIAN, **(letters if local is None else local)}
            yield scheme, _cased(_cyrillic(original.lower(), table, original))
            if local is not None:
                break
    elif script == "Grek":
        for scheme, letters in _GREEKS.items():
            yield scheme, _cased(_greek(original.lower(), {**_GREEK, **letters}))
    if latin and script not in _LETTER_BY_LETTER:
        yield "usual", latin
        for scheme, rules in _RESPELT.get(script, {}).items():
            yield scheme, _respelt(latin, rules)
    if script == "Kana":
        yield "typed", unidecode(original).replace("-", "")
    if script == "Hang":
        yield "official", _cased(" ".join(_syllables(original)))
        yield "scholarly", _cased(" ".join(map(_mccune, _syllables(original))))
    if script == "Hani" and len(original) <= 4:
        yield "syllables", unidecode(original).strip()


_LETTER_BY_LETTER = frozenset({"Cyrl", "Grek"})


def _language(original: str, language: str) -> str:
    if language in ("sr", "mk") or set(original.lower()) & set("ђћџљњј"):
        return "sr"
    return language


def _cyrillic(text: str, table: Mapping[str, str], original: str) -> str:
    letters = set(original.lower())
    table = dict(table)
    if letters & set("іїєґў"):
        # Ukrainian and Belarusian г is h, Ukrainian и is y.
        table.update({"г": "h", "и": "y"} if "ў" not in letters else {"г": "h"})
    spelt = ""
    for at, letter in enumerate(text):
        found = table.get(letter, letter)
        if found.endswith("?"):
            before = text[at - 1] if at else " "
            front = before in " -аеёиоуыэюяіїьъ"
            found = found[:-1] if front else "e"
        spelt += found
    return spelt


def _greek(text: str, table: Mapping[str, str]) -> str:
    plain = "".join(
        mark
        for mark in unicodedata.normalize("NFD", text)
        if mark != "\N{COMBINING ACUTE ACCENT}"
    )
    text = unicodedata.normalize("NFC", plain)
    spelt = ""
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        if pair == "μπ" and (at == 0 or text[at - 1] == " "):
            found, step = "b", 2
        elif pair in table:
            found, step = table[pair], 2
            if found[-1] == "v" and text[at + 2 : at + 3] in set("θκξπστφχψ"):
                found = found[:-1] + "f"
        else:
            found, step = table.get(text[at], unidecode(text[at])), 1
        spelt += found
        at += step
    return spelt


def _respelt(latin: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, spelling in rules:
        latin = re.sub(pattern, spelling, latin, flags=re.IGNORECASE)
    return latin


_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h"
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t"


def _syllables(original: str) -> list[str]:
    """Spell the syllables of a Korean name in the official way."""
    initials, vowels, finals = (part.split() for part in (_INITIALS, _VOWELS, _FINALS))
    codes = (ord(letter) - ord("가") for letter in original if "가" <= letter <= "힣")
    parts = (
        initials[code // 588] + vowels[code // 28 % 21] + finals[code % 28]
        for code in codes
    )
    return [part.replace("-", "") for part in parts]


def _mccune(syllable: str) -> str:
    """Turn an official Korean syllable into McCune and Reischauer's, unmarked."""
    for official, scholarly in (
        ("^g(?!g)", "k"), ("^d(?!d)", "t"), ("^b(?!b)", "p"), ("^j(?!j)", "ch"),
        ("eo", "o"), ("eu", "u"),
    ):  # fmt: skip
        syllable = re.sub(official, scholarly, syllable)
    return syllable


def _cased(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split())
