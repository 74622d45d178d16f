"""The US Congress: who serves, who served, and what is odd about it."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kycscreen import sources
from kycscreen.entities import ListedEntity, NameKind, Topic
from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, archives, congress
from tests.samples import read, refusal, sample

REAL = Path(__file__).parent.parent.parent / "shared/lists/pep/us-congress"
real = pytest.mark.skipif(not REAL.exists(), reason="the real files are not here")
BUNDLE = "us_congress-bundle"


def people() -> Any:
    return yaml.load(sample("us_congress"), Loader=yaml.BaseLoader)


def written(plain: object) -> bytes:
    return yaml.safe_dump(plain, allow_unicode=True).encode()


def entity(record_id: str, name: str = "us_congress") -> ListedEntity:
    found = read("us_congress", sample(name)).entities
    return next(e for e in found if e.record_id == record_id)


def test_every_person_is_an_entity_and_every_relative() -> None:
    found = read("us_congress", sample("us_congress")).entities
    assert {p["id"]["bioguide"] for p in people()} < {e.record_id for e in found}
    assert Counter(next(iter(e.topics)) for e in found) == {Topic.PEP: 5, Topic.RCA: 1}


def test_terms_without_a_break_in_one_office_and_state_are_one_position() -> None:
    seats = [p for p in entity("E000001").positions if p.category == "mp"]
    assert [(p.body, p.start, p.end, p.status) for p in seats] == [
        ("House of Representatives", "1993-01-05", "1995-01-03", "ended"),
        ("House of Representatives", "1999-01-06", "2001-01-03", "ended"),
        ("Senate", "2001-01-03", "2031-01-03", "current"),
    ]


def test_leadership_is_a_position_and_goes_on_while_it_has_no_end() -> None:
    posts = [p for p in entity("E000001").positions if p.category != "mp"]
    assert [(p.title, p.start, p.end, p.status) for p in posts] == [
        ("Senate Invented Chair", "2015-01-03", "2017-01-03", "ended"),
        ("Senate Minority Whip", "2019-01-03", "", "current"),
    ]


def test_an_executive_is_current_until_after_the_latest_start() -> None:
    vice, president = entity("X000137", BUNDLE).positions
    assert (vice.category, vice.end, vice.status) == ("minister", "2025-02-20", "ended")
    assert (president.category, president.status) == ("head_of_state", "current")
    assert [p.status for p in entity("910001", BUNDLE).positions] == ["ended"]


def test_who_has_no_id_of_congress_has_that_of_govtrack() -> None:
    assert entity("910001", BUNDLE).names[0].full == "Georges Inventé"


def test_a_name_is_listed_as_used_in_full_and_with_the_nickname() -> None:
    assert [(n.full, n.kind) for n in entity("E000001").names] == [
        ('Jean Q. "Jack" Exemple, Jr.', NameKind.PRIMARY),
        ("Jean Q. Exemple Jr.", NameKind.AKA),
        ("Jack Exemple", NameKind.AKA),
        ("Jean Inventé", NameKind.FKA),
        ("Jean Quentin Exemple", NameKind.AKA),
    ]


def test_a_name_that_yaml_would_take_for_no_and_null_stays_one() -> None:
    assert entity("E000003").names[0].full == "No Null"


def test_a_relative_is_linked_to_the_member() -> None:
    (link,) = entity("e000001/son/marie-exemple").links
    assert (link.target_id, link.note) == ("E000001", "the member is the son")


def test_contacts_are_those_of_the_latest_term_and_nobody_is_inferred_a_citizen() -> (
    None
):
    member = entity("E000001")
    assert dict(member.contacts)["phone"] == "202-555-0101"
    assert member.nationalities == member.citizenships == ()


def test_a11_both_records_of_one_id_are_found() -> None:
    assert [n.full for n in entity("E000002").names] == ["Åsa Påhittad", "Asa Pahittad"]


def test_a12_what_is_unknown_is_an_issue_and_the_member_is_kept() -> None:
    issues = read("us_congress", sample("us_congress")).issues
    assert {i.path for i in issues if i.record_id == "E000003"} == {
        *("pets", "bio.height", "bio.birthday", "bio.gender", "name.maiden"),
        *("terms.salary", "terms.type", "id.invented_id"),
    }
    assert entity("E000003").positions[0].title == "consul"


@pytest.mark.parametrize(
    "place",
    [
        ("other_names", [{"last": "X", "odd": "1"}]),
        ("family", [{"name": "X", "relation": "son", "odd": "1"}]),
        (
            "terms",
            [
                {
                    "type": "sen",
                    "start": "2021-01-03",
                    "end": "2027-01-03",
                    "party_affiliations": [{"party": "X", "odd": "1"}],
                }
            ],
        ),
    ],
)
def test_a12_an_unknown_key_anywhere_is_an_issue(place: tuple[str, Any]) -> None:
    plain = [p for p in people() if p["id"]["bioguide"] != "E000003"]
    plain[-1][place[0]] = place[1]
    found = read("us_congress", written(plain)).issues
    assert any(issue.path.endswith(".odd") for issue in found)


def test_a12_a_file_of_mostly_strange_values_is_refused() -> None:
    plain = people()
    for person in plain:
        person |= {"a": "1", "b": "2", "c": "3"}
    assert "values are unknown" in refusal("us_congress", written(plain))


def test_without_the_executives_the_list_says_who_is_missing() -> None:
    issues = read("us_congress", sample("us_congress")).issues
    assert any(issue.path == congress.EXECUTIVES for issue in issues)
    issues = read("us_congress", sample(BUNDLE)).issues
    assert not any(issue.path == congress.EXECUTIVES for issue in issues)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ((congress.EXECUTIVES,), "holds no legislators-current.yaml"),
        ((congress.MEMBERS, "x.yaml"), "the archive holds x.yaml"),
        ((), "holds no legislators-current.yaml"),
    ],
)
def test_a04_an_archive_of_other_files_is_refused(
    names: tuple[str, ...], says: str
) -> None:
    files = dict.fromkeys(names, sample("us_congress"))
    assert says in refusal("us_congress", archives.bundle(files))


def test_a04_the_executives_alone_are_refused() -> None:
    files = archives.opened("us_congress", sample(BUNDLE))
    said = refusal("us_congress", files[congress.EXECUTIVES])
    assert "holds no member of Congress" in said


def test_a04_the_former_members_are_refused() -> None:
    plain = people()
    for person in plain[:-1]:
        person["terms"][-1]["end"] = "2020-01-03"
        person.pop("leadership_roles", None)
    assert "have ended" in refusal("us_congress", written(plain))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html></html>", "web page"),
        (b"[]", "holds nobody"),
        (b"- a\n- b\n", "holds no list of people"),
        (b"a: b\n", "holds no list of people"),
        (b"- id: {bioguide: X1}\n", "has no list of terms"),
        (b"- id: {bioguide: X1}\n  terms: []\n", "has no terms"),
    ],
)
def test_a01_a03_a_blank_or_other_file_is_refused(data: bytes, says: str) -> None:
    assert says in refusal("us_congress", data)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("id", {}, "has no govtrack"),
        ("id", "x", "has no id"),
        ("id", {"bioguide": "X", "fec": [["x"]]}, "an id that is no text"),
        ("name", {"first": "Jean"}, "has no last"),
        ("name", None, "has no name"),
        ("bio", None, "has no bio"),
        ("family", "x", "has no list of family"),
        ("family", [{"relation": "son"}], "has no name"),
        ("terms", [{"type": "sen", "start": "2021"}], "a start that is no day"),
        ("terms", [{"type": "sen", "start": "soon"}], "is not an ISO date"),
        ("terms", [{"type": "sen", "start": "2021-01-03"}], "has no end"),
        ("leadership_roles", [{"title": "x"}], "has no chamber"),
    ],
)
def test_a02_a_record_without_what_it_must_have_refuses_the_file(
    key: str, value: object, says: str
) -> None:
    plain = people()
    plain[-1][key] = value
    assert says in refusal("us_congress", written(plain))


def test_a02_a_file_cut_within_a_line_is_refused_or_shorter() -> None:
    data = sample("us_congress")
    whole = len(read("us_congress", data).entities)
    for end in range(0, len(data) - 1, 37):
        try:
            found = read("us_congress", data[:end])
        except FormatError:
            continue
        assert len(found.entities) <= whole


def test_both_files_are_asked_for_until_they_are_there() -> None:
    source = sources.find("us_congress")
    assert source.parts is not None
    asked = source.parts({})
    assert list(asked) == [congress.MEMBERS, congress.EXECUTIVES]
    assert asked[congress.MEMBERS] == source.url
    assert source.parts(dict.fromkeys(asked, b"")) == {}


# -- the real files --------------------------------------------------------------


@cache
def real_list() -> Parsed:
    files = {
        name: (REAL / name).read_bytes()
        for name in (congress.MEMBERS, congress.EXECUTIVES)
    }
    return sources.find("us_congress").parse(archives.bundle(files))


@real
def test_the_real_files_are_read_whole() -> None:
    found = real_list()
    assert found.issues == ()
    peps = [e for e in found.entities if e.topics == {Topic.PEP}]
    assert (len(peps), len(found.entities)) == (537 + 80, 537 + 80 + 11)
    assert all(e.birth_dates for e in peps)
    source = sources.find("us_congress")
    assert source.at_least <= len(found.entities) <= source.at_most
    assert 100 * len(peps) >= source.birth_dates_at_least * len(found.entities)


@real
def test_every_real_member_serves_and_two_executives_do() -> None:
    posts = [p for e in real_list().entities for p in e.positions]
    assert Counter(p.category for p in posts if p.status == "current") == {
        **{"mp": 537, "head_of_state": 1, "minister": 1, "party_leadership": 28},
    }
    assert Counter(p.category for p in posts if p.status == "ended") == {
        **{"mp": 60, "head_of_state": 46, "minister": 49, "party_leadership": 41},
    }
    assert {p.status for p in posts} == {"current", "ended"}


@real
def test_the_real_members_alone_are_read_and_the_executives_alone_are_not() -> None:
    source = sources.find("us_congress")
    found = source.parse((REAL / congress.MEMBERS).read_bytes())
    assert len(found.entities) == 537 + 11
    assert [i.path for i in found.issues] == [congress.EXECUTIVES]
    with pytest.raises(FormatError, match="no member of Congress"):
        source.parse((REAL / congress.EXECUTIVES).read_bytes())
