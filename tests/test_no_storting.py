import json
from datetime import date
from typing import Any

import pytest

from kycscreen.entities import ListedEntity
from kycscreen.sources import Parsed
from tests import samples

SAMPLE = samples.sample("no_storting")


def today(**changes: Any) -> dict[str, Any]:
    """Return the sample with its first member alone, changed."""
    plain: dict[str, Any] = json.loads(SAMPLE)
    plain["dagensrepresentanter_liste"] = [
        plain["dagensrepresentanter_liste"][0] | changes
    ]
    return plain


def period(**changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(samples.sample("no_storting-period"))
    return plain | changes


def read(plain: Any) -> Parsed:
    return samples.read("no_storting", json.dumps(plain).encode())


def refusal(plain: Any) -> str:
    return samples.refusal("no_storting", json.dumps(plain).encode())


def member(**changes: Any) -> ListedEntity:
    return read(today(**changes)).entities[0]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("/Date(-252464400000+0100)/", "1962-01-01"),
        ("/Date(-252460800000+0000)/", "1962-01-01"),
        ("/Date(-252460800000)/", "1962-01-01"),
        ("/Date(331164000000+0200)/", "1980-06-30"),
        ("/Date(-3600000+0100)/", "1970-01-01"),
        ("/Date(18000000-0500)/", "1970-01-01"),
        ("/Date(-1+0000)/", "1969-12-31"),
    ],
)
def test_milliseconds_and_zone_tell_the_day_together(written: str, day: str) -> None:
    (born,) = member(foedselsdato=written).birth_dates
    assert (born.lo, born.raw) == (date.fromisoformat(day), written)


@pytest.mark.parametrize("none", [None, "", "/Date(-62135596800000+0100)/"])
def test_the_first_day_of_all_is_no_date(none: str | None) -> None:
    found = member(foedselsdato=none, doedsdato=none)
    assert found.birth_dates == ()
    assert found.remarks == ()


@pytest.mark.parametrize("written", ["i fjor", "/Date(x)/", "/Date(999999999999999)/"])
def test_a_date_that_cannot_be_read_is_an_issue_and_kept(written: str) -> None:
    parsed = read(today(foedselsdato=written, doedsdato=written))
    assert [i.path for i in parsed.issues] == ["doedsdato", "foedselsdato"]
    assert parsed.entities[0].birth_dates[0].raw == written
    assert parsed.entities[0].remarks == (f"died {written}",)
    assert parsed.entities[0].positions[0].status == "current"


def test_the_dead_are_kept_with_a_remark_and_hold_nothing() -> None:
    found = member(doedsdato="/Date(1786312800000+0200)/")
    (post,) = found.positions
    assert found.remarks == ("died 2026-08-10",)
    assert (post.status, post.end) == ("ended", "2026-08-10")


def test_a_deputy_is_a_position_of_its_own() -> None:
    assert member().positions[0].title == "member of the Storting"
    found = member(vara_representant=True, vara_for={"fornavn": "Jean"})
    assert found.positions[0].title == "deputy member of the Storting"
    assert "deputy for Jean" in found.positions[0].source_text


@pytest.mark.parametrize("key", ["vara_for", "fast_vara_for"])
def test_a_member_for_whom_a_deputy_sits_is_listed(key: str) -> None:
    minister = {
        "id": "MIN",
        "fornavn": "Kari",
        "etternavn": "Statsråd",
        "foedselsdato": "/Date(-252464400000+0100)/",
        "kjoenn": 1,
    }
    deputy, found = read(today(vara_representant=True, **{key: minister})).entities
    (post,) = found.positions
    assert (found.record_id, found.names[0].full) == ("MIN", "Kari Statsråd")
    assert found.birth_dates[0].lo == date(1962, 1, 1)
    assert (post.title, post.status) == ("member of the Storting", "current")
    assert post.source_text == f"represented by {deputy.names[0].full}"


def test_who_is_listed_already_is_listed_once_and_who_has_no_id_is_an_issue() -> None:
    plain = json.loads(SAMPLE)
    listed = [member["id"] for member in plain["dagensrepresentanter_liste"]]
    entities = read(plain).entities
    assert len(entities) == len({entity.record_id for entity in entities})
    assert listed.count("AAE") == 1
    parsed = read(today(vara_for={"fornavn": "Jean"}))
    assert [(i.path, i.value) for i in parsed.issues] == [
        ("vara_for", "Jean has no id; left out")
    ]


def test_genders_are_numbers() -> None:
    assert [member(kjoenn=n).genders for n in (1, 2, "2")] == [("F",), ("M",), ("M",)]


def test_the_file_says_its_day() -> None:
    assert samples.read("no_storting", SAMPLE).published == date(2026, 9, 1)


@pytest.mark.parametrize("undated", ["", None, "i dag"])
def test_an_undated_file_is_an_issue(undated: str | None) -> None:
    parsed = read(today() | {"respons_dato_tid": undated})
    assert parsed.published is None
    assert [i.path for i in parsed.issues] == ["respons_dato_tid"]


@pytest.mark.parametrize(
    ("years", "on", "held"),
    [
        ("2021-2025", "/Date(1788249600000+0200)/", ("2021", "2025", "ended")),
        ("2025-2029", "/Date(1788249600000+0200)/", ("2025", "2029", "current")),
        ("1997-01", "/Date(1788249600000+0200)/", ("1997", "2001", "ended")),
        ("2025-29", "", ("2025", "2029", "unknown")),
        ("nå", "/Date(1788249600000+0200)/", ("", "", "unknown")),
    ],
)
def test_a_period_lasts_until_the_end_of_september(
    years: str, on: str, held: tuple[str, str, str]
) -> None:
    parsed = read(period(stortingsperiode_id=years, respons_dato_tid=on))
    (post,) = parsed.entities[1].positions
    assert (post.start, post.end, post.status) == held


def test_A01_a_list_of_nobody_is_refused() -> None:
    assert "holds no persons" in refusal({"dagensrepresentanter_liste": []})


def test_A02_a_file_cut_anywhere_is_refused() -> None:
    for end in (*range(0, len(SAMPLE.rstrip()), 197), len(SAMPLE.rstrip()) - 1):
        samples.refusal("no_storting", SAMPLE[:end])


@pytest.mark.parametrize("plain", [[], {}, {"komiteer_liste": []}])
def test_A04_another_file_is_refused(plain: Any) -> None:
    assert "has no list of representanter_liste" in refusal(plain)


def test_A12_unknown_keys_are_issues_and_kept() -> None:
    parsed = read(today(kallenavn="Kim") | {"side": 1})
    assert [(i.path, i.value) for i in parsed.issues] == [
        ("file.side", "1"),
        ("member.kallenavn", "Kim"),
    ]
    assert parsed.entities[0].remarks == ("member.kallenavn: Kim",)


def test_A13_a_member_without_a_name_is_an_issue() -> None:
    parsed = samples.read("no_storting", SAMPLE)
    assert [i.record_id for i in parsed.issues if "left out" in i.value] == ["INGEN"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": None}, "has no id"),
        ({"fornavn": 7}, "fornavn is a int"),
        ({"fylke": "x"}, "fylke is no object"),
        ({"vara_representant": "ja"}, "neither true nor false"),
    ],
)
def test_a_record_of_another_shape_is_refused(
    changes: dict[str, Any], says: str
) -> None:
    assert says in refusal(today(**changes))
