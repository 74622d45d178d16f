"""What kycscreen got wrong, row by row, to be read while rules are made.

For the eye of who develops; never frozen. Read the half to learn from
(``--part tune``), and leave the other unread.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks import material, rates
from benchmarks.engines import Kycscreen
from benchmarks.measures import Said
from benchmarks.queries import Question
from benchmarks.rates import Answer
from benchmarks.subjects import Subject, listed
from kycscreen.lists.loading import Lists

Miss = tuple[str, str, str, float, str, str]


def write(said: Said, part: str, file: Path) -> None:
    """Write every wrong row of a part, with tabs between."""
    head = ("what", "wrong", "group", "score", "asked", "listed")
    lines = ["\t".join(map(str, row)) for row in (head, *wrong(said, part))]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def wrong(said: Said, part: str) -> Iterator[Miss]:
    """Yield what is missed, and what alerts without being right."""
    for what in ("names", "entities"):
        scored = said.scored(what, part)
        threshold = said.threshold or rates.best_threshold(scored)
        for pair, score in said.pairs.get(what, ()):
            if part in ("all", pair.part) and (score >= threshold) != pair.is_match:
                yield (what, _which(pair.is_match), pair.group, score,
                       _shown(pair.ours), _shown(pair.theirs))  # fmt: skip
    for what, at in (
        ("perturbed", rates.at_load(said.answered("perturbed", part), 2)),
        ("cross", rates.at_load(said.answered("cross", part), 1.05)),
        ("misspelt bare un", _quiet(said, part, "bare")),
        ("misspelt facts un", _quiet(said, part, "facts")),
    ):
        for question, answer in said.answers.get(what, ()):
            if part in ("all", question.part) and (answer.right or 0) < at:
                yield _missed(what, question)
    near = rates.at_share(said.answered("near", part), 0.10)
    for what, at in (
        ("near", near),
        ("people bare", said.threshold or 100),
        ("people facts", said.threshold or 100),
    ):
        for question, answer in said.answers.get(what, ()):
            if part in ("all", question.part) and answer.most >= at:
                yield _alerted(what, question, answer)


def _quiet(said: Said, part: str, facts: str) -> float:
    return rates.at_share(said.answered(f"people {facts} un", part), 0.001)


def _which(is_match: bool) -> str:
    return "missed" if is_match else "alerts"


def _missed(what: str, question: Question) -> Miss:
    """Score the question against what it should have found, found or not."""
    engine = Kycscreen()
    wanted = [_entities()[key] for key in sorted(question.wanted) if key in _entities()]
    scored = [(engine.pair(question.subject, theirs), theirs) for theirs in wanted]
    score, theirs = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    group = f"{question.group}{', hard' if question.hard else ''}"
    shown = _shown(theirs) if theirs is not None else ""
    return what, "missed", group, score, _shown(question.subject), shown


def _alerted(what: str, question: Question, answer: Answer) -> Miss:
    shown = _shown(question.subject)
    return what, "alerts", question.group, answer.most, shown, question.why


def _entities() -> dict[str, Subject]:
    if not _KNOWN:
        lists: Lists = material.three_lists()
        for watchlist in lists.watchlists:
            for entity in watchlist.entities:
                key = f"{entity.list_id} {entity.record_id}"
                _KNOWN[key] = listed(entity)
    return _KNOWN


_KNOWN: dict[str, Subject] = {}


def _shown(subject: Subject) -> str:
    names = " / ".join((*subject.names, *(f"[{name}]" for name in subject.weak)))
    facts = (*subject.birth_dates, *subject.nationalities)
    return " ".join(f"{names} {' '.join(facts)}".split())
