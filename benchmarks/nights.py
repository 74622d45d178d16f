"""What a whole book costs: ``python -m benchmarks.nights``.

Clients of a made book (``books``) are read beforehand and screened against OFAC, EU and
UN with all reasons, in processes of their own that run in turn with what they are
compared with: ``rapidfuzz.process.cdist`` with ``token_sort_ratio`` and a cutoff of 85,
for some of the same parties and all of the same names. CPU time, medians of ``RUNS``.
``--parties N`` takes a smaller book.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks import books, material
from kycscreen.parties import Client

ROOT = Path(__file__).parent.parent
RUNS = 5
PARTIES = 1_000_000
COMPARED = 1_000
"""Parties that ``cdist`` is given: its time grows with their number."""
THRESHOLDS = (90, 80, 70, 65)
ON = date(2026, 3, 1)


def main() -> None:
    """Measure, print and freeze."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--parties", type=int, default=PARTIES)
    parties = asked.parse_args().parties
    lines = [
        f"a book of {parties:,} parties against OFAC, EU and UN, µs of CPU a party"
    ]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lists, book = folder / "lists", folder / "book.csv"
        _prepare(lists, book, parties)
        lines += _against_cdist(lists, book)
        lines += _by_threshold(lists, book, parties)
        lines += _by_size(lists, book, parties)
    material.freeze("nights", lines)


def _prepare(lists: Path, book: Path, parties: int) -> None:
    for list_id in material.FILES:
        command = [sys.executable, "-m", "kycscreen", "lists", "--lists", str(lists)]
        command += ["add", list_id, str(material.path(list_id))]
        subprocess.run(command, capture_output=True, check=True)
    books.write(book, parties)
    _in_a_process("screened", lists, book, 1_000, 65)  # which builds the index


def _against_cdist(lists: Path, book: Path) -> list[str]:
    ours, theirs, ratios = [], [], []
    for _ in range(RUNS):
        ours.append(_in_a_process("screened", lists, book, 0, 65))
        theirs.append(_in_a_process("cdist", lists, book, COMPARED, 65))
        ratios.append(theirs[-1]["cpu"] / ours[-1]["cpu"])
    screened = ours[0]
    return [
        f"  screened with all reasons          {_median(ours, 'cpu'):>9.1f}"
        f"   {screened['clients']:,.0f} clients, {screened['hits']:,.0f} hits",
        f"  read from CSV, beforehand          {_median(ours, 'read'):>9.1f}",
        f"  cdist of {COMPARED:,} parties             {_median(theirs, 'cpu'):>9.1f}",
        f"  cdist takes so many times as long  {statistics.median(ratios):>9.1f}"
        f"   {min(ratios):.1f} to {max(ratios):.1f} in {RUNS} runs in turn; bar 60",
        f"  peak memory, read piece by piece   {_median(ours, 'memory'):>6.0f} MB",
    ]


def _by_threshold(lists: Path, book: Path, parties: int) -> list[str]:
    lines = ["by the score that alerts, µs a party, and hits"]
    for alert_at in THRESHOLDS:
        found = _in_a_process("screened", lists, book, parties // 5, alert_at)
        lines.append(f"  {alert_at}  {found['cpu']:>8.1f}  {found['hits']:>10,.0f}")
    return lines


def _by_size(lists: Path, book: Path, parties: int) -> list[str]:
    lines = ["by the size of the book, µs a party"]
    size = 10_000
    while size <= parties:
        found = _in_a_process("screened", lists, book, size, 65)
        lines.append(f"  {size:>9,}  {found['cpu']:>8.1f}  {found['memory']:>6.0f} MB")
        size *= 10
    return lines


def _median(found: list[dict[str, float]], what: str) -> float:
    return statistics.median(one[what] for one in found)


def screened(lists: Path, path: Path, limit: int, alert_at: int) -> dict[str, float]:
    """Screen a book, ``limit`` parties of it or all; reading is timed apart."""
    import kycscreen as kyc
    from kycscreen import book

    policy = kyc.Policy(alert_at=alert_at)
    screener = kyc.Screener(kyc.load_lists(lists), policy, on=ON)
    reading = _Timed(_limited(iter(book.read(path).clients), limit))
    began = time.process_time()
    hits = 0
    for screening in screener.screen_all(reading):
        hits += len(screening.hits)
    cpu = time.process_time() - began - reading.spent
    return {
        "cpu": cpu / reading.parties * 1e6,
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


def cdist(lists: Path, path: Path, limit: int, alert_at: int) -> dict[str, float]:
    """Compare some parties with every listed name; ``alert_at`` is not asked."""
    import numpy as np
    from rapidfuzz import fuzz, process

    import kycscreen as kyc
    from kycscreen import book

    names = [
        name.full
        for watchlist in kyc.load_lists(lists)
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


def _in_a_process(
    what: str, lists: Path, book: Path, limit: int, alert_at: int
) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.nights", what, str(lists), str(book)]
    out = subprocess.run(
        [*command, str(limit), str(alert_at)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    found: dict[str, float] = json.loads(out.stdout)
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in ("screened", "cdist"):
        measure = {"screened": screened, "cdist": cdist}[sys.argv[1]]
        lists, path = map(Path, sys.argv[2:4])
        sys.stdout.write(json.dumps(measure(lists, path, *map(int, sys.argv[4:]))))
    else:
        main()
