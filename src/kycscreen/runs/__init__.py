"""Runs: a book screened client by client, and the folder that keeps the result."""

from kycscreen.runs.claims import final
from kycscreen.runs.folders import REPORT, Run, RunError, failed, folder, read, write
from kycscreen.runs.outcomes import (
    ScreenAll,
    Screened,
    Tally,
    exit_code,
    reason,
    screen,
    screened,
    standing,
    tally,
)

__all__ = [
    "REPORT",
    "Run",
    "RunError",
    "ScreenAll",
    "Screened",
    "Tally",
    "exit_code",
    "failed",
    "final",
    "folder",
    "read",
    "reason",
    "screen",
    "screened",
    "standing",
    "tally",
    "write",
]
