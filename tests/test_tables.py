"""The generated tables are what their first lines say, and can be searched."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from kycscreen.names import tables
from kycscreen.names.pairing import MOST_TOGETHER

FOLDER = Path(tables.__file__).parent.parent / "tables"
SEARCHED = (
    "given_person",
    "groups_person",
    "weights_organisation",
    "weights_person",
)


def words(table: str) -> list[str]:
    return [row.split(",")[0] for row in tables.rows(f"{table}.csv")]


def marks() -> dict[str, list[str]]:
    rows = (row.split(",") for row in tables.rows("groups_person.csv"))
    return {word: found.split() for word, found in rows}


@pytest.mark.parametrize("table", SEARCHED)
def test_words_are_sorted_by_their_bytes_and_stand_once(table: str) -> None:
    bytes_of = [word.encode() for word in words(table)]
    assert all(one < other for one, other in pairwise(bytes_of))


@pytest.mark.parametrize("table", SEARCHED)
def test_a_generated_table_names_its_script_and_stays_small(table: str) -> None:
    written = (FOLDER / f"{table}.csv").read_bytes()
    assert b"# made by scripts/tables from " in written
    assert len(written) < 1_000_000


def test_every_group_has_two_words_or_more() -> None:
    held = Counter(mark for found in marks().values() for mark in found)
    assert all(n > 1 for mark, n in held.items() if mark != "=")


def test_no_phrase_is_longer_than_the_bounds_of_the_index_know() -> None:
    phrases = words("phrases_organisation")
    assert max(len(phrase.split()) for phrase in phrases) <= MOST_TOGETHER


def test_every_listed_word_is_a_name() -> None:
    for word, found in marks().items():
        assert found[0][0] == "=", word
        assert all(mark[0] in "=~" and mark[1:].isdigit() for mark in found[1:]), word


def test_no_title_or_particle_is_one_name_with_another() -> None:
    groups = {w for w, found in marks().items() if any(m[1:] for m in found)}
    ambiguous = {"ben"}  # the particle, and what a Benjamin is called
    assert not (groups & set(tables.kinds("person"))) - ambiguous


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mikko", "mikhail"), ("mihhail", "михаил"), ("juhani", "johan"),
        ("hocine", "hussein"), ("jevgeni", "yevhen"), ("david", "大衛"),
        ("amadou", "ahmed"), ("hatice", "khadija"), ("wojciech", "wojciech"),
    ],
)  # fmt: skip
def test_one_name_has_one_mark(one: str, other: str) -> None:
    assert {m for m in marks()[one] if m[0] == "="} & set(marks()[other])


@pytest.mark.parametrize(
    ("nickname", "name"),
    [
        ("bill", "william"), ("peggy", "margaret"), ("lasse", "lars"),
        ("jukka", "johannes"), ("sasha", "alexander"), ("vova", "vladimir"),
        ("zhenya", "evgenia"), ("pepe", "jose"), ("paco", "francisco"),
    ],
)  # fmt: skip
def test_a_nickname_shares_a_mark_with_what_it_stands_for(
    nickname: str, name: str
) -> None:
    assert {m for m in marks()[nickname] if m[0] == "~"} & set(marks()[name])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("erik", "erika"), ("hasan", "hussain"), ("michel", "michelle"),
        ("mahmoud", "mohammed"), ("saleh", "salah"), ("zahid", "shahid"),
        ("karim", "karimi"), ("christian", "christopher"), ("olga", "helga"),
    ],
)  # fmt: skip
def test_known_names_without_a_common_mark_are_different(one: str, other: str) -> None:
    assert not {m for m in marks()[one] if m[1:]} & set(marks()[other])


def given() -> dict[str, list[str]]:
    rows = (row.split(",") for row in tables.rows("given_person.csv"))
    return {word: found.split() for word, found in rows}


def test_a_given_name_tells_one_sex_at_most_and_countries() -> None:
    for word, found in given().items():
        assert found, word
        assert set(found[1:]) <= tables.COUNTRIES | {"w"}, word
        assert {found[0]} <= {"f", "m"} | tables.COUNTRIES, word


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("johanna", "f"), ("michelle", "f"), ("fatima", "f"), ("svetlana", "f"),
        ("johan", "m"), ("michel", "m"), ("mohammed", "m"), ("vladimir", "m"),
    ],
)  # fmt: skip
def test_a_given_name_tells_the_sex_of_its_bearers(name: str, sex: str) -> None:
    assert given()[name][0] == sex


@pytest.mark.parametrize(
    "name",
    ["andrea", "jan", "jean", "joan", "kim", "nikola", "robin", "sascha", "sasha",
     "simone", "toni", "wei"],
)  # fmt: skip
def test_a_name_of_either_sex_somewhere_tells_none(name: str) -> None:
    assert not {"f", "m"} & set(given().get(name, ()))
