"""Text as lists publish it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen.sources.scripts import script
from kycscreen.sources.texts import absent, decoded, hidden, line


@given(st.text())
def test_a_line_has_single_blanks_no_controls_and_stays_as_it_is(raw: str) -> None:
    flat = line(raw)
    assert line(flat) == flat
    assert flat == flat.strip()
    assert "  " not in flat
    assert not any(unicodedata.category(c) == "Cc" for c in flat)


def test_a_line_keeps_invisible_characters_as_evidence() -> None:
    assert line("Je\u200ban\u202e") == "Je\u200ban\u202e"
    assert hidden("Je\u200ban")
    assert not hidden("Jéan Exemple")


def test_C04_marks_beyond_all_use_take_no_time() -> None:
    marks = "a" + "\u0301\u0323" * 50_000
    started = time.process_time()
    assert line(marks) == marks
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("published", "meant"),
    [
        ("EXEMPLE &amp; FILS", "EXEMPLE & FILS"),
        ("EXEMPLE &#38; FILS", "EXEMPLE & FILS"),
        ("EXEMPLE & FILS; CO", "EXEMPLE & FILS; CO"),
        ("EXEMPLE &copy FILS; CO", "EXEMPLE &copy FILS; CO"),
        ("R&D;", "R&D;"),
        ("EXEMPLE&nbsp;SARL", "EXEMPLE SARL"),
    ],
)
def test_A24_what_was_encoded_twice_is_decoded(published: str, meant: str) -> None:
    assert decoded(published) == meant


@pytest.mark.parametrize(
    "text",
    ["", " ", "-0- ", "00", "UNKNOWN", "Unknown", "undetermined", "None Identified"]
    + ["n/a", "N/A", "-", "?", "none"],
)
def test_a_sentinel_says_that_there_is_nothing(text: str) -> None:
    assert absent(text)


@pytest.mark.parametrize("text", ["0", "000", "No", "none of these", "Nona"])
def test_a_value_is_no_sentinel(text: str) -> None:
    assert not absent(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jean Exemple", "Latn"),
        ("Åsa Öberg", "Latn"),
        ("ＪＥＡＮ", "Latn"),
        ("Жан", "Cyrl"),
        ("Жaн", "Cyrl+Latn"),
        ("جان", "Arab"),
        ("样本", "Hani"),
        ("サンプル", "Kana"),
        ("ひらがな漢字", "Hani+Hira"),
        ("견본", "Hang"),
        ("ნიმუში", "Geor"),
        ("Δείγμα", "Grek"),
        ("דוגמה", "Hebr"),
        ("12-34", "Zyyy"),
        ("", "Zyyy"),
        ("’ʼ", "Zyyy"),
        ("٣", "Zyyy"),
    ],
)
def test_the_script_is_that_of_the_letters(text: str, codes: str) -> None:
    assert script(text) == codes
