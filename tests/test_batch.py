"""A batch finds what one party after the other finds: the same hits, the same bytes."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import match, screen, sketches
from kycscreen.batch import Batch
from kycscreen.batch.beside import Beside
from kycscreen.batch.facts import Wanted, of_index, of_parties
from kycscreen.batch.kernels import COLUMNS, LARGE, Kernels, chosen, loops
from kycscreen.batch.listed import listed
from kycscreen.entities import ListedEntity
from kycscreen.facts import Kind
from kycscreen.index import Index, building
from kycscreen.index.columns import Rows
from kycscreen.lists.watchlist import Watchlist
from kycscreen.names import read_all, space_of
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Screener
from tests.misspelt import MISSPELLINGS, ORGANISATIONS, PERSONS
from tests.test_index import (
    THRESHOLDS,
    brute_force,
    entities_once,
    lists_once,
    organisations,
    persons,
    policies,
)


def index() -> Index:
    return lists_once().index


def batch(policy: Policy, kernels: Kernels = COLUMNS) -> Batch:
    weak = index().of_lists(policy.weak_alone)
    return Batch(index(), policy, weak, kernels=kernels)


def every_kernel() -> tuple[Kernels, ...]:
    return (COLUMNS, loops()) if find_spec("numba") else (COLUMNS,)


def hits(
    party: Party, positions: list[int] | None, policy: Policy
) -> set[tuple[str, str, int]]:
    """Weigh what was proposed, as a screener does."""
    assert positions is not None
    entities = map(index().entity, positions)
    found = (match.match(party, e, policy, client_id="C") for e in entities)
    return {(h.id, h.entity.record_id, h.score) for h in found if h is not None}


@settings(max_examples=80)
@given(
    parties=st.lists(st.one_of(persons(), organisations()), min_size=1, max_size=4),
    policy=policies(),
)
def test_a_batch_loses_nothing_whatever_the_policy(
    parties: list[Party], policy: Policy
) -> None:
    for kernels in every_kernel():
        proposed = batch(policy, kernels).propose(parties)
        for party, positions in zip(parties, proposed, strict=True):
            assert hits(party, positions, policy) == brute_force(party, policy)


@pytest.mark.parametrize("alert_at", [1, *THRESHOLDS])
def test_every_listed_name_finds_in_a_batch_what_brute_force_finds(
    alert_at: int,
) -> None:
    policy = Policy(alert_at=alert_at)
    made = [
        *(Party.person(name, role=Role.CLIENT) for name in PERSONS),
        *(Party.organisation(name, role=Role.CLIENT) for name in ORGANISATIONS),
    ]
    for kernels in every_kernel():
        proposed = batch(policy, kernels).propose(made)
        for party, positions in zip(made, proposed, strict=True):
            assert hits(party, positions, policy) == brute_force(party, policy)


@pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed")
@pytest.mark.parametrize("alert_at", [1, *THRESHOLDS])
def test_loops_propose_what_columns_propose(alert_at: int) -> None:
    policy = Policy(alert_at=alert_at)
    parties = [client.parties[0] for client in everyone()[:: 7 if alert_at == 1 else 1]]
    by_columns = batch(policy).propose(parties)
    assert batch(policy, loops()).propose(parties) == by_columns


def test_a_short_book_is_not_worth_the_time_that_loops_take_to_begin() -> None:
    assert chosen((LARGE - 1) // 1_000_000, 1_000_000) is COLUMNS
    assert chosen(LARGE // 1_000_000, 1_000_000) is every_kernel()[-1]


@pytest.mark.parametrize("name", ["V Exempel", "Exempel V", "V. Mission", "Muster I"])
def test_a_letter_that_is_a_number_in_one_name_only_is_found(name: str) -> None:
    low = Policy(alert_at=1, name_floor=1, name_little=0)
    party = Party.organisation(name, role=Role.CLIENT)
    (positions,) = batch(low).propose([party])
    assert hits(party, positions, low) == brute_force(party, low)


def test_what_a_chunk_holds_besides_changes_nothing() -> None:
    made = [Party.person(name, role=Role.CLIENT) for name in PERSONS]
    whole = batch(Policy()).propose(made)
    some = batch(Policy())
    apart = [found for party in made for found in some.propose([party])]
    assert whole == apart


def test_words_that_were_forgotten_are_learnt_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = [Party.person(name, role=Role.CLIENT) for name in PERSONS]
    expected = batch(Policy()).propose(made)
    monkeypatch.setattr("kycscreen.batch.MOST_WORDS", 3)
    small = batch(Policy())
    assert [found for p in made for found in small.propose([p])] == expected


def test_a_name_of_very_many_words_is_left_to_be_looked_up_alone() -> None:
    long = Party.person(" ".join(map(str, range(64))), role=Role.CLIENT)
    short = Party.person(PERSONS[0], role=Role.CLIENT)
    proposed = batch(Policy()).propose([long, short])
    assert proposed[0] is None
    assert proposed[1]


def test_parties_whose_names_have_no_words_find_nobody() -> None:
    empty = Party.person("…", role=Role.CLIENT)
    assert batch(Policy()).propose([empty]) == [[]]
    assert batch(Policy()).propose([]) == []


@cache
def everyone() -> tuple[Client, ...]:
    """Return clients enough for a batch, some of whom are listed, misspelt."""
    names = [
        (spoil(name, number), kind)
        for number, spoil in enumerate(MISSPELLINGS)
        for kind, of in ((Kind.PERSON, PERSONS), (Kind.ORGANISATION, ORGANISATIONS))
        for name in of
    ]
    make = {Kind.PERSON: Party.person, Kind.ORGANISATION: Party.organisation}
    return tuple(
        Client(
            f"C-{number}",
            parties=[make[kind](name, role=Role.CLIENT, id="1", countries=["fi"])],
        )
        for number, (name, kind) in enumerate(names)
    )


def test_d07_a_book_screened_at_once_is_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screener = Screener(lists_once())
    some = everyone()[::9]
    apart = [screener.screen(client).to_json() for client in some]
    for at_once in (7, 100, 20_000):
        monkeypatch.setattr(screen, "_FEW", 5)
        monkeypatch.setattr(screen, "_AT_ONCE", at_once)
        book = Screener(lists_once()).screen_all(some)
        assert [screening.to_json() for screening in book] == apart


def test_a_batch_proposes_what_one_party_after_the_other_does() -> None:
    """Whoever is listed, misspelt in every way: joins, initials and phrases meet."""
    screener = Screener(lists_once())
    parties = [client.parties[0] for client in everyone()]
    for party, found in zip(parties, batch(Policy()).propose(parties), strict=True):
        assert found == screener._proposed(party)


def test_a_short_book_reads_no_columns() -> None:
    screener = Screener(lists_once())
    list(screener.screen_all(everyone()[:20]))
    assert screener._batch is None


@settings(max_examples=100)
@given(
    st.lists(st.one_of(persons(), organisations()), min_size=1, max_size=5), policies()
)
def test_columns_of_facts_leave_at_least_the_room_that_facts_have(
    parties: list[Party], policy: Policy
) -> None:
    wanted = Wanted(of_index(index()), policy, ())
    ours, _ = of_parties(parties)
    places = np.arange(len(parties))
    sketched = list(map(sketches.of_party, parties))
    rooms = {
        on_day: [match.Room(party, policy, on_day=on_day) for party in sketched]
        for on_day in (False, True)
    }
    for position, entity in enumerate(entities_once()):
        theirs = sketches.of_entity(entity)
        assert index().sketch(position) == theirs
        everyone = np.full(len(parties), position)
        for on_day in (False, True):
            leasts = [room.leasts[room.beside(theirs)] for room in rooms[on_day]]
            for weak in (False, True):
                needed = wanted.needed(
                    ours.of(places),
                    everyone,
                    np.full(len(parties), weak),
                    on_day=on_day,
                )
                assert (needed <= [least[weak] for least in leasts]).all()
        strong = np.zeros(len(parties), np.bool_)
        needed = wanted.needed(ours.of(places), everyone, strong)
        agree = wanted.agree(ours.of(places), everyone)
        assert (wanted.least(ours.of(places)) <= needed).all()
        assert (agree | (wanted.usual(ours.of(places)) <= needed)).all()


@settings(max_examples=25)
@given(
    st.lists(st.one_of(persons(), organisations()), min_size=1, max_size=3), policies()
)
def test_loops_ask_of_facts_what_columns_ask(
    parties: list[Party], policy: Policy
) -> None:
    pytest.importorskip("numba")
    from kycscreen.batch import compiled, loops

    wanted = Wanted(of_index(index()), policy, [(0, 2)])
    ours, births = of_parties(parties)
    for space in index().spaces:
        of_space = listed(index(), space)
        days = Rows(index().file, "days")
        beside = Beside.of(wanted, ours, births, of_space, days)
        stated = compiled._stated(beside)
        number, name = np.divmod(
            np.arange(len(parties) * len(of_space.name_weak)), len(of_space.name_weak)
        )
        for on_day in (False, True):
            expected = beside.needed(number, name, on_day=on_day)
            assert expected.tolist() == [
                loops._needed(
                    stated,
                    one,
                    int(of_space.name_entity[other]),
                    bool(of_space.name_weak[other]),
                    on_day,
                )
                for one, other in zip(number.tolist(), name.tolist(), strict=True)
            ]


UN = Path(__file__).parent.parent.parent / "shared/lists/un"


@pytest.mark.skipif(not UN.is_dir(), reason="the publishers' files are not here")
def test_a_batch_proposes_on_a_real_list_what_one_party_proposes() -> None:
    watchlist = Watchlist.read("un_sc", UN / "un_consolidated_2026-02-27.xml")
    real = Index(building.build([watchlist]))
    make = {Kind.PERSON: Party.person, Kind.ORGANISATION: Party.organisation}
    parties = [
        make[entity.kind](MISSPELLINGS[n % len(MISSPELLINGS)](name.full, n),
                          role=Role.CLIENT, id=f"{n}")
        for n, entity in enumerate(watchlist.entities[::4])
        for name in entity.names[:2]
        if entity.kind in make
    ]  # fmt: skip
    for alert_at in THRESHOLDS:
        policy = Policy(alert_at=alert_at)
        proposed = Batch(real, policy).propose(parties)
        for party, found in zip(parties, proposed, strict=True):
            ours = sketches.of_party(party)
            room = match.Room(ours, policy)
            names = [n for w in party.names for n in read_all(w, space_of(party.kind))]
            alone = real.propose(names, room=room, on_day=room)
            assert found == alone


def test_an_entity_that_only_a_number_names_is_found() -> None:
    with_number = next(e for e in entities_once() if e.identifiers)
    party = Party.person(
        "Nobody Similar", role=Role.CLIENT, identifiers=with_number.identifiers
    )
    (positions,) = batch(Policy()).propose([party])
    found = hits(party, positions, Policy())
    assert with_number.record_id in {record_id for _, record_id, _ in found}


def test_lists_without_names_of_a_space_find_nobody() -> None:
    only = ListedEntity(
        list_id="t", record_id="1", kind=Kind.PERSON, names=["Jean Exemple"]
    )
    for entities in ((), (only,), (attrs.evolve(only, kind=Kind.VESSEL),)):
        bare = Index(building.build([Watchlist.of("t", entities)]))
        party = Party.organisation("Jean Exemple", role=Role.CLIENT)
        (found,) = Batch(bare, Policy()).propose([party])
        assert found == ([0] if entities and entities[0].kind is Kind.VESSEL else [])
