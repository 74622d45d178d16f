"""A party as it would be if one fact of it were otherwise: for what-ifs.

Nothing is weighed here; whoever supposes has the one matcher weigh again.

>>> from kycscreen.facts import Kind
>>> from kycscreen.parties import Role
>>> listed = ListedEntity(list_id="t", record_id="1", kind=Kind.PERSON,
...     names=("Jean Exemple",), birth_dates=("1962",))
>>> jean = Party.person("Jean Exemple", role=Role.CLIENT)
>>> agreeing(jean, listed, "birth_date").birth_date.raw
'1962'
"""

import re
from datetime import date

import attrs

from kycscreen import identifiers
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity
from kycscreen.facts import Agreement, Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import Party

FACTS = ("identifier", "birth_date", "country", "birth_place", "gender")
"""The facts besides the name that are weighed."""


def agreeing(party: Party, entity: ListedEntity, fact: str) -> Party | None:
    """Return the party with what the list states of a fact, if it states any."""
    person = party.kind is Kind.PERSON
    if fact == "identifier":
        numbers = _not_ours(party, entity)
        return with_number(party, numbers[0]) if numbers else None
    if fact == "country":
        theirs = countries(entity)[:1]
        if not theirs:
            return None
        if person:
            return attrs.evolve(party, nationalities=theirs)
        return attrs.evolve(party, countries=theirs)
    if not person:
        return None
    if fact == "birth_date":
        spans = known(entity)
        return _born(party, finest(spans)) if spans else None
    if fact == "birth_place":
        born = [place for place in entity.birth_places if place.text]
        return attrs.evolve(party, birth_place=born[0]) if born else None
    return attrs.evolve(party, genders=genders(entity)[:1]) if genders(entity) else None


def _not_ours(party: Party, entity: ListedEntity) -> list[Identifier]:
    """Return their numbers but those that ours agree with: they would tell ours."""
    agree = (Agreement.SAME, Agreement.COMPATIBLE)
    return [
        theirs
        for theirs in telling_numbers(entity)
        if all(identifiers.compare(n, theirs) not in agree for n in party.identifiers)
    ]


def differing(party: Party, entity: ListedEntity, fact: str) -> Party | None:
    """Return the party with another value of a fact than any the list states.

    Places are spelt too freely to differ. Whether another number contradicts, since
    people hold several passports, is the matcher's to say.
    """
    if fact == "identifier":
        numbers = telling_numbers(entity)
        return with_number(party, another(numbers[0])) if numbers else None
    if fact == "country":
        if party.kind is Kind.PERSON:
            return attrs.evolve(party, nationalities=("aq",), countries=())
        return attrs.evolve(party, countries=("aq",))
    if fact == "birth_date" and known(entity):
        return _born(party, _another_day(known(entity)))
    if fact == "gender":
        other = "M" if "M" not in genders(entity) else "F"
        if other not in genders(entity):
            return attrs.evolve(party, genders=(other,))
    return None


def without(party: Party, fact: str) -> Party:
    """Return the party as if it stated nothing of a fact."""
    if fact == "identifier":
        return attrs.evolve(party, identifiers=())
    if fact == "birth_date":
        return _born(party, None)
    if fact == "birth_place":
        return attrs.evolve(party, birth_place=None)
    if fact == "gender":
        return attrs.evolve(party, genders=())
    return attrs.evolve(party, countries=(), nationalities=())


def _born(party: Party, birth_date: DateSpan | None) -> Party:
    return attrs.evolve(party, birth_date=birth_date, other_births=())


def with_number(party: Party, number: Identifier) -> Party:
    """Return the party with one more number."""
    return attrs.evolve(party, identifiers=(*party.identifiers, number))


def telling_numbers(entity: ListedEntity) -> tuple[Identifier, ...]:
    """Return their numbers that can be compared, those of a stated country first."""
    usable = [number for number in entity.identifiers if identifiers.key(number)]
    # One whose country is stated proves more than one that may be anybody's.
    return tuple(sorted(usable, key=lambda number: not number.country))


def known(entity: ListedEntity) -> list[DateSpan]:
    """Return their birth dates that could be read."""
    return [span for span in entity.birth_dates if span.lo is not None]


def finest(spans: list[DateSpan]) -> DateSpan:
    """Return the most exact of some dates."""
    return min(spans, key=lambda span: _COARSER.index(span.precision))


_COARSER = tuple(Precision)


def nationalities(entity: ListedEntity) -> tuple[str, ...]:
    """Return the nationalities and citizenships that they are said to have."""
    stated = (*entity.nationalities, *entity.citizenships)
    return tuple(dict.fromkeys(filter(None, stated)))


def countries(entity: ListedEntity) -> tuple[str, ...]:
    """Return every country that theirs is said to belong to, nationality first."""
    others = (
        *(address.country for address in entity.addresses),
        *(place.country for place in entity.birth_places),
        *(post.country for post in entity.positions),
    )
    return tuple(dict.fromkeys((*nationalities(entity), *filter(None, others))))


def genders(entity: ListedEntity) -> tuple[str, ...]:
    """Return the genders that can be compared."""
    return tuple(gender for gender in entity.genders if gender in ("M", "F", "X"))


def _another_day(spans: list[DateSpan]) -> DateSpan:
    """Return a day that is a generation from every listed one."""
    last = max(span.hi.year for span in spans if span.hi is not None)
    day = date(min(last + 40, 9999), 7, 7)
    return DateSpan(day, day, Precision.DAY, raw=day.isoformat())


def another(number: Identifier) -> Identifier:
    """Return another number of the same kind and shape, its check digits holding."""
    digits = re.sub(r"\D", "", number.value)
    head, tail = digits[:-_TURNED], digits[-_TURNED:]
    for step in range(1, _STEPS):
        turned = f"{int(tail or '0') + step:0{len(tail)}}"[-len(tail) or None :]
        other = attrs.evolve(number, value=_filled(number.value, head + turned))
        if identifiers.check(other) is not False:
            return other
    return number


def _filled(value: str, digits: str) -> str:
    """Put other digits in the places of those of a number."""
    following = iter(digits)
    return "".join(next(following) if re.match(r"\d", c) else c for c in value)


_TURNED = 9
_STEPS = 200  # of numbers with two check digits one in 97 holds
