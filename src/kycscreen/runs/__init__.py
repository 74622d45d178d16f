"""Runs: a book screened client by client, and the folder that keeps the result."""

from kycscreen.runs.folders import REPORT, Run, RunError, folder, read, write
from kycscreen.runs.outcomes import ScreenAll, Tally, screen, standing, tally

__all__ = [
    "REPORT",
    "Run",
    "RunError",
    "ScreenAll",
    "Tally",
    "folder",
    "read",
    "screen",
    "standing",
    "tally",
    "write",
]
