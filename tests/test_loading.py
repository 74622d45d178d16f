"""The lists of a folder, opened: built once, rebuilt when anything changes."""

import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from kycscreen import lists
from kycscreen.index import building
from kycscreen.lists import loading
from kycscreen.lists.loading import load_lists
from kycscreen.lists.watchlist import Watchlist
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Outcome, Screener, Screening
from tests.pace import within

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = date(2026, 3, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the UN's sample, accepted as an extract would be."""
    keep(tmp_path, "un_sc", FIXTURES / "un_sc" / "sample.xml")
    return tmp_path


def keep(folder: Path, list_id: str, file: Path) -> None:
    """Store a file as the extracts are stored: no bounds, always a gap."""
    import hashlib

    from kycscreen import codec

    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    read = Watchlist.read(list_id, file)
    place = folder / list_id / sha256
    place.mkdir(parents=True)
    (place / "file").write_bytes(data)
    manifest = {
        "added_on": "2026-03-01", "bytes": len(data), "entities": len(read.entities),
        "extract": True, "sha256": sha256,
    }  # fmt: skip
    (place / "manifest.json").write_text(codec.canonical(manifest), encoding="utf-8")
    (folder / list_id / "extract").write_text(sha256 + "\n", encoding="utf-8")


def index_files(folder: Path) -> list[Path]:
    return sorted((folder / loading.INDEX).glob("*.kyc"))


def screen(folder: Path, name: str) -> Screening:
    party = Party.person(name, role=Role.BENEFICIAL_OWNER)
    screener = Screener(load_lists(folder), Policy(required=["un_sc"]), on=TODAY)
    return screener.screen(Client("C", parties=[party]))


def listed_name(folder: Path) -> str:
    people = [e for e in load_lists(folder).watchlists[0].entities if e.names]
    return next(e.names[0].full for e in people if len(e.names[0].full.split()) > 1)


def test_the_index_is_built_once_and_then_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_lists(folder)
    (file,) = index_files(folder)
    written = file.stat().st_mtime_ns
    monkeypatch.setattr(building, "write", None)  # would fail if it were called
    again = load_lists(folder)
    assert file.stat().st_mtime_ns == written
    assert [w.sha256 for w in again] == [w.sha256 for w in first]
    assert len(again.index) == len(first.index) > 4


def test_entities_of_the_index_are_those_of_the_file(folder: Path) -> None:
    (stored,) = load_lists(folder)
    read = Watchlist.read("un_sc", FIXTURES / "un_sc" / "sample.xml")
    assert tuple(stored.entities) == tuple(read.entities)
    assert stored.entities[-1] == read.entities[-1]
    assert stored.entities[1:3] == tuple(read.entities[1:3])
    with pytest.raises(IndexError):
        stored.entities[len(read.entities)]


def test_another_list_makes_another_index(folder: Path) -> None:
    load_lists(folder)
    keep(folder, "eu_fsf", FIXTURES / "eu_fsf" / "sample.xml")
    assert [w.list_id for w in load_lists(folder)] == ["eu_fsf", "un_sc"]
    assert len(index_files(folder)) == 2


def test_other_code_makes_another_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_lists(folder)
    monkeypatch.setattr(building, "engine", lambda: "another")
    load_lists(folder)
    assert len(index_files(folder)) == 2


def test_old_indexes_are_cleared_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in "abcdef":
        monkeypatch.setattr(building, "engine", lambda code=code: code)
        load_lists(folder)
    assert len(index_files(folder)) == 3


@pytest.mark.parametrize("damage", [b"", b"KYCIDX", b"KYCIDX\0\3" * 512, b"\0" * 4096])
def test_b08_an_index_that_cannot_be_opened_is_built_anew(
    folder: Path, damage: bytes
) -> None:
    name = listed_name(folder)
    (file,) = index_files(folder)
    file.write_bytes(damage)
    assert screen(folder, name).outcome is Outcome.HITS
    assert index_files(folder) == [file]


def test_b08_an_index_of_other_lists_under_this_name_is_not_used(folder: Path) -> None:
    """Its name is a hash, and equal hashes prove nothing."""
    name = listed_name(folder)
    (file,) = index_files(folder)
    right = file.read_bytes()
    file.write_bytes(building.build([Watchlist("un_sc", (), sha256="another")]))
    assert screen(folder, name).outcome is Outcome.HITS
    assert file.read_bytes() == right


def test_b08_a_damaged_list_is_a_gap(folder: Path) -> None:
    (stored,) = (folder / "un_sc").glob("*/file")
    stored.write_bytes(stored.read_bytes().replace(b"INDIVIDUAL", b"INDIVIDUEL", 1))
    screening = screen(folder, "Jean Exemple")
    assert screening.outcome is Outcome.INCONCLUSIVE
    assert [(g.code, g.subject) for g in screening.gaps] == [("list.damaged", "un_sc")]


def test_d08_one_list_fails_and_the_other_still_finds(folder: Path) -> None:
    name = listed_name(folder)
    keep(folder, "eu_fsf", FIXTURES / "eu_fsf" / "sample.xml")
    (stored,) = (folder / "eu_fsf").glob("*/file")
    stored.write_bytes(b"<html></html>")
    screening = screen(folder, name)
    assert screening.outcome is Outcome.HITS
    assert ("list.damaged", "eu_fsf") in [(g.code, g.subject) for g in screening.gaps]


def test_b07_a_folder_that_cannot_be_written_is_still_read(folder: Path) -> None:
    (folder / loading.INDEX).write_text("a file where the folder should be")
    name = listed_name(folder)
    assert screen(folder, name).outcome is Outcome.HITS


def test_b04_builders_at_once_leave_one_whole_index(folder: Path) -> None:
    code = (
        "import sys; from kycscreen import load_lists;"
        "print(len(load_lists(sys.argv[1]).index))"
    )
    builders = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    counts = {builder.communicate()[0] for builder in builders}
    assert len(counts) == 1
    assert len(index_files(folder)) == 1
    assert not list((folder / loading.INDEX).glob("*.part"))


def test_b07_a_disk_that_is_full_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = listed_name(folder)
    (file,) = index_files(folder)
    file.unlink()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert screen(folder, name).outcome is Outcome.HITS
    assert not list((folder / loading.INDEX).iterdir())


SWAPPING = """
import os, pathlib, shutil, sys
folder, *editions = sys.argv[1:]
folder = pathlib.Path(folder)
pointer = folder / "un_sc" / "extract"
indexes = sorted((folder / "index").glob("*.kyc"))
for swap in range(1000):
    new = pointer.with_suffix(".new")
    new.write_text(editions[swap % 2] + "\\n")
    new.replace(pointer)
    index = indexes[swap // 2 % 2]
    part = index.with_suffix(".copy")
    shutil.copyfile(index, part)
    part.replace(index)
print("swapped")
"""


def test_b05_whoever_reads_while_lists_are_swapped_sees_one_edition(
    folder: Path, tmp_path: Path
) -> None:
    """The list in use and the index files both change, a thousand times."""
    sample = (FIXTURES / "un_sc" / "sample.xml").read_bytes()
    one = listed_name(folder)
    first = (folder / "un_sc" / "extract").read_text().strip()
    other = tmp_path / "other.xml"
    word = one.split()[0].encode()
    assert sample.count(word)
    other.write_bytes(sample.replace(word, b"Primerova"))
    (folder / "un_sc" / "extract").unlink()
    keep(folder, "un_sc", other)
    second = (folder / "un_sc" / "extract").read_text().strip()
    hits = {second: screen(folder, one).hits}
    (folder / "un_sc" / "extract").write_text(first + "\n")
    hits[first] = screen(folder, one).hits
    assert len(index_files(folder)) == 2
    assert len(hits[first]) != len(hits[second])
    swapping = subprocess.Popen(
        [sys.executable, "-c", SWAPPING, str(folder), first, second],
        stdout=subprocess.PIPE,
    )
    pauses, seen, kept = [], set(), load_lists(folder)
    while swapping.poll() is None:
        began = time.perf_counter()
        lists = load_lists(folder)
        pauses.append(time.perf_counter() - began)
        for loaded in (lists, kept):
            assert not loaded.faults
            (edition,) = {watchlist.sha256 for watchlist in loaded}
            party = Party.person(one, role=Role.BENEFICIAL_OWNER)
            at = Screener(loaded, Policy(required=["un_sc"]), on=TODAY)
            assert at.screen(Client("C", parties=[party])).hits == hits[edition]
            seen.add(edition)
    output, _ = swapping.communicate()
    assert output == b"swapped\n"
    assert seen == {first, second}
    assert within(0.05, sorted(pauses)[len(pauses) * 99 // 100])


ADDING = """
import datetime, pathlib, sys
from kycscreen import load_lists
from kycscreen.lists import keep
from kycscreen.lists.manifest import Manifest
folder, *texts = sys.argv[1:]
texts = [pathlib.Path(text).read_bytes() for text in texts]
origin = Manifest(
    sha256="", bytes=0, added_on=datetime.date(2026, 3, 1), extract=True
)
for swap in range(100):
    keep(folder, "un_sc", texts[swap % 2] + b"<!-- %d -->" % swap, origin)
    load_lists(folder)
print("added")
"""


def test_b05_whoever_goes_on_with_what_it_has_never_builds_an_index(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred editions that nobody has seen, each put in use and then indexed."""
    sample = (FIXTURES / "un_sc" / "sample.xml").read_bytes()
    one = listed_name(folder)
    word = one.split()[0].encode()
    texts = [tmp_path / "one.xml", tmp_path / "other.xml"]
    texts[0].write_bytes(sample)
    texts[1].write_bytes(sample.replace(word, b"Primerova"))
    party = Party.person(one, role=Role.BENEFICIAL_OWNER)
    policy = Policy(required=["un_sc"])
    lists = load_lists(folder)
    monkeypatch.setattr(building, "write", None)  # would fail if it were called
    adding = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(folder), *map(str, texts)],
        stdout=subprocess.PIPE,
    )
    seen: dict[str, int] = {}
    is_done = False
    while not is_done:
        is_done = adding.poll() is not None  # and look once more
        lists = load_lists(folder, meanwhile=lists)
        assert not lists.faults
        (edition,) = {watchlist.sha256 for watchlist in lists}
        screening = Screener(lists, policy, on=TODAY).screen(
            Client("C", parties=[party])
        )
        assert {hit.entity.list_id for hit in screening.hits} <= {"un_sc"}
        hits = len(screening.hits)
        assert seen.setdefault(edition, hits) == hits
        text = (folder / "un_sc" / edition / "file").read_bytes()
        assert (b"Primerova" in text) == (hits == 0)
    output, _ = adding.communicate()
    assert output == b"added\n"
    assert text.endswith(b"<!-- 99 -->"), "the last one is seen as well"
    assert set(seen.values()) == {0, 1}


def test_d07_any_process_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    name = listed_name(folder)
    code = (
        "import sys, datetime, kycscreen as kyc\n"
        "party = kyc.Party.person(sys.argv[2], role=kyc.Role.CLIENT)\n"
        "screener = kyc.Screener(kyc.load_lists(sys.argv[1]), kyc.Policy(alert_at=1),"
        " on=datetime.date(2026, 3, 1))\n"
        "sys.stdout.buffer.write(screener.screen("
        "kyc.Client('C', parties=[party])).to_json().encode())\n"
    )
    found = set()
    for number, (seed, locale, zone) in enumerate(
        [("0", "C", "UTC"), ("1", "C.UTF-8", "Asia/Tokyo"), ("77", "POSIX", "EST")]
    ):
        copy = tmp_path.with_name(f"{tmp_path.name}-{number}")
        shutil.copytree(folder, copy)
        made = subprocess.run(
            [sys.executable, "-c", code, str(copy), name],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        )
        found.add(made.stdout)
    assert len(found) == 1


def test_what_is_held_is_told_apart_from_what_is_usable(folder: Path) -> None:
    (snapshot,) = lists.active(folder)
    assert not snapshot.problem
    (folder / "un_sc" / "extract").write_text("no such snapshot\n")
    loaded = load_lists(folder)
    assert not loaded.watchlists
    assert [fault.list_id for fault in loaded.faults] == ["un_sc"]
