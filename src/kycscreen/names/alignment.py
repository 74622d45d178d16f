"""Two names word by word: which met which, what was left over, and the score.

Words are paired one to one, the weightiest likeness first, in any order. With M
the weight that met, D what its unlikeness takes, and UA, UB the weight left over
on either side, in whole numbers throughout,

    score = 100 · M / (M + 1.5·D + ours·UA + theirs·UB + both·min(UA, UB) + numbers)

less a little where the words stand in another order, or are a mere part of a name. A
word that one side lacks costs little; *different* words left on both sides cost much.
"""

from functools import lru_cache
from itertools import pairwise

import attrs

from kycscreen.names.joining import spelt_by
from kycscreen.names.memory import KEPT
from kycscreen.names.pairing import pair
from kycscreen.names.pairs import Pair
from kycscreen.names.reading import Name
from kycscreen.names.tokens import ORGANISATION, PERSON, SYLLABIC

UNLIKENESS = 150
"""What a hundredth of unlikeness costs, in hundredths of it."""
ORDER = 2
"""What another order of the words takes from the score."""
CROSSED = 20
"""What it takes from an East Asian name, but for its family name at the other end."""
PART = 1
"""What it takes that only a part of a name is compared."""


@attrs.frozen
class Cost:
    """What weight left over costs, in hundredths: ours, theirs, on both sides."""

    ours: int
    theirs: int
    both: int


COSTS = {PERSON: Cost(60, 34, 120), ORGANISATION: Cost(80, 52, 120)}
"""Of a measured recipe."""
SYLLABLES = Cost(100, 100, 110)
"""In East Asian names: a given name without its second syllable is another."""
NUMBERS_DIFFER = 35
NUMBER_MISSING = 12
"""What numbers cost in an organisation's name, in hundredths of what met."""


@attrs.frozen
class Word:
    """How one word of a party's name met one of a listed name.

    ``how`` is the label of the token relation, or ``only_ours`` and
    ``only_theirs`` where the other side has no such word, or ``numbers``, ``order``
    and ``part`` for what differs as a whole. ``likeness`` is 0..100, ``weight``
    0..1000 (1000: nobody shares the word), ``points`` what the word adds or takes;
    ``kind`` says what it is (word, particle, title, suffix, legal_form,
    patronymic, initial, number, acronym, repeated).
    """

    party: str
    listed: str
    how: str
    likeness: int
    weight: int
    points: int = 0
    kind: str = "word"


@attrs.frozen
class Comparison:
    """How alike two names are, 0..100, and how each word met.

    The tokens' points sum to the score. Not symmetric: the first name is the
    party's, and a word that the list lacks costs more than one the party lacks.
    """

    score: int
    tokens: tuple[Word, ...]


@attrs.frozen(eq=False)
class Alignment:
    """What met and what was left over; ``score`` follows from it."""

    pairs: tuple[Pair, ...]
    met: int
    unlike: int
    ours_left: int
    theirs_left: int
    numbers: int
    order: int
    score: int


@lru_cache(maxsize=KEPT)
def align(ours: Name, theirs: Name) -> Alignment:
    """Pair the words of two names read in one space, and score them."""
    pairs = pair(ours, theirs)
    if not pairs:  # as most names
        left = 100 * ours.weight, 100 * theirs.weight
        return Alignment((), 0, 0, *left, numbers=0, order=0, score=0)
    costs = costs_of(ours, theirs)
    met = sum([met.likeness * met.weight for met in pairs])
    unlike = sum([_unlikeness(met, ours, theirs) for met in pairs])
    ours_left = 100 * _left(ours, {i for met in pairs for i in met.ours})
    theirs_left = 100 * _left(theirs, {j for met in pairs for j in met.theirs})
    numbers = _numbers(ours, theirs) * met if ours.space == ORGANISATION else 0
    order = _order(pairs, ours, theirs)
    cost = (
        UNLIKENESS * unlike
        + costs.ours * ours_left
        + costs.theirs * theirs_left
        + costs.both * min(ours_left, theirs_left)
        + numbers
    )
    score = max(0, _share(met, cost) - order)
    if ours.part or theirs.part:
        score = max(0, score - PART)
    return Alignment(pairs, met, unlike, ours_left, theirs_left, numbers, order, score)


def costs_of(ours: Name, theirs: Name) -> Cost:
    """Return what words left over cost: none may be missing of a name of syllables."""
    if ours.space == PERSON and (_of_syllables(ours) or _of_syllables(theirs)):
        return SYLLABLES
    return COSTS[ours.space]


def _of_syllables(name: Name) -> bool:
    return all([token.script in SYLLABIC for token in name.tokens])


def _share(met: int, cost: int) -> int:
    """Return 100 · M / (M + cost), rounded half up; ``cost`` is in hundredths."""
    if not met:
        return 0
    return (200 * 100 * met + 100 * met + cost) // (2 * (100 * met + cost))


def best_possible(met: int, ours_left: int, theirs_left: int, costs: Cost) -> int:
    """Return the score that could at best be reached with so much met and left."""
    return _share(
        met,
        costs.ours * ours_left
        + costs.theirs * theirs_left
        + costs.both * min(ours_left, theirs_left),
    )


def _unlikeness(pair: Pair, ours: Name, theirs: Name) -> int:
    weight = pair.weight
    if pair.how == "initial":
        # An initial weighs little, but what it leaves open is the whole name.
        weight = max(
            ours.tokens[pair.ours[0]].weight, theirs.tokens[pair.theirs[0]].weight
        )
    return (100 - pair.likeness) * weight


def _left(name: Name, met: set[int]) -> int:
    return sum([t.weight for i, t in enumerate(name.tokens) if i not in met])


def _numbers(ours: Name, theirs: Name) -> int:
    one = {t.readings[0] for t in ours.tokens if t.kind == "number"}
    other = {t.readings[0] for t in theirs.tokens if t.kind == "number"}
    if one == other:
        return 0
    return NUMBERS_DIFFER if one and other else NUMBER_MISSING


def _order(pairs: tuple[Pair, ...], ours: Name, theirs: Name) -> int:
    """Return what it takes that words that met stand in another order."""
    places = [
        met.theirs for met in pairs if ours.tokens[met.ours[0]].kind not in _ANYWHERE
    ]
    if not any(later < earlier for earlier, later in pairwise(places)):
        return 0
    # Chol-yong is not Yong-chol, though Kim stands in front of it or behind.
    around = sum(later < earlier for earlier, later in pairwise((*places, places[0])))
    if around > 1 and all(map(spelt_by, (*ours.tokens, *theirs.tokens))):
        return CROSSED
    return ORDER


_ANYWHERE = frozenset({"legal_form", "particle", "title", "suffix"})


@lru_cache(maxsize=KEPT)
def shares(
    alignment: Alignment, ours: Name, theirs: Name, points: int
) -> tuple[Word, ...]:
    """Say how each word met, with whole points that sum to ``points``.

    What met earns; what was left over, and another order, take. Each is rounded
    by largest remainder, so the column adds up exactly.
    """
    lost = _lost(alignment, ours, theirs)
    taken = _taken(alignment, points) if lost else 0
    pairs = alignment.pairs
    earned = split(points + taken, [met.likeness * met.weight for met in pairs])
    given = split(taken, [cost for cost, *_ in lost])
    return (
        *(_met(met, ours, theirs, p) for met, p in zip(pairs, earned, strict=True)),
        *(
            Word(party, listed, how, 0, weight, -share, kind)
            for share, (_, party, listed, how, weight, kind) in zip(
                given, lost, strict=True
            )
        ),
    )


def _met(met: Pair, ours: Name, theirs: Name, points: int) -> Word:
    party = " ".join([ours.tokens[i].text for i in met.ours])
    listed = " ".join([theirs.tokens[j].text for j in met.theirs])
    kind = ours.tokens[met.ours[0]].kind
    return Word(party, listed, met.how, met.likeness, met.weight, points, kind)


_Lost = tuple[int, str, str, str, int, str]
"""A cost, and whose it is: the party's word, the listed one, how, weight, kind."""


def _lost(alignment: Alignment, ours: Name, theirs: Name) -> list[_Lost]:
    """Name what was left over on either side, and what each cost."""
    costs = costs_of(ours, theirs)
    both = costs.both * min(alignment.ours_left, alignment.theirs_left) // 2
    met_ours = {i for pair in alignment.pairs for i in pair.ours}
    met_theirs = {j for pair in alignment.pairs for j in pair.theirs}
    lost: list[_Lost] = []
    for name, met, how, each, left in (
        (ours, met_ours, "only_ours", costs.ours, alignment.ours_left),
        (theirs, met_theirs, "only_theirs", costs.theirs, alignment.theirs_left),
    ):
        for i, token in enumerate(name.tokens):
            if i not in met:
                weight = 100 * token.weight
                cost = weight * each + both * weight // left
                words = (token.text, "") if met is met_ours else ("", token.text)
                lost.append((cost, *words, how, token.weight, token.kind))
    if alignment.numbers:
        lost.append((alignment.numbers, "", "", "numbers", 0, "word"))
    part = PART if ours.part or theirs.part else 0
    for how, takes in (("order", alignment.order), ("part", part)):
        if takes:
            whole = 100 * alignment.met + sum(cost for cost, *_ in lost)
            lost.append((takes * whole // 100, "", "", how, 0, "word"))
    return lost


def _taken(alignment: Alignment, points: int) -> int:
    """Return the points that the words left over take from those that met."""
    if not alignment.score:
        return 0
    whole = _share(alignment.met, UNLIKENESS * alignment.unlike)
    return max(0, points * whole // alignment.score - points)


def split(points: int, parts: list[int]) -> list[int]:
    """Split whole points by parts, the largest remainders first."""
    total = sum(parts)
    if not total or not points:
        return [0] * len(parts)
    shares = [points * part // total for part in parts]
    rest = points - sum(shares)
    order = sorted(range(len(parts)), key=lambda i: (-(points * parts[i] % total), i))
    for i in order[:rest]:
        shares[i] += 1
    return shares
