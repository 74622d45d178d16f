"""What publishers pack: one file in a gzip or zip archive, or several in a zip.

Nothing is ever written out; whatever an archive could do to whoever unpacks it is
refused with a ``FormatError``. A list that comes in several files is stored as one
``bundle`` of them.

>>> files = {"b.csv": b"2", "a.csv": b"1"}
>>> opened("us_ofac_sdn", bundle(files)) == files
True
>>> single("us_ofac_sdn", bundle({"SDN.XML": b"<sdnList/>"}))
b'<sdnList/>'
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from kycscreen.errors import FormatError
from kycscreen.sources.guard import MAX_BYTES

MAX_MEMBERS = 2_000
"""Files of one archive: a page for each country or member is a few hundred."""
MAX_RATIO = 200
"""How many times its packed size a file may have: lists come to 5 to 30."""

_FREE = 8 * 2**20  # bytes of which no ratio is asked
_CHUNK = 2**18
_GZIP, _ZIP, _EMPTY_ZIP = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
_LINKED = "holds a link, which no publisher's archive does; do not use it"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def is_zip(data: bytes) -> bool:
    """Tell whether a file is a zip archive."""
    return data.startswith((_ZIP, _EMPTY_ZIP))


def single(list_id: str, data: bytes) -> bytes:
    """Return the one file of a gzip or zip archive; any other file as it is."""
    if data.startswith(_GZIP):
        return _gunzipped(list_id, data)
    if not is_zip(data):
        return data
    members = opened(list_id, data)
    if len(members) != 1:
        raise FormatError(
            list_id, f"is a zip archive of {len(members)} files, and should hold one"
        )
    return next(iter(members.values()))


def opened(list_id: str, data: bytes) -> dict[str, bytes]:
    """Return every file of a zip archive by its name, in the archive's order."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return dict(_members(list_id, archive))
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError),
        *(NotImplementedError, ValueError, OverflowError, OSError),
    ) as wrong:
        raise FormatError(
            list_id, f"is a damaged zip archive ({str(wrong)[:120]}); fetch it again"
        ) from None


def _members(list_id: str, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS:
        raise FormatError(list_id, f"is a zip archive of more than {MAX_MEMBERS} files")
    names = [info.filename for info in infos]
    if len(set(names)) < len(names):
        raise FormatError(list_id, "is a zip archive that holds one name twice")
    left = MAX_BYTES
    for info in infos:
        _check(list_id, info)
        content = _read(list_id, archive, info, left)
        left -= len(content)
        yield info.filename, content


def _check(list_id: str, info: zipfile.ZipInfo) -> None:
    """Refuse a member that is locked, a link, or named to land somewhere else."""
    if info.flag_bits & 0x1:
        raise FormatError(list_id, "is an encrypted zip archive; unlock it first")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise FormatError(list_id, _LINKED)
    parts = re.split(r"[/\\]", info.orig_filename)
    if ".." in parts or not parts[0] or ":" in parts[0] or "\0" in info.orig_filename:
        raise FormatError(
            list_id, "is a zip archive with a path out of it; do not use it"
        )
    if info.compress_type not in _METHODS:
        raise FormatError(
            list_id, "is packed in a way that no list is; unpack it first"
        )


def _read(
    list_id: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int
) -> bytes:
    """Read a member as far as it may go, whatever it says of its own length."""
    whole = BytesIO()  # hands out what it holds without a second copy
    with archive.open(info) as file:
        while piece := file.read(_CHUNK):
            whole.write(piece)
            _check_length(list_id, whole.tell(), info.compress_size, left)
    return whole.getvalue()


def _check_length(list_id: str, length: int, packed: int, left: int) -> None:
    if length > left:
        raise FormatError(list_id, f"unpacks to more than {MAX_BYTES >> 20} MB")
    if length > _FREE + MAX_RATIO * packed:
        raise FormatError(
            list_id,
            f"unpacks to more than {MAX_RATIO} times its size, which no list does;"
            " do not use it",
        )


def _gunzipped(list_id: str, data: bytes) -> bytes:
    """Unpack the one member of a gzip file; zeros may follow it."""
    member, whole, end = zlib.decompressobj(wbits=31), BytesIO(), 0
    try:
        while not member.eof:
            if end >= len(data):
                raise FormatError(
                    list_id, "is a gzip archive that breaks off; fetch it again"
                )
            rest, end = data[end : end + _CHUNK], end + _CHUNK
            piece = rest
            while (rest or piece) and not member.eof:
                piece = member.decompress(rest, _CHUNK)
                rest = member.unconsumed_tail
                whole.write(piece)
                _check_length(list_id, whole.tell(), len(data), MAX_BYTES)
    except zlib.error as wrong:
        raise FormatError(
            list_id, f"is a damaged gzip archive ({wrong}); fetch it again"
        ) from None
    if (member.unused_data + data[end:]).strip(b"\0"):
        raise FormatError(list_id, "is a gzip archive of more than one file")
    return whole.getvalue()


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Put several files of one list into one: equal files make equal bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, files[name], zipfile.ZIP_STORED)
    return packed.getvalue()
