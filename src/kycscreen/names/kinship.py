"""What two words are called by: names with other forms, and words of one meaning.

Groups come from the tables: ``=`` one name, ``~`` a nickname and what it stands for,
``#`` one meaning; a lone ``=`` marks a name of its own. ``&`` are the East Asian
syllables that a word of a name may spell (``romanised``).

>>> from kycscreen.names.tokens import token
>>> equivalent(token("mikael", "person"), token("michael", "person"))
95
>>> apart(token("erik", "person"), token("erika", "person"))
8
"""

from collections.abc import Iterable

from kycscreen.names.tokens import Token

DIFFERENT = 8
"""What mere likeness loses where both words are names of their own: Erik, Erika."""


def equivalent(a: Token, b: Token) -> int:
    """One name in two languages, or two words of one meaning."""
    return 95 if _common_group(a, b, "=#") else 0


def nickname(a: Token, b: Token) -> int:
    """One is short for the other, or both are for a third."""
    return 85 if _common_group(a, b, "~") else 0


OTHER_SYLLABLES = 16
"""What it loses where both are whole syllables, and others: Pong, Pyong."""


def romanised(a: Token, b: Token) -> int:
    """Both may spell the same Chinese or Korean syllables."""
    return ROMANISED if _common_group(a, b, SYLLABLES) else 0


ROMANISED = 92
"""How alike two romanisations are: each leaves something open."""
SYLLABLES = "&"
"""What marks a group that is syllables, not a name."""


def _common_group(a: Token, b: Token, marks: str) -> bool:
    if not a.groups or not b.groups:
        return False
    return any(g[0] in marks and g != _OWN and g in b.groups for g in a.groups)


_OWN = "="


def groups(token: Token) -> Iterable[str]:
    """Return the groups by which a word may meet others."""
    return (group for group in token.groups if group != _OWN)


def apart(a: Token, b: Token) -> int:
    """Return what likeness loses between two names of their own, or two meanings."""
    if not a.groups or not b.groups or _kin(a, b):
        return 0
    if a.groups[-1][0] == b.groups[-1][0] == SYLLABLES:
        return OTHER_SYLLABLES
    if not _known(a) or not _known(b):
        return 0
    meanings = a.groups[0][0] == b.groups[0][0] == "#"
    return 100 if meanings else DIFFERENT  # Iran is no misspelt Iraq


def _known(token: Token) -> bool:
    return bool(token.groups) and token.groups[0][0] != SYLLABLES  # names come first


def _kin(a: Token, b: Token) -> bool:
    if any(group != _OWN and group in b.groups for group in a.groups):
        return True
    # A woman's family name of the East is her father's with an a.
    one, other = sorted((a.readings[0], b.readings[0]), key=len)
    return other == one + "a" and one.endswith(_FATHERS)


_FATHERS = ("ov", "ev", "in", "yn")
