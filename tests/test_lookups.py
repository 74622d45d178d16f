"""Many keys looked up at once: the same as one by one."""

import mmap
from array import array
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen.index.columns import File, Halves, Rows
from kycscreen.index.lookups import Numbers, find_all, spans, whole
from kycscreen.index.writing import Pairs, Writer

LARGEST = 2**32 - 1
KEYS = st.one_of(st.integers(0, 9), st.integers(0, LARGEST), st.just(LARGEST))
VALUES = st.one_of(st.integers(0, 99), st.integers(0, 2**20), st.just(LARGEST))


def file_of(write: Callable[[Writer], None]) -> File:
    data = BytesIO()
    writer = Writer(data)
    write(writer)
    writer.finish({})
    file = File(data.getvalue(), "t.kyc")
    file.check_all()
    return file


def rows_of(pairs: list[tuple[int, int]], code: str) -> Rows:
    held = Pairs()
    for key, value in pairs:
        held.add([key], value)
    return Rows(file_of(lambda writer: writer.rows("t", held, code=code)), "t")


def array_of(keys: list[int]) -> Numbers:
    return np.array(keys, np.uint32)


def test_what_was_let_go_of_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "t.kyc"
    with path.open("w+b") as file:
        writer = Writer(file)
        writer.column("t", array("I", range(100_000)))
        writer.finish({})
        file.flush()
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    held = File(data, path.name)
    held.check_all()
    for _ in range(2):
        assert list(held.column("t").view) == list(range(100_000))
        held.let_go()
    file_of(lambda writer: writer.column("t", array("I", [1]))).let_go()  # no map


@pytest.mark.parametrize("code", ["B", "H"])
@given(st.lists(st.tuples(KEYS, VALUES)), st.lists(KEYS))
def test_many_keys_find_what_each_finds_alone(
    code: str, pairs: list[tuple[int, int]], others: list[int]
) -> None:
    rows = rows_of(pairs, code)
    keys = [*others, *(key for key, _ in pairs)]
    at, values = find_all(rows, array_of(keys))
    assert list(zip(at.tolist(), values.tolist(), strict=True)) == [
        (number, value) for number, key in enumerate(keys) for value in rows.find(key)
    ]


@pytest.mark.parametrize("code", ["B", "H"])
@given(st.lists(st.tuples(KEYS, VALUES)))
def test_a_key_finds_every_value_it_is_held_with(
    code: str, pairs: list[tuple[int, int]]
) -> None:
    rows = rows_of(pairs, code)
    for key, value in pairs:
        found = list(rows.find(key))
        assert value in found
        assert found == sorted(set(found))


@pytest.mark.parametrize("most", [99, 20_000, 100_000, 1_000_000])
def test_many_pairs_are_found_and_little_else(most: int) -> None:
    rows = rows_of([(n * 0x9E3779B1 & LARGEST, n % most) for n in range(20_000)], "B")
    found = [list(rows.find(n * 0x9E3779B1 & LARGEST)) for n in range(40_000)]
    assert all(n % most in found[n] for n in range(20_000))
    assert sum(map(len, found)) < 20_000 + 40_000 // 4


@pytest.mark.parametrize("keys", [[], [0], [LARGEST]])
def test_what_holds_nothing_finds_nothing(keys: list[int]) -> None:
    at, values = find_all(rows_of([], "B"), array_of(keys))
    assert not len(at)
    assert not len(values)


@given(st.lists(st.lists(st.integers(0, 2**24 - 1))), st.data())
def test_many_spans_are_what_each_is_alone(
    lists: list[list[int]], data: st.DataObject
) -> None:
    ends = array("I", [0])
    for each in lists:
        ends.append(ends[-1] + len(each))

    def write(writer: Writer) -> None:
        writer.column("at", ends)
        writer.halves("t", [number for each in lists for number in each])

    file = file_of(write)
    held, at = Halves(file, "t"), file.column("at")
    assert whole(held).tolist() == [number for each in lists for number in each]
    numbers = data.draw(st.lists(st.sampled_from(range(len(lists))))) if lists else []
    places, values = spans(at, held, np.array(numbers, np.intp))
    assert list(zip(places.tolist(), values.tolist(), strict=True)) == [
        (place, value)
        for place, number in enumerate(numbers)
        for value in held.span(*at.range(number))
    ]
    assert values.tolist() == [v for number in numbers for v in lists[number]]
