"""How screenings are shown: each on stdout, and all of a run on one page."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import attrs

from kycscreen import explain, runs
from kycscreen.cli import terminal
from kycscreen.explain import found, words
from kycscreen.explain.escapes import visible
from kycscreen.policy import Policy
from kycscreen.screen import Gap, Screening

Told = tuple[str, str]
"""The text of a screening, and what went wrong in making it, if something did."""


def of_one(policy: Policy, screening: Screening) -> Told:
    """Return everything of a screening: what one name asks for."""
    return _told(lambda: explain.text(_of_a_name(screening), policy=policy))


def _of_a_name(screening: Screening) -> Screening:
    """Leave out what is not on record: one name is no client of anybody's yet."""
    steps = (s for s in screening.next_steps if s.because != ("record.missing",))
    return attrs.evolve(screening, missing=(), next_steps=tuple(steps))


def of_many(policy: Policy, screening: Screening) -> Told:
    """Return outcome, own gaps and hits of one client of a book."""
    return _told(lambda: "".join(_client(screening, policy)))


def of_all(screening: Screening) -> str:
    """Return the gaps that every client of a book has: those of the lists."""
    return "".join(_shared([gap for gap in screening.gaps if _of_all(gap)]))


def _told(text: Callable[[], str]) -> Told:
    try:
        return text(), ""
    except Exception as wrong:  # it is an error of the run, which goes on
        return "", terminal.problem(wrong)


def _of_all(gap: Gap) -> bool:
    return _is_of_all(gap.code)


def _is_of_all(code: str) -> bool:
    return code.startswith(("list.", "book."))


def _shared(gaps: list[Gap]) -> Iterator[str]:
    if gaps:
        yield "nothing is clear:\n"
        yield from map(_gap, gaps)
        yield "\n"


def _client(screening: Screening, policy: Policy) -> Iterator[str]:
    yield f"{visible(screening.client_id)}: {runs.standing(screening)}\n"
    yield from (_gap(gap) for gap in screening.gaps if not _of_all(gap))
    yield from (_gap(warning) for warning in screening.warnings if not _of_all(warning))
    yield from _found(screening)
    for hit in screening.hits:
        yield f"\n{explain.hit_text(hit, screening, policy=policy)}"
    if screening.hits:
        yield "\n"


def _found(screening: Screening) -> Iterator[str]:
    """Say shortly what there is besides hits: all of it is in the report."""
    for line in found.finding_lines(screening):
        yield f"  {visible(line)}\n"
    asked = [one for one in screening.missing if not one.optional]
    if asked:
        lacks = (lack for one in asked for lack in one.lacks if not lack.optional)
        facts = dict.fromkeys(fact for lack in lacks for fact in lack.facts)
        told = ", ".join(map(words.fact, facts))
        yield f"  not on record of {counted(len(asked), 'party')}: {visible(told)}\n"
    # What every client of a book needs is said once, before the first.
    own = [s for s in screening.next_steps if not all(map(_is_of_all, s.because))]
    if own:
        steps = "; ".join(words.action(step.action) for step in own)
        yield f"  next: {visible(steps)}\n"


def _gap(gap: Gap) -> str:
    subject = f"{gap.code} {gap.subject}".strip()
    return f"  {visible(subject)}: {visible(gap.detail)}\n"


def report(
    screenings: Iterable[Screening],
    run: runs.Run,
    name: str,
    policy: Policy | None,
    *,
    shown: str = "",
) -> str:
    """Return the analysts' page of a run; its title says if it shows not all."""
    title = "Client file, screened" if run.book else "One name, screened"
    if shown:
        title = f"{title}: {summary(run)}. This page counts and shows {shown}"
    return explain.html(
        screenings if run.book else map(_of_a_name, screenings),
        title=title,
        run=name,
        began=datetime.fromisoformat(run.began),
        refused=run.refused,
        rows_refused=run.rows_refused,
        rows_in=run.rows if run.book and not shown and not run.is_part else None,
        policy=policy,
        book=run.book,
    )


def summary(run: runs.Run) -> str:
    """Say how the clients of a run came out."""
    out = run.outcomes
    of = f"the first {run.clients} of " if run.is_part else ""
    return (
        f"{of}{counted(run.clients_in, 'client')}: {out.clear} clear,"
        f" {out.hits} with hits, {out.inconclusive} inconclusive, {out.error} error"
    )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    if number == 1:
        return f"{number} {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
