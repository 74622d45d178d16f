"""How fast this machine is, for the tests whose bars are seconds of its time.

A machine that others use at the same time takes twice as long for the same work, or
longer, and no bar is missed for that. So where one seems to be, some other work of the
kind (it makes many small values, and puts them in order) is timed beside it.
"""

import time

_VALUES = 200_000
_USUAL = 0.45
"""Seconds that it takes on the machines on which the bars were set."""


def within(seconds: float, spent: float) -> bool:
    """Tell whether CPU time that was spent is less than a bar allows, here and now."""
    return spent < seconds or spent < seconds * _pace()


def _pace() -> float:
    began = time.process_time()
    made = [
        {"number": str(step), "names": [str(step), step], "at": (step,)}
        for step in range(_VALUES)
    ]
    made.sort(key=lambda one: str(one["number"])[::-1])
    return (time.process_time() - began) / _USUAL
