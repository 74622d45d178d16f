"""One list's turn: its addresses are tried, and what one of them serves is judged."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from kycscreen.errors import FetchError, FormatError, ListError, StoreError
from kycscreen.lists import lock, snapshots, store
from kycscreen.lists.fetching import places
from kycscreen.lists.fetching.editions import Gathered, Held
from kycscreen.lists.fetching.limits import Clock, Limits, Tell
from kycscreen.lists.fetching.outcomes import Fetched, Happening
from kycscreen.lists.fetching.places import Place
from kycscreen.lists.manifest import Manifest
from kycscreen.lists.snapshots import Snapshot
from kycscreen.sources import Source

if TYPE_CHECKING:
    from kycscreen.lists.fetching import download

CHECKED = "checked"
_WHOLE_AFTER = timedelta(days=30)


@attrs.frozen(kw_only=True)
class Turn:
    """What holds for every list that is fetched now."""

    folder: Path
    mirror: str
    force: bool
    limits: Limits
    clock: Clock
    tell: Tell
    reading: Lock = attrs.field(factory=Lock)  # lists are large: one at a time is read


def place_of(source: Source, mirror: str) -> Place:
    """Return where a list is fetched from."""
    return places.mirror(source, mirror) if mirror else places.publisher(source)


def held(list_folder: Path, clock: Clock, *, force: bool) -> Held:
    """Return the file of which only another edition is wanted, if there is one.

    A damaged one is wanted whole, and every now and then so is a good one: a server
    may say of another file that it is the same.
    """
    active = _active(list_folder)
    if force or active is None or active.manifest is None or active.extract:
        return Held()
    known = active.manifest
    if not _is_recent(known.fetched_at, clock.now()):
        return Held()
    try:
        data = snapshots.checked_bytes(active)
    except ListError:
        return Held()
    return Held(
        sha256=active.sha256,
        version=known.version,
        fetched_at=known.fetched_at,
        data=data,
        etags=known.etags,
        modified=known.modified,
    )


def _active(list_folder: Path) -> Snapshot | None:
    return snapshots.current(list_folder) if list_folder.is_dir() else None


def _is_recent(fetched_at: str, now: datetime) -> bool:
    try:
        age = now - datetime.fromisoformat(fetched_at)
    except (TypeError, ValueError):
        return False
    return timedelta(0) <= age < _WHOLE_AFTER


def fetched(turn: Turn, source: Source) -> Fetched:
    """Fetch one list; what goes wrong with it is told, and stays with it."""
    began = turn.clock.monotonic()
    list_folder = turn.folder / source.id
    try:
        with _alone(source.id, list_folder):
            done = _served(turn, source, list_folder)
    except OSError as wrong:
        done = _failed(source.id, f"cannot be stored: {wrong.strerror}")
    except ListError as wrong:
        done = _failed(source.id, wrong.problem)
    lasted = turn.clock.monotonic() - began
    return attrs.evolve(
        done, active=_active(list_folder), milliseconds=round(1000 * lasted)
    )


def _failed(list_id: str, problem: str) -> Fetched:
    return Fetched(list_id=list_id, happened=Happening.FAILED, problem=problem)


@contextmanager
def _alone(list_id: str, list_folder: Path) -> Iterator[None]:
    """Be the only one who fetches a list, and clear what a killed one left."""
    if list_folder.exists() and not list_folder.is_dir():
        raise StoreError(list_id, snapshots.no_folder(list_folder))
    list_folder.mkdir(parents=True, exist_ok=True)
    with lock.held(list_id, list_folder, name="fetching", doing="fetched already"):
        for part in list_folder.glob("*.part"):
            part.unlink()
        yield


def _served(turn: Turn, source: Source, list_folder: Path) -> Fetched:
    """Try the ways to a list in turn, until one of them leads to it."""
    # With them comes requests.
    from kycscreen.lists.fetching import download, gathering, versions, wire

    place = place_of(source, turn.mirror)
    if not place.urls:
        return _failed(source.id, places.by_hand(source))
    known = held(list_folder, turn.clock, force=turn.force)
    problems: list[str] = []
    refused: Path | None = None
    with wire.session() as session:
        line = download.Line(
            list_id=source.id,
            place=place,
            folder=list_folder,
            session=session,
            limits=turn.limits,
            clock=turn.clock,
            tell=turn.tell,
        )
        day = _checked(turn, line)
        offered = versions if place.index else gathering
        for way in offered.ways(line, source, known):
            try:
                got = way()
            except (FetchError, FormatError) as wrong:
                problems.append(wrong.problem)
                continue
            try:
                done = _kept(turn, list_folder, known, got, day)
            except StoreError:
                raise
            except ListError as wrong:
                problems.append(wrong.problem)
                if got.data is not None:
                    refused = list_folder / hashlib.sha256(got.data).hexdigest()
                if not isinstance(wrong, FormatError) and not got.whole_at:
                    break  # it is the list, in whatever form, as it was served
            else:
                return attrs.evolve(done, notes=(*problems, *done.notes))
    return Fetched(
        list_id=source.id,
        happened=Happening.FAILED if refused is None else Happening.REFUSED,
        problem="; ".join(problems),
        refused=refused,
    )


def _checked(turn: Turn, line: "download.Line") -> date | None:
    """Return the day on which the publisher has served what is served now.

    A mirror does not become fresh by being asked: it tells the day, or none. What it
    tells is asked for first, so that the file is no older.
    """
    from kycscreen.lists.fetching import download

    if not turn.mirror:
        return turn.clock.now().date()
    try:
        told = download.get(line, f"{line.place.base}/{CHECKED}").data or b""
    except FetchError:
        return None
    try:
        return date.fromisoformat(told.decode("ascii").strip())
    except ValueError:
        raise FormatError(
            line.list_id, f"the mirror's file {CHECKED} is no day (YYYY-MM-DD)"
        ) from None


def _kept(
    turn: Turn, list_folder: Path, known: Held, got: Gathered, day: date | None
) -> Fetched:
    """Store and judge what was served, or confirm what is held."""
    list_id, now = list_folder.name, turn.clock.now()
    before = _active(list_folder)
    done = Fetched(
        list_id=list_id,
        happened=Happening.CONFIRMED,
        url=got.url,
        received=got.received,
    )
    if got.data is None:
        if before is None or before.sha256 != known.sha256:
            raise StoreError(list_id, "was changed meanwhile; fetch it again")
        if day is not None:
            # East of us a list may bear tomorrow's date.
            checked = max(day, before.published or day)
            store.confirm(turn.folder, list_id, checked=checked, today=now.date())
        return done
    origin = Manifest(
        sha256="",
        bytes=0,
        added_on=now.date(),
        url=got.url,
        fetched_at=got.whole_at or now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        version=got.version,
        etags=got.etags,
        modified=got.modified,
        checked=day,
        notes=(*got.notes, *_notes(before, got)),
    )
    with turn.reading:
        kept = store.keep(turn.folder, list_id, got.data, origin)
    is_same = before is not None and before.sha256 == kept.sha256
    happened = Happening.UNCHANGED if is_same else Happening.NEW
    return attrs.evolve(done, happened=happened, notes=origin.notes)


def _notes(before: Snapshot | None, got: Gathered) -> tuple[str, ...]:
    """Note it where a server calls another file the same."""
    if before is None or before.manifest is None or got.data is None:
        return ()
    is_other = hashlib.sha256(got.data).hexdigest() != before.sha256
    if is_other and got.etags and got.etags == before.manifest.etags:
        return (f"same ETag as {before.sha256[:12]}, other content",)
    return ()
