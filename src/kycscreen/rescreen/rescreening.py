"""A night: what changed is found, whom it concerns screened, and all of it kept."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import attrs

from kycscreen import runs
from kycscreen.book import Book
from kycscreen.rescreen import plans, shelf, states
from kycscreen.rescreen.nights import Night
from kycscreen.rescreen.once import Once
from kycscreen.rescreen.states import State
from kycscreen.rescreen.work import NIGHT, Answers, Finish, RescreenError, Tell, Work
from kycscreen.screen import Screener


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rescreen(
    book: Book,
    screener: Screener,
    *,
    state: Path,
    output: Path,
    numbered: bool = False,
    full: bool = False,
    answers: Answers | None = None,
    tell: Tell = lambda _line, _turned: None,
    finish: Finish = lambda _place, _run: None,
    now: Callable[[], str] = _now,
    gathering: bool = True,
) -> Night:
    """Screen whom a change may concern, or with ``full`` all; say what became of it.

    ``state`` is the file that holds what the last run found; ``output`` the folder of
    this one. Both are as they were, or both are new. The same book, lists and date
    again is no new run: the last one's report is returned. ``answers`` screens a book,
    by default in this process; ``tell`` is shown each screening that is written, with
    what became of it; ``finish`` given the folder, to write a report there. Who is in
    no hurry to go on, but to show the night, leaves the ``gathering`` to ``gather``.
    Of a book of which no row says whose it is, the folder tells the rows, and it is a
    ``RescreenError``.
    """
    if book.unclaimed and not len(book.groups):
        place = _refused(book, screener, output, numbered=numbered, now=now)
        told = runs.nobody(book, place)
        raise RescreenError(f"{told}; the state is as it was")
    with states.opened(state) as held:
        last = held.last()
        _clear(held)
        found = plans.changed(book, screener, held, last, full=full)
        if last is not None and _is_same(book, last, found, full=full):
            return attrs.evolve(last, is_repeat=True)
        with runs.folder(output, numbered=numbered) as place:
            held.intend(runs.final(place).absolute(), found.key)
            work = Work(book, answers or _here(screener), held, last, found)
            plan = plans.planned(book, screener, held, found, work.run)
            night = work.done(place, plan, tell=tell, finish=finish, clock=now)
        held.commit(night)
    if gathering:
        gather(book, night, state=state)
    return night


def _refused(
    book: Book,
    screener: Screener,
    output: Path,
    *,
    numbered: bool,
    now: Callable[[], str],
) -> Path:
    """Keep a run of nobody, and return where."""
    with runs.folder(output, numbered=numbered) as place:
        rests_on = runs.rests_on(screener.screen_all)
        asked = runs.Asked(book=book.sha256, rests_on=rests_on, began=now())
        with runs.begun(place, asked, book) as journal:
            runs.write(journal, (), book=book, now=now)
    return runs.final(place)


def gather(book: Book, night: Night, *, state: Path) -> None:
    """Gather a book after a night that screened all: the next one needs it.

    Where that is not done, or not to its end, the next night does it first.
    """
    if night.is_full and not night.is_repeat:
        with states.opened(state):
            shelf.cover(state, book.groups)


def _here(screener: Screener) -> Answers:
    screen_all = Once(screener.screen_all)
    return lambda book, told: runs.answers(screen_all, book, tell=told)


def _is_same(book: Book, last: Night, found: plans.Changed, *, full: bool) -> bool:
    """Tell whether all was done already; who could not be screened is tried again."""
    is_done = last.key == found.key and not last.totals.not_screened
    return bool(book.sha256) and is_done and (last.is_full or not full)


def _clear(held: State) -> None:
    """Remove the folder of a run that was stopped before it counted."""
    intended = held.intended()
    if intended is None:
        return
    folder, key = intended
    try:
        night = Night.from_json((folder / NIGHT).read_bytes())
    except (OSError, ValueError):
        return  # it never came to have that name, or another has it
    if night.key == key:
        for file in sorted(folder.iterdir()):
            if file.name != NIGHT:  # the last to go: it says whose the folder is
                file.unlink()
        shutil.rmtree(folder)
