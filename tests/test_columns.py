"""Columns that grow hold what was put there, and hashes are found that are held."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kycscreen.batch.columns import behind, hashes
from kycscreen.batch.parts import parts, ways
from kycscreen.names.tokens import token

NUMBERS = st.lists(st.integers(0, 2**63 - 1), max_size=40)


@given(st.lists(st.lists(st.integers(0, 255), max_size=1_500), max_size=6))
def test_a_column_holds_all_that_was_put_behind_it(parts: list[list[int]]) -> None:
    column = np.zeros(0, np.uint8)
    before = []
    for part in parts:
        before.append((column, column.tolist()))
        column = behind(column, part)
    assert column.tolist() == [number for part in parts for number in part]
    assert all(earlier.tolist() == held for earlier, held in before)


def test_a_column_of_nothing_is_not_lengthened_where_it_lies() -> None:
    rows = np.zeros((2, 0), np.int64)
    assert behind(rows[0], [1, 2]).tolist() == [1, 2]
    numbers = np.arange(3)
    assert behind(numbers[:0], [7]).tolist() == [7]
    assert numbers.tolist() == [0, 1, 2]


@given(NUMBERS, NUMBERS)
def test_hashes_find_all_that_they_hold_and_nothing_else(
    held: list[int], others: list[int]
) -> None:
    rows = np.sort(np.array(held * 2, np.uint64))
    of = hashes(rows)
    asked = held + others
    which, number = of.find(np.array(asked, np.uint64))
    assert which.tolist() == [n for n, each in enumerate(asked) if each in held]
    for place, found in zip(which.tolist(), number.tolist(), strict=True):
        begin, end = of.at[found : found + 2].tolist()
        assert set(rows[begin:end].tolist()) == {asked[place]}
        assert end - begin == (held * 2).count(asked[place])


def test_words_read_in_two_chunks_are_as_words_read_in_one() -> None:
    words = [
        token(word, "person")
        for word in ("jyri", "von", "li", "\u0438\u0432\u0430\u043d")
    ]
    once, twice = ways(words), ways(words[:2]).and_then(ways(words[2:]))
    assert twice.begin.tolist() == once.begin.tolist()
    assert twice.spelt.tolist() == once.spelt.tolist()
    assert twice.closing.whole.tolist() == once.closing.whole.tolist()
    both = parts(words[:2]).and_then(parts(words[2:]))
    assert both.told.tolist() == parts(words).told.tolist()
    assert both.written.tolist() == parts(words).written.tolist()
