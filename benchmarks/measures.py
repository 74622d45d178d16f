"""An engine's answers to every question, and the rows of the table made of them."""

import gc
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from benchmarks import material, queries, rates, subjects
from benchmarks.engines import Engine, Found
from benchmarks.queries import OFAC, THREE, Pair, Question
from benchmarks.rates import Answer
from benchmarks.subjects import Subject, plain
from kycscreen.facts import Kind

STRENGTHS = [(s, True) for s in ("strong", "medium", "weak")]
STRENGTHS += [(s, False) for s in ("weak", "medium", "strong")]
COLD = 400
SCREENED = 200
WARM = 20
CANDIDATES, FEW = 50, 20
"""What an engine without an index is given to compare; for ten thousand people less."""
POPULATION_AT = 0.001
"""The share of people on no list that may alert."""

T = TypeVar("T")
Row = tuple[str, float]


@attrs.frozen
class Said:
    """What an engine said of everything: scores of pairs, answers to questions."""

    name: str
    threshold: float | None
    pairs: Mapping[str, Sequence[tuple[Pair, float]]]
    answers: Mapping[str, Sequence[tuple[Question, Answer]]]
    cold: float
    screen: float

    def scored(self, what: str, part: str, **only: object) -> list[tuple[float, bool]]:
        """Return the scores of pairs of a part, and of a group if one is named."""
        return [
            (score, pair.is_match)
            for pair, score in self.pairs.get(what, ())
            if part in ("all", pair.part)
            and all(getattr(pair, name) == value for name, value in only.items())
        ]

    def answered(self, what: str, part: str, **only: object) -> list[Answer]:
        """Return the answers of a part, and of a group if one is named."""
        return [
            answer
            for question, answer in self.answers.get(what, ())
            if part in ("all", question.part)
            and all(getattr(question, name) == value for name, value in only.items())
        ]


def ask(engine: Engine, topics: Iterable[str]) -> Said:
    """Ask an engine about some topics."""
    cold = screen = float("nan")
    pairs: dict[str, list[tuple[Pair, float]]] = {}
    answers: dict[str, list[tuple[Question, Answer]]] = {}
    if "speed" in topics:  # first, before anything is warm
        cold, screen = _times(engine)
    if "pairs" in topics:
        pairs["names"] = _judged(engine, "name pairs", queries.name_pairs())
        pairs["entities"] = _judged(engine, "entity pairs", queries.entity_pairs())
    if "perturbed" in topics and queries.can_perturb():
        made = queries.perturbed_pairs()
        pairs["perturbed"] = _judged(engine, "perturbed pairs", made)
        answers["perturbed"] = _asked(engine, "perturbed", queries.perturbed())
        answers["near"] = _asked(engine, "near-misses", queries.near_misses())
    if "cross" in topics:
        answers["cross"] = _asked(engine, "cross-list", queries.cross_list())
    if "people" in topics:
        answers |= _people(engine, "misspelt", list(queries.misspelt()), CANDIDATES)
        answers |= _people(engine, "people", list(queries.population()), FEW)
    return Said(engine.name, engine.threshold, pairs, answers, cold, screen)


TOPICS = ("speed", "pairs", "perturbed", "cross", "people")


def _people(
    engine: Engine, name: str, questions: Sequence[Question], candidates: int
) -> dict[str, list[tuple[Question, Answer]]]:
    """Ask for persons on three lists, by name and with facts; keep UN apart too."""
    answers = {}
    for facts, subject in (("bare", _bare), ("facts", _whole)):
        asked = list(map(subject, questions))
        what = f"{name}, {facts}"
        of_three = _found(engine, what, asked, THREE, candidates)
        answers[f"{name} {facts}"] = _answers(questions, of_three)
        of_un = [_of_list(found, "un_sc") for found in of_three]
        answers[f"{name} {facts} un"] = _answers(questions, of_un)
    return answers


def _bare(question: Question) -> Subject:
    return question.subject.bare


def _whole(question: Question) -> Subject:
    return question.subject


def _judged(
    engine: Engine, what: str, pairs: Iterable[Pair]
) -> list[tuple[Pair, float]]:
    return [
        (pair, engine.pair(pair.ours, pair.theirs))
        for pair in _told(f"{engine.name}: {what}", list(pairs))
    ]


def _asked(
    engine: Engine, what: str, asked: Iterable[Question]
) -> list[tuple[Question, Answer]]:
    questions = list(asked)
    whole = list(map(_whole, questions))
    return _answers(questions, _found(engine, what, whole, OFAC, CANDIDATES))


def _found(
    engine: Engine, what: str, asked: Sequence[Subject], lists: str, candidates: int
) -> list[Found]:
    return [
        engine.screen(subject, lists, candidates=candidates)
        for subject in _told(f"{engine.name}: {what}", asked)
    ]


def _answers(
    questions: Sequence[Question], found: Sequence[Found]
) -> list[tuple[Question, Answer]]:
    return [
        (question, _answer(question, scores))
        for question, scores in zip(questions, found, strict=True)
    ]


def _answer(question: Question, found: Found) -> Answer:
    right = [score for key, score in found.items() if key in question.wanted]
    scores = tuple(score for score in found.values() if score > 0)
    return Answer(scores, max(right, default=None))


def _of_list(found: Found, list_id: str) -> Found:
    return {key: score for key, score in found.items() if key.startswith(f"{list_id} ")}


def _told(what: str, things: Sequence[T]) -> Iterator[T]:
    """Pass things on, and say on stderr how long it took."""
    began = time.process_time()
    yield from things
    spent = time.process_time() - began
    sys.stderr.write(f"{what}: {len(things)} in {spent:.1f} s\n")


def _times(engine: Engine) -> tuple[float, float]:
    """Return µs for a pair of names never seen before, and ms for a screening."""
    everyone = (question.subject for question in queries.population())
    people = [s for s in everyone if plain(s.name)[0] < "\u0250"]  # in Latin letters
    theirs = [
        subjects.listed(entity)
        for entity in material.watchlist("us_ofac_sdn").entities
        if entity.kind is Kind.PERSON
    ]
    engine.cold(people[-1], theirs[-1])  # tables are read once
    # Nor is it the engine's time to search what the benchmark holds for garbage.
    gc.collect()
    gc.freeze()
    began = time.process_time_ns()
    for ours, other in zip(people[:COLD], theirs[:COLD], strict=False):
        engine.cold(ours, other)
    cold = (time.process_time_ns() - began) / COLD / 1e3
    spent = []
    for person in people[COLD : COLD + WARM + SCREENED]:
        began = time.process_time_ns()
        engine.answer(person)
        spent.append((time.process_time_ns() - began) / 1e6)
    gc.unfreeze()
    return cold, statistics.median(spent[WARM:])


def rows(said: Said, part: str) -> dict[str, float]:
    """Return every row of the table by its name, of one part or of ``all``."""
    made = [
        *_pair_rows(said, part),
        *_perturbed_rows(said, part),
        *_cross_rows(said, part),
        *_people_rows(said, part),
    ]
    if said.cold == said.cold:
        made += [("pair cold", said.cold), ("screen", said.screen)]
    return dict(made)


def _pair_rows(said: Said, part: str) -> Iterator[Row]:
    scored = said.scored("names", part)
    if not scored:
        return
    yield "names auc", rates.auc(scored)
    yield "names best f1", rates.best_f1(scored)
    if said.threshold is not None:
        precision, recall, f1 = rates.at(scored, said.threshold)
        yield "names precision", precision
        yield "names recall", recall
        yield "names f1", f1
        strong = said.scored("names", part, group="strong")
        yield (
            "names strong wrong",
            sum(
                (score >= said.threshold) is not is_match for score, is_match in strong
            ),
        )
    for strength, is_match in STRENGTHS:
        of = said.scored("names", part, group=strength, is_match=is_match)
        word = "match" if is_match else "other"
        yield f"mean {strength} {word}", _mean([score for score, _ in of])
    scored = said.scored("entities", part)
    yield "entities auc", rates.auc(scored)
    yield "entities best f1", rates.best_f1(scored)


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores) if scores else float("nan")


def _perturbed_rows(said: Said, part: str) -> Iterator[Row]:
    answers = said.answered("perturbed", part)
    if not answers:
        return
    pairs = said.scored("perturbed", part)
    yield "perturbed pairs", rates.recall_at_specificity(pairs, 0.95)
    yield "perturbed 1.5", rates.found(answers, rates.at_load(answers, 1.5))
    at_two = rates.at_load(answers, 2)
    yield "perturbed 2", rates.found(answers, at_two)
    by_class = {
        group: rates.found(said.answered("perturbed", part, group=group), at_two)
        for group in sorted({q.group for q, _ in said.answers["perturbed"]})
    }
    yield "perturbed weakest", min(by_class.values())
    near = said.answered("near", part)
    yield "perturbed near", rates.found(answers, rates.at_share(near, 0.10))
    for group, recall in by_class.items():
        yield f"class {group}", recall


def _cross_rows(said: Said, part: str) -> Iterator[Row]:
    answers = said.answered("cross", part)
    if not answers:
        return
    for most in (1.05, 1.2):
        at = rates.at_load(answers, most)
        yield f"cross {most}", rates.found(answers, at)
        for name, only in (
            ("hard", {"hard": True}),
            ("persons", {"group": "person"}),
            ("organisations", {"group": "organisation"}),
        ):
            of = said.answered("cross", part, **only)
            yield f"cross {most} {name}", rates.found(of, at)
    if said.threshold is not None:
        yield "cross default", rates.found(answers, said.threshold)
        hits = sum(sum(s >= said.threshold for s in a.scores) for a in answers)
        yield "cross default hits", hits / len(answers)


def _people_rows(said: Said, part: str) -> Iterator[Row]:
    for facts in ("bare", "facts"):
        people = said.answered(f"people {facts} un", part)
        misspelt = said.answered(f"misspelt {facts} un", part)
        if people:
            at = rates.at_share(people, POPULATION_AT)
            yield f"misspelt {facts}", rates.found(misspelt, at)
        people = said.answered(f"people {facts}", part)
        misspelt = said.answered(f"misspelt {facts}", part)
        if people and said.threshold is not None:
            yield f"misspelt {facts} default", rates.found(misspelt, said.threshold)
            yield f"people {facts}", 100 * rates.alerting(people, said.threshold)


def as_found_as(said: Said, ours: Said, part: str) -> dict[str, float]:
    """Return what it costs an engine to find as many misspelt persons as ours."""
    made: dict[str, float] = {}
    if ours.threshold is None:
        return made
    for facts in ("bare", "facts"):
        people = said.answered(f"people {facts}", part)
        if people:
            misspelt = ours.answered(f"misspelt {facts}", part)
            recall = rates.found(misspelt, ours.threshold)
            at = rates.at_recall(said.answered(f"misspelt {facts}", part), recall)
            made[f"people {facts} equal at"] = at
            made[f"people {facts} equal"] = 100 * rates.alerting(people, at)
    return made
