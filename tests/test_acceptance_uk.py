"""OFSI's complete file of 2018, and the structure of today's UK Sanctions List."""

import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kycscreen.sources import Parsed, find
from tests.pace import within

LISTS = Path(__file__).parent.parent.parent / "shared" / "lists"

pytestmark = pytest.mark.skipif(not LISTS.exists(), reason="needs ../shared/lists")


@cache
def ofsi() -> Parsed:
    return find("gb_ofsi").parse(
        (LISTS / "uk" / "ofsi_conlist_2018-04-13.csv").read_bytes()
    )


def test_every_group_is_read_by_kind() -> None:
    assert str(ofsi().published) == "2018-04-13"
    assert Counter(entity.kind.value for entity in ofsi().entities) == {
        "person": 1426,
        "organisation": 680,
    }
    assert len({entity.record_id for entity in ofsi().entities}) == 2106
    source = find("gb_ofsi")
    assert source.at_least < len(ofsi().entities) < source.at_most
