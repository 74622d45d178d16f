"""OFAC's complete files: the numbers that must come out exactly."""

import re
import time
from collections import Counter
from functools import cache
from pathlib import Path

import attrs
import pytest

from kycscreen.dates import DateSpan
from kycscreen.entities import LinkType, ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, archives, find
from tests.pace import within

OFAC = Path(__file__).parent.parent.parent / "shared" / "lists" / "ofac"

pytestmark = pytest.mark.skipif(not OFAC.exists(), reason="needs ../shared/lists")


SDN = "sdn_2021-03-10.xml"


@cache
def read(list_id: str, file: str) -> Parsed:
    return find(list_id).parse((OFAC / file).read_bytes())


def sdn() -> tuple[ListedEntity, ...]:
    return read("us_ofac_sdn", SDN).entities


def test_every_entry_is_read_by_kind() -> None:
    assert Counter(entity.kind.value for entity in sdn()) == {
        "person": 4539,
        "organisation": 3613,
        "vessel": 403,
        "aircraft": 277,
    }
    assert len({entity.record_id for entity in sdn()}) == 8832
    assert str(read("us_ofac_sdn", SDN).published) == "2021-03-10"


def test_every_name_is_kept_but_for_repetitions() -> None:
    names = [name for entity in sdn() for name in entity.names]
    assert len(names) == 8832 + 14_094 - 13
    assert sum(name.strength.value == "weak" for name in names) == 2402 - 3
    assert Counter(name.kind.value for name in names)["primary"] == 8832


def test_every_birth_date_has_its_precision() -> None:
    spans = [span for entity in sdn() for span in entity.birth_dates]
    assert Counter(span.precision.value for span in spans) == {
        "day": 3947,
        "month": 46,
        "year": 952,
        "range": 88,
    }
    assert sum(span.circa for span in spans) == 77


def test_every_id_row_is_routed() -> None:
    parsed = read("us_ofac_sdn", SDN)
    assert not [issue for issue in parsed.issues if "idType" in issue.path]
    numbers = [number for entity in parsed.entities for number in entity.identifiers]
    assert sum(number.type == "crypto" for number in numbers) == 69
    notes = [remark for entity in parsed.entities for remark in entity.remarks]
    assert sum(note.startswith("measure_note: ") for note in notes) == 3337


def test_every_programme_is_kept() -> None:
    assert sum(len(entity.programmes) for entity in sdn()) == 10_556


def test_every_link_is_resolved_that_can_be() -> None:
    links = [
        link
        for entity in sdn()
        for link in entity.links
        if link.type is LinkType.LINKED_TO
    ]
    several = [link for link in links if link.note]
    by_name = [link for link in links if not link.target_id and not link.note]
    assert len(links) == 3352
    assert sum(bool(link.target_id) for link in links) == 3343
    assert (len(several), len(by_name)) == (2, 7)


def test_next_to_nothing_is_unknown() -> None:
    issues = read("us_ofac_sdn", SDN).issues
    assert {issue.path for issue in issues} <= {"addressList/address/country"}
    assert len(issues) < 20


def test_the_new_namespace_is_read() -> None:
    parsed = read("us_ofac_cons", "consolidated_2025-03-28.xml")
    kinds = Counter(entity.kind.value for entity in parsed.entities)
    assert kinds == {"person": 80, "organisation": 363}
    assert parsed.issues == ()


@pytest.mark.parametrize("list_id", ["us_ofac_sdn", "us_ofac_cons"])
def test_the_files_are_within_the_bounds_of_their_source(list_id: str) -> None:
    source = find(list_id)
    file = {
        "us_ofac_sdn": SDN,
        "us_ofac_cons": "consolidated_2025-03-28.xml",
    }[list_id]
    entities = read(list_id, file).entities
    assert source.at_least <= len(entities) <= source.at_most
    persons = [entity for entity in entities if entity.kind.value == "person"]
    born = sum(bool(person.birth_dates) for person in persons)
    assert born * 100 >= source.birth_dates_at_least * len(persons)


def test_todays_structure_is_read() -> None:
    today = OFAC.parent / "current-format" / "ofac_sdn_xml_trimmed_2026-09-10.xml"
    parsed = find("us_ofac_sdn").parse(today.read_bytes())
    assert (len(parsed.entities), parsed.issues) == (1, ())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999, 1.0])
def test_A02_the_file_cut_off_is_refused(share: float) -> None:
    whole = (OFAC / SDN).read_bytes().rstrip()
    with pytest.raises(FormatError, match="is damaged or cut off"):
        find("us_ofac_sdn").parse(whole[: int(len(whole) * share) - 1])


def test_the_whole_file_is_read_in_three_seconds() -> None:
    data = (OFAC / SDN).read_bytes()
    started = time.process_time()
    find("us_ofac_sdn").parse(data)
    assert within(3, time.process_time() - started)


ADVANCED = "cons_advanced_2020-03-17.xml"
CSV = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


@cache
def csv() -> Parsed:
    files = {name: (OFAC / name).read_bytes() for name in CSV}
    return find("us_ofac_sdn").parse(archives.bundle(files))


def test_advanced_is_read_whole_and_without_an_issue() -> None:
    parsed = read("us_ofac_cons", ADVANCED)
    entities = parsed.entities
    kinds = Counter(entity.kind.value for entity in entities)
    assert kinds == {"person": 82, "organisation": 293}
    assert (parsed.issues, str(parsed.published)) == ((), "2020-03-17")
    names = [name for entity in entities for name in entity.names]
    # Two of 831 aliases differ from another in case at most; one of them is weak.
    assert Counter(name.kind.value for name in names) == {
        "primary": 375,
        "aka": 831 - 2,
        "fka": 84,
    }
    assert sum(name.strength.value == "weak" for name in names) == 31 - 1


def test_advanced_says_every_fact() -> None:
    entities = read("us_ofac_cons", ADVANCED).entities
    spans = [span for entity in entities for span in entity.birth_dates]
    assert Counter(span.precision.value for span in spans) == {"year": 73, "day": 4}
    numbers = [number for entity in entities for number in entity.identifiers]
    papers = [number for number in numbers if number.raw_type not in FEATURES]
    assert len(papers) == 573
    links = [link for entity in entities for link in entity.links]
    assert Counter(link.type for link in links) == {LinkType.OWNED_BY: 276}
    assert all(link.target_name for link in links)
    assert all(e.programmes and e.listed_on and e.legal_bases for e in entities)


FEATURES = {"SWIFT/BIC", "BIK (RU)"}


def test_advanced_and_legacy_number_their_entries_alike() -> None:
    old = {e.record_id: e for e in read("us_ofac_cons", ADVANCED).entities}
    new = read("us_ofac_cons", "consolidated_2025-03-28.xml").entities
    both = [(old[e.record_id], e) for e in new if e.record_id in old]
    assert len(both) == 366
    assert all(one.kind is other.kind for one, other in both)
    assert all(set(one.birth_dates) <= _unmarked(other) for one, other in both)


def _unmarked(entity: ListedEntity) -> set[DateSpan]:
    return {attrs.evolve(span, main=False) for span in entity.birth_dates}


def test_advanced_of_the_other_list_is_refused() -> None:
    with pytest.raises(FormatError, match="366 of its 375 entries are not on it"):
        read("us_ofac_sdn", ADVANCED)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999, 1.0])
def test_A02_advanced_cut_off_is_refused(share: float) -> None:
    whole = (OFAC / ADVANCED).read_bytes().rstrip()
    with pytest.raises(FormatError, match="is damaged or cut off"):
        find("us_ofac_cons").parse(whole[: int(len(whole) * share) - 1])


def test_advanced_is_read_in_a_forty_fourth_of_its_time() -> None:
    data = (OFAC / ADVANCED).read_bytes()
    started = time.process_time()
    find("us_ofac_cons").parse(data)
    # 120 MB in 45 seconds
    assert within(45 * len(data) / 120e6, time.process_time() - started)


def test_todays_structure_of_enhanced_is_read() -> None:
    file = "ofac_cons_enhanced_trimmed_2026-07-27.xml"
    data = (OFAC.parent / "current-format" / file).read_bytes()
    parsed = find("us_ofac_cons").parse(data)
    (entity,) = parsed.entities
    assert (parsed.issues, entity.birth_dates[0].precision.value) == ((), "year")
    with pytest.raises(FormatError, match="is an export of Consolidated List"):
        find("us_ofac_sdn").parse(data)


def test_the_csv_is_read_whole() -> None:
    kinds = Counter(entity.kind.value for entity in csv().entities)
    assert kinds == {
        "person": 4620,
        "organisation": 3673,
        "vessel": 406,
        "aircraft": 277,
    }
    assert Counter(issue.path for issue in csv().issues) == {
        "add/country": 9,
        "remarks/nationality": 3,
    }


def test_A20_every_quoted_alias_of_the_csv_is_a_weak_name() -> None:
    texts = [(OFAC / name).read_text() for name in ("sdn.csv", "sdn_comments.csv")]
    assert [text.count("a.k.a. '") for text in texts] == [2415, 2]
    assert [text.count("f.k.a. '") for text in texts] == [24, 0]
    weak = [
        name
        for entity in csv().entities
        for name in entity.names
        if name.strength.value == "weak"
    ]
    kinds = Counter(name.kind.value for name in weak)
    assert kinds == {"aka": 2415 + 2 - 3, "fka": 24}  # three are there twice


# What changed for few between March and the summer, or what the CSV writes otherwise:
# quotation marks, and three names that moved. It calls other births the main ones.
CHANGED = {
    "kind": 0,
    "names": 16,
    "births": 4,
    "nationalities": 2,
    "citizenships": 1,
    "genders": 2,
    "identifiers": 4,
    "addresses": 7,
    "programmes": 4,
    "links": 3,
}


def test_the_csv_says_what_the_xml_of_a_few_months_before_says() -> None:
    before = {entity.record_id: entity for entity in sdn()}
    both = [(before[e.record_id], e) for e in csv().entities if e.record_id in before]
    assert len(both) == 8762
    differ = Counter(
        fact
        for one, other in both
        for fact in CHANGED
        if _facts(one)[fact] != _facts(other)[fact]
    )
    assert {fact: differ[fact] for fact in CHANGED} == CHANGED


def _facts(entity: ListedEntity) -> dict[str, object]:
    """Return the facts of an entity in a form that both renditions have."""
    return {
        "kind": entity.kind,
        "names": {(n.full, n.kind, n.strength, n.parts) for n in entity.names},
        "births": {(s.lo, s.hi, s.precision, s.circa) for s in entity.birth_dates},
        "nationalities": set(entity.nationalities),
        "citizenships": set(entity.citizenships),
        "genders": set(entity.genders),
        "identifiers": set(entity.identifiers),
        "addresses": {
            (tuple(sorted(re.findall(r"\w+", a.full))), a.country)
            for a in entity.addresses
        },
        "programmes": set(entity.programmes),
        "links": set(entity.links),
    }
