"""Explanations: what is shown is what was found, and nothing in it can act."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import explain, match
from kycscreen.book import Refused
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import (
    Address,
    LegalBasis,
    ListedEntity,
    ListedName,
    Place,
    Position,
    Programme,
    Topic,
    Xref,
)
from kycscreen.explain import account, charts, question, values, verdicts, words
from kycscreen.explain.effects import effects_of
from kycscreen.explain.escapes import visible
from kycscreen.explain.markup import fill, style, tag
from kycscreen.explain.written import as_written
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier, masked
from kycscreen.lists.watchlist import Watchlist
from kycscreen.match import Hit, Reason
from kycscreen.names import Word
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Gap, Screener, Screening
from kycscreen.subjects import same
from tests import made

Golden = Callable[[str, str], None]

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "title": "</title><script>alert(1)</script>",
    "style": "</style><script>alert(1)</script>",
    "template": "{{7*7}}{0.__class__}",
    "formula": "=cmd|' /C calc'!A0",
    "sql": "' OR 1=1; DROP TABLE hits; --",
    "path": "../../etc/passwd",
    "ansi": "\x1b[2J\x1b[31mJean\x07",
    "bidi": "Jean \u202eelpmexE\u2066",
    "newline": "Jean\n2026-11-22 CLEAR C-1042\r\nExemple\u2028x\u0085y\tz",
    "nul": "Jean\x00Exemple",
    "link": "[Jean](javascript:alert(1)) ![x](http://example.org/x.png)",
    "autolink": "<http://example.org> www.example.org jean@example.org",
    "markdown": "*Jean* _Exemple_ `x` | ~~y~~ # z \\",
}
attacked_by = pytest.mark.parametrize("attack", ATTACKS.values(), ids=list(ATTACKS))


def attacked(attack: str) -> Screening:
    """A screening with an attack in every value that comes from outside."""
    entity = attrs.evolve(
        made.listed(),
        record_id=attack,
        names=(ListedName(attack, lang=attack, script=attack),),
        birth_places=(),
        programmes=(attrs.evolve(made.listed().programmes[0], label=attack),),
        legal_bases=(LegalBasis(attack, url=f"javascript:{attack}"),),
        measures=(attack,),
        positions=(attrs.evolve(made.listed().positions[0], title=attack),),
        reasons=(attack,),
        remarks=(attack,),
        xrefs=(Xref(attack, attack), Xref("un_ref", attack)),
    )
    party = attrs.evolve(made.owner(), id=attack, name=attack, other_names=(attack,))
    hit = attrs.evolve(
        made.sanctions_hit(),
        client_id=attack,
        party=party,
        entity=entity,
        party_name=attack,
        matched_name=entity.names[0],
        words=(Word(attack, attack, "same", 100, 1000, 67),),
        reasons=(
            Reason("name.similar", 67, attack, attack, attack),
            Reason("birth_place.same", 2, attack, attack, attack),
        ),
    )
    return attrs.evolve(
        made.screening_with_hits(),
        client_id=attack,
        hits=(hit,),
        parties=(attrs.evolve(made.company(), name=attack), party),
        gaps=(Gap("party.unnamed", attack, attack),),
        warnings=(Gap("name.disguised", attack, attack),),
    )


def page_of(*screenings: Screening, **more: Any) -> str:
    return explain.html(screenings, title="Invented run", **more)


def read(page: str) -> Any:
    return lxml.html.document_fromstring(page)


# -- attacks -----------------------------------------------------------------------


@attacked_by
def test_C13_D04_an_attack_in_a_name_does_nothing_in_the_page(attack: str) -> None:
    page = explain.html(
        [attacked(attack)],
        title=attack,
        run=attack,
        refused=[Refused(2, attack, attack, attack)],
        book=attack,
    )
    benign = page_of(
        attacked("Jean Exemple"), run="r", refused=[Refused(2, "a", "b", "c")], book="b"
    )
    assert tags_of(page) == tags_of(benign)
    assert_inert(page)


def tags_of(page: str) -> list[str]:
    # Marks show in which letters two words differ: there are as many as differ.
    found = (element.tag for element in read(page).iter() if element.tag != "mark")
    return [name for name in found if isinstance(name, str)]


def assert_inert(page: str) -> None:
    for element in read(page).iter():
        assert element.tag not in {"script", "img", "iframe", "object", "embed", "form"}
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in {"style", "src", "srcdoc", "formaction"}
            if name == "href":
                assert value.startswith(("#", "https://", "http://", "data:,"))
            if name == "href" and value.startswith("http"):
                assert "noopener" in element.get("rel")
    assert not unseen_in(page)


def unseen_in(text: str) -> set[str]:
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {c for c in text if unicodedata.category(c) in unseen and c != "\n"}


@attacked_by
@pytest.mark.parametrize("form", [explain.text, explain.markdown])
def test_C13_D05_an_attack_adds_no_line_and_no_control_character(
    form: Callable[..., str], attack: str
) -> None:
    text = form(attacked(attack), policy=Policy())
    assert not unseen_in(text)
    assert text.count("\n") == form(attacked("Jean Exemple")).count("\n")


@attacked_by
def test_C13_an_attack_is_only_text_in_markdown(attack: str) -> None:
    bare = re.sub(r"\\[^\w\s]", "", explain.markdown(attacked(attack)))
    assert "<" not in bare
    assert "](" not in bare
    assert "http:" not in bare
    assert "www.e" not in bare
    assert "`" not in bare


def test_hidden_letters_are_written_out_and_backslashes_stay_unambiguous() -> None:
    text = explain.text(attacked("Jean \u202eelpmexE \\u202e"))
    assert r"Jean \u202eelpmexE \\u202e" in text
    assert visible("\ud800\U000e0001") == r"\ud800\U000e0001"


@attacked_by
def test_C13_json_keeps_an_attack_verbatim_on_one_line(attack: str) -> None:
    line = explain.json(attacked(attack))
    assert "\n" not in line
    assert Screening.from_json(line) == attacked(attack)


def test_D04_only_a_link_to_the_web_is_a_link() -> None:
    (link,) = read(page_of(made.screening_with_hits())).xpath("//a[@rel]")
    assert link.get("href") == "https://example.org/9999"
    assert not read(page_of(attacked("x"))).xpath("//a[@rel]")


def test_markup_escapes_whatever_is_not_markup() -> None:
    assert tag("td", "<b>", class_='"').text == '<td class="&quot;">&lt;b&gt;</td>'
    assert fill("{a} <i>", a="<b>").text == "&lt;b&gt; &lt;i&gt;"


@pytest.mark.parametrize("name", ["style", "onclick", "onload"])
def test_markup_refuses_what_a_page_without_scripts_never_needs(name: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        tag("p", **{name: "x"})


def test_markup_refuses_links_that_lead_elsewhere() -> None:
    with pytest.raises(ValueError, match="leads"):
        tag("a", href="javascript:alert(1)")
    with pytest.raises(ValueError, match="no markup"):
        style("</style>")


# -- the page ----------------------------------------------------------------------


def test_D04_the_policy_of_the_page_allows_its_own_style_and_nothing_else() -> None:
    page = page_of(made.screening_with_hits())
    (meta,) = read(page).xpath("//meta[@http-equiv='Content-Security-Policy']")
    (sheet,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert meta.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_D04_the_page_asks_the_network_for_nothing() -> None:
    page = page_of(made.screening_with_hits(), made.clear_screening())
    assert_inert(page)
    (sheet,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert [link.get("href") for link in read(page).xpath("//link")] == ["data:,"]


def test_the_page_leads_from_every_hit_to_its_case_and_back() -> None:
    screening = made.screening_with_hits()
    page = read(page_of(screening))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {hit.id for hit in screening.hits} <= set(ids)
    inner = [href for href in page.xpath("//a/@href") if href.startswith("#")]
    assert {href[1:] for href in inner} <= set(ids)
    assert {href[1:] for href in page.xpath("//use/@href")} <= set(ids)


def test_names_stand_alone_in_their_own_direction_and_language() -> None:
    page = read(page_of(made.screening_with_hits()))
    assert page.xpath("//bdi[@lang='ru']/text()") == ["ЭКСЕМПЛОВ Михаил Андреевич"]
    arabic = attrs.evolve(
        made.number_hit(),
        matched_name=ListedName("شركة المثال", script="Arab"),
    )
    page = read(page_of(attrs.evolve(made.screening_with_hits(), hits=(arabic,))))
    assert page.xpath("//bdi[@lang='und-Arab']/text()")[0] == "شركة المثال"


def test_hits_stand_by_score_whichever_client_they_are_of() -> None:
    screening = made.screening_with_hits()
    page = read(page_of(screening))
    scores = page.xpath("//table[@class='hits']//td[1]/b/text()")
    assert scores == ["80", "75", "69"]


def test_the_summary_counts_clients_parties_and_outcomes() -> None:
    page = read(
        page_of(
            made.screening_with_hits(),
            made.inconclusive_screening(),
            made.clear_screening(),
        )
    )
    assert page.xpath("string(//h1)").startswith(
        "3 hits need an analyst; 1 client is inconclusive"
    )
    assert "3 clients with 6 parties" in page.xpath("string(//p[@class='gist'][1])")
    described = page.xpath("string(//svg[contains(@class, 'bar')]/desc)")
    assert described == "3 clients: 1 clear, 1 with hits, 1 inconclusive."


def refused_client(client_id: str, *hits: Hit) -> Screening:
    gap = Gap("client.refused", client_id, "line 6: birth_date is not an ISO date")
    return attrs.evolve(made.inconclusive_screening(client_id), gaps=(gap,), hits=hits)


def test_a_client_that_could_not_be_screened_is_an_error_as_in_the_command() -> None:
    ones = (refused_client("C-6"), refused_client("C-7", made.pep_hit()))
    page = read(page_of(*ones, made.inconclusive_screening()))
    assert page.xpath("string(//h1)").startswith(
        "2 clients could not be screened; 1 hit needs an analyst;"
        " 1 client is inconclusive"
    )
    described = page.xpath("string(//svg[contains(@class, 'bar')]/desc)")
    assert described == (
        "3 clients: 0 clear, 0 with hits, 1 inconclusive, 2 could not be screened."
    )
    assert len(page.xpath("//ul[@class='legend']/li")) == 4
    assert "1 hit found all the same" in page.xpath("string(//ul[@class='legend'])")
    for form in (explain.text, explain.markdown):
        assert ": could not be screened" in form(ones[0]).splitlines()[0]


def test_errors_are_counted_only_where_there_are_any() -> None:
    page = read(page_of(made.clear_screening()))
    assert len(page.xpath("//ul[@class='legend']/li")) == 3


def test_the_hits_of_one_party_stand_together_the_best_first() -> None:
    other = attrs.evolve(made.pep_hit().entity, record_id="M-8", birth_dates=())
    weak = attrs.evolve(
        made.pep_hit(), entity=other, reasons=(Reason("name.similar", 66),)
    )
    found = (made.sanctions_hit(), weak, made.number_hit(), made.pep_hit())
    page = read(page_of(attrs.evolve(made.screening_with_hits(), hits=found)))
    scores = page.xpath("//table[@class='hits']//td[1]/b/text()")
    assert scores == ["80", "66", "75", "69"]
    assert page.xpath("//article/@id") == [
        href[1:] for href in page.xpath("//table[@class='hits']//a/@href")
    ]


def doubled() -> tuple[Hit, Hit]:
    """Return the hits on a listed person, and on the record of another list."""
    hit = made.sanctions_hit()
    elsewhere = attrs.evolve(hit.entity, list_id="eu_fsf", record_id="EU.999.99")
    return hit, attrs.evolve(hit, entity=elsewhere)


def test_records_of_one_subject_stand_in_one_row_and_each_hit_for_itself() -> None:
    un, eu = doubled()
    screening = attrs.evolve(made.screening_with_hits(), hits=(un, eu))
    assert screening.subjects == ((un, eu),)
    page = read(page_of(screening))
    (row,) = page.xpath("//table[@class='hits']/tbody/tr")
    assert row.xpath("./td[1]/b/text()") == [str(un.score)]
    ids = [un.id, eu.id]
    assert row.xpath(".//span[@class='source']/a/@href") == [f"#{id}" for id in ids]
    assert page.xpath("//article/@id") == ids


def test_a_closed_list_is_told_as_closed() -> None:
    screening = made.screening_with_hits()
    (used, *_) = screening.provenance.lists
    closed = attrs.evolve(used, list_id="gb_ofsi", max_age=-1)
    provenance = attrs.evolve(screening.provenance, lists=(closed,))
    told = attrs.evolve(screening, provenance=provenance)
    assert "closed: always stale" in explain.text(told)
    row = read(page_of(told)).xpath("string(//table[@class='lists']/tbody/tr)")
    assert "closed" in row


@pytest.mark.parametrize("form", [explain.hit_text, explain.hit_markdown])
def test_a_hit_says_where_its_subject_stands_as_well_and_why(
    form: Callable[[Hit, Screening], str],
) -> None:
    un, eu = doubled()
    screening = attrs.evolve(made.screening_with_hits(), hits=(un, eu))
    assert same(un.entity, eu.entity) is not None
    told = f"eu_fsf EU.999.99, hit {eu.id}: "
    assert told in form(un, screening).replace("\\", "")
    alone = attrs.evolve(screening, hits=(un,))
    assert "Also listed" not in form(un, alone)


def test_a_hit_is_defensible_from_the_page_alone() -> None:
    entity = attrs.evolve(
        made.listed(),
        xrefs=(
            Xref("library", "L-1"),
            Xref("un_ref", "QDi.999"),
            *(Xref("other", f"{n}") for n in range(5)),
        ),
        reasons=("Invented grounds.",),
        remarks=(
            "Line one.\nLine two.",
            "x" * 700,
            *(f"remark {n}" for n in range(20)),
        ),
    )
    hit = attrs.evolve(made.sanctions_hit(), entity=entity)
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,))
    book = "ab12" * 16
    page = read(page_of(screening, book=book))
    article = page.xpath("string(//article)")
    assert "UN reference QDi.999; library L-1" in article
    assert "and 3 more" in article
    (remarks,) = page.xpath("//details[@class='remarks']")
    told = remarks.xpath("p//text()")
    assert told[:2] == ["Invented grounds.", "Line one. Line two."]
    assert told[2].endswith("x … and 100 letters more")
    assert told[-1] == "and 11 more"
    proof = page.xpath("string(//article//p[@class='proof'])")
    assert "Engine kycscreen 0.1.0" in proof
    assert "Policy b80c1d4e6e12f7a0" in proof
    assert book[:12] in page.xpath("string(//header[@class='lead'][1])")
    assert book in page.xpath("string(//footer)")


def test_a_remark_does_not_tell_a_number_of_ours() -> None:
    number = Identifier("passport", "000000123", country="ru")
    party = attrs.evolve(made.owner(), identifiers=(number,))
    entity = attrs.evolve(made.listed(), remarks=("Holds passport 000000123.",))
    hit = attrs.evolve(
        made.sanctions_hit(),
        party=party,
        entity=entity,
        reasons=(*made.sanctions_hit().reasons[:2], Reason("identifier.same", 20)),
    )
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,), parties=(party,))
    assert "000000123" not in page_of(screening)


def test_a_hit_has_lines_to_sign_on_for_paper_only() -> None:
    page = page_of(made.screening_with_hits())
    assert len(read(page).xpath("//article//p[@class='sign']")) == 3
    sheet, paper = page.split("@media print")
    assert ".sign { display: none; }" in sheet
    assert ".sign { display: grid;" in paper


def test_silence_is_not_told_of_a_list_that_is_stale_already() -> None:
    silent = tuple(Gap("list.silent", one, "published long ago") for one in LISTS)
    screening = attrs.evolve(made.inconclusive_screening(), warnings=silent)
    for shown in (
        explain.text(screening),
        explain.markdown(screening),
        read(page_of(screening)).text_content(),
    ):
        assert shown.count("silent") == 1


LISTS = ("eu_fsf", "un_sc")  # of these, the first is stale


def test_a_run_of_nothing_says_so() -> None:
    page = read(page_of())
    assert page.xpath("string(//h1)").startswith("Nothing was screened")
    assert "clear" not in page.xpath("string(//h1)")


def test_a_clear_client_shows_what_was_screened_against_what() -> None:
    page = read(page_of(made.clear_screening()))
    text = page.xpath("string(//main)")
    assert "1 client: all clear" in text
    for shown in ("Exempelbygg AB", "Mikael Åke Eksemplov", "1962-03-14", "un_sc"):
        assert shown in text


def test_a_gap_is_shown_with_its_detail_and_what_closes_it() -> None:
    page = read(page_of(made.inconclusive_screening(), made.screening_with_hits()))
    text = page.xpath("string(//main)")
    assert "9 days old, stale after 3" in text
    assert "Add a newer file." in text
    assert "the name is only punctuation" in text
    assert "1 zero-width letter taken out" in text


def test_many_clients_with_one_gap_are_folded_and_none_is_left_out() -> None:
    many = [made.inconclusive_screening(f"C-{n}") for n in range(30)]
    page = read(page_of(*many))
    (row,) = page.xpath("//table[@class='clients']/tbody/tr")
    assert row.xpath(".//summary/text()") == ["30 clients"]
    assert all(f"(C-{n})" in row.text_content() for n in range(30))


def test_rows_in_are_rows_screened_joined_and_refused() -> None:
    refused = [Refused(118, "birth_date", "is not an ISO date", "C-9")]
    page = read(page_of(made.clear_screening(), rows_in=5, refused=refused))
    text = page.xpath("string(//main)")
    assert "nothing lost" in text
    assert "rows joined to a party of the same client2" in text
    assert "118C-9birth_date is not an ISO date" in text


def test_rows_that_do_not_add_up_are_said_to_be_lost() -> None:
    text = read(page_of(made.clear_screening(), rows_in=1)).text_content()
    assert "nothing lost" not in text
    assert "do not add up" in text


def test_the_time_of_a_run_is_shown_in_utc() -> None:
    began = datetime(2026, 11, 22, 4, 11, tzinfo=UTC)
    assert "2026-11-22 04:11 UTC" in page_of(made.clear_screening(), began=began)


def test_a_large_run_stays_light() -> None:
    hits = (made.sanctions_hit(), made.number_hit(), made.pep_hit())
    one = len(page_of(attrs.evolve(made.screening_with_hits(), hits=hits)))
    none = len(page_of(attrs.evolve(made.screening_with_hits(), hits=())))
    assert (one - none) / 3 < 11_000


def test_a_page_is_the_same_bytes_in_any_order_of_the_lists() -> None:
    used = made.lists()
    pages = {
        page_of(attrs.evolve(made.clear_screening(), provenance=made.provenance(order)))
        for order in (used, used[::-1])
    }
    assert len(pages) == 1


# -- what is said ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "ours", "theirs", "said"),
    [
        ("year", "1962-03-14", "1962", "agree, to the year"),
        ("year", "1963-05-05", "circa 1963", "agree, to the year"),
        ("year", "1964-05-05", "circa 1963", "fits: the list says about 1963"),
        ("year", "circa 1963", "1964-05-05", "fits: we know only about 1963"),
        ("near", "1964", "1963", "conflict, 1 year apart"),
        ("near", "1964", "1961", "conflict, 3 years apart"),
        ("near", "1964-05-05", "1964-07-09", "conflict, another day of the same year"),
        ("different", "1964-05-05", "1924-05-05", "conflict, 40 years apart"),
        ("near", "1381 AH", "1963", "conflict, a few years apart"),
        ("different", "1381 AH", "1963", "conflict, years apart"),
    ],
)
def test_of_birth_dates_no_more_is_said_than_they_say(
    code: str, ours: str, theirs: str, said: str
) -> None:
    reasons = (
        Reason("name.similar", 70),
        Reason(f"birth_date.{code}", 5, ours, theirs),
    )
    hit = attrs.evolve(made.sanctions_hit(), reasons=reasons)
    (fact,) = [f for f in verdicts.facts(hit) if f.subject == "birth_date"]
    assert fact.said == said
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,))
    assert said in explain.text(screening)
    page = read(page_of(screening)).text_content()
    assert said in page
    assert ("Fit roughly: birth date." in page) == said.startswith("fits")


@pytest.mark.parametrize(
    ("list_id", "title", "duty"),
    [
        ("eu_fsf", "Asset freeze", "a freeze by the EU binds every firm in the EU"),
        ("un_sc", "Asset freeze", "EU regulation that transposes the listing"),
        (
            "us_ofac_sdn",
            "Asset freeze, US law",
            "What US law asks of your firm, decide",
        ),
        ("gb_ofsi", "Asset freeze, UK law", "What UK law asks of your firm, decide"),
        ("own_invented", "Asset freeze", "as the law of this list demands"),
    ],
)
def test_who_designates_decides_what_a_freeze_asks_for(
    list_id: str, title: str, duty: str
) -> None:
    (effect,) = effects_of(attrs.evolve(made.listed(), list_id=list_id))
    assert (effect.code, effect.title) == ("freeze", title)
    assert duty in effect.duty
    foreign = list_id in {"us_ofac_sdn", "gb_ofsi"}
    assert ("only if the EU or the UN lists them too" in effect.means) == foreign


def test_measures_of_another_state_are_for_counsel_to_weigh() -> None:
    entity = attrs.evolve(
        made.listed(), list_id="us_ofac_cons", measures=("Directive 1",)
    )
    (effect,) = effects_of(entity)
    assert (effect.code, effect.title) == ("sanction", "Sanctions, US law")
    assert "counsel" in effect.duty


@pytest.mark.parametrize(
    ("start", "end", "years", "exact"),
    [
        ("2011-04-20", "2015-03-14", "2011–2015", "2011-04-20 to 2015-03-14"),
        ("2011", "2015", "2011–2015", "2011–2015"),
        ("2015-01", "2015-03", "2015", "2015-01 to 2015-03"),
        ("2011", "", "since 2011", "since 2011"),
        ("", "2015", "until 2015", "until 2015"),
    ],
)
def test_a_public_function_is_a_sentence_that_says_its_body_once(
    start: str, end: str, years: str, exact: str
) -> None:
    post = Position(
        "member of Exempelting", body="Exempelting", country="fi", start=start, end=end
    )
    entity = attrs.evolve(made.pep_hit().entity, positions=(post, post))
    (effect,) = effects_of(entity)
    unknown = "whether still in office is not known"
    told = "Member of Exempelting, Finland"
    assert effect.detail == f"{told} ({years}; {unknown})"
    assert values.posts(entity) == f"{told} ({exact}; {unknown})"


@pytest.mark.parametrize(
    ("text", "country", "shown"),
    [
        ("Karachi, PAKISTAN", "pk", "Karachi, PAKISTAN"),
        ("RUSSIAN FEDERATION", "ru", "RUSSIAN FEDERATION"),
        ("Exempelgrad", "ru", "Exempelgrad, Russia"),
        ("", "ru", "Russia"),
        ("Exempelgrad", "", "Exempelgrad"),
    ],
)
def test_a_place_says_its_country_once(text: str, country: str, shown: str) -> None:
    assert values.place(Place(text, country)) == shown


def test_a_programme_whose_label_is_its_code_is_said_once() -> None:
    both = (Programme("Taliban", "Taliban"), Programme("EXM", "Exempland"))
    entity = attrs.evolve(made.listed(), programmes=both)
    assert values.programmes(entity) == "Taliban; EXM Exempland"


@pytest.mark.parametrize(
    ("word", "name", "kind", "written"),
    [
        ("åsa", "Åsa Öberg", Kind.PERSON, "Åsa"),
        ("obrien", "Jean O’Brien", Kind.PERSON, "O’Brien"),
        ("li", "Ali LI", Kind.PERSON, "LI"),
        ("strasse", "Straße Exemple", Kind.PERSON, "Straße"),
        ("sa", "Exemple S.A.", Kind.ORGANISATION, "S.A."),
        (
            "ojsc",
            "Exemple Open Joint Stock Company",
            Kind.ORGANISATION,
            "Open Joint Stock Company",
        ),
        ("and", "Exemple & Fils", Kind.ORGANISATION, "&"),
        ("abdul rahman", "Abdul-Rahman Exemple", Kind.PERSON, "Abdul-Rahman"),
        ("مثال", "محمد المثال", Kind.PERSON, "مثال"),
        ("absent", "Jean Exemple", Kind.PERSON, "absent"),
        ("", "Jean Exemple", Kind.PERSON, ""),
    ],
)
def test_a_word_is_shown_as_it_was_written(
    word: str, name: str, kind: Kind, written: str
) -> None:
    assert as_written(word, name, kind) == written


def test_a_politically_exposed_person_is_never_frozen() -> None:
    hit = made.pep_hit()
    (effect,) = effects_of(hit.entity)
    assert (effect.code, effect.symbol) == ("pep", "○")
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,))
    for text in (
        explain.hit_text(hit, screening),
        explain.hit_markdown(hit, screening),
        read(page_of(screening)).xpath("string(//article)"),
    ):
        assert "Asset freeze" not in text
        assert "Nothing is frozen." in text


@pytest.mark.parametrize(
    ("topic", "title", "means"),
    [
        (Topic.LINKED, "Linked to sanctions", "Not said to be sanctioned"),
        (Topic.CRIME, "Crime", "freezes nothing"),
        (Topic.DEBARRED, "Debarred", "freezes nothing"),
        (Topic.INTEREST, "Of interest", "freezes nothing"),
    ],
)
def test_what_is_no_sanction_is_not_called_one(
    topic: Topic, title: str, means: str
) -> None:
    entity = attrs.evolve(made.listed(), topics=frozenset({topic}))
    (effect,) = effects_of(entity)
    assert (effect.code, effect.title, effect.symbol) == (topic.value, title, "○")
    assert means in effect.means
    assert effect.duty


def test_every_topic_has_a_meaning_and_a_duty() -> None:
    for topic in Topic:
        entity = attrs.evolve(made.listed(), topics=frozenset({topic}))
        (effect,) = effects_of(entity)
        assert effect.title
        assert effect.means
        assert effect.duty


def test_all_topics_are_told_the_gravest_first() -> None:
    entity = attrs.evolve(made.listed(), topics=frozenset(Topic))
    assert [e.code for e in effects_of(entity)] == [
        *("freeze", "linked", "crime", "debarred", "interest", "pep")
    ]


def test_both_topics_show_the_freeze_first() -> None:
    both = attrs.evolve(made.listed(), topics=frozenset({Topic.SANCTION, Topic.PEP}))
    assert [e.code for e in effects_of(both)] == ["freeze", "pep"]


@pytest.mark.parametrize(
    ("measures", "code"),
    [
        (("Asset freeze",), "freeze"),
        (("Blocking of property",), "freeze"),
        (("Travel ban",), "sanction"),
        ((), "sanction"),
    ],
)
def test_a_freeze_is_claimed_only_where_it_is_stated(
    measures: tuple[str, ...], code: str
) -> None:
    entity = attrs.evolve(made.listed(), list_id="own_invented", measures=measures)
    (effect,) = effects_of(entity)
    assert effect.code == code


def test_what_is_only_set_side_by_side_is_shown_as_not_weighed() -> None:
    reasons = (
        Reason("country.not_weighed", 0, "Finland", "Russia"),
        Reason("birth_place.one_sided", 0, "Finland", "Exempelgrad"),
        Reason("position.not_weighed", 0, "director", "deputy governor"),
    )
    party = attrs.evolve(made.owner(), positions=("director",))
    hit = attrs.evolve(made.sanctions_hit(), party=party, reasons=reasons)
    told = {fact.code: fact for fact in verdicts.facts(hit) if fact.code}
    for reason in reasons:
        fact = told[reason.code]
        assert fact.verdict is verdicts.Verdict.UNWEIGHED
        assert fact.ours
        assert fact.theirs
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,), parties=(party,))
    note, _ = words.reason("country.not_weighed")
    for shown in (explain.text(screening), page_of(screening)):
        assert f"not weighed, {note}" in shown


@pytest.mark.parametrize("code", ["identifier.same", "identifier.compatible"])
def test_a_listed_number_that_is_ours_is_masked(code: str) -> None:
    ours = Identifier("passport", "000000123")
    theirs = Identifier("other", "000000123")
    party = match.masked(attrs.evolve(made.owner(), identifiers=(ours,)))
    entity = attrs.evolve(made.listed(), kind=Kind.ORGANISATION, identifiers=(theirs,))
    reasons = (
        *made.sanctions_hit().reasons[:2],
        Reason(code, 10, "•••••••23", "•••••••23", "passport"),
    )
    hit = attrs.evolve(
        made.sanctions_hit(), party=party, entity=entity, reasons=reasons
    )
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,), parties=(party,))
    for shown in (explain.text(screening), page_of(screening)):
        assert "000000123" not in shown
        assert len([f for f in verdicts.facts(hit) if f.subject == "identifier"]) == 1


def test_a_personal_number_of_ours_is_never_shown() -> None:
    number = Identifier("national_id", "140362-123A", country="fi")
    party = attrs.evolve(made.owner(), identifiers=(number,))
    entity = attrs.evolve(made.listed(), identifiers=(number,))
    reasons = (
        *made.sanctions_hit().reasons[:2],
        Reason("identifier.same", 20, "140362-123A", "140362-123A", "national_id"),
    )
    hit = attrs.evolve(
        made.sanctions_hit(), party=party, entity=entity, reasons=reasons
    )
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,), parties=(party,))
    for shown in (
        explain.text(screening, policy=Policy()),
        explain.markdown(screening, policy=Policy()),
        page_of(screening, policy=Policy()),
    ):
        assert "123A" not in shown
        assert masked("140362-123A") in unescaped(shown)


def unescaped(shown: str) -> str:
    return shown.replace("\\", "")


def test_a_published_number_is_shown_for_it_to_be_asked_for() -> None:
    screening = made.screening_with_hits()
    assert "passport RU 000000123" in explain.hit_text(made.sanctions_hit(), screening)


def test_facts_that_only_one_side_states_are_seen_and_count_nothing() -> None:
    told = {(f.subject, f.verdict): f for f in verdicts.facts(made.sanctions_hit())}
    theirs = told[("address", verdicts.Verdict.ONLY_THEIRS)]
    assert (theirs.theirs, theirs.points) == ("Example Street 1, Exempelgrad", 0)
    assert ("birth_place", verdicts.Verdict.ONLY_THEIRS) in told


def test_every_reason_of_the_matcher_has_words() -> None:
    source = Path(match.__file__).read_text(encoding="utf-8")
    facts = {code.partition(".")[0] for code in words.reason_codes()}
    written = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', source))
    codes = {code for code in written if code.partition(".")[0] in facts}
    assert codes <= set(words.reason_codes())
    for code in words.reason_codes():
        short, meaning = words.reason(code)
        assert short != code
        assert meaning.endswith(".")


@pytest.mark.parametrize(
    "code",
    [
        *("list.missing", "list.stale", "list.empty", "list.damaged", "list.extract"),
        *("list.undated", "party.unnamed", "client.empty", "list.silent"),
        *("party.birth_date_future", "name.disguised"),
    ],
)
def test_every_gap_has_words_and_what_closes_it(code: str) -> None:
    title, closes = words.gap(code)
    assert title != code
    assert closes.endswith((".", "?"))


@pytest.mark.parametrize(
    "how",
    [
        *("same", "spelling", "transliterated", "equivalent", "nickname", "sound"),
        *("romanised", "typo", "initial", "joined", "sexes", "root"),
        *("only_ours", "only_theirs", "order", "numbers"),
    ],
)
def test_every_way_two_words_meet_has_words(how: str) -> None:
    assert words.knows(f"how.{how}")
    assert account.how(Word("a", "b", how, 1, 1))[1]


def test_codes_of_a_newer_engine_are_shown_as_they_are() -> None:
    hit = attrs.evolve(
        made.sanctions_hit(),
        words=(Word("a", "b", "rhyme", 50, 500, 60, kind="rhymed"),),
        reasons=(Reason("name.similar", 60), Reason("wealth.same", 9, "1", "1")),
    )
    screening = attrs.evolve(
        made.screening_with_hits(), hits=(hit,), gaps=(Gap("list.torn", "x", "y"),)
    )
    for shown in (
        explain.text(screening),
        explain.markdown(screening),
        page_of(screening),
    ):
        assert "rhyme" in shown
        assert "wealth" in shown
        assert "list.torn" in shown


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (made.day("1962-03-14"), "1962-03-14"),
        (made.year(1962), "1962"),
        (
            DateSpan(date(1962, 3, 1), date(1962, 3, 31), Precision.MONTH),
            "1962-03",
        ),
        (
            DateSpan(date(1961, 1, 1), date(1963, 12, 31), Precision.RANGE),
            "1961 to 1963",
        ),
        (
            DateSpan(date(1961, 5, 1), date(1963, 6, 2), Precision.RANGE),
            "1961-05-01 to 1963-06-02",
        ),
        (DateSpan(None, None, Precision.UNPARSED, raw="1381 AH"), "1381 AH"),
    ],
)
def test_a_birth_date_is_shown_as_exactly_as_it_is_known(
    span: DateSpan, text: str
) -> None:
    hit = attrs.evolve(
        made.sanctions_hit(),
        party=attrs.evolve(made.owner(), birth_date=None),
        entity=attrs.evolve(made.listed(), birth_dates=(span,)),
        reasons=(Reason("name.similar", 67),),
    )
    (fact,) = [f for f in verdicts.facts(hit) if f.subject == "birth_date"]
    assert fact.theirs == text


# -- what would settle it ----------------------------------------------------------


def weighed(**facts: Any) -> Hit:
    party = Party.person(
        "Misha Aake Exemplov", role=Role.REPRESENTATIVE, id="P-1", **facts
    )
    return match.weigh(party, made.listed(), Policy(), client_id="C-1042")


def test_an_answer_is_worth_what_the_matcher_makes_of_it() -> None:
    asked = {q.fact: q.answers for q in question.questions(weighed(), Policy())}
    assert list(asked) == [
        "identifier", "birth_date", "gender", "birth_place", "country"
    ]  # fmt: skip
    for answers, facts in (
        (asked["birth_date"][:1], {"birth_date": "1962"}),
        (asked["country"][:1], {"nationalities": ["ru"]}),
        (asked["gender"][:1], {"genders": ["M"]}),
        (asked["gender"][1:], {"genders": ["F"]}),
    ):
        (answer,) = answers
        then = weighed(**facts)
        assert (answer.score, answer.identity) == (then.score, then.identity)
        assert answer.score == weighed().score + answer.points


def test_what_we_know_is_not_asked_for() -> None:
    hit = weighed(
        birth_date="1962-03-14",
        nationalities=["fi"],
        genders=["M"],
        birth_place="Turku",
        identifiers=[Identifier("passport", "1", country="fi")],
    )
    (checked,) = question.questions(hit, Policy())
    assert checked.text == "Check the country: ours says Finland, the list Russia."
    assert question.questions(hit) == ()
    told = explain.hit_text(hit, made.screening_with_hits())
    assert "Compare what only the list states (position, address)" in told
    assert "states nothing that we lack" not in told


def test_the_question_whose_answers_settle_it_either_way_comes_first() -> None:
    entity = attrs.evolve(made.listed(), topics=frozenset({Topic.PEP}))
    hit = match.weigh(weighed().party, entity, Policy())
    first, *others = question.questions(hit, Policy())
    assert first.fact == "birth_date"
    same, different = first.answers
    assert same.is_hit
    assert not different.is_hit
    assert "identifier" in [other.fact for other in others]


def test_a_fact_that_the_hit_rests_on_is_to_be_checked() -> None:
    listed = ListedEntity(
        list_id="own",
        record_id="1",
        kind=Kind.PERSON,
        names=("Jean Exemple",),
        birth_dates=("1962-03-14",),
        genders=("M",),
    )
    facts: dict[str, Any] = {"birth_date": "1962-03-14", "genders": ["M"]}
    party = Party.person("Jean Exempla", role=Role.CLIENT, **facts)
    hit = match.weigh(party, listed, Policy())
    (asked,) = question.questions(hit, Policy())
    said = "Check the birth date: the hit rests on it. Both say 1962-03-14."
    assert asked.text == said
    (answer,) = asked.answers
    assert (answer.key, answer.is_hit) == ("settle.if.birth_date.different", False)


def test_a_fact_that_speaks_against_a_sure_name_is_to_be_checked() -> None:
    listed = ListedEntity(
        list_id="own",
        record_id="1",
        kind=Kind.PERSON,
        names=("Jean Exemple",),
        birth_dates=("1962-03-14",),
    )
    party = Party.person("Jean Exemple", role=Role.CLIENT, birth_date="1985-07-01")
    hit = match.weigh(party, listed, Policy())
    (asked,) = question.questions(hit, Policy())
    (answer,) = asked.answers
    assert answer.key == "settle.if.birth_date.same"
    assert answer.identity is match.Identity.SUPPORTED


def test_another_number_speaks_against_an_organisation() -> None:
    number = Identifier("company_reg", "77100255", country="ru")
    listed = ListedEntity(
        list_id="own",
        record_id="1",
        kind=Kind.ORGANISATION,
        names=("Exemple Négoce",),
        identifiers=(number,),
    )
    party = Party.organisation("Exemple Négoce", role=Role.CLIENT)
    hit = match.weigh(party, listed, Policy())
    (asked,) = question.questions(hit, Policy())
    assert [a.identity for a in asked.answers] == [
        match.Identity.CONFIRMED,
        match.Identity.DOUBTFUL,
    ]


def test_nothing_is_lacking_only_where_the_list_states_nothing_more() -> None:
    entity = ListedEntity(
        list_id="own", record_id="1", kind=Kind.PERSON, names=("Jean Exemple",)
    )
    hit = match.weigh(Party.person("Jean Exemple", role=Role.CLIENT), entity, Policy())
    assert "nothing that we lack" in question.nothing_to_ask(hit)


def test_an_answer_that_changes_nothing_is_not_given() -> None:
    policy = Policy(gender_same=0)
    hit = match.weigh(weighed().party, made.listed(), policy)
    (asked,) = [q for q in question.questions(hit, policy) if q.fact == "gender"]
    assert [answer.key for answer in asked.answers] == ["settle.if.gender.different"]


def test_a_question_whose_answers_change_nothing_is_not_asked() -> None:
    policy = Policy(country_same=0)
    living = (Address("Exempelgrad", country="se"),)
    entity = attrs.evolve(made.listed(), nationalities=(), addresses=living)
    hit = match.weigh(weighed().party, entity, policy)
    assert "country" not in [q.fact for q in question.questions(hit, policy)]
    assert "country" in [q.fact for q in question.questions(hit)]


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, "Ask for nationality and country of residence. The list states Russia"),
        ({"countries": ["fi"]}, "Ask for the nationalities. The list states Russia"),
    ],
)
def test_a_country_is_asked_for_where_the_list_states_any(
    facts: dict[str, Any], text: str
) -> None:
    (asked,) = [
        q for q in question.questions(weighed(**facts), Policy()) if q.fact == "country"
    ]
    assert text in asked.text
    assert asked.answers


def test_an_address_is_enough_to_ask_a_company_for_its_country() -> None:
    entity = ListedEntity(
        list_id="own",
        record_id="1",
        kind=Kind.ORGANISATION,
        names=("Exemple Négoce",),
        addresses=(Address("Exempelgrad", country="se"),),
    )
    party = Party.organisation("Exemple Négoce", role=Role.CLIENT)
    (asked,) = question.questions(match.weigh(party, entity, Policy()), Policy())
    assert "registration and business. The list states Sweden" in asked.text
    assert asked.answers[0].key == "settle.if.country.same"


def test_a_question_says_how_many_numbers_it_does_not_name() -> None:
    numbers = [Identifier("passport", f"90000000{n}", country="ru") for n in range(5)]
    entity = attrs.evolve(made.listed(), identifiers=numbers)
    asked, *_ = question.questions(match.weigh(weighed().party, entity, Policy()))
    assert "900000002; and 2 more." in asked.text


def test_a_masked_number_of_ours_takes_the_points_and_not_the_questions() -> None:
    number = Identifier("national_id", "131052-308T", country="fi")
    entity = attrs.evolve(made.listed(), identifiers=(number,))
    party = Party.person("Misha Aake Exemplov", role=Role.CLIENT, identifiers=[number])
    hit = match.weigh(party, entity, Policy())
    assert hit.party.identifiers != party.identifiers
    asked = question.questions(hit, Policy())
    assert [q.fact for q in asked][:2] == ["country", "birth_place"]
    assert not any(q.answers for q in asked)
    assert "Ask for the place of birth" in explain.hit_text(
        hit, made.screening_with_hits(), policy=Policy()
    )


def test_the_full_date_is_asked_for_where_only_the_year_is_known() -> None:
    listed = attrs.evolve(made.listed(), birth_dates=(made.day("1962-03-14"),))
    party = Party.person("Misha Aake Exemplov", role=Role.CLIENT, birth_date="1962")
    hit = match.weigh(party, listed, Policy())
    (asked,) = [q for q in question.questions(hit, Policy()) if q.fact == "birth_date"]
    assert "we know only 1962" in asked.text


def test_no_points_are_promised_under_another_policy() -> None:
    other = Policy(name_points=79)
    hit = weighed(birth_date="1962")
    assert any(q.answers for q in question.questions(hit, Policy()))
    assert not any(q.answers for q in question.questions(hit, other))
    assert not any(q.answers for q in question.questions(hit))


# -- the points --------------------------------------------------------------------

POINTS = st.integers(-40, 90)
FACTS = [code for code in words.reason_codes() if code.partition(".")[0] != "name"]


@st.composite
def hits(draw: st.DrawFn) -> Hit:
    """A hit with any words and reasons, its score 0 to 100 as the matcher's are."""
    shares = draw(st.lists(POINTS, max_size=5))
    named = sum(shares) if draw(st.booleans()) else draw(POINTS)
    codes = draw(st.lists(st.sampled_from(FACTS), max_size=6, unique=True))
    reasons = [Reason(code, draw(POINTS), "ours", "theirs") for code in codes]
    if draw(st.booleans()):
        reasons.insert(0, Reason("name.weak_alias", draw(POINTS), "ours", "theirs"))
    reasons.insert(0, Reason("name.similar", named, "ours", "theirs"))
    total = sum(reason.points for reason in reasons)
    if not 0 <= total <= 100:
        limit = 0 if total < 0 else 100
        reasons = [r for r in reasons if r.code != "score.limit"]
        total = sum(reason.points for reason in reasons)
        reasons.append(Reason("score.limit", limit - total, "", str(limit)))
    return attrs.evolve(
        made.sanctions_hit(),
        words=tuple(
            Word(f"w{n}", "" if n % 3 else "v", "typo", 1, 1, points)
            for n, points in enumerate(shares)
        ),
        reasons=tuple(reasons),
    )


def number(shown: str) -> int:
    return int(shown.replace("\N{MINUS SIGN}", "-"))


def numbers(cells: Iterable[Any]) -> list[int]:
    return [number(cell.text_content()) for cell in cells]


@given(hits())
def test_the_points_shown_sum_to_the_score_in_table_chart_and_text(hit: Hit) -> None:
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,))
    article = read(page_of(screening)).xpath("//article")[0]
    facts = article.xpath(".//table[@class='facts']/tbody/tr/td[last()]")
    assert sum(numbers(facts)) == hit.score
    assert numbers(article.xpath(".//tfoot//td")) == [hit.score]
    if account.words_add_up(hit):
        shares = article.xpath(".//table[@class='words']/tbody/tr/td[last()]")
        assert sum(numbers(shares)) == account.name_total(hit)

    bars = article.xpath(".//div[@class='fall']/div[2]/p[not(@class)]/span[1]")
    assert sum(numbers(bars[1:])) == hit.score
    assert f"The score: {hit.score}" in article.xpath("string(.//svg/desc)")
    running = 0
    for step in account.steps(hit):
        running += step.points
        assert step.total == running

    lines = explain.hit_text(hit, screening).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("    The name"))
    told = [re.search(r" {2}([+\N{MINUS SIGN}]?\d+)$", line) for line in lines[start:]]
    *points, score = [number(one[1]) for one in told if one is not None]
    assert sum(points) == score == hit.score


@given(hits())
def test_every_bar_of_the_chart_lies_on_its_scale(hit: Hit) -> None:
    drawn = charts.waterfall(account.steps(hit), 65).text
    for x, width in re.findall(r'x="([\d.-]+)%"[^>]*width="([\d.-]+)%"', drawn):
        assert float(x) >= 0
        assert float(width) >= 0
        assert float(x) + float(width) <= 100.02


# -- goldens -----------------------------------------------------------------------

HITS = {
    "sanctions": made.sanctions_hit,
    "pep": made.pep_hit,
    "number": made.number_hit,
}


@pytest.mark.parametrize("name", HITS)
def test_a_hit_reads_as_it_always_did(name: str, golden: Golden) -> None:
    screening = made.screening_with_hits()
    hit = HITS[name]()
    golden(f"hit-{name}.txt", explain.hit_text(hit, screening))
    golden(f"hit-{name}.md", explain.hit_markdown(hit, screening))


def test_a_screening_reads_as_it_always_did(golden: Golden) -> None:
    golden("screening-hits.txt", explain.text(made.screening_with_hits()))
    golden("screening-hits.md", explain.markdown(made.screening_with_hits()))
    golden("screening-clear.txt", explain.text(made.clear_screening()))


def test_a_report_looks_as_it_always_did(golden: Golden) -> None:
    page = explain.html(
        [
            made.screening_with_hits(),
            made.inconclusive_screening(),
            made.clear_screening(),
        ],
        title="Nightly rescreen, 22 November 2026",
        run="R-2026-11-22",
        began=datetime(2026, 11, 22, 2, 11, tzinfo=UTC),
        refused=[Refused(118, "birth_date", "is not an ISO date", "C-9")],
        rows_in=8,
    )
    # The style sheet is its own file; here it would only hide what changed.
    bare = re.sub("<style>.*?</style>", "", page, flags=re.DOTALL)
    bare = re.sub("sha256-[A-Za-z0-9+/=]+", "sha256-…", bare)
    golden(
        "report-run.html", re.sub("(<(?:section|article|tr|div|p)[ >])", r"\n\1", bare)
    )


def test_a_vessel_without_a_matched_name_is_explained_too() -> None:
    entity = ListedEntity(
        list_id="own_invented", record_id="V-1", kind=Kind.VESSEL, names=()
    )
    hit = attrs.evolve(made.number_hit(), entity=entity, matched_name=None, words=())
    screening = attrs.evolve(made.screening_with_hits(), hits=(hit,))
    assert "No name of the listed entity met" in explain.hit_text(hit, screening)
    assert "not stated" in page_of(screening)
    assert explain.hit_markdown(hit, screening)


def test_a_party_that_met_by_another_name_is_still_named_by_its_own() -> None:
    listed = ListedEntity(
        list_id="t", record_id="1", kind=Kind.ORGANISATION, names=["EXN"]
    )
    party = Party.organisation(
        "Exemple Négoce", role=Role.CLIENT, other_names=["EXN"], id="p"
    )
    screener = Screener([Watchlist.of("t", [listed])], on=date(2026, 6, 1))
    screening = screener.screen(Client("C", parties=[party]))
    for told in (explain.text, explain.markdown):
        shown = told(screening).replace("\\", "")
        assert "Exemple Négoce (here EXN)" in shown
    assert "Exemple Négoce (here EXN)" in explain.html([screening], title="Run")
