"""The clients of a book that are screened tonight, in its order."""

from collections.abc import Iterator
from itertools import islice

from kycscreen.book import Group, Groups
from kycscreen.rescreen.plans import Plan
from kycscreen.rescreen.states import State

_AT_ONCE = 500


class Chosen:
    """Some groups of a book; the others are counted, and all of them met."""

    def __init__(self, groups: Groups, plan: Plan, held: State) -> None:
        """Choose those of a plan, or all of them."""
        self._groups, self._plan, self._held = groups, plan, held
        self._taken: dict[str, Group] = {}
        self.carried = self.carried_rows = 0

    def __len__(self) -> int:
        chosen = self._plan.chosen
        return len(self._groups if chosen is None else chosen)

    def __iter__(self) -> Iterator[Group]:
        at_hand = self._plan.groups
        if at_hand is None:
            return self._found()
        self.carried = self._plan.clients - len(at_hand)
        self.carried_rows = self._plan.rows - sum(len(of.rows) for of in at_hand)
        self._taken = {group.client_id: group for group in at_hand}
        return iter(at_hand)

    def _found(self) -> Iterator[Group]:
        self.carried = self.carried_rows = 0
        chosen = self._plan.chosen
        left = iter(self._groups)
        while some := list(islice(left, _AT_ONCE)):
            self._held.meet(group.client_id for group in some)
            for group in some:
                if chosen is None or group.client_id in chosen:
                    self._taken[group.client_id] = group
                    yield group
                else:
                    self.carried += 1
                    self.carried_rows += len(group.rows)

    def taken(self, client_id: str) -> Group:
        """Return the rows of a client whose screening has come, once."""
        return self._taken.pop(client_id)
