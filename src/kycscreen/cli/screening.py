"""``kycscreen screen``: a file of clients, or one name."""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import click

from kycscreen import runs
from kycscreen.book import Book
from kycscreen.cli import asking, interruption, options, results, running, terminal
from kycscreen.cli.options import a_date, held_in, lists_folder, own_folders
from kycscreen.policy import Policy
from kycscreen.runs.timings import Clock
from kycscreen.screen import Provenance, Screener, Screening

_RUNS = Path("runs")
_REFUSED_AT_MOST = 20  # lines on the terminal


def _a_table(
    _context: click.Context, _option: click.Parameter, path: Path | None
) -> Path | None:
    """Take the name of a table that can be written."""
    if path is not None:
        try:
            runs.form_of(path)
        except runs.RunError as wrong:
            raise click.BadParameter(wrong.problem) from None
    return path


@click.command("screen", short_help="Screen a file of clients, or one name.")
@click.argument("clients", nargs=-1, metavar="[CLIENTS]")
@asking.a_name
@lists_folder
@options.output
@click.option("--json", "as_json", is_flag=True, help="Print a screening a line.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the analysts' report to this file as well.",
)
@options.policy
@options.alert_at
@click.option("--on", callback=a_date, metavar="DATE", help="Day of the screening.")
@click.option(
    "--as-of",
    callback=a_date,
    metavar="DATE",
    help="Screen with the lists as they stood here on that day, and as on it.",
)
@click.option(
    "--hits",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_a_table,
    help="Write a row for each hit to this file (.csv, .jsonl, .parquet) as well.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    help="Processes that screen at once; default 1.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Screen the first N clients only; never clear where that leaves any out.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with the run that was interrupted: --output, or the last of the file.",
)
def command(
    clients: tuple[str, ...],
    folder: Path,
    output: Path | None,
    as_json: bool,
    html: Path | None,
    named: str | None,
    alert_at: int | None,
    on: date | None,
    as_of: date | None,
    hits: Path | None,
    workers: int,
    limit: int | None,
    resume: bool,
    **asked: object,
) -> None:
    """Screen a file of CLIENTS (.csv, .jsonl, .parquet), or one --name.

    The run is kept in a folder: screenings.jsonl and run.json and, for a file,
    refused.csv, report.html and timings.json. A name typed here stays in the
    shell's history and shows in the list of processes; --name - reads it from
    stdin.
    """
    clock = Clock()
    begun: list[Path] = []
    with interruption.stoppable(lambda: _left(begun)):
        # click gives what the options declare
        book = asking.book(clients, asking.Asked(**asked))  # type: ignore[arg-type]
        if not book.sha256 and (resume or limit is not None):
            raise click.UsageError("--resume and --limit belong to a file of clients")
        policy = options.a_policy(named, alert_at)
        held = held_in(folder)
        read = tuple(map(Path, clients))
        if html is not None:
            terminal.check(html, *read)
        if hits is not None:
            kept = (*read, *own_folders(folder), *filter(None, (html,)))
            terminal.check(hits, *kept)
        clock.lap("book")
        with _folder(book, output, resume=resume) as partial:
            begun.append(partial)
            place = runs.final(partial)
            before = runs.left_by(partial) if resume else None
            if before is not None:
                policy = _policy(policy, named, alert_at, before)
            screener = _screener(held, policy, on or as_of, as_of, before)
            clock.lap("lists")
            with _journal(partial, book, screener, limit, before) as journal:
                run = running.kept(
                    journal,
                    book,
                    screener,
                    running.Wanted(
                        lists=held,
                        as_of=as_of,
                        workers=workers,
                        as_json=as_json,
                        html=html,
                        hits=hits,
                    ),
                    clock,
                )
            interruption.ignore()  # from here on the run is kept
    _summarise(run, place)
    if book.unclaimed and not run.clients_in:
        terminal.note(f"error: {runs.nobody(book, place)}")
    click.get_current_context().exit(run.exit_code)


def _left(begun: list[Path]) -> str:
    """Say what is left of a run that was told to stop, by where it wrote."""
    kept = any(map(runs.left_by, begun))
    return "go on with --resume" if kept else "no run was kept"


def _folder(
    book: Book, output: Path | None, *, resume: bool
) -> AbstractContextManager[Path]:
    """Return the folder to write in: a new one, or that of an interrupted run."""
    if resume:
        return runs.unfinished(book, output, _RUNS)
    if book.sha256:
        for partial in runs.interrupted(book, (output or _RUNS / "run").parent):
            terminal.note(
                f"interrupted before: {runs.final(partial)}; go on with --resume, or"
                f" remove {partial}"
            )
    place = output or _RUNS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    return runs.folder(place, numbered=output is None)


def _screener(
    lists: Path,
    policy: Policy,
    on: date | None,
    as_of: date | None,
    before: runs.Asked | None,
) -> Screener:
    """Open the lists; what is not asked is as it was before the interruption."""
    import kycscreen

    if before is not None:
        was = _provenance(before)
        on = was.on if on is None else on
    held = kycscreen.load_lists(lists, as_of=as_of)
    return kycscreen.Screener(held, policy=policy, on=on)


def _policy(
    asked: Policy, named: str | None, alert_at: int | None, before: runs.Asked
) -> Policy:
    """Return the policy to go on with: what is not asked is as it was."""
    was = _provenance(before)
    if named is None:
        asked = options.policy_of(was.policy, was.alert_at) or asked
    return attrs.evolve(asked, alert_at=alert_at or was.alert_at)


def _provenance(before: runs.Asked) -> Provenance:
    return Screening.from_json(before.rests_on).provenance


def _journal(
    partial: Path,
    book: Book,
    screener: Screener,
    limit: int | None,
    before: runs.Asked | None,
) -> runs.Journal:
    if not book.sha256:
        return runs.begun(partial, None, book)
    if before is not None and limit is None:
        limit = before.limit
    asked = runs.Asked(
        book=book.sha256,
        limit=limit,
        rests_on=runs.rests_on(screener.screen_all),
        began=running.now(),
    )
    if before is None:
        return runs.begun(partial, asked, book)
    runs.same(runs.final(partial), before, asked)
    return runs.reopened(partial, book)


def _summarise(run: runs.Run, place: Path) -> None:
    for row in run.refused[:_REFUSED_AT_MOST]:
        terminal.note(f"refused: line {row.line}: {runs.reason(row)}")
    if run.rows_refused > _REFUSED_AT_MOST:
        more = run.rows_refused - _REFUSED_AT_MOST
        terminal.note(f"refused: {more} rows more, see refused.csv")
    terminal.note(results.summary(run))
    if run.book:
        rows = results.counted(run.rows, "row")
        told = f"{rows}: {run.rows_accepted} accepted, {run.rows_refused} refused"
        left = run.rows - run.rows_accepted - run.rows_refused
        terminal.note(f"{told}, {left} not looked at" if left else told)
    terminal.note(f"run: {place}")
