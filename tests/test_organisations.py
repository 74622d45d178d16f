"""Names of organisations: legal forms, generic words, numbers, branches, vessels.

A case that is *wanted* is known to fail; it becomes *strong* with what makes it pass.
"""

import csv
from pathlib import Path

import pytest

from kycscreen.facts import Kind
from kycscreen.names import compare, spell
from kycscreen.names.spelling import readings, script_of
from kycscreen.names.tables import rows

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "organisations.csv")
        .read_text("utf-8")
        .splitlines()
    )
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_organisations_compare_as_the_cases_say(case: dict[str, str]) -> None:
    compared = compare(case["party"], case["listed"], kind=Kind.ORGANISATION)
    least, most = int(case["least"] or 0), int(case["most"] or 100)
    right = least <= compared.score <= most
    if case["strength"] == "wanted" and not right:
        pytest.xfail(case["why"])
    assert right, (case["why"], compared)


TABLES = ("groups_organisation.csv", "phrases_organisation.csv", "numbers.csv")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_sorted_by_its_bytes_and_holds_a_word_once(table: str) -> None:
    words = [row.partition(",")[0].encode() for row in rows(table)]
    assert words == sorted(set(words))


@pytest.mark.parametrize("table", TABLES)
def test_latin_words_stand_in_a_table_as_they_are_read(table: str) -> None:
    for row in rows(table):
        words = tuple(row.partition(",")[0].split())
        assert spell(" ".join(words), dotted=True).words == words
        for word in words:
            if script_of(word) == "Latn":
                assert readings(word)[0] == word


def test_no_word_is_two_things() -> None:
    kinds = {row.split(",")[0] for row in rows("kinds_organisation.csv")}
    numbers = {row.split(",")[0] for row in rows("numbers.csv")}
    groups = {row.split(",")[0] for row in rows("groups_organisation.csv")}
    assert not kinds & numbers
    assert not numbers & groups
