"""Options that several commands share, and how what they hold is read."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import attrs
import click

from kycscreen.errors import ListError, PolicyError
from kycscreen.policy import Policy
from kycscreen.policy.packs import PACKS

C = TypeVar("C", bound=Callable[..., object])


def lists_folder(command: C) -> C:
    """Add ``--lists``, the folder that holds the lists."""
    return click.option(
        "--lists",
        "folder",
        type=click.Path(path_type=Path),
        default=Path("data/lists"),
        envvar="KYCSCREEN_LISTS",
        show_envvar=True,
        help="Folder that holds the lists; default data/lists.",
    )(command)


output = click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Folder for the run; default runs/<UTC time>.",
)
alert_at = click.option(
    "--alert-at",
    type=click.IntRange(1, 100),
    help=f"Score from which a pair is a hit; default {Policy().alert_at}, or what the"
    " policy says.",
)
policy = click.option(
    "--policy",
    "named",
    metavar="NAME|FILE",
    help=f"Policy that comes along ({', '.join(PACKS)}) or TOML file of yours.",
)


def a_policy(named: str | None, alert_at: int | None = None) -> Policy:
    """Return the policy that is asked for; a threshold of its own overrides."""
    if named is None:
        chosen = Policy()
    else:
        try:
            chosen = Policy.read(named)
        except PolicyError as wrong:
            raise click.UsageError(str(wrong)) from None
    return chosen if alert_at is None else attrs.evolve(chosen, alert_at=alert_at)


def policy_of(
    policy_hash: str, alert_at: int, named: str | None = None
) -> Policy | None:
    """Return the policy with a hash: the one named, or one that comes along."""
    for name in PACKS if named is None else (named,):
        found = a_policy(name, alert_at)
        if found.hash == policy_hash:
            return found
    return None


def held_in(folder: Path) -> Path:
    """Return the folder of the lists if it is there: a slip in a path is no gap."""
    if not folder.is_dir():
        raise ListError(str(folder), "is no folder; name yours with --lists")
    return folder


def own_folders(folder: Path) -> Iterator[Path]:
    """Yield what holds lists in their folder, and what is made of them."""
    from kycscreen import lists
    from kycscreen.lists.loading import INDEX

    yield folder / INDEX
    yield from {folder / snapshot.list_id for snapshot in lists.held(folder)}


def build_index(folder: Path) -> None:
    """Build the index of lists that were put in use: whoever screens need not wait."""
    from kycscreen.lists.loading import load_lists  # with all that reads names

    load_lists(folder)


def a_date(
    _context: click.Context, _option: click.Parameter, text: str | None
) -> date | None:
    """Read a date."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("is not a date; write YYYY-MM-DD") from None
