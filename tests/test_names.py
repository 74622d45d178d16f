"""Names: what they fold to, how they compare, and what never changes that."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.facts import Kind
from kycscreen.names import (
    LONGEST,
    WORDS,
    closest,
    compare,
    fold,
    read,
    shares,
    space_of,
    spell,
)
from kycscreen.policy import Policy
from tests.misspelt import ORGANISATIONS, PERSONS, misspelt
from tests.pace import within

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "names.csv").read_text("utf-8").splitlines()
    )
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_names_compare_as_the_cases_say(case: dict[str, str]) -> None:
    kind = Kind(case["kind"])
    comparison = compare(case["party_name"], case["listed_name"], kind=kind)
    hit = comparison.score >= Policy().name_at
    assert hit == (case["expected"] == "hit"), (case["why"], comparison)
    if case["how"]:
        assert case["how"] in {word.how for word in comparison.tokens}, comparison


NAMES = st.one_of(st.text(max_size=40), misspelt(PERSONS), misspelt(ORGANISATIONS))


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(misspelt(PERSONS), st.sampled_from(PERSONS))
def test_case_width_spacing_and_punctuation_change_nothing(
    one: str, other: str
) -> None:
    score = compare(one, other, kind=Kind.PERSON).score
    for same in (f"  {one} ", one.replace(" ", "   "), one.replace(" ", ", ")):
        assert compare(same, other, kind=Kind.PERSON).score == score


@given(st.sampled_from(PERSONS))
def test_case_changes_nothing(name: str) -> None:
    assert compare(name.upper(), name.lower(), kind=Kind.PERSON).score == 100


@given(NAMES, st.sampled_from(list(Kind)))
def test_a_name_with_itself_is_whole(name: str, kind: Kind) -> None:
    score = compare(name, name, kind=kind).score
    assert score == (100 if read(name, kind).tokens else 0)


@given(misspelt(PERSONS), st.sampled_from(PERSONS))
def test_another_order_never_raises_a_score(one: str, other: str) -> None:
    words = other.replace(",", "").split()
    straight = compare(" ".join(words), " ".join(words), kind=Kind.PERSON).score
    turned = compare(" ".join(reversed(words)), " ".join(words), kind=Kind.PERSON)
    assert turned.score <= straight


@settings(max_examples=300)
@given(NAMES, NAMES, st.sampled_from([Kind.PERSON, Kind.ORGANISATION]))
def test_the_words_points_sum_to_the_score(one: str, other: str, kind: Kind) -> None:
    comparison = compare(one, other, kind=kind)
    assert 0 <= comparison.score <= 100
    assert sum(word.points for word in comparison.tokens) == comparison.score
    ours, theirs, alignment = closest(one, other, space_of(kind))
    for points in (0, 1, 37, 80):
        if comparison.score:
            words = shares(alignment, ours, theirs, points)
            assert sum(word.points for word in words) == points


@given(NAMES, NAMES)
def test_every_word_of_both_readings_is_accounted_for(one: str, other: str) -> None:
    read_ours, read_theirs, _ = closest(one, other, "person")
    tokens = compare(one, other, kind=Kind.PERSON).tokens
    ours = [w for word in tokens for w in word.party.split()]
    theirs = [w for word in tokens for w in word.listed.split()]
    assert sorted(ours) == sorted(t.text for t in read_ours.tokens)
    assert sorted(theirs) == sorted(t.text for t in read_theirs.tokens)


@given(st.text(max_size=60))
def test_no_text_breaks_reading(text: str) -> None:
    for kind in (Kind.PERSON, Kind.ORGANISATION):
        for token in read(text, kind).tokens:
            assert token.text
            assert token.readings
            assert 1 <= token.weight <= 1000


@pytest.mark.parametrize(
    ("name", "disguised"),
    [
        ("Jean Exemple", False), ("Åsa Öberg", False), ("Александр", False),
        ("Jеan Exemple", True), ("Je​an Exemple", True),
        ("مثال\N{ZERO WIDTH NON-JOINER}ی نمونه", False),
        ("‮Jean", True),
    ],
)  # fmt: skip
def test_c01_to_c03_disguise_is_noticed(name: str, disguised: bool) -> None:
    assert spell(name).disguised is disguised


@pytest.mark.parametrize(
    "name",
    [
        "a" + "\u0301" * 10_000, "\ufdfa" * 5_000, "a" * 1_000_000, "a " * 5_000,
        "a\u0315\u0300" * 20_000, "." * 100_000, "-" * 100_000, "S." * 50_000,
    ],
    ids=["marks", "expanding", "long", "words", "unordered", "dots", "dashes", "sa"],
)  # fmt: skip
def test_c04_c06_c07_no_name_takes_long(name: str) -> None:
    began = time.process_time()
    for kind in (Kind.PERSON, Kind.ORGANISATION):
        found = read(name, kind)
        assert len(found.tokens) <= WORDS
        assert found.overlong or len(name) <= LONGEST
    assert within(0.5, time.process_time() - began)


def test_names_that_people_bear_are_no_misplaced_blank() -> None:
    two = compare("Aaron Ella", "Aaro Nella", kind=Kind.PERSON)
    assert {word.how for word in two.tokens}.isdisjoint({"joined"})
