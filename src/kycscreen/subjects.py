"""One subject, several records: who on one list is who on another.

Publishers' own references come first; where there are none, evidence so strict that
two strangers do not share it. Nothing is merged: every record stays what it is, and
is only shown beside the others. `docs/explanation/subjects.md` has what was measured.

>>> from kycscreen.facts import Kind
>>> un, eu = (
...     ListedEntity(
...         list_id=list_id, record_id="1", kind=Kind.PERSON,
...         names=["Jean Exemple"], birth_dates=["1962-03-14"],
...     )
...     for list_id in ("un_sc", "eu_fsf")
... )
>>> same(un, eu)
<Bond.NAME_AND_BIRTH: 'name_and_birth'>
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from functools import lru_cache

import attrs

from kycscreen import identifiers, names
from kycscreen.dates import Precision
from kycscreen.entities import ListedEntity, Strength, Topic
from kycscreen.facts import Kind


class Bond(Enum):
    """Why two records are of one subject."""

    REFERENCE = "reference"
    NAME_AND_NUMBER = "name_and_number"
    NAME_AND_BIRTH = "name_and_birth"
    NAMES = "names"


_OWN_SCHEMES = {
    "eu_fsf": "eu_ref",
    "gb_uksl": "gb_uksl",
    "us_ofac_cons": "ofac",
    "us_ofac_sdn": "ofac",
    "wikidata": "wikidata",
}
"""How other publishers call the record ids of a list."""
_WORLDWIDE = frozenset(
    {*_OWN_SCHEMES.values(), "ofsi_group", "opensanctions", "un_old_ref", "un_ref"}
)
"""Schemes that mean the same on every list; of any other a name has to bear it out."""
_NO_BOND = frozenset({"referent", "foreign_id"})
"""What tells of the record's own past, or is one's own in a programme at most."""
_TELLING = frozenset(
    {"bic", "company_reg", "imo", "lei", "national_id", "passport", "tax", "vat"}
)
_SHORTEST = 5  # letters and digits of a number that two subjects do not share
_MANY, _LONG = 3, 4
"""Names that two persons share, or the words of one, that two strangers do not."""
_ORGANISATIONS = (Kind.ORGANISATION, Kind.UNKNOWN)


@attrs.frozen(eq=False)
class _Facts:
    """What of a record can tie it to another one."""

    list_id: str
    references: frozenset[tuple[str, str]]
    names: frozenset[tuple[str, ...]]
    primary: tuple[str, ...]
    numbers: frozenset[tuple[str, str]]
    days: frozenset[date]
    years: frozenset[int]
    only_years: frozenset[int]
    kind: Kind
    is_sanctioned: bool


def same(one: ListedEntity, other: ListedEntity) -> Bond | None:
    """Return why two records are of one subject; ``None`` where that is not known."""
    return _bond(_facts(one), _facts(other))


def _bond(one: _Facts, other: _Facts) -> Bond | None:
    if not _comparable(one.kind, other.kind):
        return None
    shared = one.names & other.names
    references = one.references & other.references
    if references and (shared or any(s in _WORLDWIDE for s, _ in references)):
        return Bond.REFERENCE
    if not shared:
        return None
    if one.numbers & other.numbers:
        return Bond.NAME_AND_NUMBER
    if one.kind is not Kind.PERSON:
        # A branch is often listed under its parent's name: one name is not enough.
        is_named_alike = len(shared) > 1 or one.primary == other.primary
        return Bond.NAMES if is_named_alike else None
    if not (one.is_sanctioned and other.is_sanctioned):
        # Of the hundred thousands who hold an office, many share name and year.
        days = one.days & other.days
        return Bond.NAME_AND_BIRTH if any(map(_is_exact, days)) else None
    if _born_together(one, other):
        return Bond.NAME_AND_BIRTH
    is_telling = len(shared) >= _MANY or max(map(len, shared)) >= _LONG
    return Bond.NAMES if is_telling and not _born_apart(one, other) else None


def _comparable(one: Kind, other: Kind) -> bool:
    return one is other or {one, other} <= {*_ORGANISATIONS}


def _born_together(one: _Facts, other: _Facts) -> bool:
    """Tell whether a day is the same, or a year where one side knows no more."""
    return bool(
        one.days & other.days
        or one.only_years & other.years
        or other.only_years & one.years
    )


def _is_exact(day: date) -> bool:
    """Tell a day from the first of a year, which often stands for the year alone."""
    return (day.month, day.day) != (1, 1)


def _born_apart(one: _Facts, other: _Facts) -> bool:
    """Tell whether both state a birth, and no year of the one is one of the other."""
    return bool(one.years and other.years and not one.years & other.years) or bool(
        one.days and other.days and not one.days & other.days
    )


@lru_cache(maxsize=5_000)
def _facts(entity: ListedEntity) -> _Facts:
    born = [(s.lo, s.precision) for s in entity.birth_dates if s.lo and not s.circa]
    own = _OWN_SCHEMES.get(entity.list_id, entity.list_id)
    if own.startswith("os_"):  # whose datasets share their ids
        own = "opensanctions"
    strong = [n.full for n in entity.names if n.strength is Strength.STRONG]
    folded = [_folded(name) for name in strong]
    return _Facts(
        list_id=entity.list_id,
        references=frozenset(
            {(own, entity.record_id)}
            | {(x.scheme, x.id) for x in entity.xrefs if x.scheme not in _NO_BOND}
        ),
        names=frozenset(words for words in folded if len(words) > 1),
        primary=folded[0] if folded else (),
        numbers=frozenset(_numbers(entity)),
        days=frozenset(lo for lo, precision in born if precision is Precision.DAY),
        years=frozenset(lo.year for lo, precision in born if precision in _WITHIN),
        only_years=frozenset(
            lo.year for lo, precision in born if precision in _WITHIN[1:]
        ),
        kind=entity.kind,
        is_sanctioned=not entity.topics or Topic.SANCTION in entity.topics,
    )


_WITHIN = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def _folded(name: str) -> tuple[str, ...]:
    return tuple(sorted(names.fold(name).split()))


def _numbers(entity: ListedEntity) -> Iterator[tuple[str, str]]:
    for number in entity.identifiers:
        plain = identifiers.normal(number)
        if number.type in _TELLING and len(plain) >= _SHORTEST:
            yield number.type, plain


def grouped(entities: Sequence[ListedEntity]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of each subject's records, subjects and records in order.

    A record that is tied to two others ties those, too, but never two records of one
    list that are not tied themselves: their publisher holds them apart.
    """
    facts = [_facts(entity) for entity in entities]
    groups = [[at] for at in range(len(facts))]
    for _, one, other in sorted(_bonds(facts)):
        first, second = sorted((groups[one], groups[other]))
        if first is not second and _agree(facts, first, second):
            first += second
            first.sort()
            for at in second:
                groups[at] = first
    return tuple(tuple(of) for at, of in enumerate(groups) if of[0] == at)


def _bonds(facts: Sequence[_Facts]) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Yield every pair of records that are tied, and its rank: the surest first."""
    met: set[tuple[int, int]] = set()
    for together in (*_meeting(facts, _references), *_meeting(facts, _names)):
        met.update(_pairs(together))
    for one, other in sorted(met):
        bond = _bond(facts[one], facts[other])
        if bond is not None:
            shared = len(facts[one].names & facts[other].names)
            is_bare = bond is Bond.REFERENCE and not shared  # publishers err, too
            rank = _ORDER[Bond.NAMES] if is_bare else _ORDER[bond]
            yield (rank, -shared), one, other


_ORDER = {bond: number for number, bond in enumerate(Bond)}


def _agree(facts: Sequence[_Facts], first: list[int], second: list[int]) -> bool:
    """Tell whether two groups hold no two records that one list holds apart."""
    return all(
        _bond(facts[one], facts[other]) not in (None, Bond.NAMES)
        for one in first
        for other in second
        if facts[one].list_id == facts[other].list_id
    )


def _references(facts: _Facts) -> Iterable[Hashable]:
    return facts.references


def _names(facts: _Facts) -> Iterable[Hashable]:
    return facts.names


def _meeting(
    facts: Sequence[_Facts], meeting: Callable[[_Facts], Iterable[Hashable]]
) -> Iterator[list[int]]:
    """Yield the positions that share a key, each list once and in order."""
    at: dict[Hashable, list[int]] = {}
    for position, one in enumerate(facts):
        for key in meeting(one):
            at.setdefault(key, []).append(position)
    yield from (positions for positions in at.values() if len(positions) > 1)


def _pairs(positions: list[int]) -> Iterator[tuple[int, int]]:
    for number, one in enumerate(positions):
        for other in positions[number + 1 :]:
            yield one, other
