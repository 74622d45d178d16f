"""Nordic books of any size: ``python -m benchmarks.books PARTIES FILE``.

A row for each party: companies of five countries, their boards, representatives and
beneficial owners, now and then a shareholder; one party in ``ONE_IN`` is somebody of
OFAC, EU or UN, their name slightly damaged. ``FILE`` ends in ``.csv`` or ``.jsonl``,
and may be packed: ``.csv.gz``. ``--truth FILE`` says in which lines the listed stand.

A seed makes the same bytes always, and a small book is how a large one of the same
seed begins. Names are drawn apart, numbers are invented: nobody is anybody but those
planted.
"""

import argparse
import csv
import gzip
import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from functools import cache
from io import TextIOWrapper
from itertools import accumulate, islice
from pathlib import Path
from typing import TextIO, TypeVar

import attrs

from benchmarks import companies, numbers, registers
from benchmarks.people import named
from benchmarks.planting import Planted, plant

Cells = dict[str, str]
T = TypeVar("T")

SEED = 2026
ONE_IN = 2_000
"""Parties among which there is one that is listed."""
COLUMNS = (
    "client_id", "party_id", "kind", "role", "name", "given", "family", "birth_date",
    "countries", "nationalities", "gender", "identifiers",
)  # fmt: skip
_SHARES = {"se": 33, "fi": 23, "dk": 20, "no": 16, "ee": 8}
_FOREIGN = {
    "gb": 12, "ru": 9, "ua": 8, "lv": 8, "lt": 8, "cn": 6, "de": 6, "fr": 6, "es": 4,
    "pl": 4, "tr": 4, "is": 4, "us": 4, "iq": 3, "ir": 3, "in": 3, "it": 3, "nl": 3,
}  # fmt: skip
_LATEST = 4_000
"""Parties of each country that are remembered, to be met again at another client."""


@attrs.frozen
class _Drawing:
    """What a book is drawn with, and what it remembers."""

    dice: random.Random
    names: dict[str, Iterator[str]]
    people: dict[str, list[Cells]]
    owners: dict[str, list[Cells]]
    count: list[int]


def rows(parties: int, *, seed: int = SEED, one_in: int = ONE_IN) -> Iterator[Cells]:
    """Yield a book's rows by the names of their columns, one party each."""
    return (cells for cells, _ in drawn(parties, seed=seed, one_in=one_in))


def planted(
    parties: int, *, seed: int = SEED, one_in: int = ONE_IN
) -> Iterator[Planted]:
    """Yield whom of the lists a book holds; the first row is line 1."""
    for _, found in drawn(parties, seed=seed, one_in=one_in):
        if found is not None:
            yield found


def drawn(
    parties: int, *, seed: int = SEED, one_in: int = ONE_IN
) -> Iterator[tuple[Cells, Planted | None]]:
    """Yield every row, and the listed entity where it is one."""
    # Dice of their own: another share changes nobody else.
    dice = random.Random(f"{seed} planted")
    for line, cells in enumerate(islice(_drawn(seed), parties), start=1):
        found = plant(dice, line, cells) if dice.random() * one_in < 1 else None
        yield cells, found


def _drawn(seed: int) -> Iterator[Cells]:
    """Yield the rows of a book without end in which nobody is listed."""
    dice = random.Random(seed)
    of = _Drawing(
        dice,
        {country: companies.names(dice, country) for country in _SHARES},
        {country: [] for country in _SHARES},
        {country: [] for country in _SHARES},
        [0, 0],
    )
    client = 0
    while True:
        client += 1
        country = _weighed(dice, _SHARES)
        client_id = f"C-{client:07}"
        for cells in _client(of, country):
            yield {**cells, "client_id": client_id}


def _client(of: _Drawing, country: str) -> Iterator[Cells]:
    """Yield the parties of one client, itself first, and nobody twice."""
    dice = of.dice
    company = _company(of, country)
    yield {**company, "role": "client"}
    _remember(dice, of.owners[country], company)
    seen = {company["party_id"]}
    size = _weighed(dice, {1: 30, 2: 27, 3: 19, 4: 12, 5: 7, 6: 5})
    for place in range(size):
        person = _again(of, of.people[country]) or _person(of, country)
        if person["party_id"] not in seen:
            seen.add(person["party_id"])
            yield {**person, "role": "|".join(_roles(dice, place, size))}
    while dice.random() < 0.13:
        owner = _again(of, of.owners[country]) or _owner(of, country)
        if owner["party_id"] not in seen:
            seen.add(owner["party_id"])
            yield {**owner, "role": "shareholder"}


def _roles(dice: random.Random, place: int, size: int) -> list[str]:
    """Say what the person at a place among so many is to the client."""
    roles = ["representative"] if place == 0 or dice.random() < 0.1 else []
    if size == 1 or dice.random() < 0.75:
        roles.append("board_member")
    if dice.random() < (0.85 if size == 1 else 0.45):
        roles.append("beneficial_owner")
    elif place == 0 and dice.random() < 0.5:
        roles.append("senior_managing_official")
    return roles or ["board_member"]


def _again(of: _Drawing, known: list[Cells]) -> Cells | None:
    """Draw somebody who is at another client already, or now and then nobody."""
    if of.dice.random() < 0.08 and known:
        return known[int(of.dice.random() * len(known))]
    return None


def _remember(dice: random.Random, known: list[Cells], cells: Cells) -> None:
    if len(known) < _LATEST:
        known.append(cells)
    else:
        known[int(dice.random() * _LATEST)] = cells


def _person(of: _Drawing, country: str) -> Cells:
    """Draw a person of a country's companies, mostly of that country too."""
    dice = of.dice
    way = dice.random()
    origin = country
    if way < 0.05:
        origin = _weighed(dice, _SHARES)
    elif way < 0.12:
        origin = _weighed(dice, _FOREIGN)
    gender = registers.GENDERS[dice.random() < 0.36]
    given, family = named(dice, origin, gender)
    born = date(1938, 1, 1) + timedelta(
        days=int(dice.triangular(0, 68 * 365.25, 30 * 365.25))
    )
    known = dice.random()
    nationality = origin if dice.random() < 0.8 else country
    is_parted = dice.random() < 0.4
    name = f"{family.upper()} {given}" if dice.random() < 0.04 else f"{given} {family}"
    numbered = known < 0.85 and nationality == country and dice.random() < 0.25
    of.count[0] += 1
    cells = {
        "client_id": "",
        "party_id": f"P-{of.count[0]:07}",
        "kind": "person",
        "role": "",
        "name": name,
        "given": given if is_parted else "",
        "family": family if is_parted else "",
        "birth_date": str(born) if known < 0.85 else str(born.year) * (known < 0.95),
        "countries": country if dice.random() < 0.92 else origin,
        "nationalities": nationality if dice.random() < 0.88 else "",
        "gender": gender if dice.random() < 0.8 else "",
        "identifiers": numbers.personal(dice, country, born, gender)
        if numbered
        else "",
    }
    _remember(dice, of.people[country], cells)
    return cells


def _company(of: _Drawing, country: str) -> Cells:
    """Return the next company of a country, with its number in the register."""
    of.count[1] += 1
    number = numbers.company(country, of.count[1])
    return _organisation(of, next(of.names[country]), country, number)


def _owner(of: _Drawing, country: str) -> Cells:
    """Draw a shareholder: a company of the country, or one from abroad."""
    if of.dice.random() < 0.6:
        return _company(of, country)
    abroad = _weighed(of.dice, {c: n for c, n in _FOREIGN.items() if c in _owners()})
    of.count[1] += 1
    return _organisation(of, of.dice.choice(_owners()[abroad]), abroad, "")


def _organisation(of: _Drawing, name: str, country: str, number: str) -> Cells:
    return {
        **dict.fromkeys(COLUMNS, ""),
        "party_id": f"O-{of.count[1]:07}",
        "kind": "organisation",
        "name": name,
        "countries": country,
        "identifiers": number if of.dice.random() < 0.95 else "",
    }


def _owners() -> dict[str, tuple[str, ...]]:
    return companies.legal_names()


@cache
def _cumulated(weights: tuple[int, ...]) -> list[int]:
    return list(accumulate(weights))


def _weighed(dice: random.Random, shares: dict[T, int]) -> T:
    return dice.choices(list(shares), cum_weights=_cumulated(tuple(shares.values())))[0]


def main() -> None:
    """Write a book, and the truth about it if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.books")
    parser.add_argument("parties", type=int, metavar="PARTIES")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--truth", type=Path, metavar="FILE")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--one-in", type=int, default=ONE_IN)
    asked = parser.parse_args()
    found = write(asked.file, asked.parties, seed=asked.seed, one_in=asked.one_in)
    if asked.truth is not None:
        with asked.truth.open("w", encoding="utf-8", newline="") as stream:
            table = csv.writer(stream, lineterminator="\n")
            table.writerow([field.name for field in attrs.fields(Planted)])
            table.writerows(attrs.astuple(one) for one in found)


def write(
    file: Path, parties: int, *, seed: int = SEED, one_in: int = ONE_IN
) -> list[Planted]:
    """Write a book row by row; return the listed, by their lines of the file."""
    suffix = file.name.removesuffix(".gz").rpartition(".")[2]
    if suffix not in ("csv", "jsonl"):
        raise SystemExit(f"{file.name} is neither .csv nor .jsonl, nor that and .gz")
    found = []
    with ExitStack() as stack:
        text = stack.enter_context(_text(file, stack))
        put = _csv(text) if suffix == "csv" else _jsonl(text)
        for cells, one in drawn(parties, seed=seed, one_in=one_in):
            put(cells)
            if one is not None:
                found.append(attrs.evolve(one, line=one.line + (suffix == "csv")))
    return found


def _text(file: Path, stack: ExitStack) -> TextIO:
    """Open a file to write; a packed one holds no name and no time."""
    stream = stack.enter_context(file.open("wb"))
    if file.suffix != ".gz":
        return TextIOWrapper(stream, "utf-8", newline="")
    packed = stack.enter_context(gzip.GzipFile("", "wb", 6, stream, mtime=0))
    return TextIOWrapper(packed, "utf-8", newline="")


def _csv(text: TextIO) -> Callable[[Cells], object]:
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    return lambda cells: table.writerow([cells[column] for column in COLUMNS])


def _jsonl(text: TextIO) -> Callable[[Cells], object]:
    def put(cells: Cells) -> None:
        filled = {column: cell for column, cell in cells.items() if cell}
        text.write(json.dumps(filled, ensure_ascii=False) + "\n")

    return put


if __name__ == "__main__":
    main()
