"""Every source's sample, its entities and issues, as it was written down."""

from collections.abc import Callable

import pytest

from kycscreen import codec
from tests import samples


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_a_sample_is_read_as_written_down(
    name: str, golden: Callable[[str, str], None]
) -> None:
    parsed = samples.read(samples.list_of(name), samples.sample(name))
    rows = (*parsed.entities, *parsed.issues)
    golden(f"{name}.jsonl", "".join(f"{codec.to_json(row)}\n" for row in rows))
