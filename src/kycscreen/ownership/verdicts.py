"""What ownership comes to: values alone, side by side for every regime."""

from datetime import date
from enum import Enum

import attrs

from kycscreen.parties import Holding
from kycscreen.shares import Share


class Status(Enum):
    """Is a company caught under a regime?

    ``CAUGHT``: what is known reaches the threshold, or control is declared.
    ``POSSIBLE``: only what is unknown, or control that somebody has to assess, could
    reach it. ``NOT_REACHED``: nothing could.
    """

    CAUGHT = "caught"
    POSSIBLE = "possible"
    NOT_REACHED = "not_reached"


class Way(Enum):
    """By what a threshold is, or could be, reached."""

    SHARES = "shares"
    CONTROL = "control"
    REMAINDER = "remainder"
    ASSESS_CONTROL = "assess_control"


@attrs.frozen(kw_only=True)
class Path:
    """One chain of holdings from an owner down to the company, the owner's first.

    ``share`` is what they multiply to.
    """

    holdings: tuple[Holding, ...]
    share: Share


@attrs.frozen(kw_only=True)
class Verdict:
    """What one regime says of the client company.

    ``share`` is what the regime counts, between what is known and what is possible;
    ``at`` the least that it needs, in millionths of a percent. ``by`` are the listed
    owners, by party id, and ``paths`` the chains by which they reach the company.
    ``exact`` is true where the share is exactly at 50 %, where regimes differ.
    """

    regime: str
    status: Status
    at: int
    share: Share
    ways: tuple[Way, ...] = ()
    by: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    exact: bool = False
    in_force: bool = True


@attrs.frozen(kw_only=True)
class Owner:
    """A natural person who, by the holdings, is or may be a beneficial owner.

    ``share`` is what is owned through every chain; ``control`` where it is control that
    makes the owner. ``possible`` where only what is unknown could.
    """

    party_id: str
    share: Share
    control: bool = False
    possible: bool = False
    paths: tuple[Path, ...] = ()


@attrs.frozen(kw_only=True)
class Ownership:
    """The ownership of one client company on a day.

    ``verdicts`` are empty where no owner is listed. ``owners`` are who reaches the
    threshold of a beneficial owner. ``unknown`` is, of each company that holdings are
    declared of, what they leave open, by party id (millionths of a percent).
    ``overstated`` are companies of which more than the whole is declared.
    """

    company: str
    on: date
    verdicts: tuple[Verdict, ...] = ()
    owners: tuple[Owner, ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()
    overstated: tuple[str, ...] = ()
