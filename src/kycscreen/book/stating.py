"""Clients of whom rows state more than parties: who holds what, and what is on record.

A row that names a party which no row of its client has is refused, and so is then
one that names a party of that row: nothing that is held is held of nobody.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from kycscreen import codec
from kycscreen.book.rows import Refused, Row
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.parties import Client, Holding, Party, Role, Undisclosed


def client_of(
    client_id: str, rows: Sequence[Row | Refused]
) -> tuple[Client, tuple[Refused, ...]]:
    """Make a client of its rows in any order, and say which of them are not used."""
    parties: dict[str, Party] = {}
    holdings: list[Holding] = []
    undisclosed: list[Undisclosed] = []
    register: dict[str, str | date] = {}
    refused: list[Refused] = []
    for one in _whole(_plain(rows)):
        wrong = one if isinstance(one, Refused) else _differs(one, register)
        if isinstance(one, Row) and wrong is None:
            wrong = join(one, parties)
        if wrong is not None:
            refused.append(wrong)
        elif isinstance(one, Row):
            holdings.extend(one.holdings)
            undisclosed.extend(one.undisclosed)
            register.update(one.register)
    client = Client(
        client_id,
        parties=parties.values(),
        holdings=holdings,
        undisclosed=undisclosed,
        **register,  # type: ignore[arg-type]  # by the fields of a client
    )
    return client, tuple(refused)


def join(row: Row, parties: dict[str, Party]) -> Refused | None:
    """Add a row's party to its client; refuse it where it contradicts another row."""
    party = row.party
    if party is None:
        return None
    known = parties.setdefault(party.id, party)
    if known is party:
        return None
    try:
        (parties[party.id],) = Client(row.client_id, parties=(known, party)).parties
    except PartyError as wrong:
        field = "party_id" if wrong.field == "id" else wrong.field
        return Refused(row.line, field, wrong.problem, row.client_id)
    return None


def rows_of(client: Client) -> Iterator[Row]:
    """Yield a row for each party; what else is stated stands on the first of them."""
    register = tuple(
        (field, value)
        for field in _REGISTER
        if (value := getattr(client, field)) not in (None, "")
    )
    stated = Row(
        0,
        client.id,
        next(iter(client.parties), None),
        client.holdings,
        client.undisclosed,
        register,
    )
    if client.parties or stated.states_more:
        yield stated
    for party in client.parties[1:]:
        yield Row(0, client.id, party)


_REGISTER = ("registered_on", "register", "industry", "structure")


def told(rows: Iterable[Row]) -> object:
    """Return what rows state besides parties, whichever of them does, as plain data."""
    of = list(rows)
    return [
        codec.to_plain(tuple(chain.from_iterable(one.holdings for one in of))),
        codec.to_plain(tuple(chain.from_iterable(one.undisclosed for one in of))),
        codec.to_plain(tuple(chain.from_iterable(one.register for one in of))),
    ]


def _differs(row: Row, register: dict[str, str | date]) -> Refused | None:
    for field, value in row.register:
        if register.get(field, value) != value:
            problem = "differs between two rows of the client"
            return Refused(row.line, field, problem, row.client_id)
    return None


def _plain(rows: Sequence[Row | Refused]) -> list[Row | Refused]:
    """Refuse holdings of the client company of which it is not plain whose they are.

    Blank is the client company: its own row would hold itself, and of two companies
    either could be meant.
    """
    companies = {
        one.party.id
        for one in rows
        if isinstance(one, Row)
        and one.party is not None
        and one.party.kind is Kind.ORGANISATION
        and Role.CLIENT in one.party.roles
    }
    plain: list[Row | Refused] = []
    for one in rows:
        problem = ""
        # What is made in code has no line, and is as it was meant.
        if isinstance(one, Row) and one.line and (owners := _of_client(one)):
            if owners & companies:
                problem = "is blank on a row of the client company, which holds itself"
            elif len(companies) > 1:
                problem = "is blank, and the client is more than one company"
        plain.append(
            Refused(one.line, "owner_of", problem, one.client_id) if problem else one
        )
    return plain


def _of_client(row: Row) -> set[str]:
    return {one.owner for one in row.holdings if not one.of}


def _whole(rows: Sequence[Row | Refused]) -> list[Row | Refused]:
    """Refuse the rows that name nobody, until none is left."""
    whole = list(rows)
    known = Counter(
        one.party.id for one in rows if isinstance(one, Row) and one.party is not None
    )
    naming: dict[str, list[int]] = {}
    for place, one in enumerate(rows):
        if isinstance(one, Row):
            for id in _named(one):
                naming.setdefault(id, []).append(place)
    lost = deque(id for id in naming if not known[id])
    while lost:
        for place in naming[lost.popleft()]:
            one = whole[place]
            if isinstance(one, Refused):
                continue
            problem = "names no party of this client"
            whole[place] = Refused(one.line, "owner_of", problem, one.client_id)
            if one.party is not None:
                known[one.party.id] -= 1
                if not known[one.party.id] and one.party.id in naming:
                    lost.append(one.party.id)
    return whole


def _named(row: Row) -> set[str]:
    ids = {one.owner for one in row.holdings} | {one.of for one in row.holdings}
    return (ids | {one.of for one in row.undisclosed}) - {""}
