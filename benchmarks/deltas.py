"""What a delta night costs beside a full run: ``python -m benchmarks.deltas``.

A made book (``books``) is rescreened against OFAC, EU and UN in a process of its own:
in full, and on the next night with one party in a thousand changed and 300 entities
amended. CPU time of matching, and apart from it of reading and hashing the book, of
gathering it, and of the sample that proves the night. ``--parties N`` takes others.
"""

import argparse
import csv
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

import kycscreen as kyc
from benchmarks import books, material
from kycscreen import book, rescreen, runs
from kycscreen.entities import ListedName
from kycscreen.lists import Watchlist
from kycscreen.rescreen import Night, gathered, reached, shelf, work
from kycscreen.rescreen.once import Once

PARTIES = 100_000
CHANGED, ENTITIES = 1_000, 300
"""One party in so many changes, and so many entities of the lists."""
BAR = 50
ON = date(2026, 3, 1)


def main() -> None:
    """Measure, print and freeze."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--parties", type=int, nargs="+", default=[PARTIES])
    lists = [material.watchlist(list_id) for list_id in material.FILES]
    lines = []
    for parties in asked.parse_args().parties:
        with tempfile.TemporaryDirectory() as place:
            lines += measured(Path(place), parties, lists)
    material.freeze("deltas", lines)


def measured(
    folder: Path, parties: int, lists: Sequence[Watchlist], *, amended: int = ENTITIES
) -> list[str]:
    """Measure a book of so many parties, and say in lines what came of it."""
    path = folder / "book.csv"
    books.write(path, parties)
    spent = _Spent()
    try:
        full, whole = _night(folder, path, lists, spent)
        _change(path)
        delta, some = _night(folder, path, _amended(lists, amended), spent)
    finally:
        spent.end()
    assert not delta.is_full
    assert not delta.proof.differ
    ratio = whole[MATCHING] / some[MATCHING]
    changed = sum(one.listed + one.amended + one.delisted for one in delta.lists)
    return [
        f"a book of {parties:,} parties against OFAC, EU and UN, seconds of CPU",
        f"{'':30}{'full':>10}{'delta':>10}",
        *(f"  {what:<28}{whole[what]:>10.2f}{some[what]:>10.2f}" for what in whole),
        f"  a delta night matches so many times as fast: {ratio:.0f}; bar {BAR}",
        f"  in the delta {delta.totals.changed:,} clients had changed,"
        f" {changed:,} entities; {delta.totals.screened:,} of"
        f" {full.totals.clients:,} clients were screened,"
        f" {delta.proof.clients:,} of them as a proof",
    ]


class _Spent:
    """CPU time by what it was spent on, until ``end``.

    All that a proof does is the proof's.
    """

    def __init__(self) -> None:
        self._timed_now: list[tuple[Any, str, Any]] = []
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._is_proving = False
        for of, name, what in (
            (reached.Asked, "__init__", MATCHING),
            (reached.Asked, "concern", MATCHING),
            (shelf.Shelf, "keep", GATHERING),
            (gathered.Gathered, "add", GATHERING),
        ):
            self._replace(of, name, self._timed(getattr(of, name), what))
        prove = self._timed(work.Work._proof, PROVING)

        def proof(*given: Any) -> Any:
            self._is_proving = True
            try:
                return prove(*given)
            finally:
                self._is_proving = False

        self._replace(work.Work, "_proof", proof)

    def _replace(self, of: Any, name: str, timed: Any) -> None:
        self._timed_now.append((of, name, getattr(of, name)))
        setattr(of, name, timed)

    def end(self) -> None:
        """Leave all as it was."""
        for of, name, call in self._timed_now:
            setattr(of, name, call)

    def _timed(self, call: Callable[..., Any], what: str) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return call(*given, **named)
            finally:
                self.seconds[what] += time.process_time() - began

        return timed

    def screen_all(self, screener: kyc.Screener, clients: Any) -> Iterator[Any]:
        """Screen clients, and time it without the reading of them."""
        reading = 0.0

        def read() -> Iterator[Any]:
            nonlocal reading
            left = iter(clients)
            while True:
                began = time.process_time()
                client = next(left, None)
                reading += time.process_time() - began
                if client is None:
                    return
                yield client

        found = screener.screen_all(read())
        while True:
            began, before = time.process_time(), reading
            screening = next(found, None)
            taken = time.process_time() - began - (reading - before)
            if not self._is_proving:
                self.seconds[MATCHING] += taken
            if screening is None:
                return
            yield screening


MATCHING, GATHERING = "matching", "gathering the book"
PROVING, READING = "the sample's proof", "all else: reading, hashing"


def _night(
    folder: Path, path: Path, lists: Sequence[Watchlist], spent: _Spent
) -> tuple[Night, dict[str, float]]:
    screener = kyc.Screener(lists, on=ON)
    screen_all = Once(lambda clients: spent.screen_all(screener, clients))
    spent.seconds.clear()
    began = time.process_time()
    night = rescreen.rescreen(
        book.read(path),
        screener,
        state=folder / "state.sqlite",
        output=folder / "run",
        numbered=True,
        answers=lambda of, told: runs.answers(screen_all, of, tell=told),
    )
    whole = time.process_time() - began
    named = {what: spent.seconds[what] for what in (MATCHING, GATHERING, PROVING)}
    return night, {**named, READING: whole - sum(named.values())}


def _amended(lists: Sequence[Watchlist], amended: int) -> list[Watchlist]:
    """Return lists some entities of which have one name more."""
    places = [(n, at) for n, of in enumerate(lists) for at in range(len(of.entities))]
    changed = random.Random(1).sample(places, amended)
    found = []
    for number, of in enumerate(lists):
        entities = list(of.entities)
        for n, at in changed:
            if n == number:
                names = (*entities[at].names, ListedName(f"Exempel {at}"))
                entities[at] = attrs.evolve(entities[at], names=names)
        told = {"published": of.published, "checked": of.checked}
        found.append(Watchlist.of(of.list_id, entities, **told))
    return found


def _change(path: Path) -> None:
    """Give one party in so many another middle name."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    place = header.index("name")
    for row in rows[::CHANGED]:
        row[place] += " Exempel"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
