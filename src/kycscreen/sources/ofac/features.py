"""What the newer renditions call features: every fact but names and documents.

What the legacy file has a list of its own for, a feature has a word for; all other
words are those of its ``idList``.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from kycscreen import dates
from kycscreen.sources.ofac import places
from kycscreen.sources.ofac.values import Row

_VESSEL = {
    "vessel call sign": "callSign",
    "vessel type": "vesselType",
    "vessel flag": "vesselFlag",
    "vessel owner": "vesselOwner",
    "vessel tonnage": "tonnage",
    "vessel gross registered tonnage": "grossRegisteredTonnage",
    "vessel gross tonnage": "grossRegisteredTonnage",
}
_LISTS = {
    "place of birth": "birth_places",
    "nationality": "nationalities",
    "nationality country": "nationalities",
    "citizenship": "citizenships",
    "citizenship country": "citizenships",
    "title": "titles",
}


@attrs.frozen
class Feature:
    """One fact: OFAC's word for it, its text, and where it is a place, that."""

    word: str
    text: str
    note: str = ""
    main: bool = False
    place: Row | None = None


def sort(features: Iterable[Feature]) -> Mapping[str, Any]:
    """Put every feature in its field of what is said of an entry."""
    found: dict[str, list[Any]] = {name: [] for name in (*_LISTS.values(), *_MORE)}
    vessel: dict[str, str] = {}
    for feature in features:
        word, place = feature.word.casefold(), feature.place or {}
        text = ", ".join(filter(None, (feature.text, places.whole(place))))
        note = "; ".join(filter(None, (place.get("note", ""), feature.note)))
        told = {"note": note} if note else {}
        noted = [f"{feature.word}: {text} ({note})"] if note else []
        if word == "birthdate":
            found["birth_dates"].append(dates.parse(text, main=feature.main, note=note))
        elif word == "location" and not feature.text:
            found["addresses"].append({**place, **told})
        elif word == "location":
            found["addresses"].append({"address1": text, **told})
        elif word in _LISTS:
            found[_LISTS[word]].append(text)
            found["notes"] += noted
        elif word in _VESSEL and _VESSEL[word] not in vessel:
            vessel[_VESSEL[word]] = text
            found["notes"] += noted
        else:
            known = f"Other {word.title()}" if word in _VESSEL else feature.word
            found["ids"].append({"idType": known, "idNumber": text, **told})
    return {**found, "vessel": vessel}


_MORE = ("birth_dates", "addresses", "ids", "notes")
