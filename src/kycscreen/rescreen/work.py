"""A night at work: the clients chosen are screened, compared and written down."""

from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import TextIO

import attrs

from kycscreen import runs
from kycscreen.book import Book, Group, digest
from kycscreen.errors import KycScreenError
from kycscreen.rescreen import changes, nights, plans
from kycscreen.rescreen.changes import ListChange
from kycscreen.rescreen.chosen import Chosen
from kycscreen.rescreen.comparison import compared
from kycscreen.rescreen.known import Stands, is_same, stands
from kycscreen.rescreen.nights import ListNight, Night, Proof, Totals
from kycscreen.rescreen.plans import Changed, Plan
from kycscreen.rescreen.states import State
from kycscreen.rescreen.turns import PENDING, REVIEW, Transition, Turn
from kycscreen.screen import Gap, Screening

NIGHT = "rescreen.json"
TRANSITIONS = "transitions.jsonl"

Answers = Callable[
    [Book, Callable[[Screening], Stands]], Generator[runs.Answer, None, None]
]
"""Screens a book piece by piece, and tells how each client stands."""
Tell = Callable[[bytes, tuple[Transition, ...]], object]
Finish = Callable[[Path, runs.Run], object]


class RescreenError(KycScreenError):
    """A night does not add up, so nothing of it counts."""


class Work:
    """What one run reads, finds and counts; ``run`` is its number."""

    def __init__(
        self,
        book: Book,
        answers: Answers,
        held: State,
        last: Night | None,
        found: Changed,
    ) -> None:
        """Take what is to be compared with what."""
        self.run = 1 if last is None else last.run + 1
        self._book, self._answers = book, answers
        self._held, self._last, self._found = held, last, found
        self._tonight = plans.tonight(found, book, self.run)
        self._counts: Counter[str] = Counter()
        self._turns: Counter[str] = Counter()
        self._findings = self._graver = 0
        self._causes: Counter[str] = Counter()
        self._unexplained: set[str] = set()
        self._numbered = self._turned = 0

    def done(
        self,
        place: Path,
        plan: Plan,
        *,
        tell: Tell,
        finish: Finish,
        clock: Callable[[], str],
    ) -> Night:
        """Screen, compare and write; what is written counts once it is committed."""
        began = clock()
        proof, why = self._proof(plan), self._found.why
        if proof.differ:  # what was left out cannot be trusted, so nothing is
            plan, why = Plan(), ("proof",)
        chosen = Chosen(self._book.groups, plan, self._held)
        book = attrs.evolve(self._book, groups=chosen)
        self._held.begin()
        with (place / TRANSITIONS).open("w", encoding="utf-8") as file:

            def compare(answer: runs.Answer) -> None:
                refused = Counter(row.client_id for row in answer.refused)
                for (line, _), now in zip(answer.each(), answer.told, strict=True):
                    assert isinstance(now, Stands)  # what was asked to be told
                    group = chosen.taken(now.client_id)
                    of_it = refused[now.client_id]
                    tell(line, self._compare(now, group, of_it, file))

            with (
                runs.begun(place, None, book) as journal,
                closing(self._answers(book, stands)) as answers,
            ):
                run = runs.write(
                    journal,
                    answers,
                    book=book,
                    now=clock,
                    tell=compare,
                    clients_in=len(self._book.groups),
                )
            self._gone(file)
        for change in self._found.lists:
            marks = self._found.marks.get(change.edition.list_id)
            self._held.put_list(change.edition, marks)
        night = self._night(run, self._totals(run, chosen), proof, why)
        night = attrs.evolve(
            night, folder=str(runs.final(place)), began=began, ended=clock()
        )
        finish(place, runs.ended(place, run, night.exit_code))
        (place / NIGHT).write_text(f"{night.to_json()}\n", encoding="utf-8")
        return night

    def _proof(self, plan: Plan) -> Proof:
        """Screen some whom no change concerns, and compare them with what is known."""
        if not plan.sample:
            return Proof(of=plan.carried)
        book = Book(groups=plan.sample, unclaimed=(), rows=0, sha256="")
        known = self._held.stands([group.client_id for group in plan.sample])
        with closing(self._answers(book, stands)) as answers:
            told = [now for answer in answers for now in answer.told]
        differ = [
            now.client_id
            for now in told
            if isinstance(now, Stands) and not is_same(now, known[now.client_id])
        ]
        return Proof(
            clients=len(plan.sample), of=plan.carried, differ=tuple(sorted(differ))
        )

    def _compare(
        self, now: Stands, group: Group, refused: int, file: TextIO
    ) -> tuple[Transition, ...]:
        """Compare a client with the last run, and write what is known from now on."""
        now = attrs.evolve(now, digest=digest(group), rows=len(group.rows))
        was = self._held.stands([now.client_id]).get(now.client_id)
        is_failed = any(gap.code == "client.error" for gap in now.gaps)
        accepted = len(group.rows) - refused
        self._counts["not_screened" if is_failed else "screened"] += 1
        self._counts["rows_not_screened" if is_failed else "rows_screened"] += accepted
        if was is None or not was.digest:
            self._counts["new"] += 1
        elif was.digest != now.digest:
            self._counts["changed"] += 1
        known, turned = compared(was, now, self._tonight)
        if known is not None and known != was:
            self._held.put(known)
        self._log(turned, file)
        return turned

    def _gone(self, file: TextIO) -> None:
        """Let go of the clients that are in the book no more."""
        for client_id in self._held.unmet():
            was = self._held.stands([client_id])[client_id]
            self._counts["gone"] += bool(was.digest)
            known, turned = compared(was, None, self._tonight)
            if known is None:
                self._held.forget(client_id)
            else:
                self._held.put(known)
            self._log(turned, file)

    def _log(self, turned: tuple[Transition, ...], file: TextIO) -> None:
        for transition in turned:
            self._numbered += 1
            self._held.log(self._numbered, transition)
            file.write(f"{transition.to_json()}\n")
            if transition.is_of_findings:
                self._findings += 1
                self._graver += transition.is_graver
            else:
                self._turns[transition.turn.value] += 1
            self._causes.update(transition.causes)
            if transition.turn in REVIEW and not transition.causes:
                self._unexplained.add(transition.client_id)
            is_there = transition.hit_id and transition.now is not None
            if is_there and transition.turn not in PENDING:
                self._turned += 1

    def _totals(self, run: runs.Run, chosen: Chosen) -> Totals:
        """Add up what went in; ``RescreenError`` where something was lost."""
        totals = Totals(
            rows=self._book.rows,
            rows_carried=chosen.carried_rows,
            rows_refused=run.rows_refused,
            clients=len(self._book.groups),
            carried=chosen.carried,
            **self._counts,
        )
        if not totals.reconcile:
            raise RescreenError(
                "rows or clients of the book do not add up; nothing of this run"
                " counts: please report this line"
            )
        return totals

    def _night(
        self, run: runs.Run, totals: Totals, proof: Proof, why: tuple[str, ...]
    ) -> Night:
        found, last = self._found, self._last
        outcomes = nights.tally(self._held.counts(), found.gaps)
        pending = self._held.pending()
        hits = self._held.hits()
        self._turns[Turn.STILL.value] = hits - pending - self._turned
        before = last.gaps if last is not None else ()
        return Night(
            run=self.run,
            key=found.key,
            engine=run.engine,
            code=changes.engine(),
            policy=run.policy,
            alert_at=run.alert_at,
            on=run.on,
            book=self._book.sha256,
            folder="",
            began="",
            ended="",
            why=why,
            lists=tuple(map(_of_list, found.lists)),
            removed=tuple(sorted(found.removed)),
            gaps=found.gaps,
            opened=_without(found.gaps, before),
            closed=_closed(before, found),
            totals=totals,
            proof=proof,
            turns=dict(sorted(self._turns.items())),
            causes=dict(sorted(self._causes.items())),
            findings=self._findings,
            graver=self._graver,
            unexplained=tuple(sorted(self._unexplained)),
            hits=hits,
            pending=pending,
            outcomes=outcomes,
            exit_code=nights.exit_code(
                self._turns,
                outcomes,
                findings=self._findings,
                is_wrong=bool(proof.differ or self._unexplained),
                gaps=found.gaps,
                pending=pending,
                is_shrunk=totals.is_shrunk,
            ),
        )


def _of_list(change: ListChange) -> ListNight:
    return ListNight(
        edition=change.edition,
        before="" if change.before is None else change.before.told,
        listed=len(change.listed),
        amended=len(change.amended),
        delisted=len(change.delisted),
    )


def _closed(before: tuple[Gap, ...], found: Changed) -> tuple[Gap, ...]:
    """Return the gaps that are there no more, for their lists are as they should be.

    What was wrong with a list is not mended where something else is, or it is gone.
    """
    open_ = {gap.subject for gap in found.gaps if gap.subject}
    used = {change.edition.list_id for change in found.lists}
    return tuple(
        gap
        for gap in _without(before, found.gaps)
        if gap.subject not in open_
        and (gap.code not in _OF_USED or gap.subject in used)
    )


_OF_USED = (
    "list.stale", "list.future", "list.empty", "list.extract", "list.undated",
)  # fmt: skip
"""Gaps of a list that is used."""


def _without(gaps: tuple[Gap, ...], others: tuple[Gap, ...]) -> tuple[Gap, ...]:
    known = {(gap.code, gap.subject) for gap in others}
    return tuple(gap for gap in gaps if (gap.code, gap.subject) not in known)
