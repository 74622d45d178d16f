"""From a name as written to words, and from a word to its Latin readings.

A reading is one way to spell a word with the letters a-z and digits alone. The
first is the usual one; the others are as good: ``Åsa`` is also ``Aasa``.

>>> words("O’Brien-Öberg")
('obrien', 'öberg')
>>> readings("öberg"), readings("лукашенко")
(('oberg', 'oeberg'), ('lukashenko',))
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import attrs

LONGEST = 1024
"""Characters of a name that are read; whoever declares more is told so."""
MARKS = 8
"""Combining marks on one letter that are read (an attack has thousands)."""

_APOSTROPHES = "'’‘ʼʻʿʾ`´＇ʹ′"
_SPECIAL = {ord(mark): None for mark in _APOSTROPHES} | {ord("&"): " and "}

# Letter: the base reading and the expanded one, where Unicode has no decomposition
# or where a country spells the letter out in passports and registers.
_LATIN = {
    "å": ("a", "aa"), "ä": ("a", "ae"), "æ": ("ae", "a"), "ö": ("o", "oe"),
    "ø": ("o", "oe"), "ő": ("o", "oe"), "ü": ("u", "ue"), "ű": ("u", "ue"),
    "œ": ("oe", "o"), "ß": ("ss", "ss"), "þ": ("th", "th"), "ð": ("d", "dh"),
    "đ": ("d", "dj"), "ł": ("l", "l"), "ı": ("i", "i"), "ŋ": ("n", "ng"),
    "š": ("s", "sh"), "ş": ("s", "sh"), "ș": ("s", "sh"), "č": ("c", "ch"),
    "ć": ("c", "ch"), "ç": ("c", "ch"), "ž": ("z", "zh"), "ż": ("z", "zh"),
    "ñ": ("n", "ny"), "ə": ("a", "e"), "ħ": ("h", "h"), "ţ": ("t", "ts"),
    "ț": ("t", "ts"), "ğ": ("g", "gh"), "x̌": ("kh", "h"),
}  # fmt: skip

# Cyrillic as English-language registers spell it; Ukrainian and Belarusian
# letters included. What other languages write differently, the sound keys join.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e",
    "є": "ye", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "қ": "q", "ғ": "gh", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "ң": "ng", "һ": "h",
}  # fmt: skip

# Arabic and Persian letters; short vowels are not written, so such a reading is
# compared by its consonants (the ``unvocalised`` edge).
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t",
    "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
    "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k",
    "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "u",
    "ي": "y", "ی": "y", "ى": "a", "ئ": "i", "ء": "", "ـ": "", "ہ": "h", "ھ": "h",
    "ے": "y", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ۀ": "h", "ټ": "t", "ښ": "sh",
    "ځ": "dz", "څ": "ts", "ډ": "d", "ړ": "r", "ږ": "zh", "ڼ": "n", "ۍ": "y", "ې": "e",
}  # fmt: skip

# Letters of other scripts that look like Latin ones (Unicode TR 39, the usual set).
_LOOKALIKE = {
    "а": "a", "в": "b", "е": "e", "ё": "e", "к": "k", "м": "m", "н": "h", "о": "o",
    "р": "p", "с": "c", "т": "t", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s",
    "ԁ": "d", "һ": "h", "ӏ": "l", "ո": "n", "α": "a", "β": "b", "ε": "e", "η": "n",
    "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x",
    "ζ": "z", "μ": "u", "ɑ": "a", "ɡ": "g", "ı": "i", "ⅼ": "l",
}  # fmt: skip
# Capitals look alike where their small letters do not, and names come in capitals.
_LOOKALIKE_CAPITALS = {"в": "b", "н": "h", "у": "y", "η": "h", "ν": "n", "υ": "y"}

_DIGIT_LETTERS = str.maketrans("01582", "olsbz")


@attrs.frozen
class Spelling:
    """The words of a name, and whether its letters try to look like others."""

    words: tuple[str, ...]
    disguised: bool = False
    cut: bool = False


def words(text: str, *, dotted: bool = False) -> tuple[str, ...]:
    """Split a name into case-folded words; see ``spell``."""
    return spell(text, dotted=dotted).words


def spell(text: str, *, dotted: bool = False) -> Spelling:
    """Split a name into words, rid of apostrophes, invisible letters and disguise.

    ``dotted`` joins letters with dots between them, as companies are written:
    ``S.A.`` is ``sa``; a person's ``J.P.`` stays two initials.
    """
    cut = len(text) > LONGEST
    text = text[:LONGEST]
    if dotted and "." in text:
        text = re.sub(r"\b([^\W\d_])\.(?=[^\W\d_]\b)", r"\1", text)
    if text.isascii():
        found = re.findall("[a-z0-9]+", text.translate(_SPECIAL).lower())
        return Spelling(tuple(found), False, cut)
    visible = _visible(text)
    composed = unicodedata.normalize("NFKC", visible).translate(_SPECIAL).casefold()
    # Case folding can take letters apart again (İ); what is not a letter, digit or
    # a mark that belongs to one ends a word.
    composed = unicodedata.normalize("NFC", composed)
    raw = "".join(c if c.isalnum() or _is_mark(c) else " " for c in composed).split()
    plain = [_undisguised(word) for word in raw]
    disguised = visible != _joined_as_usual(text) or plain != raw
    return Spelling(tuple(_arabic_words(plain)), disguised, cut)


def _joined_as_usual(text: str) -> str:
    """Drop the joiners that Persian and Indic spelling ask for: no disguise there."""
    if any("\u0600" <= character <= "\u0fff" for character in text):
        return text.replace("\u200c", "").replace("\u200d", "")
    return text


def _arabic_words(words: list[str]) -> Iterator[str]:
    """Part the article from its word, and join it to the Abd in front of it.

    Latin spellings write ``al-Zawahiri`` and ``Abdulrahman``.
    """
    servant = ""
    for word in words:
        articled = word.startswith(_ARTICLE) and len(word) > 4
        if servant:
            yield servant + word if articled or word == _GOD else servant
            if articled or word == _GOD:
                servant = ""
                continue
            servant = ""
        if word == _SERVANT:
            servant = word
        elif articled:
            yield _ARTICLE
            yield word.removeprefix(_ARTICLE)
        else:
            yield word
    if servant:
        yield servant


_ARTICLE, _SERVANT, _GOD = "ال", "عبد", "الله"


def _visible(text: str) -> str:
    """Drop zero-width, bidi, tag and variation characters and heaps of marks."""
    kept: list[str] = []
    marks = 0
    for character in text:
        if character.isascii():
            marks = 0
            kept.append(character)
            continue
        category = unicodedata.category(character)
        if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
            continue
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MARKS:
                continue
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc")


def _undisguised(word: str) -> str:
    """Read a word that mixes Latin with look-alikes as the Latin one it poses as."""
    latin = other = 0
    for letter in word:
        if letter.isascii() and letter.isalpha() or "À" <= letter <= "ɏ":
            latin += 1
        elif letter in _LOOKALIKE:
            other += 1
    if not (latin and other):
        return word
    return "".join(_LOOKALIKE.get(letter, letter) for letter in word)


@lru_cache(maxsize=20_000)
def readings(word: str) -> tuple[str, ...]:
    """Return the Latin readings of a word, the usual one first; at least one.

    A word without any (a lone sign) reads as itself.
    """
    if word.isascii():
        return _with_letters_for_digits((word,))
    letters = unicodedata.normalize("NFC", word)
    script = script_of(letters)
    if script == "Latn":
        found = _latin(letters)
    elif script == "Cyrl":
        found = _cyrillic(letters)
    elif script == "Arab":
        found = (_through(letters, _ARABIC),)
    else:
        found = (_romanised(letters),)
    kept = tuple(dict.fromkeys(reading for reading in found if reading))
    return kept or (word,)


def script_of(word: str) -> str:
    """Name the script of a word's first letter by its ISO 15924 code, or ``Zyyy``."""
    for letter in word:
        if letter.isascii():
            if letter.isalpha():
                return "Latn"
        elif letter.isalpha():
            return _script(ord(letter))
    return "Zyyy"


def _script(code: int) -> str:
    for first, last, script in (
        (0x00C0, 0x024F, "Latn"), (0x0250, 0x02AF, "Latn"), (0x1E00, 0x1EFF, "Latn"),
        (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"),
        (0x0590, 0x05FF, "Hebr"), (0x0600, 0x077F, "Arab"), (0x08A0, 0x08FF, "Arab"),
        (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"), (0x0900, 0x0DFF, "Indc"),
        (0x0E00, 0x0E7F, "Thai"), (0x10A0, 0x10FF, "Geor"), (0x1780, 0x17FF, "Khmr"),
        (0x3040, 0x30FF, "Kana"), (0x3400, 0x9FFF, "Hani"), (0xF900, 0xFAFF, "Hani"),
        (0x20000, 0x3FFFF, "Hani"), (0xAC00, 0xD7AF, "Hang"), (0x1100, 0x11FF, "Hang"),
    ):  # fmt: skip
        if first <= code <= last:
            return script
    return "Zzzz"


def _latin(word: str) -> tuple[str, ...]:
    base: list[str] = []
    expanded: list[str] = []
    for letter in word:
        if letter.isascii():
            base.append(letter)
            expanded.append(letter)
            continue
        pair = _LATIN.get(letter)
        if pair is None:
            plain = _ascii(letter)
            pair = (plain, plain)
        base.append(pair[0])
        expanded.append(pair[1])
    return _with_letters_for_digits(("".join(base), "".join(expanded)))


def _cyrillic(word: str) -> tuple[str, ...]:
    found = [_through(word, _CYRILLIC)]
    if "ё" in word:
        found.append(_through(word.replace("ё", "о"), _CYRILLIC))
    if "г" in word and any(letter in word for letter in "іїєґў"):
        found.append(_through(word.replace("г", "һ"), _CYRILLIC))
    if all(letter in _LOOKALIKE or letter in _LOOKALIKE_CAPITALS for letter in word):
        alike = _LOOKALIKE | _LOOKALIKE_CAPITALS
        found.append("".join(alike[letter] for letter in word))
    return tuple(found)


def _through(word: str, table: dict[str, str]) -> str:
    return "".join(
        table[letter] if letter in table else _ascii(letter) for letter in word
    )


def _ascii(letter: str) -> str:
    """Reduce a letter to ASCII: its base letter, or what Unidecode makes of it."""
    base = unicodedata.normalize("NFKD", letter)
    if base[0].isascii():
        return base[0].lower() if base[0].isalnum() else ""
    return "" if unicodedata.category(letter) == "Mn" else _romanised(letter)


def _romanised(text: str) -> str:
    # The one place that uses Unidecode (GPL-2.0-or-later), for the scripts for
    # which we have no table of our own.
    from unidecode import unidecode

    return "".join(c for c in unidecode(text).lower() if c.isascii() and c.isalnum())


def _with_letters_for_digits(found: tuple[str, ...]) -> tuple[str, ...]:
    """Add what a scanner may have misread: ``p0ltava`` is ``poltava``."""
    first = found[0]
    if first.isalpha() or first.isdigit() or not any(c.isalpha() for c in first):
        return found
    return (*found, first.translate(_DIGIT_LETTERS))
