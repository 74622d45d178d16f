"""Being told to stop: by Ctrl-C, by a supervisor, or by a terminal that goes away.

All three end a command alike, so that what it began is cleared away. A signal that
whoever started us wanted ignored, as ``nohup`` does, stays ignored.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from kycscreen.cli import terminal

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system knows the last


@contextmanager
def heeded() -> Iterator[None]:
    """Raise ``KeyboardInterrupt`` on the first signal, and heed no second one."""
    before = {}
    try:
        for number in _numbers():
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, _stop)
    except ValueError:  # not the main thread, where no signal arrives
        pass
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def stoppable(left: Callable[[], str]) -> Iterator[None]:
    """End the command with 1 when it is told to stop, and say what that left."""
    try:
        with heeded():
            yield
    except KeyboardInterrupt:
        terminal.note(f"interrupted; {left()}")
        click.get_current_context().exit(1)


def ignore() -> None:
    """Heed none until the end of ``heeded``: what is done now is done whole."""
    for number in _numbers():
        if signal.getsignal(number) is _stop:
            signal.signal(number, signal.SIG_IGN)


def _numbers() -> Iterator[signal.Signals]:
    for name in _NAMES:
        if hasattr(signal, name):
            yield signal.Signals[name]


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    ignore()
    raise KeyboardInterrupt
