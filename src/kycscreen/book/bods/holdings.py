"""What a relationship of BODS makes of an owner: holdings, roles, or a gap."""

from collections.abc import Iterator
from datetime import date

import attrs

from kycscreen.book.bods.interests import Interest, Relationship
from kycscreen.book.bods.statements import Statement
from kycscreen.parties import Control, Holding, Role, Share, Undisclosed, Unnamed


def holdings(
    of: Relationship, owner: str, held: str, statement: Statement
) -> list[Holding]:
    """Return what an owner holds: shares, votes and control of one time together.

    Interests of one kind and time are held side by side, each in a holding of its own.
    Of rights to profit no more is told than of shares, beside which they stand.
    """
    told = [one for one in of.interests if not isinstance(one.means, Role)]
    if of.interests and not told:
        return []
    source = statement.source or statement.publisher
    bare = Holding(owner=owner, of=held, source=source)
    if not told:
        return [attrs.evolve(bare, direct=not of.components)]
    made: list[Holding] = []
    by_time: dict[tuple[date | None, date | None, bool], list[Interest]] = {}
    for one in told:
        by_time.setdefault((one.start, one.end, one.is_direct), []).append(one)
    for (start, end, is_direct), several in by_time.items():
        timed = attrs.evolve(bare, start=start, end=end, direct=is_direct)
        for at, (shares, votes) in enumerate(_abreast(several)):
            control = tuple(o.means for o in several if isinstance(o.means, Control))
            made.append(
                attrs.evolve(
                    timed,
                    shares=shares,
                    votes=votes,
                    control=() if at else control,
                    details=f"parcel {at + 1}" if at else _details(several),
                )
            )
    return made


def _abreast(
    interests: list[Interest],
) -> Iterator[tuple[Share | None, Share | None]]:
    """Yield shares and votes side by side, in as many rows as it takes."""
    shares = [one.share for one in interests if one.means == "shares"]
    votes = [one.share for one in interests if one.means == "votes"]
    profits = [one.share for one in interests if one.means == "profit"]
    if profits and not shares:
        known = [one for one in profits if one is not None]
        shares = [max(known, key=_size)] if known else [None]
    for at in range(max(len(shares), len(votes), 1)):
        yield (
            shares[at] if at < len(shares) else None,
            votes[at] if at < len(votes) else None,
        )


def _size(share: Share) -> tuple[int, int]:
    return share.most, share.least


def _details(interests: list[Interest]) -> str:
    """Tell what shares and votes do not: other rights, and what is said of any."""
    told = []
    for one in interests:
        is_plain = one.means in ("shares", "votes")
        size = "" if one.share is None else f" {one.share.text}"
        said = "" if is_plain else f"{one.type}{size}"
        told.append(": ".join(filter(None, (said, one.details))))
    return "; ".join(filter(None, dict.fromkeys(told)))


def offices(
    of: Relationship, statement: Statement, *, is_client: bool, is_person: bool
) -> set[Role]:
    """Return the roles that a relationship gives: with the client, or above it.

    What had ended when it was stated gives none but that of having been an owner.
    """
    roles: set[Role] = set()
    for one in of.interests:
        if one.end is not None and one.end.isoformat() <= statement.stated_on:
            continue
        if one.is_beneficial and is_person:
            roles.add(Role.BENEFICIAL_OWNER)
        if not is_client:
            continue
        if isinstance(one.means, Role):
            roles.add(one.means)
        elif isinstance(one.means, str) and one.is_direct:
            roles.add(Role.SHAREHOLDER)
    return roles or {Role.INTERMEDIATE_OWNER}


def unnamed(of: Relationship, held: str, statement: Statement) -> Undisclosed:
    """Return the owner whom nobody names."""
    stated = [one.share for one in of.interests if isinstance(one.means, str)]
    return Undisclosed(
        of=held,
        reason=of.unnamed or Unnamed.UNKNOWN,
        shares=next((one for one in stated if one is not None), None),
        source=statement.source or statement.publisher,
        details=of.details,
    )
