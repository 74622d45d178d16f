"""Client files in: a row for each party of each client, or statements of ownership.

A row is accepted or refused with its line and reason; nothing is dropped and
nothing is guessed. A client with a refused row is known by what the others say,
and nothing may be concluded about it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from kycscreen.book import stating
from kycscreen.book.groups import Group, Groups, client_of, digest
from kycscreen.book.rows import Refused, Row
from kycscreen.parties import Client

__all__ = [
    "Book",
    "Clients",
    "Group",
    "Groups",
    "Refused",
    "Row",
    "client_of",
    "digest",
    "read",
]


class Clients:
    """The clients of a book, read anew each time they are asked for."""

    def __init__(self, groups: Groups, unclaimed: tuple[Refused, ...] = ()) -> None:
        self._groups = groups
        self._of_all = tuple(map(_told, unclaimed))

    def __len__(self) -> int:
        """Count the clients."""
        return len(self._groups)

    def __iter__(self) -> Iterator[Client]:
        """Read client after client, each with what of it was refused."""
        for group in self._groups:
            client, rows = client_of(group)
            if rows or self._of_all:
                told = (*map(_told, rows), *self._of_all)
                client = attrs.evolve(client, refused=told)
            yield client


def _told(row: Refused) -> str:
    """Say where a row is, and why it is refused: never its value."""
    return f"line {row.line}: {row.field} {row.problem}"


@attrs.frozen(eq=False)
class Book:
    """A client file, surveyed: its clients are read one by one, as often as asked.

    ``rows`` are those accepted and those refused; blank rows are not counted.
    ``unclaimed`` are the refused ones that do not say whose they are, so they may be
    anyone's: the others come with their client. ``sha256`` is that of the file and
    ``name`` its name, and both are empty where there is none.
    """

    groups: Groups = attrs.field(repr=False)
    unclaimed: tuple[Refused, ...] = attrs.field(repr=False)
    rows: int
    sha256: str
    name: str = ""

    @classmethod
    def of(
        cls,
        clients: Iterable[Client],
        *,
        refused: Iterable[Refused] = (),
        sha256: str = "",
    ) -> "Book":
        """Make a book of clients that are known already."""
        refused = tuple(refused)
        unclaimed = tuple(row for row in refused if not row.client_id)
        rows: dict[str, list[Row | Refused]] = {}
        for client in clients:
            rows.setdefault(client.id, []).extend(stating.rows_of(client))
        for row in refused:
            if row.client_id:
                rows.setdefault(row.client_id, []).append(row)
        return cls(
            groups=tuple(Group(id, (), tuple(of)) for id, of in rows.items()),
            unclaimed=unclaimed,
            rows=sum(map(len, rows.values())) + len(unclaimed),
            sha256=sha256,
        )

    @property
    def clients(self) -> Clients:
        """Every client; one of which every row was refused is there without parties.

        Of a client of which rows were refused nothing is concluded: it says so itself
        (``Client.refused``). A refused row that names no client may be anybody's.
        """
        return Clients(self.groups, self.unclaimed)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """Every row that is refused, by line: the whole book is read for it."""
        of_clients = (row for group in self.groups for row in client_of(group)[1])
        return tuple(sorted((*self.unclaimed, *of_clients), key=lambda row: row.line))


def read(path: Path) -> Book:
    """Survey a book; ``BookError`` where the file as a whole cannot be trusted.

    The file is read again whenever the book is: it has to stay as it is. One that holds
    statements of BODS is read once, and held.
    """
    from kycscreen.book import bods, files

    if bods.holds_statements(path):
        return bods.clients(path)
    survey = files.survey(path)
    return Book(
        groups=files.FileGroups(path, survey),
        unclaimed=survey.unclaimed,
        rows=survey.rows,
        sha256=survey.sha256,
        name=path.name,
    )
