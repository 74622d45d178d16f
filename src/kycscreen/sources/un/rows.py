"""A row of the UN's file: an element's texts by name, the empty ones left out."""

from collections.abc import Mapping

from kycscreen.sources import entries, opener
from kycscreen.sources.entries import Note

Row = Mapping[str, str]


def absent(text: str) -> bool:
    """Tell whether a text says nothing; the UN also writes "na"."""
    return opener.absent(text) or text.strip().casefold() == "na"


def country(named: str, note: Note, path: str) -> str:
    """Return the code of a country; none, unreported, for one of the past."""
    return "" if absent(named) else entries.land(named, path, note)
