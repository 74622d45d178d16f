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
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

import attrs

from kycscreen.book import passes
from kycscreen.book.columns import Cells
from kycscreen.book.groups import Group
from kycscreen.book.rows import Batch, Refused, row
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
    with passes.opened(path, digest.update) as (columns, batches):
        for batch in batches:
            rows += len(batch)
            for client_id, of in groupby(batch, key=itemgetter(0)):
                if not client_id:
                    unclaimed.extend(_refused(columns, raw) for _, raw in of)
                elif client_id != last:
                    last, number = client_id, hash(client_id)
                    hashes[number % _PARTS].append(number)
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


def _refused(columns: tuple[str, ...], of: tuple[int, Cells] | Refused) -> Refused:
    judged = of if isinstance(of, Refused) else row(of[0], columns, of[1])
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
        begun = 0
        if survey.repeated:
            for client_id, of in self._runs():
                # Two clients of one hash are both held, each by its own id.
                if hash(client_id) in survey.repeated:
                    begun += 1
                    packed = self._apart.setdefault(client_id, [])
                    packed.extend(map(pickle.dumps, of))
        self._clients = survey.begun - begun + len(self._apart)

    def __len__(self) -> int:
        """Count the clients."""
        return self._clients

    def __iter__(self) -> Iterator[Group]:
        """Read the file once more."""
        columns, apart = self._survey.columns, self._apart
        told: set[str] = set()
        for client_id, of in self._runs():
            if client_id not in apart:
                yield Group(client_id, columns, tuple(of))
            elif client_id not in told:
                told.add(client_id)
                rows = tuple(map(pickle.loads, apart[client_id]))
                yield Group(client_id, columns, rows)

    def _runs(self) -> Iterator[tuple[str, Iterator[tuple[int, Cells] | Refused]]]:
        """Give the rows of each client that stand together; those of nobody do not."""
        whose, what = itemgetter(0), itemgetter(1)
        with self._again() as batches:
            claimed = filter(whose, chain.from_iterable(batches))
            for client_id, of in groupby(claimed, key=whose):
                yield client_id, map(what, of)

    @contextmanager
    def _again(self) -> Iterator[Iterator[Batch]]:
        digest = hashlib.sha256()
        with passes.opened(self._path, digest.update) as (columns, batches):
            if columns == self._survey.columns:
                yield batches
        if digest.hexdigest() != self._survey.sha256:
            raise BookError(
                self._path.name,
                "was changed while it was read; begin again with a copy that nobody"
                " writes to",
            )
