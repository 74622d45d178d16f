"""What is counted: names on lists, people in registers, companies at GLEIF."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kycscreen import sources
from kycscreen.facts import Kind
from kycscreen.names.spelling import readings, spell
from kycscreen.names.tokens import ORGANISATION, PERSON

LISTS = {
    "us_ofac_sdn": "ofac/sdn_2021-03-10.xml",
    "eu_fsf": "eu/eu_fsf_full_1_1_2021-03-05.xml",
    "un_sc": "un/un_consolidated_2021-03-12.xml",
}
LATEST = (
    *LISTS.items(),
    ("un_sc", "un/un_consolidated_2025-11-15.xml"),
    ("un_sc", "un/un_consolidated_2026-02-27.xml"),
)


def listed_names(lists: Path) -> Iterator[tuple[Kind, set[str]]]:
    """Yield the distinct words of every listed entity with its kind."""
    for list_id, file in LISTS.items():
        parsed = sources.find(list_id).parse((lists / file).read_bytes())
        for entity in parsed.entities:
            space = PERSON if entity.kind is Kind.PERSON else ORGANISATION
            yield entity.kind, {w for n in entity.names for w in words(n.full, space)}


def nordic_names(names: Path) -> tuple[Counter[str], Counter[str]]:
    """Count given names and surnames, per hundred million in each country.

    Surname counts of Sweden and Denmark are not of the population, so each file
    is taken by its shares.
    """
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for file in sorted(names.glob("*/*.csv")):
        if file.stem.startswith("tilltalsnamn"):
            continue  # the names people use, already among all their given names
        found: Counter[str] = Counter()
        for name, bearers in bearer_rows(file):
            for word in words(name, PERSON):
                found[word] += bearers
        total = sum(found.values())
        kind = family if "surname" in file.stem else given
        for word, bearers in found.items():
            kind[word] += bearers * 100_000_000 // total
    return given, family


def bearer_rows(file: Path) -> Iterator[tuple[str, int]]:
    """Yield name and bearers of one register, whatever its columns are called."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            numbers = [cell for cell in row[1:] if cell.strip().isdigit()]
            if row and numbers:
                yield row[0], int(numbers[0])


def bearers(names: Path) -> tuple[Counter[str], Counter[str]]:
    """Count the women and the men of the three countries by their given names."""
    women: Counter[str] = Counter()
    men: Counter[str] = Counter()
    for file in sorted(names.glob("*/*.csv")):
        sex = women if file.stem.endswith(_WOMEN) else men
        if "surname" not in file.stem and not file.stem.startswith("tilltalsnamn"):
            for name, count in bearer_rows(file):
                for word in spell(name).words:
                    sex[word] += count
    return women, men


_WOMEN = ("females", "kvinnor")


def surnames(names: Path) -> Counter[str]:
    """Count surnames as the registers of the three countries do."""
    found: Counter[str] = Counter()
    for file in sorted(names.glob("*/*surnames.csv")):
        for name, count in bearer_rows(file):
            for word in spell(name).words:
                found[word] += count
    return found


def written_names(lists: Path) -> Counter[str]:
    """Count the words of listed and politically exposed people, in every script."""
    found: Counter[str] = Counter()
    for list_id, file in LATEST:
        parsed = sources.find(list_id).parse((lists / file).read_bytes())
        for entity in parsed.entities:
            if entity.kind is Kind.PERSON:
                found.update({w for n in entity.names for w in spell(n.full).words})
    for path in sorted((lists / "pep" / "everypolitician").glob("*.json")):
        for person in json.loads(path.read_bytes())["persons"]:
            every = [
                person["name"],
                *(n["name"] for n in person.get("other_names", ())),
            ]
            found.update({w for name in every for w in spell(name).words})
    return found


def company_names(file: Path) -> Counter[str]:
    """Count in how many company names each word occurs."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        column = next(c for c in rows.fieldnames or () if "name" in c.lower())
        return Counter(w for row in rows for w in set(words(row[column], ORGANISATION)))


def words(name: str, space: str) -> list[str]:
    """Split a name into words as the matcher reads them."""
    spelling = spell(name, dotted=space == ORGANISATION)
    return [readings(word)[0] for word in spelling.words]
