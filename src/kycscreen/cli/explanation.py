"""``kycscreen explain``: a run or one of its hits, at length."""

from collections.abc import Iterable
from pathlib import Path

import click

from kycscreen import codec, explain, runs
from kycscreen.cli import options, terminal
from kycscreen.cli.results import report
from kycscreen.match import Hit
from kycscreen.policy import Policy
from kycscreen.screen import Screening


@click.command("explain", short_help="One run or one hit, at length.")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("hit", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Default text.",
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the analysts' report of the whole run to this file.",
)
@options.policy
def command(
    run: Path, hit: str | None, form: str, html: Path | None, named: str | None
) -> None:
    """Show the screenings of the folder RUN, or the one HIT with this id.

    The beginning of an id is enough where no other begins so. A run is explained by
    its own policy: name it where it does not come along.
    """
    if html is not None:
        terminal.check(html, run)
    held, screenings = runs.read(run)
    policy = options.policy_of(held.policy, held.alert_at, named)
    if named is not None and policy is None:
        raise click.UsageError("the run was made by another policy than --policy names")
    found = None if hit is None else _found(screenings, hit)
    if html is not None:
        page = report(runs.read(run)[1], held, run.name, policy)
        terminal.page(html, page)
    if found is not None:
        terminal.result(_hit(form, *found, policy))
    elif html is None:
        for screening in screenings:
            terminal.result(_screening(form, screening, policy))


def _found(screenings: Iterable[Screening], hit_id: str) -> tuple[Hit, Screening]:
    found = [
        (hit, screening)
        for screening in screenings
        for hit in screening.hits
        if hit.id.startswith(hit_id)
    ]
    if not found:
        raise click.BadParameter("the run has no such hit", param_hint="HIT")
    if len(found) > 1:
        raise click.BadParameter("several hits begin so", param_hint="HIT")
    return found[0]


def _hit(form: str, hit: Hit, screening: Screening, policy: Policy | None) -> str:
    if form == "markdown":
        return explain.hit_markdown(hit, screening, policy=policy)
    if form == "text":
        return explain.hit_text(hit, screening, policy=policy)
    told = {"id": hit.id, "score": hit.score, **codec.to_plain(hit)}
    return f"{codec.canonical(told)}\n"


def _screening(form: str, screening: Screening, policy: Policy | None) -> str:
    if form == "markdown":
        return explain.markdown(screening, policy=policy)
    if form == "text":
        return explain.text(screening, policy=policy)
    return f"{explain.json(screening)}\n"
