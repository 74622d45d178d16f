"""What every engine is asked with, and what it is compared with: names and facts."""

import unicodedata
from collections.abc import Mapping

import attrs

from kycscreen import countries, dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity, Strength
from kycscreen.facts import Kind

NAME_PARTS = ("firstName", "middleName", "fatherName", "lastName")
SPAN_YEARS = 10
"""A birth date that is vaguer than this is no fact to compare."""


@attrs.frozen
class Subject:
    """A person or organisation, as a client file or a list has it.

    ``schema`` is the word of the collections and of FollowTheMoney: Person,
    Company, Organization, LegalEntity, Vessel. Dates are ISO 8601, as short as
    they are known; countries are codes.
    """

    schema: str
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    birth_dates: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The usual name."""
        return self.names[0]

    @property
    def kind(self) -> Kind:
        """The kind kycscreen would give it; ships are asked for by name alone."""
        return Kind.PERSON if self.schema == "Person" else Kind.ORGANISATION

    @property
    def bare(self) -> "Subject":
        """The same by name alone."""
        return Subject(self.schema, self.names, parts=self.parts)


def named(schema: str, name: str) -> Subject:
    """Return a subject of which only the name is known."""
    return Subject(schema, (name,))


def recorded(schema: str, record: Mapping[str, str]) -> Subject:
    """Return the subject of a small record, whose name may come in parts."""
    parts = tuple((part, record[part]) for part in NAME_PARTS if record.get(part))
    whole = record.get("name") or " ".join(text for _, text in parts)
    return Subject(schema, (whole,), parts=parts)


def listed(entity: ListedEntity) -> Subject:
    """Return all that a list says of an entity and an engine may compare."""
    strong = [n.full for n in entity.names if n.strength is Strength.STRONG]
    weak = [n.full for n in entity.names if n.strength is Strength.WEAK]
    return Subject(
        SCHEMAS[entity.kind],
        tuple(dict.fromkeys(strong or weak)),
        tuple(dict.fromkeys(weak)) if strong else (),
        birth_dates=tuple(
            dict.fromkeys(text for span in entity.birth_dates for text in written(span))
        ),
        nationalities=tuple(
            dict.fromkeys((*entity.nationalities, *entity.citizenships))
        ),
        countries=tuple(
            dict.fromkeys(a.country for a in entity.addresses if a.country)
        ),
        genders=tuple(g for g in entity.genders if g in ("M", "F")),
    )


SCHEMAS = {
    Kind.PERSON: "Person",
    Kind.ORGANISATION: "Organization",
    Kind.VESSEL: "Vessel",
    Kind.AIRCRAFT: "Airplane",
}


def as_client(entity: ListedEntity) -> Subject:
    """Return a listed person or organisation as a client file would have it."""
    if entity.kind is not Kind.PERSON:
        return named("Organization", entity.names[0].full)
    known = [written(span) for span in entity.birth_dates]
    exact = sorted((d[0] for d in known if len(d) == 1), key=len, reverse=True)
    return Subject(
        "Person",
        (entity.names[0].full,),
        birth_dates=tuple(exact[:1]),
        nationalities=(*entity.nationalities, *entity.citizenships)[:1],
    )


def born(text: str) -> tuple[str, ...]:
    """Return the first birth date of a text in ISO 8601, if it has one."""
    return written(dates.parse(text.split("|")[0].split(";")[0]))[:1]


def country(text: str) -> tuple[str, ...]:
    """Return the code of a country, if it is one."""
    try:
        return (countries.parse(text),) if text else ()
    except ValueError:
        return ()


def written(span: DateSpan) -> tuple[str, ...]:
    """Write a date as exactly as it is known; a few years as each of them."""
    if span.lo is None or span.hi is None:
        return ()
    if span.precision is Precision.DAY:
        return (span.lo.isoformat(),)
    if span.precision is Precision.MONTH:
        return (span.lo.isoformat()[:7],)
    if span.hi.year - span.lo.year > SPAN_YEARS:
        return ()
    return tuple(str(year) for year in range(span.lo.year, span.hi.year + 1))


def plain(text: str) -> str:
    """Return a name without case, marks, signs and order: its *spelling*.

    No reading of ours: what shares it says nothing about an engine.

    >>> plain("EXEMPLE,  Jéan")
    'exemple jean'
    """
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
    )
    words = "".join(c if c.isalnum() else " " for c in bare.casefold()).split()
    return " ".join(sorted(words))
