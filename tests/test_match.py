"""What a hit is, and that every point of it stands in a reason."""

import csv
from datetime import date
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import countries, match, sketches
from kycscreen.dates import parse, parse_iso
from kycscreen.entities import (
    Address,
    ListedEntity,
    ListedName,
    Place,
    Position,
    Programme,
    Strength,
    Topic,
)
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.match import Hit, Identity
from kycscreen.match.likeness import best_names
from kycscreen.names import closest
from kycscreen.names.tokens import PERSON
from kycscreen.parties import Party, Role
from kycscreen.policy import Policy, name_points
from tests.misspelt import PERSONS, misspelt

POLICY = Policy()
CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "pairs.csv").read_text("utf-8").splitlines()
    )
)


def person(name: str = "Jean Exemple", **facts: object) -> Party:
    return Party.person(name, role=Role.BENEFICIAL_OWNER, **facts)  # type: ignore[arg-type]


def listed(name: str | ListedName = "Jean Exemple", **facts: object) -> ListedEntity:
    facts = {"kind": Kind.PERSON, "names": [name], **facts}
    return ListedEntity(list_id="t", record_id="1", **facts)  # type: ignore[arg-type]


def one(value: str) -> list[str]:
    return [value] if value else []


def codes(hit: Hit) -> dict[str, int]:
    return {reason.code: reason.points for reason in hit.reasons}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_pairs_meet_as_the_cases_say(case: dict[str, str]) -> None:
    party = person(
        case["party_name"],
        birth_date=case["party_born"],
        nationalities=one(case["party_country"]),
        genders=one(case["party_gender"]),
    )
    entity = listed(
        case["listed_name"],
        birth_dates=one(case["listed_born"]),
        nationalities=one(case["listed_country"]),
        genders=one(case["listed_gender"]),
        topics=[Topic.PEP if case["pack"] == "pep" else Topic.SANCTION],
    )
    hit = match.match(party, entity, POLICY)
    weighed = codes(match.weigh(party, entity, POLICY))
    assert (hit is not None) == (case["expected"] == "hit"), (case["why"], weighed)


def test_each_fact_adds_and_nothing_saturates() -> None:
    party = person(
        birth_date="1962-03-14", nationalities=["fr"], genders=["M"],
        birth_place="Exempelville, France",
    )  # fmt: skip
    facts: dict[str, object] = {}
    scores = [match.weigh(party, listed(), POLICY).score]
    for field, value in (
        ("birth_dates", ["1962-03-14"]), ("nationalities", ["fr"]),
        ("birth_places", [Place("Exempelville")]), ("genders", ["M"]),
    ):  # fmt: skip
        facts[field] = value
        entity = listed(**facts)  # type: ignore[arg-type]
        scores.append(match.weigh(party, entity, POLICY).score)
    assert scores == sorted(set(scores))
    assert scores[-1] <= 100
    assert scores[0] == POLICY.name_points


def test_a_place_with_its_country_behind_it_is_that_place() -> None:
    party = person(birth_place="Exempelville, France")
    for text in ("Exempelville", "Exempelville France", "France, Exempelville"):
        entity = listed(birth_places=[Place(text, "fr")])
        assert "birth_place.same" in codes(match.weigh(party, entity, POLICY))
    elsewhere = listed(birth_places=[Place("Annanstad, France", "fr")])
    assert "birth_place.different" in codes(match.weigh(party, elsewhere, POLICY))


@pytest.mark.parametrize(
    ("ours", "theirs", "how"),
    [
        ("Ufa", "Ufa, Russia", "same"),
        ("Ufa", "Ufa, Bashkortostan, Russia", "same"),
        ("St. Exempel", "St. Annanstad", "different"),
        ("Helsingfors", "Helsinki", "different"),
        ("Finland", "Helsinki", "one_sided"),
        ("Helsinki, Finland", "Finland", "one_sided"),
        ("Finland", "Finland", "one_sided"),
        ("...", "Helsinki", "one_sided"),
    ],
)
def test_a_place_is_more_than_its_country(ours: str, theirs: str, how: str) -> None:
    entity = listed(birth_places=[Place(theirs)])
    hit = match.weigh(person(birth_place=ours), entity, POLICY)
    assert f"birth_place.{how}" in codes(hit)


@pytest.mark.parametrize("place", ["Helsingfors", "Finland", "Ufa"])
def test_a_place_spelt_otherwise_hides_no_pep(place: str) -> None:
    entity = listed(birth_places=[Place("Helsinki", "fi")], topics=[Topic.PEP])
    hit = match.match(person(birth_place=place), entity, POLICY)
    assert hit is not None


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        ({"countries": ["se"]}, {"nationalities": ["fr"]}, "country.not_weighed"),
        ({"nationalities": ["se"]}, {}, "country.one_sided"),
        ({"positions": ["mayor"]}, {"positions": [Position("minister")]},
         "position.not_weighed"),
        ({"positions": ["mayor"]}, {}, "position.one_sided"),
        ({}, {"positions": [Position("minister")]}, "position.one_sided"),
    ],
)  # fmt: skip
def test_what_both_state_and_nothing_weighs_says_so(
    ours: dict[str, object], theirs: dict[str, object], code: str
) -> None:
    entity = listed(topics=[Topic.PEP], **theirs)  # type: ignore[arg-type]
    hit = match.match(person(**ours), entity, POLICY)  # type: ignore[arg-type]
    assert hit is not None, "what is not weighed hides no PEP"
    assert codes(hit)[code] == 0


def test_a_weak_alias_alone_does_not_hit() -> None:
    weak = ListedName("Le Renard", strength=Strength.WEAK)
    entity = listed(names=[ListedName("Jean Exemple"), weak])
    assert match.match(person("Le Renard"), entity, POLICY) is None


def test_a_weak_alias_supports_a_name_that_agrees() -> None:
    weak = ListedName("Le Renard", strength=Strength.WEAK)
    entity = listed(names=[ListedName("Jean Exemple"), weak])
    party = person(other_names=["Le Renard"])
    hit = match.weigh(party, entity, POLICY)
    assert codes(hit)["name.weak_alias"] == POLICY.weak_points


def test_a_weak_alias_is_a_name_where_the_policy_says_so() -> None:
    entity = listed(ListedName("Le Renard", strength=Strength.WEAK))
    policy = Policy(weak_alone=["t"])
    assert match.match(person("Le Renard"), entity, policy) is not None


def test_an_identifier_alone_hits_and_is_confirmed() -> None:
    number = Identifier("passport", "AB 1234567", "ru")
    entity = listed(
        "Other Name", identifiers=[Identifier("passport", "AB1234567", "ru")]
    )
    hit = match.match(person("Jean Exemple", identifiers=[number]), entity, POLICY)
    assert hit is not None
    assert hit.score == POLICY.identifier_at
    assert hit.identity is Identity.CONFIRMED


@pytest.mark.parametrize("theirs", ["other", "passport"])
def test_a_number_of_unstated_kind_hits_and_supports(theirs: str) -> None:
    entity = listed("Other Name", identifiers=[Identifier(theirs, "AB1234567", "ru")])
    hit = match.match(
        person("Jean Exemple", identifiers=["AB 1234567"]), entity, POLICY
    )
    assert hit is not None
    assert codes(hit)["identifier.compatible"] == POLICY.identifier_compatible
    assert hit.score == POLICY.identifier_at
    assert hit.identity is Identity.SUPPORTED


def test_the_same_number_outweighs_an_equal_one_and_that_another() -> None:
    same, equal, other = (
        Identifier("tax", "123456789", "fr"), Identifier("other", "123456789"),
        Identifier("tax", "987654321", "fr"),
    )  # fmt: skip
    entity = listed(identifiers=[Identifier("tax", "123456789", "fr")])
    for numbers, code in (
        ([other, equal, same], "identifier.same"),
        ([other, equal], "identifier.compatible"),
        ([other], "identifier.different"),
    ):
        hit = match.weigh(person(identifiers=numbers), entity, POLICY)
        assert [c for c in codes(hit) if c.startswith("identifier.")] == [code]


def test_a_number_one_slip_apart_supports_a_little_and_is_doubtful() -> None:
    entity = listed(identifiers=[Identifier("tax", "123456789", "fr")])
    party = person(identifiers=[Identifier("tax", "123465789", "fr")])
    hit = match.weigh(party, entity, POLICY)
    assert codes(hit)["identifier.slip"] == POLICY.identifier_slip > 0
    assert hit.identity is Identity.DOUBTFUL
    other = attrs.evolve(entity, names=(ListedName("Other Name"),))
    assert match.match(party, other, POLICY) is None, "it makes no hit alone"


def test_a_number_one_slip_apart_tells_no_masked_one() -> None:
    entity = listed(
        kind=Kind.ORGANISATION, identifiers=[Identifier("other", "AB1234567")]
    )
    party = person(identifiers=[Identifier("passport", "AB1243567")])
    (reason,) = [
        reason for reason in match.weigh(party, entity, POLICY).reasons
        if reason.code == "identifier.slip"
    ]  # fmt: skip
    assert not any("45" in text for text in (reason.party_value, reason.listed_value))


def test_a_shared_residence_outweighs_no_other_nationality() -> None:
    entity = listed(nationalities=["ru"], addresses=[Address("Street 1", country="se")])
    for nationalities, code in (
        ([], "same"),
        (["ru"], "same"),
        (["fi"], "not_weighed"),
    ):
        party = person(nationalities=nationalities, countries=["se"])
        assert f"country.{code}" in codes(match.weigh(party, entity, POLICY))


def test_a_territory_and_its_state_are_not_other_nationalities() -> None:
    hit = match.weigh(
        person(nationalities=["gl"]), listed(nationalities=["dk"]), POLICY
    )
    assert "country.not_weighed" in codes(hit)


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Kind.ORGANISATION, "different"), (Kind.VESSEL, "not_weighed")],
)
def test_companies_of_other_countries_differ(kind: Kind, code: str) -> None:
    party = Party.organisation("Exempel Shipping", role=Role.CLIENT, countries=["fi"])
    entity = listed(
        "Exempel Shipping", kind=kind, addresses=[Address("Street 1", country="ru")]
    )
    assert f"country.{code}" in codes(match.weigh(party, entity, POLICY))


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("1962-03-14", "1963-05-24", False),  # its birth date speaks against it
        ("1962", "1964-05-24", False),
        ("1962-03-14", "1962-03-15", True),
        (None, "1962-03-14", True),  # nothing else could speak
        ("1962-03-14", None, True),
    ],
)
def test_a_home_country_corroborates_no_pep_where_a_birth_date_speaks(
    ours: str | None, theirs: str | None, expected: bool
) -> None:
    entity = listed(
        birth_dates=[] if theirs is None else [theirs], topics=[Topic.PEP],
        positions=[Position("minister", country="fi")],
    )  # fmt: skip
    party = person(birth_date=ours, nationalities=["fi"])
    assert (match.match(party, entity, POLICY) is not None) is expected


def test_an_equal_number_and_another_birth_are_doubtful() -> None:
    entity = listed(
        birth_dates=["1962-03-14"], identifiers=[Identifier("passport", "AB1234567")]
    )
    party = person(identifiers=["AB1234567"], birth_date="1931-01-01")
    assert match.weigh(party, entity, POLICY).identity is Identity.DOUBTFUL


def test_a_weak_alias_speaks_beside_an_equal_number() -> None:
    weak = ListedName("Le Renard", strength=Strength.WEAK)
    entity = listed(names=[weak], identifiers=[Identifier("passport", "AB1234567")])
    hit = match.weigh(person("Le Renard", identifiers=["AB1234567"]), entity, POLICY)
    assert codes(hit)["name.weak"] == POLICY.weak_name_points


def test_a_weak_alias_and_the_same_birth_date_are_a_hit() -> None:
    weak = ListedName("Le Renard", strength=Strength.WEAK)
    entity = listed(
        names=[ListedName("Jean Exemple"), weak], birth_dates=["1962-03-14"]
    )
    hit = match.match(person("Le Renard", birth_date="1962-03-14"), entity, POLICY)
    assert hit is not None
    assert hit.matched_name == weak
    assert match.match(person("Le Renard", birth_date="1962"), entity, POLICY) is None


def test_an_equal_number_corroborates_a_pep() -> None:
    entity = listed(
        identifiers=[Identifier("passport", "AB1234567", "ru")], topics=[Topic.PEP],
        birth_dates=["1962-03-14"],
    )  # fmt: skip
    party = person(identifiers=["AB1234567"], birth_date="1931-01-01")
    assert "pep.uncorroborated" not in codes(match.weigh(party, entity, POLICY))


def test_a_shared_number_of_another_country_is_no_identifier() -> None:
    entity = listed("Other Name", identifiers=[Identifier("passport", "1234567", "ru")])
    party = person(
        "Jean Exemple", identifiers=[Identifier("passport", "1234567", "by")]
    )
    assert match.match(party, entity, POLICY) is None


def test_a_sure_name_is_not_hidden_and_is_doubtful() -> None:
    party = person(birth_date="1985-07-01", genders=["F"])
    entity = listed(birth_dates=["1962-03-14"], genders=["M"])
    hit = match.match(party, entity, POLICY)
    assert hit is not None
    assert hit.score == POLICY.alert_at
    assert codes(hit)["score.floor"] > 0
    assert hit.identity is Identity.DOUBTFUL


def test_what_a_floor_gave_back_is_doubtful_whatever_else_agrees() -> None:
    party = person(birth_date="1962-03-14", nationalities=["se"])
    harsh = Policy(country_different=-60)
    entity = listed(birth_dates=["1962-03-14"], nationalities=["ru"])
    hit = match.weigh(party, entity, harsh)
    assert codes(hit)["score.floor"] > 0
    assert hit.identity is Identity.DOUBTFUL


def test_a_floor_never_lifts_what_no_contradiction_took() -> None:
    strict = Policy(alert_at=90)
    assert match.match(person(), listed(), strict) is None
    assert "score.floor" not in codes(match.weigh(person(), listed(), strict))


def test_persons_meet_persons_and_unknowns_only() -> None:
    met = {k for k in Kind if match.match(person(), listed(kind=k), POLICY)}
    assert met == {Kind.PERSON, Kind.UNKNOWN}


def test_organisations_meet_organisations_vessels_aircraft_and_unknowns() -> None:
    party = Party.organisation("Exempel Shipping", role=Role.CLIENT)
    met = {
        kind
        for kind in Kind
        if match.match(party, listed("Exempel Shipping", kind=kind), POLICY)
    }
    assert met == {Kind.ORGANISATION, Kind.VESSEL, Kind.AIRCRAFT, Kind.UNKNOWN}


def test_personal_numbers_are_masked_in_a_hit() -> None:
    number = Identifier("national_id", "850709-9805", "se")
    entity = listed(identifiers=[Identifier("national_id", "850709-9805", "se")])
    hit = match.weigh(person(identifiers=[number]), entity, POLICY)
    shown = [i.value for i in hit.party.identifiers]
    for reason in hit.reasons:
        shown += [reason.party_value, reason.listed_value]
    assert not any("9805" in value for value in shown)
    assert "identifier.same" in codes(hit)


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        (Identifier("passport", "AB1234567"), "other", Kind.ORGANISATION),
        (Identifier("other", "AB1234567"), "tax", Kind.ORGANISATION),
        (Identifier("tax", "AB7654321", "ru"), "tax", Kind.PERSON),
        (Identifier("lei", "ZZ1234567"), "passport", Kind.PERSON),
    ],
)
def test_a_listed_number_does_not_tell_a_masked_one(
    ours: Identifier, theirs: str, kind: Kind
) -> None:
    entity = listed(kind=kind, identifiers=[Identifier(theirs, "AB1234567", "ru")])
    hit = match.weigh(person(identifiers=[ours]), entity, POLICY)
    assert any(code.startswith("identifier.") for code in codes(hit))
    assert not any("12345" in reason.listed_value for reason in hit.reasons)


def test_a_fact_of_one_side_is_worth_nothing() -> None:
    bare = match.weigh(person(), listed(), POLICY)
    told = person(
        birth_date="1962", nationalities=["fr"], genders=["M"], birth_place="Exempel",
        identifiers=["AB1234567"], positions=["mayor"],
    )  # fmt: skip
    assert match.weigh(told, listed(), POLICY).score == bare.score
    assert match.weigh(told, listed(), POLICY).identity is Identity.UNKNOWN


def test_the_first_of_equal_names_is_shown() -> None:
    entity = listed(names=["Jean EXEMPLE", "Jean Exemple"])
    hit = match.weigh(person(), entity, POLICY)
    assert hit.matched_name == entity.names[0]


def test_the_fingerprint_follows_the_facts_and_nothing_else() -> None:
    entity = listed(birth_dates=["1962"])
    bare = match.fingerprint(person(), entity)
    assert bare == match.fingerprint(attrs.evolve(person(), id="other"), entity)
    assert bare == match.fingerprint(person(), attrs.evolve(entity, remarks=("x",)))
    assert bare != match.fingerprint(person(birth_date="1962"), entity)
    assert bare != match.fingerprint(person(), listed(birth_dates=["1963"]))


FULL: dict[str, Any] = {
    "names": [ListedName("Jean Exemple"), ListedName("Ex", strength=Strength.WEAK)],
    "birth_dates": [parse("1962"), parse("1963-03-14")],
    "birth_places": [Place("Exempelville", "fr"), Place("Annanstad", "se")],
    "addresses": [Address("Street 1", country="fr"), Address("Street 2", country="ru")],
    "nationalities": ["fr", "ru"],
    "identifiers": [
        Identifier("passport", "AB1234567", "ru"), Identifier("tax", "1234567", "fr"),
    ],
    "positions": [Position("minister", country="fr"), Position("mayor", country="fr")],
    "programmes": [Programme("EXM", "Exempland"), Programme("EXN", "Other")],
}  # fmt: skip


def test_order_and_notes_reopen_no_decision() -> None:
    bound = match.fingerprint(person(), listed(**FULL))
    for field, values in FULL.items():
        turned = {**FULL, field: list(reversed(values))}
        assert match.fingerprint(person(), listed(**turned)) == bound, field
    noted = {
        **FULL,
        "names": [
            attrs.evolve(name, note="so-called", lang="fr", parts={"family": "Exemple"})
            for name in FULL["names"]
        ],
        "birth_dates": [
            attrs.evolve(span, raw="about then", note="by one account")
            for span in FULL["birth_dates"]
        ],
        "identifiers": [
            attrs.evolve(number, note="expired", issuer="office", raw_type="Paper")
            for number in FULL["identifiers"]
        ],
        "addresses": [
            attrs.evolve(address, full="Moved", note="since 2020")
            for address in FULL["addresses"]
        ],
    }
    assert match.fingerprint(person(), listed(**noted)) == bound
    ours: dict[str, Any] = {
        "other_names": ["A Exemple", "B Exemple"], "countries": ["fr", "se"],
        "nationalities": ["fr", "fi"], "identifiers": ["AB1234567", "XY 7654321"],
    }  # fmt: skip
    declared = match.fingerprint(person(**ours), listed())
    for field, texts in ours.items():
        turned = {**ours, field: texts[::-1]}
        assert match.fingerprint(person(**turned), listed()) == declared
    spaced = {**ours, "identifiers": ["AB 1234567", "XY7654321"]}
    assert match.fingerprint(person(**spaced), listed()) == declared


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("names", [ListedName("Jean Exemple"), ListedName("Ex")]),
        ("birth_dates", [parse("circa 1962"), parse("1963-03-14")]),
        ("birth_dates", [parse("spring"), parse("1963-03-14")]),
        ("birth_places", [Place("Exempelville", "fr")]),
        ("addresses", [Address("Street 1", country="fr")]),
        ("nationalities", ["fr"]),
        ("genders", ["M"]),
        ("identifiers", [Identifier("passport", "AB1234567", "ru")]),
        ("positions", [Position("minister", country="fr")]),
        ("positions", [Position("minister", country="fr", end="2020"),
                       Position("mayor", country="fr")]),
        ("programmes", [Programme("EXM")]),
        ("measures", ["asset freeze"]),
        ("topics", [Topic.PEP]),
        ("delisted_on", date(2026, 1, 1)),
    ],
)  # fmt: skip
def test_a_changed_fact_of_theirs_reopens_a_decision(field: str, value: object) -> None:
    bound = match.fingerprint(person(), listed(**FULL))
    changed = listed(**{**FULL, field: value})
    assert match.fingerprint(person(), changed) != bound


@pytest.mark.parametrize(
    "facts",
    [
        {"other_names": ["J Exemple"]}, {"birth_date": "1962"},
        {"birth_place": "Exempelville"}, {"countries": ["fr"]},
        {"nationalities": ["fr"]}, {"genders": ["M"]}, {"identifiers": ["AB1234567"]},
        {"identifiers": ["A1"]},
    ],
)  # fmt: skip
def test_a_changed_fact_of_ours_reopens_a_decision(facts: dict[str, Any]) -> None:
    bound = match.fingerprint(person(), listed())
    assert match.fingerprint(person(**facts), listed()) != bound


def test_a_hits_id_is_of_the_pair_alone() -> None:
    first = match.weigh(person(id="p"), listed(), POLICY, client_id="C")
    other = match.weigh(
        person("X", id="p"), listed("Y"), Policy(alert_at=1), client_id="C"
    )
    assert first.id == other.id
    assert first.id != match.weigh(person(id="q"), listed(), POLICY, client_id="C").id


# -- properties ----------------------------------------------------------------

DAYS = st.sampled_from(
    ["1962-03-14", "1962-03-15", "1962", "1962-03", "1962-01-01", "1985-07-01"]
)
COUNTRIES = st.lists(st.sampled_from(["fr", "ru", "fi"]), max_size=2, unique=True)
GENDERS = st.lists(st.sampled_from(["M", "F"]), max_size=1)


@st.composite
def parties(draw: st.DrawFn) -> Party:
    born = draw(st.none() | DAYS)
    return Party(
        id="p",
        kind=Kind.PERSON,
        name=draw(misspelt(PERSONS)),
        roles=frozenset({Role.CLIENT}),
        birth_date=None if born is None else parse_iso(born),
        birth_place=draw(st.none() | st.just(Place("Exempelville"))),
        countries=tuple(draw(COUNTRIES)),
        nationalities=tuple(draw(COUNTRIES)),
        genders=tuple(draw(GENDERS)),
        identifiers=tuple(
            draw(
                st.lists(
                    st.sampled_from(["AB1234567", "AB1243567"]).map(
                        lambda number: Identifier("passport", number, "ru")
                    ),
                    max_size=1,
                )
            )
        ),
    )


@st.composite
def records(draw: st.DrawFn) -> ListedEntity:
    born = draw(st.lists(st.one_of(DAYS, st.just("circa 1961")), max_size=2))
    return ListedEntity(
        list_id="t",
        record_id="1",
        kind=Kind.PERSON,
        names=draw(st.lists(st.sampled_from(PERSONS), min_size=1, max_size=2)),
        birth_dates=[parse(text) for text in born],
        birth_places=draw(
            st.lists(st.just(Place("Exempelville, France", "fr")), max_size=1)
        ),
        nationalities=draw(COUNTRIES),
        genders=draw(GENDERS),
        identifiers=draw(
            st.lists(
                st.sampled_from(["AB1234567", "XY7654321"]).map(
                    lambda number: Identifier("passport", number, "ru")
                ),
                max_size=1,
            )
        ),
        positions=draw(
            st.lists(st.just(Position("minister", country="fr")), max_size=1)
        ),
        topics=[draw(st.sampled_from([Topic.SANCTION, Topic.PEP]))],
    )


@settings(max_examples=300, deadline=None)
@given(parties(), records(), st.sampled_from([1, 50, 65, 80]))
def test_points_sum_to_a_score_on_the_scale(
    party: Party, entity: ListedEntity, alert_at: int
) -> None:
    hit = match.weigh(party, entity, Policy(alert_at=alert_at))
    assert hit.score == sum(reason.points for reason in hit.reasons)
    assert 0 <= hit.score <= 100
    assert sum(word.points for word in hit.words) == hit.reasons[0].points
    assert hit.reasons[0].points == name_points(hit.name_score, POLICY)


AGREE = {
    "birth_date": parse_iso("1962-03-14"), "nationalities": ("fr",),
    "genders": ("M",), "birth_place": Place("Exempelville"),
    "identifiers": (Identifier("passport", "AB1234567", "ru"),),
}  # fmt: skip
DIFFER = {
    "birth_date": parse_iso("1931-01-01"), "nationalities": ("se",),
    "genders": ("F",), "birth_place": Place("Annanstad"),
    "identifiers": (Identifier("national_id", "ZZ9999999", "ru"),),
}  # fmt: skip
THEIRS = {
    "birth_dates": ("1962-03-14",), "nationalities": ("fr",), "genders": ("M",),
    "birth_places": (Place("Exempelville"),),
    "identifiers": (
        Identifier("passport", "AB1234567", "ru"),
        Identifier("national_id", "AA1111111", "ru"),
    ),
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    parties(), records(), st.sampled_from(sorted(AGREE)), st.sampled_from([40, 65, 80])
)
def test_an_agreeing_fact_never_lowers_and_a_contradicting_one_never_raises(
    party: Party, record: ListedEntity, fact: str, alert_at: int
) -> None:
    policy = Policy(alert_at=alert_at)
    entity = attrs.evolve(record, **THEIRS)  # type: ignore[arg-type]
    nothing: object = None if fact in ("birth_date", "birth_place") else ()
    without = attrs.evolve(party, **{fact: nothing})  # type: ignore[arg-type]
    if fact == "nationalities":
        without = attrs.evolve(without, countries=())
    bare = match.weigh(without, entity, policy)
    agreeing = match.weigh(attrs.evolve(without, **{fact: AGREE[fact]}), entity, policy)  # type: ignore[arg-type]
    differing = match.weigh(
        attrs.evolve(without, **{fact: DIFFER[fact]}),  # type: ignore[arg-type]
        entity,
        policy,
    )
    assert agreeing.score >= bare.score
    assert differing.score <= bare.score


PLACES = st.sampled_from(
    ["Finland", "Helsingfors", "Helsinki", "Ufa", "Ufa, Russia", "Exempelville"]
).map(Place)


@settings(max_examples=300, deadline=None)
@given(parties(), records(), PLACES, st.lists(PLACES, max_size=2))
def test_a_birth_place_never_lowers_a_score(
    party: Party, record: ListedEntity, ours: Place, theirs: list[Place]
) -> None:
    entity = attrs.evolve(record, birth_places=theirs)
    without = match.weigh(attrs.evolve(party, birth_place=None), entity, POLICY)
    beside = match.weigh(attrs.evolve(party, birth_place=ours), entity, POLICY)
    assert beside.score >= without.score


@pytest.mark.parametrize(
    ("topics", "pack"),
    [
        ({Topic.PEP}, "pep"),
        ({Topic.RCA}, "pep"),
        ({Topic.PEP, Topic.RCA}, "pep"),
        ({Topic.PEP, Topic.SANCTION}, "sanctions"),
        ({Topic.RCA, Topic.LINKED}, "sanctions"),
        *(
            ({topic}, "sanctions")
            for topic in Topic
            if topic not in (Topic.PEP, Topic.RCA)
        ),
        (set(), "sanctions"),
    ],
)
def test_only_who_is_a_pep_and_nothing_worse_is_judged_as_one(
    topics: set[Topic], pack: str
) -> None:
    entity = listed("Jean Exemple", topics=topics)
    assert match.pack_of(entity) == pack


FACTS = ("birth_date", "nationalities", "genders", "birth_place", "identifiers")


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(PERSONS),
    st.sampled_from(list(Topic)),
    st.sets(st.sampled_from(FACTS)),
)
def test_every_further_fact_that_agrees_never_lowers(
    name: str, topic: Topic, facts: set[str]
) -> None:
    entity = listed(name, topics=[topic], **THEIRS)
    bare = attrs.evolve(
        person(name),
        **{fact: AGREE[fact] for fact in facts},  # type: ignore[arg-type]
    )
    score = match.weigh(bare, entity, POLICY).score
    for fact in set(FACTS) - facts:
        party = attrs.evolve(bare, **{fact: AGREE[fact]})  # type: ignore[arg-type]
        assert match.weigh(party, entity, POLICY).score >= score


ON_DAY = {"birth_date.same", "birth_date.month"}


@settings(max_examples=300, deadline=None)
@given(parties(), records(), st.sampled_from([1, 50, 65, 80]))
def test_facts_never_add_more_than_there_is_room(
    party: Party, entity: ListedEntity, alert_at: int
) -> None:
    policy = Policy(alert_at=alert_at)
    hit = match.match(party, entity, policy)
    if hit is None or match.NUMBER_AGREES & codes(hit).keys():
        return
    ours, theirs = sketches.of_party(party), sketches.of_entity(entity)
    room = match.Room(ours, policy, on_day=bool(ON_DAY & codes(hit).keys()))
    added = room.beside(theirs)
    assert added <= room.most
    weak = "name.weak" in codes(hit)
    least, least_weak = room.leasts[added]
    assert hit.name_score >= (least_weak if weak else least)


@settings(max_examples=100, deadline=None)
@given(parties(), records(), st.booleans())
def test_nobody_has_more_room_than_anybody(
    party: Party, entity: ListedEntity, on_day: bool
) -> None:
    theirs = sketches.of_entity(entity)
    room = match.Room(sketches.of_party(party), POLICY, on_day=on_day)
    most = match.Room.of_anybody(POLICY, on_day=on_day)
    assert room.beside(theirs) <= most.beside(theirs) <= most.most


def test_whatever_country_a_record_states_anybody_may_share() -> None:
    room = match.Room.of_anybody(POLICY)
    codes = [a + b for a in ascii_lowercase for b in ascii_lowercase]
    found = [code for code in codes if countries.number(code) != countries.UNKNOWN]
    assert len(found) > 240
    for code in found:
        theirs = sketches.of_entity(listed(nationalities=[code]))
        assert room.beside(theirs) == POLICY.country_same


def test_what_is_kept_of_one_party_is_never_taken_for_anothers() -> None:
    # Parties come and go, and a new one may lie where another lay.
    entity = listed()
    told = {match.fingerprint(person(f"Jean {n}"), entity) for n in range(10_000)}
    assert len(told) == 10_000


def test_equal_sides_have_one_fingerprint_however_often_they_are_made() -> None:
    assert len({match.fingerprint(person(), listed()) for _ in range(3)}) == 1


@given(
    st.lists(misspelt(PERSONS), min_size=1, max_size=3, unique=True),
    st.lists(
        st.builds(ListedName, misspelt(PERSONS), strength=st.sampled_from(Strength)),
        min_size=1,
        max_size=6,
    ),
)
def test_the_first_of_the_names_most_alike_is_the_one_that_matched(
    names: list[str], theirs: list[ListedName]
) -> None:
    party = person(names[0], other_names=names[1:])
    entity = listed(names=[*theirs, *theirs[:1]])
    met = [
        (closest(name, other.full, PERSON)[2].score, name, other)
        for name in party.names
        for other in entity.names
    ]
    strong, weak = best_names(party, entity, POLICY)
    for best, strength in ((strong, Strength.STRONG), (weak, Strength.WEAK)):
        alike = [one for one in met if one[2].strength is strength and one[0]]
        first = max(alike, key=lambda one: one[0], default=(0, party.name, None))
        assert (best.score, best.party, best.listed) == first
        assert best.listed is None or any(best.listed is name for name in theirs)
