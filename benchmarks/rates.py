"""Rates that compare engines whose scores mean different things.

Each takes what an engine said, and finds the threshold itself: only the order of
an engine's own scores counts.

>>> scored = [(90, True), (70, True), (60, False), (20, False)]
>>> auc(scored), best_f1(scored)
(1.0, 1.0)
>>> at(scored, 80)
(1.0, 0.5, 0.6666666666666666)
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

Scored = Sequence[tuple[float, bool]]
"""A score, and whether the two are one."""
PARTS = ("tune", "report")


@attrs.frozen
class Answer:
    """What an engine found for one question: its scores, and the best right one.

    ``right`` is ``None`` where nothing right was found.
    """

    scores: tuple[float, ...]
    right: float | None

    @property
    def most(self) -> float:
        """The highest score of any entity; 0 if none was found."""
        return max(self.scores, default=0)


def part_of(key: str) -> str:
    """Return the half a row belongs to: ``tune`` to learn from, ``report`` to tell.

    By the row's own text, so a row never changes sides.
    """
    return PARTS[hashlib.sha256(key.encode()).digest()[0] & 1]


def auc(scored: Scored) -> float:
    """Return how often a match scores above what is none; ties count half."""
    good = sorted(score for score, is_match in scored if is_match)
    bad = sorted(score for score, is_match in scored if not is_match)
    if not good or not bad:
        return float("nan")
    wins = sum((g > b) + (g == b) / 2 for g in good for b in bad)
    return wins / (len(good) * len(bad))


def at(scored: Scored, threshold: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 at a threshold."""
    alerts = [is_match for score, is_match in scored if score >= threshold]
    matches = sum(is_match for _, is_match in scored)
    right = sum(alerts)
    precision = right / len(alerts) if alerts else 1.0
    recall = right / matches if matches else 1.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def best_f1(scored: Scored) -> float:
    """Return the F1 at the threshold that suits these rows best."""
    thresholds = {score for score, _ in scored if score > 0}
    return max((at(scored, t)[2] for t in thresholds), default=0.0)


def best_threshold(scored: Scored) -> float:
    """Return the lowest threshold of the best F1."""
    thresholds = sorted({score for score, _ in scored if score > 0})
    return max(thresholds, key=lambda t: at(scored, t)[2], default=0.0)


def lowest(scores: Iterable[float], allowed: int) -> float:
    """Return the lowest threshold that at most ``allowed`` of the scores reach.

    Where even the highest is too many, something above it.

    >>> lowest([90, 80, 80, 70], 2), lowest([90, 80, 80, 70], 3), lowest([90, 90], 1)
    (90, 80, 91)
    """
    counts = Counter(scores)
    reached = 0
    threshold = max(counts, default=0.0) + 1
    for score in sorted(counts, reverse=True):
        reached += counts[score]
        if reached > allowed:
            break
        threshold = score
    return threshold


def recall_at_specificity(scored: Scored, share: float) -> float:
    """Return the recall where at least ``share`` of what is no match stays quiet."""
    bad = [score for score, is_match in scored if not is_match]
    threshold = lowest(bad, _share(1 - share, len(bad)))
    return at(scored, _above_nothing(threshold))[1]


def at_load(answers: Sequence[Answer], most: float) -> float:
    """Return the lowest threshold with at most ``most`` hits for each question."""
    scores = (score for answer in answers for score in answer.scores)
    return _above_nothing(lowest(scores, _share(most, len(answers))))


def at_share(answers: Sequence[Answer], share: float) -> float:
    """Return the lowest threshold that at most a share of questions raise."""
    tops = [answer.most for answer in answers]
    return _above_nothing(lowest(tops, _share(share, len(tops))))


def found(answers: Sequence[Answer], threshold: float) -> float:
    """Return the share of questions whose right entity reaches a threshold."""
    if not answers:
        return float("nan")
    right = sum(a.right is not None and a.right >= threshold for a in answers)
    return right / len(answers)


def alerting(answers: Sequence[Answer], threshold: float) -> float:
    """Return the share of questions for which anything reaches a threshold."""
    if not answers:
        return float("nan")
    return sum(answer.most >= threshold for answer in answers) / len(answers)


def at_recall(answers: Sequence[Answer], recall: float) -> float:
    """Return the highest threshold at which at least ``recall`` are found.

    Where no threshold finds so many, that at which whatever is found alerts.
    """
    rights = sorted((a.right for a in answers if a.right is not None), reverse=True)
    needed = math.ceil(recall * len(answers) - 1e-9)
    if needed > len(rights):
        return _above_nothing(0)
    return rights[max(needed, 1) - 1]


def _share(share: float, whole: int) -> int:
    # A share of 5 % of 100 is 5 of them, whatever the binary fraction says.
    return int(share * whole + 1e-9)


def _above_nothing(threshold: float) -> float:
    """A score of 0 is what an engine says of everything else: no hit."""
    return threshold if threshold > 0 else 1e-9
