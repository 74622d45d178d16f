"""What is gathered of a book: whoever an entity concerns is found in it."""

import os
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from kycscreen import match
from kycscreen.batch import Batch
from kycscreen.batch.reading import Read
from kycscreen.book import Book, Group
from kycscreen.entities import ListedEntity
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.rescreen import gather, shelf
from kycscreen.rescreen.gathered import Gathered, Part
from kycscreen.rescreen.reached import Asked
from kycscreen.rescreen.shelf import Shelf
from kycscreen.rescreen.vocabulary import Vocabulary
from tests.misspelt import MISSPELLINGS, ORGANISATIONS, PERSONS
from tests.test_index import (
    THRESHOLDS,
    entities_once,
    lists_once,
    organisations,
    persons,
    policies,
)
from tests.test_rescreen import LISTED, Nights, client, entity


def gathered(parties: Sequence[Party]) -> Part:
    """Gather each party as a client of its own, whose digest is its number."""
    found, data = Gathered(), BytesIO()
    for number, party in enumerate(parties):
        found.add(Client(f"C-{number}", parties=[party]), number.to_bytes(32, "big"))
    found.write(data, "")
    return Part(data.getvalue(), "")


ENTITIES = 12
"""Entities that are asked for of each book, at most."""


def assert_nothing_is_lost(parties: Sequence[Party], policy: Policy) -> None:
    """Ask for entities alone, so that no other finds whom one should have found.

    For some of them, evenly, where there are many.
    """
    part = gathered(parties)
    hits: dict[int, set[bytes]] = {}
    weak = lists_once().index.of_lists(policy.weak_alone)
    batch = Batch(lists_once().index, policy, weak)
    for number, found in enumerate(batch.propose(parties)):
        for position in found or ():
            one = lists_once().index.entity(position)
            if match.match(parties[number], one, policy, client_id="C") is not None:
                hits.setdefault(position, set()).add(number.to_bytes(32, "big"))
    for position in sorted(hits)[:: len(hits) // ENTITIES + 1]:
        one, expected = lists_once().index.entity(position), hits[position]
        assert expected <= Asked([one], policy).concern(part)


@settings(max_examples=40)
@given(
    parties=st.lists(st.one_of(persons(), organisations()), min_size=1, max_size=4),
    policy=policies(),
)
def test_whoever_is_a_hit_of_an_entity_is_found_whatever_the_policy(
    parties: list[Party], policy: Policy
) -> None:
    assert_nothing_is_lost(parties, policy)


@pytest.mark.parametrize(
    ("name", "listed", "policy"),
    [
        ("Hasan Maria Exemple", "Hasan Ali Exemple", Policy()),
        (
            "J Exemple",
            "Exemple Abdul Rahman Secundus",
            Policy(alert_at=61, name_points=100, name_little=0, birth_date_year=5),
        ),
    ],
)
@pytest.mark.parametrize("country", ["fi", "af"])
def test_who_is_a_hit_only_by_the_country_is_found(
    name: str, listed: str, policy: Policy, country: str
) -> None:
    """Whatever number the country has: Finland's is not among the first 64."""
    party = Party.person(
        name,
        role=Role.BENEFICIAL_OWNER,
        birth_date="1962-03-14",
        nationalities=[country],
        genders=["F"],
    )
    one = ListedEntity(
        list_id="own",
        record_id="1",
        kind=Kind.PERSON,
        names=(listed,),
        birth_dates=("1962",),
        nationalities=(country,),
        genders=("F",),
    )
    assert match.match(party, one, policy) is not None
    abroad = attrs.evolve(party, nationalities=())
    assert match.match(abroad, one, policy) is None
    assert Asked([one], policy).concern(gathered([party])) == {bytes(32)}


@pytest.mark.parametrize("alert_at", THRESHOLDS)
def test_every_misspelling_of_a_listed_name_is_found(alert_at: int) -> None:
    parties = [
        make(spoil(name, number), role=Role.CLIENT)
        for make, names in (
            (Party.person, PERSONS),
            (Party.organisation, ORGANISATIONS),
        )
        for number, name in enumerate(names)
        for spoil in (MISSPELLINGS[number % len(MISSPELLINGS)], MISSPELLINGS[-1])
    ]
    assert_nothing_is_lost(parties, Policy(alert_at=alert_at))


def test_a_client_that_cannot_be_read_leaves_the_others_as_they_are() -> None:
    class Broken:
        identifiers = property(lambda _self: 1 / 0)

    whole = [Party.person(name, role=Role.CLIENT) for name in PERSONS]
    found, data = Gathered(), BytesIO()
    broken = Client("C", parties=whole[:1])
    object.__setattr__(broken, "parties", (whole[1], Broken()))
    with pytest.raises(ZeroDivisionError):
        found.add(broken, b"\xff" * 32)
    for number, party in enumerate(whole):
        found.add(Client("C", parties=[party]), number.to_bytes(32, "big"))
    found.write(data, "")
    part = Part(data.getvalue(), "")
    expected = gathered(whole)
    asked = Asked(entities_once(), Policy())
    assert asked.concern(part) == asked.concern(expected) != set()


def test_who_cannot_be_read_with_others_is_found_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = Vocabulary.read

    def broken(self: Vocabulary, texts: Sequence[str]) -> Read:
        assert PERSONS[2] not in texts
        return read(self, texts)

    monkeypatch.setattr(Vocabulary, "read", broken)
    whole = [Party.person(name, role=Role.CLIENT) for name in PERSONS]
    part, found = gathered(whole), Gathered()
    for number, party in enumerate(whole):
        found.add(Client("C", parties=[party]), number.to_bytes(32, "big"))
    assert len(found) == len(part) == len(PERSONS) - 1
    assert found.unread == {(2).to_bytes(32, "big")}
    monkeypatch.undo()
    asked = Asked(entities_once(), Policy())
    assert asked.concern(part) == asked.concern(gathered(whole)) - found.unread


@pytest.mark.parametrize("before", [0, 61, 62, 63, 64, 70])
def test_neighbours_are_found_wherever_they_stand(before: int) -> None:
    names = " ".join(
        f"Muster{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(before)
    )
    party = Party.organisation(f"{names} Exem Pelwerk", role=Role.CLIENT)
    listed = ListedEntity(
        list_id="own",
        record_id="1",
        kind=Kind.ORGANISATION,
        names=(f"{names} Exempelwerk",),
    )
    assert Asked([listed], Policy()).concern(gathered([party])) == {bytes(32)}


def files(nights: Nights) -> list[Path]:
    folder = nights.state.with_name(f"{nights.state.name}{shelf.FOLDER}")
    return sorted(folder.iterdir())


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    found = Nights(tmp_path)
    found.night()
    return found


STRANGER = entity("3", "Birgitta Utterström")


def test_a_night_gathers_only_who_is_new_or_changed(nights: Nights) -> None:
    (first,) = files(nights)
    nights.night(clients=(*nights.clients, client("C-4", "Primer Muster")))
    assert first in files(nights)
    assert [len(Part(path.read_bytes(), "")) for path in files(nights)] in (
        [3, 1],
        [1, 3],
    )


def test_gathering_may_wait_until_a_night_is_shown(tmp_path: Path) -> None:
    nights = Nights(tmp_path)
    night = nights.night(gathering=False)
    assert not nights.state.with_name(f"{nights.state.name}{shelf.FOLDER}").exists()
    book = Book.of(nights.clients)
    gather(book, night, state=nights.state)
    (path,) = files(nights)
    path.unlink()
    gather(book, attrs.evolve(night, is_repeat=True), state=nights.state)
    assert files(nights) == []


def test_nobody_else_may_read_what_is_gathered(nights: Nights) -> None:
    (path,) = files(nights)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def damaged(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 0x10
    path.write_bytes(whole)


@pytest.mark.parametrize(
    "spoil",
    [
        Path.unlink,
        damaged,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"nothing of ours" * 100),
        lambda path: os.truncate(path, path.stat().st_size // 2),
    ],
    ids=["missing", "damaged", "empty", "another", "cut"],
)
def test_what_is_lost_or_damaged_is_gathered_anew_and_never_believed(
    nights: Nights, spoil: object
) -> None:
    assert callable(spoil)
    (path,) = files(nights)
    spoil(path)
    night = nights.night(entities=(*LISTED, STRANGER))
    assert nights.told(night) == ["new C-2 3 listed"]
    assert not night.is_full
    (anew,) = files(nights)
    assert anew != path
    assert len(Part(anew.read_bytes(), "")) == 3


def test_what_another_book_left_finds_nobody_and_goes(tmp_path: Path) -> None:
    nights = Nights(tmp_path, clients=(client("C-1", "Birgitta Utterström"),))
    nights.night()
    nights.night(clients=(client("C-2", "Birgitta Utterström"), client("C-3", "Jean")))
    night = nights.night(entities=(*LISTED, STRANGER))
    assert nights.told(night) == ["new C-2 3 listed"]
    (path,) = files(nights)
    assert len(Part(path.read_bytes(), "")) == 2


def test_many_small_files_become_one(nights: Nights) -> None:
    for number in range(10, 30):
        more = client(f"C-{number}", f"Muster {number}")
        night = nights.night(clients=(*nights.clients, more))
        assert not night.is_full
        assert len(files(nights)) <= shelf.MOST + 1
    night = nights.night(entities=(*LISTED, entity("3", "Muster 10")))
    assert "new C-10 3 listed" in nights.told(night)


def test_a_folder_that_cannot_be_written_loses_nobody(tmp_path: Path) -> None:
    nights = Nights(tmp_path)
    nights.state.with_name(f"{nights.state.name}{shelf.FOLDER}").write_text("taken")
    nights.night()
    night = nights.night(entities=(*LISTED, STRANGER))
    assert nights.told(night) == ["new C-2 3 listed"]


def test_the_rows_of_a_client_are_covered_as_they_are_tonight(tmp_path: Path) -> None:
    (group,) = Book.of([client("C-1", "Jean")]).groups
    first = Shelf(tmp_path / "state.sqlite")
    assert not first.covers(group, b"1" * 32)
    first.keep()
    again = Shelf(tmp_path / "state.sqlite")
    assert isinstance(group, Group)
    assert again.covers(group, b"1" * 32)
    assert not again.covers(group, b"2" * 32)


@st.composite
def numbered(draw: st.DrawFn) -> tuple[Party, date]:
    """Draw somebody whose birth date only a personal number says, and that date."""
    born = draw(st.dates(date(1920, 1, 1), date(2018, 12, 31)))
    serial = draw(st.integers(2, 899))
    if draw(st.booleans()):
        bare = f"{born:%d%m%y}{serial:03}"
        check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(bare) % 31]
        sign = "-" if born.year < 2000 else "A"
        number = Identifier("national_id", f"{bare[:6]}{sign}{bare[6:]}{check}", "fi")
    else:
        bare = f"{born:%y%m%d}{serial:03}"
        number = Identifier("national_id", bare + luhn.calc_check_digit(bare), "se")
    name = draw(st.sampled_from(("Jean Exemple", "Jean Exempel", "Jan Exempl")))
    return Party.person(name, role=Role.CLIENT, identifiers=[number]), born


@settings(max_examples=60)
@given(
    numbered(),
    st.sampled_from(("%Y-%m-%d", "%Y-%m", "%Y", "1962")),
    st.sampled_from(THRESHOLDS),
)
def test_who_is_born_by_a_personal_number_alone_is_found_as_in_a_full_night(
    of: tuple[Party, date], precision: str, alert_at: int
) -> None:
    party, born = of
    assert born in [birth.lo for birth in party.births]
    listed = entity("1", "Jean Exemple", format(born, precision))
    policy = Policy(alert_at=alert_at)
    if match.match(party, listed, policy, client_id="C") is not None:
        asked = Asked([listed], policy)
        assert asked.concern(gathered([party])) == {(0).to_bytes(32, "big")}


def test_a_listing_by_birth_date_finds_who_stated_only_a_number(
    tmp_path: Path,
) -> None:
    number = Identifier("national_id", "140362-123D", "fi")
    told = Party.person("Jean Exemple", role=Role.CLIENT, identifiers=[number])
    untold = Party.person("Jean Exemple", role=Role.CLIENT)
    clients = [Client("C-1", parties=[told]), Client("C-2", parties=[untold])]
    only_with_more = Policy(required=("own",), alert_at=85)
    nights = Nights(
        tmp_path,
        (entity("2", "Olga Primerova"),),
        tuple(clients),
        policy=only_with_more,
    )
    nights.night()
    listed = entity("1", "Jean Exemple", "1962-03-14")
    night = nights.night(entities=(listed, *nights.entities))
    assert nights.told(night) == ["new C-1 1 listed"]
    assert (night.why, night.proof.differ) == ((), ())
