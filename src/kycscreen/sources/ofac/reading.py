"""Reading whichever rendition of OFAC's lists a file is."""

from kycscreen.sources import Parsed, archives, opener
from kycscreen.sources.ofac import advanced, bundle, enhanced, legacy

_READERS = {
    "sdnList": legacy.read,
    "Sanctions": advanced.read,
    "sanctionsData": enhanced.read,
}


def read(list_id: str, data: bytes) -> Parsed:
    """Read a file by what it is; a root that is none of ours is refused by name."""
    if archives.is_zip(data):
        files = archives.opened(list_id, data)
        if bundle.is_bundle(files):
            return bundle.read(list_id, files)
    data = archives.single(list_id, data)
    bundle.check_alone(list_id, data)
    return _READERS.get(opener.root(list_id, data), legacy.read)(list_id, data)
