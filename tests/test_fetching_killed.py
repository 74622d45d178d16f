"""A fetch that is killed: the old list or the new one, whole, and nothing left."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

from kycscreen import lists
from kycscreen.lists import fetching
from kycscreen.lists.fetching import LIMITS, Clock, Happening
from kycscreen.sources import Source, find
from tests.publisher import Publisher, Question, file, publishing
from tests.test_lists import LIST, OLD, edition

INSTANTS = int(os.environ.get("KYCSCREEN_INSTANTS", "25"))
"""How often a fetch is killed; ``make torture`` does it more often."""

NEW = edition(205)
LIMITED = attrs.evolve(LIMITS, attempts=2, total=60)
_EVENTS = ("open", "os.", "shutil.")

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def at() -> Iterator[Publisher]:
    with publishing() as found:
        yield found


def in_pieces(question: Question) -> None:
    """Serve the new edition piece by piece, each of which is an instant."""
    question.head(200, {"Content-Length": str(len(NEW)), "ETag": '"new"'})
    for begin in range(0, len(NEW), 5_000):
        question.wfile.write(NEW[begin : begin + 5_000])
        question.wfile.flush()


def fetch(folder: Path, source: Source, tell: fetching.Tell | None = None) -> Happening:
    (found,) = fetching.fetch_from(
        folder,
        [source],
        limits=LIMITED,
        clock=Clock(now=lambda: datetime(2026, 3, 2, tzinfo=UTC)),
        tell=tell or (lambda *_: None),
    )
    assert found.is_current, found.problem
    return found.happened


def killed_after(
    folder: Path, source: Source, *, instant: int = 0, seconds: float = 0.0
) -> int:
    """Fetch in a process that is killed at an instant, or in time; 0 lets it end.

    An instant is a piece that is written, or a file that is opened, renamed, removed.
    """
    child = os.fork()
    if child:
        _, ended = os.waitpid(child, 0)
        return ended
    count = 0

    def passed(*_: object) -> None:
        nonlocal count
        count += 1
        if count == instant:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(_EVENTS) and str(folder) in str(arguments[0]):
            passed()

    code = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends a process at once
        sys.addaudithook(hook)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        began = time.monotonic()
        fetch(folder, source, passed)
        lasted = time.monotonic() - began
        signal.setitimer(signal.ITIMER_REAL, 0)
        (folder.parent / "lasted").write_text(f"{count} {lasted}")
        code = 0
    finally:
        os._exit(code)


def start(folder: Path, at: Publisher) -> Source:
    """Hold the old edition, and let the publisher have the new one."""
    source = attrs.evolve(find(LIST), url=at.url("/list.json"))
    at.serves["/list.json"] = file(OLD, etag='"old"')
    assert fetch(folder, source) is Happening.NEW
    at.serves["/list.json"] = in_pieces
    return source


def left(folder: Path) -> list[Path]:
    """Return the files that nobody needs."""
    return [*folder.rglob("*.part"), *folder.rglob("*.new")]


def held(folder: Path) -> bytes:
    """Return the active file, which is whole and can be screened with."""
    (active,) = lists.active(folder)
    assert active.problem == ""
    assert lists.verify(folder) == ()
    assert len(lists.read_snapshot(active).entities) in (200, 205)
    return (active.path / "file").read_bytes()


@pytest.fixture(scope="module")
def uninterrupted(
    at: Publisher, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, float]:
    """Return how many instants a fetch has that nobody disturbs, and its seconds."""
    folder = tmp_path_factory.mktemp("whole") / "lists"
    source = start(folder, at)
    assert killed_after(folder, source) == 0
    assert held(folder) == NEW
    assert left(folder) == []
    count, lasted = (folder.parent / "lasted").read_text().split()
    return int(count), float(lasted)


@pytest.mark.parametrize("part", range(INSTANTS))
def test_B06_a_fetch_that_is_killed_leaves_the_old_list_or_the_new_one(
    part: int, uninterrupted: tuple[int, float], at: Publisher, tmp_path: Path
) -> None:
    count, lasted = uninterrupted
    folder = tmp_path / "lists"
    source = start(folder, at)
    way = (part + 1) / INSTANTS
    if part % 2:
        ended = killed_after(folder, source, seconds=lasted * way)
    else:
        ended = killed_after(folder, source, instant=max(1, round(count * way)))
    assert ended == 0 or os.WIFSIGNALED(ended)
    assert held(folder) in (OLD, NEW)
    assert fetch(folder, source) in (Happening.NEW, Happening.UNCHANGED)
    assert held(folder) == NEW
    assert left(folder) == []
    assert len(lists.held(folder)) == 2


@pytest.mark.parametrize("instant", range(1, 9))
def test_B06_a_confirmation_that_is_killed_is_done_again(
    instant: int, at: Publisher, tmp_path: Path
) -> None:
    folder = tmp_path / "lists"
    source = start(folder, at)
    path = lists.active(folder)[0].path / "manifest.json"
    path.write_text(path.read_text().replace("2026-03-02", "2026-03-01"))
    at.serves["/list.json"] = file(OLD, etag='"old"')
    killed_after(folder, source, instant=instant * 4)
    assert held(folder) == OLD
    assert fetch(folder, source) is Happening.CONFIRMED
    assert lists.active(folder)[0].checked == datetime(2026, 3, 2).date()
    assert left(folder) == []
