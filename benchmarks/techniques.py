"""One thing done to a name, chosen by its letters alone: a slip, another order, …

What a technique cannot do to a script it does not: a slip needs letters, not
syllables; capitals need an alphabet that has them.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

_SYLLABLES = frozenset({"Hani", "Hang", "Kana"})
_SHORT = 5
"""Letters that a word needs to bear a slip."""
_LATIN = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "i": "і"}
# Letters that look the same: of another alphabet, of another language in Arabic
# letters, or Thai vowels put together of others.
_ALIKE: Mapping[str, Mapping[str, str]] = {
    "Latn": _LATIN,
    "Cyrl": {cyrillic: latin for latin, cyrillic in _LATIN.items()},
    "Grek": {"ο": "o", "ν": "v", "α": "a"},
    "Armn": {"օ": "o", "հ": "h", "ո": "n", "ս": "u"},
    "Arab": {"ي": "ی", "ك": "ک", "ی": "ي", "ک": "ك", "ه": "ہ"},
    "Thai": {"แ": "เเ", "ำ": "ํา"},
    "Kana": {"ニ": "二", "カ": "力", "ロ": "口", "タ": "夕", "ハ": "八", "エ": "工"},
}


def damaged(name: str, script: str) -> Iterator[tuple[str, str]]:
    """Yield each technique's name, and what it makes of a name of a script."""
    words = name.split()
    chosen = sum(map(ord, name))
    if script not in _SYLLABLES and (slipped := _slipped(words, chosen)):
        yield "typo", slipped
    if len(words) > 1:
        yield "order", " ".join((words[-1], *words[:-1]))
    if len(words) > 2:
        middle = 1 + chosen % (len(words) - 2)
        yield "middle missing", " ".join(words[:middle] + words[middle + 1 :])
    if name.upper() != name:
        yield "capitals", name.upper()
    at = 1 + chosen % max(1, len(name) - 1)
    yield "invisible", name[:at] + "\N{ZERO WIDTH SPACE}" + name[at:]
    wide = "".join(_dresses().get(letter, letter) for letter in name)
    if wide != name:
        yield "width", wide
    alike = _ALIKE.get(script, {})
    places = [at for at, letter in enumerate(name) if letter in alike]
    if places:
        at = places[chosen % len(places)]
        yield "homoglyph", name[:at] + alike[name[at]] + name[at + 1 :]


def _slipped(words: list[str], chosen: int) -> str:
    """Drop, swap, double or replace a letter inside the longest word."""
    longest = max(range(len(words)), key=lambda i: (len(words[i]), -i))
    word = words[longest]
    if len(word) < _SHORT:
        return ""
    at = 1 + chosen % (len(word) - 2)
    spoilt = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[0].lower() + word[at + 1 :],
    )[chosen // 7 % 4]
    if spoilt == word:
        return ""
    return " ".join((*words[:longest], spoilt, *words[longest + 1 :]))


@cache
def _dresses() -> dict[str, str]:
    """Return letters in the other width, or shape, that Unicode has of them."""
    found: dict[str, str] = {}
    for first, last in ((0xFF21, 0xFF9D), (0xFE80, 0xFEF4), (0xFB56, 0xFBFF)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain.isalpha():
                found.setdefault(plain, chr(code))
    return found
