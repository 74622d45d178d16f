"""Relationships of BODS: who owns or controls whom, by which interests.

What gives a part of the whole (shares, votes, profit, what is left on dissolution) is a
share; an office (board, management) is a role and no holding; all else is control.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs

from kycscreen import shares
from kycscreen.book.bods import cells
from kycscreen.book.bods.cells import Plain
from kycscreen.book.bods.statements import Statement
from kycscreen.book.bods.subjects import unnamed
from kycscreen.errors import PartyError
from kycscreen.parties import Control, Role, Share, Unnamed

_SHARES, _VOTES, _PROFIT = "shares", "votes", "profit"
Means = str | Control | Role

TYPES: dict[str, Means] = {
    "shareholding": _SHARES,
    "votingRights": _VOTES,
    "rightsToSurplusAssetsOnDissolution": _PROFIT,
    "rightsToProfitOrIncome": _PROFIT,
    "appointmentOfBoard": Control.APPOINTS_BOARD,
    "rightsGrantedByContract": Control.AGREEMENT,
    "settlor": Control.TRUST,
    "trustee": Control.TRUST,
    "protector": Control.TRUST,
    "beneficiaryOfLegalArrangement": Control.TRUST,
    "controlViaCompanyRulesOrArticles": Control.OTHER_MEANS,
    "controlByLegalFramework": Control.OTHER_MEANS,
    "otherInfluenceOrControl": Control.INFLUENCE,
    "conditionalRightsGrantedByContract": Control.INFLUENCE,
    "enjoymentAndUseOfAssets": Control.INFLUENCE,
    "rightToProfitOrIncomeFromAssets": Control.INFLUENCE,
    "nominee": Control.INFLUENCE,
    "nominator": Control.INFLUENCE,
    "unknownInterest": Control.INFLUENCE,
    "unpublishedInterest": Control.INFLUENCE,
    "seniorManagingOfficial": Role.SENIOR_MANAGING_OFFICIAL,
    "boardMember": Role.BOARD_MEMBER,
    "boardChair": Role.BOARD_MEMBER,
}
"""What an interest of each type is to us."""
_FORMER = {
    "settlorOfTrust": "settlor",
    "trusteeOfTrust": "trustee",
    "protectorOfTrust": "protector",
    "beneficiaryOfTrust": "beneficiaryOfLegalArrangement",
    "influenceOrControl": "otherInfluenceOrControl",
    "otherInfluenceOrControlOfTrust": "otherInfluenceOrControl",
}
_KNOWN = (*TYPES, *_FORMER)
_MOST_DIGITS = 60
"""Of a number: more are no share, and would take long to reckon with."""


@attrs.frozen(kw_only=True)
class Interest:
    """One interest: what it is to us, its share, and since when."""

    type: str
    means: Means
    share: Share | None
    is_direct: bool
    is_beneficial: bool
    start: date | None
    end: date | None
    details: str = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Relationship:
    """Who has interests in a subject: a record, or somebody whom nobody names."""

    owner: str
    unnamed: Unnamed | None
    details: str
    interests: tuple[Interest, ...]
    components: tuple[str, ...]


def subject_of(of: Statement) -> str:
    """Return the record in which a relationship gives interests."""
    if of.is_newest:
        told = of.details.get("subject")
        if isinstance(told, dict):
            raise PartyError("subject", "is not disclosed, so it is no client's")
        return cells.mandatory(of.details, "subject")
    told = cells.inner(of.details, "subject")
    return cells.mandatory(told, "describedByEntityStatement")


def relationship(of: Statement) -> Relationship:
    """Read the rest of a relationship; ``PartyError`` names what cannot be taken."""
    owner, why = _owner(of)
    key = "componentRecords" if of.is_newest else "componentStatementIDs"
    components = tuple(cells.texts(of.details, key))
    nobody, details = (None, "") if why is None else unnamed(why)
    return Relationship(
        owner=owner,
        unnamed=nobody,
        details=details,
        interests=tuple(
            _interest(one, is_indirect=bool(components))
            for one in cells.several(of.details, "interests")
        ),
        components=components,
    )


def _owner(of: Statement) -> tuple[str, Plain | None]:
    told = of.details.get("interestedParty")
    if of.is_newest:
        if isinstance(told, dict):
            return "", told
        return cells.mandatory(of.details, "interestedParty"), None
    party = cells.inner(of.details, "interestedParty")
    if party.get("unspecified") is not None:
        return "", cells.inner(party, "unspecified")
    for key in ("describedByPersonStatement", "describedByEntityStatement"):
        if owner := cells.text(party, key):
            return owner, None
    raise PartyError("interestedParty", "is empty")


def _interest(plain: Plain, *, is_indirect: bool) -> Interest:
    type_ = cells.choice("type", cells.mandatory(plain, "type"), _KNOWN)
    type_ = _FORMER.get(type_, type_)
    way = cells.text(plain, "directOrIndirect") or cells.text(plain, "interestLevel")
    way = cells.choice(
        "directOrIndirect", way or "unknown", ("direct", "indirect", "unknown")
    )
    start, end = cells.day(plain, "startDate"), cells.day(plain, "endDate", after=True)
    if start is not None and end is not None and end < start:
        raise PartyError("interests", "holds one that ends before it starts")
    return Interest(
        type=type_,
        means=TYPES[type_],
        share=share(cells.inner(plain, "share")),
        is_direct=way == "direct" or (way == "unknown" and not is_indirect),
        is_beneficial=bool(cells.truth(plain, "beneficialOwnershipOrControl")),
        start=start,
        end=end,
        details=cells.text(plain, "details"),
    )


def share(plain: Plain) -> Share | None:
    """Read a share that is exact, or between bounds of which each may be left out."""
    exact = _number(plain, "exact")
    least, above = _bound(plain, "minimum", "exclusiveMinimum", max)
    most, below = _bound(plain, "maximum", "exclusiveMaximum", min)
    if exact is None and least is None and most is None:
        return None
    try:
        within = shares.between(least=least, most=most, above=above, below=below)
    except ValueError:
        raise PartyError("share", "has bounds that leave nothing between") from None
    if exact is None:
        return within
    share = shares.between(least=exact, most=exact)
    if share.most < within.least or within.most < share.least:
        raise PartyError("share", "is not between its own bounds")
    return share


def _bound(
    plain: Plain,
    key: str,
    exclusive: str,
    tighter: Callable[[Fraction, Fraction], Fraction],
) -> tuple[Fraction | None, bool]:
    """Return a bound and whether it is left out itself, which 0.2 says by a truth."""
    closed = _number(plain, key)
    if isinstance(plain.get(exclusive), bool):
        return closed, closed is not None and plain[exclusive]
    opened = _number(plain, exclusive)
    if closed is None or opened is None:
        return (closed, False) if opened is None else (opened, True)
    return tighter(closed, opened), opened == tighter(closed, opened)


def _number(plain: Plain, key: str) -> Fraction | None:
    value = plain.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PartyError("share", "is no number")
    if not 0 <= value <= 100:
        raise PartyError("share", "is not between 0 and 100 %")
    if isinstance(value, Decimal):
        _, digits, exponent = value.as_tuple()
        if len(digits) > _MOST_DIGITS or not -_MOST_DIGITS < int(exponent) < 3:
            raise PartyError("share", "has more digits than a share can have")
    return Fraction(value) * shares.PERCENT
