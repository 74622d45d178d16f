"""What two words must have in common to share a key, so that few keys are made."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.names import tables
from kycscreen.names.edges import EDGES
from kycscreen.names.outlines import LETTERS, Outline, outline_of, strangers
from kycscreen.names.reading import read_in
from kycscreen.names.sounds import loose_of, sounds_of
from kycscreen.names.tokens import Token, token
from tests.misspelt import ORGANISATIONS, PERSONS, misspelt

SPACES = ("person", "organisation")
# Among them all that is heard as less, or other letters, than are written.
PARTS = (
    "abd", "abdul", "arn", "cl", "ddin", "eldin", "evna", "inas", "ivind", "kh", "llah",
    "lunow", "mp", "nen", "nt", "oglu", "ovich", "ovna", "rz", "schtsch", "skit",
    "skiy", "cht", "dh", "dj", "dsj", "ph", "sch", "tch", "th", "tj", "ts", "tz",
    *"abcdefghijklmnopqrstuvwxyz",
)  # fmt: skip


def drawn_in(key: str) -> set[str]:
    return set(key.replace("p", "b").replace("d", "t")) & set(LETTERS)


def letters_of(bits: int) -> set[str]:
    return {letter for at, letter in enumerate(LETTERS) if bits >> at & 1}


def assert_drawn(word: Token) -> None:
    """Assert that each key is a group, or has the letters that stay and no others."""
    edges = [edge for edge in EDGES if not edge.direct and edge.label != "typo"]
    keys = {key for edge in edges for key in edge.keys(word)} - word.outline.groups
    assert_holds(word.outline, keys)


def assert_holds(outline: Outline, keys: Iterable[str]) -> None:
    stay, occur = letters_of(outline.stay), letters_of(outline.occur)
    for key in keys:
        assert stay <= drawn_in(key) <= occur, key


@pytest.mark.parametrize("space", SPACES)
def test_the_keys_of_common_words_keep_their_outline(space: str) -> None:
    words = {row.partition(",")[0] for row in tables.rows(f"weights_{space}.csv")}
    for word in sorted(words)[::7]:
        assert_drawn(token(word, space, "word"))


@given(misspelt(PERSONS + ORGANISATIONS), st.sampled_from(SPACES))
def test_the_keys_of_misspelt_words_keep_their_outline(name: str, space: str) -> None:
    for word in read_in(name, space).tokens:
        assert_drawn(word)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join))
def test_whatever_is_heard_of_letters_keeps_their_outline(letters: str) -> None:
    assert_drawn(token(letters, "organisation", "word"))
    assert_holds(outline_of([letters]), (*sounds_of(letters), *loose_of(letters)))


@given(misspelt(PERSONS), misspelt(PERSONS))
def test_strangers_are_joined_by_direct_edges_only(one: str, other: str) -> None:
    for a, b in product(read_in(one, "person").tokens, read_in(other, "person").tokens):
        if strangers(a.outline, b.outline):
            for edge in EDGES:
                assert edge.direct or not edge.likeness(a, b), (a.text, b.text)
