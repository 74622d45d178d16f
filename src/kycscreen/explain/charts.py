"""Charts as SVG: geometry in attributes, colour in the style sheet, words beside.

Heights are in rem and widths in percent, so that a chart keeps the page's type
size at every width and lines up with the words in the rows beside it.
"""

from collections.abc import Iterator

import attrs

from kycscreen.explain.account import Step, signed
from kycscreen.explain.markup import Content, Markup, each, join, tag
from kycscreen.explain.words import say

_ROW = 1.25  # rem, as the style sheet has it


@attrs.frozen
class _Scale:
    """Points as a share of the width: 0 to 100, and more where a sum goes beyond."""

    lo: int
    hi: int

    def x(self, points: int) -> float:
        return 100 * (points - self.lo) / (self.hi - self.lo)


def waterfall(steps: tuple[Step, ...], alert_at: int) -> Markup:
    """Draw how the points add up: solid bars raise, hollow ones lower."""
    totals = [step.total for step in steps]
    scale = _Scale(min(0, *totals), max(100, *totals))
    drawn = tag(
        "svg",
        tag("title", say("chart.title", n=totals[-1])),
        tag("desc", _described(steps, alert_at)),
        each(_grid(scale, len(steps))),
        each(_joins(steps, scale)),
        each(_bar(step, n, scale) for n, step in enumerate(steps, 1)),
        _alert(scale, alert_at, len(steps)),
        class_="chart",
        width="100%",
        height=_rem(_ROW * (len(steps) + 2)),
        role="img",
    )
    # The words are hidden from a reader who hears them: the description has all.
    labels = tag("div", tag("p"), each(map(_label, steps)), aria_hidden="true")
    heads = tag("p", tag("span", say("chart.points")), tag("span", say("chart.total")))
    sums = tag("div", heads, each(map(_sums, steps)), aria_hidden="true")
    return tag("div", labels, drawn, sums, class_="fall")


def _described(steps: tuple[Step, ...], alert_at: int) -> str:
    return "; ".join([*map(_told, steps), say("alert.from", n=alert_at)]) + "."


def _told(step: Step) -> str:
    if _is_total(step):
        return say("chart.sum", label=step.label, total=step.total)
    points = signed(step.points)
    told = {"label": step.label, "note": step.note, "points": points}
    return say("chart.step", **told, total=step.total)


def _is_total(step: Step) -> bool:
    return step.kind in {"name", "score"}


def _grid(scale: _Scale, rows: int) -> Iterator[Markup]:
    bottom = _ROW * (rows + 1)
    for points in range(-(-scale.lo // 20) * 20, scale.hi + 1, 20):
        yield _line("grid", scale.x(points), _ROW, bottom)
        yield _text(scale.x(points), bottom + 0.9, f"{points}", "t-soft")


def _joins(steps: tuple[Step, ...], scale: _Scale) -> Iterator[Markup]:
    for n, step in enumerate(steps[:-1], 1):
        middle = _ROW * n + _ROW / 2
        yield _line("join", scale.x(step.total), middle, middle + _ROW)


def _bar(step: Step, n: int, scale: _Scale) -> Markup | None:
    top = _ROW * n
    if step.kind == "name":  # a subtotal is thin: it is on the way
        return _rect("bar-name", scale, (0, step.total), top + 0.5, 0.25)
    if step.kind == "score":
        return _rect("bar-score", scale, (0, step.total), top + 0.25, 0.75)
    before = step.total - step.points
    if not step.points:
        return None
    kind = "bar-up" if step.points > 0 else "bar-down"
    return _rect(kind, scale, (before, step.total), top + 0.25, 0.75)


def _rect(
    kind: str, scale: _Scale, ends: tuple[int, int], y: float, height: float
) -> Markup:
    left, right = (scale.x(end) for end in sorted(ends))
    return tag(
        "rect",
        class_=kind,
        x=_percent(left),
        y=_rem(y),
        width=_percent(right - left),
        height=_rem(height),
    )


def _alert(scale: _Scale, alert_at: int, rows: int) -> Markup:
    x = scale.x(alert_at)
    return join(
        _line("limit", x, _ROW - 0.15, _ROW * (rows + 1)),
        _text(x, 0.85, say("alert.from", n=alert_at), "t-bold"),
    )


def _line(kind: str, x: float, y1: float, y2: float) -> Markup:
    at = _percent(x)
    return tag("line", class_=kind, x1=at, x2=at, y1=_rem(y1), y2=_rem(y2))


def _text(x: float, y: float, words: str, class_: str) -> Markup:
    return tag("text", words, class_=class_, x=_percent(x), y=_rem(y))


def _label(step: Step) -> Markup:
    label: Content = step.label
    if step.ours and step.theirs:
        sign = "=" if step.ours == step.theirs else "~"
        label = join(tag("bdi", step.ours), f" {sign} ", tag("bdi", step.theirs))
    name = tag("span", label)
    if _is_total(step):
        return tag("p", name, class_="total")
    return tag("p", name, tag("span", step.note))


def _sums(step: Step) -> Markup:
    total = tag("span", f"{step.total}")
    if _is_total(step):
        return tag("p", tag("span"), total, class_="total")
    kind = "up" if step.points > 0 else "down" if step.points < 0 else "nil"
    return tag("p", tag("span", signed(step.points), class_=kind), total)


def _rem(number: float) -> str:
    return f"{_short(number)}rem"


def _percent(number: float) -> str:
    return f"{_short(number)}%"


def _short(number: float) -> str:
    """Write a number to a hundredth, the same on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def outcomes(counts: tuple[tuple[str, int], ...], title: str, described: str) -> Markup:
    """Draw the outcomes of a run as one bar; what is not nothing stays visible."""
    total = sum(number for _, number in counts)
    drawn = [(kind, number) for kind, number in counts if number]
    room = 100 - 1.2 * len(drawn) - 0.4 * max(len(drawn) - 1, 0)
    bars, x = [], 0.0
    for kind, number in drawn:
        wide = 1.2 + room * number / total
        bars.append(
            tag(
                "rect",
                class_=f"seg-{kind}",
                x=_percent(x),
                width=_percent(wide),
                height="1.25rem",
            )
        )
        x += wide + 0.4
    return tag(
        "svg",
        tag("title", title),
        tag("desc", described),
        each(bars),
        class_="chart bar",
        width="100%",
        height="1.25rem",
        role="img",
    )


def gauge(score: int, alert_at: int) -> Markup:
    """Draw a score on its way to 100; the words beside it say the same."""

    def bar(kind: str, x: int, wide: str, height: str) -> Markup:
        y = "0" if height == "100%" else "30%"
        at = _percent(x)
        return tag("rect", class_=kind, x=at, y=y, width=wide, height=height)

    return tag(
        "svg",
        bar("gauge-base", 0, "100%", "40%"),
        bar("gauge-fill", 0, _percent(min(max(score, 0), 100)), "40%"),
        bar("gauge-gap", alert_at - 1, "3%", "100%"),
        bar("gauge-at", alert_at, "1%", "100%"),
        class_="chart",
        width="100%",
        height=".8125rem",
        aria_hidden="true",
    )
