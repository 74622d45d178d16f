"""A stretch of work during which Python does not search for cycles of objects.

A book makes millions of values, and no cycle among them: the search would be begun
again and again, and look through all that is known each time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Put off the search; it is as it was before when the work is done.

    What was made meanwhile is old then, so that only a search through all finds it: the
    next one would look through it at once, and find nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():  # else somebody wants that to stay frozen
                gc.freeze()
                gc.unfreeze()
            gc.enable()
