"""Slips of the pen: how many a word may bear, and what slipped words share.

A slip is a letter too many, too few, another, or two changed about. What it
leaves of a word depends on its length: one letter in four is much, one in twelve
is little.

>>> slipped("exempel", "exemple"), slipped("mira", "mora"), slipped("li", "lo")
(90, 78, 0)
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

# What is left of a word by the length of its shorter spelling; of a measured recipe.
_ONE = {3: 62, 4: 78, 5: 84, 6: 87, 7: 90, 8: 91}
_ONE_LONGER = 92
_TWO = {6: 62, 7: 68, 8: 74, 9: 78, 10: 80}
_TWO_LONGER = 82
OTHER_FIRST_LETTER = 5
ONE_FROM, TWO_FROM = 3, 6
"""The letters that a word needs for one slip, and for two."""
LONGEST = 40
"""Beyond this a word is no word."""
_QUARTERED_FROM = 8
"""Letters from which a word is held by its quarters: it would have too many rests."""


def slipped(a: str, b: str) -> int:
    """Return how alike two spellings are that slips may part, 0..100."""
    shorter, longer = (len(a), len(b)) if len(a) < len(b) else (len(b), len(a))
    if shorter < ONE_FROM or longer > LONGEST or longer > shorter + 2:
        return 0
    allowed = 2 if shorter >= TWO_FROM else 1
    slips = OSA.distance(a, b, score_cutoff=allowed)
    if slips > allowed:
        return 0
    return left(shorter, slips) - (OTHER_FIRST_LETTER if a[0] != b[0] else 0)


def left(shorter: int, slips: int) -> int:
    """Return what slips leave of a word by the length of its shorter spelling."""
    if shorter < (ONE_FROM if slips <= 1 else TWO_FROM):
        return 0
    if slips <= 1:
        return _ONE.get(shorter, _ONE_LONGER)
    return _TWO.get(shorter, _TWO_LONGER)


@lru_cache(maxsize=1_000)
def keys(word: str) -> frozenset[str]:
    """Return the keys of a word, one of which is a probe of whatever it slipped from.

    Of a short one what is left when one letter, or two, are taken out: two words at
    most one (two) slips apart share such a rest, as each slip can be undone by taking
    one letter out of either side. Of a longer one what is left when two of its four
    quarters are: two slips spoil no more, but where they change letters about that
    are of two quarters (``probes``).
    """
    if len(word) < _QUARTERED_FROM:
        return frozenset(_rests(word))
    if len(word) > LONGEST:
        return frozenset()
    one, two, three = _quarters(len(word))
    return frozenset(
        _marks(len(word))[left_out] + kept
        for left_out, kept in (
            (_FIRST_TWO, word[two:]),
            (_LAST_TWO, word[:two]),
            (_INNER, word[:one] + word[three:]),
            (_OUTER, word[one:three]),
            (_ODD, word[one:two] + word[three:]),
            (_EVEN, word[:one] + word[two:three]),
        )
    )


@lru_cache(maxsize=1_000)
def probes(word: str) -> frozenset[str]:
    """Return the keys of all words that are at most two slips from this one."""
    length = len(word)
    places, looks = _looks(length)
    # The letters before and at a place are changed about; at none, nothing is.
    read = [
        word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
        if place
        else word
        for place in places
    ]
    found = {
        mark + read[turn][a:b] + read[turn][c:d] for turn, mark, a, b, c, d in looks
    }
    return frozenset(found | _rests(word))


@cache
def stretches(length: int) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Return what the probes of any word of some length are put together of.

    Each is a mark and which stretches of the word follow it: for those who probe many
    words at once, and read what their probes share but once.
    """
    places, looks = _looks(length)
    every = range(length)
    found = [
        ("", (*every[:i], *every[i + 1 : j], *every[j + 1 :]))
        for i, j in _taken(length)
    ]
    for turn, mark, a, b, c, d in looks:
        read = list(every)
        if place := places[turn]:
            read[place - 1 : place + 1] = place, place - 1
        found.append((mark, (*read[a:b], *read[c:d])))
    return tuple((mark, _unbroken(letters)) for mark, letters in found)


def _unbroken(letters: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return from where to where letters stand as they stand in the word."""
    found: list[tuple[int, int]] = []
    for letter in letters:
        if found and found[-1][1] == letter:
            found[-1] = found[-1][0], letter + 1
        else:
            found.append((letter, letter + 1))
    return tuple(found)


def _rests(word: str) -> set[str]:
    """Return what is left of a word when one letter, or two, are taken out."""
    return {word[:i] + word[i + 1 : j] + word[j + 1 :] for i, j in _taken(len(word))}


@cache
def _taken(length: int) -> tuple[tuple[int, int], ...]:
    """Return which letters are taken out, the length for none.

    What is left is a key only where it is shorter than a word held by its quarters.
    """
    if not ONE_FROM <= length <= LONGEST:
        return ()
    every = range(length)
    none, one, two = [(length, length)], [(i, length) for i in every], []
    if length >= TWO_FROM:
        two = list(combinations(every, 2))
    return tuple(
        letters
        for count, found in enumerate((none, one, two))
        if length - count < _QUARTERED_FROM
        for letters in found
    )


_FIRST_TWO, _LAST_TWO, _INNER, _OUTER, _ODD, _EVEN = range(6)
"""Which quarters are left out; the odd ones are the first and the third."""


def _quarters(length: int) -> tuple[int, int, int]:
    """Return where the second, third and last quarter of a word begin."""
    return length // 4, length // 2, 3 * length // 4


@cache
def _marks(length: int) -> tuple[str, ...]:
    """Return what tells keys of quarters apart: the length, and which are left out."""
    return tuple(f"{length}{left_out}-" for left_out in "abcdef")


Look = tuple[str, int, int, int, int]
"""A mark, and which two stretches of a word follow it."""


@cache
def _looks(
    length: int,
) -> tuple[tuple[int, ...], tuple[tuple[int, str, int, int, int, int], ...]]:
    """Return how words of some length are looked up among those of similar lengths.

    Places where letters are changed about, and looks, each by the number of a place.
    """
    found: dict[tuple[int, Look], None] = {}
    for theirs in range(_QUARTERED_FROM, LONGEST + 1):
        if abs(length - theirs) <= 2:
            found.update(dict.fromkeys(_looks_for(length, theirs)))
    places = tuple(dict.fromkeys(place for place, _ in found))
    return places, tuple((places.index(place), *look) for place, look in found)


def _looks_for(length: int, theirs: int) -> Iterator[tuple[int, Look]]:
    """Yield how words of another length would begin, go on and end in one of ours.

    What stands behind all slips is moved by the difference of the lengths, what is
    between two by what the first of them added or took.
    """
    one, two, three = _quarters(theirs)
    marks, moved = _marks(theirs), length - theirs
    head, tail = (0, one), (three + moved, length)
    yield 0, (marks[_FIRST_TWO], two + moved, length, 0, 0)
    yield 0, (marks[_LAST_TWO], 0, two, 0, 0)
    yield 0, (marks[_INNER], *head, *tail)
    for between in (-1, 0, 1):
        if abs(moved - between) <= 1:
            yield 0, (marks[_OUTER], one + between, three + between, 0, 0)
            yield 0, (marks[_ODD], one + between, two + between, *tail)
            yield 0, (marks[_EVEN], *head, two + between, three + between)
    if abs(moved) > 1:
        return
    # Letters of two quarters may be changed about, and a third quarter be spoilt: then
    # these are changed back, and the other slip is left out.
    yield one, (marks[_LAST_TWO], 0, two, 0, 0)
    yield three + moved, (marks[_FIRST_TWO], two + moved, length, 0, 0)
    for between in sorted({0, moved}):
        yield two + between, (marks[_OUTER], one + between, three + between, 0, 0)
    if not moved:  # and letters of the second and third quarter as well
        yield one, (marks[_INNER], *head, *tail)
        yield three, (marks[_INNER], *head, *tail)
