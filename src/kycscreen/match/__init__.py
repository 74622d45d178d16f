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
from operator import is_

from kycscreen import codec, identifiers
from kycscreen.entities import EXPOSED, ListedEntity
from kycscreen.match import evidence, stated, verdict
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
    ours, theirs = stated.of_party(party), stated.of_entity(entity)
    facts = evidence.facts(ours, theirs, policy)
    codes = {reason.code for reason in facts}
    best, named = name_reasons(strong, weak, codes, policy)
    sure = 0 if best is weak else best.score  # a weak alias is no sure name
    reasons = [*named, *little(best, policy)]
    reasons += crossed(best, party, entity, policy)
    reasons += facts
    pack = pack_of(entity)
    if pack == "pep":
        reasons.extend(verdict.uncorroborated(codes, best.score, policy))
    if added := verdict.adjusted(reasons, codes, sure, pack, policy):
        reasons += added
        codes.update([reason.code for reason in added])
    return Hit(
        client_id=client_id,
        party=masked(party),
        entity=entity,
        party_name=best.party,
        matched_name=best.listed,
        name_score=best.score,
        words=best.words(named[0].points),
        reasons=tuple(reasons),
        identity=verdict.identity(codes, party.kind),
        pack=pack,
        fingerprint=_bound(ours, theirs),
    )


def pack_of(entity: ListedEntity) -> str:
    """Return which half of the policy judges an entity: ``sanctions`` wins.

    The other one is for whoever is a PEP or an RCA, and nothing worse.
    """
    topics = entity.topics
    return "pep" if topics and topics <= EXPOSED else "sanctions"


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
    return _bound(stated.of_party(party), stated.of_entity(entity))


def _bound(ours: stated.Stated, theirs: stated.Stated) -> str:
    text = f"[{ours.material},{theirs.material}]"  # canonical JSON of a list of both
    return hashlib.sha256(text.encode()).hexdigest()[:16]
