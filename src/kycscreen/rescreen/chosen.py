"""The clients of a book that are screened tonight, in its order."""

from collections.abc import Collection, Iterator
from itertools import islice

from kycscreen.book import Group, Groups
from kycscreen.rescreen.states import State

_AT_ONCE = 500


class Chosen:
    """Some groups of a book; the others are counted, and all of them met."""

    def __init__(
        self, groups: Groups, chosen: Collection[str] | None, held: State
    ) -> None:
        """Choose some clients by their ids, or all of them."""
        self._groups, self._chosen, self._held = groups, chosen, held
        self._taken: dict[str, Group] = {}
        self.carried = self.carried_rows = 0

    def __len__(self) -> int:
        return len(self._groups if self._chosen is None else self._chosen)

    def __iter__(self) -> Iterator[Group]:
        self.carried = self.carried_rows = 0
        left = iter(self._groups)
        while some := list(islice(left, _AT_ONCE)):
            self._held.meet(group.client_id for group in some)
            for group in some:
                if self._chosen is None or group.client_id in self._chosen:
                    self._taken[group.client_id] = group
                    yield group
                else:
                    self.carried += 1
                    self.carried_rows += len(group.rows)

    def taken(self, client_id: str) -> Group:
        """Return the rows of a client whose screening has come, once."""
        return self._taken.pop(client_id)
