"""Misses: where a pair was lost, and that every remedy shown is one."""

import csv
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import explain, match
from kycscreen.entities import ListedEntity, ListedName, Strength, Topic
from kycscreen.explain import Miss, losses, remedies, words
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import Party, Role
from kycscreen.policy import Policy
from tests.misspelt import ORGANISATIONS, PERSONS, entities, misspelt

CASES = Path(__file__).parent / "cases" / "misses.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def party(kind: str, name: str, **facts: Any) -> Party:
    made = Party.person if kind == "person" else Party.organisation
    return made(name, role=Role.CLIENT, **facts)


def of_case(case: dict[str, str]) -> Miss:
    facts: dict[str, Any] = {}
    if case["party_born"]:
        facts["birth_date"] = case["party_born"]
    if case["party_country"]:
        facts["nationalities"] = [case["party_country"]]
    names = [ListedName(n) for n in [case["listed_name"]] if n]
    weak = [ListedName(n, strength=Strength.WEAK) for n in [case["listed_weak"]] if n]
    listed = ListedEntity(
        list_id="own",
        record_id="7",
        kind=Kind(case["listed_kind"]),
        names=(*names, *weak),
        birth_dates=tuple(filter(None, [case["listed_born"]])),
        nationalities=tuple(filter(None, [case["listed_country"]])),
        topics=frozenset({Topic(case["topic"])}),
    )
    policy = Policy(alert_at=int(case["alert_at"] or Policy().alert_at))
    ours = party(case["kind"], case["party_name"], **facts)
    return explain.miss(ours, listed, policy=policy)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_miss_is_told_as_written_down(case: dict[str, str]) -> None:
    miss = of_case(case)
    assert not miss.is_hit, case["why"]
    assert case["lost"] in [loss.code for loss in miss.losses], case["why"]
    assert case["remedy"] in [remedy.text for remedy in miss.remedies], case["why"]


# -- what holds of every pair ------------------------------------------------------

LISTED = entities()


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Party, ListedEntity, Policy]:
    """A party whose name is a misspelt one of the entity's, or anybody's."""
    entity = draw(st.sampled_from(LISTED))
    own = tuple(name.full for name in entity.names)
    anybody = (*PERSONS, *ORGANISATIONS)
    name = draw(misspelt(draw(st.sampled_from([own, own, own, anybody]))))
    countries = draw(st.sampled_from([(), ("fi",), ("ru",)]))
    numbers = draw(st.sampled_from([(), (Identifier("company_reg", "7700155", "ru"),)]))
    others = draw(st.sampled_from([(), ("Utterstrom Quibbleton",)]))
    facts: dict[str, Any] = {"identifiers": numbers, "other_names": others}
    kind = draw(st.sampled_from(["person", "organisation"]))
    if kind == "person":
        facts["nationalities"] = countries
        facts["birth_date"] = draw(st.sampled_from([None, "1962-03-14", "1985-07-01"]))
        facts["genders"] = draw(st.sampled_from([(), ("M",)]))
    else:
        facts["countries"] = countries
    policy = Policy(alert_at=draw(st.sampled_from([15, 65, 90, 100])))
    return party(kind, name, **facts), entity, policy


@settings(max_examples=300, deadline=None)
@given(pairs())
def test_the_losses_and_what_agrees_add_up_to_the_score(
    pair: tuple[Party, ListedEntity, Policy],
) -> None:
    ours, entity, policy = pair
    miss = explain.miss(ours, entity, policy=policy)
    assert miss.is_hit == (match.match(ours, entity, policy) is not None)
    if miss.is_hit:
        assert not miss.losses
        assert not miss.remedies
        return
    told = [one.points for one in (*miss.losses, *miss.gains)]
    assert policy.name_points + sum(told) == miss.score
    assert all(loss.points <= 0 for loss in miss.losses)
    assert all(gain.points > 0 for gain in miss.gains)
    # Where even an identical name is no hit alone, nothing need be lost.
    assert miss.losses or miss.score >= policy.name_points


@settings(max_examples=300, deadline=None)
@given(pairs())
def test_every_remedy_is_one_change_and_makes_a_hit(
    pair: tuple[Party, ListedEntity, Policy],
) -> None:
    ours, entity, policy = pair
    miss = explain.miss(ours, entity, policy=policy)
    if miss.is_hit:
        return
    found = list(remedies.changes(miss.weighed, ours, entity, policy))
    assert [change.code for change, _ in found] == [r.code for r in miss.remedies]
    for (change, _), remedy in zip(found, miss.remedies, strict=True):
        then = match.match(change.party, entity, change.policy)
        assert then is not None, change.code
        assert then.score == remedy.score
        assert len(differences(ours, change.party, policy, change.policy)) == 1


def differences(*values: Any) -> set[str]:
    """Return what differs; a party's countries of any sort are one fact."""
    ours, changed, policy, other = values
    one_fact = {"nationalities": "country", "countries": "country"}
    return {
        one_fact.get(field.name, field.name)
        for before, after in ((ours, changed), (policy, other))
        for field in attrs.fields(type(before))
        if getattr(before, field.name) != getattr(after, field.name)
    }


@settings(max_examples=200, deadline=None)
@given(pairs())
def test_the_alert_that_is_told_is_the_highest_that_would_do(
    pair: tuple[Party, ListedEntity, Policy],
) -> None:
    ours, entity, policy = pair
    miss = explain.miss(ours, entity, policy=policy)
    highest = max(
        (
            at
            for at in range(1, policy.alert_at)
            if match.match(ours, entity, attrs.evolve(policy, alert_at=at)) is not None
        ),
        default=None,
    )
    told = [r.score for r in miss.remedies if r.code == "policy.alert_at"]
    if not miss.is_hit:
        assert told == ([] if highest is None else [highest])


# -- how it reads ------------------------------------------------------------------


def near() -> Miss:
    return of_case({case["id"]: case for case in cases()}["birth-date"])


def test_the_text_begins_with_the_verdict_and_shows_the_sum() -> None:
    miss = near()
    text = explain.miss_text(miss)
    first, *lines = text.splitlines()
    assert first == (
        f"No hit: {miss.score} of 100, alert from 65; {65 - miss.score} short"
    )
    shown = "\n".join(lines)
    assert all(loss.text in shown for loss in miss.losses)
    assert all(remedy.text in shown for remedy in miss.remedies)
    assert "Theirs       Jean Exemple (primary name)" in shown
    assert "List         own 7" in shown


def test_markdown_says_what_the_text_says() -> None:
    bare = explain.miss_markdown(near()).replace("\\", "")
    assert bare.startswith("# No hit:")
    assert all(loss.text in bare for loss in near().losses)
    assert all(remedy.text in bare for remedy in near().remedies)


def test_json_holds_codes_points_and_the_policy() -> None:
    told = json.loads(explain.miss_json(near()))
    assert told["is_hit"] is False
    assert told["policy"] == Policy().hash
    points = [one["points"] for one in (*told["losses"], *told["gains"])]
    assert Policy().name_points + sum(points) == told["score"]
    assert {one["code"] for one in told["remedies"]} >= {"birth_date.unstated"}


def test_a_hit_is_said_to_be_one() -> None:
    entity = ListedEntity(
        list_id="own", record_id="7", kind=Kind.PERSON, names=("Jean Exemple",)
    )
    miss = explain.miss(party("person", "Jean Exemple"), entity)
    assert miss.is_hit
    assert explain.miss_text(miss).startswith("A hit: ")
    assert explain.miss_markdown(miss).startswith("# A hit: ")
    assert "lost" not in explain.miss_text(miss)


def test_a_pair_that_only_a_threshold_bars_says_so() -> None:
    miss = of_case({case["id"]: case for case in cases()}["name-floor"])
    assert miss.short == 0
    assert explain.miss_text(miss).startswith("No hit: ")
    assert "a threshold bars it" in explain.miss_text(miss)
    assert miss.losses[0].code == "name.floor"


def test_no_number_of_ours_is_told() -> None:
    number = Identifier("passport", "XX1234567", country="ru")
    entity = ListedEntity(
        list_id="own",
        record_id="7",
        kind=Kind.PERSON,
        names=("Jean Utterstrom",),
        identifiers=(number,),
    )
    ours = party("person", "Jean Exemple", identifiers=[number])
    miss = explain.miss(ours, entity, policy=Policy(alert_at=100))
    assert not miss.is_hit
    for shown in (explain.miss_text(miss), explain.miss_markdown(miss)):
        assert "1234567" not in shown
    assert all("1234567" not in one.text for one in miss.remedies)


def test_hidden_letters_in_a_miss_are_written_out() -> None:
    entity = ListedEntity(
        list_id="own", record_id="7\u202e", kind=Kind.PERSON, names=("Jean \u202eX",)
    )
    miss = explain.miss(party("person", "Jean\x07 Exemple"), entity)
    for shown in (explain.miss_text(miss), explain.miss_markdown(miss)):
        assert shown.replace("\n", "").isprintable()


def test_every_loss_and_remedy_has_words_of_its_own() -> None:
    for code in (*losses.CODES, *remedies.CODES):
        key = f"miss.if.{code}" if code in remedies.CODES else f"miss.{code}"
        assert words.knows(key), code
