"""Clients whom the sample has screened already, and who are not screened again."""

from collections import deque
from collections.abc import Iterable, Iterator

from kycscreen.parties import Client
from kycscreen.rescreen.plans import SAMPLE
from kycscreen.runs import ScreenAll
from kycscreen.screen import Screening


class Once:
    """Screens clients of one book, those that come first but once.

    Where they come again their screenings are returned as they were, in their place:
    so many are held as a sample has, which is screened before all others.
    """

    def __init__(self, screen_all: ScreenAll) -> None:
        """Hold nothing yet."""
        self._screen_all = screen_all
        self._room = SAMPLE
        self._held: dict[str, Screening] = {}

    def __call__(self, clients: Iterable[Client]) -> Iterator[Screening]:
        """Screen clients, in their order."""
        order: deque[Screening | None] = deque()

        def new() -> Iterator[Client]:
            for client in clients:
                order.append(self._held.pop(client.id, None))
                if order[-1] is None:
                    yield client

        for screening in self._screen_all(new()):
            yield from _held(order)
            order.popleft()
            if self._room:
                self._room -= 1
                self._held[screening.client_id] = screening
            yield screening
        yield from _held(order)


def _held(order: deque[Screening | None]) -> Iterator[Screening]:
    """Take those from the beginning that are held."""
    while order and (screening := order[0]) is not None:
        order.popleft()
        yield screening
