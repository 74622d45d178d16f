"""Where the benchmarks find their lists and pairs, and the index they share."""

import csv
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kycscreen.errors import PartyError
from kycscreen.index import Index
from kycscreen.lists.loading import Lists, indexed
from kycscreen.lists.watchlist import Watchlist
from kycscreen.names.tokens import COMPARED
from kycscreen.parties import Party, Role

SHARED = Path(__file__).parent.parent.parent / "shared"
FROZEN = Path(__file__).parent / "frozen"
FILES = {
    "us_ofac_sdn": "ofac/sdn_2021-03-10.xml",
    "eu_fsf": "eu/eu_fsf_full_1_1_2021-03-05.xml",
    "un_sc": "un/un_consolidated_2026-02-27.xml",
}
UN_2021 = "un/un_consolidated_2021-03-12.xml"


def path(list_id: str) -> Path:
    """Return the publisher's file of a list."""
    return SHARED / "lists" / FILES[list_id]


@cache
def watchlist(list_id: str, file: str = "") -> Watchlist:
    """Read a list; ``file`` names another edition."""
    return Watchlist.read(list_id, SHARED / "lists" / (file or FILES[list_id]))


@cache
def three_lists() -> Lists:
    """Return OFAC, EU and UN, indexed in memory."""
    return indexed(watchlist(list_id) for list_id in FILES)


def taken(index: Index) -> tuple[int, int]:
    """Return the bytes of an index without records and facts, and of its names."""
    text = sum(
        len(name.full.encode())
        for position in range(len(index))
        for name in index.entity(position).names
    )
    spaces = tuple(f"{space}." for space in COMPARED)
    columns = index.header["columns"].items()
    return sum(place[1] for name, place in columns if name.startswith(spaces)), text


def bench_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file of the bench."""
    with (SHARED / "bench" / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def bench_lines(name: str) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file of the bench."""
    text = (SHARED / "bench" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def population() -> Iterator[Party]:
    """Yield the synthetic people, none of whom is listed, with all their facts."""
    genders = {"male": ["M"], "female": ["F"]}
    for number, row in enumerate(bench_rows("population.csv")):
        facts: dict[str, Any] = {
            "birth_date": row["date_of_birth"],
            "birth_place": row["place_of_birth"],
            "genders": genders.get(row["gender"], ["X"]),
            "id": f"P-{number}",
            "role": Role.BENEFICIAL_OWNER,
        }
        try:
            yield Party.person(
                row["full_name"], nationalities=[row["nationality"]], **facts
            )
        except PartyError:
            yield Party.person(row["full_name"], **facts)


def freeze(name: str, lines: list[str]) -> None:
    """Print results, and keep them beside the others."""
    text = "\n".join(lines) + "\n"
    print(text, end="")
    FROZEN.mkdir(exist_ok=True)
    (FROZEN / f"{name}.txt").write_text(text, encoding="utf-8")
