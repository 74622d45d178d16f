"""The scripts of India: consonants that carry an a, which speech drops or keeps.

The blocks of Unicode lie alike, so one table by place in the block reads
Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam.

>>> next(readings("नरेन्द्र")), next(readings("रवीन्द्रनाथ"))
('narendra', 'ravindranath')
"""

import re
from collections.abc import Iterator

from kycscreen.names.scripts.letters import romanised

_SOUNDS = """
k kh g gh ng ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h
"""
_CONSONANTS = dict(zip(range(0x15, 0x3A), _SOUNDS.split(), strict=True))
_NUKTA = {0x15: "q", 0x16: "kh", 0x17: "g", 0x1C: "z", 0x21: "r", 0x22: "rh",
          0x2B: "f", 0x2F: "y"}  # fmt: skip
_COMPOSED = {0x58: "q", 0x59: "kh", 0x5A: "g", 0x5B: "z", 0x5C: "r", 0x5D: "rh",
             0x5E: "f", 0x5F: "y"}  # fmt: skip
_VOWELS = {
    0x05: "a", 0x06: "aa", 0x07: "i", 0x08: "i", 0x09: "u", 0x0A: "u", 0x0B: "ri",
    0x0D: "e", 0x0E: "e", 0x0F: "e", 0x10: "ai", 0x11: "o", 0x12: "o", 0x13: "o",
    0x14: "au",
}  # fmt: skip
_SIGNS = {
    0x3E: "aa", 0x3F: "i", 0x40: "i", 0x41: "u", 0x42: "u", 0x43: "ri", 0x44: "ri",
    0x45: "e", 0x46: "e", 0x47: "e", 0x48: "ai", 0x49: "o", 0x4A: "o", 0x4B: "o",
    0x4C: "au", 0x57: "au",
}  # fmt: skip
_KILLER, _NUKTA_AT = 0x4D, 0x3C
_NASALS = (0x01, 0x02)
_BENGALI, _TAMIL = 0x0980, 0x0B80
_KEEPS_A = frozenset({0x0B80, 0x0C00, 0x0C80, 0x0D00})
_LIPS = ("p", "b", "m")
_INHERENT = "\u0259"


def readings(word: str) -> Iterator[str]:
    """Yield a word as it is spoken, then with every a that is written."""
    code = next((ord(c) for c in word if not c.isascii()), 0)
    block = code - code % 0x80
    if not 0x0900 <= block <= 0x0D00:
        yield romanised(word)
        return
    spelt = _spelt(word, block)
    if block == _TAMIL:
        spelt = _voiced(spelt)
    if block in _KEEPS_A:
        yield _plain(spelt)
        yield _plain(_dropped_last(spelt))
    else:
        yield _plain(_dropped(spelt))
        yield _plain(_dropped_last(spelt))
        yield _plain(spelt)
    if block == _BENGALI:
        yield _plain(_dropped(spelt)).replace("v", "b")
        yield _plain(_dropped_last(spelt), inherent="o")
        yield _plain(_dropped(spelt)).replace("y", "j", 1)
    elif "chh" in spelt:
        yield _plain(_dropped(spelt)).replace("chh", "ch")
    if block == _TAMIL:
        yield _plain(_spelt(word, block))


def _spelt(word: str, block: int) -> str:
    """Spell a word with long a as ``aa``, and the a that no letter writes apart."""
    places = [ord(c) - block if not c.isascii() else -1 for c in word]
    spelt = ""
    for at, place in enumerate(places):
        following = places[at + 1] if at + 1 < len(places) else None
        if place in _CONSONANTS or place in _COMPOSED:
            sound = _COMPOSED.get(place) or _CONSONANTS[place]
            if following == _NUKTA_AT:
                sound = _NUKTA.get(place, sound)
                following = places[at + 2] if at + 2 < len(places) else None
            spelt += sound
            if following not in _SIGNS and following != _KILLER:
                spelt += _INHERENT
        elif place in _NASALS:
            after = _CONSONANTS.get(following or 0, "")
            lips = after.startswith(_LIPS) or following is None
            # सिंह is Singh: before an h the nasal is one of the throat.
            spelt += "m" if lips else "ng" if after == "h" else "n"
        elif place in _VOWELS or place in _SIGNS:
            spelt += _VOWELS.get(place) or _SIGNS[place]
        elif word[at].isascii():
            spelt += word[at]
        elif place == 0x03:
            spelt += "h"
    # ज्ञ is gy to its speakers, and क्ष ksh.
    return re.sub("jn(?!n)", "gy", spelt) if block == 0x0900 else spelt


def _dropped_last(spelt: str) -> str:
    """Drop the a at the end, unless the word could not be spoken without it."""
    if not spelt.endswith(_INHERENT) or len(spelt) < 3:
        return spelt
    ends_in_two = re.search(f"[^aeiou{_INHERENT}]{{2}}{_INHERENT}$", spelt)
    aspirate = re.search(f"[aeiou{_INHERENT}][kgcjtdpbs]h{_INHERENT}$", spelt)
    if ends_in_two and not aspirate and spelt[-2] in "ryvln":
        return spelt
    return spelt[:-1]


def _dropped(spelt: str) -> str:
    """Drop the a at the end and, from the right, between single consonants."""
    spelt = _dropped_last(spelt)
    single = "(?:chh|[kgcjtdpbsr]h|[^aeiou\u0259])"
    pattern = re.compile(
        f"(?<=[aeiou{_INHERENT}])({single}){_INHERENT}({single}[aeiou{_INHERENT}])"
    )
    found = [*pattern.finditer(spelt)]
    for match in reversed(found[-1:]):
        spelt = spelt[: match.start()] + match[1] + match[2] + spelt[match.end() :]
    return spelt


def _plain(spelt: str, *, inherent: str = "a") -> str:
    return spelt.replace("aa", "a").replace(_INHERENT, inherent)


def _voiced(spelt: str) -> str:
    """Voice the stops of Tamil, which one letter writes, inside a word."""
    single = f"(?<=[aeiou{_INHERENT}nmrly])"
    for stop, voice in (("k", "g"), ("t", "d"), ("p", "b"), ("ch", "s")):
        spelt = re.sub(f"{single}{stop}(?=[aeiou{_INHERENT}])", voice, spelt)
    return re.sub("^ch(?!ch)", "s", spelt)
