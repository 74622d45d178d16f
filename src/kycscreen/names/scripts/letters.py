"""Letters in ASCII: by a table, by their base letter, or as Unidecode has them.

>>> through("ёж", {"ё": "yo", "ж": "zh"}), plain("ė"), romanised("ເມືອງ")
('yozh', 'e', 'emyyng')
"""

import unicodedata
from collections.abc import Iterator, Mapping


def readings(word: str) -> Iterator[str]:
    """Read a word of a script that has no table of ours."""
    yield romanised(word)


def through(word: str, table: Mapping[str, str]) -> str:
    """Spell a word letter by letter; what the table lacks becomes plain."""
    return "".join(
        table[letter] if letter in table else plain(letter) for letter in word
    )


def plain(letter: str) -> str:
    """Reduce a letter to ASCII: its base letter, or what Unidecode makes of it."""
    base = unicodedata.normalize("NFKD", letter)
    if base[0].isascii():
        return base[0].lower() if base[0].isalnum() else ""
    return "" if unicodedata.category(letter) == "Mn" else romanised(letter)


def romanised(text: str) -> str:
    """Spell any script in Latin letters, more or less."""
    # The one place that uses Unidecode (GPL-2.0-or-later), for the scripts for
    # which we have no table of our own, and for Han.
    from unidecode import unidecode

    return "".join(c for c in unidecode(text).lower() if c.isascii() and c.isalnum())
