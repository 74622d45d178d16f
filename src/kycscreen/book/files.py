"""A book's file: surveyed once, and then read client by client as often as asked.

Memory holds one client at a time, and for each client eight bytes. Only clients whose
rows do not stand together are held, packed, from the beginning.
"""

import hashlib
import pickle
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from kycscreen.book import passes
from kycscreen.book.groups import Group, Rows
from kycscreen.book.rows import Cells, Raw, Refused, row
from kycscreen.errors import BookError

_PARTS = 256  # so that a part is small when it is searched for what it holds twice


@attrs.frozen
class Survey:
    """What one pass over a file tells of all of it; no cell but whose rows they are.

    ``unclaimed`` are refused rows that do not say whose they are. ``repeated`` are the
    hashes of clients that begin again, and ``begun`` counts how often any begins.
    """

    columns: tuple[str, ...]
    rows: int
    sha256: str
    unclaimed: tuple[Refused, ...]
    begun: int
    repeated: frozenset[int]


def survey(path: Path) -> Survey:
    """Pass over a file; ``BookError`` where it cannot be trusted as a whole."""
    digest = hashlib.sha256()
    hashes = [array("q") for _ in range(_PARTS)]
    unclaimed: list[Refused] = []
    rows, last = 0, ""
    with passes.opened(path, digest.update) as (columns, raw):
        for line, client_id, cells in raw:
            rows += 1
            if client_id and client_id != last:
                last, number = client_id, hash(client_id)
                hashes[number % _PARTS].append(number)
            elif not client_id:
                unclaimed.append(_refused(line, columns, cells))
    if not rows:
        raise BookError(path.name, "holds no clients")
    return Survey(
        columns=columns,
        rows=rows,
        sha256=digest.hexdigest(),
        unclaimed=tuple(unclaimed),
        begun=sum(map(len, hashes)),
        repeated=frozenset(number for part in hashes for number in _repeated(part)),
    )


def _refused(line: int, columns: tuple[str, ...], cells: Cells | Refused) -> Refused:
    judged = cells if isinstance(cells, Refused) else row(line, columns, cells)
    assert isinstance(judged, Refused)  # a row is nobody's only if nobody is named
    return judged


def _repeated(numbers: "array[int]") -> Iterator[int]:
    return (number for number, times in Counter(numbers).items() if times > 1)


class FileGroups:
    """The groups of a file, read from it anew each time they are asked for.

    ``BookError`` at the end where it is not the file any more that was surveyed:
    nothing may be concluded from what was read until then.
    """

    def __init__(self, path: Path, survey: Survey) -> None:
        """Gather the rows that stand apart from others of their client."""
        self._path, self._survey = path, survey
        self._apart: dict[str, list[bytes]] = {}
        begun, last = 0, ""
        if survey.repeated:
            with self._again() as raw:
                for line, client_id, cells in raw:
                    # Two clients of one hash are both held, each by its own id.
                    if client_id and hash(client_id) in survey.repeated:
                        begun += client_id != last
                        packed = pickle.dumps((line, cells))
                        self._apart.setdefault(client_id, []).append(packed)
                    last = client_id or last
        self._clients = survey.begun - begun + len(self._apart)

    def __len__(self) -> int:
        """Count the clients."""
        return self._clients

    def __iter__(self) -> Iterator[Group]:
        """Read the file once more."""
        columns, apart = self._survey.columns, self._apart
        told: set[str] = set()
        current = ""
        rows: list[tuple[int, Cells] | Refused] = []
        with self._again() as raw:
            for line, client_id, cells in raw:
                if client_id != current and client_id:
                    if rows:
                        yield Group(current, columns, tuple(rows))
                    current, rows = client_id, []
                    if client_id in apart and client_id not in told:
                        told.add(client_id)
                        yield Group(client_id, columns, _unpacked(apart[client_id]))
                if client_id and client_id not in apart:
                    rows.append(_kept(line, cells))
            if rows:
                yield Group(current, columns, tuple(rows))

    @contextmanager
    def _again(self) -> Iterator[Iterator[Raw]]:
        digest = hashlib.sha256()
        with passes.opened(self._path, digest.update) as (columns, raw):
            if columns == self._survey.columns:
                yield raw
        if digest.hexdigest() != self._survey.sha256:
            raise BookError(
                self._path.name,
                "was changed while it was read; begin again with a copy that nobody"
                " writes to",
            )


def _unpacked(rows: list[bytes]) -> Rows:
    return tuple(_kept(*pickle.loads(row)) for row in rows)


def _kept(line: int, cells: Cells | Refused) -> tuple[int, Cells] | Refused:
    return cells if isinstance(cells, Refused) else (line, cells)
