"""What an index takes by the number of its names: ``python -m benchmarks.sizes``.

Each is built in a process of its own from ``scaled`` entities, one after another, into
a file; memory includes what makes them. A million names take minutes.
"""

import json
import mmap
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

import attrs

from benchmarks import material, scaled
from kycscreen.entities import ListedEntity
from kycscreen.index import Index, building

SIZES = (30_000, 100_000, 1_000_000)


@attrs.frozen
class Streamed:
    """A list of about so many names, whose entities are made as they are asked for."""

    names: int
    list_id: str = scaled.MADE
    sha256: str = ""
    published: None = None

    @property
    def entities(self) -> Iterator[ListedEntity]:
        """Make them."""
        return scaled.entities(self.names)


def main() -> None:
    """Measure, print and freeze."""
    lines = [
        f"{'names':>9}{'words':>9}{'bytes of names':>16}{'of index':>10}{'ratio':>7}"
        f"{'CPU':>8}{'memory':>9}"
    ]
    for names in SIZES:
        command = [sys.executable, "-m", "benchmarks.sizes", str(names)]
        out = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(out.stdout)
        lines.append(
            f"{names:>9,}{found['words']:>9,}{found['text']:>16,}"
            f"{found['size'] / 1e6:>7.1f} MB{found['size'] / found['text']:>7.2f}"
            f"{found['cpu']:>6.0f} s{found['memory']:>6.0f} MB"
        )
    material.freeze("sizes", lines)


def build(names: int) -> dict[str, float]:
    """Build the index of so many names and tell what it took."""
    began = time.process_time()
    with tempfile.TemporaryFile() as file:
        building.write([Streamed(names)], file)
        cpu = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            size, text, words = _taken(bytes(data))
    return {"size": size, "text": text, "words": words, "cpu": cpu, "memory": memory}


def _taken(data: bytes) -> tuple[int, int, int]:
    index = Index(data)
    size, text = material.taken(index)
    columns = index.header["columns"]
    words = sum(columns[f"{space}.token_at"][1] // 4 - 1 for space in index.spaces)
    return size, text, words


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(build(int(sys.argv[1]))))
    else:
        main()
