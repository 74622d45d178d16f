"""Names: fold spellings, read words, compare two names.

>>> compare("Åsa Öberg", "OEBERG, Aasa", kind=Kind.PERSON).score
98
>>> [(w.party, w.listed, w.how) for w in compare(
...     "Aleksandr Lukasjenko", "Александр Лукашенко", kind=Kind.PERSON).tokens]
[('aleksandr', 'александр', 'transliterated'), ('lukasjenko', 'лукашенко', 'sound')]
"""

from kycscreen.facts import Kind
from kycscreen.names.alignment import Alignment, Comparison, Word, align, shares
from kycscreen.names.spelling import LONGEST, readings, spell
from kycscreen.names.tokens import WORDS, Name, Token, read, read_in, space_of

__all__ = [
    "LONGEST", "WORDS", "Alignment", "Comparison", "Kind", "Name", "Token", "Word",
    "align", "compare", "fold", "read", "read_in", "shares", "space_of", "spell",
]  # fmt: skip


def compare(party_name: str, listed_name: str, *, kind: Kind) -> Comparison:
    """Compare a party's name with a listed one, read as names of ``kind``."""
    space = space_of(kind)
    ours, theirs = read_in(party_name, space), read_in(listed_name, space)
    alignment = align(ours, theirs)
    return Comparison(alignment.score, shares(alignment, ours, theirs, alignment.score))


def fold(text: str) -> str:
    """Reduce a name to its comparable form: words in Latin letters, one blank apart.

    >>> fold("ØSTBERG,  Zoë")
    'ostberg zoe'
    """
    return " ".join(readings(word)[0] for word in spell(text).words)
