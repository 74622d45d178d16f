"""What a night of ``rescreen`` came to: a line for each transition, and a summary."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kycscreen.cli.results import counted
from kycscreen.explain.escapes import visible
from kycscreen.rescreen import ListNight, Night, Transition, Turn
from kycscreen.rescreen.found import Found
from kycscreen.rescreen.known import Facts
from kycscreen.screen import Gap

_WHY = {
    "first": "it is the first run with this state",
    "asked": "--full",
    "policy": "the policy changed",
    "engine": "the program changed",
    "list_added": "a list is used that the last run did not use",
    "date": "its day is before that of the last run",
    "proof": "the sample did not come out as the last run left it",
}
_CAUSES = {
    "first": "first run",
    "listed": "listed",
    "amended": "its record was amended",
    "delisted": "delisted",
    "list_added": "its list is new, or in use again",
    "list_removed": "its list is used no more",
    "client_new": "the client is new",
    "client_changed": "the client's rows changed",
    "client_gone": "the client left the book",
    "policy": "the policy changed",
    "engine": "the program changed",
    "date": "a day has come that changes it",
    "again": "it could be screened again",
    "list_missing": "its list is missing",
    "list_damaged": "its list is damaged",
    "list_empty": "its list is empty",
    "list_extract": "its list is an extract",
    "client_refused": "a row of the client was refused",
    "client_error": "screening the client failed",
    "book_refused": "a row does not say whose it is",
}
_SHOWN = 20


def is_news(transition: Transition) -> bool:
    """Tell whether somebody has to look at it."""
    return transition.turn not in (Turn.CONCLUDED, Turn.RENUMBERED)


def line(transition: Transition, *, as_json: bool) -> str:
    """Return a transition as one line."""
    if as_json:
        return f"{transition.to_json()}\n"
    told = "".join(_told(transition))
    return f"{visible(told)}\n"


def _told(of: Transition) -> Iterator[str]:
    yield f"{of.turn.value.replace('_', ' ')}: {of.client_id}"
    if of.hit_id:
        yield f" party {of.party_id}, {of.list_id} {of.record_id} {of.name}"
        yield _facts(of.was, of.now)
    else:
        yield f" stands as {of.stands or 'gone'}, stood as {of.stood or 'unknown'}"
    if of.is_of_findings:
        for word, some in (("found", of.fresh), ("no more", of.gone)):
            if some:
                yield f"; {word}: {', '.join(map(_finding, some))}"
    if of.gaps:
        yield f"; {', '.join(f'{gap.code} {gap.subject}'.strip() for gap in of.gaps)}"
    if of.what:
        yield f"; differs in {', '.join(of.what)}"
    causes = ", ".join(_CAUSES[cause] for cause in of.causes) or "no known cause"
    yield f"; because: {causes}"
    if of.edition:
        yield f" ({of.edition})"
    if of.hit_id:
        yield f"; hit {of.hit_id}"


def _finding(found: Found) -> str:
    until = "" if found.until is None else f" until {found.until}"
    rule = f" ({found.rule})" if found.rule else ""
    return f"{found.code} {found.subject}{rule}{until}"


def _facts(was: Facts | None, now: Facts | None) -> str:
    if was is None or now is None or was == now:
        facts = now or was
        return "" if facts is None else f", score {facts.score}, {facts.identity}"
    score = f"{was.score} to {now.score}" if was.score != now.score else f"{now.score}"
    identity = now.identity
    if was.identity != identity:
        identity = f"{was.identity} to {identity}"
    return f", score {score}, {identity}"


def summary(night: Night, state: Path) -> Iterator[str]:
    """Say what a run did, found and leaves to do, a line each."""
    if night.is_repeat:
        whole = "all of " if night.is_full else ""
        yield (
            f"run {night.run} had screened {whole}this book"
            f" with these lists for {night.on}: nothing was done again"
        )
    yield f"run {night.run}, for {night.on}: {_extent(night)}"
    yield from _totals(night)
    yield from map(_list, night.lists)
    for list_id in night.removed:
        yield f"list {list_id}: used no more"
    yield _counts("hits", _hit_turns(night))
    if night.findings:
        yield (
            f"findings: {counted(night.findings, 'client')} with others than before,"
            f" {night.graver:,} of them with new or graver ones"
        )
    if night.causes:
        told = [f"{_CAUSES[cause]} {n:,}" for cause, n in night.causes.items()]
        yield f"because: {', '.join(told)}"
    out = night.outcomes
    yield (
        f"{counted(out.clients, 'client')} now: {out.clear:,} clear, {out.hits:,} with"
        f" hits, {out.inconclusive:,} inconclusive, {out.error:,} error"
    )
    for gap in night.gaps:
        yield f"nothing is clear: {_gap(gap)}{_since(gap, night.opened)}"
    for gap in night.closed:
        yield f"closed: {_gap(gap)}"
    yield _proof(night)
    yield from _next(night)
    yield f"state: {state}"
    yield f"run: {night.folder}"


def _extent(night: Night) -> str:
    if night.is_full:
        return f"every client, because {' and '.join(_WHY[why] for why in night.why)}"
    return "the clients that a change may concern"


def _totals(night: Night) -> Iterator[str]:
    of = night.totals
    yield (
        f"{of.rows:,} rows in = {of.rows_screened:,} screened"
        f" + {of.rows_carried:,} carried over + {of.rows_refused:,} refused"
        f" + {of.rows_not_screened:,} not screened"
    )
    yield (
        f"{of.clients:,} clients in = {of.screened:,} screened"
        f" + {of.carried:,} carried over + {of.not_screened:,} not screened;"
        f" {of.new:,} are new, {of.changed:,} changed, {of.gone:,} gone"
    )


def _list(of: ListNight) -> str:
    if not of.before:
        return f"list {of.edition.told}: {of.edition.entities:,} entities, new here"
    changes = f"{of.listed:,} listed, {of.amended:,} amended, {of.delisted:,} delisted"
    if of.before == of.edition.told:
        return f"list {of.edition.told}: as it was"
    return f"list {of.edition.told}, before {of.before}: {changes}"


def _hit_turns(night: Night) -> Iterable[tuple[str, int]]:
    for turn in (Turn.NEW, Turn.CHANGED, Turn.STILL, Turn.CLEARED, Turn.DELISTED):
        yield turn.value, night.turns.get(turn.value, 0)
    if renumbered := night.turns.get(Turn.RENUMBERED.value, 0):
        yield "under another id", renumbered
    yield "pending", night.pending


def _counts(noun: str, counts: Iterable[tuple[str, int]]) -> str:
    return f"{noun}: {', '.join(f'{number:,} {name}' for name, number in counts)}"


def _gap(gap: Gap) -> str:
    return f"{f'{gap.code} {gap.subject}'.strip()}: {gap.detail}"


def _since(gap: Gap, opened: tuple[Gap, ...]) -> str:
    return " (new tonight)" if gap in opened else ""


def _proof(night: Night) -> str:
    proof = night.proof
    if proof.differ:
        named = ", ".join(proof.differ[:_SHOWN])
        return (
            f"error: {len(proof.differ)} of {proof.clients:,} clients that were to be"
            f" carried over came out otherwise, so all were screened: {named}. This is"
            " a fault of kycscreen, or of the state: please report this line"
        )
    if night.is_full:
        return "proof: none needed, as every client was screened"
    return (
        f"proof: {proof.clients:,} of {proof.of:,} clients whom no change concerns were"
        " screened all the same, and came out as they were"
    )


def _next(night: Night) -> Iterator[str]:
    if night.unexplained:
        named = ", ".join(night.unexplained[:_SHOWN])
        yield (
            "error: hits came or went of which nothing tells why, at the clients"
            f" {named}: an earlier run had missed them; please report this line"
        )
    if night.outcomes.error:
        failed = counted(night.outcomes.error, "client")
        yield f"next: see why {failed} could not be screened whole: refused.csv"
    if any(gap.code == "book.refused" for gap in night.gaps):
        yield "next: correct the rows that do not say whose they are: refused.csv"
    if night.totals.is_shrunk:
        yield (
            "next: see whether the book is whole: clients of the last run that are"
            f" gone: {night.totals.gone:,}"
        )
    there, gone = (
        sum(night.turns.get(turn.value, 0) for turn in turns)
        for turns in ((Turn.NEW, Turn.CHANGED), (Turn.CLEARED, Turn.DELISTED))
    )
    if there:
        yield (
            f"next: look at {counted(there, 'hit')}: report.html, or"
            f" kycscreen explain {night.folder} HIT"
        )
    if night.graver:
        yield (
            "next: look at new or graver findings of"
            f" {counted(night.graver, 'client')}: report.html"
        )
    if night.findings > night.graver:
        yield (
            "next: look at findings that are gone, or less grave:"
            f" {night.folder}/transitions.jsonl"
        )
    if gone:
        yield (
            "next: look at what was cleared or delisted:"
            f" {night.folder}/transitions.jsonl"
        )
    if any(gap.code.startswith("list.") for gap in night.gaps):
        yield "next: close the gaps of the lists: kycscreen lists"
