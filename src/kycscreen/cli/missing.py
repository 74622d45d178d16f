"""``kycscreen why``: why one name is no hit for one record of a list."""

from pathlib import Path

import click

from kycscreen import explain
from kycscreen.cli import asking, terminal
from kycscreen.cli.options import held_in, lists_folder
from kycscreen.entities import ListedEntity
from kycscreen.errors import ListError
from kycscreen.explain import Miss
from kycscreen.policy import Policy


@click.command("why", short_help="Why a name is no hit for a record.")
@click.argument("list_id", metavar="LIST")
@click.argument("record_id", metavar="RECORD")
@asking.a_name
@lists_folder
@click.option(
    "--alert-at",
    type=click.IntRange(1, 100),
    help=f"Score from which a pair is a hit; default {Policy().alert_at}.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Default text.",
)
def command(
    list_id: str,
    record_id: str,
    folder: Path,
    alert_at: int | None,
    form: str,
    **asked: object,
) -> None:
    """Say why a --name is no hit for the RECORD of a LIST, and what would make it one.

    LIST and RECORD are as a hit shows them: us_ofac_sdn 19940. The options of the
    name are those of screen. Where it is a hit, that is said.
    """
    if asked["name"] is None:
        raise click.UsageError("give the name that was no hit, with --name")
    # click gives what the options declare
    book = asking.book((), asking.Asked(**asked))  # type: ignore[arg-type]
    entity = _entity(held_in(folder), list_id, record_id)
    policy = Policy() if alert_at is None else Policy(alert_at=alert_at)
    (client,) = book.clients
    misses = [explain.miss(party, entity, policy=policy) for party in client.parties]
    terminal.result(_told(form, max(misses, key=_nearness)))


def _nearness(miss: Miss) -> tuple[bool, int, bool]:
    """Order what a name may be of: it is told as what comes nearer to a hit."""
    compared = all(loss.code != "name.not_compared" for loss in miss.losses)
    return miss.is_hit, miss.score, compared


def _told(form: str, miss: Miss) -> str:
    if form == "markdown":
        return explain.miss_markdown(miss)
    if form == "text":
        return explain.miss_text(miss)
    return f"{explain.miss_json(miss)}\n"


def _entity(folder: Path, list_id: str, record_id: str) -> ListedEntity:
    """Find a record; what was typed is not repeated, since it may be a name."""
    import kycscreen

    lists = kycscreen.load_lists(folder)
    for fault in lists.faults:
        if fault.list_id == list_id:
            raise ListError(list_id, fault.problem)
    held = {watchlist.list_id: watchlist for watchlist in lists}
    if list_id not in held:
        known = ", ".join(sorted(held)) or "no list"
        raise click.BadParameter(f"is not held; held: {known}", param_hint="LIST")
    found = (e for e in held[list_id].entities if e.record_id == record_id)
    entity = next(found, None)
    if entity is None:
        raise click.BadParameter("the list has no such record", param_hint="RECORD")
    return entity
