"""Runs: a book screened piece by piece, and the folder that keeps the result."""

from kycscreen.runs.answering import Answer, Mark, answers, asked, mark
from kycscreen.runs.claims import final
from kycscreen.runs.folders import REPORT, ended, folder, nobody, read, write
from kycscreen.runs.hits import form_of, write_hits
from kycscreen.runs.journal import Asked, Journal, begun, left_by, reopened
from kycscreen.runs.manifest import Run, RunError
from kycscreen.runs.outcomes import Tally, exit_code, reason, standing, tally
from kycscreen.runs.pieces import (
    ScreenAll,
    Screened,
    refusals,
    rests_on,
    screen,
    screened,
)
from kycscreen.runs.resuming import interrupted, same, unfinished

__all__ = [
    "REPORT",
    "Answer",
    "Asked",
    "Journal",
    "Mark",
    "Run",
    "RunError",
    "ScreenAll",
    "Screened",
    "Tally",
    "answers",
    "asked",
    "begun",
    "ended",
    "exit_code",
    "final",
    "folder",
    "form_of",
    "interrupted",
    "left_by",
    "mark",
    "nobody",
    "read",
    "reason",
    "refusals",
    "reopened",
    "rests_on",
    "same",
    "screen",
    "screened",
    "standing",
    "tally",
    "unfinished",
    "write",
    "write_hits",
]
