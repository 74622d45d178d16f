"""Rows of texts out of the UN's elements, and the countries they name."""

from collections.abc import Mapping

from kycscreen.sources import opener
from kycscreen.sources.entries import Note, lands

Row = Mapping[str, str]


def absent(text: str) -> bool:
    """Tell whether a text says nothing; the UN also writes "na"."""
    return opener.absent(text) or text.strip().casefold() == "na"


def country(named: str, note: Note, path: str) -> str:
    """Return the code of a country; none, unreported, for one of the past."""
    if absent(named):
        return ""
    codes = lands(named)
    if not codes:
        note(path, named)
    return codes[0] if len(codes) == 1 else ""
