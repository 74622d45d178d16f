"""The clients of a book one by one: every row of a client, together and not yet judged.

A group is cheap to make and to send to another process, which reads it: ``client_of``
and ``digest`` depend on the group alone.
"""

import hashlib
from collections.abc import Iterator
from operator import itemgetter
from typing import Protocol

import attrs

from kycscreen import codec
from kycscreen.book import reading, stating
from kycscreen.book.columns import Cell, Cells, filled
from kycscreen.book.rows import Refused, Row, is_undisclosed, known_by, row
from kycscreen.errors import PartyError
from kycscreen.parties import Client, Party

Rows = tuple[tuple[int, Cells] | Refused | Row, ...]


@attrs.frozen
class Group:
    """The rows of one client in order: cells by ``columns``, or what came of them."""

    client_id: str
    columns: tuple[str, ...]
    rows: Rows = attrs.field(repr=False)

    def __reduce__(self) -> tuple[type["Group"], tuple[str, tuple[str, ...], Rows]]:
        # A book has a group for each client: packing one must cost next to nothing.
        return Group, (self.client_id, self.columns, self.rows)


class Groups(Protocol):
    """The groups of a book, in the order of their first rows, as often as asked."""

    def __iter__(self) -> Iterator[Group]: ...
    def __len__(self) -> int: ...


def client_of(group: Group) -> tuple[Client, tuple[Refused, ...]]:
    """Read a group: the client, and those of its rows that are not used."""
    parties: dict[str, Party] = {}
    refused: list[Refused] = []
    read = reading.reader(group.columns)
    for of in group.rows:
        if isinstance(of, tuple):
            party = read(of[1])
            if party is not None and parties.setdefault(party.id, party) is party:
                continue
        one = row(of[0], group.columns, of[1]) if isinstance(of, tuple) else of
        if isinstance(one, Row) and one.states_more:
            return stating.client_of(group.client_id, _judged(group))
        wrong = one if isinstance(one, Refused) else stating.join(one, parties)
        if wrong is not None:
            refused.append(wrong)
    return Client(group.client_id, parties=parties.values()), tuple(refused)


def _judged(group: Group) -> list[Row | Refused]:
    return [
        row(of[0], group.columns, of[1]) if isinstance(of, tuple) else of
        for of in group.rows
    ]


def digest(group: Group) -> bytes:
    """Return a hash of what a client's rows say, the same in any file that says it.

    Neither the lines count nor the order of the columns and of the parties; a cell that
    is blank is one that is not there. Of rows that may be one party's the order counts:
    a party is known by its first name, and by its first birth place.
    """
    told = [_told(group.columns, of) for of in group.rows]
    if len(told) > 1:
        told.sort(key=_party)
    all_of: list[object] = [group.client_id, [of for _, of in told]]
    if any(isinstance(of, Row) and of.states_more for of in group.rows):
        all_of.append(stating.told(of for of in group.rows if isinstance(of, Row)))
    text = codec.canonical(all_of)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


_party = itemgetter(0)


def _told(
    columns: tuple[str, ...], of: tuple[int, Cells] | Refused | Row
) -> tuple[str, object]:
    """Return what a row says, behind what no two rows of one party have otherwise."""
    if isinstance(of, Refused):
        return "", [of.field, of.problem]
    if isinstance(of, Row):
        return "" if of.party is None else of.party.id, codec.to_plain(of.party)
    try:
        texts = filled(columns, of[1])
    except PartyError:
        return "", {
            column: said
            for column, cell in zip(columns, of[1], strict=False)
            if (said := _said(column, cell))
        }
    if is_undisclosed(texts):
        return codec.canonical(texts), texts
    return known_by(texts), texts


def _said(column: str, cell: Cell) -> object:
    """Return what a cell says, marked where no row may say it."""
    try:
        return filled((column,), (cell,)).get(column)
    except PartyError:
        return (False, *(cell if isinstance(cell, tuple) else (cell,)))
