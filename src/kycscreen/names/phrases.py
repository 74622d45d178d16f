"""Words of organisations' names that stand for several: phrases, and acronyms.

>>> from kycscreen.names.reading import read_in
>>> name = read_in("Exempel Machine Building", "organisation")
>>> [words for _, words, _ in phrases(name.tokens)]
[('machine', 'building')]
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from kycscreen.names import tables
from kycscreen.names.memory import KEPT
from kycscreen.names.pairs import EQUIVALENT, Pair, together, turned_round
from kycscreen.names.reading import Name
from kycscreen.names.tokens import Token

ACRONYMS = {3: 78, 4: 82}
LONG_ACRONYM = 91
"""How alike initials are to what they abbreviate, by their letters: five say who."""
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 7
_RARE = 800

Phrase = tuple[int, tuple[str, ...], frozenset[str]]
"""Where a phrase begins, its words, and the groups of what they mean together."""


@lru_cache(maxsize=KEPT)
def phrases(found: tuple[Token, ...]) -> tuple[Phrase, ...]:
    """Return the phrases among neighbours."""
    held = tables.phrases()
    words = tuple(t.readings[0] if t.script == "Latn" else t.text for t in found)
    return tuple(
        (place, phrase, groups)
        for place, word in enumerate(words)
        for phrase, groups in held.get(word, ())
        if words[place : place + len(phrase)] == phrase
    )


def phrased(ours: Name, theirs: Name) -> Iterator[Pair]:
    """Pair phrases with words, and phrases, that mean the same: железная дорога."""
    here, there = phrases(ours.tokens), phrases(theirs.tokens)
    if here:
        yield from _meant(ours, here, theirs)
    if there:
        yield from map(turned_round, _meant(theirs, there, ours))
    for first, words, groups in here:
        for other, others, meanings in there:
            # The same phrase is words that are the same.
            if words != others and not meanings.isdisjoint(groups):
                mine, weight = together(ours, first, len(words))
                yours, least = together(theirs, other, len(others))
                yield Pair(mine, yours, EQUIVALENT, min(weight, least), "equivalent")


def _meant(two: Name, found: tuple[Phrase, ...], one: Name) -> Iterator[Pair]:
    for first, words, groups in found:
        for j, other in enumerate(one.tokens):
            if groups.isdisjoint(other.groups):
                continue
            if not _meets_others(two.tokens[first : first + len(words)], one, j):
                places, weight = together(two, first, len(words))
                least = min(weight, other.weight)
                yield Pair(places, (j,), EQUIVALENT, least, "equivalent")


def _meets_others(phrase: tuple[Token, ...], name: Name, place: int) -> bool:
    """Tell whether a name has words of a phrase beside the one that means it all."""
    others = name.tokens[:place] + name.tokens[place + 1 :]
    return any(
        word.text == other.text or not set(word.groups).isdisjoint(other.groups)
        for word in phrase
        for other in others
    )


def abbreviated(short: Name, long: Name) -> Iterator[Pair]:
    """Pair an acronym with the first words, or all, whose initials it is."""
    for i in acronyms(short.tokens):
        acronym = short.tokens[i]
        for letters, places in openings(long.tokens):
            if letters == acronym.readings[0]:
                weight = min(acronym.weight, sum(long.tokens[j].weight for j in places))
                yield Pair((i,), places, likeness(letters), weight, "acronym")


def likeness(acronym: str) -> int:
    """Return how alike initials are to what they abbreviate."""
    return ACRONYMS.get(len(acronym), LONG_ACRONYM)


@lru_cache(maxsize=KEPT)
def acronyms(found: tuple[Token, ...]) -> tuple[int, ...]:
    """Return the places of the words that may be initials."""
    return tuple(i for i, token in enumerate(found) if is_acronym(token))


@lru_cache(maxsize=KEPT)
def openings(found: tuple[Token, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the initials of three first words and more, and where these stand.

    With and without particles, which stand among what is abbreviated all the same.
    """
    telling = [i for i, t in enumerate(found) if t.kind != "legal_form"]
    spelt = [i for i in telling if found[i].kind != "particle"]
    opened: dict[str, tuple[int, ...]] = {}
    for some in (telling,) if len(spelt) == len(telling) else (telling, spelt):
        letters = "".join([found[i].readings[0][:1] for i in some])
        for count in range(SHORTEST_ACRONYM, min(len(some), LONGEST_ACRONYM) + 1):
            last = some[count - 1] if count < len(some) else telling[-1]
            places = tuple(telling[: bisect_right(telling, last)])
            opened.setdefault(letters[:count], places)
    return tuple(opened.items())


def is_acronym(token: Token) -> bool:
    """Tell whether a word may be initials: a rare one without a meaning of its own."""
    if token.kind != "word" or token.groups:
        return False
    return may_be_short(token.readings[0], token.weight)


def may_be_short(word: str, weight: int) -> bool:
    """Tell whether a word without a meaning may be initials: few letters, and rare."""
    return weight >= _RARE and SHORTEST_ACRONYM <= len(word) <= LONGEST_ACRONYM
