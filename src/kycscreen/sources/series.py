"""Several names written as a series: with semicolons, letters, slashes, commas.

>>> entries("Jean Pierre Exemple, Johann Beispiel", True)
['Jean Pierre Exemple', 'Johann Beispiel']
>>> entries("EXEMPLE, Jean", True)
['EXEMPLE, Jean']
"""

import re
from collections.abc import Iterator

from kycscreen.sources import brackets

_LEGAL_FORMS = frozenset(
    {
        "ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "cv", "de",
        "gmbh", "inc", "incorporated", "jsc", "kft", "kg", "limited", "llc", "llp",
        "lp", "ltd", "nv", "oao", "ojsc", "ooo", "oy", "pjsc", "plc", "pte", "pty",
        "rl", "sa", "sal", "sarl", "spa", "srl", "zao",
    }
)  # fmt: skip
_JOINERS = frozenset(
    {
        "&", "a", "and", "e", "en", "es", "et", "i", "in", "ir", "ja", "och", "og",
        "oraz", "si", "sy", "un", "und", "va", "y", "és", "și", "и", "та",
    }
)  # fmt: skip
_FRONT_PARTICLES = frozenset(
    {
        "a", "abd", "abdel", "abdul", "abou", "abu", "al", "aw", "bar", "ben", "bin",
        "d", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la",
        "le", "mac", "ul", "ur", "van", "von",
    }
)  # fmt: skip


def entries(text: str, person: bool) -> list[str]:
    """Split at semicolons and ``b)``; at slashes and commas only where it is safe."""
    found: list[str] = []
    for entry in brackets.cut(text, r";|(?<![\w(])\(?[a-h]\)(?=\s)"):
        halves = brackets.cut(entry, r" / ")
        if len(halves) < 2 or not _all_names(halves) or _goes_on(halves):
            halves = [entry]
        for half in halves:
            items = brackets.cut(half, r",\s")
            safe = len(items) > 1 and _all_names(items) and not _one_name(items, person)
            found += items if safe else [half]
    return found


def bracketed(group: str) -> Iterator[tuple[str, bool]]:
    """Split a bracket at semicolons, and at commas between like acronyms.

    The flag says that an entry is one of "ABC-D, ABC-Dee".
    """
    for entry in brackets.cut(group, r";"):
        items = brackets.cut(entry, r",\s")
        stem = re.split(r"[-\s]", items[0])[0]
        like = all(re.match(rf"{re.escape(stem)}[-\s]", item) for item in items)
        if len(items) > 1 and like and stem.isupper():
            yield from ((item, True) for item in items)
        else:
            yield entry, False


def _all_names(items: list[str]) -> bool:
    """Tell whether every item can stand alone: two words, and no legal form."""
    return all(brackets.words(item) >= 2 and not _is_legal_form(item) for item in items)


def _is_legal_form(text: str) -> bool:
    words = brackets.unbracketed(text).casefold().replace(".", "").split()
    return "".join(words) in _LEGAL_FORMS or all(w in _LEGAL_FORMS for w in words)


def _one_name(items: list[str], person: bool) -> bool:
    """Tell whether a comma stands within one name.

    Either what follows goes on in lower case, stands in quotes or ends in "and …",
    or a person's family name of two words stands in front.
    """
    if _goes_on(items) or any(item[0] in "‘'“\"„«" for item in items[1:]):
        return True
    if _JOINERS & set(items[-1].casefold().split()):
        return True
    front = items[0].split()
    return (
        person
        and len(items) == 2
        and (
            (items[0].isupper() and not items[1].isupper())
            or (len(front) == 2 and front[0].casefold() in _FRONT_PARTICLES)
        )
    )


def _goes_on(items: list[str]) -> bool:
    """Tell whether an item begins in lower case: it goes on with the one before."""
    return any(item[0].islower() for item in items[1:])
