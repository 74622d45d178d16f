"""Workers: the same bytes from any number of them, and no worker's end is the run's."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import attrs
import pytest

from kycscreen import load_lists, runs
from kycscreen.book import Book, read
from kycscreen.errors import ListError
from kycscreen.parties import Client
from kycscreen.policy import Policy
from kycscreen.runs import pieces, workers
from kycscreen.runs.workers import Work, WorkerError
from kycscreen.screen import Screener, Screening
from tests.test_cli import EU, OFAC, UN, hold

ON = date(2026, 6, 1)
HEADER = "client_id,kind,role,name,birth_date\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold three lists."""
    folder = tmp_path_factory.mktemp("lists")
    for list_id, text in (("un_sc", UN), ("eu_fsf", EU), ("us_ofac_sdn", OFAC)):
        hold(folder, list_id, text)
    return folder


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Make a book of several pieces, with hits and refused rows."""
    path = tmp_path_factory.mktemp("book") / "book.csv"
    rows = ["C-1,person,client,Jean Exemple,1962-03-14\n"]
    for number in range(2, 4_400):
        born = "1971-02-03" if number % 500 else "23085"
        rows.append(f"C-{number},person,client,Birgitta Utterström {number},{born}\n")
    rows.insert(2_000, ",person,client,Eva Exempel,1980-01-01\n")
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return read(path)


def screener(folder: Path) -> Screener:
    return Screener(load_lists(folder), on=ON)


def work(
    folder: Path,
    book: Book,
    tell: Callable[[Screening], object] | None = None,
    policy: Policy = Policy(),  # noqa: B008 - frozen
) -> Work:
    return Work(
        folder=folder,
        policy=policy,
        on=ON,
        rests_on=runs.rests_on(screener(folder).screen_all),
        of_all=runs.refusals("", book.unclaimed),
        tell=tell,
    )


def standings(screening: Screening) -> str:
    return f"{screening.client_id} {runs.standing(screening)}"


@pytest.mark.parametrize("number", [2, 8])
def test_D07_any_number_of_workers_answers_as_one_process_does(
    number: int, folder: Path, book: Book
) -> None:
    one = list(runs.answers(screener(folder).screen_all, book, tell=standings))
    assert len(one) > 4
    asked = work(folder, book, tell=standings)
    many = list(workers.answers(asked, runs.asked(book), workers=number))
    assert many == one


def test_workers_that_open_the_lists_themselves_answer_the_same(
    folder: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_CONTEXT", get_context("spawn"))  # as off Linux
    many = list(workers.answers(work(folder, book), runs.asked(book), workers=2))
    assert many == list(runs.answers(screener(folder).screen_all, book))


def dies(flag: Path, number: signal.Signals | None, screening: Screening) -> None:
    """End the process at one client; a second time only if there is no flag."""
    if screening.client_id == "C-2500" and not flag.exists():
        if flag.parent.is_dir():
            flag.touch()
        if number is None:
            os._exit(7)
        os.kill(os.getpid(), number)


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("number", [None, signal.SIGKILL])
def test_a_worker_that_dies_is_replaced_once(
    number: signal.Signals | None, folder: Path, book: Book, tmp_path: Path
) -> None:
    tell = partial(dies, tmp_path / "flag", number)
    asked = work(folder, book, tell=tell)
    many = list(workers.answers(asked, runs.asked(book), workers=2))
    one = list(runs.answers(screener(folder).screen_all, book))
    assert [answer.lines for answer in many] == [answer.lines for answer in one]
    assert (tmp_path / "flag").exists()


def test_a_worker_that_dies_of_the_same_clients_again_ends_the_run(
    folder: Path, book: Book, tmp_path: Path
) -> None:
    tell = partial(dies, tmp_path / "absent" / "flag", None)
    asked = work(folder, book, tell=tell)
    answers = workers.answers(asked, runs.asked(book), workers=2)
    with pytest.raises(
        WorkerError, match=r"twice of clients 2001 to 3000 \(exit code 7\).*--resume"
    ):
        list(answers)


def fails(screening: Screening) -> None:
    raise KeyError(screening.client_id)


def test_D06_an_error_of_a_worker_that_is_not_ours_tells_no_value(
    folder: Path, book: Book
) -> None:
    asked = work(folder, book, tell=fails)
    with pytest.raises(WorkerError, match=r"failed \(KeyError in fails") as told:
        list(workers.answers(asked, runs.asked(book), workers=2))
    assert "C-" not in str(told.value)


def test_workers_who_see_other_lists_answer_nothing(folder: Path, book: Book) -> None:
    asked = work(folder, book, policy=Policy(alert_at=70))
    with pytest.raises(ListError, match="was changed since the run began"):
        list(workers.answers(asked, runs.asked(book), workers=2))


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_lists_that_cannot_be_shared_are_screened_against_all_the_same(
    folder: Path, book: Book, tmp_path: Path
) -> None:
    for list_id, text in (("un_sc", UN), ("eu_fsf", EU), ("us_ofac_sdn", OFAC)):
        hold(tmp_path, list_id, text)
    (tmp_path / "index").write_text("no folder, so that no index can be kept")
    asked = work(tmp_path, book)
    many = list(workers.answers(asked, runs.asked(book, limit=1_500), workers=2))
    one = runs.answers(screener(folder).screen_all, book, limit=1_500)
    assert [answer.lines for answer in many] == [answer.lines for answer in one]


def test_who_stops_listening_ends_the_workers(folder: Path, book: Book) -> None:
    answers = workers.answers(work(folder, book), runs.asked(book), workers=2)
    next(answers)
    answers.close()  # waits for them: it would not come back


def test_pieces_end_where_clients_do_and_the_book_alone_says_where(book: Book) -> None:
    cut = list(pieces.cut(book.groups, book.rows))
    assert [len(piece) for piece in cut] == [1_000, 1_000, 1_000, 1_000, 399]
    assert list(pieces.cut(book.groups, 10**9)) == [tuple(book.groups)]


@pytest.mark.parametrize("bad", [{17}, {0, 1, 2}, set(range(0, 1_000, 100))])
def test_C11_few_poisoned_clients_are_found_in_few_steps(
    bad: set[int], folder: Path, book: Book
) -> None:
    steps = 0
    one = screener(folder).screen(Client("x", parties=()))

    def poisoned(clients: Iterable[Client]) -> Iterator[Screening]:
        nonlocal steps
        some = list(clients)
        steps += 1
        if any(client.id in names and client.parties for client in some):
            raise ZeroDivisionError
        return (attrs.evolve(one, client_id=client.id) for client in some)

    piece = next(pieces.cut(book.groups, book.rows))
    names = {piece[number].client_id for number in bad}
    found = [screening for screening, _ in pieces.each(poisoned, piece, ())]
    assert [screening.client_id for screening in found] == [g.client_id for g in piece]
    errors = {n for n, s in enumerate(found) if s.gaps[-1].code == "client.error"}
    assert errors == bad
    assert steps < 25 * len(bad), "halves of a thousand are one after ten"
