"""What became of hits and clients between an earlier run and the last one."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from kycscreen.rescreen import found, states
from kycscreen.rescreen.comparison import differences
from kycscreen.rescreen.nights import Night
from kycscreen.rescreen.states import State
from kycscreen.rescreen.stored import StateError
from kycscreen.rescreen.turns import CAUSES, PENDING, Transition, Turn


def since(state: Path, run: str, *, up_to: int) -> tuple[Transition, ...]:
    """Return what became of each, first to last, in the runs after one up to another.

    ``run`` is the number of a run or its folder. What came and went is nothing.
    """
    with states.opened(state) as held:
        night = _named(held, run)
        return tuple(_netted(held.transitions(night.run, up_to=up_to)))


def transitions(state: Path, run: int) -> tuple[Transition, ...]:
    """Return what became of hits and clients in one run."""
    with states.opened(state) as held:
        return tuple(held.transitions(run - 1, up_to=run))


def _named(held: State, run: str) -> Night:
    found = [
        night
        for night in held.nights()
        if run in (str(night.run), night.folder, Path(night.folder).name)
        or Path(run).absolute() == Path(night.folder).absolute()
    ]
    if not found:
        raise StateError(held.path, f"knows no run {run!r}; its runs are numbered")
    return found[-1]


def _netted(all_of_them: Iterable[Transition]) -> Iterator[Transition]:
    by_hit: dict[tuple[str, str, bool], list[Transition]] = {}
    for transition in all_of_them:
        key = (transition.client_id, transition.hit_id, transition.is_of_findings)
        if transition.before_id:  # it goes on under another id
            old = (transition.client_id, transition.before_id, False)
            before = by_hit.pop(old, [])
            by_hit[key] = before
        by_hit.setdefault(key, []).append(transition)
    for of in by_hit.values():
        if (net := _net(of)) is not None:
            yield net


def _net(of: list[Transition]) -> Transition | None:
    """Return what several transitions of one come to; nothing where it is as it was."""
    first, last = of[0], of[-1]
    causes = {cause for transition in of for cause in transition.causes}
    known_as = first.before_id or first.hit_id
    net = attrs.evolve(
        last,
        before_id=known_as if known_as != last.hit_id else "",
        causes=tuple(cause for cause in CAUSES if cause in causes),
        was=first.was,
        stood=first.stood,
        was_findings=first.was_findings,
    )
    if net.is_of_findings:
        is_same = found.said(net.was_findings) == found.said(net.now_findings)
        return None if is_same else net
    if not last.hit_id:
        return None if _same_gaps(first, last) else net
    if last.turn in PENDING:
        return net
    if first.was is None or last.now is None:
        if last.now is None:
            return None if first.was is None else net
        return attrs.evolve(net, turn=Turn.NEW, what=(), before_id="")
    if first.was == last.now:
        is_renumbered = bool(net.before_id)
        return attrs.evolve(net, turn=Turn.RENUMBERED) if is_renumbered else None
    delisted = last.now.delisted and not first.was.delisted
    return attrs.evolve(
        net,
        turn=Turn.DELISTED if delisted else Turn.CHANGED,
        what=differences(first.was, last.now),
    )


def _same_gaps(first: Transition, last: Transition) -> bool:
    return last.turn is Turn.CONCLUDED and first.turn is not Turn.CONCLUDED
