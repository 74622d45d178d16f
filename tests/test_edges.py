"""What each edge says of two words, row by row, and what slips leave of a word."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kycscreen.names import kinship
from kycscreen.names.edges import EDGES
from kycscreen.names.reading import read_in
from kycscreen.names.relation import relate
from kycscreen.names.slips import keys, probes, slipped
from kycscreen.names.tokens import Token, token

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "edges.csv").read_text("utf-8").splitlines()
    )
)


def read(written: str, space: str) -> Token:
    """Read a word: one cut off ends in a stroke, one ``of`` a name stands in it."""
    word, _, name = written.partition(" of ")
    if name:
        return next(t for t in read_in(name, space).tokens if t.text == word)
    return token(word.removesuffix("-"), space, cut=word.endswith("-"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']}={case['b']}")
def test_words_are_as_alike_as_the_cases_say(case: dict[str, str]) -> None:
    a, b = (read(case[side], case["space"]) for side in "ab")
    likeness, how = relate(a, b)
    least, most = int(case["at_least"]), int(case["at_most"])
    assert least <= likeness <= most, (case["why"], likeness, how)
    if likeness and case["how"]:
        assert how == case["how"], (case["why"], likeness)


def test_every_label_has_a_case_that_must_have_it() -> None:
    labels = {edge.label for edge in EDGES} | {"same", "transliterated"}
    assert labels <= {case["how"] for case in CASES if int(case["at_least"])}


def test_an_edge_never_makes_more_of_two_words_than_it_says() -> None:
    words = [read(case[side], "person") for case in CASES for side in "ab"]
    for edge in EDGES:
        assert all(0 <= edge.likeness(a, b) <= edge.most for a in words for b in words)


LETTERS = st.text("abcde", min_size=1, max_size=12)


@st.composite
def slipping(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a word and what up to three slips make of it."""
    word = other = draw(LETTERS)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(other)))
        letter = draw(st.sampled_from("abcde"))
        pair = other[at : at + 2][::-1]
        other = draw(
            st.sampled_from(
                [
                    other[:at] + letter + other[at:],
                    other[:at] + letter + other[at + 1 :],
                    other[:at] + other[at + 1 :],
                    other[:at] + pair + other[at + 2 :],
                ]
            )
        )
    return word, other


@settings(max_examples=1_000)
@given(slipping())
def test_words_that_slips_part_share_what_is_left_of_them(
    pair: tuple[str, str],
) -> None:
    a, b = pair
    likeness = slipped(a, b)
    assert likeness == slipped(b, a)
    if likeness:
        assert keys(a) & probes(b)


@settings(max_examples=1_000)
@given(slipping())
def test_slips_are_counted_as_they_are_made(pair: tuple[str, str]) -> None:
    a, b = pair
    shorter, slips = min(len(a), len(b)), OSA.distance(a, b)
    allowed = 0 if shorter < 3 else 1 if shorter < 6 else 2
    assert bool(slipped(a, b)) == (shorter >= 3 and slips <= allowed)
    if slips == 2 and slipped(a, b):
        once = a[:-1] + "x" if a[-1] != "x" else a
        assert slipped(a, b) < slipped(a, once)


@pytest.mark.parametrize("length", [41, 500])
def test_a_word_that_is_no_word_has_no_slips(length: int) -> None:
    assert not keys("a" * length)
    assert slipped("a" * length, "a" * (length - 1) + "b") == 0


def test_a_word_of_an_organisation_tells_no_sex() -> None:
    for space, lost in (("person", kinship.OPPOSITE), ("organisation", 0)):
        carl, carla = token("carl", space), token("carla", space)
        assert kinship.opposite(carl, carla) == lost
