"""What is left of a word where vowels are not written: its consonants.

Arabic and Hebrew letters are read as consonants and long vowels. A word of theirs
(``bare``) and a vocalised Latin one share a skeleton if they may be one word, and
``voices`` asks the second question: do the vowels that are written agree?

>>> skeletons_of("hsyn", bare=True), skeletons_of("hussein")
(('hsn',), ('hsn',))
>>> voices("hsyn", "hussein"), voices("hsyn", "hasan"), voices("hsn", "hussein")
(True, False, False)
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from kycscreen.names import rules
from kycscreen.names.memory import KEPT
from kycscreen.names.rules import compiled, single

MOST = 4
"""The most skeletons that a reading has."""

BARE = frozenset({"Arab", "Hebr"})
"""Scripts that write few vowels."""

# Capitals: S (sh, ch), J (zh, j), Y and V in front (there y and w are consonants),
# A for whatever vowel is in front. Of a Latin reading the second way is how others
# than the English write Arabic sounds; of a bare one, how z and th are heard, and
# how B, F, K and C of Hebrew are, which are two sounds each, and T, the Arabic
# ending -a or -at. An e is any vowel.
_LATIN = (
    ("t(?:sch|ch|sh)", "S"), ("sch", "S"), ("sh", "S"), ("sj", "S"), ("ch", "S/h"),
    ("c(?=[eiy])", "s/J"), ("c[kq]?", "k"), ("dj", "J"), ("dh", "d/s"), ("th", "t"),
    ("d(?:zh|sch|j)", "J"), ("gh", "g/k"), ("g", "g/J/k"), ("j", "J/Y/J"),
    ("kh", "h"), ("ph", "f"), ("q", "k/g"), ("ou(?<=^ou)(?=[aei])", "V"), ("w", "V"),
    ("v", "V"), ("x", "ks"), ("y", "Y"), ("t[sz]", "s"), ("z[hj]", "J"), ("z", "s"),
    ("p", "b"), ("t$", "t/t/d"),
)  # fmt: skip
_BARE = (
    ("tsh", "S"), ("tC", "S"), ("sh", "S"), ("ch", "S"), ("dh", "d/s"),
    ("th", "t/s"), ("gh", "g"), ("kh", "h"), ("zh", "J"), ("t[sz]", "s"),
    ("dz", "s/J"), ("j", "J"), ("q", "k"), ("p", "b"), ("v", "V"), ("w", "V"),
    ("y", "Y"), ("z", "s"), ("d", "d/d/s"), ("B", "V/b"), ("F", "f/b"), ("K", "h/k"),
    ("C", "S/s"), ("T", "V/t"),
)  # fmt: skip


@lru_cache(maxsize=KEPT)
def skeletons_of(reading: str, *, bare: bool = False) -> tuple[str, ...]:
    """Keep the consonants of a reading, each way they may be heard."""
    table = letters(bare)
    heard = single(rules.marked(table, reading))
    if heard.isascii():
        return ends_of(bones_of(heard))
    found = map(bones_of, rules.spoken(table, heard))
    return tuple(dict.fromkeys([end for bones in found for end in ends_of(bones)]))[
        :MOST
    ]


def ends_of(bones: str) -> tuple[str, ...]:
    """Take a last h for one (Salih), and for the end of a woman's name (Fatimah)."""
    return (bones[:-1], bones) if bones[1:].endswith("h") else (bones,)


def bones_of(heard: str) -> str:
    """Keep the consonants of what is heard, and what is in front."""
    front = heard[:1]
    return ("A" if front and front in VOWELS else front) + heard[1:].translate(_UNSAID)


VOWELS = "aeiou"
SILENT = VOWELS + "VY'"
"""Letters that leave no trace but in front."""
_UNSAID = rules.exchange("", "", SILENT)


def voices(bare: str, latin: str) -> bool:
    """Whether a Latin reading has the long vowels that a bare one writes, no others."""
    ways = [latin]
    if "j" in latin and "jj" not in latin and "y" in bare:
        ways.append(latin.replace("j", "y"))  # as Germans and Swedes write: Otajbi
    return any(_voices(b, a) for a in ways for b in _written(bare, latin[-1:]))


def _written(bare: str, ending: str) -> Iterator[str]:
    """Yield the ways to take letters that are either a consonant or a vowel."""
    for end, bet in product(("a", "at"), ("b", "v")):
        way = bare.replace("T", end).replace("B", bet)
        yield way
        if ending != "h" and way[1:].endswith("h"):
            yield way[:-1] + "a"
        if "T" not in bare and "B" not in bare:
            return


def _voices(bare: str, latin: str) -> bool:
    if bare[:1] == "y" and latin[:1] == "j":
        latin = "y" + latin[1:]
    if bare[:1] == "w" and latin[:2] == "ou":
        latin = "w" + latin[2:]
    written, spoken = _vowels(bare, bare=True), _vowels(latin)
    if len(written) > len(spoken) or len(spoken) > len(written) + 1:
        return False  # one more where a last h is written in Latin alone
    if len(written) == len(spoken) and not written[-1] and spoken[-1] not in ("", "e"):
        return False
    return all(map(_agree, written[1:], spoken[1:]))


@lru_cache(maxsize=KEPT)
def _vowels(reading: str, *, bare: bool = False) -> tuple[str, ...]:
    """Return what stands between the consonants, y and w as vowels."""
    once = compiled(r"([^aeiouyw])\1+").sub(r"\1", reading)
    consonants = letters(bare, voiced=True).pattern
    return tuple(
        compiled("[^aeiouywv]").split(consonants.sub("|", once).replace("'", ""))
    )


_HALF = frozenset("wvy")


def _agree(written: str, spoken: str) -> bool:
    if "y" in written and not compiled("[iyej]").search(spoken):
        return False
    if "w" in written and not compiled("[uowv]").search(spoken):
        return False
    if "e" in written:
        return True
    if "y" not in written and compiled("[ae][iy]|ee|ii|iy").search(spoken):
        return False
    if "w" not in written and compiled("oo|uu|a[uw]|ew|ow").search(spoken):
        return False
    if written == "a":
        return compiled("[aeou]").search(spoken) is not None
    return bool(written) or "aa" not in spoken


@cache
def letters(bare: bool, *, voiced: bool = False) -> rules.Rules:
    """Return the rules of bare or Latin readings; ``voiced`` without w, v and y."""
    table: tuple[tuple[str, str], ...] = _BARE if bare else _LATIN
    if voiced:
        table = tuple(rule for rule in table if rule[0] not in _HALF)
    return rules.rules(table)
