"""The words of a name as they were written, not as the matcher folds them.

>>> as_written("sa", "Exemple S.A.", Kind.ORGANISATION)
'S.A.'
"""

import re

from kycscreen.facts import Kind
from kycscreen.names import read

_MOST = 6  # written words that can be one of the matcher's


def as_written(word: str, name: str, kind: Kind) -> str:
    """Return a word as its name has it; the matcher's own, where it is not found."""
    if not word:
        return ""
    sought = word.casefold()
    pieces = list(re.finditer(r"[^\s,;/()\"\-]+", name))
    for length in range(1, _MOST + 1):
        for first, last in zip(pieces, pieces[length - 1 :], strict=False):
            found = name[first.start() : last.end()]
            if " ".join(token.text for token in read(found, kind).tokens) == sought:
                return found
    return _within(sought, name) or word


def _within(sought: str, name: str) -> str:
    """Find letters within a written word, such as the one behind its article."""
    folded = name.casefold()
    at = folded.find(sought)
    if at < 0 or len(folded) != len(name):
        return ""
    return name[at : at + len(sought)]
