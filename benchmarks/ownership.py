"""How long the ownership of large groups takes, with cycles and without.

``python -m benchmarks.ownership`` makes groups of about 10,000 companies, the same each
time, assesses each under every regime, prints and freezes. The bar is a second each.
"""

import random
import time
from collections.abc import Callable
from datetime import date

from benchmarks import material
from kycscreen import ownership
from kycscreen.ownership import Ownership
from kycscreen.parties import Client, Holding, Party, Role, Share
from kycscreen.policy import Policy
from kycscreen.shares import PERCENT

SIZE = 10_000
ON = date(2026, 11, 30)
LISTS = frozenset({"eu_fsf", "us_ofac_sdn", "gb_uksl"})
BAR = 1.0


def main() -> None:
    """Assess each shape, print and freeze."""
    lines = [
        "ownership of groups of companies, under all regimes; seconds, best of three",
        f"{'':<42}{'parties':>9}{'holdings':>10}{'wall':>7}{'CPU':>7}",
    ]
    law = Policy().law
    for name, shape in SHAPES.items():
        client, listed = shape(random.Random(20261130))
        times = []
        for _ in range(3):
            began = time.perf_counter(), time.process_time()
            found = ownership.assess(client, listed, law=law, on=ON)
            ended = time.perf_counter(), time.process_time()
            times.append((ended[1] - began[1], ended[0] - began[0]))
        cpu, wall = min(times)
        lines += [
            f"{name:<42}{len(client.parties):>9,}{len(client.holdings):>10,}"
            f"{wall:>7.2f}{cpu:>7.2f}",
            f"  {_told(found)}",
        ]
    lines += ["", f"bar: {BAR:.0f} s each, on two cores that others use as well"]
    material.freeze("ownership", lines)


def _told(found: Ownership) -> str:
    told = (f"{v.regime} {v.status.value} {v.share.text}" for v in found.verdicts)
    return "; ".join((*told, f"{len(found.owners)} owners"))


Made = tuple[Client, dict[str, frozenset[str]]]


def tree(chance: random.Random) -> Made:
    """A tree: each company owned by one to three others, by persons at its leaves."""
    steps = _tree(chance, SIZE)
    return _client(SIZE, steps, _some(chance, SIZE))


def crossed(chance: random.Random) -> Made:
    """The same, and every twentieth company holds a little of one above it."""
    steps = _tree(chance, SIZE)
    back: _Steps = [
        (f"c{lower}", f"c{chance.randrange(lower + 1, SIZE)}", 2)
        for lower in range(1, SIZE - 1, 20)
    ]
    return _client(SIZE, steps + back, _some(chance, SIZE))


def knot(size: int) -> Callable[[random.Random], Made]:
    """Return a maker of a tree whose lowest companies hold of each other as well."""

    def made(chance: random.Random) -> Made:
        return _client(SIZE, _tree(chance, SIZE, size), _some(chance, SIZE))

    return made


def pairs(_: random.Random) -> Made:
    """A chain of companies of which every two hold of each other."""
    steps: _Steps = []
    for number in range(1, SIZE):
        steps.append((f"c{number}", f"c{number - 1}", 80))
        if number % 2:
            steps.append((f"c{number - 1}", f"c{number}", 10))
    steps.append(("p0", f"c{SIZE - 1}", 90))
    return _client(SIZE, steps, ["p0"])


def chain(_: random.Random) -> Made:
    """One chain, each company held to 99 %."""
    steps: _Steps = [(f"c{number}", f"c{number - 1}", 99) for number in range(1, SIZE)]
    return _client(SIZE, [*steps, ("p0", f"c{SIZE - 1}", 99)], ["p0"])


def wide(_: random.Random) -> Made:
    """One company with 9,000 shareholders, every one of them listed."""
    people = [f"p{number}" for number in range(9_000)]
    return _client(1, [(person, "c0", 0.01) for person in people], people)


def jointly(_: random.Random) -> Made:
    """The same, all of them by one arrangement."""
    client, listed = wide(_)
    held = [
        Holding(owner=one.owner, shares=one.shares, joint="pact")
        for one in client.holdings
    ]
    return Client("G", parties=client.parties, holdings=held), listed


SHAPES: dict[str, Callable[[random.Random], Made]] = {
    "a tree": tree,
    "a tree with cross-holdings": crossed,
    "a tree over a knot of 50": knot(50),
    "a tree over a knot of 500": knot(500),
    "a chain of 5,000 pairs": pairs,
    "a chain of 10,000": chain,
    "9,000 listed shareholders": wide,
    "9,000 of them by one arrangement": jointly,
}

_Steps = list[tuple[str, str, float]]


def _tree(chance: random.Random, size: int, knot: int = 0) -> _Steps:
    steps: _Steps = []
    free = [95] * size
    for number in range(knot):
        for _ in range(3):
            other, part = chance.randrange(knot), chance.randrange(2, 10)
            if other != number:
                free[number] -= part
                steps.append((f"c{other}", f"c{number}", part))
    for number in range(1, size):
        below = {
            chance.randrange(max(0, number // 3 - 2), number)
            for _ in range(chance.randrange(1, 3))
        }
        for other in sorted(below):
            part = min(free[other], chance.choice([20, 30, 50, 60, 75]))
            if part > 0:
                free[other] -= part
                steps.append((f"c{number}", f"c{other}", part))
    for number in range(size):
        if free[number] > 20:
            steps.append((f"p{number % 2_000}", f"c{number}", free[number] - 15))
    return steps


def _some(chance: random.Random, size: int) -> list[str]:
    people = [f"p{chance.randrange(min(size, 2_000))}" for _ in range(40)]
    return [*people, *(f"c{chance.randrange(size // 2, size)}" for _ in range(40))]


def _client(size: int, steps: _Steps, listed: list[str]) -> Made:
    companies = [
        Party.organisation(
            f"Exemple {number} Oy",
            role=Role.INTERMEDIATE_OWNER if number else Role.CLIENT,
            id=f"c{number}",
        )
        for number in range(size)
    ]
    people = sorted({owner for owner, _, _ in steps if owner.startswith("p")})
    persons = [
        Party.person(f"Jean Exemple {id}", role=Role.BENEFICIAL_OWNER, id=id)
        for id in people
    ]
    holdings = [
        Holding(owner=owner, of=of, shares=_share(part)) for owner, of, part in steps
    ]
    client = Client("G", parties=[*companies, *persons], holdings=holdings)
    return client, dict.fromkeys(listed, LISTS)


def _share(part: float) -> Share:
    return Share(round(part * PERCENT), round(part * PERCENT))


if __name__ == "__main__":
    main()
