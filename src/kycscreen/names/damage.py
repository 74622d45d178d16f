"""Ways in which a word is damaged as a whole, and how alike that leaves it.

>>> thinned("exempel"), thin("xmpl"), scanned("barnes")
(('exmpl', 'xmpl'), True, 'bames')
"""

from collections.abc import Collection
from functools import lru_cache

from kycscreen.names import kinship
from kycscreen.names.consonants import BARE
from kycscreen.names.memory import KEPT
from kycscreen.names.rules import exchange
from kycscreen.names.tokens import Token, is_spelt

_VOWELS = frozenset("aeiou")
_DROPPED = exchange("", "", "aeiou")


@lru_cache(maxsize=KEPT)
def thinned(word: str) -> tuple[str, ...]:
    """Return what is left of a word whose vowels were dropped; often two forms.

    The first and last letter are kept by most who drop them, so that a name can
    still be guessed; none are kept by some.
    """
    return _thinned(word)


def _thinned(word: str) -> tuple[str, ...]:
    first = word[:1] + unvoiced(word[1:-1])
    kept = first + word[-1:]
    if word[-1:] not in _VOWELS:
        first = kept
    bare = first[1:] if word[:1] in _VOWELS else first
    if bare is kept:
        return (kept,) if len(kept) >= 2 and kept != word else ()
    forms = dict.fromkeys((kept, first, bare))
    return tuple([form for form in forms if len(form) >= 2 and form != word])


def thin(word: str) -> bool:
    """Tell whether a word has no vowel inside, as if they had been dropped."""
    return len(word) >= 2 and _VOWELS.isdisjoint(word[1:-1])


def unvoiced(text: str) -> str:
    """Drop all vowels; of a word, or of many, one a line."""
    return text.translate(_DROPPED)


def scanned(word: str) -> str:
    """Write a word as a scanner may read it (rn is m, cl is d, vv is w), or many."""
    return word.replace("rn", "m").replace("cl", "d").replace("vv", "w")


def scan(a: Token, b: Token) -> int:
    """A scanner's confusion, in words that it leaves long enough."""
    if not (is_spelt(a) and is_spelt(b)):
        return 0
    found = scan_keys(b)
    alike = [word for word in scan_keys(a) if len(word) >= 4 and word in found]
    return 93 if alike else 0


def scan_keys(token: Token) -> Collection[str]:
    """Return a word as a scanner may read it."""
    return [scanned(r) for r in token.readings] if is_spelt(token) else ()


def vowels(a: Token, b: Token) -> int:
    """One is what is left of the other when its vowels are dropped."""
    if not (_vocalised(a) and _vocalised(b)):
        return 0
    best = 0
    for x in a.readings:
        for y in b.readings:
            short, long = (x, y) if len(x) < len(y) else (y, x)
            best = max(best, _dropped(short, long))
    return best - kinship.opposite(a, b) if best else 0


def _dropped(short: str, long: str) -> int:
    if len(short) < len(long) and short in thinned(long):
        return {2: 72, 3: 84}.get(len(short), 92)
    return 0


def _vocalised(token: Token) -> bool:
    # Letters of a script without vowels are not what is left of a word.
    return is_spelt(token) and token.script not in BARE


def vowel_keys(token: Token) -> Collection[str]:
    """Return a word, and what is left of it without vowels."""
    if not _vocalised(token):
        return ()
    return [form for r in token.readings for form in (r, *_thinned(r))]


def truncated(a: Token, b: Token) -> int:
    """Ours was cut off where the form ended; one letter is an initial's affair."""
    if not (a.cut and is_spelt(a) and is_spelt(b)):
        return 0
    for one in a.readings:
        for other in b.readings:
            if len(other) > len(one) >= 2 and other.startswith(one):
                return 75 if len(one) < _BEGINNING else 88
    return 0


_BEGINNING = 4


def beginnings(token: Token) -> Collection[str]:
    """Return how a word begins: two letters of it, and four."""
    if not is_spelt(token):
        return ()
    lengths = (2, _BEGINNING)
    return ["<" + r[:n] for r in token.readings for n in lengths if n < len(r)]


def beginning(token: Token) -> Collection[str]:
    """Return how a word that was cut off begins."""
    if not (token.cut and is_spelt(token)):
        return ()
    return [key for r in token.readings for key in begun(r)]


def begun(reading: str) -> Collection[str]:
    """Return how a reading begins, if it is long enough to be a beginning."""
    if len(reading) < 2:
        return ()
    return ("<" + reading[: _BEGINNING if len(reading) >= _BEGINNING else 2],)


def letters(a: Token, b: Token) -> int:
    """The same letters, backwards or in disorder."""
    if not (is_spelt(a) and is_spelt(b)):
        return 0
    best = 0
    for one in a.readings:
        for other in b.readings:
            if len(one) != len(other) or len(one) < 4:
                continue
            if one == other[::-1]:
                best = max(best, 92 - kinship.apart(a, b))
            elif len(one) > 4 and sorted(one) == sorted(other):
                best = max(best, 76 - kinship.apart(a, b))
    return best


def letter_keys(token: Token) -> Collection[str]:
    """Return the letters of a word, sorted."""
    if not is_spelt(token):
        return ()
    return [key for r in token.readings for key in jumbled(r)]


def jumbled(reading: str) -> Collection[str]:
    """Return the letters of a reading, sorted, if it has enough of them."""
    return ("%" + "".join(sorted(reading)),) if len(reading) >= 4 else ()
