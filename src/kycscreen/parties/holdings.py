"""Who holds what of whom, and who stays unnamed, as declared.

>>> Holding(owner="p-1", shares="60 %").shares
Share(least=60000000, most=60000000)
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

import attrs

from kycscreen import shares
from kycscreen.errors import PartyError
from kycscreen.parties import declared
from kycscreen.shares import Share

if TYPE_CHECKING:
    from kycscreen.parties.party import Party


class Control(Enum):
    """How one controls another besides shares and votes.

    The first four are control by law or contract; ``INFLUENCE`` is what somebody has
    to assess: significant influence, nominees, options, rights of which little is said.
    """

    APPOINTS_BOARD = "appoints_board"
    AGREEMENT = "agreement"
    TRUST = "trust"
    OTHER_MEANS = "other_means"
    INFLUENCE = "influence"


def _id(owner: "Party | str") -> str:
    """Take the id of a party, or the party itself."""
    return declared.text("holdings", getattr(owner, "id", owner))


def _share(field: str, given: str | Share | None) -> Share | None:
    if given is None or isinstance(given, Share):
        return given
    if not isinstance(given, str):
        raise PartyError(field, 'is not text: write "50", "33.33 %", "25-50" or ">25"')
    if not given.strip():
        return None
    try:
        return shares.parse(given)
    except ValueError:
        raise PartyError(
            field, 'is no share in percent: write "50", "33.33 %", "25-50" or ">25"'
        ) from None


def _shares(given: str | Share | None) -> Share | None:
    return _share("shares", given)


def _votes(given: str | Share | None) -> Share | None:
    return _share("votes", given)


def _control(given: Control | Iterable[Control]) -> tuple[Control, ...]:
    several = (given,) if isinstance(given, Control) else given
    found = declared.several("control", several)
    if not all(isinstance(one, Control) for one in found):
        raise PartyError("control", "is not one or more of Control")
    return tuple(sorted(set(found), key=lambda one: one.value))


@attrs.frozen(kw_only=True)
class Holding:
    """What one party of a client holds of another, and since when.

    ``owner`` and ``of`` are ids of parties; ``of`` is empty for the client company
    itself. What is not stated is ``None``. An indirect holding (``direct`` false) says
    what one has by way of others, which may be declared as well. ``joint`` is one
    word for all who hold together by arrangement. ``source`` says where this is known
    from, ``verified_on`` when somebody checked it.
    """

    owner: str = attrs.field(converter=_id)
    of: str = attrs.field(default="", converter=_id)
    shares: Share | None = attrs.field(default=None, converter=_shares)
    votes: Share | None = attrs.field(default=None, converter=_votes)
    control: tuple[Control, ...] = attrs.field(default=(), converter=_control)
    direct: bool = True
    joint: str = ""
    start: date | None = None
    end: date | None = None
    source: str = attrs.field(default="", repr=False)
    verified_on: date | None = None
    details: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        for text in (self.owner, self.of, self.joint, self.source, self.details):
            declared.text("holdings", text)
        if not self.owner:
            raise PartyError("holdings", "has one without an owner")
        if self.owner == self.of:
            raise PartyError("holdings", "has one of a party in itself")
        if self.start and self.end and self.end < self.start:
            raise PartyError("holdings", "has one that ends before it starts")

    def holds_on(self, day: date) -> bool:
        """Ask whether it is held on a day: from ``start`` to before ``end``."""
        return (self.start is None or self.start <= day) and (
            self.end is None or day < self.end
        )


class Unnamed(Enum):
    """Why an owner is not named.

    ``NONE`` is declared where nobody owns enough to be one: then a senior managing
    official stands in.
    """

    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"
    NOT_PROVIDED = "not_provided"
    NOT_CONFIRMED = "not_confirmed"
    EXEMPT = "exempt"
    NONE = "none"


@attrs.frozen(kw_only=True)
class Undisclosed:
    """An owner whom nobody names: a gap, whatever else is known.

    ``of`` is the id of the party that is owned, empty for the client company.
    """

    of: str = attrs.field(default="", converter=_id)
    reason: Unnamed = Unnamed.UNKNOWN
    shares: Share | None = attrs.field(default=None, converter=_shares)
    source: str = attrs.field(default="", repr=False)
    details: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        for text in (self.source, self.details):
            declared.text("undisclosed", text)
