"""What can be refused by a file's bytes alone, whatever its publisher's format."""

from kycscreen.errors import FormatError

MAX_BYTES = 512 * 2**20
MAX_DEPTH = 64

_ARCHIVES = {
    b"\x1f\x8b": "a gzip archive",
    b"PK": "a zip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstandard archive",
    b"%PDF": "a PDF document",
}


def check(list_id: str, data: bytes) -> None:
    """Refuse a file that is empty, too large, or an archive."""
    if not data or data.isspace():
        raise FormatError(list_id, "the file is empty; fetch it again")
    if len(data) > MAX_BYTES:
        raise FormatError(list_id, f"is larger than {MAX_BYTES >> 20} MB")
    for magic, what in _ARCHIVES.items():
        if data.startswith(magic):
            raise FormatError(list_id, f"is {what}; unpack it first")
