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
from tests.pace import within

CASES = Path(__file__).parent / "cases" / "combined.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_value_is_taken_apart_as_written_down(case: dict[str, str]) -> None:
    value = ListedName(case["value"], script=script(case["value"]))
    made = split(value, Kind(case["kind"]))
    pieces = made if made[0].full == value.full else made[:-1]
    found = " | ".join(f"{_marked(name)}:{name.full}" for name in pieces)
    assert found == case["names"], case["why"]
    assert made[0].note == case["note"], case["why"]


def _marked(name: ListedName) -> str:
    """Write a name's kind, with a tilde where it is weak."""
    return name.kind.value + ("~" if name.strength is Strength.WEAK else "")


def test_a_shortened_name_is_weak_and_says_that_we_inferred_it() -> None:
    whole, cut = split(ListedName("JE (initials)"), Kind.PERSON)
    assert (whole.full, whole.kind, whole.strength, whole.note) == (
        *("JE (initials)", NameKind.PRIMARY),
        *(Strength.STRONG, ""),
    )
    assert (cut.full, cut.kind, cut.strength, cut.note) == (
        *("JE", NameKind.VARIATION),
        *(Strength.WEAK, "initials; inferred"),
    )


def test_a_shortened_name_may_be_left_to_the_note() -> None:
    value = ListedName("JE (initials)", parts=(("family", "JE (initials)"),))
    (whole,) = split(value, Kind.PERSON, inferred=False)
    assert whole.note == "inferred: JE"
    assert (whole.full, whole.kind, whole.parts) == (
        *(value.full, NameKind.PRIMARY),
        value.parts,
    )


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
def test_whatever_is_written_no_name_is_lost_empty_or_stronger_than_published(
    words: list[str], kind: Kind, strength: Strength
) -> None:
    full = " ".join(" ".join(words).split())
    made = split(ListedName(full, strength=strength), kind)
    assert full in (made[0].full, made[-1].full)
    assert all(name.full.strip() for name in made if full)
    assert {name.strength for name in made} <= {strength, Strength.WEAK}
    assert all(n.strength is strength or "inferred" in n.note for n in made)
    published = split(ListedName(full, strength=strength), kind, inferred=False)
    assert {name.strength for name in published} == {strength}


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
        assert within(0.5, time.process_time() - before)
