"""The figures of the page on speed, and its plots: drawn from the frozen results."""

import json
import re
import statistics
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docs import plots
from docs.plots import Line, count

PAGE = Path(__file__).parent / "explanation" / "speed.md"
FROZEN = Path(__file__).parent.parent / "benchmarks" / "frozen"
MARK = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- /figures -->)", re.S)

Figures = Mapping[str, Any]


def texts(page: str) -> dict[Path, str]:
    """Return the page with its figures between its marks, and its plots, by path."""
    told = _frozen()

    def filled(mark: re.Match[str]) -> str:
        text = _figures(mark[2], told)
        return f"{mark[1]}{text}{mark[3]}"

    drawn = {
        PAGE.with_name(f"speed-{name}.svg"): PLOTS[name](told)
        for name in PLOTS
        if name in told
    }
    return {PAGE: MARK.sub(filled, page), **drawn}


def _frozen() -> dict[str, Any]:
    path = FROZEN / "costs.json"
    if not path.exists():
        return {}
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def _figures(name: str, told: Figures) -> str:
    """Return what stands between two marks: bars, a plot and its table, or a text."""
    if name == "bars":
        return _bars(told)
    if name in TABLES:
        if name not in told:
            return ""
        about = f"{TITLES[name]}: the table has the figures"
        return f"![{about}](speed-{name}.svg)\n\n{TABLES[name](told)}\n"
    path = FROZEN / f"{name}.txt"
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8").strip("\n")
    return f"```text\n{text}\n```\n"


# -- the bars ------------------------------------------------------------------


def _bars(told: Figures) -> str:
    """Return a table of what was to be reached, and what is."""
    rows = [row for part, make in BARS.items() if part in told for row in make(told)]
    if not rows:
        return ""
    return "\n".join(
        [
            "| | bar | measured | |",
            "| --- | --- | --- | --- |",
            *("| " + " | ".join(row) + " |" for row in rows),
            "",
        ]
    )


Row = tuple[str, str, str, str]


def _least(what: str, numbers: list[float], bar: float) -> Row:
    """Return a row of a ratio that should be at least so much."""
    found = statistics.median(numbers)
    verdict = "" if found >= bar else "missed"
    return what, f"≥ {count(bar)} ×", _spread(numbers), verdict


def _most(what: str, number: float, bar: float, unit: str, shown: str = "") -> Row:
    verdict = "" if number <= bar else "missed"
    return what, f"≤ {count(bar)} {unit}", shown or f"{count(number)} {unit}", verdict


def _spread(numbers: list[float]) -> str:
    middle = f"{count(statistics.median(numbers))} ×"
    if len(numbers) == 1:
        return f"{middle}, once"
    return f"{middle} ({count(min(numbers))} to {count(max(numbers))})"


def _of_cdist(told: Figures) -> Iterator[Row]:
    part = told["cdist"]
    what = f"`cdist` by a book of {count(part['parties'])} parties on three lists"
    yield _least(f"{what}, screened", part["ratios"], 60)
    yield _least(f"{what}, read and screened", part["ratios_read"], 60)


def _of_lists(told: Figures) -> Iterator[Row]:
    row = told["lists"]["rows"][-1]
    names = f"{count(row['names'])} names"
    yield _least(f"`cdist` by the same on {names}, screened", row["ratios"], 250)
    parties = count(told["lists"]["parties"])
    what = f"memory of screening {parties} parties on {names}"
    yield _most(what, row["memory"], BAR_OF_MEMORY, "MiB")


def _of_pairs(told: Figures) -> Iterator[Row]:
    for what in ("cold", "warm"):
        yield _least(
            f"`logic-v2` by a pair, {what}", told["pairs"][f"{what}_ratios"], 10
        )


def _of_workers(told: Figures) -> Iterator[Row]:
    part = told["workers"]
    yield _least("one worker by two, wall time", part["faster"], 1.6)
    dear = part["costlier"]
    yield _most(
        "two workers by one, CPU time",
        statistics.median(dear),
        1.15,
        "×",
        _spread(dear),
    )


def _of_memory(told: Figures) -> Iterator[Row]:
    for workers in (1, 2):
        rows = [row for row in told["memory"]["rows"] if row["workers"] == workers]
        small, large = rows[0], rows[-1]
        who = "one worker" if workers == 1 else f"{workers} workers"
        parties = count(small["parties"])
        yield _most(
            f"memory of all processes, {parties} parties, {who}",
            small["memory"],
            BAR_OF_MEMORY,
            "MiB",
        )
        yield _most(
            f"the same for {count(large['parties'])} parties by that",
            large["memory"] / small["memory"], 1.1, "×",
        )  # fmt: skip


BARS: Mapping[str, Callable[[Figures], Iterator[Row]]] = {
    "cdist": _of_cdist,
    "lists": _of_lists,
    "pairs": _of_pairs,
    "workers": _of_workers,
    "memory": _of_memory,
}


# -- the tables ----------------------------------------------------------------


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    rule = ("---:",) * len(head)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def _books_table(told: Figures) -> str:
    head = ("parties", "screened, µs a party", "read, µs a party", "memory, MiB")
    return _table(
        head,
        (
            tuple(count(row[what]) for what in ("size", "screened", "read", "memory"))
            for row in told["books"]["rows"]
        ),
    )


def _lists_table(told: Figures) -> str:
    head = (
        "names",
        "screened, µs a party",
        "`cdist`, µs a party",
        "ratio",
        "memory, MiB",
    )
    return _table(
        head,
        (
            (
                *(count(row[what]) for what in ("names", "screened", "cdist")),
                _spread(row["ratios"]),
                count(row["memory"]),
            )
            for row in told["lists"]["rows"]
        ),
    )


def _thresholds_table(told: Figures) -> str:
    part = told["thresholds"]
    head = ("alerts from", "screened, µs a party", f"hits of {count(part['parties'])}")
    return _table(
        head,
        (
            tuple(count(row[what]) for what in ("alert_at", "screened", "hits"))
            for row in part["rows"]
        ),
    )


def _memory_table(told: Figures) -> str:
    head = ("parties", "workers", "memory, MiB", "wall, s", "CPU, s")
    return _table(
        head,
        (
            tuple(
                count(row[w]) for w in ("parties", "workers", "memory", "wall", "cpu")
            )
            for row in told["memory"]["rows"]
        ),
    )


TABLES: Mapping[str, Callable[[Figures], str]] = {
    "books": _books_table,
    "lists": _lists_table,
    "thresholds": _thresholds_table,
    "memory": _memory_table,
}


TITLES = {
    "books": "What a party costs, by the size of the book",
    "lists": "What a party costs, by the size of the list",
    "thresholds": "What a party costs, by the score that alerts",
    "memory": "Memory of all processes together",
}

# -- plots ---------------------------------------------------------------------


def _line(name: str, rows: list[Figures], x: str, y: str) -> Line:
    return Line(name, tuple((row[x], row[y]) for row in rows))


def _values(lines: list[Line], place: int) -> list[float]:
    return [point[place] for line in lines for point in line.points]


def _books(told: Figures) -> str:
    rows = told["books"]["rows"]
    lines = [
        _line("screened", rows, "size", "screened"),
        _line("read from CSV", rows, "size", "read"),
    ]
    return plots.drawn(
        TITLES["books"],
        plots.log("parties in the book", _values(lines, 0)),
        plots.linear("µs of CPU a party", _values(lines, 1)),
        lines,
    )


def _lists(told: Figures) -> str:
    rows = told["lists"]["rows"]
    lines = [
        _line("cdist", rows, "names", "cdist"),
        _line("screened", rows, "names", "screened"),
    ]
    return plots.drawn(
        TITLES["lists"],
        plots.log("names on the list", _values(lines, 0)),
        plots.log("µs of CPU a party", _values(lines, 1)),
        lines,
    )


def _thresholds(told: Figures) -> str:
    rows = told["thresholds"]["rows"]
    lines = [_line("screened", rows, "alert_at", "screened")]
    scores = [row["alert_at"] for row in rows]
    return plots.drawn(
        TITLES["thresholds"],
        plots.Axis("alerts from this score", (max(scores), min(scores)), tuple(scores)),
        plots.linear("µs of CPU a party", _values(lines, 1)),
        lines,
    )


def _memory(told: Figures) -> str:
    rows = told["memory"]["rows"]
    lines = [
        _line(f"{n} worker" + "s" * (n > 1), [r for r in rows if r["workers"] == n],
              "parties", "memory")
        for n in (1, 2)
    ]  # fmt: skip
    return plots.drawn(
        TITLES["memory"],
        plots.log("parties in the book", _values(lines, 0)),
        plots.linear("MiB at the worst moment", [*_values(lines, 1), BAR_OF_MEMORY]),
        lines,
        bar=("bar", BAR_OF_MEMORY),
    )


BAR_OF_MEMORY = 1_144
"""1.2 GB, in MiB."""

PLOTS: Mapping[str, Callable[[Figures], str]] = {
    "books": _books,
    "lists": _lists,
    "thresholds": _thresholds,
    "memory": _memory,
}
