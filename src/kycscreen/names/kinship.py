"""What two words are called by: names with other forms, and words of one meaning.

Groups come from the tables: ``=`` one name, ``~`` a nickname and what it stands for,
``#`` one meaning; a lone ``=`` marks a name of its own. ``&`` are the East Asian
syllables that a word of a name may spell, ``+`` is a Japanese word (``romanised``).

>>> from kycscreen.names.tokens import token
>>> equivalent(token("pekka", "person"), token("pierre", "person"))
95
>>> root(token("pekka", "person"), token("petteri", "person"))
50
>>> apart(token("hasan", "person"), token("hussein", "person"))
8
>>> apart(token("erik", "person"), token("erika", "person"))
45
"""

from collections.abc import Collection
from functools import lru_cache

from kycscreen.names import tables
from kycscreen.names.memory import KEPT
from kycscreen.names.tokens import PERSON, PLAIN, Token

DIFFERENT = 8
"""What mere likeness loses where both words are names of their own: Hasan, Husayn."""
OPPOSITE = 45
"""What it loses where one is a woman's name and the other a man's: Erik, Erika."""


def equivalent(a: Token, b: Token) -> int:
    """One name in two languages, or two words of one meaning."""
    return 95 if _common_group(a, b, "=#") and not _compatriots(a, b) else 0


def root(a: Token, b: Token) -> int:
    """Two names of one root that are two in one country: Pekka and Petteri."""
    return 50 if _common_group(a, b, "=") and _compatriots(a, b) else 0


def nickname(a: Token, b: Token) -> int:
    """One is short for the other, or both are for a third; it may be a name itself."""
    if not _common_group(a, b, "~"):
        return 0
    return 70 if _common_group(a, b, "=") and _compatriots(a, b) else 85


OTHER_SYLLABLES = 16
"""What it loses where both are whole syllables, and others: Pong, Pyong."""


def romanised(a: Token, b: Token) -> int:
    """Both may spell the same Chinese or Korean syllables, or Japanese word."""
    return ROMANISED if _common_group(a, b, SYLLABLES + HEPBURN) else 0


ROMANISED = 92
"""How alike two romanisations are: each leaves something open."""
SYLLABLES = "&"
"""What marks a group that is syllables, not a name."""
HEPBURN = "+"
"""What marks one that is a Japanese word: by its letters, others may look like one."""


def _common_group(a: Token, b: Token, marks: str) -> bool:
    if not a.groups or not b.groups:
        return False
    return any(g[0] in marks and g != OWN and g in b.groups for g in a.groups)


OWN = "="
"""What marks a name of its own, without other forms."""


def groups(token: Token) -> Collection[str]:
    """Return the groups by which a word may meet others."""
    found = token.groups
    return [group for group in found if group != OWN] if OWN in found else found


def apart(a: Token, b: Token) -> int:
    """Return what likeness loses between two names of their own, or two meanings."""
    if opposite(a, b):
        return OPPOSITE
    if not a.groups or not b.groups or _kin(a, b):
        return 0
    if a.groups[-1][0] == b.groups[-1][0] == SYLLABLES:
        return OTHER_SYLLABLES
    if not _known(a) or not _known(b):
        return 0
    meanings = a.groups[0][0] == b.groups[0][0] == "#"
    return 100 if meanings else DIFFERENT  # Iran is no misspelt Iraq


def _known(token: Token) -> bool:
    # Of a word that has groups: names come first.
    return token.groups[0][0] not in SYLLABLES + HEPBURN


def _kin(a: Token, b: Token) -> bool:
    if any(group != OWN and group in b.groups for group in a.groups):
        return not _compatriots(a, b)
    # A woman's family name of the East is her father's with an a.
    one, other = sorted((a.readings[0], b.readings[0]), key=len)
    return other == one + "a" and one.endswith(_FATHERS)


_FATHERS = ("ov", "ev", "in", "yn")


def opposite(a: Token, b: Token) -> int:
    """Return what likeness loses between a woman's name and a man's."""
    ours = sex(a)
    return OPPOSITE if ours and sex(b) == _OPPOSITE[ours] else 0


_OPPOSITE = {"f": "m", "m": "f"}


@lru_cache(maxsize=KEPT)
def sex(name: Token) -> str:
    """Return the sex that a name tells, ``f`` or ``m``, in whichever way it is read."""
    told = _told(name).intersection(_OPPOSITE)
    return next(iter(told)) if len(told) == 1 else ""


def is_western(name: Token) -> bool:
    """Ask whether a given name is one of those that stand before a family name."""
    return "w" in _told(name)


def _compatriots(a: Token, b: Token) -> bool:
    """Ask whether both are everyday names in one country, as people write there."""
    if not a.script == b.script == "Latn":
        return False
    return not (_told(a) & _told(b)).isdisjoint(tables.COUNTRIES)


@lru_cache(maxsize=KEPT)
def _told(name: Token) -> frozenset[str]:
    """Return what is told of a name, in whichever way it is read."""
    if name.space != PERSON or name.kind not in PLAIN:
        return frozenset()
    if name.groups and not _known(name):
        return frozenset()  # syllables, whatever else is written like them
    read = name.readings[:1] if name.script == "Latn" else name.readings
    return frozenset(" ".join(map(tables.given().find, read)).split())
