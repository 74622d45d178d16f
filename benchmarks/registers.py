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
from pathlib import Path

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
PARLIAMENTS = {
    "popolo_cn_npc": "China__Congress",
    "popolo_dk_folketing": "Denmark__Folketing",
    "popolo_ee_riigikogu": "Estonia__Riigikogu",
    "popolo_es_congreso": "Spain__Congress",
    "popolo_fi_eduskunta": "Finland__Eduskunta",
    "popolo_fr_assemblee": "France__National_Assembly",
    "popolo_gb_commons": "UK__Commons",
    "popolo_is_althingi": "Iceland__Assembly",
    "popolo_lt_seimas": "Lithuania__Seimas",
    "popolo_lv_saeima": "Latvia__Saeima",
    "popolo_no_storting": "Norway__Storting",
    "popolo_ru_duma": "Russia__Duma",
    "popolo_se_riksdag": "Sweden__Riksdag",
    "popolo_ua_rada": "Ukraine__Verkhovna_Rada",
}
"""The parliaments that there is a file of, by the id of their list."""
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


def parliament(list_id: str) -> Path:
    """Return the file of a parliament."""
    folder = material.SHARED / "lists" / "pep" / "everypolitician"
    return folder / f"{PARLIAMENTS[list_id]}.json"


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
        known = of and of[0] in {*NAMES, *_parliaments()}
        if of and not known and row["first_name"] < "\u0370":
            gender = genders.get(row["gender"], "")
            found.append((of[0], gender, row["first_name"], row["last_name"]))
    return [row for row in found if row[2] and row[3]]


def _parliaments() -> dict[str, str]:
    """Return the parliaments of countries that have no register, by country."""
    by_country = {list_id.split("_")[1]: list_id for list_id in PARLIAMENTS}
    return {code: by_country[code] for code in sorted(by_country.keys() - NAMES)}


def _members() -> list[tuple[str, str, str, str]]:
    """Return the same of the members of parliaments, in Latin letters."""
    genders = {"male": "M", "female": "F"}
    found = []
    for country, list_id in _parliaments().items():
        text = parliament(list_id).read_text(encoding="utf-8")
        for person in json.loads(text)["persons"]:
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
