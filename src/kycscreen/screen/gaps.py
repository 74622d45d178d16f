"""Why nothing can be concluded, and what is worth a word: of lists and of parties."""

from collections.abc import Iterable, Iterator
from datetime import date

from kycscreen import sources
from kycscreen.dates import DateSpan
from kycscreen.lists.loading import Fault
from kycscreen.names import LONGEST, WORDS, Name, read_in, space_of
from kycscreen.names.reading import is_usable
from kycscreen.parties import Party
from kycscreen.policy import Policy
from kycscreen.screen.screening import Gap, ListUsed

# Days by which a clock or a time zone may be ahead of another.
_AHEAD = 2


def list_gaps(
    faults: Iterable[Fault], used: tuple[ListUsed, ...], policy: Policy
) -> Iterator[Gap]:
    """Say of every list why nothing can be clear by it, in the order of their ids."""
    damaged = {fault.list_id: fault.problem for fault in faults}
    if not used and not damaged:
        yield Gap("list.none", "", "there is no list to screen against")
    for list_id, problem in damaged.items():
        yield Gap("list.damaged", list_id, problem)
    held = {one.list_id for one in used} | set(damaged)
    for list_id in sorted(policy.required - held):
        yield Gap("list.missing", list_id, "the policy requires it")
    for one in used:
        if not one.entities:
            yield Gap("list.empty", one.list_id, "holds no entity")
        if one.extract:
            yield Gap("list.extract", one.list_id, "holds some of the list only")
        if one.age is None:
            yield Gap("list.undated", one.list_id, "nobody knows how old it is")
        elif one.age < -_AHEAD:
            yield Gap(
                "list.future",
                one.list_id,
                f"confirmed {-one.age} days after the day of the screening",
            )
        elif one.max_age is not None and one.age > one.max_age:
            allowed = (
                f"last confirmed {one.age} days ago, at most {one.max_age} allowed"
            )
            closed = "is closed: its publisher keeps it no more"
            told = closed if one.max_age < 0 else allowed
            yield Gap("list.stale", one.list_id, told)


def list_warnings(used: tuple[ListUsed, ...], on: date) -> Iterator[Gap]:
    """A publisher silent for longer than usual is worth a word, and no gap."""
    for one in used:
        try:
            usual = sources.find(one.list_id).cadence
        except KeyError:
            continue
        if one.published is not None and (on - one.published).days > 3 * usual:
            days = (on - one.published).days
            yield Gap(
                "list.silent",
                one.list_id,
                f"published {days} days ago; it usually changes every {usual}",
            )


def party_gaps(party: Party) -> Iterator[Gap]:
    """A party whose name cannot be read cannot be clear."""
    space = space_of(party.kind)
    names = [read_in(name, space) for name in party.names if name.strip()]
    usable = [_usable(name) for name in names]
    if not any(usable):
        yield Gap("party.unnamed", party.id, "has no name that can be screened")
    elif not all(usable):
        yield Gap(
            "party.name_unread",
            party.id,
            f"has {len(names)} names, of which {usable.count(False)} cannot be"
            " screened",
        )
    if any(name.overlong for name in names):
        yield Gap(
            "party.overlong",
            party.id,
            f"has a name of more than {LONGEST} characters or {WORDS} words; only"
            " the beginning was screened",
        )


def _usable(name: Name) -> bool:
    """Whether a name has a word that could tell anyone apart."""
    return any(map(is_usable, name.tokens))


def party_warnings(party: Party, on: date) -> Iterator[Gap]:
    """Say what is odd in what is declared, and hides nothing."""
    space = space_of(party.kind)
    if any(read_in(name, space).disguised for name in party.names):
        yield Gap(
            "name.disguised", party.id, "has letters or signs made to look like others"
        )
    if is_unborn(party.birth_date, on):
        yield Gap("party.birth_date_future", party.id, "is not born yet")


def is_unborn(born: DateSpan | None, on: date) -> bool:
    """Ask whether somebody is declared to be born after a day."""
    return born is not None and born.lo is not None and born.lo > on
