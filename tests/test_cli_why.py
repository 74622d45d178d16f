"""``kycscreen why``: the answer on stdout, and no name in an error."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kycscreen.cli import main
from tests.test_cli import MARKER, UN, hold


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    hold(tmp_path / "lists", "un_sc", UN)
    return tmp_path / "lists"


def why(folder: Path, *words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(
        main, ["why", *words, "--lists", str(folder)], input=typed
    )


def record(folder: Path) -> str:
    from kycscreen import load_lists

    (watchlist,) = load_lists(folder)
    return watchlist.entities[0].record_id


def test_a_miss_is_explained_and_the_command_succeeds(folder: Path) -> None:
    told = why(folder, "un_sc", record(folder), "--name", "Jean Utterstrom")
    assert told.exit_code == 0
    assert told.stdout.startswith("No hit: ")
    assert "If ‘Utterstrom’ read ‘EXEMPLE’" in told.stdout
    assert told.stderr == ""


def test_the_facts_and_the_threshold_are_those_of_screen(folder: Path) -> None:
    words = ["un_sc", record(folder), "--name", "-", "--birth-date", "1985-07-01"]
    told = why(folder, *words, "--alert-at", "70", typed="Jean Exemple\n")
    assert "alert from 70" in told.stdout or told.stdout.startswith("A hit")
    told = why(folder, *words, "--format", "markdown", typed="Jean Exempla\n")
    assert "Birth date" in told.stdout
    assert told.stdout.startswith("# No hit: ")


def test_a_name_of_no_stated_kind_is_told_as_what_comes_nearer(folder: Path) -> None:
    words = ["un_sc", record(folder), "--name", "Quibbleton", "--format", "json"]
    assert json.loads(why(folder, *words).stdout)["losses"][0]["code"] == "name.unmet"
    words += ["--kind", "organisation"]
    told = json.loads(why(folder, *words).stdout)
    assert told["losses"][0]["code"] == "name.not_compared"


def test_a_pair_that_is_a_hit_is_said_to_be_one(folder: Path) -> None:
    told = why(folder, "un_sc", record(folder), "--name", "Jean Exemple")
    assert (told.exit_code, told.stdout[:6]) == (0, "A hit:")


@pytest.mark.parametrize(
    "words",
    [
        ["un_sc", "1"],
        ["un_sc", MARKER, "--name", MARKER],
        [MARKER, "1", "--name", MARKER],
        ["un_sc", "1", "--name", MARKER, "--birth-date", MARKER],
        ["un_sc", "1", "--name", " "],
    ],
    ids=range(5),
)
def test_usage_errors_exit_2_and_repeat_no_value(
    words: list[str], folder: Path
) -> None:
    told = why(folder, *words)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert MARKER not in told.stderr


def test_a_list_that_is_damaged_explains_nothing(folder: Path) -> None:
    (file,) = folder.glob("un_sc/*/file")
    file.write_bytes(b"<html/>")
    told = why(folder, "un_sc", "1", "--name", MARKER)
    assert told.exit_code == 1
    assert told.stdout == ""
    assert MARKER not in told.stderr
