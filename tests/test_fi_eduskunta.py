import json
from typing import Any

import pytest

from kycscreen.dates import Precision
from kycscreen.entities import ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, archives, find
from tests import samples

FILES = archives.opened("fi_eduskunta", samples.sample("fi_eduskunta"))
PARTS = find("fi_eduskunta").parts


def bundle(**changes: Any) -> bytes:
    """Return a bundle of the first member alone, with some values changed."""
    answer = json.loads(FILES["101.json"])
    answer["jsonNode"]["Henkilo"] |= changes
    seating = json.dumps([{"hetekaId": 101}]).encode()
    return archives.bundle(
        {"seating.json": seating, "101.json": json.dumps(answer).encode()}
    )


def read(**changes: Any) -> Parsed:
    return samples.read("fi_eduskunta", bundle(**changes))


def refusal(files: dict[str, bytes]) -> str:
    return samples.refusal("fi_eduskunta", archives.bundle(files))


def entity(record_id: str) -> ListedEntity:
    found = samples.read("fi_eduskunta", samples.sample("fi_eduskunta")).entities
    return next(e for e in found if e.record_id == record_id)


def test_the_seating_is_fetched_first_and_then_its_members() -> None:
    assert PARTS is not None
    url = "https://avoindata.eduskunta.fi/api/v1"
    assert PARTS({}) == {"seating.json": f"{url}/seating/"}
    seating = {"seating.json": FILES["seating.json"]}
    assert PARTS(seating) == {
        f"{n}.json": f"{url}/memberofparliament/{n}/fi" for n in (101, 102, 103, 104)
    }
    assert list(PARTS(seating | {"101.json": b"", "103.json": b""})) == [
        "102.json",
        "104.json",
    ]
    assert PARTS(FILES) == {}


@pytest.mark.parametrize(
    ("seating", "says"),
    [
        (b"<html>", "web page"),
        (b"{}", "is no list of seats"),
        (b"[]", "holds no seats"),
        (b'[{"hetekaId": null}]', "holds no seats"),
        (b'[{"hetekaId": null, "lastname": "Esimerkki"}]', "has the hetekaId ''"),
        (b'[{"hetekaId": "../x"}]', "has the hetekaId '../x'"),
        (b'[{"hetekaId": []}]', "hetekaId is a list"),
        (json.dumps([{"hetekaId": n} for n in range(1001)]).encode(), "more than 1000"),
    ],
)
def test_a_seating_that_names_nobody_is_refused(seating: bytes, says: str) -> None:
    assert PARTS is not None
    with pytest.raises(FormatError, match=says):
        PARTS({"seating.json": seating})
    assert says in refusal(FILES | {"seating.json": seating})


def test_a_vacant_seat_is_nobodys() -> None:
    plain = [*json.loads(FILES["seating.json"]), {"hetekaId": None, "seatNumber": 5}]
    files = FILES | {"seating.json": json.dumps(plain).encode()}
    vacant = samples.read("fi_eduskunta", archives.bundle(files))
    assert vacant == samples.read("fi_eduskunta", archives.bundle(FILES))


def test_A02_a_bundle_without_a_seated_member_is_refused() -> None:
    without = {name: data for name, data in FILES.items() if name != "103.json"}
    assert "is a bundle without 103.json" in refusal(without)
    assert "without seating.json" in refusal({"101.json": FILES["101.json"]})


def test_A02_a_bundle_with_a_stranger_is_refused() -> None:
    assert "'999.json', which is of no seated" in refusal(FILES | {"999.json": b"{}"})


def test_A02_an_answer_about_somebody_else_is_refused() -> None:
    mixed = FILES | {"101.json": FILES["102.json"]}
    assert "101.json is of the member 102" in refusal(mixed)


@pytest.mark.parametrize(
    "answer", [b"{}", b"[]", b'{"jsonNode": null}', b'{"jsonNode": {"Henkilo": []}}']
)
def test_A03_an_answer_without_a_member_is_refused(answer: bytes) -> None:
    assert "has no jsonNode.Henkilo" in refusal(FILES | {"102.json": answer})


def test_A04_one_file_is_no_bundle() -> None:
    assert "is one file" in samples.refusal("fi_eduskunta", FILES["seating.json"])


def test_json_within_json_is_read() -> None:
    assert entity("103").names[0].full == "Åke Jean Påhittad"


def test_all_given_names_and_the_one_used_are_names() -> None:
    names = [(n.full, n.kind.value) for n in entity("101").names]
    assert names == [("Aino Maria Esimerkki", "primary"), ("Aino Esimerkki", "aka")]
    assert [n.full for n in entity("102").names] == ["Olli Keksitty"]


@pytest.mark.parametrize("year", [1962, "1962"])
def test_a_birth_date_may_be_its_year(year: int | str) -> None:
    (born,) = read(SyntymaPvm=year).entities[0].birth_dates
    assert born.precision is Precision.YEAR


@pytest.mark.parametrize(
    ("posts", "count"),
    [
        (None, 0),
        ({"Jasenyys": None}, 0),
        ({"Jasenyys": {"AlkuPvm": "01.02.2003"}}, 1),
        ({"Jasenyys": [{"AlkuPvm": "2003"}, {"AlkuPvm": "01.02.2007"}]}, 2),
    ],
)
def test_many_are_a_list_one_is_an_object_and_none_is_null(
    posts: Any, count: int
) -> None:
    (found,) = read(ValtioneuvostonJasenyydet=posts).entities
    assert [post.body for post in found.positions].count("Valtioneuvosto") == count


@pytest.mark.parametrize(
    "seats",
    [None, {"Edustajatoimi": {"AlkuPvm": "01.02.2003", "LoppuPvm": "20.03.2007"}}],
)
def test_who_sits_in_the_chamber_holds_a_seat_and_its_lack_is_an_issue(
    seats: Any,
) -> None:
    parsed = read(Edustajatoimet=seats, ValtioneuvostonJasenyydet=None)
    assert parsed.entities[0].positions[-1].status == "current"
    assert [i.path for i in parsed.issues] == ["Edustajatoimet"]
    dead = read(Edustajatoimet=seats, KuolemaPvm="02.02.2026").entities[0]
    assert "current" not in {post.status for post in dead.positions}


def test_a_seat_without_an_end_is_held_today() -> None:
    held = [(p.title, p.status, p.end) for p in entity("101").positions]
    assert held == [
        ("member of the Eduskunta", "ended", "2007-03-20"),
        ("member of the Eduskunta", "current", ""),
        ("opetusministeri", "ended", "2013-05-24"),
    ]


def test_a_section_under_a_new_key_is_read_and_an_issue() -> None:
    parsed = read(ValtioneuvostonJasenyydet={"Uusi": {"Ministeriys": "ministeri"}})
    assert parsed.entities[0].positions[-1].title == "ministeri"
    assert [i.path for i in parsed.issues] == ["Henkilo.ValtioneuvostonJasenyydet.Uusi"]


def test_A12_an_unknown_key_is_an_issue_and_kept() -> None:
    parsed = read(Lempinimi="Oke")
    assert [i.path for i in parsed.issues] == ["Henkilo.Lempinimi"]
    assert parsed.entities[0].remarks == ("Henkilo.Lempinimi: Oke",)


def test_A12_an_unreadable_value_is_an_issue_and_the_member_kept() -> None:
    parsed = read(
        SukuPuoliKoodi="Muu", Edustajatoimet={"Edustajatoimi": {"AlkuPvm": "heti"}}
    )
    assert [i.path for i in parsed.issues] == [
        "SukuPuoliKoodi",
        "Edustajatoimet.AlkuPvm",
    ]


def test_A13_a_member_without_a_name_is_an_issue() -> None:
    parsed = samples.read("fi_eduskunta", samples.sample("fi_eduskunta"))
    assert [i.record_id for i in parsed.issues if "left out" in i.value] == ["104"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"SukuNimi": []}, "SukuNimi is a list"),
        ({"HetekaId": []}, "HetekaId is a list"),
        ({"Edustajatoimet": "x"}, "Edustajatoimet is a str"),
        ({"SukuNimi": "", "EtunimetNimi": "", "KutsumaNimi": ""}, "holds no persons"),
    ],
)
def test_a_record_of_another_shape_is_refused(
    changes: dict[str, Any], says: str
) -> None:
    assert says in samples.refusal("fi_eduskunta", bundle(**changes))


def test_a_record_without_seats_is_refused() -> None:
    answer = json.loads(FILES["101.json"])
    del answer["jsonNode"]["Henkilo"]["Edustajatoimet"]
    broken = FILES | {"101.json": json.dumps(answer).encode()}
    assert "has no Edustajatoimet" in refusal(broken)
