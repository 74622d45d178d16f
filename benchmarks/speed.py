"""What it costs: ``python -m benchmarks.speed``.

CPU time, not the clock's, of fresh processes where memory or start-up is meant.
The bars are those the project set itself; a line that misses its bar says so.
"""

import compileall
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks import material

ROOT = Path(__file__).parent.parent
RUNS = 15
PARTIES = 2_000
BASE = "import rapidfuzz.fuzz, attrs, click"
NAME = ("Aleksandr Lukasjenko", "1954-08-30")


MORE = 1.5
"""What matching may cost of the first version's time, for all that it finds more."""


def main() -> None:
    """Measure, print and freeze."""
    # As an installation does: what runs from a checkout may never have been compiled.
    compileall.compile_dir(ROOT / "src", quiet=1)
    lines = [f"{'':<52}{'measured':>10}{'bar':>10}"]
    with tempfile.TemporaryDirectory() as folder:
        lines += [_line(*row) for row in measured(Path(folder))]
    material.freeze("speed", lines)


def measured(folder: Path) -> list[tuple[str, float, float, str]]:
    """Return every measurement with its bar and unit."""
    for list_id in material.FILES:
        _run([*KYCSCREEN, "lists", "--lists", str(folder), "add", list_id,
              str(material.path(list_id))])  # fmt: skip
    built = _in_a_process("build", folder)
    _cpu([*KYCSCREEN, "screen", "--name", NAME[0], "--lists", str(folder),
          "--output", str(folder.with_suffix(".first"))])  # fmt: skip
    screened = _in_a_process("screen", folder)
    base, command = _cold(folder)
    return [
        ("parse and index OFAC, EU, UN, CPU", built["cpu"], 12 * MORE, "s"),
        ("  peak memory", built["memory"], 400, "MB"),
        ("  size without facts, for each byte of names", built["size"], 9, ""),
        ("load_lists, first in a process, clock", screened["load"], math.nan, "ms"),
        ("  open the index alone", screened["open"], 2, "ms"),
        ("screen a party, CPU, p50 of 2,000", screened["p50"], 0.5 * MORE, "ms"),
        ("  p99", screened["p99"], 3 * MORE, "ms"),
        ("memory of a screening process", screened["memory"], 120, "MB"),
        (f"start Python and {BASE}, CPU", base, math.nan, "ms"),
        ("kycscreen screen --name, start to answer, CPU", command,
         (1.2 * base + 60) * MORE, "ms"),
    ]  # fmt: skip


def build(folder: Path) -> dict[str, float]:
    """Parse and index the three lists, nothing of which is there yet."""
    began = time.process_time()
    from kycscreen.index import Index, building
    from kycscreen.lists import active, read_snapshot

    index = Index(building.build(read_snapshot(s) for s in active(folder)))
    assert len(index) > 10_000
    cost = {"cpu": time.process_time() - began, "memory": _memory()}
    size, text = material.taken(index)
    return cost | {"size": size / text}


def screen(folder: Path) -> dict[str, float]:
    """Screen people of many countries, one by one, as onboarding does."""
    import kycscreen as kyc

    loaded = _milliseconds(lambda: kyc.load_lists(folder))
    opened = _milliseconds(lambda: kyc.load_lists(folder))
    screener = kyc.Screener(kyc.load_lists(folder), on=date(2026, 3, 1))
    times = []
    for number, party in enumerate(material.population()):
        if number == PARTIES:
            break
        client = kyc.Client(party.id, parties=[party])
        began = time.process_time_ns()
        screener.screen(client)
        times.append((time.process_time_ns() - began) / 1e6)
    times.sort()
    return {
        "load": loaded,
        "open": opened,
        "p50": times[PARTIES // 2],
        "p99": times[PARTIES * 99 // 100],
        "memory": _memory(),
    }


def _milliseconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1e3


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _in_a_process(what: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed", what, str(folder)]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, float] = json.loads(out.stdout)
    return found


KYCSCREEN = (str(Path(sys.executable).with_name("kycscreen")),)


def _cold(folder: Path) -> tuple[float, float]:
    """Run base and command in turn; return the median CPU time of each in ms."""
    name, born = NAME
    bases, commands = [], []
    for number in range(RUNS + 1):
        bases.append(_cpu([sys.executable, "-c", BASE]))
        commands.append(
            _cpu([*KYCSCREEN, "screen", "--name", name, "--birth-date", born, "--lists",
                  str(folder), "--output", str(folder.with_suffix(f".{number}"))])
        )  # fmt: skip
    return statistics.median(bases[1:]), statistics.median(commands[1:])


def _cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent * 1e3


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3, 4):
        raise SystemExit(f"{command[1:3]} exits {done.returncode}: {done.stderr}")


def _line(what: str, value: float, bar: float, unit: str) -> str:
    verdict = "" if bar != bar or value <= bar else "  MISSED"
    shown = "-" if bar != bar else f"{bar:.1f} {unit}"
    return f"{what:<52}{value:>7.2f} {unit:<2}{shown:>10}{verdict}"


if __name__ == "__main__":
    if len(sys.argv) > 2:
        part = {"build": build, "screen": screen}[sys.argv[1]]
        sys.stdout.write(json.dumps(part(Path(sys.argv[2]))))
    else:
        main()
