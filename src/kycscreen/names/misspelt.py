"""Legal forms of several words, read despite a slip in them.

What is written out in three words is written wrong more often than ``Ltd``, and its
words tell nobody apart: misspelt, they would count as the rarest of the name.

>>> with_short_forms(("exemple", "joynt", "stock", "company"))
('exemple', 'jsc')
"""

from functools import cache

from kycscreen.names import slips, tables

_LONG = 5
"""Letters of a word that tells a form, or that may be misspelt in one."""
_LIKE = 78
"""How alike a misspelt word has to be: one slip, or two in a long one."""


def with_short_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write the forms short in which a word is misspelt, and another is not."""
    telling = _telling()
    for at, word in enumerate(words):
        for place, phrase, form in telling.get(word, ()):
            start, stop = at - place, at - place + len(phrase)
            if start >= 0 and _is_misspelt(words[start:stop], phrase):
                return with_short_forms((*words[:start], form, *words[stop:]))
    return words


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
