"""The store: how a file becomes a snapshot, and a snapshot the active one.

The bytes are stored first, then judged, then the pointer moves: each file is
replaced whole and the pointer last, so a crash at any instant leaves the old list
or the new one. What is refused stays beside the others, with the reason in its
manifest, and the active snapshot stays active.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from os import PathLike
from pathlib import Path

import attrs

from kycscreen import codec
from kycscreen.errors import ListError, StoreError
from kycscreen.lists import events, gate, judging, lock, manifest, snapshots
from kycscreen.lists.events import Event, Happening
from kycscreen.lists.judging import Word, spoken
from kycscreen.lists.manifest import Manifest
from kycscreen.lists.snapshots import ACTIVE, EXTRACT, FILE, MANIFEST, Snapshot
from kycscreen.lists.watchlist import bundled, parsed_as, source_of
from kycscreen.sources import Source


def add(
    folder: str | PathLike[str],
    list_id: str,
    *files: str | PathLike[str],
    today: date,
    published: date | None = None,
    checked: date | None = None,
    by: str = "",
) -> Snapshot:
    """Store a publisher's file, judge it, and make it the active snapshot.

    A list that is published in several files is stored as one bundle of them.
    ``published`` dates a file that states no date. ``checked`` is the day on which
    it was downloaded from its publisher, from which its age counts; without it that
    is the day of its publication. ``by`` is whose word these days are. What differs
    too much from the active one is refused, and stays beside it for ``accept``.
    """
    source_of(list_id)
    if checked is not None and checked > today:
        raise ListError(list_id, f"cannot have been downloaded after today, {today}")
    by = spoken(list_id, by)
    origin = Manifest(
        sha256="",
        bytes=0,
        added_on=today,
        checked=checked,
        checked_by=by if checked is not None else "",
    )
    data = bundled(list_id, [Path(file) for file in files])
    return keep(folder, list_id, data, origin, published=published, by=by)


def keep(
    folder: str | PathLike[str],
    list_id: str,
    data: bytes,
    origin: Manifest,
    *,
    published: date | None = None,
    by: str = "",
) -> Snapshot:
    """Store and judge a file's bytes; ``origin`` says how they came, and when.

    Of ``origin`` is kept what does not follow from the bytes, like ``added_on``,
    ``url`` and ``checked``; an ``extract`` is bundled: held to no bounds, compared
    with nothing.
    """
    source = source_of(list_id)
    gate.check_confirmed(list_id, origin.checked, origin.added_on)
    word = Word(on=origin.added_on, published=published, by=spoken(list_id, by))
    made = attrs.evolve(
        origin, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)
    )
    with writing(Path(folder), list_id, "stored") as list_folder:
        return judge(source, list_folder, data, made, word)


@contextmanager
def writing(folder: Path, list_id: str, what: str) -> Iterator[Path]:
    """Hold a list's folder, made where there is none, and tidy it before use."""
    list_folder = folder / source_of(list_id).id
    try:
        if list_folder.exists() and not list_folder.is_dir():
            raise ListError(list_id, snapshots.no_folder(list_folder))
        list_folder.mkdir(parents=True, exist_ok=True)
        with lock.held(list_id, list_folder):
            active = snapshots.current(list_folder)
            if active is not None and active.problem == snapshots.NEWER:
                raise ListError(list_id, active.problem)
            events.catch_up(list_folder)
            settle(list_folder)
            _tidy(list_folder, active)
            yield list_folder
    except OSError as wrong:
        raise StoreError(
            list_id,
            f"cannot be {what}: {wrong.strerror}; the active snapshot stays",
        ) from None


def judge(
    source: Source, list_folder: Path, data: bytes, made: Manifest, word: Word
) -> Snapshot:
    """Judge a file and make it the active one, alone in the list's folder."""
    place, now = list_folder / made.sha256, snapshots.current(list_folder)
    is_whole = now is not None and now.sha256 == made.sha256 and not now.extract
    if made.extract and is_whole and now is not None:
        return now  # the list itself, and more than an extract of it
    if snapshots.is_misplaced(place):
        raise ListError(source.id, snapshots.no_folder(place))
    place.mkdir(exist_ok=True)
    if not _holds(place / FILE, made.sha256):
        manifest.put(place / FILE, data)
    before = _manifest(source.id, place)
    known = made if before is None else attrs.evolve(made, withdrawn=before.withdrawn)
    try:
        parsed = parsed_as(source, data)
        known = judging.described(source.id, parsed, known, word)
        judged = judging.judged(source, parsed, known, word, list_folder)
    except ListError as refusal:
        if before is None or before.refused:  # a good manifest is not to be lost
            refused = attrs.evolve(known, refused=refusal.problem)
            manifest.write(place / MANIFEST, refused)
            if not made.extract:
                events.refuse(list_folder, refused, word)
        raise
    use(list_folder, judged, word)
    return snapshots.described(list_folder, made.sha256, is_active=True)


def _manifest(list_id: str, place: Path) -> Manifest | None:
    """Return what is known of these bytes, if they were there before."""
    try:
        return manifest.read(place / MANIFEST)
    except codec.NewerError:
        raise ListError(list_id, snapshots.NEWER) from None
    except (OSError, ValueError):
        return None


def use(list_folder: Path, judged: Manifest, word: Word) -> None:
    """Move the pointer to a file, and tell the list's history of it."""
    before = snapshots.current(list_folder)
    manifest.write(list_folder / judged.sha256 / MANIFEST, judged)
    pointer = EXTRACT if judged.extract else ACTIVE
    manifest.put(list_folder / pointer, f"{judged.sha256}\n".encode())
    if judged.extract:
        return
    if before is None or before.extract or before.sha256 != judged.sha256:
        what = Happening.ACCEPTED if word.accept else Happening.USED
    elif before.checked == judged.checked:
        return
    else:
        what = Happening.CONFIRMED
    events.add(list_folder, events.of(judged, what, word))
    settle(list_folder)


def settle(list_folder: Path) -> None:
    """Make every manifest say what the pointer and the history do.

    A decision is written beside the file first, and counts when the pointer has
    moved: until then it was none, and what was refused or withdrawn is so still.
    """
    told = {event.sha256: event for event in events.read(list_folder)}
    active = snapshots.current(list_folder)
    for sha256 in snapshots.stored(list_folder):
        place, last = list_folder / sha256, told.get(sha256)
        is_active = active is not None and active.sha256 == sha256
        known = _manifest(list_folder.name, place)
        if last is not None and last.what is Happening.REMOVED and not is_active:
            discard(place)
        elif known is not None and not known.refused:
            settled = _settled(known, last, is_active=is_active)
            if settled != known:
                manifest.write(place / MANIFEST, settled)


def discard(place: Path) -> None:
    """Remove a stored file, and last what says that there was one."""
    import shutil  # brings three decompressors along

    (place / FILE).unlink(missing_ok=True)
    shutil.rmtree(place)


def _settled(known: Manifest, last: Event | None, *, is_active: bool) -> Manifest:
    if is_active:
        return attrs.evolve(known, withdrawn=None)
    if known.withdrawn is not None:
        refused = f"withdrawn by {known.withdrawn.by}: {known.withdrawn.reason}"
    elif last is not None and last.what is Happening.REFUSED:
        refused = last.reason
    else:
        return known
    return attrs.evolve(known, refused=refused, accepted=None)


def _tidy(list_folder: Path, active: Snapshot | None) -> None:
    """Remove what a crash left: parts of files, and files never judged."""
    import shutil  # brings three decompressors along

    for part in (*list_folder.glob("*.new"), *list_folder.glob("*/*.new")):
        part.unlink()
    for path in sorted(list_folder.iterdir()):
        pointed = active is not None and active.sha256 == path.name
        judged = (path / MANIFEST).exists()
        misplaced = snapshots.is_misplaced(path)
        ours = snapshots.is_sha256(path.name) and not misplaced
        if ours and not pointed and not judged:
            shutil.rmtree(path)


def _holds(path: Path, sha256: str) -> bool:
    """Tell whether the bytes are already there, undamaged."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def confirm(
    folder: str | PathLike[str],
    list_id: str,
    *,
    checked: date,
    today: date,
    by: str = "",
) -> Snapshot:
    """Record that the publisher still serves the active file unchanged (a 304).

    ``checked`` is the day of the answer, not before the file's publication and no
    later than two days after ``today``; ``by`` is who says so.
    """
    word = Word(on=today, by=spoken(list_id, by))
    gate.check_confirmed(list_id, checked, today)
    if not (Path(folder) / source_of(list_id).id).is_dir():
        raise _nothing(list_id)
    with writing(Path(folder), list_id, "confirmed") as list_folder:
        active = snapshots.current(list_folder)
        if active is None or active.manifest is None or active.extract:
            raise _nothing(list_id)
        snapshots.checked_bytes(active)
        last = active.manifest.checked
        known = attrs.evolve(active.manifest, checked=checked, checked_by=word.by)
        gate.check_downloaded(list_id, known)
        is_news = last is None or last < checked or gate.is_future(last, today)
        if is_news or (last == checked and word.by):
            use(list_folder, known, word)
    return snapshots.described(list_folder, active.sha256, is_active=True)


def _nothing(list_id: str) -> ListError:
    return ListError(list_id, "has no active snapshot; add the publisher's file")
