"""Judging a file: what it holds, what the gate asks, and what a person vouches for."""

from datetime import date
from pathlib import Path

import attrs

from kycscreen.errors import ListError
from kycscreen.lists import comparing, gate, snapshots
from kycscreen.lists.comparing import Before
from kycscreen.lists.manifest import Acceptance, Manifest, Withdrawal
from kycscreen.sources import Parsed, Source


@attrs.frozen(kw_only=True)
class Word:
    """What a person vouches for: a file's date, or that its oddness is right."""

    on: date
    by: str = ""
    published: date | None = None
    accept: str = ""


def spoken(list_id: str, text: str) -> str:
    """Take a person's name or reason without blanks; blanks alone are nobody's."""
    bare = text.strip()
    if text and not any(letter.isalnum() for letter in bare):
        raise ListError(list_id, "a name or a reason of blanks is none; state it")
    return bare


def described(list_id: str, parsed: Parsed, made: Manifest, word: Word) -> Manifest:
    """Say what a file holds, and of which day it is."""
    found = gate.census(parsed.entities)
    published, notes = _dated(list_id, parsed.published, word)
    published = published or made.published
    return attrs.evolve(
        made,
        published=published,
        checked=made.checked or published,
        entities=found.entities,
        issues=len(parsed.issues),
        kinds=found.kinds,
        fill=found.fill,
        notes=tuple(dict.fromkeys((*made.notes, *notes))),
    )


def judged(
    source: Source, parsed: Parsed, known: Manifest, word: Word, list_folder: Path
) -> Manifest:
    """Hold a file to everything the gate asks; ``ListError`` where it falls short."""
    if known.extract:
        return known
    if known.withdrawn is not None and not word.accept:
        raise ListError(source.id, _told(source.id, known.withdrawn))
    gate.check_bounds(source, known)
    gate.check_downloaded(source.id, known)
    active = snapshots.current(list_folder)
    before = comparing.before(list_folder, active, known.sha256)
    if before.same is not None:
        return _again(known, before.same)
    if active is not None and comparing.is_mute(active, known.sha256):
        return _noted(known, "its manifest was damaged, and is made anew")
    return _approved(known, parsed, word, before)


def _dated(
    list_id: str, stated: date | None, word: Word
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


def _told(list_id: str, withdrawn: Withdrawal) -> str:
    return (
        f"was withdrawn on {withdrawn.on} by {withdrawn.by}: {withdrawn.reason};"
        " the active snapshot stays; if it is right after all: kycscreen lists accept"
        f" {list_id} --why WHY --by WHO"
    )


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
            version=before.version,
        )
    # Who said so last, of those who said that day.
    by = [one.checked_by for one in (judged, before) if one.checked == checked]
    return attrs.evolve(
        judged,
        added_on=before.added_on,
        published=published,
        checked=checked,
        checked_by=next(filter(None, by), ""),
        accepted=before.accepted,
        notes=tuple(dict.fromkeys((*before.notes, *judged.notes))),
    )


def _approved(judged: Manifest, parsed: Parsed, word: Word, known: Before) -> Manifest:
    """Compare with the last good snapshot; what is odd needs a person's word."""
    problems, notes = comparing.compared(judged, parsed, known)
    judged = _noted(attrs.evolve(judged, refused=""), *notes)
    if not problems and not word.accept:
        return judged
    if not word.accept:
        stays = "the active snapshot stays" if known.good else "it stays unused"
        raise ListError(
            known.list_id,
            f"needs a person's approval: {'; '.join(problems)}; {stays}; "
            + _remedy(judged, known),
        )
    accepted = Acceptance(
        by=word.by,
        on=word.on,
        reason=word.accept,
        problems=problems,
        instead_of=known.good[0].sha256 if known.good else "",
    )
    return attrs.evolve(judged, accepted=accepted)


def _remedy(judged: Manifest, known: Before) -> str:
    """Say how a person goes back to a file, or takes one that is new."""
    words = "--why WHY --by WHO"
    if any(good.sha256 == judged.sha256 for good in known.good):
        back = f"kycscreen lists rollback {known.list_id} {judged.sha256[:12]} {words}"
        return f"it was in use before; to go back to it: {back}"
    return (
        f"look at kycscreen lists diff {known.list_id}, and if this is right:"
        f" kycscreen lists accept {known.list_id} {words}"
    )


def _noted(judged: Manifest, *notes: str) -> Manifest:
    return attrs.evolve(judged, notes=tuple(dict.fromkeys((*judged.notes, *notes))))
