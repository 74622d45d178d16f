"""The state of the last night: old or new, whole or an error, and one writer's."""

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kycscreen import rescreen
from kycscreen.book import Book
from kycscreen.errors import KycScreenError
from kycscreen.lists import Watchlist
from kycscreen.rescreen import Night, StateError, states, stored
from kycscreen.screen import Screener
from tests.test_rescreen import CLIENTS, JEAN, LISTED, ON, POLICY, client, entity

INSTANTS = int(os.environ.get("KYCSCREEN_INSTANTS", "25"))
"""How often a night is killed; ``make torture`` does it more often."""


def night(folder: Path, number: int) -> Night:
    """Rescreen on one of two nights: on the second something of all kinds changed."""
    clients = (*CLIENTS, *(client(f"C-{n}", f"Muster {n}") for n in range(10, 20)))
    entities = LISTED
    if number == 2:
        clients = (*clients[1:], client("C-4", JEAN), client("C-5", "…"))
        entities = (entity("1", JEAN, "1962"), entity("3", "Birgitta Utterström"))
    own = Watchlist.of("own", entities, published=ON, checked=ON)
    return rescreen.rescreen(
        Book.of(clients, sha256=f"{number:064}"),
        Screener([own], POLICY, date(2026, 6, number)),
        state=folder / "state.sqlite",
        output=folder / f"run-{number}",
        now=lambda: "2026-06-02T01:00:00Z",
    )


def content(folder: Path) -> dict[str, object]:
    """Return all that two nights left: every row, every file."""
    at = sqlite3.connect(folder / "state.sqlite")
    tables = ["runs", "lists", "entities", "clients", "hits", "transitions", "pending"]
    found: dict[str, object] = {
        table: at.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in tables
    }
    # The hash in front of a night is that of its folder's name as well.
    found["runs"] = at.execute("SELECT id, substr(told, 33) FROM runs").fetchall()
    at.close()
    for path in sorted(folder.glob("run-*/*")):
        found[path.relative_to(folder).as_posix()] = path.read_bytes()
    found["folders"] = sorted(path.name for path in folder.iterdir() if path.is_dir())
    return {name: str(told).replace(str(folder), "") for name, told in found.items()}


_EVENTS = ("open", "os.", "shutil.")


def killed_after(folder: Path, instant: int, number: int = 2) -> int:
    """Rescreen in a process that is killed at an instant; 0 lets it end.

    An instant is a statement of SQLite's, or a file that is opened, renamed, removed.
    """
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return status
    count = 0

    def passed(_statement: object = None) -> None:
        nonlocal count
        count += 1
        if count == instant:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        # What is imported now and was before in another process is no instant.
        if event.startswith(_EVENTS) and str(folder) in str(arguments[0]):
            passed()

    real = sqlite3.connect

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        at: sqlite3.Connection = real(*given, **named)
        at.set_trace_callback(passed)
        return at

    code = 1
    try:
        sqlite3.connect = connect  # type: ignore[assignment]  # overloaded
        sys.addaudithook(hook)
        night(folder, number)
        (folder / "count").write_text(str(count))
        code = 0
    finally:
        os._exit(code)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Return what two nights leave that nobody disturbs, and how long the second is."""
    folder = tmp_path_factory.mktemp("whole")
    night(folder, 1)
    assert killed_after(folder, 0) == 0
    count = int((folder / "count").read_text())
    (folder / "count").unlink()
    return folder, count


@pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("part", range(INSTANTS))
def test_B06_a_night_that_is_killed_at_any_instant_is_done_again_to_the_same_end(
    part: int, uninterrupted: tuple[Path, int], tmp_path: Path
) -> None:
    whole, count = uninterrupted
    instant = 1 + part * (count - 1) // max(1, INSTANTS - 1)
    night(tmp_path, 1)
    before = content(tmp_path)
    status = killed_after(tmp_path, instant)
    assert os.WIFSIGNALED(status)
    rows = ("runs", "lists", "entities", "clients", "hits", "transitions")
    left = content(tmp_path)
    after = content(whole)
    assert {r: left[r] for r in rows} in (
        {r: before[r] for r in rows},
        {r: after[r] for r in rows},
    )
    night(tmp_path, 2)
    assert content(tmp_path) == after


@pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("instant", range(1, 15))
def test_B06_a_first_night_that_is_killed_leaves_no_damage(
    instant: int, tmp_path: Path
) -> None:
    assert os.WIFSIGNALED(killed_after(tmp_path, instant, number=1))
    assert night(tmp_path, 1).run == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("room", [0, 2_000, 20_000])
def test_B07_a_full_disk_is_an_error_and_leaves_the_last_night(
    room: int, tmp_path: Path
) -> None:
    import resource

    night(tmp_path, 1)
    before = content(tmp_path)
    child = os.fork()
    if not child:
        said = ""
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            night(tmp_path, 2)
        except KycScreenError as wrong:
            said = str(wrong)
        finally:
            os._exit(3 if "; " in said or ": " in said else 4)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 3
    # Where a night was to be is written down before it begins, and then cleared.
    left = content(tmp_path)
    assert {**left, "pending": ""} == {**before, "pending": ""}
    assert night(tmp_path, 2).run == 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    night(tmp_path, 1)
    return tmp_path


def test_B04_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with states.opened(folder / "state.sqlite"):
        said = f"is being changed by process {os.getpid()}; wait"
        with pytest.raises(StateError, match=said):
            night(folder, 2)
    assert night(folder, 2).run == 2


def all_told(held: states.State) -> tuple[object, ...]:
    """Return what a state tells of its runs, of what became of hits, and of lists."""
    told = [*held.nights()], [*held.transitions(0, up_to=9)], held.editions()
    assert all(told)
    return told


def damaged(state: Path) -> Iterator[tuple[int, bytes]]:
    """Yield a state with one bit flipped, at many places."""
    whole = state.read_bytes()
    for at in range(0, len(whole), 61):
        yield at, whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :]


def test_B08_a_flipped_bit_is_an_error_and_never_a_hit_less(folder: Path) -> None:
    state = folder / "state.sqlite"
    with states.opened(state) as held:
        known = held.stands([f"C-{n}" for n in range(20)])
        marks = {i: held.marks(edition) for i, edition in held.editions().items()}
        told = all_told(held)
    errors = 0
    for _at, data in damaged(state):
        state.write_bytes(data)
        try:
            with states.opened(state) as held:
                held.last()
                found = held.stands([f"C-{n}" for n in range(20)])
                same = {i: held.marks(e) for i, e in held.editions().items()}
                again = all_told(held)
        except StateError:
            errors += 1
            continue
        # Who is lost without hits is new to the next night, and screened.
        assert all(found[client_id] == known[client_id] for client_id in found)
        assert not any(known[lost].hits for lost in known.keys() - found)
        assert same == {i: marks[i] for i in same}
        assert again == told
    assert errors


@pytest.mark.parametrize(
    ("table", "column", "was", "now"),
    [
        ("transitions", "told", '"score":', '"score":1'),
        ("transitions", "told", '"C-1"', '"C-2"'),
        ("runs", "told", '"exit_code":3', '"exit_code":0'),
        ("lists", "edition", '"entities":', '"entities":1'),
    ],
)
def test_B08_a_row_that_says_something_else_is_damage(
    folder: Path, table: str, column: str, was: str, now: str
) -> None:
    state = folder / "state.sqlite"
    with closing(sqlite3.connect(state)) as at:
        at.execute(f"UPDATE {table} SET {column}=replace({column},?,?)", (was, now))
        changed = at.total_changes
        at.commit()
    assert changed
    with states.opened(state) as held, pytest.raises(StateError, match="is damaged"):
        all_told(held)


@pytest.mark.parametrize(
    ("column", "now"),
    [("list_id", "'else'"), ("facts", "x'00'"), ("facts", "'it'"), ("delisted", "1")],
)
def test_B08_a_list_of_which_something_else_is_known_is_damage_once_it_matters(
    folder: Path, column: str, now: str
) -> None:
    state = folder / "state.sqlite"
    with closing(sqlite3.connect(state)) as at:
        at.execute(f"UPDATE entities SET {column}={now} WHERE record_id='1'")
        at.commit()
    own = Watchlist.of("own", LISTED[1:], published=ON, checked=ON)
    for lists in ([own], []):  # another edition of it, and none
        with pytest.raises(StateError, match="is damaged; put a copy of it back"):
            rescreen.rescreen(
                Book.of(CLIENTS, sha256="2" * 64),
                Screener(lists, POLICY, ON),
                state=state,
                output=folder / "run-2",
            )


def test_B08_what_is_no_database_is_an_error_that_says_what_to_do(
    tmp_path: Path,
) -> None:
    (tmp_path / "state.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StateError, match="is damaged; put a copy of it back"):
        night(tmp_path, 1)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("clients", "standing"),
        ("hits", "known"),
        ("lists", "edition"),
        ("runs", "told"),
    ],
)
def test_B08_a_text_that_is_none_is_damage_and_is_not_told(
    folder: Path, table: str, column: str
) -> None:
    state = folder / "state.sqlite"
    with closing(sqlite3.connect(state)) as at:
        broken = b"Jean Exemple \xff\xfe"
        at.execute(f"UPDATE {table} SET {column}=CAST(? AS TEXT)", (broken,))
        at.commit()
    with pytest.raises(StateError, match="is damaged; put a copy of it back") as told:
        night(folder, 2)
    assert "Jean" not in str(told.value)


def test_B08_a_cut_file_is_an_error(folder: Path) -> None:
    state = folder / "state.sqlite"
    state.write_bytes(state.read_bytes()[: state.stat().st_size // 2])
    with pytest.raises(StateError, match="is damaged; put a copy of it back"):
        night(folder, 2)
    assert not (folder / "run-2").exists()


def test_B08_an_empty_file_is_damage_and_no_first_night(folder: Path) -> None:
    (folder / "state.sqlite").write_bytes(b"")
    with pytest.raises(StateError, match="is empty, which no state is; put a copy"):
        night(folder, 2)
    assert not (folder / "run-2").exists()
    (folder / "state.sqlite").unlink()
    assert night(folder, 2).run == 1


def test_B08_a_log_without_its_state_is_an_error(folder: Path) -> None:
    state = folder / "state.sqlite"
    state.unlink()
    (folder / "state.sqlite-wal").write_bytes(b"left behind")
    with pytest.raises(StateError, match="is missing, and its log is there"):
        night(folder, 2)


@pytest.mark.parametrize(
    ("version", "says"),
    [
        (stored.VERSION + 1, "written by a newer kycscreen; install"),
        (
            stored.VERSION - 1,
            "written by an older kycscreen; go on with that one, or move the state",
        ),
    ],
)
def test_B10_a_state_of_another_version_is_left_alone(
    version: int, says: str, folder: Path
) -> None:
    state = folder / "state.sqlite"
    at = sqlite3.connect(state)
    at.execute(f"PRAGMA user_version={version}")
    at.close()
    data = state.read_bytes()
    with pytest.raises(StateError, match=says):
        night(folder, 2)
    assert state.read_bytes() == data
    assert not (folder / "run-2").exists()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    at = sqlite3.connect(tmp_path / "state.sqlite")
    at.execute("CREATE TABLE theirs(x)")
    at.close()
    with pytest.raises(StateError, match="is no state of ours; name another file"):
        night(tmp_path, 1)


def test_a_state_that_cannot_be_written_is_an_error_that_says_why(
    tmp_path: Path,
) -> None:
    (tmp_path / "state.sqlite").mkdir()
    with pytest.raises(StateError, match="cannot be used: Is a directory"):
        night(tmp_path, 1)


def test_a_run_folder_that_is_taken_leaves_the_state_as_it_was(folder: Path) -> None:
    before = content(folder)
    (folder / "run-2").mkdir()
    (folder / "run-2" / "mine").write_text("mine")
    with pytest.raises(KycScreenError, match="exists already"):
        night(folder, 2)
    (folder / "run-2" / "mine").unlink()
    (folder / "run-2").rmdir()
    assert content(folder) == before


def test_the_newest_state_can_be_copied_while_nobody_writes(folder: Path) -> None:
    assert not list(folder.glob("state.sqlite-*"))
