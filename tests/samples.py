"""Publishers' samples, and how a test reads what it makes of them.

``fixtures/<list id>/sample.*`` is a list as it is published; where it is published
in other renditions too, they stand beside it as ``<rendition>.*``: a file, or a
folder of the files that make one list together.
"""

from pathlib import Path

import pytest

from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, archives, find

FIXTURES = Path(__file__).parent / "fixtures"


def _named() -> dict[str, Path]:
    """Find every sample: by list id, or by ``list id-rendition``."""
    found = {}
    for folder in FIXTURES.iterdir():
        for path in folder.iterdir():
            rendition = path.name.partition(".")[0]
            found[
                folder.name if rendition == "sample" else f"{folder.name}-{rendition}"
            ] = path
    return dict(sorted(found.items()))


SAMPLES = _named()


def list_of(name: str) -> str:
    """Return the id of the list that a sample is of."""
    return SAMPLES[name].parent.name


def sample(name: str) -> bytes:
    """Return a sample in its publisher's format; a folder's files as one bundle."""
    files = members(name)
    return archives.bundle(files) if files else SAMPLES[name].read_bytes()


def members(name: str) -> dict[str, bytes]:
    """Return the files of a sample that is a folder, by name; none of one file."""
    path = SAMPLES[name]
    return {f.name: f.read_bytes() for f in path.iterdir()} if path.is_dir() else {}


def read(list_id: str, data: bytes) -> Parsed:
    """Read a file of a list."""
    return find(list_id).parse(data)


def refusal(list_id: str, data: bytes) -> str:
    """Return the message with which a file is refused."""
    with pytest.raises(FormatError) as raised:
        read(list_id, data)
    return str(raised.value)
