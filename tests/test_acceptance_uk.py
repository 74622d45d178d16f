"""OFSI's complete file of 2018, and the structure of today's UK Sanctions List."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kycscreen.entities import ListedEntity
from kycscreen.sources import Parsed, find

LISTS = Path(__file__).parent.parent.parent / "shared" / "lists"

pytestmark = pytest.mark.skipif(not LISTS.exists(), reason="needs ../shared/lists")


@cache
def ofsi() -> Parsed:
    return find("gb_ofsi").parse(
        (LISTS / "uk" / "ofsi_conlist_2018-04-13.csv").read_bytes()
    )


def group(record_id: str) -> ListedEntity:
    return next(e for e in ofsi().entities if e.record_id == record_id)


def test_every_group_is_read_by_kind() -> None:
    assert str(ofsi().published) == "2018-04-13"
    assert Counter(entity.kind.value for entity in ofsi().entities) == {
        "person": 1426,
        "organisation": 680,
    }
    assert len({entity.record_id for entity in ofsi().entities}) == 2106
    source = find("gb_ofsi")
    assert source.at_least < len(ofsi().entities) < source.at_most


def test_every_name_is_kept() -> None:
    names = [name for entity in ofsi().entities for name in entity.names]
    # 5,546 different names stand in the rows; the others are taken out of them.
    assert Counter(name.kind.value for name in names) == {
        "primary": 2106,
        "aka": 3441,
        "variation": 159,
        "fka": 9,
    }
    weak = [name for name in names if name.strength.value == "weak"]
    assert len(weak) == 45


def test_every_birth_date_has_its_precision() -> None:
    spans = [span for entity in ofsi().entities for span in entity.birth_dates]
    assert Counter(span.precision.value for span in spans) == {
        "day": 825,
        "month": 8,
        "year": 645,
    }
    assert sum(bool(entity.birth_dates) for entity in ofsi().entities) == 1119


def test_every_column_is_kept() -> None:
    entities = ofsi().entities
    assert sum(len(entity.addresses) for entity in entities) == 1159
    assert sum(len(entity.programmes) for entity in entities) == 2114
    assert sum(bool(entity.titles) for entity in entities) == 370
    assert sum(bool(entity.positions) for entity in entities) == 701
    assert sum(bool(entity.nationalities) for entity in entities) == 676  # of 677
    assert all(entity.listed_on and entity.updated_on for entity in entities)
    schemes = Counter(x.scheme for entity in entities for x in entity.xrefs)
    assert schemes == {"ofsi_group": 2106, "un_old_ref": 405, "un_ref": 271}
    types = Counter(one.type for entity in entities for one in entity.identifiers)
    assert (types["passport"], types["national_id"], types["imo"]) == (340, 145, 27)


def test_only_places_that_are_no_country_are_issues() -> None:
    assert Counter(issue.path for issue in ofsi().issues) == {
        "Country of Birth": 11,
        "Country": 9,
        "Nationality": 1,
    }


def test_passports_and_births_of_one_text_are_apart() -> None:
    aziz = group("7603")
    assert [name.full for name in aziz.names] == ["Tariq AZIZ", "Tariq Mikhail AZIZ"]
    assert [(one.type, one.value) for one in aziz.identifiers] == [
        ("passport", "34409/129")
    ]
    assert [p.text for p in aziz.birth_places] == ["Mosul or Baghdad, Iraq"]
    so = group("13455")
    assert [(one.value, one.expires) for one in so.identifiers] == [
        ("PD836410105", "2021-11-27")
    ]


def test_todays_xml_is_known_path_by_path() -> None:
    path = LISTS / "current-format" / "uk_sanctions_list_trimmed_2026-08-20.xml"
    parsed = find("gb_uksl").parse(path.read_bytes())
    assert parsed.issues == ()
    assert str(parsed.published) == "2026-08-20"
    assert [(e.record_id, e.kind.value, len(e.names)) for e in parsed.entities] == [
        ("AFG0006", "person", 3),
        ("AFG0001", "organisation", 4),
        ("DPR0075", "vessel", 2),
    ]
    assert len(parsed.entities[0].birth_dates) == 3
    assert [one.value for one in parsed.entities[0].identifiers] == [
        "P04581926",
        "12345",
    ]
