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

NO_PEERS = """the peers are not installed here: they have an environment of their own,
  python -m venv .venv/peers
  .venv/peers/bin/pip install -e . -r benchmarks/peers.txt
  .venv/peers/bin/python -m benchmarks.accuracy --peers"""
NO_PERTURBED = f"""no perturbed names without sanctions-screening-benchmark:
  {sys.executable} -m pip install -c benchmarks/peers.txt sanctions-screening-benchmark
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; with peers, freeze."""
    asked = _parser().parse_args(arguments)
    if not queries.can_perturb():
        sys.stderr.write(NO_PERTURBED)
    topics = asked.only or (*measures.TOPICS, "scripts")
    engines: list[Engine] = [Kycscreen()]
    if asked.peers:
        engines += _peers()
    said = [measures.ask(engine, topics) for engine in engines]
    by_script = _by_script() if "scripts" in topics else []
    if asked.misses is not None:
        misses.write(said[0], asked.part, asked.misses)
    if asked.peers and not asked.only:
        material.freeze("accuracy", _frozen(said, by_script))
    else:
        print("\n".join([*_lines(said, asked.part), *by_script]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("benchmarks.accuracy", description=__doc__)
    add = parser.add_argument
    add("--peers", action="store_true", help="measure the peers too, and freeze")
    add("--part", choices=("all", *rates.PARTS), default="all", help="which rows")
    add(
        "--only",
        nargs="+",
        choices=(*measures.TOPICS, "scripts"),
        help="measure these, freeze none",
    )
    add("--misses", type=Path, metavar="FILE", help="write kycscreen's wrong rows")
    return parser


def _peers() -> list[Engine]:
    try:
        found: list[Engine] = import_module("benchmarks.peers").engines()
    except ImportError as error:
        raise SystemExit(f"no {error.name}: {NO_PEERS}") from error
    return found


def _by_script() -> list[str]:
    """Measure script by script, where there is anything to measure it with."""
    if find_spec("benchmarks.scripts") is None:
        return []
    lines: list[str] = import_module("benchmarks.scripts").lines()
    return ["", "== script by script", "", *lines] if lines else []


def _frozen(said: Sequence[Said], by_script: Sequence[str]) -> list[str]:
    """Write the tables of all rows, and of the half that is kept for reporting."""
    return [
        f"alert at {said[0].threshold}; every engine is asked the same; * the best",
        "",
        *_lines(said, "all"),
        *by_script,
        "",
        "== the half of the rows that is kept for reporting",
        "",
        *_lines(said, "report"),
    ]


def _lines(said: Sequence[Said], part: str) -> list[str]:
    columns = [
        (one.name, measures.rows(one, part) | measures.as_found_as(one, said[0], part))
        for one in said
    ]
    by_class = table.classes(columns)
    lines = table.written(columns)
    return [*lines, "", BY_CLASS, "", *by_class] if by_class else lines


BY_CLASS = "== perturbed OFAC names by class: recall at ≤ 2 hits a query"


if __name__ == "__main__":
    main()
