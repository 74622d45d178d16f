"""What became of a list that was fetched, and what is to be asked for."""

from datetime import date
from enum import Enum
from pathlib import Path

import attrs

from kycscreen.lists.snapshots import Snapshot


class Happening(Enum):
    """What fetching a list came to."""

    NEW = "new"
    """Another file is active."""
    UNCHANGED = "unchanged"
    """The file that was served is the active one, byte for byte."""
    CONFIRMED = "confirmed"
    """The publisher answered that the active file is the one it has."""
    REFUSED = "refused"
    """A file was served that is not the list, or that the gate refused."""
    FAILED = "failed"
    """No file was served, or none could be stored."""


@attrs.frozen(kw_only=True)
class Fetched:
    """What became of one list.

    ``url`` is where its file came from, ``active`` the snapshot that is in use now,
    whatever happened. ``problem`` says why a list is not current, ``notes`` what was
    odd and borne; ``refused`` is the folder of a file that was refused.
    """

    list_id: str
    happened: Happening
    url: str = ""
    active: Snapshot | None = None
    received: int = 0
    milliseconds: int = 0
    problem: str = ""
    notes: tuple[str, ...] = ()
    refused: Path | None = None

    @property
    def is_current(self) -> bool:
        """Whether the list is as its publisher, or the mirror, has it."""
        return self.happened not in (Happening.REFUSED, Happening.FAILED)

    def age(self, on: date) -> int | None:
        """Return the days since the active list was confirmed."""
        return None if self.active is None else self.active.age(on)


@attrs.frozen(kw_only=True)
class Plan:
    """What would be asked for a list: the addresses in turn, and where it would go.

    With ``conditional`` the file is served only if it is another than the active one.
    Without ``urls`` nothing can be asked, and ``problem`` says what to do instead.
    """

    list_id: str
    urls: tuple[str, ...]
    conditional: bool
    folder: Path
    problem: str = ""
