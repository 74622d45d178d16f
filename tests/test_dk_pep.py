from collections.abc import Sequence
from datetime import date

import pytest

from kycscreen.entities import ListedEntity, Topic
from kycscreen.sources import Parsed, find
from kycscreen.sources.dk_pep import posts
from tests import samples, workbooks
from tests.samples import refusal
from tests.workbooks import CURRENT, DANISH, FORMER, FORMER_HEADER, HEADER, law, made

Row = Sequence[object]
SAMPLE = samples.sample("dk_pep")
MP = law("b", "Parlamentsmedlem")
LONE = (None, "Eksempel", "Jean", "Minister", "14.03.1962", "01.02.2024")


def read(*current: Row, former: Sequence[Row] = ()) -> Parsed:
    return find("dk_pep").parse(book(*current, former=former))


def book(
    *current: Row, former: Sequence[Row] = (), day: object = "01.09.2026"
) -> bytes:
    rows = ((day,), HEADER, *current)
    return made({CURRENT: rows, FORMER: (FORMER_HEADER, *former)})


def entity(record_id: str) -> ListedEntity:
    entities = samples.read("dk_pep", SAMPLE).entities
    return next(e for e in entities if e.record_id == record_id)


def test_the_sample_is_what_its_rows_make() -> None:
    assert samples.read("dk_pep", SAMPLE) == samples.read("dk_pep", made(DANISH))


def test_everybody_is_a_pep_of_no_nationality() -> None:
    for person in samples.read("dk_pep", SAMPLE).entities:
        assert person.topics == {Topic.PEP}
        assert person.nationalities == person.citizenships == ()


def test_the_edition_says_its_day_as_text_or_as_a_date() -> None:
    for day in ("01.09.2026", "PEP-listen pr. 1.9.2026", date(2026, 9, 1)):
        published = find("dk_pep").parse(book(LONE, day=day)).published
        assert published == date(2026, 9, 1)


def test_an_edition_without_a_day_is_an_issue() -> None:
    parsed = find("dk_pep").parse(book(MP, LONE, day=None))
    assert parsed.published is None
    assert [i.path for i in parsed.issues] == ["date"]


def test_posts_of_one_person_are_one_entity_and_an_issue() -> None:
    held = [(p.title, p.status, p.end) for p in entity("eksempel-bodil-1955").positions]
    assert held == [
        ("Højesteretsdommer", "current", ""),
        ("Folketingsmedlem", "ended", "2017-06-04"),
    ]
    issues = samples.read("dk_pep", SAMPLE).issues
    twice = [i.record_id for i in issues if i.value == "published more than once"]
    assert "eksempel-bodil-1955" in twice


def test_a_party_in_the_place_of_a_title_is_no_title() -> None:
    (post,) = entity("opdigtet-søren-1981-02-03").positions
    assert (post.title, post.category) == ("Parlamentsmedlem", "mp")
    assert post.source_text.startswith("Partiet Exemple; ")


@pytest.mark.parametrize("written", ["14.03.1962", "14-03-1962", "14/3/1962"])
def test_a_day_may_be_written_as_danes_write_it(written: str) -> None:
    parsed = read(MP, (*LONE[:4], written, "01-02-2024"))
    (person,) = parsed.entities
    assert person.record_id == "eksempel-jean-1962-03-14"
    assert person.birth_dates[0].lo == date(1962, 3, 14)
    assert (person.listed_on, parsed.issues) == (date(2024, 2, 1), ())


def test_a_stray_number_beside_a_name_means_nothing() -> None:
    assert read(MP, (7, *LONE[1:])).issues == ()


def test_a_stray_number_alone_is_an_issue_and_no_heading() -> None:
    parsed = read(MP, (7,), LONE)
    assert [(i.path, i.value) for i in parsed.issues] == [("A", "7")]
    assert parsed.entities[0].positions[0].category == "mp"


@pytest.mark.parametrize(
    ("letter", "title", "category"),
    [
        ("a", "Minister for exempler", "minister"),
        ("a", "Statsminister", "head_of_state"),
        ("b", "Medlem af Folketinget", "mp"),
        ("c", "Medlem af hovedbestyrelsen", "party_leadership"),
        ("d", "Dommer", "supreme_judge"),
        ("e", "Nationalbankdirektør", "central_bank"),
        ("f", "Ambassadør", "ambassador"),
        ("f", "Admiral", "armed_forces"),
        ("g", "Bestyrelsesmedlem", "soe_board"),
        ("h", "Direktør", "intl_org"),
    ],
)
def test_the_letter_of_the_law_is_the_category(
    letter: str, title: str, category: str
) -> None:
    assert posts.category(f"§ 2, nr. 8, litra {letter}", title) == category
    assert posts.category(f"{letter}) Personer", title) == category
    assert posts.category(f"§ 2, nr. 8, {letter}", title) == category


def test_a_heading_without_a_letter_is_told_by_its_words() -> None:
    assert posts.category("Ambassadører") == "ambassador"
    assert posts.category("Bestyrelser i statsejede virksomheder") == "soe_board"


@pytest.mark.parametrize(
    ("heading", "title", "category"),
    [
        ("Statschef, regeringschef, minister", "Minister for x", "minister"),
        ("Statschef, regeringschef, minister", "Statsminister", "head_of_state"),
        ("Ambassadør og højtstående officer", "Chargé d'affaires", "ambassador"),
        ("Ambassadør og højtstående officer", "Generalmajor", "armed_forces"),
    ],
)
def test_a_heading_without_a_letter_holds_together_what_the_law_does(
    heading: str, title: str, category: str
) -> None:
    assert posts.category(heading, title) == category


def test_A12_under_an_unknown_heading_the_title_tells_the_category() -> None:
    other = (None, "Eksempel", "Jeanne", "Tillidshverv", "14.03.1963", "01.02.2024")
    parsed = read(("Andre hverv",), LONE, other)
    assert [(i.path, i.value) for i in parsed.issues] == [("heading", "Andre hverv")]
    categories = [entity.positions[0].category for entity in parsed.entities]
    assert categories == ["minister", "other"]


def test_A12_a_further_column_and_a_further_sheet_are_issues() -> None:
    rows = (HEADER, (*LONE, None, "mere"))
    sheets = {CURRENT: rows, FORMER: (FORMER_HEADER,), "Noter": (("x",),)}
    parsed = samples.read("dk_pep", made(sheets))
    assert {("further column", "mere"), ("sheet", "Noter")} <= {
        (i.path, i.value) for i in parsed.issues
    }


def test_A12_a_text_beside_a_name_is_an_issue() -> None:
    parsed = read(MP, ("x", *LONE[1:]))
    assert [(i.path, i.value) for i in parsed.issues] == [("A beside a name", "x")]


def test_A12_a_file_of_mostly_strange_values_is_refused() -> None:
    rows = [(None, "Exemple", f"Jean {n}", "x", "i går", "i fjor") for n in range(12)]
    assert "values are unknown" in refusal("dk_pep", book(MP, *rows))


def test_A13_a_row_that_names_nobody_is_an_issue() -> None:
    parsed = read(MP, LONE, (None, None, None, "Ubesat"))
    assert len(parsed.entities) == 1
    assert "names nobody; left out: Ubesat" in parsed.issues[0].value


def test_A13_a_dash_is_no_name_and_hidden_letters_are_told() -> None:
    parsed = read(MP, (None, "Exe\u200bmple", "-", "x", "1960"))
    assert parsed.entities[0].names[0].full == "Exe\u200bmple"
    assert [i.path for i in parsed.issues] == ["name"]


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        ({"Ark1": (("x",),)}, 'has no sheet "Nuværende PEP\'ere"; its sheets are'),
        ({CURRENT: (HEADER, LONE)}, 'has no sheet "Tidligere PEP\'ere"'),
        ({CURRENT: (("Navn", "Titel"), LONE)}, "no header"),
        ({CURRENT: ()}, "no header"),
        ({CURRENT: (HEADER, LONE), FORMER: (HEADER,)}, "no header 'Efternavn"),
        ({CURRENT: (HEADER, MP), FORMER: (FORMER_HEADER,)}, "holds nobody in office"),
    ],
)
def test_A01_A04_another_workbook_is_refused_by_what_it_is(
    sheets: dict[str, Sequence[Row]], says: str
) -> None:
    sheets = {FORMER: (FORMER_HEADER,)} | sheets if says == "no header" else sheets
    assert says in refusal("dk_pep", made(sheets))


def test_a_dash_may_head_a_column_and_excel_may_correct_an_apostrophe() -> None:
    header = ("–", "Navn", "-", *HEADER[3:])  # noqa: RUF001
    curly = CURRENT.replace("'", "’")  # noqa: RUF001
    data = made({curly: (header, MP, LONE), FORMER: (FORMER_HEADER,)})
    assert len(samples.read("dk_pep", data).entities) == 1


def test_A02_a_workbook_cut_anywhere_is_refused() -> None:
    for end in (*range(0, len(SAMPLE), 997), len(SAMPLE) - 1):
        refusal("dk_pep", SAMPLE[:end])


def test_A03_the_page_that_leads_to_the_workbook_is_refused() -> None:
    assert "is a web page" in refusal("dk_pep", b"<!DOCTYPE html><html></html>")


def test_a_removal_without_a_day_is_an_end_nobody_knows() -> None:
    parsed = read(MP, LONE, former=[("Forhen", "Ib", "Minister", "1950", "i fjor")])
    (post,) = parsed.entities[1].positions
    assert (post.status, post.end, post.category) == ("ended", "", "minister")
    assert [i.value for i in parsed.issues] == ["i fjor"]


def test_rewriting_the_sample_changes_nothing() -> None:
    assert workbooks.made(DANISH) == workbooks.made(DANISH)
