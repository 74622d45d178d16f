"""How long a run took: beside its results, since these are the same every time."""

import sys
import time
from pathlib import Path

from kycscreen import codec

SCHEMA = "kycscreen.timings/1"
TIMINGS = "timings.json"


class Clock:
    """Says how long each part of a run took."""

    def __init__(self) -> None:
        """Begin the first part."""
        self._began = time.monotonic_ns()
        self.milliseconds: dict[str, int] = {}

    def lap(self, part: str) -> None:
        """End a part, and begin the next."""
        now = time.monotonic_ns()
        self.milliseconds[part] = (now - self._began) // 1_000_000
        self._began = now


def write(
    place: Path, clock: Clock, *, workers: int, clients_before: int, parties: int
) -> None:
    """Write how long a run took; ``clients_before`` were screened by an earlier one."""
    told = {
        "schema": SCHEMA,
        "workers": workers,
        "clients_before": clients_before,
        "parties": parties,
        "milliseconds": clock.milliseconds,
        "parties_per_second": parties
        * 1_000
        // max(1, clock.milliseconds["screening"]),
        "peak_memory": _peak_memory(),
    }
    text = codec.canonical(told)
    (place / TIMINGS).write_text(f"{text}\n", encoding="utf-8")


if sys.platform == "win32":

    def _peak_memory() -> None:
        return None

else:

    def _peak_memory() -> int:
        """Return the bytes of the largest process of the run, shared pages included."""
        import resource

        whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        most = max(resource.getrusage(who).ru_maxrss for who in whose)
        return most if sys.platform == "darwin" else most * 1024
