"""Which frames listed words have: what has another sounds like none of them."""

from collections.abc import Iterable

import attrs
import numpy as np

from kycscreen.batch import frames
from kycscreen.batch.columns import Hashes, hashes
from kycscreen.batch.frames import Frames
from kycscreen.batch.listed import Bits, Flags, Ints, united
from kycscreen.names import Token, joining
from kycscreen.names.tokens import PLAIN


@attrs.frozen(eq=False)
class Heard:
    """The frames of words, and the lengths of what may be one of the words with each.

    ``lengths`` has a bit for each number of letters that neighbours may have; the last
    bit is for all that are longer.
    """

    frames: Hashes
    lengths: Bits

    def find(self, frame: Bits) -> tuple[Ints, Bits]:
        """Return which frames of neighbours are there, and the lengths of each."""
        which, number = self.frames.find(frame)
        return which, self.lengths[number]


def are_among(length: Ints, lengths: Bits) -> Flags:
    """Tell of numbers of letters whether each is among some."""
    bit = np.minimum(length, _LAST).astype(np.uint64)
    return np.asarray(lengths >> bit & np.uint64(1) > 0)


_LAST = 63


@attrs.frozen(eq=False)
class Keys:
    """The keys under which neighbours may meet words, by how these are heard.

    With the lengths that neighbours may have, as ``Heard`` has them.
    """

    spoken: dict[str, int] = attrs.field(factory=dict)
    roughly: dict[str, int] = attrs.field(factory=dict)

    def add(self, word: Token) -> None:
        """Add those of a word."""
        if word.kind not in PLAIN:
            return
        lengths = _lengths(len(word.readings[0]))
        for key in word.sounds:
            if len(key) >= joining.SHORTEST:
                self.spoken[key] = self.spoken.get(key, 0) | lengths
        for key in word.loose:
            if len(key) >= joining.LOOSELY:
                self.roughly[key] = self.roughly.get(key, 0) | lengths


def heard(under: Keys) -> Heard:
    """Frame what words are heard as."""
    spoken, roughly = under.spoken, under.roughly
    of_spoken = frames.numbered(frames.of_sounds(list(spoken)))
    of_roughly = frames.numbered(frames.of_sounds(list(roughly)))
    parts = [(of_spoken.whole, np.array(list(spoken.values()), np.uint64))]
    of_keys = np.array(list(roughly.values()), np.uint64)
    for frames_of, keys in _worn(of_roughly, list(roughly)):
        parts.append((frames_of, of_keys[keys]))
    frame = np.concatenate([part[0] for part in parts])
    of = np.concatenate([part[1] for part in parts])
    order = np.argsort(frame, kind="stable")
    found = hashes(frame[order])
    return Heard(found, united(of[order], found.at))


def _lengths(letters: int) -> int:
    """Return the lengths of neighbours that one word of so many letters may be."""
    apart = joining.LETTERS_APART
    return sum({1 << min(n, _LAST) for n in range(letters - apart, letters + apart + 1)
                if n >= 0})  # fmt: skip


def _worn(of_keys: Frames, keys: list[str]) -> Iterable[tuple[Bits, Ints]]:
    """Yield the frames of all sounds of which a careless ear hears just these keys.

    It drops a last vowel, and hears d for a last t; Baltic endings are dropped where
    they may be some; and what began with el-, il- or ul- begins with al-.
    """
    everyone = np.arange(len(keys))
    last_d = np.flatnonzero([key[-1] == "d" for key in keys])
    baltic = np.flatnonzero([key.endswith(_BALTIC) for key in keys])
    article = np.flatnonzero([key.startswith("al") for key in keys])
    d_or_t = of_keys.of(last_d)
    t = np.full(len(d_or_t), frames.number("t"), np.uint8)
    as_t = attrs.evolve(d_or_t, last=t)
    found = [(of_keys.whole, of_keys.count, everyone), (as_t.whole, as_t.count, last_d)]
    for one, chosen, endings in (
        (of_keys, everyone, _VOWELS),
        (as_t, last_d, _VOWELS),
        (of_keys.of(baltic), baltic, _BALTIC_ENDINGS),
    ):
        for ending in endings:
            behind = frames.numbered(frames.of_sounds([ending]))
            every, once = np.arange(len(one)), np.zeros(len(one), np.int64)
            found.append((*frames.together(one, every, behind, once), chosen))
    articled = np.isin(everyone, article)
    for frame, count, chosen in found:
        yield frame, chosen
        there = np.flatnonzero(articled[chosen])
        yield frame[there] + frames.exchanged("a", "u", count[there]), chosen[there]


_VOWELS = ("a", "u")
_BALTIC = ("in", "sk", "av", "iv", "uv")
_BALTIC_ENDINGS = ("s", "as", "us", "an", "ana", "at", "ata", "ad", "ada")
"""What grammar adds behind these, with vowels as frames have them."""
