"""Words of a book and listed ones that slips may part: by the keys of ``slips``.

Nearly all keys of the edges are those of slips, so they are not made as text. A CRC of
letters is what each of them adds by itself, by how many others stand behind it, and
what zeros would be: the sums (by exclusive or) up to each letter of a word give the
sum of any stretch of it, and a few of these are a probe's. So the probes of all words
of one length are hashed at once, step by step.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from zlib import crc32

import attrs
import numpy as np
from numpy.typing import NDArray

from kycscreen.batch.counts import MOST, counted
from kycscreen.batch.listed import Bits, Flags, Ints, Listed
from kycscreen.batch.spellings import Spelt, spelt
from kycscreen.index.columns import Rows
from kycscreen.index.lookups import ASCII, behind, distinct, find_all, hashed, spread
from kycscreen.names import slips


def slipped(new: Sequence[tuple[str, ...]], listed: Listed) -> tuple[Ints, Ints]:
    """Pair words, of which the spellings are told, with those that slips may part.

    Each pair is a number, our word's above 32 bits; it says how alike they are, and may
    stand there several times, as words have several spellings.
    """
    ours, theirs = spelt(new), listed.spelt
    pairs = [np.zeros(0, np.int64)]
    for one, word in found(ours, listed.tokens):
        pairs.append(may_be_near(ours, one, theirs, word))
    keys, likeness = near(ours, theirs, np.concatenate(pairs))
    words = ours.word[keys >> 32] << 32 | theirs.word[keys & _LOW]
    return words, likeness


_LOW = 0xFFFFFFFF


def found(ours: Spelt, rows: Rows) -> Iterator[tuple[Ints, Ints]]:
    """Yield spellings with the words that a probe of them leads to, part by part."""
    wide = np.flatnonzero(ours.letters >= ASCII)
    alone = np.zeros(len(ours.length), np.bool_)
    alone[np.searchsorted(ours.begin, wide, "right") - 1] = True
    for length in range(slips.ONE_FROM, slips.LONGEST + 1):
        chosen = np.flatnonzero((ours.length == length) & ~alone)
        if len(chosen) < _FEW:
            alone[chosen] = True
            continue
        for first in range(0, len(chosen), _AT_ONCE):
            some = chosen[first : first + _AT_ONCE]
            places = ours.begin[some] + np.arange(length)[:, None]
            at, words = find_all(rows, hashed_probes(ours.letters[places]).ravel())
            yield some[at % len(some)], words.astype(np.int64)
    some = np.flatnonzero(alone)
    each = [slips.probes(ours.texts[number]) for number in some.tolist()]
    owners = np.repeat(some, np.fromiter(map(len, each), np.intp, len(each)))
    at, words = find_all(rows, hashed(tuple(chain.from_iterable(each))))
    yield owners[at], words.astype(np.int64)


_AT_ONCE, _FEW = 4_096, 16
"""Words of one length: whose probes are at hand, and whose are sooner made as text."""


def hashed_probes(letters: NDArray[np.integer]) -> NDArray[np.uint32]:
    """Hash the probes of words of one length, which are columns of ASCII letters.

    The rows are those of ``slips.stretches``, in some order.
    """
    plan = _plan(len(letters))
    sums = np.zeros((len(plan.letter) + 1, letters.shape[1]), np.uint32)
    at = letters.astype(np.intp)
    adds, _ = behind(slips.LONGEST.bit_length())
    for row, (letter, left) in enumerate(zip(plan.letter, plan.behind, strict=True)):
        np.bitwise_xor(sums[row], adds[left].take(at[letter]), out=sums[row + 1])
    found = np.repeat(plan.empty[:, None], letters.shape[1], axis=1)
    for rows in plan.sums:
        found[: len(rows)] ^= sums[rows]
    return found


@attrs.frozen(eq=False)
class _Plan:
    """How the probes of words of some length are summed up.

    Each row of sums is that before it and a ``letter`` more, as far ``behind``. A probe
    is what is ``empty``, zeros for letters, and some of the sums: those with most come
    first, so that each of ``sums`` is of as many probes as have one more.
    """

    letter: tuple[int, ...]
    behind: tuple[int, ...]
    empty: NDArray[np.uint32]
    sums: tuple[Ints, ...]


@cache
def _plan(length: int) -> _Plan:
    """Plan the probes of words of some length."""
    probes = [(mark, _lanes(parts)) for mark, parts in slips.stretches(length)]
    # Stretches that end as far from the end of their probes are of the same sums.
    lanes: dict[int, tuple[int, int]] = {}
    for _, parts in probes:
        for lane, a, b in parts:
            least, most = lanes.get(lane, (a, b))
            lanes[lane] = min(least, a), max(most, b)
    begin, letter, behind = {}, list[int](), list[int]()
    for lane, (a, b) in lanes.items():
        begin[lane] = len(letter) - a
        letter.extend(range(a, b))
        behind.extend(lane - place for place in range(a, b))
    summed = [
        (
            [begin[lane] + end for lane, a, b in parts for end in (a, b)],
            crc32(mark.encode() + bytes(sum(b - a for _, a, b in parts))),
        )
        for mark, parts in probes
    ]
    summed.sort(key=lambda probe: -len(probe[0]))
    return _Plan(
        tuple(letter),
        tuple(behind),
        np.array([empty for _, empty in summed], np.uint32),
        tuple(
            np.array([rows[n] for rows, _ in summed if len(rows) > n])
            for n in range(len(summed[0][0]))
        ),
    )


def _lanes(parts: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return stretches with what a letter's place and those behind it add up to."""
    behind = sum(b - a for a, b in parts)
    found = []
    for a, b in parts:
        found.append((a + behind - 1, a, b))
        behind -= b - a
    return found


def may_be_near(ours: Spelt, one: Ints, theirs: Spelt, word: Ints) -> Ints:
    """Pair spellings with those of words that may be few slips apart, each pair once.

    That is told by their lengths and letters: a slip takes away one kind of letters at
    most, and brings one at most; a second of a kind is a kind as well.
    """
    many = theirs.at[word + 1] - theirs.at[word]
    one, other = np.repeat(one, many), spread(theirs.at[word], many)
    length, their_length = ours.length.take(one), theirs.length.take(other)
    shorter = np.minimum(length, their_length)
    two = shorter >= slips.TWO_FROM
    near: Flags = np.abs(length - their_length) <= np.where(two, 2, 1)
    near &= shorter >= slips.ONE_FROM
    kinds, their_kinds = ours.kinds.take(one), theirs.kinds.take(other)
    for lost in (kinds & ~their_kinds, their_kinds & ~kinds):
        near &= _without_one(np.where(two, _without_one(lost), lost)) == 0
    return distinct(one[near] << 32 | other[near])


def _without_one(bits: Bits) -> Bits:
    """Return numbers without the lowest of their bits."""
    return bits & (bits - np.uint64(1))


def near(ours: Spelt, theirs: Spelt, pairs: Ints) -> tuple[Ints, Ints]:
    """Keep the pairs of spellings that few slips part, and tell how alike they are."""
    one, other = pairs >> 32, pairs & _LOW
    shorter = np.minimum(ours.length[one], theirs.length[other])
    likeness = _LEFT[counted(ours, one, theirs, other), np.minimum(shorter, _LONG)]
    first = ours.letters[ours.begin[one]], theirs.letters[theirs.begin[other]]
    likeness -= np.where(first[0] != first[1], slips.OTHER_FIRST_LETTER, 0)
    like = likeness > 0
    return pairs[like], likeness[like]


_LONG = 15
_LEFT = np.array(
    [[slips.left(n, count) for n in range(_LONG + 1)] for count in range(MOST + 1)]
    + [[0] * (_LONG + 1)]
)
"""What slips leave, by how many they are, and the letters of the shorter spelling."""
