"""Ways in which a word is damaged as a whole, and what can be told from the rest.

>>> thinned("exempel"), thin("xmpl"), scanned("barnes")
(('exmpl', 'xmpl'), True, 'bames')
"""

from functools import lru_cache

_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=20_000)
def thinned(word: str) -> tuple[str, ...]:
    """Return what is left of a word whose vowels were dropped; often two forms.

    The first and last letter are kept by most who drop them, so that a name can
    still be guessed; none are kept by some.
    """
    inner = "".join(c for c in word[1:-1] if c not in _VOWELS)
    kept = word[:1] + inner + word[-1:]
    first = word[:1] + inner + ("" if word[-1:] in _VOWELS else word[-1:])
    bare = first[1:] if word[:1] in _VOWELS else first
    forms = dict.fromkeys((kept, first, bare))
    return tuple(form for form in forms if len(form) >= 2 and form != word)


def thin(word: str) -> bool:
    """Tell whether a word has no vowel inside, as if they had been dropped."""
    return len(word) >= 2 and not any(c in _VOWELS for c in word[1:-1])


def scanned(word: str) -> str:
    """Write a word as a scanner may read it: rn is m, cl is d, vv is w."""
    return word.replace("rn", "m").replace("cl", "d").replace("vv", "w")
