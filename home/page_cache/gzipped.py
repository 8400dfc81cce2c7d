"""A gzip file made of pieces, each packed once, with others packed for one reader in between.

A deflate stream is a row of blocks. A piece that was packed by itself and flushed refers to nothing
before it, so pieces follow each other as they are; what depends on the whole comes at the end
(RFC 1952: the check sum and the length, four bytes each).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
# An empty last block.
END = b"\x03\x00"


def packed(piece: bytes, level: int) -> bytes:
    """Return the blocks of a piece."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


def joined(pieces: Iterable[bytes], body: bytes) -> bytes:
    """Return the file of some packed pieces, which hold this body together."""
    return b"".join((HEADER, *pieces, END, struct.pack("<LL", zlib.crc32(body), len(body))))
