"""The probes of slips of many words at once: hashed as each word's own."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kycscreen.batch.counts import MOST, counted
from kycscreen.batch.listed import Listed, listed
from kycscreen.batch.slipping import hashed_probes, slipped
from kycscreen.batch.spellings import spelt
from kycscreen.index.columns import key
from kycscreen.names import Token, slips
from kycscreen.names.edges import spellings
from kycscreen.names.reading import read_in
from tests.misspelt import ORGANISATIONS, PERSONS, misspelt
from tests.test_index import lists_once

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPACES = ("person", "organisation")


@pytest.mark.parametrize("length", range(slips.LONGEST + 4))
@settings(max_examples=20, deadline=None)
@given(st.data())
def test_probes_are_put_together_of_stretches(length: int, data: st.DataObject) -> None:
    word = data.draw(st.text(min_size=length, max_size=length))
    assert slips.probes(word) == {
        mark + "".join(word[a:b] for a, b in stretches)
        for mark, stretches in slips.stretches(length)
    }


@pytest.mark.parametrize("length", range(slips.ONE_FROM, slips.LONGEST + 1))
@settings(max_examples=20, deadline=None)
@given(st.data())
def test_probes_hash_at_once_as_they_do_as_text(
    length: int, data: st.DataObject
) -> None:
    letters = st.sampled_from(data.draw(st.sampled_from(["ab", LETTERS]))) | (
        st.characters(max_codepoint=127)
    )
    spelt_so = st.lists(letters, min_size=length, max_size=length).map("".join)
    words = data.draw(st.lists(spelt_so, min_size=1, max_size=4))
    columns = np.array([list(map(ord, word)) for word in words]).T
    for word, hashes in zip(words, hashed_probes(columns).T.tolist(), strict=True):
        assert set(hashes) == set(map(key, slips.probes(word)))


@cache
def held(space: str) -> Listed:
    return listed(lists_once().index, space)


@cache
def vocabulary(space: str) -> tuple[Token, ...]:
    numbers = range(len(held(space).word_weight))
    return tuple(map(lists_once().index.spaces[space].token, numbers))


def plainly(new: list[Token], space: str) -> set[tuple[int, int, int]]:
    """Compare each spelling of each word with each of each that is listed."""
    return {
        (ours, theirs, likeness)
        for ours, word in enumerate(new)
        for theirs, other in enumerate(vocabulary(space))
        for one in spellings(word)
        for another in spellings(other)
        if (likeness := slips.slipped(one, another))
    }


@pytest.mark.parametrize("copies", [1, 20])
@pytest.mark.parametrize("space", SPACES)
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_slips_are_counted_as_between_each_two_words(
    space: str, copies: int, data: st.DataObject
) -> None:
    """Of one word its probes are made as text; of twenty they are hashed at once."""
    names = PERSONS if space == "person" else ORGANISATIONS
    new = list(read_in(data.draw(misspelt(names)), space).tokens)
    each = [*map(spellings, new * copies)]
    pairs, likeness = slipped(each, held(space))
    found = zip(
        (pairs >> 32).tolist(),
        (pairs & 0xFFFFFFFF).tolist(),
        likeness.tolist(),
        strict=True,
    )
    assert set(found) == {
        (copy * len(new) + ours, theirs, likeness)
        for ours, theirs, likeness in plainly(new, space)
        for copy in range(copies)
    }


FEW = st.text("abz", min_size=1, max_size=18)
WORDS = FEW | st.text(LETTERS, min_size=1) | st.text(min_size=1)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS)))
def test_slips_of_many_pairs_are_those_of_each(pairs: list[tuple[str, str]]) -> None:
    ours, theirs = (spelt([(pair[side],) for pair in pairs]) for side in (0, 1))
    every = np.arange(len(pairs))
    assert counted(ours, every, theirs, every).tolist() == [
        min(OSA.distance(one, other), MOST + 1) for one, other in pairs
    ]


@given(st.lists(st.lists(st.text(min_size=1, max_size=9), max_size=3)))
def test_kinds_of_letters_are_those_of_each_spelling(words: list[list[str]]) -> None:
    columns = spelt(map(tuple, words))
    assert columns.texts == tuple(text for texts in words for text in texts)
    assert columns.word.tolist() == [n for n, texts in enumerate(words) for _ in texts]
    for text, kinds in zip(columns.texts, columns.kinds.tolist(), strict=True):
        each = [ord(letter) & 31 for letter in text]
        assert kinds == sum(
            (each.count(kind) > 0) << kind | (each.count(kind) > 1) << kind + 32
            for kind in range(32)
        )
