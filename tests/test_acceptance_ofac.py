"""OFAC's complete files: the numbers that must come out exactly."""

import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kycscreen.entities import LinkType, ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, find
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
