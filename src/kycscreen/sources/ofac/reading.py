"""Reading whichever rendition of OFAC's lists a file is."""

from kycscreen.sources import Parsed, archives, opener
from kycscreen.sources.ofac import advanced, enhanced, legacy

_READERS = {
    "sdnList": legacy.read,
    "Sanctions": advanced.read,
    "sanctionsData": enhanced.read,
}


def read(list_id: str, data: bytes) -> Parsed:
    """Read a file by what it is; a root that is none of ours is refused by name."""
    data = archives.single(list_id, data)
    return _READERS.get(opener.root(list_id, data), legacy.read)(list_id, data)
