"""The command's policies: shown whole, named for a run, and remembered by its hash."""

import json
import re
from pathlib import Path

import pytest

from kycscreen.policy import Policy
from kycscreen.policy.packs import PACKS
from tests.test_cli import CLEAR, HIT, ON, Run, book, held, run, screen

__all__ = ["held", "run"]  # fixtures
STRICT = 'extends = "se"\n\n[matching]\nalert_at = 85\n'


def mine(text: str = STRICT) -> str:
    Path("mine.toml").write_text(text, encoding="utf-8")
    return "mine.toml"


@pytest.mark.parametrize("name", PACKS)
def test_what_is_shown_reads_as_the_same_policy(name: str, run: Run) -> None:
    shown = run("policy", "show", name)
    assert (shown.exit_code, shown.stderr) == (0, "")
    policy = Policy.read(name)
    assert shown.stdout.splitlines()[0] == f"# hash {policy.hash}"
    assert Policy.read(mine(shown.stdout)) == policy


def test_without_a_name_the_default_is_shown(run: Run) -> None:
    assert run("policy", "show").stdout == run("policy", "show", "default").stdout


def test_a_file_of_ones_own_is_shown_with_all_that_it_extends(run: Run) -> None:
    shown = run("policy", "show", mine()).stdout
    assert "alert_at = 85\n" in shown
    assert re.search(r'id = "at_least"\nmonths = 18\nsource = ".+"\nmark = "U"', shown)
    assert "until = 2027-07-10\n" in shown


@pytest.mark.parametrize(
    "words",
    [
        ("policy", "show", "finland"),
        ("screen", "--name", "Jean Exemple", "--policy", "finland"),
        ("rescreen", "book.csv", "--policy", "finland"),
    ],
)
def test_a_policy_that_cannot_be_read_is_a_usage_error(
    words: tuple[str, ...], run: Run
) -> None:
    book(CLEAR)
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "finland is no file, and none of the policies" in done.stderr
    assert not Path("runs").exists()


def told(of: str = "run") -> str:
    policy: str = json.loads(Path(of, "run.json").read_bytes())["policy"]
    return policy


def test_a_book_is_screened_by_the_policy_that_is_named(run: Run) -> None:
    rows = book(CLEAR, HIT)
    assert screen(run, rows, "--policy", mine(STRICT)).exit_code == 3
    assert told() == Policy.read("mine.toml").hash


def test_a_threshold_of_its_own_overrides_the_policy(run: Run) -> None:
    name = ("--name", "Jean Exemple")
    assert screen(run, *name, "--policy", mine()).exit_code == 0
    words = ("--policy", "mine.toml", "--alert-at", "65", "--on", ON)
    assert run("screen", *name, *words).exit_code == 3


def test_a_run_is_explained_by_the_policy_it_was_made_with(run: Run) -> None:
    screen(run, book(HIT), "--policy", "fi", "--alert-at", "70")
    known = run("explain", "run")
    assert known.exit_code == 0
    assert known.stdout == run("explain", "run", "--policy", "fi").stdout
    other = run("explain", "run", "--policy", "se")
    assert other.exit_code == 2
    assert "made by another policy" in other.stderr


def test_a_run_by_a_file_is_explained_in_full_where_it_is_named(run: Run) -> None:
    row = "C-2,person,beneficial_owner,Jean Exemple,,\n"
    screen(run, book(row), "--policy", mine("[matching]\nname_sure = 90\n"))
    named = run("explain", "run", "--policy", "mine.toml")
    assert named.exit_code == 0
    assert len(named.stdout) > len(run("explain", "run").stdout)


def test_another_policy_screens_the_whole_book_again(run: Run) -> None:
    rows = book(CLEAR, HIT)
    state = ("--state", "state.sqlite", "--on", ON)
    assert run("rescreen", rows, *state, "--output", "a").exit_code == 3
    run("rescreen", rows, *state, "--output", "b", "--policy", "se")
    assert told("b") == Policy.read("se").hash
    screenings = Path("b", "screenings.jsonl").read_text(encoding="utf-8")
    assert len(screenings.splitlines()) == 2
