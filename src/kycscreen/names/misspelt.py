"""Legal forms that are written out, read despite a slip in them.

What is written out is written wrong more often than ``Ltd``, and tells nobody apart:
misspelt, it would count as the rarest word of the name. Only a word that nobody uses
is taken for a misspelt one.

>>> with_short_forms(("exemple", "joynt", "stock", "company"))
('exemple', 'jsc')
>>> with_short_forms(("exemple", "shipping", "cmpny", "lmiited"))
('exemple', 'shipping', 'co', 'ltd')
"""

from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kycscreen.names import slips, tables
from kycscreen.names.memory import KEPT
from kycscreen.names.tokens import ORGANISATION

_LONG = 5
"""Letters of a word that tells a form, or that may be misspelt in one."""
_LIKE = 78
"""How alike a misspelt word has to be: one slip, or two in a long one."""
_LEAST = 4
"""Letters that are left of a form without its vowels."""
_WRITTEN_OUT, _LONGER = 7, 10
"""Letters of a form that is written out; of a word that may have two slips."""


def with_short_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write the forms short in which a word is misspelt, and another is not."""
    telling = _telling()
    for at, word in enumerate(words):
        for place, phrase, form in telling.get(word, ()):
            start, stop = at - place, at - place + len(phrase)
            if start >= 0 and _is_misspelt(words[start:stop], phrase):
                return with_short_forms((*words[:start], form, *words[stop:]))
    last = len(words) - 1
    return tuple(_short(word, ends=at == last) for at, word in enumerate(words))


def _is_misspelt(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return len(words) == len(phrase) and all(
        word == right
        or (
            min(len(word), len(right)) >= _LONG
            and word[0] == right[0]
            and slips.slipped(word, right) >= _LIKE
        )
        for word, right in zip(words, phrase, strict=True)
    )


def is_right(word: str) -> bool:
    """Tell whether a word stands for no form, wherever it stands."""
    return not _meant(word, ends=True)


def is_telling(word: str) -> bool:
    """Tell whether a word tells a form of which another may be misspelt."""
    return word in _telling()


def are_beside(word: str, behind: str) -> bool:
    """Ask whether two neighbours may be of a form that one of them tells."""
    telling = _telling()
    return any(
        place + 1 < len(phrase) and _is_misspelt((behind,), (phrase[place + 1],))
        for place, phrase, _ in telling.get(word, ())
    ) or any(
        place > 0 and _is_misspelt((word,), (phrase[place - 1],))
        for place, phrase, _ in telling.get(behind, ())
    )


def _short(word: str, *, ends: bool) -> str:
    """Return the short form that a word stands for, or the word."""
    return _single().get(_meant(word, ends=ends), word)


def _meant(word: str, *, ends: bool) -> str:
    """Return the form that a word stands for that nobody uses, or nothing."""
    if len(word) < _LEAST or not word.isascii() or _is_used(word):
        return ""
    meant = _without_vowels().get(word, "")
    if meant or len(word) < _LONG:
        return meant
    if ends and word[:_LONG] in _ends()[0]:
        meant = next((form for form in _single() if form.startswith(word)), "")
    return meant or _slipped(word)


@lru_cache(maxsize=KEPT)
def _slipped(word: str) -> str:
    """Return the form that is nearest to a word of which slips made it."""
    if len(word) < _LONGER:
        # One slip leaves the beginning of a form or its end.
        allowed, (_, beginnings, ends) = 1, _ends()
        if word[:_LEFT] not in beginnings and word[-_LEFT:] not in ends:
            return ""
    else:
        allowed = 2
    found = process.extractOne(
        word, _long_as(len(word), allowed), scorer=OSA.distance, score_cutoff=allowed
    )
    return "" if found is None else found[0]


_LEFT = 3


@cache
def _long_as(letters: int, allowed: int) -> tuple[str, ...]:
    """Return the forms that so many slips may make a word of so many letters."""
    return tuple(form for form in _single() if abs(len(form) - letters) <= allowed)


@cache
def _ends() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return how forms begin by which one may be cut off; and begin, and end."""
    forms = _single()
    return (
        frozenset(form[:_LONG] for form in forms),
        frozenset(form[:_LEFT] for form in forms),
        frozenset(form[-_LEFT:] for form in forms),
    )


def _is_used(word: str) -> bool:
    """Tell whether somebody else uses a word: then it is meant as it is written."""
    known = tables.weights(ORGANISATION), tables.groups(ORGANISATION)
    return word in tables.legal_forms() or any(table.find(word) for table in known)


@cache
def _single() -> dict[str, str]:
    """Return the forms of one long word, shorter first, and how each is cut short."""
    found = {
        word: phrases[-1][1]
        for word, phrases in tables.legal_forms().items()
        if len(word) >= _WRITTEN_OUT and word.isascii() and len(phrases[-1][0]) == 1
    }
    return dict(sorted(found.items(), key=lambda row: (len(row[0]), row[0])))


@cache
def _without_vowels() -> dict[str, str]:
    """Return the same forms by their consonants: CMPNY, LMTD."""
    found: dict[str, str] = {}
    for form in _single():
        for vowels in ("aeiouy", "aeiou"):
            found.setdefault("".join(c for c in form if c not in vowels), form)
    return found


@cache
def _telling() -> dict[str, list[tuple[int, tuple[str, ...], str]]]:
    """Return by each word that tells a form: its place, the phrase, the short form."""
    forms = tables.legal_forms()
    alone = {word for word, held in forms.items() if any(len(p) == 1 for p, *_ in held)}
    found: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
    for phrase, form, _ in (row for held in forms.values() for row in held):
        for place, word in enumerate(phrase):
            if len(word) >= _LONG and len(phrase) > 1 and word not in alone:
                found.setdefault(word, []).append((place, phrase, form))
    for held in found.values():
        held.sort(key=lambda row: -len(row[1]))
    return found
