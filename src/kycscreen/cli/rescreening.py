"""``kycscreen rescreen``: a book night after night, and what changed in it."""

from collections.abc import Callable, Generator
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import click

from kycscreen import book as books
from kycscreen import rescreen, runs
from kycscreen.book import Book
from kycscreen.cli import interruption, nights, options, terminal
from kycscreen.cli.options import a_date, held_in, lists_folder
from kycscreen.cli.results import counted, report
from kycscreen.cli.shortened import Kept
from kycscreen.errors import KycScreenError
from kycscreen.policy import Policy
from kycscreen.rescreen import Transition, Turn
from kycscreen.rescreen.known import Stands
from kycscreen.rescreen.once import Once
from kycscreen.screen import Screener, Screening

STATE = Path("rescreen.sqlite")


@click.command("rescreen", short_help="What changed in a book since the last run.")
@click.argument("book", type=click.Path(path_type=Path))
@lists_folder
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    default=STATE,
    help=f"File that keeps what is known from run to run; default {STATE}.",
)
@click.option("--full", is_flag=True, help="Screen every client, changed or not.")
@click.option(
    "--since",
    metavar="RUN",
    help="Show what became of all since that run, by its number or folder.",
)
@options.output
@click.option("--json", "as_json", is_flag=True, help="Print a transition a line.")
@options.policy
@options.alert_at
@click.option("--on", callback=a_date, metavar="DATE", help="Day of the screening.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    help="Processes that screen at once, where there are many; default 1.",
)
def command(
    book: Path,
    folder: Path,
    state: Path,
    full: bool,
    since: str | None,
    output: Path | None,
    as_json: bool,
    named: str | None,
    alert_at: int | None,
    on: date | None,
    workers: int,
) -> None:
    """Compare a file of clients, BOOK, with the last run, and show what changed.

    Screened are the clients that changed and those whom a change of the lists may
    concern, and a sample of the others as a proof; all of them where the policy, the
    program or the lists that are used changed.

    stdout holds what somebody has to look at: hits that are new, changed, cleared or
    delisted, clients with other findings, and those that cannot be concluded upon any
    more. stderr ends with a
    summary. Exit codes: 0 nothing of that, and every client is accounted for; 1 a
    client was not screened, or the run failed; 3 there are hits or findings to look
    at; 4 something is missing. What is as it was does not count.
    """
    policy = options.a_policy(named, alert_at)
    page = _Page(policy)
    with interruption.stoppable(lambda: "no run was kept, and the state is as it was"):
        if since is not None:  # a slip in its name is told before the work
            rescreen.since(state, since, up_to=0)
        screener = _screener(held_in(folder), policy, on)
        clients = books.read(book)
        night = rescreen.rescreen(
            clients,
            screener,
            state=state,
            output=output or Path("runs", f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"),
            numbered=output is None,
            full=full,
            answers=_answers(screener, folder, workers),
            tell=page.take,
            finish=page.write,
            gathering=False,
        )
    shown = (
        rescreen.transitions(state, night.run)
        if since is None
        else rescreen.since(state, since, up_to=night.run)
    )
    untold: list[Exception] = list(page.unwritten)
    for transition in shown:
        if as_json or nights.is_news(transition):
            text = nights.line(transition, as_json=as_json)
            terminal.attempt(untold, lambda text=text: terminal.result(text))  # type: ignore[misc]  # bound now, not when it is called
    for text in nights.summary(night, state):
        terminal.note(text)
    if night.is_repeat and output is not None:
        terminal.note(f"{output} was not made: that run's folder holds all of it")
    _gather(clients, night, state)
    click.get_current_context().exit(1 if untold else night.exit_code)


def _gather(clients: Book, night: rescreen.Night, state: Path) -> None:
    """Make ready for the next run: what this one found is told, and nobody waits."""
    try:
        with interruption.heeded():
            rescreen.gather(clients, night, state=state)
    except KeyboardInterrupt:
        terminal.note("interrupted; the run is kept, and the next one gathers the book")
    except KycScreenError as wrong:  # as where another run has begun meanwhile
        terminal.note(f"the book is not gathered: {wrong}; the next run does it")


def _screener(folder: Path, policy: Policy, on: date | None) -> Screener:
    import kycscreen

    return kycscreen.Screener(kycscreen.load_lists(folder), policy=policy, on=on)


def _answers(screener: Screener, folder: Path, workers: int) -> rescreen.Answers:
    """Screen in this process, or many clients in several."""
    screen_all = Once(screener.screen_all)

    def answers(
        book: Book, told: Callable[[Screening], Stands]
    ) -> Generator[runs.Answer, None, None]:
        if workers == 1 or len(book.groups) < _MANY:
            return runs.answers(screen_all, book, tell=told)
        from kycscreen.runs import workers as crew

        work = crew.Work(
            folder=folder,
            policy=screener.policy,
            on=screener.on,
            rests_on=runs.rests_on(screener.screen_all),
            of_all=runs.refusals("", book.unclaimed),
            tell=told,
        )
        return crew.answers(work, runs.asked(book), workers=workers)

    return answers


_MANY = 1_000
"""Fewer clients are screened sooner than another process has opened the lists."""


class _Page:
    """The analysts' report of a night: new and changed hits, new or graver findings."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._kept = Kept()
        self._graver = 0
        self.unwritten: list[Exception] = []

    def take(self, line: bytes, turned: tuple[Transition, ...]) -> None:
        """Keep what is new or changed of a client."""
        fresh = {t.hit_id for t in turned if t.turn in (Turn.NEW, Turn.CHANGED)}
        of_findings = [t for t in turned if t.is_of_findings and t.is_graver]
        self._graver += len(of_findings)
        fresh.update(hit for t in of_findings for one in t.fresh for hit in one.hits)
        if of_findings or fresh - {""}:
            screening = Screening.from_json(line)
            hits = tuple(hit for hit in screening.hits if hit.id in fresh)
            shown = attrs.evolve(screening, hits=hits)
            self._kept.take(shown.to_json().encode(), runs.mark(shown))

    def write(self, place: Path, run: runs.Run) -> None:
        """Write the page into the folder of the run."""
        if self._kept.clients:
            terminal.attempt(self.unwritten, lambda: self._write(place, run))
        interruption.ignore()  # from here on the run is kept

    def _write(self, place: Path, run: runs.Run) -> None:
        shown = f"{counted(self._kept.hits, 'hit')}, new or changed"
        if self._graver:
            of = counted(self._graver, "client")
            shown = f"{shown}, or beneath new or graver findings of {of}"
        if left_out := self._kept.left_out():
            shown = f"{shown}: {left_out}"
        name = runs.final(place).name
        text = report(self._kept.chosen(), run, name, self._policy, shown=shown)
        (place / runs.REPORT).write_text(text, encoding="utf-8")
