"""Ordinary words of a book meet whom their tokens meet."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.batch import ordinary as columns
from kycscreen.batch.listed import Listed, listed
from kycscreen.batch.ordinary import ordinary
from kycscreen.batch.probes import met
from kycscreen.index.columns import key
from kycscreen.index.lookups import find_all, hashed_lines
from kycscreen.names import Token, edges, joining, tokens
from kycscreen.names.reading import read_all
from kycscreen.names.spelling import readings
from tests.misspelt import ORGANISATIONS, PERSONS, misspelt
from tests.test_heard import WRITTEN
from tests.test_index import lists_once

SPACES = ("person", "organisation")


@cache
def held(space: str) -> Listed:
    return listed(lists_once().index, space)


def words_of(names: list[str], space: str) -> list[Token]:
    """Return the ordinary words of names, cut off and not."""
    return [
        word
        for name in names
        for read in read_all(name, space)
        for word in read.tokens
        if word.kind == "word"
        and not word.syllables
        and tokens.ordinary(word.text, space)
    ]


def read(words: list[Token], space: str) -> columns.Ordinary:
    texts = [word.text for word in words]
    is_cut = np.array([word.cut for word in words], np.bool_)
    return ordinary(texts, [*map(readings, texts)], is_cut, space)


def most_of(pairs: list[int], mosts: list[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for pair, most in zip(pairs, mosts, strict=True):
        found[pair] = max(most, found.get(pair, 0))
    return found


def assert_met_alike(words: list[Token], space: str) -> None:
    of, keys, most = read(words, space).keys(held(space))
    at, other = find_all(held(space).tokens, keys)
    pairs = of[at] << 32 | other
    found = most_of(pairs.tolist(), most[at].tolist())
    wanted = most_of(*(column.tolist() for column in met(words, held(space))))
    # A few sounds more may be asked for than are kept of one word.
    assert {pair: max(found.get(pair, 0), m) for pair, m in wanted.items()} == {
        pair: found[pair] for pair in wanted
    }


@pytest.mark.parametrize("space", SPACES)
@settings(max_examples=60)
@given(data=st.data())
def test_ordinary_words_meet_whom_their_tokens_meet(
    space: str, data: st.DataObject
) -> None:
    names = PERSONS if space == "person" else ORGANISATIONS
    drawn = data.draw(st.lists(misspelt(names) | WRITTEN, max_size=5))
    assert_met_alike(words_of(drawn, space), space)


@pytest.mark.parametrize("space", SPACES)
def test_every_listed_word_that_is_ordinary_meets_itself(space: str) -> None:
    names = PERSONS if space == "person" else ORGANISATIONS
    words = words_of([*names], space)
    assert words
    assert_met_alike(words, space)


@pytest.mark.parametrize("space", SPACES)
@settings(max_examples=60)
@given(data=st.data())
def test_ordinary_words_are_asked_for_as_neighbours_that_are_one(
    space: str, data: st.DataObject
) -> None:
    names = PERSONS if space == "person" else ORGANISATIONS
    words = words_of(data.draw(st.lists(misspelt(names), max_size=3)), space)
    weight = np.array([word.weight for word in words], np.int64)
    of, keys, *_ = read(words, space).joins(weight)
    found = set(zip(of.tolist(), keys.tolist(), strict=True))
    for number, word in enumerate(words):
        asked = {(number, key(probe)) for probe in joining.probes(word)}
        assert asked <= found


def test_every_edge_has_keys_of_ordinary_words() -> None:
    probes = {edge.probes for edge in edges.EDGES if edge is not edges.SLIP}
    assert probes == set(columns._KEYS)


@given(st.lists(st.text("abcxyz019'*%", max_size=70)), st.sampled_from(("", "*", "<^")))
def test_stretches_of_letters_are_hashed_as_texts(texts: list[str], mark: str) -> None:
    codes = np.frombuffer("\n".join([*texts, ""]).encode(), np.uint8)
    length = np.array(list(map(len, texts)), np.int64)
    begin = (length + 1).cumsum() - length - 1
    found = hashed_lines(codes, begin, length, mark)
    assert found.tolist() == [key(mark + text) for text in texts]
