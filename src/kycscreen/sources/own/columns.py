"""The columns of a list of one's own: what each holds, and what it may not be called.

>>> nearest("dob"), nearest("bith_dates"), nearest("shoe size")
('birth_dates', 'birth_dates', '')
"""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import Enum

import attrs

from kycscreen.entities import Topic
from kycscreen.facts import Kind


@attrs.frozen
class Column:
    """A column: its name, what it holds; whether several values, only of persons."""

    name: str
    holds: str
    several: bool = False
    persons: bool = False


def words(members: Iterable[Enum]) -> str:
    """List the words of an enum, as people write them."""
    return ", ".join(f"`{member.value}`" for member in members)


_NAMES = (
    Column("name", "the whole name; may be missing where there is a `family`"),
    Column("given", "the name in parts", persons=True),
    Column("patronymic", "the name in parts", persons=True),
    Column("family", "the name in parts", persons=True),
    Column("aliases", "also known as; compared like the name", several=True),
    Column("weak_aliases", "broad or doubtful: only beside other facts", several=True),
    Column("former_names", "known as before", several=True),
)
_PERSON = (
    Column(
        "birth_dates",
        "`1962-03-14`, `1962-03`, `1962`, `circa 1962`, `1960 to 1963`; `14.3.1962`",
        several=True,
        persons=True,
    ),
    Column("birth_places", "as written, the country last", several=True, persons=True),
    Column("gender", "`M`, `F` or `X`", persons=True),
    Column("nationalities", "codes or names", several=True, persons=True),
    Column("citizenships", "codes or names", several=True, persons=True),
    Column(
        "positions",
        "public functions: `Minister`, `Minister (2019-06-06 to 2023)`,"
        " `Minister (2024 to now)`",
        several=True,
        persons=True,
    ),
)
_FACTS = (
    Column("countries", "of residence, seat or flag: codes or names", several=True),
    Column("addresses", "as written, the country last", several=True),
    Column(
        "identifiers",
        "`passport:XX1234567`, `passport:fi:XX1234567`; a bare number if recognisable",
        several=True,
    ),
    Column("links", "`owned_by:` and the id of another row, or a name", several=True),
)
_DESIGNATION = (
    Column(
        "topics", f"{words(Topic)}; without one, `{Topic.SANCTION.value}`", several=True
    ),
    Column("programmes", "the regime or the reason for the list", several=True),
    Column("legal_bases", "the acts or decisions", several=True),
    Column("measures", "what is imposed: `Asset freeze`, …", several=True),
    Column("listed_on", "the day of listing"),
    Column("updated_on", "the day of the last change"),
    Column("delisted_on", "the day of delisting; the row is still compared"),
    Column("reasons", "why it is listed; prose"),
    Column("remarks", "whatever has no column; prose"),
)
COLUMNS = {
    column.name: column
    for column in (
        Column("id", "mandatory: yours, and always the same for the same entity"),
        Column("kind", f"mandatory: {words(Kind)}"),
        *_NAMES,
        *_PERSON,
        *_FACTS,
        *_DESIGNATION,
    )
}
"""Every column by its name, in the order of the template."""

_CALLED = {
    "dob": "birth_dates",
    "date_of_birth": "birth_dates",
    "born": "birth_dates",
    "pob": "birth_places",
    "place_of_birth": "birth_places",
    "surname": "family",
    "last_name": "family",
    "first_name": "given",
    "middle_name": "patronymic",
    "full_name": "name",
    "other_names": "aliases",
    "aka": "aliases",
    "fka": "former_names",
    "sex": "gender",
    "type": "kind",
    "record_id": "id",
    "reference": "id",
    "passport": "identifiers",
    "national_id": "identifiers",
    "nationality": "nationalities",
    "citizenship": "citizenships",
    "country": "countries",
    "programs": "programmes",
    "notes": "remarks",
    "comment": "remarks",
    "published": "listed_on",
}


def normal(head: str) -> str:
    """Return a column's name as a header may write it: "Birth dates"."""
    return "_".join(head.replace("-", " ").replace("_", " ").casefold().split())


def nearest(name: str) -> str:
    """Return the column that a name we do not know may mean, or nothing."""
    if name in _CALLED:
        return _CALLED[name]
    found = get_close_matches(name, [*COLUMNS, *_CALLED], n=1, cutoff=0.7)
    return _CALLED.get(found[0], found[0]) if found else ""
