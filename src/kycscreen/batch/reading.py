"""The names of a book read as numbers of words, without a value for each name.

A name is parted at its blanks, and most of the pieces were read before. Where no word
of a name is changed by those beside it (``names.reading``), the name is its pieces, one
behind the other; any other is read by itself.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Protocol

import attrs
import numpy as np

from kycscreen.batch.listed import Flags, Ints
from kycscreen.batch.pieces import Pieces
from kycscreen.batch.vocabulary import Tokens
from kycscreen.index.lookups import distinct, spread
from kycscreen.names import LONGEST, WORDS, Name, reading, syllables, wording
from kycscreen.names.tokens import ORGANISATION

_WAY = 4
"""Bits of a number that tell in which of its ways a name is read."""


@attrs.frozen(eq=False)
class Read:
    """Names by the numbers of their words, those of one text together.

    ``text`` says which of the ``texts`` a name is of, and ``way`` which of the names
    that ``read_all`` finds in it. ``at`` is where each one's words begin.
    """

    texts: Sequence[str]
    space: str
    text: Ints
    way: Ints
    words: Ints
    at: Ints

    def __len__(self) -> int:
        return len(self.text)

    def name(self, number: int) -> Name:
        """Return a name, as it is read for one party."""
        text, way = int(self.text[number]), int(self.way[number])
        return reading.read_all(self.texts[text], self.space)[way]

    def of(self, chosen: Ints) -> "Read":
        """Return the names that are chosen, in that order."""
        lengths = np.diff(self.at)[chosen]
        return attrs.evolve(
            self,
            text=self.text[chosen],
            way=self.way[chosen],
            words=self.words[spread(self.at[chosen], lengths)],
            at=np.concatenate([[0], lengths.cumsum()]),
        )


@attrs.frozen(eq=False)
class _Wholes:
    """The words of texts that are read as a whole, and of which text each is.

    ``is_clear`` tells of the texts of which nothing is to be said, ``has_parts`` of
    those that may have to be read in parts as well.
    """

    owner: Ints
    words: Ints
    is_clear: Flags
    has_parts: Flags


class Vocabulary(Protocol):
    """The words of a book in one space, numbered as they come."""

    tokens: Tokens

    @property
    def size(self) -> int:
        """How much is known: in words, of which each has as much as most have."""

    def learn(self) -> None:
        """Find out what is to be known of the words that are new."""

    def clear(self) -> None:
        """Forget every word that may be forgotten."""


class Reader:
    """Reads the names of one space, and keeps what their pieces read as."""

    def __init__(self, words: Vocabulary) -> None:
        """Begin with no pieces."""
        self._words = words
        self._space = words.tokens.space
        self._forget()

    def _forget(self) -> None:
        self._pieces = Pieces(self._space)
        none = np.zeros(0, np.int64)
        # By the numbers of words as they stand alone: their numbers in ``Words``, and
        # those at the end of a long name; -1 for one that did not stand so before.
        self._as_is, self._as_cut = none, none

    def read(self, texts: Sequence[str], *, most: int) -> tuple[Read, Flags]:
        """Read names in every way they may be meant, and tell which are clear.

        Of a name that is clear nothing is to be said (``reading.is_clear``). Where
        as much as of ``most`` words, or more pieces, is known all are forgotten first.
        """
        if max(self._words.size, len(self._pieces)) > most:
            self._words.clear()
            self._forget()
        whole = self._wholes(texts)
        keys, words = self._with_parts(texts, whole)
        self._words.learn()
        begin = _begins(keys)
        found = Read(
            texts=texts,
            space=self._space,
            text=keys[begin] >> _WAY,
            way=keys[begin] & (1 << _WAY) - 1,
            words=words,
            at=np.append(begin, len(keys)),
        )
        return found, whole.is_clear

    def _with_parts(self, texts: Sequence[str], whole: _Wholes) -> tuple[Ints, Ints]:
        """Return the words of texts in all the ways to read them, by text and way."""
        keys, words = whole.owner << _WAY, whole.words
        apart = [
            (text, part, written)
            for text in np.flatnonzero(whole.has_parts).tolist()
            if reading.has_parts(texts[text], self._space)
            for part, written in reading.parts(texts[text], self._space)
        ]
        if not apart:
            return keys, words
        read = self._read_parts(apart)
        more_keys, more = [keys], [words]
        for text, parts in read.items():
            begin, end = np.searchsorted(whole.owner, [text, text + 1])
            kept = reading.names_apart(
                self._tokens(words[begin:end]),
                [(part, self._tokens(found)) for part, found in parts],
            )
            for way, number in enumerate(kept, 1):
                _, found = parts[number]
                more_keys.append(np.full(len(found), text << _WAY | way))
                more.append(found)
        return _in_order(np.concatenate(more_keys), np.concatenate(more))

    def _read_parts(
        self, apart: Sequence[tuple[int, str, str]]
    ) -> dict[int, list[tuple[str, Ints]]]:
        """Read the parts of texts: by text, what each part is, and its words."""
        is_lettered = [part == reading.LETTERS for _, part, _ in apart]
        whole = self._wholes(
            ["" if is_lettered[n] else written for n, (*_, written) in enumerate(apart)]
        )
        at = np.searchsorted(whole.owner, np.arange(len(apart) + 1))
        found: dict[int, list[tuple[str, Ints]]] = {}
        for number, (text, part, written) in enumerate(apart):
            words = whole.words[at[number] : at[number + 1]]
            if is_lettered[number]:
                name = reading.read_in(written, self._space, letters_apart=True)
                words = np.array(
                    [*map(self._words.tokens.number, name.tokens)], np.int64
                )
            found.setdefault(text, []).append((part, words))
        return found

    def _tokens(self, words: Ints) -> reading.Tokens:
        return tuple([self._words.tokens[word] for word in words.tolist()])

    def _wholes(self, texts: Sequence[str]) -> _Wholes:
        """Read each text in one way, as ``reading.read_in`` does."""
        many = len(texts)
        parted = [text.split(" ") if len(text) <= LONGEST else () for text in texts]
        pieces = self._pieces.numbers(list(chain.from_iterable(parted)))
        lengths = np.fromiter(map(len, parted), np.int64, many)
        owner = np.repeat(np.arange(many), lengths)
        written = self._pieces.written
        stand = lengths > 0
        stand[owner[~written.is_sure[pieces]]] = False
        has_parts = ~stand | _any(written.has_parts[pieces], owner, many)
        stand &= self._are_apart(pieces, owner, many)
        count = written.count[pieces]
        owner = np.repeat(owner, count)
        words = self._pieces.words[spread(written.at[pieces], count)]
        stand &= self._stand(owner, words, many)
        is_clear = stand & _any(self._pieces.alone.is_usable[words], owner, many)
        kept = stand[owner]
        owner, words = owner[kept], self._numbers(owner[kept], words[kept])
        # The others are read one by one.
        tokens = []
        others = np.flatnonzero(~stand)
        for text in others.tolist():
            name = reading.read_in(texts[text], self._space)
            is_clear[text] = reading.is_clear(name)
            tokens.append(name.tokens)
        lengths = np.fromiter(map(len, tokens), np.int64, len(tokens))
        found = [*map(self._words.tokens.number, chain.from_iterable(tokens))]
        owner, words = _in_order(
            np.concatenate([owner, np.repeat(others, lengths)]),
            np.concatenate([words, np.array(found, np.int64)]),
        )
        return _Wholes(owner, words, is_clear, has_parts)

    def _are_apart(self, pieces: Ints, owner: Ints, many: int) -> Flags:
        """Tell texts in which no single letters are joined across a blank."""
        written = self._pieces.written
        full = written.count[pieces] > 0
        pieces, owner = pieces[full], owner[full]
        meet = written.ends[pieces[:-1]] & written.begins[pieces[1:]]
        return ~_any(meet & (owner[1:] == owner[:-1]), owner[1:], many)

    def _stand(self, owner: Ints, words: Ints, many: int) -> Flags:
        """Tell texts all words of which are what they are alone."""
        alone = self._pieces.alone
        tells = np.bincount(owner, alone.tells[words], many)
        stand = np.bincount(owner, minlength=many) <= WORDS
        stand &= tells >= reading.FEWEST[self._space]
        stand &= _any(alone.is_foreign[words], owner, many)
        stand &= ~_any(alone.stands[words] == reading.NEVER, owner, many)
        once = np.sort(owner << 32 | words)
        stand[once[1:][once[1:] == once[:-1]] >> 32] = False
        if self._space != ORGANISATION:
            return stand & ~self._are_syllables(owner, words, stand)
        stand &= ~self._meet(owner, words, stand)
        return stand & ~self._repeat_initials(owner, words, stand)

    def _meet(self, owner: Ints, words: Ints, stand: Flags) -> Flags:
        """Tell texts, if they may stand, in which a word meets the one behind it."""
        changes = self._pieces.alone.stands[words] == reading.IN_COMPANY
        if not changes.any():
            return np.zeros(len(stand), np.bool_)
        ends = np.append(owner[1:] != owner[:-1], True)
        behind = np.where(ends, -1, np.append(words[1:], -1))
        changes |= np.append(changes[1:], False) & ~ends
        asked = np.flatnonzero(changes & stand[owner])
        pairs, which = np.unique(
            words[asked] << 32 | behind[asked] + 1, return_inverse=True
        )
        spelt = self._pieces.spelt
        met = [
            wording.meets(spelt[word], spelt[behind - 1] if behind else wording.END)
            for word, behind in zip(*(pairs >> 32, pairs & _LOW), strict=True)
        ]
        return _any(np.array(met, np.bool_)[which], owner[asked], len(stand))

    def _repeat_initials(self, owner: Ints, words: Ints, stand: Flags) -> Flags:
        """Tell texts, if they may stand, in which a word repeats others' initials.

        It has as many letters as there are others, with or without particles.
        """
        alone, many = self._pieces.alone, len(stand)
        others = np.bincount(owner, ~alone.is_form[words], many) - 1
        fewer = others - np.bincount(owner, alone.is_particle[words], many)
        letters = alone.acronym[words]
        likely = (letters == others[owner]) | (letters == fewer[owner])
        found = np.zeros(many, np.bool_)
        for text in np.unique(owner[likely & (letters > 0) & stand[owner]]).tolist():
            found[text] = reading.has_own_acronym(self._alone(owner, words, text))
        return found

    def _are_syllables(self, owner: Ints, words: Ints, stand: Flags) -> Flags:
        """Tell texts, if they may stand, that may be of the syllables of East Asia."""
        family = self._pieces.alone.stands[words] == reading.IN_COMPANY
        found = np.zeros(len(stand), np.bool_)
        for text in np.unique(owner[family & stand[owner]]).tolist():
            name = self._alone(owner, words, text)
            found[text] = not any(map(syllables.is_no_syllable, name))
        return found

    def _alone(self, owner: Ints, words: Ints, text: int) -> reading.Tokens:
        """Return the words of a text as they stand alone."""
        begin, end = np.searchsorted(owner, [text, text + 1])
        return tuple(map(self._pieces.token, words[begin:end].tolist()))

    def _numbers(self, owner: Ints, words: Ints) -> Ints:
        """Return the numbers in ``Words`` of the words of texts that stand."""
        begin = _begins(owner)
        if not len(begin):
            return words
        more = np.full(len(self._pieces.spelt) - len(self._as_is), -1)
        self._as_is = np.concatenate([self._as_is, more])
        self._as_cut = np.concatenate([self._as_cut, more])
        letters = np.add.reduceat(self._pieces.alone.letters[words] + 1, begin) - 1
        last = np.append(begin[1:], len(words)) - 1
        cut = np.zeros(len(words), np.bool_)
        cut[last[letters >= reading.LONG]] = True
        self._give_numbers(self._as_is, words[~cut], are_cut=False)
        self._give_numbers(self._as_cut, words[cut], are_cut=True)
        return np.where(cut, self._as_cut[words], self._as_is[words])

    def _give_numbers(self, numbers: Ints, words: Ints, *, are_cut: bool) -> None:
        """Give words a number that have none."""
        pieces, tokens = self._pieces, self._words.tokens
        for word in distinct(words[numbers[words] < 0]).tolist():
            if pieces.alone.is_ordinary[word]:
                numbers[word] = tokens.ordinary(pieces.spelt[word], is_cut=are_cut)
            else:
                read = pieces.token(word)
                as_it_is = reading.cut_off(read) if are_cut else read
                numbers[word] = tokens.number(as_it_is)


_LOW = 0xFFFFFFFF


def _any(flags: Flags, owner: Ints, many: int) -> Flags:
    """Tell of each owner whether anything of it is flagged."""
    found = np.zeros(many, np.bool_)
    found[owner[flags]] = True
    return found


def _begins(keys: Ints) -> Ints:
    """Return where runs of equal keys begin."""
    return np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])


def _in_order(keys: Ints, words: Ints) -> tuple[Ints, Ints]:
    order = np.argsort(keys, kind="stable")
    return keys[order], words[order]
