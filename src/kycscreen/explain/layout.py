"""Where boxes and arrows of a drawing lie: owners to the left of what they own.

Every box lies in the column of its longest way to the client, and in rows that are
its alone; what does not lead straight to the next column has a lane of its own. So
no line runs through a box. Whole numbers only: the same drawing on every machine.
"""

import attrs

from kycscreen.explain.graph import Arrow, Graph

WIDE = 168
"""How wide a box is."""
_ACROSS, _BETWEEN = 108, 12
_LANE, _MARGIN = 32, 20
_TAG = 18  # from the left of a gap to the words on an arrow
_TRUNK, _BACK = 22, 12  # from an arrow's end to where arrows meet

Point = tuple[int, int]


@attrs.frozen(kw_only=True)
class Route:
    """The way of an arrow, corner by corner, and where its words stand."""

    points: tuple[Point, ...]
    words: Point
    is_back: bool


@attrs.frozen(kw_only=True)
class Layout:
    """Where everything lies: the left upper corners of boxes, and the ways."""

    boxes: tuple[Point, ...]
    routes: tuple[Route, ...]
    width: int
    height: int
    high: int


def layout(graph: Graph, high: int) -> Layout:
    """Lay a graph out, whose boxes are so high."""
    return _Laid(graph, high).layout()


class _Laid:
    """A graph being laid out: arrows told apart, then columns, then rows."""

    def __init__(self, graph: Graph, high: int) -> None:
        self._arrows = graph.arrows
        self._high = high
        many = len(graph.boxes)
        self._into: list[list[int]] = [[] for _ in range(many)]
        for n, arrow in enumerate(graph.arrows):
            self._into[arrow.of].append(n)
        self._tree: set[int] = set()
        self._back: dict[int, int] = {}  # by arrow: its lane, counted from the top
        self._done: dict[int, bool] = {}
        self._order: list[int] = []
        for box in range(many):
            if box not in self._done:
                self._tell_apart(box)
        self._column = self._columns(many)
        self._centre = [0] * many
        self._lanes: dict[int, int] = {}
        self._top = _LANE * len(self._back)
        self._cursor = self._top
        owned = {self._arrows[n].owner for n in self._tree}
        for box in range(many):
            if box not in owned:
                self._rows(box)

    def _tell_apart(self, of: int) -> None:
        """Walk up to the owners: which arrows make a tree, and which lead back."""
        self._done[of] = False
        for n in self._into[of]:
            owner = self._arrows[n].owner
            if owner not in self._done:
                self._tree.add(n)
                self._tell_apart(owner)
            elif not self._done[owner]:
                self._back[n] = len(self._back)
        self._done[of] = True
        self._order.append(of)

    def _columns(self, many: int) -> list[int]:
        column = [0] * many
        for of in reversed(self._order):
            for n in self._into[of]:
                if n not in self._back:
                    owner = self._arrows[n].owner
                    column[owner] = max(column[owner], column[of] + 1)
        return column

    def _rows(self, box: int) -> None:
        """Give a box its rows: those of its owners, and of lanes to it."""
        start = self._cursor
        middles = []
        for n in self._into[box]:
            if n in self._tree:
                owner = self._arrows[n].owner
                self._rows(owner)
                middles.append(self._centre[owner])
            elif n not in self._back:
                self._lanes[n] = self._cursor + _LANE // 2
                middles.append(self._lanes[n])
                self._cursor += _LANE
        least = self._high + _BETWEEN
        if self._cursor - start < least:
            self._cursor = start + least
            middles = []
        middle = (middles[0] + middles[-1]) // 2 if middles else start + least // 2
        self._centre[box] = middle

    def layout(self) -> Layout:
        last = max(self._column)
        self._x = [1 + (last - column) * (WIDE + _ACROSS) for column in self._column]
        right = _MARGIN if self._back else 1
        return Layout(
            boxes=tuple(
                (x, centre - self._high // 2)
                for x, centre in zip(self._x, self._centre, strict=True)
            ),
            routes=tuple(map(self._route, range(len(self._arrows)), self._arrows)),
            width=max(self._x) + WIDE + right,
            high=self._high,
            height=self._cursor - _BETWEEN // 2 + 1,
        )

    def _route(self, n: int, arrow: Arrow) -> Route:
        start = self._x[arrow.owner] + WIDE
        end, to = self._x[arrow.of], self._centre[arrow.of]
        trunk = end - _TRUNK
        gap = end - _ACROSS + _TAG
        here = self._centre[arrow.owner]
        if n in self._back:
            lane = _LANE * self._back[n] + _LANE // 2
            out, into = start + 10, end - _BACK
            points: tuple[Point, ...] = (
                *((start, here - 12), (out, here - 12), (out, lane)),
                *((into, lane), (into, to - 12), (end, to - 12)),
            )
            return Route(points=points, words=(end + 8, lane), is_back=True)
        if n in self._lanes:
            lane = self._lanes[n]
            out = start + 5 + 4 * ([*self._lanes].index(n) % 3)
            points = (
                *((start, here + 12), (out, here + 12), (out, lane)),
                *((trunk, lane), (trunk, to), (end, to)),
            )
            return Route(points=points, words=(gap, lane), is_back=False)
        points = ((start, here), (trunk, here), (trunk, to), (end, to))
        return Route(points=points, words=(gap, here), is_back=False)
