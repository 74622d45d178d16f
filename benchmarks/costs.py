"""What the benchmarks of cost share: made material that is kept, and figures.

Figures of every part lie in one file, ``frozen/costs.json``, from which the page on
speed and its plots are drawn; parts are measured apart, each in minutes. Books and
indexes take longest to make: they are kept in a folder, by what they were made from.
"""

import argparse
import hashlib
import json
import mmap
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import attrs

from benchmarks import books, material, scaled
from benchmarks.sizes import Streamed
from kycscreen.entities import ListedEntity
from kycscreen.index import Index, building
from kycscreen.lists.loading import Lists, load_lists
from kycscreen.lists.watchlist import Watchlist

ROOT = Path(__file__).parent.parent
COSTS = material.FROZEN / "costs.json"
FOLDER = Path(tempfile.gettempdir()) / "kycscreen-benchmarks"

Figures = Mapping[str, Any]
Part = Callable[[argparse.Namespace], Figures]


def main(parts: Mapping[str, Part], *, parties: int, runs: int) -> None:
    """Measure the parts that are asked for, print them and freeze them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    parser.add_argument("--parties", type=int, default=parties)
    parser.add_argument("--runs", type=int, default=runs)
    parser.add_argument("--names", type=int, nargs="+", default=NAMES)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--print", action="store_true", help="freeze nothing")
    asked = parser.parse_args()
    for name in asked.parts or parts:
        if name not in parts:
            parser.error(f"{name} is none of {', '.join(parts)}")
        asked.folder.mkdir(parents=True, exist_ok=True)
        keep(name, parts[name](asked), is_frozen=not asked.print)


NAMES = (30_000, 100_000, 1_000_000)
"""Sizes of the lists that cost is measured against, in names."""


def keep(part: str, figures: Figures, *, is_frozen: bool = True) -> None:
    """Print the figures of a part, and put them beside those of the others."""
    text = json.dumps({part: figures}, indent=1, sort_keys=True)
    print(text, flush=True)
    if is_frozen:
        told = frozen() | {part: figures}
        material.FROZEN.mkdir(exist_ok=True)
        text = json.dumps(told, indent=1, sort_keys=True)
        COSTS.write_text(f"{text}\n", encoding="utf-8")


def frozen() -> dict[str, Any]:
    """Return the figures of every part that was measured."""
    if not COSTS.exists():
        return {}
    told: dict[str, Any] = json.loads(COSTS.read_text(encoding="utf-8"))
    return told


def in_a_process(module: str, what: str, *arguments: object) -> dict[str, Any]:
    """Run a measure of a module in a process of its own, and take its figures."""
    out = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", what, *map(str, arguments)],
        stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(out.stdout.splitlines()[-1])
    return found


def rounded(number: float) -> float:
    """Keep of a figure what another run may repeat."""
    return float(f"{number:.3g}")


def book(folder: Path, parties: int) -> Path:
    """Return a made book of so many parties."""
    path = folder / f"book-{_made_by(books)}-{parties}.csv"
    if not path.exists():
        part = path.with_name(f"part-{path.name}")
        books.write(part, parties)
        part.replace(path)
    return path


def three_lists(folder: Path) -> Path:
    """Return a folder that holds OFAC, EU and UN, indexed."""
    lists = folder / "lists"
    for list_id in material.FILES:
        if not (lists / list_id).exists():
            command = [sys.executable, "-m", "kycscreen", "lists", "--lists"]
            command += [str(lists), "add", list_id, str(material.path(list_id))]
            subprocess.run(command, capture_output=True, check=True)
    load_lists(lists)  # which builds the index
    return lists


def scaled_index(folder: Path, names: int) -> Path:
    """Return the index file of a made list of so many names."""
    digest = hashlib.sha256(building.engine().encode()).hexdigest()[:12]
    path = folder / f"index-{digest}-{names}.kyc"
    if not path.exists():
        part = path.with_name(f"part-{path.name}")
        with part.open("w+b") as file:
            building.write([Streamed(names)], file)
        part.replace(path)
    return path


def opened(lists: Path) -> Lists:
    """Open a folder of lists, or the index file of a made one."""
    if lists.is_dir():
        return load_lists(lists)
    with lists.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    index = Index(data, lists.name)
    return Lists((Watchlist(scaled.MADE, _Entities(index)),), index)


class _Entities(Sequence[ListedEntity]):
    """The entities of an index, read as they are asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __len__(self) -> int:
        return len(self._index)

    @overload
    def __getitem__(self, at: int) -> ListedEntity: ...
    @overload
    def __getitem__(self, at: slice) -> list[ListedEntity]: ...
    def __getitem__(self, at: int | slice) -> ListedEntity | list[ListedEntity]:
        places = range(len(self))[at]
        if isinstance(places, range):
            return [self._index.entity(place) for place in places]
        return self._index.entity(places)


def _made_by(module: Any) -> str:
    """Return a hash of the code that makes books: its own and what it draws from."""
    digest = hashlib.sha256()
    for name in _DRAWN_FROM:
        digest.update((Path(module.__file__).parent / f"{name}.py").read_bytes())
    return digest.hexdigest()[:12]


_DRAWN_FROM = (
    "books", "coining", "companies", "numbers", "people", "planting", "registers",
)  # fmt: skip


@attrs.frozen
class Spent:
    """What a command took: seconds by the clock and of CPU, and megabytes of memory.

    Memory is that of all its processes together at the worst moment, a page that
    several share counted once (PSS), as sampled ten times a second.
    """

    wall: float
    cpu: float
    memory: float


def spent(command: Sequence[str]) -> Spent:
    """Run a command to its end, whatever it answers but an error."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began, peak = time.perf_counter(), 0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_memory, _family(process.pid))))
            time.sleep(0.1)
        wall = time.perf_counter() - began
        told = process.stderr.read().decode() if process.stderr is not None else ""
    if process.returncode not in (0, 3, 4):
        raise SystemExit(f"{command} exits {process.returncode}: {told}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(wall, cpu, peak / 1024)


def _family(pid: int) -> Iterator[int]:
    """Return a process and all that it started."""
    yield pid
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = " ".join((task / "children").read_text() for task in tasks)
    except OSError:  # it has just ended
        return
    for child in children.split():
        yield from _family(int(child))


def _memory(pid: int) -> int:
    """Return the kilobytes of a process, its share of those that others map too."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
