"""Parsing in processes: rows come back, refusals too, and a document that hangs is killed."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams import metrics
from streams.feeds import pool as pool_module
from streams.feeds.pool import BrokenPoolError, ParseError, Pool
from streams.feeds.rows import Document, RefusedError

BODY = (Path(__file__).with_name("documents") / "rss-plain.xml").read_bytes()


def hostile(body: bytes, base_url: str, headers: object = None, *_: object) -> Document:
    """Stand in for `parse` in the worker: hang, eat memory or die, as the body says."""
    if body == b"hang":
        time.sleep(60)
    if body == b"eat":
        bytearray(8 * pool_module.MEMORY)
    if body == b"die":
        os._exit(3)
    if body == b"be killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if body.startswith(b"be killed once, as "):
        trace = Path(body.decode().removeprefix("be killed once, as "))
        if not trace.exists():
            trace.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return Document("rss", title=body.decode())


def workers() -> set[int]:
    return {child.pid or 0 for child in multiprocessing.active_children() if child.name == "pebble_pool_worker"}


def signalled(number: signal.Signals) -> None:
    """Send a signal to all workers; one that dies of it is seen a moment later."""
    assert workers()
    for worker in workers():
        os.kill(worker, number)
    time.sleep(0.3)


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


async def test_lost_processes_are_made_anew_and_nothing_with_them(pool: Pool, caplog: pytest.LogCaptureFixture) -> None:
    before = metrics.POOLS_RENEWED._value.get()
    assert (await pool.parse(BODY)).rows
    signalled(signal.SIGKILL)
    with caplog.at_level(logging.WARNING):
        documents = await asyncio.gather(*(pool.parse(BODY) for _ in range(4)))
    assert [len(document.rows) for document in documents] == [2, 2, 2, 2]
    assert metrics.POOLS_RENEWED._value.get() == before + 1, "once, however many documents waited"
    assert [record.message for record in caplog.records] == ["parsing processes were lost and made anew"]


async def test_workers_that_answer_nobody_are_replaced(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await pool.parse(BODY)).rows
    monkeypatch.setattr(pool_module, "GRACE_S", 0.5)
    signalled(signal.SIGSTOP)
    assert (await pool.parse(BODY)).rows


async def test_a_document_whose_worker_was_killed_gets_a_second_trial(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pool_module, "parse", hostile)
    once = f"be killed once, as {tmp_path / 'trace'}".encode()
    assert (await pool.parse(once)).title == once.decode()
    with pytest.raises(ParseError, match="crash"):  # and no third one
        await pool.parse(b"be killed")


async def test_a_closed_pool_makes_no_new_processes(pool: Pool) -> None:
    assert (await pool.parse(BODY)).rows
    pool.close()
    before = workers()  # perhaps some of the test before, not quite gone
    with pytest.raises(BrokenPoolError):
        await pool.parse(BODY)
    assert workers() <= before
