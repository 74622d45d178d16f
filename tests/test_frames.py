"""What is never heard could not have met: frames, borders and who has which."""

from itertools import chain

import attrs
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.batch import frames
from kycscreen.batch.heard import Heard, Keys, heard
from kycscreen.batch.neighbours import may_be
from kycscreen.batch.parts import parts, runs, ways
from kycscreen.names import Token, joining, read_all, sounds
from kycscreen.names.slips import LONGEST
from kycscreen.names.tokens import token
from tests.misspelt import MISSPELLINGS, ORGANISATIONS, PERSONS

# What the rules of sounds are about, and letters that stand between.
_PIECES = (
    *"abcdefghijklmnopqrstuvwxyz1", *sounds.ENDINGS, "abd", "abdul", "aw", "awo",
    "chch", "chm", "chr", "cht", "chtsch", "dje", "djef", "dsch", "dzh", "enko", "hch",
    "jov", "jtsch", "kh", "mp", "nt", "oe", "ou", "ow", "owa", "rz", "sch", "shch",
    "sj", "skj", "skjoe", "stj", "sz", "tsch", "uddin", "zcz", "zh", "zsch",
)  # fmt: skip


def heard_of(words: list[Token]) -> Heard:
    keys = Keys()
    for word in words:
        keys.add(word)
    return heard(keys)


def spellings() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7).map("".join)


@settings(max_examples=1_000)
@given(spellings())
def test_a_spelling_has_the_frame_of_how_it_usually_sounds(spelling: str) -> None:
    (framed,) = frames.framed([spelling], as_wholes=True).splitlines()
    (of_sound,) = frames.of_sounds([sounds.sound(spelling)]).splitlines()
    if len(spelling) <= LONGEST and frames.UNSURE.encode() not in framed:
        assert framed == of_sound


@settings(max_examples=1_000)
@given(spellings(), spellings())
def test_frames_of_neighbours_follow_from_their_own(one: str, other: str) -> None:
    both = ways([token(one, "person", "word"), token(other, "person", "word")])
    usual, behind = both.begin[:1], both.begin[1:]
    if both.borders.meet(usual, behind)[0]:
        return
    spelt = both.spelt[usual[0]] + both.spelt[behind[0]]
    framed = frames.numbered(frames.framed([spelt], as_wholes=True))
    hashed, count = frames.together(both.leading, usual, both.closing, behind)
    assert (hashed.tolist(), count.tolist()) == (
        framed.whole.tolist(),
        framed.count.tolist(),
    )


@settings(max_examples=1_000)
@given(st.lists(spellings(), min_size=3, max_size=3))
def test_frames_of_three_neighbours_follow_from_their_own(three: list[str]) -> None:
    of = ways([token(each, "person", "word") for each in three])
    first, middle, last = (of.begin[at : at + 1] for at in range(3))
    if of.borders.meet_in_three(first, middle, last)[0]:
        return
    spelt = "".join(of.spelt[of.begin])
    framed = frames.numbered(frames.framed([spelt], as_wholes=True))
    front = frames.as_one(of.leading, first, middle)
    hashed, count = frames.together(front, np.arange(1), of.closing, last)
    assert (hashed.tolist(), count.tolist()) == (
        framed.whole.tolist(),
        framed.count.tolist(),
    )


@settings(max_examples=400)
@given(st.lists(spellings(), max_size=5), st.booleans())
def test_rules_are_asked_of_all_spellings_that_have_letters_of_one(
    spelt: list[str], as_wholes: bool
) -> None:
    found = frames.of_spellings(spelt, as_wholes=as_wholes)
    by_rules = frames.numbered(frames.framed(spelt, as_wholes=as_wholes))
    for column, other in zip(*map(attrs.astuple, (found, by_rules)), strict=True):
        assert column.tolist() == other.tolist()


@settings(max_examples=400)
@given(spellings())
def test_no_word_that_sounds_like_neighbours_is_ruled_out(spelling: str) -> None:
    """However it is parted: where its blank stands changes no sound."""
    word = token(spelling, "person", "word")
    listed = heard_of([word])
    parted = [
        (
            token(spelling[:at], "person", "word"),
            token(spelling[at:], "person", "word"),
        )
        for at in range(1, len(spelling))
    ]
    several = list(chain.from_iterable(parted))
    words = parts(several)
    places = np.arange(len(several) + 1)
    asked = runs(words, places[:-1], places[::2])
    possible = may_be(words, ways(several), asked, listed)
    for first, may in zip(asked.first.tolist(), possible.tolist(), strict=True):
        assert may or not joining.alike(parted[first // 2], word)


def test_all_neighbours_of_misspelt_names_that_meet_a_word_are_heard() -> None:
    for space, names in (("person", PERSONS), ("organisation", ORGANISATIONS)):
        read = [
            name.tokens
            for number, spoil in enumerate(MISSPELLINGS)
            for written in names
            for name in read_all(spoil(written, number), space)
        ]
        every = list(dict.fromkeys(word for words in read for word in words))
        once = list(dict.fromkeys(word for word in every))
        place = {word: number for number, word in enumerate(every)}
        words, listed = parts(every), heard_of(once)
        found = np.array([place[word] for of in read for word in of])
        at = np.cumsum([0, *map(len, read)])
        asked = runs(words, found, at)
        plain = [run for of in read for run in joining.neighbours(of)]
        assert len(asked) == len(plain)
        possible = may_be(words, ways(every), asked, listed)
        keys = {key for word in once for key in (*word.sounds, *word.loose)}
        several = zip(
            asked.first.tolist(), asked.second.tolist(), asked.third.tolist(),
            possible.tolist(), strict=True,
        )  # fmt: skip
        for *run, may in several:
            of = tuple(every[number] for number in run if number >= 0)
            if not may and not keys.isdisjoint(sum(joining.heard_as_one(of), ())):
                length = sum(len(part.readings[0]) for part in of)
                assert not any(
                    joining.alike(of, word)
                    for word in once
                    if abs(length - len(word.readings[0])) <= joining.LETTERS_APART
                )
