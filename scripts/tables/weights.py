"""How much a word tells: by how rare it is among people, or companies, at large.

A word's share of all words, in bits, becomes a weight: its floor at the common end,
1000 at the rare end. The shares mix what is counted; see ``PARTS``.
"""

import math
from collections import Counter
from pathlib import Path

import attrs

from kycscreen.facts import Kind
from kycscreen.names.tokens import ORGANISATION, PERSON
from scripts.tables.counts import company_names, listed_names, nordic_names
from scripts.tables.writing import write


@attrs.frozen
class Scale:
    """From bits to a weight: ``zero`` bits weigh nothing, ``span`` more weigh all.

    ``rare`` is the share of a word that was never counted; ``floor`` keeps a common
    word from vanishing.
    """

    zero: float
    span: float
    floor: int
    rare: float


SCALES = {
    PERSON: Scale(zero=4.0, span=12.0, floor=150, rare=2**-17.5),
    ORGANISATION: Scale(zero=3.0, span=10.0, floor=120, rare=2**-16),
}
PARTS = {
    PERSON: {"lists": 0.6, "given names": 0.2, "surnames": 0.2},
    ORGANISATION: {"lists": 0.5, "companies": 0.5, "people": 0.1},
}
"""What a share is mixed of; people come on top, as companies are named after them."""

ORIGIN = {
    PERSON: "given names and surnames of Sweden (SCB), Finland (DVV, CC BY 4.0) and"
    " Denmark (Statistics Denmark, CC BY 4.0)",
    ORGANISATION: "48,457 legal names of GLEIF (CC0), October 2025",
}


def make(shared: Path) -> None:
    """Write the weights of both spaces."""
    lists = list(listed_names(shared / "lists"))
    people = Counter(w for kind, name in lists if kind is Kind.PERSON for w in name)
    bodies = Counter(w for kind, name in lists if kind is not Kind.PERSON for w in name)
    given, family = nordic_names(shared / "names")
    companies = company_names(shared / "companies" / "gleif_legal_names.csv")
    part = PARTS[PERSON]
    person = shares(
        (less_one(people), part["lists"]),
        (given, part["given names"]),
        (family, part["surnames"]),
    )
    part = PARTS[ORGANISATION]
    organisation = shares(
        (less_one(bodies), part["lists"]), (less_one(companies), part["companies"])
    )
    for word, share in person.items():
        organisation[word] = organisation.get(word, 0.0) + part["people"] * share
    for space, share_of in ((PERSON, person), (ORGANISATION, organisation)):
        write(
            f"weights_{space}.csv",
            "word,weight: thousandths of what a rare word weighs; absent words weigh"
            " 1000",
            f"word counts of the OFAC, EU and UN lists of March 2021; {ORIGIN[space]}",
            rows(share_of, SCALES[space]),
        )


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


def rows(share: dict[str, float], scale: Scale) -> list[str]:
    """Return the words that weigh less than a rare one."""
    found = []
    for word, part in share.items():
        bits = -math.log2(part + scale.rare)
        thousandths = round((bits - scale.zero) / scale.span * 1000)
        weight = max(scale.floor, min(1000, thousandths))
        if weight < 1000:
            found.append(f"{word},{weight}")
    return found
