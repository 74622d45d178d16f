"""Findings where people read them: told in words, drawn, and never told as clear."""

import re
import unicodedata
from collections.abc import Callable
from time import process_time
from typing import Any

import attrs
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import explain, runs
from kycscreen.cli import results, shortened
from kycscreen.explain import (
    dossier,
    drawing,
    english,
    found,
    graph,
    owners,
    values,
    words,
)
from kycscreen.explain.graph import MOST, Arrow, Box, Graph
from kycscreen.explain.layout import WIDE, Layout, layout
from kycscreen.ownership.verdicts import Ownership, Status
from kycscreen.parties import Control, Holding, Party, Role
from kycscreen.policy import Policy
from kycscreen.rescreen import known
from kycscreen.screen import Lack, Missing, NextStep, Screening
from tests import made, owned

Golden = Callable[[str, str], None]


def page_of(*screenings: Screening) -> Any:
    page = explain.html(screenings, title="Invented run")
    assert not {
        c for c in page if unicodedata.category(c) in {"Cf", "Cc"} and c != "\n"
    }
    return lxml.html.document_fromstring(page)


def drawn_of(screening: Screening) -> Graph:
    assert screening.ownership is not None
    return graph.graph(screening, screening.ownership)


# -- goldens -----------------------------------------------------------------------


def test_findings_read_as_they_always_did(golden: Golden) -> None:
    golden("found.txt", explain.text(owned.screening()))
    golden("found.md", explain.markdown(owned.screening()))
    golden("found-terminal.txt", results.of_many(Policy(), owned.screening())[0])


def test_a_client_with_findings_looks_as_it_always_did(golden: Golden) -> None:
    text = dossier.dossier(owned.screening()).text
    lines = re.sub(
        "(<(?:section|article|tr|div|p|li|path|rect|text|desc)[ >])", r"\n\1", text
    )
    golden("found.html", f"{lines}\n")


# -- never told as clear -----------------------------------------------------------


def test_a_client_with_findings_and_no_hits_is_never_told_as_clear() -> None:
    one = owned.found_only()
    page = page_of(one)
    said = page.text_content()
    assert "1 finding asks for action" in said
    assert "1 with hits or findings" in said
    assert "No client is clear" in said
    assert "all clear" not in said
    assert page.xpath(f"//article[@id='{dossier.place('C-7000')}']")
    for text in (explain.text(one), explain.markdown(one).replace("\\", "")):
        assert "C-7000, Exempelbygg AB: no hits, but findings" in text
        assert "Services that may not be given" in text
    assert known.stands(one).standing == "hits"


def test_a_client_with_findings_alone_is_in_a_report_of_bounded_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shortened, "HITS", 1)
    monkeypatch.setattr(shortened, "WITH_GAPS", 0)
    monkeypatch.setattr(shortened, "OTHERS", 0)
    kept = shortened.Kept()
    for one in (made.screening_with_hits(), owned.found_only(), made.clear_screening()):
        kept.take(one.to_json().encode(), runs.mark(one))
    assert [one.client_id for one in kept.chosen()] == ["C-1042", "C-7000"]
    assert kept.left_out() == "1 of 3 hits and 2 of 3 clients"


def test_of_one_name_nobody_asks_what_is_on_record() -> None:
    text, _ = results.of_one(Policy(), owned.screening())
    assert "Not on record" not in text
    assert "Complete the record" not in text


def test_a_client_of_a_book_is_told_shortly() -> None:
    text, wrong = results.of_many(Policy(), owned.screening())
    assert not wrong
    assert (
        "  not on record of 2 parties: birth date, answer to the PEP question" in text
    )
    assert "  next: Compare the facts of each hit, and decide on it; If a" in text


# -- the page ----------------------------------------------------------------------


def test_every_link_within_the_page_leads_somewhere() -> None:
    whole = owned.screening()
    part = attrs.evolve(whole, client_id="C-2", hits=whole.hits[:1])
    page = page_of(whole, part, owned.found_only(), made.clear_screening())
    ids = page.xpath("//@id")
    assert {link[1:] for link in page.xpath("//@href[starts-with(., '#')]")} <= {*ids}


def test_whoever_has_hits_that_are_not_shown_is_not_said_to_have_none() -> None:
    part = attrs.evolve(owned.screening(), hits=())
    notes = {box.name: box.note for box in drawn_of(part).boxes}
    assert notes["Mikael Åke Eksemplov"] == "person · hits not shown here"
    assert notes["Åsa Exempel"] == "person · no hits here"


def test_a_hit_says_under_which_regimes_the_client_is_caught() -> None:
    whole = owned.screening()
    line = (
        "If it is a true match: the client is caught under ofac, and may be under eu."
    )
    pep, listed = whole.hits
    for told in (explain.hit_text, explain.hit_markdown):
        assert line in told(listed, whole).replace("\\", "")
        assert "caught under" not in told(pep, whole)
    assert line in page_of(whole).get_element_by_id(listed.id).text_content()


def test_at_exactly_a_half_the_regimes_are_said_to_differ() -> None:
    held = owned.ownership()
    assert words.say("owns.exact") in owners.notes(held)
    verdicts = tuple(attrs.evolve(one, exact=False) for one in held.verdicts)
    notes = owners.notes(attrs.evolve(held, verdicts=verdicts))
    assert notes == ("80 % × 50 % = 40 %",)


def test_a_politically_exposed_person_is_never_frozen_and_nobody_refused() -> None:
    for code in ("pep.current", "pep.cooling_off", "pep.former", "pep.unknown"):
        title, means = words.finding(code)
        assert not re.search("freez|frozen|refus|reject|block", f"{title} {means}")
    for key in english.WORDS:
        if key.startswith("action."):
            assert not re.search("refuse|reject|decline", words.say(key))


def test_clients_without_findings_and_something_to_complete_are_folded() -> None:
    one = attrs.evolve(
        owned.screening(),
        findings=(),
        ownership=attrs.evolve(owned.ownership(), verdicts=()),
    )
    page = page_of(one)
    assert not page.xpath("//article[contains(@class, 'dossier')]")
    (told,) = page.xpath("//section[.//h2='Clients to complete']")
    assert "Åsa Exempel: birth date" in told.text_content()
    assert told.xpath(".//details//details//svg")


def test_what_lists_ask_for_alike_is_said_once() -> None:
    alike = tuple(Lack(record=r, facts=("pep",)) for r in ("fi.owner", "se.owner"))
    missing = (Missing(subject="P-5", lacks=alike),)
    told = found.missing(attrs.evolve(owned.screening(), missing=missing))
    assert [lacking.records for lacking in told] == ["fi.owner, se.owner"]


@pytest.mark.parametrize("attack", ["<b>*x*|", "</title><script>", "a\u202e\n\x1b[2J`"])
def test_C13_D04_a_finding_of_elsewhere_is_only_text(attack: str) -> None:
    whole = owned.screening()
    told = attrs.evolve(
        whole.findings[0], code=attack, subject=attack, grounds=attack, rule=attack
    )
    one = attrs.evolve(
        whole,
        client_id=attack,
        findings=(told, *whole.findings[1:]),
        missing=(owned.lacking(attack, attack, attack),),
        next_steps=(NextStep(action=attack, because=(attack,)),),
    )
    page = page_of(one)
    assert not page.xpath("//script")
    assert not page.xpath("//*[@style or @onload or @onclick]")
    bare = re.sub(r"\\[^\w\s]", "", explain.markdown(one))
    assert "<" not in bare
    assert "`" not in bare
    benign = explain.text(attrs.evolve(one, client_id="x")).count("\n")
    assert explain.text(one).count("\n") == benign


# -- the drawing -------------------------------------------------------------------


def test_the_same_owners_make_the_same_drawing() -> None:
    one, again = owned.screening(), Screening.from_json(owned.screening().to_json())
    assert dossier.ownership(one) == dossier.ownership(again)


def test_the_drawing_says_in_words_who_owns_whom() -> None:
    (drawn,) = page_of(owned.screening()).xpath("//svg[@class='owners'][@role]")
    title, said = (drawn.findtext(tag) for tag in ("title", "desc"))
    bare = re.sub("[\u2068\u2069]", "", f"{title}. {said}")
    assert "Who owns Exemple Oy" in bare
    assert "Mikael Åke Eksemplov holds 80 % of Exemple Holding AB." in bare
    assert "20 % of Exemple Oy is not disclosed." in bare
    assert (
        "The chain that catches: Mikael Åke Eksemplov, Exemple Holding AB, Exemple Oy."
    ) in bare
    assert "Louise Exemple holds 30 %, influence, to be assessed of Exemple Oy." in bare


def test_chains_that_catch_and_what_is_open_are_told_by_more_than_colour() -> None:
    drawn = drawn_of(owned.screening())
    marks = {(drawn.boxes[a.owner].name, a.mark) for a in drawn.arrows}
    assert ("Mikael Åke Eksemplov", "caught") in marks
    assert ("Åsa Exempel", "") in marks
    (void,) = (box for box in drawn.boxes if box.shape == "open")
    assert void.note == "a gap in this screening"
    open_ = attrs.evolve(owned.screening(), gaps=())
    (void,) = (box for box in drawn_of(open_).boxes if box.shape == "open")
    assert void.note == "not declared"


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"/><image href="http://example.org/x.png"/>',
        "Jean \u202eelpmexE\u2066 \x1b[2J",
        "شركة المثال للتجارة والمقاولات",
        "Exempelfastighetsförvaltningsaktiebolaget" * 3,
        "",
    ],
)
def test_D04_a_name_in_the_drawing_is_only_text(name: str) -> None:
    parties = tuple(attrs.evolve(party, name=name) for party in owned.PARTIES)
    one = attrs.evolve(owned.screening(), parties=parties)
    page = page_of(one)
    (drawn,) = page.xpath("//svg[@class='owners'][@role]")
    kinds = {element.tag for element in drawn.iter()}
    assert kinds == {"svg", "title", "desc", "path", "rect", "text", "a"}
    for element in drawn.iter():
        assert not {*element.attrib} & {"style", "onload", "onclick", "src"}
        assert element.get("href", "#").startswith("#")
        if element.tag == "text":
            assert len(element.text or "") <= 40


def test_owners_in_a_circle_are_drawn_with_a_way_back() -> None:
    circle = (
        *owned.HOLDINGS,
        Holding(owner="P-0", of="P-4", shares="5"),
        Holding(owner="P-4", of="P-6", control=Control.AGREEMENT),
        Holding(owner="P-6", of="P-4", shares="1"),
    )
    drawn = drawn_of(attrs.evolve(owned.screening(), holdings=circle))
    laid = layout(drawn, 40)
    assert sum(route.is_back for route in laid.routes) == 2
    assert "back to an owner" in drawing.drawing(drawn, "x").text


def test_what_has_ended_is_not_drawn() -> None:
    ended = attrs.evolve(owned.HOLDINGS[3], end=made.ON)
    held = (*owned.HOLDINGS[:3], ended)
    drawn = drawn_of(attrs.evolve(owned.screening(), holdings=held))
    assert "Louise Exemple" not in {box.name for box in drawn.boxes}


def test_of_ten_thousand_companies_few_are_drawn_and_those_that_matter() -> None:
    one = owned.large(10_000)
    start = process_time()
    drawn = drawn_of(one)
    text = drawing.drawing(drawn, "Exemple Oy").text
    assert process_time() - start < 1
    assert len(drawn.boxes) == MOST
    assert "Jean Exemple" in {box.name for box in drawn.boxes}
    assert drawn.left_out == 10_002 - MOST
    assert "9,962 owners further off are left out" in text
    assert len(text) < 100_000


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Owners of any shape, circles too, of which every one leads to the client."""
    many = draw(st.integers(2, 12))
    ends = st.tuples(st.integers(0, many - 1), st.integers(0, many - 1))
    pairs = draw(
        st.lists(ends.filter(lambda e: e[0] != e[1]), unique=True, max_size=25)
    )
    leads = [(n, draw(st.integers(0, n - 1))) for n in range(1, many)]
    return Graph(
        boxes=tuple(
            Box(name=f"{n}", note="", shape="organisation") for n in range(many)
        ),
        arrows=tuple(
            Arrow(owner=owner, of=of, label=("1 %",), what="1 %")
            for owner, of in dict.fromkeys((*leads, *pairs))
        ),
        chains=(),
        left_out=0,
    )


@settings(max_examples=200)
@given(graphs())
def test_no_box_lies_on_another_and_no_line_runs_through_one(drawn: Graph) -> None:
    high = 54
    laid = layout(drawn, high)
    assert len(set(laid.boxes)) == len(drawn.boxes)
    for n, (x, y) in enumerate(laid.boxes):
        assert 0 < x <= laid.width - WIDE
        assert 0 <= y <= laid.height - high
        for ox, oy in laid.boxes[n + 1 :]:
            assert abs(x - ox) >= WIDE or abs(y - oy) >= high
    for arrow, route in zip(drawn.arrows, laid.routes, strict=True):
        assert route.points[0][0] == laid.boxes[arrow.owner][0] + WIDE
        assert route.points[-1][0] == laid.boxes[arrow.of][0]
        for one, other in zip(route.points, route.points[1:], strict=False):
            assert one[0] == other[0] or one[1] == other[1]
            assert not any(_crosses(one, other, box, high) for box in laid.boxes)
    assert isinstance(laid, Layout)


def _crosses(
    one: tuple[int, int], other: tuple[int, int], box: tuple[int, int], high: int
) -> bool:
    (left, right), (top, bottom) = (
        sorted(ends) for ends in zip(one, other, strict=True)
    )
    x, y = box
    return left < x + WIDE and right > x and top < y + high and bottom > y


# -- what a personal number says ---------------------------------------------------


def test_a_fact_that_only_a_personal_number_says_is_told_so() -> None:
    party = attrs.evolve(made.owner(), by_number=("birth_date", "genders"))
    assert values.our_birth(party) == "1962-03-14 (from the personal number)"
    assert values.our_gender(party, "M") == "male (from the personal number)"
    hit = attrs.evolve(made.sanctions_hit(), party=party)
    text = explain.hit_text(hit, made.screening_with_hits())
    assert "1962-03-14 (from the personal number)" in text
    assert "male (from the personal number)" in text


def test_another_birth_date_of_a_personal_number_is_told_beside_ours() -> None:
    party = attrs.evolve(made.owner(), other_births=(made.day("1963-03-14"),))
    said = "the personal number says 1963-03-14"
    assert values.our_birth(party) == f"1962-03-14; {said}"
    compared = values.our_birth(party, "1963-03-14")
    assert compared == (
        "1963-03-14 (as the personal number says; 1962-03-14 is declared)"
    )
    one = attrs.evolve(made.clear_screening(), parties=(party,))
    assert said in explain.text(one)
    assert said in page_of(one).text_content()


def test_nothing_is_told_of_numbers_where_they_say_nothing() -> None:
    assert values.our_birth(made.owner()) == "1962-03-14"
    assert values.our_birth(made.company()) == ""
    assert values.our_gender(made.owner(), "") == ""


# -- words -------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_every_role_has_words(role: Role) -> None:
    assert words.knows(f"role.{role.value}")


@pytest.mark.parametrize("control", Control)
def test_every_kind_of_control_has_words(control: Control) -> None:
    assert words.knows(f"control.{control.value}")


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words(status: Status) -> None:
    assert words.knows(f"owns.{status.value}")


def test_words_of_a_policy_of_ones_own_are_shown_as_they_are() -> None:
    assert words.finding("moon.full") == ("moon.full", "")
    assert words.action("call_the_moon") == "call the moon"
    assert words.because("moon.full") == "moon.full"
    assert words.fact("shoe_size") == "shoe size"


def test_an_ownership_without_a_client_party_is_drawn_all_the_same() -> None:
    party = owned.person("P-6", "Louise Exemple")
    one = Screening(
        client_id="C-5",
        outcome=made.clear_screening().outcome,
        hits=(),
        gaps=(),
        parties=(party,),
        provenance=made.provenance(),
        ownership=Ownership(company="", on=made.ON),
        holdings=(Holding(owner="P-6", votes="30", direct=False),),
    )
    client, owner = drawn_of(one).boxes
    assert (client.name, owner.name) == ("C-5", "Louise Exemple")
    assert drawn_of(one).arrows[0].label == ("30 % votes", "indirect")


def test_a_party_is_no_less_named_where_its_name_is_empty() -> None:
    nameless = attrs.evolve(owned.person("P-6", ""), name="")
    one = attrs.evolve(owned.screening(), parties=(nameless,))
    assert owners.called(one, "P-6") == "P-6"
    assert isinstance(nameless, Party)


def test_of_many_hits_and_owners_a_few_are_named_and_the_rest_counted() -> None:
    one, many = owned.screening(), tuple(f"{n:016}" for n in range(1_000))
    rests = attrs.evolve(one.findings[0], hits=many)
    verdict = attrs.evolve(owned.ownership().verdicts[0], by=many)
    whole = attrs.evolve(
        one,
        findings=(rests,),
        ownership=attrs.evolve(owned.ownership(), verdicts=(verdict,)),
    )
    assert explain.text(whole).count("and 994 more") == 1
    assert page_of(whole).text_content().count("and 994 more") == 2
