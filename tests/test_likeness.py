"""Weak aliases, which are lesser names, and names that tell little."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import match
from kycscreen.dates import parse_iso
from kycscreen.entities import ListedEntity, ListedName, Strength
from kycscreen.facts import Kind
from kycscreen.match import Hit
from kycscreen.match.likeness import ENOUGH, LITTLE
from kycscreen.parties import Party, Role
from kycscreen.policy import Policy
from tests.misspelt import PERSONS, WEAK, misspelt

POLICY = Policy()
FOX = ListedName("Aurora Exempelfox", strength=Strength.WEAK)


def person(name: str, born: str = "", country: str = "") -> Party:
    return Party.person(
        name,
        role=Role.CLIENT,
        birth_date=parse_iso(born) if born else None,
        nationalities=[country] if country else [],
    )


def listed(*names: ListedName | str) -> ListedEntity:
    return ListedEntity(
        list_id="t", record_id="1", kind=Kind.PERSON, names=names,
        birth_dates=["1962-03-14"], nationalities=["ru"],
    )  # fmt: skip


def codes(hit: Hit) -> dict[str, int]:
    return {reason.code: reason.points for reason in hit.reasons}


@pytest.mark.parametrize(
    ("name", "born", "country", "expected"),
    [
        ("Aurora Exempelfox", "", "", False),  # alone it is no hit
        ("Aurora Exempelfox", "", "ru", False),  # nor with a country
        ("Aurora Exempelfox", "1962", "", False),  # nor a year
        ("Aurora Exempelfox", "1962", "ru", True),  # but with both
        ("Aurora Exempelfox", "1962-03-14", "", True),  # or the day
        ("Aurora Exempelfox", "1962-03-14", "fi", False),  # unless a country differs
        ("Aurora Exempelfox", "1985-07-01", "ru", False),
        ("Aurora Exempelmuster", "1962-03-14", "ru", False),  # half of it
    ],
)
def test_only_facts_lift_a_weak_alias(
    name: str, born: str, country: str, expected: bool
) -> None:
    entity = listed("Jean Exemple", FOX)
    hit = match.match(person(name, born, country), entity, POLICY)
    assert (hit is not None) == expected
    if hit is not None:
        assert codes(hit)["name.weak"] == POLICY.weak_name_points
        assert hit.matched_name == FOX


def test_a_better_name_stands_before_a_weak_alias() -> None:
    entity = listed("Aurora Exempelfox", FOX)
    hit = match.match(person("Aurora Exempelfox"), entity, POLICY)
    assert hit is not None
    assert codes(hit)["name.same"] == POLICY.name_points
    assert codes(hit)["name.weak_alias"] == POLICY.weak_points


@settings(max_examples=300, deadline=None)
@given(misspelt(PERSONS), st.sampled_from(WEAK + PERSONS))
def test_a_weak_alias_is_never_worth_more_than_a_name(ours: str, theirs: str) -> None:
    weak = listed(ListedName(theirs, strength=Strength.WEAK))
    lesser = match.weigh(person(ours), weak, POLICY)
    whole = match.weigh(person(ours), listed(theirs), POLICY)
    assert lesser.score <= whole.score
    assert lesser.score < POLICY.alert_at


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("Exempelstrom Mithalovski", 0),  # two rare words
        ("Jean Exempelstrom Mithalovski", 0),  # and more
        ("Muhammad Ali", POLICY.name_little),  # many people's
        ("Muhammad", POLICY.name_little),
    ],
)
def test_a_name_that_tells_little_counts_less(name: str, points: int) -> None:
    hit = match.weigh(person(name), listed(name), POLICY)
    assert codes(hit).get("name.little", 0) == points
    assert hit.score == POLICY.name_points + points


@settings(max_examples=300, deadline=None)
@given(misspelt(PERSONS), st.sampled_from(PERSONS), st.integers(-20, 0))
def test_what_little_takes_is_within_its_policy(
    ours: str, theirs: str, most: int
) -> None:
    policy = Policy(name_little=most)
    hit = match.weigh(person(ours), listed(theirs), policy)
    taken = codes(hit).get("name.little", 0)
    assert most <= taken <= 0
    if not hit.name_score or hit.name_score < policy.name_floor:
        assert taken == 0
    met = sum(w.weight * w.likeness for w in hit.words) // 100
    if hit.name_score >= policy.name_floor and met <= LITTLE:
        assert taken == most
    if met >= ENOUGH:
        assert taken == 0


def test_a_further_word_in_common_never_takes_more() -> None:
    words = ["Muhammad", "Ali", "Exempelstrom", "Mithalovski", "Primerovic"]
    taken = [
        codes(match.weigh(person(name), listed(name), POLICY)).get("name.little", 0)
        for name in (" ".join(words[:n]) for n in range(1, len(words) + 1))
    ]
    assert taken == sorted(taken)
    assert taken[-1] == 0


def test_a_weak_alias_that_tells_little_counts_less_too() -> None:
    weak = ListedName("Muhammad Ali", strength=Strength.WEAK)
    hit = match.weigh(person("Muhammad Ali"), listed("Jean Exemple", weak), POLICY)
    assert codes(hit)["name.weak"] == POLICY.weak_name_points
    assert codes(hit)["name.little"] == POLICY.name_little
