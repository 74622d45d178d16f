"""Latin letters beyond a-z: the base letter, and how countries spell it out.

>>> tuple(readings("østergård"))
('ostergard', 'oestergaard')
"""

from collections.abc import Iterator

from kycscreen.names.scripts.letters import plain

# Letter: the base reading and the expanded one, where Unicode has no decomposition
# or where passports, registers and newspapers spell the letter out.
_LETTERS = {
    "å": ("a", "aa"), "ä": ("a", "ae"), "æ": ("ae", "a"), "ö": ("o", "oe"),
    "ø": ("o", "oe"), "ő": ("o", "oe"), "ü": ("u", "ue"), "ű": ("u", "ue"),
    "œ": ("oe", "o"), "ß": ("ss", "ss"), "þ": ("th", "th"), "ð": ("d", "dh"),
    "đ": ("d", "dj"), "ł": ("l", "l"), "ı": ("i", "i"), "ŋ": ("n", "ng"),
    "š": ("s", "sh"), "ş": ("s", "sh"), "ș": ("s", "sh"), "č": ("c", "ch"),
    "ć": ("c", "ch"), "ç": ("c", "ch"), "ž": ("z", "zh"), "ż": ("z", "zh"),
    "ñ": ("n", "ny"), "ə": ("a", "e"), "ħ": ("h", "h"), "ţ": ("t", "ts"),
    "ț": ("t", "ts"), "ğ": ("g", "gh"), "ř": ("r", "rz"), "ě": ("e", "ie"),
    # Scholars' Cyrillic (ISO 9) and Japanese, and Turkic in Latin letters.
    "ŝ": ("s", "shch"), "û": ("u", "yu"), "â": ("a", "ya"), "ō": ("o", "ou"),
    "ḩ": ("h", "kh"), "ẋ": ("kh", "h"), "ǧ": ("g", "gh"), "ǰ": ("j", "dj"),
    "ŭ": ("u", "o"), "ŏ": ("o", "eo"), "ṣ": ("s", "sh"), "ś": ("s", "sh"),
    "ź": ("z", "zh"), "ǆ": ("dz", "dzh"),
}  # fmt: skip


def readings(word: str) -> Iterator[str]:
    """Yield a word with its base letters, and with its letters spelt out."""
    if word.isascii():
        yield word
        return
    pairs = [_pair(letter) for letter in word]
    yield "".join(base for base, _ in pairs)
    yield "".join(expanded for _, expanded in pairs)


def _pair(letter: str) -> tuple[str, str]:
    if letter.isascii():
        return letter, letter
    pair = _LETTERS.get(letter)
    if pair is None:
        base = plain(letter)
        return base, base
    return pair
