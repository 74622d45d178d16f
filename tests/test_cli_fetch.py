"""``kycscreen fetch``: what it prints, how it ends, and what it leaves alone."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kycscreen import lists, load_lists
from kycscreen.cli import main
from kycscreen.index import building
from tests.publisher import Publisher, Question, file, publishing, status
from tests.test_lists import LIST, OLD, SAMPLE, edition

NAME = "ep-popolo-v1.0.json"
PATH = f"/{LIST}/{NAME}"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    (tmp_path / "mirror" / LIST).mkdir(parents=True)

    def command(*words: str) -> Result:
        return CliRunner().invoke(main, ["fetch", "--lists", "mine", *words])

    return command


@pytest.fixture
def at() -> Iterator[Publisher]:
    with publishing() as found:
        yield found


def offer(data: bytes) -> None:
    Path("mirror", LIST, NAME).write_bytes(data)


def test_a_list_is_fetched_and_shown_in_a_table(run: Run) -> None:
    offer(OLD)
    result = run(LIST, "--from", "mirror")
    assert (result.exit_code, result.stderr) == (0, "")
    head, row = result.stdout.splitlines()
    assert head.split() == [
        "list",
        "state",
        "published",
        "entities",
        "bytes",
        "seconds",
    ]
    assert row.split()[:4] == [LIST, "new", "200", f"{len(OLD):,}"]
    assert (
        run(LIST, "--from", "mirror").stdout.splitlines()[1].split()[1] == "unchanged"
    )


def test_json_is_one_list_a_line_and_nothing_else(run: Run) -> None:
    offer(OLD)
    plain = json.loads(run(LIST, "--from", "mirror", "--json").stdout)
    assert plain["list_id"] == LIST
    assert plain["state"] == "new"
    assert plain["entities"] == 200
    assert plain["sha256"] == lists.active("mine")[0].sha256
    assert plain["problem"] == plain["refused"] == ""
    plans = run(LIST, "--from", "mirror", "--dry-run", "--json").stdout
    assert json.loads(plans)["from"] == [str(Path("mirror", LIST, NAME).absolute())]


def test_what_fails_says_what_stays_in_use_and_how_old_it_is(
    run: Run, at: Publisher
) -> None:
    at.serves[PATH] = status(403)
    result = run(LIST, "--from", at.base)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].split()[:2] == [LIST, "failed"]
    assert result.stderr.splitlines() == [
        f"error: {LIST}: {at.base}{PATH} answered 403 Forbidden",
        f"{LIST}: no whole list is held: without it nothing is clear",
    ]
    at.serves[PATH] = file(OLD)
    at.serves[f"/{LIST}/checked"] = file(b"2026-02-01")
    assert run(LIST, "--from", at.base).exit_code == 0
    at.serves[PATH] = status(403)
    assert " stays in use, confirmed " in run(LIST, "--from", at.base).stderr
    at.serves[PATH] = file(edition(100))
    result = run(LIST, "--from", at.base)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].split()[:2] == [LIST, "refused"]
    assert f"what was refused is in {Path('mine', LIST)}" in result.stderr
    (lists.active("mine")[0].path / "manifest.json").write_text("{")
    at.serves[PATH] = status(403)
    assert "cannot be used" in run(LIST, "--from", at.base).stderr


def test_what_was_refused_can_be_accepted_by_a_person(run: Run) -> None:
    offer(OLD)
    run(LIST, "--from", "mirror")
    offer(edition(170))
    assert json.loads(run(LIST, "--from", "mirror", "--json").stdout)["refused"]
    words = ["accept", LIST, "--why", "is right", "--by", "A. Ana"]
    assert CliRunner().invoke(main, ["lists", "--lists", "mine", *words]).exit_code == 0
    assert run(LIST, "--from", "mirror").exit_code == 0
    assert lists.active("mine")[0].entities == 170


def test_whoever_puts_a_list_in_use_builds_the_index(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def indexes() -> int:
        return len(list(Path("mine", "index").glob("*.kyc")))

    def lists_(*words: str) -> Result:
        return CliRunner().invoke(main, ["lists", "--lists", "mine", *words])

    run(LIST, "--from", "mirror")
    assert not Path("mine", "index").exists(), "nothing is held"
    offer(OLD)
    run(LIST, "--from", "mirror")
    assert indexes() == 1
    Path("new.json").write_bytes(edition(205))
    lists_("add", LIST, "new.json")
    assert indexes() == 2
    word = ("--why", "is right", "--by", "A. Ana")
    newest = lists.active("mine")[0].sha256
    for words in (("rollback", LIST), ("accept", LIST, newest)):
        shutil.rmtree(Path("mine", "index"))
        assert lists_(*words, *word).exit_code == 0
        assert indexes() == 1
    monkeypatch.setattr(building, "write", None)  # would fail if it were called
    assert len(load_lists("mine")) == 1


def test_one_list_that_fails_is_an_error_and_stops_no_other(run: Run) -> None:
    offer(OLD)
    result = run(LIST, "un_sc", "--from", "mirror")
    assert result.exit_code == 1
    states = [line.split()[:2] for line in result.stdout.splitlines()[1:]]
    assert states == [[LIST, "new"], ["un_sc", "failed"]]


def test_notes_are_told_of_a_list_that_is_current(run: Run, at: Publisher) -> None:
    at.serves[PATH] = file(OLD, etag='"one"')
    run(LIST, "--from", at.base)
    at.serves[PATH] = file(edition(205), etag='"one"')
    result = run(LIST, "--from", at.base, "--force")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"note: {LIST}: same ETag as ")


def test_a_dry_run_touches_nothing(run: Run, at: Publisher) -> None:
    at.serves[PATH] = file(OLD, etag='"one"')
    result = run(LIST, "--from", at.base, "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "whole file" in result.stdout
    assert f"{at.base}{PATH}" in result.stdout
    assert at.asked == []
    assert not Path("mine").exists()
    run(LIST, "--from", at.base)
    before = sorted((p, p.stat().st_mtime_ns) for p in Path("mine").rglob("*"))
    assert "if changed" in run(LIST, "--from", at.base, "--dry-run").stdout
    assert before == sorted((p, p.stat().st_mtime_ns) for p in Path("mine").rglob("*"))


def test_without_a_name_the_required_lists_are_asked_for(run: Run) -> None:
    rows = run("--dry-run").stdout.splitlines()[1:]
    assert [row.split()[0] for row in rows] == ["eu_fsf", "un_sc", "us_ofac_sdn"]
    every = run("--all", "--dry-run")
    assert every.exit_code == 0
    assert len(every.stdout.splitlines()) > len(rows) + 1
    assert not Path("mine").exists()


def test_a_held_list_that_is_passed_over_is_named(run: Run) -> None:
    offer(OLD)
    run(LIST, "--from", "mirror")
    for words in ([], ["--all"]):
        result = run("--dry-run", *words)
        assert result.exit_code == 0
        assert result.stderr == (
            f"note: {LIST}: is no longer kept up by its publisher, and is not asked"
            " for\n"
        )
        assert LIST not in result.stdout


@pytest.mark.parametrize("words", [[], ["--dry-run"]])
def test_a_list_that_is_added_by_hand_is_an_error_that_says_how(
    words: list[str], run: Run
) -> None:
    result = run("dk_pep", *words)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: dk_pep: has no address that lasts: down")
    assert "kycscreen lists add dk_pep FILE" in result.stderr


def test_any_dataset_of_a_family_may_be_named(run: Run) -> None:
    assert "/eu_fsf/entities.ftm.json" in run("os_eu_fsf", "--dry-run").stdout


@pytest.mark.parametrize(
    "words",
    [
        ["un_xx"],
        ["un_sc", "--all"],
        ["un_sc", "--from", "absent"],
        ["un_sc", "--from", "ftp://mirror.example/"],
        ["--no-such-option"],
    ],
)
def test_a_wrong_call_ends_with_2_and_touches_nothing(
    words: list[str], run: Run
) -> None:
    assert run(*words).exit_code == 2
    assert not Path("mine").exists()


def test_D05_what_a_publisher_says_cannot_write_to_the_terminal(
    run: Run, at: Publisher
) -> None:
    def answer(question: Question) -> None:
        question.wfile.write(
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
            b"Location: http://evil\x1b[2J.example/\r\n\r\n"
        )

    at.serves[PATH] = answer
    result = run(LIST, "--from", at.base)
    assert result.exit_code == 1
    assert "\x1b" not in result.output
    assert len(result.stderr.splitlines()) == 2
    assert SAMPLE.exists()


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_is_told_to_stop_stops_at_once_and_leaves_the_lists(
    number: signal.Signals, at: Publisher, run: Run
) -> None:
    begun = threading.Event()

    def answer(question: Question) -> None:
        question.head(200, {"Content-Length": "1000"})
        begun.set()
        while question.wait():
            pass

    at.serves[PATH] = answer
    words = ["fetch", LIST, "--from", at.base, "--lists", "mine"]
    child = subprocess.Popen(
        [sys.executable, "-m", "kycscreen", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert begun.wait(60)
    child.send_signal(number)
    said, told = child.communicate(timeout=20)
    assert (child.returncode, said) == (1, b"")
    assert told == b"interrupted; every list is as it was, or new\n"
    assert not list(Path("mine").rglob("*.part"))
    assert lists.active("mine") == ()


@pytest.mark.skipif(os.name != "posix", reason="terminals are those of POSIX")
def test_on_a_terminal_the_download_is_shown_and_gone_at_the_end(
    run: Run, at: Publisher
) -> None:
    import pty

    at.serves[PATH] = file(OLD)
    ours, theirs = pty.openpty()
    words = ["fetch", LIST, "--from", at.base, "--lists", "mine"]
    done = subprocess.run(
        [sys.executable, "-m", "kycscreen", *words],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
        timeout=100,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert done.returncode == 0
    assert LIST.encode() in shown
    assert b"new" in done.stdout


def test_planning_loads_no_network_library(run: Run) -> None:
    code = (
        "import sys; from kycscreen.lists import fetching; fetching.planned('x');"
        "print([n for n in ('requests', 'urllib3', 'lxml') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
