"""One night's report: what was asked, what changed, what became of it, what is left."""

from collections.abc import Mapping

import attrs

from kycscreen import codec
from kycscreen.rescreen.changes import Edition
from kycscreen.rescreen.turns import REVIEW, Turn
from kycscreen.runs import Tally
from kycscreen.screen import Gap

SCHEMA = "kycscreen.rescreen/1"


@attrs.frozen(kw_only=True)
class ListNight:
    """A list as a run used it, and how many of its entities changed since the last."""

    edition: Edition
    before: str = ""
    listed: int = 0
    amended: int = 0
    delisted: int = 0


@attrs.frozen(kw_only=True)
class Proof:
    """Clients that were carried over and screened all the same, and who differed."""

    clients: int = 0
    of: int = 0
    differ: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Totals:
    """What went in, and where it is: each sum has to come out.

    ``rows`` are those screened, carried over from the last run, refused, and of
    clients that could not be screened; ``clients`` the same.
    """

    rows: int = 0
    rows_screened: int = 0
    rows_carried: int = 0
    rows_refused: int = 0
    rows_not_screened: int = 0
    clients: int = 0
    screened: int = 0
    carried: int = 0
    not_screened: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def reconcile(self) -> bool:
        """Tell whether nothing was lost and nothing is there twice."""
        rows = self.rows_screened + self.rows_carried
        rows += self.rows_refused + self.rows_not_screened
        clients = self.screened + self.carried + self.not_screened
        return rows == self.rows and clients == self.clients

    @property
    def is_shrunk(self) -> bool:
        """Tell whether so many clients are gone that half a file may have come."""
        known = self.clients - self.new + self.gone
        return self.gone >= _MANY_GONE and self.gone * 100 > _SHRUNK * known


_MANY_GONE, _SHRUNK = 10, 10
"""Clients, and hundredths of those known, more of which hardly leave in one night."""


@attrs.frozen(kw_only=True)
class Night:
    """What a run of ``rescreen`` did and found.

    ``key`` is the hash of all that it rests on: the same again is the same run.
    ``why`` says why every client was screened, and is empty where only those were
    whom a change concerns. ``turns`` and ``causes`` count hits and clients;
    ``findings`` counts the clients whose findings are others, and ``graver`` those of
    them with one that is new, or graver than it was. ``gaps`` are those of every
    client; ``opened`` and ``closed`` name what is new of them.
    """

    run: int
    key: str
    engine: str
    code: str
    policy: str
    alert_at: int
    on: str
    book: str
    folder: str
    began: str
    ended: str
    why: tuple[str, ...]
    lists: tuple[ListNight, ...]
    removed: tuple[str, ...]
    gaps: tuple[Gap, ...]
    opened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    totals: Totals
    proof: Proof
    turns: Mapping[str, int]
    causes: Mapping[str, int]
    unexplained: tuple[str, ...]
    hits: int
    pending: int
    outcomes: Tally
    exit_code: int
    findings: int = 0
    graver: int = 0
    is_repeat: bool = False
    """The same had been run before: nothing was done, and nothing is new."""

    @property
    def is_full(self) -> bool:
        """Tell whether every client was screened."""
        return bool(self.why)

    def to_json(self) -> str:
        """Write the report as one line of canonical JSON."""
        return codec.canonical({"schema": SCHEMA, **codec.to_plain(self)})

    @classmethod
    def from_json(cls, text: str | bytes) -> "Night":
        """Read back what ``to_json`` wrote; ``ValueError`` on anything else."""
        return codec.from_plain(cls, codec.of_schema(codec.read(text), SCHEMA))


def exit_code(
    turns: Mapping[str, int],
    outcomes: Tally,
    *,
    findings: int,
    is_wrong: bool,
    gaps: tuple[Gap, ...],
    pending: int,
    is_shrunk: bool,
) -> int:
    """Say what the command answers: 0 where all is known and nothing is news.

    1 where a client was not screened, a row says no client, or a night cannot be
    trusted; 3 where a hit or a finding has to be looked at; 4 where something is
    missing.
    """
    refused = any(gap.code == "book.refused" for gap in gaps)
    if is_wrong or outcomes.error or refused:
        return 1
    if findings or any(turns.get(turn.value) for turn in REVIEW):
        return 3
    if outcomes.inconclusive or gaps or pending or is_shrunk:
        return 4
    return 0


def tally(counts: Mapping[str, int], gaps: tuple[Gap, ...]) -> Tally:
    """Count how clients stand tonight: with a gap of all, none of them is clear."""
    clear, unclear = counts.get("clear", 0), counts.get("inconclusive", 0)
    if gaps:
        clear, unclear = 0, clear + unclear
    return Tally(
        clear=clear,
        hits=counts.get("hits", 0),
        inconclusive=unclear,
        error=counts.get("error", 0),
    )


def shown(turn: Turn) -> str:
    """Return a turn as people read it."""
    return turn.value.replace("_", " ")
