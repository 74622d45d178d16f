import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import sources
from kycscreen.dates import Precision
from kycscreen.entities import ListedEntity, Topic
from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, popolo

SAMPLE = Path(__file__).parent / "fixtures" / "popolo_fi_eduskunta" / "sample.json"
REAL = Path(__file__).parent.parent.parent / "shared/lists/pep/everypolitician"
EDUSKUNTA = popolo.SOURCES["popolo_fi_eduskunta"]
real = pytest.mark.skipif(not REAL.exists(), reason="the real files are not here")


def sample() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(SAMPLE.read_bytes())
    return plain


def parsed(plain: Any) -> Parsed:
    return EDUSKUNTA.parse(json.dumps(plain).encode())


def entity(number: int) -> ListedEntity:
    read = EDUSKUNTA.parse(SAMPLE.read_bytes())
    record_id = f"0e0e{number:04d}-0000-4000-8000-{number:012d}"
    return next(e for e in read.entities if e.record_id == record_id)


def test_every_person_is_an_entity_or_an_issue() -> None:
    read = EDUSKUNTA.parse(SAMPLE.read_bytes())
    said = {e.record_id for e in read.entities} | {i.record_id for i in read.issues}
    assert {person["id"] for person in sample()["persons"]} <= said


def test_members_are_peps_of_no_nationality() -> None:
    for member in EDUSKUNTA.parse(SAMPLE.read_bytes()).entities:
        assert member.topics == {Topic.PEP}
        assert member.nationalities == member.citizenships == ()
        assert {position.country for position in member.positions} <= {"fi"}


def test_no_seat_of_an_unmaintained_source_is_current() -> None:
    for member in EDUSKUNTA.parse(SAMPLE.read_bytes()).entities:
        assert {position.status for position in member.positions} <= {"unknown"}


def test_terms_without_a_break_are_one_position() -> None:
    spans = [(p.start, p.end) for p in entity(1).positions]
    assert spans == [("1991-03-22", "1999-03-23"), ("2003", "")]


def test_a_change_of_party_within_a_term_is_no_new_position() -> None:
    assert [(p.start, p.end) for p in entity(2).positions] == [
        ("1999-03-24", "2003-03-18")
    ]


def test_another_role_is_another_position() -> None:
    assert [p.category for p in entity(3).positions] == ["minister", "mp"]


def test_the_first_of_january_is_read_as_a_year() -> None:
    (born,) = entity(2).birth_dates
    assert (born.precision, born.raw) == (Precision.YEAR, "1956-01-01")


def test_what_tells_namesakes_apart_is_a_note_and_no_name() -> None:
    assert [(n.full, n.note) for n in entity(6).names] == [("Liene Izdomāta", "name")]


def test_a_name_is_listed_once() -> None:
    for member in EDUSKUNTA.parse(SAMPLE.read_bytes()).entities:
        names = [name.full.casefold() for name in member.names]
        assert len(names) == len(set(names))


def test_a_death_is_remarked() -> None:
    assert entity(4).remarks == ("died 2001-02-03",)


def test_a11_both_records_of_one_id_are_found() -> None:
    assert [n.full for n in entity(2).names] == ["Åsa Påhittad", "Asa Pahittad"]


def test_a13_a_member_without_a_name_is_an_issue() -> None:
    read = EDUSKUNTA.parse(SAMPLE.read_bytes())
    assert [i.record_id[4:8] for i in read.issues if "left out" in i.value] == ["0005"]


def test_a01_a_file_of_nobody_is_refused() -> None:
    with pytest.raises(FormatError, match="holds no persons"):
        parsed(sample() | {"persons": []})


@pytest.mark.parametrize("data", [b"", b" \n", b"[]", b"{}", b'"x"', b"null"])
def test_a01_a_blank_or_bare_file_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        EDUSKUNTA.parse(data)


def test_a02_a_file_cut_anywhere_is_refused() -> None:
    data = SAMPLE.read_bytes().rstrip()
    for end in (*range(0, len(data), 97), len(data) - 1):
        with pytest.raises(FormatError):
            EDUSKUNTA.parse(data[:end])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"PK\x03\x04", "archive"),
        (b'{"error": "rate limit"}', "no list of persons"),
    ],
)
def test_a03_an_error_page_is_refused_by_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        EDUSKUNTA.parse(data)


def test_a04_another_parliaments_file_is_refused_by_name() -> None:
    plain = sample()
    plain["organizations"][0]["name"] = "Riksdag"
    with pytest.raises(FormatError, match="its legislature is Riksdag"):
        parsed(plain)


def test_a04_a_file_without_a_legislature_is_refused() -> None:
    plain = sample()
    del plain["organizations"][0]["classification"]
    with pytest.raises(FormatError, match="its legislature is not named"):
        parsed(plain)


def test_a12_a_file_of_mostly_strange_values_is_refused() -> None:
    plain = sample()
    for person in plain["persons"]:
        person["shoe_size"] = "42"
    with pytest.raises(FormatError, match="values are unknown"):
        parsed(plain)


def test_a17_a_byte_order_mark_is_borne() -> None:
    data = b"\xef\xbb\xbf" + SAMPLE.read_bytes()
    assert EDUSKUNTA.parse(data) == EDUSKUNTA.parse(SAMPLE.read_bytes())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (SAMPLE.read_bytes().decode().encode("utf-16"), "not UTF-8 at byte 0"),
        (b'{"persons": "\xe5"}', "not UTF-8 at byte 13"),
        (b'{"persons": "\\ud800"}', "half a character"),
        (b'{"persons": "\\udc00\\ud800"}', "half a character"),
    ],
)
def test_a17_no_text_is_guessed(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        EDUSKUNTA.parse(data)


def test_a17_an_escaped_pair_is_one_character() -> None:
    plain = sample()
    plain["persons"][0]["honorific_prefix"] = "\U0001f600"
    assert parsed(plain).entities[0].titles == ("\U0001f600",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"persons": [], "persons": []}', "'persons' twice"),
        (b'{"persons": NaN}', "NaN"),
        (b'{"persons": -Infinity}', "Infinity"),
        (b'{"persons": 1e400}', "too large"),
        (b'{"persons": ' + b"9" * 5000 + b"}", "too long"),
        (b"[" * 100_000, "deeper"),
        (b"[" * 100 + b"]" * 100, "deeper"),
    ],
)
def test_a23_json_that_readers_disagree_on_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        EDUSKUNTA.parse(data)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"persons": [{"name": "Jean Exemple"}]}, "has no id"),
        ({"persons": [{"id": "1", "name": 7}]}, "name is a int"),
        ({"persons": ["Jean Exemple"]}, "no list of persons"),
        ({"memberships": [{"person_id": "1"}]}, "has no organization_id"),
        ({"memberships": None}, "no list of memberships"),
        ({"events": {}}, "no list of events"),
    ],
)
def test_a_file_of_another_shape_is_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(FormatError, match=says):
        parsed(sample() | change)


def places(plain: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container in a JSON value, with each of its keys."""
    keys = list(plain) if isinstance(plain, dict) else range(len(plain))
    for key in keys:
        yield plain, key
        if isinstance(plain[key], dict | list):
            yield from places(plain[key])


@pytest.mark.parametrize("value", [None, 7, True, [], {}, [7], "", "x", [{}], {"x": 1}])
def test_any_value_in_any_place_is_read_or_refused(value: Any) -> None:
    plain = sample()
    for container, key in list(places(plain)):
        kept = container[key]
        container[key] = value
        try:
            parsed(plain)
        except FormatError:
            pass
        finally:
            container[key] = kept
    assert plain == sample()


@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused(at: float, byte: int) -> None:
    data = bytearray(SAMPLE.read_bytes())
    data[int(at * len(data))] = byte
    with suppress(FormatError):
        assert EDUSKUNTA.parse(bytes(data)).entities


def test_every_parliament_is_in_the_register() -> None:
    assert len(popolo.SOURCES) == 14
    for list_id, source in popolo.SOURCES.items():
        assert sources.find(list_id) is source
        assert list_id in sources.ids()


def real_file(list_id: str) -> Path:
    country, body = popolo.SOURCES[list_id].url.split("/")[-3:-1]
    return REAL / f"{country}__{body}.json"


@real
@pytest.mark.parametrize("list_id", sorted(popolo.SOURCES))
def test_a_real_file_loses_nobody_and_passes_its_bounds(list_id: str) -> None:
    source = popolo.SOURCES[list_id]
    data = real_file(list_id).read_bytes()
    read = source.parse(data)
    left_out = sum(1 for issue in read.issues if "left out" in issue.value)
    assert len(read.entities) + left_out == len(json.loads(data)["persons"])
    assert source.at_least <= len(read.entities) <= source.at_most
    born = sum(1 for e in read.entities if e.birth_dates)
    assert 100 * born >= source.birth_dates_at_least * len(read.entities)
    assert all(e.positions for e in read.entities)
    assert {i.path for i in read.issues} <= {"persons.name"}


@real
def test_a04_no_parliament_reads_anothers_real_file() -> None:
    data = real_file("popolo_is_althingi").read_bytes()
    for list_id in sorted(set(popolo.SOURCES) - {"popolo_is_althingi"}):
        with pytest.raises(FormatError, match="its legislature is Alþingi"):
            popolo.SOURCES[list_id].parse(data)
