"""How often facts agree, and what that is worth: ``python -m benchmarks.evidence``.

After Fellegi and Sunter: ``m`` is how often an outcome is seen where two records
are of one subject, ``u`` how often where they are not, and log2(m/u) what it says,
in bits. Linked are records of the EU and the UN with those of OFAC; *strangers*
are such records beside OFAC's others, taken blindly; *namesakes* are two records
of one list whose names are at least 80 alike. A pair is judged by its name
first, so what namesakes share says less than what strangers share: points follow
the namesakes. Only pairs count where both sides state the fact.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
from math import log2

from benchmarks import material, nordic
from kycscreen import sketches
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity, Strength
from kycscreen.facts import Kind
from kycscreen.lists.loading import indexed
from kycscreen.match import Room, evidence, stated
from kycscreen.names import read_in, space_of
from kycscreen.parties import Party, Role
from kycscreen.policy import Policy

Pair = tuple[ListedEntity, ListedEntity]
Outcomes = Callable[[ListedEntity, ListedEntity], Iterable[tuple[str, str]]]
"""What two records say of some facts: each fact, and its outcome."""
POLICY = Policy()
ALIKE = 80
STRANGERS = 60
"""So many records of OFAC stand beside each linked one."""
WIDTH = 48
HEAD = (
    f"{'':<{WIDTH + 2}}{'m':>7}{'of':>6}{'u strangers':>14}{'of':>8}{'bits':>7}"
    f"{'u namesakes':>14}{'of':>6}{'bits':>7}"
)


def main() -> None:
    """Measure, print and freeze."""
    lines = [f"linked records, strangers, and namesakes ({ALIKE} alike or more)"]
    for kind in (Kind.PERSON, Kind.ORGANISATION):
        lines += ["", f"{kind.value}: outcomes as they are weighed", HEAD]
        lines += _table(kind, _weighed)
    lines += ["", "births in detail", HEAD, *_table(Kind.PERSON, _births)]
    lines += ["", "countries in detail: ours, theirs", HEAD]
    lines += _table(Kind.PERSON, _countries)
    lines += ["", *nordic.lines()]
    material.freeze("evidence", lines)


def _weighed(ours: ListedEntity, theirs: ListedEntity) -> Iterator[tuple[str, str]]:
    """Yield each fact that both sides state, and its outcome."""
    sides = stated.of_party(_as_client(ours)), stated.of_entity(theirs)
    for reason in evidence.facts(*sides, POLICY):
        fact, _, how = reason.code.partition(".")
        if how != "one_sided" and fact != "position":
            yield fact, reason.code
        elif fact == "identifier" and reason.party_value and reason.listed_value:
            yield fact, "identifier: none to compare"


@cache
def _as_client(entity: ListedEntity) -> Party:
    """Return a record as a client file would have it: one of a fact, all numbers."""
    name, known = entity.names[0].full, {"role": Role.CLIENT, "id": entity.record_id}
    countries = dict.fromkeys(a.country for a in entity.addresses if a.country)
    if entity.kind is not Kind.PERSON:
        return Party.organisation(
            name,
            countries=countries,
            identifiers=entity.identifiers,
            **known,  # type: ignore[arg-type]  # the two above
        )
    born = [span for span in entity.birth_dates if span.lo is not None]
    places = [place.text for place in entity.birth_places if place.text]
    return Party.person(
        name,
        birth_date=born[0] if born else None,
        birth_place=places[0] if places else None,
        countries=countries,
        nationalities=(*entity.nationalities, *entity.citizenships)[:1],
        genders=[gender for gender in entity.genders if gender in ("M", "F")][:1],
        identifiers=entity.identifiers,
        **known,  # type: ignore[arg-type]  # the two above
    )


# -- the pairs ---------------------------------------------------------------------


@cache
def linked() -> tuple[Pair, ...]:
    """Return the records that people found to be of one subject."""
    ofac = {e.record_id: e for e in material.watchlist("us_ofac_sdn").entities}
    return tuple(
        (record, ofac[uid])
        for record, uids in _links()
        for uid in sorted(uids)
        if uid in ofac
    )


@cache
def strangers() -> tuple[Pair, ...]:
    """Return linked records beside others of OFAC and of their kind."""
    dice = random.Random(1)
    by_kind: dict[Kind, list[ListedEntity]] = {}
    for entity in material.watchlist("us_ofac_sdn").entities:
        by_kind.setdefault(entity.kind, []).append(entity)
    return tuple(
        (record, other)
        for record, uids in _links()
        for other in dice.sample(by_kind[record.kind], STRANGERS)
        if other.record_id not in uids
    )


@cache
def namesakes() -> tuple[Pair, ...]:
    """Return pairs of one list with like names: a list numbers a subject once."""
    found: list[Pair] = []
    for list_id, file in LISTS:
        watchlist = material.watchlist(list_id, file)
        index = indexed([watchlist]).index
        for entity in watchlist.entities:
            space = space_of(entity.kind)
            names = [n.full for n in entity.names if n.strength is Strength.STRONG]
            read = [read_in(name, space) for name in names]
            for position in index.propose(read, room=BY_NAME, on_day=BY_NAME):
                other = index.entity(position)
                if other.kind is entity.kind and other.record_id > entity.record_id:
                    found.append((entity, other))
    return tuple(found)


BY_NAME = Room(
    sketches.NOTHING,
    Policy(alert_at=ALIKE, name_points=100, weak_name_points=0, weak_points=0),
)
"""Every strong name from that likeness up is near enough, and no fact counts."""
LISTS = (("us_ofac_sdn", ""), ("eu_fsf", ""), ("un_sc", material.UN_2021))


@cache
def _links() -> tuple[tuple[ListedEntity, frozenset[str]], ...]:
    records = {
        (list_id, entity.record_id): entity
        for list_id, file in LISTS[1:]
        for entity in material.watchlist(list_id, file).entities
    }
    return tuple(
        (
            records[row["list"], row["record"]],
            frozenset(row["ofac_uids"].replace(";", " ").split()),
        )
        for row in material.bench_rows("cross_list_links.csv")
        if (row["list"], row["record"]) in records
    )


# -- the rates ---------------------------------------------------------------------


def _table(kind: Kind, outcomes: Outcomes) -> list[str]:
    """Write the rates of each outcome of each fact among the three kinds of pairs."""
    same, others, alike = (
        _counted(kind, outcomes, pairs)
        for pairs in (linked(), strangers(), namesakes())
    )
    return [
        f"  {outcome:<{WIDTH}}{_rate(same[fact], outcome)}"
        f"{_rate(others[fact], outcome, 14, 8)}"
        f"{_bits(same[fact], others[fact], outcome)}"
        f"{_rate(alike[fact], outcome, 14)}{_bits(same[fact], alike[fact], outcome)}"
        for fact in sorted({*same, *others, *alike})
        for outcome in sorted({*same[fact], *others[fact], *alike[fact]})
    ]


def _counted(
    kind: Kind, outcomes: Outcomes, pairs: Iterable[Pair]
) -> defaultdict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for ours, theirs in pairs:
        if ours.kind is kind:
            for fact, outcome in outcomes(ours, theirs):
                counts[fact][outcome] += 1
    return counts


def _rate(counts: Counter[str], code: str, width: int = 7, of: int = 6) -> str:
    total = counts.total()
    share = f"{counts[code] / total:.4f}" if total else "-"
    return f"{share:>{width}}{total:>{of}}"


def _bits(same: Counter[str], other: Counter[str], code: str) -> str:
    """Return log2(m/u); half a pair more on either side keeps none at nothing."""
    m = (same[code] + 0.5) / (same.total() + 1)
    u = (other[code] + 0.5) / (other.total() + 1)
    return f"{log2(m / u):>+7.1f}"


# -- in detail ---------------------------------------------------------------------


def _births(ours: ListedEntity, theirs: ListedEntity) -> Iterator[tuple[str, str]]:
    """Say how the first birth date of ours and the nearest of theirs relate."""
    one = _as_client(ours).birth_date
    if one is not None and theirs.birth_dates:
        yield "born", min(_born(one, other) for other in theirs.birth_dates)


def _born(one: DateSpan, other: DateSpan) -> str:
    """Say it in a phrase; the nearer, the earlier in the alphabet."""
    if one.lo is None or one.hi is None or other.lo is None or other.hi is None:
        return "~"
    years = max(0, one.lo.year - other.hi.year, other.lo.year - one.hi.year)
    apart = next(words for most, words in APART if years <= most)
    if any(span.precision is not Precision.DAY or span.circa for span in (one, other)):
        return f"b one or both only roughly known, {apart}"
    a, b = one.lo, other.lo
    if a == b:
        new_year = " 1 January" if (a.month, a.day) == (1, 1) else ""
        return f"a one day{new_year}"
    if (1, 1) in ((a.month, a.day), (b.month, b.day)):
        return f"d full dates, a 1 January, {apart}"
    if (a.month, a.day) == (b.month, b.day):
        return f"c full dates, one day and month, {apart}"
    if years == 0 and (a.month == b.month or a.day == b.day):
        return "c full dates, one year and month or day"
    if years == 0 and (a.month, a.day) == (b.day, b.month):
        return "c full dates, day and month swapped"
    return f"d full dates, {apart}"


APART = (
    (0, "0 years"), (1, "1 year"), (3, "2-3 years"), (5, "4-5 years"),
    (10, "6-10 years"), (9_999, "more"),
)  # fmt: skip


def _countries(ours: ListedEntity, theirs: ListedEntity) -> Iterator[tuple[str, str]]:
    """Compare each kind of country with each."""
    for one, other in product(COUNTRIES, COUNTRIES):
        mine, their = COUNTRIES[one](ours), COUNTRIES[other](theirs)
        if mine and their:
            how = "none shared" if mine.isdisjoint(their) else "shared"
            yield f"{one}, {other}", f"{one}, {other}: {how}"


COUNTRIES: dict[str, Callable[[ListedEntity], set[str]]] = {
    "nationality": lambda e: {*e.nationalities, *e.citizenships},
    "residence": lambda e: {a.country for a in e.addresses if a.country},
}


if __name__ == "__main__":
    main()
