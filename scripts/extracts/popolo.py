"""A parliament's file in Popolo JSON, cut."""

import json
import re
from pathlib import Path
from typing import Any

FINNS = (
    "Stubb|Niinistö|Halonen|Vanhanen|Katainen|Sipilä|Soini|Orpo|Urpilainen|Kiviniemi"
    "|Rinne|Haavisto|Lipponen|Rehn|Jäätteenmäki|Heinäluoma|Aho|Sailas|Marin|Risikko"
    "|Holkeri|Väyrynen|Häkämies|Tuomioja|Biaudet|Henriksson|Lindström|Terho"
)
SWEDES = (
    "Löfven|Reinfeldt|Åkesson|Kristersson|Lööf|Björklund|Wallström|Hultqvist|Borg"
    "|Kinberg|Sjöstedt|Fridolin|Romson|Hägglund|Bildt|Ygeman|Hallengren|Ahlin|Söder"
    "|Strandhäll|Damberg|Johansson|Linde|Busch|Bohlin|Svantesson"
)


def cut(path: Path, *, known: str, every: int) -> bytes:
    """Leave every k-th member, the well-known, and what their memberships point to."""
    plain = json.loads(path.read_bytes())
    persons = [
        {key: person[key] for key in _PERSON if key in person}
        for number, person in enumerate(plain["persons"])
        if number % every == 0 or re.search(known, person["name"])
    ]
    for person in persons:
        person["identifiers"] = [
            identifier
            for identifier in person.get("identifiers", [])
            if identifier["scheme"] in _SCHEMES
        ]
    ids = {person["id"] for person in persons}
    memberships = [m for m in plain["memberships"] if m["person_id"] in ids]
    to = {value for m in memberships for key, value in m.items() if key.endswith("_id")}
    left = {
        "meta": plain["meta"],
        "persons": persons,
        "memberships": memberships,
        "organizations": _only(plain["organizations"], to),
        "events": _only(plain["events"], to),
        "areas": _only(plain["areas"], to),
    }
    return (
        json.dumps(left, ensure_ascii=False, sort_keys=True, indent=0) + "\n"
    ).encode()


_PERSON = (
    *("id", "name", "sort_name", "given_name", "family_name", "patronymic_name"),
    *("birth_date", "death_date", "gender", "other_names", "identifiers"),
)
_SCHEMES = ("wikidata", "eduskunta", "riksdagen")
_POINTED_TO = ("id", "name", "classification", "type", "start_date", "end_date")


def _only(objects: list[dict[str, Any]], ids: set[str]) -> list[dict[str, Any]]:
    return [
        {key: o[key] for key in _POINTED_TO if key in o}
        for o in objects
        if o["id"] in ids
    ]
