"""Decisions on a list, killed at any instant: before, or done, and told truly."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kycscreen import lists
from kycscreen.errors import ListError
from kycscreen.lists import events
from kycscreen.lists.loading import load_lists
from tests.test_history import WHO, active, add, after
from tests.test_lists import ENVIRONMENT, LIST, edition

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

# Decides again and again, each time on a fresh copy of the folder, and is killed at
# every so-manieth touch of the disk, until one decision comes through.
_KILLED = """
import os, shutil, signal, sys
from datetime import date
from pathlib import Path
from kycscreen import lists

source, root, act, step = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]

def dies_at(count, folder):
    left = count
    def hook(event, arguments):
        nonlocal left
        if arguments and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)

for count in range(1, 2000, int(step)):
    folder = root / f"{count:04}"
    shutil.copytree(source, folder)
    pid = os.fork()
    if pid == 0:
        dies_at(count, folder)
        exec(act)
        os._exit(0)
    if os.waitpid(pid, 0)[1] == 0:
        break
"""
_DAY = after(21)
_WORD = f"why='A reason', by={WHO!r}, today=date.fromisoformat('{_DAY}')"


def after_each_kill(folder: Path, act: str, *, step: int) -> Iterator[Path]:
    """Yield what each kill left behind, and last what was decided."""
    root = folder.parent / "crashed"
    root.mkdir()
    subprocess.run(
        [sys.executable, "-c", _KILLED, folder, root, act, str(step)],
        check=True,
        env=ENVIRONMENT,
    )
    found = sorted(root.iterdir())
    assert len(found) > 15, "the disk was hardly touched"
    yield from found


def in_use(folder: Path) -> list[int]:
    """Return how many entities the edition in use had at the end of each week."""
    days = (after(7 * week + 1) for week in range(4))
    opened = (load_lists(folder, as_of=day) for day in days)
    return [len(one.entities) for found in opened for one in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose list was in two editions, a week apart."""
    folder = tmp_path / "lists"
    for week, count in enumerate((200, 201)):
        add(folder, edition(count), after(7 * week))
    return folder


def test_b06_a_killed_rollback_goes_back_whole_or_not_at_all(folder: Path) -> None:
    wrong = active(folder).sha256
    seen = set()
    for crashed in after_each_kill(
        folder, f"lists.rollback(folder, '{LIST}', {_WORD})", step=2
    ):
        lists.verify(crashed)
        now = active(crashed)
        assert not now.problem
        is_back = now.entities == 200
        seen.add(is_back)
        assert in_use(crashed) == [200, 201, 201, 200 if is_back else 201]
        file = crashed.parent / "incoming.json"
        file.write_bytes(edition(201))
        if is_back:
            (last,) = [e for e in lists.history(crashed, LIST) if e.on == _DAY]
            assert (last.what.value, last.by, last.reason) == (
                "rolled_back",
                WHO,
                "A reason",
            )
            with pytest.raises(ListError, match=f"was withdrawn on {_DAY} by {WHO}"):
                lists.add(crashed, LIST, file, today=after(22), published=after(5))
        else:
            lists.add(crashed, LIST, file, today=after(22), published=after(5))
            assert active(crashed).sha256 == wrong
        assert not list(crashed.rglob("*.new"))
        assert in_use(crashed) == [200, 201, 201, 200 if is_back else 201]
    assert seen == {True, False}


def test_b06_a_killed_acceptance_is_made_or_can_be_made_again(folder: Path) -> None:
    with pytest.raises(ListError):
        add(folder, edition(160), after(14))
    seen = set()
    act = f"lists.accept(folder, '{LIST}', {_WORD})"
    for crashed in after_each_kill(folder, act, step=2):
        now = active(crashed)
        assert not now.problem
        is_new = now.entities == 160
        seen.add(is_new)
        assert in_use(crashed) == [200, 201, 201, 160 if is_new else 201]
        if is_new:
            (last,) = [e for e in lists.history(crashed, LIST) if e.on == _DAY]
            assert (last.what.value, last.by, last.reason) == (
                "accepted",
                WHO,
                "A reason",
            )
        else:
            waits = lists.waiting(crashed / LIST)
            assert waits is not None
            assert waits.manifest is not None
            assert waits.manifest.entities == 160
            lists.accept(crashed, LIST, why="Again", by=WHO, today=after(22))
            assert active(crashed).entities == 160
        (again,) = [
            e for e in lists.history(crashed, LIST) if e.what.value == "accepted"
        ]
        assert not list(crashed.rglob("*.new"))
        lists.rollback(crashed, LIST, why="After all", by=WHO, today=after(23))
        assert active(crashed).entities == 201
    assert seen == {True, False}


def test_b06_a_killed_pruning_ends_with_the_next_one(folder: Path) -> None:
    for week, count in ((2, 202), (3, 203), (4, 204)):
        add(folder, edition(count), after(7 * week))
    day = after(2_000)
    act = f"lists.prune(folder, today=date.fromisoformat('{day}'))"
    for crashed in after_each_kill(folder, act, step=2):
        assert active(crashed).entities == 204
        lists.prune(crashed, today=day + timedelta(days=1))
        assert sorted(one.entities for one in lists.held(crashed)) == [202, 203, 204]
        assert not lists.verify(crashed)
        told = [
            e.sha256 for e in lists.history(crashed, LIST) if e.what.value == "removed"
        ]
        assert len(set(told)) == len(told) == 2
        assert len(list((crashed / LIST).glob("*/file"))) == 3
        assert events.active(crashed, day)
