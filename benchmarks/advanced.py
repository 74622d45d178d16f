"""What OFAC's largest file costs to read: ``python -m benchmarks.advanced``.

The complete ADVANCED file of the smaller list is multiplied, with numbers of their own
for every copy, until it is as large as the SDN list's is, and read in a fresh process.
CPU time is what counts; the clock runs for whatever else the machine does.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import material

SOURCE = material.SHARED / "lists" / "ofac" / "cons_advanced_2020-03-17.xml"
MEGABYTES = 120
BARS = {"cpu": 45, "memory": 1536}

_SECTIONS = (
    *("Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships"),
    "SanctionsEntries",
)
_NUMBERS = re.compile(
    " (ID|FixedRef|LocationID|FeatureVersionID|IDRegDocumentID|IdentityID"
    "|DocumentedNameID|NamePartGroupID|From-ProfileID|To-ProfileID|ProfileID"
    '|SanctionsEntryID|IssuedIn-LocationID)="([0-9]+)"'
)
_APART = 10**8  # above every number in the file: copies never meet


def main() -> None:
    """Make the file, read it, print what it took and freeze it."""
    if not SOURCE.exists():
        sys.stderr.write(f"skipped: needs {SOURCE}, which is not part of the project\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "advanced.xml"
        with path.open("w", encoding="utf-8") as file:
            copies = MEGABYTES * 10**6 // SOURCE.stat().st_size
            file.writelines(multiplied(SOURCE.read_text(encoding="utf-8"), copies))
        command = [sys.executable, "-m", "benchmarks.advanced", str(path)]
        out = subprocess.run(command, capture_output=True, text=True, check=True)
    material.freeze("advanced", lines(json.loads(out.stdout)))


def multiplied(text: str, copies: int) -> Iterator[str]:
    """Yield the file with so many copies of its sections, but of its words."""
    at = 0
    for section in _SECTIONS:
        start = text.index(f"<{section}>") + len(section) + 2
        end = text.index(f"</{section}>")
        yield text[at:start]
        for copy in range(copies):
            yield _numbered(text[start:end], copy)
        at = end
    yield text[at:]


def _numbered(section: str, copy: int) -> str:
    """Number a copy apart from the others; what refers to it follows."""
    return _NUMBERS.sub(
        lambda found: f' {found[1]}="{int(found[2]) + copy * _APART}"', section
    )


def lines(found: dict[str, float]) -> list[str]:
    """Lay out what was measured; a line that misses its bar says so."""
    rows = [
        ("size of the file", found["size"], "MB", None),
        ("entities", found["entities"], "", None),
        ("names", found["names"], "", None),
        ("clock", found["clock"], "s", None),
        ("CPU", found["cpu"], "s", BARS["cpu"]),
        ("peak memory", found["memory"], "MB", BARS["memory"]),
    ]
    made = [f"{'':<20}{'measured':>14}{'bar':>10}"]
    for label, value, unit, bar in rows:
        shown = "" if bar is None else f"{bar:,} {unit}"
        missed = "  missed" if bar is not None and value > bar else ""
        made.append(f"{label:<20}{f'{value:,.0f} {unit}':>14}{shown:>10}{missed}")
    return made


def measured(path: Path) -> dict[str, float]:
    """Read a file as a fetch does, and say what that took."""
    from kycscreen.sources import find

    clock, cpu = time.perf_counter(), time.process_time()
    data = path.read_bytes()
    parsed = find("us_ofac_cons").parse(data)
    return {
        "size": len(data) / 1e6,
        "entities": len(parsed.entities),
        "names": sum(len(entity.names) for entity in parsed.entities),
        "clock": time.perf_counter() - clock,
        "cpu": time.process_time() - cpu,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measured(Path(sys.argv[1]))))
    else:
        main()
