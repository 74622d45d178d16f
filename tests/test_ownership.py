"""Ownership: what each regime counts, and what stays possible.

In the cases ``X>A 60`` is 60 % of A, held by X; ``-`` and nothing are shares that are
not stated, ``?`` an owner whom nobody names, ``C`` the client. Who owns nothing and
whoever is listed without a holding are persons with a role.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import ownership
from kycscreen.ownership import Ownership, Status, Verdict
from kycscreen.parties import Client, Control, Holding, Party, Role, Share, Undisclosed
from kycscreen.policy import Policy
from kycscreen.shares import PERCENT, WHOLE

LAW = Policy().law
ON = date(2026, 11, 30)
EVERY_LIST = ("eu_fsf", "us_ofac_sdn", "gb_uksl")
TABLE = Path(__file__).parent / "cases" / "ownership.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
REGIMES = ("ofac", "eu", "amlr", "uk")


def read(text: str) -> Holding | Undisclosed:
    """Read one holding as the cases write it."""
    ends, *words = text.split()
    owner, _, of = ends.partition(">")
    of = "" if of == "C" else of
    shares = words.pop(0) if words and words[0][0].isdigit() else ""
    if owner == "?":
        return Undisclosed(of=of, shares=shares)
    said = dict(word.partition("=")[::2] for word in words if word != "-")
    return Holding(
        owner=owner,
        of=of,
        shares=shares,
        votes=said.get("votes"),
        control=[Control(said["control"])] if "control" in said else (),
        direct="indirect" not in said,
        joint=said.get("joint", ""),
        source=said.get("source", ""),
        start=date.fromisoformat(said["from"]) if "from" in said else None,
        end=date.fromisoformat(said["to"]) if "to" in said else None,
    )


def made(
    holdings: Iterable[Holding | Undisclosed], others: Iterable[str] = ()
) -> Client:
    """Make a client of holdings: what is owned, or called A or B, is a company."""
    told = list(holdings)
    held = [one for one in told if isinstance(one, Holding)]
    owned = {one.of for one in told} | {"A", "B", "C2"}
    ids = {one.owner for one in held} | {one.of for one in held} | set(others)
    parties = [Party.organisation("Exemple Oy", role=Role.CLIENT, id="C")]
    for id in sorted(ids - {"", "C"}):
        make = Party.organisation if id in owned else Party.person
        parties.append(make("Exemple", role=Role.SHAREHOLDER, id=id))
    unnamed = [one for one in told if isinstance(one, Undisclosed)]
    return Client("C-1", parties=parties, holdings=held, undisclosed=unnamed)


def assess(client: Client, listed: Iterable[str], on: date = ON) -> Ownership:
    lists = {}
    for one in listed:
        id, _, list_id = one.partition(":")
        lists[id] = frozenset([list_id] if list_id else EVERY_LIST)
    return ownership.assess(client, lists, law=LAW, on=on)


def short(share: Share) -> str:
    return share.text.removesuffix(" %").replace(" to ", "-")


def written(verdict: Verdict) -> str:
    words = [verdict.status.value, short(verdict.share)]
    words += ["exact"] if verdict.exact else []
    words += ["+".join(way.value for way in verdict.ways)]
    return " ".join(words).strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_regimes_and_owners_are_as_the_law_says(case: dict[str, str]) -> None:
    listed = case["listed"].split()
    holdings = [read(text) for text in case["holdings"].split(";")]
    client = made(holdings, (id.partition(":")[0] for id in listed))
    on = date.fromisoformat(case["on"]) if case["on"] else ON
    found = assess(client, listed, on)
    said = {verdict.regime: written(verdict) for verdict in found.verdicts}
    told = "; ".join(
        f"{one.party_id} {short(one.share)}"
        f"{'?' if one.possible else ''}{' control' if one.control else ''}"
        for one in found.owners
    )
    expected = {name: case[name] for name in REGIMES if case[name]}
    assert (said, told) == (expected, case["owners"]), case["why"]


# Small groups drawn at random: five bodies that may own each other, and three people.

Group = dict[str, dict[str, Share]]
"""Of each company, who holds how much of it."""
BODIES = ("C", "A", "B", "D")
PEOPLE = ("P", "X", "Y")
GRID = (10, 20, 25, 30, 40, 50, 60, 75, 100)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    """Draw a group in which nobody holds more than there is."""
    group: Group = {}
    for body in BODIES:
        left = 100
        owners = [one for one in (*BODIES, *PEOPLE) if one != body]
        held: dict[str, Share] = {}
        for owner in draw(st.lists(st.sampled_from(owners), unique=True, max_size=3)):
            part = draw(st.sampled_from(GRID))
            if part <= left:
                left -= part
                more = draw(st.sampled_from((0, 0, 0, 10, 30)))
                held[owner] = Share(part * PERCENT, min(100, part + more) * PERCENT)
        group[body] = held
    return group


def client_of(group: Group, order: Mapping[str, int] | None = None) -> Client:
    """Make a client of a group; ``order`` says in which order all is declared."""
    held = [
        Holding(owner=owner, of="" if of == "C" else of, shares=share)
        for of, owners in group.items()
        for owner, share in owners.items()
    ]
    parties = [
        (Party.organisation if id in BODIES else Party.person)(
            "Exemple",
            role=Role.CLIENT if id == "C" else Role.SHAREHOLDER,
            id=id,
        )
        for id in (*BODIES, *PEOPLE)
    ]
    if order is not None:
        held.sort(key=lambda one: (order[one.owner], order[one.of or "C"]))
        parties.sort(key=lambda one: order[one.id])
    return Client("C-1", parties=parties, holdings=held)


LISTED = st.sets(st.sampled_from(("X", "Y", "A", "B")), min_size=1).map(sorted)
SLOWLY = settings(max_examples=200, deadline=None)
BRIEFLY = settings(max_examples=60, deadline=None)


def chained(group: Group, starts: Iterable[str], ends: Iterable[str]) -> Fraction:
    """Add up every simple path down to the client, walked one by one.

    It begins at one of ``starts`` and passes none of ``ends``.
    """
    total = Fraction(0)
    begins, stops = set(starts), set(ends)
    walks: list[tuple[tuple[str, ...], Fraction]] = [(("C",), Fraction(1))]
    while walks:
        path, part = walks.pop()
        total += part if path[-1] in begins else 0
        if path[-1] not in stops:
            walks += [
                ((*path, owner), part * share.least / WHOLE)
                for owner, share in group.get(path[-1], {}).items()
                if owner not in path
            ]
    return total


def counted(group: Group, listed: Iterable[str]) -> tuple[Fraction, Fraction]:
    """Return what is certain and what is possible of owners together."""
    least = chained(group, listed, listed)
    free = [person for person in PEOPLE if person not in listed]
    return least, max(least, 1 - chained(group, free, listed))


def grown(group: Group, start: Iterable[str], at: Fraction) -> set[str]:
    """Let everyone join who is owned from a threshold on, until nobody does."""
    joined = set(start)
    while True:
        more = {
            of
            for of, owners in group.items()
            if sum(owners[one].least for one in owners if one in joined - {"C"})
            >= at * WHOLE
        }
        if more <= joined:
            return joined
        joined |= more


def outwards(least: Fraction, most: Fraction) -> Share:
    return Share(int(least * WHOLE), -int(-most * WHOLE // 1))


@given(groups(), LISTED)
@SLOWLY
def test_every_regime_counts_as_walking_each_path_does(
    group: Group, listed: list[str]
) -> None:
    found = {v.regime: v for v in assess(client_of(group), listed).verdicts}
    together = outwards(*counted(group, listed))
    assert found["eu"].share == found["amlr"].share == together
    alone = [counted(group, [one]) for one in listed]
    assert found["uk"].share == outwards(
        max(least for least, _ in alone), max(most for _, most in alone)
    )
    joined = grown(group, listed, Fraction(1, 2))
    held = group["C"]
    blocked = sum(held[one].least for one in held if one in joined)
    assert found["ofac"].share.least == blocked
    assert (found["ofac"].status is Status.CAUGHT) == (blocked * 2 >= WHOLE)
    controls = any(
        "C" in grown(group, [one], Fraction(1, 2) + Fraction(1, WHOLE))
        for one in listed
    )
    for verdict in (found["eu"], found["amlr"], found["uk"]):
        caught = controls or verdict.share.least >= verdict.at
        assert (verdict.status is Status.CAUGHT) == caught
        if verdict.share.most >= verdict.at:
            assert verdict.status is not Status.NOT_REACHED


@given(groups())
@BRIEFLY
def test_owners_have_what_walking_each_path_gives(group: Group) -> None:
    for owner in assess(client_of(group), []).owners:
        least = chained(group, [owner.party_id], [])
        assert owner.share.least == outwards(least, least).least
        assert owner.possible or owner.control or owner.share.least > 25 * PERCENT


def caught(client: Client, listed: Iterable[str]) -> dict[str, tuple[bool, int]]:
    return {
        verdict.regime: (verdict.status is Status.CAUGHT, verdict.share.least)
        for verdict in assess(client, listed).verdicts
    }


@given(groups(), LISTED, st.data())
@BRIEFLY
def test_more_for_the_listed_never_frees(
    group: Group, listed: list[str], data: st.DataObject
) -> None:
    before = caught(client_of(group), listed)
    of = data.draw(st.sampled_from(BODIES))
    gains = data.draw(st.sampled_from([one for one in listed if one != of] or ["X"]))
    loses = data.draw(st.sampled_from([*group[of], ""]))
    given_up = Share(0, 0)
    if loses and loses not in listed:
        given_up = group[of].pop(loses)
    left = WHOLE - sum(share.least for share in group[of].values())
    had = group[of].get(gains, Share(0, 0)).least
    more = min(had + left, had + given_up.least + 10 * PERCENT)
    group[of][gains] = Share(more, more)
    after = caught(client_of(group), [*listed, gains])
    for regime, (was, least) in before.items():
        if loses not in BODIES and gains in listed:
            assert after[regime][0] >= was
            assert after[regime][1] >= least


@given(groups(), LISTED, st.sampled_from(("X", "Y", "A", "B", "D", "P")))
@BRIEFLY
def test_one_more_listed_owner_frees_nobody(
    group: Group, listed: list[str], another: str
) -> None:
    client = client_of(group)
    before, after = caught(client, listed), caught(client, {*listed, another})
    for regime, (was, least) in before.items():
        assert after[regime][0] >= was
        assert after[regime][1] >= least


@given(groups(), LISTED)
@BRIEFLY
def test_whatever_the_open_part_is_the_bounds_hold(
    group: Group, listed: list[str]
) -> None:
    found = {v.regime: v for v in assess(client_of(group), listed).verdicts}
    for owner in (listed[0], "Z"):
        full: Group = {}
        for of, owners in group.items():
            full[of] = dict(owners)
            left = WHOLE - sum(share.least for share in owners.values())
            if of != owner:
                least = owners.get(owner, Share(0, 0)).least + left
                full[of][owner] = Share(least, least)
        share = found["eu"].share
        true = chained(full, listed, listed) * WHOLE
        assert share.least <= true <= share.most
        joined = grown(full, listed, Fraction(1, 2))
        blocked = sum(held.least for one, held in full["C"].items() if one in joined)
        assert found["ofac"].share.least <= blocked <= found["ofac"].share.most


@st.composite
def wild(draw: st.DrawFn) -> list[Holding]:
    """Draw holdings of any kind, that may contradict each other."""
    share = st.sampled_from(("", "20", "50", "25-50", ">50", "60", "100"))
    made = []
    for _ in range(draw(st.integers(1, 9))):
        owner, of = draw(
            st.tuples(
                st.sampled_from((*BODIES, *PEOPLE)), st.sampled_from((*BODIES, "P"))
            ).filter(lambda ends: ends[0] != ends[1])
        )
        votes = draw(st.sampled_from(("", "", "40", "40-60", "60")))
        control: list[list[Control]] = [[], [], [Control.INFLUENCE], [Control.TRUST]]
        made.append(
            Holding(
                owner=owner,
                of=of,
                shares=draw(share),
                votes=votes,
                control=draw(st.sampled_from(control)),
                direct=draw(st.sampled_from((True, True, False))),
                joint=draw(st.sampled_from(("", "", "pact"))),
            )
        )
    return made


@given(wild(), LISTED, st.randoms(use_true_random=False))
@BRIEFLY
def test_the_order_of_declaring_changes_nothing(
    held: list[Holding], listed: list[str], chance: Random
) -> None:
    client = attrs.evolve(client_of({}), holdings=held)
    parties = list(client.parties)
    chance.shuffle(held)
    chance.shuffle(parties)
    other = attrs.evolve(client, holdings=held, parties=parties)
    found = assess(client, listed)
    assert assess(other, reversed(listed)) == found
    for verdict in found.verdicts:
        if verdict.share.least >= verdict.at:
            assert verdict.status is Status.CAUGHT
        elif verdict.share.most >= verdict.at:
            assert verdict.status is not Status.NOT_REACHED


@given(groups(), LISTED, st.sampled_from(PEOPLE), st.sampled_from(("", "A", "B")))
@BRIEFLY
def test_what_is_not_held_on_the_day_changes_nothing(
    group: Group, listed: list[str], owner: str, of: str
) -> None:
    client = client_of(group)
    gone = Holding(owner=owner, of=of, shares="100", end=ON)
    more = attrs.evolve(client, holdings=[*client.holdings, gone])
    assert assess(more, listed) == assess(client, listed)


def test_a_knot_too_large_to_walk_is_open_and_not_wrong() -> None:
    bodies = ["C", *(f"K{number}" for number in range(60))]
    held = {
        body: {
            bodies[(place * 7 + step) % 61]: Share(7 * PERCENT, 7 * PERCENT)
            for step in range(1, 11)
            if bodies[(place * 7 + step) % 61] != body
        }
        for place, body in enumerate(bodies)
    }
    held["K1"]["X"] = held["K9"]["P"] = Share(25 * PERCENT, 25 * PERCENT)
    client = made(
        Holding(owner=owner, of="" if of == "C" else of, shares=share)
        for of, owners in held.items()
        for owner, share in owners.items()
    )
    eu = next(v for v in assess(client, ["X"]).verdicts if v.regime == "eu")
    assert 0 < eu.share.least < 25 * PERCENT
    assert eu.share.most > 75 * PERCENT
    assert eu.status is Status.POSSIBLE


def test_a_chain_of_ten_thousand_ends() -> None:
    steps = [
        Holding(owner=f"A{n + 1}", of=f"A{n}" if n else "", shares="99.99")
        for n in range(10_000)
    ]
    client = made([*steps, Holding(owner="X", of="A10000", shares="99.99")])
    eu = next(v for v in assess(client, ["X"]).verdicts if v.regime == "eu")
    assert 36 * PERCENT < eu.share.least < 37 * PERCENT
    assert eu.status is Status.CAUGHT  # by control, down a chain of majorities
    assert [len(path.holdings) for path in eu.paths] == [10_001]


def test_paths_begin_at_the_owner_and_the_largest_is_first() -> None:
    texts = "X>A 60; P>A 40; A>C 50; X>C 20; P>C 30"
    client = made(read(text) for text in texts.split("; "))
    eu = next(v for v in assess(client, ["X"]).verdicts if v.regime == "eu")
    assert [[h.owner for h in path.holdings] for path in eu.paths] == [
        ["X", "A"],
        ["X"],
    ]
    assert [short(path.share) for path in eu.paths] == ["30", "20"]
    assert eu.by == ("X",)


def test_whoever_is_listed_and_owns_nothing_makes_no_verdict() -> None:
    jean = Party.person("Jean Exemple", role=Role.REPRESENTATIVE, id="R")
    client = made([read("P>C 60")])
    client = attrs.evolve(client, parties=[*client.parties, jean])
    assert assess(client, ["R"]).verdicts == ()


def test_what_holdings_leave_open_is_told_of_each_company() -> None:
    texts = ("A>C 50", "P>A 80-90", "?>C 10", "?>D 30")
    found = assess(made(map(read, texts), ["D"]), [])
    assert found.unknown == (
        ("A", 20 * PERCENT),
        ("C", 50 * PERCENT),
        ("D", 100 * PERCENT),
    )


def test_a_regime_tells_whether_it_is_in_force() -> None:
    client = made([read("X>C 60")])
    now, then = (
        {v.regime: v.in_force for v in assess(client, ["X"], on).verdicts}
        for on in (ON, date(2027, 7, 10))
    )
    assert now == dict.fromkeys(REGIMES, True) | {"amlr": False}
    assert then == dict.fromkeys(REGIMES, True)
