"""Given and family names, each as often as it is borne, from the registers of names.

Nobody in particular: given and family names are drawn apart. Where there is no
register, the words of that country's synthetic people and parliaments stand in.
"""

import csv
import json
import random
from bisect import bisect
from functools import cache
from itertools import accumulate

import attrs
from unidecode import unidecode

from benchmarks import material
from benchmarks.subjects import country as code_of

NAMES = {
    "dk": ("dk/dkmales", "dk/dkfemales", "dk/dksurnames"),
    "fi": ("fi/fimales", "fi/fifemales", "fi/fisurnames"),
    "se": ("se/tilltalsnamn-man", "se/tilltalsnamn-kvinnor", "se/sesurnames"),
}
FURTHER = {**NAMES, "se": ("se/fornamn-man", "se/fornamn-kvinnor", "se/sesurnames")}
"""What stands behind the first given name: in Sweden, not only what one is called."""
GENDERS = ("M", "F")
_PARLIAMENTS = {
    "cn": "China__Congress", "ee": "Estonia__Riigikogu", "es": "Spain__Congress",
    "fr": "France__National_Assembly", "gb": "UK__Commons",
    "is": "Iceland__Assembly", "lt": "Lithuania__Seimas", "lv": "Latvia__Saeima",
    "no": "Norway__Storting", "ru": "Russia__Duma", "ua": "Ukraine__Verkhovna_Rada",
}  # fmt: skip
_FAMILY_FIRST = ("ru", "ua")


@attrs.frozen
class Words:
    """Given names of men, of women, and family names, as often as they are borne."""

    given: tuple[tuple[str, ...], tuple[str, ...]]
    families: tuple[str, ...]


@cache
def borne(file: str) -> tuple[list[str], list[int]]:
    """Return a register's names, and how many people bear it or one before it."""
    path = material.SHARED / "names" / f"{file}.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        known = [row for row in csv.reader(rows) if len(row) == 2 and row[1].isdigit()]
    names = [row[0].title() for row in known]
    return names, list(accumulate(int(row[1]) for row in known))


def drawn(dice: random.Random, file: str) -> str:
    """Draw a name of a register as often as it is borne."""
    names, often = borne(file)
    return names[bisect(often, dice.random() * often[-1])]


@cache
def abroad() -> dict[str, Words]:
    """Return the words of countries whose names are in no register, by country.

    Where a given name does not say whose it is, men and women share it.
    """
    given: dict[str, tuple[list[str], list[str]]] = {}
    families: dict[str, list[str]] = {}
    for country, gender, first, last in (*_people(), *_members()):
        men, women = given.setdefault(country, ([], []))
        if gender != "F":
            men.append(first)
        if gender != "M":
            women.append(first)
        families.setdefault(country, []).append(last)
    return {
        country: Words(
            (tuple(men or women), tuple(women or men)), tuple(families[country])
        )
        for country, (men, women) in sorted(given.items())
    }


def _people() -> list[tuple[str, str, str, str]]:
    """Return country, gender, given and family name of the synthetic people."""
    genders = {"male": "M", "female": "F"}
    found = []
    for row in material.bench_rows("population.csv"):
        of = code_of(row["nationality"])
        # A parliament knows its country's names better.
        known = of and of[0] in {*NAMES, *_PARLIAMENTS}
        if of and not known and row["first_name"] < "\u0370":
            gender = genders.get(row["gender"], "")
            found.append((of[0], gender, row["first_name"], row["last_name"]))
    return [row for row in found if row[2] and row[3]]


def _members() -> list[tuple[str, str, str, str]]:
    """Return the same of the members of parliaments, in Latin letters."""
    genders = {"male": "M", "female": "F"}
    found = []
    for country, file in _PARLIAMENTS.items():
        path = material.SHARED / "lists" / "pep" / "everypolitician" / f"{file}.json"
        for person in json.loads(path.read_text(encoding="utf-8"))["persons"]:
            name = person["name"]
            if not name.isascii() and name[0] >= "\u0370":
                name = unidecode(name).strip().replace("'", "")
            words = name.split()
            if len(words) < 2:
                continue
            first, *_, last = words
            if country in _FAMILY_FIRST:
                last, first = words[:2]
            elif country == "cn":
                last, first = words[0], "".join(words[1:]).capitalize()
            gender = genders.get(person.get("gender", ""), "")
            found.append((country, gender, first, last))
    return found
