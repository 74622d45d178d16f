"""``kycscreen rescreen``: what is news on stdout, a summary, and an exit code."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kycscreen.cli import main
from tests.test_cli import EU, NOBODYS, OFAC, UN, hold

HEADER = "client_id,kind,role,name\n"
STRANGER = "C-1,person,client,Birgitta Utterström\n"
FOUND = "C-2,person,client,Jean Exemple\n"
LISTED_NEXT = UN.replace("JEAN", "BIRGITTA").replace("EXEMPLE", "UTTERSTROM")

Rescreen = Callable[..., Result]


@pytest.fixture
def rescreen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rescreen:
    monkeypatch.chdir(tmp_path)
    for list_id, text in (("un_sc", UN), ("eu_fsf", EU), ("us_ofac_sdn", OFAC)):
        hold(Path("lists"), list_id, text)
    Path("book.csv").write_text(f"{HEADER}{STRANGER}{FOUND}", encoding="utf-8")

    def run(*arguments: str, book: str = "book.csv", on: str = "2026-06-01") -> Result:
        given = ["rescreen", book, "--lists", "lists", "--on", on, *arguments]
        return CliRunner().invoke(main, given, catch_exceptions=False)

    return run


def publish(list_id: str, text: str) -> None:
    """Put another edition in the place of a list."""
    shutil.rmtree(Path("lists", list_id))
    hold(Path("lists"), list_id, text)


def test_new_hits_stand_on_stdout_and_exit_with_3(rescreen: Rescreen) -> None:
    done = rescreen()
    assert done.exit_code == 3
    (line,) = done.stdout.splitlines()
    assert line.startswith("new: C-2 party p-")
    assert "un_sc 1 JEAN EXEMPLE, score 80, unknown; because: first run" in line
    assert "run 1, for 2026-06-01: every client, because it is the first" in done.stderr


def test_a_quiet_night_prints_nothing_and_exits_with_0(rescreen: Rescreen) -> None:
    rescreen()
    done = rescreen(on="2026-06-02")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 new, 0 changed, 1 still, 0 cleared" in done.stderr
    assert "proof: 2 of 2 clients whom no change concerns" in done.stderr


def test_the_same_night_again_prints_the_same_and_exits_the_same(
    rescreen: Rescreen,
) -> None:
    first = rescreen()
    again = rescreen()
    assert (again.exit_code, again.stdout) == (first.exit_code, first.stdout)
    assert "nothing was done again" in again.stderr
    assert len(list(Path("runs").iterdir())) == 1


def test_a_night_that_screened_all_is_not_done_again_and_says_so(
    rescreen: Rescreen,
) -> None:
    rescreen()
    again = rescreen("--full", "--output", "new")
    assert again.exit_code == 3
    assert "run 1 had screened all of this book with these lists" in again.stderr
    assert "new was not made: that run's folder holds all of it" in again.stderr
    assert not Path("new").exists()


def test_a_new_edition_is_named_with_what_changed_in_it(rescreen: Rescreen) -> None:
    rescreen()
    publish("un_sc", LISTED_NEXT)
    done = rescreen(on="2026-06-02")
    assert done.exit_code == 3
    assert "list un_sc 2026-05-31 " in done.stderr
    assert "0 listed, 1 amended, 0 delisted" in done.stderr
    new, cleared = sorted(done.stdout.splitlines(), reverse=True)
    assert new.startswith("new: C-1")
    assert cleared.startswith("cleared: C-2")
    assert "because: its record was amended (un_sc 2026-05-31" in new


def test_the_report_holds_only_what_is_new(rescreen: Rescreen) -> None:
    rescreen()
    third = "C-3,person,client,Jean Exempel\n"
    Path("book.csv").write_text(f"{HEADER}{STRANGER}{FOUND}{third}", encoding="utf-8")
    done = rescreen("--output", "run", on="2026-06-02")
    assert done.exit_code == 3
    page = Path("run", "report.html").read_text(encoding="utf-8")
    assert "C-3" in page
    assert "C-2" not in page
    rescreen("--output", "quiet", on="2026-06-03")
    assert not Path("quiet", "report.html").exists()


def test_a_hit_of_a_night_can_be_explained(rescreen: Rescreen) -> None:
    done = rescreen("--output", "run")
    hit = done.stdout.rpartition("hit ")[2].strip()
    told = CliRunner().invoke(main, ["explain", "run", hit])
    assert told.exit_code == 0
    assert "JEAN EXEMPLE" in told.stdout


def test_json_is_a_transition_a_line(rescreen: Rescreen) -> None:
    done = rescreen("--json", "--output", "run")
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["schema"] == "kycscreen.transition/1"
    assert Path("run", "transitions.jsonl").read_text() == done.stdout


def test_since_shows_what_became_of_all_since_a_run(rescreen: Rescreen) -> None:
    rescreen()
    publish("un_sc", LISTED_NEXT)
    rescreen(on="2026-06-02")
    quiet = rescreen(on="2026-06-03")
    assert quiet.stdout == ""
    since = rescreen("--since", "1", on="2026-06-03")
    assert {line.partition(":")[0] for line in since.stdout.splitlines()} == {
        "new",
        "cleared",
    }
    wrong = rescreen("--since", "9", on="2026-06-03")
    assert wrong.exit_code == 1
    assert "knows no run '9'" in wrong.stderr


def test_a_stale_list_exits_with_4_and_says_that_nothing_is_clear(
    rescreen: Rescreen,
) -> None:
    rescreen()
    done = rescreen(on="2027-06-01")
    assert (done.exit_code, done.stdout) == (4, "")
    assert "nothing is clear: list.stale eu_fsf" in done.stderr
    assert "(new tonight)" in done.stderr
    assert "next: close the gaps of the lists: kycscreen lists" in done.stderr
    again = rescreen(on="2027-06-02")
    assert again.exit_code == 4
    assert "(new tonight)" not in again.stderr


def test_a_refused_row_exits_with_1(rescreen: Rescreen) -> None:
    Path("book.csv").write_text(f"{HEADER}{FOUND}C-1,person,,\n", encoding="utf-8")
    done = rescreen()
    assert done.exit_code == 1
    assert "not screened: C-1 stands as error" in done.stdout
    assert "+ 1 refused +" in done.stderr


def test_another_threshold_screens_everybody(rescreen: Rescreen) -> None:
    rescreen()
    done = rescreen("--alert-at", "85", on="2026-06-02")
    assert done.exit_code == 3
    assert done.stdout.startswith("cleared: C-2")
    assert "every client, because the policy changed" in done.stderr


def test_full_screens_everybody(rescreen: Rescreen) -> None:
    rescreen()
    done = rescreen("--full", on="2026-06-02")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "every client, because --full" in done.stderr


def test_a_state_elsewhere_is_another_first_night(rescreen: Rescreen) -> None:
    rescreen()
    done = rescreen("--state", "other.sqlite", on="2026-06-02")
    assert done.stdout.startswith("new: C-2")
    assert "state: other.sqlite" in done.stderr


def test_D07_several_workers_find_the_same_in_the_same_order(
    rescreen: Rescreen,
) -> None:
    rows = (f"D-{n},person,client,Muster {n}\n" for n in range(1_000))
    Path("book.csv").write_text(f"{HEADER}{FOUND}{''.join(rows)}{STRANGER}")
    one = rescreen("--output", "one", "--state", "one.sqlite")
    two = rescreen("--output", "two", "--state", "two.sqlite", "--workers", "2")
    assert (one.exit_code, one.stdout) == (two.exit_code, two.stdout)
    for name in ("screenings.jsonl", "transitions.jsonl"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_a_book_of_which_no_row_says_whose_it_is_tells_every_row_and_is_no_night(
    rescreen: Rescreen,
) -> None:
    rescreen()
    known = Path("rescreen.sqlite").read_bytes()
    Path("book.jsonl").write_text(NOBODYS, encoding="utf-8")
    done = rescreen("--output", "run", book="book.jsonl")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "error: book.jsonl: no row says whose it is; line 1: client_id is not text;"
        f" all of them: {Path('run', 'refused.csv')}; the state is as it was\n"
    )
    assert len(Path("run/refused.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert Path("rescreen.sqlite").read_bytes() == known
    assert rescreen(on="2026-06-02").stdout == ""


def test_P4_a_hit_of_a_list_that_is_gone_says_so_and_nothing_is_closed(
    rescreen: Rescreen,
) -> None:
    rescreen()
    assert "list.stale un_sc" in rescreen(on="2026-07-20").stderr
    shutil.rmtree(Path("lists", "un_sc"))
    done = rescreen(on="2026-07-21")
    assert done.exit_code == 4
    (line,) = done.stdout.splitlines()
    assert line.startswith("inconclusive: C-2")
    assert "; list.missing un_sc; because: its list is missing; hit " in line
    assert "because: its list is missing 1" in done.stderr
    assert "closed" not in done.stderr


def test_a_folder_tells_one_exit_code_and_it_is_the_commands(
    rescreen: Rescreen,
) -> None:
    for night, code in ((1, 3), (2, 0)):
        done = rescreen("--output", f"run-{night}", on=f"2026-06-0{night}")
        assert done.exit_code == code
        for name in ("run.json", "rescreen.json"):
            told = json.loads(Path(f"run-{night}", name).read_bytes())
            assert told["exit_code"] == code


def test_P5_the_order_of_a_clients_rows_is_no_change(rescreen: Rescreen) -> None:
    rows = ("C-2,organisation,client,Exemple Oy\n", FOUND, "C-2,person,client,Eva X\n")
    Path("book.csv").write_text(f"{HEADER}{''.join(rows)}", encoding="utf-8")
    rescreen()
    Path("book.csv").write_text(f"{HEADER}{''.join(rows[::-1])}", encoding="utf-8")
    done = rescreen(on="2026-06-02")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 are new, 0 changed, 0 gone" in done.stderr
    assert "came out as they were" in done.stderr


def test_b08_a_damaged_state_is_an_error_that_says_what_to_do(
    rescreen: Rescreen,
) -> None:
    Path("rescreen.sqlite").write_bytes(b"no database" * 1000)
    done = rescreen()
    assert (done.exit_code, done.stdout) == (1, "")
    assert "rescreen.sqlite: is damaged; put a copy of it back" in done.stderr
    assert not Path("runs").exists()


def test_D06_what_is_printed_holds_nothing_of_a_party_but_its_id(
    rescreen: Rescreen,
) -> None:
    marked = "C-3,person,client,Jean Exempel\n"
    Path("book.csv").write_text(f"{HEADER}{FOUND}{marked}", encoding="utf-8")
    done = rescreen()
    assert "C-3" in done.stdout
    assert "Exempel" not in done.stdout + done.stderr


def test_D05_an_id_cannot_break_a_line(rescreen: Rescreen) -> None:
    Path("book.csv").write_text(
        f'{HEADER}"C\x1b[31m9",person,client,Jean Exemple\n', encoding="utf-8"
    )
    done = rescreen()
    assert "\x1b" not in done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == 1
