"""How fast this machine is, for the tests whose bars are seconds of its time.

A machine that others use at the same time runs at a third of its pace, or less, and no
bar is missed for that. A loop that does nothing else is timed beside what is measured.
"""

import time

_STEPS = 2_000_000
_USUAL = 60e-9
"""Seconds that a step takes on the machines on which the bars were set."""


def allowed(seconds: float) -> float:
    """Return the CPU time that stands for so many seconds here and now; not less."""
    began = time.process_time()
    total = 0
    for step in range(_STEPS):
        total += step * step
    spent = time.process_time() - began
    return seconds * max(1.0, spent / (_STEPS * _USUAL))
