"""What became of a client itself: of its gaps, and of what was found besides hits.

A finding that is not there tonight has gone only where the hits that it rests on could
have been found: else it is still pending, as they are.
"""

from collections.abc import Iterator

import attrs

from kycscreen.rescreen import found
from kycscreen.rescreen.found import Found
from kycscreen.rescreen.known import Known, Stands
from kycscreen.rescreen.turns import (
    CAUSES,
    FINDINGS,
    Tonight,
    Transition,
    Turn,
    cause_of,
    pending_of,
)


def of_gaps(
    was: Stands | None, now: Stands | None, causes: frozenset[str], tonight: Tonight
) -> Iterator[Transition]:
    """Tell whether a client can be concluded upon, where that is news."""
    stood = "" if was is None else was.standing
    stands = "" if now is None else now.standing
    gaps = () if now is None else now.gaps
    old = () if was is None else was.gaps
    known = {(gap.code, gap.subject) for gap in old}
    opened = [gap for gap in gaps if (gap.code, gap.subject) not in known]
    if stands == "error" and (opened or stood != "error"):
        turn = Turn.NOT_SCREENED
    elif opened:
        turn = Turn.INCONCLUSIVE
    elif old and not gaps:
        turn = Turn.CONCLUDED
    else:
        return
    why = causes | tonight.causes | {cause_of(gap.code) for gap in gaps}
    yield Transition(
        run=tonight.run,
        turn=turn,
        client_id=(now or was).client_id,  # type: ignore[union-attr]  # one is there
        causes=tuple(cause for cause in CAUSES if cause in why),
        stood=stood,
        stands=stands,
        gaps=gaps if turn is not Turn.CONCLUDED else old,
    )


def kept_of(
    was: Stands | None,
    now: Stands | None,
    kept: list[Known],
    causes: frozenset[str],
    tonight: Tonight,
) -> tuple[Found, ...]:
    """Return the findings of tonight, and those of which tonight cannot tell."""
    told = () if now is None else now.findings
    if was is None:
        return told
    known = found.said(told)
    unsure = _unsure(was, kept, tonight)
    left = []
    for old in was.findings:
        if old.said in known:
            continue
        pending, _ = pending_of(old, "", now, causes, tonight)
        if not pending and now is not None:
            pending = next((unsure[hit] for hit in old.hits if hit in unsure), "")
        if pending:
            left.append(attrs.evolve(old, pending=pending))
    return found.ordered((*told, *left))


def _unsure(was: Stands, kept: list[Known], tonight: Tonight) -> dict[str, str]:
    """Return the hits of which tonight cannot tell all, each with its gap.

    A hit may be there, and whom its list puts it beside on a list that is of no use.
    """
    unsure = {
        hit.hit_id: tonight.unproved[list_id]
        for hit in was.hits
        for list_id, _ in hit.beside
        if list_id in tonight.unproved
    }
    return unsure | {hit.hit_id: hit.pending for hit in kept if hit.pending}


def of_findings(
    was: Stands | None,
    now: Stands | None,
    findings: tuple[Found, ...],
    causes: frozenset[str],
    tonight: Tonight,
) -> Iterator[Transition]:
    """Tell that findings are others than they were."""
    before = () if was is None else was.findings
    if found.said(before) == found.said(findings):
        return
    why = causes | tonight.causes
    for side in (was, now):
        for hit in () if side is None else side.hits:
            why = why.union(*(tonight.why(record) for record in hit.records))
    if was is not None:
        is_due = was.due is not None and was.due <= tonight.on
        why |= {"date"} if is_due or tonight.is_back else frozenset()
        # What a party declares may be a finding because a hit cannot be found tonight.
        lost = {tonight.unproved.get(hit.list_id, "") for hit in was.hits}
        lost |= {
            *_unsure(was, [], tonight).values(),
            *(one.pending for one in findings),
        }
        why |= {cause_of(gap) for gap in lost if gap}
    if any(old.pending for old in before):
        why |= {"again"}
    if "first" in why:
        why = frozenset({"first"})
    yield Transition(
        run=tonight.run,
        turn=Turn.CHANGED,
        client_id=(now or was).client_id,  # type: ignore[union-attr]  # one is there
        what=(FINDINGS,),
        causes=tuple(cause for cause in CAUSES if cause in why),
        stood="" if was is None else was.standing,
        stands="" if now is None else now.standing,
        was_findings=before,
        now_findings=findings,
    )
