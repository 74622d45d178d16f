"""What it costs to know a customer: ``python -m benchmarks.onboarding``.

A client of twelve parties with a chain of thirty companies above it, made anew from
what a form states, and screened by itself on three whole lists: CPU time, nobody's
name seen before. Twice: as owners are in most books, and in a maze of cross-holdings.
One party by itself, as ``benchmarks.speed`` measures it, tells how fast the machine is:
a client is worth so many of them.
"""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice

import kycscreen as kyc
from benchmarks import companies, material, people
from kycscreen.parties import Holding

SEED = "onboarding"
CLIENTS = 200
PEOPLE, CHAIN = 11, 30
ON = date(2026, 3, 1)
BAR = 30.0
WORTH = 40
"""Parties of .75 ms, as frozen when that bar was set, that fit into 30 ms."""
COUNTRIES = ("fi", "fi", "se", "se", "no", "dk", "ee")
ROLES = (kyc.Role.REPRESENTATIVE, kyc.Role.BOARD_MEMBER, kyc.Role.BENEFICIAL_OWNER)

Held = tuple[str, str, str]
Form = tuple[str, list[tuple[str, str]], list[dict[str, str]], list[Held]]
"""A client's id, its companies with countries, its people, and who holds what."""


def main() -> None:
    """Measure, print and freeze."""
    screener = kyc.Screener(material.three_lists(), on=ON)
    clients: list[float] = []
    lines = [f"{'CPU, ms':<52}{'p50':>7}{'p90':>7}{'p99':>7}{'bar':>7}"]
    for title, maze in (("12 parties, a chain of 30 companies", False),
                        ("  with 40 cross-holdings among them", True)):  # fmt: skip
        spent = sorted(_spent(screener, form) for form in _forms(maze=maze))
        p50, p90, p99 = (spent[len(spent) * part // 100] for part in (50, 90, 99))
        missed = "" if p50 <= BAR else "  MISSED"
        lines.append(f"{title:<52}{p50:7.2f}{p90:7.2f}{p99:7.2f}{BAR:7.1f}{missed}")
        lines.append(f"{'    mean':<52}{statistics.mean(spent):7.2f}")
        clients.append(p50)
    one = statistics.median(_alone(screener))
    lines.append(f"{'one party by itself, as in speed.txt':<52}{one:7.2f}")
    told = " and ".join(f"{p50 / one:.0f}" for p50 in clients)
    lines.append(f"a client takes as long as {told} of them; the bar is {WORTH}")
    material.freeze("onboarding", lines)


def _alone(screener: kyc.Screener) -> Iterator[float]:
    """Screen people one by one, as the benchmark of speed does."""
    for party in islice(material.population(), 1_000):
        client = kyc.Client(party.id, parties=[party])
        began = time.process_time_ns()
        screener.screen(client)
        yield (time.process_time_ns() - began) / 1e6


def _spent(screener: kyc.Screener, form: Form) -> float:
    began = time.process_time_ns()
    screening = screener.screen(_client(form))
    spent = (time.process_time_ns() - began) / 1e6
    assert len(screening.parties) == PEOPLE + 1 + CHAIN
    return spent


def _client(form: Form) -> kyc.Client:
    """Make a client of what a form states."""
    client_id, chain, persons, held = form
    parties = [
        kyc.Party.organisation(
            name,
            role=kyc.Role.INTERMEDIATE_OWNER if number else kyc.Role.CLIENT,
            countries=[country],
            id=f"c{number}",
        )
        for number, (name, country) in enumerate(chain)
    ]
    parties += [
        kyc.Party.person(
            one["name"],
            role=ROLES[number % len(ROLES)],
            birth_date=one["born"],
            nationalities=[one["country"]],
            id=f"p{number}",
        )
        for number, one in enumerate(persons)
    ]
    holdings = [Holding(owner=owner, of=of, shares=part) for owner, of, part in held]
    return kyc.Client(client_id, parties=parties, holdings=holdings)


def _forms(*, maze: bool) -> Iterator[Form]:
    dice = random.Random(SEED)
    names = {country: companies.names(dice, country) for country in set(COUNTRIES)}
    for number in range(CLIENTS):
        of = [dice.choice(COUNTRIES) for _ in range(CHAIN + 1)]
        chain = [(next(names[country]), country) for country in of]
        persons = [dict(_person(dice)) for _ in range(PEOPLE)]
        yield f"C-{number}", chain, persons, list(_held(dice, maze=maze))


def _person(dice: random.Random) -> Iterator[tuple[str, str]]:
    country = dice.choice(COUNTRIES)
    given, family = people.named(dice, country, dice.choice("MF"))
    yield "name", f"{given} {family}"
    yield "country", country
    born = date(dice.randint(1940, 2003), dice.randint(1, 12), dice.randint(1, 28))
    yield "born", born.isoformat()


def _held(dice: random.Random, *, maze: bool) -> Iterator[Held]:
    """Let each company hold of the one below it, and people of the top one."""
    for number in range(CHAIN):
        yield f"c{number + 1}", f"c{number}", str(dice.randint(51, 90))
    for number in range(PEOPLE):
        yield f"p{number}", f"c{CHAIN}", "9"
    if maze:
        pairs = {tuple(dice.sample(range(1, CHAIN + 1), 2)) for _ in range(40)}
        for owner, of in sorted(pairs):
            yield f"c{owner}", f"c{of}", str(dice.randint(1, 9))


if __name__ == "__main__":
    main()
