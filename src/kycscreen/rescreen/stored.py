"""The file of a state: made, opened, and checked where it may be damaged."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from kycscreen.errors import KycScreenError

VERSION = 4
_OURS = 0x6B796373  # "kycs", in the file's header
_TABLES = """
CREATE TABLE runs(id INTEGER PRIMARY KEY, told TEXT NOT NULL);
CREATE TABLE lists(list_id TEXT PRIMARY KEY, edition TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entities(held_in TEXT, list_id TEXT, record_id TEXT, facts BLOB NOT NULL,
    delisted INTEGER NOT NULL, written BLOB NOT NULL,
    PRIMARY KEY(held_in, list_id, record_id)) WITHOUT ROWID;
CREATE TABLE clients(client_id TEXT PRIMARY KEY, digest BLOB NOT NULL,
    standing TEXT NOT NULL, gaps TEXT NOT NULL, findings TEXT NOT NULL,
    due TEXT NOT NULL, rows INTEGER NOT NULL, mark BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE hits(client_id TEXT, hit_id TEXT, known TEXT NOT NULL,
    PRIMARY KEY(client_id, hit_id)) WITHOUT ROWID;
CREATE TABLE transitions(run INTEGER, number INTEGER, told TEXT NOT NULL,
    PRIMARY KEY(run, number)) WITHOUT ROWID;
CREATE TABLE pending(folder TEXT NOT NULL, key TEXT NOT NULL);
"""
RESTORE = "put a copy of it back, or move it away and every hit is new once more"


class StateError(KycScreenError):
    """The state of the last run cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


def unusable(path: Path, wrong: Exception) -> StateError:
    """Say what an error of SQLite or of the system means for a state."""
    if isinstance(wrong, OSError):
        said = wrong.strerror or type(wrong).__name__
    elif isinstance(wrong, sqlite3.OperationalError) and _is_of_sqlite(wrong):
        said = str(wrong)
    else:
        return StateError(path, f"is damaged; {RESTORE}")
    return StateError(
        path, f"cannot be used: {said}; nothing was changed: make room, or name another"
    )


def _is_of_sqlite(wrong: sqlite3.Error) -> bool:
    """Tell from SQLite's own errors Python's of a text that is none, which tells it."""
    return getattr(wrong, "sqlite_errorcode", None) is not None


def connected(path: Path) -> sqlite3.Connection:
    """Open a file that this process has locked, making it where there is none."""
    log = path.with_name(f"{path.name}-wal")
    was_stopped = log.exists() and log.stat().st_size > 0
    if was_stopped and not path.exists():
        raise StateError(path, f"is missing, and its log is there; {RESTORE}")
    if not path.exists():
        _make(path)
    os.close(os.open(path, os.O_RDWR))  # says better than SQLite what is in the way
    if not path.stat().st_size:
        raise StateError(path, f"is empty, which no state is; {RESTORE}")
    at = sqlite3.connect(path, isolation_level=None, timeout=5)
    try:
        _begin(path, at, was_stopped=was_stopped)
    except BaseException:
        at.close()
        raise
    return at


def _make(path: Path) -> None:
    """Make a state in its place whole: what is cut short there is damage."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    # Nobody else may read it, nor what SQLite writes beside it.
    os.close(os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(new, isolation_level=None)) as at:
        at.executescript(
            f"PRAGMA journal_mode=MEMORY; BEGIN; {_TABLES}"
            f" PRAGMA application_id={_OURS}; PRAGMA user_version={VERSION}; COMMIT;"
        )
    new.replace(path)


def _begin(path: Path, at: sqlite3.Connection, *, was_stopped: bool) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
                   "temp_store=MEMORY"):  # fmt: skip
        at.execute(f"PRAGMA {pragma}")
    ours, version = _number(at, "application_id"), _number(at, "user_version")
    if ours != _OURS:
        raise StateError(path, "is no state of ours; name another file")
    if version > VERSION:
        raise StateError(
            path, "was written by a newer kycscreen; install that, or newer"
        )
    if version < VERSION:
        raise StateError(
            path,
            "was written by an older kycscreen; go on with that one, or move the state"
            " away and every hit is new once more",
        )
    # Where whoever wrote last could not end, all of it is read.
    if was_stopped and _is_damaged(at):
        raise StateError(path, f"is damaged; {RESTORE}")


def _is_damaged(at: sqlite3.Connection) -> bool:
    return str(at.execute("PRAGMA integrity_check").fetchone()[0]) != "ok"


def _number(at: sqlite3.Connection, pragma: str) -> int:
    return int(at.execute(f"PRAGMA {pragma}").fetchone()[0])
