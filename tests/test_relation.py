"""The law of the edges, on which the index rests."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.names.relation import EDGES, Edge, keys, probes, relate
from kycscreen.names.tokens import Token, read_in, token
from tests.misspelt import ORGANISATIONS, PERSONS, misspelt

SPACES = ("person", "organisation")


def vocabulary(space: str) -> list[Token]:
    names = PERSONS if space == "person" else ORGANISATIONS
    words = {t.text for name in names for t in read_in(name, space).tokens}
    return [token(word, space) for word in sorted(words)]


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.label)
@pytest.mark.parametrize("space", SPACES)
def test_an_edge_relates_only_words_that_share_a_key(edge: Edge, space: str) -> None:
    for a, b in product(vocabulary(space), repeat=2):
        if edge.likeness(a, b):
            assert set(edge.probes(a)) & set(edge.keys(b)), (a.text, b.text)


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
    for a, b in product(read_in(one, "person").tokens, read_in(other, "person").tokens):
        assert relate(a, b)[0] == relate(b, a)[0]
        assert relate(a, a) == (100, "same")


@pytest.mark.parametrize(
    ("a", "b"), [("hasan", "husayn"), ("3", "2"), ("anna", "antti"), ("al", "li")]
)
def test_words_that_only_look_near_are_not_related(a: str, b: str) -> None:
    assert relate(token(a, "person"), token(b, "person")) == (0, "")


@pytest.mark.parametrize("length", [42, 500, 1024])
def test_c04_a_word_that_is_no_word_has_few_keys(length: int) -> None:
    word = token("ab" * (length // 2), "person")
    assert len(keys(word)) < 10
    assert relate(word, token("ab" * (length // 2) + "c", "person")) == (0, "")
