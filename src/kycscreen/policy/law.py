"""What laws and their supervisors ask, as data: every number with its source.

Nothing here decides; ``ownership``, ``pep`` and ``screen`` read it, each for a date.

>>> today = Origin(source="an act", until=date(2027, 7, 10))
>>> today.holds_on(date(2027, 7, 9)), today.holds_on(date(2027, 7, 10))
(True, False)
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Protocol, TypeVar

import attrs


class Mark(Enum):
    """How sure a source is."""

    READ = "P"
    """Read in an official text."""
    TOLD = "S"
    """Known from secondary sources."""
    UNVERIFIED = "U"
    """General knowledge: verify it before you rely on it."""


@attrs.frozen(kw_only=True)
class Origin:
    """Where a rule is from, how sure that is, and when it is in force.

    From ``since`` to before ``until``; without them always.
    """

    source: str
    mark: Mark = Mark.UNVERIFIED
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Ask whether the rule is in force on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


class Combine(Enum):
    """How shares combine along a chain.

    ``CASCADE``: who is owned from the threshold on counts as listed, with all that it
    holds. ``CHAINS``: shares multiply along each chain, and chains add up.
    """

    CASCADE = "cascade"
    CHAINS = "chains"


@attrs.frozen(kw_only=True)
class Regime:
    """When a company is caught through listed owners.

    ``at`` is the least share, in millionths of a percent. ``together``: holdings of
    several listed owners add up without an arrangement. ``control`` catches too.
    ``lists`` are those whose listings count here; lists that no regime names count
    in each.
    """

    id: str
    at: int
    combine: Combine
    together: bool
    control: bool
    lists: tuple[str, ...]
    origin: Origin


@attrs.frozen(kw_only=True)
class OwnerRule:
    """From which share on a person is a beneficial owner, in millionths of 1 %."""

    id: str
    at: int
    origin: Origin


@attrs.frozen(kw_only=True)
class Function:
    """A class of public functions: is it prominent, and where.

    ``id`` is a category of positions as lists give it (``mp``, ``minister`` …), or
    one with a country behind it (``mp fi``). ``highest``: relatives further off count.
    """

    id: str
    prominent: bool
    highest: bool = False
    origin: Origin


@attrs.frozen(kw_only=True)
class AfterOffice:
    """For how many months at least somebody still counts after leaving office.

    ``countries`` and ``functions`` say for which; none of either means all. Of several
    rules that fit, the longest counts.
    """

    id: str
    months: int
    countries: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    origin: Origin


@attrs.frozen(kw_only=True)
class Relation:
    """Who counts as family or close associate: the words by which lists tell it.

    ``highest_only``: only beside the highest functions.
    """

    id: str
    words: tuple[str, ...]
    associate: bool = False
    highest_only: bool = False
    origin: Origin


@attrs.frozen(kw_only=True)
class Service:
    """Services that may not be given to whoever is established in some countries.

    ``carve_outs`` are what may be an exception, each a sentence for a person to check.
    """

    id: str
    countries: tuple[str, ...]
    services: tuple[str, ...]
    carve_outs: tuple[str, ...] = ()
    origin: Origin


@attrs.frozen(kw_only=True)
class Record:
    """What has to be on record of a party with some role.

    ``asked`` are facts of a party or client (``name``, ``birth_date``,
    ``national_id`` …); ``id`` says whose list it is and what of (``fi.owner``).
    """

    id: str
    roles: tuple[str, ...]
    kind: str
    asked: tuple[str, ...]
    optional: bool = False
    origin: Origin


@attrs.frozen(kw_only=True)
class Step:
    """What a finding asks for next: ``id`` is the finding's code, or how it begins."""

    id: str
    asks: tuple[str, ...]
    origin: Origin


@attrs.frozen(kw_only=True, cache_hash=True)
class Law:
    """The rules of one country or year, by what they are for.

    ``name`` is the pack's. A rule that is not in force on a day is as good as absent.
    """

    name: str
    ownership: tuple[Regime, ...] = ()
    beneficial_owner: tuple[OwnerRule, ...] = ()
    function: tuple[Function, ...] = ()
    after_office: tuple[AfterOffice, ...] = ()
    relation: tuple[Relation, ...] = ()
    service: tuple[Service, ...] = ()
    record: tuple[Record, ...] = ()
    step: tuple[Step, ...] = ()


class Rule(Protocol):
    """What all rules share."""

    @property
    def id(self) -> str:
        """Its name among the rules of its kind."""
        ...

    @property
    def origin(self) -> Origin:
        """Where it is from."""
        ...


R = TypeVar("R", bound=Rule)


def in_force(rules: Iterable[R], on: date) -> tuple[R, ...]:
    """Return the rules that hold on a day."""
    return tuple(rule for rule in rules if rule.origin.holds_on(on))
