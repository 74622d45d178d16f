"""``kycscreen fetch``: lists from their publishers, or from a mirror of the firm's."""

from datetime import date
from pathlib import Path

import click

from kycscreen import codec, sources
from kycscreen.cli import interruption, terminal
from kycscreen.cli.options import build_index, lists_folder
from kycscreen.lists import fetching
from kycscreen.lists.fetching import Fetched, Plan, places


@click.command("fetch", short_help="Download lists, judge them, put them in use.")
@click.argument("list_ids", nargs=-1, metavar="[LIST]...")
@click.option("--all", "every", is_flag=True, help="Every list that is kept up.")
@click.option(
    "--from",
    "mirror",
    default="",
    metavar="DIR|URL",
    help="A mirror of your own, which holds LIST/FILE: a folder or a URL.",
)
@click.option("--force", is_flag=True, help="Ask for whole files, changed or not.")
@click.option(
    "--dry-run", is_flag=True, help="Say what would be asked for; touch nothing."
)
@lists_folder
@click.option("--json", "as_json", is_flag=True, help="Print a list a line.")
def command(
    list_ids: tuple[str, ...],
    every: bool,
    mirror: str,
    force: bool,
    dry_run: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """Download each LIST, judge it, and make it the one in use.

    Without LIST those that are required for a clear by default, and those of which a
    whole file is held; with --all every list. Neither takes lists that are added by
    hand or no longer kept up. A list that did not change is confirmed and not sent
    again. Whatever fails, the last good file stays in use. Proxies (HTTPS_PROXY,
    NO_PROXY) and REQUESTS_CA_BUNDLE are heeded.

    Exit codes: 0 every list is current; 1 one failed or was refused; 2 usage.
    """
    chosen = _chosen(list_ids, every=every)
    if mirror and not places.is_url(mirror) and not Path(mirror).is_dir():
        raise click.BadParameter("is no folder and no URL", param_hint="--from")
    if not list_ids:
        for list_id, why in fetching.passed_over(folder).items():
            terminal.note(f"note: {list_id}: {why}, and is not asked for")
    if dry_run:
        plans = fetching.planned(folder, chosen, mirror=mirror, force=force)
        _show([_of_plan(plan) for plan in plans], _PLANS, as_json=as_json)
        impossible = {plan.list_id: plan.problem for plan in plans if plan.problem}
        for list_id, problem in impossible.items():
            terminal.note(f"error: {list_id}: {problem}")
        click.get_current_context().exit(1 if impossible else 0)
    with (
        interruption.stoppable(lambda: "every list is as it was, or new"),
        terminal.downloads() as advance,
    ):
        found = fetching.fetch(folder, chosen, mirror=mirror, force=force, tell=advance)
        if any(fetched.active for fetched in found):
            build_index(folder)
    today = date.today()
    _show([_of(fetched, today) for fetched in found], _ROWS, as_json=as_json)
    for fetched in found:
        _say(fetched, today)
    click.get_current_context().exit(0 if all(f.is_current for f in found) else 1)


def _chosen(list_ids: tuple[str, ...], *, every: bool) -> tuple[str, ...] | None:
    """Return the lists that are asked for; none where none is named."""
    if every and list_ids:
        raise click.UsageError("name lists, or give --all")
    if not all(map(sources.is_known, list_ids)):
        known = ", ".join(sources.ids())
        raise click.BadParameter(f"known are {known}", param_hint="LIST")
    return fetching.published() if every else list_ids or None


_PLANS = (("list", "list_id"), ("asks", "asks"), ("from", "from"), ("into", "into"))
_ROWS = (
    ("list", "list_id"),
    ("state", "state"),
    ("published", "published"),
    ("entities", "entities"),
    ("bytes", "bytes"),
    ("seconds", "milliseconds"),
)


def _show(
    plain: list[dict[str, object]],
    columns: tuple[tuple[str, str], ...],
    *,
    as_json: bool,
) -> None:
    """Print a list a line: a table, or JSON."""
    if as_json:
        lines = [f"{codec.canonical(one)}\n" for one in plain]
        terminal.result("".join(lines))
        return
    rows = [tuple(_cell(key, one[key]) for _, key in columns) for one in plain]
    terminal.result(terminal.table([tuple(title for title, _ in columns), *rows]))


def _cell(key: str, value: object) -> str:
    if isinstance(value, list):
        return " or ".join(map(str, value))
    if isinstance(value, int):
        return f"{value / 1000:.1f}" if key == "milliseconds" else f"{value:,}"
    return "" if value is None else str(value)


def _of_plan(plan: Plan) -> dict[str, object]:
    return {
        "list_id": plan.list_id,
        "asks": "if changed" if plan.conditional else "whole file",
        "from": list(plan.urls),
        "into": str(plan.folder),
        "problem": plan.problem,
    }


def _of(fetched: Fetched, today: date) -> dict[str, object]:
    active = fetched.active
    return {
        "list_id": fetched.list_id,
        "state": fetched.happened.value,
        "url": fetched.url,
        "published": codec.to_plain(None if active is None else active.published),
        "checked": codec.to_plain(None if active is None else active.checked),
        "age": fetched.age(today),
        "entities": 0 if active is None else active.entities,
        "sha256": "" if active is None else active.sha256,
        "extract": active is not None and active.extract,
        "bytes": fetched.received,
        "milliseconds": fetched.milliseconds,
        "problem": fetched.problem,
        "notes": list(fetched.notes),
        "refused": "" if fetched.refused is None else str(fetched.refused),
    }


def _say(fetched: Fetched, today: date) -> None:
    """Tell what is odd of a list, and where it failed what is in use instead."""
    for note in fetched.notes:
        terminal.note(f"note: {fetched.list_id}: {note}")
    if fetched.is_current:
        return
    terminal.note(f"error: {fetched.list_id}: {fetched.problem}")
    if fetched.refused is not None:
        terminal.note(f"{fetched.list_id}: what was refused is in {fetched.refused}")
    terminal.note(f"{fetched.list_id}: {_instead(fetched, today)}")


def _instead(fetched: Fetched, today: date) -> str:
    active = fetched.active
    if active is None or active.extract:
        return "no whole list is held: without it nothing is clear"
    if active.problem:
        return f"the active file cannot be used: {active.problem}"
    age = active.age(today)
    told = "undated" if age is None else f"confirmed {age} days ago"
    dated = "" if active.published is None else f" of {active.published}"
    return f"the file{dated} stays in use, {told}"
