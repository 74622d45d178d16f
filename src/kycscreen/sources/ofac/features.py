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
        word = feature.word.casefold()
        text = feature.text or places.whole(feature.place or {})
        told = {"note": feature.note} if feature.note else {}
        if word == "birthdate":
            found["birth_dates"].append(
                dates.parse(text, main=feature.main, note=feature.note)
            )
        elif word == "location":
            place = {"address1": text} if feature.place is None else feature.place
            found["addresses"].append({**place, **told})
        elif word in _LISTS:
            found[_LISTS[word]].append(text)
            found["notes"] += _noted(feature, text)
        elif word in _VESSEL and _VESSEL[word] not in vessel:
            vessel[_VESSEL[word]] = text
            found["notes"] += _noted(feature, text)
        else:
            known = f"Other {word.title()}" if word in _VESSEL else feature.word
            found["ids"].append({"idType": known, "idNumber": text, **told})
    return {**found, "vessel": vessel}


_MORE = ("birth_dates", "addresses", "ids", "notes")


def _noted(feature: Feature, text: str) -> tuple[str, ...]:
    """Keep what is noted on a fact that has no room for it."""
    return (f"{feature.word}: {text} ({feature.note})",) if feature.note else ()
