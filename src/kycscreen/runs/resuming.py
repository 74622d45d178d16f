"""Runs that were interrupted: which there are, and going on with one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs

from kycscreen.book import Book
from kycscreen.runs import claims, journal
from kycscreen.runs.folders import finished
from kycscreen.runs.journal import JOURNAL, Asked
from kycscreen.runs.manifest import RunError
from kycscreen.screen import ListUsed, Provenance, Screening


@contextmanager
def unfinished(book: Book, path: Path | None, beside: Path) -> Iterator[Path]:
    """Give the folder of an interrupted run to go on with, as ``folder`` gives one.

    It is the one that was to become ``path``; without it, the newest of this book of
    those that were to lie in the folder ``beside``.
    """
    with ExitStack() as claim:
        try:
            partial = claim.enter_context(claims.retaken(_left(book, path, beside)))
        except claims.TakenError as taken:
            raise RunError(path or beside, str(taken)) from None
        with finished(partial):
            yield partial


def _left(book: Book, path: Path | None, beside: Path) -> Path:
    if path is not None:
        for partial in claims.partials(path.parent):
            if claims.final(partial) == path and journal.left_by(partial) is not None:
                return partial
        problem = "exists already" if path.exists() else "holds no interrupted run"
        raise RunError(path, f"{problem}; screen the book without --resume")
    found = _of(book, beside)
    if not found:
        raise RunError(
            beside,
            "holds no interrupted run of this book as it is now; name the run with"
            " --output, or screen the book without --resume",
        )
    return next(filter(claims.is_left, reversed(found)), found[-1])


def interrupted(book: Book, beside: Path) -> list[Path]:
    """Return what interrupted runs of a book left in a folder, the newest last."""
    return [partial for partial in _of(book, beside) if claims.is_left(partial)]


def _of(book: Book, beside: Path) -> list[Path]:
    return sorted(
        (
            partial
            for partial in claims.partials(beside)
            if (asked := journal.left_by(partial)) and asked.book == book.sha256
        ),
        key=lambda partial: (partial / JOURNAL).stat().st_mtime_ns,
    )


def same(place: Path, before: Asked, now: Asked) -> None:
    """Refuse to go on with another book, other lists, another policy or another day."""
    differs = [
        what
        for what, one, other in (
            ("the book", before.book, now.book),
            ("the limit", before.limit, now.limit),
        )
        if one != other
    ]
    if before.rests_on != now.rests_on:
        differs.extend(_rests(before.rests_on, now.rests_on))
    if differs:
        raise RunError(
            place,
            f"cannot be gone on with: {', '.join(differs)} changed since it began; put"
            " that back, or screen the book without --resume",
        )


def _rests(before: str, now: str) -> Iterator[str]:
    """Say in what the foundations of two runs differ."""
    was, is_ = (Screening.from_json(text) for text in (before, now))
    one, other = was.provenance, is_.provenance
    if one.engine != other.engine:
        yield f"kycscreen (then {one.engine}, now {other.engine})"
    if one.policy != other.policy:
        yield "the policy"
    if one.on != other.on:
        yield f"the day (then {one.on}, now {other.on})"
    lists = {used.list_id for used in _editions(one) ^ _editions(other)}
    yield from (f"list {list_id}" for list_id in sorted(lists))
    if one == other:
        yield "what is missing of the lists"


def _editions(of: Provenance) -> set[ListUsed]:
    """Return the lists but for their ages, which the day changes."""
    return {attrs.evolve(used, age=None) for used in of.lists}
