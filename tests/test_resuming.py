"""Interrupted runs: whatever ends one, another goes on, to the same bytes."""

import json
import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from kycscreen import runs
from kycscreen.book import read
from kycscreen.cli import main
from kycscreen.policy import Policy
from tests.test_cli import EU, OFAC, ON, UN, hold

HEADER = "client_id,kind,role,name,birth_date\n"
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hold three lists, and a book of several pieces with hits and refused rows."""
    for list_id, text in (("un_sc", UN), ("eu_fsf", EU), ("us_ofac_sdn", OFAC)):
        hold(tmp_path / "lists", list_id, text)
    rows = ["C-1,person,client,Jean Exemple,1962-03-14\n"]
    for number in range(2, 5_000):
        born = "1971-02-03" if number % 700 else "23085"
        rows.append(f"C-{number},person,client,Birgitta Utterström {number},{born}\n")
    rows.insert(2_000, ",person,client,Eva Exempel,1980-01-01\n")
    (tmp_path / "book.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KYCSCREEN_LISTS", "lists")
    return tmp_path


def screen(*words: str) -> Result:
    return CliRunner().invoke(main, ("screen", "book.csv", "--json", *words))


def started(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "kycscreen", "screen", "book.csv", "--json", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def interrupt(*words: str, after: int = 400_000) -> str:
    """Stop a run when it has told so many bytes, and return what it said of it."""
    with started("--on", ON, *words) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(after)
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait() == 1
        return process.stderr.read().decode()


def kept(folder: Path) -> dict[str, bytes]:
    """Return the files of a run, but for what tells the time."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    del files["timings.json"]
    plain = json.loads(files["run.json"])
    del plain["began"], plain["ended"]
    files["run.json"] = json.dumps(plain).encode()
    files["report.html"] = re.sub(
        rb"[\d-]*T?\d\d:\d\d(:\d\d)?Z?", b"", files["report.html"]
    )
    return files


def left() -> list[str]:
    return sorted(path.name for path in Path("runs").iterdir())


@POSIX
@pytest.mark.parametrize("seed", range(5))
def test_B06_a_run_that_is_killed_at_any_instant_is_gone_on_with(
    seed: int, home: Path
) -> None:
    dice = random.Random(seed)
    whole = screen("--on", ON, "--output", "whole/run")
    words = ("--on", ON, "--output", "runs/run", "--workers", str(1 + seed % 2))
    # Less than all, by more than a pipe holds: none of these ends before it is killed.
    most = len(whole.stdout_bytes) - 200_000
    instants = sorted(dice.randrange(most) for _ in range(4))
    for instant in instants:
        with started(*words, *resume()) as process:
            assert process.stdout is not None
            process.stdout.read(instant)
            process.kill()
    assert resume(), "something was kept each time"
    with started(*words, *resume()) as process:
        told, _ = process.communicate()
    assert process.returncode == 1, "the book holds refused rows"
    assert left() == ["run"]
    assert kept(home / "runs/run") == kept(home / "whole/run")
    assert told == whole.stdout_bytes


def resume() -> list[str]:
    """Return the option to go on with the run, if there is one to go on with."""
    return ["--resume"] if any(map(runs.left_by, Path().glob("runs/.*"))) else []


@POSIX
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_leaves_what_resume_goes_on_with(home: Path, workers: str) -> None:
    whole = screen("--on", ON, "--output", "whole/run")
    told = interrupt("--output", "runs/run", "--workers", workers)
    assert told == "interrupted; go on with --resume\n"
    resumed = screen("--resume", "--output", "runs/run")
    assert resumed.exit_code == 1
    assert kept(home / "runs/run") == kept(home / "whole/run")
    assert resumed.stdout_bytes == whole.stdout_bytes
    timings = json.loads(Path("runs/run/timings.json").read_bytes())
    assert timings["clients_before"] >= 1_000


@POSIX
def test_resume_without_a_name_goes_on_with_the_last_run_of_the_book(
    home: Path,
) -> None:
    interrupt()
    (first,) = left()
    told = interrupt()
    assert told.startswith(
        f"interrupted before: runs/{first[1:17]}; go on with --resume"
    )
    assert len(left()) == 2
    assert screen("--resume").exit_code == 1
    (partial, run) = left()
    assert partial == first
    assert run > first[1:17]


@POSIX
def test_what_a_killed_run_wrote_last_and_half_is_cut_off(home: Path) -> None:
    screen("--on", ON, "--output", "whole/run")
    interrupt("--output", "runs/run")
    (partial,) = Path("runs").iterdir()
    for name in ("screenings.jsonl", "refused.csv", "journal.jsonl"):
        with (partial / name).open("ab") as file:
            file.write(b'{"half')
    screen("--resume", "--output", "runs/run")
    assert kept(home / "runs/run") == kept(home / "whole/run")


@POSIX
def test_P6_a_run_that_was_changed_is_not_gone_on_with(home: Path) -> None:
    interrupt("--output", "runs/run")
    (partial,) = Path("runs").iterdir()
    with (partial / "screenings.jsonl").open("r+b") as file:
        file.write(b'{"x')
    result = screen("--resume", "--output", "runs/run")
    assert result.exit_code == 1
    assert "is damaged; remove it and screen the book anew" in result.stderr
    assert left() == [partial.name], "evidence is not removed"


@POSIX
@pytest.mark.parametrize("name", ["screenings.jsonl", "refused.csv"])
def test_P6_a_run_that_lacks_a_file_is_damaged(name: str, home: Path) -> None:
    interrupt("--output", "runs/run")
    before = left()
    (home / "runs" / before[0] / name).unlink()
    result = screen("--resume", "--output", "runs/run")
    assert result.exit_code == 1
    assert "is damaged; remove it and screen the book anew" in result.stderr
    assert left() == before


@POSIX
def test_a_name_that_was_taken_meanwhile_keeps_what_was_screened(home: Path) -> None:
    interrupt("--output", "runs/run")
    (home / "runs/run").mkdir()
    (home / "runs/run/theirs").write_text("")
    before = left()
    result = screen("--resume", "--output", "runs/run")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "error: runs/run: exists already; move it away, and go on with --resume\n"
    )
    assert left() == before
    (home / "runs/run").rename(home / "theirs")
    screen("--resume", "--output", "runs/run")
    assert left() == ["run"]


@POSIX
@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--alert-at", "80"], "the policy changed"),
        (["--on", "2026-06-02"], "the day (then 2026-06-01, now 2026-06-02) changed"),
        (["--limit", "3000"], "the limit changed"),
    ],
)
def test_a_run_is_gone_on_with_as_it_was_begun(
    words: list[str], problem: str, home: Path
) -> None:
    interrupt("--output", "runs/run")
    before = left()
    result = screen("--resume", "--output", "runs/run", *words)
    assert result.exit_code == 1
    assert f"error: runs/run: cannot be gone on with: {problem}" in result.stderr
    assert left() == before


@POSIX
def test_a_policy_that_comes_along_need_not_be_named_again(home: Path) -> None:
    interrupt("--output", "runs/run", "--policy", "se", "--alert-at", "70")
    other = screen("--resume", "--output", "runs/run", "--policy", "fi")
    assert "cannot be gone on with: the policy changed" in other.stderr
    assert screen("--resume", "--output", "runs/run").exit_code == 1  # refused rows
    told = json.loads((home / "runs/run/run.json").read_bytes())
    assert told["policy"] == attrs.evolve(Policy.read("se"), alert_at=70).hash


@POSIX
def test_other_lists_or_another_book_are_another_run(home: Path) -> None:
    interrupt("--output", "runs/run")
    before = left()
    hold(home / "lists", "un_sc", UN.replace("JEAN", "JEANNE"))
    result = screen("--resume", "--output", "runs/run")
    assert "cannot be gone on with: list un_sc changed" in result.stderr
    with (home / "book.csv").open("a") as file:
        file.write("C-9999,person,client,Eva Exempel,1980-01-01\n")
    result = screen("--resume", "--output", "runs/run")
    assert "cannot be gone on with: the book, list un_sc changed" in result.stderr
    result = screen("--resume")
    assert "runs: holds no interrupted run of this book as it is now" in result.stderr
    assert left() == before


@POSIX
def test_of_two_who_go_on_with_a_run_the_second_is_refused(home: Path) -> None:
    interrupt("--output", "runs/run")
    with runs.unfinished(read(home / "book.csv"), None, Path("runs")):
        for words in ((), ("--output", "runs/run")):
            result = screen("--resume", *words)
            assert result.exit_code == 1
            assert "is being written by another run" in result.stderr
        assert "is being written" in screen("--output", "runs/run").stderr
    assert screen("--resume").exit_code == 1
    assert left() == ["run"]


@POSIX
def test_the_name_of_an_interrupted_run_is_kept_for_it(home: Path) -> None:
    interrupt("--output", "runs/run")
    result = screen("--on", ON, "--output", "runs/run")
    assert result.exit_code == 1
    assert "runs/run: was interrupted: go on with --resume, or remove" in result.stderr
    assert len(left()) == 1


def test_there_may_be_nothing_to_go_on_with(home: Path) -> None:
    result = screen("--resume")
    assert "runs: holds no interrupted run of this book" in result.stderr
    result = screen("--resume", "--output", "runs/run")
    assert "runs/run: holds no interrupted run; screen the book" in result.stderr
    screen("--on", ON, "--output", "runs/run")
    result = screen("--resume", "--output", "runs/run")
    assert "runs/run: exists already; screen the book" in result.stderr


@pytest.mark.parametrize("words", [["--resume"], ["--limit", "3"]])
def test_one_name_is_neither_limited_nor_gone_on_with(
    words: list[str], home: Path
) -> None:
    asked = ("screen", "--name", "Jean Exemple", *words)
    assert CliRunner().invoke(main, asked).exit_code == 2


def test_P4_a_run_that_a_limit_cut_short_is_never_clear(home: Path) -> None:
    rows = "".join(f"C-{n},person,client,Eva Exempel,1980-01-01\n" for n in range(9))
    Path("book.csv").write_text(HEADER + rows, encoding="utf-8")
    assert screen("--on", ON, "--output", "whole").exit_code == 0
    result = screen("--on", ON, "--output", "part", "--limit", "3")
    assert result.exit_code == 4
    assert result.stderr.splitlines()[:2] == [
        "the first 3 of 9 clients: 3 clear, 0 with hits, 0 inconclusive, 0 error",
        "9 rows: 3 accepted, 0 refused, 6 not looked at",
    ]
    run, screenings = runs.read(Path("part"))
    assert (run.limit, run.clients, run.clients_in, run.is_part) == (3, 3, 9, True)
    assert len(list(screenings)) == 3
    assert screen("--on", ON, "--output", "all", "--limit", "9").exit_code == 0
