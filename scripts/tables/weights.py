"""How much a word tells: by how rare it is among people, or companies, at large."""

import math
from collections import Counter
from pathlib import Path

from kycscreen.facts import Kind
from kycscreen.names.tokens import ORGANISATION, PERSON
from scripts.tables.counts import company_names, listed_names, nordic_names
from scripts.tables.writing import write

# A word with this share of all words, in bits, weighs nothing; one twelve (ten)
# bits rarer weighs all. The floor keeps a common word from vanishing.
PERSON_SCALE = (4.0, 12.0, 150)
ORGANISATION_SCALE = (3.0, 10.0, 120)


def make(shared: Path) -> None:
    """Write the weights of both spaces."""
    lists = list(listed_names(shared / "lists"))
    people = Counter(w for kind, name in lists if kind is Kind.PERSON for w in name)
    bodies = Counter(w for kind, name in lists if kind is not Kind.PERSON for w in name)
    given, family = nordic_names(shared / "names")
    companies = company_names(shared / "companies" / "gleif_legal_names.csv")
    person = shares((less_one(people), 0.6), (given, 0.2), (family, 0.2))
    write_weights(PERSON, person, 2**-17.5, PERSON_SCALE)
    organisation = shares((less_one(bodies), 0.5), (less_one(companies), 0.5))
    for word, share in person.items():
        organisation[word] = organisation.get(word, 0.0) + 0.1 * share
    write_weights(ORGANISATION, organisation, 2**-16, ORGANISATION_SCALE)


def less_one(counts: Counter[str]) -> Counter[str]:
    """Take one bearer off each word: a word only one entity has is rare."""
    return Counter({word: count - 1 for word, count in counts.items() if count > 1})


def shares(*parts: tuple[Counter[str], float]) -> dict[str, float]:
    """Mix counts into one share per word."""
    mixed: dict[str, float] = {}
    for counts, part in parts:
        total = sum(counts.values())
        for word, count in counts.items():
            mixed[word] = mixed.get(word, 0.0) + part * count / total
    return mixed


def write_weights(
    space: str, share: dict[str, float], rare: float, scale: tuple[float, float, int]
) -> None:
    """Write the words that weigh less than a rare one."""
    zero, span, floor = scale
    rows = []
    for word, part in share.items():
        bits = -math.log2(part + rare)
        weight = max(floor, min(1000, round((bits - zero) / span * 1000)))
        if weight < 1000:
            rows.append(f"{word},{weight}")
    write(
        f"weights_{space}.csv",
        "word,weight: thousandths of what a rare word weighs; absent words weigh 1000",
        "word counts of the OFAC, EU and UN lists of March 2021; "
        + (
            "given names and surnames of Sweden (SCB), Finland (DVV, CC BY 4.0) and"
            " Denmark (Statistics Denmark, CC BY 4.0)"
            if space == PERSON
            else "48,457 legal names of GLEIF (CC0), October 2025"
        ),
        rows,
    )
