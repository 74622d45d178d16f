"""What keeping the lists current costs, and what it costs those who screen meanwhile.

``python -m benchmarks.fetching`` serves publishers' files from this machine and fetches
them with the command: read, judged, in use and indexed. OFSI's list stands for the
UK's. Then somebody screens with OFAC, EU and UN, and before each name opens the lists
anew, as a service would that never screens with an old edition:

* while nobody changes them;
* while the UN's list is swapped a thousand times between two editions whose index is
  there: manifest and pointer are written, as fast as the disk lets them;
* while new editions of it are added by the command, whose index is not there: until it
  is, the service goes on with what it has (``load_lists(…, meanwhile=…)``).

What it waits for is the opening: pointers, manifests, the index file, a ``Screener``.
The answer is measured apart: the first one of an edition reads pages that the others
find read.
"""

import json
import multiprocessing
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import attrs

from benchmarks import material
from kycscreen.lists import add, manifest, snapshots
from kycscreen.lists.loading import Lists, load_lists
from kycscreen.parties import Client, Party, Role
from kycscreen.screen import Screener

SERVED = {
    "us_ofac_sdn": ("SDN.XML", "ofac/sdn_2021-03-10.xml"),
    "eu_fsf": ("content", "eu/eu_fsf_full_1_1_2021-03-05.xml"),
    "un_sc": ("consolidated.xml", "un/un_consolidated_2026-02-27.xml"),
    "gb_ofsi": ("ConList.csv", "uk/ofsi_conlist_2018-04-13.csv"),
}
BEFORE = "un/un_consolidated_2025-11-15.xml"
ON = date(2026, 3, 1)
SWAPS, ADDED, CALM = 1_000, 5, 1_000
BAR_SECONDS, BAR_PAUSE = 60, 50  # milliseconds


def main() -> None:
    """Fetch, swap, print and freeze."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        lines = [*_fetched(root), "", *_swapped(root)]
    material.freeze("fetching", lines)


# ---- fetching ----


def _fetched(root: Path) -> Iterator[str]:
    """Fetch the four lists: none held, all others, and none changed."""
    mirror, lists = root / "mirror", root / "lists"
    size = 0
    for list_id, (name, file) in SERVED.items():
        (mirror / list_id).mkdir(parents=True)
        (mirror / list_id / "checked").write_text(f"{date.today()}\n")
        shutil.copyfile(material.SHARED / "lists" / file, mirror / list_id / name)
        size += (mirror / list_id / name).stat().st_size
    yield f"four lists, {size / 1e6:.1f} MB, fetched by the command from this machine"
    yield f"{'':<28}{'wall s':>8}{'CPU s':>8}{'of it the index':>17}"
    with _serving(mirror) as url:
        yield _row("none was held", *_timed(lists, url), bar=True)
        for list_id, (name, _) in SERVED.items():
            with (mirror / list_id / name).open("ab") as served:
                served.write(b"\n")
        yield _row("all held, each another file", *_timed(lists, url), bar=True)
        yield _row("all held, none another", *_timed(lists, url))


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _timed(lists: Path, url: str) -> tuple[float, float, float]:
    """Call the command; return wall seconds, CPU seconds, and wall of the index."""
    before, began = _cpu(), time.perf_counter()
    done = _command("fetch", *SERVED, "--from", url, "--lists", str(lists), "--json")
    wall, cpu = time.perf_counter() - began, _cpu() - before
    found = [json.loads(line) for line in done.splitlines()]
    ending = time.perf_counter()
    opened = load_lists(lists)  # what was built is there
    assert time.perf_counter() - ending < 1
    assert [w.list_id for w in opened] == sorted(SERVED), opened.faults
    fetching = sum(one["milliseconds"] for one in found) / 1000
    return wall, cpu, wall - fetching


def _command(*words: str) -> str:
    command = [sys.executable, "-m", "kycscreen", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _row(what: str, wall: float, cpu: float, index: float, *, bar: bool = False) -> str:
    told = f"   bar {BAR_SECONDS} s" * bar
    return f"{what:<28}{wall:>8.1f}{cpu:>8.1f}{index:>17.1f}{told}"


# ---- swapping ----


@attrs.define
class _Seen:
    """What a reader waited for, in milliseconds, and what it saw."""

    opened: list[float] = attrs.field(factory=list)
    answered: list[float] = attrs.field(factory=list)
    editions: list[str] = attrs.field(factory=list)


def _swapped(root: Path) -> Iterator[str]:
    lists, newest = root / "three", material.path("un_sc")
    for list_id in ("us_ofac_sdn", "eu_fsf"):
        add(lists, list_id, material.path(list_id), today=ON)
    for text in (material.SHARED / "lists" / BEFORE, newest):
        add(lists, "un_sc", text, today=ON)
        load_lists(lists)
    yield "a reader of OFAC, EU and UN opens the lists before each name; milliseconds"
    head = ("open p50", "p99", "max", "answer p50", "p99", "editions")
    yield f"{'':<30}{''.join(f'{one:>11}' for one in head)}"
    calm = _reading(lists, None)
    yield _waits("nobody changes them", calm)
    swapped = _beside(lists, _swap)
    yield _waits(f"{SWAPS:,} swaps of two editions", swapped, bar=True)
    added = _beside(lists, partial(_add_new, newest, root))
    yield _waits(f"{ADDED} new editions, indexed", added, bar=True)
    yield ""
    yield from (
        f"{what}: {len(seen.opened):,} names, {len(set(seen.editions))} editions seen,"
        f" {sum(a != b for a, b in pairwise(seen.editions)):,} times another one"
        for what, seen in (("swaps", swapped), ("new editions", added))
    )
    first = _first(added)
    yield (
        f"the first answer of a new edition: p50 {_quantile(first, 50):.1f} ms,"
        f" max {max(first):.1f} ms"
    )


def _swap(lists: Path) -> None:
    """Move the pointer to the other edition as the store does, but without history."""
    held = [s for s in snapshots.held(lists) if s.list_id == "un_sc"]
    for number in range(SWAPS):
        other = held[(number + 1) % len(held)]
        assert other.manifest is not None
        manifest.write(other.path / snapshots.MANIFEST, other.manifest)
        pointer = other.path.parent / snapshots.ACTIVE
        manifest.put(pointer, f"{other.sha256}\n".encode())


def _add_new(text: Path, root: Path, lists: Path) -> None:
    """Add editions that nobody has seen, by the command."""
    file = root / "new.xml"
    for number in range(ADDED):
        file.write_bytes(text.read_bytes() + b"<!-- %d -->" % number)
        _command("lists", "--lists", str(lists), "add", "un_sc", str(file))


def _beside(lists: Path, work: Any) -> _Seen:
    """Read while another process works."""
    over = multiprocessing.Event()
    worker = multiprocessing.Process(target=_working, args=(work, lists, over))
    worker.start()
    try:
        seen = _reading(lists, over)
    finally:
        worker.join()
    assert worker.exitcode == 0
    return seen


def _working(work: Any, lists: Path, over: Event) -> None:
    try:
        work(lists)
    finally:
        over.set()


def _reading(folder: Path, over: Event | None) -> _Seen:
    """Open the lists, screen a name, and so on until the other one is done."""
    party = Party.person("Jean Exemple", birth_date="1962-03-14", role=Role.CLIENT)
    client = Client("C", parties=[party])
    lists: Lists = load_lists(folder)
    seen = _Seen()
    while len(seen.opened) < CALM if over is None else not over.is_set():
        began = time.perf_counter()
        lists = load_lists(folder, meanwhile=lists)
        screener = Screener(lists, on=ON)
        opened = time.perf_counter()
        screening = screener.screen(client)
        answered = time.perf_counter()
        assert not lists.faults
        assert len(screening.provenance.lists) == len(lists) == 3
        seen.opened.append(1000 * (opened - began))
        seen.answered.append(1000 * (answered - opened))
        seen.editions += [w.sha256 for w in lists if w.list_id == "un_sc"]
    return seen


def _first(seen: _Seen) -> list[float]:
    """Return how long the first answer of each edition took."""
    known: set[str] = set(seen.editions[:1])
    found = []
    for edition, answer in zip(seen.editions, seen.answered, strict=True):
        if edition not in known:
            known.add(edition)
            found.append(answer)
    return found


def _quantile(values: Sequence[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def _waits(what: str, seen: _Seen, *, bar: bool = False) -> str:
    cells = (
        _quantile(seen.opened, 50),
        _quantile(seen.opened, 99),
        max(seen.opened),
        _quantile(seen.answered, 50),
        _quantile(seen.answered, 99),
    )
    told = f"   bar {BAR_PAUSE} ms p99" * bar
    numbers = "".join(f"{cell:>11.1f}" for cell in cells)
    return f"{what:<30}{numbers}{len(set(seen.editions)):>11}{told}"


if __name__ == "__main__":
    main()
