"""The facts besides the name, each weighed: what both state, and how it agrees.

A fact that only one side states is told and worth nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from kycscreen import countries, dates, identifiers
from kycscreen.dates import DateSpan, Precision, Relation
from kycscreen.entities import ListedEntity
from kycscreen.facts import Agreement, Kind
from kycscreen.identifiers import Identifier
from kycscreen.match.reasons import Reason
from kycscreen.names import spell
from kycscreen.parties import Party
from kycscreen.policy import Policy


def facts(party: Party, entity: ListedEntity, policy: Policy) -> Iterator[Reason]:
    """Weigh each fact; one that only one side states is worth 0."""
    yield from _birth_date(party, entity, policy)
    yield from _country(party, entity, policy)
    yield from _birth_place(party, entity, policy)
    yield from _gender(party, entity, policy)
    yield from _identifier(party, entity, policy)
    yield from _position(party, entity)


_RELATIONS = {
    Relation.SAME_DAY: "same",
    Relation.SAME_MONTH: "month",
    Relation.SAME_YEAR: "year",
    Relation.SLIP: "slip",
    Relation.NEAR: "near",
    Relation.DIFFERENT: "different",
}


def _birth_date(party: Party, entity: ListedEntity, policy: Policy) -> Iterator[Reason]:
    """Of several listed dates, the one that agrees best counts."""
    ours, stated = party.birth_date, entity.birth_dates
    best: tuple[int, str, DateSpan] | None = None
    if ours is not None:
        for theirs in stated:
            relation = dates.relate(
                ours,
                theirs,
                circa_years=policy.circa_years,
                near_years=policy.birth_date_near_years,
            )
            if relation is None:
                continue
            points = getattr(policy, f"birth_date_{_RELATIONS[relation]}")
            if best is None or points > best[0]:
                best = points, _RELATIONS[relation], theirs
    if best is not None and ours is not None:
        points, code, theirs = best
        yield Reason(f"birth_date.{code}", points, dated(ours), dated(theirs))
    elif ours is not None or stated:
        yield Reason(
            "birth_date.one_sided",
            0,
            dated(ours) if ours is not None else "",
            "; ".join(dated(span) for span in stated),
        )


def dated(span: DateSpan) -> str:
    """Write a date as exactly as it is known."""
    if span.lo is None or span.hi is None:
        return span.raw
    text = {
        Precision.DAY: span.lo.isoformat(),
        Precision.MONTH: span.lo.isoformat()[:7],
        Precision.YEAR: span.lo.isoformat()[:4],
    }.get(span.precision, f"{span.lo.isoformat()} to {span.hi.isoformat()}")
    return f"circa {text}" if span.circa else text


def _country(party: Party, entity: ListedEntity, policy: Policy) -> Iterator[Reason]:
    """A country in common supports; other nationalities contradict; both: neither.

    A residence that differs says nothing, for people live abroad; where companies
    are established tells them apart as nationalities tell people.
    """
    ours = dict.fromkeys((*party.nationalities, *party.countries))
    stated = {*entity.nationalities, *entity.citizenships}
    theirs = entity.countries
    shown = _named(ours), _named(theirs)
    shared = [country for country in ours if country in theirs]
    disjoint = _disjoint(party.nationalities, stated)
    if party.kind is entity.kind is Kind.ORGANISATION:
        disjoint = _disjoint(party.countries, theirs)
    if shared and not disjoint:
        detail = _named(shared)
        yield Reason("country.same", policy.country_same, *shown, detail)
    elif disjoint and not shared:
        yield Reason("country.different", policy.country_different, *shown)
    elif ours and theirs:
        yield Reason("country.not_weighed", 0, *shown)
    elif ours or theirs:
        yield Reason("country.one_sided", 0, *shown)


def _disjoint(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Ask whether both sides state countries, none of them one's or its territory."""
    return bool(ours and theirs) and all(
        countries.compare(a, b) is Agreement.DIFFERENT for a in ours for b in theirs
    )


def _named(codes: Iterable[str]) -> str:
    return ", ".join(countries.name(code) for code in codes)


def _birth_place(
    party: Party, entity: ListedEntity, policy: Policy
) -> Iterator[Reason]:
    """A word of the place in common, beside the country's name, supports."""
    ours = party.birth_place.text if party.birth_place is not None else ""
    stated = [place.text for place in entity.birth_places if place.text]
    shown = ours, "; ".join(stated)
    mine = _place_words(ours)
    theirs = [_place_words(text) for text in stated]
    if mine and any(theirs):
        if any(mine & words for words in theirs):
            yield Reason("birth_place.same", policy.birth_place_same, *shown)
        else:
            yield Reason("birth_place.different", 0, *shown)
    elif any(shown):
        yield Reason("birth_place.one_sided", 0, *shown)


def _place_words(text: str) -> set[str]:
    """Return the words of a place that name more than its country.

    Short words count only where a part has no others: "Ufa", but no "la" or "St".
    """
    found: set[str] = set()
    for part in text.split(","):
        if not countries.is_country(part):
            words = set(spell(part).words)
            found |= {word for word in words if len(word) >= 4} or words
    return found


def _gender(party: Party, entity: ListedEntity, policy: Policy) -> Iterator[Reason]:
    ours, theirs = party.genders, [g for g in entity.genders if g in ("M", "F", "X")]
    shown = ", ".join(ours), ", ".join(theirs)
    if ours and theirs:
        same = any(gender in theirs for gender in ours)
        points = policy.gender_same if same else policy.gender_different
        yield Reason(f"gender.{'same' if same else 'different'}", points, *shown)
    elif ours or theirs:
        yield Reason("gender.one_sided", 0, *shown)


def _identifier(party: Party, entity: ListedEntity, policy: Policy) -> Iterator[Reason]:
    """One number in common is enough; only else can numbers contradict."""
    met: dict[Agreement | None, tuple[Identifier, Identifier]] = {}
    for ours, theirs in product(party.identifiers, entity.identifiers):
        met.setdefault(identifiers.compare(ours, theirs), (ours, theirs))
    for agreement in Agreement:  # the strongest first
        if agreement in met:
            ours, theirs = met[agreement]
            yield Reason(
                f"identifier.{agreement.value}",
                getattr(policy, f"identifier_{agreement.value}"),
                *_numbers_shown(agreement, ours, theirs, party, entity),
            )
            return
    if party.identifiers or entity.identifiers:
        ours_shown = (identifiers.mask(i, kind=party.kind) for i in party.identifiers)
        shown = (identifiers.mask(i, kind=entity.kind) for i in entity.identifiers)
        yield Reason(
            "identifier.one_sided",
            0,
            ", ".join(identifier.value for identifier in ours_shown),
            ", ".join(identifier.value for identifier in shown),
        )


def _numbers_shown(
    agreement: Agreement,
    ours: Identifier,
    theirs: Identifier,
    party: Party,
    entity: ListedEntity,
) -> tuple[str, str, str]:
    """Return both numbers, masked, and what they are where they agree."""
    if agreement is Agreement.DIFFERENT:
        mine = identifiers.mask(ours, kind=party.kind)
        return mine.value, identifiers.mask(theirs, kind=entity.kind).value, ""
    what = ours.type if theirs.type == "other" else theirs.type
    # One number: what one side may not show, the other must not tell.
    if identifiers.is_personal(ours, kind=party.kind) or identifiers.is_personal(
        theirs, kind=entity.kind
    ):
        return identifiers.masked(ours.value), identifiers.masked(theirs.value), what
    return ours.value, theirs.value, what


def _position(party: Party, entity: ListedEntity) -> Iterator[Reason]:
    """Positions are shown side by side; nobody writes them alike enough to weigh."""
    ours, theirs = party.positions, [position.title for position in entity.positions]
    if ours or theirs:
        how = "not_weighed" if ours and theirs else "one_sided"
        shown = ", ".join(ours), ", ".join(dict.fromkeys(theirs))
        yield Reason(f"position.{how}", 0, *shown)
