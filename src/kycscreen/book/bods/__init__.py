"""Beneficial ownership statements (BODS 0.2, 0.3 and 0.4) as a book of clients.

A file is a JSON array of statements, or a statement a line; versions may be mixed. It
is held in memory as a whole, so it is read once and only up to 512 MB.
https://standard.openownership.org
"""

from collections.abc import Iterator
from pathlib import Path

import attrs

from kycscreen.book import Book
from kycscreen.book.bods import documents
from kycscreen.book.bods.charts import Chart, client
from kycscreen.book.bods.documents import holds_statements
from kycscreen.book.bods.records import records
from kycscreen.book.rows import Refused
from kycscreen.errors import BookError
from kycscreen.parties import Client

__all__ = ["clients", "holds_statements"]

MOST = 2_000_000
"""Parties of all clients together: each is held in memory."""


def clients(path: Path) -> Book:
    """Read a file of statements; ``BookError`` where it cannot be trusted as a whole.

    Every entity that a declaration is about is a client, with all who are reached from
    it upwards; its id is that of its record, before 0.4 that of its first statement.
    A statement that cannot be used is refused with its place in the file.
    """
    found, sha256 = documents.read(path)
    chart = Chart(records(found))
    made: list[Client] = []
    refused: list[Refused] = []
    parties = 0
    for id in chart.clients():
        one, wrong = client(chart, id)
        made.append(one)
        refused.extend(wrong)
        parties += len(one.parties)
        if parties > MOST:
            raise BookError(
                path.name,
                f"makes more than {MOST} parties; say which entities declarations are"
                " about (declarationSubject), or split it",
            )
    refused.extend(_of_statements(chart, {one.id for one in made}))
    if not made and not refused:
        raise BookError(path.name, "holds no clients")
    refused.sort(key=lambda row: (row.line, row.client_id, row.field))
    return attrs.evolve(Book.of(made, refused=refused, sha256=sha256), name=path.name)


def _of_statements(chart: Chart, known: set[str]) -> Iterator[Refused]:
    """Yield what is refused besides; of a record that is not there, for a client."""
    all_of = chart.records
    called = {*all_of.by_id, *(id for _, id in all_of.names)}
    loose = (*chart.loose, *chart.unmet(), *chart.strangers(known))
    for wrong, about in (*all_of.refused, *loose):
        # Of a record that is no client, or one that several publishers have, it may
        # be anybody's.
        is_told = about in known or about not in called
        yield attrs.evolve(wrong, client_id=about if is_told else "")
    missing: dict[str, int] = {}
    for record in all_of.by_id.values():
        for about in record.abouts:
            if all_of.find(record.statement, about) is None:
                place = record.begun
                missing[about] = min(place, missing.get(about, place))
    for about, place in missing.items():
        problem = "names no record of this file"
        client_id = "" if about in called else about
        yield Refused(place, "declarationSubject", problem, client_id)
