"""``kycscreen policy``: what is in force, as a file that can be changed."""

import click

from kycscreen.cli import options, terminal


@click.group("policy", short_help="What is in force, and where it is from.")
def command() -> None:
    """Show policies: thresholds, weights, and what laws ask."""


@command.command()
@click.argument("name", required=False, default="default", metavar="[NAME|FILE]")
def show(name: str) -> None:
    """Print a whole policy as TOML: one that comes along by its NAME, or your FILE.

    default, eu_2027, fi and se come along; without a name, default. Each rule is
    printed with its source, how sure that is, and since and until when it holds. What
    is printed can be read again: keep it, or change it and name it with --policy.
    """
    from kycscreen.policy.writing import written

    terminal.result(written(options.a_policy(name)))
