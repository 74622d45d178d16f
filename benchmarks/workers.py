"""What the command takes, by its processes: ``python -m benchmarks.workers [PART …]``.

``kycscreen screen`` of a made book (``books``) against OFAC, EU and UN, to a run folder
with everything in it. The parts:

* ``workers``: one worker and two in turn, ``--runs`` times: wall and CPU time, medians;
* ``memory``: all processes together, for ``--parties`` and three times as many.
"""

import shutil
import statistics
import sys
from argparse import Namespace
from pathlib import Path

from benchmarks import costs
from benchmarks.costs import Figures, Spent, rounded

PARTIES = 1_000_000
RUNS = 5
SHARE = 2
"""Of the book, what is screened again and again to compare workers."""


def by_workers(asked: Namespace) -> Figures:
    """Screen half of the book with one worker and with two, in turn."""
    parties = min(asked.parties, max(2_000, asked.parties // SHARE))
    taken: dict[int, list[Spent]] = {1: [], 2: []}
    for _ in range(asked.runs):
        for workers, found in taken.items():
            found.append(_run(asked.folder, parties, workers))
    turns = list(zip(taken[1], taken[2], strict=True))
    return {
        "parties": parties,
        "rows": [{"workers": workers, **_medians(taken[workers])} for workers in taken],
        "faster": [rounded(one.wall / two.wall) for one, two in turns],
        "costlier": [rounded(two.cpu / one.cpu) for one, two in turns],
    }


def by_memory(asked: Namespace) -> Figures:
    """Screen the book and one three times as long, with one worker and with two."""
    rows = []
    for parties in (asked.parties, 3 * asked.parties):
        for workers in (1, 2):
            found = _run(asked.folder, parties, workers)
            rows.append({"parties": parties, "workers": workers, **_medians([found])})
    return {"rows": rows}


def _medians(found: list[Spent]) -> dict[str, float]:
    return {
        what: rounded(statistics.median(getattr(one, what) for one in found))
        for what in ("wall", "cpu", "memory")
    }


def _run(folder: Path, parties: int, workers: int) -> Spent:
    path = costs.book(folder, parties)
    output = folder / "run"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "kycscreen", "screen", str(path)]
    command += ["--lists", str(costs.three_lists(folder)), "--output", str(output)]
    command += ["--workers", str(workers), "--on", "2026-03-01"]
    found = costs.spent(command)
    shutil.rmtree(output)
    return found


PARTS = {"workers": by_workers, "memory": by_memory}

if __name__ == "__main__":
    costs.main(PARTS, parties=PARTIES, runs=RUNS)
