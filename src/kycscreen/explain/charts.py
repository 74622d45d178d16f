"""Charts as SVG: geometry in attributes, colour in the style sheet, words beside."""

from collections.abc import Iterator

import attrs

from kycscreen.explain.account import Step, signed
from kycscreen.explain.escapes import visible
from kycscreen.explain.markup import Markup, each, join, tag
from kycscreen.explain.words import say

_WIDTH = 720
_ROW = 20
_TOP = 26
_LEFT, _RIGHT = 270, 610  # between these the bars lie
_NOTE, _POINTS = 178, 664
_LETTERS = 13  # of a word that has another beside it; the table has it whole


@attrs.frozen
class _Scale:
    lo: int
    hi: int

    def x(self, points: int) -> float:
        return _LEFT + (points - self.lo) * (_RIGHT - _LEFT) / (self.hi - self.lo)


def waterfall(steps: tuple[Step, ...], alert_at: int) -> Markup:
    """Draw how the points add up: solid bars raise, hollow ones lower."""
    totals = [step.total for step in steps]
    scale = _Scale(min(0, *totals), max(100, *totals))
    bottom = _TOP + _ROW * len(steps)
    score = totals[-1]
    return tag(
        "svg",
        tag("title", say("chart.title", n=score)),
        tag("desc", _described(steps, alert_at)),
        each(_grid(scale, bottom)),
        each(_row(step, n, scale) for n, step in enumerate(steps)),
        each(_joins(steps, scale)),
        _alert(scale, alert_at, bottom),
        class_="chart",
        viewBox=f"0 0 {_WIDTH} {bottom + 18}",
        role="img",
    )


def _described(steps: tuple[Step, ...], alert_at: int) -> str:
    told = []
    for step in steps:
        if step.kind in {"name", "score"}:
            told.append(say("chart.sum", label=step.label, total=step.total))
        else:
            told.append(
                say(
                    "chart.step",
                    label=step.label,
                    note=step.note,
                    points=signed(step.points),
                    total=step.total,
                )
            )
    return "; ".join([*told, say("alert.from", n=alert_at)]) + "."


def _grid(scale: _Scale, bottom: int) -> Iterator[Markup]:
    first = -(-scale.lo // 20) * 20
    for points in range(first, scale.hi + 1, 20):
        x = _n(scale.x(points))
        yield tag("path", class_="grid", d=f"M{x} {_TOP}V{bottom}")
        yield _text(x, bottom + 14, f"{points}", "soft mid")
    yield _text(_n(_POINTS), 15, say("chart.points"), "soft end")
    yield _text(_n(_WIDTH), 15, say("chart.total"), "soft end")


def _row(step: Step, n: int, scale: _Scale) -> Markup:
    top = _TOP + _ROW * n
    base = top + 14
    if step.kind in {"name", "score"}:
        # A subtotal is thin and grey, the score full: it is what stays.
        y, height = (top + 8, 4) if step.kind == "name" else (top + 4, 12)
        return join(
            _text("0", base, step.label, "bold"),
            _bar(f"bar-{step.kind}", scale, 0, step.total, y, height),
            _text(_n(_WIDTH), base, f"{step.total}", "bold end"),
        )
    direction = "up" if step.points > 0 else "down" if step.points < 0 else "soft"
    return join(
        _label(step, base),
        _text(_n(_NOTE), base, _short(step.note, 16), "soft"),
        _moved(step, scale, top),
        _text(_n(_POINTS), base, signed(step.points), f"{direction} end"),
        _text(_n(_WIDTH), base, f"{step.total}", "soft end"),
    )


def _moved(step: Step, scale: _Scale, top: int) -> Markup:
    before = step.total - step.points
    if step.points < 0:  # drawn inside its outline, so that it measures the same
        return _bar("bar-down", scale, step.total, before, top + 5, 10, inset=1)
    return _bar("bar-up", scale, before, step.total, top + 4, 12)


def _bar(
    kind: str, scale: _Scale, lo: int, hi: int, y: int, height: int, inset: int = 0
) -> Markup:
    lo, hi = sorted((lo, hi))
    x, wide = scale.x(lo) + inset, scale.x(hi) - scale.x(lo) - 2 * inset
    return tag(
        "rect",
        class_=kind,
        x=_n(x),
        y=_n(y),
        width=_n(max(wide, 0)),
        height=_n(height),
    )


def _joins(steps: tuple[Step, ...], scale: _Scale) -> Iterator[Markup]:
    path = "".join(
        f"M{_n(scale.x(step.total))} {_TOP + _ROW * n + 10}v{_ROW}"
        for n, step in enumerate(steps[:-1])
    )
    if path:
        yield tag("path", class_="join", d=path)


def _alert(scale: _Scale, alert_at: int, bottom: int) -> Markup:
    x = _n(scale.x(alert_at))
    return join(
        tag("path", class_="limit", d=f"M{x} {_TOP - 4}V{bottom}"),
        _text(x, 15, say("alert.from", n=alert_at), "bold mid"),
    )


def _label(step: Step, y: int) -> Markup:
    if not (step.ours and step.theirs):
        return _text("0", y, _short(step.label, 2 * _LETTERS), "")
    sign = "=" if step.ours == step.theirs else "~"
    ours, theirs = (_isolated(_short(w, _LETTERS)) for w in (step.ours, step.theirs))
    return tag("text", ours, f" {sign} ", theirs, x="0", y=_n(y))


def _isolated(word: str) -> Markup:
    return tag("tspan", word, class_="iso")


def _text(x: str, y: int, words: str, looks: str) -> Markup:
    class_ = " ".join(f"t-{look}" for look in looks.split()) or None
    return tag("text", words, class_=class_, x=x, y=_n(y))


def _short(words: str, letters: int) -> str:
    shown = visible(words)
    return shown if len(shown) <= letters else f"{shown[: letters - 1]}…"


def _n(number: float) -> str:
    """Write a coordinate to a tenth, the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")


def outcomes(counts: tuple[tuple[str, int], ...], title: str, described: str) -> Markup:
    """Draw the outcomes of a run as one bar; what is not nothing stays visible."""
    total = sum(number for _, number in counts)
    drawn = [(kind, number) for kind, number in counts if number]
    room = 1000 - 12 * len(drawn) - 4 * max(len(drawn) - 1, 0)
    bars, x = [], 0.0
    for kind, number in drawn:
        wide = 12 + room * number / total
        bars.append(
            tag(
                "rect",
                class_=f"seg-{kind}",
                x=_n(x + 0.8),
                y="0.8",
                width=_n(wide - 1.6),
                height="18.4",
            )
        )
        x += wide + 4
    return tag(
        "svg",
        tag("title", title),
        tag("desc", described),
        each(bars),
        class_="chart bar",
        viewBox="0 0 1000 20",
        preserveAspectRatio="none",
        role="img",
    )


def gauge(score: int, alert_at: int) -> Markup:
    """Draw a score on its way to 100; the words beside it say the same."""
    return tag(
        "svg",
        tag("rect", class_="gauge-base", y="4", width="200", height="5"),
        tag(
            "rect",
            class_="gauge-fill",
            y="4",
            width=_n(2 * min(max(score, 0), 100)),
            height="5",
        ),
        tag("rect", class_="gauge-gap", x=_n(2 * alert_at - 2), width="6", height="13"),
        tag("rect", class_="gauge-at", x=_n(2 * alert_at), width="2", height="13"),
        class_="chart",
        viewBox="0 0 200 13",
        aria_hidden="true",
    )
