"""A stretch of work during which Python does not search for cycles of objects.

A book makes millions of values, and no cycle among them: the search would be begun
again and again, and look through all that is known each time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Put off the search; it is as it was before when the work is done."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
