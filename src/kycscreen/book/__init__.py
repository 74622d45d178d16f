"""Client files in: CSV and JSON lines, a row for each party of each client.

A row is accepted or refused with its line and reason; nothing is dropped and
nothing is guessed. A client with a refused row is known by what the others say,
and nothing may be concluded about it.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from kycscreen.book.rows import Refused, Row
from kycscreen.errors import BookError, PartyError
from kycscreen.parties import Client, Party

__all__ = ["Book", "Refused", "Row", "read", "rows"]


@attrs.frozen
class Book:
    """A client file, read: ``rows`` are those accepted and those refused.

    A client of which every row was refused is there, without parties. Blank
    rows are not counted. ``sha256`` is that of the file.
    """

    clients: tuple[Client, ...]
    refused: tuple[Refused, ...]
    rows: int
    sha256: str


def read(path: Path) -> Book:
    """Read a book; ``BookError`` where the file as a whole cannot be trusted."""
    digest = hashlib.sha256()
    clients: dict[str, dict[str, Party]] = {}
    refused: list[Refused] = []
    count = 0
    for row in _rows(path, digest.update):
        count += 1
        kept = row if isinstance(row, Refused) else _join(row, clients)
        if kept is not None:
            refused.append(kept)
            if kept.client_id:
                clients.setdefault(kept.client_id, {})
    if not count:
        raise BookError(path.name, "holds no clients")
    return Book(
        tuple(Client(id, parties=of.values()) for id, of in clients.items()),
        tuple(refused),
        count,
        digest.hexdigest(),
    )


def rows(path: Path) -> Iterator[Row | Refused]:
    """Read a book row by row, for one that is too large to hold."""
    return _rows(path, lambda _: None)


def _rows(path: Path, seen: Callable[[bytes], object]) -> Iterator[Row | Refused]:
    from kycscreen.book import lines, tables

    suffix = path.suffix.casefold()
    if suffix not in (".csv", ".jsonl", ".ndjson"):
        raise BookError(path.name, "is neither .csv nor .jsonl nor .ndjson")
    try:
        with path.open("rb") as stream:
            text = lines.lines(path.name, stream, seen)
            if suffix == ".csv":
                yield from tables.rows(path.name, text)
            else:
                yield from lines.rows(text)
    except OSError as wrong:
        raise BookError(path.name, f"cannot be read: {wrong.strerror}") from None


def _join(row: Row, clients: dict[str, dict[str, Party]]) -> Refused | None:
    """Add a row's party to its client; refuse it where it contradicts another row."""
    parties = clients.setdefault(row.client_id, {})
    known = parties.setdefault(row.party.id, row.party)
    if known is row.party:
        return None
    try:
        both = (known, row.party)
        (parties[row.party.id],) = Client(row.client_id, parties=both).parties
    except PartyError as wrong:
        field = "party_id" if wrong.field == "id" else wrong.field
        return Refused(row.line, field, wrong.problem, row.client_id)
    return None
