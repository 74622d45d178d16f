"""Combined names: tests/cases/combined.csv holds what becomes of each value."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources.combined import split
from kycscreen.sources.scripts import script

CASES = Path(__file__).parent / "cases" / "combined.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_value_is_taken_apart_as_written_down(case: dict[str, str]) -> None:
    value = ListedName(case["value"], script=script(case["value"]))
    made = split(value, Kind(case["kind"]))
    pieces = made[:-1] if len(made) > 1 else made
    found = " | ".join(f"{name.kind.value}:{name.full}" for name in pieces)
    assert found == case["names"], case["why"]
    assert made[0].note == case["note"], case["why"]


def test_the_value_itself_always_stays() -> None:
    value = ListedName(
        "Jean Exemple; John Example",
        kind=NameKind.AKA,
        strength=Strength.WEAK,
        script="Latn",
        lang="fr",
        parts=(("given", "Jean"),),
    )
    *pieces, unsplit = split(value, Kind.PERSON)
    assert unsplit.full == value.full
    assert unsplit.kind is NameKind.VARIATION
    assert unsplit.parts == value.parts
    assert {name.strength for name in (*pieces, unsplit)} == {Strength.WEAK}
    assert {name.lang for name in pieces} == {"fr"}


def test_the_pieces_of_a_former_name_are_former_names() -> None:
    value = ListedName("Exemple SARL; Beispiel GmbH", kind=NameKind.FKA)
    kinds = [name.kind for name in split(value, Kind.ORGANISATION)]
    assert kinds == [NameKind.FKA, NameKind.FKA, NameKind.VARIATION]


def test_parts_stay_where_only_a_bracket_was_taken_out() -> None:
    value = ListedName(
        "Ihor (Igor) EXEMPLENKO",
        parts=(("given", "Ihor (Igor)"), ("family", "EXEMPLENKO")),
    )
    names = split(value, Kind.PERSON)
    assert names[0].parts == (("given", "Ihor"), ("family", "EXEMPLENKO"))
    assert names[1].parts == ()
    assert names[-1].parts == value.parts


PIECES = st.sampled_from(
    (
        *("Jean", "Exemple", "Жан", "مثال", "範例", "née", "born", "a.k.a.", "son of"),
        *(";", ",", "(", ")", " / ", "b)", "(original script: ", "1953", "SARL", "-"),
    )
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(Kind), st.sampled_from(Strength))
def test_whatever_is_written_no_name_is_lost_empty_or_of_another_strength(
    words: list[str], kind: Kind, strength: Strength
) -> None:
    full = " ".join(" ".join(words).split())
    made = split(ListedName(full, strength=strength), kind)
    assert made[-1].full == full
    assert all(name.full.strip() for name in made if full)
    assert {name.strength for name in made} == {strength}


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 50_000,
        "()" * 50_000,
        "a; " * 30_000,
        "née " * 20_000,
        "a" * 100_000 + " (b)",
        "son of " * 15_000,
    ],
)
def test_c07_a_hostile_value_costs_no_time(hostile: str) -> None:
    for value in (hostile, hostile[:1_999]):
        before = time.process_time()
        split(ListedName(value), Kind.PERSON)
        assert time.process_time() - before < 0.5
