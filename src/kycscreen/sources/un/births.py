"""Births, nationalities and genders in the UN's list.

A date of birth is a day, a year, two years or only a note; a nationality is a
country's name, an adjective or a sentence.
"""

import re
from collections.abc import Iterable

import attrs

from kycscreen import countries, dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import Place
from kycscreen.sources.entries import Note
from kycscreen.sources.un.rows import Row, absent, country


def births(rows: Iterable[Row], note: Note) -> tuple[DateSpan, ...]:
    """Read dates of birth in every combination of type, date, years and note."""
    spans = (_birth(row, note) for row in rows)
    return tuple(checked(span, note) for span in spans if span is not None)


def _birth(row: Row, note: Note) -> DateSpan | None:
    kind, told = row.get("TYPE_OF_DATE", ""), row.get("NOTE", "").strip()
    if kind not in ("EXACT", "APPROXIMATELY", "BETWEEN", ""):
        note("DATE_OF_BIRTH/TYPE_OF_DATE", kind)
    circa = kind == "APPROXIMATELY" or told.casefold().startswith("approximately")
    if "DATE" in row:
        return dates.parse(row["DATE"], circa=circa, note=told)
    if "FROM_YEAR" in row or "TO_YEAR" in row:
        return _years(row, circa, told)
    if "YEAR" in row:
        month = dates.parse(f"{told.strip(' .')} {row['YEAR']}", circa=circa)
        if told and month.precision is Precision.MONTH:  # "Sep." beside 1962
            return attrs.evolve(month, note=told)
        return dates.parse(row["YEAR"], circa=circa, note=told)
    if not told:
        return None
    calendar = "islamic" if "hijri" in told.casefold() else ""
    return attrs.evolve(dates.parse(told, circa=circa), calendar=calendar)


def _years(row: Row, circa: bool, told: str) -> DateSpan:
    """Read a range of years; with one end missing, the other is about right."""
    first = row.get("FROM_YEAR") or row["TO_YEAR"]
    last = row.get("TO_YEAR") or first
    circa = circa or not ("FROM_YEAR" in row and "TO_YEAR" in row)
    return dates.parse(f"{first} to {last}", circa=circa, note=told)


def checked(span: DateSpan, note: Note) -> DateSpan:
    """Report a date that could not be read; it stays as it was written."""
    if span.precision is Precision.UNPARSED:
        note("DATE_OF_BIRTH", span.raw)
    return span


def places(rows: Iterable[Row], note: Note) -> Iterable[Place]:
    """Read places of birth; many elements are empty."""
    found = []
    for row in rows:
        where = [row.get(name, "") for name in (*_WHERE_BORN, "NOTE")]
        found.append(place(where, row.get("COUNTRY", ""), note))
    return dict.fromkeys(one for one in found if one.text)


_WHERE_BORN = ("STREET", "CITY", "STATE_PROVINCE")


def place(where: Iterable[str], named: str, note: Note) -> Place:
    """Make a place of its parts and its country's name."""
    text = ", ".join(t for t in (*where, named) if not absent(t))
    return Place(text, country(named, note, "PLACE_OF_BIRTH/COUNTRY"))


@attrs.frozen
class Nationalities:
    """The countries of someone's nationalities, and what was told in sentences."""

    codes: tuple[str, ...]
    remarks: tuple[str, ...]


def nationalities(texts: Iterable[str], note: Note) -> Nationalities:
    """Read names, adjectives and sentences; a sentence is kept as it is, too."""
    codes: list[str] = []
    remarks: list[str] = []
    for text in texts:
        if absent(text):
            continue
        found = countries.successors(text)
        more = re.search(
            r"(?i)also (?:believed to hold|holds?) (\w+) nationality", text
        )
        if more is not None:
            found += countries.successors(more[1])
        if not found:
            note("NATIONALITY/VALUE", text)
        if len(found) != 1 or len(text.split()) > 2 and re.search(_SENTENCE, text):
            remarks.append(f"NATIONALITY: {text}")
        codes += found
    return Nationalities(tuple(dict.fromkeys(codes)), tuple(remarks))


_SENTENCE = r"(?i)\d|\b(?:by birth|citizenship|nationality|revoked|withdrawn|believed)"


def genders(said: str, comments: str, note: Note) -> tuple[str, ...]:
    """Read the gender from its field and from the comments."""
    if said.casefold() not in _GENDERS:
        note("GENDER", said)
    told = re.findall(r"(?i)\bgender\s*[:\[]\s*\[?\s*(male|female)\b", comments)
    found = (_GENDERS.get(word.casefold(), "") for word in (said, *told))
    return tuple(dict.fromkeys(gender for gender in found if gender))


_GENDERS = {"male": "M", "female": "F", "unknown": "", "": ""}
