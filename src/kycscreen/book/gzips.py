"""Books packed by gzip: unpacked piece by piece, and refused if not whole."""

import zlib
from collections.abc import Iterable, Iterator

from kycscreen.book.lines import CHUNK
from kycscreen.errors import BookError

_RATIO = 100
"""How much longer a book may be than its file: tables come to 5 to 20."""
_SMALL = 1 << 22
"""Bytes of any book that are not held against it."""


def unpacked(file: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack a file of one or more members; ``BookError`` where it is not whole.

    Zeros may follow a member, as tapes and disks fill up with them.
    """
    packed = length = 0
    member = None
    for chunk in chunks:
        packed += len(chunk)
        while chunk:
            if member is None:
                chunk = chunk.lstrip(b"\0") if length else chunk
                if not chunk:
                    break
                member = zlib.decompressobj(wbits=31)
            try:
                piece = member.decompress(chunk, CHUNK)
            except zlib.error:
                raise BookError(
                    file,
                    f"is damaged, or not packed by gzip, before byte {packed} of the"
                    " packed file; pack it again",
                ) from None
            chunk = member.unused_data if member.eof else member.unconsumed_tail
            member = None if member.eof else member
            length += len(piece)
            if length > _SMALL + _RATIO * packed:
                raise BookError(
                    file,
                    f"unpacks to more than {_RATIO} times its size, which no book"
                    " does; look at it before you unpack it yourself",
                )
            if piece:
                yield piece
    if member is not None:
        raise BookError(file, "breaks off: the packed file is not whole; copy it again")
