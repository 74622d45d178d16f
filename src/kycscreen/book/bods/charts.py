"""The clients of a file of BODS: each with whoever is reached from it upwards.

Every relationship of what is reached is told, so of companies that own each other both
sides. What cannot be used is refused for every client that it is reached from.
"""

from collections import deque
from collections.abc import Iterator

import attrs

from kycscreen import codec
from kycscreen.book.bods import interests, subjects
from kycscreen.book.bods.holdings import holdings, offices, unnamed
from kycscreen.book.bods.interests import Relationship
from kycscreen.book.bods.records import Record, Records
from kycscreen.book.bods.statements import Of
from kycscreen.book.bods.subjects import Subject
from kycscreen.book.rows import Refused
from kycscreen.errors import PartyError
from kycscreen.parties import Client, Holding, Party, Role, Undisclosed


class Chart:
    """Who has interests in whom, by what the records say; each is read once."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._read: dict[str, Subject | Relationship | Refused] = {}
        self._above: dict[str, list[Record]] = {}
        self.parts: dict[str, list[str]] = {}
        """The records that are declared to be parts of a client's chains."""
        self.loose: list[tuple[Refused, str]] = []
        """Relationships that have no subject, each with what it is about."""
        self._met: set[str] = set()
        for id in sorted(records.by_id):
            record = records.by_id[id]
            if record.is_ended:
                continue
            if record.of is Of.RELATIONSHIP:
                self._place(record)
            elif record.statement.is_component:
                for about in sorted(record.abouts):
                    of = records.find(record.statement, about)
                    if of is not None:
                        self.parts.setdefault(of.id, []).append(id)

    def _place(self, record: Record) -> None:
        """Put a relationship with its subject; one that has none belongs to nobody."""
        statement = record.statement
        try:
            subject = self.records.find(statement, interests.subject_of(statement))
            if subject is None or subject.of is not Of.ENTITY:
                raise PartyError("subject", "names no entity of this file")  # noqa: TRY301  # one way to refuse
        except PartyError as wrong:
            refused = Refused(statement.place, wrong.field, wrong.problem)
            self.loose.append((refused, statement.about))
            return
        self._above.setdefault(subject.id, []).append(record)

    def clients(self) -> list[str]:
        """Return the records that are clients, in the order of their ids.

        They are the entities that declarations are about, and where it is not said what
        those are about, those that have owners or belong to no relationship at all.
        """
        about = set()
        for record in self.records.by_id.values():
            for id in record.abouts:
                found = self.records.find(record.statement, id)
                if found is not None:
                    about.add(found.id)
        in_any = self._in_any()
        return sorted(
            record.id
            for record in self.records.by_id.values()
            if record.of is Of.ENTITY
            and not record.is_ended
            and (record.id in about or self._is_its_own(record, in_any))
        )

    def _is_its_own(self, record: Record, in_any: set[str]) -> bool:
        if record.abouts or record.statement.is_component:
            return False
        above = self._above.get(record.id, ())
        return any(not one.abouts for one in above) or record.id not in in_any

    def _in_any(self) -> set[str]:
        found = set(self._above)
        for several in self._above.values():
            for one in several:
                made = self.read(one)
                if isinstance(made, Relationship):
                    for id in (made.owner, *made.components):
                        owner = self.records.find(one.statement, id)
                        if owner is not None:
                            found.add(owner.id)
        return found

    def above(self, id: str) -> list[Record]:
        """Return the relationships in which a record is the subject."""
        return self._above.get(id, [])

    def met(self, id: str) -> list[Record]:
        """Return them as well, and know that they are reached from a client."""
        found = self.above(id)
        self._met.update(one.id for one in found)
        return found

    def unmet(self) -> Iterator[tuple[Refused, str]]:
        """Yield the relationships that are reached from no client, and are not over.

        Somebody would be screened by nobody, for want of a link in between.
        """
        for subject, several in self._above.items():
            for one in several:
                about = self.records.find(one.statement, one.statement.about)
                is_over = self.records.by_id[subject].is_ended or (
                    about is not None and about.is_ended
                )
                if one.id not in self._met and not is_over:
                    problem = "is reached from no client"
                    place = one.statement.place
                    yield Refused(place, "subject", problem), one.statement.about

    def strangers(self, clients: set[str]) -> Iterator[tuple[Refused, str]]:
        """Yield persons and entities that no relationship names, and are no client.

        Somebody is stated and would be screened by nobody, for want of the rest.
        """
        known = set(clients).union(*self.parts.values())
        for record in self.records.by_id.values():
            for id in record.named:
                found = self.records.find(record.statement, id)
                known.update(() if found is None else (found.id,))
        for record in self.records.by_id.values():
            if record.is_ended or record.of is Of.RELATIONSHIP or record.id in known:
                continue
            statement = record.statement
            about = self.records.find(statement, statement.about)
            # One that is about nothing in this file is refused for that.
            if not statement.about or (about is not None and not about.is_ended):
                problem = "is named by no relationship"
                yield Refused(statement.place, "recordId", problem), statement.about

    def read(self, record: Record) -> Subject | Relationship | Refused:
        """Return what a record says, or why it cannot be used."""
        if record.id not in self._read:
            self._read[record.id] = _read(record)
        return self._read[record.id]


def _read(record: Record) -> Subject | Relationship | Refused:
    try:
        if record.of is Of.RELATIONSHIP:
            return interests.relationship(record.statement)
        return subjects.subject(record.id, record.statement)
    except PartyError as wrong:
        return Refused(record.statement.place, wrong.field, wrong.problem)


@attrs.frozen
class _Reached:
    """What is reached from a client: parties' roles in order, and what is held."""

    client: Record
    roles: dict[str, set[Role]] = attrs.field(factory=dict)
    holdings: list[Holding] = attrs.field(factory=list)
    undisclosed: list[Undisclosed] = attrs.field(factory=list)
    refused: list[Refused] = attrs.field(factory=list)


def client(chart: Chart, id: str) -> tuple[Client, tuple[Refused, ...]]:
    """Return a client, and what cannot be used of what is said of it."""
    record = chart.records.by_id[id]
    reached = _Reached(record)
    reached.roles[id] = {Role.CLIENT}
    parts = [part for part in chart.parts.get(id, ()) if part != id]
    reached.roles.update({part: {Role.INTERMEDIATE_OWNER} for part in parts})
    waiting = deque([id, *parts])
    while waiting:
        of = waiting.popleft()
        for one in chart.met(of):
            for owner in _climb(chart, reached, of, one):
                waiting.append(owner)
    return _made(chart, reached)


def _climb(chart: Chart, reached: _Reached, of: str, record: Record) -> Iterator[str]:
    """Take a relationship; yield the records that are first reached by it."""
    made = chart.read(record)
    place = record.statement.place
    if not isinstance(made, Relationship):
        assert isinstance(made, Refused)
        reached.refused.append(made)
        return
    for id in made.components:
        found = _found(chart, reached, record, id, "componentRecords")
        if found is not None and found.of is not Of.RELATIONSHIP:
            if found.id not in reached.roles:
                yield found.id
            reached.roles.setdefault(found.id, {Role.INTERMEDIATE_OWNER})
    held = "" if of == reached.client.id else of
    if not made.owner:
        reached.undisclosed.append(unnamed(made, held, record.statement))
        return
    owner = _found(chart, reached, record, made.owner, "interestedParty")
    if owner is None:
        return
    said = chart.read(owner)
    if owner.of is Of.RELATIONSHIP or owner.id == of:
        problem = "is no person or entity besides the subject"
        reached.refused.append(Refused(place, "interestedParty", problem))
        return
    if isinstance(said, Subject) and said.unnamed is not None:
        hidden = attrs.evolve(made, unnamed=said.unnamed, details=said.details)
        reached.undisclosed.append(unnamed(hidden, held, record.statement))
        # One of whom nothing else is known is nobody who could be compared.
        if not any(said.party.names) and not chart.above(owner.id):
            return
    if owner.id not in reached.roles:
        yield owner.id
    if owner.id != reached.client.id:
        is_person = owner.of is Of.PERSON
        roles = offices(made, record.statement, is_client=not held, is_person=is_person)
        reached.roles.setdefault(owner.id, set()).update(roles)
    try:
        reached.holdings.extend(holdings(made, owner.id, held, record.statement))
    except PartyError as wrong:
        reached.refused.append(Refused(place, wrong.field, wrong.problem))


def _found(
    chart: Chart, reached: _Reached, record: Record, id: str, key: str
) -> Record | None:
    """Find a record that a relationship names, or refuse what names none."""
    found = chart.records.find(record.statement, id)
    if found is not None and not found.is_ended:
        return found
    problem = "names no record of this file"
    if found is not None:
        problem = "names a record that is closed"
    reached.refused.append(Refused(record.statement.place, key, problem))
    return None


def _made(chart: Chart, reached: _Reached) -> tuple[Client, tuple[Refused, ...]]:
    parties: dict[str, Party] = {}
    refused = list(reached.refused)
    company: Subject | None = None
    for id, roles in reached.roles.items():
        said = chart.read(chart.records.by_id[id])
        if isinstance(said, Refused):
            refused.append(said)
        elif isinstance(said, Subject):
            parties[id] = codec.changed(said.party, roles=frozenset(roles))
            company = said if id == reached.client.id else company
    known = {"", *parties}
    made = Client(
        reached.client.id,
        parties=parties.values(),
        # What is held of one that is refused cannot be told, and nothing is concluded.
        holdings=[h for h in reached.holdings if {h.owner, h.of} <= known],
        undisclosed=[u for u in reached.undisclosed if u.of in known],
        registered_on=None if company is None else company.founded,
        register="" if company is None else company.register,
    )
    mine = [attrs.evolve(one, client_id=made.id) for one in refused]
    return made, tuple(dict.fromkeys(mine))
