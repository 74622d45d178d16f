"""A Nordic book against Nordic parliaments: whose namesakes alert, and by what.

People are made of registered names, each as often as it is borne, with a birth
date of their own; whoever alerts is a namesake.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from benchmarks.registers import NAMES, borne, parliament
from kycscreen import match, sketches
from kycscreen.lists.loading import Lists, indexed
from kycscreen.lists.watchlist import Watchlist
from kycscreen.names import read_all, space_of
from kycscreen.parties import Party, Role
from kycscreen.policy import Policy

PEOPLE = 10_000
PARLIAMENTS = (
    "popolo_dk_folketing",
    "popolo_fi_eduskunta",
    "popolo_no_storting",
    "popolo_se_riksdag",
)
STATED = ("the name", "and the country", "and the birth date", "and both")
POLICY = Policy()


def lines() -> list[str]:
    """Count alerts among the people of each country, by the facts they state."""
    found = [
        f"{PEOPLE:,} people with the names of each country, on no list, against the"
        " four parliaments: how many alert, by what is stated",
        "".join([f"{'':<4}", *(f"{stated:>20}" for stated in STATED)]),
    ]
    for country in NAMES:
        alerts = [0] * len(STATED)
        for name, born in _people(country):
            for at, is_hit in enumerate(_hits(country, name, born)):
                alerts[at] += is_hit
        found.append("".join([f"{country:<4}", *(f"{n:>20}" for n in alerts)]))
    return found


def _hits(country: str, name: str, born: date) -> list[bool]:
    """Say for each set of facts whether it makes a hit with anybody."""
    facts = [
        {"nationalities": nationalities, "birth_date": day}
        for day in (None, born)
        for nationalities in ([], [country])
    ]
    parties = [Party.person(name, role=Role.CLIENT, **stated) for stated in facts]  # type: ignore[arg-type]  # the two above
    # Whoever is a hit by some facts is near enough for the most that all can add.
    room = match.Room(sketches.of_party(parties[-1]), POLICY, on_day=True)
    index = _parliaments().index
    near = [
        index.entity(position)
        for position in index.propose(
            read_all(name, space_of(parties[0].kind)),
            room=room,
            on_day=room,
        )
    ]
    return [
        any(match.match(party, entity, POLICY) is not None for entity in near)
        for party in parties
    ]


@cache
def _parliaments() -> Lists:
    return indexed(
        Watchlist.read(list_id, parliament(list_id)) for list_id in PARLIAMENTS
    )


def _people(country: str) -> Iterator[tuple[str, date]]:
    """Yield people by name and birth, some of them with two given names."""
    dice = random.Random(country)
    *given, families = (borne(file) for file in NAMES[country])
    first = date(1935, 1, 1)
    for _ in range(PEOPLE):
        names, often = dice.choice(given)
        chosen = dice.choices(names, cum_weights=often, k=dice.choice((1, 1, 2)))
        family = dice.choices(families[0], cum_weights=families[1])
        born = first + timedelta(days=dice.randrange(70 * 365))
        yield " ".join([*chosen, *family]), born
