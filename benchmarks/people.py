"""Invented people: names of their country, as often as they are borne there.

Norwegians bear Danish and Swedish names and those of their parliament, Estonians
Estonian and Finnish ones: for neither is there a register.
"""

import random
from collections.abc import Mapping

from benchmarks.registers import FURTHER, NAMES, abroad, drawn

Shares = tuple[tuple[float, str], ...]

HOME: Mapping[str, tuple[Shares, Shares]] = {
    "dk": (((1.0, "dk"),), ((1.0, "dk"),)),
    "ee": (((0.8, "abroad ee"), (1.0, "fi")), ((0.7, "abroad ee"), (1.0, "fi"))),
    "fi": (((1.0, "fi"),), ((1.0, "fi"),)),
    "no": (
        ((0.45, "dk"), (0.75, "se"), (1.0, "abroad no")),
        ((0.6, "dk"), (0.75, "se"), (1.0, "abroad no")),
    ),
    "se": (((1.0, "se"),), ((1.0, "se"),)),
}
"""Where the given and the family names of a country come from: up to which share."""


def given(dice: random.Random, home: tuple[Shares, Shares], gender: str) -> str:
    """Draw a given name."""
    return _given(dice, _source(dice, home[0]), gender, NAMES)


def family(dice: random.Random, home: tuple[Shares, Shares]) -> str:
    """Draw a family name."""
    source = _source(dice, home[1])
    if source in NAMES:
        return drawn(dice, NAMES[source][2])
    return _one(dice, abroad()[source.removeprefix("abroad ")].families)


def named(dice: random.Random, country: str, gender: str) -> tuple[str, str]:
    """Return given names, one to three, and a family name as a country has them."""
    at = "MF".index(gender)
    if country not in HOME:
        words = abroad()[country]
        return _one(dice, words.given[at]), _one(dice, words.families)
    source = _source(dice, HOME[country][0])
    names = [_given(dice, source, gender, NAMES)]
    more = dice.random()
    while more < 0.4 and len(names) < 3:
        further = _given(dice, source, gender, FURTHER)
        if further not in names:
            names.append(further)
        more += 0.32
    return " ".join(names), family(dice, HOME[country])


def _given(
    dice: random.Random, source: str, gender: str, files: Mapping[str, tuple[str, ...]]
) -> str:
    at = "MF".index(gender)
    if source in files:
        return drawn(dice, files[source][at])
    return _one(dice, abroad()[source.removeprefix("abroad ")].given[at])


def _source(dice: random.Random, shares: Shares) -> str:
    way = dice.random()
    return next(source for share, source in shares if way < share)


def _one(dice: random.Random, words: tuple[str, ...]) -> str:
    return words[int(dice.random() * len(words))]
