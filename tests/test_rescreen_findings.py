"""Nights with findings: what changes by the date alone is told, and nothing is lost."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import rescreen
from kycscreen.book import Refused
from kycscreen.cli.nights import line, summary
from kycscreen.entities import Link, LinkType, ListedEntity, Position, Topic
from kycscreen.lists.loading import Fault
from kycscreen.parties import Client, Party, Pep, Role
from kycscreen.rescreen import Night
from kycscreen.rescreen.found import Found, is_graver
from tests.test_rescreen import CLIENTS, JEAN, OLGA, ON, STRANGER, Nights, entity
from tests.test_rescreen_delta import MEMORY

OTHERS = CLIENTS[1:2]
LEFT = "2025-06-20"
"""An office that ended then counts until a year later."""


def minister(record_id: str, name: str, end: str = LEFT, **more: Any) -> ListedEntity:
    post = Position("Minister of Examples", category="minister", country="fi", end=end)
    return entity(record_id, name, topics={Topic.PEP}, positions=[post], **more)


def spouse(record_id: str, name: str, of: str, note: str = "spouse") -> ListedEntity:
    link = Link(LinkType.FAMILY, target_id=of, note=note)
    return entity(record_id, name, topics={Topic.RCA}, links=[link])


def of_findings(nights: Nights, night: Night) -> list[str]:
    """Return what is told of findings: client, causes, what came, what went."""
    return [
        f"{t.client_id} {'+'.join(t.causes)}"
        f" {_codes(t.fresh)} instead of {_codes(t.gone)}"
        for t in nights.transitions(night)
        if t.is_of_findings
    ]


def _codes(findings: Iterable[Found]) -> str:
    return ",".join(one.code for one in findings) or "none"


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    found = Nights(tmp_path, entities=(minister("1", JEAN), entity("2", OLGA)))
    found.night()
    return found


def test_who_counted_for_some_months_is_told_on_the_day_on_which_that_is_over(
    nights: Nights,
) -> None:
    quiet = nights.night(on=date(2026, 6, 19))
    assert (nights.told(quiet), quiet.exit_code, quiet.proof.of) == ([], 0, 3)
    night = nights.night(on=date(2026, 6, 20))
    assert of_findings(nights, night) == [
        "C-1 date pep.former instead of pep.cooling_off"
    ]
    # Whom nothing concerns are the others: a sample of them proves that.
    assert (night.why, night.proof.of, night.exit_code) == ((), 2, 3)
    assert (night.findings, night.graver, night.turns) == (1, 0, {"still": 2})
    again = nights.night(on=date(2026, 6, 21))
    assert (nights.told(again), again.exit_code, again.proof.of) == ([], 0, 3)


def test_somebody_who_leaves_office_is_told_as_amended_and_as_no_graver(
    tmp_path: Path,
) -> None:
    nights = Nights(tmp_path, entities=(minister("1", JEAN, "2027"),))
    first = nights.night()
    assert of_findings(nights, first) == ["C-1 first pep.current instead of none"]
    assert (first.findings, first.graver) == (1, 1)
    night = nights.night(entities=(minister("1", JEAN, "2026-05-01"),))
    assert of_findings(nights, night) == [
        "C-1 amended pep.cooling_off instead of pep.current"
    ]
    assert (night.exit_code, night.graver) == (3, 0)
    back = nights.night(entities=(minister("1", JEAN, "2028"),))
    assert (back.graver, back.exit_code) == (1, 3)


def test_a_death_that_a_list_only_remarks_ends_an_office(nights: Nights) -> None:
    died = minister("1", JEAN, "2027", remarks=["died 2026-05-01"])
    nights.night(entities=(minister("1", JEAN, "2027"), entity("2", OLGA)))
    night = nights.night(entities=(died, entity("2", OLGA)))
    assert of_findings(nights, night) == [
        "C-1 amended pep.cooling_off instead of pep.current"
    ]
    assert night.why == ()


def test_a_relative_follows_the_holder_who_is_nobodys_hit(tmp_path: Path) -> None:
    holder, relative = minister("1", "Primer Muster", "2027"), spouse("2", JEAN, "1")
    nights = Nights(tmp_path, entities=(holder, relative))
    assert of_findings(nights, nights.night()) == [
        "C-1 first pep.current instead of none"
    ]
    left = minister("1", "Primer Muster", LEFT)
    night = nights.night(entities=(left, relative))
    assert of_findings(nights, night) == [
        "C-1 amended pep.cooling_off instead of pep.current"
    ]
    assert night.why == ()
    over = nights.night(on=date(2026, 6, 20))
    assert of_findings(nights, over) == [
        "C-1 date pep.former instead of pep.cooling_off"
    ]
    apart = spouse("2", JEAN, "1", note="former spouse")
    night = nights.night(entities=(left, apart))
    assert of_findings(nights, night) == ["C-1 amended none instead of pep.former"]


def test_P4_what_rests_on_a_hit_that_is_pending_is_not_gone(nights: Nights) -> None:
    damaged = nights.night(faults=(Fault("own", "is damaged; add it again"),))
    assert of_findings(nights, damaged) == []
    assert damaged.findings == 0
    still = nights.night(on=date(2026, 6, 2))
    assert of_findings(nights, still) == []
    back = nights.night(faults=(), on=date(2026, 6, 20))
    assert of_findings(nights, back) == [
        "C-1 list_added+again pep.former instead of pep.cooling_off"
    ]


def test_what_is_found_only_because_a_list_is_of_no_use_says_so(
    tmp_path: Path,
) -> None:
    says = Party.person(JEAN, role=Role.CLIENT, pep=Pep(declared=True), id="P")
    clients = (Client("C-1", parties=[says]), *OTHERS)
    nights = Nights(tmp_path, clients=clients, entities=(minister("1", JEAN),))
    assert of_findings(nights, nights.night()) == [
        "C-1 first pep.cooling_off instead of none"
    ]
    damaged = nights.night(faults=(Fault("own", "is damaged; add it again"),))
    assert of_findings(nights, damaged) == [
        "C-1 list_damaged pep.declared instead of none"
    ]
    assert damaged.unexplained == ()


def test_P4_a_client_that_is_not_screened_whole_loses_no_finding(
    tmp_path: Path,
) -> None:
    banned = Client(
        "C-1",
        parties=[
            Party.organisation("Exemple Zwei", role=Role.CLIENT, countries=["ru"])
        ],
    )
    nights = Nights(tmp_path, clients=(banned, *OTHERS))
    first = nights.night()
    assert of_findings(nights, first) == [
        "C-1 first service.prohibited instead of none"
    ]
    assert (first.outcomes.hits, first.hits, first.exit_code) == (1, 0, 3)
    quiet = nights.night(on=date(2026, 6, 2))
    assert (quiet.exit_code, quiet.outcomes.hits) == (0, 1)
    refused = (Refused(2, "kind", "is empty", "C-1"),)
    empty = (Client("C-1", parties=()), *OTHERS)
    night = nights.night(clients=empty, refused=refused)
    assert of_findings(nights, night) == []
    lost = nights.night(clients=OTHERS, refused=(Refused(2, "client_id", "is empty"),))
    assert of_findings(nights, lost) == []
    gone = nights.night(refused=())
    assert of_findings(nights, gone) == [
        "C-1 client_gone+again none instead of service.prohibited"
    ]


def test_a_day_before_the_last_runs_screens_everybody(nights: Nights) -> None:
    nights.night(on=date(2026, 6, 20))
    night = nights.night(on=date(2026, 6, 19))
    assert night.why == ("date",)
    assert of_findings(nights, night) == [
        "C-1 date pep.cooling_off instead of pep.former"
    ]
    assert "its day is before that of the last run" in "\n".join(
        summary(night, nights.state)
    )


NAMES = (JEAN, OLGA, STRANGER)
ENDS = ("", LEFT, "2025-07", "2026-07-01", "2026")
DAYS = (1, 20, 20, 40, 365)


@st.composite
def listed(draw: st.DrawFn, number: int) -> ListedEntity:
    """Draw a holder, or somebody beside one, who may have died."""
    name = NAMES[number % len(NAMES)]
    if draw(st.booleans()):
        died = draw(st.sampled_from([(), (), ("died 2026-06-15",)]))
        return minister(str(number), name, draw(st.sampled_from(ENDS)), remarks=died)
    note = draw(st.sampled_from(["spouse", "sibling", "spouse; endDate 2026-07-01"]))
    return spouse(str(number), name, draw(st.sampled_from("123")), note)


@settings(max_examples=20)
@given(st.data())
def test_whom_a_night_carries_over_comes_out_as_known(data: st.DataObject) -> None:
    entities = {number: data.draw(listed(number)) for number in range(4)}
    said = data.draw(st.sampled_from([None, Pep(declared=True, end=ON)]))
    asked = Party.person(JEAN, role=Role.CLIENT, pep=said)
    clients = (Client("C-4", parties=[asked]), *CLIENTS)
    with TemporaryDirectory(dir=MEMORY) as folder:
        nights = Nights(Path(folder), tuple(entities.values()), clients)
        nights.night()
        for days in data.draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3)):
            if data.draw(st.booleans()):
                number = data.draw(st.integers(0, 3))
                entities[number] = data.draw(listed(number))
            night = nights.night(
                on=nights.on + timedelta(days), entities=tuple(entities.values())
            )
            # A sample of so few is all of those whom nothing concerns.
            assert not night.proof.differ
            assert not night.unexplained
            assert night.why == ()


def test_since_tells_what_findings_came_to_and_nothing_where_they_are_as_they_were(
    nights: Nights,
) -> None:
    nights.night(on=date(2026, 6, 20))
    (net,) = rescreen.since(nights.state, "1", up_to=2)
    assert (_codes(net.fresh), _codes(net.gone)) == ("pep.former", "pep.cooling_off")
    nights.night(on=date(2026, 6, 19))
    assert rescreen.since(nights.state, "1", up_to=3) == ()


def test_a_line_and_the_summary_tell_findings_by_party_code_rule_and_day(
    nights: Nights,
) -> None:
    (hit, told, _) = rescreen.transitions(nights.state, 1)
    assert line(told, as_json=False) == (
        f"changed: C-1 stands as hits, stood as unknown; found: pep.cooling_off"
        f" {hit.party_id} (at_least) until 2026-06-20; differs in findings;"
        " because: first run\n"
    )
    night = nights.night(on=date(2026, 6, 20))
    said = [of for of in summary(night, nights.state) if "findings" in of]
    assert said == [
        "findings: 1 client with others than before, 0 of them with new or graver ones",
        "next: look at findings that are gone, or less grave:"
        f" {night.folder}/transitions.jsonl",
    ]


def found(*codes: str, subject: str = "p", **facts: Any) -> list[Found]:
    return [Found(code=code, subject=subject, **facts) for code in codes]


GRAVER = {
    "new": ([], found("pep.current"), True),
    "gone": (found("pep.current"), [], False),
    "over": (found("pep.cooling_off"), found("pep.former"), False),
    "back in office": (found("pep.former"), found("pep.current"), True),
    "of two offices one": (
        found("pep.cooling_off"),
        found("pep.cooling_off", "pep.former"),
        True,
    ),
    "of another party": (
        found("pep.current"),
        found("pep.former", subject="q"),
        True,
    ),
    "possible": (
        found("ownership.caught", rule="eu"),
        found("ownership.possible", rule="eu"),
        False,
    ),
    "another regime": (
        found("ownership.caught", rule="eu"),
        found("ownership.possible", rule="gb"),
        True,
    ),
    "until another day": (
        found("pep.cooling_off", until=date(2026, 6, 20)),
        found("pep.cooling_off", until=date(2026, 7, 20)),
        False,
    ),
    "of another kind": (found("pep.undeclared"), found("pep.declared"), True),
}


@pytest.mark.parametrize(("was", "now", "is_so"), GRAVER.values(), ids=GRAVER)
def test_what_is_new_is_graver_and_what_it_became_may_not_be(
    was: list[Found], now: list[Found], is_so: bool
) -> None:
    assert is_graver(was, now) == is_so
