"""The words of a book by their numbers; a token is made of few of them."""

from collections.abc import Sequence
from functools import cached_property
from typing import overload

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.listed import Flags, Ints
from kycscreen.batch.ordinary import Ordinary
from kycscreen.batch.ordinary import ordinary as read
from kycscreen.batch.parts import SEVERAL, told
from kycscreen.names import Token
from kycscreen.names.edges import SPELLINGS, spellings
from kycscreen.names.spelling import readings
from kycscreen.names.tokens import ordinary, token, weight

_Cut = tuple[str]
"""An ordinary word that a form may have cut off."""
_Other = tuple[str, str, bool, tuple[str, ...]]
"""What another word is known by: its text, kind, whether it is cut, its syllables."""


@attrs.frozen(eq=False)
class New:
    """Words that are new: ordinary ones and others, each by its place among them.

    ``readings`` are those of each.
    """

    ordinary: Ordinary
    are_ordinary: Ints
    others: Sequence[Token]
    are_others: Ints
    readings: Sequence[tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.readings)

    @cached_property
    def weight(self) -> Ints:
        """What each word weighs."""
        space, found = self.ordinary.space, np.empty(len(self), np.int64)
        found[self.are_others] = [word.weight for word in self.others]
        found[self.are_ordinary] = [
            weight(self.readings[at][0], space) for at in self.are_ordinary.tolist()
        ]
        return found

    @property
    def is_initial(self) -> Flags:
        """Which words are initials."""
        found = np.zeros(len(self), np.bool_)
        found[self.are_others] = [word.kind == "initial" for word in self.others]
        return found

    @property
    def told(self) -> NDArray[np.uint8]:
        """What is told of each as a part of what it may be with others, as bits."""
        found = np.array(
            [SEVERAL if len(each) > 1 else 0 for each in self.readings], np.uint8
        )
        found[self.are_others] = list(map(told, self.others))
        return found

    @property
    def spellings(self) -> list[tuple[str, ...]]:
        """The spellings of each word in which letters may slip."""
        found = [each[:SPELLINGS] for each in self.readings]
        for at, word in zip(self.are_others.tolist(), self.others, strict=True):
            found[at] = spellings(word)
        return found


class Tokens(Sequence[Token]):
    """The words of a book in one space, in the order in which they came.

    Each is known by its number. Of an ordinary one its text is all that is kept.
    """

    def __init__(self, space: str) -> None:
        """Begin with none."""
        self._space = space
        self._numbers: dict[str | _Cut | _Other, int] = {}
        self._kept: list[str | _Cut | Token] = []

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice):
            return [self[number] for number in range(len(self))[at]]
        kept = self._kept[at]
        if isinstance(kept, Token):
            return kept
        text, is_cut = (kept, False) if isinstance(kept, str) else (*kept, True)
        return token(text, self._space, "word", cut=is_cut)

    def number(self, word: Token) -> int:
        """Return the number of a word."""
        text = word.text
        if word.kind == "word" and not word.syllables and ordinary(text, self._space):
            return self.ordinary(text, is_cut=word.cut)
        key = text, word.kind, word.cut, word.syllables
        number = self._numbers.setdefault(key, len(self._kept))
        if number == len(self._kept):
            self._kept.append(word)
        return number

    def ordinary(self, text: str, *, is_cut: bool) -> int:
        """Return the number of an ordinary word."""
        key = (text,) if is_cut else text
        number = self._numbers.setdefault(key, len(self._kept))
        if number == len(self._kept):
            self._kept.append(key)
        return number

    def since(self, first: int) -> New:
        """Return what words have come since there were so many."""
        new = self._kept[first:]
        is_other = np.fromiter((isinstance(k, Token) for k in new), np.bool_, len(new))
        are_ordinary = np.flatnonzero(~is_other)
        kept = [word for word in new if not isinstance(word, Token)]
        texts = [word if isinstance(word, str) else word[0] for word in kept]
        is_cut = np.fromiter((isinstance(k, tuple) for k in kept), np.bool_, len(kept))
        others = [word for word in new if isinstance(word, Token)]
        of_ordinary = [*map(readings, texts)]
        every: list[tuple[str, ...]] = [()] * len(new)
        are_others = np.flatnonzero(is_other)
        for at, each in zip(are_ordinary.tolist(), of_ordinary, strict=True):
            every[at] = each
        for at, word in zip(are_others.tolist(), others, strict=True):
            every[at] = word.readings
        return New(
            read(texts, of_ordinary, is_cut, self._space),
            are_ordinary,
            others,
            are_others,
            every,
        )
