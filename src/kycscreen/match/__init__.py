"""A party against a listed entity: every fact weighed, every point recorded.

This is the only place that scores. The index, and whatever batch comes after it,
only *propose*; a hit is what ``match`` says it is.

>>> from kycscreen.facts import Kind
>>> from kycscreen.parties import Party, Role
>>> jean = Party.person("Jean Exemple", role=Role.CLIENT, birth_date="1962-03-14")
>>> listed = ListedEntity(list_id="t", record_id="1", kind=Kind.PERSON,
...     names=("EXEMPLE, Jean",), birth_dates=("1962",))
>>> hit = weigh(jean, listed, Policy())
>>> [(reason.code, reason.points) for reason in hit.reasons], hit.score
([('name.similar', 78), ('birth_date.year', 6)], 84)
"""

import hashlib
from collections.abc import Iterable
from operator import is_
from typing import TypeVar

from kycscreen import codec, identifiers
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, Place, Position, Topic
from kycscreen.identifiers import Identifier
from kycscreen.match import evidence, verdict
from kycscreen.match.crossing import crossed
from kycscreen.match.likeness import best_names, little, name_reasons
from kycscreen.match.reasons import NUMBER_AGREES, Hit, Identity, Reason
from kycscreen.match.room import Room
from kycscreen.parties import Party
from kycscreen.policy import Policy

__all__ = [
    "NUMBER_AGREES",
    "Hit",
    "Identity",
    "Reason",
    "Room",
    "fingerprint",
    "masked",
    "match",
    "pack_of",
    "weigh",
]


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
    agrees = any(reason.code in NUMBER_AGREES for reason in weighed.reasons)
    return weighed if agrees or weighed.name_score >= policy.name_floor else None


def weigh(
    party: Party, entity: ListedEntity, policy: Policy, *, client_id: str = ""
) -> Hit:
    """Weigh every fact the two state, hit or not."""
    strong, weak = best_names(party, entity, policy)
    facts = tuple(evidence.facts(party, entity, policy))
    codes = {reason.code for reason in facts}
    best, named = name_reasons(strong, weak, codes, policy)
    sure = 0 if best is weak else best.score  # a weak alias is no sure name
    reasons = [*named, *little(best, policy)]
    reasons += [*crossed(best, party, entity, policy), *facts]
    pack = pack_of(entity)
    if pack == "pep":
        reasons.extend(verdict.uncorroborated(codes, best.score, policy))
    reasons.extend(verdict.adjusted(reasons, sure, pack, policy))
    return Hit(
        client_id=client_id,
        party=masked(party),
        entity=entity,
        party_name=best.party,
        matched_name=best.listed,
        name_score=best.score,
        words=best.words(named[0].points),
        reasons=tuple(reasons),
        identity=verdict.identity({reason.code for reason in reasons}, party.kind),
        pack=pack,
        fingerprint=fingerprint(party, entity),
    )


def pack_of(entity: ListedEntity) -> str:
    """Return which half of the policy judges an entity: ``sanctions`` wins."""
    if Topic.SANCTION in entity.topics:
        return "sanctions"
    return "pep" if entity.topics & {Topic.PEP, Topic.RCA} else "sanctions"


def masked(party: Party) -> Party:
    """Return a party whose personal numbers are masked, as it may be shown."""
    numbers = party.identifiers
    if not numbers:
        return party
    shown = tuple([identifiers.mask(number, kind=party.kind) for number in numbers])
    if all(map(is_, shown, numbers)):
        return party  # as companies are, of which a book has many
    return codec.changed(party, identifiers=shown)


def fingerprint(party: Party, entity: ListedEntity) -> str:
    """Return the hash of the material facts of both sides, to which decisions bind.

    The order in which a side states its facts, and a publisher's notes, are none.
    """
    ours: list[object] = [
        party.kind.value,
        party.name,
        _set(party.other_names),
        _set(map(_span, (party.birth_date,) if party.birth_date is not None else ())),
        _set(
            map(_place, (party.birth_place,) if party.birth_place is not None else ())
        ),
        _set(party.countries),
        _set(party.nationalities),
        _set(party.genders),
        _set(map(_number, party.identifiers)),
    ]
    theirs: list[object] = [
        entity.kind.value,
        _set((name.full, name.strength.value) for name in entity.names),
        _set(map(_span, entity.birth_dates)),
        _set(map(_place, entity.birth_places)),
        _set(address.country for address in entity.addresses if address.country),
        _set(entity.nationalities),
        _set(entity.citizenships),
        _set(entity.genders),
        _set(map(_number, entity.identifiers)),
        _set(map(_position, entity.positions)),
        _set(programme.code for programme in entity.programmes),
        _set(entity.measures),
        _set(topic.value for topic in entity.topics),
        entity.delisted_on.isoformat() if entity.delisted_on is not None else "",
    ]
    text = codec.canonical([ours, theirs])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


T = TypeVar("T", str, tuple[str, ...])


def _set(facts: Iterable[T]) -> list[T]:
    return sorted(set(facts))


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
