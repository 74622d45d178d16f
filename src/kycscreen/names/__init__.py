"""Names: fold spellings, read words, compare two names.

>>> compare("Åsa Öberg", "OEBERG, Aasa", kind=Kind.PERSON).score
98
>>> [(w.party, w.listed, w.how) for w in compare(
...     "Aleksandr Lukasjenko", "Александр Лукашенко", kind=Kind.PERSON).tokens]
[('aleksandr', 'александр', 'transliterated'), ('lukasjenko', 'лукашенко', 'sound')]
"""

from functools import lru_cache

from kycscreen.facts import Kind
from kycscreen.names.alignment import (
    Alignment,
    Comparison,
    Word,
    align,
    shares,
    split,
)
from kycscreen.names.memory import KEPT
from kycscreen.names.reading import WORDS, Name, read, read_all, read_in, space_of
from kycscreen.names.spelling import LONGEST, readings, spell
from kycscreen.names.tokens import Token

__all__ = [
    "LONGEST", "WORDS", "Alignment", "Comparison", "Kind", "Name", "Token", "Word",
    "align", "closest", "compare", "fold", "read", "read_all", "read_in", "shares",
    "space_of", "spell", "split",
]  # fmt: skip


def compare(party_name: str, listed_name: str, *, kind: Kind) -> Comparison:
    """Compare a party's name with a listed one, read as names of ``kind``."""
    ours, theirs, alignment = closest(party_name, listed_name, space_of(kind))
    return Comparison(alignment.score, shares(alignment, ours, theirs, alignment.score))


@lru_cache(maxsize=KEPT)
def closest(
    party_name: str, listed_name: str, space: str
) -> tuple[Name, Name, Alignment]:
    """Return the readings of two names that are most alike, and how they align.

    Where both have a parenthesis it tells them apart (a bank's branches), and only
    the whole names are compared.
    """
    best: tuple[Name, Name, Alignment] | None = None
    for ours in read_all(party_name, space):
        for theirs in read_all(listed_name, space):
            aside = "bracket" in (ours.part, theirs.part)
            if aside and ours.bracketed and theirs.bracketed:
                continue
            alignment = align(ours, theirs)
            if best is None or alignment.score > best[2].score:
                best = ours, theirs, alignment
    assert best is not None  # the whole names are always compared
    return best


def fold(text: str) -> str:
    """Reduce a name to its comparable form: words in Latin letters, one blank apart.

    >>> fold("ØSTBERG,  Zoë")
    'ostberg zoe'
    """
    return " ".join(readings(word)[0] for word in spell(text).words)
