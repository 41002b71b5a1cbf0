"""Undo gzip and deflate under a cap of inflated bytes, a chunk at a time.

Used by `fetch.py` on the wire and by `decode.py` on documents that are gzip without saying so.
"""

from __future__ import annotations

import zlib

GZIP_MAGIC = b"\x1f\x8b"


class TooLargeError(ValueError):
    """More bytes than the cap allows."""


class Inflater:
    """Takes chunks of one body and gives back their inflated bytes; refuses a body that grows past `most` bytes."""

    def __init__(self, encoding: str, most: int) -> None:
        self._encoding = encoding
        self._left = most
        self._stream: zlib._Decompress | None = None

    def feed(self, chunk: bytes) -> bytes:
        """Inflate one chunk.  Raises TooLargeError past the cap and zlib.error on broken data."""
        if self._encoding not in ("gzip", "x-gzip", "deflate"):
            return self._count(chunk)
        if self._stream is None:
            self._stream = zlib.decompressobj(self._window(chunk))
        parts = []
        while chunk:
            parts.append(self._count(self._stream.decompress(chunk, self._left + 1)))
            if self._stream.eof:  # gzip may hold several members, one after the other
                chunk = self._stream.unused_data
                self._stream = zlib.decompressobj(self._window(chunk))
                if chunk and not chunk.startswith(GZIP_MAGIC):  # padding after the last member
                    break
            else:
                chunk = self._stream.unconsumed_tail
        return b"".join(parts)

    def _window(self, chunk: bytes) -> int:
        if self._encoding != "deflate":
            return zlib.MAX_WBITS | 16
        # "deflate" is sent both with a zlib header (its definition) and without one (old servers).
        zlib_header = len(chunk) >= 2 and chunk[0] & 0x0F == 8 and (chunk[0] * 256 + chunk[1]) % 31 == 0
        return zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS

    def _count(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError("body is larger than the cap")
        return data


def gunzip(data: bytes, most: int) -> bytes:
    """Inflate a whole gzip document to at most `most` bytes; a cut one gives what it holds."""
    return Inflater("gzip", most).feed(data)
