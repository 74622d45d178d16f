"""How long, how much and how often a publisher is asked, and by which clock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import attrs

from kycscreen.sources.guard import MAX_BYTES


@attrs.frozen(kw_only=True)
class Limits:
    """What one file may take; times are seconds.

    ``connect`` is the time to be let in, ``idle`` without a byte, ``total`` for the
    whole file with all tries; ``size`` is in bytes. After a passing failure it is
    tried again, ``attempts`` times in all: after ``pause``, then twice as long each
    time, or when the publisher says, if that is not after ``longest_wait``.
    """

    connect: float = 15
    idle: float = 60
    total: float = 1800
    size: int = MAX_BYTES
    redirects: int = 5
    attempts: int = 4
    pause: float = 2
    longest_wait: float = 120


LIMITS = Limits()

Tell = Callable[[str, int, int | None], object]
"""Is told of a list how many bytes of a file are there, and of how many."""


def silent(_list_id: str, _received: int, _total: int | None) -> None:
    """Tell nobody."""


def _now() -> datetime:
    return datetime.now(UTC)


@attrs.frozen(kw_only=True)
class Clock:
    """What tells the day, what measures, and what waits.

    Only days are read from ``now``, which may jump; whatever lasts is measured by
    ``monotonic``.
    """

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep


CLOCK = Clock()
