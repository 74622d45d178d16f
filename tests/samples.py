"""Publishers' samples, and how a test reads what it makes of them."""

from pathlib import Path

import pytest

from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, find

FIXTURES = Path(__file__).parent / "fixtures"


def sample(list_id: str) -> bytes:
    """Return the sample of a list, in its publisher's format."""
    (path,) = (FIXTURES / list_id).glob("sample.*")
    return path.read_bytes()


def read(list_id: str, data: bytes) -> Parsed:
    """Read a file of a list."""
    return find(list_id).parse(data)


def refusal(list_id: str, data: bytes) -> str:
    """Return the message with which a file is refused."""
    with pytest.raises(FormatError) as raised:
        read(list_id, data)
    return str(raised.value)
