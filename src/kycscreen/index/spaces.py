"""The names of one space, of people or of organisations: those that reach a score.

A name is left out only where it is proved that the score cannot be
reached: first by the words that a name would have to share (a prefix of the
party's rarest words), then by the weight that met and was left over, then by the
score itself, from the one function that scores names.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from kycscreen.index import bounds
from kycscreen.index.columns import File, Halves, Rows
from kycscreen.index.vocabulary import ACRONYM, unpack
from kycscreen.names import Name, Token, align, joining, phrases, relation
from kycscreen.names.alignment import COSTS, best_possible
from kycscreen.names.kinship import SYLLABLES
from kycscreen.names.tokens import ORGANISATION
from kycscreen.sketches import Sketch

_MANY = 8
"""So many candidates are worth sifting before each is looked at."""

Near = dict[int, tuple[int, int]]
"""Vocabulary near a word: its number → weight that can meet, its own weight."""


Meant = tuple[set[int], list[int]]
"""Names with several words that mean something, and words that do, by their numbers."""


class Room(Protocol):
    """What facts could add to a name, and the least score that is a hit with them."""

    @property
    def leasts(self) -> Sequence[tuple[int, int]]:
        """The least score of a name and of a weak alias, by what facts add."""

    def beside(self, theirs: Sketch) -> int:
        """Return the most that facts add beside one entity."""


class Wanted:
    """The score that is needed of a name, and of a weak alias, by whose it is.

    ``sketch`` tells what an entity states, and ``whole`` are ranges of entities
    whose weak aliases count as names.
    """

    __slots__ = ("_room", "_sketch", "_whole", "least")

    def __init__(
        self,
        room: Room,
        sketch: Callable[[int], Sketch],
        whole: Sequence[tuple[int, int]],
    ) -> None:
        self._room, self._sketch, self._whole = room, sketch, whole
        self.least = min(room.leasts[-1])

    def of(self, position: int, *, weak: bool) -> int:
        """Return what one entity's name needs."""
        name, alias = self._room.leasts[self._room.beside(self._sketch(position))]
        if weak and not any(a <= position < b for a, b in self._whole):
            return alias
        return name


class Space:
    """The names of one space: of people, or of organisations."""

    def __init__(self, file: File, space: str) -> None:
        self.space = space
        self._tokens = Rows(file, f"{space}.tokens")
        self._joins = Rows(file, f"{space}.joins")
        column = file.column
        self._token_at = column(f"{space}.token_at")
        self._token_rows = column(f"{space}.token_rows")
        self._posting_at = column(f"{space}.posting_at")
        self._postings = Halves(file, f"{space}.postings")
        self._name_at = column(f"{space}.name_at")
        self._name_tokens = Halves(file, f"{space}.name_tokens")
        self._name_whose = column(f"{space}.name_whose")
        self._name_weight = column(f"{space}.name_weight")
        self.token = lru_cache(maxsize=20_000)(self._read_token)
        self._near = lru_cache(maxsize=4_000)(self._find_near)
        self._around = lru_cache(maxsize=1_000)(self._find_around)
        self._top = lru_cache(maxsize=4_000)(self._find_top)
        self.name = lru_cache(maxsize=4_000)(self._read_name)

    def collect(self, name: Name, wanted: Wanted, found: set[int]) -> None:
        """Add every entity with a name that reaches what is wanted."""
        if not name.tokens:
            return
        least = wanted.least
        prefix = bounds.prefix(name, least)
        candidates = set().union(*(self._around(name.tokens[i]) for i in prefix))
        joins = [self._joined(word) for word in name.tokens]
        for first, parts, _ in joining.runs(name.tokens):
            together = self._all(*self.as_one(parts))
            for i in range(first, first + len(parts)):
                joins[i] |= together
        if self.space == ORGANISATION:
            for first, words, groups in phrases.phrases(name.tokens):
                together = self._all(*self.meaning(groups))
                for i in range(first, first + len(words)):
                    joins[i] |= together
        # A name in which any words join is compared: the bounds know single words.
        joined = set().union(*(joins[i] for i in prefix))
        joined |= candidates.intersection(set().union(*joins))
        candidates -= joined
        if len(candidates) > _MANY:
            candidates = self._sifted(name, least, candidates)
        nears = [self._near(word) for word in name.tokens] if candidates else []
        for number in joined:
            theirs = self._name_at[number + 1] - self._name_at[number]
            if bounds.fits(name, theirs, least):
                self._take(name, number, wanted, found)
        for number in candidates:
            bound = self._bound(name, nears, number)
            if bound >= least:
                self._take(name, number, wanted, found, bound=bound)
        if self.space == ORGANISATION:
            for number in self._abbreviated(name):
                self._take(name, number, wanted, found)

    def reaches(self, name: Name, position: int, wanted: Wanted) -> bool:
        """Whether one of an entity's names reaches what is wanted."""
        found: set[int] = set()
        first = bisect_left(self._name_whose, position << 1)
        last = bisect_left(self._name_whose, position + 1 << 1, first)
        for number in range(first, last):
            self._take(name, number, wanted, found)
        return bool(found)

    def _take(
        self,
        name: Name,
        number: int,
        wanted: Wanted,
        found: set[int],
        *,
        bound: int = 100,
    ) -> None:
        """Add the entity of one listed name if that name reaches what is wanted.

        ``bound`` is a score that it cannot exceed.
        """
        whose = self._name_whose[number]
        position = whose >> 1
        if position in found:
            return
        least = wanted.of(position, weak=bool(whose & 1))
        if least <= bound and align(name, self.name(number)).score >= least:
            found.add(position)

    def _joined(self, word: Token) -> set[int]:
        """Return the names in which one word meets several that read as one."""
        groups = [
            group
            for group in word.groups
            if self.space == ORGANISATION or group[0] == SYLLABLES
        ]
        return self._joins.held(joining.probes(word).union(groups))

    def as_one(self, parts: tuple[Token, ...]) -> Meant:
        """Find the names and the words that several words of the party's may be.

        Words that sound like all of them together, and names with several words,
        parted in another place, that sound so.
        """
        heard, roughly, spelt = joining.as_one(parts)
        keys = {*heard, *roughly, *spelt}
        words = []
        for number in self._tokens.held(keys):
            other = self.token(number)
            if not keys.isdisjoint((*other.sounds, *other.loose, *other.groups)):
                words.append(number)
        return self._joins.held(map(joining.key_of, heard)), words

    def meaning(self, groups: frozenset[str]) -> Meant:
        """Find the names and words that mean what a phrase of the party's does."""
        words = [
            number
            for number in self._tokens.held(groups)
            if not groups.isdisjoint(self.token(number).groups)
        ]
        return self._joins.held(groups), words

    def _all(self, names: set[int], words: list[int]) -> set[int]:
        return names.union(*map(self.named, words))

    def _abbreviated(self, name: Name) -> set[int]:
        """Return the names of which ours is an acronym, or that are ours."""
        ours = [w.readings[0] for w in name.tokens if phrases.is_acronym(w)]
        found = self._joins.held(ACRONYM + letters for letters in ours)
        openings = {letters for letters, _ in phrases.openings(name.tokens)}
        return self._all(found, self.opened(openings))

    def opened(self, openings: set[str]) -> list[int]:
        """Find the words that are, or may be, any of these initials."""
        found = []
        for number in self._tokens.held(openings):
            word = self.token(number)
            if phrases.is_acronym(word) and word.readings[0] in openings:
                found.append(number)
        return found

    def named(self, number: int) -> Sequence[int]:
        """Return the names with a word, by its number."""
        return self._postings.span(*self._posting_at.range(number))

    def _find_around(self, word: Token) -> frozenset[int]:
        """Return every name with a word near this one."""
        return frozenset().union(*map(self.named, self._near(word)))

    def _sifted(self, name: Name, least: int, candidates: set[int]) -> set[int]:
        """Keep the candidates that are not too long for the words they share.

        By the set of our words that a name shares, all else met wholly, there is
        a weight above which what it has left over is too much.
        """
        words = [(1 << i, self._around(word)) for i, word in enumerate(name.tokens)]
        tops = [self._top(word) for word in name.tokens]
        weights = self._name_weight.span(0, len(self._name_weight))
        limits: dict[int, int] = {}
        kept = set()
        for number in candidates:
            shared = 0
            for bit, around in words:
                if number in around:
                    shared |= bit
            limit = limits.get(shared)
            if limit is None:
                limit = limits[shared] = bounds.heaviest(name, tops, shared, least)
            if weights[number] <= limit:
                kept.add(number)
        return kept

    def _find_top(self, word: Token) -> tuple[int, int]:
        """Return the most that can meet this word, and the heaviest word near it."""
        near = self._near(word).values()
        return (
            max((met for met, _ in near), default=0),
            max((weight for _, weight in near), default=0),
        )

    def _bound(self, name: Name, nears: Sequence[Near], number: int) -> int:
        """Return a score that this listed name cannot exceed.

        Each of our words is given its best meeting, as if no other wanted it;
        their words that nothing meets are certainly left over.
        """
        start, stop = self._name_at.range(number)
        theirs = list(self._name_tokens.span(start, stop))
        met = ours_left = 0
        most: dict[int, int] = {}
        weights: dict[int, int] = {}
        for word, near in zip(name.tokens, nears, strict=True):
            best = 0
            for other in theirs:
                if (meeting := near.get(other)) is not None:
                    best = max(best, meeting[0])
                    most[other] = max(most.get(other, 0), meeting[0])
                    weights[other] = meeting[1]
            if best:
                met += best
            else:
                ours_left += word.weight
        # Nor can their words meet more than each of them once.
        met = min(met, sum(most.get(other, 0) for other in theirs))
        met_theirs = sum(weights.get(other, 0) for other in theirs)
        theirs_left = self._name_weight[number] - met_theirs
        ours_left = max(ours_left, bounds.spare(name, len(theirs)))
        return best_possible(met, 100 * ours_left, 100 * theirs_left, COSTS[name.space])

    def _find_near(self, word: Token) -> Near:
        """Relate a word to all vocabulary that an edge can reach."""
        near: Near = {}
        related = relation.related(word, self._tokens.held, self.token)
        for number, likeness in related.items():
            other = self.token(number)
            near[number] = (likeness * min(word.weight, other.weight), other.weight)
        return near

    def _read_token(self, number: int) -> Token:
        start, stop = self._token_at.range(number)
        return unpack(bytes(self._token_rows.span(start, stop)).decode(), self.space)

    def _read_name(self, number: int) -> Name:
        start, stop = self._name_at.range(number)
        words = self._name_tokens.span(start, stop)
        return Name("", self.space, tuple(map(self.token, words)))
