"""What stands between the blanks of names: pieces, the words in them, and what of each
is known before it is known what stands beside it. Each is read once.
"""

from collections.abc import Iterable, Sequence
from itertools import repeat

import attrs
import numpy as np

from kycscreen.batch.columns import all_behind, behind
from kycscreen.batch.listed import Flags, Ints
from kycscreen.names import Token, reading, spelling, syllables, wording
from kycscreen.names.tokens import ORGANISATION, ordinary


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
    is_ordinary: Flags


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
        self.alone = _alone([], space)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, pieces: Sequence[str]) -> Ints:
        """Return pieces by their numbers, and read those that are new."""
        find = self._numbers.get
        found = np.fromiter(map(find, pieces, repeat(-1)), np.int64, len(pieces))
        unknown = np.flatnonzero(found < 0)
        if len(unknown):
            new = [pieces[at] for at in unknown.tolist()]
            self._learn([*dict.fromkeys(new)])
            found[unknown] = [*map(self._numbers.__getitem__, new)]
        return found

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
        self.words = behind(self.words, words)
        self.written = all_behind(self.written, _written(rows))
        self.alone = all_behind(self.alone, _alone(self._new_words(), self.space))

    def _word(self, word: str) -> int:
        number = self._words.setdefault(word, len(self.spelt))
        if number == len(self.spelt):
            self.spelt.append(word)
        return number

    def _new_words(self) -> list[str]:
        return self.spelt[len(self.alone.letters) :]


def _written(rows: Iterable[tuple[int, int, bool, bool, bool, bool]]) -> Written:
    at, count, *told = np.array(list(rows), np.int64).reshape(-1, 6).T
    sure, begins, ends, has_parts = (flags.astype(np.bool_) for flags in told)
    return Written(at, count, sure, begins, ends, has_parts)


def _alone(words: Sequence[str], space: str) -> Alone:
    read = [ordinary(word, space) for word in words]
    letters = np.array(list(map(len, words)), np.int64)
    initials = [len(found[0]) if found else 0 for found in read]
    yes, no = np.ones(len(words), np.bool_), np.zeros(len(words), np.bool_)
    alone = Alone(
        letters=letters,
        stands=np.full(len(words), reading.NEVER),
        acronym=np.where((letters >= 3) & (letters <= 7), initials, 0),
        tells=yes,
        is_foreign=yes.copy(),
        is_usable=yes.copy(),
        is_form=no,
        is_particle=no.copy(),
        is_ordinary=np.array(list(map(bool, read)), np.bool_),
    )
    for at, (word, found) in enumerate(zip(words, read, strict=True)):
        if found:
            alone.stands[at] = reading.stands(word, found[0], space)
            if space != ORGANISATION and syllables.may_be_japanese(found[0]):
                alone.is_foreign[at] = False
            continue
        token, tells, is_foreign, stands = reading.alone(word, space)
        alone.stands[at], alone.tells[at] = stands, tells
        alone.is_foreign[at] = is_foreign
        alone.acronym[at] = reading.letters_of_acronym(token)
        alone.is_usable[at] = reading.is_usable(token)
        alone.is_form[at] = token.kind == "legal_form"
        alone.is_particle[at] = token.kind == "particle"
    return alone
