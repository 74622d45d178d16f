import json
import time
from datetime import date
from typing import Any

import pytest

from kycscreen.dates import Precision
from kycscreen.entities import ListedEntity, Position
from kycscreen.sources import Parsed
from tests import samples
from tests.pace import within

SAMPLE = samples.sample("se_riksdag")
SEAT = {"typ": "kammaruppdrag", "roll_kod": "Riksdagsledamot", "organ_kod": "kam"}


def listing(**changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(SAMPLE)
    plain["personlista"] |= changes
    return plain


def read(plain: Any) -> Parsed:
    return samples.read("se_riksdag", json.dumps(plain).encode())


def refusal(plain: Any) -> str:
    return samples.refusal("se_riksdag", json.dumps(plain).encode())


def one(**changes: Any) -> dict[str, Any]:
    """Return a list of one person, who is its one object."""
    person = listing()["personlista"]["person"][0] | changes
    return {
        "personlista": {"@systemdatum": "2026-09-01", "@hits": "1", "person": person}
    }


def held(*seats: Any, on: str = "2026-09-01") -> tuple[Position, ...]:
    plain = one(personuppdrag={"uppdrag": seats[0] if len(seats) == 1 else list(seats)})
    plain["personlista"]["@systemdatum"] = on
    return read(plain).entities[0].positions


def entity(number: int) -> ListedEntity:
    found = samples.read("se_riksdag", SAMPLE).entities
    return next(e for e in found if e.record_id == f"{100000000000 + number:013d}")


def test_the_file_says_its_day() -> None:
    parsed = samples.read("se_riksdag", SAMPLE)
    assert parsed.published == date(2026, 9, 1)
    assert parsed.version == "2026-09-01 08:15:30"


def test_a_year_of_birth_stays_a_year() -> None:
    person = read(one()).entities[0]
    assert [b.precision for b in person.birth_dates] == [Precision.YEAR]


def test_committees_and_party_posts_are_no_positions() -> None:
    skipped = ("uppdrag", "partiuppdrag", "Riksdagsorgan", "talmansuppdrag")
    assert held(*({**SEAT, "typ": typ} for typ in skipped)) == ()


@pytest.mark.parametrize(
    ("typ", "role", "title", "category"),
    [
        ("kammaruppdrag", "Riksdagsledamot", "Riksdagsledamot", "mp"),
        ("kammaruppdrag", "Ersättare", "Ersättare", "mp"),
        ("kammaruppdrag", "Statsrådsersättare", "Statsrådsersättare", "mp"),
        ("Departement", "Utrikesministe", "Utrikesminister", "minister"),
        ("Departement", "Statsminister", "Statsminister", "head_of_state"),
        ("Departement", "Statsråd", "Statsråd", "minister"),
        ("Europaparlamentet", "Ledamot", "Ledamot", "mp"),
    ],
)
def test_seats_and_ministries_are_positions(
    typ: str, role: str, title: str, category: str
) -> None:
    (post,) = held({**SEAT, "typ": typ, "roll_kod": role, "tom": ""})
    assert (post.title, post.category, post.country) == (title, category, "se")


@pytest.mark.parametrize(
    ("tom", "on", "status", "end"),
    [
        ("2026-09-21", "2026-09-01", "current", "2026-09-21"),
        ("2026-09-01", "2026-09-01", "current", "2026-09-01"),
        ("2026-08-31", "2026-09-01", "ended", "2026-08-31"),
        ("2999-12-31", "2026-09-01", "current", ""),
        ("", "2026-09-01", "current", ""),
        (None, "", "current", ""),
        ("2999-12-31", "", "current", ""),
        ("2020-01-01", "", "unknown", "2020-01-01"),
        ("snart", "2026-09-01", "unknown", ""),
    ],
)
def test_who_holds_a_seat_is_judged_on_the_files_own_day(
    tom: str | None, on: str, status: str, end: str
) -> None:
    (post,) = held({**SEAT, "tom": tom}, on=on)
    assert (post.status, post.end) == (status, end)


@pytest.mark.parametrize("none", ["", None, {}, {"uppdrag": None}, {"uppdrag": []}])
def test_no_posts_may_be_an_empty_text(none: Any) -> None:
    assert read(one(personuppdrag=none)).entities[0].positions == ()


def test_an_undated_file_is_an_issue() -> None:
    parsed = read(listing(**{"@systemdatum": ""}))
    assert parsed.published is None
    assert parsed.issues[0].path == "@systemdatum"


def test_A01_a_list_of_nobody_is_refused() -> None:
    assert "holds no persons" in refusal({"personlista": {"@hits": "0", "person": []}})


def test_A02_a_file_cut_anywhere_is_refused() -> None:
    for end in (*range(0, len(SAMPLE.rstrip()), 397), len(SAMPLE.rstrip()) - 1):
        samples.refusal("se_riksdag", SAMPLE[:end])


@pytest.mark.parametrize("plain", [[], {}, {"personlista": []}, {"dokumentlista": {}}])
def test_A04_another_file_is_refused(plain: Any) -> None:
    assert "has no personlista" in refusal(plain)


def test_A05_a_count_that_contradicts_the_file_is_refused() -> None:
    assert "says it holds 9 persons" in refusal(listing(**{"@hits": "9"}))


def test_A11_both_records_of_one_id_are_found() -> None:
    assert [n.full for n in entity(3).names] == ["Lars Fiktiv", "Lasse Fiktiv"]


def test_A12_an_unknown_key_is_an_issue_once_and_kept_as_a_remark() -> None:
    plain = listing()
    for person in plain["personlista"]["person"]:
        person["skostorlek"] = 42
    parsed = read(plain)
    assert len([i for i in parsed.issues if i.path == "person.skostorlek"]) == 1
    assert all("person.skostorlek: 42" in e.remarks for e in parsed.entities)


def test_A12_a_file_of_mostly_strange_values_is_refused() -> None:
    people = [one(intressent_id=n, kon="x", fodd_ar="19xx", personuppdrag="", personuppgift="") for n in range(12)]  # fmt: skip  # noqa: E501
    found = [plain["personlista"]["person"] for plain in people]
    assert "values are unknown" in refusal({"personlista": {"person": found}})


def test_A12_an_unknown_fact_is_kept() -> None:
    fact = {"kod": "Nytt", "typ": "", "uppgift": "text", "anm": "mer"}
    parsed = read(one(personuppgift={"uppgift": fact}))
    assert {"Nytt: text", "uppgift.anm: mer"} <= set(parsed.entities[0].remarks)
    assert [i.path for i in parsed.issues] == ["uppgift.anm"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"intressent_id": ""}, "has no intressent_id"),
        ({"efternamn": []}, "efternamn is a list"),
        ({"personuppdrag": "x"}, "personuppdrag is a str"),
        ({"personuppdrag": [{}, {}]}, "should be an object"),
        ({"personuppgift": {"uppgift": {"uppgift": [7]}}}, "uppgift is a int"),
    ],
)
def test_a_record_of_another_shape_is_refused(
    changes: dict[str, Any], says: str
) -> None:
    assert says in refusal(one(**changes))


def test_A11_thousands_of_copies_of_a_record_are_made_one_in_time() -> None:
    person = one()["personlista"]["person"]
    copies = [person | {"tilltalsnamn": f"Jean {n}"} for n in range(5_000)]
    plain = listing(**{"person": copies, "@hits": "5000"})
    started = time.process_time()
    (whole,) = read(plain).entities
    assert within(5, time.process_time() - started)
    names = [name.full for name in whole.names if name.full.startswith("Jean")]
    assert names == [f"Jean {n} Exempel" for n in range(5_000)]
