"""How alike two words are, and why: the best of the edges that join them.

>>> from kycscreen.names.tokens import token
>>> relate(token("иван", "person"), token("johan", "person"))
(95, 'equivalent')
"""

from collections.abc import Callable, Iterable, Set
from functools import lru_cache

from kycscreen.names import kinship
from kycscreen.names.edges import EDGES, SLIP, TRUNCATED, syllables
from kycscreen.names.outlines import strangers
from kycscreen.names.tokens import SYLLABARIES, Token


@lru_cache(maxsize=20_000)
def relate(a: Token, b: Token) -> tuple[int, str]:
    """Return how alike two words are, 0..100, and the label of the best edge.

    Symmetric, but for a word that a form may have cut off (``Token.cut``): only the
    first can be. 100 with itself; 0 and no label where no edge joins them.
    """
    if a.kind == "number" or b.kind == "number":
        if a.kind != b.kind or a.readings != b.readings:
            return 0, ""
        return 100, "same" if a.text == b.text else "spelling"
    if a.text == b.text:
        return 100, "same"
    if a.script == b.script and a.script in SYLLABARIES:
        # Romanised, names of one letter apart are others: 김종은, 김정은.
        likeness = syllables(a.text, b.text)
        return likeness, "typo" if likeness else ""
    best, label = 0, ""
    for edge in DIRECT if strangers(a.outline, b.outline) else EDGES:
        if edge.most <= best:
            break
        likeness = edge.likeness(a, b)
        if likeness > best:
            best, label = likeness, edge.label
    if label == "spelling" and a.script != b.script:
        label = "transliterated"
    elif label in MERE and kinship.opposite(a, b):
        label = "sexes"
    return best, label


MERE = frozenset({"sound", "typo", "vowels", "letters", "consonants"})
"""The likenesses that a woman's name may have with a man's, and be another."""
DIRECT = tuple(edge for edge in EDGES if edge.direct)


def related(
    word: Token,
    held: Callable[[Iterable[str]], Set[int]],
    token: Callable[[int], Token],
) -> dict[int, int]:
    """Return how alike a word is to each that is held, by their numbers.

    ``held`` returns the numbers of words that are held under any of some keys, and
    ``token`` the word of a number. The same as ``relate`` with each of them; but an
    edge is asked only of the words its own keys lead to, since it relates no others.
    """
    found: dict[int, int] = {}
    under: dict[Callable[[Token], Iterable[str]], Set[int]] = {}
    apart = word.kind == "number" or word.script in SYLLABARIES
    for edge in EDGES:
        asked = under.get(edge.probes)  # some edges have the same
        if asked is None:
            asked = under[edge.probes] = held(edge.probes(word))
        most, likeness_of = edge.most, edge.likeness
        for number in asked:
            best = found.get(number, 0)
            if best >= most:
                continue
            other = token(number)
            if apart or other.kind == "number":
                likeness, _ = relate(word, other)
            else:
                same = word.text == other.text
                likeness = 100 if same else likeness_of(word, other)
            if likeness > best:
                found[number] = likeness
    return found


def probes(token: Token) -> set[str]:
    """Return every key under which a word like this one may be held."""
    return set().union(*[probes_of(token) for probes_of in _PROBES])


def keys(token: Token) -> set[str]:
    """Return every key under which this word is held."""
    return set().union(*[keys_of(token) for keys_of in _KEYS])


def keys_of_ours(token: Token) -> set[str]:
    """Return every key under which a party's word is held, to be met by a listed one.

    As ``relate`` is symmetric but for words cut off, any other edge leads from the one
    to the other as well as back.
    """
    return set().union(*[keys_of(token) for keys_of in _KEYS_OF_OURS])


def probes_of_theirs(token: Token) -> dict[str, int]:
    """Return every key under which a party's word may be held that meets a listed one.

    With each how alike the two are at most by the edges that it is of; those of slips
    alone, which are many, are not among them (``SLIP.probes``).
    """
    # Such words are related as a whole, whichever edge leads from one to another.
    whole = token.kind == "number" or token.script in SYLLABARIES
    found: dict[str, int] = {}
    for edge in EDGES:  # the strongest first
        if edge is not SLIP:
            probes_of = edge.keys if edge is TRUNCATED else edge.probes
            for probe in probes_of(token):
                found.setdefault(probe, 100 if whole else edge.most)
    return found


# Some edges share their keys.
_PROBES = tuple(dict.fromkeys(edge.probes for edge in EDGES))
_KEYS = tuple(dict.fromkeys(edge.keys for edge in EDGES))
_KEYS_OF_OURS = tuple(
    dict.fromkeys(edge.probes if edge is TRUNCATED else edge.keys for edge in EDGES)
)
