"""What one side states besides its names, as it is compared, shown and bound to.

It is found out once of a party, who meets many entities, and of an entity, whom many
parties meet.
"""

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

import attrs

from kycscreen import codec, countries, identifiers
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity, ListedName, Place, Position
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.names import spell
from kycscreen.parties import Party


@attrs.frozen(eq=False)
class Stated:
    """The facts of one side, and how each is shown where it is told.

    ``countries`` are all that it is connected to, ``seats`` those where an
    organisation is established; ``facts`` are what a decision binds to.
    """

    kind: Kind
    births: tuple[DateSpan, ...]
    countries: tuple[str, ...]
    nationalities: tuple[str, ...]
    seats: tuple[str, ...]
    places: tuple[str, ...]
    genders: tuple[str, ...]
    numbers: tuple[Identifier, ...]
    posts: tuple[str, ...]
    facts: Callable[[], list[object]]

    @cached_property
    def births_shown(self) -> str:
        """Every birth date, as exactly as it is known."""
        return "; ".join([shown for _, shown in self.each_birth])

    @cached_property
    def each_birth(self) -> tuple[tuple[DateSpan, str], ...]:
        """Each birth date, and how it is shown."""
        return tuple([(birth, dated(birth)) for birth in self.births])

    @cached_property
    def countries_shown(self) -> str:
        """The names of the countries."""
        return named(self.countries)

    @cached_property
    def places_shown(self) -> str:
        """Every birth place."""
        return "; ".join(self.places)

    @cached_property
    def place_words(self) -> tuple[frozenset[str], ...]:
        """The words of each birth place by which it may meet another."""
        return tuple(filter(None, map(_place_words, self.places)))

    @cached_property
    def genders_shown(self) -> str:
        """Every gender."""
        return ", ".join(self.genders)

    @cached_property
    def numbers_shown(self) -> str:
        """Every number; personal ones are masked."""
        masked = [identifiers.mask(number, kind=self.kind) for number in self.numbers]
        return ", ".join([number.value for number in masked])

    @cached_property
    def posts_shown(self) -> str:
        """Every position."""
        return ", ".join(self.posts)

    @cached_property
    def material(self) -> str:
        """The material facts, to which decisions bind, as canonical JSON."""
        return codec.to_json(self.facts())


T = TypeVar("T")


def _once(find: Callable[[T], Stated]) -> Callable[[T], Stated]:
    """Return what finds something out of an object but once.

    By its id: to hash so many facts takes as long as to find out. What is kept holds
    the object too, so that no other has its id meanwhile.
    """
    known: dict[int, tuple[Stated, T]] = {}

    def found(value: T) -> Stated:
        try:
            return known[id(value)][0]
        except KeyError:
            if len(known) >= _REMEMBERED:
                known.clear()
            stated = find(value)
            known[id(value)] = stated, value
            return stated

    return found


_REMEMBERED = 4_096


@_once
def of_party(party: Party) -> Stated:
    """Return what a party declares."""
    return Stated(
        party.kind,
        party.births,
        tuple(dict.fromkeys((*party.nationalities, *party.countries))),
        party.nationalities,
        party.countries,
        () if party.birth_place is None else (party.birth_place.text,),
        party.genders,
        party.identifiers,
        party.positions,
        lambda: _declared(party),
    )


@_once
def of_entity(entity: ListedEntity) -> Stated:
    """Return what a list says of an entity."""
    return Stated(
        entity.kind,
        entity.birth_dates,
        entity.countries,
        (*entity.nationalities, *entity.citizenships),
        entity.countries,
        tuple([place.text for place in entity.birth_places if place.text]),
        tuple([gender for gender in entity.genders if gender in ("M", "F", "X")]),
        entity.identifiers,
        tuple(dict.fromkeys([position.title for position in entity.positions])),
        lambda: _listed(entity),
    )


def dated(span: DateSpan) -> str:
    """Write a date as exactly as it is known."""
    if span.lo is None or span.hi is None:
        return span.raw
    text, precision = span.lo.isoformat(), span.precision
    if precision is Precision.MONTH:
        text = text[:7]
    elif precision is Precision.YEAR:
        text = text[:4]
    elif precision is not Precision.DAY:
        text = f"{text} to {span.hi.isoformat()}"
    return f"circa {text}" if span.circa else text


def named(codes: Iterable[str]) -> str:
    """Write countries by their names."""
    return ", ".join(map(countries.name, codes))


def _place_words(text: str) -> frozenset[str]:
    """Return the words of a place that name more than its country.

    Short words count only where a part has no others: "Ufa", but no "la" or "St".
    """
    found: set[str] = set()
    for part in text.split(","):
        if not countries.is_country(part):
            words = set(spell(part).words)
            found |= {word for word in words if len(word) >= 4} or words
    return frozenset(found)


def _declared(party: Party) -> list[object]:
    return [
        party.kind.value,
        party.name,
        _set(party.other_names),
        _set(party.births, _span),
        [] if party.birth_place is None else [_place(party.birth_place)],
        _set(party.countries),
        _set(party.nationalities),
        _set(party.genders),
        _set(party.identifiers, _number),
    ]


def _listed(entity: ListedEntity) -> list[object]:
    seats = [address.country for address in entity.addresses if address.country]
    return [
        entity.kind.value,
        _set(entity.names, _name),
        _set(entity.birth_dates, _span),
        _set(entity.birth_places, _place),
        _set(seats),
        _set(entity.nationalities),
        _set(entity.citizenships),
        _set(entity.genders),
        _set(entity.identifiers, _number),
        _set(entity.positions, _position),
        _set(entity.programmes, attrgetter("code")),
        _set(entity.measures),
        _set(entity.topics, attrgetter("value")),
        entity.delisted_on.isoformat() if entity.delisted_on is not None else "",
    ]


def _set(facts: Collection[T], told: Callable[[T], object] | None = None) -> list[Any]:
    if not facts:  # as most are
        return []
    found: set[Any] = set(facts) if told is None else set(map(told, facts))
    return sorted(found)


def _name(name: ListedName) -> tuple[str, ...]:
    return name.full, name.strength.value


def _span(span: DateSpan) -> tuple[str, ...]:
    if span.lo is None or span.hi is None:
        return ("", "", span.precision.value, span.raw)  # its text is all we know
    circa = "circa" if span.circa else ""
    return span.lo.isoformat(), span.hi.isoformat(), span.precision.value, circa


def _place(place: Place) -> tuple[str, ...]:
    return place.text, place.country


def _number(number: Identifier) -> tuple[str, ...]:
    # What is too short to compare is still what somebody looked at.
    return number.type, number.country, identifiers.key(number) or number.value


def _position(post: Position) -> tuple[str, ...]:
    dates = post.start, post.end, post.status
    return post.title, post.category, post.country, post.body, *dates
