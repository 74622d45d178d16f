"""Plots of frozen figures as SVG: lines over an axis, readable in light and dark.

Every size is in the units of the view box, so that a plot is the same picture on every
machine; what it shows stands in its title and description too.
"""

import math
from collections.abc import Iterator, Sequence
from html import escape

import attrs

WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 66, 178, 60, 54
"""Room around the lines: for numbers, for the names of the lines, for words."""
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600;"
    "font-size:15px}.ground{fill:#fff}.grid{stroke:#d8dee4}.axis{stroke:#59636e}"
    ".bar{stroke:#59636e;stroke-dasharray:5 4}.l0,.l1,.l2{fill:none;stroke-width:2.5}"
    ".l0{stroke:#0b62a4}.l1{stroke:#b8500f}.l2{stroke:#2a7d4f}"
    ".d0,.n0{fill:#0b62a4}.d1,.n1{fill:#b8500f}.d2,.n2{fill:#2a7d4f}"
    ".n0,.n1,.n2{font-weight:600}"
    "@media(prefers-color-scheme:dark){text{fill:#d1d7e0}.ground{fill:#0d1117}"
    ".grid{stroke:#30363d}.axis,.bar{stroke:#9198a1}"
    ".l0{stroke:#6db3f2}.l1{stroke:#f0995c}.l2{stroke:#6fcf97}"
    ".d0,.n0{fill:#6db3f2}.d1,.n1{fill:#f0995c}.d2,.n2{fill:#6fcf97}}"
)


@attrs.frozen
class Line:
    """What is drawn as one line, by its name: places on the axes, in order."""

    name: str
    points: tuple[tuple[float, float], ...]


@attrs.frozen
class Axis:
    """What an axis shows, and how: by equal factors or by equal steps.

    ``ends`` are its first and last number; a backward axis begins with the larger.
    """

    words: str
    ends: tuple[float, float]
    ticks: tuple[float, ...]
    is_log: bool = False

    def share(self, number: float) -> float:
        """Return how far along the axis a number lies, from 0 to 1."""
        first, last = map(self._scaled, self.ends)
        return (self._scaled(number) - first) / (last - first)

    def _scaled(self, number: float) -> float:
        return math.log10(number) if self.is_log else number


def log(words: str, numbers: Sequence[float]) -> Axis:
    """Return an axis of equal factors that ends at round numbers around some."""
    steps = [
        base * 10.0**power
        for power in range(-2, 10)
        for base in ((1, 2, 5) if max(numbers) / min(numbers) < 50 else (1,))
    ]
    first = max((step for step in steps if step <= min(numbers)), default=steps[0])
    last = min((step for step in steps if step >= max(numbers)), default=steps[-1])
    if first == last:
        last = steps[steps.index(first) + 1]
    within = tuple(step for step in steps if first <= step <= last)
    return Axis(words, (first, last), within, is_log=True)


def linear(words: str, numbers: Sequence[float]) -> Axis:
    """Return an axis of equal steps from 0 to a round number above all."""
    most = max(numbers)
    sizes = [base * 10.0**power for power in range(-2, 9) for base in (1, 2, 5)]
    step = next(size for size in sizes if most / size <= 6)
    count = math.ceil(most / step)
    return Axis(words, (0, count * step), tuple(step * n for n in range(count + 1)))


def drawn(
    title: str,
    x: Axis,
    y: Axis,
    lines: Sequence[Line],
    *,
    bar: tuple[str, float] | None = None,
) -> str:
    """Draw lines over two axes, and a bar that they should stay below or above."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(_described(x, y, lines))}</desc>",
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text class="title" x="16" y="24">{escape(title)}</text>',
        *_axes(x, y),
    ]
    if bar is not None:
        words, number = bar
        at = _y(y, number)
        parts.append(_stroke("bar", LEFT, at, WIDTH - RIGHT, at))
        parts.append(_text(WIDTH - RIGHT + 10, at + 4, words))
    for number, line in enumerate(lines):
        places = [(_x(x, at), _y(y, value)) for at, value in line.points]
        path = " ".join(f"{_short(a)},{_short(b)}" for a, b in places)
        parts.append(f'<polyline class="l{number}" points="{path}"/>')
        parts += [
            f'<circle class="d{number}" cx="{_short(a)}" cy="{_short(b)}" r="4"/>'
            for a, b in places
        ]
    parts += _names(y, lines)
    return "\n".join([*parts, "</svg>", ""])


def _described(x: Axis, y: Axis, lines: Sequence[Line]) -> str:
    told = (
        f"{line.name}: "
        + ", ".join(f"{count(value)} at {count(at)}" for at, value in line.points)
        for line in lines
    )
    return f"{y.words} by {x.words}. " + "; ".join(told) + "."


def _axes(x: Axis, y: Axis) -> Iterator[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for tick in y.ticks:
        at = _y(y, tick)
        yield _stroke("grid", LEFT, at, right, at)
        yield _text(LEFT - 8, at + 4, count(tick), anchor="end")
    for tick in x.ticks:
        at = _x(x, tick)
        yield _stroke("axis", at, bottom, at, bottom + 5)
        yield _text(at, bottom + 20, count(tick), anchor="middle")
    yield _stroke("axis", LEFT, bottom, right, bottom)
    yield _text((LEFT + right) / 2, HEIGHT - 12, x.words, anchor="middle")
    yield _text(16, TOP - 18, y.words)


def _names(y: Axis, lines: Sequence[Line]) -> Iterator[str]:
    """Write the name of each line at its end, none over another."""
    ends = sorted((_y(y, line.points[-1][1]), n) for n, line in enumerate(lines))
    lowest = -math.inf
    for at, number in ends:
        lowest = max(at + 4, lowest + 17)
        name = lines[number].name
        yield _text(WIDTH - RIGHT + 10, lowest, name, class_=f"n{number}")


def _x(axis: Axis, number: float) -> float:
    return LEFT + axis.share(number) * (WIDTH - LEFT - RIGHT)


def _y(axis: Axis, number: float) -> float:
    return HEIGHT - BOTTOM - axis.share(number) * (HEIGHT - TOP - BOTTOM)


def _stroke(class_: str, x1: float, y1: float, x2: float, y2: float) -> str:
    ends = zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)
    told = " ".join(f'{name}="{_short(at)}"' for name, at in ends)
    return f'<line class="{class_}" {told}/>'


def _text(x: float, y: float, words: str, *, anchor: str = "", class_: str = "") -> str:
    more = f' text-anchor="{anchor}"' if anchor else ""
    more += f' class="{class_}"' if class_ else ""
    return f'<text x="{_short(x)}" y="{_short(y)}"{more}>{escape(words)}</text>'


def count(number: float) -> str:
    """Write a number as people do: three figures, and a million in words."""
    if number >= 1_000_000:
        return f"{number / 1e6:.3g} M"
    if number >= 1_000:
        return f"{float(f'{number:.3g}'):,.0f}"
    return f"{number:.3g}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
