"""Undo gzip, deflate, br and zstd under a cap of inflated bytes.

Used by `fetch.py` on the wire and by `decode.py` on documents that are gzip without saying so.
"""

from __future__ import annotations

import zlib

import cramjam

GZIP_MAGIC = b"\x1f\x8b"
_BLOCKS = {"br": cramjam.brotli, "zstd": cramjam.zstd}


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


def unpack(body: bytes, encoding: str, most: int) -> bytes:
    """Undo what a Content-Encoding names, the last first; a coding that is none or was not done is passed over.

    Raises TooLargeError past `most` bytes and ValueError on data that is broken.
    """
    for coding in reversed([name.strip().lower() for name in encoding.split(",")]):
        if coding in ("gzip", "x-gzip"):
            body = _checked(coding, body, most) if body.startswith(GZIP_MAGIC) else body
        elif coding == "deflate":
            body = body if _is_plain(body) else _checked(coding, body, most)
        elif coding in _BLOCKS:
            body = body if _is_plain(body) else _block(coding, body, most)
    if len(body) > most:
        raise TooLargeError("body is larger than the cap")
    return body


def _is_plain(body: bytes) -> bool:
    """Tell a document that nobody compressed, whatever its header says."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{")


def _checked(coding: str, body: bytes, most: int) -> bytes:
    try:
        return Inflater(coding, most).feed(body)
    except zlib.error as error:
        raise ValueError(f"broken {coding}: {error}") from error


def _block(coding: str, body: bytes, most: int) -> bytes:
    room = bytearray(most + 1)  # inflated into a room of fixed size, so that a bomb has nowhere to grow
    try:
        size = _BLOCKS[coding].decompress_into(body, room)
    except cramjam.DecompressionError as error:
        if "whole buffer" in str(error):
            raise TooLargeError("body is larger than the cap") from error
        raise ValueError(f"broken {coding}: {error}") from error
    return bytes(memoryview(room)[:size])
