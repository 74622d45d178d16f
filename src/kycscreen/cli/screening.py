"""``kycscreen screen``: a file of clients, or one name."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import click

from kycscreen import runs
from kycscreen.book import Book
from kycscreen.cli import asking, results, terminal
from kycscreen.cli.options import a_date, lists_folder
from kycscreen.cli.results import report
from kycscreen.policy import Policy
from kycscreen.screen import Screening

_REPORT_AT_MOST = 20_000  # clients; a page of more opens in no browser
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
    """Screen a file of CLIENTS (.csv, .jsonl), or one --name.

    The run is kept in a folder: screenings.jsonl and run.json and, for a file,
    refused.csv and report.html. A name typed here stays in the shell's history
    and shows in the list of processes; --name - reads it from stdin.
    """
    # click gives what the options declare
    book = asking.book(clients, asking.Asked(**asked))  # type: ignore[arg-type]
    policy = Policy() if alert_at is None else Policy(alert_at=alert_at)
    screen_all = _screen_all(folder, policy, on)
    place = _free() if output is None else output
    tell = _tell(book, policy, as_json=as_json)
    kept: list[Screening] = []
    failures: list[Exception] = []
    with (
        runs.folder(place) as partial,
        terminal.progress(len(book.clients)) as advance,
    ):

        def tell_and_keep(screening: Screening) -> None:
            terminal.attempt(failures, lambda: tell(screening))
            if (book.sha256 or html) and len(kept) <= _REPORT_AT_MOST:
                kept.append(screening)
            advance()

        run = runs.write(
            partial,
            runs.screen(screen_all, book),
            book=book,
            now=_now,
            tell=tell_and_keep,
        )
        page = terminal.attempt(failures, lambda: _page(kept, run, place, policy))
        if page and book.sha256:
            (partial / runs.REPORT).write_text(page, encoding="utf-8")
    if page and html is not None:
        html.write_text(page, encoding="utf-8")
    _summarise(run, place)
    click.get_current_context().exit(1 if failures else run.exit_code)


def _screen_all(folder: Path, policy: Policy, on: date | None) -> runs.ScreenAll:
    import kycscreen

    return kycscreen.Screener(
        kycscreen.load_lists(folder), policy=policy, on=on
    ).screen_all


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _free() -> Path:
    """Return a folder for the run that is not there yet."""
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    places = (Path("runs", f"{now}-{n}" if n > 1 else now) for n in count(1))
    return next(place for place in places if not place.exists())


def _tell(book: Book, policy: Policy, *, as_json: bool) -> results.Tell:
    if as_json:
        return results.as_json
    return results.by_client(policy) if book.sha256 else results.whole(policy)


def _page(kept: list[Screening], run: runs.Run, place: Path, policy: Policy) -> str:
    """Return the report; nothing where none is asked, or no browser would open it."""
    if not kept:
        return ""
    if len(kept) > _REPORT_AT_MOST:
        terminal.note(f"{runs.REPORT} is left out: more than {_REPORT_AT_MOST} clients")
        return ""
    return report(kept, run, place.name, policy)


def _summarise(run: runs.Run, place: Path) -> None:
    for row in run.refused[:_REFUSED_AT_MOST]:
        reason = f"{row.field} {row.problem}".strip()
        terminal.note(f"refused: line {row.line}: {reason}")
    refused, out = len(run.refused), run.outcomes
    if refused > _REFUSED_AT_MOST:
        more = refused - _REFUSED_AT_MOST
        terminal.note(f"refused: {more} rows more, see refused.csv")
    terminal.note(
        f"{_count(run.clients, 'client')}: {out.clear} clear, {out.hits} with hits,"
        f" {out.inconclusive} inconclusive, {out.error} error"
    )
    if run.book:
        used = run.rows - refused
        rows = _count(run.rows, "row")
        terminal.note(f"{rows}: {used} accepted, {refused} refused")
    terminal.note(f"run: {place}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
