"""How well, on real lists: ``python -m benchmarks.accuracy``.

Alone it measures kycscreen, to develop by. With ``--peers`` every engine answers
the same questions in one run, and the table is frozen. ``--part`` takes the rows
to tune by, or the other half, to report.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks import material, measures, misses, queries, rates, table
from benchmarks.engines import Engine, Kycscreen
from benchmarks.measures import Said

INSTALL = f"{sys.executable} -m pip install -r benchmarks/peers.txt"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; with peers, freeze."""
    asked = _parser().parse_args(arguments)
    if not queries.can_perturb():
        sys.stderr.write(f"no perturbed names: {INSTALL}\n")
    engines: list[Engine] = [Kycscreen()]
    if asked.peers:
        engines += _peers()
    said = [measures.ask(engine, asked.only) for engine in engines]
    if asked.misses is not None:
        misses.write(said[0], asked.part, asked.misses)
    if not asked.peers or asked.only:
        print("\n".join(_lines(said, asked.part)))
        return
    material.freeze("accuracy", _frozen(said))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("benchmarks.accuracy", description=__doc__)
    add = parser.add_argument
    add("--peers", action="store_true", help="measure the peers too, and freeze")
    add("--part", choices=("all", *rates.PARTS), default="all", help="which rows")
    add("--only", nargs="+", choices=measures.TOPICS, help="measure these, freeze none")
    add("--misses", type=Path, metavar="FILE", help="write kycscreen's wrong rows")
    return parser


def _peers() -> list[Engine]:
    try:
        found: list[Engine] = import_module("benchmarks.peers").engines()
    except ImportError as error:
        raise SystemExit(f"no peers ({error.name}): {INSTALL}") from error
    return found


def _lines(said: Sequence[Said], part: str) -> list[str]:
    columns = [(one.name, measures.rows(one, part)) for one in said]
    return [*table.written(columns), "", *table.classes(columns)]


def _frozen(said: Sequence[Said]) -> list[str]:
    ours = said[0]
    lines = [
        f"alert at {ours.threshold}; every engine asked the same in one run; * best",
        "",
        *_lines(said, "all"),
    ]
    if find_spec("benchmarks.scripts") is not None:
        lines += ["", *import_module("benchmarks.scripts").lines()]
    return [*lines, "", REPORTED, "", *_lines(said, "report")]


REPORTED = "The half of the rows that nothing was tuned by"


if __name__ == "__main__":
    main()
