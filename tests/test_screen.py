"""A clear is proved, a gap is named, and the same input gives the same bytes."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.entities import ListedEntity, ListedName, Strength
from kycscreen.errors import IndexFileError, ListError
from kycscreen.facts import Kind
from kycscreen.index import Index, building
from kycscreen.lists.loading import Fault, Lists, indexed, load_lists
from kycscreen.lists.watchlist import Watchlist
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Outcome, Screener, Screening
from tests.misspelt import PERSONS, entities, misspelt

TODAY = date(2026, 6, 1)
REQUIRED = ("eu_fsf", "un_sc", "us_ofac_sdn")
JEAN = ListedEntity(
    list_id="eu_fsf", record_id="1", kind=Kind.PERSON, names=["Jean Exemple"],
    birth_dates=["1962-03-14"],
)  # fmt: skip


def lists(
    ids: tuple[str, ...] = REQUIRED, checked: date | None = TODAY
) -> list[Watchlist]:
    return [Watchlist.of(i, [JEAN], published=checked, checked=checked) for i in ids]


def client(*names: str) -> Client:
    parties = [Party.person(name, role=Role.BENEFICIAL_OWNER) for name in names]
    return Client("C-1", parties=parties)


def screened(
    watchlists: list[Watchlist] | Lists, *names: str, policy: Policy | None = None
) -> Screening:
    return Screener(watchlists, policy, on=TODAY).screen(client(*names))


def gaps(screening: Screening) -> list[tuple[str, str]]:
    return [(gap.code, gap.subject) for gap in screening.gaps]


def test_a_stranger_on_fresh_lists_is_clear() -> None:
    screening = screened(lists(), "Birgitta Utterström")
    assert screening.outcome is Outcome.CLEAR
    assert not screening.gaps


def test_a_listed_name_is_a_hit() -> None:
    screening = screened(lists(), "Jean Exemple")
    assert screening.outcome is Outcome.HITS
    assert len(screening.hits) == 3


@pytest.mark.parametrize(
    ("watchlists", "expected"),
    [
        ([], [("list.none", ""), *(("list.missing", i) for i in REQUIRED)]),
        (lists(REQUIRED[:2]), [("list.missing", "us_ofac_sdn")]),
        (
            lists(checked=date(2025, 6, 1)),
            [("list.stale", i) for i in REQUIRED],
        ),
        (
            lists(checked=date(2026, 6, 4)),
            [("list.future", i) for i in REQUIRED],
        ),
        (lists(checked=None), [("list.undated", i) for i in REQUIRED]),
        (
            [*lists(REQUIRED[1:]), Watchlist.of("eu_fsf", [], checked=TODAY)],
            [("list.empty", "eu_fsf")],
        ),
        (
            [
                *lists(REQUIRED[1:]),
                Watchlist("eu_fsf", (JEAN,), checked=TODAY, extract=True),
            ],
            [("list.extract", "eu_fsf")],
        ),
    ],
    ids=["none", "one missing", "stale", "future", "undated", "empty", "extract"],
)
def test_what_is_not_proved_is_inconclusive(
    watchlists: list[Watchlist], expected: list[tuple[str, str]]
) -> None:
    screening = screened(watchlists, "Birgitta Utterström")
    assert screening.outcome is Outcome.INCONCLUSIVE
    assert gaps(screening) == expected


def test_a09_a_list_is_stale_the_day_after_its_limit() -> None:
    policy = Policy(max_age={"eu_fsf": 5}, required=["eu_fsf"])
    fresh = [Watchlist.of("eu_fsf", [JEAN], checked=date(2026, 5, 27))]
    stale = [Watchlist.of("eu_fsf", [JEAN], checked=date(2026, 5, 26))]
    assert screened(fresh, "Someone Else", policy=policy).outcome is Outcome.CLEAR
    assert gaps(screened(stale, "Someone Else", policy=policy)) == [
        ("list.stale", "eu_fsf")
    ]


def test_A09_a_closed_list_is_stale_on_the_day_of_its_confirmation() -> None:
    closed = [*lists(), Watchlist.of("gb_ofsi", [JEAN], checked=TODAY)]
    (gap,) = screened(closed, "Birgitta Utterström").gaps
    assert (gap.code, gap.subject) == ("list.stale", "gb_ofsi")
    assert gap.detail == "is closed: its publisher keeps it no more"


def test_a_silent_publisher_is_a_warning_and_no_gap() -> None:
    silent = Watchlist.of("eu_fsf", [JEAN], published=date(2026, 1, 1), checked=TODAY)
    screening = screened([silent, *lists(REQUIRED[1:])], "Someone Else")
    assert screening.outcome is Outcome.CLEAR
    assert [(w.code, w.subject) for w in screening.warnings] == [
        ("list.silent", "eu_fsf")
    ]


def test_d08_a_damaged_list_is_a_gap_and_the_others_still_find() -> None:
    good = indexed(lists(REQUIRED[1:]))
    held = Lists(good.watchlists, good.index, (Fault("eu_fsf", "is damaged"),))
    screening = screened(held, "Jean Exemple")
    assert screening.outcome is Outcome.HITS
    assert ("list.damaged", "eu_fsf") in gaps(screening)
    assert ("list.missing", "eu_fsf") not in gaps(screening)
    assert screened(held, "Someone Else").outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("name", ["", "   ", "...", "J", "J. M.", "Dr.", "\u200b", "-"])
def test_c06_a_party_without_a_usable_name_is_never_clear(name: str) -> None:
    screening = screened(lists(), name)
    assert screening.outcome is Outcome.INCONCLUSIVE
    assert [code for code, _ in gaps(screening)] == ["party.unnamed"]


@pytest.mark.parametrize("name", ["Exemple " * 5_000, "a" * 1_000_000])
def test_c06_a_name_too_long_to_read_is_never_clear(name: str) -> None:
    assert ("party.overlong") in [code for code, _ in gaps(screened(lists(), name))]


def test_a_client_without_parties_is_never_clear() -> None:
    screening = Screener(lists(), on=TODAY).screen(Client("C-1", parties=[]))
    assert gaps(screening) == [("client.empty", "C-1")]


def test_c08_a_birth_in_the_future_is_told() -> None:
    party = Party.person("Someone Else", role=Role.CLIENT, birth_date="2031-01-01")
    screening = Screener(lists(), on=TODAY).screen(Client("C", parties=[party]))
    assert [w.code for w in screening.warnings] == ["party.birth_date_future"]


def test_c01_disguise_is_told_and_found() -> None:
    screening = screened(lists(), "Jеan Ехemple")  # Cyrillic е and х
    assert screening.outcome is Outcome.HITS
    assert "name.disguised" in [w.code for w in screening.warnings]


def test_hits_stand_in_one_order() -> None:
    everyone = [Watchlist.of("un_sc", entities(), checked=TODAY)]
    policy = Policy(alert_at=45)
    hits = screened(everyone, *PERSONS, policy=policy).hits
    keys = [
        (-h.score, list(type(h.identity)).index(h.identity), -h.name_score,
         h.entity.list_id, h.entity.record_id)
        for h in hits
    ]  # fmt: skip
    assert keys == sorted(keys)
    assert len(hits) > 20


def test_p5_other_order_of_lists_and_parties_same_hits() -> None:
    one = Screener(lists(REQUIRED), on=TODAY)
    other = Screener(lists(REQUIRED[::-1]), on=TODAY)
    names = ("Jean Exemple", "Exemple Jean", "Someone Else")
    a, b = one.screen(client(*names)), other.screen(client(*names[::-1]))
    assert a.hits == b.hits
    assert a.provenance == b.provenance


def test_a_book_is_screened_in_its_order() -> None:
    clients = [Client(f"C-{n}", parties=[]) for n in (3, 1, 2)]
    found = Screener(lists(), on=TODAY).screen_all(clients)
    assert [screening.client_id for screening in found] == ["C-3", "C-1", "C-2"]


@settings(max_examples=60, deadline=None)
@given(st.lists(misspelt(PERSONS), max_size=3), st.sampled_from([1, 65]))
def test_a_screening_survives_json_byte_for_byte(
    names: list[str], alert_at: int
) -> None:
    screening = everyone(alert_at).screen(client(*names))
    text = screening.to_json()
    assert Screening.from_json(text) == screening
    assert Screening.from_json(text).to_json() == text


_SCREENERS: dict[int, Screener] = {}


def everyone(alert_at: int) -> Screener:
    if alert_at not in _SCREENERS:
        watchlist = Watchlist.of("un_sc", entities(), checked=TODAY)
        policy = Policy(alert_at=alert_at)
        _SCREENERS[alert_at] = Screener([watchlist], policy, on=TODAY)
    return _SCREENERS[alert_at]


@pytest.mark.parametrize("text", ["{}", "[]", '{"schema":"other/1"}', '"x"'])
def test_other_json_is_no_screening(text: str) -> None:
    with pytest.raises(ValueError, match="screening"):
        Screening.from_json(text)


def test_json_nested_beyond_reading_is_no_screening() -> None:
    with pytest.raises(ValueError, match="screening"):
        Screening.from_json("[" * 200_000)


def test_an_outcome_that_the_rest_contradicts_is_refused() -> None:
    for names in ((), ("Someone Else",), ("Jean Exemple",)):
        text = screened(lists(), *names).to_json()
        for outcome in Outcome:
            if f'"outcome":"{outcome.value}"' in text:
                continue
            forged = re.sub('"outcome":"[a-z]+"', f'"outcome":"{outcome.value}"', text)
            with pytest.raises(ValueError, match="outcome"):
                Screening.from_json(forged)


def test_an_empty_folder_is_inconclusive(tmp_path: Path) -> None:
    screening = screened(load_lists(tmp_path / "nothing"), "Someone Else")
    assert gaps(screening)[1:] == [("list.missing", i) for i in REQUIRED]


def test_p1_no_list_at_all_is_never_clear() -> None:
    nothing_required = Policy(required=())
    screening = screened([], "Someone Else", policy=nothing_required)
    assert screening.outcome is Outcome.INCONCLUSIVE
    assert gaps(screening) == [("list.none", "")]
    held = Lists((), Index(bytes(_empty())), (Fault("t", "is damaged"),))
    screening = screened(held, "Someone Else", policy=nothing_required)
    assert gaps(screening) == [("list.damaged", "t")]


def test_a_clock_two_days_ahead_is_no_gap() -> None:
    ahead = lists(checked=date(2026, 6, 3))
    assert screened(ahead, "Someone Else").outcome is Outcome.CLEAR


@pytest.mark.parametrize("unread", ["...", "J. M.", "Dr.", "\u200b"])
def test_c06_a_further_name_that_cannot_be_read_is_never_clear(unread: str) -> None:
    for name, other in (("Someone Else", unread), (unread, "Someone Else")):
        party = Party.person(name, role=Role.CLIENT, other_names=[other], id="P")
        screening = Screener(lists(), on=TODAY).screen(Client("C", parties=[party]))
        assert screening.outcome is Outcome.INCONCLUSIVE
        assert gaps(screening) == [("party.name_unread", "P")]


def test_a_name_that_is_left_out_is_not_an_unread_one() -> None:
    party = Party.person("", role=Role.CLIENT, other_names=["Someone Else"])
    screening = Screener(lists(), on=TODAY).screen(Client("C", parties=[party]))
    assert screening.outcome is Outcome.CLEAR


def test_what_the_parts_of_a_name_say_is_screened() -> None:
    for parts in (
        {"given": "Jean", "family": "Exemple"},
        {"given": "Jean", "maiden": "Exemple"},
        {"family": "Exemple", "nickname": "Jean"},
    ):
        party = Party.person("Someone Else", role=Role.CLIENT, name_parts=parts)
        screening = Screener(lists(), on=TODAY).screen(Client("C", parties=[party]))
        assert screening.outcome is Outcome.HITS, parts


def test_a_list_given_twice_is_refused() -> None:
    with pytest.raises(ListError, match="^eu_fsf: is given twice"):
        Screener([*lists(), *lists(("eu_fsf",))], on=TODAY)
    with pytest.raises(ListError, match="^eu_fsf: is given twice"):
        Screener(iter(lists(("eu_fsf", "eu_fsf"))), on=TODAY)


def test_an_empty_index_opens() -> None:
    assert len(Index(bytes(_empty()))) == 0


def _empty() -> bytes:
    from kycscreen.index import building

    return building.build([])


def test_an_own_list_is_stale_too() -> None:
    own = Watchlist.of("own", [JEAN], checked=date(2026, 1, 1))
    policy = Policy(required=["own"], own_max_age=100)
    assert gaps(screened([own], "Someone Else", policy=policy)) == [
        ("list.stale", "own")
    ]
    assert screened([own], "Someone Else", policy=Policy(
        required=["own"], max_age={"own": 200}
    )).outcome is Outcome.CLEAR  # fmt: skip


def test_what_is_no_list_or_date_is_refused_where_it_is_given() -> None:
    with pytest.raises(TypeError, match="load_lists"):
        Screener("data/lists")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="on is a date"):
        Screener(lists(), on="2026-01-01")  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [None, 70, [70]])
def test_what_is_of_another_type_is_told_with_the_type_it_should_have(
    given: Any,
) -> None:
    screener = Screener(lists())
    with pytest.raises(TypeError, match="policy is a Policy"):
        Screener(lists(), policy=[given])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="watchlists are of Watchlist"):
        Screener(given)
    with pytest.raises(TypeError, match="client is a Client"):
        screener.screen(given)
    with pytest.raises(TypeError, match="client is a Client"):
        list(screener.screen_all([client("Someone Else"), given]))


def test_a_weak_alias_is_judged_by_the_list_its_entity_names() -> None:
    weak = ListedEntity(
        list_id="us_ofac_sdn", record_id="1", kind=Kind.PERSON,
        names=["Jean Exemple", ListedName("Le Renard", strength=Strength.WEAK)],
    )  # fmt: skip
    mine = Watchlist.of("mine", [JEAN, weak], checked=TODAY)
    policy = Policy(weak_alone=["us_ofac_sdn"])
    assert screened([mine], "Le Renard", policy=policy).outcome is Outcome.HITS
    assert not screened([mine], "Le Renard", policy=Policy(weak_alone=["mine"])).hits


def test_b08_a_book_meets_damage_at_its_beginning() -> None:
    long = ListedEntity(
        list_id="eu_fsf", record_id="2", kind=Kind.PERSON, names=["Jean Muster"],
        remarks=["Lorem ipsum. " * 50_000],
    )  # fmt: skip
    watchlist = Watchlist.of("eu_fsf", [long], checked=TODAY)
    data = bytearray(building.build([watchlist]))
    data[len(data) // 2] ^= 4  # in the record, which only a hit is read for
    screener = Screener(Lists((watchlist,), Index(bytes(data))), on=TODAY)
    book = [client("Someone Else") for _ in range(5)]
    assert len(list(screener.screen_all(book[:1]))) == 1
    with pytest.raises(IndexFileError):
        list(screener.screen_all(book))
