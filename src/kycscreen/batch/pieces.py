"""What stands between the blanks of names: pieces, the words in them, and what of each
is known before it is known what stands beside it. Each is read once.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import attrs
import numpy as np

from kycscreen.batch.listed import Flags, Ints
from kycscreen.names import Token, reading, spelling, wording
from kycscreen.names.tokens import ORGANISATION


@attrs.frozen(eq=False)
class Written:
    """Pieces as they are written: where their words begin, and how many these are.

    ``is_sure`` where the words are the same in any text. ``begins`` and ``ends`` tell
    of a single letter in front and behind, ``has_parts`` of a mark that may set parts
    of a name apart.
    """

    at: Ints
    count: Ints
    is_sure: Flags
    begins: Flags
    ends: Flags
    has_parts: Flags


@attrs.frozen(eq=False)
class Alone:
    """Words as they stand alone (``reading.alone``).

    ``acronym`` is how many initials a word could repeat, 0 for most; ``is_form`` and
    ``is_particle`` tell words whose own initials may be left out.
    """

    letters: Ints
    stands: Ints
    acronym: Ints
    tells: Flags
    is_foreign: Flags
    is_usable: Flags
    is_form: Flags
    is_particle: Flags


class Pieces:
    """The pieces and words of the names of one space, known by their numbers.

    ``words`` are those of all pieces, ``spelt`` how each is spelt.
    """

    def __init__(self, space: str) -> None:
        """Begin with none."""
        self.space = space
        self._numbers: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self.spelt: list[str] = []
        self.words = np.zeros(0, np.int64)
        self.written = _written([])
        self.alone = _alone([])

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, pieces: Sequence[str]) -> Ints:
        """Return pieces by their numbers, and read those that are new."""
        known = self._numbers
        if new := [piece for piece in dict.fromkeys(pieces) if piece not in known]:
            self._learn(new)
        return np.fromiter(map(known.__getitem__, pieces), np.int64, len(pieces))

    def token(self, word: int) -> Token:
        """Return a word as it stands alone."""
        return reading.alone(self.spelt[word], self.space)[0]

    def _learn(self, new: Sequence[str]) -> None:
        is_organisation = self.space == ORGANISATION
        words: list[int] = []
        rows: list[tuple[int, int, bool, bool, bool, bool]] = []
        each = spelling.of_pieces(new, dotted=is_organisation)
        for piece, spelt in zip(new, each, strict=True):
            self._numbers[piece] = len(self._numbers)
            found = spelt or ()
            begins = ends = False
            if is_organisation and found:
                begins, ends = map(wording.is_letter, (found[0], found[-1]))
                found = wording.joined(found)
            has_parts = "(" in piece or "/" in piece or piece.endswith(".")
            at = len(self.words) + len(words)
            rows.append((at, len(found), spelt is not None, begins, ends, has_parts))
            words += map(self._word, found)
        self.words = np.concatenate([self.words, np.array(words, np.int64)])
        self.written = _behind(self.written, _written(rows))
        read = [reading.alone(word, self.space) for word in self._new_words()]
        self.alone = _behind(self.alone, _alone(read))

    def _word(self, word: str) -> int:
        number = self._words.setdefault(word, len(self.spelt))
        if number == len(self.spelt):
            self.spelt.append(word)
        return number

    def _new_words(self) -> Iterable[str]:
        return self.spelt[len(self.alone.letters) :]


def _written(rows: Iterable[tuple[int, int, bool, bool, bool, bool]]) -> Written:
    at, count, *told = np.array(list(rows), np.int64).reshape(-1, 6).T
    sure, begins, ends, has_parts = (flags.astype(np.bool_) for flags in told)
    return Written(at, count, sure, begins, ends, has_parts)


def _alone(words: Sequence[reading.Alone]) -> Alone:
    tokens = [token for token, *_ in words]
    kinds = np.array([token.kind for token in tokens], np.str_)

    def flags(told: Iterable[bool]) -> Flags:
        return np.fromiter(told, np.bool_, len(words))

    return Alone(
        letters=np.fromiter((len(t.text) for t in tokens), np.int64, len(words)),
        stands=np.array([stands for *_, stands in words], np.int64),
        acronym=np.fromiter(map(reading.letters_of_acronym, tokens), np.int64),
        tells=flags(tells for _, tells, *_ in words),
        is_foreign=flags(foreign for _, _, foreign, _ in words),
        is_usable=flags(map(reading.is_usable, tokens)),
        is_form=kinds == "legal_form",
        is_particle=kinds == "particle",
    )


Columns = TypeVar("Columns", Written, Alone)


def _behind(one: Columns, more: Columns) -> Columns:
    """Put columns behind others."""
    pairs = zip(_each(one), _each(more), strict=True)
    return type(one)(*map(np.concatenate, pairs))


def _each(columns: Written | Alone) -> tuple[Any, ...]:
    return attrs.astuple(columns, recurse=False)
