"""Screenings and hits in words: text, Markdown, JSON, and one page per run.

Nothing here decides: what is shown is what the screening holds. Values from
outside are inert in every form, and personal numbers of ours are never shown.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kycscreen.book import Refused
from kycscreen.entities import ListedEntity
from kycscreen.match import Hit
from kycscreen.parties import Party
from kycscreen.policy import Policy
from kycscreen.screen import Screening

if TYPE_CHECKING:
    from kycscreen.explain.misses import Loss, Miss, Remedy

__all__ = [
    "Loss",
    "Miss",
    "Remedy",
    "hit_markdown",
    "hit_text",
    "html",
    "json",
    "markdown",
    "miss",
    "miss_json",
    "miss_markdown",
    "miss_text",
    "text",
]


def __getattr__(name: str) -> Any:
    # Whoever only shows hits need not load what explains misses.
    if name in ("Loss", "Miss", "Remedy"):
        from kycscreen.explain import misses

        return getattr(misses, name)
    raise AttributeError(name)


def text(screening: Screening, *, policy: Policy | None = None) -> str:
    """Return a screening as plain text, safe to print on a terminal."""
    from kycscreen.explain import plain

    return plain.screening(screening, policy=policy)


def markdown(screening: Screening, *, policy: Policy | None = None) -> str:
    """Return a screening as Markdown."""
    from kycscreen.explain import marked

    return marked.screening(screening, policy=policy)


def json(screening: Screening) -> str:
    """Return a screening as one line of canonical JSON."""
    return screening.to_json()


def hit_text(hit: Hit, screening: Screening, *, policy: Policy | None = None) -> str:
    """Return one hit at length as plain text; with the policy, what would settle it."""
    from kycscreen.explain import plain

    return plain.hit(hit, screening, policy=policy)


def hit_markdown(
    hit: Hit, screening: Screening, *, policy: Policy | None = None
) -> str:
    """Return one hit at length as Markdown."""
    from kycscreen.explain import marked

    return marked.hit(hit, screening, policy=policy)


def miss(party: Party, entity: ListedEntity, *, policy: Policy | None = None) -> "Miss":
    """Say why a party and a listed entity are no hit, and what alone would make one.

    The policy is the default one or yours; a pair that is a hit says so.
    """
    from kycscreen.explain import misses

    return misses.miss(party, entity, policy=policy)


def miss_text(miss: "Miss") -> str:
    """Return why a pair is no hit as plain text."""
    from kycscreen.explain import plain

    return plain.miss(miss)


def miss_markdown(miss: "Miss") -> str:
    """Return why a pair is no hit as Markdown."""
    from kycscreen.explain import marked

    return marked.miss(miss)


def miss_json(miss: "Miss") -> str:
    """Return why a pair is no hit as one line of canonical JSON."""
    from kycscreen.explain import misses

    return misses.as_json(miss)


def html(
    screenings: Iterable[Screening],
    *,
    title: str,
    run: str = "",
    began: datetime | None = None,
    refused: Sequence[Refused] = (),
    rows_refused: int | None = None,
    rows_in: int | None = None,
    policy: Policy | None = None,
    book: str = "",
) -> str:
    """Return the report of a run: one page that needs no network and no script.

    ``refused`` are the rows that could not be read, or the first of ``rows_refused``;
    ``rows_in`` is how many rows there were in all. The policy adds what would settle
    each hit, in points. ``book`` is the sha256 of the client file.
    """
    from kycscreen.explain import page

    run_of = page.Run(
        screenings=tuple(screenings),
        title=title,
        id=run,
        began=began,
        refused=tuple(refused),
        rows_refused=len(refused) if rows_refused is None else rows_refused,
        rows_in=rows_in,
        policy=policy,
        book=book,
    )
    return page.page(run_of)
