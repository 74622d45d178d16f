"""Stretches without a search for cycles leave the search as it was."""

import gc
from collections.abc import Iterator

import pytest

from kycscreen.unswept import unswept


@pytest.fixture(autouse=True)
def searching() -> Iterator[None]:
    gc.unfreeze()  # whatever another test froze
    gc.enable()
    yield
    gc.unfreeze()
    gc.enable()


def test_nothing_is_searched_meanwhile_and_what_was_made_is_old_then() -> None:
    with unswept():
        assert not gc.isenabled()
        made: list[object] = []
    assert gc.isenabled()
    assert not gc.get_freeze_count()
    assert any(one is made for one in gc.get_objects(generation=2))


def test_a_search_that_was_off_stays_off() -> None:
    gc.disable()
    with unswept():
        pass
    assert not gc.isenabled()


def test_what_somebody_froze_stays_frozen() -> None:
    held: list[object] = []
    gc.freeze()
    with unswept():
        pass
    # Of all that is frozen, what nobody needs any more goes at any time.
    assert gc.get_freeze_count()
    assert not any(one is held for one in gc.get_objects())


def test_what_raises_leaves_the_search_as_it_was() -> None:
    with pytest.raises(ZeroDivisionError), unswept():
        _ = 1 // 0
    assert gc.isenabled()
