"""The table: a row for each number, a column for each engine, the best one marked."""

from collections.abc import Mapping, Sequence

import attrs

WIDTH, CELL = 40, 7


@attrs.frozen
class Line:
    """A row of the table: what it is, what is aimed for, and which way is better."""

    key: str
    label: str
    goal: float | None = None
    moonshot: float | None = None
    better: int = 1
    """1: more is better, -1: less is, 0: neither, as engines pay unequally for it."""
    digits: int = 3


HEADINGS: tuple[tuple[str, tuple[Line, ...]], ...] = (
    (
        "Name pairs: one person or organisation?",
        (
            Line("names auc", "AUC", 0.88, 0.90),
            Line("names best f1", "best F1"),
            Line("names precision", "precision at the default threshold", better=0),
            Line("names recall", "recall there", better=0),
            Line("names f1", "F1 there"),
            Line("names strong wrong", "pairs marked strong, wrong there", 0, 0, -1, 0),
            Line("mean strong match", "mean score, strong match", better=0, digits=1),
            Line("mean medium match", "  medium match", better=0, digits=1),
            Line("mean weak match", "  weak match", better=0, digits=1),
            Line("mean weak other", "  weak non-match", better=0, digits=1),
            Line("mean medium other", "  medium non-match", better=0, digits=1),
            Line("mean strong other", "  strong non-match", better=0, digits=1),
        ),
    ),
    (
        "Pairs of small records",
        (
            Line("entities best f1", "best F1", 0.94, 0.96),
            Line("entities auc", "AUC", 0.955, 0.975),
        ),
    ),
    (
        "Perturbed OFAC names: recall",
        (
            Line("perturbed pairs", "pair by pair, 95 % specificity", 0.85, 0.92),
            Line("perturbed 1.5", "whole list, ≤ 1.5 hits a query", 0.95, 0.98),
            Line("perturbed 2", "≤ 2 hits a query", 0.96, 0.985),
            Line("perturbed weakest", "  the weakest class there", 0.90, 0.95),
            Line("perturbed near", "≤ 10 % of near-misses alert", 0.90, 0.95),
        ),
    ),
    (
        "EU and UN records against OFAC: recall",
        (
            Line("cross 1.05", "≤ 1.05 alerts a query", 0.955, 0.97),
            Line("cross 1.05 persons", "  persons"),
            Line("cross 1.05 organisations", "  organisations"),
            Line("cross 1.05 hard", "  hard: no spelling shared"),
            Line("cross 1.2", "≤ 1.2 alerts a query", 0.965, 0.98),
            Line("cross 1.2 persons", "  persons"),
            Line("cross 1.2 organisations", "  organisations"),
            Line("cross 1.2 hard", "  hard: no spelling shared", 0.90, 0.93),
            Line("cross default", "at the default threshold", better=0),
            Line("cross default hits", "  alerts a query", better=0),
        ),
    ),
    (
        "Misspelt UN persons: recall",
        (
            Line("misspelt bare", "≤ 0.1 % of people alert, name only", 0.985, 0.995),
            Line("misspelt facts", "  with birth date and country", 0.998, 1.0),
        ),
    ),
    (
        "People on none of OFAC, EU, UN, at the default threshold",
        (
            Line("people bare", "% that alert, name only", better=0, digits=2),
            Line("misspelt bare default", "  recall of misspelt persons", better=0),
            Line("people bare equal", "% where as many misspelt are found",
                 better=-1, digits=2),
            Line("people bare equal at", "    its threshold there", better=0,
                 digits=1),
            Line("people facts", "% that alert, with the facts", better=0, digits=2),
            Line("misspelt facts default", "  recall of misspelt persons", better=0),
            Line("people facts equal", "% where as many misspelt are found",
                 better=-1, digits=2),
            Line("people facts equal at", "    its threshold there", better=0,
                 digits=1),
        ),
    ),
    (
        "Cost, CPU",
        (
            Line("pair cold", "µs for a pair of names never seen", 60, 25, -1, 1),
            Line("screen", "ms to screen against OFAC, median", 5, 1, -1, 2),
        ),
    ),
)  # fmt: skip

Column = tuple[str, Mapping[str, float]]


def written(columns: Sequence[Column]) -> list[str]:
    """Write the table; the best of a row bears a star."""
    lines = _head(columns)
    for heading, rows in HEADINGS:
        made = [_line(row, columns) for row in rows if _any(row.key, columns)]
        lines += ["", heading, *made] if made else []
    return lines


def classes(columns: Sequence[Column]) -> list[str]:
    """Write the recall of each perturbation class at 2 hits a query."""
    prefix = "class "
    keys = [key for key in columns[0][1] if key.startswith(prefix)]
    rows = [Line(key, key.removeprefix(prefix), 0.90, 0.95) for key in keys]
    made = [_line(row, columns) for row in rows]
    return [*_head(columns), *made] if made else []


def _any(key: str, columns: Sequence[Column]) -> bool:
    return any(key in values for _, values in columns)


def _head(columns: Sequence[Column]) -> list[str]:
    """Write the engines' names, in two lines where they are long."""
    upper = lower = ""
    for i, (name, _) in enumerate(columns):
        first, dash, second = name.partition("-") if i else ("", "", name)
        upper += f"{first if dash else '':>{_width(i) - 1}} "
        lower += f"{second if dash else name:>{_width(i) - 1}} "
    aims = f"{'goal':>6}{'moon':>7}"
    heads = f"{'':<{WIDTH}}{'':>13}{upper}", f"{'':<{WIDTH}}{aims}{lower}"
    return [head.rstrip() for head in heads if head.strip()]


def _width(i: int) -> int:
    return CELL + 4 * (i == 0)  # ours has a longer name


def _line(row: Line, columns: Sequence[Column]) -> str:
    values = [values.get(row.key) for _, values in columns]
    best = _best(row, [v for v in values if v is not None])
    marked = len(columns) > 1
    cells = [_cell(row, v, best if marked else "") for v in values]
    padded = "".join(f"{cell:>{_width(i)}}" for i, cell in enumerate(cells))
    aims = f"{_aim(row, row.goal):>6}{_aim(row, row.moonshot):>7}"
    return f"{'  ' + row.label:<{WIDTH}}{aims}{padded}".rstrip()


def _cell(row: Line, value: float | None, best: str) -> str:
    if value is None or value != value:
        return "- "
    text = _number(row, value)
    return f"{text}{'*' if text == best else ' '}"


def _best(row: Line, values: Sequence[float]) -> str:
    known = [value for value in values if value == value]
    if not known or not row.better:
        return ""
    return _number(row, max(known) if row.better > 0 else min(known))


def _aim(row: Line, aim: float | None) -> str:
    if aim is None:
        return ""
    return f"{'<' if row.better < 0 and aim else ''}{_number(row, aim)}"


def _number(row: Line, value: float) -> str:
    """Write a number as short as its row allows: ``.938``, ``80.4``."""
    text = f"{value:.{row.digits}f}"
    if row.key.startswith(("people", "pair", "screen", "mean")):
        return text
    return text[1:] if text.startswith("0.") else text
