"""What is known from night to night, in one SQLite file: old or new, never a mix.

Every row of a client carries a hash of itself and its hits, every list one of its
entities, every run and transition one of itself, and nothing is believed that is not
as its hash: a flipped bit is an error and never a hit less. All that a run changes is
one transaction.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.lists import lock
from kycscreen.rescreen import changes
from kycscreen.rescreen.changes import Edition, Mark, Marks
from kycscreen.rescreen.found import Found
from kycscreen.rescreen.known import Known, Stands
from kycscreen.rescreen.nights import Night
from kycscreen.rescreen.stored import RESTORE, StateError, connected, unusable
from kycscreen.rescreen.turns import Transition
from kycscreen.screen import Gap


@attrs.frozen
class _Gaps:
    gaps: tuple[Gap, ...]


@attrs.frozen
class _Findings:
    findings: tuple[Found, ...]


_Row = tuple[str, bytes, str, str, str, str, int]
"""What is kept of a client besides its hits: see the table."""


@contextmanager
def opened(path: Path) -> Iterator["State"]:
    """Open a state for one writer, making it where there is none."""
    with ExitStack() as stack:
        try:
            beside = path.with_name(f"{path.name}.lock")
            stack.enter_context(lock.alone(beside))
            state = stack.enter_context(closing(State(path)))
        except (sqlite3.Error, OSError) as wrong:
            raise unusable(path, wrong) from None
        except ValueError as wrong:
            raise StateError(path, str(wrong)) from None
        try:
            yield state
        except sqlite3.Error as wrong:
            raise unusable(path, wrong) from None


class State:
    """An opened state; what is written counts when ``commit`` has ended."""

    def __init__(self, path: Path) -> None:
        """Open a file that this process has locked."""
        self.path = path
        self._at = connected(path)

    def close(self) -> None:
        """Give the file up; what was not committed is forgotten."""
        with suppress(sqlite3.Error):
            if self._at.in_transaction:
                self._at.execute("ROLLBACK")
        self._at.close()

    # -- what is known -------------------------------------------------------------

    def last(self) -> Night | None:
        """Return the last run, if there was one, and count what it left."""
        row = self._at.execute("SELECT * FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        if row is None:
            return None
        night = self._night(*row)
        if self._count("hits") != night.hits:
            raise StateError(self.path, f"has lost hits, or has too many; {RESTORE}")
        return night

    def night(self, run: int) -> Night | None:
        """Return the report of a run, if there was that one."""
        row = self._at.execute("SELECT * FROM runs WHERE id=?", (run,)).fetchone()
        return None if row is None else self._night(*row)

    def nights(self) -> Iterator[Night]:
        """Yield the reports of all runs, the first one first."""
        for row in self._at.execute("SELECT * FROM runs ORDER BY id"):
            yield self._night(*row)

    def _night(self, run: int, sealed: str) -> Night:
        try:
            return Night.from_json(_unsealed(sealed, run))
        except ValueError:
            raise self._damaged() from None

    def _damaged(self) -> StateError:
        return StateError(self.path, f"is damaged; {RESTORE}")

    def editions(self) -> dict[str, Edition]:
        """Return the edition of each list that was last used, whenever that was."""
        try:
            return {
                list_id: codec.from_json(Edition, _unsealed(sealed, list_id))
                for list_id, sealed in self._at.execute("SELECT * FROM lists")
            }
        except ValueError:
            raise self._damaged() from None

    def marks(self, edition: Edition) -> Marks:
        """Return the hashes of a list's entities as that edition had them."""
        rows = self._at.execute(
            "SELECT list_id, record_id, facts, delisted, written FROM entities"
            " WHERE held_in=?",
            (edition.list_id,),
        )
        found: Marks = {
            (list_id, record_id): Mark(facts, bool(delisted), written)
            for list_id, record_id, facts, delisted, written in rows
        }
        try:
            is_same = changes.total(found) == edition.marks
        except TypeError:  # a text stands where a hash was
            is_same = False
        if not is_same:
            raise self._damaged()
        return found

    def list_ids(self, held_in: str) -> list[str]:
        """Return the list ids that the entities of a list carry: its own, or others."""
        edition = self.editions().get(held_in)
        marks = {} if edition is None else self.marks(edition)
        return sorted({held_in, *(list_id for list_id, _ in marks)})

    def stands(self, client_ids: Sequence[str]) -> dict[str, Stands]:
        """Return what is known of some clients."""
        marks = ",".join("?" * len(client_ids))
        hits: dict[str, list[str]] = {}
        for client_id, known in self._at.execute(
            f"SELECT client_id, known FROM hits WHERE client_id IN ({marks})"
            " ORDER BY client_id, hit_id",
            client_ids,
        ):
            hits.setdefault(client_id, []).append(known)
        rows = self._at.execute(
            f"SELECT * FROM clients WHERE client_id IN ({marks})", client_ids
        )
        return {row[0]: self._stands(row, hits.get(row[0], [])) for row in rows}

    def _stands(
        self, sealed: tuple[str, bytes, str, str, str, str, int, bytes], hits: list[str]
    ) -> Stands:
        *_, mark = sealed
        row = sealed[:-1]
        if mark != _mark(row, hits):
            raise self._damaged()
        client_id, digest, standing, gaps, findings, due, rows = row
        try:
            return Stands(
                client_id=client_id,
                digest=digest,
                standing=standing,
                gaps=codec.from_json(_Gaps, gaps).gaps if gaps else (),
                hits=tuple(codec.from_json(Known, known) for known in hits),
                findings=codec.from_json(_Findings, findings).findings
                if findings
                else (),
                due=date.fromisoformat(due) if due else None,
                rows=rows,
            )
        except ValueError:
            raise self._damaged() from None

    def counts(self) -> dict[str, int]:
        """Count the clients of the book by how they stand."""
        rows = self._at.execute(
            "SELECT standing, count(*) FROM clients WHERE length(digest) > 0 GROUP BY 1"
        )
        return dict(rows.fetchall())

    def hits(self) -> int:
        """Count the hits, those pending as well."""
        return self._count("hits")

    def pending(self) -> int:
        """Count the hits of which the last run could not tell."""
        found = self._at.execute(
            "SELECT count(*) FROM hits WHERE json_extract(known, '$.pending') <> ''"
        ).fetchone()
        return int(found[0])

    def _count(self, table: str) -> int:
        found = self._at.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(found[0])

    # -- who is in the book --------------------------------------------------------

    def meet(self, client_ids: Iterable[str]) -> None:
        """Note who is in tonight's book."""
        self._at.execute(
            "CREATE TEMP TABLE IF NOT EXISTS met(client_id TEXT PRIMARY KEY)"
            " WITHOUT ROWID"
        )
        rows = ((client_id,) for client_id in client_ids)
        self._at.executemany("INSERT OR IGNORE INTO temp.met VALUES(?)", rows)

    def unmet(self) -> list[str]:
        """Return the clients that are known and not in tonight's book."""
        rows = self._at.execute(
            "SELECT client_id FROM clients"
            " WHERE client_id NOT IN (SELECT client_id FROM temp.met) ORDER BY 1"
        )
        return [row[0] for row in rows]

    # -- writing -------------------------------------------------------------------

    def intend(self, folder: Path, key: str) -> None:
        """Note the folder of a run that begins, in case it is stopped."""
        self._at.execute("BEGIN IMMEDIATE")
        self._at.execute("DELETE FROM pending")
        self._at.execute("INSERT INTO pending VALUES(?, ?)", (str(folder), key))
        self._at.execute("COMMIT")

    def intended(self) -> tuple[Path, str] | None:
        """Return the folder of a run that was stopped, if one was."""
        row = self._at.execute("SELECT folder, key FROM pending").fetchone()
        return None if row is None else (Path(row[0]), row[1])

    def begin(self) -> None:
        """Begin to write: until ``commit`` nothing has happened."""
        self._at.execute("BEGIN IMMEDIATE")

    def put(self, stands: Stands) -> None:
        """Write what is known of a client."""
        self.forget(stands.client_id)
        gaps = codec.to_json(_Gaps(stands.gaps)) if stands.gaps else ""
        found = codec.to_json(_Findings(stands.findings)) if stands.findings else ""
        due = "" if stands.due is None else stands.due.isoformat()
        known = [(hit.hit_id, codec.to_json(hit)) for hit in stands.hits]
        known.sort()
        whose = (stands.client_id, stands.digest, stands.standing)
        row = (*whose, gaps, found, due, stands.rows)
        mark = _mark(row, [told for _, told in known])
        self._at.execute("INSERT INTO clients VALUES(?,?,?,?,?,?,?,?)", (*row, mark))
        self._at.executemany(
            "INSERT INTO hits VALUES(?,?,?)",
            [(stands.client_id, hit_id, told) for hit_id, told in known],
        )

    def forget(self, client_id: str) -> None:
        """Remove what is known of a client."""
        self._at.execute("DELETE FROM hits WHERE client_id=?", (client_id,))
        self._at.execute("DELETE FROM clients WHERE client_id=?", (client_id,))

    def log(self, number: int, transition: Transition) -> None:
        """Write what became of a hit or client, in the order in which it was found."""
        at = transition.run, number
        row = *at, _sealed(codec.to_json(transition), *at)
        self._at.execute("INSERT INTO transitions VALUES(?,?,?)", row)

    def put_list(self, edition: Edition, marks: Marks | None) -> None:
        """Write a list's edition, and its entities where they are not those known."""
        row = edition.list_id, _sealed(codec.to_json(edition), edition.list_id)
        self._at.execute("REPLACE INTO lists VALUES(?,?)", row)
        if marks is None:
            return
        self._at.execute("DELETE FROM entities WHERE held_in=?", (edition.list_id,))
        self._at.executemany(
            "INSERT INTO entities VALUES(?,?,?,?,?,?)",
            ((edition.list_id, *record, *mark) for record, mark in marks.items()),
        )

    def commit(self, night: Night) -> None:
        """Write the report of a run, and with it all that it found."""
        row = (night.run, _sealed(night.to_json(), night.run))
        self._at.execute("INSERT INTO runs VALUES(?,?)", row)
        self._at.execute("DELETE FROM pending")
        self._at.execute("COMMIT")

    def transitions(self, after: int, *, up_to: int) -> Iterator[Transition]:
        """Yield what became of hits and clients in the runs after one, in order."""
        for run, number, sealed in self._at.execute(
            "SELECT * FROM transitions WHERE run>? AND run<=? ORDER BY run, number",
            (after, up_to),
        ):
            try:
                yield codec.from_json(Transition, _unsealed(sealed, run, number))
            except ValueError:
                raise self._damaged() from None


def _sealed(told: str, *at: object) -> str:
    """Put a hash in front of what stands at a place, as it and the place are."""
    return f"{_hash([*at, told]).hex()}{told}"


def _unsealed(sealed: str, *at: object) -> str:
    """Return what was sealed for a place; ``ValueError`` where either differs."""
    told = sealed[2 * _HASH :]
    if sealed != _sealed(told, *at):
        raise ValueError("is not what was sealed")
    return told


_HASH = 16
"""Bytes of a hash that tells whether a row is as it was written."""


def _hash(told: list[object]) -> bytes:
    text = codec.canonical(told).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=_HASH).digest()


def _mark(row: _Row, hits: list[str]) -> bytes:
    client_id, digest, *rest = row
    return _hash([client_id, digest.hex(), *rest, hits])
