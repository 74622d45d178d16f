"""Whether two spellings can be one name: what keeps a rare sense out of a group.

Wikidata's labels of a name hold a few other names: a translation, a diminutive, a
homonym of one language. Only what still sounds like the name stays in its group.

>>> is_kin("michael", "mihhail"), is_kin("michael", "make"), is_kin("john", "joao")
(True, False, False)
>>> differ("petrov", "petrova"), differ("ivanovich", "ivanovna")
(True, True)
>>> differ("jihan", "jihane")
False
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

from kycscreen.names.sounds import sound

SHORT = 5
"""Sounds of a word in which one slip is much."""
SHORTEST = 4
"""Shorter Latin words are too many names at once: only hand-made groups hold them."""

# Consonants that one language writes for another's, y and w among the vowels.
_CLASSES = str.maketrans("gqhCcxSzJjdbfvwy", "kkkkkksssstpppii", "aeiou")
_SAME = str.maketrans("wqxJy", "vkkji")
_CONFUSED = (str.maketrans("eow", "iuu"), str.maketrans("eow", "auu"))
_ROUND = str.maketrans("ow", "uu")
_MALE_AND_FEMALE = (
    ("ov", "ova"), ("ev", "eva"), ("yov", "yova"), ("in", "ina"), ("yn", "yna"),
    ("sky", "skaya"), ("ski", "ska"), ("skiy", "skaya"), ("skij", "skaja"),
    ("cki", "cka"), ("ich", "na"), ("itj", "na"), ("ych", "na"), ("ic", "na"),
    ("son", "dotter"), ("son", "dottir"), ("sen", "datter"), ("oglu", "kyzy"),
    ("ogly", "kyzy"), ("oglu", "qizi"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def consonants(reading: str) -> str:
    """Return the consonants of a reading by how alike languages write them."""
    heard = sound(reading)
    # A j in front is an i, a y or nothing at all: Jelena, Yelena, Elena.
    found = "A" if heard[:1] in tuple("aeioujJ") else ""
    for letter in heard.removeprefix("J").translate(_CLASSES):
        if letter != "i" and found[-1:] != letter:
            found += letter
    return found


def is_kin(a: str, b: str) -> bool:
    """Ask whether two Latin readings can spell one name."""
    if min(len(a), len(b)) < SHORTEST:
        return False
    one, other = sound(a), sound(b)
    if is_syllable(one) and is_syllable(other):
        # Tang and Tong are two names, Jong and Yong too; Hong and Hung can be one.
        return one.translate(_ROUND) == other.translate(_ROUND)
    one, other = one.translate(_SAME), other.translate(_SAME)
    longer = max(len(one), len(other))
    slips = OSA.distance(one, other)
    same = consonants(a) == consonants(b) and len(consonants(a)) > 1
    if longer <= SHORT:
        return same and slips <= 1 and _is_confused(one, other)
    if same:
        return slips <= longer * 2 // 5
    return slips <= longer // 3 and _ends(a) == _ends(b)


def is_syllable(heard: str) -> bool:
    """Ask whether a word has one vowel, or vowels together."""
    vowels = "".join("a" if letter in "aeiou" else "-" for letter in heard)
    return len(vowels.strip("-").split("-")) == 1


def _is_confused(one: str, other: str) -> bool:
    """Ask whether short words differ by a letter more, or by what ears confuse.

    Murad and Morad, Emin and Amin; but Sahid and Zahid, Ahsan and Ihsan differ.
    """
    if len(one) != len(other):
        return True
    return any(one.translate(same) == other.translate(same) for same in _CONFUSED)


def _ends(reading: str) -> tuple[str, str]:
    """Return what a word begins and ends with, but for an h and the Baltic s."""
    bones = consonants(reading.removeprefix("h"))
    return bones[:1], bones.removesuffix("s")[-1:]


def is_heard_in(reading: str, latin: str) -> bool:
    """Ask whether a reading of another script can stand for a Latin word.

    Such a reading has lost vowels and l or r, and one consonant in three.
    """
    one, other = (consonants(word).replace("r", "l") for word in (reading, latin))
    return OSA.distance(one, other) <= max(len(one), len(other)) // 3


def differ(a: str, b: str) -> bool:
    """Ask whether two readings are alike and yet two names: a man's and a woman's.

    A final a, o or u tells names apart (Erik, Erika), a final e seldom does.
    """
    for male, female in _MALE_AND_FEMALE:
        for one, other in ((a, b), (b, a)):
            if one.endswith(male) and other.endswith(female):
                return True
    shorter, longer = sorted((a, b), key=len)
    if longer in (shorter + "i", shorter + "y"):
        return shorter[-1] not in "aeiouy"  # Karim and Karimi, not Alexe and Alexei
    return _ending(a) != _ending(b)


def _ending(reading: str) -> str:
    """Return the vowel that a word ends in, if it is one that makes a name another."""
    last = reading.removesuffix("h")[-1:].replace("u", "o")
    return last if last in ("a", "o") else ""
