"""Aliases in the UN's list: half the elements are empty, some hold a note only.

An alias may carry a birth of its own, and its note further spellings.
"""

import re
from collections.abc import Iterable

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedName, NameKind, Place, Strength
from kycscreen.sources import opener
from kycscreen.sources.entries import Note
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import decoded
from kycscreen.sources.un.births import checked, place
from kycscreen.sources.un.rows import Row

_QUALITIES = {
    "Good": (NameKind.AKA, Strength.STRONG),
    "Low": (NameKind.AKA, Strength.WEAK),
    "a.k.a.": (NameKind.AKA, Strength.STRONG),
    "f.k.a.": (NameKind.FKA, Strength.STRONG),
}


@attrs.frozen
class Aliases:
    """What the aliases of one record say: names, and births told with them."""

    names: tuple[ListedName, ...]
    birth_dates: tuple[DateSpan, ...]
    birth_places: tuple[Place, ...]
    remarks: tuple[str, ...]


def aliases(rows: Iterable[Row], note: Note) -> Aliases:
    """Read aliases; one without a name meets nothing and is only remarked."""
    names: list[ListedName] = []
    spans: list[DateSpan] = []
    where: list[Place] = []
    remarks: list[str] = []
    for row in rows:
        full = decoded(row.get("ALIAS_NAME", ""))
        if len(full) < 2 or opener.absent(full):
            told = "; ".join(f"{name}: {text}" for name, text in row.items())
            note("ALIAS/ALIAS_NAME", full)
            remarks.append(f"ALIAS without a name: {told}")
            continue
        if opener.hidden(full):
            note("ALIAS/ALIAS_NAME", full)
        names += _alias(full, row, note)
        if "DATE_OF_BIRTH" in row:
            spans.append(checked(dates.parse(row["DATE_OF_BIRTH"], note="alias"), note))
        born = place(
            (row.get("CITY_OF_BIRTH", ""),), row.get("COUNTRY_OF_BIRTH", ""), note
        )
        if born.text:
            where.append(born)
    return Aliases(tuple(names), tuple(spans), tuple(where), tuple(remarks))


def _alias(full: str, row: Row, note: Note) -> Iterable[ListedName]:
    quality, told = row.get("QUALITY", ""), row.get("NOTE", "")
    if quality not in _QUALITIES:
        note("ALIAS/QUALITY", quality)
    kind, strength = _QUALITIES.get(quality, (NameKind.AKA, Strength.STRONG))
    if re.match(r"(?i)(?:previously|formerly) listed as\b", told):
        kind = NameKind.FKA
    yield ListedName(full, kind=kind, strength=strength, script=script(full), note=told)
    original = re.search(
        r"(?i)(?:original script|in arabic(?: script)?): ?([^()]+)", told
    )
    if original is not None and not original[1].isascii():
        name = original[1].strip(" .,;")
        yield ListedName(
            name,
            kind=NameKind.ORIGINAL_SCRIPT,
            strength=strength,
            script=script(name),
        )
    for name in _spellings(told):
        yield ListedName(
            name, kind=NameKind.VARIATION, strength=strength, script=script(name)
        )


def _spellings(told: str) -> Iterable[str]:
    """Return the names in a note that is a list of names and nothing else."""
    items = [item.strip() for item in told.split(";")]
    if len(items) < 2 or re.search(r"[\d:()]", told):
        return ()
    names = all(len(item.split()) > 1 and item[0].isupper() for item in items)
    return items if names else ()
