"""How a Latin reading sounds, as keys: words that sound alike share one.

``sound`` joins the spellings that languages give one sound (sch, sh, sj, š);
``loose`` also what ears confuse (e and i, b and p); ``skeleton`` keeps the
consonants, for scripts that write nothing else.

>>> sound("lukasjenko") == sound("lukashenko"), sound("tschajka") == sound("chaika")
(True, True)
>>> loose("mohammed") == loose("muhammad"), skeleton("husayn") == skeleton("hsyn")
(False, True)
"""

import re
from functools import lru_cache
from itertools import pairwise

# Longest first where one begins another; capitals are sounds with no letter of
# their own: S (sh), C (ch), J (zh, and j before a vowel).
_RULES = (
    ("shch", "S"), ("stsch", "S"), ("schtsch", "S"), ("stj", "S"), ("skj", "S"),
    ("dzh", "J"), ("dsj", "J"), ("dzj", "J"), ("tsch", "C"), ("tsj", "C"),
    ("tch", "C"), ("tsh", "C"), ("tj", "C"), ("cz", "C"), ("sch", "S"), ("sj", "S"),
    ("sh", "S"), ("ch", "C"), ("zh", "J"), ("zj", "J"), ("dj", "J"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("ck", "k"),
    ("cq", "k"), ("q", "k"), ("ks", "ks"), ("x", "ks"), ("w", "v"), ("tz", "z"),
    ("ts", "z"), ("ds", "z"), ("ou", "u"), ("oo", "u"), ("uu", "u"), ("ee", "i"),
    ("ii", "i"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("ie", "i"), ("ei", "i"),
    ("ey", "i"), ("ay", "ai"), ("aj", "ai"), ("aa", "a"), ("ae", "a"), ("oe", "o"),
    ("ue", "u"), ("iu", "ju"), ("ia", "ja"), ("yu", "ju"), ("ya", "ja"),
)  # fmt: skip
_SOUNDS = dict(_RULES)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    found = sorted(_SOUNDS, key=len, reverse=True)
    return re.compile(
        "|".join(found) + "|c(?=[eiy])|c|y|j(?![aeiou])|f+$|(?<=[aeiou])ff"
    )


def _spoken(found: re.Match[str]) -> str:
    letters = found[0]
    if letters in _SOUNDS:
        return _SOUNDS[letters]
    if letters == "c":
        following = found.string[found.end() : found.end() + 1]
        return "s" if following and following in "eiy" else "k"
    if letters in ("y", "j"):
        return "i"
    return "v" if found.start() and found.string[found.start() - 1] in "aeiou" else "f"


@lru_cache(maxsize=20_000)
def sound(reading: str) -> str:
    """Spell a reading as it sounds, doubled letters once."""
    return _single(_pattern().sub(_spoken, reading))


@lru_cache(maxsize=20_000)
def loose(reading: str) -> str:
    """Spell a reading as a careless ear hears it; empty where too little is left."""
    heard = sound(reading).replace("ai", "i").translate(_LOOSE)
    heard = _single(heard[:1] + heard[1:].replace("h", ""))
    if len(heard) > 4 and heard[-1] in "aiu":
        heard = heard[:-1]
    return heard if len(reading) >= 4 and len(heard) >= 3 else ""


_LOOSE = str.maketrans("eozJCp", "iusjSb")


@lru_cache(maxsize=20_000)
def skeleton(reading: str) -> str:
    """Keep the consonants of a reading, without w and y and an h at the end.

    A vowel in front is kept as ``A``: it is written in every script.
    """
    heard = sound(reading).replace("z", "s")
    front = "A" if heard[:1] in ("a", "e", "i", "o", "u") else ""
    bones = "".join(c for c in heard if c not in "aeiouvyj")
    return front + bones.removesuffix("h")


def _single(letters: str) -> str:
    if len(letters) < 2:
        return letters
    return letters[0] + "".join(b for a, b in pairwise(letters) if a != b)
