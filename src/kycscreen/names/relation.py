"""How alike two words are, and why: the best of the edges that join them.

>>> from kycscreen.names.tokens import token
>>> relate(token("михаил", "person"), token("mikael", "person"))
(95, 'equivalent')
"""

from functools import lru_cache

from kycscreen.names.edges import EDGES, syllables
from kycscreen.names.tokens import Token


@lru_cache(maxsize=50_000)
def relate(a: Token, b: Token) -> tuple[int, str]:
    """Return how alike two words are, 0..100, and the label of the best edge.

    Symmetric, but for a word that a form may have cut off (``Token.cut``): only the
    first can be. 100 with itself; 0 and no label where no edge joins them.
    """
    if a.text == b.text:
        return 100, "same"
    if a.kind == "number" or b.kind == "number":
        same = a.kind == b.kind and a.readings == b.readings
        return (100, "spelling") if same else (0, "")
    if a.script == b.script and a.script in _SYLLABIC:
        # Romanised, names of one letter apart are others: 김종은, 김정은.
        likeness = syllables(a.text, b.text)
        return likeness, "typo" if likeness else ""
    best, label = 0, ""
    for edge in EDGES:
        if edge.most <= best:
            break
        likeness = edge.likeness(a, b)
        if likeness > best:
            best, label = likeness, edge.label
    if label == "spelling" and a.script != b.script:
        label = "transliterated"
    return best, label


_SYLLABIC = frozenset({"Hani", "Hang", "Kana"})


def probes(token: Token) -> set[str]:
    """Return every key under which a word like this one may be held."""
    return {probe for edge in EDGES for probe in edge.probes(token)}


def keys(token: Token) -> set[str]:
    """Return every key under which this word is held."""
    return {key for edge in EDGES for key in edge.keys(token)}
