"""Legal forms that are written out, read despite a slip in them.

What is written out is written wrong more often than ``Ltd``, and tells nobody apart:
misspelt, it would count as the rarest word of the name. Only a word that nobody uses
is taken for a misspelt one.

>>> with_short_forms(("exemple", "joynt", "stock", "company"))
('exemple', 'jsc')
>>> with_short_forms(("exemple", "shipping", "cmpny", "lmiited"))
('exemple', 'shipping', 'co', 'ltd')
"""

from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kycscreen.names import slips, tables
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


def _short(word: str, *, ends: bool) -> str:
    """Return the short form that a word stands for, or the word."""
    if len(word) < _LEAST or not word.isascii() or _is_used(word):
        return word
    forms = _single()
    meant = _without_vowels().get(word, "")
    if not meant and ends and len(word) >= _LONG:
        meant = next((form for form in forms if form.startswith(word)), "")
    if not meant and len(word) >= _LONG:
        allowed = 2 if len(word) >= _LONGER else 1
        found = process.extractOne(
            word, forms.keys(), scorer=OSA.distance, score_cutoff=allowed
        )
        meant = "" if found is None else found[0]
    return forms.get(meant, word)


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
