"""What is measured: an engine that compares a pair and screens against a list."""

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from benchmarks import material
from benchmarks.queries import OFAC, THREE
from benchmarks.subjects import Subject
from kycscreen import match, names
from kycscreen.entities import ListedEntity, ListedName
from kycscreen.errors import PartyError
from kycscreen.lists.loading import indexed
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Screener

Found = Mapping[str, float]
"""What was found: the score of each entity, by list id and record id."""
LOW = {OFAC: 30, THREE: 45}
"""Hits below this score are not looked for: it takes long, and no bar lies there."""


class Engine(Protocol):
    """Whatever gives two subjects a score, 0 to 100."""

    name: str
    threshold: float | None
    """The score from which its makers call two subjects one, if they say."""

    def pair(self, ours: Subject, theirs: Subject) -> float:
        """Score a pair."""

    def screen(self, subject: Subject, lists: str, *, candidates: int) -> Found:
        """Score what is found on lists; who has no index gets so many candidates."""

    def cold(self, ours: Subject, theirs: Subject) -> None:
        """Compare two names and nothing else: what is timed."""

    def answer(self, subject: Subject) -> None:
        """Screen against OFAC as in earnest: what is timed."""


class Kycscreen:
    """The product at its default policy, and at a lower one to see what is below."""

    name = "kycscreen"

    def __init__(self) -> None:
        self.policy = Policy()
        self.threshold: float | None = self.policy.alert_at
        self._low = {at: Policy(alert_at=LOW[at], name_floor=1) for at in LOW}

    def pair(self, ours: Subject, theirs: Subject) -> float:
        """Weigh a pair as the product does."""
        party = as_party(ours)
        if party is None:
            return 0
        return match.weigh(party, as_entity(theirs), self.policy).score

    def screen(self, subject: Subject, lists: str, *, candidates: int) -> Found:
        """Screen at the lower policy, and weigh what it finds at the default one.

        The index loses nothing, so what is missing scores less than ``LOW``.
        """
        party = as_party(subject)
        if party is None:
            return {}
        screener = _screener(lists, self._low[lists])
        hits = screener.screen(Client("C", parties=[party])).hits
        return {
            f"{hit.entity.list_id} {hit.entity.record_id}": match.weigh(
                party, hit.entity, self.policy
            ).score
            for hit in hits
        }

    def cold(self, ours: Subject, theirs: Subject) -> None:
        """Compare two names."""
        names.compare(ours.name, theirs.name, kind=ours.kind)

    def answer(self, subject: Subject) -> None:
        """Screen at the default policy."""
        party = as_party(subject)
        if party is not None:
            _screener(OFAC, self.policy).screen(Client("C", parties=[party]))


@cache
def _screener(lists: str, policy: Policy) -> Screener:
    if lists == THREE:
        return Screener(material.three_lists(), policy)
    return Screener(indexed([material.watchlist("us_ofac_sdn")]), policy)


PARTS = {
    "firstName": "given",
    "middleName": "middle",
    "fatherName": "patronymic",
    "lastName": "family",
}


def as_party(subject: Subject) -> Party | None:
    """Return a subject as a party; nothing where it cannot be one."""
    parts = {PARTS[part]: text for part, text in subject.parts}
    try:
        if subject.schema != "Person":
            return Party.organisation(subject.name, role=Role.CLIENT, id="P")
        return Party.person(
            subject.name,
            role=Role.CLIENT,
            name_parts=parts if {"given", "family"} <= parts.keys() else None,
            birth_date=subject.birth_dates[0] if subject.birth_dates else None,
            nationalities=subject.nationalities,
            id="P",
        )
    except PartyError:
        return None


def as_entity(subject: Subject) -> ListedEntity:
    """Return a subject as if a list had it."""
    parts = [(PARTS[part], text) for part, text in subject.parts]
    return ListedEntity(
        list_id="own",
        record_id="1",
        kind=subject.kind,
        names=[ListedName(name, parts=parts) for name in subject.names],
        birth_dates=subject.birth_dates,
        nationalities=subject.nationalities,
    )
