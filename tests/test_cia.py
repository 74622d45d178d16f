"""World Leaders: everybody who holds an office, and no page is missing."""

import json
from typing import Any

import pytest

from kycscreen.entities import ListedEntity, Topic
from kycscreen.sources import archives
from kycscreen.sources.cia import words
from tests.samples import members, read, refusal, sample

LIST = "us_cia_wl"


def entities() -> tuple[ListedEntity, ...]:
    return read(LIST, sample(LIST)).entities


def entity(record_id: str) -> ListedEntity:
    return next(e for e in entities() if e.record_id == record_id)


def bundle(**changed: Any) -> bytes:
    """Return the sample with other pages, by the names of their countries."""
    files = members(LIST)
    for name, plain in changed.items():
        files[f"{name.replace('_', '-')}.json"] = json.dumps(plain).encode()
    return archives.bundle(files)


def page(**sections: Any) -> Any:
    return {"result": {"data": {"page": sections}}}


def test_everybody_in_office_is_an_entity_once_for_each_office() -> None:
    assert len(entities()) == 17
    assert {e.record_id for e in entities() if e.names[0].full == "Jean McEXEMPLE"} == {
        "finland/ambassador-to-the-us/jean-mcexemple",
        "finland/permanent-representative-to-the-un-new-york/jean-mcexemple",
    }
    assert all(e.topics == {Topic.PEP} and not e.nationalities for e in entities())


def test_a_vacant_office_is_no_record() -> None:
    assert not any("Invention" in p.title for e in entities() for p in e.positions)


def test_a_title_is_written_out_and_kept_as_it_was() -> None:
    (post,) = entity("finland/min-of-finance-acting/olav-van-der-oppdiktet").positions
    assert (post.title, post.source_text) == (
        "Minister of Finance",
        "Min. of Finance (Acting)",
    )
    assert (post.category, post.country, post.status) == ("minister", "fi", "current")


def test_a_section_named_as_a_country_is_that_country() -> None:
    (post,) = entity("china/hong-kong/chief-executive/john-example-lee").positions
    assert (post.country, post.body) == ("hk", "Hong Kong")
    (post,) = entity("china/sports-bureau/dir/dr-keksi-toinen").positions
    assert (post.country, post.body) == ("cn", "Sports Bureau")


@pytest.mark.parametrize(
    ("text", "full", "family", "ranks"),
    [
        ("Sauvo KEKSITTY", "Sauvo KEKSITTY", "KEKSITTY", ""),
        ("EXEMPLE Jinping", "EXEMPLE Jinping", "EXEMPLE", ""),
        ("Olav VAN DER OPPDIKTET", "Olav VAN DER OPPDIKTET", "VAN DER OPPDIKTET", ""),
        ("Jean J. O'EXEMPLE", "Jean J. O'EXEMPLE", "O'EXEMPLE", ""),
        ("Jean el-EXEMPLE", "Jean el-EXEMPLE", "el-EXEMPLE", ""),
        ("Jean McEXEMPLE III", "Jean McEXEMPLE III", "McEXEMPLE", ""),
        ("Lt. Gen. (Ret.) Jean EXEMPLE", "Jean EXEMPLE", "EXEMPLE", "Lt. Gen. (Ret.)"),
        ("Dr. EXEMPLE", "EXEMPLE", "EXEMPLE", "Dr."),
        ("Gen. ", "Gen. ", "", ""),
        ("Jean exemple", "Jean exemple", "", ""),
        ("X", "X", "", ""),
        ("金", "金", "", ""),
    ],
)
def test_the_family_name_is_in_capitals_wherever_it_stands(
    text: str, full: str, family: str, ranks: str
) -> None:
    found = words.named(text)
    assert (found.full, found.ranks) == (full, ranks)
    assert dict(found.parts).get("family", "") == family


@pytest.mark.parametrize(
    ("title", "written_out"),
    [
        ("Pres.", "President"),
        ("Dep. Prime Min.", "Deputy Prime Minister"),
        ("Min. of Natl. Defense (Acting)", "Minister of National Defense"),
        ("Min.-Designate (Interim Govt.)", "Minister-Designate"),
        ("Chmn., State Council", "Chairman, State Council"),
        ("Sec. Gen.", "Secretary General"),
        ("Min. of Xyz. Affairs", "Minister of Xyz. Affairs"),
        ("Minister of Finance", "Minister of Finance"),
    ],
)
def test_abbreviations_in_titles_are_written_out(title: str, written_out: str) -> None:
    assert words.written_out(title) == written_out


@pytest.mark.parametrize("name", ["", "(vacant)", "Vacant", "( VACANT )"])
def test_nobody_holds_a_vacant_office(name: str) -> None:
    assert words.is_vacant(name)
    assert not words.is_vacant(f"Jean {name} EXEMPLE")


def test_A11_a_line_that_stands_twice_is_one_record() -> None:
    issues = read(LIST, sample(LIST)).issues
    assert [i.record_id for i in issues if i.path == "id"] == [
        "china/president/exemple-jinping"
    ]


def test_A12_what_is_unknown_is_an_issue() -> None:
    issues = read(LIST, sample(LIST)).issues
    assert {(i.path, i.value) for i in issues if not i.record_id} == {
        ("china.json: leaders_note", "Updated"),
        ("china.json: leaders_4.photo", "x.jpg"),
        ("stray.json", "is a page that the index does not name; not read"),
    }
    assert {i.path for i in issues if i.record_id} == {
        *("name", "title", "country", "id"),
    }


@pytest.mark.parametrize("nothing", [None, "", []])
def test_a_section_may_be_left_empty(nothing: object) -> None:
    leaders = [{"name": "Jean EXEMPLE", "title": "Pres."}]
    found = read(LIST, bundle(finland=page(leaders=leaders, leaders_2=nothing)))
    assert "finland/pres/jean-exemple" in {e.record_id for e in found.entities}


def test_A12_a_list_of_mostly_strange_keys_is_refused() -> None:
    odd = [{"name": "Jean EXEMPLE", "title": f"Min. {n}", "x": "1"} for n in range(20)]
    assert "values are unknown" in refusal(LIST, bundle(finland=page(leaders=odd)))


def test_A02_a_page_that_is_missing_refuses_the_archive() -> None:
    files = members(LIST)
    del files["cote-divoire.json"]
    assert "has no page for Cote d'Ivoire;" in refusal(LIST, archives.bundle(files))
    del files["finland.json"]
    said = refusal(LIST, archives.bundle(files))
    assert "has no page for Finland and 1 more; fetch it whole" in said


def test_A02_an_archive_without_its_index_is_refused() -> None:
    files = members(LIST)
    del files["index.json"]
    assert "has no index.json" in refusal(LIST, archives.bundle(files))


@pytest.mark.parametrize(
    ("index", "says"),
    [
        ([], "is no index of countries"),
        ({"data": []}, "is no index of countries"),
        ({"data": {"leaders": {"nodes": ["Finland"]}}}, "is no index of countries"),
        ({"data": {"leaders": {"nodes": [{}]}}}, "has no country"),
        ({"data": {"leaders": {"nodes": []}}}, "names no country"),
        (
            {"data": {"leaders": {"nodes": [{"country": "X"}, {"country": "x"}]}}},
            "or one of them twice",
        ),
    ],
)
def test_A03_A04_an_index_that_is_none_is_refused(index: Any, says: str) -> None:
    assert says in refusal(LIST, bundle(index=index))


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        ([], "finland.json is no page of a country"),
        ({"error": "not found"}, "finland.json is no page of a country"),
        (page(), "it has no leaders"),
        (page(leaders={}), "finland.json has no list of leaders"),
        (page(leaders=[{"name": 7, "title": "x"}]), "name is a int"),
        (page(leaders=[], leaders_2=[], leaders_2_label=7), "leaders_2_label is a int"),
    ],
)
def test_A03_A04_a_page_that_is_none_refuses_the_archive(plain: Any, says: str) -> None:
    assert says in refusal(LIST, bundle(finland=plain))


def test_A01_an_archive_of_nobody_is_refused() -> None:
    empty = {name[:-5]: page(leaders=None) for name in members(LIST)}
    del empty["index"]
    assert "holds nobody" in refusal(LIST, bundle(**empty))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is no zip archive"),
        (b"<html></html>", "is no zip archive"),
        (b"PK\x03\x04", "damaged zip archive"),
    ],
)
def test_A01_A03_what_is_no_archive_is_refused(data: bytes, says: str) -> None:
    assert says in refusal(LIST, data)
