"""Spellings of one word by country, words that only look alike, and consonants."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen.names.consonants import MOST as MOST_SKELETONS
from kycscreen.names.consonants import skeletons_of, voices
from kycscreen.names.relation import relate
from kycscreen.names.sounds import MOST, loose_of, sounds_of
from kycscreen.names.tokens import token

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "spellings.csv")
        .read_text("utf-8")
        .splitlines()
    )
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_words_are_as_alike_as_the_cases_say(case: dict[str, str]) -> None:
    likeness, how = relate(token(case["a"], "person"), token(case["b"], "person"))
    if case["at_least"]:
        assert likeness >= int(case["at_least"]), (case["why"], how)
    if case["at_most"]:
        assert likeness <= int(case["at_most"]), (case["why"], how)


@pytest.mark.parametrize(
    ("bare", "latin"),
    [
        ("msawd", "masoud mesut massud"), ("hsyn", "hussein husayn hossein huseyin"),
        ("hsn", "hasan hassan hasen"), ("wlyd", "walid waleed oualid"),
        ("yasr", "yasir yasser jasir"), ("shryf", "sharif cherif sherif"),
        ("kazm", "kazim kadhim kazem"), ("rmdan", "ramadan ramazan ramzan"),
        ("athman", "uthman othman osman"), ("jmal", "jamal djamel gamal cemal"),
        ("qhtany", "qahtani gahtani kahtani"), ("ghlam", "ghulam gholam qolam"),
        ("salh", "salih saleh"), ("fatma", "fatima fatimah fatma"),
        ("jwad", "jawad javad djawad"), ("mrad", "murad mourad murat"),
        ("slyman", "sulayman suleiman soleiman"), ("zyad", "ziad ziyad"),
        ("mnswr", "mansour mansur mansoor"), ("rjb", "rajab recep"),
    ],
)  # fmt: skip
def test_bare_words_meet_their_latin_spellings(bare: str, latin: str) -> None:
    for spelling in latin.split():
        shared = set(skeletons_of(bare, bare=True)) & set(skeletons_of(spelling))
        assert shared, spelling
        assert voices(bare, spelling), spelling


@pytest.mark.parametrize(
    ("bare", "latin"),
    [
        ("hsn", "hussein"), ("hsyn", "hasan"), ("saad", "said"), ("sayd", "saad"),
        ("slah", "salih"), ("nasr", "nasri"), ("khlyl", "khaled"), ("kmal", "kamil"),
        ("nwr", "nasir"), ("jmyl", "jamal"), ("mhmwd", "muhammad"),
    ],
)  # fmt: skip
def test_bare_words_keep_apart_from_other_names(bare: str, latin: str) -> None:
    shared = set(skeletons_of(bare, bare=True)) & set(skeletons_of(latin))
    assert not (shared and voices(bare, latin))


READINGS = st.text("abcdefghijklmnopqrstuvwxyz0", min_size=1, max_size=60)


@given(READINGS)
def test_a_reading_has_few_keys_and_none_twice(reading: str) -> None:
    for keys, most in (
        (sounds_of(reading), MOST),
        (loose_of(reading), MOST),
        (skeletons_of(reading), MOST_SKELETONS),
        (skeletons_of(reading, bare=True), MOST_SKELETONS),
    ):
        assert len(keys) == len(set(keys)) <= most
    assert sounds_of(reading)


@given(READINGS, READINGS)
def test_no_two_readings_break_the_vowels(bare: str, latin: str) -> None:
    assert voices(bare, latin) in (True, False)
