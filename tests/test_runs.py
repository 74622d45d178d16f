"""Runs: what could not be screened is never clear, and half a run is no run."""

import csv
import json
import os
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import runs
from kycscreen.book import Book, Refused, read
from kycscreen.entities import ListedEntity
from kycscreen.errors import IndexFileError, PartyError
from kycscreen.facts import Kind
from kycscreen.lists import Watchlist
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Outcome, Screener, Screening

ON = date(2026, 6, 1)
MARKER = "Zzyzxmarker"
LISTED = ListedEntity(
    list_id="own", record_id="1", kind=Kind.PERSON, names=("Jean Exemple",)
)
SCREENER = Screener(
    [Watchlist.of("own", [LISTED], published=ON, checked=ON)],
    policy=Policy(required=()),
    on=ON,
)


def client(client_id: str, name: str) -> Client:
    return Client(client_id, parties=[Party.person(name, role=Role.REPRESENTATIVE)])


def book(*clients: Client, refused: tuple[Refused, ...] = ()) -> Book:
    return Book.of(clients, refused=refused, sha256="ab" * 32)


STRANGER = client("C-1", "Birgitta Utterström")
FOUND = client("C-2", "Jean Exemple")
UNNAMED = client("C-3", "")


def now() -> str:
    return "2026-06-01T12:00:00Z"


def standings(asked: Book, screen_all: runs.ScreenAll = SCREENER.screen_all) -> str:
    return " ".join(runs.standing(one) for one in runs.screen(screen_all, asked))


def test_every_client_is_screened_in_the_order_of_the_book() -> None:
    assert standings(book(STRANGER, FOUND, UNNAMED)) == "clear hits inconclusive"


def test_P4_a_client_with_a_refused_row_is_an_error_and_never_clear() -> None:
    refused = Refused(7, "birth_date", "is not an ISO date", "C-1")
    asked = book(STRANGER, FOUND, refused=(refused,))
    first, second = runs.screen(SCREENER.screen_all, asked)
    assert runs.standing(first) == "error"
    assert first.outcome is Outcome.INCONCLUSIVE
    assert first.gaps[-1].code == "client.refused"
    assert first.gaps[-1].detail == "line 7: birth_date is not an ISO date"
    assert runs.standing(second) == "hits"


def test_P4_a_refused_row_leaves_the_hits_to_be_seen() -> None:
    asked = book(FOUND, refused=(Refused(7, "kind", "is empty", "C-2"),))
    (screening,) = runs.screen(SCREENER.screen_all, asked)
    assert runs.standing(screening) == "error"
    assert screening.outcome is Outcome.HITS
    assert screening.hits


def test_P4_a_client_whose_every_row_was_refused_is_an_error() -> None:
    asked = book(Client("C-9", parties=()), refused=(Refused(2, "kind", "x", "C-9"),))
    assert standings(asked) == "error"


def test_P4_a_refused_row_without_client_takes_every_clear_and_leaves_the_hits() -> (
    None
):
    refused = (
        Refused(4, "client_id", "is empty"),
        Refused(5, "kind", "is empty", "C-9"),
    )
    asked = book(STRANGER, FOUND, UNNAMED, Client("C-9", parties=()), refused=refused)
    screenings = list(runs.screen(SCREENER.screen_all, asked))
    found = [runs.standing(one) for one in screenings]
    assert found == ["inconclusive", "hits", "inconclusive", "error"]
    assert all("book.refused" in [g.code for g in one.gaps] for one in screenings)
    assert screenings[0].gaps[-1].detail == "line 4: client_id is empty"


def test_P4_a_refused_row_without_client_makes_the_run_an_error() -> None:
    asked = book(FOUND, refused=(Refused(4, "", "is not JSON"),))
    (screening,) = runs.screen(SCREENER.screen_all, asked)
    assert screening.gaps[-1].detail == "line 4: is not JSON"
    outcomes = runs.tally([runs.standing(screening)])
    assert (outcomes.hits, outcomes.error) == (1, 0)
    assert runs.exit_code(outcomes, asked) == 1


def test_many_refused_rows_make_few_gaps() -> None:
    many = tuple(Refused(line, "", "is short") for line in range(2, 5_002))
    (screening,) = runs.screen(SCREENER.screen_all, book(STRANGER, refused=many))
    assert len(screening.gaps) == 11
    assert screening.gaps[-1].detail == "and 4990 rows more"


def poisoned(clients: Iterable[Client]) -> Iterator[Screening]:
    for one in clients:
        if one.parties and one.id == "C-2":
            raise KeyError(MARKER)
        yield SCREENER.screen(one)


def test_C11_a_poisoned_client_is_an_error_and_the_others_go_on() -> None:
    many = [client(f"C-{n}", "Birgitta Utterström") for n in range(600)]
    found = standings(book(*many), poisoned).split()
    assert len(found) == 600
    assert found.count("error") == 1
    assert found[2] == "error"


def test_C11_D06_the_error_of_a_client_tells_no_value() -> None:
    (screening,) = runs.screen(poisoned, book(FOUND))
    assert [(gap.code, gap.detail) for gap in screening.gaps] == [
        ("client.error", "KeyError")
    ]
    assert screening.outcome is Outcome.INCONCLUSIVE
    assert MARKER not in screening.to_json()


def test_C11_a_client_that_the_engine_refuses_is_an_error() -> None:
    def refusing(clients: Iterable[Client]) -> Iterator[Screening]:
        for one in clients:
            if one.parties:
                raise PartyError("name", "is odd")
            yield SCREENER.screen(one)

    (screening,) = runs.screen(refusing, book(STRANGER))
    assert screening.gaps[-1].detail == "name is odd"


def test_C11_a_client_without_an_answer_is_an_error() -> None:
    def forgetful(clients: Iterable[Client]) -> Iterator[Screening]:
        return (SCREENER.screen(one) for one in clients if not one.parties)

    assert standings(book(STRANGER, FOUND), forgetful) == "error error"


def test_an_error_that_is_no_clients_ends_the_run() -> None:
    def damaged(clients: Iterable[Client]) -> Iterator[Screening]:
        raise IndexFileError("x.kyc", "block 3 is damaged")

    with pytest.raises(IndexFileError):
        standings(book(STRANGER), damaged)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ("clear clear", 0),
        ("clear inconclusive", 4),
        ("inconclusive hits clear", 3),
        ("clear hits inconclusive error", 1),
        ("", 4),
    ],
)
def test_the_exit_code_is_that_of_the_gravest_outcome(outcomes: str, code: int) -> None:
    assert runs.exit_code(runs.tally(outcomes.split()), book()) == code


@given(st.lists(st.sampled_from(["clear", "hits", "inconclusive", "error"])))
def test_P4_only_clear_and_nothing_but_clear_exits_0(outcomes: list[str]) -> None:
    all_clear = bool(outcomes) and set(outcomes) == {"clear"}
    code = runs.exit_code(runs.tally(outcomes), book())
    assert (code == 0) is all_clear


def write(place: Path, asked: Book) -> runs.Run:
    with runs.folder(place) as partial:
        return kept(partial, asked)


def kept(partial: Path, asked: Book, answers: Iterable[runs.Answer] = ()) -> runs.Run:
    """Write what came of a book in a folder."""
    rests_on = runs.rests_on(SCREENER.screen_all)
    what = runs.Asked(book=asked.sha256, rests_on=rests_on, began=now())
    answers = answers or runs.answers(SCREENER.screen_all, asked)
    with runs.begun(partial, what, asked) as journal:
        return runs.write(journal, answers, book=asked, now=now)


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    refused = Refused(4, "kind", "is empty", "C-3")
    asked = book(STRANGER, FOUND, UNNAMED, refused=(refused,))
    written = write(tmp_path / "run", asked)
    run, screenings = runs.read(tmp_path / "run")
    assert run == written
    assert tuple(screenings) == tuple(runs.screen(SCREENER.screen_all, asked))
    assert (run.rows, run.refused, run.clients, run.pairs) == (4, (refused,), 3, 1)
    assert (run.rows_accepted, run.rows_refused, run.clients_in) == (3, 1, 3)
    assert run.outcomes == runs.Tally(clear=1, hits=1, inconclusive=0, error=1)
    assert run.exit_code == 1
    assert (run.book, run.on) == ("ab" * 32, "2026-06-01")
    assert [used.list_id for used in run.lists] == ["own"]


def test_a_manifest_of_the_schema_before_is_read(tmp_path: Path) -> None:
    refused = Refused(4, "kind", "is empty", "C-1")
    write(tmp_path / "run", book(STRANGER, FOUND, refused=(refused,)))
    path = tmp_path / "run" / "run.json"
    plain = json.loads(path.read_bytes())
    for key in ("rows_accepted", "rows_refused", "clients_in"):
        del plain[key]
    path.write_text(json.dumps({**plain, "schema": "kycscreen.run/1"}))
    run, screenings = runs.read(tmp_path / "run")
    assert (run.rows, run.rows_accepted, run.rows_refused) == (3, 2, 1)
    assert (run.clients_in, run.is_part) == (2, False)
    assert len(list(screenings)) == 2


def test_of_many_refused_rows_the_manifest_repeats_the_first(tmp_path: Path) -> None:
    many = [Refused(line, "kind", "is empty", "C-2") for line in range(2, 2_002, 2)]
    nobodys = [Refused(line, "", "is short") for line in range(3, 2_003, 2)]
    asked = book(STRANGER, FOUND, refused=(*many, *nobodys))
    write(tmp_path / "run", asked)
    run, _ = runs.read(tmp_path / "run")
    assert (run.rows_refused, run.rows_accepted, run.rows) == (2_000, 2, 2_002)
    assert [row.line for row in run.refused] == list(range(2, 1_002))
    with (tmp_path / "run" / "refused.csv").open(encoding="utf-8", newline="") as file:
        lines = [int(row["line"]) for row in csv.DictReader(file)]
    assert lines == list(range(2, 2_002))


def test_a_run_that_lost_clients_is_none(tmp_path: Path) -> None:
    asked = book(STRANGER, FOUND)
    fewer = runs.answers(SCREENER.screen_all, asked, after=1)
    with (
        pytest.raises(runs.RunError, match="has 1 of 2 rows and 1 of 2 clients"),
        runs.folder(tmp_path / "run") as partial,
    ):
        kept(partial, asked, fewer)
    assert not (tmp_path / "run").exists()


def test_P5_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, book(STRANGER, FOUND))
    for name in ("run.json", "screenings.jsonl", "refused.csv"):
        one, two = ((tmp_path / run / name).read_bytes() for run in ("one", "two"))
        assert one == two


def test_a_large_book_is_screened_and_kept_in_little_memory(tmp_path: Path) -> None:
    one = SCREENER.screen(STRANGER)

    def at_once(clients: Iterable[Client]) -> Iterator[Screening]:
        return (attrs.evolve(one, client_id=client.id) for client in clients)

    path = tmp_path / "book.csv"
    peaks = []
    for clients in (8_000, 13_000):
        rows = (f"C-{n},person,client,Birgitta Utterström\n" for n in range(clients))
        path.write_text("client_id,kind,role,name\n" + "".join(rows), encoding="utf-8")
        tracemalloc.start()
        asked = read(path)
        with runs.folder(tmp_path / f"run{clients}") as partial:
            run = kept(partial, asked, runs.answers(at_once, asked))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert run.outcomes == runs.Tally(
            clear=clients, hits=0, inconclusive=0, error=0
        )
    assert peaks[1] - peaks[0] < 5_000 * 24, "eight bytes a client, and some room"


def test_a_run_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def broken(_: Iterable[Client]) -> Iterator[Screening]:
        raise IndexFileError("x.kyc", "block 3 is damaged")

    with pytest.raises(IndexFileError), runs.folder(tmp_path / "run") as partial:
        kept(partial, book(STRANGER), runs.answers(broken, book(STRANGER)))
    assert list(tmp_path.iterdir()) == []


def test_a_run_shows_under_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    with runs.folder(tmp_path / "run") as partial:
        assert not (tmp_path / "run").exists()
        assert partial.name.endswith(".partial")
    assert (tmp_path / "run").is_dir()


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_P8_a_run_is_for_its_owner_only(tmp_path: Path) -> None:
    write(tmp_path / "run", book(STRANGER))
    assert (tmp_path / "run").stat().st_mode & 0o077 == 0


def test_of_two_runs_of_one_name_the_second_is_refused_at_once(tmp_path: Path) -> None:
    with runs.folder(tmp_path / "run") as partial:
        with (
            pytest.raises(
                runs.RunError, match="another run; name another with --output"
            ),
            runs.folder(tmp_path / "run"),
        ):
            raise AssertionError("nothing is screened for nothing")
        assert partial.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_runs_of_one_name_are_numbered_if_that_is_asked(tmp_path: Path) -> None:
    for _ in range(2):
        with (
            runs.folder(tmp_path / "run", numbered=True) as one,
            runs.folder(tmp_path / "run", numbered=True) as other,
        ):
            (one / "x").write_text("")
            (other / "x").write_text("")
            assert runs.final(one) != runs.final(other)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["run", "run-2", "run-3", "run-4"]


def test_what_a_dead_run_left_is_removed_and_what_a_live_one_writes_is_not(
    tmp_path: Path,
) -> None:
    left = tmp_path / f".other.{os.getpid()}.partial"
    left.mkdir()
    (left / "screenings.jsonl").write_text("Jean Exemple")
    theirs = tmp_path / ".my.own.partial"
    theirs.mkdir()
    with runs.folder(tmp_path / "live") as live, runs.folder(tmp_path / "run"):
        assert not left.exists()
        assert theirs.exists()
        assert live.exists()


def test_a_folder_without_a_name_cannot_be_a_run() -> None:
    with pytest.raises(runs.RunError, match="no name"), runs.folder(Path()):
        raise AssertionError


def test_a_full_disk_is_told_with_its_place(tmp_path: Path) -> None:
    with (
        pytest.raises(runs.RunError, match="run: cannot be written: No space.*--out"),
        runs.folder(tmp_path / "run"),
    ):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_was_taken_meanwhile_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(runs.RunError, match="run: exists already; no run was kept"),
        runs.folder(tmp_path / "run"),
    ):
        (tmp_path / "run").write_text("theirs")
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_run_that_could_not_be_shown_ends_with_1(tmp_path: Path) -> None:
    with runs.folder(tmp_path / "run") as partial:
        run = kept(partial, book(STRANGER))
        assert run.exit_code == 0
        runs.ended(partial, run, 1)
    assert runs.read(tmp_path / "run")[0].exit_code == 1


def test_a_run_never_overwrites_another(tmp_path: Path) -> None:
    write(tmp_path / "run", book(STRANGER))
    before = (tmp_path / "run" / "run.json").read_bytes()
    with pytest.raises(runs.RunError, match="exists already"):
        write(tmp_path / "run", book(FOUND))
    assert (tmp_path / "run" / "run.json").read_bytes() == before


def test_a_run_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(runs.RunError, match="cannot be written"):
        write(tmp_path / "file" / "run", book(STRANGER))


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("run.json", None, "is no run"),
        ("run.json", "{", "is damaged"),
        ("run.json", "{}", "is damaged"),
        ("run.json", '{"schema":"kycscreen.run/2"}', "is damaged"),
        ("screenings.jsonl", None, "No such file"),
        ("screenings.jsonl", "", "is not what run.json says"),
        ("screenings.jsonl", "{}\n", "is damaged at line 1"),
    ],
)
def test_P6_a_damaged_run_is_not_read(
    name: str, content: str | None, problem: str, tmp_path: Path
) -> None:
    write(tmp_path / "run", book(STRANGER, FOUND))
    path = tmp_path / "run" / name
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(runs.RunError, match=problem):
        list(runs.read(tmp_path / "run")[1])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("run.json", "kycscreen.run/2", "kycscreen.run/9"),
        ("run.json", '"schema"', '"of_later":1,"schema"'),
        ("screenings.jsonl", "kycscreen.screening/1", "kycscreen.screening/9"),
        ("screenings.jsonl", '"schema"', '"of_later":1,"schema"'),
        ("screenings.jsonl", '"clear"', '"of_later"'),
    ],
)
def test_B10_a_run_of_a_newer_version_says_what_to_install(
    name: str, old: str, new: str, tmp_path: Path
) -> None:
    write(tmp_path / "run", book(STRANGER, FOUND))
    path = tmp_path / "run" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(runs.RunError, match=f"{name} was written by a newer kycscr"):
        list(runs.read(tmp_path / "run")[1])


def test_P6_a_run_that_lost_a_line_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / "run", book(STRANGER, FOUND))
    path = tmp_path / "run" / "screenings.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(runs.RunError, match=r"is not what run\.json says"):
        list(runs.read(tmp_path / "run")[1])


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_D03_no_cell_of_refused_rows_is_a_formula(opening: str, tmp_path: Path) -> None:
    refused = Refused(2, "kind", "is empty", f"{opening}1+1")
    write(tmp_path / "run", book(STRANGER, refused=(refused,)))
    with (tmp_path / "run" / "refused.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["client_id"] == f"'{opening}1+1"
    told = json.loads((tmp_path / "run" / "run.json").read_bytes())
    assert told["refused"][0]["client_id"] == f"{opening}1+1"
