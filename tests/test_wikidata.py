"""Wikidata's answer: whole or refused, dates no more exact than they are."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kycscreen.dates import Precision
from kycscreen.entities import ListedEntity, Strength, Topic
from kycscreen.sources import archives, offices
from kycscreen.sources.wikidata import values
from kycscreen.sources.wikidata.query import QUERY, VARIABLES
from tests.samples import read, refusal, sample

TRACE = b"\njava.util.concurrent.TimeoutException\n\tat java.util.concurrent.FutureTask"


def answer() -> Any:
    return json.loads(sample("wikidata"))


def written(plain: Any) -> bytes:
    return json.dumps(plain).encode()


def entity(number: int) -> ListedEntity:
    found = read("wikidata", sample("wikidata")).entities
    return next(e for e in found if e.record_id == f"Q90000000{number}")


def changed(change: Callable[[list[dict[str, Any]]], object]) -> bytes:
    plain = answer()
    change(plain["results"]["bindings"])
    return written(plain)


def test_every_person_is_an_entity_or_an_issue() -> None:
    found = read("wikidata", sample("wikidata"))
    told = {e.record_id for e in found.entities} | {i.record_id for i in found.issues}
    assert told == {f"Q90000000{number}" for number in range(1, 8)}


def test_who_holds_a_position_is_a_pep_and_who_is_related_to_one_an_rca() -> None:
    topics = {n: entity(n).topics for n in (1, 2, 3, 6)}
    assert topics == {
        1: {Topic.PEP, Topic.RCA},
        2: {Topic.PEP, Topic.RCA},
        3: {Topic.RCA},
        6: {Topic.PEP},
    }


def test_a_relative_is_linked_to_the_holder_by_what_he_is_to_him() -> None:
    links = {n: [(x.target_id[-1], x.note) for x in entity(n).links] for n in (2, 3, 4)}
    assert links == {
        2: [("1", "spouse, until 2010")],
        3: [("1", "child")],
        4: [("1", "cousin")],
    }


def test_a_relative_of_a_relative_is_linked_to_nobody() -> None:
    assert [link.target_id for link in entity(7).links] == ["Q900000006"]
    assert "Q900000007" not in {link.target_id for link in entity(1).links}


def test_births_are_as_exact_as_wikidata_says_and_the_preferred_one_is_first() -> None:
    spans = [(str(s.lo), s.precision.value, s.main) for s in entity(1).birth_dates]
    assert spans == [
        ("1960-05-14", "day", True),
        ("1960-01-01", "year", False),
        ("1961-05-01", "month", False),
    ]


@pytest.mark.parametrize(
    ("text", "precision", "lo", "hi", "read_as"),
    [
        ("1960-01-01T00:00:00Z", "11", "1960-01-01", "1960-01-01", "day"),
        ("+1960-05-14T00:00:00Z", "14", "1960-05-14", "1960-05-14", "day"),
        ("1960-02-01T00:00:00Z", "10", "1960-02-01", "1960-02-29", "month"),
        ("1960-01-01T00:00:00Z", "9", "1960-01-01", "1960-12-31", "year"),
        ("1965-01-01T00:00:00Z", "8", "1960-01-01", "1969-12-31", "range"),
        ("1950-01-01T00:00:00Z", "7", "None", "None", "unparsed"),
        ("1960-01-01T00:00:00Z", "", "None", "None", "unparsed"),
        ("1960-01-01T00:00:00Z", "day", "None", "None", "unparsed"),
        ("1960-02-30T00:00:00Z", "11", "None", "None", "unparsed"),
        ("1960-13-01T00:00:00Z", "10", "None", "None", "unparsed"),
        ("0000-01-01T00:00:00Z", "9", "None", "None", "unparsed"),
        ("-0043-03-15T00:00:00Z", "11", "None", "None", "unparsed"),
        ("99999-01-01T00:00:00Z", "9", "None", "None", "unparsed"),
        ("1960-01-01", "11", "None", "None", "unparsed"),
    ],
)
def test_A21_a_time_is_never_read_more_exactly_than_its_precision(
    text: str, precision: str, lo: str, hi: str, read_as: str
) -> None:
    span = values.span(text, precision)
    assert (str(span.lo), str(span.hi), span.precision.value) == (lo, hi, read_as)
    assert span.raw == text
    exact = span.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
    assert bool(values.iso(text, precision)) is exact


def test_what_is_known_to_be_unknown_is_absent_and_no_issue() -> None:
    found = read("wikidata", sample("wikidata"))
    assert len(entity(4).birth_dates) == 1
    assert entity(4).remarks == ("died, it is not known when",)
    assert not any("genid" in issue.value for issue in found.issues)


def test_no_position_is_current_and_one_without_an_end_unknown() -> None:
    minister, member = entity(1).positions
    assert (minister.start, minister.end, minister.status) == (
        "2019-06-06",
        "2023",
        "ended",
    )
    assert minister.source_text == "Exemple Cabinet; after Åsa Påhittad"
    assert (member.start, member.status, member.category) == (
        "2015-04",
        "unknown",
        "mp",
    )


def test_an_end_that_lies_ahead_has_ended_nothing() -> None:
    (post,) = entity(6).positions
    assert (post.start, post.end, post.status) == ("2024-02-01", "2028", "unknown")


def test_a_state_of_the_past_is_a_remark() -> None:
    assert entity(1).citizenships == ("fi",)
    assert entity(1).remarks == ("citizenship: Soviet Union",)


def test_a_record_that_was_merged_is_a_cross_reference() -> None:
    assert [x.id for x in entity(1).xrefs] == ["Q900000001", "Q900000099"]


def test_a_name_of_one_word_is_weak_and_never_the_first_where_there_is_another() -> (
    None
):
    assert [(n.full, n.strength) for n in entity(4).names] == [
        ("Olav Oppdiktet", Strength.STRONG),
        ("Olav", Strength.WEAK),
    ]
    assert entity(1).names[0].lang == "en+fi"


def test_A12_what_is_unknown_is_an_issue_and_the_person_is_kept() -> None:
    issues = read("wikidata", sample("wikidata")).issues
    assert {(i.path, i.value) for i in issues if i.record_id == "Q900000004"} == {
        ("P21", "invented gender"),
        ("P27", "Nowhereland"),
    }
    data = changed(
        lambda rows: rows[7]["rank"].update(value="http://x/OddRank")  # a birth
    )
    assert any(i.path == "P569.rank" for i in read("wikidata", data).issues)


def test_what_is_known_to_a_decade_or_century_is_kept_as_it_stands() -> None:
    (born,) = entity(4).birth_dates
    assert (born.precision, born.raw) == (Precision.UNPARSED, "1901-01-01T00:00:00Z")
    (post,) = entity(2).positions
    assert post.start == ""
    assert post.source_text == "start in the decade of 1990, or about then"


def test_a_time_that_cannot_be_read_is_an_issue() -> None:
    def odd(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            if "startPrecision" in row:
                row["startPrecision"]["value"] = "11"
                row["start"]["value"] = "then"

    issues = read("wikidata", changed(odd)).issues
    assert {i.path for i in issues} >= {"P39.start", "P569"}


@pytest.mark.parametrize(
    ("code", "label", "found"),
    [("FI", "", "fi"), ("SU", "Finland", "fi"), ("", "Finland", "fi"), ("", "", "")],
)
def test_a_country_is_known_by_code_or_name(code: str, label: str, found: str) -> None:
    assert values.country(code, label) == found


def test_A13_who_has_no_name_is_an_issue() -> None:
    issues = read("wikidata", sample("wikidata")).issues
    assert any("left out" in i.value and i.record_id == "Q900000005" for i in issues)


def test_a_position_of_which_nothing_is_known_is_kept() -> None:
    data = changed(
        lambda rows: rows.insert(
            0,
            {
                "person": {
                    "type": "uri",
                    "value": "http://www.wikidata.org/entity/Q900000006",
                },
                "fact": {"type": "literal", "value": "P39"},
                "value": {"type": "bnode", "value": "t1"},
            },
        )
    )
    found = read("wikidata", data)
    assert any(
        p.title == "unknown position" for e in found.entities for p in e.positions
    )


# -- damage ----------------------------------------------------------------------


def test_A02_an_answer_cut_off_with_a_stack_trace_behind_it_is_refused() -> None:
    data = sample("wikidata").rstrip()
    for end in range(0, len(data), 211):
        assert refusal("wikidata", data[:end] + TRACE)
    assert "damaged or cut off" in refusal("wikidata", data + TRACE)


@pytest.mark.parametrize("left_out", [0, 9, -3])
def test_A05_an_answer_without_one_of_its_people_is_refused(left_out: int) -> None:
    plain = answer()
    rows = plain["results"]["bindings"]
    gone = rows[left_out]["person"]
    plain["results"]["bindings"] = [row for row in rows if row.get("person") != gone]
    assert "says that it holds 7 people, and holds 6" in refusal(
        "wikidata", written(plain)
    )


@pytest.mark.parametrize("times", [0, 2])
def test_A05_an_answer_says_once_how_many_people_it_holds(times: int) -> None:
    data = changed(lambda rows: rows.extend([rows.pop()] * times))
    assert "does not say once how many people" in refusal("wikidata", data)


def test_A01_an_answer_of_nobody_is_refused() -> None:
    plain = answer()
    (count,) = plain["results"]["bindings"][-1:]
    count["value"]["value"] = "0"
    plain["results"]["bindings"] = [count]
    assert "holds nobody" in refusal("wikidata", written(plain))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html></html>", "web page"),
        (TRACE, "damaged"),
        (b"{}", "no answer of a SPARQL endpoint"),
        (b"[]", "no answer of a SPARQL endpoint"),
        (
            b'{"head": {"vars": ["person"]}, "results": {}}',
            "the answer to another query",
        ),
        (b'{"head": {"vars": [["a"]]}, "results": {}}', "the answer to another query"),
        (written({"head": {"vars": VARIABLES}}), "has no list of bindings"),
    ],
)
def test_A01_A03_A04_what_is_no_answer_to_our_query_is_refused(
    data: bytes, says: str
) -> None:
    assert says in refusal("wikidata", data)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"fact": {"type": "literal", "value": "label"}}, "names no person in row 0"),
        ({"person": {"type": "uri", "value": "http://x"}}, "has no fact in row 0"),
        (
            {
                "person": {"type": "uri", "value": "http://x/Q1"},
                "fact": {"type": "literal", "value": "label"},
            },
            "names no person in row 0",
        ),
        ({"fact": {"type": "odd", "value": "x"}}, "of no type that we know"),
        ({"fact": {"type": {}, "value": "x"}}, "of no type that we know"),
        ({"fact": "label"}, "of no type that we know"),
        ({"fact": {"type": "literal", "value": 7}}, "that is no text"),
        ({"fact": {"type": "literal"}}, "that is no text"),
    ],
)
def test_A23_a_row_that_is_none_refuses_the_answer(row: Any, says: str) -> None:
    assert says in refusal("wikidata", changed(lambda rows: rows.insert(0, row)))


def test_A12_an_answer_of_mostly_strange_facts_is_refused() -> None:
    def odd(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            if row["fact"]["value"] == "label":
                row["fact"]["value"] = "P1"
            row["fact"]["value"] += "x" if row["fact"]["value"] == "P39" else ""

    assert "values are unknown" in refusal("wikidata", changed(odd))


def test_answers_asked_country_by_country_are_one_list() -> None:
    other = sample("wikidata").replace(b"Q90000000", b"Q91000000")
    both = archives.bundle({"fi.json": sample("wikidata"), "se.json": other})
    assert len(read("wikidata", both).entities) == 12
    cut = archives.bundle({"fi.json": sample("wikidata"), "se.json": b"[]"})
    assert "se.json is no answer" in refusal("wikidata", cut)


def test_the_query_asks_for_every_variable_and_for_precision() -> None:
    head = QUERY.partition("WHERE")[0]
    assert [word[1:] for word in head.split() if word.startswith("?")] == list(
        VARIABLES
    )
    for name in VARIABLES:
        assert QUERY.count(f"?{name}") > 1
    assert "wikibase:timePrecision ?precision" in QUERY
    assert QUERY.count("{") == QUERY.count("}")


# -- offices ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("President", "head_of_state"),
        ("President of Finland", "head_of_state"),
        ("Prime Minister of Sweden", "head_of_state"),
        ("King of Norway", "head_of_state"),
        ("Head of Government", "head_of_state"),
        ("Chancellor", "head_of_state"),
        ("Vice President", "minister"),
        ("Deputy Prime Minister", "minister"),
        ("Minister in the Office of the President", "minister"),
        ("Chancellor of the Exchequer", "minister"),
        ("Vice Premier", "minister"),
        ("Vice Chancellor of Germany", "minister"),
        ("Deputy Head of Government", "minister"),
        ("Federal Councilor", "minister"),
        ("Governor General", "head_of_state"),
        ("Chairman, Presidency", "head_of_state"),
        ("Member of the Presidency of Bosnia and Herzegovina", "head_of_state"),
        ("Taoiseach", "head_of_state"),
        ("Chief Executive", "head_of_state"),
        ("Chief Executive Officer", "other"),
        ("Minister of Finance", "minister"),
        ("Secretary of State", "minister"),
        ("Attorney General", "minister"),
        ("member of the Parliament of Finland", "mp"),
        ("member of the Storting", "mp"),
        ("Speaker of the Riksdag", "mp"),
        ("President of the Senate", "mp"),
        ("President, National Assembly", "mp"),
        ("member of the European Parliament", "mp"),
        ("European Commissioner for Trade", "intl_org"),
        ("Governor of the Bank of Finland", "central_bank"),
        ("Governor, Central Bank", "central_bank"),
        ("Governor of Uusimaa", "mayor_regional"),
        ("Mayor of Helsinki", "mayor_regional"),
        ("President of the Supreme Court", "supreme_judge"),
        ("President, Supreme People's Court", "supreme_judge"),
        ("Ambassador to the US", "ambassador"),
        ("Permanent Representative to the UN, New York", "ambassador"),
        ("Chief of Defence", "armed_forces"),
        ("Commander of the Finnish Army", "armed_forces"),
        ("Chairman of the Centre Party", "party_leadership"),
        ("Bishop of Turku", "other"),
        ("", "other"),
    ],
)
def test_an_office_is_known_by_its_title(title: str, category: str) -> None:
    assert offices.category(title) == category
