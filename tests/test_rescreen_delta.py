"""A night that screens some clients finds what one that screens all of them finds."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import runs
from kycscreen.book import Book, Refused
from kycscreen.entities import (
    Link,
    LinkType,
    ListedEntity,
    ListedName,
    Position,
    Strength,
    Topic,
)
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.lists import Watchlist
from kycscreen.parties import Client, Holding, Party, Pep, Role
from kycscreen.policy import Policy
from kycscreen.rescreen import Night, rescreen, states, transitions
from kycscreen.screen import Screener

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where files are that need not outlive a power cut."""
ON = date(2026, 6, 1)
NAMES = ("Jean Exemple", "Exemple, Jeanne", "Olga Primerova", "Birgitta Utterström")
OTHERS = ("Jean Exempel", "Primerova Olga", "Ольга Примерова", "Utterström B", "…")
POLICY = Policy(required=("a",))
POLICIES = (
    POLICY,
    Policy(required=()),
    Policy(required=("a",), alert_at=78),
    Policy(required=("a",), weak_alone=("b",)),
)
DAYS = (0, 0, 1, 1, 14, 60, 400)
RARE = ("a", "b", "refused", "extract", "policy", "on")
"""What changes at most once a night: a list comes or goes, or what concerns all.

A day that is before the last night's is rare as well."""
NUMBER = Identifier("passport", "X1234567", country="fr")
LEFT = ("", "2025-06-02", "2025-06-20", "2025-08", "2026-06-15", "2027")
"""When offices end: some count for days, some for months, some are held still."""
POSITIONS = [
    Position("Minister of Examples", category="minister", country="fi", end=end)
    for end in LEFT
] + [Position("Mayor of Exempleville", category="mayor_regional", start="2026-06-10")]
BESIDE = Link(LinkType.FAMILY, target_id="1", note="spouse")
SAID = [Pep(declared=said, end=date(2025, 6, 20)) for said in (True, False, None)]
HELD = (None, date(2026, 6, 2), date(2026, 6, 15))


@st.composite
def entities(draw: st.DrawFn, list_id: str, number: int) -> ListedEntity:
    strength = draw(st.sampled_from([Strength.STRONG, Strength.STRONG, Strength.WEAK]))
    return ListedEntity(
        list_id=list_id,
        record_id=str(number),
        kind=Kind.PERSON,
        names=(ListedName(draw(st.sampled_from(NAMES)), strength=strength),),
        birth_dates=draw(st.sampled_from([(), ("1962-03-14",), ("1970",)])),
        identifiers=draw(st.sampled_from([(), (NUMBER,)])),
        remarks=draw(st.sampled_from([(), ("a note",), ("died 2025-06-20",)])),
        delisted_on=draw(st.sampled_from([None, None, None, ON])),
        **draw(exposed()),
    )


@st.composite
def exposed(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what makes somebody a PEP, or a relative of the record that is called 1."""
    kind = draw(st.sampled_from(["", "", "pep", "pep", "rca"]))
    if kind == "pep":
        posts = draw(st.lists(st.sampled_from(POSITIONS), max_size=2))
        return {"topics": {Topic.PEP}, "positions": posts}
    if kind == "rca":
        list_id = draw(st.sampled_from(["a", "b", ""]))
        link = attrs.evolve(BESIDE, target_list=list_id)
        return {"topics": {Topic.RCA}, "links": (link,)}
    return {}


@st.composite
def clients(draw: st.DrawFn, number: int) -> Client:
    company = Party.organisation(
        "Exemple Négoce", id="P", role=Role.CLIENT, countries=["ru"]
    )
    holding = Holding(
        owner="P-0",
        of="P",
        shares=draw(st.sampled_from(["30", "50", "51"])),
        start=draw(st.sampled_from(HELD)),
        end=draw(st.sampled_from([None, date(2026, 7, 1)])),
    )
    people = draw(persons())
    is_owned = people != [] and draw(st.booleans())
    return Client(
        f"C-{number}",
        parties=[*people, company] if is_owned else people,
        holdings=(holding,) if is_owned else (),
    )


@st.composite
def persons(draw: st.DrawFn) -> list[Party]:
    return [
        Party.person(
            draw(st.sampled_from((*NAMES, *OTHERS))),
            id=f"P-{place}",
            role=Role.REPRESENTATIVE,
            birth_date=draw(st.sampled_from([None, "1962-03-14", "1980"])),
            identifiers=draw(st.sampled_from([(), (NUMBER,)])),
            pep=draw(st.sampled_from([None, None, *SAID])),
        )
        for place in range(draw(st.sampled_from([1, 1, 2, 0])))
    ]


@attrs.frozen
class Drawn:
    """What one night finds: a book, lists, a policy and a day."""

    clients: dict[int, Client]
    refused: tuple[Refused, ...] = ()
    lists: dict[str, dict[int, ListedEntity]] = attrs.field(factory=dict)
    extracts: frozenset[str] = frozenset()
    policy: Policy = POLICY
    on: date = ON

    @property
    def book(self) -> Book:
        return Book.of(self.clients.values(), refused=self.refused)

    def screener(self) -> Screener:
        watchlists = [
            Watchlist.of(list_id, held.values(), checked=ON)
            for list_id, held in self.lists.items()
        ]
        return Screener(
            [attrs.evolve(w, extract=w.list_id in self.extracts) for w in watchlists],
            self.policy,
            self.on,
        )


@st.composite
def changed(draw: st.DrawFn, last: Drawn) -> Drawn:
    """Draw the next night, in which a little changes, and rarely everything."""
    found = dict(last.clients)
    for number in draw(st.lists(st.integers(1, 5), max_size=2)):
        found.pop(number, None)
        if draw(st.booleans()):
            found[number] = draw(clients(number))
    lists = {list_id: dict(held) for list_id, held in last.lists.items()}
    for list_id in draw(st.sampled_from(["a", "b", "ab", ""])):
        held = lists.get(list_id, {})
        for number in draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)):
            held.pop(number, None)
            if draw(st.booleans()):
                held[number] = draw(entities(list_id, number))
    rare = draw(st.sampled_from([*[""] * 6, *RARE]))
    if rare in ("a", "b") and lists.pop(rare, None) is None:
        lists[rare] = {1: draw(entities(rare, 1))}
    refused: tuple[Refused, ...] = ()
    if rare == "refused":
        refused = (Refused(9, "kind", "is empty", draw(st.sampled_from(["", "C-1"]))),)
    policy = last.policy if rare != "policy" else draw(st.sampled_from(POLICIES))
    return Drawn(
        found,
        refused,
        lists,
        frozenset(draw(st.sampled_from(["a", "b"])) if rare == "extract" else ""),
        policy,
        last.on + timedelta(-20 if rare == "on" else draw(st.sampled_from(DAYS))),
    )


@st.composite
def several(draw: st.DrawFn) -> list[Drawn]:
    everyone = {number: draw(clients(number)) for number in range(4)}
    lists = {i: {n: draw(entities(i, n)) for n in range(3)} for i in "ab"}
    nights = [Drawn(everyone, lists=lists)]
    for _ in range(draw(st.integers(1, 5))):
        nights.append(draw(changed(nights[-1])))
    return nights


def night(folder: Path, of: Drawn, number: int, *, full: bool) -> Night:
    return rescreen(
        of.book,
        of.screener(),
        state=folder / "state.sqlite",
        output=folder / str(number),
        full=full,
    )


def known(folder: Path) -> list[object]:
    """Return all that a state knows of its clients."""
    with states.opened(folder / "state.sqlite") as held:
        ids = [f"C-{number}" for number in range(10)]
        found = held.stands(ids)
        return [found[client_id] for client_id in sorted(found)]


def told(of: Night) -> dict[str, object]:
    left = ("turns", "causes", "findings", "graver", "outcomes", "gaps", "hits")
    more = ("pending", "exit_code", "opened", "closed")
    return {name: getattr(of, name) for name in (*left, *more)}


@settings(max_examples=40)
@given(several())
def test_the_delta_result_is_the_full_result(nights: list[Drawn]) -> None:
    with TemporaryDirectory(dir=MEMORY) as folder:
        some, every = Path(folder, "some"), Path(folder, "every")
        some.mkdir()
        every.mkdir()
        for number, of in enumerate(nights, start=1):
            delta = night(some, of, number, full=False)
            full = night(every, of, number, full=True)
            assert not delta.proof.differ
            assert not full.unexplained
            assert told(delta) == told(full)
            state = "state.sqlite"
            found = transitions(some / state, number)
            assert found == transitions(every / state, number)
            assert known(some) == known(every)
            assert delta.outcomes == screened_whole(of)


def screened_whole(of: Drawn) -> runs.Tally:
    """Screen a book with no memory of any night."""
    screenings = runs.screen(of.screener().screen_all, of.book)
    return runs.tally(runs.standing(screening) for screening in screenings)
