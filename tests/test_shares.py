"""Parts of a whole: read as people write them, and exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import shares
from kycscreen.shares import PERCENT, WHOLE, Share


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("50", 50_000_000, 50_000_000),
        ("50 %", 50_000_000, 50_000_000),
        ("33,3%", 33_300_000, 33_300_000),
        ("33.3333333", 33_333_333, 33_333_334),
        ("25-50", 25_000_000, 50_000_000),
        ("25 % to 50 %", 25_000_000, 50_000_000),
        ("25..50", 25_000_000, 50_000_000),
        (">25", 25_000_001, WHOLE),
        (">= 25 %", 25_000_000, WHOLE),
        ("≥25", 25_000_000, WHOLE),
        ("<10", 0, 9_999_999),
        ("<= 10", 0, 10_000_000),
        ("0", 0, 0),
        ("100", WHOLE, WHOLE),
    ],
)
def test_a_share_is_read_as_people_write_it(text: str, least: int, most: int) -> None:
    assert shares.parse(text) == Share(least, most)


@pytest.mark.parametrize(
    "text",
    ["", "half", "-5", "101", "50-25", ">25-50", "1e2", "٥٠", "50 %%", "5 0.0.0", "<0"],
)
def test_anything_else_is_no_share(text: str) -> None:
    with pytest.raises(ValueError, match="is n"):
        shares.parse(text)


@given(st.integers(0, WHOLE), st.integers(0, WHOLE))
def test_a_share_reads_back_as_it_is_written(one: int, other: int) -> None:
    share = Share(min(one, other), max(one, other))
    assert shares.parse(share.text) == share


def test_percent_has_as_few_digits_as_are_true() -> None:
    assert [shares.percent(n) for n in (0, PERCENT // 2, 12_340_000)] == [
        "0", "0.5", "12.34",
    ]  # fmt: skip
