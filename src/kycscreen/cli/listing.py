"""``kycscreen lists``: what is held, and how a file is added to it."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from kycscreen import codec, lists
from kycscreen.cli import terminal
from kycscreen.cli.options import a_date, lists_folder
from kycscreen.lists import Snapshot
from kycscreen.policy import Policy


@click.group(
    "lists",
    invoke_without_command=True,
    short_help="What is held; add and verify lists.",
)
@lists_folder
@click.option("--json", "as_json", is_flag=True, help="Print a list a line.")
@click.pass_context
def command(context: click.Context, folder: Path, as_json: bool) -> None:
    """Show the lists that are held: publisher, date, age, entities, licence."""
    context.obj = folder
    if context.invoked_subcommand is not None:
        return
    held = lists.active(folder)
    today = _today()
    if as_json:
        for snapshot in held:
            terminal.result(f"{codec.canonical(_plain(snapshot, today))}\n")
    elif held:
        rows = [_row(snapshot, today) for snapshot in held]
        terminal.result(terminal.table([_HEADER, *rows]))
    for missing in sorted(Policy().required - {s.list_id for s in held}):
        terminal.note(f"missing: {missing}, without which nothing is clear")
    for snapshot in held:
        if snapshot.problem:
            terminal.note(f"error: {snapshot.list_id}: {snapshot.problem}")
    context.exit(1 if any(snapshot.problem for snapshot in held) else 0)


_of_folder = click.option(
    "--lists",
    "folder",
    type=click.Path(path_type=Path),
    help="The same as before the command.",
)


@command.command()
@click.argument("list_id")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--published",
    callback=a_date,
    metavar="DATE",
    help="When it was published, if the file does not say so.",
)
@_of_folder
@click.option("--accept", default="", metavar="WHY", help="Why an odd file is right.")
@click.option("--by", default="", metavar="WHO", help="Who says so.")
@click.pass_obj
def add(
    held_in: Path,
    list_id: str,
    file: Path,
    published: date | None,
    folder: Path | None,
    accept: str,
    by: str,
) -> None:
    """Judge a publisher's FILE and make it the list LIST_ID.

    What is refused stays beside the others, and the active list stays active.
    """
    if bool(accept) != bool(by):
        raise click.UsageError("--accept WHY and --by WHO belong together")
    today = _today()
    snapshot = lists.add(
        folder or held_in,
        list_id,
        file,
        today=today,
        published=published,
        by=by,
        accept=accept,
    )
    terminal.result(terminal.table([_HEADER, _row(snapshot, today)]))


@command.command()
@_of_folder
@click.pass_obj
def verify(held_in: Path, folder: Path | None) -> None:
    """Compute the checksum of every stored file anew."""
    place = folder or held_in
    problems = lists.verify(place)
    for problem in problems:
        terminal.note(f"error: {problem}")
    number = len(lists.held(place))
    terminal.result(f"{number} files, {len(problems)} not as they were accepted\n")
    click.get_current_context().exit(1 if problems else 0)


_HEADER = ("list", "publisher", "published", "age", "entities", "licence", "")


def _row(snapshot: Snapshot, today: date) -> tuple[str, ...]:
    age = snapshot.age(today)
    return (
        snapshot.list_id,
        snapshot.publisher,
        "" if snapshot.published is None else snapshot.published.isoformat(),
        "" if age is None else f"{age} d",
        f"{snapshot.entities:,}",
        snapshot.licence,
        _state(snapshot),
    )


def _state(snapshot: Snapshot) -> str:
    if snapshot.problem:
        return "cannot be used"
    return "extract: never clear" if snapshot.extract else ""


def _plain(snapshot: Snapshot, today: date) -> dict[str, object]:
    return {
        "list_id": snapshot.list_id,
        "publisher": snapshot.publisher,
        "published": codec.to_plain(snapshot.published),
        "checked": codec.to_plain(snapshot.checked),
        "age": snapshot.age(today),
        "entities": snapshot.entities,
        "licence": snapshot.licence,
        "extract": snapshot.extract,
        "sha256": snapshot.sha256,
        "problem": snapshot.problem,
    }


def _today() -> date:
    return datetime.now(UTC).date()
