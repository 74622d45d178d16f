"""Several values in one, each with its number: ``(1) … (2) …``, ``a) …``, ``1. …``.

>>> counted("(1)-(2) Tunisia (3) Libya")
{1: 'Tunisia', 2: 'Tunisia', 3: 'Libya'}
>>> counted("Tunisia"), counted("1. Exemple SARL 2. Modèle SARL")
({0: 'Tunisia'}, {1: 'Exemple SARL', 2: 'Modèle SARL'})
"""

import re

_BRACKETED = r"(?:^|(?<=[\s,;.:)-]))\(?([1-9][0-9]?|[A-Ha-h])\)"
_DOTTED = r"(?:^|(?<=[\s,;]))([1-9][0-9]?)\.(?=\s*[^\W\d])"
_RANGE = r"\s*(?:-|–|to|and|,)?\s*"


def counted(text: str) -> dict[int, str]:
    """Take a text apart at its numbers, which count from one; else it has none.

    What stands before the first number, or has none, has the number 0.
    """
    marks = _marks(text, _BRACKETED)
    if len(marks) < 2 and not (marks and marks[0][1] == 0):
        marks = _marks(text, _DOTTED)
        if len(marks) < 2 or marks[0][1]:
            return {0: text} if text else {}
    pieces = {0: text[: marks[0][1]]}
    ends = [start for _, start, _ in marks[1:]] + [len(text)]
    waiting: list[int] = []
    for (number, _, start), end in zip(marks, ends, strict=True):
        between = text[start:end]
        if end < len(text) and re.fullmatch(_RANGE, between):
            waiting.append(number)
            continue
        for same in range(min([*waiting, number]), number + 1):
            pieces[same] = between
        waiting = []
    bare = {number: piece.strip(" ,;") for number, piece in pieces.items()}
    return {number: piece for number, piece in bare.items() if piece}


def _marks(text: str, mark: str) -> list[tuple[int, int, int]]:
    """Find the numbers that count on: each with where it begins and ends."""
    found: list[tuple[int, int, int]] = []
    for match in re.finditer(mark, text):
        number = (
            int(match[1])
            if match[1].isdigit()
            else ord(match[1].lower()) - ord("a") + 1
        )
        last = found[-1][0] if found else 0
        between = (
            text[found[-1][2] : min(match.start(), found[-1][2] + 9)] if found else ""
        )
        jumps = re.fullmatch(r"\s*(?:-|–|to)\s*", between)
        if number == last + 1 or (jumps and number > last):
            found.append((number, *match.span()))
    return found
