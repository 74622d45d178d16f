"""Letters that pose as others: which script a word is really written in.

>>> undisguised("Jеan"), undisguised("Iван"), undisguised("Иван")
('Jean', 'Іван', 'Иван')
"""

import unicodedata

# Letters of other scripts that look like Latin ones (Unicode TR 39, the usual set).
_AS_LATIN = {
    "а": "a", "в": "b", "е": "e", "ё": "e", "к": "k", "м": "m", "н": "h", "о": "o",
    "р": "p", "с": "c", "т": "t", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s",
    "ԁ": "d", "һ": "h", "ӏ": "l", "ԛ": "q", "ԝ": "w", "ү": "y", "ѵ": "v", "ԍ": "g",
    "ґ": "r", "ь": "b", "ї": "i", "ӓ": "a", "ӧ": "o",
    "ո": "n", "օ": "o", "ս": "u", "հ": "h", "ց": "g", "զ": "q", "ք": "p", "ա": "w",
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o",
    "ρ": "p", "τ": "t", "υ": "u", "χ": "x", "ζ": "z", "μ": "u", "γ": "y", "ω": "w",
    "ϲ": "c", "ϳ": "j", "σ": "o", "ɑ": "a", "ɡ": "g", "ı": "i", "ⅼ": "l", "ʏ": "y",
    "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g", "ʜ": "h",
    "ɪ": "i", "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p",
    "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z", "ƅ": "b",
    "Ꭺ": "a", "Ᏼ": "b", "Ꮯ": "c", "Ꭰ": "d", "Ꭼ": "e", "Ꮐ": "g", "Ꮋ": "h", "Ꭻ": "j",
    "Ꮶ": "k", "Ꮮ": "l", "Ꮇ": "m", "Ꮲ": "p", "Ꮢ": "r", "Ꮪ": "s", "Ꭲ": "t", "Ꮩ": "v",
    "Ꮃ": "w", "Ꮓ": "z", "Ꭵ": "i", "Ꮖ": "i", "ⲟ": "o", "ⲣ": "p", "ⲥ": "c",
}  # fmt: skip
# Capitals look alike where their small letters do not.
_CAPITALS_AS_LATIN = {
    "В": "B", "К": "K", "М": "M", "Н": "H", "Т": "T", "У": "Y", "Ү": "Y", "Ζ": "Z",
    "Η": "H", "Μ": "M", "Ν": "N", "Υ": "Y", "Τ": "T", "Β": "B", "Ι": "I", "Κ": "K",
}  # fmt: skip
_AS_CYRILLIC = {
    "a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "y": "у", "x": "х", "i": "і",
    "j": "ј", "s": "ѕ", "A": "А", "B": "В", "E": "Е", "K": "К", "M": "М", "H": "Н",
    "O": "О", "P": "Р", "C": "С", "T": "Т", "Y": "У", "X": "Х", "I": "І", "J": "Ј",
    "S": "Ѕ", "Ë": "Ё", "ë": "ё", "Ï": "Ї", "ï": "ї", "h": "һ", "r": "г", "u": "и",
    "k": "к", "m": "т", "n": "п",
}  # fmt: skip
_AS_GREEK = {
    "o": "ο", "v": "ν", "A": "Α", "B": "Β", "E": "Ε", "Z": "Ζ", "H": "Η", "I": "Ι",
    "K": "Κ", "M": "Μ", "N": "Ν", "O": "Ο", "P": "Ρ", "T": "Τ", "Y": "Υ", "X": "Χ",
    "a": "α", "i": "ι", "k": "κ", "p": "ρ", "u": "υ", "x": "χ", "y": "γ", "n": "η",
}  # fmt: skip
_AS_ARMENIAN = {
    "o": "օ", "n": "ո", "u": "ս", "h": "հ", "g": "ց", "q": "զ", "p": "ք", "w": "ա",
    "O": "Օ", "U": "Ս", "S": "Տ",
}  # fmt: skip
# Han characters that look like katakana, and Thai vowels put together of others.
_AS_KATAKANA = {
    "二": "ニ", "力": "カ", "口": "ロ", "夕": "タ", "八": "ハ", "工": "エ", "卜": "ト",
    "一": "ー", "千": "チ", "三": "ミ",
}  # fmt: skip
_SMALL_CAPITALS = {"в": "b", "н": "h", "у": "y", "η": "h", "ν": "n", "υ": "y"}


def undisguised(word: str) -> str:
    """Read a word of two scripts as one of the script that it poses as."""
    latin = [c for c in word if c.isascii() and c.isalpha() or "À" <= c <= "ɏ"]
    others = [c for c in word if not c.isascii() and c.isalpha() and c not in latin]
    if not (latin and others):
        return _unsmall(_unruled(word), others)
    for first, last, alike in (
        ("\u0400", "\u052f", _AS_CYRILLIC), ("\u0370", "\u03ff", _AS_GREEK),
        ("\u0530", "\u058f", _AS_ARMENIAN),
    ):  # fmt: skip
        # Most letters being Cyrillic, and one that no Latin letter looks like, the few
        # Latin ones pose as Cyrillic.
        own = [c for c in others if first <= c <= last]
        plain = any(c not in _LIKE_LATIN for c in own)
        if len(own) > len(latin) and plain and all(c in alike for c in latin):
            return "".join(alike.get(c, c) for c in word)
    if any(_as_latin(c) for c in others):
        return "".join((_as_latin(c) if c in others else "") or c for c in word)
    return word


def _unruled(word: str) -> str:
    """Read what stands for a vowel of Thai, or between katakana for one of them."""
    if any("\u0e40" <= letter <= "\u0e4d" for letter in word):
        return word.replace("เเ", "แ")
    if not any(letter in _AS_KATAKANA for letter in word):
        return word
    return "".join(
        _AS_KATAKANA[letter]
        if letter in _AS_KATAKANA
        and _among_katakana(word[:at][-1:], word[at + 1 :][:1])
        else letter
        for at, letter in enumerate(word)
    )


def _among_katakana(before: str, after: str) -> bool:
    beside = (before, after)
    return any(beside) and all("ァ" <= letter <= "ー" for letter in beside if letter)


def _unsmall(word: str, others: list[str]) -> str:
    """Read letters that only ever pose as Latin ones (small capitals) as those."""
    if any(c in _ONLY_POSE for c in others):
        return "".join(_AS_LATIN[c] if c in _ONLY_POSE else c for c in word)
    return word


_LIKE_LATIN = frozenset("аеорсухіјѕАВЕКМНОРСТУХІЈЅονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_ONLY_POSE = frozenset("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢⅼ")


def _as_latin(letter: str) -> str:
    if letter in _CAPITALS_AS_LATIN:
        return _CAPITALS_AS_LATIN[letter]
    found = _AS_LATIN.get(letter) or _AS_LATIN.get(letter.lower())
    if found is None:
        base = unicodedata.normalize("NFD", letter)[0]
        found = _AS_LATIN.get(base.lower())
    return found or ""


def posed(word: str) -> str:
    """Return the Latin word that a word of look-alikes only poses as, or nothing."""
    alike = [_SMALL_CAPITALS.get(c) or _AS_LATIN.get(c, "") for c in word]
    return "".join(alike) if all(alike) else ""
