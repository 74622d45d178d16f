"""Who is a PEP on a day: tests/cases/pep.csv holds the law, this file the promises."""

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import pep
from kycscreen.entities import Link, LinkType, ListedEntity, Position, Topic
from kycscreen.facts import Kind
from kycscreen.parties import Party, Role
from kycscreen.parties import Pep as Said
from kycscreen.pep import Standing, kinship
from kycscreen.pep.standing import months_after
from kycscreen.policy import Policy
from kycscreen.policy.law import AfterOffice, Law, Origin
from tests.samples import read, sample

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "pep.csv").read_text("utf-8").splitlines()
    )
)
ON = date(2026, 11, 29)
LAW = Policy().law
HOLDER, RELATIVE = "Q1", "Q2"


def posts(text: str) -> list[Position]:
    """Read ``minister fi 2011..2013 ended | mp fi 2015.. current``."""
    found = []
    for part in filter(None, text.split(" | ")):
        category, country, dates, status = part.split()
        start, end = dates.split("..")
        title = f"Example {category}"
        found.append(
            Position(
                title,
                category=category,
                country=country,
                start=start,
                end=end,
                status=status,
            )
        )
    return found


def entity(list_id: str = "own", record_id: str = HOLDER, **facts: Any) -> ListedEntity:
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=Kind.PERSON,
        names=["Jean Exemple"],
        **{"topics": {Topic.PEP}, **facts},
    )


def holding(text: str, **facts: Any) -> ListedEntity:
    return entity(positions=posts(text), **facts)


def finding(*entities: ListedEntity) -> Callable[[str, str], ListedEntity | None]:
    by_id = {(one.list_id, one.record_id): one for one in entities}
    return lambda list_id, record_id: by_id.get((list_id, record_id))


def seen(listed: ListedEntity, on: date = ON, law: Law = LAW) -> pep.Exposure:
    found = pep.exposure(listed, law=law, on=on)
    assert found is not None
    return found


def exposure_of(case: dict[str, str]) -> pep.Exposure:
    remarks: tuple[str, ...] = ()
    if case["died"]:
        known = case["died"] != "?"
        remarks = (f"died {case['died']}" if known else "died, it is not known when",)
    law, on = Policy.read(case["pack"]).law, date.fromisoformat(case["on"])
    holder = entity(case["list"], positions=posts(case["posts"]), remarks=remarks)
    if not case["kin"]:
        return seen(holder, on, law)
    told, _, note = case["kin"].partition(": ")
    link = (
        Link(LinkType(told.strip("?")), HOLDER, "Jean Exemple", "", note)
        if (note or told != "nobody")
        else None
    )
    relative = entity(
        case["list"], RELATIVE, topics={Topic.RCA}, links=[link] if link else []
    )
    related = finding() if told.endswith("?") else finding(holder)
    found = pep.exposure(relative, law=law, on=on, related=related)
    assert found is not None
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_exposures_are_what_the_law_says(case: dict[str, str]) -> None:
    found = exposure_of(case)
    assert {
        "status": found.status.value,
        "until": "" if found.until is None else found.until.isoformat(),
        "counts": "yes" if found.counts else "no",
        "relation": found.relation,
        "rule": found.rule,
    } == {
        key: case[key] for key in ("status", "until", "counts", "relation", "rule")
    }, case["why"]
    assert found.grounds[0].isupper()
    assert found.grounds.endswith(".")
    assert case["list"] in found.grounds


def test_grounds_hold_function_country_dates_list_and_publisher() -> None:
    sitting = entity(
        "fi_eduskunta",
        positions=[
            Position(
                "Member of Parliament",
                category="mp",
                country="fi",
                body="Eduskunta",
                start="2019-04-17",
                status="current",
            )
        ],
    )
    assert seen(sitting).grounds == (
        "Member of parliament of Finland (Eduskunta) since 2019-04-17, says"
        " fi_eduskunta (Eduskunta (Parliament of Finland)); in office on 2026-11-29."
    )


def test_grounds_of_a_relative_name_the_holder_as_the_list_does() -> None:
    minister = holding("minister fi 2023..2026-03-01 ended")
    child = entity(
        record_id=RELATIVE,
        topics={Topic.RCA},
        links=[Link(LinkType.FAMILY, HOLDER, "Jean Exemple", note="daughter")],
    )
    found = pep.exposure(child, law=LAW, on=ON, related=finding(minister))
    assert found is not None
    assert found.relative_of == HOLDER
    assert found.grounds == (
        "Daughter of Q1 (Jean Exemple), says own; the holder's function: minister of"
        " Finland (Example minister) from 2023 to 2026-03-01; out of office since"
        " 2026-03-01, counts at least until 2027-03-01 (12 months by"
        " Regulation (EU) 2024/1624, Article 46; Finland 444/2017)."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mp us ..2026-03-01 ended", "Member of parliament of the United States ("),
        ("mp no ..2025 ended", "out of office since 2025-12-31 at the latest, counts"),
        ("mp no ..2003-03-18 ended", "since 2003-03-18, and the least time is over"),
        ("mp no 2015.. unknown", "whether that is so on 2026-11-29 the list does not"),
        ("mp no 2015.. ended", "that is over on 2026-11-29, since when is not known"),
        ("mp no 2027.. current", "not in office yet on 2026-11-29"),
        ("mayor_regional no 2024.. current", "the law does not count that function"),
    ],
)
def test_grounds_say_how_a_standing_came_about(text: str, told: str) -> None:
    assert told in seen(holding(text)).grounds


def test_whoever_is_neither_pep_nor_beside_one_has_no_exposure() -> None:
    listed = entity(topics={Topic.SANCTION}, positions=[Position("Director")])
    assert pep.exposure(listed, law=LAW, on=ON) is None
    brother = attrs.evolve(
        listed, record_id=RELATIVE, links=(Link(LinkType.FAMILY, HOLDER),)
    )
    assert pep.exposure(brother, law=LAW, on=ON) is None
    assert pep.exposure(brother, law=LAW, on=ON, related=finding(listed)) is None


def test_a_sanctioned_relative_of_a_pep_is_one_beside_a_pep() -> None:
    minister = holding("minister ru 2020.. current")
    listed = entity(
        record_id=RELATIVE,
        topics={Topic.SANCTION},
        links=[Link(LinkType.FAMILY, HOLDER, note="wife of")],
    )
    found = pep.exposure(listed, law=LAW, on=ON, related=finding(minister))
    assert found is not None
    assert (found.status, found.relation) == (Standing.CURRENT, "spouse")


def test_a_pep_beside_a_pep_is_what_is_stronger() -> None:
    minister = holding("minister fi 2023.. current")
    spouse = holding(
        "mp fi 1999..2003-03-18 ended",
        record_id=RELATIVE,
        topics={Topic.PEP, Topic.RCA},
        links=[Link(LinkType.FAMILY, HOLDER, note="spouse")],
    )
    found = pep.exposure(spouse, law=LAW, on=ON, related=finding(minister, spouse))
    assert found is not None
    assert (found.status, found.relation) == (Standing.CURRENT, "spouse")
    assert found.others == ("Example mp",)


def test_two_who_are_beside_each_other_end() -> None:
    one, other = (
        holding(
            "mp fi 2019.. current",
            record_id=me,
            links=[Link(LinkType.FAMILY, you, note="spouse")],
        )
        for me, you in ((HOLDER, RELATIVE), (RELATIVE, HOLDER))
    )
    found = pep.exposure(one, law=LAW, on=ON, related=finding(one, other))
    assert found is not None
    assert found.relation == ""


def test_a_link_may_lead_to_another_list() -> None:
    minister = entity("fi_eduskunta", positions=posts("minister fi 2023.. current"))
    spouse = entity(
        topics={Topic.RCA},
        links=[Link(LinkType.FAMILY, HOLDER, "", "fi_eduskunta", "spouse")],
    )
    found = pep.exposure(spouse, law=LAW, on=ON, related=finding(minister))
    assert found is not None
    assert found.status is Standing.CURRENT


def test_rules_are_for_the_country_and_function_that_they_name() -> None:
    origin = Origin(source="an act")
    rules = (
        AfterOffice(id="all", months=12, origin=origin),
        AfterOffice(id="fi", months=24, countries=("fi",), origin=origin),
        AfterOffice(id="mp", months=6, functions=("mp",), origin=origin),
        AfterOffice(id="mp fi", months=36, functions=("mp fi",), origin=origin),
    )
    law = attrs.evolve(LAW, after_office=rules)
    for told, rule, until in (
        ("mp fi", "mp fi", date(2029, 3, 1)),
        ("minister fi", "fi", date(2028, 3, 1)),
        ("mp se", "all", date(2027, 3, 1)),
    ):
        found = seen(holding(f"{told} ..2026-03-01 ended"), law=law)
        assert (found.rule, found.until) == (rule, until)
    bare = attrs.evolve(LAW, after_office=())
    assert seen(holding("mp fi ..2026-11-29 ended"), law=bare).status is (
        Standing.FORMER
    )


def test_a_function_of_one_country_is_judged_by_its_own_rule() -> None:
    (mp,) = (one for one in LAW.function if one.id == "mp")
    law = attrs.evolve(
        LAW, function=(*LAW.function, attrs.evolve(mp, id="mp ax", prominent=False))
    )
    assert not seen(holding("mp ax 2019.. current"), law=law).counts
    assert seen(holding("mp fi 2019.. current"), law=law).counts


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
rules = st.lists(
    st.builds(
        AfterOffice,
        id=st.sampled_from("abcd"),
        months=st.integers(0, 40),
        origin=st.builds(
            Origin,
            source=st.just("an act"),
            since=st.none() | days,
            until=st.none() | days,
        ),
    ),
    max_size=4,
    unique_by=lambda rule: rule.id,
)


@settings(max_examples=200)
@given(rules, days, st.integers(0, 1500))
def test_somebody_cools_off_until_the_day_that_is_told(
    rules: list[AfterOffice], left: date, later: int
) -> None:
    law = attrs.evolve(LAW, after_office=tuple(rules))
    on = left + timedelta(days=later)
    listed = holding(f"mp fi ..{left} ended")
    found = seen(listed, on, law)
    assert found.status in (Standing.COOLING_OFF, Standing.FORMER)
    if found.status is Standing.COOLING_OFF:
        assert found.until is not None
        assert found.until > on
        day_before = seen(listed, found.until - timedelta(days=1), law)
        assert (day_before.status, day_before.until) == (found.status, found.until)
        assert seen(listed, found.until, law).status is Standing.FORMER


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            (
                "mp fi 2019.. current",
                "mp fi 2019.. unknown",
                "minister fi ..2026-03-01 ended",
                "minister se ..2026-06-01 ended",
                "mayor_regional fi 2024.. current",
                "mp fi ..2003 ended",
                "mp fi 2027-01-01.. current",
            )
        ),
        min_size=1,
        max_size=5,
    ).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told)))
)
def test_the_order_of_functions_changes_nothing(
    told: tuple[list[str], list[str]],
) -> None:
    one, other = (seen(holding(" | ".join(order))) for order in told)
    assert one == other


@given(days, st.integers(0, 600))
def test_months_are_those_of_the_calendar(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    "name",
    [
        *("us_congress", "wikidata", "os_sanctions", "fi_eduskunta", "dk_pep", "own"),
        *("se_riksdag", "no_storting", "eu_meps", "us_cia_wl", "popolo_fi_eduskunta"),
    ],
)
def test_every_exposed_entity_of_every_sample_is_told_with_grounds(name: str) -> None:
    entities = read(name, sample(name)).entities
    found = [
        pep.exposure(one, law=LAW, on=ON, related=finding(*entities))
        for one in entities
        if one.topics & {Topic.PEP, Topic.RCA}
    ]
    assert found
    for one in found:
        assert one is not None
        assert re.fullmatch(r"[^\n]+[.]", one.grounds)
        assert name in one.grounds


def test_words_from_the_other_side_go_there_and_back() -> None:
    for word in ("parent", "child", "spouse", "sibling", "cousin", "grandchild"):
        there = kinship.told("os_peps", word).words
        assert kinship.told("os_peps", there).words == word


# -- what a party says itself ----------------------------------------------------


def party(**said: Any) -> Party:
    return Party.person(
        "Jean Exemple", role=Role.BENEFICIAL_OWNER, pep=Said(**said) if said else None
    )


SITTING = seen(holding("mp fi 2019.. current"))
MAYOR = seen(holding("mayor_regional fi 2019.. current"))
LONG_AGO = seen(holding("mp fi 1999-03-24..2003-03-18 ended"))


@pytest.mark.parametrize(
    ("said", "found", "code", "status"),
    [
        ({"declared": False}, (SITTING,), "pep.undeclared", Standing.CURRENT),
        ({"declared": False}, (MAYOR,), "pep.agrees", None),
        ({"declared": False}, (), "pep.agrees", None),
        ({"declared": None}, (SITTING,), "pep.left_open", Standing.CURRENT),
        ({"declared": None}, (), "pep.left_open", None),
        ({"declared": True}, (SITTING,), "pep.agrees", Standing.CURRENT),
        ({"declared": True}, (), "pep.declared", Standing.UNKNOWN),
        (
            {"declared": True, "functions": ("mp",), "start": date(2019, 4, 17)},
            (),
            "pep.declared",
            Standing.CURRENT,
        ),
        (
            {"declared": True, "functions": ("Mayor",), "start": date(2019, 4, 17)},
            (),
            "pep.declared",
            None,
        ),
        ({"declared": True, "functions": ("Mayor",)}, (MAYOR,), "pep.agrees", None),
        (
            {"declared": True, "functions": ("mp",), "start": date(2019, 4, 17)},
            (MAYOR,),
            "pep.declared",
            Standing.CURRENT,
        ),
        (
            {"declared": True, "functions": ("mp",), "start": date(2019, 4, 17)},
            (LONG_AGO,),
            "pep.declared",
            Standing.CURRENT,
        ),
        ({"declared": True}, (LONG_AGO,), "pep.agrees", Standing.UNKNOWN),
        (
            {"declared": True, "end": date(2026, 3, 1), "relation": "Spouse"},
            (),
            "pep.declared",
            Standing.COOLING_OFF,
        ),
        (
            {"declared": True, "end": date(2003, 3, 1)},
            (SITTING,),
            "pep.agrees",
            Standing.CURRENT,
        ),
        (
            {"declared": True, "end": date(2003, 3, 1)},
            (),
            "pep.declared",
            Standing.FORMER,
        ),
        (
            {"declared": True, "functions": ("minister",), "relation": "sibling"},
            (),
            "pep.declared",
            None,
        ),
    ],
)
def test_a_declaration_is_held_against_the_lists(
    said: dict[str, Any],
    found: tuple[pep.Exposure, ...],
    code: str,
    status: Standing | None,
) -> None:
    declared = pep.declared(party(**said), found, law=LAW, on=ON)
    assert declared is not None
    assert (declared.code, declared.status) == (code, status)
    assert declared.found == tuple(one for one in found if one.counts)


def test_where_nobody_asked_nothing_is_declared() -> None:
    assert pep.declared(party(), (SITTING,), law=LAW, on=ON) is None


def test_grounds_of_a_declaration_name_its_day_and_source_and_nobody() -> None:
    minister = holding("minister fi 2023.. current")
    spouse = entity(
        record_id=RELATIVE,
        topics={Topic.RCA},
        links=[Link(LinkType.FAMILY, HOLDER, "Anne Exemple", note="spouse")],
    )
    found = pep.exposure(spouse, law=LAW, on=ON, related=finding(minister))
    assert found is not None
    said = party(declared=False, declared_on=date(2026, 3, 1), source="form 7")
    declared = pep.declared(said, (found,), law=LAW, on=ON)
    assert declared is not None
    assert declared.grounds == (
        "Asked whether a PEP or a relative of one, declared no on 2026-03-01 (form 7);"
        " lists say someone beside a minister (fi): in office."
    )
    ahead = party(declared=True, functions=("mp",), start=date(2027, 4, 1))
    declared = pep.declared(ahead, (), law=LAW, on=ON)
    assert declared is not None
    assert declared.grounds.endswith("from 2027-04-01: not in office yet.")
    told = party(declared=True, end=date(2026, 3, 1), relation="wife of Anne Exemple")
    declared = pep.declared(told, (), law=LAW, on=ON)
    assert declared is not None
    assert "Exemple" not in declared.grounds
