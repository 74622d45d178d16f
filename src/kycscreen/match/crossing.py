"""Given and family name that stand crosswise: Hans Friedrich, Friedrich Hans.

Names are compared in any order, since lists and forms change it about. Only where
each word could be a given name, and both sides say which one is, are they two people.
"""

from functools import lru_cache

import attrs

from kycscreen.entities import ListedEntity, ListedName
from kycscreen.facts import Kind
from kycscreen.match.likeness import Best
from kycscreen.match.reasons import Reason
from kycscreen.names import closest, kinship, spell
from kycscreen.names.memory import KEPT
from kycscreen.names.relation import relate
from kycscreen.names.tokens import PERSON, Token, token
from kycscreen.parties import Party
from kycscreen.policy import Policy


def crossed(
    best: Best, party: Party, entity: ListedEntity, policy: Policy
) -> tuple[Reason, ...]:
    """Take points where our given name is their family name, and the reverse."""
    if not party.name_parts or best.score < policy.name_floor:
        return ()
    if best.listed is None or best.party != party.name or not policy.name_crossed:
        return ()
    ours = _stated(party.name_parts) if party.kind is Kind.PERSON else None
    if ours is None or not _crosswise(ours, best.listed):
        return ()
    if _straight(ours, best, entity):
        return ()
    return (Reason("name.crossed", policy.name_crossed),)


@attrs.frozen
class _Stated:
    """A name of which a side says which word is the given one, which the family's."""

    given: Token
    family: Token


@lru_cache(maxsize=KEPT)
def _stated(parts: tuple[tuple[str, str], ...]) -> _Stated | None:
    """Return the two words, where each could be the given name, and the order tells.

    It does with Western names only: others stand in both orders, and publishers take
    one part for the other.
    """
    given = _words("given", parts)
    family = _words("family", parts)
    if len(given) != 1 or len(family) != 1:
        return None
    stated = _Stated(token(given[0], PERSON), token(family[0], PERSON))
    both = kinship.is_western(stated.given) and kinship.is_western(stated.family)
    return stated if both else None


def _words(wanted: str, parts: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(w for part, text in parts if part == wanted for w in spell(text).words)


def _crosswise(ours: _Stated, listed: ListedName) -> bool:
    theirs = _stated(listed.parts)
    return (
        theirs is not None
        and _same(ours.given, theirs.family)
        and _same(ours.family, theirs.given)
        and not _same(ours.given, theirs.given)
        and not _same(ours.family, theirs.family)
    )


def _same(a: Token, b: Token) -> bool:
    return relate(a, b)[0] >= _SAME


_SAME = 90


def _straight(ours: _Stated, best: Best, entity: ListedEntity) -> bool:
    """Ask whether another name of theirs is as alike, and does not stand crosswise."""
    return any(
        closest(best.party, name.full, PERSON)[2].score >= best.score
        for name in entity.names
        if not _crosswise(ours, name)
    )
