"""Which listed entities are worth comparing with a party: nothing is lost.

``propose`` returns every entity whose name can reach a given score (``spaces``), whose
birth date lets a lesser one do, or whose number is the party's, and few others.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from kycscreen import codec, identifiers
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity
from kycscreen.identifiers import Identifier
from kycscreen.index import columns
from kycscreen.index.building import day_key, month_key
from kycscreen.index.columns import File, Rows
from kycscreen.index.spaces import Space, Wanted
from kycscreen.names import Name
from kycscreen.names.tokens import COMPARED


class Index:
    """An opened index file; ``propose`` and ``entity`` are all it offers."""

    def __init__(self, data: object, name: str = "index") -> None:
        """Open the bytes of an index file (or its memory map)."""
        self._file = File(data, name)
        self._spaces = {space: Space(self._file, space) for space in COMPARED}
        self._identifiers = Rows(self._file, "identifiers")
        self._days = Rows(self._file, "days")
        self._entity_at = self._file.column("entity_at")
        self._entities = self._file.column("entities")
        self.header = self._file.header
        self.entity = lru_cache(maxsize=512)(self._entity)

    def __len__(self) -> int:
        return int(self.header["entities"])

    def of_lists(self, list_ids: Collection[str]) -> tuple[tuple[int, int], ...]:
        """Return the ranges of entities that say they are of one of some lists."""
        return tuple(
            (first, last)
            for list_id, first, last in self.header["runs"]
            if list_id in list_ids
        )

    def check(self) -> None:
        """Check every block of the file; ``IndexFileError`` names a damaged one."""
        self._file.check_all()

    def _entity(self, position: int) -> ListedEntity:
        """Return a listed entity by its position."""
        start, stop = self._entity_at.range(position)
        return codec.from_json(ListedEntity, bytes(self._entities.span(start, stop)))

    def propose(
        self,
        names: Sequence[Name],
        *,
        least: tuple[int, int],
        least_on_day: tuple[int, int],
        born: DateSpan | None = None,
        numbers: Sequence[Identifier] = (),
        weak: Sequence[tuple[int, int]] = (),
    ) -> list[int]:
        """Return the positions of all entities that could be hits, in order.

        ``names`` are the party's, read in one space. ``least`` is the score that a
        name needs, and a weak alias; ``least_on_day`` where the birth date ``born``
        is met to the day or month. ``numbers`` are looked up exactly. ``weak`` are
        ranges of entities whose weak aliases count as names.
        """
        found: set[int] = set()
        for number in filter(None, map(identifiers.key, numbers)):
            found.update(self._identifiers.find(columns.key(number)))
        on_day = sorted(self._born(born)) if least_on_day < least else []
        for name in names:
            space = self._spaces[name.space]
            if min(least) <= 100:
                space.collect(name, Wanted(*least, weak), found)
            for position in on_day:
                if position not in found and space.reaches(
                    name, position, Wanted(*least_on_day, weak)
                ):
                    found.add(position)
        return sorted(found)

    def _born(self, born: DateSpan | None) -> Iterator[int]:
        """Yield the entities whose birth meets this one to the day or month."""
        if born is None or born.lo is None or born.hi is None:
            return
        if day_key(born) is None:
            return
        yield from self._days.find(columns.spread(month_key(born.lo)))
        for day in range(born.lo.toordinal(), born.hi.toordinal() + 1):
            yield from self._days.find(columns.spread(day))
