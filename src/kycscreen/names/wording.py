"""An organisation's words as they are compared, however they are written.

>>> worded(("exemple", "s", "a"))
('exemple', 'sa')
>>> worded(("exemple", "joint", "stock", "company", "forty", "four"))
('exemple', 'jsc', '44')
"""

from functools import lru_cache

from kycscreen.names import misspelt, tables
from kycscreen.names.memory import KEPT
from kycscreen.names.tokens import ORGANISATION, token


def worded(words: tuple[str, ...], *, letters_apart: bool = False) -> tuple[str, ...]:
    """Write legal forms short, numbers in digits and letters that belong together.

    ``letters_apart`` takes single letters for initials, but for a form at the end.
    """
    words = words[2:] if words[:2] == _CARE_OF else words
    words = _with_form_joined(words) if letters_apart else joined(words)
    return _with_digits(_with_short_forms(words))


_CARE_OF = ("care", "of")  # an address, not a name


def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join a run of single letters, as in ``S A`` for a société anonyme."""
    if min(map(len, words), default=0) > 1:
        return words
    found: list[str] = []
    run = ""
    for word in words:
        if is_letter(word):
            run += word
            continue
        if run:
            found.append(run)
            run = ""
        found.append(word)
    return (*found, run) if run else tuple(found)


def is_letter(word: str) -> bool:
    """Ask whether a word is a single letter, which is joined with others beside it."""
    return len(word) == 1 and word.isalpha()


def is_right(word: str) -> bool:
    """Tell whether a joined word is written so, unless it meets a neighbour."""
    if word in tables.numbers() or not misspelt.is_right(word):
        return False
    return word.isalpha() or _unglued(word) == (word,)


def may_meet(word: str) -> bool:
    """Tell whether a word that is right may meet a neighbour that may meet none."""
    return (
        word == _CARE_OF[0]
        or word in _NUMERALS
        or word.isdigit()
        or misspelt.is_telling(word)
        or any(len(phrase) > 1 for phrase, *_ in tables.legal_forms().get(word, ()))
    )


END = ""
"""What stands behind the last word of a name."""


@lru_cache(maxsize=KEPT)
def meets(word: str, behind: str) -> bool:
    """Ask of two neighbours, both right, whether either may be written differently.

    One of them then is one that may meet others.
    """
    if (word, behind) == _CARE_OF or (word in _NUMBERED and behind.isdigit()):
        return True
    if word in _NUMERALS and (not behind or _is_form(behind)):
        return True
    phrases = tables.legal_forms().get(word, ())
    if any(len(phrase) > 1 and phrase[1] == behind for phrase, *_ in phrases):
        return True
    return misspelt.are_beside(word, behind)


def _is_form(word: str) -> bool:
    return token(word, ORGANISATION).kind == "legal_form"


_NUMERALS = frozenset("ivx")
"""Letters that their place may make numbers."""


def _with_form_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join only the single letters at the end that are a legal form: ``T K S A``."""
    single = 0
    while single < len(words) and len(words[-1 - single]) == 1:
        single += 1
    for letters in range(single, 1, -1):
        form = "".join(words[-letters:])
        if form in tables.legal_forms():
            return (*words[:-letters], form)
    return words


def _with_short_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write legal forms short: ``open joint stock company`` is ``ojsc``."""
    forms = tables.legal_forms()
    short: list[str] = []
    at = 0
    while at < len(words):
        for phrase, form, _ in forms.get(words[at], ()):
            if len(phrase) > 1 and words[at : at + len(phrase)] == phrase:
                short.append(form)
                at += len(phrase)
                break
        else:
            short.append(words[at])
            at += 1
    return misspelt.with_short_forms(tuple(short))


_NUMBERED = frozenset({"no", "nr", "nro", "num", "number", "numero", "nummer"})
"""What may stand before a number and says no more than it: No. 5, Nr 5."""
_MISREAD = frozenset("01258")
"""Digits that a scanner may have made of a letter."""
_GLUED = 4


def _unglued(word: str) -> tuple[str, ...]:
    """Part a word from the number at its end or start: ``factory5``, ``3rivers``."""
    letters = word.strip("0123456789")
    if len(letters) == len(word) or len(letters) < _GLUED or not letters.isalpha():
        return (word,)
    before, after = word.split(letters)
    if (before and after) or (before or after) in _MISREAD:
        return (word,)
    return (before, letters) if before else (letters, after)


def _with_digits(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write number words in digits: ``forty four`` is 44, ``third`` is 3."""
    digits = tables.numbers()
    written: list[str] = []
    tens = False
    if not "".join(words).isalpha():
        words = tuple(part for word in words for part in _unglued(word))
    for word in words:
        number = digits.get(word, word if word.isdigit() else "")
        if tens and len(number) == 1 and number != "0":
            written[-1] = str(int(written[-1]) + int(number))
        elif number and written and written[-1] in _NUMBERED:
            written[-1] = number
        else:
            written.append(number or word)
        tens = word in digits and len(number) == 2 and number[1] == "0"
    return tuple(written)
