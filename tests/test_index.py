"""The index loses nothing, and notices damage."""

import time
import weakref
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import match
from kycscreen.dates import parse_iso
from kycscreen.entities import ListedEntity, Place
from kycscreen.errors import IndexFileError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.index import Index, building, columns, vocabulary
from kycscreen.lists.loading import Lists, indexed
from kycscreen.lists.watchlist import Watchlist
from kycscreen.names.reading import read_in
from kycscreen.names.tokens import heard
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Screener
from tests.misspelt import (
    MISSPELLINGS,
    ORGANISATIONS,
    PERSONS,
    entities,
    misspelt,
)
from tests.pace import within

THRESHOLDS = (45, 65, 85)


@cache
def screener(alert_at: int, weak_alone: bool) -> Screener:
    lists = ("un_sc",) if weak_alone else ()
    policy = Policy(alert_at=alert_at, weak_alone=lists)
    return Screener([Watchlist.of("un_sc", entities())], policy=policy)


@cache
def brute_force(party: Party, policy: Policy) -> frozenset[tuple[str, str, int]]:
    """Compare with every entity, by ``match`` alone: once, for whoever asks again."""
    hits = (match.match(party, e, policy, client_id="C") for e in entities_once())
    return frozenset((h.id, h.entity.record_id, h.score) for h in hits if h is not None)


@cache
def entities_once() -> tuple[ListedEntity, ...]:
    return entities()


def found(party: Party, at: Screener) -> set[tuple[str, str, int]]:
    screening = at.screen(Client("C", parties=[party]))
    return {(h.id, h.entity.record_id, h.score) for h in screening.hits}


BORN = st.sampled_from(
    [None, "1962-03-14", "1962", "1962-03", "1970-12-03", "1970-03-12", "1961-05-05"]
)
COUNTRIES = st.lists(st.sampled_from(["ru", "fi", "ir", "no"]), max_size=2)
NUMBERS = st.lists(
    st.one_of(
        st.integers(0, len(PERSONS) - 1).map(
            lambda n: Identifier("passport", f"EX {n}-123456", "ru")
        ),
        st.integers(1000, 1020).map(
            lambda n: Identifier("company_reg", f"77{n}55", "ru")
        ),
        st.just(Identifier("other", "99887766")),
    ),
    max_size=2,
)


@st.composite
def persons(draw: st.DrawFn) -> Party:
    born = draw(BORN)
    place = draw(st.sampled_from([None, "Exempelstad", "Oslo, Norway"]))
    return Party(
        id="p",
        kind=Kind.PERSON,
        name=draw(misspelt(PERSONS)),
        roles=frozenset({Role.BENEFICIAL_OWNER}),
        other_names=tuple(draw(st.lists(misspelt(PERSONS), max_size=1))),
        birth_date=None if born is None else parse_iso(born),
        birth_place=None if place is None else Place(place),
        countries=tuple(draw(COUNTRIES)),
        nationalities=tuple(draw(COUNTRIES)),
        genders=draw(st.sampled_from([(), ("M",), ("F",)])),
        identifiers=tuple(draw(NUMBERS)),
    )


@st.composite
def organisations(draw: st.DrawFn) -> Party:
    return Party(
        id="p",
        kind=Kind.ORGANISATION,
        name=draw(misspelt(ORGANISATIONS)),
        roles=frozenset({Role.CLIENT}),
        countries=tuple(draw(COUNTRIES)),
        identifiers=tuple(draw(NUMBERS)),
    )


@settings(max_examples=400)
@given(
    party=st.one_of(persons(), organisations()),
    alert_at=st.sampled_from(THRESHOLDS),
    weak_alone=st.booleans(),
)
def test_the_index_loses_nothing(party: Party, alert_at: int, weak_alone: bool) -> None:
    at = screener(alert_at, weak_alone)
    assert found(party, at) == brute_force(party, at.policy)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Draw a policy far from the usual one: the index rests on none."""
    most = draw(st.integers(60, 100))
    same = draw(st.integers(0, 30))
    month = draw(st.integers(0, same))
    return Policy(
        alert_at=draw(st.integers(1, 95)),
        name_points=most,
        name_floor=draw(st.integers(1, 60)),
        name_sure=draw(st.sampled_from([0, 50, 95, 100])),
        name_little=draw(st.integers(-20, 0)),
        name_crossed=draw(st.integers(-40, 0)),
        weak_name_points=draw(st.one_of(st.just(most), st.integers(0, most))),
        weak_points=draw(st.integers(0, 12)),
        weak_alone=draw(st.sampled_from([(), ("un_sc",), ("eu_fsf", "pep")])),
        birth_date_same=same,
        birth_date_month=month,
        birth_date_year=draw(st.integers(0, month)),
        birth_date_slip=draw(st.integers(0, same)),
        circa_years=draw(st.integers(0, 5)),
        country_same=draw(st.integers(0, 20)),
        birth_place_same=draw(st.integers(0, 10)),
        gender_same=draw(st.integers(0, 10)),
        identifier_slip=draw(st.integers(0, 10)),
    )


@cache
def lists_once() -> Lists:
    return indexed([Watchlist.of("un_sc", entities_once())])


@settings(max_examples=200)
@given(party=st.one_of(persons(), organisations()), policy=policies())
def test_the_index_loses_nothing_whatever_the_policy(
    party: Party, policy: Policy
) -> None:
    assert found(party, Screener(lists_once(), policy)) == brute_force(party, policy)


def test_a_name_of_syllables_in_disorder_is_found() -> None:
    """What one edge brings keys for, another place scores: lost until both agreed."""
    low = Policy(alert_at=1, name_floor=1, name_little=0)
    party = Party.person("例示 伟明", role=Role.CLIENT)
    expected = brute_force(party, low)
    assert expected
    assert found(party, Screener(lists_once(), low)) == expected


@pytest.mark.parametrize("alert_at", [1, *THRESHOLDS])
def test_a_letter_that_is_a_number_in_one_name_only_is_found(alert_at: int) -> None:
    low = Policy(alert_at=alert_at, name_floor=1, name_little=0)
    for name in ("V Exempel", "Exempel V", "V. Mission", "Muster I"):
        party = Party.organisation(name, role=Role.CLIENT)
        expected = brute_force(party, low)
        assert found(party, Screener(lists_once(), low)) == expected


@pytest.mark.parametrize("alert_at", [1, *THRESHOLDS])
def test_every_listed_name_finds_what_brute_force_finds(alert_at: int) -> None:
    at = screener(alert_at, False)
    hits = 0
    for name in PERSONS:
        party = Party.person(name, role=Role.CLIENT)
        expected = brute_force(party, at.policy)
        assert found(party, at) == expected
        hits += len(expected)
    for name in ORGANISATIONS:
        party = Party.organisation(name, role=Role.CLIENT)
        expected = brute_force(party, at.policy)
        assert found(party, at) == expected
        hits += len(expected)
    assert alert_at > 80 or hits >= len(PERSONS)


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Exemple Abdulrahman", "Exemple Abdul Rahman"),
        ("Exempelström Marianne", "Mari Anne Exempelström"),
        ("Karl Johan Abdul Aziz Muster", "Karl-Johan Abdulaziz Muster"),
    ],
)
def test_words_joined_beside_a_rarer_one_are_found(name: str, listed: str) -> None:
    party = Party.person(name, role=Role.CLIENT)
    hits = found(party, screener(65, False))
    assert str(PERSONS.index(listed)) in {record_id for _, record_id, _ in hits}


UN = Path(__file__).parent.parent.parent / "shared/lists/un"


@pytest.mark.skipif(not UN.is_dir(), reason="the publishers' files are not here")
def test_the_index_loses_nothing_on_a_real_list() -> None:
    watchlist = Watchlist.read("un_sc", UN / "un_consolidated_2026-02-27.xml")
    lists = indexed([watchlist])
    for number, entity in enumerate(watchlist.entities[::60]):
        name = entity.names[number % len(entity.names)].full
        spoil = MISSPELLINGS[number % len(MISSPELLINGS)]
        make = Party.person if entity.kind is Kind.PERSON else Party.organisation
        party = make(spoil(name, number), role=Role.CLIENT)
        # One pass of brute force serves three thresholds: a hit at the lowest is
        # one at the others where its score reaches them.
        low = Policy(alert_at=THRESHOLDS[0])
        hits = [match.match(party, e, low) for e in watchlist.entities]
        scores = {(h.entity.record_id, h.score) for h in hits if h is not None}
        for alert_at in THRESHOLDS:
            at = Screener(lists, Policy(alert_at=alert_at))
            screening = at.screen(Client("C", parties=[party]))
            assert {(h.entity.record_id, h.score) for h in screening.hits} == {
                (record_id, score) for record_id, score in scores if score >= alert_at
            }


def test_an_identifier_alone_is_found() -> None:
    at = screener(65, False)
    number = Identifier("passport", "ex-0 123456", "ru")
    party = Party.person("Nobody Similar", role=Role.CLIENT, identifiers=[number])
    assert [hit[1] for hit in found(party, at)] == ["0"]


def test_packed_tokens_read_back_as_they_were() -> None:
    for space in ("person", "organisation"):
        for name in (*PERSONS, *ORGANISATIONS):
            for read in read_in(name, space).tokens:
                word = attrs.evolve(read, cut=False, syllables=())  # heard, then
                packed = vocabulary.unpack(vocabulary.pack(read), space)
                assert repr(packed) == repr(word)
                assert heard(packed) == heard(read)


@cache
def whole() -> bytes:
    return building.build([Watchlist.of("un_sc", entities())])


def test_the_same_lists_make_the_same_bytes() -> None:
    assert whole() == building.build([Watchlist.of("un_sc", entities())])


@attrs.frozen
class Streamed:
    """A list whose entities are made as they are asked for."""

    list_id: str
    entities: Iterator[ListedEntity]
    sha256: str = ""
    published: date | None = None


def test_building_forgets_an_entity_before_it_reads_the_next() -> None:
    """Or a million names would not fit into memory."""
    read: list[weakref.ref[ListedEntity]] = []

    def one_by_one() -> Iterator[ListedEntity]:
        for entity in entities():
            fresh = attrs.evolve(entity)
            read.append(weakref.ref(fresh))
            yield fresh
            del fresh
            assert sum(each() is not None for each in read) <= 1

    assert building.build([Streamed("un_sc", one_by_one())]) == whole()
    assert len(read) == len(entities())


@settings(max_examples=60)
@given(st.data())
def test_b08_a_flipped_bit_is_an_error_and_never_fewer_hits(
    data: st.DataObject,
) -> None:
    damaged = bytearray(whole())
    at = data.draw(st.integers(0, len(damaged) - 1))
    damaged[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        Index(bytes(damaged)).check()
    except IndexFileError:
        return
    # Nothing covers the few bytes that pad the prefix, and nothing reads them.
    assert at in range(columns.PREFIX, columns.ALIGN)


def test_b08_a_damaged_block_is_an_error_at_first_touch_and_never_a_clear() -> None:
    """Opening reads little; what it did not read is checked when a query does."""
    long = ListedEntity(
        list_id="t", record_id="1", kind=Kind.PERSON, names=["Jean Exemple"],
        remarks=["Lorem ipsum. " * 50_000],
    )  # fmt: skip
    watchlist = Watchlist.of("t", [long])
    data = bytearray(building.build([watchlist]))
    data[len(data) // 2] ^= 4  # in the record, which only a hit is read for
    screener = Screener(Lists((watchlist,), Index(bytes(data))))
    assert not found(Party.person("Someone Else", role=Role.CLIENT), screener)
    with pytest.raises(IndexFileError, match="block .* is damaged; delete it"):
        found(Party.person("Jean Exemple", role=Role.CLIENT), screener)


def test_opening_reads_the_header_alone() -> None:
    """So it costs the same at any size; what it did not read is damaged here."""
    data = bytearray(whole())
    size = int.from_bytes(data[8:16], "little")
    data[columns.ALIGN : columns.ALIGN + size] = bytes(size)
    opened = Index(bytes(data))
    assert opened.header == Index(whole()).header
    with pytest.raises(IndexFileError):
        opened.check()


@pytest.mark.parametrize("key", [lambda _: 0, lambda text: len(text) << 28 | 7])
def test_keys_that_collide_cost_second_looks_and_no_hit(
    key: Callable[[str | bytes], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind equal hashes the words themselves are compared."""
    names = ["Jean Exemple", "EXEMPLE, Jean-Pierre", "Abdulrahman Mithal"]
    numbers = [Identifier("passport", "EX 0-123456", "ru")]
    parties = [
        *(Party.person(name, role=Role.CLIENT) for name in names),
        Party.person("Nobody Similar", role=Role.CLIENT, identifiers=numbers),
        Party.organisation("Primer Trans", role=Role.CLIENT),
    ]
    right = [found(party, screener(65, False)) for party in parties]
    monkeypatch.setattr(columns, "crc32", lambda text: key(text) & 0xFFFFFFFF)
    monkeypatch.setattr(columns.File, "check", no_check)
    at = Screener([Watchlist.of("un_sc", entities())], policy=Policy(alert_at=65))
    assert [found(party, at) for party in parties] == right
    assert sum(map(len, right)) > len(parties)


def no_check(file: columns.File, at: int) -> None:
    """Take a block as it is: its CRC is of the hash that is replaced here."""


@pytest.mark.parametrize("cut", [0, 1, 43, 60, 64, 1000, -1])
def test_b08_a_cut_file_is_an_error(cut: int) -> None:
    with pytest.raises(IndexFileError):
        Index(whole()[:cut])


@pytest.mark.parametrize(
    "name", ["Mohammed " * 60, "a " * 63 + "ali", "Ali Hasan " * 30, "x " * 64]
)
def test_c14_a_name_of_many_equal_words_takes_no_longer(name: str) -> None:
    common = [
        ListedEntity(
            list_id="t", record_id=str(n), kind=Kind.PERSON,
            names=[f"Mohammed Ali Hasan Exempel{n}", f"A. Ali Mohammed {n}"],
        )
        for n in range(2_000)
    ]  # fmt: skip
    at = Screener([Watchlist.of("t", common)])
    began = time.process_time()
    found(Party.person(name, role=Role.CLIENT), at)
    assert within(1, time.process_time() - began)
