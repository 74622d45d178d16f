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
    found = place(word, name, kind)
    return word if found is None else name[found[0] : found[1]]


def place(word: str, name: str, kind: Kind) -> tuple[int, int] | None:
    """Return where in its name a word of the matcher's begins and ends."""
    if not word:
        return None
    sought = word.casefold()
    pieces = list(re.finditer(r"[^\s,;/()\"\-]+", name))
    for length in range(_MOST, 0, -1):  # the longest: "Open Joint Stock Company"
        for first, last in zip(pieces, pieces[length - 1 :], strict=False):
            found = name[first.start() : last.end()]
            if " ".join(token.text for token in read(found, kind).tokens) == sought:
                return first.start(), last.end()
    return _within(sought, name)


def _within(sought: str, name: str) -> tuple[int, int] | None:
    """Find letters within a written word, such as the one behind its article."""
    folded = name.casefold()
    at = folded.find(sought)
    if at < 0 or len(folded) != len(name):
        return None
    return at, at + len(sought)
