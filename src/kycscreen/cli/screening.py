"""``kycscreen screen``: a file of clients, or one name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click

from kycscreen import runs
from kycscreen.book import Book
from kycscreen.cli import asking, interruption, results, terminal
from kycscreen.cli.options import a_date, held_in, lists_folder
from kycscreen.cli.results import report
from kycscreen.cli.shortened import Kept
from kycscreen.policy import Policy
from kycscreen.screen import Screening

_REFUSED_AT_MOST = 20  # lines on the terminal


@click.command("screen", short_help="Screen a file of clients, or one name.")
@click.argument("clients", nargs=-1, metavar="[CLIENTS]")
@asking.a_name
@lists_folder
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Folder for the run; default runs/<UTC time>.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a screening a line.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the analysts' report to this file as well.",
)
@click.option(
    "--alert-at",
    type=click.IntRange(1, 100),
    help=f"Score from which a pair is a hit; default {Policy().alert_at}.",
)
@click.option("--on", callback=a_date, metavar="DATE", help="Day of the screening.")
def command(
    clients: tuple[str, ...],
    folder: Path,
    output: Path | None,
    as_json: bool,
    html: Path | None,
    alert_at: int | None,
    on: date | None,
    **asked: object,
) -> None:
    """Screen a file of CLIENTS (.csv, .jsonl, .parquet), or one --name.

    The run is kept in a folder: screenings.jsonl and run.json and, for a file,
    refused.csv and report.html. A name typed here stays in the shell's history
    and shows in the list of processes; --name - reads it from stdin.
    """
    with _stoppable():
        # click gives what the options declare
        book = asking.book(clients, asking.Asked(**asked))  # type: ignore[arg-type]
        held = held_in(folder)
        if html is not None:
            terminal.check(html)
        policy = Policy() if alert_at is None else Policy(alert_at=alert_at)
        tell = _tell(book, policy, as_json=as_json)
        place = Path("runs", f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        with runs.folder(output or place, numbered=output is None) as partial:
            place = runs.final(partial)
            screen_all = _screen_all(held, policy, on)
            run = _kept(partial, screen_all, book, tell, policy, html)
            interruption.ignore()  # from here on the run is kept
    _summarise(run, place)
    click.get_current_context().exit(run.exit_code)


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        with interruption.heeded():
            yield
    except KeyboardInterrupt:
        terminal.note("interrupted; no run was kept")
        click.get_current_context().exit(1)


def _kept(
    partial: Path,
    screen_all: runs.ScreenAll,
    book: Book,
    tell: results.Tell,
    policy: Policy,
    html: Path | None,
) -> runs.Run:
    """Screen, and write everything that is kept; ``run.json`` last and true."""
    page = Kept()
    untold: list[Exception] = []
    unwritten: list[Exception] = []
    with terminal.progress(len(book.groups)) as advance:

        def tell_and_keep(screening: Screening) -> None:
            terminal.attempt(untold, lambda: tell(screening))
            if book.sha256 or html:
                page.take(screening)
            advance()

        run = runs.write(
            partial,
            runs.screened(screen_all, book),
            book=book,
            now=_now,
            tell=tell_and_keep,
        )
    place = runs.final(partial)
    text = terminal.attempt(unwritten, lambda: _page(page, run, place, policy))
    if text and book.sha256:
        (partial / runs.REPORT).write_text(text, encoding="utf-8")
    if text and html is not None:
        terminal.attempt(unwritten, lambda: terminal.page(html, text))
    return runs.failed(partial, run) if untold or unwritten else run


def _screen_all(folder: Path, policy: Policy, on: date | None) -> runs.ScreenAll:
    import kycscreen

    return kycscreen.Screener(
        kycscreen.load_lists(folder), policy=policy, on=on
    ).screen_all


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tell(book: Book, policy: Policy, *, as_json: bool) -> results.Tell:
    if as_json:
        return results.as_json
    return results.by_client(policy) if book.sha256 else results.whole(policy)


def _page(page: Kept, run: runs.Run, place: Path, policy: Policy) -> str:
    """Return the report; nothing where none is asked."""
    if not page.clients:
        return ""
    left_out = page.left_out()
    if left_out:
        terminal.note(
            f"{runs.REPORT} shows {left_out}; for all of them:"
            f" kycscreen explain {place} --html FILE"
        )
    return report(page.chosen(), run, place.name, policy, shown=left_out)


def _summarise(run: runs.Run, place: Path) -> None:
    for row in run.refused[:_REFUSED_AT_MOST]:
        terminal.note(f"refused: line {row.line}: {runs.reason(row)}")
    refused = len(run.refused)
    if refused > _REFUSED_AT_MOST:
        more = refused - _REFUSED_AT_MOST
        terminal.note(f"refused: {more} rows more, see refused.csv")
    terminal.note(results.summary(run))
    if run.book:
        used = run.rows - refused
        rows = results.counted(run.rows, "row")
        terminal.note(f"{rows}: {used} accepted, {refused} refused")
    terminal.note(f"run: {place}")
