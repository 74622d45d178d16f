"""What a whole book costs: ``python -m benchmarks.nights [PART …]``.

Clients of a made book (``books``) are read and screened with all reasons, in processes
of their own that run in turn with what they are compared with:
``rapidfuzz.process.cdist`` with ``token_sort_ratio`` and a cutoff of 85, for some of
the same parties and all of the same names. CPU time. The parts:

* ``cdist``: against OFAC, EU and UN; ``--runs`` times, medians;
* ``lists``: by the size of the list, up to a million names (``scaled``);
* ``thresholds``: by the score that alerts;
* ``books``: by the size of the book, up to ``--parties``.

Each takes some minutes, ``lists`` a quarter of an hour; ``--parties N`` takes a smaller
book. Building the index of a million names takes five minutes more, once: it is kept
(``--folder``).
"""

import json
import resource
import statistics
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks import costs
from benchmarks.costs import Figures, rounded
from kycscreen.parties import Client

PARTIES = 1_000_000
RUNS = 5
COMPARED = 1_000
"""Parties that ``cdist`` is given: its time grows with their number."""
THRESHOLDS = (90, 85, 80, 75, 70, 65)
ALERT_AT = 65
ON = date(2026, 3, 1)


def against_cdist(asked: Namespace) -> Figures:
    """Screen a whole book against three lists."""
    lists = costs.three_lists(asked.folder)
    path = costs.book(asked.folder, asked.parties)
    return {"parties": asked.parties, **_in_turn(lists, path, 0, COMPARED, asked.runs)}


def by_list(asked: Namespace) -> Figures:
    """Screen a whole book against made lists of some sizes."""
    path = costs.book(asked.folder, asked.parties)
    rows = []
    for names in asked.names:
        index = costs.scaled_index(asked.folder, names)
        # Of parties so many that cdist takes as long with each list.
        compared = max(50, COMPARED * min(asked.names) // names)
        found = _in_turn(index, path, 0, compared, asked.runs)
        rows.append({"names": names, **found})
    return {"parties": asked.parties, "rows": rows}


def by_threshold(asked: Namespace) -> Figures:
    """Screen a fifth of the book at some scores that alert."""
    lists = costs.three_lists(asked.folder)
    parties = min(asked.parties, max(1_000, asked.parties // 5))
    path = costs.book(asked.folder, parties)
    rows = []
    for alert_at in THRESHOLDS:
        found = _screened(lists, path, parties, alert_at)
        rows.append({"alert_at": alert_at, **found})
    return {"parties": parties, "rows": rows}


def by_book(asked: Namespace) -> Figures:
    """Screen books of some sizes, of which one is three times the largest before."""
    lists = costs.three_lists(asked.folder)
    sizes = [size for size in _SIZES if size < asked.parties] + [asked.parties]
    rows = []
    for size in sizes:
        path = costs.book(asked.folder, size)
        rows.append({"size": size, **_screened(lists, path, size, ALERT_AT)})
    return {"rows": rows}


_SIZES = (1_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)

PARTS = {
    "cdist": against_cdist,
    "lists": by_list,
    "thresholds": by_threshold,
    "books": by_book,
}


def _in_turn(lists: Path, path: Path, limit: int, compared: int, runs: int) -> Figures:
    """Screen and compare in turn; the ratio of each turn, and medians of the rest."""
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(_screened(lists, path, limit, ALERT_AT))
        theirs.append(
            costs.in_a_process("nights", "compared", lists, path, compared, 0)
        )
    turns = list(zip(ours, theirs, strict=True))
    return {
        **{what: statistics.median(one[what] for one in ours) for what in ours[0]},
        "cdist": statistics.median(rounded(one["cpu"]) for one in theirs),
        "compared": compared,
        "ratios": [rounded(b["cpu"] / a["screened"]) for a, b in turns],
        "ratios_read": [
            rounded(b["cpu"] / (a["screened"] + a["read"])) for a, b in turns
        ],
    }


def _screened(lists: Path, path: Path, limit: int, alert_at: int) -> dict[str, float]:
    found = costs.in_a_process("nights", "screened", lists, path, limit, alert_at)
    return {what: rounded(number) for what, number in found.items()} | {
        what: int(found[what]) for what in ("hits", "clients")
    }


def screened(lists: Path, path: Path, limit: int, alert_at: int) -> dict[str, float]:
    """Screen a book, ``limit`` parties of it or all; reading is timed apart."""
    import kycscreen as kyc
    from kycscreen import book

    screener = kyc.Screener(costs.opened(lists), kyc.Policy(alert_at=alert_at), on=ON)
    reading = _Timed(_limited(iter(book.read(path).clients), limit))
    began = time.process_time()
    hits = 0
    for screening in screener.screen_all(reading):
        hits += len(screening.hits)
    cpu = time.process_time() - began - reading.spent
    return {
        "screened": cpu / reading.parties * 1e6,
        "read": reading.spent / reading.parties * 1e6,
        "hits": hits,
        "clients": reading.clients,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _limited(clients: Iterator[Client], limit: int) -> Iterator[Client]:
    parties = 0
    for client in clients:
        yield client
        parties += len(client.parties)
        if limit and parties >= limit:
            return


class _Timed:
    """Clients, counted, and the CPU time that reading them takes."""

    def __init__(self, clients: Iterator[Client]) -> None:
        self._clients = clients
        self.spent = 0.0
        self.clients = self.parties = 0

    def __iter__(self) -> Iterator[Client]:
        while True:
            began = time.process_time()
            client = next(self._clients, None)
            self.spent += time.process_time() - began
            if client is None:
                return
            self.clients += 1
            self.parties += len(client.parties)
            yield client


def cdist(lists: Path, path: Path, limit: int, _alert_at: int) -> dict[str, float]:
    """Compare some parties with every listed name."""
    import numpy as np
    from rapidfuzz import fuzz, process

    from kycscreen import book

    names = [
        name.full
        for watchlist in costs.opened(lists)
        for entity in watchlist.entities
        for name in entity.names
    ]
    clients = islice(book.read(path).clients, limit)
    parties = [party.name for client in clients for party in client.parties][:limit]
    began = time.process_time()
    process.cdist(
        parties, names, scorer=fuzz.token_sort_ratio, score_cutoff=85,
        workers=1, dtype=np.uint8,
    )  # fmt: skip
    return {"cpu": (time.process_time() - began) / len(parties) * 1e6}


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in ("screened", "compared"):
        measure = {"screened": screened, "compared": cdist}[sys.argv[1]]
        lists, path = map(Path, sys.argv[2:4])
        sys.stdout.write(json.dumps(measure(lists, path, *map(int, sys.argv[4:]))))
    else:
        costs.main(PARTS, parties=PARTIES, runs=RUNS)
