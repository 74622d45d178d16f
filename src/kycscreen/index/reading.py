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
from kycscreen.index.building import COUNTRIES, day_key, month_key
from kycscreen.index.columns import File, Rows
from kycscreen.index.spaces import Room, Space, Wanted
from kycscreen.names import Name
from kycscreen.names.tokens import COMPARED
from kycscreen.sketches import Sketch


class Index:
    """An opened index file: ``propose``, ``entity`` and ``sketch``.

    ``file`` and ``spaces`` are what a batch reads besides.
    """

    def __init__(self, data: object, name: str = "index") -> None:
        """Open the bytes of an index file (or its memory map)."""
        self.file = File(data, name)
        self.spaces = {space: Space(self.file, space) for space in COMPARED}
        self._identifiers = Rows(self.file, "identifiers")
        self._days = Rows(self.file, "days")
        self._exposed = Rows(self.file, "exposed")
        self._entity_at = self.file.column("entity_at")
        self._entities = self.file.column("entities")
        self._states = self.file.column("states")
        self._years = self.file.column("years")
        self._birthdays = self.file.column("birthdays")
        self._countries = self.file.column("countries")
        self.header = self.file.header
        self.entity = lru_cache(maxsize=512)(self._entity)
        self.sketch = lru_cache(maxsize=4_000)(self._sketch)

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
        self.file.check_all()

    def exposed(self, list_id: str, record_id: str) -> ListedEntity | None:
        """Return the politically exposed person of a list by its record's id."""
        for position in self._exposed.find(columns.key(record_id)):
            entity = self.entity(position)
            if (entity.list_id, entity.record_id) == (list_id, record_id):
                return entity
        return None

    def written(self, position: int) -> bytes:
        """Return a listed entity as it is written: its canonical JSON."""
        start, stop = self._entity_at.range(position)
        return bytes(self._entities.span(start, stop))

    def _entity(self, position: int) -> ListedEntity:
        """Return a listed entity by its position."""
        return codec.from_json(ListedEntity, self.written(position))

    def _sketch(self, position: int) -> Sketch:
        """Return what an entity states, in brief."""
        years = self._years[position]
        words = COUNTRIES // 8
        bits = self._countries.span(words * position, words * (position + 1))
        return Sketch(
            self._states[position],
            years >> 16,
            years & 0xFFFF,
            self._birthdays[position],
            int.from_bytes(bits.tobytes(), "little"),
        )

    def propose(
        self,
        names: Sequence[Name],
        *,
        room: Room,
        on_day: Room,
        births: Sequence[DateSpan] = (),
        numbers: Sequence[Identifier] = (),
        weak: Sequence[tuple[int, int]] = (),
    ) -> list[int]:
        """Return the positions of all entities that could be hits, in order.

        ``names`` are the party's, read in one space. ``room`` tells the score that a
        name needs; ``on_day`` where one of ``births`` is met to the day or
        month. ``numbers`` are looked up exactly. ``weak`` are ranges of entities
        whose weak aliases count as names.
        """
        found: set[int] = set()
        for number in filter(None, map(identifiers.key, numbers)):
            found.update(self._identifiers.find(columns.key(number)))
        wanted = Wanted(room, self.sketch, weak)
        on_day_wanted = Wanted(on_day, self.sketch, weak)
        adds = len(on_day.leasts) > len(room.leasts)
        born_then = sorted({*self._born(births)}) if adds else []
        for name in names:
            space = self.spaces[name.space]
            if wanted.least <= 100:
                space.collect(name, wanted, found)
            for position in born_then:
                if position not in found and space.reaches(
                    name, position, on_day_wanted
                ):
                    found.add(position)
        return sorted(found)

    def _born(self, births: Sequence[DateSpan]) -> Iterator[int]:
        """Yield the entities whose birth meets one of these to the day or month."""
        for born in births:
            if born.lo is None or born.hi is None or day_key(born) is None:
                continue
            yield from self._days.find(columns.spread(month_key(born.lo)))
            for day in range(born.lo.toordinal(), born.hi.toordinal() + 1):
                yield from self._days.find(columns.spread(day))
