"""What a party says of itself, beside what the lists say."""

from collections.abc import Sequence
from datetime import date

import attrs

from kycscreen.entities import Position
from kycscreen.parties import Party, Pep
from kycscreen.pep.exposures import Exposure, Office, judged, strength, words
from kycscreen.pep.relations import near_enough, relation_of
from kycscreen.pep.standing import Doubt, Standing, Stands
from kycscreen.policy.law import Law

CODES = ("pep.agrees", "pep.declared", "pep.left_open", "pep.undeclared")


@attrs.frozen(kw_only=True)
class Declared:
    """A declaration held against what was found.

    ``code``: ``pep.undeclared``, declared no and a list says yes; ``pep.declared``,
    declared yes and no list says as much; ``pep.agrees``, both say the same;
    ``pep.left_open``, asked and not answered. ``status`` is the strongest of both
    sides, none where neither says that the party is one; ``found`` is what the
    lists say and the law counts.
    """

    code: str
    status: Standing | None = None
    until: date | None = None
    found: tuple[Exposure, ...] = ()
    grounds: str


def declared(
    party: Party, found: Sequence[Exposure], *, law: Law, on: date
) -> Declared | None:
    """Hold what a party declared against what lists say; none where nobody asked."""
    pep = party.pep
    if pep is None:
        return None
    counted = tuple(one for one in found if one.counts)
    sides = [Stands(standing=one.status, until=one.until) for one in counted]
    told = [_of_found(counted, found)]
    said = None
    if pep.declared:
        stands, counts = _stands(pep, law, on)
        told.append(_of_itself(pep, stands, law, counts=counts))
        said = stands if counts else None
    code = _code(pep, said, sides, found)
    best = min([*sides, *([said] if said else [])], key=_strongest, default=None)
    return Declared(
        code=code,
        status=None if best is None else best.standing,
        until=None if best is None else best.until,
        found=counted,
        grounds="; ".join((_answer(pep), *told)) + ".",
    )


def _strongest(stands: Stands) -> tuple[bool, int, int]:
    return strength(stands, counts=True)


def _code(
    pep: Pep, said: Stands | None, listed: list[Stands], found: Sequence[Exposure]
) -> str:
    """Name how two sides relate: what the law counts of each, and whatever lists say.

    Whoever says to be in office, or to have left lately, says more than a list that
    tells of an office of long ago.
    """
    if pep.declared is None:
        return "pep.left_open"
    if not pep.declared:
        return "pep.undeclared" if listed else "pep.agrees"
    if said is None:  # nothing that the law counts
        return "pep.agrees" if found else "pep.declared"
    says_more = said.standing in _RECENT and not any(
        one.standing in _RECENT for one in listed
    )
    return "pep.declared" if says_more or not listed else "pep.agrees"


_RECENT = (Standing.CURRENT, Standing.COOLING_OFF)


def _stands(pep: Pep, law: Law, on: date) -> tuple[Stands, bool]:
    """Return how a party stands by its own words, and whether the law counts it."""
    offices = [_office(pep, title, law, on) for title in pep.functions or ("",)]
    relation = relation_of(pep.relation, associate=False, law=law)
    judgements = []
    for office in offices:
        function = office.function
        near = not pep.relation or near_enough(
            relation,
            pep.relation,
            highest=not pep.functions or (function is not None and function.highest),
            on=on,
        )
        judgements.append((office.stands, office.counts and near))
    return min(judgements, key=lambda one: strength(one[0], counts=one[1]))


def _office(pep: Pep, title: str, law: Law, on: date) -> Office:
    """Judge a declared function: by its category where it is one, else by its title."""
    known = {function.id.partition(" ")[0] for function in law.function}
    start = "" if pep.start is None else pep.start.isoformat()
    end = "" if pep.end is None else pep.end.isoformat()
    post = Position(
        title or "public function",
        category=title if title in known else "" if title else "other",
        country=pep.country,
        start=start,
        end=end,
        # Whoever says since when, and no end, says that it lasts.
        status="current" if start and not end else "unknown",
    )
    return judged(post, None, law, on)


def _answer(pep: Pep) -> str:
    answer = {True: "yes", False: "no", None: "left open"}[pep.declared]
    when = "" if pep.declared_on is None else f" on {pep.declared_on}"
    source = f" ({pep.source})" if pep.source else ""
    return f"Asked whether a PEP or a relative of one, declared {answer}{when}{source}"


def _of_itself(pep: Pep, stands: Stands, law: Law, *, counts: bool) -> str:
    times = " and ".join(
        f"{word} {day}"
        for word, day in (("from", pep.start), ("until", pep.end))
        if day is not None
    )
    # The words for it may name the holder; the law's do not.
    relation = relation_of(pep.relation, associate=False, law=law)
    word = "relative" if relation is None else relation.id.replace("_", " ")
    beside = f", as {word} of the holder" if pep.relation else ""
    said = f"by its own words {times or 'without dates'}{beside}"
    standing = _STANDINGS[stands.standing].format(until=stands.until)
    if stands.doubt is Doubt.AHEAD:
        standing = "not in office yet"
    return f"{said}: {standing}" if counts else f"{said}: the law does not count it"


def _of_found(counted: tuple[Exposure, ...], found: Sequence[Exposure]) -> str:
    if not counted:
        if found:
            return "lists say only what the law does not count"
        return "no list says so of anyone who may be this party"
    told = dict.fromkeys(map(_told, counted))
    return f"lists say {', '.join(told)}"


def _told(found: Exposure) -> str:
    """Name a function without whoever holds it."""
    what = words(found.function)
    country = f" ({found.country})" if found.country else ""
    near = "someone beside a " if found.relation else ""
    return (
        f"{near}{what}{country}: {_STANDINGS[found.status].format(until=found.until)}"
    )


_STANDINGS = {
    Standing.CURRENT: "in office",
    Standing.COOLING_OFF: "out of office, counts until {until} at least",
    Standing.FORMER: "out of office, and the least time is over",
    Standing.UNKNOWN: "since or until when is not known",
}
