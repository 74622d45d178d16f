"""The owners of a client, drawn as SVG; the same is said in words beside it.

Chains that catch are told by their weight, those that may by long dashes, what is
not disclosed by short ones: nothing is told by colour alone.
"""

from collections.abc import Iterator

from kycscreen.explain.escapes import visible, width
from kycscreen.explain.graph import Arrow, Box, Graph
from kycscreen.explain.layout import WIDE, Layout, Point, Route, layout
from kycscreen.explain.markup import (
    Content,
    Markup,
    each,
    fill,
    isolated,
    join,
    spread,
    tag,
)
from kycscreen.explain.words import count, say

_LOW, _TALL = 40, 54  # a box with one line for its name, and with two
_LETTERS = 24  # that a line of a box takes
_TAG = 12  # that one of an arrow's words takes


def drawing(graph: Graph, name: str) -> Markup:
    """Return a drawing of the owners of a client, its key, and what is left out."""
    two = any(len(wrapped(box.name, _LETTERS, 2)) == 2 for box in graph.boxes)
    laid = layout(graph, _TALL if two else _LOW)
    boxes = (graph.boxes, laid.boxes)
    drawn = tag(
        "svg",
        tag("title", fill(say("graph.title"), name=isolated(name))),
        tag("desc", spread(" ", _described(graph))),
        each(_arrows(graph, laid)),
        each(_box(b, at, laid.high) for b, at in zip(*boxes, strict=True)),
        class_="owners",
        viewBox=f"0 0 {laid.width} {laid.height}",
        width=_rem(laid.width),
        height=_rem(laid.height),
        role="img",
    )
    scrolled = tag(
        "div",
        drawn,
        class_="scroll",
        tabindex="0",
        role="group",
        aria_label=say("graph.scroll"),
    )
    left = count("graph.left_out", graph.left_out) if graph.left_out else ""
    told = tag("p", left, class_="left-out") if left else None
    return tag("figure", scrolled, _key(graph, laid), told)


def _rem(units: int) -> str:
    return f"{units / 16:.4f}".rstrip("0").rstrip(".") + "rem"


def _described(graph: Graph) -> Iterator[Markup]:
    names = [isolated(box.name) for box in graph.boxes]
    for arrow in graph.arrows:
        is_open = graph.boxes[arrow.owner].shape == "open"
        key = "graph.open" if is_open else "graph.owns"
        what = arrow.what[:1].upper() + arrow.what[1:] if is_open else arrow.what
        yield fill(say(key), owner=names[arrow.owner], what=what, of=names[arrow.of])
    for status, ids in graph.chains:
        chain = spread(", ", (names[one] for one in ids))
        yield fill(say(f"graph.{status}"), chain=chain)


def _arrows(graph: Graph, laid: Layout) -> Iterator[Markup]:
    """Draw the ways, those of weight last; then what stands on them."""
    pairs = list(zip(graph.arrows, laid.routes, strict=True))
    kinds = [_kind(graph, arrow, route) for arrow, route in pairs]
    order = sorted(range(len(pairs)), key=lambda n: _WEIGHT[kinds[n]])
    for n in order:
        yield from _way(laid.routes[n], kinds[n])
    for (arrow, route), kind in zip(pairs, kinds, strict=True):
        if arrow.label:
            yield _words(arrow, route.words, kind)


_WEIGHT = {"back": 0, "open": 1, "": 2, "possible": 3, "caught": 4}


def _kind(graph: Graph, arrow: Arrow, route: Route) -> str:
    if arrow.mark:
        return arrow.mark
    if graph.boxes[arrow.owner].shape == "open":
        return "open"
    return "back" if route.is_back else ""


def _way(route: Route, kind: str) -> Iterator[Markup]:
    (first_x, first_y), *rest = route.points
    x, y = route.points[-1]
    corners = "".join(f"L{px} {py}" for px, py in (*rest[:-1], (x - 7, y)))
    yield tag("path", class_=_class("tie", kind), d=f"M{first_x} {first_y}{corners}")
    yield tag("path", class_=_class("tip", kind), d=f"M{x} {y}l-9 -5v10z")


def _class(*names: str) -> str:
    return " ".join(filter(None, names))


def _words(arrow: Arrow, at: Point, kind: str) -> Markup:
    lines = [line for text in arrow.label for line in wrapped(text, _TAG, 1)]
    x, y = at
    high = 14 * len(lines) + 2
    wide = max(map(_columns, lines)) * 13 // 2 + 8
    top = y - high // 2
    return join(
        tag(
            "rect",
            class_="tag",
            x=f"{x}",
            y=f"{top}",
            width=f"{wide}",
            height=f"{high}",
        ),
        each(
            tag(
                "text",
                line,
                class_=_class("strong" if kind == "caught" else ""),
                x=f"{x + 4}",
                y=f"{top + 14 * n + 12}",
            )
            for n, line in enumerate(lines)
        ),
    )


def _box(box: Box, at: Point, high: int) -> Markup:
    x, y = at
    lines = wrapped(box.name, _LETTERS, 2)
    spare = high - 15 * len(lines) - 14  # above the words and below them
    top = y + spare // 2 + 11
    drawn = join(
        tag(
            "rect",
            class_=_class("node", box.shape, box.mark),
            x=f"{x}",
            y=f"{y}",
            width=f"{WIDE - 1}",
            height=f"{high}",
            rx="20" if box.shape == "person" else "3",
        ),
        each(
            tag("text", line, class_="strong", x=f"{x + 12}", y=f"{top + 15 * n}")
            for n, line in enumerate(lines)
        ),
        tag(
            "text", box.note, class_="soft", x=f"{x + 12}", y=f"{top + 15 * len(lines)}"
        ),
    )
    return tag("a", drawn, href=f"#{box.hit}") if box.hit else drawn


def wrapped(text: str, letters: int, lines: int) -> tuple[str, ...]:
    """Break a text into lines at its blanks; what is too long ends in an ellipsis.

    >>> wrapped("Exemple Holding International AB", 17, 2)
    ('Exemple Holding', 'International AB')
    >>> wrapped("Exempelfastighetsförvaltning", 10, 2)
    ('Exempelfas', 'tighetsfö…')
    """
    made: list[str] = []
    left = " ".join(text.split())
    while left and len(made) < lines:
        line = _fitting(left, letters)
        left = left[len(line) :].lstrip()
        made.append(line.rstrip())
    if left:
        made[-1] = _cut(made[-1], letters - 1) + "…"
    return tuple(made)


def _fitting(text: str, letters: int) -> str:
    """Return the beginning of a text that fits, up to a blank if it can be."""
    fits = _cut(text, letters)
    if len(fits) == len(text) or text[len(fits)] == " ":
        return fits
    at = fits.rfind(" ")
    return fits[:at] if at > 0 else fits


def _cut(text: str, letters: int) -> str:
    taken = 0
    for n, letter in enumerate(text):
        taken += _columns(letter)
        if taken > letters:
            return text[:n]
    return text


def _columns(text: str) -> int:
    """Return how wide a text is once what hides in it is written out."""
    return width(visible(text))


def _key(graph: Graph, laid: Layout) -> Markup | None:
    """Say what the lines mean, of those that are drawn."""
    pairs = zip(graph.arrows, laid.routes, strict=True)
    drawn = {_kind(graph, arrow, route) for arrow, route in pairs}
    kinds = [kind for kind in ("caught", "possible", "open", "back") if kind in drawn]
    if not kinds:
        return None
    return tag("ul", each(map(_meaning, kinds)), class_="key")


def _meaning(kind: str) -> Markup:
    line: Content = tag("path", class_=_class("tie", kind), d="M0 5H32")
    drawn = tag(
        "svg",
        line,
        class_="owners",
        viewBox="0 0 32 10",
        width="2rem",
        height=".625rem",
        aria_hidden="true",
    )
    return tag("li", drawn, " ", say(f"graph.key.{kind}"))
