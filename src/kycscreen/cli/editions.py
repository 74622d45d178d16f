"""``kycscreen lists …``: what changed between editions, and which of them is used."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from kycscreen import codec, lists, sources
from kycscreen.cli import terminal
from kycscreen.cli.options import build_index, held_in
from kycscreen.errors import ListError
from kycscreen.lists import Snapshot
from kycscreen.lists.difference import Change, EntityChange
from kycscreen.lists.retention import DAYS

of_folder = click.option(
    "--lists",
    "folder",
    type=click.Path(path_type=Path),
    help="The same as before the command.",
)
_as_json = click.option("--json", "as_json", is_flag=True, help="Print a line each.")
_why = click.option("--why", required=True, help="The reason; it is kept.")
_by = click.option("--by", required=True, metavar="WHO", help="Who decides.")
_edition = click.argument("edition", default="", metavar="[SHA256]")


def a_list(_context: click.Context, _parameter: click.Parameter, list_id: str) -> str:
    """Take the id of a list that we can read."""
    if not sources.is_known(list_id):
        known = ", ".join(sources.ids())
        yours = "own_ and a name in a-z, 0-9 and _ is a list of your own"
        raise click.BadParameter(f"known are {known}; {yours}")
    return list_id


list_id = click.argument("list_id", callback=a_list)


@click.command()
@list_id
@click.argument("editions", nargs=-1, metavar="[OLD [NEW]]")
@of_folder
@_as_json
@click.pass_obj
def diff(
    group_folder: Path,
    list_id: str,
    editions: tuple[str, ...],
    folder: Path | None,
    as_json: bool,
) -> None:
    """Show who was listed, delisted, amended or renumbered between two editions.

    OLD and NEW are the first digits of checksums, as kycscreen lists log shows them.
    Without them: what the file refused last would change of the list in use or, where
    none waits, what the list in use changed of the one before. With OLD alone, NEW is
    the list in use.
    """
    if len(editions) > 2:
        raise click.UsageError("two editions are compared: OLD and NEW")
    old, new = lists.pair(held_in(folder or group_folder), list_id, *editions)
    found = lists.changes(
        lists.read_snapshot(old).entities, lists.read_snapshot(new).entities
    )
    if as_json:
        for change in found:
            terminal.result(f"{codec.to_json(change)}\n")
    else:
        terminal.result("".join(f"{line}\n" for line in _told(found)))
    counts = Counter(change.what for change in found)
    told = ", ".join(f"{counts[what]:,} {what.value}" for what in Change)
    terminal.note(f"{list_id}: {_edition_of(old)} to {_edition_of(new)}: {told}")


def _edition_of(snapshot: Snapshot) -> str:
    dated = snapshot.published or "undated"
    return f"{snapshot.sha256[:12]} ({dated})"


def _told(changes: Iterable[EntityChange]) -> Iterable[str]:
    for change in changes:
        before = f" (before {change.before_id})" if change.before_id else ""
        yield f"{change.what.value:<10}  {change.record_id}{before}  {change.name}"
        for field in change.fields:
            name = field.field.replace("_", " ")
            yield from (f"    {name}: - {value}" for value in field.removed)
            yield from (f"    {name}: + {value}" for value in field.added)


@click.command()
@list_id
@click.option(
    "--record", metavar="ID", help="Follow one record through every edition instead."
)
@of_folder
@_as_json
@click.pass_obj
def log(
    group_folder: Path,
    list_id: str,
    record: str | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Show which file of a list was in use when, and on whose word.

    With --record: when it was first known here, and what changed of it since.
    """
    place = held_in(folder or group_folder)
    if record is not None:
        _record(place, list_id, record, as_json=as_json)
        return
    events = lists.history(place, list_id)
    if as_json:
        for event in events:
            terminal.result(f"{codec.to_json(event)}\n")
        return
    if not events:
        terminal.note(f"{list_id}: no edition was in use yet; an extract is none")
        return
    rows: list[tuple[str, ...]] = [_LOG]
    rows += [
        (
            event.on.isoformat(),
            event.what.value.replace("_", " "),
            event.sha256[:12],
            _day(event.published),
            _day(event.checked),
            event.by,
            event.reason,
        )
        for event in events
    ]
    terminal.result(terminal.table(rows))


_LOG = ("on", "what", "sha256", "published", "confirmed", "by", "why")


def _record(place: Path, list_id: str, record: str, *, as_json: bool) -> None:
    seen = lists.trace(place, list_id, record)
    if not seen:
        raise ListError(
            list_id, f"no edition that is kept has a record {record}; check the id"
        )
    if as_json:
        for one in seen:
            terminal.result(f"{codec.to_json(one)}\n")
        return
    for one in seen:
        terminal.result(
            f"{one.in_use}  in use here, published {_day(one.published) or 'undated'},"
            f" {one.sha256[:12]}\n"
        )
        terminal.result("".join(f"  {line}\n" for line in _told([one.change])))
    first = seen[0]
    designated = f", designated on {first.listed_on}" if first.listed_on else ""
    terminal.note(f"first known here on {first.in_use}{designated}")


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


@click.command()
@list_id
@_edition
@_why
@_by
@of_folder
@click.pass_obj
def accept(
    group_folder: Path,
    list_id: str,
    edition: str,
    why: str,
    by: str,
    folder: Path | None,
) -> None:
    """Use a file that was refused because it differs too much, on your word.

    That is the one refused last, unless another was used since, or the one whose
    checksum begins with SHA256. Look at kycscreen lists diff first. Damage, bounds
    and a date to come stay refused.
    """
    place = held_in(folder or group_folder)
    found = lists.accept(
        place, list_id, why=why, by=by, today=date.today(), sha256=edition
    )
    _put_in_use(place, found)


@click.command()
@list_id
@_edition
@_why
@_by
@of_folder
@click.pass_obj
def rollback(
    group_folder: Path,
    list_id: str,
    edition: str,
    why: str,
    by: str,
    folder: Path | None,
) -> None:
    """Go back to the edition used before, or to the one beginning with SHA256.

    What was in use is withdrawn: kycscreen fetch will not bring it back, only
    kycscreen lists accept.
    """
    place = held_in(folder or group_folder)
    found = lists.rollback(
        place, list_id, why=why, by=by, today=date.today(), sha256=edition
    )
    _put_in_use(place, found)


def _put_in_use(place: Path, found: Snapshot) -> None:
    build_index(place)
    terminal.result(f"{found.list_id}: {_edition_of(found)} is in use\n")


@click.command()
@click.option(
    "--older-than",
    type=click.IntRange(1),
    default=DAYS,
    metavar="DAYS",
    help=f"Since they were last in use, or refused; default {DAYS} (five years).",
)
@click.option("--dry-run", is_flag=True, help="Only show what would be removed.")
@of_folder
@click.pass_obj
def prune(
    group_folder: Path, older_than: int, dry_run: bool, folder: Path | None
) -> None:
    """Remove the files of earlier editions that need not be kept any longer.

    The three that were in use last are kept, and the history goes on telling of all.
    """
    place = held_in(folder or group_folder)
    found = lists.prune(
        place, today=date.today(), older_than=older_than, dry_run=dry_run
    )
    for snapshot in found:
        terminal.result(f"{snapshot.list_id}  {_edition_of(snapshot)}\n")
    done = "would be removed" if dry_run else "removed"
    terminal.note(f"{len(found)} files {done}")


COMMANDS = (diff, log, accept, rollback, prune)
