"""Whom of a book changed entities of a list may concern: nobody is left out.

Looked up are the words of the listed names in what is gathered of the book. A party is
left out only where it is proved that no name of it reaches the score it needs
(``meetings``), and that it shares no number.
"""

from collections.abc import Sequence

import numpy as np

from kycscreen import identifiers, sketches
from kycscreen.batch import facts
from kycscreen.batch.facts import Wanted
from kycscreen.batch.listed import Ints
from kycscreen.entities import ListedEntity
from kycscreen.index import columns
from kycscreen.index.building import day_key
from kycscreen.index.lookups import find_all
from kycscreen.names.tokens import COMPARED
from kycscreen.policy import Policy
from kycscreen.rescreen.gathered import Part
from kycscreen.rescreen.meetings import Company, Search
from kycscreen.rescreen.sought import Sought, sought

_AT_ONCE = 1 << 16
"""Pairs that are looked at together."""


class Asked:
    """Entities that changed, read once to be looked up in each part of a book."""

    def __init__(self, entities: Sequence[ListedEntity], policy: Policy) -> None:
        """Read their names, numbers and births."""
        self._entities = tuple(entities)
        self._spaces = [sought(self._entities, space, policy) for space in COMPARED]
        theirs = facts.of_sketches([sketches.of_entity(one) for one in self._entities])
        whole = [
            (number, number + 1)
            for number, one in enumerate(self._entities)
            if one.list_id in policy.weak_alone
        ]
        self._wanted = Wanted(theirs, policy, whole)

    def concern(self, part: Part) -> set[bytes]:
        """Return the digests of the clients that may be hits of an entity."""
        found = [self._numbered(part)]
        born = self._born(part)
        for names in self._spaces:
            if len(names.at) > 1:
                found.append(self._named(names, part, born))
        return part.digests(np.unique(np.concatenate(found)))

    def _numbered(self, part: Part) -> Ints:
        """Find the parties that have a number of one of the entities."""
        keys = {
            columns.key(key)
            for entity in self._entities
            for key in filter(None, map(identifiers.key, entity.identifiers))
        }
        return find_all(part.identifiers, np.array([*keys], np.int64))[1].astype(
            np.int64
        )

    def _born(self, part: Part) -> tuple[Ints, Ints]:
        """Pair entities with the parties whose birth meets theirs, to day or month."""
        pairs = {
            (number, columns.spread(key))
            for number, entity in enumerate(self._entities)
            for span in entity.birth_dates
            if (key := day_key(span))
        }
        numbers, keys = np.array([*pairs], np.int64).reshape(-1, 2).T
        at, parties = find_all(part.days, keys)
        return numbers[at], parties.astype(np.int64)

    def _named(self, names: Sought, part: Part, born: tuple[Ints, Ints]) -> Ints:
        search = Search(names, part.words[names.space])
        found = []
        for on_day, (name, ours, company) in (
            (False, (*search.alike(), None)),
            (True, search.together()),
            (True, (*search.of_parties(*born), None)),
        ):
            for begin in range(0, len(name), _AT_ONCE):
                some = slice(begin, begin + _AT_ONCE)
                found.append(
                    self._reaching(
                        search,
                        part,
                        name[some],
                        ours[some],
                        None if company is None else company.of(some),
                        on_day=on_day,
                    )
                )
        return np.concatenate([np.zeros(0, np.int64), *found])

    def _reaching(
        self,
        search: Search,
        part: Part,
        name: Ints,
        ours: Ints,
        company: Company | None,
        *,
        on_day: bool,
    ) -> Ints:
        """Return whose names may reach the score they need beside the listed ones."""
        names = search.names
        party = search.words.name_party[ours].astype(np.int64)
        needed = self._wanted.needed(
            part.stated(party), names.entity[name], names.is_weak[name], on_day=on_day
        )
        possible = np.flatnonzero(needed <= 100)
        name, ours, needed = name[possible], ours[possible], needed[possible]
        if company is not None:
            company = company.of(possible)
        kept = search.reach(name, ours, needed, company)
        return party[possible[kept]]
