"""The manifest of a run: what was asked, with what, and how it came out."""

from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.book import Refused
from kycscreen.errors import KycScreenError
from kycscreen.runs.outcomes import Tally
from kycscreen.screen import ListUsed

SCHEMA = "kycscreen.run/2"
MANIFEST = "run.json"
REFUSED_AT_MOST = 1_000
"""Refused rows that the manifest repeats; all of them stand in refused.csv."""

_BEFORE = "kycscreen.run/1"


class RunError(KycScreenError):
    """A run folder cannot be written or read."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: {problem}")
        self.folder = folder
        self.problem = problem


@attrs.frozen(kw_only=True)
class Run:
    """What is known of a run without its screenings.

    ``book`` is the sha256 of the client file, empty where one name was asked;
    ``screenings`` that of the results. ``rows`` are those of the file:
    ``rows_accepted``, ``rows_refused`` and, where ``limit`` left it at the first
    clients, some that were not looked at. ``refused`` are the first that were.
    ``clients`` and ``parties`` are those screened, ``clients_in`` all of the file,
    ``pairs`` the hits of all clients. Times are UTC.
    """

    engine: str
    policy: str
    alert_at: int
    on: str
    lists: tuple[ListUsed, ...]
    book: str
    limit: int | None = None
    rows: int
    rows_accepted: int
    rows_refused: int
    refused: tuple[Refused, ...]
    clients_in: int
    clients: int
    parties: int
    pairs: int
    screenings: str
    outcomes: Tally
    exit_code: int
    began: str
    ended: str

    @property
    def is_part(self) -> bool:
        """Whether clients of the book were left out, by the limit."""
        return self.clients < self.clients_in


def write(place: Path, run: Run) -> None:
    """Write the manifest of a run in its folder."""
    text = codec.to_json(run, schema=SCHEMA)
    (place / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read(path: Path) -> Run:
    """Read the manifest of a run folder; ``RunError`` where there is none whole."""
    try:
        plain = codec.read((path / MANIFEST).read_bytes())
        if isinstance(plain, dict) and plain.get("schema") == _BEFORE:
            plain = {**_as_now(plain), "schema": SCHEMA}
        return codec.from_plain(Run, codec.of_schema(plain, SCHEMA))
    except OSError as wrong:
        raise RunError(path, f"is no run: {MANIFEST}: {wrong.strerror}") from None
    except codec.NewerError:
        raise RunError(path, f"{MANIFEST} {codec.NEWER}") from None
    except (ValueError, KeyError, TypeError):
        raise RunError(path, f"{MANIFEST} is damaged") from None


def _as_now(plain: dict[str, object]) -> dict[str, object]:
    """Add to a manifest of the schema before what it left to be counted."""
    refused, rows = plain["refused"], plain["rows"]
    if not isinstance(refused, list) or not isinstance(rows, int):
        raise TypeError
    told = {"rows_refused": len(refused), "rows_accepted": rows - len(refused)}
    return {**plain, **told, "clients_in": plain["clients"]}
