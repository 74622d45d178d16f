"""Many keys looked up at once: the same as one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen.index import columns
from kycscreen.index.columns import File, Rows
from kycscreen.index.lookups import Numbers, find_all

LARGEST = 2**32 - 1
HELD = st.one_of(st.integers(0, 9), st.integers(0, LARGEST), st.just(LARGEST))


def rows_of(pairs: list[tuple[int, int]]) -> Rows:
    packed = sorted({key << 32 | value for key, value in pairs})
    file = File(columns.write({}, columns.rows("t", packed)), "t.kyc")
    file.check_all()
    return Rows(file, "t")


def array_of(keys: list[int]) -> Numbers:
    return np.array(keys, np.uint32)


@given(st.lists(st.tuples(HELD, st.integers(0, 99))), st.lists(HELD))
def test_many_keys_find_what_each_finds_alone(
    pairs: list[tuple[int, int]], others: list[int]
) -> None:
    rows = rows_of(pairs)
    keys = [*others, *(key for key, _ in pairs)]
    at, values = find_all(rows, array_of(keys))
    assert list(zip(at.tolist(), values.tolist(), strict=True)) == [
        (number, value) for number, key in enumerate(keys) for value in rows.find(key)
    ]


@pytest.mark.parametrize("keys", [[], [0], [LARGEST]])
def test_what_holds_nothing_finds_nothing(keys: list[int]) -> None:
    at, values = find_all(rows_of([]), array_of(keys))
    assert not len(at)
    assert not len(values)
