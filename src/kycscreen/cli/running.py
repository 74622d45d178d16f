"""A run while it is made: what is shown of it, and the pages that it leaves."""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import attrs

from kycscreen import runs
from kycscreen.book import Book
from kycscreen.cli import results, terminal
from kycscreen.cli.shortened import Kept
from kycscreen.policy import Policy
from kycscreen.runs import timings
from kycscreen.screen import Screener, Screening

Tell = Callable[[Screening], results.Told]


@attrs.frozen(kw_only=True)
class Wanted:
    """How a run is to be made and shown; ``lists`` is the folder that holds them.

    With ``as_of``, they are meant as they stood at the end of that day.
    """

    lists: Path
    as_of: date | None
    workers: int
    as_json: bool
    html: Path | None
    hits: Path | None


def kept(
    journal: runs.Journal,
    book: Book,
    screener: Screener,
    wanted: Wanted,
    clock: timings.Clock,
) -> runs.Run:
    """Screen, and write everything that is kept; ``run.json`` last and true."""
    page = Kept() if book.sha256 or wanted.html is not None else None
    shown = _Shown(book, screener.policy, as_json=wanted.as_json)
    before = journal.finished
    limit = None if journal.asked is None else journal.asked.limit
    clients = len(book.groups) if limit is None else min(limit, len(book.groups))
    with terminal.progress(clients, before.clients) as advance:

        def take(answer: runs.Answer) -> None:
            shown.answer(answer)
            if page is not None:
                for line, mark in answer.each():
                    page.take(line, mark)
            advance(len(answer.marks), answer.parties)

        for line, mark in journal.replay():
            shown.line(line)
            if page is not None:
                page.take(line, mark)
        clock.lap("replay")
        with closing(_answers(journal, book, screener, wanted, shown.tell)) as answers:
            run = runs.write(journal, answers, book=book, now=now, tell=take)
        clock.lap("screening")
    unwritten: list[Exception] = []
    made = terminal.attempt(
        unwritten, lambda: _page(page, run, journal.place, screener.policy)
    )
    if made and book.sha256:
        (journal.place / runs.REPORT).write_text(made, encoding="utf-8")
    if made and (html := wanted.html) is not None:
        terminal.attempt(unwritten, lambda: terminal.page(html, made))
    if (hits := wanted.hits) is not None:
        terminal.attempt(unwritten, lambda: runs.write_hits(hits, journal.place))
    clock.lap("report")
    if book.sha256:
        timings.write(
            journal.place,
            clock,
            workers=wanted.workers,
            clients_before=before.clients,
            parties=run.parties - before.parties,
        )
    if shown.failures or unwritten:
        return runs.ended(journal.place, run, 1)
    return run


def now() -> str:
    """Return the time, as it is recorded."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _answers(
    journal: runs.Journal,
    book: Book,
    screener: Screener,
    wanted: Wanted,
    tell: Tell | None,
) -> Generator[runs.Answer, None, None]:
    """Screen what is not finished yet, in this process or in several."""
    limit = None if journal.asked is None else journal.asked.limit
    after = journal.finished.clients
    parties = book.rows - journal.finished.rows if limit is None else limit
    if journal.asked is None or wanted.workers == 1:
        screener.prepare(parties)
        return runs.answers(
            screener.screen_all, book, tell=tell, limit=limit, after=after
        )
    from kycscreen.runs import workers

    work = workers.Work(
        folder=wanted.lists,
        as_of=wanted.as_of,
        policy=screener.policy,
        on=screener.on,
        rests_on=journal.asked.rests_on,
        parties=parties,
        of_all=runs.refusals("", book.unclaimed),
        tell=tell,
    )
    pieces = runs.asked(book, limit=limit, after=after)
    return workers.answers(work, pieces, workers=wanted.workers)


class _Shown:
    """What stdout shows of a run: every screening, and the gaps of all of them once."""

    def __init__(self, book: Book, policy: Policy, *, as_json: bool) -> None:
        self.failures: list[Exception] = []
        self.tell: Tell | None = None
        if not as_json:
            of = results.of_many if book.sha256 else results.of_one
            self.tell = partial(of, policy)
        self._all = bool(book.sha256) and not as_json

    def line(self, line: bytes) -> None:
        """Show a client who was screened before the interruption."""
        if self.tell is None:
            terminal.attempt(self.failures, lambda: terminal.results(line))
        else:
            screening = Screening.from_json(line)
            self._of_all(screening)
            self._told((self.tell(screening),))

    def answer(self, answer: runs.Answer) -> None:
        """Show the clients of a piece."""
        if self.tell is None:
            terminal.attempt(self.failures, lambda: terminal.results(answer.lines))
            return
        if self._all:
            line, _ = next(answer.each())
            self._of_all(Screening.from_json(line))
        self._told(answer.told)  # type: ignore[arg-type]  # what our own tell returns

    def _of_all(self, screening: Screening) -> None:
        if self._all:
            self._all = False
            text = results.of_all(screening)
            terminal.attempt(self.failures, lambda: terminal.result(text))

    def _told(self, told: Iterable[results.Told]) -> None:
        """Print texts together, and say of those that could not be made."""
        texts: list[str] = []
        for text, problem in told:
            texts.append(text)
            if problem:
                self.failures.append(RuntimeError())
                terminal.note(problem)
        terminal.attempt(self.failures, lambda: terminal.result("".join(texts)))


def _page(page: Kept | None, run: runs.Run, place: Path, policy: Policy) -> str:
    """Return the report; nothing where none is asked."""
    if page is None:
        return ""
    final = runs.final(place)
    left_out = page.left_out()
    if left_out:
        terminal.note(
            f"{runs.REPORT} shows {left_out}; for all of them:"
            f" kycscreen explain {final} --html FILE"
        )
    return results.report(page.chosen(), run, final.name, policy, shown=left_out)
