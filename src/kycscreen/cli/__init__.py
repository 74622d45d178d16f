"""The command ``kycscreen``: the public library, and nothing that it cannot do.

A command is imported when it is called, and what it needs when it needs it: most
of the time of one screening is the time of starting Python.
"""

import gc
import sys
from importlib import import_module
from typing import Any

import click

from kycscreen.cli import terminal

# The command, its module, and what the help says of it.
_COMMANDS = {
    "explain": ("explanation", "One run or one hit, at length."),
    "fetch": ("fetching", "Download lists, judge them, and put them in use."),
    "lists": ("listing", "What is held; add and verify lists."),
    "policy": ("policies", "What is in force, and where it is from."),
    "rescreen": ("rescreening", "What changed in a book since the last run."),
    "screen": ("screening", "Screen a file of clients, or one name."),
    "why": ("missing", "Why a name is no hit for a record."),
}


class _Commands(click.Group):
    """The commands by name, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"kycscreen.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in _COMMANDS.items()])

    def main(self, *words: Any, **options: Any) -> Any:
        """Run; help, too, may have nowhere to go."""
        try:
            return super().main(*words, **options)
        except OSError as wrong:
            terminal.abandon(sys.stdout)
            terminal.note(f"error: stdout cannot be written: {terminal.said(wrong)}")
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as wrong:
            terminal.note(terminal.problem(wrong))
            ctx.exit(1)
        finally:
            # On its way out Python would search all that is left for rubbish: a
            # tenth of the time of one screening.
            gc.freeze()


@click.group(cls=_Commands)
@click.version_option(package_name="kycscreen")
def main() -> None:
    """Screen clients and the people behind them against sanctions and PEP lists.

    Exit codes: 0 clear; 1 error, nothing may be concluded; 2 usage; 3 there are
    hits to review; 4 inconclusive. Of several clients: 1 if any party errored,
    else 3, else 4, else 0.
    """
