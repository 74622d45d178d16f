"""What a file's statements come to: of each record, what was said of it last."""

from collections.abc import Iterable, Iterator

import attrs

from kycscreen.book.bods import statements
from kycscreen.book.bods.documents import Found
from kycscreen.book.bods.statements import Of, Statement
from kycscreen.book.rows import Refused
from kycscreen.errors import PartyError


@attrs.frozen(kw_only=True)
class Record:
    """An entity, a person or a relationship as its latest statement has it.

    ``begun`` is where the record begins in the file, ``abouts`` are all records that
    its statements are about, ``named`` those that a relationship ever named.
    ``is_ended`` says that it is closed.
    """

    id: str
    statement: Statement
    begun: int
    abouts: frozenset[str]
    named: frozenset[str] = frozenset()

    @property
    def is_ended(self) -> bool:
        """Ask whether it is closed."""
        return self.statement.is_closed

    @property
    def of(self) -> Of:
        """Return what it is."""
        return self.statement.of


@attrs.frozen
class Records:
    """Every record by its id, and the ids that a statement may call it by."""

    by_id: dict[str, Record]
    names: dict[tuple[str, str], str]
    refused: tuple[tuple[Refused, str], ...]
    """Statements that are not used, each with the record that it is about."""

    def find(self, by: Statement, id: str) -> Record | None:
        """Return the record that a statement names: its own publisher's before all."""
        found = self.names.get((by.publisher, id)) or self.names.get(("", id))
        return None if found is None else self.by_id[found]


def records(found: Iterable[Found]) -> Records:
    """Gather statements into records."""
    refused: list[tuple[Refused, str]] = []
    known: dict[str, Statement] = {}
    for read in _read(found, refused):
        was = known.setdefault(read.id, read)
        if was is not read and _elsewhere(read) != _elsewhere(was):
            wrong = Refused(read.place, "statementId", "is that of another statement")
            refused.append((wrong, read.about))
    of_one: dict[tuple[str, str], list[Statement]] = {}
    for one, record in _in_chains(known):
        of_one.setdefault((one.publisher, record), []).append(one)
    return _gathered(of_one, refused)


def _elsewhere(one: Statement) -> Statement:
    """Return a statement as it were at the beginning of the file."""
    return attrs.evolve(one, place=0, when=(*one.when[:2], 0))


def _read(
    found: Iterable[Found], refused: list[tuple[Refused, str]]
) -> Iterator[Statement]:
    for one in found:
        if isinstance(one, Refused):
            refused.append((one, ""))
            continue
        place, plain = one
        try:
            yield statements.statement(place, plain)
        except PartyError as wrong:
            problem = Refused(place, wrong.field, wrong.problem)
            refused.append((problem, statements.about(plain)))


def _in_chains(known: dict[str, Statement]) -> Iterator[tuple[Statement, str]]:
    """Yield each statement with its record: of those that replace another, the first.

    Before 0.4 what is corrected is stated anew under another id.
    """
    parent = {id: id for id in known}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for id, one in known.items():
        for other in one.replaces:
            parent[root(id)] = root(parent.setdefault(other, other))
    chains: dict[str, list[Statement]] = {}
    for id, one in known.items():
        chains.setdefault(root(id), []).append(one)
    for chain in chains.values():
        first = min(chain, key=_first)
        for one in chain:
            yield one, one.record if one.is_newest else first.record


def _first(one: Statement) -> tuple[bool, tuple[str, str], str]:
    return bool(one.replaces), one.when[:2], one.id


def _gathered(
    of_one: dict[tuple[str, str], list[Statement]],
    refused: list[tuple[Refused, str]],
) -> Records:
    times: dict[str, int] = {}
    for _, record in of_one:
        times[record] = times.get(record, 0) + 1
    by_id: dict[str, Record] = {}
    names: dict[tuple[str, str], str] = {}
    for (publisher, record), several in of_one.items():
        several.sort(key=_when)
        # Another publisher may count from one as well.
        id = record if times[record] == 1 else f"{publisher}/{record}"
        replaced = {other for one in several for other in one.replaces}
        standing = [one for one in several if one.id not in replaced] or several
        last = standing[-1]
        refused.extend(_undated(several, id))
        if any(one.of is not last.of for one in several):
            problem = "differs between statements of one record"
            wrong = Refused(last.place, "recordType", problem)
            refused.append((wrong, last.about or id))
        for at, one in enumerate(several):
            if one.is_closed and at + 1 < len(several):
                wrong = Refused(
                    several[at + 1].place,
                    "recordStatus",
                    "follows the statement that closed its record",
                )
                refused.append((wrong, several[at + 1].about or one.about or id))
                last = one
                break
        by_id[id] = Record(
            id=id,
            statement=last,
            begun=min(one.place for one in several),
            abouts=frozenset(one.about for one in several if one.about),
            named=frozenset(called for one in several for called in _named(one)),
        )
        for called in {record, *(o.id for o in several if not o.is_newest), *replaced}:
            names[publisher, called] = id
            if times.get(called, 1) == 1:
                names["", called] = id
    return Records(by_id, names, tuple(refused))


def _undated(several: list[Statement], id: str) -> Iterator[tuple[Refused, str]]:
    """Yield what has no date where others of its record have: which is the latest?"""
    if several[0].is_newest and several[-1].when[0]:
        for one in several:
            if not one.when[0]:
                problem = "is empty, and other statements of its record have one"
                yield Refused(one.place, "statementDate", problem), one.about or id


def _named(one: Statement) -> Iterator[str]:
    """Yield the ids in a relationship, whether it can be used or not."""
    if one.of is not Of.RELATIONSHIP:
        return
    for key in ("subject", "interestedParty"):
        told = one.details.get(key)
        yield from _ids(told.values() if isinstance(told, dict) else [told])
    for key in ("componentRecords", "componentStatementIDs"):
        told = one.details.get(key)
        yield from _ids(told if isinstance(told, list) else [])


def _ids(told: Iterable[object]) -> Iterator[str]:
    return (one.strip() for one in told if isinstance(one, str))


def _when(one: Statement) -> tuple[str, str, int]:
    return one.when
