"""From which day on a screening may say something else, though nothing is amended.

Offices end and what follows them does, holdings begin and end, rules come into force,
and who is delisted later is so from that day on.
How old lists are is left out: that is the same for every client.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from kycscreen.entities import ListedEntity
from kycscreen.match import Hit
from kycscreen.parties import Client
from kycscreen.policy.law import Law, Rule

Related = Callable[[str, str], ListedEntity | None]
"""Finds a listed entity by its list and record id."""


class Due:
    """The days ahead of a policy's rules, ready to be asked about many clients."""

    def __init__(self, law: Law, on: date, related: Related) -> None:
        self._law, self._on, self._related = law, on, related
        self._of_all = self._first(_changes((*law.record, *law.step)))
        self._of_owners = self._first(_changes((*law.ownership, *law.beneficial_owner)))
        self._of_peps = self._first(
            _changes((*law.after_office, *law.function, *law.relation))
        )
        self._of_services = {
            country: day
            for country in {land for rule in law.service for land in rule.countries}
            if (day := self._first(_changes(_naming(law, country)))) is not None
        }

    def of(self, client: Client, hits: Sequence[Hit]) -> date | None:
        """Return the first day ahead on which the result may be another, if any is."""
        # Of a million clients nearly all end here.
        if not hits and not client.holdings and not self._of_services:
            on = self._on
            for party in client.parties:
                if party.pep is not None:
                    break
                born = party.birth_date
                if born is not None and born.lo is not None and born.lo > on:
                    break
            else:
                return self._of_all
        return self._first(self._days(client, hits))

    def _first(self, found: Iterable[date | None]) -> date | None:
        ahead = (day for day in found if day is not None and day > self._on)
        return min(ahead, default=None)

    def _days(self, client: Client, hits: Sequence[Hit]) -> Iterator[date | None]:
        yield self._of_all
        if client.holdings:
            yield self._of_owners
        for holding in client.holdings:
            yield holding.start
            yield holding.end
        for party in client.parties:
            if party.birth_date is not None:
                yield party.birth_date.lo
            if party.pep is not None:
                from kycscreen.pep import days

                yield self._of_peps
                yield from days.of_declared(party.pep, self._law)
            for country in party.countries:
                yield self._of_services.get(country)
        for hit in hits:
            yield hit.entity.delisted_on
            if hit.entity.may_be_exposed:
                from kycscreen.pep import days

                yield self._of_peps
                yield from days.of_entity(hit.entity, self._law, self._related)


def _changes(rules: Iterable[Rule]) -> Iterator[date | None]:
    """Yield the days on which rules come into force or fall away."""
    for rule in rules:
        yield rule.origin.since
        yield rule.origin.until


def _naming(law: Law, country: str) -> list[Rule]:
    return [rule for rule in law.service if country in rule.countries]
