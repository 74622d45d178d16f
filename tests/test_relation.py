"""The law of the edges, on which the index rests."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.names import slips
from kycscreen.names.edges import EDGES, Edge
from kycscreen.names.reading import read_all, read_in
from kycscreen.names.relation import keys, probes, relate, related
from kycscreen.names.tokens import Token, token
from tests.misspelt import ORGANISATIONS, PERSONS, misspelt

SPACES = ("person", "organisation")


@cache
def vocabulary(space: str) -> list[Token]:
    names = PERSONS if space == "person" else ORGANISATIONS
    words = {
        (t.text, t.kind, t.groups): t
        for name in names
        for read in read_all(name, space)
        for t in read.tokens
    }
    return [words[word] for word in sorted(words)]


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.label)
@pytest.mark.parametrize("space", SPACES)
def test_an_edge_relates_only_words_that_share_a_key(edge: Edge, space: str) -> None:
    for a, b in product(vocabulary(space), repeat=2):
        if edge.likeness(a, b):
            assert set(edge.probes(a)) & set(edge.keys(b)), (a.text, b.text)


def held_of(words: list[Token]) -> dict[str, list[int]]:
    """Hold words under their keys, as the index does."""
    held: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        for key in keys(word):
            held[key].append(number)
    return held


def assert_asked_through_keys(asked: Token, words: list[Token]) -> None:
    held = held_of(words)

    def under(keys: Iterable[str]) -> set[int]:
        return {number for key in keys for number in held.get(key, ())}

    found = related(asked, under, words.__getitem__)
    expected = {n: relate(asked, word)[0] for n, word in enumerate(words)}
    assert found == {n: likeness for n, likeness in expected.items() if likeness}


@pytest.mark.parametrize("space", SPACES)
def test_asking_through_keys_finds_what_comparing_all_finds(space: str) -> None:
    words = vocabulary(space)
    for asked in words:
        assert_asked_through_keys(asked, words)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(SPACES))
def test_asking_for_a_misspelt_word_finds_what_comparing_all_finds(
    data: st.DataObject, space: str
) -> None:
    names = PERSONS if space == "person" else ORGANISATIONS
    for asked in read_in(data.draw(misspelt(names)), space).tokens:
        assert_asked_through_keys(asked, vocabulary(space))


@st.composite
def slipped_words(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a word and what two slips make of it, anywhere and of few letters."""
    letters = st.sampled_from(draw(st.sampled_from(["ab", "abc", "aeiklmnrst"])))
    word = other = draw(st.text(letters, min_size=3, max_size=16))
    for _ in range(2):
        at = draw(st.integers(0, len(other) - 1))
        slip = draw(st.sampled_from(["none", "more", "fewer", "another", "turned"]))
        if slip == "more":
            other = other[:at] + draw(letters) + other[at:]
        elif slip == "fewer" and len(other) > 3:
            other = other[:at] + other[at + 1 :]
        elif slip == "another":
            other = other[:at] + draw(letters) + other[at + 1 :]
        elif slip == "turned":
            other = other[:at] + other[at : at + 2][::-1] + other[at + 2 :]
    return word, other


@settings(max_examples=2_000, deadline=None)
@given(slipped_words())
def test_words_two_slips_apart_share_a_key(words: tuple[str, str]) -> None:
    for one, other in (words, words[::-1]):
        if slips.slipped(one, other):
            assert slips.probes(one) & slips.keys(other)


@pytest.mark.parametrize("length", range(8, 41))
def test_letters_turned_in_any_two_places_still_share_a_key(length: int) -> None:
    """Two quarters may be spoilt by one slip: where their letters change places."""
    word = ("abcdefghijklmnopqrstuvwxyz" * 2)[:length]
    for first in range(length - 1):
        once = turned(word, first)
        for second in range(first + 2, length - 1):
            twice = turned(once, second)
            assert slips.slipped(word, twice)
            assert slips.probes(word) & slips.keys(twice)
            assert slips.probes(twice) & slips.keys(word)
        for at in range(length):
            shorter = once[:at] + once[at + 1 :]
            assert slips.probes(word) & slips.keys(shorter)
            assert slips.probes(shorter) & slips.keys(word)


def turned(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def test_a_long_word_has_few_keys_of_slips() -> None:
    assert len(slips.keys("exempels")) == 6
    assert len(slips.keys("exempel")) > 20


@pytest.mark.parametrize("other", ["例示", "示様", "示例様", "示"])
def test_words_of_syllables_are_found_through_their_keys(other: str) -> None:
    assert_asked_through_keys(token("示例", "person"), [token(other, "person")])


@pytest.mark.parametrize("letter", ["i", "v", "x"])
def test_a_letter_is_found_whatever_its_place_makes_of_it(letter: str) -> None:
    numeral = token(letter, "organisation", "number")
    for kind in ("word", "particle", "initial"):
        other = token(letter, "organisation", kind)
        assert_asked_through_keys(numeral, [other])
        assert_asked_through_keys(other, [numeral])


@settings(max_examples=400, deadline=None)
@given(misspelt(PERSONS), misspelt(PERSONS))
def test_misspelt_words_are_related_only_through_keys(one: str, other: str) -> None:
    for a, b in product(read_in(one, "person").tokens, read_in(other, "person").tokens):
        likeness, how = relate(a, b)
        assert 0 <= likeness <= 100
        assert bool(likeness) == bool(how)
        if likeness:
            assert probes(a) & keys(b), (a.text, b.text, how)


@given(st.sampled_from(PERSONS + ORGANISATIONS), misspelt(PERSONS + ORGANISATIONS))
def test_the_relation_is_symmetric_and_whole_with_itself(one: str, other: str) -> None:
    ours, theirs = (
        [token(t.text, "person") for t in read_in(name, "person").tokens]
        for name in (one, other)
    )
    for a, b in product(ours, theirs):
        assert relate(a, b)[0] == relate(b, a)[0]
        assert relate(a, a) == (100, "same")


def test_only_our_last_word_may_be_cut_off() -> None:
    ours, theirs = "Aurora Exempelst", "Aurora Exempelstromina"
    short = read_in(ours, "person").tokens[-1]
    assert not short.cut  # shorter than any form
    cut = token("exempelst", "person", cut=True)
    whole = token("exempelstromina", "person", cut=True)
    assert relate(cut, whole) == (88, "truncated")
    assert relate(whole, cut) == (0, "")
    assert read_in(theirs, "person").tokens[-1].cut


@pytest.mark.parametrize(("a", "b"), [("3", "2"), ("anna", "antti"), ("al", "li")])
def test_words_that_only_look_near_are_not_related(a: str, b: str) -> None:
    assert relate(token(a, "person"), token(b, "person")) == (0, "")


def test_two_names_of_their_own_are_less_alike_than_a_slip() -> None:
    known, unknown = token("simone", "person"), token("exempla", "person")
    assert relate(token("simon", "person"), known) == (82, "sound")
    assert relate(token("exempl", "person"), unknown) == (90, "sound")
    assert relate(token("hasan", "person"), token("husayn", "person"))[0] < 50


@pytest.mark.parametrize("length", [42, 500, 1024])
def test_c04_a_word_that_is_no_word_has_few_keys(length: int) -> None:
    word = token("ab" * (length // 2), "person")
    assert len(keys(word)) < 10
    assert relate(word, token("ab" * (length // 2) + "c", "person")) == (0, "")
