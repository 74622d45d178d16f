"""A party against a listed entity: every fact weighed, every point recorded.

This is the only place that scores. The index, and whatever batch comes after it,
only *propose*; a hit is what ``match`` says it is.

>>> from kycscreen.parties import Party, Role
>>> jean = Party.person("Jean Exemple", role=Role.CLIENT, birth_date="1962-03-14")
>>> listed = ListedEntity(list_id="t", record_id="1", kind=Kind.PERSON,
...     names=("EXEMPLE, Jean",), birth_dates=("1962",))
>>> hit = weigh(jean, listed, Policy())
>>> [(reason.code, reason.points) for reason in hit.reasons], hit.score
([('name.similar', 78), ('birth_date.year', 5)], 83)
"""

import hashlib
from collections.abc import Iterator
from enum import Enum

import attrs

from kycscreen import codec, countries, dates, identifiers
from kycscreen import policy as policies
from kycscreen.dates import DateSpan, Precision, Relation
from kycscreen.entities import ListedEntity, ListedName, Strength, Topic
from kycscreen.facts import Agreement, Kind
from kycscreen.names import Name, Word, align, read_in, shares, space_of, spell
from kycscreen.names.tokens import ORGANISATION, PERSON
from kycscreen.parties import Party
from kycscreen.policy import Policy


class Identity(Enum):
    """What the facts besides the name say: is it the same subject?

    ``SUPPORTED``: a birth date or place (an organisation's country) agrees;
    ``DOUBTFUL``: facts disagree, or disagree in part; ``UNKNOWN``: nothing that
    tells people apart is stated on both sides.
    """

    CONFIRMED = "confirmed"
    SUPPORTED = "supported"
    UNKNOWN = "unknown"
    DOUBTFUL = "doubtful"
    CONTRADICTED = "contradicted"


@attrs.frozen
class Reason:
    """One piece of evidence: what was compared, and what it was worth."""

    code: str
    points: int
    party_value: str = ""
    listed_value: str = ""
    detail: str = ""


@attrs.frozen(kw_only=True)
class Hit:
    """A party and a listed entity whose likeness a person has to judge.

    ``words`` say how each word of ``party_name`` and ``matched_name`` met; their
    points sum to those of the name's reason, as the reasons sum to ``score``.
    ``pack`` is the policy's half that judged it: ``sanctions`` or ``pep``.
    ``fingerprint`` is the hash of the material facts of both sides.
    Personal numbers in ``party`` are masked.
    """

    client_id: str
    party: Party
    entity: ListedEntity
    party_name: str
    matched_name: ListedName | None
    name_score: int
    words: tuple[Word, ...]
    reasons: tuple[Reason, ...]
    identity: Identity
    pack: str
    fingerprint: str

    @property
    def score(self) -> int:
        """The sum of the reasons' points."""
        return sum(reason.points for reason in self.reasons)

    @property
    def id(self) -> str:
        """A name for this pair that stays the same over time, lists and policies."""
        pair = [self.client_id, self.party.id, self.entity.list_id]
        text = codec.canonical([*pair, self.entity.record_id])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def match(
    party: Party, entity: ListedEntity, policy: Policy, *, client_id: str = ""
) -> Hit | None:
    """Return the hit that a party and a listed entity make, if they make one.

    They do where the score reaches ``alert_at`` and either the names are alike
    (``name_floor``) or an identifier agrees.
    """
    weighed = weigh(party, entity, policy, client_id=client_id)
    if weighed.score < policy.alert_at:
        return None
    agrees = any(reason.code == "identifier.same" for reason in weighed.reasons)
    return weighed if agrees or weighed.name_score >= policy.name_floor else None


def weigh(
    party: Party, entity: ListedEntity, policy: Policy, *, client_id: str = ""
) -> Hit:
    """Weigh every fact the two state, hit or not."""
    strong, weak = _best_names(party, entity, policy)
    facts = tuple(_facts(party, entity, policy))
    codes = {reason.code for reason in facts}
    name = _name_reason(strong, policy)
    reasons = [name, *_weak_reason(strong, weak, codes, policy), *facts]
    pack = pack_of(entity)
    if pack == "pep":
        reasons.extend(_uncorroborated(codes, strong.score, policy))
    reasons.extend(_adjusted(reasons, strong.score, pack, policy))
    return Hit(
        client_id=client_id,
        party=masked(party),
        entity=entity,
        party_name=strong.party,
        matched_name=strong.listed,
        name_score=strong.score,
        words=strong.words(name.points),
        reasons=tuple(reasons),
        identity=_identity({reason.code for reason in reasons}, party.kind),
        pack=pack,
        fingerprint=fingerprint(party, entity),
    )


def headroom(party: Party, policy: Policy) -> tuple[int, int]:
    """Return the most that facts besides the name could add to this party's score.

    First where the birth date is not met to the day or month, then where it is.
    A fact that the party does not declare adds nothing.
    """
    most = policy.weak_points
    if party.nationalities or party.countries:
        most += policy.country_same
    if party.birth_place is not None:
        most += policy.birth_place_same
    if party.genders:
        most += policy.gender_same
    if party.birth_date is None:
        return most, most
    roughly = max(policy.birth_date_year, policy.birth_date_slip)
    exactly = max(roughly, policy.birth_date_same, policy.birth_date_month)
    return most + roughly, most + exactly


def least_name(policy: Policy, most: int) -> int:
    """Return the least name score that ``most`` points of facts could make a hit.

    101 where no name can.
    """
    for score in range(policy.name_floor, 101):
        if policies.name_points(score, policy) + most >= policy.alert_at:
            return score
    return 101


def pack_of(entity: ListedEntity) -> str:
    """Return which half of the policy judges an entity: ``sanctions`` wins."""
    if Topic.SANCTION in entity.topics:
        return "sanctions"
    return "pep" if entity.topics & {Topic.PEP, Topic.RCA} else "sanctions"


def masked(party: Party) -> Party:
    """Return a party whose personal numbers are masked, as it may be shown."""
    if not party.identifiers:
        return party
    return attrs.evolve(
        party,
        identifiers=tuple(
            identifiers.mask(i, kind=party.kind)
            if identifiers.is_personal(i, kind=party.kind)
            else i
            for i in party.identifiers
        ),
    )


def fingerprint(party: Party, entity: ListedEntity) -> str:
    """Return the hash of the material facts of both sides, to which decisions bind."""
    theirs = (
        "kind", "names", "birth_dates", "birth_places", "nationalities",
        "citizenships", "genders", "identifiers", "positions", "programmes",
        "measures", "topics", "delisted_on",
    )  # fmt: skip
    ours = (
        "kind", "name", "other_names", "birth_date", "birth_place", "countries",
        "nationalities", "genders", "identifiers",
    )  # fmt: skip
    facts = [
        [codec.to_plain(getattr(side, field)) for field in fields]
        for side, fields in ((party, ours), (entity, theirs))
    ]
    return hashlib.sha256(codec.canonical(facts).encode()).hexdigest()[:16]


# -- names ---------------------------------------------------------------------


@attrs.frozen
class _Best:
    """The best meeting of a party's names with some of an entity's."""

    score: int = 0
    party: str = ""
    listed: ListedName | None = None
    ours: Name | None = None
    theirs: Name | None = None

    def words(self, points: int) -> tuple[Word, ...]:
        if self.ours is None or self.theirs is None:
            return ()
        return shares(align(self.ours, self.theirs), self.ours, self.theirs, points)


_BY_NAME = {
    PERSON: frozenset({Kind.PERSON, Kind.UNKNOWN}),
    ORGANISATION: frozenset(
        {Kind.ORGANISATION, Kind.VESSEL, Kind.AIRCRAFT, Kind.UNKNOWN}
    ),
}
"""What is compared by name; other pairs meet by identifiers only."""


def _best_names(
    party: Party, entity: ListedEntity, policy: Policy
) -> tuple[_Best, _Best]:
    """Return the best meeting with a name, and with a weak alias.

    The first of equals wins, so a result never depends on chance.
    """
    strong, weak = _Best(party=party.name), _Best(party=party.name)
    space = space_of(party.kind)
    if entity.kind not in _BY_NAME[space]:
        return strong, weak
    for ours in (read_in(name, space) for name in party.names):
        for listed in entity.names:
            theirs = read_in(listed.full, space)
            score = align(ours, theirs).score
            only_weak = (
                listed.strength is Strength.WEAK
                and entity.list_id not in policy.weak_alone
            )
            if only_weak and score > weak.score:
                weak = _Best(score, ours.text, listed, ours, theirs)
            elif not only_weak and score > strong.score:
                strong = _Best(score, ours.text, listed, ours, theirs)
    return strong, weak


def _name_reason(best: _Best, policy: Policy) -> Reason:
    code = "name.same" if best.score == 100 else "name.similar"
    if best.score < policy.name_floor:
        code = "name.different"
    listed = best.listed.full if best.listed is not None else ""
    points = policies.name_points(best.score, policy)
    return Reason(code, points, best.party, listed, str(best.score))


def _weak_reason(
    strong: _Best, weak: _Best, codes: set[str], policy: Policy
) -> Iterator[Reason]:
    """A weak alias speaks only beside a name or an identifier that agrees."""
    if weak.listed is None or weak.score < policy.name_floor:
        return
    if strong.score < policy.name_floor and "identifier.same" not in codes:
        return
    points = (weak.score * policy.weak_points + 50) // 100
    yield Reason(
        "name.weak_alias", points, weak.party, weak.listed.full, str(weak.score)
    )


# -- facts besides the name ----------------------------------------------------


def _facts(party: Party, entity: ListedEntity, policy: Policy) -> Iterator[Reason]:
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
    """A country in common supports; disjoint nationalities contradict."""
    ours = dict.fromkeys((*party.nationalities, *party.countries))
    stated = (*entity.nationalities, *entity.citizenships)
    theirs = dict.fromkeys(
        (
            *stated,
            *(address.country for address in entity.addresses if address.country),
            *(place.country for place in entity.birth_places if place.country),
            *(position.country for position in entity.positions if position.country),
        )
    )
    shown = _named(ours), _named(theirs)
    shared = [country for country in ours if country in theirs]
    if shared:
        detail = _named(dict.fromkeys(shared))
        yield Reason("country.same", policy.country_same, *shown, detail)
    elif party.nationalities and stated:
        yield Reason("country.different", policy.country_different, *shown)
    elif ours or theirs:
        yield Reason("country.one_sided", 0, *shown)


def _named(codes: dict[str, None]) -> str:
    return ", ".join(countries.name(code) for code in codes)


def _birth_place(
    party: Party, entity: ListedEntity, policy: Policy
) -> Iterator[Reason]:
    """A word of the place in common, beside the country's name, supports."""
    theirs = "; ".join(place.text for place in entity.birth_places if place.text)
    if party.birth_place is None:
        if theirs:
            yield Reason("birth_place.one_sided", 0, "", theirs)
        return
    shown = party.birth_place.text, theirs
    if not theirs:
        yield Reason("birth_place.one_sided", 0, *shown)
        return
    ours = _place_words(party.birth_place.text)
    if any(ours & _place_words(place.text) for place in entity.birth_places):
        yield Reason("birth_place.same", policy.birth_place_same, *shown)
    else:
        yield Reason("birth_place.different", 0, *shown)


def _place_words(text: str) -> set[str]:
    """Return the words of a place that name more than its country."""
    parts = [part for part in text.split(",") if not countries.is_country(part)]
    return {word for part in parts for word in spell(part).words if len(word) >= 4}


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
    differing: tuple[str, str] | None = None
    for ours in party.identifiers:
        shown = identifiers.mask(ours, kind=party.kind).value
        for theirs in entity.identifiers:
            agreement = identifiers.compare(ours, theirs)
            if agreement is Agreement.SAME:
                yield Reason(
                    "identifier.same",
                    policy.identifier_same,
                    shown,
                    theirs.value,
                    theirs.type,
                )
                return
            if agreement is Agreement.DIFFERENT and differing is None:
                differing = shown, theirs.value
    if differing is not None:
        yield Reason("identifier.different", policy.identifier_different, *differing)
    elif party.identifiers or entity.identifiers:
        masks = (identifiers.mask(i, kind=party.kind).value for i in party.identifiers)
        yield Reason(
            "identifier.one_sided",
            0,
            ", ".join(masks),
            ", ".join(identifier.value for identifier in entity.identifiers),
        )


def _position(party: Party, entity: ListedEntity) -> Iterator[Reason]:
    """Positions are shown side by side; nobody writes them alike enough to weigh."""
    if party.positions or entity.positions:
        theirs = dict.fromkeys(position.title for position in entity.positions)
        yield Reason(
            "position.one_sided", 0, ", ".join(party.positions), ", ".join(theirs)
        )


# -- the whole -----------------------------------------------------------------

_CORROBORATES = frozenset(
    {
        "birth_date.same", "birth_date.month", "birth_date.year", "birth_date.slip",
        "country.same", "birth_place.same", "identifier.same",
    }
)  # fmt: skip
_COULD = ("birth_date.", "country.", "birth_place.", "identifier.")


def _uncorroborated(
    codes: set[str], name_score: int, policy: Policy
) -> Iterator[Reason]:
    """A PEP's namesakes are many: one fact must agree where both sides state one."""
    if codes & _CORROBORATES:
        return
    compared = any(
        code.startswith(_COULD) and not code.endswith(".one_sided") for code in codes
    )
    if compared or name_score < policy.name_sure:
        yield Reason("pep.uncorroborated", policy.uncorroborated)


def _adjusted(
    reasons: list[Reason], name_score: int, pack: str, policy: Policy
) -> Iterator[Reason]:
    """Keep what an identifier or a sure name proves, and the scale: as reasons."""
    total = sum(reason.points for reason in reasons)
    agrees = any(reason.code == "identifier.same" for reason in reasons)
    if agrees and total < policy.identifier_at:
        yield Reason("score.identifier", policy.identifier_at - total)
        total = policy.identifier_at
    if pack == "sanctions" and name_score >= policy.name_sure:
        for_it = sum(reason.points for reason in reasons if reason.points > 0)
        floor = min(policy.alert_at, for_it)
        if total < floor:
            yield Reason("score.floor", floor - total)
            total = floor
    if not 0 <= total <= 100:
        limit = 100 if total > 100 else 0
        yield Reason("score.limit", limit - total, "", str(limit))


_DISAGREE = frozenset({"birth_date.different", "gender.different"})
_DISAGREE_IN_PART = frozenset(
    {
        "birth_date.near", "birth_date.slip", "country.different",
        "identifier.different", "score.floor",
    }
)  # fmt: skip


def _identity(codes: set[str], kind: Kind) -> Identity:
    """Sum up what the facts besides the name say."""
    born = {"birth_date.same", "birth_date.month", "birth_date.year"}
    supporting = born | {"birth_place.same"}
    if kind is not Kind.PERSON:
        supporting = supporting | {"country.same"}
    proved = "identifier.same" in codes
    if codes & _DISAGREE:
        doubted = proved or "birth_date.same" in codes or "score.floor" in codes
        return Identity.DOUBTFUL if doubted else Identity.CONTRADICTED
    if proved:
        return Identity.CONFIRMED
    if codes & _DISAGREE_IN_PART and "birth_date.same" not in codes:
        return Identity.DOUBTFUL
    return Identity.SUPPORTED if codes & supporting else Identity.UNKNOWN
