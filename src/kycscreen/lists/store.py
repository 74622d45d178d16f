"""The store: how a file becomes a snapshot, and a snapshot the active one.

The bytes are stored first, then judged, then the pointer moves: each file is
replaced whole and the pointer last, so a crash at any instant leaves the old list
or the new one. What is refused stays beside the others, with the reason in its
manifest, and the active snapshot stays active.
"""

import hashlib
from datetime import date
from os import PathLike
from pathlib import Path

import attrs

from kycscreen.errors import ListError, StoreError
from kycscreen.lists import comparing, gate, lock, manifest, snapshots
from kycscreen.lists.comparing import Before
from kycscreen.lists.manifest import Acceptance, Manifest
from kycscreen.lists.snapshots import ACTIVE, EXTRACT, FILE, MANIFEST, Snapshot
from kycscreen.lists.watchlist import parsed_as, read_bytes, source_of
from kycscreen.sources import Parsed, Source


@attrs.frozen(kw_only=True)
class Approval:
    """What a person vouches for: a file's dates, or that its oddness is right."""

    published: date | None = None
    checked: date | None = None
    by: str = ""
    accept: str = ""


NOTHING_VOUCHED = Approval()


def add(
    folder: str | PathLike[str],
    list_id: str,
    file: str | PathLike[str],
    *,
    today: date,
    published: date | None = None,
    checked: date | None = None,
    by: str = "",
    accept: str = "",
) -> Snapshot:
    """Store a publisher's file, judge it, and make it the active snapshot.

    ``published`` dates a file that states no date. ``checked`` is the day on which
    it was downloaded from its publisher, from which its age counts; without it that
    is the day of its publication. ``accept`` is the reason why a file that differs
    too much from the active one is right all the same, ``by`` whose word all this
    is; damage and bounds nobody can accept.
    """
    source_of(list_id)
    if checked is not None and checked > today:
        raise ListError(list_id, f"cannot have been downloaded after today, {today}")
    snapshot = keep(
        folder,
        list_id,
        read_bytes(list_id, Path(file)),
        Manifest(sha256="", bytes=0, added_on=today),
        word=Approval(published=published, checked=checked, by=by, accept=accept),
    )
    if checked is None:
        return snapshot
    return confirm(folder, list_id, checked=checked, today=today, by=by)


def keep(
    folder: str | PathLike[str],
    list_id: str,
    data: bytes,
    origin: Manifest,
    *,
    word: Approval = NOTHING_VOUCHED,
) -> Snapshot:
    """Store and judge a file's bytes; ``origin`` says how they came, and when.

    Of ``origin`` is kept what does not follow from the bytes, like ``added_on``,
    ``url`` and ``checked``; an ``extract`` is bundled: held to no bounds, compared
    with nothing.
    """
    source = source_of(list_id)
    gate.check_confirmed(list_id, origin.checked, origin.added_on)
    word = _spoken(list_id, word)
    list_folder = Path(folder) / list_id
    made = attrs.evolve(
        origin, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)
    )
    try:
        if list_folder.exists() and not list_folder.is_dir():
            raise ListError(list_id, snapshots.no_folder(list_folder))
        list_folder.mkdir(parents=True, exist_ok=True)
        with lock.held(list_id, list_folder):
            return _kept(source, list_folder, data, made, word)
    except OSError as wrong:
        raise StoreError(
            list_id,
            f"cannot be stored: {wrong.strerror}; the active snapshot stays",
        ) from None


def _spoken(list_id: str, word: Approval) -> Approval:
    """Take a person's word without the blanks; blanks alone are nobody's."""
    spoken = attrs.evolve(word, by=word.by.strip(), accept=word.accept.strip())
    for said, meant in ((word.accept, spoken.accept), (word.by, spoken.by)):
        if said and not any(letter.isalnum() for letter in meant):
            raise ListError(list_id, "a name or a reason of blanks is none; state it")
    if spoken.accept and not spoken.by:
        raise ListError(list_id, "accepting it needs the name of whoever does: by")
    return spoken


def _kept(
    source: Source, list_folder: Path, data: bytes, made: Manifest, word: Approval
) -> Snapshot:
    """Do the work, alone in the list's folder."""
    active = snapshots.current(list_folder)
    _tidy(list_folder, active)
    place = list_folder / made.sha256
    if snapshots.is_misplaced(place):
        raise ListError(source.id, snapshots.no_folder(place))
    place.mkdir(exist_ok=True)
    if not _holds(place / FILE, made.sha256):
        manifest.put(place / FILE, data)
    try:
        judged = _judged(source, data, made, word, list_folder)
    except ListError as refusal:
        if not _was_accepted(place):
            refused = attrs.evolve(made, refused=refusal.problem)
            manifest.write(place / MANIFEST, refused)
        raise
    manifest.write(place / MANIFEST, judged)
    pointer = EXTRACT if judged.extract else ACTIVE
    manifest.put(list_folder / pointer, f"{made.sha256}\n".encode())
    return snapshots.described(list_folder, made.sha256, is_active=True)


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


def _was_accepted(place: Path) -> bool:
    """Tell whether these bytes were once good: their manifest is not to be lost."""
    try:
        return not manifest.read(place / MANIFEST).refused
    except (OSError, ValueError):
        return False


def _judged(
    source: Source, data: bytes, made: Manifest, word: Approval, list_folder: Path
) -> Manifest:
    """Read the bytes and hold them to everything the gate asks."""
    parsed = parsed_as(source, data)
    found = gate.census(parsed.entities)
    published, notes = _dated(source.id, parsed.published, word)
    gate.check_downloaded(source.id, word.checked, published)
    judged = attrs.evolve(
        made,
        published=published,
        checked=made.checked or published,
        entities=found.entities,
        issues=len(parsed.issues),
        kinds=found.kinds,
        fill=found.fill,
        notes=(*made.notes, *notes),
    )
    if made.extract:
        return judged
    gate.check_bounds(source, found, published, made.added_on)
    active = snapshots.current(list_folder)
    known = comparing.before(list_folder, active, made.sha256)
    if known.same is not None:
        return _again(judged, known.same)
    if active is not None and comparing.is_mute(active, made.sha256):
        return _noted(judged, "its manifest was damaged, and is made anew")
    return _approved(judged, parsed, word, known)


def _dated(
    list_id: str, stated: date | None, word: Approval
) -> tuple[date | None, tuple[str, ...]]:
    """Return the file's own date, else the one given by hand, which is noted."""
    given = word.published
    if stated is None and given is not None:
        return given, (f"dated by hand{word.by and f' by {word.by}'}",)
    if stated is not None and given is not None and stated != given:
        raise ListError(
            list_id, f"states its date, {stated}, which {given} contradicts"
        )
    return stated, ()


def _again(judged: Manifest, before: Manifest) -> Manifest:
    """Join what is known of the active file with what adding it again says."""
    published = judged.published or before.published
    days = [
        day
        for day in (judged.checked, before.checked)
        if day is not None and not gate.is_future(day, judged.added_on)
    ]
    checked = max(days, default=published)
    if not judged.url:  # added by hand what had been fetched
        judged = attrs.evolve(
            judged,
            url=before.url,
            fetched_at=before.fetched_at,
            etags=before.etags,
            modified=before.modified,
        )
    return attrs.evolve(
        judged,
        added_on=before.added_on,
        published=published,
        checked=checked,
        checked_by=before.checked_by if checked == before.checked else "",
        accepted=before.accepted,
        notes=tuple(dict.fromkeys((*before.notes, *judged.notes))),
    )


def _approved(
    judged: Manifest, parsed: Parsed, word: Approval, known: Before
) -> Manifest:
    """Compare with the last good snapshot; what is odd needs a person's word."""
    problems, notes = comparing.compared(judged, parsed, known)
    judged = _noted(judged, *notes)
    if not problems and word.accept:
        return _noted(judged, f"accepted without need by {word.by}: {word.accept}")
    if not problems:
        return judged
    if not word.accept:
        stays = "the active snapshot stays" if known.good else "it stays unused"
        raise ListError(
            known.list_id,
            f"needs a person's approval: {'; '.join(problems)}; {stays};"
            " if this is right, add it again with --accept WHY --by WHO",
        )
    accepted = Acceptance(
        by=word.by,
        on=judged.added_on,
        reason=word.accept,
        problems=problems,
        instead_of=known.good[0].sha256 if known.good else "",
    )
    return attrs.evolve(judged, accepted=accepted)


def _noted(judged: Manifest, *notes: str) -> Manifest:
    return attrs.evolve(judged, notes=(*judged.notes, *notes))


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
    list_folder = Path(folder) / source_of(list_id).id
    by = _spoken(list_id, Approval(by=by)).by
    gate.check_confirmed(list_id, checked, today)
    try:
        with lock.held(list_id, list_folder):
            active = snapshots.current(list_folder)
            if active is None or active.manifest is None or active.extract:
                raise ListError(
                    list_id, "has no active snapshot; add the publisher's file"
                )
            _tidy(list_folder, active)
            snapshots.checked_bytes(active)
            known = active.manifest
            gate.check_downloaded(list_id, checked, known.published)
            last = known.checked
            if (
                last is None
                or last < checked
                or gate.is_future(last, today)
                or (last == checked and by)
            ):
                known = attrs.evolve(known, checked=checked, checked_by=by)
                manifest.write(active.path / MANIFEST, known)
    except OSError as wrong:
        raise StoreError(
            list_id, f"cannot be confirmed: {wrong.strerror}; the active snapshot stays"
        ) from None
    return snapshots.described(list_folder, active.sha256, is_active=True)
