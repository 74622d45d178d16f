"""Latin letters beyond a-z: the base letter, and how countries spell it out.

>>> tuple(readings("østergård"))
('ostergard', 'oestergaard')
"""

from collections.abc import Iterator
from functools import cache

from kycscreen.names.rules import ASCII
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
    for way in (0, 1):
        spelt = word.translate(_ways()[way])
        # What the table lacks has no letters to spell it out.
        yield spelt if spelt.isascii() else "".join(map(_plain, spelt))


def _plain(letter: str) -> str:
    return letter if letter.isascii() else plain(letter)


@cache
def _ways() -> tuple[dict[int, str | None], ...]:
    return tuple(
        ASCII | {ord(letter): pair[way] for letter, pair in _LETTERS.items()}
        for way in (0, 1)
    )
