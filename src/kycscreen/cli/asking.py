"""Whom to screen: a file of clients, or one name with what is known of it."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from kycscreen.book import Book, read
from kycscreen.errors import PartyError
from kycscreen.parties import Client, Party, Role

C = TypeVar("C", bound=Callable[..., object])

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--name", help="One name to screen; - reads it from stdin."),
    click.option(
        "--kind",
        type=click.Choice(["person", "organisation"]),
        help="What the name is of; without it, both are screened.",
    ),
    click.option("--birth-date", help="YYYY-MM-DD, YYYY-MM or YYYY."),
    click.option("--country", multiple=True, help="Of residence or seat; repeatable."),
    click.option("--nationality", multiple=True, help="Repeatable."),
    click.option("--identifier", multiple=True, help="Any number; repeatable."),
    click.option(
        "--role",
        multiple=True,
        type=click.Choice([role.value for role in Role]),
        help="Why connected, default client; repeatable.",
    ),
)


@attrs.frozen(kw_only=True)
class Asked:
    """One name and its facts, as typed."""

    name: str | None
    kind: str | None
    birth_date: str | None
    country: tuple[str, ...]
    nationality: tuple[str, ...]
    identifier: tuple[str, ...]
    role: tuple[str, ...]


def a_name(command: C) -> C:
    """Add the options that ask for one name."""
    made = command
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def book(clients: tuple[str, ...], asked: Asked) -> Book:
    """Return the book to screen; a name makes one of one client.

    What was typed is not repeated in a usage error: it may be a name.
    """
    if len(clients) > 1 or (clients and asked.name is not None):
        raise click.UsageError(
            "give one file of clients or one --name; quote a name that has blanks"
        )
    if clients:
        if asked != _NOTHING:
            raise click.UsageError("the facts of a party belong to --name")
        return read(Path(clients[0]))
    if asked.name is None:
        raise click.UsageError("give a file of clients, or --name")
    name = _typed(asked.name)
    try:
        parties = tuple(_party(kind, name, asked) for kind in _kinds(asked))
    except PartyError as wrong:
        raise click.UsageError(str(wrong)) from None
    return Book.of([Client("name", parties=parties)])


_NOTHING = Asked(
    name=None,
    kind=None,
    birth_date=None,
    country=(),
    nationality=(),
    identifier=(),
    role=(),
)


def _typed(name: str) -> str:
    """Read the name from stdin where that is asked; refuse bytes that are no text."""
    if name == "-":
        name = sys.stdin.buffer.readline().decode("utf-8", "surrogateescape").strip()
    if any("\ud800" <= letter <= "\udfff" for letter in name) or "\0" in name:
        raise click.UsageError("--name is not UTF-8 text")
    if not name.strip():
        raise click.UsageError("--name is empty")
    return name


def _kinds(asked: Asked) -> tuple[str, ...]:
    """Return what the name may be of: a kind guessed wrong would be a false clear."""
    of_a_person = asked.birth_date is not None or bool(asked.nationality)
    if asked.kind == "organisation" and of_a_person:
        raise PartyError("kind", "is organisation, which has no birth or nationality")
    if asked.kind is not None:
        return (asked.kind,)
    return ("person",) if of_a_person else ("person", "organisation")


def _party(kind: str, name: str, asked: Asked) -> Party:
    role = frozenset(map(Role, asked.role)) or {Role.CLIENT}
    if kind == "organisation":
        return Party.organisation(
            name, role=role, countries=asked.country, identifiers=asked.identifier
        )
    return Party.person(
        name,
        role=role,
        birth_date=asked.birth_date,
        countries=asked.country,
        nationalities=asked.nationality,
        identifiers=asked.identifier,
    )
