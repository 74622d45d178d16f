"""What is known of a client from night to night: how it stands, its gaps and hits.

What was found besides is in ``found``. Nothing of a party is kept but its id; of a
listed entity, one name.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from kycscreen import match
from kycscreen.entities import NEAR, ListedEntity
from kycscreen.facts import Kind
from kycscreen.match import Hit
from kycscreen.parties import Party, Role
from kycscreen.rescreen import found
from kycscreen.rescreen.found import Found
from kycscreen.screen import Gap, Screening
from kycscreen.screen.standing import standing


@attrs.frozen(kw_only=True)
class Facts:
    """What a hit says: the same facts need nobody to look again.

    ``reasons`` pair codes with points. ``ours`` and ``theirs`` are the hashes of what
    either side states; of our personal numbers only ``fingerprint`` knows every digit.
    """

    score: int
    name_score: int
    identity: str
    reasons: tuple[tuple[str, int], ...]
    fingerprint: str
    ours: str
    theirs: str
    delisted: bool = False


@attrs.frozen(kw_only=True)
class Known:
    """A hit that is known, and since which run.

    ``references`` are the listed entity's own (``xrefs``), by which it is known again
    where its publisher gives it another id; ``beside`` whom its list puts it beside,
    by their list and record ids: findings rest on these too. ``pending`` says why
    tonight could not tell whether it still is one: the code of a gap, and nothing
    where it could.
    """

    hit_id: str
    party_id: str
    list_id: str
    record_id: str
    name: str
    facts: Facts
    references: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    first: int = 0
    changed: int = 0
    pending: str = ""

    @property
    def records(self) -> tuple[tuple[str, str], ...]:
        """The listed entities that it rests on: its own, and whom that is beside."""
        return ((self.list_id, self.record_id), *self.beside)


@attrs.frozen(kw_only=True)
class Stands:
    """How a client stands by itself: what is wrong with a list is not its own.

    ``digest`` is that of its rows, of which there are ``rows``. From ``due`` on all
    this may be another by the date alone.
    """

    client_id: str
    standing: str
    gaps: tuple[Gap, ...]
    hits: tuple[Known, ...]
    findings: tuple[Found, ...] = ()
    due: date | None = None
    digest: bytes = b""
    rows: int = 0


def is_of_all(gap: Gap) -> bool:
    """Tell whether a gap is that of every client: of a list, or of the book."""
    return gap.code.startswith(("list.", "book."))


def stands(screening: Screening) -> Stands:
    """Return what is worth knowing of a screening, all but the client's rows."""
    own = tuple(gap for gap in screening.gaps if not is_of_all(gap))
    if standing(screening) == "error":
        came_out = "error"
    elif screening.hits or screening.findings:
        came_out = "hits"
    else:
        came_out = "inconclusive" if own else "clear"
    return Stands(
        client_id=screening.client_id,
        standing=came_out,
        gaps=own,
        hits=_hits(screening.hits),
        findings=found.found(screening.findings),
        due=screening.due,
    )


def _hits(hits: Iterable[Hit]) -> tuple[Known, ...]:
    """Return the hits, of several with one id what all of them say."""
    found: dict[str, Known] = {}
    for hit in hits:
        one = _known(hit)
        if (other := found.get(one.hit_id)) is not None:
            joined = attrs.evolve(
                other.facts,
                fingerprint=f"{other.facts.fingerprint} {one.facts.fingerprint}",
                theirs=f"{other.facts.theirs} {one.facts.theirs}",
                reasons=(*other.facts.reasons, *one.facts.reasons),
            )
            one = attrs.evolve(other, facts=joined)
        found[one.hit_id] = one
    return tuple(found[hit_id] for hit_id in sorted(found))


def _known(hit: Hit) -> Known:
    entity = hit.entity
    return Known(
        hit_id=hit.id,
        party_id=hit.party.id,
        list_id=entity.list_id,
        record_id=entity.record_id,
        name=entity.names[0].full if entity.names else "",
        references=tuple(sorted({(x.scheme, x.id) for x in entity.xrefs})),
        beside=_beside(entity),
        facts=Facts(
            score=hit.score,
            name_score=hit.name_score,
            identity=hit.identity.value,
            reasons=tuple((reason.code, reason.points) for reason in hit.reasons),
            fingerprint=hit.fingerprint,
            ours=match.fingerprint(hit.party, _NOBODY_LISTED),
            theirs=match.fingerprint(_NOBODY, entity),
            delisted=entity.delisted_on is not None,
        ),
    )


def _beside(entity: ListedEntity) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted(
            {
                (link.target_list or entity.list_id, link.target_id)
                for link in entity.links
                if link.type in NEAR and link.target_id
            }
        )
    )


_NOBODY = Party(id="", kind=Kind.PERSON, name="", roles=frozenset({Role.CLIENT}))
_NOBODY_LISTED = ListedEntity(list_id="", record_id="", kind=Kind.UNKNOWN, names=())


def is_same(one: Stands, other: Stands) -> bool:
    """Tell whether two nights found the same, whenever they found it."""
    return (
        one.standing == other.standing
        and one.due == other.due
        and found.said(one.findings) == found.said(_told(other.findings))
        and set(one.gaps) == set(other.gaps)
        and {hit.hit_id: hit.facts for hit in one.hits}
        == {hit.hit_id: hit.facts for hit in other.hits if not hit.pending}
    )


def _told(findings: Iterable[Found]) -> Iterable[Found]:
    return (one for one in findings if not one.pending)
