"""``kycscreen lists``: what is held, and how a file is added to it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from kycscreen import codec, lists, sources
from kycscreen.cli import editions, terminal
from kycscreen.cli.options import a_date, build_index, held_in, lists_folder
from kycscreen.errors import ListError
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
    """Show the lists that are held, how old they are, and which are missing.

    An age counts the days since the list was last confirmed. Ends with 0 where every
    list can prove a clear, 1 where one cannot be used, and 4 where something else is
    in the way, or a refused file waits for a person. With --json also publisher and
    checksum.
    """
    context.obj = folder
    if context.invoked_subcommand is not None:
        return
    held = lists.active(held_in(folder))
    today = date.today()
    states = [_state(snapshot, today) for snapshot in held]
    missing = sorted(Policy().required - {s.list_id for s in held})
    if as_json:
        for snapshot, state in zip(held, states, strict=True):
            terminal.result(f"{codec.canonical(_plain(snapshot, today, state))}\n")
    else:
        rows = [_row(*pair, today) for pair in zip(held, states, strict=True)]
        rows += [(list_id, "", "", "", "", _MISSING, "") for list_id in missing]
        terminal.result(terminal.table([_HEADER, *sorted(rows)]))
    for list_id in missing:
        terminal.note(f"missing: {list_id} in {folder}, without it nothing is clear")
    for snapshot in held:
        if snapshot.problem:
            terminal.note(f"error: {snapshot.list_id}: {snapshot.problem}")
        try:
            waits = None if snapshot.problem else lists.waiting(snapshot.path.parent)
        except ListError as wrong:
            terminal.note(f"error: {wrong}")
            continue
        if waits is not None and waits.manifest is not None:
            terminal.note(f"refused: {snapshot.list_id}: {waits.manifest.refused}")
    is_well = not missing and set(states) <= {_OK}
    context.exit(1 if any(s.problem for s in held) else 0 if is_well else 4)


for subcommand in editions.COMMANDS:
    command.add_command(subcommand)


@command.command()
@editions.list_id
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…"
)
@click.option(
    "--published",
    callback=a_date,
    metavar="DATE",
    help="When it was published, if the file does not say so.",
)
@click.option(
    "--checked",
    callback=a_date,
    metavar="DATE",
    help="When you downloaded it from its publisher; its age counts from there.",
)
@editions.of_folder
@click.option(
    "--by",
    default="",
    metavar="WHO",
    help="Who says these days; for --checked, by default your login name.",
)
@click.pass_obj
def add(
    group_folder: Path,
    list_id: str,
    files: tuple[Path, ...],
    published: date | None,
    checked: date | None,
    folder: Path | None,
    by: str,
) -> None:
    """Judge a publisher's FILE and make it the list LIST_ID.

    A list that is published in several files is added by naming all of them. What is
    refused stays beside the others, and the active list stays active. The
    age of a list counts from the day given with --checked, else from the day of its
    publication. Add the file of a quiet publisher again to confirm it.
    """
    if by and not (checked or published):
        raise click.UsageError("--by WHO says --checked or --published")
    today, place = date.today(), folder or group_folder
    snapshot = lists.add(
        place,
        list_id,
        *files,
        today=today,
        published=published,
        checked=checked,
        by=by or (_login() if checked else ""),
    )
    build_index(place)
    terminal.result(
        terminal.table([_HEADER, _row(snapshot, _state(snapshot, today), today)])
    )


@command.command()
@editions.of_folder
@click.pass_obj
def verify(group_folder: Path, folder: Path | None) -> None:
    """Compute the checksum of every stored file anew."""
    place = held_in(folder or group_folder)
    problems = lists.verify(place)
    for problem in problems:
        terminal.note(f"error: {problem}")
    number = len(lists.held(place))
    terminal.result(f"{number} files, {len(problems)} not as they were accepted\n")
    click.get_current_context().exit(1 if problems else 0)


def _login() -> str:
    """Return the name of whoever is logged in, as far as the system knows one."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user need not have a name
        return "unknown"


_HEADER = ("list", "published", "age", "stale after", "entities", "state", "licence")
_MISSING = "missing but required"


def _row(snapshot: Snapshot, state: str, today: date) -> tuple[str, ...]:
    published, max_age = snapshot.published, _max_age(snapshot)
    return (
        snapshot.list_id,
        "" if published is None else published.isoformat(),
        _days(snapshot.age(today)),
        "closed" if max_age is not None and max_age < 0 else _days(max_age),
        f"{snapshot.entities:,}",
        state,
        snapshot.licence,
    )


def _days(number: int | None) -> str:
    return "" if number is None else f"{number} d"


def _max_age(snapshot: Snapshot) -> int | None:
    """Return the days after which a list is stale; none for one we do not know."""
    known = sources.is_known(snapshot.list_id)
    return sources.find(snapshot.list_id).max_age if known else None


def _state(snapshot: Snapshot, today: date) -> str:
    """Say whether a list can prove a clear, and if not, everything that is in the way.

    What a screening of the same day calls its gaps.
    """
    if snapshot.problem:
        return "cannot be used"
    age, max_age = snapshot.age(today), _max_age(snapshot)
    ways = (
        ("extract", snapshot.extract),
        ("undated", age is None),
        ("of the future", age is not None and age < -_AHEAD),
        ("stale", age is not None and max_age is not None and age > max_age),
        *_told(snapshot),
    )
    return ", ".join(word for word, is_so in ways if is_so) or _OK


def _told(snapshot: Snapshot) -> Iterator[tuple[str, bool]]:
    """Yield what the history of a list has in the way, and if that can be read."""
    try:
        yield "newer refused", lists.waiting(snapshot.path.parent) is not None
    except ListError:
        yield "history damaged", True


_OK = "ok"
_AHEAD = 2  # days: as a screening has it


def _plain(snapshot: Snapshot, today: date, state: str) -> dict[str, object]:
    return {
        "list_id": snapshot.list_id,
        "publisher": snapshot.publisher,
        "published": codec.to_plain(snapshot.published),
        "checked": codec.to_plain(snapshot.checked),
        "checked_by": "" if snapshot.manifest is None else snapshot.manifest.checked_by,
        "age": snapshot.age(today),
        "stale_after": _max_age(snapshot),
        "entities": snapshot.entities,
        "licence": snapshot.licence,
        "extract": snapshot.extract,
        "sha256": snapshot.sha256,
        "state": state,
        "problem": snapshot.problem,
    }
