"""What became of a list: decisions, earlier editions, and when we first knew."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest

from kycscreen import lists
from kycscreen.entities import ListedEntity, Programme, Xref
from kycscreen.errors import ListError
from kycscreen.facts import Kind
from kycscreen.lists import Snapshot, difference, events
from kycscreen.lists.difference import Change, FieldChange
from kycscreen.lists.events import Happening
from kycscreen.lists.loading import load_lists
from tests.test_lists import LIST, edition

SHARED = Path(__file__).parent.parent.parent / "shared"
FIRST = date(2026, 3, 1)
WHO = "A. Analyst"


def add(
    folder: Path, data: bytes, on: date, *, checked: date | None = None
) -> Snapshot:
    file = folder.parent / "incoming.json"
    file.write_bytes(data)
    published = on - timedelta(days=2)
    return lists.add(folder, LIST, file, today=on, published=published, checked=checked)


def after(days: int) -> date:
    return FIRST + timedelta(days=days)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose list was in three editions, a week apart."""
    folder = tmp_path / "lists"
    for week, count in enumerate((200, 201, 202)):
        add(folder, edition(count), after(7 * week))
    return folder


def told(folder: Path) -> list[tuple[date, str]]:
    return [(e.on, e.what.value) for e in events.read(folder / LIST)]


def active(folder: Path) -> Snapshot:
    (snapshot,) = lists.active(folder)
    return snapshot


# ---- history ----


def test_every_edition_is_told_of_on_the_day_it_came_into_use(folder: Path) -> None:
    assert told(folder) == [(after(0), "used"), (after(7), "used"), (after(14), "used")]


def test_a_confirmation_is_told_of_once(folder: Path) -> None:
    for _ in range(2):
        lists.confirm(folder, LIST, checked=after(20), today=after(20))
    assert told(folder)[3:] == [(after(20), "confirmed")]


def test_a_killed_writer_is_told_of_afterwards(folder: Path) -> None:
    path = folder / LIST / "history"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))  # killed between pointer and history
    assert told(folder)[-1] == (after(14), "used")
    lists.confirm(folder, LIST, checked=after(20), today=after(20))
    assert [what for _, what in told(folder)] == ["used"] * 3 + ["confirmed"]


def test_a_damaged_history_is_an_error_that_leaves_the_list_in_use(
    folder: Path,
) -> None:
    (folder / LIST / "history").write_bytes(b"{}\n")
    with pytest.raises(ListError, match="history cannot be read: it is damaged"):
        add(folder, edition(203), after(21))
    assert active(folder).entities == 202
    assert not load_lists(folder).faults


def test_a_damaged_history_hides_no_other_list(folder: Path) -> None:
    (folder / "own_x").mkdir()
    (folder / "own_x" / "history").write_bytes(b"{}")
    found = load_lists(folder, as_of=after(99))
    assert [len(one.entities) for one in found] == [202]
    (fault,) = found.faults
    assert fault.list_id == "own_x"
    assert "history cannot be read: it is damaged" in fault.problem


# ---- earlier days ----


@pytest.mark.parametrize(
    ("day", "entities"),
    [(-1, None), (0, 200), (6, 200), (7, 201), (13, 201), (99, 202)],
)
def test_lists_are_opened_as_they_stood_on_a_day(
    folder: Path, day: int, entities: int | None
) -> None:
    found = load_lists(folder, as_of=after(day))
    assert [len(one.entities) for one in found] == ([entities] if entities else [])


def test_a_list_is_as_old_as_it_was_known_to_be_on_that_day(folder: Path) -> None:
    lists.confirm(folder, LIST, checked=after(18), today=after(18))
    lists.confirm(folder, LIST, checked=after(20), today=after(20))
    checked = [
        one.checked
        for day in (15, 18, 19, 20)
        for one in load_lists(folder, as_of=after(day))
    ]
    assert checked == [after(12), after(18), after(18), after(20)]


def test_a_list_that_was_damaged_since_is_a_fault_of_that_day(folder: Path) -> None:
    (first,) = events.active(folder, after(0))
    (first.path / "file").write_bytes(b"{}")
    assert load_lists(folder, as_of=after(0)).faults
    assert not load_lists(folder, as_of=after(7)).faults


# ---- a person's decisions ----


def test_what_was_refused_is_accepted_on_a_persons_word(folder: Path) -> None:
    with pytest.raises(ListError, match=f"lists accept {LIST} --why WHY --by WHO"):
        add(folder, edition(170), after(21))
    assert active(folder).entities == 202
    found = lists.accept(folder, LIST, why="it is so", by=WHO, today=after(22))
    assert (found.is_active, found.entities) == (True, 170)
    assert found.manifest is not None
    assert not found.manifest.refused
    assert found.manifest.accepted is not None
    assert found.manifest.accepted.on == after(22)
    assert found.published == after(19), "the date given by hand is kept"
    event = lists.history(folder, LIST)[-1]
    assert (event.what, event.by, event.reason) == (Happening.ACCEPTED, WHO, "it is so")


def test_the_file_refused_last_is_meant_unless_another_is_named(folder: Path) -> None:
    refused = []
    for day, count in ((21, 160), (22, 170)):
        with pytest.raises(ListError):
            add(folder, edition(count), after(day))
        refused.append(
            next(s for s in lists.held(folder) if s.entities == count).sha256
        )
    found = lists.accept(
        folder, LIST, why="it is so", by=WHO, today=after(22), sha256=refused[0][:9]
    )
    assert found.sha256 == refused[0]


def test_a_file_refused_before_the_one_in_use_is_accepted_by_name_alone(
    folder: Path,
) -> None:
    with pytest.raises(ListError):
        add(folder, edition(160), after(21))
    refused = next(s for s in lists.held(folder) if s.entities == 160).sha256
    add(folder, edition(203), after(28))
    with pytest.raises(ListError, match="no refused file;"):
        lists.accept(folder, LIST, why="it is so", by=WHO, today=after(28))
    assert active(folder).entities == 203
    found = lists.accept(
        folder, LIST, why="it is so", by=WHO, today=after(28), sha256=refused
    )
    assert found.entities == 160


@pytest.mark.parametrize(
    ("sha256", "says"), [("0" * 12, "no refused file 0000"), ("", "no refused file;")]
)
def test_only_what_was_refused_can_be_accepted(
    folder: Path, sha256: str, says: str
) -> None:
    with pytest.raises(ListError, match=says):
        lists.accept(folder, LIST, why="x", by=WHO, today=after(22), sha256=sha256)


def test_damage_and_bounds_nobody_can_accept(folder: Path) -> None:
    for data in (b"{", edition(3)):
        with pytest.raises(ListError) as refused:
            add(folder, data, after(21))
        with pytest.raises(ListError) as again:
            lists.accept(folder, LIST, why="it is so", by=WHO, today=after(21))
        assert str(again.value) == str(refused.value)
    assert active(folder).entities == 202


def test_going_back_takes_the_edition_before_and_withdraws_the_one_in_use(
    folder: Path,
) -> None:
    bad = active(folder)
    found = lists.rollback(folder, LIST, why="ids are wrong", by=WHO, today=after(15))
    assert (active(folder), found.entities) == (found, 201)
    assert told(folder)[-1] == (after(15), "rolled_back")
    with pytest.raises(ListError, match=f"withdrawn on 2026-03-16 by {WHO}: ids are"):
        add(folder, edition(202), after(16))
    assert active(folder) == found
    again = lists.accept(folder, LIST, why="they are right", by=WHO, today=after(17))
    assert again.sha256 == bad.sha256
    assert again.manifest is not None
    assert again.manifest.withdrawn is None


def test_a_withdrawn_edition_is_still_what_was_in_use_on_its_days(folder: Path) -> None:
    lists.rollback(folder, LIST, why="wrong", by=WHO, today=after(15))
    sizes = {
        day: len(next(iter(load_lists(folder, as_of=after(day)))).entities)
        for day in (14, 15)
    }
    assert sizes == {14: 202, 15: 201}


def test_after_going_back_the_next_edition_is_compared_with_the_earlier_one(
    folder: Path,
) -> None:
    lists.rollback(folder, LIST, why="wrong", by=WHO, today=after(15))
    assert add(folder, edition(203), after(21)).entities == 203


def test_going_back_twice_goes_to_the_edition_before_that(folder: Path) -> None:
    for entities in (201, 200):
        found = lists.rollback(folder, LIST, why="wrong", by=WHO, today=after(15))
        assert found.entities == entities
    with pytest.raises(ListError, match="has no earlier file"):
        lists.rollback(folder, LIST, why="wrong", by=WHO, today=after(15))


def test_nothing_goes_back_to_a_damaged_file(folder: Path) -> None:
    (first,) = events.active(folder, after(7))
    (first.path / "file").write_bytes(b"{}")
    with pytest.raises(ListError, match="add the publisher's file again"):
        lists.rollback(folder, LIST, why="wrong", by=WHO, today=after(15))
    assert active(folder).entities == 202


@pytest.mark.parametrize(("why", "by"), [("", WHO), ("wrong", ""), (" ", " ")])
def test_a_decision_needs_a_reason_and_a_name(folder: Path, why: str, by: str) -> None:
    with pytest.raises(ListError, match="reason"):
        lists.rollback(folder, LIST, why=why, by=by, today=after(15))
    with pytest.raises(ListError, match="reason"):
        lists.accept(folder, LIST, why=why, by=by, today=after(15))


# ---- what is kept ----


def test_old_editions_are_removed_but_for_the_last_three(folder: Path) -> None:
    add(folder, edition(203), after(21))
    day = after(2_000)
    would = lists.prune(folder, today=day, dry_run=True)
    assert [one.entities for one in would] == [200]
    assert len(lists.held(folder)) == 4
    assert lists.prune(folder, today=day) == would
    assert sorted(one.entities for one in lists.held(folder)) == [201, 202, 203]
    assert not lists.prune(folder, today=day)
    assert not lists.verify(folder)


def test_what_was_removed_is_told_of_and_is_a_fault_of_its_days(folder: Path) -> None:
    add(folder, edition(203), after(21))
    lists.prune(folder, today=after(2_000))
    assert told(folder)[-1] == (after(2_000), "removed")
    (fault,) = load_lists(folder, as_of=after(3)).faults
    assert fault.problem == f"its file was removed on {after(2_000)}"


def test_young_editions_and_refused_ones_are_kept_for_the_time_asked(
    folder: Path,
) -> None:
    with pytest.raises(ListError):
        add(folder, edition(100), after(21))
    assert not lists.prune(folder, today=after(22), older_than=1)
    (refused,) = lists.prune(folder, today=after(23), older_than=1)
    assert refused.entities == 100
    with pytest.raises(ValueError, match="a day at least"):
        lists.prune(folder, today=after(22), older_than=0)


# ---- differences ----


def entity(
    record_id: str, *names: str, refs: Mapping[str, str] | None = None
) -> ListedEntity:
    return ListedEntity(
        list_id="own",
        record_id=record_id,
        kind=Kind.PERSON,
        names=names or (f"Jean Exemple {record_id}",),
        xrefs=[Xref(scheme, one) for scheme, one in (refs or {}).items()],
    )


ONE = entity("1", "Jean Exemple", "J. Exemple")


def test_an_edition_equal_to_the_last_changed_nothing() -> None:
    assert lists.changes([ONE], [attrs.evolve(ONE, raw_sha256="other")]) == ()
    assert lists.changes([ONE], [attrs.evolve(ONE, names=ONE.names[::-1])]) == ()


def test_who_came_went_and_changed_is_told_in_that_order() -> None:
    found = lists.changes(
        [ONE, entity("2")], [entity("3"), attrs.evolve(ONE, genders=("M",))]
    )
    assert [(c.what.value, c.record_id, c.name) for c in found] == [
        ("listed", "3", "Jean Exemple 3"),
        ("delisted", "2", "Jean Exemple 2"),
        ("amended", "1", "Jean Exemple"),
    ]
    assert found[2].fields == (FieldChange("genders", (), ("M",)),)


def test_values_are_told_in_words() -> None:
    other = attrs.evolve(ONE, names=("Jean Exemple",), birth_dates=("1962-03",))
    (change,) = lists.changes([ONE], [other])
    assert change.fields == (
        FieldChange("names", ("J. Exemple",), ()),
        FieldChange("birth_dates", (), ("1962-03",)),
    )


def test_a_record_marked_as_ended_is_delisted_and_no_news_where_it_is_new() -> None:
    ended = attrs.evolve(ONE, delisted_on=FIRST)
    (change,) = lists.changes([ONE], [ended])
    assert change.what is Change.DELISTED
    assert lists.changes([], [ended]) == ()
    assert lists.changes([ended], []) == ()


RENUMBERED = {
    "a reference that is theirs alone": (
        [entity("1", refs={"un_ref": "QDi.001"})],
        [entity("9", refs={"un_ref": "QDi.001"})],
        {"1": "9"},
    ),
    "a reference of two": (
        [entity("1", refs={"un_ref": "Q"}), entity("2", refs={"un_ref": "Q"})],
        [entity("9", refs={"un_ref": "Q"})],
        {},
    ),
    "a record that names the old id": (
        [entity("1")],
        [entity("9", refs={difference.REFERENT: "1"})],
        {"1": "9"},
    ),
    "a record that swallowed another": (
        [entity("1"), entity("9")],
        [entity("9", refs={difference.REFERENT: "1"})],
        {"1": "9"},
    ),
    "an old id that is still there": (
        [entity("1"), entity("9")],
        [entity("1"), entity("9", refs={difference.REFERENT: "1"})],
        {},
    ),
    "names alone": ([entity("1", "Jean")], [entity("9", "Jean")], {}),
}


@pytest.mark.parametrize(("old", "new", "heirs"), RENUMBERED.values(), ids=RENUMBERED)
def test_D10_an_id_that_changed_is_followed_where_the_publisher_says_so(
    old: list[ListedEntity], new: list[ListedEntity], heirs: dict[str, str]
) -> None:
    found = lists.changes(old, new)
    moved = {c.before_id: c.record_id for c in found if c.what is Change.RENUMBERED}
    assert moved == heirs


needs_lists = pytest.mark.skipif(not SHARED.exists(), reason="no publishers' files")


@needs_lists
def test_the_uns_editions_differ_as_counted() -> None:
    paths = sorted((SHARED / "lists" / "un").glob("*.xml"))
    editions = [lists.Watchlist.read("un_sc", path).entities for path in paths]
    counts = [
        [sum(c.what is what for c in lists.changes(old, new)) for what in Change]
        for old, new in zip(editions, editions[1:], strict=False)
    ]
    assert counts == [[41, 168, 669, 1], [126, 3, 13, 6], [4, 1, 2, 0]]


def daily(path: Path) -> list[ListedEntity]:
    """Read a day of OFAC's names, aliases and programmes, as they were gathered."""
    kinds = {"individual": Kind.PERSON, "entity": Kind.ORGANISATION}
    with path.open(encoding="utf-8", newline="") as rows:
        return [
            ListedEntity(
                list_id="us_ofac_sdn",
                record_id=row["uid"],
                kind=kinds.get(row["type"], Kind.UNKNOWN),
                names=[
                    name.strip()
                    for name in (row["name"], *row["alternate_names"].split(";"))
                    if name.strip()
                ],
                programmes=[Programme(code) for code in row["programs"].split(";")],
            )
            for row in csv.DictReader(rows)
        ]


@needs_lists
def test_five_days_of_OFACs_list_differ_as_counted() -> None:
    days = sorted((SHARED / "lists" / "ofac" / "daily").glob("*.csv"))
    editions = [daily(path) for path in days]
    counts = []
    for old, new in zip(editions, editions[1:], strict=False):
        found = lists.changes(old, new)
        counts.append([sum(c.what is what for c in found) for what in Change])
        came, went = (sum(c.what is one for c in found) for one in list(Change)[:2])
        assert len(new) == len(old) + came - went
    assert counts == [[0, 97, 17, 0], [24, 3, 0, 0], [32, 8, 2, 0], [47, 0, 1, 0]]


@needs_lists
def test_when_somebody_was_first_known_is_told_under_every_id(tmp_path: Path) -> None:
    paths = sorted((SHARED / "lists" / "un").glob("*.xml"))[1:]
    for week, path in enumerate(paths):
        lists.add(tmp_path, "un_sc", path, today=date(2026, 5, 1) + timedelta(7 * week))
    for record_id in ("6909003", "6909378"):  # the UN gave him another id in 2025
        seen = lists.trace(tmp_path, "un_sc", record_id)
        assert [(s.in_use, s.published, s.change.what.value) for s in seen] == [
            (date(2026, 5, 1), date(2025, 4, 19), "listed"),
            (date(2026, 5, 8), date(2025, 11, 15), "renumbered"),
        ]
        assert seen[0].listed_on == date(2023, 12, 8)
    assert not lists.trace(tmp_path, "un_sc", "1")


def test_a_list_that_is_not_held_can_not_be_traced(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="is not held"):
        lists.trace(tmp_path, "un_sc", "1")
