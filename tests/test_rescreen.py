"""Night after night: what is new is told with its cause, and nothing is told twice."""

import hashlib
import json
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import attrs
import pytest

from kycscreen import codec, rescreen, runs
from kycscreen.book import Book, Refused
from kycscreen.cli.nights import summary
from kycscreen.entities import ListedEntity, Xref
from kycscreen.facts import Kind
from kycscreen.lists import Watchlist
from kycscreen.lists.loading import Fault, indexed
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.rescreen import Night, Transition, changes, plans
from kycscreen.rescreen.once import Once
from kycscreen.rescreen.reached import Asked
from kycscreen.screen import Screener, Screening

ON = date(2026, 6, 1)
POLICY = Policy(required=("own",))
JEAN, OLGA, STRANGER = "Jean Exemple", "Olga Primerova", "Birgitta Utterström"


def entity(record_id: str, name: str, born: str = "", **more: object) -> ListedEntity:
    return ListedEntity(
        list_id="own",
        record_id=record_id,
        kind=Kind.PERSON,
        names=(name,),
        birth_dates=(born,) if born else (),
        **more,  # type: ignore[arg-type]  # of those that a test gives
    )


def client(client_id: str, *names: str, born: str | None = None) -> Client:
    return Client(
        client_id,
        parties=[Party.person(n, role=Role.CLIENT, birth_date=born) for n in names],
    )


LISTED = (entity("1", JEAN), entity("2", OLGA))
CLIENTS = (client("C-1", JEAN), client("C-2", STRANGER), client("C-3", OLGA))


@attrs.define
class Nights:
    """A state, and the nights that it sees; each keeps what it is not told anew."""

    folder: Path
    entities: tuple[ListedEntity, ...] = LISTED
    clients: tuple[Client, ...] = CLIENTS
    refused: tuple[Refused, ...] = ()
    policy: Policy = POLICY
    on: date = ON
    extract: bool = False
    faults: tuple[Fault, ...] = ()
    others: tuple[Watchlist, ...] = ()
    without: bool = False
    gathering: bool = True
    answers: Callable[[Screener], rescreen.Answers] | None = None
    number: int = 0

    @property
    def state(self) -> Path:
        return self.folder / "state.sqlite"

    def night(self, *, full: bool = False, **new: object) -> Night:
        """Change what is new for good, and rescreen."""
        for name, value in new.items():
            setattr(self, name, value)
        self.number += 1
        own = Watchlist.of("own", self.entities, published=self.on, checked=self.on)
        own = attrs.evolve(own, extract=self.extract)
        held = () if self.without or self.faults else (own,)
        lists = attrs.evolve(indexed((*held, *self.others)), faults=self.faults)
        screener = Screener(lists, self.policy, self.on)
        return rescreen.rescreen(
            self.book(),
            screener,
            state=self.state,
            output=self.folder / "runs" / str(self.number),
            full=full,
            answers=self.answers(screener) if self.answers else None,
            gathering=self.gathering,
        )

    def book(self) -> Book:
        told = codec.canonical([codec.to_plain(c) for c in self.clients])
        sha256 = hashlib.sha256(f"{told} {self.refused}".encode()).hexdigest()
        return Book.of(self.clients, refused=self.refused, sha256=sha256)

    def told(self, night: Night) -> list[str]:
        """Return what became of whom in a night: turn, client, record, causes."""
        return [
            f"{t.turn.value} {t.client_id} {t.record_id or '-'} {'+'.join(t.causes)}"
            for t in self.transitions(night)
        ]

    def transitions(self, night: Night) -> tuple[Transition, ...]:
        return rescreen.transitions(self.state, night.run)


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    found = Nights(tmp_path)
    found.night()
    return found


def test_on_the_first_night_every_hit_is_new(tmp_path: Path) -> None:
    made = Nights(tmp_path)
    first = made.night()
    assert made.told(first) == ["new C-1 1 first", "new C-3 2 first"]
    assert first.why == ("first",)
    assert first.exit_code == 3


def test_rescreening_with_nothing_changed_raises_no_alert(nights: Nights) -> None:
    night = nights.night(on=date(2026, 6, 2))
    assert nights.told(night) == []
    assert night.why == ()
    assert night.turns == {"still": 2}
    assert night.exit_code == 0


def test_a_record_that_is_listed_makes_a_new_hit_of_who_did_not_change(
    nights: Nights,
) -> None:
    night = nights.night(entities=(*LISTED, entity("3", STRANGER)))
    assert nights.told(night) == ["new C-2 3 listed"]
    (transition,) = nights.transitions(night)
    assert transition.edition.startswith("own 2026-06-01 ")
    (own,) = night.lists
    assert (own.listed, own.amended, own.delisted) == (1, 0, 0)


def test_a_record_that_is_amended_changes_its_hit_and_says_what_differs(
    nights: Nights,
) -> None:
    night = nights.night(entities=(entity("1", JEAN, topics=()), LISTED[1]))
    (transition,) = nights.transitions(night)
    assert nights.told(night) == ["changed C-1 1 amended"]
    assert transition.what == ("entity",)


def test_a_changed_score_is_told_with_what_it_was(nights: Nights) -> None:
    nights.night(clients=(client("C-1", JEAN, born="1962-03-14"), *CLIENTS[1:]))
    night = nights.night(entities=(entity("1", JEAN, "1962-03-14"), LISTED[1]))
    (transition,) = nights.transitions(night)
    assert transition.was is not None
    assert transition.now is not None
    assert (transition.was.score, transition.now.score) == (80, 92)
    assert transition.now.identity == "supported"
    assert transition.what == ("score", "identity", "reasons", "entity")


def test_a_publishers_note_is_no_change(nights: Nights) -> None:
    night = nights.night(
        entities=(entity("1", JEAN, remarks=("x",)), LISTED[1]), on=date(2026, 6, 2)
    )
    assert nights.told(night) == []
    assert night.lists[0].amended == 0
    assert night.exit_code == 0


def test_D10_an_entity_that_leaves_its_list_is_delisted_and_not_silently_cleared(
    nights: Nights,
) -> None:
    night = nights.night(entities=LISTED[1:])
    assert nights.told(night) == ["delisted C-1 1 delisted"]
    assert night.exit_code == 3
    # Who is no hit any more is in no report, and cannot be explained.
    said = [line for line in summary(night, nights.state) if line.startswith("next")]
    where = f"{night.folder}/transitions.jsonl"
    assert said == [f"next: look at what was cleared or delisted: {where}"]


def test_D10_an_entity_that_says_it_was_delisted_is_delisted_once(
    nights: Nights,
) -> None:
    gone = entity("1", JEAN, delisted_on=ON)
    night = nights.night(entities=(gone, LISTED[1]))
    assert nights.told(night) == ["delisted C-1 1 delisted"]
    assert night.hits == 2
    again = nights.night(on=date(2026, 6, 2))
    assert nights.told(again) == []


def test_D10_an_entity_that_is_listed_again_is_new_again(nights: Nights) -> None:
    nights.night(entities=LISTED[1:])
    night = nights.night(entities=LISTED)
    assert nights.told(night) == ["new C-1 1 listed"]


UN = (Xref("un_ref", "QDi.999"),)
RENUMBERED = {
    "by a reference": (UN, UN),
    "by the old id": ((), (Xref("referent", "1"),)),
}


@pytest.mark.parametrize(("before", "after"), RENUMBERED.values(), ids=RENUMBERED)
def test_D10_a_hit_goes_on_where_its_record_gets_another_id(
    tmp_path: Path, before: tuple[Xref, ...], after: tuple[Xref, ...]
) -> None:
    nights = Nights(tmp_path, entities=(entity("1", JEAN, xrefs=before), LISTED[1]))
    first = nights.night()
    moved = nights.night(entities=(entity("9", JEAN, xrefs=after), LISTED[1]))
    assert nights.told(moved) == ["renumbered C-1 9 "]
    (told,) = nights.transitions(moved)
    (was,) = (t for t in nights.transitions(first) if t.record_id == "1")
    assert (told.before_id, told.was) == (was.hit_id, was.now)
    assert (moved.turns["still"], moved.turns["renumbered"]) == (1, 1)
    assert "1 under another id" in " ".join(summary(moved, nights.state))
    quiet = nights.night(on=date(2026, 6, 2))
    assert nights.told(quiet) == []
    (net,) = rescreen.since(nights.state, "1", up_to=3)
    assert (net.turn.value, net.before_id) == ("renumbered", was.hit_id)


def test_D10_a_record_that_changes_with_its_id_is_to_be_looked_at(
    tmp_path: Path,
) -> None:
    nights = Nights(tmp_path, entities=(entity("1", JEAN, xrefs=UN), LISTED[1]))
    nights.night()
    moved = nights.night(entities=(entity("9", JEAN, "1962", xrefs=UN), LISTED[1]))
    assert nights.told(moved) == ["changed C-1 9 listed"]
    (told,) = nights.transitions(moved)
    assert told.before_id
    assert told.what == ("reasons", "entity")
    (net,) = rescreen.since(nights.state, "1", up_to=2)
    assert (net.turn.value, net.before_id) == ("changed", told.before_id)


def test_D10_a_record_that_only_has_the_same_name_is_another_one(
    nights: Nights,
) -> None:
    other = nights.night(entities=(entity("9", JEAN), LISTED[1]))
    assert nights.told(other) == [
        "delisted C-1 1 delisted",
        "new C-1 9 listed",
    ]


def test_an_amended_name_clears_a_hit(nights: Nights) -> None:
    night = nights.night(entities=(entity("1", "Primer Muster"), LISTED[1]))
    assert nights.told(night) == ["cleared C-1 1 amended"]


def test_a_client_that_changed_has_its_cause(nights: Nights) -> None:
    night = nights.night(clients=(CLIENTS[0], client("C-2", OLGA), CLIENTS[1]))
    assert nights.told(night)[0] == "new C-2 2 client_changed"


def test_a_client_that_is_new_and_one_that_left_have_their_causes(
    nights: Nights,
) -> None:
    night = nights.night(clients=(*CLIENTS[1:], client("C-4", JEAN)))
    assert nights.told(night) == ["new C-4 1 client_new", "cleared C-1 1 client_gone"]
    assert (night.totals.new, night.totals.gone) == (1, 1)


def test_several_causes_are_all_told(nights: Nights) -> None:
    born = "1962-03-14"
    changed = (client("C-1", JEAN, born=born), *CLIENTS[1:])
    night = nights.night(clients=changed, entities=(entity("1", JEAN, born), LISTED[1]))
    # Without an id of its own, a party with a birth date is another party.
    assert sorted(nights.told(night)) == [
        "cleared C-1 1 amended+client_changed",
        "new C-1 1 amended+client_changed",
    ]


def test_another_policy_screens_everybody_and_says_so(nights: Nights) -> None:
    night = nights.night(policy=Policy(required=("own",), alert_at=81))
    assert night.why == ("policy",)
    assert nights.told(night) == ["cleared C-1 1 policy", "cleared C-3 2 policy"]


def test_another_engine_screens_everybody_and_says_so(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "engine", lambda: "another")
    night = nights.night()
    assert night.why == ("engine",)
    assert nights.told(night) == []


def test_a_list_that_was_not_used_before_screens_everybody(nights: Nights) -> None:
    other = ListedEntity(
        list_id="more", record_id="9", kind=Kind.PERSON, names=(STRANGER,)
    )
    more = Watchlist.of("more", [other], checked=ON)
    night = nights.night(others=(more,))
    assert night.why == ("list_added",)
    assert nights.told(night) == ["new C-2 9 list_added"]
    gone = nights.night(others=())
    assert gone.why == ()
    assert nights.told(gone) == ["cleared C-2 9 list_removed"]
    assert gone.removed == ("more",)


def test_P4_hits_of_a_list_that_cannot_be_used_are_pending_and_not_cleared(
    nights: Nights,
) -> None:
    damaged = nights.night(faults=(Fault("own", "is damaged; add it again"),))
    assert nights.told(damaged) == [
        "inconclusive C-1 1 list_damaged",
        "inconclusive C-3 2 list_damaged",
    ]
    assert nights.transitions(damaged)[0].gaps[0].code == "list.damaged"
    assert (damaged.exit_code, damaged.pending) == (4, 2)
    assert [gap.code for gap in damaged.opened] == ["list.damaged"]
    still = nights.night(on=date(2026, 6, 2))
    assert nights.told(still) == []
    assert (still.exit_code, still.pending) == (4, 2)
    back = nights.night(faults=())
    assert nights.told(back) == []
    assert (back.why, back.pending) == (("list_added",), 0)
    assert back.turns == {"still": 2}
    assert back.exit_code == 0


def test_P4_a_client_that_came_while_a_list_was_damaged_is_screened_by_it_later(
    nights: Nights,
) -> None:
    fault = Fault("own", "is damaged; add it again")
    nights.night(faults=(fault,), clients=(*CLIENTS, client("C-4", JEAN)))
    night = nights.night(faults=())
    assert nights.told(night) == ["new C-4 1 list_added"]


def test_P4_nobody_is_delisted_by_an_extract(nights: Nights) -> None:
    night = nights.night(entities=LISTED[1:], extract=True)
    assert nights.told(night) == ["inconclusive C-1 1 delisted+list_extract"]
    whole = nights.night(extract=False)
    assert nights.told(whole) == ["cleared C-1 1 again"]


def test_P4_a_required_list_that_is_missing_clears_nobody(nights: Nights) -> None:
    night = nights.night(without=True)
    assert nights.told(night) == [
        "inconclusive C-1 1 list_missing",
        "inconclusive C-3 2 list_missing",
    ]
    assert night.exit_code == 4


def test_P4_a_refused_row_leaves_a_hit_pending(nights: Nights) -> None:
    refused = (Refused(2, "kind", "is empty", "C-1"),)
    empty = (Client("C-1", parties=()), *CLIENTS[1:])
    night = nights.night(clients=empty, refused=refused)
    assert nights.told(night) == [
        "not_screened C-1 1 client_changed+client_refused",
        "not_screened C-1 - client_changed+client_refused",
    ]
    assert night.exit_code == 1
    back = nights.night(clients=CLIENTS, refused=())
    assert nights.told(back) == ["concluded C-1 - client_changed+again"]
    assert back.exit_code == 0


def test_P4_a_row_that_says_no_client_may_be_whose_hit_is_gone(nights: Nights) -> None:
    refused = (Refused(2, "client_id", "is empty"),)
    night = nights.night(clients=CLIENTS[1:], refused=refused)
    assert nights.told(night) == ["not_screened C-1 1 client_gone+book_refused"]
    assert night.exit_code == 1
    assert [gap.code for gap in night.gaps] == ["book.refused"]
    sure = nights.night(refused=())
    assert nights.told(sure) == ["cleared C-1 1 client_gone+again"]


def poisoned(screener: Screener) -> rescreen.Answers:
    def screen_all(clients: Iterable[Client]) -> Iterator[Screening]:
        for one in clients:
            if one.id == "C-3" and one.parties:
                raise KeyError("Zzyzxmarker")
            yield screener.screen(one)

    return lambda book, told: runs.answers(screen_all, book, tell=told)


def test_C11_a_client_that_fails_is_not_screened_and_is_tried_every_night(
    nights: Nights,
) -> None:
    night = nights.night(clients=(*CLIENTS[:2], client("C-3", OLGA, "Primer Muster")))
    night = nights.night(answers=poisoned, full=True)
    assert nights.told(night) == [
        "not_screened C-3 2 client_error",
        "not_screened C-3 - client_error",
    ]
    assert night.totals.not_screened == 1
    assert night.totals.rows_not_screened == 2
    assert night.exit_code == 1
    again = nights.night(on=date(2026, 6, 2))
    assert nights.told(again) == []
    assert again.exit_code == 1
    well = nights.night(answers=None)
    assert nights.told(well) == ["concluded C-3 - again"]
    assert well.exit_code == 0


def stopped(screener: Screener) -> rescreen.Answers:
    def screen_all(clients: Iterable[Client]) -> Iterator[Screening]:
        yield from map(screener.screen, [*clients][:1])
        raise KeyboardInterrupt

    return lambda book, told: runs.answers(screen_all, book, tell=told)


def test_being_told_to_stop_leaves_the_last_night_and_no_folder(
    nights: Nights,
) -> None:
    data = nights.state.read_bytes()
    listed = (*LISTED, entity("3", STRANGER))
    with pytest.raises(KeyboardInterrupt):
        nights.night(entities=listed, answers=stopped, full=True)
    assert [path.name for path in (nights.folder / "runs").iterdir()] == ["1"]
    night = nights.night(answers=None)
    assert night.run == 2
    assert nights.told(night) == ["new C-2 3 listed"]
    assert data != nights.state.read_bytes()


def test_a_stale_list_leaves_no_unchanged_client_clear(nights: Nights) -> None:
    night = nights.night(on=date(2026, 12, 1))
    assert night.outcomes.clear == 1
    stale = attrs.evolve(nights)
    own = Watchlist.of("own", LISTED, published=ON, checked=ON)
    late = Screener([own], POLICY, date(2027, 6, 1))
    night = rescreen.rescreen(
        Book.of(CLIENTS, sha256="ab" * 32),
        late,
        state=stale.state,
        output=stale.folder / "late",
    )
    assert (night.outcomes.clear, night.outcomes.inconclusive) == (0, 1)
    assert [gap.code for gap in night.opened] == ["list.stale"]
    assert night.exit_code == 4


def test_P4_what_was_wrong_with_a_list_is_not_closed_by_its_going(
    nights: Nights,
) -> None:
    other = Watchlist.of("more", [entity("9", STRANGER)], published=ON, checked=ON)
    nights.night(extract=True, others=(attrs.evolve(other, extract=True),))
    gone = nights.night(extract=False, without=True, others=())
    assert [f"{gap.code} {gap.subject}" for gap in gone.gaps] == [
        "list.none ",
        "list.missing own",
    ]
    assert gone.closed == ()
    damaged = nights.night(faults=(Fault("own", "is damaged; add it again"),))
    assert [gap.code for gap in damaged.closed] == ["list.none"]
    back = nights.night(faults=(), without=False)
    assert [f"{gap.code} {gap.subject}" for gap in back.closed] == ["list.damaged own"]


def test_a_gap_of_a_client_is_told_once(nights: Nights) -> None:
    night = nights.night(clients=(*CLIENTS, client("C-4", "…")))
    assert nights.told(night) == ["inconclusive C-4 - client_new"]
    assert night.exit_code == 4
    again = nights.night(on=date(2026, 6, 2))
    assert nights.told(again) == []
    assert again.exit_code == 4


def test_the_same_night_again_is_no_new_run(nights: Nights) -> None:
    first = nights.night(entities=(*LISTED, entity("3", STRANGER)))
    again = nights.night()
    assert again.is_repeat
    assert attrs.evolve(again, is_repeat=False) == first
    assert again.exit_code == 3
    assert not (nights.folder / "runs" / str(nights.number)).exists()


def test_full_again_screens_everybody_again(nights: Nights) -> None:
    nights.night(on=date(2026, 6, 2))
    night = nights.night(full=True)
    assert not night.is_repeat
    assert night.why == ("asked",)
    assert night.totals.carried == 0


def many(number: int) -> tuple[Client, ...]:
    return tuple(client(f"C-{n}", f"{STRANGER} {n}") for n in range(number))


@pytest.mark.parametrize(
    ("were", "are", "code"),
    [(200, 200, 0), (200, 180, 0), (200, 179, 4), (50, 41, 0), (50, 40, 4), (3, 1, 0)],
)
def test_a_book_that_may_have_stopped_halfway_is_no_quiet_night(
    tmp_path: Path, were: int, are: int, code: int
) -> None:
    clients = tuple(client(f"C-{n}", f"Nemo {n} Ninguem") for n in range(were))
    made = Nights(tmp_path, clients=clients)
    assert made.night().exit_code == 0
    less = made.night(clients=clients[:are])
    assert (less.totals.gone, less.exit_code) == (were - are, code)
    asks = f"gone: {were - are}" in "\n".join(summary(less, made.state))
    assert asks == (code == 4)
    assert made.night(on=date(2026, 6, 2)).exit_code == 0


def test_a_sample_of_those_whom_nothing_concerns_is_screened(nights: Nights) -> None:
    nights.night(clients=many(plans.SAMPLE + 50))
    night = nights.night(on=date(2026, 6, 2))
    assert (night.proof.clients, night.proof.of) == (plans.SAMPLE, plans.SAMPLE + 50)
    assert night.totals.screened == plans.SAMPLE
    assert night.totals.carried == 50
    assert night.totals.reconcile
    _, screenings = runs.read(Path(night.folder))
    sample = {screening.client_id for screening in screenings}
    other = nights.night(on=date(2026, 6, 3))
    _, screenings = runs.read(Path(other.folder))
    assert {screening.client_id for screening in screenings} != sample


def test_the_sample_is_screened_once(nights: Nights) -> None:
    before = many(plans.SAMPLE + 50)
    nights.night(clients=before)
    asked: list[str] = []

    def answers(screener: Screener) -> rescreen.Answers:
        def screen_all(clients: Iterable[Client]) -> Iterator[Screening]:
            for one in clients:
                asked.append(one.id)
                yield screener.screen(one)

        once = Once(screen_all)
        return lambda book, tell: runs.answers(once, book, tell=tell)

    more = client("C-new", OLGA)
    changed = (client("C-0", JEAN), *before[1:99], more, *before[99:])
    night = nights.night(clients=changed, answers=answers)
    assert len(asked) == len(set(asked)) == night.totals.screened == plans.SAMPLE + 2
    _, screenings = runs.read(Path(night.folder))
    told = [screening.client_id for screening in screenings]
    assert told == [one.id for one in changed if one.id in asked]
    assert night.proof.clients == plans.SAMPLE


def test_rows_that_are_not_at_hand_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for at_hand in (plans._AT_HAND, 0, -1):
        monkeypatch.setattr(plans, "_AT_HAND", at_hand)
        (tmp_path / f"{at_hand}").mkdir()
        nights = Nights(tmp_path / f"{at_hand}", clients=many(plans.SAMPLE + 50))
        nights.night()
        more = client("C-new", OLGA)
        night = nights.night(clients=(client("C-0", JEAN), *nights.clients[1:], more))
        _, screenings = runs.read(Path(night.folder))
        told = [screening.to_json() for screening in screenings]
        found.append((night.totals, nights.told(night), told))
    assert found[0] == found[1] == found[2]
    assert found[0][0].carried == 49


def nobody(*_of: object) -> set[bytes]:
    return set()


def test_a_sample_that_differs_makes_the_night_full_and_an_error(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Asked, "concern", nobody)
    night = nights.night(entities=(*LISTED, entity("3", STRANGER)))
    assert night.why == ("proof",)
    assert night.proof.differ == ("C-2",)
    assert night.exit_code == 1
    assert nights.told(night) == ["new C-2 3 listed"]
    monkeypatch.undo()
    assert nights.night(on=date(2026, 6, 2)).exit_code == 0


def test_what_an_earlier_night_missed_is_an_error_on_a_full_one(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Asked, "concern", nobody)
    monkeypatch.setattr(plans, "SAMPLE", 0)
    more = (*CLIENTS, client("C-4", "Primer Muster"))
    missed = nights.night(entities=(*LISTED, entity("3", STRANGER)), clients=more)
    assert missed.exit_code == 0
    night = nights.night(full=True)
    assert night.unexplained == ("C-2",)
    assert nights.told(night) == ["new C-2 3 "]
    assert night.exit_code == 1


def test_the_folder_holds_what_was_found(nights: Nights) -> None:
    night = nights.night(entities=(*LISTED, entity("3", STRANGER)))
    folder = Path(night.folder)
    assert Night.from_json((folder / rescreen.NIGHT).read_bytes()) == night
    lines = (folder / rescreen.TRANSITIONS).read_text().splitlines()
    assert [json.loads(line)["turn"] for line in lines] == ["new"]
    run, screenings = runs.read(folder)
    assert run.clients == len(list(screenings)) == 3


def test_since_tells_what_became_of_each_from_first_to_last(nights: Nights) -> None:
    nights.night(entities=(entity("1", JEAN, topics=()), LISTED[1]))
    nights.night(entities=(*LISTED, entity("3", STRANGER)))
    last = nights.night(entities=(LISTED[0], entity("3", STRANGER)))

    def since(run: str) -> list[str]:
        found = rescreen.since(nights.state, run, up_to=last.run)
        return [f"{t.turn.value} {t.client_id} {'+'.join(t.causes)}" for t in found]

    # The hit of C-1 changed and changed back.
    assert since("1") == ["new C-2 listed", "delisted C-3 delisted"]
    assert since("3") == ["delisted C-3 delisted"]
    assert since(str(last.run)) == []
    assert since(last.folder) == since(Path(last.folder).name) == []
    with pytest.raises(rescreen.StateError, match="knows no run '77'"):
        since("77")


def test_a_state_is_readable_for_its_owner_only(nights: Nights) -> None:
    assert stat.S_IMODE(nights.state.stat().st_mode) == 0o600


def test_P8_a_state_and_what_is_told_hold_nothing_of_a_party_but_its_id(
    nights: Nights,
) -> None:
    born = "1901-02-03"
    marked = client("C-5", "Zzyzxmarker Exemple", born=born)
    night = nights.night(
        clients=(*CLIENTS, marked),
        entities=(*LISTED, entity("5", "Zzyzxmarcer Exemple")),
    )
    assert night.turns["new"] == 1
    told = "".join(t.to_json() for t in nights.transitions(night))
    for text in (told.encode(), nights.state.read_bytes(), night.to_json().encode()):
        assert b"Zzyzxmarker" not in text
        assert born.encode() not in text
