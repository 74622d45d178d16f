"""Which frames listed words have: what has another sounds like none of them."""

from collections.abc import Iterable

import attrs
import numpy as np

from kycscreen.batch import frames
from kycscreen.batch.frames import Frames
from kycscreen.batch.listed import Bits, Flags, Ints
from kycscreen.names import Token, joining
from kycscreen.names.tokens import PLAIN


@attrs.frozen(eq=False)
class Heard:
    """The frames of words, by their hashes in order.

    ``lengths`` has a bit for each number of letters that neighbours may have to be one
    of the words with a frame; the last bit is for all that are longer.
    """

    frame: Bits
    lengths: Bits

    def has(self, frame: Bits, length: Ints) -> Flags:
        """Tell for frames of neighbours, so long, whether they may be a word."""
        if not len(self.frame):
            return np.zeros(len(frame), np.bool_)
        at = np.searchsorted(self.frame, frame)
        at[at == len(self.frame)] = 0
        bit = np.minimum(length, _LAST).astype(np.uint64)
        found = self.lengths[at] >> bit & np.uint64(1)
        return np.asarray((self.frame[at] == frame) & (found > 0))


_LAST = 63


def heard(words: Iterable[Token]) -> Heard:
    """Frame the words of a list by all keys under which neighbours may meet them."""
    spoken: dict[str, int] = {}
    roughly: dict[str, int] = {}
    for word in words:
        if word.kind not in PLAIN:
            continue
        lengths = _lengths(len(word.readings[0]))
        for key in word.sounds:
            if len(key) >= joining.SHORTEST:
                spoken[key] = spoken.get(key, 0) | lengths
        for key in word.loose:
            if len(key) >= joining.LOOSELY:
                roughly[key] = roughly.get(key, 0) | lengths
    of_spoken = frames.numbered(frames.of_sounds(list(spoken)))
    of_roughly = frames.numbered(frames.of_sounds(list(roughly)))
    parts = [(of_spoken.whole, np.array(list(spoken.values()), np.uint64))]
    of_keys = np.array(list(roughly.values()), np.uint64)
    for frames_of, keys in _worn(of_roughly, list(roughly)):
        parts.append((frames_of, of_keys[keys]))
    frame = np.concatenate([part[0] for part in parts])
    of = np.concatenate([part[1] for part in parts])
    order = np.argsort(frame, kind="stable")
    frame, of = frame[order], of[order]
    at = np.flatnonzero(np.append(True, frame[1:] != frame[:-1])[: len(frame)])
    if not len(at):
        return Heard(frame, of)
    return Heard(frame[at], np.bitwise_or.reduceat(of, at))


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
    as_t = attrs.evolve(d_or_t, last=np.full(len(d_or_t), frames.number("t")))
    found = [(of_keys.whole, of_keys.count, everyone), (as_t.whole, as_t.count, last_d)]
    for one, chosen, endings in (
        (of_keys, everyone, _VOWELS),
        (as_t, last_d, _VOWELS),
        (of_keys.of(baltic), baltic, _BALTIC_ENDINGS),
    ):
        for ending in endings:
            behind = frames.numbered(frames.of_sounds([ending] * len(one)))
            found.append((*frames.together(one, behind), chosen))
    articled = np.isin(everyone, article)
    for frame, count, chosen in found:
        yield frame, chosen
        there = np.flatnonzero(articled[chosen])
        yield frame[there] + frames.exchanged("a", "u", count[there]), chosen[there]


_VOWELS = ("a", "u")
_BALTIC = ("in", "sk", "av", "iv", "uv")
_BALTIC_ENDINGS = ("s", "as", "us", "an", "ana", "at", "ata", "ad", "ada")
"""What grammar adds behind these, with vowels as frames have them."""
