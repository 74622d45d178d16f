import functools
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import attrs
import pytest

from kycscreen import lists
from kycscreen.entities import ListedEntity, Programme
from kycscreen.errors import BoundsError, ChecksumError, FormatError, ListError
from kycscreen.facts import Kind
from kycscreen.lists import Snapshot, Watchlist, gate, lock
from kycscreen.lists.loading import load_lists
from kycscreen.lists.manifest import Manifest
from kycscreen.sources import Issue, Parsed, find

LIST = "popolo_is_althingi"
TODAY = date(2026, 3, 1)
DATED = date(2026, 2, 20)
SAMPLE = Path(__file__).parent / "fixtures" / "popolo_fi_eduskunta" / "sample.json"


def edition(
    count: int = 200, *, start: int = 0, births: int | None = None, note: str = ""
) -> bytes:
    """Make a file of invented members with ids from ``start`` on."""
    known = count if births is None else births
    people = range(start, start + count)
    return json.dumps(
        {
            "meta": {"note": note},
            "persons": [
                {
                    "id": f"member-{n}",
                    "name": f"Jean Exemple {n}",
                    **({"birth_date": "1962-03-14"} if n - start < known else {}),
                }
                for n in people
            ],
            "memberships": [
                {
                    "person_id": f"member-{n}",
                    "organization_id": "legislature",
                    "role": "member",
                }
                for n in people
            ],
            "organizations": [
                {
                    "id": "legislature",
                    "classification": "legislature",
                    "name": "Alþingi",
                }
            ],
            "events": [],
        },
        ensure_ascii=False,
    ).encode()


OLD = edition()


def add(
    folder: Path,
    data: bytes,
    *,
    published: date | None = DATED,
    checked: date | None = None,
    by: str = "",
    accept: str = "",
) -> Snapshot:
    """Add a file, and accept it if it is refused and a reason is given."""
    file = folder.parent / "incoming.json"
    file.write_bytes(data)
    try:
        return lists.add(
            folder,
            LIST,
            file,
            today=TODAY,
            published=published,
            checked=checked,
            by=by,
        )
    except ListError:
        if not accept:
            raise
    return lists.accept(folder, LIST, why=accept, by=by, today=TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a list folder whose one list is active."""
    folder = tmp_path / "lists"
    add(folder, OLD)
    return folder


def active(folder: Path) -> Snapshot:
    (snapshot,) = lists.active(folder)
    return snapshot


def the_old_one_stays(folder: Path) -> bool:
    snapshot = active(folder)
    planted = {e.record_id for e in lists.read_snapshot(snapshot).entities}
    return (snapshot.path / "file").read_bytes() == OLD and "member-7" in planted


# ---- watchlists ----


def test_a_list_made_in_code_keeps_its_entities_as_they_are() -> None:
    other = ListedEntity(
        list_id="another", record_id="1", kind=Kind.PERSON, names=("Jean Exemple",)
    )
    made = Watchlist.of("test", [other], published=DATED)
    assert made.entities == (other,)
    assert (made.published, made.checked, made.extract) == (DATED, None, False)


def test_a_file_read_by_hand_is_held_to_no_bounds() -> None:
    read = Watchlist.read("popolo_fi_eduskunta", SAMPLE)
    assert 0 < len(read.entities) < 20
    assert read.issues
    assert len(read.sha256) == 64
    assert read.checked == read.published


def test_an_unknown_list_is_an_error_that_names_the_known_ones() -> None:
    for unknown in ("popolo_xx_nowhere", "xx", "", "../un_sc"):
        with pytest.raises(ListError, match="known are .*un_sc"):
            Watchlist.read(unknown, SAMPLE)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ListError, match="cannot be read"):
            Watchlist.read(LIST, path)


def test_a04_another_lists_file_is_refused_by_hand_too() -> None:
    with pytest.raises(FormatError, match="its legislature is Eduskunta"):
        Watchlist.read(LIST, SAMPLE)


# ---- what is stored ----


def test_a_file_is_kept_byte_for_byte_beside_its_manifest(folder: Path) -> None:
    snapshot = active(folder)
    assert snapshot.path == folder / LIST / snapshot.sha256
    assert (snapshot.path / "file").read_bytes() == OLD
    assert (folder / LIST / "active").read_text() == f"{snapshot.sha256}\n"
    plain = json.loads((snapshot.path / "manifest.json").read_text())
    assert list(plain) == sorted(plain)
    assert plain["entities"] == 200
    assert plain["kinds"] == {"person": 200}
    assert plain["published"] == plain["checked"] == "2026-02-20"
    assert plain["bytes"] == len(OLD)


def test_a_snapshot_reads_back_as_the_list_it_is(folder: Path) -> None:
    read = lists.read_snapshot(active(folder))
    assert (read.list_id, len(read.entities)) == (LIST, 200)
    assert (read.published, read.sha256) == (DATED, active(folder).sha256)


def test_what_is_held_says_whose_it_is_and_how_old(folder: Path) -> None:
    snapshot = active(folder)
    assert snapshot.publisher == "EveryPolitician"
    assert "public figures" in snapshot.licence
    assert snapshot.age(TODAY) == 9


def test_a_list_without_a_date_stays_without_one(tmp_path: Path) -> None:
    snapshot = add(tmp_path / "lists", OLD, published=None)
    assert (snapshot.published, snapshot.checked) == (None, None)
    assert snapshot.age(TODAY) is None


def test_a_date_given_by_hand_is_noted(folder: Path) -> None:
    manifest = active(folder).manifest
    assert manifest is not None
    assert "dated by hand" in manifest.notes


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert lists.active(tmp_path / "none") == ()
    assert lists.held(tmp_path / "none") == ()
    assert lists.verify(tmp_path / "none") == ()


def test_folders_that_are_no_lists_are_left_alone(folder: Path) -> None:
    (folder / "index").mkdir()
    (folder / "README.md").write_text("what this is")
    assert [s.list_id for s in lists.active(folder)] == [LIST]


def test_earlier_snapshots_stay_held(folder: Path) -> None:
    add(folder, edition(205), published=date(2026, 2, 21))
    assert [(s.is_active, s.entities) for s in lists.held(folder)] == [
        (True, 205),
        (False, 200),
    ]


def test_adding_the_active_file_again_changes_nothing_but_its_dates(
    folder: Path,
) -> None:
    before = active(folder)
    assert add(folder, OLD, published=None) == before
    later = add(folder, OLD, published=date(2026, 2, 25))
    assert (later.sha256, later.published) == (before.sha256, date(2026, 2, 25))


def test_a_confirmed_file_is_fresh_again(folder: Path) -> None:
    assert lists.confirm(folder, LIST, checked=TODAY, today=TODAY).age(TODAY) == 0
    assert lists.confirm(folder, LIST, checked=DATED, today=TODAY).age(TODAY) == 0
    assert active(folder).published == DATED


def test_a_file_is_as_young_as_the_day_of_its_download(tmp_path: Path) -> None:
    day = date(2026, 2, 26)
    added = add(tmp_path / "lists", OLD, checked=day, by="A. Analyst")
    assert (added.published, added.age(TODAY)) == (DATED, 3)
    assert added.manifest is not None
    assert added.manifest.checked_by == "A. Analyst"


def test_adding_a_quiet_publishers_file_again_confirms_it(folder: Path) -> None:
    assert active(folder).age(TODAY) == 9
    added = add(folder, OLD, published=None, checked=TODAY, by="A. Analyst")
    assert (added.published, added.age(TODAY)) == (DATED, 0)
    again = add(folder, OLD, published=None)
    assert again.manifest is not None
    assert (again.checked, again.manifest.checked_by) == (TODAY, "A. Analyst")


@pytest.mark.parametrize("day", [date(2026, 2, 19), date(2026, 3, 2)])
def test_no_file_is_downloaded_before_it_is_published_or_after_today(
    folder: Path, day: date
) -> None:
    before = active(folder)
    for data in (OLD, edition(205)):
        with pytest.raises(ListError, match="cannot have been downloaded"):
            add(folder, data, checked=day, by="A. Analyst")
    assert active(folder) == before


def test_nothing_stored_cannot_be_confirmed(tmp_path: Path) -> None:
    with pytest.raises(ListError):
        lists.confirm(tmp_path, LIST, checked=TODAY, today=TODAY)


LATER = date(2099, 1, 1)


def test_a10_a_confirmation_to_come_is_refused_wherever_it_is_given(
    folder: Path,
) -> None:
    origin = Manifest(sha256="", bytes=0, added_on=TODAY, checked=LATER)
    for data in (OLD, edition(205)):
        with pytest.raises(ListError, match="confirmed on 2099-01-01, later than"):
            lists.keep(folder, LIST, data, origin)
    for day in (LATER, date(2026, 3, 4)):
        with pytest.raises(ListError, match="later than today, 2026-03-01"):
            lists.confirm(folder, LIST, checked=day, today=TODAY)
    assert active(folder).checked == DATED
    near = lists.confirm(folder, LIST, checked=date(2026, 3, 3), today=TODAY)
    assert near.checked == date(2026, 3, 3)


def confirmed_by_mistake(folder: Path) -> None:
    lists.confirm(folder, LIST, checked=LATER, today=LATER)
    assert active(folder).checked == LATER


def test_a10_a_confirmation_of_the_future_gives_way_to_a_right_one(
    folder: Path,
) -> None:
    confirmed_by_mistake(folder)
    assert lists.confirm(folder, LIST, checked=TODAY, today=TODAY).checked == TODAY
    confirmed_by_mistake(folder)
    assert add(folder, OLD).checked == DATED


# ---- the gate ----


DAMAGED = {
    "a01_empty": b"",
    "a01_blank": b" \n \n",
    "a01_nobody": edition(0),
    "a02_half": OLD[: len(OLD) // 2],
    "a02_one_byte_short": OLD[:-1],
    "a03_web_page": b"<!DOCTYPE html><html><body>Access denied</body></html>",
    "a03_json_error": b'{"error": "rate limit exceeded"}',
    "a04_another_list": SAMPLE.read_bytes(),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_never_replaces_the_active_one(
    folder: Path, data: bytes
) -> None:
    with pytest.raises(FormatError):
        add(folder, data, by="A. Analyst", accept="it must be right")
    assert the_old_one_stays(folder)
    refused = next(s for s in lists.held(folder) if not s.is_active)
    assert refused.manifest is not None
    assert refused.manifest.refused
    assert (refused.path / "file").read_bytes() == data


@pytest.mark.parametrize("count", [152, 409])
def test_bounds_refuse_what_no_person_can_accept(folder: Path, count: int) -> None:
    with pytest.raises(BoundsError, match="the active snapshot stays"):
        add(folder, edition(count), by="A. Analyst", accept="it must be right")
    assert the_old_one_stays(folder)


def test_bounds_ask_for_birth_dates_where_the_list_has_them(tmp_path: Path) -> None:
    plain = json.loads(edition(400, births=200))
    plain["organizations"][0]["name"] = "Eduskunta"
    file = tmp_path / "incoming.json"
    file.write_text(json.dumps(plain))
    with pytest.raises(BoundsError, match="50 persons in a hundred"):
        lists.add(tmp_path / "lists", "popolo_fi_eduskunta", file, today=TODAY)


UNLIKELY = {
    "a06_shrunk_by_11_percent": (edition(178), "178 entities, before 200"),
    "a07_grown_by_half": (edition(302), "302 entities, before 200"),
    "a07_birth_dates_gone": (edition(births=90), "birth dates for 45 in a hundred"),
    "a06_other_people": (edition(start=50), "150 of the 200 ids"),
}


@pytest.mark.parametrize(("data", "says"), UNLIKELY.values(), ids=UNLIKELY)
def test_an_unlikely_edition_needs_a_persons_word(
    folder: Path, data: bytes, says: str
) -> None:
    with pytest.raises(ListError, match=f"needs a person's approval.*{says}"):
        add(folder, data)
    assert the_old_one_stays(folder)
    accepted = add(folder, data, by="A. Analyst", accept="checked with the publisher")
    assert active(folder) == accepted
    assert accepted.manifest is not None
    word = accepted.manifest.accepted
    assert word is not None
    assert (word.by, word.on, word.reason) == (
        "A. Analyst",
        TODAY,
        "checked with the publisher",
    )
    assert says in "; ".join(word.problems)
    assert not accepted.manifest.refused


def test_a06_a_tenth_less_is_a_quiet_month(folder: Path) -> None:
    assert add(folder, edition(180)).entities == 180


def test_a08_an_older_edition_needs_a_persons_word(folder: Path) -> None:
    newer = edition(note="later")
    with pytest.raises(ListError, match="dated 2026-02-19, the active one 2026-02-20"):
        add(folder, newer, published=date(2026, 2, 19))
    with pytest.raises(ListError, match="has no date"):
        add(folder, newer, published=None)
    assert the_old_one_stays(folder)


def test_a08_going_back_to_an_earlier_edition_needs_a_persons_word(
    folder: Path,
) -> None:
    first = active(folder)
    add(folder, edition(note="later"), published=TODAY)
    with pytest.raises(ListError, match=f"lists rollback {LIST} {first.sha256[:12]}"):
        add(folder, OLD)
    earlier = next(s for s in lists.held(folder) if s.sha256 == first.sha256)
    assert earlier.manifest == first.manifest, "a good manifest is not lost"
    back = lists.rollback(folder, LIST, why="it is wrong", by="A. Analyst", today=TODAY)
    assert (back.sha256, back.manifest) == (first.sha256, first.manifest)
    assert the_old_one_stays(folder)


def test_a08_other_content_of_the_same_date_is_noted(folder: Path) -> None:
    before = active(folder).sha256[:12]
    manifest = add(folder, edition(note="again")).manifest
    assert manifest is not None
    assert f"same date as {before}, other content" in manifest.notes


def test_a10_a_date_to_come_is_refused(folder: Path) -> None:
    data = edition(note="tomorrow")
    with pytest.raises(ListError, match="later than today"):
        add(folder, data, published=date(2026, 3, 4), by="A. Analyst", accept="is so")
    assert the_old_one_stays(folder)
    assert add(folder, data, published=date(2026, 3, 3)).is_active


def test_an_acceptance_needs_a_name(folder: Path) -> None:
    with pytest.raises(ListError, match="and the name of whoever"):
        add(folder, edition(178), accept="it must be right")


def entities(kind: Kind, count: int, *, programmes: int = 0) -> list[ListedEntity]:
    return [
        ListedEntity(
            list_id="test",
            record_id=f"{kind.value}-{n}",
            kind=kind,
            names=("Jean Exemple",),
            programmes=[Programme("TEST")] if n < programmes else [],
        )
        for n in range(count)
    ]


def manifest_of(found: Sequence[ListedEntity]) -> Manifest:
    counted = gate.census(found)
    return Manifest(
        sha256="",
        bytes=0,
        added_on=TODAY,
        entities=counted.entities,
        kinds=counted.kinds,
        fill=counted.fill,
    )


@pytest.mark.parametrize(
    ("vessels", "says"),
    [
        (0, ("0 of kind vessel, before 100",)),
        (89, ("89 of kind vessel, before 100",)),
        (90, ()),
        (150, ()),
        (151, ("151 of kind vessel, before 100",)),
    ],
)
def test_a06_each_kind_is_counted_for_itself(
    vessels: int, says: tuple[str, ...]
) -> None:
    people = entities(Kind.PERSON, 1000)
    old = manifest_of([*people, *entities(Kind.VESSEL, 100)])
    new = manifest_of([*people, *entities(Kind.VESSEL, vessels)])
    assert gate.differences(old, new) == says


def test_a06_a_handful_may_come_and_go_but_not_vanish() -> None:
    people = entities(Kind.PERSON, 1000)
    old = manifest_of([*people, *entities(Kind.VESSEL, 4)])
    for count, fine in ((2, True), (30, True), (31, False), (0, False)):
        new = manifest_of([*people, *entities(Kind.VESSEL, count)])
        assert (gate.differences(old, new) == ()) is fine, count


def test_a07_programmes_may_not_fall_by_half() -> None:
    old = manifest_of(entities(Kind.PERSON, 100, programmes=100))
    new = manifest_of(entities(Kind.PERSON, 100, programmes=49))
    assert gate.differences(old, new) == ("programmes for 49 in a hundred, before 100",)


def test_a07_a_share_that_was_hardly_there_is_not_asked_after() -> None:
    people = entities(Kind.PERSON, 1000)
    old = manifest_of([*people, *entities(Kind.VESSEL, 100, programmes=11)])
    new = manifest_of([*people, *entities(Kind.VESSEL, 100, programmes=4)])
    assert (old.fill["programmes"], new.fill["programmes"]) == (1, 0)
    assert gate.differences(old, new) == ()


@pytest.mark.parametrize(
    ("before", "now", "fine"),
    [(0, 5, True), (0, 6, False), (5, 10, True), (5, 11, False), (40, 60, True)],
)
def test_a20_weak_names_may_not_become_twice_as_common(
    before: int, now: int, fine: bool
) -> None:
    def said(weak: int) -> Manifest:
        found = Manifest(sha256="", bytes=0, added_on=TODAY, entities=100)
        return attrs.evolve(found, fill={"weak_names": weak})

    says = () if fine else (f"{now} in a hundred names weak, before {before}",)
    assert gate.differences(said(before), said(now)) == says


def named(*names: str) -> list[ListedEntity]:
    return [
        ListedEntity(
            list_id="test", record_id=str(number), kind=Kind.PERSON, names=(name,)
        )
        for number, name in enumerate(names)
    ]


def test_a06_names_in_another_order_or_case_are_the_same_names() -> None:
    old = named(*[f"EXEMPLE, Jean {n}" for n in range(10)])
    new = named(*[f"Jean {n} Exemple" for n in range(10)])
    assert gate.strangers(old, new) == ()


def test_a06_a_fifth_may_be_renamed_and_no_more() -> None:
    old = named(*[f"Jean Exemple {n}" for n in range(10)])
    for renamed, says in (
        (2, ()),
        (3, ("3 of the 10 entities in both have only other names",)),
    ):
        new = named(
            *["Nobody" if n < renamed else f"Jean Exemple {n}" for n in range(10)]
        )
        assert gate.strangers(old, new) == says


# ---- the gate, on real lists ----

SHARED = Path(__file__).parent.parent.parent / "shared" / "lists"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="no full lists here")

LOST = {
    "every_alias": ("<akaList>.*?</akaList>", "", "names to a hundred entities"),
    "every_number": ("<idList>.*?</idList>", "", "identifiers for 0 in a hundred"),
    "every_strength": ("<category>strong<", "<category>weak<", "hundred names weak"),
    "every_nationality": (
        "<nationalityList>.*?</nationalityList>",
        "",
        "nationalities for 0 in a hundred",
    ),
    "every_citizenship": (
        "<citizenshipList>.*?</citizenshipList>",
        "",
        "citizenships for 0 in a hundred",
    ),
    "every_address": (
        "<addressList>.*?</addressList>",
        "",
        "addresses for 0 in a hundred",
    ),
    "every_first_name": ("<firstName>.*?</firstName>", "", "have only other names"),
    "every_last_name": (
        "<lastName>.*?</lastName>",
        "<lastName>EXEMPLE</lastName>",
        "have only other names",
    ),
}


@functools.cache
def every_tenth_of_sdn() -> str:
    text = (SHARED / "ofac" / "sdn_2021-03-10.xml").read_text("utf-8")
    head, *entries = text.split("  <sdnEntry>")
    kept = entries[::10]
    if kept[-1] is not entries[-1]:
        kept.append(entries[-1])  # it closes the file
    count = f"<Record_Count>{len(kept)}</Record_Count>"
    head = re.sub("<Record_Count>.*?</Record_Count>", count, head)
    return "  <sdnEntry>".join([head, *kept])


def differences(old: Parsed, new: Parsed) -> tuple[str, ...]:
    return (
        *gate.differences(manifest_of(old.entities), manifest_of(new.entities)),
        *gate.strangers(old.entities, new.entities),
    )


@needs_shared
@pytest.mark.parametrize(("what", "other", "says"), LOST.values(), ids=LOST)
def test_a07_whatever_is_lost_from_every_record_is_asked_after(
    what: str, other: str, says: str
) -> None:
    text = every_tenth_of_sdn()
    changed, times = re.subn(f"(?s){what}", other, text)
    assert times > 20
    read = find("us_ofac_sdn").parse
    old, new = read(text.encode()), read(changed.encode())
    assert differences(old, old) == ()
    assert says in "; ".join(differences(old, new))


@needs_shared
def test_a06_the_real_editions_of_the_un_list_pass_and_a_broken_one_does_not(
    tmp_path: Path,
) -> None:
    def fetched(edition: str) -> Snapshot:
        file = SHARED / "un" / f"un_consolidated_{edition}.xml"
        return lists.add(tmp_path, "un_sc", file, today=TODAY)

    assert fetched("2021-03-12").entities == 1004
    with pytest.raises(ListError, match="193 of kind organisation, before 293"):
        fetched("2025-04-19")
    assert fetched("2025-11-15").entities == 1000
    assert fetched("2026-02-27").entities == 1003
    assert lists.verify(tmp_path) == ()


# ---- what nobody can place ----


def unplaced(count: int, path: str = "persons/marker") -> list[Issue]:
    return [Issue(f"member-{n}", path, "value") for n in range(count)]


def test_a12_a_path_that_often_holds_the_unknown_is_named() -> None:
    few, often = unplaced(20, "few"), unplaced(21, "often")
    assert gate.unplaced([*few, *often], 200) == {"often": 21}
    assert gate.unplaced(often, 419) == {"often": 21}
    assert gate.unplaced(often, 420) == {}


def drifted(note: str = "") -> bytes:
    """Make an edition that is read, but 23 of its 400 values at one path are not."""
    plain = json.loads(edition(400, note=note))
    for person in plain["persons"][::18]:
        person["gender"] = "marker"
    return json.dumps(plain).encode()


def test_a12_a_changed_format_needs_a_persons_word_and_only_once(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "lists"
    add(folder, edition(400))
    with pytest.raises(ListError, match="23 values at .*gender could not be placed"):
        add(folder, drifted())
    manifest = add(folder, drifted(), by="A. Analyst", accept="a new code").manifest
    assert manifest is not None
    assert manifest.accepted is not None
    (waived,) = manifest.accepted.problems
    assert "gender" in waived
    assert add(folder, drifted("later")).is_active


def test_a12_the_first_file_of_a_list_is_asked_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    with pytest.raises(ListError, match="gender could not be placed.*stays unused"):
        add(folder, drifted())
    assert add(folder, drifted(), by="A. Analyst", accept="a new code").is_active


# ---- whose word ----


@pytest.mark.parametrize(
    ("by", "accept"),
    [(" ", " "), ("A. Analyst", " "), (" ", "is right"), ("-", "?"), ("\t", "")],
)
def test_blanks_are_nobodys_word(folder: Path, by: str, accept: str) -> None:
    with pytest.raises(ListError, match=r"blanks"):
        add(folder, edition(178), by=by, accept=accept)
    assert the_old_one_stays(folder)


def test_blanks_confirm_nothing(folder: Path) -> None:
    with pytest.raises(ListError, match="blanks"):
        lists.confirm(folder, LIST, checked=TODAY, today=TODAY, by=" ")
    assert active(folder).checked == DATED


def test_where_nothing_was_refused_nothing_can_be_accepted(folder: Path) -> None:
    with pytest.raises(ListError, match="has no refused file"):
        lists.accept(folder, LIST, why="sure", by="A. Analyst", today=TODAY)


def test_an_approval_lists_what_it_waived_and_survives_adding_again(
    folder: Path,
) -> None:
    accepted = add(folder, edition(178, births=50), by="A. Analyst", accept="is right")
    again = add(folder, edition(178, births=50))
    assert accepted.manifest is not None
    assert accepted.manifest.accepted is not None
    assert accepted.manifest.accepted.problems == (
        "178 entities, before 200",
        "178 of kind person, before 200",
        "birth dates for 28 in a hundred, before 100",
    )
    assert again.manifest is not None
    assert again.manifest.accepted == accepted.manifest.accepted


# ---- extracts ----


def bundle(folder: Path) -> Snapshot:
    origin = Manifest(sha256="", bytes=0, added_on=TODAY, extract=True)
    return lists.keep(folder, LIST, edition(3), origin)


def test_an_extract_is_held_to_no_bounds_and_says_what_it_is(tmp_path: Path) -> None:
    bundle(tmp_path)
    assert active(tmp_path).extract
    assert lists.read_snapshot(active(tmp_path)).extract
    assert not (tmp_path / LIST / "active").exists()


def test_a_full_list_stands_before_the_extract_and_is_not_compared_with_it(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "lists"
    bundle(folder)
    pointer = (folder / LIST / "extract").read_bytes()
    add(folder, OLD, published=None)
    bundle(folder)
    assert not active(folder).extract
    assert active(folder).entities == 200
    assert (folder / LIST / "extract").read_bytes() == pointer


def test_the_list_itself_is_not_made_an_extract_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    before = add(folder, OLD, published=None)
    origin = Manifest(sha256="", bytes=0, added_on=TODAY, extract=True)
    assert lists.keep(folder, LIST, OLD, origin) == before == active(folder)
    assert not before.extract


# ---- damage to the store ----


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def test_b08_a_flipped_bit_is_found_and_healed_by_adding_again(folder: Path) -> None:
    flip(active(folder).path / "file")
    (wrong,) = lists.verify(folder)
    assert isinstance(wrong, ChecksumError)
    with pytest.raises(ChecksumError, match="add the publisher's file again"):
        lists.read_snapshot(active(folder))
    add(folder, OLD)
    assert lists.verify(folder) == ()
    assert the_old_one_stays(folder)


def test_b08_a_damaged_active_file_does_not_block_the_next_edition(
    folder: Path,
) -> None:
    flip(active(folder).path / "file")
    manifest = add(folder, edition(205)).manifest
    assert manifest is not None
    assert "the active file is damaged: ids not compared" in manifest.notes


def harm_manifest(folder: Path) -> None:
    (active(folder).path / "manifest.json").write_text("{")


def harm_pointer(folder: Path) -> None:
    (folder / LIST / "active").write_text("")


def lose_pointer(folder: Path) -> None:
    (folder / LIST / "active").unlink()


HARMS = {
    "manifest": (harm_manifest, "the active snapshot is damaged"),
    "pointer": (harm_pointer, "the active snapshot is damaged"),
    "no_pointer": (lose_pointer, "nothing is active any more"),
}


@pytest.mark.parametrize(("harm", "says"), HARMS.values(), ids=HARMS)
def test_b08_a_damaged_active_snapshot_does_not_open_the_gate(
    folder: Path, harm: Callable[[Path], None], says: str
) -> None:
    first = active(folder)
    add(folder, edition(205), published=date(2026, 2, 21))
    harm(folder)
    with pytest.raises(ListError, match="needs a person's approval.*entities, before"):
        add(folder, edition(160), published=date(2026, 2, 22))
    manifest = add(folder, edition(203), published=date(2026, 2, 22)).manifest
    assert manifest is not None
    (note,) = [note for note in manifest.notes if note.startswith(says)]
    if harm is harm_manifest:
        assert first.sha256[:12] in note


@pytest.mark.parametrize(("harm", "says"), HARMS.values(), ids=HARMS)
def test_b08_where_nothing_good_is_left_a_person_decides(
    folder: Path, harm: Callable[[Path], None], says: str
) -> None:
    harm_manifest(folder)
    harm(folder)
    with pytest.raises(ListError, match=f"{says}, and no other is there to compare"):
        add(folder, edition(205))
    accepted = add(folder, edition(205), by="A. Analyst", accept="compared by hand")
    assert accepted.manifest is not None
    assert accepted.manifest.accepted is not None
    assert accepted.manifest.accepted.problems == (
        f"{says}, and no other is there to compare with",
    )


def test_b08_a_damaged_manifest_does_not_let_an_earlier_file_return(
    folder: Path,
) -> None:
    add(folder, edition(205), published=date(2026, 2, 21))
    harm_manifest(folder)
    with pytest.raises(ListError, match="damaged, and this is an earlier file"):
        add(folder, OLD)
    assert add(folder, edition(205)).is_active


def test_b08_an_extract_beside_a_lost_pointer_does_not_open_the_gate(
    folder: Path,
) -> None:
    bundle(folder)
    lose_pointer(folder)
    assert active(folder).extract
    with pytest.raises(ListError, match="needs a person's approval.*160 entities"):
        add(folder, edition(160))
    assert add(folder, OLD).is_active


def test_b08_a_list_that_never_was_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        add(tmp_path / "lists", OLD[:-1])
    manifest = add(tmp_path / "lists", OLD).manifest
    assert manifest is not None
    assert "the first of its list: compared with nothing" in manifest.notes


def rewrite(snapshot: Snapshot, **changes: object) -> None:
    path = snapshot.path / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_b08_an_active_snapshot_that_was_refused_is_a_problem(folder: Path) -> None:
    with pytest.raises(ListError):
        add(folder, edition(160))
    refused = next(s for s in lists.held(folder) if not s.is_active)
    assert not refused.problem
    (folder / LIST / "active").write_text(f"{refused.sha256}\n")
    assert "that the file was refused" in active(folder).problem
    assert load_lists(folder).faults
    with pytest.raises(ListError, match="approval.*160 entities"):
        add(folder, edition(160))
    with pytest.raises(ListError, match="refused"):
        lists.confirm(folder, LIST, checked=TODAY, today=TODAY)
    # Nobody knows which was active; the newest good one is the last known.
    assert add(folder, edition(205)).is_active
    assert not active(folder).problem


def test_b08_a_manifest_marked_refused_is_used_for_nothing(folder: Path) -> None:
    rewrite(active(folder), refused="marker")
    assert "that the file was refused" in active(folder).problem
    with pytest.raises(ListError, match="had been refused, and no other is there"):
        add(folder, OLD)
    assert add(folder, OLD, by="A. Analyst", accept="it was not").is_active


FALSIFIED = {
    "entities": ({"entities": 199}, "200 entities, not 199"),
    "kinds": ({"kinds": {"vessel": 200}}, "200 of kind person, not 0"),
    "gone": ({"kinds": {}}, "200 of kind person, not 0"),
}


@pytest.mark.parametrize(("changes", "says"), FALSIFIED.values(), ids=FALSIFIED)
def test_b08_a_manifest_that_is_not_its_files_is_found_and_not_compared_with(
    folder: Path, changes: dict[str, object], says: str
) -> None:
    rewrite(active(folder), **changes)
    (wrong,) = lists.verify(folder)
    assert says in wrong.problem
    assert "add the publisher's file again" in wrong.problem
    manifest = add(folder, edition(205)).manifest
    assert manifest is not None
    assert any(says in note for note in manifest.notes)
    add(folder, OLD, by="A. Analyst", accept="back again")
    assert lists.verify(folder) == ()


def test_b08_a_falsified_date_is_found(tmp_path: Path) -> None:
    origin = Manifest(sha256="", bytes=0, added_on=TODAY, extract=True)
    data = (SAMPLE.parent.parent / "un_sc" / "sample.xml").read_bytes()
    snapshot = lists.keep(tmp_path, "un_sc", data, origin)
    assert lists.verify(tmp_path) == ()
    rewrite(snapshot, published="2030-01-01")
    (wrong,) = lists.verify(tmp_path)
    assert f"published {snapshot.published}, not 2030-01-01" in wrong.problem


def test_b08_an_extract_that_says_it_is_none_is_a_problem(tmp_path: Path) -> None:
    rewrite(bundle(tmp_path), extract=False)
    assert "is to no extract" in active(tmp_path).problem


def test_an_older_manifest_without_a_number_is_completed_from_its_file(
    folder: Path,
) -> None:
    rewrite(active(folder), fill={})
    with pytest.raises(ListError, match="birth dates for 45 in a hundred"):
        add(folder, edition(births=90))


def test_verify_reads_no_refused_file(folder: Path) -> None:
    with pytest.raises(FormatError):
        add(folder, OLD[:-1])
    assert lists.verify(folder) == ()


@pytest.mark.parametrize(
    "harm",
    [
        lambda s: (s.path / "manifest.json").write_text("{"),
        lambda s: (s.path / "manifest.json").write_text('{"sha256": 1}'),
        lambda s: (s.path / "manifest.json").write_text("[]"),
        lambda s: (s.path / "manifest.json").unlink(),
        lambda s: (s.path / "file").unlink(),
        lambda s: (s.path / "file").write_bytes(OLD[:-1]),
        lambda s: (s.path.parent / "active").write_text(""),
        lambda s: (s.path.parent / "active").write_bytes(b"\xff" * 64),
        lambda s: (s.path.parent / "active").write_text("0" * 64),
        lambda s: (s.path.parent / "active").write_text("../../etc"),
        lambda s: (s.path.parent / "active").unlink(),
    ],
)
def test_b08_a_broken_list_is_a_problem_and_the_others_are_fine(
    folder: Path, harm: Callable[[Snapshot], object]
) -> None:
    file = folder.parent / "duma.json"
    plain = json.loads(edition(400))
    plain["organizations"][0]["name"] = "Duma"
    file.write_text(json.dumps(plain))
    lists.add(folder, "popolo_ru_duma", file, today=TODAY)
    harm(active_of(folder, LIST))
    broken, fine = lists.active(folder)
    assert broken.list_id == LIST
    assert "add the publisher's file again" in broken.problem
    assert not fine.problem
    assert len(lists.read_snapshot(fine).entities) == 400
    with pytest.raises(ListError):
        lists.read_snapshot(broken)
    assert [wrong.list_id for wrong in lists.verify(folder)] == [LIST]
    assert add(folder, OLD).is_active
    assert lists.verify(folder) == ()


def active_of(folder: Path, list_id: str) -> Snapshot:
    return next(s for s in lists.active(folder) if s.list_id == list_id)


def test_a_list_never_accepted_is_a_problem_not_a_silence(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    with pytest.raises(FormatError):
        add(folder, OLD[:-1])
    assert "none of the stored files is active" in active(folder).problem


def test_b07_a_folder_that_cannot_be_written_is_an_error_of_ours(
    tmp_path: Path,
) -> None:
    (tmp_path / "lists").write_text("a file")
    with pytest.raises(ListError, match="cannot be stored"):
        add(tmp_path / "lists", OLD)


# ---- two writers, and none ----

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(lists.__file__).parents[2])}


def test_b04_a_second_writer_is_told_to_wait(folder: Path) -> None:
    with (
        lock.held(LIST, folder / LIST),
        pytest.raises(ListError, match=f"changed by process {os.getpid()}"),
    ):
        add(folder, edition(205))
    assert add(folder, edition(205)).is_active


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed by signal there")
def test_b04_a_killed_writer_leaves_no_lock(folder: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path;"
        "from kycscreen.lists import lock;"
        f"lock.held('{LIST}', Path(sys.argv[1])).__enter__();"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, folder / LIST], check=False, env=ENVIRONMENT
    )
    assert done.returncode == -signal.SIGKILL
    assert add(folder, edition(205)).is_active


# Adds a file again and again, each time on a fresh copy of the folder, and is
# killed at the first, second … touch of the disk, until one addition comes through.
_KILLED = """
import os, shutil, signal, sys
from datetime import date
from pathlib import Path
from kycscreen import lists

source, root, file = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])

def dies_at(count, folder):
    left = count
    def hook(event, arguments):
        nonlocal left
        if arguments and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)

for count in range(1, 500):
    folder = root / str(count)
    shutil.copytree(source, folder)
    pid = os.fork()
    if pid == 0:
        dies_at(count, folder)
        lists.add(folder, sys.argv[4], file, today=date(2026, 3, 1))
        os._exit(0)
    if os.waitpid(pid, 0)[1] == 0:
        break
"""


def after_each_kill(source: Path, root: Path, data: bytes) -> Iterator[Path]:
    file = root / "incoming.json"
    file.write_bytes(data)
    crashed = root / "crashed"
    crashed.mkdir()
    subprocess.run(
        [sys.executable, "-c", _KILLED, source, crashed, file, LIST],
        check=True,
        env=ENVIRONMENT,
    )
    folders = list(crashed.iterdir())
    assert len(folders) > 15, "the disk was hardly touched"
    yield from folders


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_b06_a_kill_at_any_instant_leaves_the_old_list_or_the_new_one(
    tmp_path: Path,
) -> None:
    source = tmp_path / "lists"
    old = add(source, OLD, published=None).sha256
    new = edition(205)
    seen = set()
    for folder in after_each_kill(source, tmp_path, new):
        snapshot = active(folder)
        seen.add(snapshot.sha256)
        assert not snapshot.problem
        expected = 200 if snapshot.sha256 == old else 205
        assert len(lists.read_snapshot(snapshot).entities) == expected
        assert lists.verify(folder) == ()
        assert lists.add(
            folder, LIST, tmp_path / "incoming.json", today=TODAY
        ).is_active
        assert not list(folder.rglob("*.new"))
    assert len(seen) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_b06_a_kill_during_the_first_addition_leaves_nothing_or_the_list(
    tmp_path: Path,
) -> None:
    source = tmp_path / "lists"
    source.mkdir()
    for folder in after_each_kill(source, tmp_path, OLD):
        for snapshot in lists.active(folder):
            assert snapshot.problem or snapshot.entities == 200
        assert lists.add(
            folder, LIST, tmp_path / "incoming.json", today=TODAY
        ).is_active
        assert not list(folder.rglob("*.new"))
        assert [len(s.problem) for s in lists.held(folder)] == [0]


# ---- what is no ordinary file ----

needs_posix = pytest.mark.skipif(os.name != "posix", reason="needs links and pipes")


@needs_posix
def test_b08_a_link_in_place_of_the_lock_is_refused_and_its_target_kept(
    folder: Path,
) -> None:
    target = folder.parent / "precious"
    target.write_text("precious")
    (folder / LIST / "lock").unlink()
    (folder / LIST / "lock").symlink_to(target)
    with pytest.raises(ListError, match="lock is no ordinary file; remove it"):
        add(folder, edition(205))
    with pytest.raises(ListError, match="lock is no ordinary file; remove it"):
        lists.confirm(folder, LIST, checked=TODAY, today=TODAY)
    assert target.read_text() == "precious"
    assert the_old_one_stays(folder)


@needs_posix
def test_b08_a_link_left_beside_a_file_is_not_written_through(folder: Path) -> None:
    target = folder.parent / "precious"
    target.write_text("precious")
    (active(folder).path / "manifest.json.new").symlink_to(target)
    lists.confirm(folder, LIST, checked=TODAY, today=TODAY)
    assert target.read_text() == "precious"


@needs_posix
@pytest.mark.parametrize("kind", ["link", "file"])
@pytest.mark.parametrize("of", ["new", "active"])
def test_b08_what_stands_where_a_snapshot_should_is_named(
    folder: Path, kind: str, of: str
) -> None:
    data = edition(205) if of == "new" else OLD
    place = folder / LIST / hashlib.sha256(data).hexdigest()
    if of == "active":
        place.rename(folder.parent / "elsewhere")
    (folder.parent / "elsewhere").mkdir(exist_ok=True)
    if kind == "file":
        place.write_text("what?")
    else:
        place.symlink_to(folder.parent / "elsewhere")
    with pytest.raises(ListError, match=r"[0-9a-f]{12}… is no folder; remove it"):
        add(folder, data)
    if of == "active":
        assert "is no folder; remove it" in active(folder).problem
    place.unlink()
    assert add(folder, data).is_active


@needs_posix
def test_a_file_where_the_lists_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / LIST).write_text("what?")
    with pytest.raises(ListError, match=f"{LIST} is no folder; remove it"):
        add(tmp_path / "lists", OLD)


@needs_posix
def test_a16_a_device_or_a_pipe_is_no_list(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(ListError, match="is no ordinary file"):
            Watchlist.read(LIST, path)
        with pytest.raises(ListError, match="is no ordinary file"):
            lists.add(tmp_path / "lists", LIST, path, today=TODAY)


@needs_posix
@pytest.mark.parametrize("name", ["file", "manifest.json", "../active"])
def test_b08_a_pipe_in_the_store_is_a_problem_and_no_endless_wait(
    folder: Path, name: str
) -> None:
    path = active(folder).path / name
    path.unlink()
    os.mkfifo(path)
    assert "add the publisher's file again" in active(folder).problem
    assert add(folder, OLD).is_active
    assert the_old_one_stays(folder)


def test_a23_an_endlessly_nested_manifest_is_a_problem_of_its_list(
    folder: Path,
) -> None:
    (active(folder).path / "manifest.json").write_text("[" * 100_000)
    assert "manifest is damaged" in active(folder).problem
    (fault,) = load_lists(folder).faults
    assert (fault.list_id, "damaged" in fault.problem) == (LIST, True)


@pytest.mark.parametrize("name", ["manifest.json", "../history"])
def test_B10_what_a_newer_version_wrote_is_told_and_never_written_over(
    folder: Path, name: str
) -> None:
    """What it says might be that the file was withdrawn."""
    path = active(folder).path / name
    add(folder, OLD, checked=date(2026, 2, 20))
    text = path.read_text()
    assert text.count('"sha256"') >= 1
    path.write_text(text.replace('"sha256"', '"signature":"x","sha256"'))
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    told = "was written by a newer kycscreen, or is damaged; install the newest"
    for data in (OLD, edition(205)):
        with pytest.raises(ListError, match=told):
            add(folder, data, checked=date(2026, 2, 21))
    with pytest.raises(ListError, match="newer kycscreen"):
        lists.confirm(folder, LIST, checked=TODAY, today=TODAY)
    for decide in (lists.rollback, lists.accept):
        with pytest.raises(ListError, match="newer kycscreen"):
            decide(folder, LIST, why="why", by="who", today=TODAY)
    after = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert {p: d for p, d in after.items() if p.name != "lock"} == {
        p: d for p, d in before.items() if p.name != "lock"
    }
    if name == "manifest.json":
        (fault,) = load_lists(folder).faults
        assert "newer kycscreen" in fault.problem
        assert "add the publisher" not in fault.problem


def test_B10_a_refused_file_of_a_newer_version_is_not_judged_again(
    folder: Path,
) -> None:
    with pytest.raises(ListError, match="approval"):
        add(folder, edition(170))
    (refused,) = (s for s in lists.held(folder) if not s.is_active)
    path = refused.path / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"signature": "x"}))
    text = path.read_text()
    with pytest.raises(ListError, match="newer kycscreen"):
        add(folder, edition(170))
    assert path.read_text() == text


def test_B10_a_manifest_and_a_history_of_an_older_version_are_read(
    folder: Path,
) -> None:
    path = active(folder).path / "manifest.json"
    plain = json.loads(path.read_text())
    old = {name: plain[name] for name in ("added_on", "bytes", "entities", "sha256")}
    path.write_text(json.dumps(old))
    history = folder / LIST / "history"
    told = json.loads(history.read_text())
    kept = {name: told[name] for name in ("on", "what", "sha256")}
    history.write_text(json.dumps(kept) + "\n")
    assert active(folder).problem == ""
    assert add(folder, edition(205)).is_active
    assert [e.sha256 for e in lists.history(folder, LIST)][0] == plain["sha256"]
