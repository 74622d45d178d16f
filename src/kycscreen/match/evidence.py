"""The facts besides the name, each weighed: what both state, and how it agrees.

A fact that only one side states is told and worth nothing.
"""

from collections.abc import Collection
from itertools import product
from operator import attrgetter

from kycscreen import countries, dates, identifiers
from kycscreen.dates import Relation
from kycscreen.facts import Agreement, Kind
from kycscreen.identifiers import Identifier
from kycscreen.match.reasons import Reason
from kycscreen.match.stated import Stated, named
from kycscreen.policy import Policy


def facts(ours: Stated, theirs: Stated, policy: Policy) -> list[Reason]:
    """Weigh each fact; one that only one side states is worth 0."""
    found = []
    if ours.births or theirs.births:
        found.append(_birth_date(ours, theirs, policy))
    if ours.countries or theirs.countries:
        found.append(_country(ours, theirs, policy))
    if ours.places_shown or theirs.places:
        found.append(_birth_place(ours, theirs, policy))
    if ours.genders or theirs.genders:
        found.append(_gender(ours, theirs, policy))
    if ours.numbers or theirs.numbers:
        found.append(_identifier(ours, theirs, policy))
    if ours.posts or theirs.posts:
        found.append(_position(ours, theirs))
    return found


_CODES = {
    Relation.SAME_DAY: "birth_date.same",
    Relation.SAME_MONTH: "birth_date.month",
    Relation.SAME_YEAR: "birth_date.year",
    Relation.SLIP: "birth_date.slip",
    Relation.NEAR: "birth_date.near",
    Relation.DIFFERENT: "birth_date.different",
}
_POINTS = {code: attrgetter(code.replace(".", "_")) for code in _CODES.values()}


def _birth_date(ours: Stated, theirs: Stated, policy: Policy) -> Reason:
    """Of several listed dates, the one that agrees best counts."""
    best: tuple[int, str, str] | None = None
    for (mine, _), (listed, shown) in product(ours.each_birth, theirs.each_birth):
        relation = dates.relate(
            mine,
            listed,
            circa_years=policy.circa_years,
            near_years=policy.birth_date_near_years,
        )
        if relation is None:
            continue
        code = _CODES[relation]
        points = _POINTS[code](policy)
        if best is None or points > best[0]:
            best = points, code, shown
    mine_shown = ours.births_shown
    if best is None:
        return Reason("birth_date.one_sided", 0, mine_shown, theirs.births_shown)
    points, code, shown = best
    return Reason(code, points, mine_shown, shown)


def _country(ours: Stated, theirs: Stated, policy: Policy) -> Reason:
    """A country in common supports; other nationalities contradict; both: neither.

    A residence that differs says nothing, for people live abroad; where companies
    are established tells them apart as nationalities tell people.
    """
    shown = ours.countries_shown, theirs.countries_shown
    shared = [country for country in ours.countries if country in theirs.countries]
    if ours.kind is theirs.kind is _ORGANISATION:
        disjoint = _disjoint(ours.seats, theirs.seats)
    else:
        disjoint = _disjoint(ours.nationalities, theirs.nationalities)
    if shared and not disjoint:
        all_ours = len(shared) == len(ours.countries)
        told = ours.countries_shown if all_ours else named(shared)
        return Reason("country.same", policy.country_same, *shown, told)
    if disjoint and not shared:
        return Reason("country.different", policy.country_different, *shown)
    if ours.countries and theirs.countries:
        return Reason("country.not_weighed", 0, *shown)
    return Reason("country.one_sided", 0, *shown)


_ORGANISATION = Kind.ORGANISATION  # a member costs more to reach than to compare


def _disjoint(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Ask whether both sides state countries, none of them one's or its territory."""
    if not ours or not theirs:
        return False
    for a, b in product(ours, theirs):
        if a == b or countries.compare(a, b) is not Agreement.DIFFERENT:
            return False
    return True


def _birth_place(ours: Stated, theirs: Stated, policy: Policy) -> Reason:
    """A word of the place in common, beside the country's name, supports."""
    shown = ours.places_shown, theirs.places_shown
    mine, listed = ours.place_words, theirs.place_words
    if not mine or not listed:
        return Reason("birth_place.one_sided", 0, *shown)
    if any(not a.isdisjoint(b) for a in mine for b in listed):
        return Reason("birth_place.same", policy.birth_place_same, *shown)
    return Reason("birth_place.different", 0, *shown)


def _gender(ours: Stated, theirs: Stated, policy: Policy) -> Reason:
    shown = ours.genders_shown, theirs.genders_shown
    if not ours.genders or not theirs.genders:
        return Reason("gender.one_sided", 0, *shown)
    if any(gender in theirs.genders for gender in ours.genders):
        return Reason("gender.same", policy.gender_same, *shown)
    return Reason("gender.different", policy.gender_different, *shown)


def _identifier(ours: Stated, theirs: Stated, policy: Policy) -> Reason:
    """One number in common is enough; only else can numbers contradict."""
    met: dict[Agreement | None, tuple[Identifier, Identifier]] = {}
    for mine, listed in product(ours.numbers, theirs.numbers):
        met.setdefault(identifiers.compare(mine, listed), (mine, listed))
    for agreement in Agreement if met else ():  # the strongest first
        if agreement in met:
            return Reason(
                f"identifier.{agreement.value}",
                getattr(policy, f"identifier_{agreement.value}"),
                *_numbers_shown(agreement, *met[agreement], ours.kind, theirs.kind),
            )
    return Reason("identifier.one_sided", 0, ours.numbers_shown, theirs.numbers_shown)


def _numbers_shown(
    agreement: Agreement,
    ours: Identifier,
    theirs: Identifier,
    our_kind: Kind,
    their_kind: Kind,
) -> tuple[str, str, str]:
    """Return both numbers, masked, and what they are where they agree."""
    if agreement is Agreement.DIFFERENT:
        mine = identifiers.mask(ours, kind=our_kind)
        return mine.value, identifiers.mask(theirs, kind=their_kind).value, ""
    what = ours.type if theirs.type == "other" else theirs.type
    # One number: what one side may not show, the other must not tell.
    if identifiers.is_personal(ours, kind=our_kind) or identifiers.is_personal(
        theirs, kind=their_kind
    ):
        return identifiers.masked(ours.value), identifiers.masked(theirs.value), what
    return ours.value, theirs.value, what


def _position(ours: Stated, theirs: Stated) -> Reason:
    """Positions are shown side by side; nobody writes them alike enough to weigh."""
    how = "not_weighed" if ours.posts and theirs.posts else "one_sided"
    return Reason(f"position.{how}", 0, ours.posts_shown, theirs.posts_shown)
