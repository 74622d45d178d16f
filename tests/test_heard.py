"""Words heard many at once are heard as each alone."""

from hypothesis import given
from hypothesis import strategies as st

from kycscreen.names import consonants, joining, sounds, tables
from kycscreen.names.heard import (
    hear,
    keys_as_one,
    loose_of_all,
    skeletons_of_all,
    sounds_of_all,
)
from kycscreen.names.reading import read_in
from kycscreen.names.tokens import Token, heard
from tests.misspelt import ORGANISATIONS, PERSONS, misspelt
from tests.test_outlines import PARTS, SPACES

OFTEN = (*PARTS, *"0159", "ovs", "ieh", "oe", "h", "sch", "ow", "enko", "ch", "g", "yy")
WRITTEN = st.lists(st.sampled_from(OFTEN), max_size=9).map("".join)


def assert_heard_alike(readings: list[str]) -> None:
    heard = sounds_of_all(readings)
    assert heard == [sounds.sounds_of(reading) for reading in readings]
    roughly = [sounds.loose_of(reading) for reading in readings]
    assert loose_of_all(readings) == roughly
    bones = [consonants.skeletons_of(reading) for reading in readings]
    assert skeletons_of_all(readings) == bones


def test_common_words_are_heard_at_once_as_alone() -> None:
    words = {
        row.partition(",")[0]
        for space in SPACES
        for row in tables.rows(f"weights_{space}.csv")
    }
    assert_heard_alike(sorted(filter(str.isascii, words)))


@given(st.lists(WRITTEN, max_size=9))
def test_whatever_is_written_is_heard_at_once_as_alone(readings: list[str]) -> None:
    assert_heard_alike(readings)


@given(st.lists(misspelt(PERSONS + ORGANISATIONS), max_size=5), st.sampled_from(SPACES))
def test_words_that_were_heard_at_once_are_what_they_are(
    names: list[str], space: str
) -> None:
    words = [word for name in names for word in read_in(name, space).tokens]
    again = [
        Token(
            word.text, word.space, word.kind, word.weight,
            word.readings, word.script, word.cut, word.syllables,
        )
        for word in words
    ]  # fmt: skip
    hear(again)
    assert [*map(heard, again)] == [*map(heard, words)]


def test_no_word_at_all_is_heard() -> None:
    hear([])
    assert_heard_alike([])
    assert_heard_alike([""])


def test_what_is_longer_than_any_word_is_heard_at_once_as_alone() -> None:
    assert_heard_alike(["sch" * 20, "elo" * 14, "x" * 40, "y" * 41, "wisz"])


@given(
    st.lists(misspelt(PERSONS + ORGANISATIONS) | WRITTEN, max_size=5),
    st.sampled_from(SPACES),
)
def test_neighbours_heard_at_once_have_the_keys_of_each_alone(
    names: list[str], space: str
) -> None:
    tokens = [read_in(name, space).tokens for name in names]
    parts = [run for found in tokens for _, run, _ in joining.runs(found)]
    assert keys_as_one(parts) == [joining.keys(run) for run in parts]


def test_neighbours_of_any_script_have_the_keys_of_each_alone() -> None:
    for space in SPACES:
        for name in (
            "Аб дул Рахман",
            "Kim Jong Un",
            "山田 太郎",
            "عبد الرحمن علي",
            "X Æ",
        ):
            parts = [run for _, run, _ in joining.runs(read_in(name, space).tokens)]
            assert keys_as_one(parts) == [joining.keys(run) for run in parts]
