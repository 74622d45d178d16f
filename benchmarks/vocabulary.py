"""The words that invented entities are made of: those of real ones, by country.

As often as they are used, and each where it stands: first, in the middle, last.
"""

import random
from functools import cache
from itertools import chain

import attrs

from benchmarks import companies, material, registers
from benchmarks.people import HOME
from kycscreen.entities import ListedEntity
from kycscreen.facts import Kind
from kycscreen.lists.watchlist import Watchlist


@attrs.frozen
class Pool:
    """First, middle and last words of names, as often as they are used."""

    first: list[str] = attrs.field(factory=list)
    middle: list[str] = attrs.field(factory=list)
    last: list[str] = attrs.field(factory=list)


@cache
def real() -> tuple[ListedEntity, ...]:
    """Return all that OFAC, EU and UN list."""
    lists = (material.watchlist(list_id).entities for list_id in material.FILES)
    return tuple(chain.from_iterable(lists))


@cache
def members() -> tuple[tuple[ListedEntity, ...], ...]:
    """Return the members of each parliament."""
    return tuple(
        tuple(Watchlist.read(list_id, registers.parliament(list_id)).entities)
        for list_id in registers.PARLIAMENTS
    )


@cache
def pools() -> dict[tuple[str, str], Pool]:
    """Return the words of people's names by country and script, and by script."""
    found: dict[tuple[str, str], Pool] = {}
    everybody = [*real(), *chain.from_iterable(members())]
    for entity in everybody:
        if entity.kind is not Kind.PERSON:
            continue
        for name in entity.names:
            first, *middle = name.full.replace(",", " ").split()
            for key in {(country_of(entity), name.script), ("", name.script)}:
                pool = found.setdefault(key, Pool())
                pool.first.append(first)
                pool.middle.extend(middle[:-1])
                pool.last.extend(middle[-1:] or [first])
    for country, words in registers.abroad().items():
        pool = found.setdefault((country, "Latn"), Pool())
        pool.first.extend((*words.given[0], *words.given[1]))
        pool.last.extend(words.families)
    return found


@cache
def things() -> dict[tuple[Kind, str], list[tuple[str, ...]]]:
    """Return the names of all that is no person, by kind and script."""
    found: dict[tuple[Kind, str], list[tuple[str, ...]]] = {}
    for entity in real():
        for name in entity.names:
            key = (entity.kind, name.script)
            found.setdefault(key, []).append(tuple(name.full.split()))
    legal = (tuple(name.split()) for name in legal_names())
    found[Kind.ORGANISATION, "Latn"].extend(legal)
    return found


@cache
def legal_names() -> tuple[str, ...]:
    """Return GLEIF's names of all countries in an order that is no alphabet's."""
    names = [name for of in companies.legal_names().values() for name in of]
    random.Random("made").shuffle(names)
    return tuple(names)


def country_of(entity: ListedEntity) -> str:
    """Return the country that an entity's names are of, as far as is known."""
    stated = (
        *entity.nationalities,
        *entity.citizenships,
        *(position.country for position in entity.positions),
        *(address.country for address in entity.addresses),
    )
    return next(filter(None, stated), "")


@cache
def abroad() -> tuple[str, ...]:
    """Return the countries whose people's names are known from elsewhere."""
    return tuple(sorted({*registers.abroad(), *HOME}))
