"""Every source's sample, its entities and issues, as it was written down."""

from collections.abc import Callable

import pytest

from kycscreen import codec
from tests import samples

LISTS = sorted(folder.name for folder in samples.FIXTURES.iterdir())


@pytest.mark.parametrize("list_id", LISTS)
def test_a_sample_is_read_as_written_down(
    list_id: str, golden: Callable[[str, str], None]
) -> None:
    parsed = samples.read(list_id, samples.sample(list_id))
    rows = (*parsed.entities, *parsed.issues)
    golden(f"{list_id}.jsonl", "".join(f"{codec.to_json(row)}\n" for row in rows))
