"""What a new file is compared with: the last good snapshot, however damaged the store.

A damaged store must not open the gate: where the active snapshot cannot be used,
the newest other good one takes its place, and where there is none a person decides.
"""

from pathlib import Path

import attrs

from kycscreen.entities import ListedEntity
from kycscreen.errors import ListError
from kycscreen.lists import gate, snapshots
from kycscreen.lists.manifest import Manifest
from kycscreen.lists.snapshots import ACTIVE, Snapshot
from kycscreen.sources import Parsed


@attrs.frozen(kw_only=True)
class Before:
    """The good snapshots of a list, the one to compare with first.

    ``same`` is the manifest of the new file itself, if that is already in use.
    ``note`` says what stands in for the active one; ``problem`` why there is
    nothing to compare with, although something had been active.
    """

    list_id: str
    good: tuple[Snapshot, ...]
    same: Manifest | None = None
    note: str = ""
    problem: str = ""


def before(list_folder: Path, active: Snapshot | None, sha256: str) -> Before:
    """Find what a new file of this list, with that checksum, is compared with."""
    others = [
        snapshots.described(list_folder, stored, is_active=False)
        for stored in snapshots.stored(list_folder)
        if active is None or active.sha256 != stored
    ]
    good = tuple(sorted(filter(_is_good, others), key=_age, reverse=True))
    found = Before(list_id=list_folder.name, good=good)
    if active is not None and _is_good(active):
        found = attrs.evolve(found, good=(active, *good))
        return _with_same(found, active, sha256)
    lost = _lost(list_folder, active)
    if good and good[0].sha256 == sha256 and not _pointed(list_folder, active):
        return _with_same(found, good[0], sha256)
    if any(other.sha256 == sha256 for other in good):
        return attrs.evolve(found, problem=f"{lost}, and this is an earlier file")
    if good:
        return attrs.evolve(found, note=f"{lost}: compared with {_short(good[0])}")
    if (list_folder / ACTIVE).exists() or any(map(_is_unknown, others)):
        return attrs.evolve(
            found, problem=f"{lost}, and no other is there to compare with"
        )
    return attrs.evolve(found, note="the first of its list: compared with nothing")


def _with_same(found: Before, used: Snapshot, sha256: str) -> Before:
    same = used.manifest if used.sha256 == sha256 else None
    return attrs.evolve(found, same=same)


def _short(snapshot: Snapshot) -> str:
    return snapshot.sha256[:12]


def _pointed(list_folder: Path, active: Snapshot | None) -> bool:
    """Tell whether it is known which file was active, even if it is damaged."""
    if active is None or active.sha256 == "" or not (list_folder / ACTIVE).exists():
        return False
    return (list_folder / active.sha256).exists()


def _is_good(snapshot: Snapshot) -> bool:
    """Tell whether a manifest can be believed to be that of an accepted full list."""
    found = snapshot.manifest
    return (
        found is not None
        and found.sha256 == snapshot.sha256
        and not found.refused
        and not found.extract
    )


def is_mute(snapshot: Snapshot, sha256: str) -> bool:
    """Tell whether these bytes are active, and only their manifest is damaged.

    What the pointer names was accepted, so the bytes need no approval again.
    """
    return snapshot.sha256 == sha256 and _is_unknown(snapshot)


def _is_unknown(snapshot: Snapshot) -> bool:
    """Tell whether a damaged manifest may be that of what was active."""
    return snapshot.manifest is None or snapshot.manifest.sha256 != snapshot.sha256


def _age(snapshot: Snapshot) -> tuple[str, str, str]:
    found = snapshot.manifest
    return (
        "" if found is None else found.added_on.isoformat(),
        "" if snapshot.published is None else snapshot.published.isoformat(),
        snapshot.sha256,
    )


def _lost(list_folder: Path, active: Snapshot | None) -> str:
    if not (list_folder / ACTIVE).exists():
        return "nothing is active any more"
    if active is not None and active.manifest is not None and active.manifest.refused:
        return "the active snapshot had been refused"
    return "the active snapshot is damaged"


def compared(
    judged: Manifest, parsed: Parsed, known: Before
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what needs a person's approval, and what is odd and only noted."""
    unplaced = gate.unplaced(parsed.issues, judged.entities)
    problems = [known.problem] if known.problem else []
    notes = [known.note] if known.note else []
    if known.good:
        base, old, note = _read(known.good)
        notes += [note] if note else []
        problems += gate.differences(base, judged)
        if old is not None:
            problems += gate.strangers(old.entities, parsed.entities)
            # What was accepted once is not asked again with every edition.
            usual = gate.unplaced(old.issues, len(old.entities))
            unplaced = {p: n for p, n in unplaced.items() if p not in usual}
        if judged.published is not None and judged.published == base.published:
            notes.append(f"same date as {base.sha256[:12]}, other content")
    problems += [
        f"{number} values at {path} could not be placed: has the format changed?"
        for path, number in unplaced.items()
    ]
    return tuple(problems), tuple(notes)


def _read(good: tuple[Snapshot, ...]) -> tuple[Manifest, Parsed | None, str]:
    """Return the first one's numbers, and the first file that is still whole.

    The numbers are the manifest's, but for those that it contradicts or lacks.
    """
    first = _manifest(good[0])
    whose = "the active" if good[0].is_active else f"{_short(good[0])}'s"
    damaged = f"{whose} file is damaged"
    for snapshot in good:
        try:
            old = snapshots.parsed(snapshot)
        except ListError:
            continue  # what it comes to is noted below
        if snapshot is not good[0]:
            return first, old, f"{damaged}: ids compared with {_short(snapshot)}"
        if wrong := snapshots.contradictions(first, old):
            note = f"{whose} manifest is not its file's: {'; '.join(wrong)}"
            return _counted(first, old), old, note
        return _completed(first, old.entities), old, ""
    return first, None, f"{damaged}: ids not compared"


def _manifest(snapshot: Snapshot) -> Manifest:
    if snapshot.manifest is None:
        raise ListError(snapshot.list_id, snapshot.problem)
    return snapshot.manifest


def _counted(found: Manifest, read: Parsed) -> Manifest:
    """Believe the file where its manifest says otherwise."""
    real = gate.census(read.entities)
    return attrs.evolve(
        found,
        published=read.published or found.published,
        entities=real.entities,
        kinds=real.kinds,
        fill=real.fill,
    )


def _completed(found: Manifest, entities: tuple[ListedEntity, ...]) -> Manifest:
    """Count what an older manifest does not say."""
    return attrs.evolve(found, fill={**gate.census(entities).fill, **found.fill})
