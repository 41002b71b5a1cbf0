"""Parsing in processes: rows come back, refusals too, and a document that hangs is killed."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from streams.feeds import pool as pool_module
from streams.feeds.pool import ParseError, Pool
from streams.feeds.rows import Document, RefusedError

BODY = (Path(__file__).with_name("documents") / "rss-plain.xml").read_bytes()


def hostile(body: bytes, base_url: str, headers: Mapping[str, str]) -> Document:
    """Stand in for `parse` in the worker: hang, eat memory or die, as the body says."""
    if body == b"hang":
        time.sleep(60)
    if body == b"eat":
        bytearray(8 * pool_module.MEMORY)
    if body == b"die":
        os._exit(3)
    return Document("rss", title=body.decode())


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(workers=1, timeout_s=1.0)
    yield pool
    pool.close()


async def test_rows_and_refusals_come_back(pool: Pool) -> None:
    document = await pool.parse(BODY, "https://desk.example/feed", {})
    assert [row.title for row in document.rows] == ["Envoy leaves", "Talks go on"]
    with pytest.raises(RefusedError) as refusal:
        await pool.parse(b"nothing")
    assert refusal.value.reason == "not-a-feed"


async def test_a_worker_that_hangs_eats_or_dies_is_replaced(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "parse", hostile)
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.02)
            beats += 1

    heart = asyncio.create_task(beat())
    for body, reason in ((b"hang", "timeout"), (b"eat", "memory"), (b"die", "crash")):
        with pytest.raises(ParseError) as failure:
            await pool.parse(body)
        assert failure.value.reason == reason
        assert (await pool.parse(b"well")).title == "well"
    heart.cancel()
    assert beats > 25  # the loop went on meanwhile
