"""A book night after night: what is new, what changed, and because of what."""

from kycscreen.rescreen.nights import ListNight, Night, Proof, Totals
from kycscreen.rescreen.rescreening import gather, rescreen
from kycscreen.rescreen.since import since, transitions
from kycscreen.rescreen.stored import StateError
from kycscreen.rescreen.turns import Transition, Turn
from kycscreen.rescreen.work import NIGHT, TRANSITIONS, Answers, RescreenError

__all__ = [
    "NIGHT",
    "TRANSITIONS",
    "Answers",
    "ListNight",
    "Night",
    "Proof",
    "RescreenError",
    "StateError",
    "Totals",
    "Transition",
    "Turn",
    "gather",
    "rescreen",
    "since",
    "transitions",
]
