"""Somebody of OFAC, EU or UN in a row of a book, under a name slightly damaged."""

import random
from functools import cache

import attrs

from benchmarks import material, subjects
from benchmarks.techniques import damaged
from kycscreen.entities import ListedEntity, Strength
from kycscreen.facts import Kind
from kycscreen.names.spelling import script_of


@attrs.frozen
class Planted:
    """What a row of a book really is: the listed entity, and what its name suffered."""

    line: int
    client_id: str
    party_id: str
    list_id: str
    record_id: str
    technique: str


def plant(dice: random.Random, line: int, cells: dict[str, str]) -> Planted:
    """Make a row somebody of the lists: their name, and some of their facts or none."""
    is_person = cells["kind"] == "person"
    entity = dice.choice(_listed()[Kind.PERSON if is_person else Kind.ORGANISATION])
    name = dice.choice([n.full for n in entity.names if n.strength is Strength.STRONG])
    script = script_of("".join(letter for letter in name if letter.isalpha()))
    technique, text = dice.choice([("as listed", name), *damaged(name, script)])
    known = subjects.as_client(entity)
    stated = [dice.random() < 0.6 for _ in range(3)]
    cells["name"], cells["identifiers"] = text, ""
    if is_person:
        cells["given"] = cells["family"] = ""
        cells["gender"] = "".join(entity.genders[:1]) * stated[0]
        cells["birth_date"] = "".join(known.birth_dates[:1]) * stated[1]
        cells["nationalities"] = "".join(known.nationalities) * stated[2]
    return Planted(
        line, cells["client_id"], cells["party_id"], entity.list_id, entity.record_id,
        technique,
    )  # fmt: skip


@cache
def _listed() -> dict[Kind, list[ListedEntity]]:
    """Return the people and organisations of the lists that have a strong name."""
    found: dict[Kind, list[ListedEntity]] = {}
    for list_id in material.FILES:
        for entity in material.watchlist(list_id).entities:
            if any(name.strength is Strength.STRONG for name in entity.names):
                found.setdefault(entity.kind, []).append(entity)
    return found
