"""Each domain has one request at a time, and a gap; feeds go before pages."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from streams.feeds.courtesy import Courtesy

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)


def real() -> datetime:
    return datetime.now(UTC)


def test_a_domain_is_free_when_its_request_ended_and_its_gap_is_over() -> None:
    now = [NOW]
    courtesy = Courtesy(lambda: now[0])
    courtesy.take("a", 2.0)
    assert not courtesy.free("a") and courtesy.free("b")
    now[0] += timedelta(seconds=3)
    assert not courtesy.free("a"), "it is in flight"
    courtesy.leave("a")
    assert courtesy.free("a")
    courtesy.hold("a", timedelta(seconds=60))
    courtesy.hold("a", timedelta(seconds=1))
    courtesy.tidy()
    now[0] += timedelta(seconds=30)
    assert not courtesy.free("a"), "the longer wait counts"


async def test_turns_come_one_after_the_other_with_the_gap_between() -> None:
    courtesy, starts, flying = Courtesy(real), [], 0

    async def ask(name: str) -> None:
        nonlocal flying
        async with courtesy.turn(name, 0.2):
            starts.append((name, asyncio.get_running_loop().time()))
            flying += name == "a"
            assert flying < 2
            await asyncio.sleep(0.01)
            flying -= name == "a"

    await asyncio.gather(*(ask(name) for name in "aaab"))
    times = [at for name, at in starts if name == "a"]
    assert all(b - a >= 0.19 for a, b in pairwise(times))
    assert next(at for name, at in starts if name == "b") - times[0] < 0.1


async def test_a_feed_that_waits_goes_before_the_pages() -> None:
    courtesy, order = Courtesy(real), list[str]()

    async def page() -> None:
        async with courtesy.turn("a", 0.1):
            order.append("page")

    async with courtesy.turn("a", 0.1):
        waiting = asyncio.create_task(page())
        courtesy.want("a")
    while not courtesy.free("a"):
        await asyncio.sleep(0.01)
    courtesy.take("a", 0.1)
    order.append("feed")
    courtesy.leave("a")
    await waiting
    assert order == ["feed", "page"]


async def test_one_who_gives_up_keeps_nobody_waiting() -> None:
    courtesy = Courtesy(real)
    courtesy.take("a", 0.0)

    async def page() -> None:
        async with courtesy.turn("a", 0.0):
            pass

    lost = asyncio.create_task(page())
    await asyncio.sleep(0.05)
    lost.cancel()
    courtesy.leave("a")
    async with asyncio.timeout(2):
        await page()
