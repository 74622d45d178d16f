"""What becomes of hits and clients from night to night, and because of what: values."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

import attrs

from kycscreen import codec
from kycscreen.rescreen import found
from kycscreen.rescreen.changes import ListChange, Record
from kycscreen.rescreen.found import Found
from kycscreen.rescreen.known import Facts, Known, Stands
from kycscreen.screen import Gap

SCHEMA = "kycscreen.transition/1"


class Turn(Enum):
    """What became of a hit or of a client."""

    NEW = "new"
    CHANGED = "changed"
    STILL = "still"
    RENUMBERED = "renumbered"
    CLEARED = "cleared"
    DELISTED = "delisted"
    INCONCLUSIVE = "inconclusive"
    NOT_SCREENED = "not_screened"
    CONCLUDED = "concluded"


REVIEW = (Turn.NEW, Turn.CHANGED, Turn.CLEARED, Turn.DELISTED)
"""What an analyst has to look at."""
FINDINGS = "findings"
"""What differs of a client whose findings are others."""
PENDING = (Turn.INCONCLUSIVE, Turn.NOT_SCREENED)
"""Of a hit: nobody can tell tonight whether it still is one."""


@attrs.frozen(kw_only=True)
class Transition:
    """What became of one hit, or where ``hit_id`` is empty, of one client.

    ``before_id`` is the hit's id before, where the publisher gave its entity another.
    ``was`` and ``now`` are what the hit said and says, or how the client stood and
    stands; ``what`` names which of it differs. ``causes`` are among ``CAUSES``.
    Where findings of a client are others, ``what`` is ``findings``, and
    ``was_findings`` and ``now_findings`` are all of them.
    """

    run: int
    turn: Turn
    client_id: str
    hit_id: str = ""
    before_id: str = ""
    party_id: str = ""
    list_id: str = ""
    record_id: str = ""
    name: str = ""
    edition: str = ""
    what: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    was: Facts | None = None
    now: Facts | None = None
    stood: str = ""
    stands: str = ""
    gaps: tuple[Gap, ...] = ()
    was_findings: tuple[Found, ...] = ()
    now_findings: tuple[Found, ...] = ()

    @property
    def is_of_findings(self) -> bool:
        """Tell whether it says what became of a client's findings."""
        return self.what == (FINDINGS,)

    @property
    def fresh(self) -> tuple[Found, ...]:
        """The findings that are not as they were."""
        known = found.said(self.was_findings)
        return tuple(one for one in self.now_findings if one.said not in known)

    @property
    def gone(self) -> tuple[Found, ...]:
        """The findings that are there no more."""
        told = found.said(self.now_findings)
        return tuple(one for one in self.was_findings if one.said not in told)

    @property
    def is_graver(self) -> bool:
        """Tell whether a finding is new, or graver than it was."""
        return found.is_graver(self.was_findings, self.now_findings)

    def to_json(self) -> str:
        """Write the transition as one line of canonical JSON."""
        return codec.canonical({"schema": SCHEMA, **codec.to_plain(self)})


CAUSES = (
    "first", "listed", "amended", "delisted", "list_added", "list_removed",
    "client_new", "client_changed", "client_gone", "policy", "engine", "date", "again",
    "list_missing", "list_damaged", "list_empty", "list_extract",
    "client_refused", "client_error", "book_refused",
)  # fmt: skip
"""Why something became what it is; ``date``: a day came on which it could differ;
``again``: it was pending, or not screened.

The last ones are gaps, for which nobody can tell what it is."""


@attrs.frozen(kw_only=True)
class Tonight:
    """What is the same for all clients of a run: what changed, and what is missing.

    ``causes`` concern everybody; ``added`` are lists that the last run did not use,
    ``unproved`` the lists of which nobody can be missed tonight, each with its gap.
    ``is_back``: tonight's day ``on`` is before that of the last run.
    """

    run: int
    causes: frozenset[str]
    lists: Mapping[Record, tuple[str, ListChange]]
    editions: Mapping[str, str]
    added: frozenset[str]
    unproved: Mapping[str, str]
    removed: frozenset[str]
    doubt: bool
    on: date
    is_back: bool = False

    def is_delisted(self, record: Record) -> bool:
        """Tell whether a record is on its list no more, or says so itself."""
        return self.lists.get(record, ("",))[0] == "delisted"

    def why(self, record: Record) -> frozenset[str]:
        """Return what changed of one listed entity, and for everybody."""
        found = set(self.causes)
        if record in self.lists:
            found.add(self.lists[record][0])
        if record[0] in self.added:
            found.add("list_added")
        if record[0] in self.removed:
            found.add("list_removed")
        return frozenset(found)


def pending_of(
    old: Known | Found,
    list_id: str,
    now: Stands | None,
    causes: frozenset[str],
    tonight: Tonight,
) -> tuple[str, Turn]:
    """Say why what is not there may be so all the same; nothing if it cannot."""
    if now is not None and now.standing == "error":
        codes = {gap.code for gap in now.gaps}
        error = "client.refused" if "client.refused" in codes else "client.error"
        return error, Turn.NOT_SCREENED
    if tonight.doubt and (causes & {"client_gone", "client_changed"} or old.pending):
        return "book.refused", Turn.NOT_SCREENED
    if now is not None and list_id in tonight.unproved:
        return tonight.unproved[list_id], Turn.INCONCLUSIVE
    return "", Turn.CLEARED


def cause_of(gap: str) -> str:
    """Return the cause that the code of a gap is."""
    return gap.replace(".", "_")
