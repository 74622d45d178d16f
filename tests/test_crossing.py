"""Given and family names that stand crosswise, row by row."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import explain, match
from kycscreen.entities import ListedEntity, ListedName, Topic
from kycscreen.facts import Kind
from kycscreen.parties import Party, Role
from kycscreen.policy import Policy

POLICY = Policy()
CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "crossings.csv")
        .read_text("utf-8")
        .splitlines()
    )
)


def parts(given: str, family: str) -> dict[str, str]:
    return {"given": given, "family": family} if given else {}


def both(case: dict[str, str]) -> tuple[Party, ListedEntity]:
    ours = parts(case["our_given"], case["our_family"])
    party = Party.person(
        " ".join(ours.values()) or "Hans Friedrich",
        role=Role.CLIENT,
        name_parts=ours,
        birth_date=case["our_born"] or None,
    )
    theirs = parts(case["their_given"], case["their_family"])
    also = [ListedName(case["also"])] if case["also"] else []
    return party, listed(ListedName(case["their_name"], parts=theirs), *also)


def listed(*names: ListedName) -> ListedEntity:
    return ListedEntity(
        list_id="t",
        record_id="1",
        kind=Kind.PERSON,
        names=names,
        birth_dates=["1962-03-14"],
        topics=[Topic.SANCTION],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_names_stand_crosswise_as_the_cases_say(case: dict[str, str]) -> None:
    weighed = match.weigh(*both(case), POLICY)
    codes = {reason.code: reason.points for reason in weighed.reasons}
    assert ("name.crossed" in codes) == (case["expected"] == "taken"), case["why"]
    assert codes.get("name.crossed", POLICY.name_crossed) == POLICY.name_crossed
    hit = match.match(*both(case), POLICY)
    assert (hit is not None) == (case["expected"] == "kept" or bool(case["our_born"]))


WORDS = st.sampled_from(["Hans", "Friedrich", "Martin", "Ali", "Exempel", "Anna"])


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, st.integers(-40, 0))
def test_what_stands_crosswise_takes_its_points_and_the_column_adds_up(
    given_: str, family: str, theirs: str, house: str, most: int
) -> None:
    policy = Policy(name_crossed=most)
    party = Party.person(role=Role.CLIENT, name_parts=parts(given_, family))
    entity = listed(ListedName(f"{theirs} {house}", parts=parts(theirs, house)))
    with_it = match.weigh(party, entity, policy)
    without = match.weigh(party, entity, Policy(name_crossed=0))
    taken = sum(r.points for r in with_it.reasons if r.code == "name.crossed")
    assert taken in (0, most)
    assert with_it.score == sum(reason.points for reason in with_it.reasons)
    assert with_it.score == max(0, without.score + taken)
    assert sum(w.points for w in with_it.words) == sum(w.points for w in without.words)


def test_a_pair_lost_crosswise_says_what_would_make_it_a_hit() -> None:
    party, entity = both(CASES[0])
    miss = explain.miss(party, entity, policy=POLICY)
    assert ("name.crossed", POLICY.name_crossed) in [
        (loss.code, loss.points) for loss in miss.losses
    ]
    assert "name.crossed" in [remedy.code for remedy in miss.remedies]
