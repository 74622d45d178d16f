"""Until a screening is due it says the same, but for its date and the ages of lists."""

import re
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.lists import Watchlist
from kycscreen.lists.loading import indexed
from kycscreen.parties import Client, Holding, Party, Pep, Role
from kycscreen.policy import Policy
from kycscreen.policy.law import AfterOffice, Origin, Record, Service
from kycscreen.screen import Screener, Screening
from tests.test_rescreen import JEAN, ON
from tests.test_rescreen_findings import minister, spouse

DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
HOLDER = "1"
LONG_AGO = date(2024, 1, 1)


def law(draw: st.DrawFn) -> Policy:
    """Draw the law of today, with rules that begin and end."""

    def origin() -> Origin:
        since, until = sorted([draw(DAYS), draw(DAYS)])
        begins, ends = draw(st.booleans()), draw(st.booleans())
        return Origin(
            source="an act",
            since=since if begins else None,
            until=until if ends else None,
        )

    own = Policy().law
    after = [
        AfterOffice(id=f"after_{months}", months=months, origin=origin())
        for months in draw(st.lists(st.sampled_from([0, 6, 18]), max_size=2))
    ]
    record = Record(
        id="zz.owner",
        roles=("client",),
        kind="organisation",
        asked=("register",),
        origin=origin(),
    )
    service = Service(
        id="zz_act", countries=("fi",), services=("audit",), origin=origin()
    )
    return Policy(
        required=(),
        own_max_age=10_000,
        law=attrs.evolve(
            own,
            after_office=(*own.after_office, *after),
            record=(record,) if draw(st.booleans()) else (),
            service=(service,) if draw(st.booleans()) else (),
            relation=tuple(
                attrs.evolve(rule, origin=origin()) if draw(st.booleans()) else rule
                for rule in own.relation[:2]
            ),
        ),
    )


@st.composite
def clients(draw: st.DrawFn) -> Client:
    def perhaps(days: st.SearchStrategy[date]) -> date | None:
        return draw(st.none() | days)

    company = Party.organisation(
        "Exemple Oy", id="c", role=Role.CLIENT, countries=["fi"]
    )
    said = Pep(declared=True, functions=("minister",), end=perhaps(DAYS))
    owner = Party.person(
        JEAN,
        id="o",
        role=Role.SHAREHOLDER,
        birth_date=perhaps(DAYS),
        pep=said if draw(st.booleans()) else None,
    )
    start, end = perhaps(DAYS), perhaps(DAYS)
    if start is not None and end is not None and end < start:
        start, end = end, start
    held = Holding(owner="o", shares="60", start=start, end=end)
    return Client(
        "C-1",
        parties=[company, owner],
        holdings=(held,) if draw(st.booleans()) else (),
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Client, Watchlist, Policy]:
    def day() -> str:
        return draw(st.just("") | DAYS.map(str))

    died = draw(st.just(()) | DAYS.map(lambda day: (f"died {day}",)))
    holder = minister(HOLDER, "Primer Muster", day(), remarks=died)
    own = minister("2", JEAN, day())
    over = day()
    beside = spouse("3", JEAN, HOLDER, f"spouse; endDate {over}" if over else "spouse")
    listed = [holder, *draw(st.sampled_from([[own], [beside], [own, beside], []]))]
    return draw(clients()), Watchlist.of("own", listed, checked=LONG_AGO), law(draw)


@settings(max_examples=100)
@given(worlds(), DAYS, st.data())
def test_until_it_is_due_a_screening_says_the_same(
    world: tuple[Client, Watchlist, Policy], on: date, data: st.DataObject
) -> None:
    client, own, policy = world
    lists = indexed((own,))
    first = Screener(lists, policy, on).screen(client)
    last = date(2030, 1, 1) if first.due is None else first.due
    if last - on > timedelta(1):
        later = data.draw(st.dates(on + timedelta(1), last - timedelta(1)))
        other = Screener(lists, policy, later).screen(client)
        assert without_its_day(other) == without_its_day(first)


def without_its_day(of: Screening) -> Screening:
    owned = of.ownership and attrs.evolve(of.ownership, on=ON)
    lists = tuple(attrs.evolve(used, age=0) for used in of.provenance.lists)
    return attrs.evolve(
        of,
        provenance=attrs.evolve(of.provenance, on=ON, lists=lists),
        ownership=owned,
        findings=tuple(
            # Grounds that speak of the day of the screening name it.
            attrs.evolve(one, grounds=re.sub(r"\bon \d{4}-..-..", "", one.grounds))
            for one in of.findings
        ),
    )


@pytest.mark.parametrize(
    ("end", "due"),
    [
        ("2026-06-10", date(2026, 6, 10)),
        ("2025-06-20", date(2026, 6, 20)),
        ("2020", date(2027, 7, 10)),
    ],
)
def test_a_screening_is_due_when_an_office_or_what_follows_it_ends(
    end: str, due: date
) -> None:
    own = Watchlist.of("own", [minister("1", JEAN, end)], checked=ON)
    owner = Party.person(JEAN, role=Role.CLIENT)
    found = Screener([own], Policy(required=()), ON).screen(
        Client("C-1", parties=[owner])
    )
    # Where nothing of its own is ahead, the law's next change is.
    assert found.due == due
    assert Screening.from_json(found.to_json()) == found


def test_of_whom_nothing_is_known_that_a_day_may_change_nothing_is_due() -> None:
    own = Watchlist.of("own", [minister("1", JEAN)], checked=ON)
    company = Party.organisation("Exemple Oy", role=Role.CLIENT, countries=["fi"])
    stranger = Party.person(
        "Primer Muster", role=Role.BENEFICIAL_OWNER, birth_date="1962"
    )
    client = Client("C-1", parties=[company, stranger])
    assert Screener([own], Policy(), ON).screen(client).due is None
